package provider

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/mapvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/graph"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/message"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/rollout"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/text"
)

// rolloutTenantData is what teamsvoice_rollout is told of a tenant.
type rolloutTenantData struct {
	Tenant          types.Bool `tfsdk:"tenant"`
	RequiredNumbers types.Map  `tfsdk:"required_numbers"`
}

type shortageModel struct {
	Kind    string `tfsdk:"kind" doc:"What is missing: a {license}, a {number}, or a {quota} if more numbers are missing than the licenses allow."`
	Name    string `tfsdk:"name" doc:"Feature that the license gives, or type of phone number: {stock_number_type...}."`
	Needed  int64  `tfsdk:"needed" doc:"Number of licenses or phone numbers that the rollout needs; for a {quota}, how many more phone numbers."`
	Free    int64  `tfsdk:"free" doc:"Number of licenses or phone numbers that are free. A user's phone number must be of the user's country."`
	Missing int64  `tfsdk:"missing" doc:"Number of licenses or phone numbers that are missing."`
	Reason  string `tfsdk:"reason" doc:"What is missing and why, in a sentence."`
}

type tenantUsersModel struct {
	Found     int64 `tfsdk:"found_count" doc:"Number of users that the tenant has, by user principal name."`
	NotFound  int64 `tfsdk:"not_found_count" doc:"Number of users that the tenant does not have."`
	Guests    int64 `tfsdk:"guest_count" doc:"Number of users who are guests of the tenant."`
	Disabled  int64 `tfsdk:"disabled_count" doc:"Number of users whose account is disabled."`
	Elsewhere int64 `tfsdk:"other_location_count" doc:"Number of users whose usage location in the tenant differs from that in the list, or is missing."`
}

func rolloutTenantAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"tenant": schema.BoolAttribute{
			Optional: true,
			MarkdownDescription: "Whether to compare the rollout with the tenant, read from Microsoft Graph: see `shortages`. Users need free licenses for what they have not been assigned yet. " +
				"Users with a Calling Plan also need a free phone number of their own country if they have none, unless an operator sells the plans. A user who needs `calling_plan` " +
				"needs a license of `plan_type`. If `licenses` is omitted, the licenses of the tenant decide `number_quota` and `dial_out_minutes`. Needs the application permissions " +
				"`LicenseAssignment.Read.All`, `User.Read.All` and, if numbers are needed and the provider block has no `numbers_file`, `TeamsTelephoneNumber.Read.All`. Without `User.Read.All`, every user " +
				"counts as a user without licenses or numbers. Defaults to `false`.",
		},
		"required_numbers": schema.MapAttribute{
			Optional:    true,
			ElementType: types.NumberType,
			MarkdownDescription: "Number of free phone numbers that the rollout needs, by type: " + choice(rollout.StockNumberTypeNames()) + ". `toll` and `toll_free` are for auto attendants, call queues " +
				"and conference bridges; `user` replaces the default of one number for each Calling Plan user. Requires `tenant = true`.",
			Validators: []validator.Map{
				mapvalidator.KeysAre(oneOf("number type", rollout.StockNumberTypeNames()...)),
				mapvalidator.ValueNumbersAre(between{0, 1_000_000_000}),
			},
		},
	}
}

// judgeTenant fills in what the tenant has.
func (data *rolloutData) judgeTenant(ctx context.Context, c *configured, e *rollout.Evaluation, plan availability.PlanType, diags *diag.Diagnostics) {
	if !data.Tenant.ValueBool() {
		if !data.RequiredNumbers.IsNull() {
			diags.AddAttributeError(path.Root("required_numbers"), "Numbers required without a tenant",
				"required_numbers counts the free numbers of the tenant, which the data source does not read. Set tenant = true, or leave required_numbers out.")
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
	supply := rollout.Supply{Licenses: freeLicenses(supplies, e.NeedsDialOut())}
	if data.NumberQuota != nil {
		supply.Quota = rollout.Quota{User: data.NumberQuota.User, Toll: data.NumberQuota.Toll, TollFree: data.NumberQuota.TollFree}
	}
	// Numbers are not read if none is needed: reading them takes its own
	// permission, and time.
	var numbers []graph.Number
	if len(need.Numbers) > 0 || len(need.UserNumbers) > 0 {
		list, exportedAt, ok := c.phoneNumbers(ctx, graph.NumberFilter{Type: graph.CallingPlan}, path.Root("tenant"), diags)
		if !ok {
			return
		}
		if !exportedAt.IsZero() {
			c.judgeExportAge(diags, "phone numbers", exportedAt)
		}
		numbers = list.Numbers
		countNumbers(&supply, numbers)
	}
	if len(need.Licenses) > 0 || len(need.UserNumbers) > 0 {
		lack, ok := data.judgeHolders(ctx, client, e, plan, numbers, diags)
		if diags.HasError() {
			return
		}
		if ok {
			need.Licenses, need.UserNumbers = lack.Licenses, lack.UserNumbers
		}
	}
	data.addShortages(rollout.Shortages(need, supply))
}

// judgeHolders finds out what the users have already. Without the permission
// to read users, it warns and is not ok: then everyone counts.
func (data *rolloutData) judgeHolders(ctx context.Context, client *graph.Client, e *rollout.Evaluation, plan availability.PlanType,
	numbers []graph.Number, diags *diag.Diagnostics) (lack rollout.Lack, ok bool) {
	names := e.Names()
	holders, err := client.Holders(ctx, graph.UserQuery{Names: names, Fold: rollout.UserKey})
	var failure *graph.Error
	switch {
	case errors.As(err, &failure) && failure.Permission != "":
		diags.AddAttributeWarning(path.Root("tenant"), "Every user counts as unlicensed",
			"The provider cannot tell who already has a license or a number, so it counts every user of the list as needing both: after a "+
				"wave of the rollout, the same plan asks for just as many again. "+sentence(err))
		return lack, false
	case err != nil:
		diags.AddAttributeError(path.Root("tenant"), "Users of the tenant cannot be read", sentence(err))
		return lack, false
	}
	numbered := make(map[string]country.Code) // of user, by ID
	for i := range numbers {
		if n := &numbers[i]; n.AssignmentTargetID != "" && n.AssignmentStatus == graph.UserAssigned {
			if code, err := country.ParseCode(n.Country()); err == nil {
				numbered[n.AssignmentTargetID] = code
			}
		}
	}
	dialOut := e.NeedsDialOut()
	lack = e.Lacking(plan, func(name string) rollout.Holding {
		h, found := holders[rollout.UserKey(name)]
		if !found {
			return rollout.Holding{}
		}
		holding := rollout.Holding{Found: true, Licenses: featuresGivenBy(h.Capabilities, dialOut), Number: numbered[h.ID]}
		if code, err := country.ParseCode(h.UsageLocation); err == nil {
			holding.Location = code
		}
		return holding
	})
	var guests, disabled []string
	for _, name := range names {
		h := holders[rollout.UserKey(name)]
		if h.Guest {
			guests = append(guests, name)
		}
		if h.Disabled {
			disabled = append(disabled, name)
		}
	}
	data.TenantUsers = &tenantUsersModel{
		Found: int64(len(holders)), NotFound: int64(len(names) - len(holders)),
		Guests: int64(len(guests)), Disabled: int64(len(disabled)), Elsewhere: int64(len(lack.Elsewhere) + len(lack.Nowhere)),
	}
	data.tenantRemarks = tenantRemarks(guests, disabled, lack, data.reported())
	return lack, true
}

// tenantRemarks returns a sentence each about users for whom a license may be
// wasted, or who have another country in the tenant, or none.
func tenantRemarks(guests, disabled []string, lack rollout.Lack, most int) []string {
	var remarks []string
	for _, r := range []struct {
		users        []string
		one, several string
	}{
		{guests, "user is a guest in the tenant, and counts like any other", "users are guests in the tenant, and count like any other"},
		{disabled, "user has an account that is disabled in the tenant, and counts like any other", "users have accounts that are disabled in the tenant, and count like any other"},
		{lack.Elsewhere, "user has a different usage location in the tenant than in the list, which decides here", "users have a different usage location in the tenant than in the list, which decides here"},
		{lack.Nowhere, "user has no usage location in the tenant, and cannot be licensed before it is set", "users have no usage location in the tenant, and cannot be licensed before it is set"},
	} {
		if len(r.users) == 0 {
			continue
		}
		remark := fmt.Sprintf("%d %s", len(r.users), text.Verb(len(r.users), r.one, r.several))
		if most > 0 {
			named := make([]string, 0, min(most, len(r.users)))
			for _, name := range r.users[:min(most, len(r.users))] {
				named = append(named, text.Quote(name))
			}
			remark += ": " + strings.Join(named, ", ")
			if more := len(r.users) - len(named); more > 0 {
				remark += fmt.Sprintf(", and %d more", more)
			}
		}
		remarks = append(remarks, remark+".")
	}
	return remarks
}

// featuresGivenBy returns the features that capabilities give; see freeLicenses
// for dialOut.
func featuresGivenBy(capabilities []graph.Capability, dialOut bool) []availability.Feature {
	var list []availability.Feature
	for f, giving := range givenBy {
		if dialOut && f == availability.AudioConferencing && slices.Contains(capabilities, graph.AudioConferencingSelectDialOut) {
			continue
		}
		if slices.ContainsFunc(giving, func(c graph.Capability) bool { return slices.Contains(capabilities, c) }) {
			list = append(list, f)
		}
	}
	return list
}

// givenBy are the capabilities of a license that give a feature.
var givenBy = map[availability.Feature][]graph.Capability{
	availability.PhoneSystem:                         {graph.PhoneSystem},
	availability.AudioConferencing:                   {graph.AudioConferencing, graph.AudioConferencingPayPerMinute},
	availability.DomesticCallingPlan:                 {graph.DomesticCallingPlan},
	availability.DomesticAndInternationalCallingPlan: {graph.DomesticAndInternationalCallingPlan},
	availability.PayAsYouGoCallingPlan:               {graph.PayAsYouGoCallingPlan},
}

// freeLicenses returns the free licenses by the feature that they give.
// Licenses with limited dial-out do not count if users need more than that.
func freeLicenses(supplies map[graph.Capability]graph.Supply, dialOut bool) map[availability.Feature]int64 {
	free := make(map[availability.Feature]int64)
	for f, capabilities := range givenBy {
		for _, c := range capabilities {
			free[f] += int64(supplies[c].Free)
		}
	}
	if dialOut {
		free[availability.AudioConferencing] -= int64(supplies[graph.AudioConferencingSelectDialOut].Free)
	}
	return free
}

// licensesOf returns the licenses that quotas are computed from, assigned or
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
// Plan can have no other, and the quotas apply to them. A ported number does
// not count toward a quota. A number whose prefix does not show its kind
// counts as a toll number.
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

// reportShortages adds one diagnostic for all shortages, and one warning for
// what the tenant says about the users.
func (data *rolloutData) reportShortages(add func(path.Path, string, string), diags *diag.Diagnostics) {
	if data.tenantRemarks != nil {
		diags.AddAttributeWarning(path.Root("tenant"), "Some users differ between the list and the tenant", strings.Join(data.tenantRemarks, " "))
	}
	if len(data.shortages) == 0 {
		return
	}
	at, who := path.Root("tenant"), "The tenant"
	if !data.Tenant.ValueBool() {
		at, who = path.Root("licenses"), "The organization"
	}
	detail := who + " does not have everything that the rollout needs:"
	for _, s := range data.shortages {
		detail += "\n  - " + message.Shortage(s, data.reported())
	}
	add(at, message.Shortages(data.shortages), detail)
}
