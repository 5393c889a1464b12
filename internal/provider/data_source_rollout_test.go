package provider

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// rolloutOf reads the data source.
func rolloutOf(t *testing.T, arguments object) (object, diagnostics) {
	t.Helper()
	answer, said := newServer(t, nil).data("teamsvoice_rollout", nil, arguments)
	o, _ := answer.(object)
	return o, said
}

// usersIn returns users by their names, which are their countries.
func usersIn(countries ...string) object {
	users := object{}
	for _, c := range countries {
		users[c] = object{"country": c}
	}
	return users
}

func TestRollout(t *testing.T) {
	file := filepath.Join(t.TempDir(), "users.csv")
	if err := os.WriteFile(file, []byte("\ufeffUserPrincipalName;UsageLocation\r\nada;DE\r\ndalia;AE\r\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name      string
		arguments object
		ready     bool
		users     int
		want      []string // "user feature status"
	}{
		{name: "everyone can go", arguments: object{"users": usersIn("DE", "Ireland"), "features": list("calling_plan")}, ready: true, users: 2},
		{name: "nobody", arguments: object{"users": object{}, "features": list("calling_plan")}, ready: true},
		{name: "a violation", arguments: object{"users": usersIn("DE", "AE"), "features": list("calling_plan")}, users: 2, want: []string{"AE calling_plan unavailable"}},
		{name: "CSV", arguments: object{"users_csv": "upn,usagelocation\nada,DE\ndalia,AE\n", "features": list("calling_plan")}, users: 2, want: []string{"dalia calling_plan unavailable"}},
		{name: "a file", arguments: object{"users_file": file, "features": list("calling_plan")}, users: 2, want: []string{"dalia calling_plan unavailable"}},
		{name: "features of a user", arguments: object{"users": object{"bridge": object{"country": "AE", "features": list("audio_conferencing")}, "ada": object{"country": "DE"}}, "features": list("calling_plan")}, ready: true, users: 2},
		{name: "features of every user, and none of the rollout", arguments: object{"users": object{"dalia": object{"country": "AE", "features": list("calling_plan")}}}, users: 1, want: []string{"dalia calling_plan unavailable"}},
		{name: "no location", arguments: object{"users": object{"edith": object{}}, "features": list("calling_plan")}, users: 1, want: []string{"edith usage_location unknown"}},
		{name: "no country of that name", arguments: object{"users": usersIn("Atlantis"), "features": list("calling_plan")}, users: 1, want: []string{"Atlantis usage_location unknown"}},
		{name: "a conditional feature", arguments: object{"users": usersIn("MX"), "features": list("calling_plan")}, ready: true, users: 1},
		{name: "a conditional feature, strictly", arguments: object{"users": usersIn("MX"), "features": list("calling_plan"), "strict": true}, users: 1, want: []string{"MX calling_plan conditional"}},
		{name: "credits where the organization is", arguments: object{"users": usersIn("IN"), "features": list("toll_free_number"), "organization_country": "Germany"}, ready: true, users: 1},
		{name: "no credits where the organization is", arguments: object{"users": usersIn("DE"), "features": list("toll_free_number"), "organization_country": "IN"}, users: 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.arguments["on_violation"] = "none"
			got, said := rolloutOf(t, c.arguments)
			if len(said) > 0 {
				t.Fatalf("with on_violation none it says %s", said)
			}
			lines := []string{}
			for _, v := range got["violations"].([]any) {
				v := v.(object)
				lines = append(lines, fmt.Sprint(v["user"], " ", v["feature"], " ", v["status"]))
			}
			if !slices.Equal(lines, c.want) || got["ready"] != c.ready || got["user_count"] != float64(c.users) || got["violation_count"] != float64(len(c.want)) {
				t.Errorf("got %q, ready %v, %v users, %v violations", lines, got["ready"], got["user_count"], got["violation_count"])
			}
		})
	}
}

func TestRolloutIsRefused(t *testing.T) {
	dir := t.TempDir()
	empty := filepath.Join(dir, "empty.csv")
	if err := os.WriteFile(empty, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name      string
		arguments object
		at        string
		says      []string
	}{
		{"no users", object{"features": list("calling_plan")}, "", []string{"users", "users_csv", "users_file"}},
		{"users in two ways", object{"users": usersIn("DE"), "users_csv": "upn,usagelocation\na,DE\n", "features": list("calling_plan")}, "", []string{"users", "users_csv", "users_file"}},
		{"nothing required", object{"users": usersIn("DE")}, `"features"`, []string{"nothing would be checked for them. Say what they need"}},
		{"an unknown feature", object{"users": usersIn("DE"), "features": list("callingplan")}, `"features"`, []string{"did you mean calling_plan"}},
		{"an unknown feature of a user", object{"users": object{"ada": object{"country": "DE", "features": list("callingplan")}}}, `"ada"`, []string{"did you mean calling_plan"}},
		{"a user twice in CSV", object{"users_csv": "upn,usagelocation\nada,DE\nADA,FR\n", "features": list("calling_plan")}, `"users_csv"`, []string{"CSV line 3", `"ADA" is listed twice, in lines 2 and 3`}},
		{"CSV that is malformed", object{"users_csv": "upn,usagelocation\nada,D\"E\n", "features": list("calling_plan")}, `"users_csv"`, []string{"CSV line 2, column 6"}},
		{"a file that is not there", object{"users_file": filepath.Join(dir, "none.csv"), "features": list("calling_plan")}, `"users_file"`, []string{"none.csv", "no such file"}},
		{"a folder", object{"users_file": dir, "features": list("calling_plan")}, `"users_file"`, []string{"it is a directory, and only regular files are read"}},
		{"an unknown plan type", object{"users": usersIn("DE"), "features": list("calling_plan"), "plan_type": "domestik"}, `"plan_type"`, []string{"did you mean domestic"}},
		{"an unknown organization", object{"users": usersIn("DE"), "features": list("calling_plan"), "organization_country": "Germny"}, `"organization_country"`, []string{"Germany"}},
		{"unknown licenses", object{"users": usersIn("DE"), "features": list("calling_plan"), "licenses": object{"phone": 1}}, `"licenses"`, []string{"did you mean phone_system?"}},
		{"a part number for a license", object{"users": usersIn("DE"), "features": list("calling_plan"), "licenses": object{"MCOPSTN1": 1}}, `"licenses"`, []string{`"MCOPSTN1" is not a valid license; did you mean calling_plan?`}},
		{"a license with a huge name", object{"users": usersIn("DE"), "features": list("calling_plan"), "licenses": object{strings.Repeat("a", 70_000): -1}}, `"licenses"`, []string{"aaa\"... (70000 bytes)", "The value is -1; it must be at least 0"}},
		{"fewer than no licenses", object{"users": usersIn("DE"), "features": list("calling_plan"), "licenses": object{"phone_system": -1}}, `"licenses"`, []string{"at least 0"}},
		{"a count of null", object{"users": usersIn("DE"), "features": list("calling_plan"), "licenses": object{"phone_system": null}}, `"licenses"`, []string{"Value is null", "null was given"}},
		{"a feature of null", object{"users": usersIn("DE"), "features": list("calling_plan", null)}, `"features"`, []string{"Value is null"}},
		{"an unknown way", object{"users": usersIn("DE"), "features": list("calling_plan"), "on_violation": "ignore"}, `"on_violation"`, []string{`"ignore" is not a valid severity. Allowed: error, warning, none`}},
		{"a part of a license", object{"users": usersIn("DE"), "features": list("calling_plan"), "licenses": object{"phone_system": 300 * 0.855}}, `"licenses"`, []string{"Invalid number", "256.5 is not a whole number; round it"}},
		{"a part of a user", object{"users": usersIn("DE"), "features": list("calling_plan"), "max_reported": 3.5}, `"max_reported"`, []string{"Invalid number", "3.5 is not a whole number"}},
		{"a part of a number", object{"users": usersIn("DE"), "features": list("calling_plan"), "tenant": true, "required_numbers": object{"toll": 0.5}}, `"required_numbers"`, []string{"Invalid number", "0.5 is not a whole number"}},
		{"fewer than nobody reported", object{"users": usersIn("DE"), "features": list("calling_plan"), "max_reported": -1}, `"max_reported"`, []string{"at least 0"}},
		{"features that are none", object{"users": usersIn("DE"), "features": list()}, `"features"`, []string{"Empty list", "nothing would be checked"}},
		{"users that are a number", object{"users": 7, "features": list("calling_plan")}, `"users"`, []string{"Users is a number; write a map from user to usage location"}},
		{"an answer of Microsoft Graph without users", object{"users": object{"value": list()}, "features": list("calling_plan")}, `"users"`, []string{"The answer of Microsoft Graph has no users"}},
		{"a page of Microsoft Graph", object{"users": object{"@odata.nextLink": "x", "value": list(object{"userPrincipalName": "ada", "usageLocation": "DE"})}, "features": list("calling_plan")}, `"users"`, []string{"one page of several"}},
		{"a CSV with a header alone", object{"users_csv": "upn,usagelocation\n", "features": list("calling_plan")}, `"users_csv"`, []string{"CSV line 1: the list has a header and no users"}},
		{"a CSV of nothing", object{"users_csv": "", "features": list("calling_plan")}, `"users_csv"`, []string{"CSV line 1: the list is empty"}},
		{"an empty file", object{"users_file": empty, "features": list("calling_plan")}, `"users_file"`, []string{"empty.csv", "the list is empty"}},
		{"an empty list of JSON", object{"users_csv": "[]", "features": list("calling_plan")}, `"users_csv"`, []string{"not CSV but JSON"}},
		{"a header in another language, beside an address", object{"users_csv": "UPN,Nutzungsstandort,Country\nada,AE,DE\n", "features": list("calling_plan")}, `"users_csv"`, []string{`"Country" and "Nutzungsstandort" both hold countries, and not the same ones`}},
		{"the same in rows", object{"users": list(object{"UPN": "ada", "Nutzungsstandort": "AE", "Country": "DE"}), "features": list("calling_plan")}, `"users"`, []string{`"Country" and "Nutzungsstandort" both hold countries`}},
		{"the same in a map", object{"users": object{"ada": object{"ul": "AE", "country": "DE", "displayName": "Ada"}}, "features": list("calling_plan")}, `"users"`, []string{`"country" and "ul" both hold countries`}},
		{"an attribute twice", object{"users": object{"ada": object{"usageLocation": "AE", "usage_location": "DE"}}, "features": list("calling_plan")}, `"users"`, []string{`"usageLocation" and "usage_location" are the same attribute of a user`}},
		{"an unknown source of numbers", object{"users": usersIn("DE"), "features": list("calling_plan"), "numbers": "port"}, `"numbers"`, []string{"did you mean ported"}},
		{"an unknown agreement", object{"users": usersIn("DE"), "features": list("calling_plan"), "billing_agreement": "mac"}, `"billing_agreement"`, []string{"mosa, mca, csp"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, said := rolloutOf(t, c.arguments)
			if !said.hasError() || !says(c.says...).MatchString(said.String()) || !strings.Contains(said.String(), c.at) {
				t.Errorf("it says %s", said)
			}
		})
	}
}

// No users are no violation, but nobody was checked either.
func TestRolloutOfNobody(t *testing.T) {
	for name, users := range map[string]any{"a map": object{}, "a list": list()} {
		got, said := rolloutOf(t, object{"users": users, "features": list("calling_plan")})
		if said.hasError() || len(said) != 1 || !says(`"users"`, "The rollout has no users", "nobody was checked").MatchString(said.String()) || got["ready"] != true {
			t.Errorf("%s: ready is %v, and it says %s", name, got["ready"], said)
		}
	}
}

// A list in which nobody has a usage location was probably exported without it.
func TestRolloutOfDefaultsAlone(t *testing.T) {
	const header = "UserPrincipalName,UsageLocation\n"
	for _, c := range []struct {
		name, csv, on string
		warns         bool
	}{
		{"nobody has one", header + "ada,\nbea,\n", "error", true},
		{"nobody has one, and a postcondition decides", header + "ada,\nbea,\n", "none", false},
		{"one has one", header + "ada,\nbea,FR\n", "error", false},
		{"one user", header + "ada,\n", "error", false},
	} {
		got, said := rolloutOf(t, object{"users_csv": c.csv, "features": list("calling_plan"), "default_usage_location": "DE", "on_violation": c.on})
		warned := says(`"default_usage_location"`, "default_usage_location applies to every user", "None of the 2 users has a usage location").MatchString(said.String())
		if warned != c.warns || len(said) > 0 != c.warns || got["ready"] != true {
			t.Errorf("%s: ready is %v, and it says %s", c.name, got["ready"], said)
		}
	}
}

// One message for each kind of violation, not for each user.
func TestRolloutMessages(t *testing.T) {
	users := usersIn("AE", "BH", "QA", "MX")
	users["edith"] = object{}
	for i := range 30 {
		users[fmt.Sprint("user ", i)] = object{"country": "AE"}
	}
	arguments := object{"users": users, "features": list("calling_plan", "toll_number"), "max_reported": 2}
	_, said := rolloutOf(t, arguments)
	if len(said) > 4 || !said.hasError() {
		t.Fatalf("%d messages: %s", len(said), said)
	}
	for _, words := range []string{
		"1 user of this rollout has no usage location",
		"Calling Plan is not sold in 3 countries of this rollout: AE (31 users), BH (1 user) and 1 more",
		"33 users need calling_plan",
	} {
		if !says(words).MatchString(said.String()) {
			t.Errorf("it does not say %q but %s", words, said)
		}
	}
	arguments["on_violation"] = "warning"
	got, warnings := rolloutOf(t, arguments)
	if warnings.hasError() || len(warnings) != len(said) || got["ready"] != false {
		t.Errorf("as warnings: %s", warnings)
	}
	if n := len(got["violations"].([]any)); n < 34 {
		t.Errorf("the attribute holds %d violations, and has to hold all", n)
	}
}

func TestRolloutMinutes(t *testing.T) {
	got, said := rolloutOf(t, object{
		"users":    object{"a": object{"country": "US"}, "b": object{"country": "US"}, "c": object{"country": "PR"}, "d": object{"country": "DE"}, "e": object{"country": "AE"}},
		"features": list("phone_system"), "plan_type": "domestic_and_international", "on_violation": "none",
	})
	if len(said) > 0 {
		t.Fatal(said)
	}
	for code, want := range map[string][2]any{
		"US": {2*3000 + 1200.0, 3 * 600.0}, "PR": {2*3000 + 1200.0, 3 * 600.0}, // one pool
		"DE": {1200.0, 600.0}, "AE": {nil, nil},
	} {
		c := got["by_country"].(object)[code].(object)
		if c["domestic_minutes"] != want[0] || c["international_minutes"] != want[1] {
			t.Errorf("%s: %v and %v minutes, want %v", code, c["domestic_minutes"], c["international_minutes"], want)
		}
	}
}

func TestRolloutLicensesAndPrerequisites(t *testing.T) {
	got, said := rolloutOf(t, object{
		"users": usersIn("DE", "FR"), "features": list("calling_plan", "toll_free_number"), "organization_country": "DE",
		"licenses": object{"phone_system": 20, "audio_conferencing": 10, "calling_plan": 50},
	})
	if len(said) > 0 || got["ready"] != true {
		t.Fatal(said)
	}
	if err := sameJSON(got["number_quota"], `{"user": 65, "toll": 10, "toll_free": 10}`); err != nil {
		t.Error(err)
	}
	if got["dial_out_minutes"] != 600.0 {
		t.Errorf("dial_out_minutes is %v", got["dial_out_minutes"])
	}
	if err := sameJSON(got["prerequisites"], `[
		{"feature": "phone_system", "alternatives": [], "needed_for": ["calling_plan"], "countries": ["DE", "FR"], "user_count": 2, "judged_in": null, "note": null, "unavailable_in": []},
		{"feature": "communications_credits", "alternatives": [], "needed_for": ["toll_free_number"], "countries": ["DE", "FR"], "user_count": 2, "judged_in": "DE", "note": null, "unavailable_in": []}
	]`); err != nil {
		t.Error(err)
	}
	got, _ = rolloutOf(t, object{"users": usersIn("DE"), "features": list("calling_plan")})
	if got["number_quota"] != nil || got["dial_out_minutes"] != nil {
		t.Error("without licenses, there is no quota")
	}
}

func TestRolloutWithoutCredits(t *testing.T) {
	arguments := object{"users": usersIn("IN"), "features": list("toll_free_number")}
	got, said := rolloutOf(t, arguments)
	if said.hasError() || !says("communications_credits are not available in IN", "organization_country", "billing_agreement").MatchString(said.String()) || got["ready"] != false {
		t.Errorf("where the organization is not known, it warns: %s", said)
	}
	arguments["organization_country"] = "IN"
	if _, said := rolloutOf(t, arguments); !said.hasError() || !strings.Contains(said.String(), `"organization_country"`) {
		t.Errorf("where it is known, it fails: %s", said)
	}
}

func TestRolloutWithoutServiceNumbers(t *testing.T) {
	for _, organization := range []any{nil, "DE"} {
		arguments := object{"users": usersIn("BH", "DE"), "features": list("call_queues")}
		if organization != nil {
			arguments["organization_country"] = organization
		}
		got, said := rolloutOf(t, arguments)
		if said.hasError() || !says("toll_number or toll_free_number is not available in BH, and 1 user needs it", "Direct Routing").MatchString(said.String()) ||
			strings.Contains(said.String(), "Credits") || got["ready"] != false {
			t.Errorf("organization in %v: it says %s and ready is %v", organization, said, got["ready"])
		}
	}
}

// The usage location decides, never the country of an address.
func TestRolloutUsageLocation(t *testing.T) {
	for _, c := range []struct {
		name    string
		users   any
		want    []string // "user feature status"
		warning string
	}{
		{"a usage location alone", object{"ada": object{"usage_location": "DE"}}, nil, ""},
		{"beside another country", object{"ada": object{"usage_location": "AE", "country": "Germany"}}, []string{"ada calling_plan unavailable"}, "1 user has a country that differs from the usage location"},
		{"beside the same country", object{"ada": object{"usage_location": "DE", "country": "Germany"}}, nil, ""},
		{"null beside a country", object{"ada": object{"usage_location": nil, "country": "Germany"}}, []string{"ada usage_location unknown"}, ""},
		{"empty beside a country", object{"ada": object{"usage_location": "", "country": "Germany"}}, []string{"ada usage_location unknown"}, ""},
		{"country is the older name", object{"ada": object{"country": "Germany"}}, nil, ""},
		{"country beside a city is of an address", object{"ada": object{"country": "Germany", "city": "Berlin"}}, nil, `The locations were read from the column "country"`},
		{"country in an object that a program wrote", object{"ada": object{"country": "Germany", "displayName": "Ada"}}, nil, `The locations were read from the column "country"`},
		{"country beside attributes of one's own", object{"ada": object{"country": "Germany", "department": "IT", "job_title": "x"}}, nil, ""},
		{"a map of locations", object{"ada": "DE", "dalia": "AE"}, []string{"dalia calling_plan unavailable"}, ""},
		{"a list of objects", list(object{"user_principal_name": "dalia", "usage_location": "AE", "country": "Germany", "mail": "x"}), []string{"dalia calling_plan unavailable"}, "1 user has a country"},
		{"an address in rows of an export", list(object{"User principal name": "ada", "Country/Region": "Germany"}), nil, `The locations were read from the column "Country/Region"`},
		{"an address in rows with one name of ours", list(object{"UserPrincipalName": "ada", "Country": "Germany"}), nil, `The locations were read from the column "Country"`},
		{"an address of Microsoft Graph", list(object{"userPrincipalName": "ada", "country": "Germany"}), nil, `The locations were read from the column "country"`},
		{"a list of ours", list(object{"user": "ada", "country": "Germany"}), nil, ""},
		{"an address in CSV", "UserPrincipalName,c,co,countryCode\nada,AE,Germany,784\n", nil, `The locations were read from the column "co"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, said := rolloutOf(t, object{"users": c.users, "features": list("calling_plan"), "on_violation": "none"})
			lines := []string{}
			for _, v := range got["violations"].([]any) {
				v := v.(object)
				lines = append(lines, fmt.Sprint(v["user"], " ", v["feature"], " ", v["status"]))
			}
			if !slices.Equal(lines, c.want) || said.hasError() || len(said) > 1 || c.warning == "" != (len(said) == 0) || !says(c.warning).MatchString(said.String()) {
				t.Errorf("got %q; it says %s", lines, said)
			}
		})
	}
}

// What the rollout is told is judged, and ready agrees with what is said.
func TestRolloutJudgesWhatItIsTold(t *testing.T) {
	crowd := object{}
	for i := range 300 {
		crowd[fmt.Sprint("user", i)] = object{"usage_location": "DE"}
	}
	for _, c := range []struct {
		name      string
		edition   string
		arguments object
		ready     bool
		says      string
	}{
		{"a type of plan that is not sold", "2023-01-25", object{"users": usersIn("US"), "features": list("calling_plan"), "plan_type": "pay_as_you_go"}, false,
			"Pay-as-you-go Calling Plan is not sold in 1 country of this rollout: US (1 user)"},
		{"the same in the newest edition", "", object{"users": usersIn("HR"), "features": list("calling_plan"), "plan_type": "pay_as_you_go"}, false,
			"Pay-as-you-go Calling Plan is not sold in 1 country of this rollout: HR (1 user)"},
		{"a type of plan that is sold", "2023-01-25", object{"users": usersIn("US"), "features": list("calling_plan"), "plan_type": "domestic"}, true, ""},
		{"a type of plan for who needs none", "2023-01-25", object{"users": usersIn("AE"), "features": list("phone_system"), "plan_type": "domestic"}, true, ""},
		{"no plan and so no type of it", "2023-01-25", object{"users": usersIn("AE"), "features": list("calling_plan"), "plan_type": "domestic"}, false,
			"Calling Plan is not sold in 1 country of this rollout: AE (1 user)"},
		{"fewer licenses than users", "2023-01-25", object{"users": crowd, "features": list("phone_system", "calling_plan"), "licenses": object{"phone_system": 10, "calling_plan": 400}}, false,
			"300 Teams Phone licenses are needed, and the organization has 10: buy 290 more."},
		{"fewer plans than users", "2023-01-25", object{"users": crowd, "features": list("calling_plan"), "plan_type": "domestic", "licenses": object{"calling_plan": 299}}, false,
			"300 Calling Plan licenses are needed, and the organization has 299: buy 1 more."},
		{"plans of the other type", "", object{"users": usersIn("DE"), "features": list("calling_plan"), "plan_type": "pay_as_you_go", "organization_country": "DE", "licenses": object{"calling_plan": 5, "pay_as_you_go_calling_plan": 0}}, false,
			"1 Pay-as-you-go Calling Plan license is needed, and the organization has 0"},
		{"as many licenses as users", "2023-01-25", object{"users": crowd, "features": list("calling_plan"), "licenses": object{"phone_system": 300, "calling_plan": 300}}, true, ""},
		{"an operator that does not sell there", "2023-01-25", object{"users": usersIn("JP"), "features": list("calling_plan"), "organization_country": "DE"}, false,
			"Calling Plan is not sold to an organization in DE in 1 country of this rollout: JP (1 user)"},
		{"an operator that does", "2023-01-25", object{"users": usersIn("JP"), "features": list("calling_plan"), "organization_country": "JP"}, true, ""},
		{"credits that are not there", "2023-01-25", object{"users": usersIn("IN"), "features": list("toll_free_number")}, false, "communications_credits are not available in IN"},
		{"credits that are not needed", "2023-01-25", object{"users": usersIn("IN"), "features": list("toll_free_number"), "billing_agreement": "mca", "organization_country": "IN"}, true, ""},
		{"credits themselves", "2023-01-25", object{"users": usersIn("IN"), "features": list("communications_credits"), "billing_agreement": "csp"}, true, ""},
		{"numbers that are only on order, strictly", "", object{"users": object{"ada": object{"usage_location": "DE", "features": list("domestic_calling_plan")}}, "numbers": "microsoft", "strict": true}, false,
			"User number is only conditional in 1 country of this rollout: DE (1 user)"},
		{"numbers where no source says anything of porting", "", object{"users": usersIn("HK"), "features": list("calling_plan"), "numbers": "ported"}, false, "Number porting is not documented in 1 country"},
		{"numbers of who needs what only users of a plan have", "", object{"users": usersIn("DE"), "features": list("emergency_calling"), "numbers": "microsoft", "strict": true}, false,
			"User number is only conditional in 1 country of this rollout: DE (1 user)"},
		{"a type of plan for who needs what only users of a plan have", "2023-01-25", object{"users": usersIn("US"), "features": list("emergency_calling"), "plan_type": "pay_as_you_go"}, false,
			"Pay-as-you-go Calling Plan is not sold in 1 country of this rollout: US (1 user)"},
		{"numbers that are not judged", "", object{"users": usersIn("HK"), "features": list("calling_plan"), "numbers": "none"}, true, ""},
		{"no plan and so no number of it", "2023-01-25", object{"users": usersIn("AE"), "features": list("calling_plan"), "numbers": "microsoft"}, false, "Calling Plan is not sold in 1 country"},
	} {
		t.Run(c.name, func(t *testing.T) {
			read := func(onViolation string) (object, diagnostics) {
				c.arguments["on_violation"] = onViolation
				answer, said := newServer(t, environment{datasetVariable: c.edition}).data("teamsvoice_rollout", object{"on_stale": "none"}, c.arguments)
				o, _ := answer.(object)
				return o, said
			}
			got, said := read("warning")
			if got["ready"] != c.ready || c.ready != (len(said) == 0) || !says(c.says).MatchString(said.String()) {
				t.Errorf("ready is %v; it says %s", got["ready"], said)
			}
			if quiet, said := read("none"); len(said) > 0 || quiet["ready"] != c.ready {
				t.Errorf("without messages, ready is %v; it says %s", quiet["ready"], said)
			}
		})
	}
}

// A rollout rests on the facts that its users need, and on no others.
func TestRolloutAge(t *testing.T) {
	read := func(features []any, onStale string) diagnostics {
		t.Helper()
		users := object{"ada": "DE", "edith": object{"usage_location": "FR", "features": list()}}
		_, said := newServer(t, environment{datasetVariable: "2026-08-21"}).data("teamsvoice_rollout",
			object{"max_age": "100d", "on_stale": onStale}, object{"users": users, "features": features})
		return said
	}
	if said := read(list("toll_number", "calling_plan"), "error"); len(said) != 1 || !said.hasError() ||
		!says("Fact is older than max_age", "toll_number in Germany (DE) dates from 2023-01-25").MatchString(said.String()) {
		t.Errorf("it says %s", said)
	}
	if said := read(list("calling_plan"), "error"); len(said) > 0 {
		t.Errorf("the fact on Calling Plans is newer: %s", said)
	}
	if said := read(list("toll_number"), "none"); len(said) > 0 {
		t.Errorf("it says %s", said)
	}
}

// Who waits for a number is told, with how long it takes.
func TestRolloutNumbers(t *testing.T) {
	users := usersIn("FR", "CZ", "AE")
	for i := range 12 {
		users[fmt.Sprint("user", i)] = object{"usage_location": "DE"}
	}
	arguments := object{"users": users, "features": list("calling_plan"), "numbers": "microsoft", "on_violation": "warning"}
	answer, said := newServer(t, environment{datasetVariable: ""}).data("teamsvoice_rollout", object{"on_stale": "none"}, arguments)
	for _, words := range []string{
		"13 users wait for numbers", "In 2 countries, users cannot get their numbers right away.",
		"Numbers for DE are ordered from the service desk (12 users)", "Numbers for CZ are in the Teams admin center", "1 user",
	} {
		if !says(words).MatchString(said.String()) {
			t.Errorf("it does not say %q, but %s", words, said)
		}
	}
	if strings.Contains(said.String(), "User number") {
		t.Errorf("who can have no plan needs no number: %s", said)
	}
	got, _ := answer.(object)
	countries, _ := got["by_country"].(object)
	for code, want := range map[string]any{"DE": "Numbers for DE are ordered from the service desk.", "FR": "Numbers for FR are in the Teams admin center.", "AE": nil} {
		if c, _ := countries[code].(object); c["numbers"] != want {
			t.Errorf("numbers of %s: %v, want %v", code, c["numbers"], want)
		}
	}
	var steps []string
	for _, p := range got["prerequisites"].([]any) {
		steps = append(steps, fmt.Sprint(p.(object)["feature"], p.(object)["user_count"]))
	}
	if !slices.Contains(steps, "know_your_customer14") {
		t.Errorf("the prerequisites are %v", steps)
	}
}

func TestAccRollout(t *testing.T) {
	acceptance(t,
		answers(`
data "teamsvoice_rollout" "wave" {
  users = {
    ada   = { country = "DE" }
    dalia = { country = "AE" }
    hall  = { country = "AE", features = ["audio_conferencing"] }
  }
  features     = ["calling_plan"]
  plan_type    = "domestic"
  licenses     = { calling_plan = 50 }
  on_violation = "none"
}
output "refused" { value = data.teamsvoice_rollout.wave.violations[*].user }
output "ready" { value = data.teamsvoice_rollout.wave.ready }
output "minutes" { value = data.teamsvoice_rollout.wave.by_country["DE"].domestic_minutes }
output "quota" { value = data.teamsvoice_rollout.wave.number_quota.user }
`, outputIs("refused", `["dalia"]`), outputIs("ready", `false`), outputIs("minutes", `1200`), outputIs("quota", `65`)),
		fails(`
data "teamsvoice_rollout" "wave" {
  users_csv = "UserPrincipalName,UsageLocation\ndalia,AE\n"
  features  = ["calling_plan"]
}
`, "Calling Plan is not sold in 1 country of this rollout: AE (1 user)", "users_csv", "What could be done instead"),
		fails(`
data "teamsvoice_rollout" "wave" {
  users_csv  = "UserPrincipalName,UsageLocation\ndalia,AE\n"
  users_file = "users.csv"
  features   = ["calling_plan"]
}
`, "users_csv"),
		// Users that are not known yet: the plan continues, and they are judged during apply.
		applies(`
resource "terraform_data" "location" {
  input = "DE"
}
data "teamsvoice_rollout" "wave" {
  users    = { ada = { country = terraform_data.location.output } }
  features = ["calling_plan"]
}
output "ready" { value = data.teamsvoice_rollout.wave.ready }
`, outputIs("ready", `true`)),
	)
}
