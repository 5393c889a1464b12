package provider

import (
	"context"
	"fmt"
	"maps"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/datasourcevalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/listvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/mapvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/localfile"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/rollout"
)

// rolloutDataSource is teamsvoice_rollout.
type rolloutDataSource struct{ configured }

type rolloutData struct {
	Users               types.Map    `tfsdk:"users"`
	UsersCSV            types.String `tfsdk:"users_csv"`
	UsersFile           types.String `tfsdk:"users_file"`
	Features            types.List   `tfsdk:"features"`
	Strict              types.Bool   `tfsdk:"strict"`
	OrganizationCountry types.String `tfsdk:"organization_country"`
	PlanType            types.String `tfsdk:"plan_type"`
	Licenses            types.Map    `tfsdk:"licenses"`
	OnViolation         types.String `tfsdk:"on_violation"`
	MaxReported         types.Int64  `tfsdk:"max_reported"`
	rolloutTenantData
	rolloutModel

	shortages     []rollout.Shortage
	tenantRemarks []string
	prerequisites []rollout.Prerequisite
}

type rolloutModel struct {
	Ready          bool                           `tfsdk:"ready" doc:"Whether the rollout can go: there is no violation; with {organization_country}, Communications Credits can be had there where they are needed; and with {tenant}, there is no shortage."`
	UserCount      int64                          `tfsdk:"user_count" doc:"How many users there are."`
	ViolationCount int64                          `tfsdk:"violation_count" doc:"How many violations there are."`
	Violations     []violationModel               `tfsdk:"violations" doc:"What users cannot have, sorted by user and then in the order of the features."`
	ByCountry      map[string]countryRolloutModel `tfsdk:"by_country" doc:"The countries of the users by their codes."`
	Prerequisites  []prerequisiteModel            `tfsdk:"prerequisites" doc:"What must be bought or set up first, and where it cannot be."`
	NumberQuota    *quotaModel                    `tfsdk:"number_quota" doc:"How many phone numbers come with {licenses}, or with those of the {tenant}; null without either."`
	DialOutMinutes *int64                         `tfsdk:"dial_out_minutes" doc:"Minutes a month to dial out of meetings to the countries of zone A, pooled over the organization, that come with the {audio_conferencing} {licenses}, or with those of the {tenant}; null without either."`
	Shortages      []shortageModel                `tfsdk:"shortages" doc:"With {tenant}: what is missing before the rollout can be applied. Licenses first, then numbers, then quotas."`
	TenantUsers    *tenantUsersModel              `tfsdk:"tenant_users" doc:"With {tenant}: what the tenant says of the users; null where it was not asked, or may not be."`
}

type countryRolloutModel struct {
	UserCount            int64    `tfsdk:"user_count" doc:"How many users there are."`
	MissingFeatures      []string `tfsdk:"missing_features" doc:"What users there cannot have."`
	AvailableFeatures    []string `tfsdk:"available_features" doc:"The features that are {available} or {conditional} there, whether a user needs them or not."`
	OverriddenFeatures   []string `tfsdk:"overridden_features" doc:"Those of {available_features} for which the provider's configuration set the answer, not the dataset."`
	Conditions           []string `tfsdk:"conditions" doc:"The conditions of what users there need, sorted."`
	DomesticMinutes      *int64   `tfsdk:"domestic_minutes" doc:"The pool of domestic minutes a month when each user has the standard plan of {plan_type}. Countries that share a pool, as US and PR do, each show the whole pool. Null without {plan_type}, or where none is sold."`
	InternationalMinutes *int64   `tfsdk:"international_minutes" doc:"The same for international minutes."`
}

type prerequisiteModel struct {
	Feature       string   `tfsdk:"feature" doc:"What is needed."`
	Alternatives  []string `tfsdk:"alternatives" doc:"What will do in its place."`
	NeededFor     []string `tfsdk:"needed_for" doc:"The features that need it."`
	Countries     []string `tfsdk:"countries" doc:"Codes of the countries of the users who need it, sorted."`
	UserCount     int64    `tfsdk:"user_count" doc:"How many users need it."`
	JudgedIn      *string  `tfsdk:"judged_in" doc:"Code of the organization's country where that decides; null where each user's country does."`
	UnavailableIn []string `tfsdk:"unavailable_in" doc:"Codes of the countries where it cannot be had, sorted."`
}

type quotaModel struct {
	User     int64 `tfsdk:"user" doc:"Numbers for users."`
	Toll     int64 `tfsdk:"toll" doc:"Toll service numbers."`
	TollFree int64 `tfsdk:"toll_free" doc:"Toll-free service numbers."`
}

const (
	onViolationError   = "error"
	onViolationWarning = "warning"
	onViolationNone    = "none"

	defaultMaxReported = 20
)

func (d *rolloutDataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_rollout"
}

func (d *rolloutDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Judges a whole rollout: who cannot have what is required, what must be bought first, how many minutes and numbers come with " +
			"the licences. The plan fails with one error for each kind of violation, not for each user.\n\n" +
			"Exactly one of `users`, `users_csv` and `users_file` has to be given." +
			rolloutTopic.seeAlso(guideLink("gate-a-rollout", "Gate a rollout"), functionLink("rollout_violations")+", for a list of users in an expression"),
		Attributes: map[string]schema.Attribute{
			"users": schema.MapNestedAttribute{
				Optional:            true,
				MarkdownDescription: "The users by their names.",
				NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
					"country": schema.StringAttribute{
						Optional:            true,
						MarkdownDescription: "The usage location in any spelling. A user without one is a violation.",
					},
					"features": schema.ListAttribute{
						Optional:            true,
						ElementType:         types.StringType,
						MarkdownDescription: "What this user needs, in place of the rollout's `features`.",
						Validators:          []validator.List{listvalidator.ValueStringsAre(isFeature)},
					},
				}},
			},
			"users_csv": schema.StringAttribute{
				Optional: true,
				MarkdownDescription: "The users as CSV text with a header, as the Entra admin center and `Get-MgUser | Export-Csv` write it: the columns " +
					"`UserPrincipalName`, `UsageLocation` and optionally `Features`.",
			},
			"users_file": schema.StringAttribute{
				Optional:            true,
				MarkdownDescription: "Path of a CSV file. The provider reads it, so that a long list does not pass through Terraform. Only a regular file of at most 1 GiB is read, not a pipe or a device.",
				Validators:          []validator.String{filled("path")},
			},
			"features": schema.ListAttribute{
				Optional:            true,
				ElementType:         types.StringType,
				MarkdownDescription: "What every user needs who has no `features` of their own: see [the features](../guides/features.md).",
				Validators:          []validator.List{listvalidator.ValueStringsAre(isFeature)},
			},
			"strict": schema.BoolAttribute{
				Optional:            true,
				MarkdownDescription: "Whether a `conditional` feature counts as missing. Default: `false`.",
			},
			"organization_country": schema.StringAttribute{
				Optional: true,
				MarkdownDescription: "The country where the organization is, and buys Communications Credits. Without it, these are judged in the users' " +
					"countries.",
				Validators: []validator.String{isCountry},
			},
			"plan_type": schema.StringAttribute{
				Optional:            true,
				MarkdownDescription: "The type of Calling Plan that the users get, for their minutes: `domestic`, `domestic_and_international` or `pay_as_you_go`.",
				Validators:          []validator.String{parsesWith("plan type", availability.ParsePlanType)},
			},
			"licenses": schema.MapAttribute{
				Optional:    true,
				ElementType: types.Int64Type,
				MarkdownDescription: "How many licenses the organization has, by `phone_system`, `audio_conferencing` (those billed by the minute apart), " +
					"`calling_plan` (Domestic and Domestic and International) and `pay_as_you_go_calling_plan`.",
				Validators: []validator.Map{
					mapvalidator.KeysAre(oneOf("license", rollout.LicenseNames()...)),
					mapvalidator.ValueInt64sAre(atLeast(0)),
				},
			},
			"on_violation": schema.StringAttribute{
				Optional:            true,
				MarkdownDescription: "What a violation is: an `error`, a `warning`, or `none` where the attributes alone tell. Default: `error`.",
				Validators:          []validator.String{oneOf("severity", onViolationError, onViolationWarning, onViolationNone)},
			},
			"max_reported": schema.Int64Attribute{
				Optional: true,
				MarkdownDescription: "How many users or countries a message names at most. The attribute `violations` has all. " +
					fmt.Sprintf("Default: `%d`.", defaultMaxReported),
				Validators: []validator.Int64{atLeast(1)},
			},
		},
	}
	maps.Copy(resp.Schema.Attributes, rolloutTenantAttributes())
	maps.Copy(resp.Schema.Attributes, computed[rolloutModel]())
}

// ConfigValidators implements [datasource.DataSourceWithConfigValidators].
func (d *rolloutDataSource) ConfigValidators(context.Context) []datasource.ConfigValidator {
	return []datasource.ConfigValidator{
		datasourcevalidator.ExactlyOneOf(path.MatchRoot("users"), path.MatchRoot("users_csv"), path.MatchRoot("users_file")),
	}
}

func (d *rolloutDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	diags := &resp.Diagnostics
	var data rolloutData
	readArguments(ctx, req.Config, &data, diags)
	snapshot := d.snapshot(diags)
	features := parseElements(path.Root("features"), data.Features, "feature", availability.ParseFeature, diags)
	if diags.HasError() {
		return
	}
	e := rollout.New(snapshot, rollout.Options{Features: features, Strict: data.Strict.ValueBool(), KeepNames: data.Tenant.ValueBool()})
	at := data.add(ctx, e, diags)
	if diags.HasError() {
		return
	}
	planType := data.judge(e, diags)
	data.judgeTenant(ctx, &d.configured, e, planType, diags)
	if diags.HasError() {
		return
	}
	data.report(e, at, diags)
	if diags.HasError() {
		return
	}
	diags.Append(setState(ctx, &resp.State, &data)...)
}

// add gives the users to the evaluation, and returns the argument that they
// stand in.
func (data *rolloutData) add(ctx context.Context, e *rollout.Evaluation, diags *diag.Diagnostics) path.Path {
	var (
		at  path.Path
		err error
	)
	unfeatured := false
	add := func(u rollout.User) error {
		unfeatured = unfeatured || u.Features == nil
		return e.Add(u)
	}
	switch {
	case !data.Users.IsNull():
		at = path.Root("users")
		err = addUsers(ctx, addFunc(add), data.Users)
	case !data.UsersCSV.IsNull():
		at = path.Root("users_csv")
		err = rollout.ReadCSV(strings.NewReader(data.UsersCSV.ValueString()), add)
	default:
		at = path.Root("users_file")
		err = readUsersFile(ctx, data.UsersFile.ValueString(), add)
	}
	if err != nil {
		diags.AddAttributeError(at, "Users cannot be read", sentence(err))
		return at
	}
	if unfeatured && data.Features.IsNull() {
		diags.AddAttributeError(path.Root("features"), "Nothing is required of some users",
			"There are users without features of their own, and the rollout has none either, so nothing would be checked for them. Give features.")
	}
	return at
}

// maxUsersFile is how many bytes users_file may have: enough for two
// million users with 500 bytes each, and any list that a plan is made for.
const maxUsersFile = 1 << 30

// readUsersFile reads a CSV file.
func readUsersFile(ctx context.Context, name string, add func(rollout.User) error) error {
	f, err := localfile.Open(ctx, name, maxUsersFile)
	if err != nil {
		return err
	}
	defer f.Close() //nolint:errcheck // it was only read
	if err := rollout.ReadCSV(f, add); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

// judge fills in the attributes, and returns the plan type.
func (data *rolloutData) judge(e *rollout.Evaluation, diags *diag.Diagnostics) availability.PlanType {
	planType := parseArgument(path.Root("plan_type"), data.PlanType, "plan type", availability.ParsePlanType, diags)
	organization := parseArgument(path.Root("organization_country"), data.OrganizationCountry, "country", country.Resolve, diags)
	violations := e.Violations()
	data.UserCount = int64(e.UserCount())
	data.ViolationCount = int64(len(violations))
	data.Violations = violationsOf(violations)
	data.Ready = len(violations) == 0
	data.ByCountry = make(map[string]countryRolloutModel)
	for _, s := range e.ByCountry(planType) {
		model := countryRolloutModel{
			UserCount:         int64(s.UserCount),
			MissingFeatures:   names(s.MissingFeatures),
			AvailableFeatures: names(s.AvailableFeatures), OverriddenFeatures: names(s.OverriddenFeatures),
			Conditions: s.Conditions.Names(),
		}
		if s.Minutes != nil {
			model.DomesticMinutes, model.InternationalMinutes = &s.Minutes.Domestic, &s.Minutes.International
		}
		data.ByCountry[s.Code.String()] = model
	}
	data.prerequisites = e.Prerequisites(organization)
	data.Prerequisites = []prerequisiteModel{}
	for _, p := range data.prerequisites {
		data.Prerequisites = append(data.Prerequisites, prerequisiteModel{
			Feature:       p.Feature.String(),
			Alternatives:  names(p.Alternatives),
			NeededFor:     names(p.NeededFor),
			Countries:     names(p.Countries),
			UserCount:     int64(p.UserCount),
			JudgedIn:      orNull(p.JudgedIn.String()),
			UnavailableIn: names(p.UnavailableIn),
		})
		if !p.JudgedIn.IsZero() && len(p.UnavailableIn) > 0 {
			data.Ready = false
		}
	}
	data.judgeLicenses(diags)
	return planType
}

func (data *rolloutData) judgeLicenses(diags *diag.Diagnostics) {
	if data.Licenses.IsNull() {
		return
	}
	counts := numbersOf(path.Root("licenses"), data.Licenses, diags)
	if diags.HasError() {
		return
	}
	licenses, err := rollout.ParseLicenses(counts)
	if err != nil {
		diags.AddAttributeError(path.Root("licenses"), licensesNotCounted, sentence(err))
		return
	}
	data.count(licenses, path.Root("licenses"), diags)
}

const licensesNotCounted = "Licences cannot be counted"

// count fills in what comes with the licences.
func (data *rolloutData) count(licenses rollout.Licenses, at path.Path, diags *diag.Diagnostics) {
	quota, err := licenses.Quota()
	if err != nil {
		diags.AddAttributeError(at, licensesNotCounted, sentence(err))
		return
	}
	data.NumberQuota = &quotaModel{User: quota.User, Toll: quota.Toll, TollFree: quota.TollFree}
	minutes := licenses.DialOutMinutes()
	data.DialOutMinutes = &minutes
}

// reported returns how many users or countries a message names at most.
func (data *rolloutData) reported() int {
	if data.MaxReported.IsNull() {
		return defaultMaxReported
	}
	return int(min(data.MaxReported.ValueInt64(), 1<<30))
}

// report adds a diagnostic for each kind of violation, and for each
// prerequisite that cannot be had.
func (data *rolloutData) report(e *rollout.Evaluation, at path.Path, diags *diag.Diagnostics) {
	add := diags.AddAttributeError
	switch data.OnViolation.ValueString() {
	case onViolationNone:
		return
	case onViolationWarning:
		add = diags.AddAttributeWarning
	}
	for _, g := range e.Groups(data.reported()) {
		add(at, g.Summary, g.Detail)
	}
	data.reportShortages(add, diags)
	for _, p := range data.prerequisites {
		if p.UnavailableIn == nil {
			continue
		}
		what := strings.Join(append([]string{p.Feature.String()}, names(p.Alternatives)...), " or ")
		summary := fmt.Sprintf("%s cannot be had in %s, and %s it", what, strings.Join(names(p.UnavailableIn), ", "), usersNeed(p.Affected))
		detail := fmt.Sprintf("It is needed for %s by users in %s, and has to be there first.",
			strings.Join(names(p.NeededFor), ", "), strings.Join(names(p.Countries), ", "))
		switch {
		case !p.JudgedIn.IsZero():
			add(path.Root("organization_country"), summary, detail)
		case p.Feature == availability.CommunicationsCredits:
			diags.AddAttributeWarning(at, summary, detail+" Communications Credits are bought where the organization is: name that with "+
				"organization_country, and it is judged there.")
		case p.Feature == availability.TollNumber:
			diags.AddAttributeWarning(at, summary, detail+" Bring a number by Direct Routing or Operator Connect, or use one of another country.")
		default:
			diags.AddAttributeWarning(at, summary, detail)
		}
	}
}

// addFunc is an evaluation that is a function.
type addFunc func(rollout.User) error

// Add calls f.
func (f addFunc) Add(u rollout.User) error { return f(u) }

// usersNeed says "1 user needs" or "12 users need".
func usersNeed(n int) string {
	if n == 1 {
		return "1 user needs"
	}
	return fmt.Sprintf("%d users need", n)
}
