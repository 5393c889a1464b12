package provider

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/catalog"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/localfile"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/message"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/text"
)

type overrideData struct {
	Country    types.String `tfsdk:"country"`
	Feature    types.String `tfsdk:"feature"`
	Status     types.String `tfsdk:"status"`
	Conditions types.Set    `tfsdk:"conditions"`
	Note       types.String `tfsdk:"note"`
	Cities     types.List   `tfsdk:"cities"`
	Plans      types.List   `tfsdk:"plans"`
	Reason     types.String `tfsdk:"reason"`
	Source     types.String `tfsdk:"source"`
	AsOf       types.String `tfsdk:"as_of"`
	Until      types.String `tfsdk:"until"`
}

var (
	isSource = parses{"Invalid source address", checkSourceURL}
	isReason = filled("reason")
)

func overrideAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"country": schema.StringAttribute{
			Required:            true,
			MarkdownDescription: countryDescription,
			Validators:          []validator.String{isCountry},
		},
		"feature": schema.StringAttribute{
			Required:            true,
			MarkdownDescription: "Identifier of the feature to correct: " + featureWords + ".",
			Validators:          []validator.String{isFeature},
		},
		"status": schema.StringAttribute{
			Optional:            true,
			MarkdownDescription: "Status to use instead: " + choice(overriddenStatuses) + ". Defaults to `conditional` if `conditions` are given (`available` if they are only `non_geographic_only`), and to the status of the dataset otherwise.",
			Validators:          []validator.String{isOverridden},
		},
		"conditions": schema.SetAttribute{
			Optional:            true,
			ElementType:         types.StringType,
			MarkdownDescription: "Conditions to use instead. Any of " + choice(availability.ConditionNames()) + ".",
			Validators:          areConditions(),
		},
		"note": schema.StringAttribute{
			Optional:            true,
			MarkdownDescription: "Sentence to show with the answer. Defaults to `reason`.",
		},
		"cities": schema.ListAttribute{
			Optional:            true,
			ElementType:         types.StringType,
			MarkdownDescription: "Cities with toll service numbers, each as `City` or `State, City`. For the feature `toll_number` only.",
		},
		"plans": schema.ListNestedAttribute{
			Optional: true,
			MarkdownDescription: "Calling Plans that are sold, instead of those of the dataset. For `calling_plan`, these are the plans of every type; for the feature of one type, those of that type. " +
				"Not for other features.",
			NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
				"type": schema.StringAttribute{
					Required:            true,
					MarkdownDescription: "Type of the plan: " + choice(availability.PlanTypeNames()) + ".",
					Validators:          []validator.String{parsesWith("plan type", availability.ParsePlanType)},
				},
				"domestic_minutes": schema.NumberAttribute{
					Optional: true,
					MarkdownDescription: "Domestic minutes in a calendar month, from 1 to 44640. Domestic and international minutes are alternatives, not a sum: the plan ends when either limit is " +
						"reached. If omitted, they are null.",
					Validators: []validator.Number{arePlanMinutes},
				},
				"international_minutes": schema.NumberAttribute{
					Optional: true,
					MarkdownDescription: "International minutes in a calendar month, from 1 to 44640. An alternative to `domestic_minutes`, not in addition to them: the plan ends when either limit " +
						"is reached. If omitted, they are null.",
					Validators: []validator.Number{arePlanMinutes},
				},
			}},
		},
		"source": schema.StringAttribute{
			Optional:            true,
			MarkdownDescription: "URL (https) of the source for the correction, shown as `source_url` of the feature.",
			Validators:          []validator.String{isSource},
		},
		"as_of": schema.StringAttribute{
			Optional:            true,
			MarkdownDescription: "Date of the source, as YYYY-MM-DD. It becomes `as_of` of the feature, and `max_age` applies to it. Defaults to the date of the fact in the dataset.",
			Validators:          []validator.String{parsesWith("date", catalog.ParseDate)},
		},
		"reason": schema.StringAttribute{
			Required:            true,
			MarkdownDescription: "Why the dataset is wrong or does not apply, for people who read the configuration later. Must not be empty.",
			Validators:          []validator.String{isReason},
		},
		"until": schema.StringAttribute{
			Optional: true,
			MarkdownDescription: "First day (UTC) on which the override no longer applies, as YYYY-MM-DD. From that day on, the dataset applies again, and a warning says that the override has ended. " +
				"If omitted, it has no end.",
			Validators: []validator.String{parsesWith("date", catalog.ParseDate)},
		},
	}
}

// placedOverride is an override with its place in the provider block.
type placedOverride struct {
	availability.Override
	at path.Path
}

// faultyOverrides is how many overrides of a file with errors are named, and how
// many cities or plans of one.
const faultyOverrides = 10

// overrides reads the override blocks and those of overrides_file; it leaves
// out expired ones with a warning.
func (p *teamsvoice) overrides(ctx context.Context, data *providerData, diags *diag.Diagnostics) []placedOverride {
	type key struct {
		code    country.Code
		feature availability.Feature
	}
	seen := make(map[key]string)
	var result []placedOverride
	take := func(block overrideData, at path.Path, name string, diags *diag.Diagnostics) {
		o, ok := block.parse(at, p.clock.Now(), diags)
		if !ok {
			return
		}
		if other, twice := seen[key{o.Country, o.Feature}]; twice {
			diags.AddAttributeError(at, "Override given twice",
				fmt.Sprintf("%s already overrides %s in %s. Remove one of the two.", other, o.Feature, o.Country))
			return
		}
		seen[key{o.Country, o.Feature}] = name
		if !o.Applies(p.clock.Now().UTC()) {
			diags.AddAttributeWarning(at.AtName("until"), "Override no longer applies",
				fmt.Sprintf("The override of %s in %s ended on %s, so the dataset applies again. Check whether the reason still applies (%s), and "+
					"renew or remove the override.", o.Feature, o.Country, o.Until.Format(time.DateOnly), text.Line(o.Reason)))
			return
		}
		result = append(result, placedOverride{o, at})
	}
	for i, block := range data.Overrides {
		take(block, path.Root("override").AtListIndex(i), fmt.Sprintf("Block %d", i), diags)
	}
	if data.OverridesFile.IsNull() {
		return result
	}
	at, file := path.Root("overrides_file"), data.OverridesFile.ValueString()
	entries, err := readOverrides(ctx, file)
	if err != nil {
		diags.AddAttributeError(at, "Overrides cannot be read", sentence(err))
		return result
	}
	faulty := 0
	for i, entry := range entries {
		name := fmt.Sprintf("Override %d of %s", i, text.Line(file))
		var found diag.Diagnostics
		take(entry.block(), at, name, &found)
		if found.HasError() {
			if faulty++; faulty > faultyOverrides {
				continue
			}
		}
		for _, d := range found {
			// The file has no place in the configuration but the argument that names it.
			where := name
			if placed, ok := d.(diag.DiagnosticWithPath); ok {
				if step, last := placed.Path().Steps().LastStep(); last == nil || step != nil {
					if attribute, ok := step.(path.PathStepAttributeName); ok && string(attribute) != "overrides_file" {
						where += ", " + string(attribute)
					}
				}
			}
			if d.Severity() == diag.SeverityError {
				diags.AddAttributeError(at, d.Summary(), where+": "+d.Detail())
			} else {
				diags.AddAttributeWarning(at, d.Summary(), where+": "+d.Detail())
			}
		}
	}
	if more := faulty - faultyOverrides; more > 0 {
		diags.AddAttributeError(at, "Overrides cannot be used",
			fmt.Sprintf("%s %s errors. Correct the ones that are named first.", text.Count(more, "more override"), text.Verb(more, "has", "have")))
	}
	return result
}

// parse reads one override block.
func (b overrideData) parse(at path.Path, now time.Time, diags *diag.Diagnostics) (availability.Override, bool) {
	fail := func(name, summary string, err error) {
		diags.AddAttributeError(at.AtName(name), summary, sentence(err))
	}
	o := availability.Override{
		Country: parseArgument(at.AtName("country"), b.Country, "country", country.Resolve, diags),
		Feature: parseArgument(at.AtName("feature"), b.Feature, "feature", availability.ParseFeature, diags),
		Note:    b.Note.ValueString(),
		Reason:  b.Reason.ValueString(),
		Source:  b.Source.ValueString(),
		AsOf:    parseArgument(at.AtName("as_of"), b.AsOf, "date", catalog.ParseDate, diags),
		Until:   parseArgument(at.AtName("until"), b.Until, "date", catalog.ParseDate, diags).Time(),
	}
	for _, argument := range []struct { // of a file, which no schema has checked
		name  string
		value types.String
		valid parses
	}{
		{"status", b.Status, isOverridden},
		{"source", b.Source, isSource},
		{"reason", b.Reason, isReason},
	} {
		if err := argument.valid.check(argument.value.ValueString()); err != nil && !argument.value.IsNull() {
			fail(argument.name, argument.valid.summary, err)
		}
	}
	if o.AsOf.DaysUntil(now) < 0 {
		fail("as_of", "Override contradicts itself", fmt.Errorf("%s is in the future; as_of is the date of the source", o.AsOf))
	}
	o.Plans = plansOfOverride(at.AtName("plans"), b.Plans, diags)
	o.Finding.Status = parseArgument(at.AtName("status"), b.Status, "status", availability.ParseStatus, diags)
	conditions := parseElements(at.AtName("conditions"), b.Conditions, "condition", availability.ParseCondition, diags)
	for _, c := range conditions {
		o.Finding.Conditions = o.Finding.Conditions.With(c)
	}
	if !b.Cities.IsNull() {
		o.Cities = []availability.City{}
		seen, faulty := make(map[string]bool), 0
		for _, s := range textsOf(at.AtName("cities"), b.Cities, diags) {
			if faulty == faultyOverrides {
				break // nobody reads more
			}
			city := parseCity(s)
			folded := availability.FoldCity(city.String())
			faulty++
			switch {
			case !city.CanBeAskedFor(o.Country), text.Line(city.String()) != city.String():
				fail("cities", "Override contradicts itself", fmt.Errorf("%s does not name a city; write City, or State, City", text.Quote(s)))
			case seen[folded]:
				fail("cities", "Override contradicts itself", fmt.Errorf("%s is named twice", text.Quote(s)))
			default:
				faulty--
			}
			seen[folded] = true
			o.Cities = append(o.Cities, city)
		}
	}
	if diags.HasError() {
		return o, false
	}
	if name, err := completeOverride(&o, len(conditions) > 0); err != nil {
		fail(name, "Override contradicts itself", err)
	}
	return o, !diags.HasError()
}

// completeOverride fills in the status that follows from the conditions, and
// returns an argument that contradicts another.
func completeOverride(o *availability.Override, withConditions bool) (string, error) {
	f := &o.Finding
	if f.Status.IsZero() && withConditions {
		f.Status = availability.Available
		if f.Conditions.Limits() {
			f.Status = availability.Conditional
		}
	}
	switch {
	case f.Status.IsZero() && o.Note == "" && o.Cities == nil && o.Plans == nil:
		return "status", errors.New("the block overrides nothing; give a status, conditions, cities, plans or a note")
	case f.Status == availability.Conditional && !f.Conditions.Limits():
		return "conditions", errors.New("the status is conditional, but no condition says why; name at least one in conditions, such as on_request")
	case f.Status == availability.Available && f.Conditions.Limits():
		return "status", errors.New("the status is available, but there are conditions; with conditions it is conditional")
	case f.Status == availability.Unavailable && !f.Conditions.IsZero():
		return "conditions", errors.New("the status is unavailable, so no condition can apply")
	case f.Conditions.Contradiction() != "":
		return "conditions", errors.New(f.Conditions.Contradiction())
	case f.Conditions.Contains(availability.NonGeographicOnly) && o.Feature != availability.TollNumber:
		return "conditions", errors.New("non_geographic_only is a condition of toll_number only")
	case f.Conditions.Contains(availability.SoldByOperator) && o.Feature.PlanType() != 0:
		return "conditions", errors.New("an operator's plans have no type; sold_by_operator is a condition of calling_plan")
	case f.Conditions.Contains(availability.RequiresCommunicationsCredits) && o.Feature == availability.CommunicationsCredits:
		return "conditions", errors.New("communications_credits cannot require itself; leave requires_communications_credits out")
	case o.Cities != nil && o.Feature != availability.TollNumber:
		return "cities", fmt.Errorf("cities go with the feature toll_number, not with %s", o.Feature)
	case o.Plans != nil && o.Feature != availability.CallingPlan && o.Feature.PlanType() == 0:
		return "plans", fmt.Errorf("plans go with the Calling Plan features, not with %s", o.Feature)
	case o.Plans != nil && len(o.Plans) == 0 && f.Status.Available() && !f.Conditions.Contains(availability.SoldByOperator):
		return "plans", fmt.Errorf("the list is empty, so no plan is sold, and the status cannot be %s; leave plans out, or name one", f.Status)
	case len(o.Plans) > 0 && f.Status == availability.Unavailable:
		return "plans", errors.New("the status is unavailable, so no plan can be sold")
	case slices.ContainsFunc(o.Plans, func(p availability.Plan) bool {
		return o.Feature != availability.CallingPlan && p.Type.Feature() != o.Feature
	}):
		return "plans", fmt.Errorf("a plan is not of the type of %s; put it into an override of calling_plan, or of the feature of its type", o.Feature)
	case len(o.Cities) > 0 && f.Status == availability.Unavailable:
		return "cities", errors.New("the status is unavailable, so no city can have numbers")
	case len(o.Cities) > 0 && f.Conditions.Contains(availability.NonGeographicOnly):
		return "cities", errors.New("the conditions say non_geographic_only, so the numbers belong to no city")
	}
	return "", nil
}

// parseCity reads "City" or "State, City".
func parseCity(s string) availability.City {
	if state, city, ok := strings.Cut(s, ","); ok {
		return availability.City{Name: strings.TrimSpace(city), State: strings.TrimSpace(state)}
	}
	return availability.City{Name: strings.TrimSpace(s)}
}

// withOverrides returns the snapshot with the overrides in force.
func withOverrides(s *catalog.Snapshot, placed []placedOverride, diags *diag.Diagnostics) *catalog.Snapshot {
	overrides := make([]availability.Override, len(placed))
	for i, o := range placed {
		overrides[i] = o.Override
		if o.Finding.Status.IsZero() && len(o.Cities) > 0 && !s.Country(o.Country).Verdict(o.Feature).Status.Available() {
			diags.AddAttributeError(o.at.AtName("cities"), "Override contradicts the dataset",
				fmt.Sprintf("Toll numbers in %s are %s in the dataset, so no city can have numbers. Set status together with cities.",
					s.Country(o.Country).Title(), s.Country(o.Country).Verdict(o.Feature).Status))
		}
	}
	before := s
	s = s.WithOverrides(overrides...)
	for _, o := range placed {
		if agrees(before.Country(o.Country), o.Override) {
			diags.AddAttributeWarning(o.at, "Override says what the dataset says",
				fmt.Sprintf("%s. Remove the override.", text.Capital(message.Verdict(before.Country(o.Country), o.Feature, message.Options{}))))
		}
	}
	for _, o := range placed {
		if !o.Finding.Status.IsZero() || o.Plans != nil {
			checkOverride(s.Country(o.Country), o, diags)
		}
	}
	return s
}

// checkOverride reports an override in force that contradicts the others of its
// country, or the dataset.
func checkOverride(c *availability.Country, o placedOverride, diags *diag.Diagnostics) {
	for _, fault := range c.CheckOverrides() {
		switch {
		case fault.Feature != o.Feature:
		case fault.Other != 0:
			diags.AddAttributeError(o.at, "Override contradicts another", text.Capital(c.Title())+": "+fault.Problem)
		default:
			diags.AddAttributeError(o.at, "Override contradicts the dataset", text.Capital(c.Title())+": "+fault.Problem)
		}
	}
}

// agrees reports whether an override says the same as the dataset and has no
// later date.
func agrees(c *availability.Country, o availability.Override) bool {
	v := c.Verdict(o.Feature)
	return o.Finding.Status == v.Status && o.Finding.Conditions == v.Conditions && o.Note == "" && o.Cities == nil && o.Plans == nil &&
		o.AsOf.Compare(c.Source(o.Feature).Date) <= 0
}

// arePlanMinutes lets pass as many minutes as a month of 31 days has.
var arePlanMinutes = between{1, 44640}

// planArgument is a plan of an override block.
type planArgument struct {
	Type                 types.String `tfsdk:"type"`
	DomesticMinutes      types.Number `tfsdk:"domestic_minutes"`
	InternationalMinutes types.Number `tfsdk:"international_minutes"`
}

// plansOfOverride reads the plans of an override; nil if none are given.
func plansOfOverride(at path.Path, given types.List, diags *diag.Diagnostics) []availability.Plan {
	if given.IsNull() {
		return nil
	}
	var arguments []planArgument
	diags.Append(given.ElementsAs(context.Background(), &arguments, false)...)
	plans := []availability.Plan{}
	type offer struct {
		planType                availability.PlanType
		domestic, international int
	}
	seen := make(map[offer]bool)
	for i, argument := range arguments {
		if len(diags.Errors()) >= faultyOverrides {
			break // nobody reads more
		}
		var checked validator.NumberResponse // of a file, which no schema has checked
		for _, minutes := range []validator.NumberRequest{
			{Path: at.AtListIndex(i).AtName("domestic_minutes"), ConfigValue: argument.DomesticMinutes},
			{Path: at.AtListIndex(i).AtName("international_minutes"), ConfigValue: argument.InternationalMinutes},
		} {
			arePlanMinutes.ValidateNumber(context.Background(), minutes, &checked)
		}
		diags.Append(checked.Diagnostics...)
		plan := availability.Plan{
			Type:                 parseArgument(at.AtListIndex(i).AtName("type"), argument.Type, "plan type", availability.ParsePlanType, diags),
			DomesticMinutes:      int(wholeOf(argument.DomesticMinutes)),
			InternationalMinutes: int(wholeOf(argument.InternationalMinutes)),
		}
		var problem string
		switch {
		case plan.Type == availability.PayAsYouGo && (plan.DomesticMinutes != 0 || plan.InternationalMinutes != 0):
			problem = "A pay-as-you-go plan has no minutes; leave them out."
		case plan.Type == availability.Domestic && plan.InternationalMinutes != 0:
			problem = "A Domestic plan has no international minutes; leave them out, or write domestic_and_international."
		case seen[offer{plan.Type, plan.DomesticMinutes, plan.InternationalMinutes}]:
			problem = "The plan is listed twice."
		}
		if problem != "" {
			diags.AddAttributeError(at.AtListIndex(i), "Override contradicts itself", problem)
		}
		seen[offer{plan.Type, plan.DomesticMinutes, plan.InternationalMinutes}] = true
		plans = append(plans, plan)
	}
	return plans
}

// checkSourceURL refuses what is no address that a person can open.
func checkSourceURL(s string) error {
	u, err := url.Parse(s)
	if strings.Contains(s, "@") && (err != nil || u.User != nil) { // which is not repeated
		return errors.New("the address has a user name or a password, or is no address; write one such as https://learn.microsoft.com/...")
	}
	if err != nil || u.Scheme != "https" || u.Host == "" {
		return fmt.Errorf("%s is not an https address; write one such as https://learn.microsoft.com/...", text.Quote(s))
	}
	return nil
}

// overrideEntry is one override of an overrides file: what a block says, in JSON.
type overrideEntry struct {
	Country    string      `json:"country"`
	Feature    string      `json:"feature"`
	Status     *string     `json:"status,omitzero"`
	Conditions []string    `json:"conditions,omitzero"`
	Note       *string     `json:"note,omitzero"`
	Cities     []string    `json:"cities,omitzero"`
	Plans      []planEntry `json:"plans,omitzero"`
	Reason     string      `json:"reason"`
	Source     *string     `json:"source,omitzero"`
	AsOf       *string     `json:"as_of,omitzero"`
	Until      *string     `json:"until,omitzero"`
}

type planEntry struct {
	Type                 string `json:"type"`
	DomesticMinutes      *int64 `json:"domestic_minutes,omitzero"`
	InternationalMinutes *int64 `json:"international_minutes,omitzero"`
}

// maxOverridesFile is how many bytes an overrides file may have.
const maxOverridesFile = 4 << 20

// readOverrides reads an overrides file: a JSON object with the list overrides.
func readOverrides(ctx context.Context, file string) ([]overrideEntry, error) {
	data, err := localfile.Read(ctx, file, maxOverridesFile)
	if err != nil {
		return nil, err
	}
	var doc struct {
		Overrides []overrideEntry `json:"overrides"`
	}
	if err := json.Unmarshal(data, &doc, json.RejectUnknownMembers(true)); err != nil {
		return nil, fmt.Errorf("%s is no overrides file, which is a JSON object with the list overrides of objects with the arguments of an "+
			"override block: %s", text.Line(file), text.Line(strings.TrimPrefix(err.Error(), "json: ")))
	}
	if doc.Overrides == nil {
		return nil, fmt.Errorf("%s has no list overrides; an empty one says that there are none", text.Line(file))
	}
	for i, entry := range doc.Overrides {
		for _, required := range [...]struct{ name, value string }{{"country", entry.Country}, {"feature", entry.Feature}, {"reason", entry.Reason}} {
			if required.value == "" {
				return nil, fmt.Errorf("override %d of %s has no %s", i, text.Line(file), required.name)
			}
		}
	}
	return doc.Overrides, nil
}

// block returns the entry as an override block would have it.
func (e overrideEntry) block() overrideData {
	orNullInt := func(n *int64) types.Number {
		if n == nil {
			return types.NumberNull()
		}
		return types.NumberValue(new(big.Float).SetInt64(*n))
	}
	strings := func(list []string) []attr.Value {
		values := make([]attr.Value, len(list))
		for i, s := range list {
			values[i] = types.StringValue(s)
		}
		return values
	}
	b := overrideData{
		Country:    types.StringValue(e.Country),
		Feature:    types.StringValue(e.Feature),
		Status:     types.StringPointerValue(e.Status),
		Conditions: types.SetNull(types.StringType),
		Note:       types.StringPointerValue(e.Note),
		Cities:     types.ListNull(types.StringType),
		Plans:      types.ListNull(planArgumentType),
		Reason:     types.StringValue(e.Reason),
		Source:     types.StringPointerValue(e.Source),
		AsOf:       types.StringPointerValue(e.AsOf),
		Until:      types.StringPointerValue(e.Until),
	}
	if e.Conditions != nil {
		b.Conditions = types.SetValueMust(types.StringType, strings(e.Conditions))
	}
	if e.Cities != nil {
		b.Cities = types.ListValueMust(types.StringType, strings(e.Cities))
	}
	if e.Plans != nil {
		var plans []attr.Value
		for _, p := range e.Plans {
			plans = append(plans, types.ObjectValueMust(planArgumentType.AttrTypes, map[string]attr.Value{
				"type":                  types.StringValue(p.Type),
				"domestic_minutes":      orNullInt(p.DomesticMinutes),
				"international_minutes": orNullInt(p.InternationalMinutes),
			}))
		}
		b.Plans = types.ListValueMust(planArgumentType, plans)
	}
	return b
}

var planArgumentType = types.ObjectType{AttrTypes: map[string]attr.Type{
	"type": types.StringType, "domestic_minutes": types.NumberType, "international_minutes": types.NumberType,
}}
