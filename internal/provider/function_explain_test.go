package provider

import "testing"

var _ = typicalCall("explain", "AE", list("calling_plan", "toll_number"), "strict", "organization=DE")

func TestExplain(t *testing.T) {
	testFunction(t, "explain", []functionCase{
		{name: "none is missing", args: args("DE", list("calling_plan")), want: ""},
		{name: "no feature", args: args("AF", list()), want: ""},
		{name: "conditional is not missing", args: args("MX", list("calling_plan")), want: ""},
		{name: "unknown feature", args: args("AE", list("voice_mail")), fails: `did you mean voicemail`, at: 1},
		{name: "unknown option", args: args("AE", list("voicemail"), "stict"), fails: `"stict" is not a valid option; did you mean strict?`, at: 2},
		{name: "an option given twice", args: args("AE", list("voicemail"), "strict", "strict"), fails: `given twice`, at: 3},
		{name: "an organization that is no country", args: args("AE", list("voicemail"), "strict", "organization=Atlantis"), fails: `"Atlantis"`, at: 3},
		{name: "an element not known yet", args: args("AE", list(unknown)), want: unknown},
	})
	s := newServer(t, environment{datasetVariable: "2026-08-21"})
	for name, tt := range map[string]struct {
		args []any
		says []string
	}{
		"a fact of a source after the page": {args("Croatia", list("pay_as_you_go_calling_plan")), []string{
			"pay_as_you_go_calling_plan is unavailable in Croatia (HR) as of 2024-08-05.", "no longer names Croatia", "country page of 2023-01-25",
			"Source: https://learn.microsoft.com/microsoftteams/calling-plans-for-office-365"}},
		"a fact of the page": {args("AE", list("toll_number")), []string{"as of 2023-01-25", "plan-availability/availability-in-the-united-arab-emirates-uae"}},
		"strictly": {args("MX", list("calling_plan"), "strict"), []string{
			"calling_plan is conditional in Mexico (MX) as of 2024-08-05: sold under a SKU of its own for this country", `without the option "strict"`}},
		"for an organization that the operator does not sell to": {args("JP", list("calling_plan"), "organization=DE"), []string{
			"calling_plan is unavailable in Japan (JP) for an organization in DE as of 2024-08-05: SoftBank sells its plans to organizations in "}},
		"of no documentation": {args("HK", list("emergency_calling")), []string{"emergency_calling is unlisted in Hong Kong (HK): no documentation as of 2023-01-25 says anything about it", "TEAMSVOICE_DATASET"}},
	} {
		t.Run(name, func(t *testing.T) {
			answer, _ := s.mustCall("explain", tt.args...).(string)
			if !says(tt.says...).MatchString(answer) {
				t.Errorf("it says %s", answer)
			}
			for _, argument := range []string{"override block", "dataset_file", "leave strict"} {
				if says(argument).MatchString(answer) {
					t.Errorf("%q helps no function: %s", argument, answer)
				}
			}
		})
	}
}
