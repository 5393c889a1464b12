package provider

import (
	"fmt"
	"maps"
	"slices"
	"testing"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/catalog"
)

// changes reads the data source, from one snapshot to the next unless the
// arguments name others, and returns "CODE feature from to" for each
// element of one of its lists.
func changes(t *testing.T, list string, arguments map[string]any) []string {
	t.Helper()
	asked := object{"from": "2021-08-03", "to": edition}
	maps.Copy(asked, arguments)
	answer, said := newServer(t, nil).data("teamsvoice_availability_changes", nil, asked)
	if len(said) > 0 {
		t.Fatal(said)
	}
	lines := []string{}
	for _, c := range answer.(map[string]any)[list].([]any) {
		c := c.(map[string]any)
		lines = append(lines, fmt.Sprint(c["country_code"], " ", c["feature"], " ", c["from_status"], " ", c["to_status"]))
	}
	return lines
}

// What moved between the two snapshots, as facts/README.md tells it.
func TestAvailabilityChanges(t *testing.T) {
	t.Run("seven countries gained Calling Plans", func(t *testing.T) {
		want := []string{}
		for _, code := range []string{"EE", "HR", "LT", "LV", "MX", "SI", "ZA"} {
			to := "available"
			if code == "MX" {
				to = "conditional"
			}
			want = append(want, code+" calling_plan unavailable "+to)
		}
		if got := changes(t, "opened", map[string]any{"features": list("calling_plan")}); !slices.Equal(got, want) {
			t.Errorf("got %q, want %q", got, want)
		}
	})
	t.Run("pay as you go came everywhere but in the US", func(t *testing.T) {
		got := changes(t, "opened", map[string]any{"features": list("pay_as_you_go_calling_plan")})
		sold := newServer(t, nil).mustCall("countries_with", list("calling_plan")).([]any)
		withIt := newServer(t, nil).mustCall("countries_with", list("pay_as_you_go_calling_plan")).([]any)
		if len(got) != len(withIt) || slices.Contains(withIt, any("US")) || !slices.Contains(sold, any("US")) {
			t.Errorf("%d countries gained it, and %d of %d have it", len(got), len(withIt), len(sold))
		}
	})
	t.Run("nothing closed", func(t *testing.T) {
		if got := changes(t, "closed", nil); len(got) > 0 {
			t.Errorf("closed: %q", got)
		}
	})
	t.Run("of the pages only Calling Plans moved", func(t *testing.T) {
		for _, line := range changes(t, "changes", map[string]any{"features": list("audio_conferencing", "call_me", "phone_system", "communications_credits")}) {
			t.Error(line)
		}
	})
	t.Run("number management has service numbers on request", func(t *testing.T) {
		got := changes(t, "changes", map[string]any{"features": list("toll_number")})
		want := []string{"AU toll_number available conditional", "BE toll_number available conditional", "DE toll_number available conditional",
			"IE toll_number available conditional", "JP toll_number available conditional"}
		if !slices.Equal(got, want) {
			t.Errorf("got %q, want %q", got, want)
		}
	})
	t.Run("of one country in another spelling", func(t *testing.T) {
		got := changes(t, "changes", map[string]any{"countries": list("Estonia"), "features": list("calling_plan", "domestic_calling_plan")})
		if want := []string{"EE calling_plan unavailable available", "EE domestic_calling_plan unavailable available"}; !slices.Equal(got, want) {
			t.Errorf("got %q, want %q", got, want)
		}
	})
	t.Run("from a snapshot to itself", func(t *testing.T) {
		if got := changes(t, "changes", map[string]any{"from": "2023-01-25"}); len(got) > 0 {
			t.Errorf("got %q", got)
		}
	})
	t.Run("of no date, from the snapshot before the newest", func(t *testing.T) {
		dates := catalog.EmbeddedDates()
		answer, said := newServer(t, nil).data("teamsvoice_availability_changes", nil, nil)
		if len(said) > 0 {
			t.Fatal(said)
		}
		got := answer.(object)
		if want := dates[len(dates)-2:]; got["from"] != want[0] || got["to"] != want[1] {
			t.Errorf("from %v to %v, want %q", got["from"], got["to"], want)
		}
	})
	t.Run("Puerto Rico got the smaller plans", func(t *testing.T) {
		for day, want := range map[string]int{"2021-08-03": 0, "2023-01-25": 3} {
			answer, said := newServer(t, nil).data("teamsvoice_country_availability", map[string]any{"snapshot": day}, map[string]any{"country": "PR"})
			if said.hasError() {
				t.Fatal(said)
			}
			domestic := 0
			for _, p := range answer.(map[string]any)["calling_plans"].(map[string]any)["plans"].([]any) {
				if p.(map[string]any)["type"] == "domestic" {
					domestic++
				}
			}
			if domestic != want {
				t.Errorf("%s: %d domestic plans, want %d", day, domestic, want)
			}
		}
	})
}

func TestAvailabilityChangesAreRefused(t *testing.T) {
	for name, tt := range map[string]struct {
		arguments map[string]any
		says      string
	}{
		"the wrong order":    {map[string]any{"from": "2023-01-25", "to": "2021-08-03"}, "from is 2023-01-25, which comes after to, 2021-08-03. Swap them."},
		"no snapshot":        {map[string]any{"from": "2022-01-01"}, "Allowed: 2021-08-03, 2023-01-25"},
		"an unknown country": {map[string]any{"countries": list("Germny")}, "Germany"},
		"an unknown feature": {map[string]any{"features": list("callingplan")}, "calling_plan"},
	} {
		t.Run(name, func(t *testing.T) {
			_, said := newServer(t, nil).data("teamsvoice_availability_changes", nil, tt.arguments)
			if !said.hasError() || !says(tt.says).MatchString(said.String()) {
				t.Errorf("it says %s, want %q", said, tt.says)
			}
		})
	}
}

func TestAccAvailabilityChanges(t *testing.T) {
	acceptance(t, answers(`
data "teamsvoice_availability_changes" "all" {
  from     = "2021-08-03"
  to       = "2023-01-25"
  features = ["calling_plan"]
}
output "opened" {
  value = data.teamsvoice_availability_changes.all.opened[*].country_code
}
`, outputIs("opened", `["EE", "HR", "LT", "LV", "MX", "SI", "ZA"]`)))
}
