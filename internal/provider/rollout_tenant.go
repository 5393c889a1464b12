package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/mapvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/graph"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/rollout"
)

// rolloutTenantData is what teamsvoice_rollout is told of a tenant.
type rolloutTenantData struct {
	Tenant          types.Bool `tfsdk:"tenant"`
	RequiredNumbers types.Map  `tfsdk:"required_numbers"`
}

type shortageModel struct {
	Kind    string `tfsdk:"kind" doc:"{license}, {number}, or {quota} where more numbers are missing than come with the licenses."`
	Name    string `tfsdk:"name" doc:"The feature that a license gives, or the type of numbers: {user}, {toll} or {toll_free}."`
	Needed  int64  `tfsdk:"needed" doc:"How many the rollout needs; of a {quota}, how many more."`
	Free    int64  `tfsdk:"free" doc:"How many are free. A user's number has to be of the user's country."`
	Missing int64  `tfsdk:"missing" doc:"How many are missing."`
	Reason  string `tfsdk:"reason" doc:"What is so, in a sentence."`
}

func rolloutTenantAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"tenant": schema.BoolAttribute{
			Optional: true,
			MarkdownDescription: "Whether the free licenses and numbers of the tenant join the verdict, read from Microsoft Graph: see `shortages`. Each user " +
				"needs the licenses that give the features, and with a Calling Plan a number in the user's own country, except where an operator sells " +
				"the plans; the plan of a user who needs `calling_plan` is that of `plan_type`. Without `licenses`, those of the tenant are counted for `number_quota` and `dial_out_minutes`. " +
				"Needs the application permissions `LicenseAssignment.Read.All` and `TeamsTelephoneNumber.Read.All`. Default: `false`.",
		},
		"required_numbers": schema.MapAttribute{
			Optional:    true,
			ElementType: types.Int64Type,
			MarkdownDescription: "With `tenant`: how many free numbers the rollout needs of the types `toll` and `toll_free`, for auto attendants, call queues and " +
				"bridges; and of `user`, where it is not one for each user with a Calling Plan.",
			Validators: []validator.Map{
				mapvalidator.KeysAre(oneOf("number type", rollout.StockNumberTypeNames()...)),
				mapvalidator.ValueInt64sAre(between{0, 1_000_000_000}),
			},
		},
	}
}

// judgeTenant fills in what the tenant has to do with it.
func (data *rolloutData) judgeTenant(ctx context.Context, c *configured, e *rollout.Evaluation, plan availability.PlanType, diags *diag.Diagnostics) {
	data.Shortages = []shortageModel{}
	if !data.Tenant.ValueBool() {
		if !data.RequiredNumbers.IsNull() {
			diags.AddAttributeError(path.Root("required_numbers"), "Numbers are required of no tenant",
				"The numbers are those of a tenant, and it is not read. Set tenant = true, or leave required_numbers out.")
		}
		return
	}
	stated := numbersOf(path.Root("required_numbers"), data.RequiredNumbers, diags)
	client := c.tenant(diags)
	if diags.HasError() {
		return
	}
	skus, err := client.SubscribedSKUs(ctx)
	if err != nil {
		diags.AddAttributeError(path.Root("tenant"), "Licenses of the tenant cannot be read", sentence(err))
		return
	}
	supplies := graph.Summarize(skus)
	if data.Licenses.IsNull() {
		data.count(licensesOf(supplies), path.Root("tenant"), diags)
	}
	need := rollout.Requirement{Licenses: e.Needs(plan), Numbers: make(map[rollout.NumberType]int64), UserNumbers: e.UserNumbers()}
	for name, n := range stated {
		if t, err := rollout.ParseNumberType(name); err == nil { // the schema knows no other
			need.Numbers[t] = n
		}
	}
	supply := rollout.Supply{Licenses: freeLicenses(supplies)}
	if data.NumberQuota != nil {
		supply.Quota = rollout.Quota{User: data.NumberQuota.User, Toll: data.NumberQuota.Toll, TollFree: data.NumberQuota.TollFree}
	}
	// Numbers are not asked for where none is needed: reading them takes a
	// permission of its own, and time.
	if len(need.Numbers) > 0 || len(need.UserNumbers) > 0 {
		numbers, err := client.NumberAssignments(ctx, graph.NumberFilter{Type: graph.CallingPlan})
		if err != nil {
			diags.AddAttributeError(path.Root("tenant"), "Phone numbers of the tenant cannot be read", sentence(err))
			return
		}
		countNumbers(&supply, numbers.Numbers)
	}
	for _, s := range rollout.Shortages(need, supply) {
		data.shortages = append(data.shortages, s)
		data.Shortages = append(data.Shortages, shortageModel{s.Kind, s.Name, s.Needed, s.Free, s.Missing, s.Reason})
		data.Ready = false
	}
}

// freeLicenses returns the free licenses by the feature that they give.
func freeLicenses(supplies map[graph.Capability]graph.Supply) map[availability.Feature]int64 {
	free := make(map[availability.Feature]int64)
	for f, capabilities := range map[availability.Feature][]graph.Capability{
		availability.PhoneSystem:                         {graph.PhoneSystem},
		availability.AudioConferencing:                   {graph.AudioConferencing, graph.AudioConferencingPayPerMinute},
		availability.DomesticCallingPlan:                 {graph.DomesticCallingPlan},
		availability.DomesticAndInternationalCallingPlan: {graph.DomesticAndInternationalCallingPlan},
		availability.PayAsYouGoCallingPlan:               {graph.PayAsYouGoCallingPlan},
	} {
		for _, c := range capabilities {
			free[f] += int64(supplies[c].Free)
		}
	}
	return free
}

// licensesOf returns the licenses that quotas are counted by, given away or
// not.
func licensesOf(supplies map[graph.Capability]graph.Supply) rollout.Licenses {
	enabled := func(capabilities ...graph.Capability) (n int64) {
		for _, c := range capabilities {
			n += int64(supplies[c].Enabled)
		}
		return n
	}
	return rollout.Licenses{
		PhoneSystem:       enabled(graph.PhoneSystem),
		AudioConferencing: enabled(graph.AudioConferencing),
		CallingPlan:       enabled(graph.DomesticCallingPlan, graph.DomesticAndInternationalCallingPlan),
		PayAsYouGo:        enabled(graph.PayAsYouGoCallingPlan),
		SelectDialOut:     enabled(graph.AudioConferencingSelectDialOut),
	}
}

// countNumbers counts Microsoft's numbers of the tenant: a user with a Calling
// Plan can have no other, and the quotas are theirs. A number that was ported
// does not count towards a quota. A number whose kind its prefix does not tell
// is taken for a toll number.
func countNumbers(s *rollout.Supply, numbers []graph.Number) {
	s.Numbers = map[rollout.NumberType]int64{rollout.UserNumber: 0, rollout.TollNumber: 0, rollout.TollFreeNumber: 0}
	s.Owned = make(map[rollout.NumberType]int64)
	s.UserNumbers = make(map[country.Code]int64)
	for _, n := range numbers {
		if n.NumberType != graph.CallingPlan {
			continue
		}
		t := rollout.TollNumber
		if tollFree, _ := n.TollFree(); tollFree {
			t = rollout.TollFreeNumber
		} else if n.FitsUsage(graph.UserUsage) {
			t = rollout.UserNumber
		}
		if n.PortInStatus == "" {
			s.Owned[t]++
		}
		if !n.Free() {
			continue
		}
		s.Numbers[t]++
		if code, err := country.ParseCode(n.Country()); t == rollout.UserNumber && err == nil {
			s.UserNumbers[code]++
		}
	}
}

// reportShortages adds one diagnostic for all shortages.
func (data *rolloutData) reportShortages(add func(path.Path, string, string)) {
	if len(data.shortages) == 0 {
		return
	}
	detail := "The tenant does not have all that the rollout needs:"
	for _, s := range data.shortages {
		detail += "\n  - " + s.Reason
	}
	add(path.Root("tenant"), rollout.SayShortages(data.shortages), detail)
}
