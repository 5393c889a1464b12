package provider

import (
	"encoding/csv"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// listedUser is a user as every way in can give it. An empty list of features
// stands for the rollout's, as it does in CSV.
type listedUser struct {
	name, location, country string
	features                []string
}

// objectOf returns a user as an object with names of attributes of one's own.
func objectOf(u listedUser, name, location, country, features string, asText bool) object {
	o := object{location: u.location, country: u.country}
	if name != "" {
		o[name] = u.name
	}
	switch {
	case asText:
		o[features] = strings.Join(u.features, "; ")
	case u.features != nil:
		o[features] = toAny(u.features)
	}
	return o
}

func toAny(list []string) []any {
	elements := []any{}
	for _, s := range list {
		elements = append(elements, s)
	}
	return elements
}

// waysIn returns the same users as every way in has them.
func waysIn(t interface{ Fatal(...any) }, users []listedUser) (values map[string]any, csvText string) {
	named, rows, graph, azuread := object{}, []any{}, []any{}, []any{}
	var text strings.Builder
	w := csv.NewWriter(&text)
	write := func(record ...string) {
		if err := w.Write(record); err != nil {
			t.Fatal(err)
		}
	}
	write("User Principal Name", "Country", "usageLocation", "FEATURES")
	for _, u := range users {
		named[u.name] = objectOf(u, "", "usage_location", "country", "features", false)
		rows = append(rows, objectOf(u, "User Principal Name", "usageLocation", "Country", "FEATURES", true))
		graph = append(graph, objectOf(u, "userPrincipalName", "usageLocation", "country", "features", false))
		azuread = append(azuread, objectOf(u, "user_principal_name", "usage_location", "country", "features", false))
		write(u.name, u.country, u.location, strings.Join(u.features, "|"))
	}
	w.Flush()
	return map[string]any{
		"a map of objects":              named,
		"rows of csvdecode":             rows,
		"an answer of Graph":            object{"@odata.context": "x", "value": graph},
		"users of Graph":                graph,
		"users of another provider":     azuread,
		"CSV":                           text.String(),
		"CSV with marks and semicolons": "\ufeffsep=;\r\n" + semicolons(text.String()),
	}, text.String()
}

func semicolons(text string) string { return strings.ReplaceAll(text, ",", ";") }

// Every way in gives the same answers on the same users: the data source and the
// function, as maps, lists, CSV and files.
func TestWaysInAgree(t *testing.T) {
	s := newServer(t, nil)
	dir := t.TempDir()
	locations := []string{"DE", "Germany", "AE", "MX", "JP", "US", "CN", "AF", "", " ", "N/A", "Atlantis", "Korea"}
	features := []string{"calling_plan", "toll_number", "phone_system", "premium_number_calls", "communications_credits"}
	rapid.Check(t, func(t *rapid.T) {
		user := rapid.Custom(func(t *rapid.T) listedUser {
			u := listedUser{
				name:     rapid.StringMatching(`[a-c]{1,3}@[A-B]\.example`).Draw(t, "name"),
				location: rapid.SampledFrom(locations).Draw(t, "location"),
				country:  rapid.SampledFrom(locations).Draw(t, "country"),
			}
			if rapid.Bool().Draw(t, "own features") {
				u.features = rapid.SliceOfNDistinct(rapid.SampledFrom(features), 1, 3, rapid.ID).Draw(t, "features")
			}
			return u
		})
		users := rapid.SliceOfNDistinct(user, 1, 12, func(u listedUser) string { return strings.ToLower(u.name) }).Draw(t, "users")
		required := toAny(rapid.SliceOfNDistinct(rapid.SampledFrom(features), 1, 3, rapid.ID).Draw(t, "features"))
		strict := rapid.Bool().Draw(t, "strict")
		organization := rapid.SampledFrom([]string{"", "DE", "JP", "CN"}).Draw(t, "organization")
		options := []any{}
		if strict {
			options = append(options, "strict")
		}
		if organization != "" {
			options = append(options, "organization="+organization)
		}
		values, text := waysIn(t, users)
		var first []string
		var firstReady map[string]any
		check := func(way string, violations any, ready map[string]any) {
			lines := []string{}
			for _, v := range violations.([]any) {
				v := v.(object)
				lines = append(lines, fmt.Sprint(v["user"], " ", v["country"], " ", v["country_code"], " ", v["feature"], " ", v["status"], " ", v["conditions"], " ", v["reason"]))
			}
			if first == nil {
				first = lines
			}
			if !slices.Equal(lines, first) {
				t.Fatalf("%s: got\n%s\nwant\n%s", way, strings.Join(lines, "\n"), strings.Join(first, "\n"))
			}
			if ready != nil && firstReady == nil {
				firstReady = ready
			}
			if ready != nil && !maps.Equal(ready, firstReady) {
				t.Fatalf("%s: ready are %v, want %v", way, ready, firstReady)
			}
		}
		read := func(way string, arguments object) {
			arguments["features"], arguments["on_violation"], arguments["strict"] = required, "none", strict
			if organization != "" {
				arguments["organization_country"] = organization
			}
			answer, said := s.data("teamsvoice_rollout", nil, arguments)
			if said.hasError() {
				t.Fatalf("%s: %s", way, said)
			}
			got, _ := answer.(object)
			ready, _ := got["ready_users"].(object)
			check(way, withoutAdvice(got["violations"]), ready)
			refused := make(map[any]bool)
			for _, v := range got["violations"].([]any) {
				refused[v.(object)["user"]] = true
			}
			if len(ready)+len(refused) != len(users) || got["user_count"] != float64(len(users)) {
				t.Fatalf("%s: %d users are ready and %d are not, of %d", way, len(ready), len(refused), len(users))
			}
		}
		for way, value := range values {
			read(way, object{"users": value})
			violations, err := violationsFor(s, value, required, options...)
			if err != nil {
				t.Fatalf("%s, to the function: %s", way, err.Text)
			}
			check(way+", to the function", withoutAdvice(violations), nil)
		}
		read("users_csv", object{"users_csv": text})
		file := filepath.Join(dir, "users.csv")
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		read("users_file", object{"users_file": file})
	})
}

// withoutAdvice returns violations with the reason of an empty usage location as it
// is without a country beside it: CSV has columns that nobody wrote for the purpose.
func withoutAdvice(violations any) any {
	for _, v := range violations.([]any) {
		if v := v.(object); strings.HasPrefix(v["reason"].(string), "The user has no usage location") {
			v["reason"] = "The user has no usage location."
		}
	}
	return violations
}

// Whoever has no usage location is never silently ready, whatever the column of the
// address is called and whichever way the users come: the data source warns, and the
// function, which cannot, refuses.
func TestAddressIsNeverReadInSilence(t *testing.T) {
	s := newServer(t, nil)
	file := filepath.Join(t.TempDir(), "users.csv")
	for _, column := range []string{"Country", "COUNTRY", "Country/Region", "countryOrRegion", "Country or region [country]", "co", "c", "CountryAbbreviation",
		"countryLetterCode", "Country code"} {
		text := "UserPrincipalName," + column + "\nada,DE\n"
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		row := object{"userPrincipalName": "ada", column: "DE"}
		for way, users := range map[string]any{
			"CSV": text, "rows": list(row), "an answer of Graph": object{"value": list(row)}, "a map": object{"ada": row},
			"a map without the name": object{"ada": object{"displayName": "Ada", column: "DE"}}, "a file": nil,
		} {
			arguments := object{"users": users}
			if users == nil {
				arguments = object{"users_file": file}
			}
			arguments["features"], arguments["on_violation"] = list("calling_plan"), "none"
			if _, said := s.data("teamsvoice_rollout", nil, arguments); said.hasError() || len(said) != 1 || !says("WARNING", "The locations were read from the column").MatchString(said.String()) {
				t.Errorf("%s, %s: it says %s", column, way, said)
			}
			if users == nil {
				continue
			}
			if got, err := violationsFor(s, users, list("calling_plan")); err == nil || !says("only the country of an address").MatchString(err.Text) {
				t.Errorf("%s, %s: the function returns %v, %v", column, way, got, err)
			}
		}
	}
}

// A map of locations is the same as a map of objects with nothing else.
func TestMapOfLocationsIsAWayIn(t *testing.T) {
	s := newServer(t, nil)
	locations, objects, older := object{}, object{}, object{}
	for i, location := range []any{"DE", "AE", "", "Atlantis", "Mexico", nil} {
		name := fmt.Sprint("user", i)
		locations[name], objects[name], older[name] = location, object{"usage_location": location}, object{"country": location}
	}
	var first string
	for i, users := range []object{locations, objects, older} {
		got, said := s.data("teamsvoice_rollout", nil, object{"users": users, "features": list("calling_plan"), "strict": true, "on_violation": "none"})
		if len(said) > 0 {
			t.Fatal(said)
		}
		o, _ := got.(object)
		answer := fmt.Sprint(o["violations"], o["ready_users"])
		if i == 0 {
			first = answer
		}
		if answer != first {
			t.Errorf("got %s, want %s", answer, first)
		}
	}
}

// secret is in everything of the users that a message must not repeat.
const secret = "qzxsecretxzq"

// Beside the argument itself, the state has users in ready_users and in violations
// alone.
func TestStateHoldsNoOtherUsers(t *testing.T) {
	file := filepath.Join(t.TempDir(), "users.csv")
	text := "UPN,UsageLocation\n" + secret + "-ready,DE\n" + secret + "-not,AE\n" + secret + "-nowhere," + secret + "\n" + secret + "-blank,\n"
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	for argument, users := range map[string]any{
		"users_file": file, "users_csv": text,
		"users": object{secret + "-ready": "DE", secret + "-not": "AE", secret + "-nowhere": secret, secret + "-blank": ""},
	} {
		state, said := rolloutOf(t, object{argument: users, "features": list("calling_plan"), "on_violation": "none", "max_reported": 0})
		if said.hasError() {
			t.Fatal(said)
		}
		var held []string
		for _, attribute := range keysOf(state) {
			if strings.Contains(fmt.Sprint(state[attribute]), secret) {
				held = append(held, attribute)
			}
		}
		want := []string{"ready_users", argument, "violations"}
		if argument == "users_file" {
			want = []string{"ready_users", "violations"}
		}
		if !slices.Equal(held, want) {
			t.Errorf("%s: users are in %v, want %v", argument, held, want)
		}
	}
}

// With max_reported = 0, no message repeats anything of the users; the errors of the
// function never name one.
func TestNothingOfTheUsersIsSaid(t *testing.T) {
	dir := t.TempDir()
	name := secret + "@contoso.example"
	header := "UserPrincipalName,UsageLocation,Features\n"
	for way, users := range map[string]any{
		"nobody can have it":         object{name: object{"usage_location": "AE"}},
		"no location":                object{name: object{"usage_location": ""}},
		"an empty one":               object{name: object{"usage_location": "", "country": secret}},
		"no country of that name":    object{name: object{"usage_location": secret}},
		"a contradiction":            object{name: object{"usage_location": "DE", "country": "FR"}},
		"twice in a map":             object{name: "DE", strings.ToUpper(name): "DE"},
		"twice in a list":            list(object{"user": name, "usage_location": "DE"}, object{"user": name, "usage_location": "DE"}),
		"twice in CSV":               header + name + ",DE,\n" + name + ",FR,\n",
		"no feature, in a map":       object{name: object{"usage_location": "DE", "features": list(secret)}},
		"no feature, in CSV":         header + name + ",DE," + secret + "\n",
		"no location at all":         object{name: true},
		"an invalid location":        object{name: object{"usage_location": true}},
		"a slip":                     object{name: object{"location": secret}},
		"a field too many":           header + name + ",DE,,\n",
		"a bare quote":               header + name + "\",DE,\n",
		"a quote that is not closed": header + "\"" + name + ",DE,\n",
		"no UTF-8":                   header + name + "\xff,DE,\n",
		"a long field":               header + strings.Repeat(name, 100) + ",DE,\n",
		"no header":                  name + ",DE\n" + name + ",FR\n",
		"an address":                 "UPN,Country\n" + name + "," + secret + "\n",
		"no name":                    list(object{"usage_location": secret}),
	} {
		t.Run(way, func(t *testing.T) {
			arguments := []object{{"users": users}}
			if text, ok := users.(string); ok {
				file := filepath.Join(dir, "users.csv")
				if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
					t.Fatal(err)
				}
				arguments = []object{{"users_file": file}}
				if strings.ToValidUTF8(text, "") == text {
					arguments = append(arguments, object{"users_csv": text})
				}
			}
			for _, a := range arguments {
				a["features"], a["max_reported"] = list("calling_plan"), 0
				_, said := rolloutOf(t, a)
				if len(said) == 0 || strings.Contains(strings.ToLower(said.String()), secret) {
					t.Errorf("%v: it says %s", slices.Sorted(maps.Keys(a)), said)
				}
			}
			if text, ok := users.(string); ok && strings.ToValidUTF8(text, "") != text {
				return
			}
			if _, err := violationsFor(newServer(t, nil), users, list("calling_plan")); err != nil && strings.Contains(strings.ToLower(err.Text), secret+"@") {
				t.Errorf("the function says %s", err.Text)
			}
		})
	}
}

// On a real CLI, too, the data source and the function agree. That the module
// voice-gate does, on the same users, its own tests say.
func TestAccWaysInAgree(t *testing.T) {
	acceptance(t,
		applies(`
locals {
  users = {
    ada    = { usage_location = "DE" }
    bea    = "Germany"
    carl   = { usage_location = "AE", country = "Germany" }
    dora   = { usage_location = null, country = "Germany" }
    emil   = { usage_location = "", country = "Germany" }
    frida  = { country = "FR" }
    gustav = { usage_location = "AE", features = ["audio_conferencing"] }
    hanna  = { usage_location = "AF", features = [] }
    ida    = { usage_location = "DE", features = ["calling_plan", "premium_number_calls"] }
    jan    = { usage_location = "Atlantis" }
    karl   = null
  }
  features = ["calling_plan"]
}
data "teamsvoice_rollout" "wave" {
  users        = local.users
  features     = local.features
  on_violation = "none"
}
output "ready" { value = data.teamsvoice_rollout.wave.ready_users }
output "violations" { value = distinct(data.teamsvoice_rollout.wave.violations[*].user) }
output "function" { value = distinct(provider::teamsvoice::rollout_violations(local.users, local.features)[*].user) }
`,
			outputIs("ready", `{"ada": "DE", "bea": "DE", "frida": "FR", "gustav": "AE", "hanna": "AF"}`),
			outputIs("violations", `["carl", "dora", "emil", "ida", "jan", "karl"]`),
			outputIs("function", `["carl", "dora", "emil", "ida", "jan", "karl"]`)),
		// A list of a file, in rows and decoded, without what a CSV has.
		answers(`
locals {
  csv   = "userPrincipalName,usageLocation,country\nada,DE,Germany\ncarl,AE,Germany\n"
  graph = jsondecode("{\"value\": [{\"userPrincipalName\": \"ada\", \"usageLocation\": \"DE\"}, {\"userPrincipalName\": \"carl\", \"usageLocation\": null, \"country\": \"DE\"}]}")
}
data "teamsvoice_rollout" "rows" {
  users        = csvdecode(local.csv)
  features     = ["calling_plan"]
  on_violation = "none"
}
data "teamsvoice_rollout" "graph" {
  users        = local.graph
  features     = ["calling_plan"]
  on_violation = "none"
}
output "rows" { value = data.teamsvoice_rollout.rows.ready_users }
output "graph" { value = data.teamsvoice_rollout.graph.ready_users }
output "function" { value = provider::teamsvoice::rollout_violations(local.graph.value, ["calling_plan"])[*].feature }
`, outputIs("rows", `{"ada": "DE"}`), outputIs("graph", `{"ada": "DE"}`), outputIs("function", `["usage_location"]`)),
		fails(`
variable "users" {
  sensitive = true
  default   = { ada = { usage_location = "AE" } }
}
data "teamsvoice_rollout" "wave" {
  users        = var.users
  features     = ["calling_plan"]
  max_reported = 0
}
`, "Calling Plan is not sold in 1 country of this rollout", "1 user needs calling_plan."),
	)
}
