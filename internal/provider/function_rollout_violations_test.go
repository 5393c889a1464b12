package provider

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

var _ = typicalCall("rollout_violations", "UserPrincipalName,UsageLocation\nada@contoso.example,AE\nbob@contoso.example,DE\n", list("calling_plan"), "strict")

// dyn is a value of a type of its own, for a dynamic argument.
func dyn(v any) tftypes.Value {
	switch v := v.(type) {
	case special:
		if v == unknown {
			return tftypes.NewValue(tftypes.DynamicPseudoType, tftypes.UnknownValue)
		}
		return tftypes.NewValue(tftypes.DynamicPseudoType, nil)
	case bool:
		return tftypes.NewValue(tftypes.Bool, v)
	case int:
		return tftypes.NewValue(tftypes.Number, v)
	case []any:
		values, kinds := []tftypes.Value{}, []tftypes.Type{}
		for _, e := range v {
			values, kinds = append(values, dyn(e)), append(kinds, dyn(e).Type())
		}
		return tftypes.NewValue(tftypes.Tuple{ElementTypes: kinds}, values)
	case map[string]any:
		values, kinds := map[string]tftypes.Value{}, map[string]tftypes.Type{}
		for name, e := range v {
			values[name], kinds[name] = dyn(e), dyn(e).Type()
		}
		return tftypes.NewValue(tftypes.Object{AttributeTypes: kinds}, values)
	case tftypes.Value:
		return v
	}
	return tftypes.NewValue(tftypes.String, v)
}

// violationsFor calls the function for users of a type of their own.
func violationsFor(s server, users any, features []any, options ...any) (any, *tfprotov6.FunctionError) {
	s.t.Helper()
	signature := s.Schemas.Functions["rollout_violations"]
	req := &tfprotov6.CallFunctionRequest{Name: "rollout_violations"}
	values := []tftypes.Value{dyn(users), valueOf(signature.Parameters[1].Type, features)}
	for _, option := range options {
		values = append(values, valueOf(signature.VariadicParameter.Type, option))
	}
	for i, value := range values {
		parameter := signature.VariadicParameter
		if i < len(signature.Parameters) {
			parameter = signature.Parameters[i]
		}
		argument, err := tfprotov6.NewDynamicValue(parameter.Type, value)
		if err != nil {
			s.t.Fatal(err)
		}
		req.Arguments = append(req.Arguments, &argument)
	}
	resp, err := s.CallFunction(context.Background(), req)
	if err != nil {
		s.t.Fatal(err)
	}
	if resp.Error != nil {
		return nil, resp.Error
	}
	result, err := resp.Result.Unmarshal(signature.Return.Type)
	if err != nil {
		s.t.Fatal(err)
	}
	return plainValue(s.t, result), nil
}

func TestRolloutViolations(t *testing.T) {
	unknownText := tftypes.NewValue(tftypes.String, tftypes.UnknownValue)
	nullText := tftypes.NewValue(tftypes.String, nil)
	type users = map[string]any
	azuread := users{"user_principal_name": "dalia@example.com", "usage_location": "AE", "object_id": "1", "account_enabled": true, "employee_id": nullText}
	const header = "UserPrincipalName,UsageLocation\n"
	for _, tt := range []struct {
		name     string
		users    any
		features []any
		want     []string // "user feature status"
		fails    string
		unknown  bool
	}{
		{name: "a map of locations", users: users{"ada": "DE", "dalia": "AE"}, want: []string{"dalia calling_plan unavailable"}},
		{name: "a map of one type", users: tftypes.NewValue(tftypes.Map{ElementType: tftypes.String}, map[string]tftypes.Value{"dalia": tftypes.NewValue(tftypes.String, "AE")}), want: []string{"dalia calling_plan unavailable"}},
		{name: "objects with a country", users: users{"dalia": users{"country": "AE"}}, want: []string{"dalia calling_plan unavailable"}},
		{name: "objects with a usage location, which goes first", users: users{"dalia": users{"country": "DE", "usage_location": "AE"}}, want: []string{"dalia calling_plan unavailable"}},
		{name: "a null usage location is missing, whatever the country", users: users{"dalia": users{"country": "DE", "usage_location": nullText}}, want: []string{"dalia usage_location unknown"}},
		{name: "an empty usage location of a list likewise", users: list(users{"user": "dalia", "country": "DE", "usage_location": ""}), want: []string{"dalia usage_location unknown"}},
		{name: "rows of csvdecode", users: list(users{"User Name": "Dalia", "UserPrincipalName": "dalia", "UsageLocation": "AE", "Country": "Germany", "Features": ""}), want: []string{"dalia calling_plan unavailable"}},
		{name: "features of a row of csvdecode", users: list(users{"UserPrincipalName": "ada", "UsageLocation": "DE", "Features": "premium_number_calls; toll_number"}), want: []string{"ada premium_number_calls unavailable"}},
		{name: "an answer of Microsoft Graph", users: users{"@odata.context": "x", "value": list(users{"userPrincipalName": "dalia", "usageLocation": "AE", "country": "Germany"})}, want: []string{"dalia calling_plan unavailable"}},
		{name: "users of Microsoft Graph", users: list(users{"userPrincipalName": "dalia", "usageLocation": nullText, "country": "Germany"}), want: []string{"dalia usage_location unknown"}},
		{name: "features of a user", users: users{"ada": users{"country": "DE", "features": list("toll_number", "premium_number_calls")}}, want: []string{"ada premium_number_calls unavailable"}},
		{name: "no features at all of a user", users: users{"dalia": users{"country": "AE", "features": list()}}},
		{name: "a list of objects", users: list(users{"user": "dalia", "country": "AE"}, users{"user": "ada", "country": "DE"}), want: []string{"dalia calling_plan unavailable"}},
		{name: "a list of users of azuread", users: list(azuread), want: []string{"dalia@example.com calling_plan unavailable"}},
		{name: "a mixed map", users: users{"ada": "DE", "dalia": users{"country": "AE"}}, want: []string{"dalia calling_plan unavailable"}},
		{name: "sorted by user, then as the features are", users: users{"b": "AE", "a": "AE"}, features: list("toll_number", "calling_plan"),
			want: []string{"a toll_number unavailable", "a calling_plan unavailable", "b toll_number unavailable", "b calling_plan unavailable"}},
		{name: "no location", users: users{"edith": ""}, want: []string{"edith usage_location unknown"}},
		{name: "a location of null", users: users{"edith": nullText}, want: []string{"edith usage_location unknown"}},
		{name: "a user of null", users: users{"edith": null}, want: []string{"edith usage_location unknown"}},
		{name: "no country of that name", users: users{"fatima": "Atlantis"}, want: []string{"fatima usage_location unknown"}},
		{name: "a country that is not listed", users: users{"farid": "AF"}, want: []string{"farid calling_plan unlisted"}},
		{name: "nobody", users: users{}},
		{name: "no elements", users: list()},
		{name: "CSV", users: header + "ada,DE\ndalia,AE\n", want: []string{"dalia calling_plan unavailable"}},
		{name: "CSV with a mark and CRLF", users: "\ufeff" + strings.ReplaceAll(header+"dalia,AE\n", "\n", "\r\n"), want: []string{"dalia calling_plan unavailable"}},
		{name: "CSV with semicolons", users: "User principal name;Usage location\ndalia;AE\n", want: []string{"dalia calling_plan unavailable"}},
		{name: "CSV with quotes and more columns", users: "\"Id\",\"UserPrincipalName\",\"UsageLocation\"\n\"1\",\"dalia\",\"AE\"\n", want: []string{"dalia calling_plan unavailable"}},
		{name: "CSV with features", users: "upn,usagelocation,features\nada,DE,premium_number_calls toll_number\n", want: []string{"ada premium_number_calls unavailable"}},

		{name: "the country of an address, empty", users: list(users{"userPrincipalName": "dalia", "country": nullText}), want: []string{"dalia usage_location unknown"}},
		{name: "the column Location, which may be a usage location", users: "Display name,User name,Location\nDalia,dalia,AE\n", want: []string{"dalia calling_plan unavailable"}},
		{name: "the older name beside attributes of one's own", users: list(users{"user_principal_name": "dalia", "country": "AE", "department": "IT", "job_title": "x", "state": "active"}), want: []string{"dalia calling_plan unavailable"}},

		{name: "the last page of Microsoft Graph", users: users{"@odata.nextLink": nullText, "@odata.count": 1, "value": list(users{"userPrincipalName": "dalia", "usageLocation": "AE"})}, want: []string{"dalia calling_plan unavailable"}},

		{name: "not known yet", users: unknown, unknown: true},
		{name: "a location that is not known yet", users: users{"ada": unknownText}, unknown: true},
		{name: "a location inside an object that is not known yet", users: list(users{"user": "ada", "country": unknownText}), unknown: true},
		{name: "features that are not known yet", users: users{"ada": users{"country": "DE", "features": list(unknownText)}}, unknown: true},

		{name: "the country of an address, of Microsoft Graph", users: list(users{"userPrincipalName": "ada", "country": "DE"}), fails: `Element 0: the user has no usage location, only the country of an address, "country". Licenses follow the usage location`},
		{name: "of one user", users: list(users{"userPrincipalName": "ada", "usageLocation": "DE"}, users{"userPrincipalName": "bea", "country": "DE"}), fails: `Element 1: the user has no usage location`},
		{name: "in a map", users: users{"ada": users{"displayName": "Ada", "country": "DE"}}, fails: `User 1 of the map, keys(...)[0]: the user has no usage location`},
		{name: "beside a city", users: users{"ada": users{"city": "Berlin", "country": "DE"}}, fails: `the user has no usage location, only the country of an address, "country"`},
		{name: "by mail", users: list(users{"mail": "ada", "country": "DE"}), fails: `the user has no usage location, only the country of an address, "country"`},
		{name: "in rows of csvdecode", users: list(users{"UserPrincipalName": "ada", "Country": "DE"}), fails: `the user has no usage location, only the country of an address, "Country"`},
		{name: "in CSV", users: "UserPrincipalName,c\nada,DE\n", fails: `CSV line 2: the user has no usage location, only the country of an address, "c"`},
		{name: "in an answer of Microsoft Graph", users: users{"value": list(users{"userPrincipalName": "ada", "country": "DE"})}, fails: `Element 0: the user has no usage location`},
		{name: "an answer of Microsoft Graph without users", users: users{"value": list()}, fails: `The answer of Microsoft Graph has no users`},
		{name: "a page of Microsoft Graph", users: users{"@odata.nextLink": "https://graph.microsoft.com/v1.0/users?$skiptoken=x", "value": list(users{"userPrincipalName": "ada", "usageLocation": "DE"})}, fails: `is one page of several, as its @odata.nextLink says`},
		{name: "a page of Microsoft Graph, by its count", users: users{"@odata.count": 2, "value": list(users{"userPrincipalName": "ada", "usageLocation": "DE"})}, fails: `has 1 of 2 users, as its @odata.count says`},
		{name: "an attribute twice", users: users{"ada": users{"usageLocation": "DE", "usage_location": "AE"}}, fails: `"usageLocation" and "usage_location" are the same attribute of a user; leave one of them out`},
		{name: "features twice", users: list(users{"user": "ada", "usage_location": "DE", "features": list(), "Features": "toll_number"}), fails: `Element 0: "Features" and "features" are the same attribute of a user`},
		{name: "a header alone", users: header, fails: "CSV line 1: the list has a header and no users"},
		{name: "blank lines below a header", users: header + "\n , \n", fails: "the list has a header and no users"},
		{name: "an empty list of JSON, as text", users: "[]", fails: `The text is not CSV but JSON`},
		{name: "blank text", users: " \n", fails: "the list is empty"},
		{name: "one user", users: users{"userPrincipalName": "ada", "usageLocation": "DE"}, fails: "Users has the attributes of one user; write a list of such objects"},
		{name: "one user without a name", users: users{"usage_location": "DE"}, fails: "Users has the attributes of one user"},
		{name: "a user twice, with a character that nobody sees", users: header + "ada@x,DE\nada@\u200bx,AE\n", fails: "a user is listed twice, in lines 2 and 3"},
		{name: "a number", users: 7, fails: "Users is a number; write a map from user to usage location"},
		{name: "a user who is a number", users: users{"ada": 7}, fails: `User 1 of the map, keys(...)[0]: the value is a number; write a usage location`},
		{name: "a location that is a bool", users: users{"ada": users{"country": true}}, fails: `User 1 of the map, keys(...)[0]: country is a bool; it must be a string`},
		{name: "location for usage_location", users: users{"ada": users{"location": "DE"}}, fails: `"location" is not an attribute of a user; did you mean usage_location?`},
		{name: "a slip in usage_location, beside a country", users: users{"ada": users{"usage_locaton": "AE", "country": "DE"}}, fails: `"usage_locaton" is not an attribute of a user; did you mean usage_location?`},
		{name: "words of a usage location, beside a country", users: users{"ada": users{"usage_country": "AE", "country": "DE"}}, fails: `"usage_country" is not an attribute of a user; did you mean usage_location?`},
		{name: "feature for features", users: list(users{"user": "ada", "usage_location": "DE", "feature": list("toll_number")}), fails: `Element 0: "feature" is not an attribute of a user; did you mean features?`},
		{name: "required_features for features", users: users{"ada": users{"usage_location": "DE", "required_features": list("premium_number_calls")}}, fails: `"required_features" is not an attribute of a user; did you mean features?`},
		{name: "a path for its text", users: "users.csv", fails: `The text is not CSV but the name of a file. Read it: rollout_violations(file("..."), ...)`},
		{name: "JSON for what it holds", users: `{"value": []}`, fails: `The text is not CSV but JSON. Decode it: rollout_violations(jsondecode(...), ...)`},
		{name: "an element without a name", users: list(users{"country": "DE"}), fails: "Element 0: the user has no name"},
		{name: "a user twice", users: list(users{"user": "ada", "country": "DE"}, users{"user": "ADA", "country": "FR"}), fails: `A user is listed twice, in elements 0 and 1`},
		{name: "a user twice in a map", users: users{"ada": "DE", "Ada": "FR"}, fails: `A user is listed twice, as keys(...)[0] and keys(...)[1]`},
		{name: "an unknown feature of a user", users: users{"ada": users{"country": "DE", "features": list("callingplan")}}, fails: "calling_plan"},
		{name: "CSV without the column", users: "name,place\nada,DE\n", fails: "CSV line 1"},
		{name: "CSV with a quote that is not closed", users: header + "ada,\"DE\n", fails: "CSV line 2"},
		{name: "CSV with a bare quote", users: header + "ada,D\"E\n", fails: "CSV line 2, column"},
		{name: "CSV with a field too many", users: header + "ada,DE\nbrigid,IE,x\n", fails: "CSV line 3"},
		{name: "CSV with a user twice", users: header + "ada,DE\nAda,FR\n", fails: "in lines 2 and 3"},
		{name: "an empty text", users: "", fails: "CSV line 1"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			features := tt.features
			if features == nil {
				features = list("calling_plan")
			}
			got, err := violationsFor(newServer(t, nil), tt.users, features)
			switch {
			case tt.fails != "":
				if err == nil || !says(tt.fails).MatchString(err.Text) || err.FunctionArgument == nil || *err.FunctionArgument != 0 {
					t.Errorf("it says %+v, want %q", err, tt.fails)
				}
			case err != nil:
				t.Error(err.Text)
			case tt.unknown:
				if got != any(unknown) {
					t.Errorf("got %v, want an unknown value", got)
				}
			default:
				lines := []string{}
				for _, v := range got.([]any) {
					v := v.(map[string]any)
					lines = append(lines, fmt.Sprint(v["user"], " ", v["feature"], " ", v["status"]))
				}
				if !slices.Equal(lines, tt.want) {
					t.Errorf("got %q, want %q", lines, tt.want)
				}
			}
		})
	}
}

func TestRolloutViolationsOfAnUnknownFeature(t *testing.T) {
	_, err := violationsFor(newServer(t, nil), map[string]any{"ada": "DE"}, list("toll_number", "callingplan"))
	if err == nil || *err.FunctionArgument != 1 || !says("Element 1:", "did you mean calling_plan").MatchString(err.Text) {
		t.Errorf("it says %+v", err)
	}
}

func TestRolloutViolationsOptions(t *testing.T) {
	s := newServer(t, nil)
	for _, c := range []struct {
		country string
		options []any
		says    string // in the reason; "" for no violation
	}{
		{"MX", nil, ""},
		{"MX", args("strict"), "calling_plan is conditional in Mexico (MX)"},
		{"JP", nil, ""},
		{"JP", args("organization=JP"), ""},
		{"JP", args("organization=Germany"), "calling_plan is unavailable in Japan (JP) for an organization in DE"},
		{"JP", args("organization=JP", "strict"), "calling_plan is conditional in Japan (JP)"},
	} {
		got, err := violationsFor(s, map[string]any{"ada": c.country}, list("calling_plan"), c.options...)
		if err != nil {
			t.Fatal(err.Text)
		}
		reason := ""
		for _, v := range got.([]any) {
			reason += v.(map[string]any)["reason"].(string)
		}
		if c.says == "" && reason != "" || !strings.Contains(reason, c.says) {
			t.Errorf("%s with %v: %q, want %q", c.country, c.options, reason, c.says)
		}
	}
	if _, err := violationsFor(s, map[string]any{"ada": "DE"}, list("calling_plan"), "strictly"); err == nil || *err.FunctionArgument != 2 || !strings.Contains(err.Text, "did you mean strict?") {
		t.Errorf("it says %+v", err)
	}
}

func TestRolloutViolationsOfNothing(t *testing.T) {
	_, err := violationsFor(newServer(t, nil), map[string]any{"ada": "DE"}, list())
	if err == nil || *err.FunctionArgument != 1 || !says("Features is empty", "nothing would be checked").MatchString(err.Text) {
		t.Errorf("it says %+v", err)
	}
}

func TestAccRolloutViolations(t *testing.T) {
	acceptance(t,
		answers(`
locals {
  list = [
    { user_principal_name = "dalia@example.com", usage_location = "AE", job = null },
    { user_principal_name = "ada@example.com", usage_location = "DE", job = "engineer" },
  ]
}
output "map" {
  value = provider::teamsvoice::rollout_violations({ ada = "DE", dalia = "AE" }, ["calling_plan"])[*].user
}
output "list" {
  value = provider::teamsvoice::rollout_violations(local.list, ["calling_plan"])[*].user
}
output "csv" {
  value = provider::teamsvoice::rollout_violations("UserPrincipalName,UsageLocation\ndalia,AE\n", ["calling_plan"])
}
output "none" {
  value = provider::teamsvoice::rollout_violations({ ada = { country = "DE", features = ["toll_number"] }, dalia = "DE" }, ["calling_plan"])
}
`,
			outputIs("map", `["dalia"]`),
			outputIs("list", `["dalia@example.com"]`),
			outputIs("none", `[]`),
			outputIs("csv", `[{"user": "dalia", "country": "AE", "country_code": "AE", "feature": "calling_plan", "status": "unavailable", "conditions": [],
				"reason": "calling_plan is unavailable in the United Arab Emirates (AE) as of 2023-01-25. Source: https://learn.microsoft.com/microsoftteams/phone-reference/plan-availability/availability-in-the-united-arab-emirates-uae"}]`)),
		fails(`
output "csv" {
  value = provider::teamsvoice::rollout_violations("UserPrincipalName,UsageLocation\nada,D\"E\n", ["calling_plan"])
}
`, "CSV line 2, column 6"),
		fails(`
output "graph" {
  value = provider::teamsvoice::rollout_violations(jsondecode("[{\"userPrincipalName\": \"ada\", \"country\": \"DE\"}]"), ["calling_plan"])
}
`, "Element 0: the user has no usage location, only the country of an address"))
}
