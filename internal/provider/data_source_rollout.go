package provider

import (
	"cmp"
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
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/message"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/rollout"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/text"
)

// rolloutDataSource is teamsvoice_rollout.
type rolloutDataSource struct{ configured }

type rolloutData struct {
	Users                sent         `tfsdk:"users"`
	UsersCSV             types.String `tfsdk:"users_csv"`
	UsersFile            types.String `tfsdk:"users_file"`
	Features             types.List   `tfsdk:"features"`
	Strict               types.Bool   `tfsdk:"strict"`
	OrganizationCountry  types.String `tfsdk:"organization_country"`
	DefaultUsageLocation types.String `tfsdk:"default_usage_location"`
	PlanType             types.String `tfsdk:"plan_type"`
	Numbers              types.String `tfsdk:"numbers"`
	BillingAgreement     types.String `tfsdk:"billing_agreement"`
	Licenses             types.Map    `tfsdk:"licenses"`
	OnViolation          types.String `tfsdk:"on_violation"`
	MaxReported          types.Number `tfsdk:"max_reported"`
	rolloutTenantData
	rolloutModel

	shortages     []rollout.Shortage
	tenantRemarks []string
	messages      message.RolloutOptions
	numberNeeds   []rollout.NumberNeed
	prerequisites []rollout.Prerequisite
}

type rolloutModel struct {
	Ready          bool                           `tfsdk:"ready" doc:"Whether the rollout can proceed: there are no violations and no {shortages}, and every prerequisite (see {prerequisites}) is available where it is needed."`
	UserCount      int64                          `tfsdk:"user_count" doc:"Number of users."`
	ReadyUsers     map[string]string              `tfsdk:"ready_users" doc:"Users without a violation: a map from user to country code, made for {for_each}. It is complete, or null if there are more than 100,000 of them, because their state would take megabytes. It does not cover what the whole organization lacks: see {prerequisites} and {shortages}."`
	ViolationCount int64                          `tfsdk:"violation_count" doc:"Number of violations, including those that {violations} leaves out."`
	Violations     []violationModel               `tfsdk:"violations" doc:"What users cannot have: the first 10,000 violations, sorted by user and then in the order of the features. A warning says if there are more. A user who is not in this list can still have a violation: use {ready_users} to decide."`
	ByCountry      map[string]countryRolloutModel `tfsdk:"by_country" doc:"Countries of the users, by country code."`
	Prerequisites  []prerequisiteModel            `tfsdk:"prerequisites" doc:"What must be bought, set up or completed first, and where it is not available."`
	NumberQuota    *quotaModel                    `tfsdk:"number_quota" doc:"Phone numbers that come with {licenses}, or with the licenses of the {tenant}; null without either."`
	DialOutMinutes *int64                         `tfsdk:"dial_out_minutes" doc:"Dial-out minutes per month for calls from meetings to zone A countries, pooled over the organization, that come with the {audio_conferencing} licenses of {licenses} or of the {tenant}; null without either."`
	Shortages      []shortageModel                `tfsdk:"shortages" doc:"What is missing before the rollout can be applied, compared with {licenses} or, if {tenant} is true, with the tenant: first licenses, then numbers, then quotas. Users with a violation count too, unless their country is not known."`
	TenantUsers    *tenantUsersModel              `tfsdk:"tenant_users" doc:"What the tenant says about the users; null unless {tenant} is true and the tenant's users can be read."`
}

type countryRolloutModel struct {
	UserCount            int64    `tfsdk:"user_count" doc:"Number of users in the country."`
	MissingFeatures      []string `tfsdk:"missing_features" doc:"Features that users in the country need and cannot have."`
	AvailableFeatures    []string `tfsdk:"available_features" doc:"Features that are {available} or {conditional} in the country, whether or not a user needs them."`
	OverriddenFeatures   []string `tfsdk:"overridden_features" doc:"Features of {available_features} that the provider configuration decided, rather than the dataset."`
	Conditions           []string `tfsdk:"conditions" doc:"Conditions of the features that users in the country need, sorted."`
	DomesticMinutes      *int64   `tfsdk:"domestic_minutes" doc:"Domestic minutes per month if every user has the standard plan of {plan_type}; null without {plan_type}, or if no such plan is sold or no source states its minutes. Countries that share a pool, such as US and PR, each show the whole pool. Domestic and international minutes are alternatives, not a sum: the pool ends when either limit is reached."`
	InternationalMinutes *int64   `tfsdk:"international_minutes" doc:"International minutes per month, under the same assumptions. An alternative to {domestic_minutes}, not in addition to them: the pool ends when either limit is reached."`
	Numbers              *string  `tfsdk:"numbers" doc:"With the argument {numbers}: how users in the country get their phone numbers, and how long it takes, in a sentence; null if the documentation does not say."`
}

type prerequisiteModel struct {
	Feature       string   `tfsdk:"feature" doc:"What is needed: the identifier of a feature or of a step. The steps are {know_your_customer} and, according to your tenant's number offers, {civic_address}."`
	Note          *string  `tfsdk:"note" doc:"Anything else to know, in a sentence, such as that calls are billed after use; null if there is nothing to add."`
	Alternatives  []string `tfsdk:"alternatives" doc:"Features that can replace it: one of them is enough."`
	NeededFor     []string `tfsdk:"needed_for" doc:"Features that need it."`
	Countries     []string `tfsdk:"countries" doc:"Codes of the countries of the users who need it, sorted."`
	UserCount     int64    `tfsdk:"user_count" doc:"Number of users who need it."`
	JudgedIn      *string  `tfsdk:"judged_in" doc:"Code of the organization's country if it must be available there; null if it must be available in each user's country."`
	UnavailableIn []string `tfsdk:"unavailable_in" doc:"Codes of the countries where it is not available, sorted."`
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

	// maxViolations is how many violations the state has: as many as a person
	// can work through, about 10 MB.
	maxViolations = 10_000

	// maxReady is how many users ready_users has. Half a million took the
	// framework and Terraform ten seconds and half a gigabyte, and no plan has
	// that many resources. Unlike violations it is never cut short: a user
	// missing from it would look refused.
	maxReady = 100_000
)

func (d *rolloutDataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_rollout"
}

func (d *rolloutDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Checks a whole rollout: which users cannot have what is required, what must be bought first, and how many minutes and numbers come with the licenses. The plan " +
			"fails with one error for each kind of violation, not for each user.\n\nExactly one of `users`, `users_csv` and `users_file` is required.",
		Attributes: map[string]schema.Attribute{
			"users": schema.DynamicAttribute{
				Optional:            true,
				MarkdownDescription: usersDescription,
			},
			"users_csv": schema.StringAttribute{
				Optional: true,
				MarkdownDescription: "Users as CSV text with a header, as the Entra admin center and `Get-MgUser | Export-Csv` write it, with the columns `UserPrincipalName`, " +
					"`UsageLocation` and optionally `Features`.",
			},
			"users_file": schema.StringAttribute{
				Optional: true,
				MarkdownDescription: "Path of a CSV file of users, in the format of `users_csv`. The provider reads the file itself, so a long list does not pass through Terraform. It must be a regular file " +
					"of at most 1 GiB, not a pipe or a device.",
				Validators: []validator.String{filled("path")},
			},
			"features": schema.ListAttribute{
				Optional:            true,
				ElementType:         types.StringType,
				MarkdownDescription: "Features that each user needs, unless the user has `features` of their own. Any of " + featureWords + ". Can be omitted only if every user has their own. Must not be empty.",
				Validators:          []validator.List{notEmpty{}, listvalidator.ValueStringsAre(isFeature)},
			},
			"strict": schema.BoolAttribute{
				Optional:            true,
				MarkdownDescription: "Whether a `conditional` feature counts as missing. Defaults to `false`.",
			},
			"organization_country": schema.StringAttribute{
				Optional: true,
				MarkdownDescription: "Country where the organization is and buys its licenses, in any spelling. It decides, for example, whether an operator sells its plans to the " +
					"organization, and Communications Credits must be available there. If omitted, conditions are reported as they are, and credits must be available in each " +
					"user's country.",
				Validators: []validator.String{isCountry},
			},
			"default_usage_location": schema.StringAttribute{
				Optional: true,
				MarkdownDescription: "Usage location of users who have none, in any spelling, such as the one that Microsoft 365 gives to new users of the organization. If omitted, a user without " +
					"a usage location is a violation. If no user of the list has one, a warning says so, unless `on_violation` is `none`.",
				Validators: []validator.String{isCountry},
			},
			"plan_type": schema.StringAttribute{
				Optional: true,
				MarkdownDescription: "Type of Calling Plan that the users get: " + choice(availability.PlanTypeNames()) + ". Users who need `calling_plan` then need a plan of this type, and " +
					"`by_country` shows its minutes. If omitted, any type will do.",
				Validators: []validator.String{parsesWith("plan type", availability.ParsePlanType)},
			},
			"numbers": schema.StringAttribute{
				Optional: true,
				MarkdownDescription: "Where the phone numbers of Calling Plan users come from: " + choice(rollout.NumberSourceNames()) + ". With `microsoft`, these users need `user_number`; with " +
					"`ported`, they need `number_porting`. A warning says who must wait for a number, why, and how long, unless `on_violation` is `none`. Defaults to `none`, which checks neither.",
				Validators: []validator.String{oneOf("source of numbers", rollout.NumberSourceNames()...)},
			},
			"billing_agreement": schema.StringAttribute{
				Optional: true,
				MarkdownDescription: "How the organization buys: " + choice(rollout.AgreementNames()) + ". These are the Microsoft Online Subscription Agreement, the Microsoft Customer Agreement and " +
					"a Cloud Solution Provider. With `mca` and `csp`, there are no Communications Credits to buy. Whatever needs them is billed after use, so missing credits do not " +
					"block the rollout.",
				Validators: []validator.String{oneOf("billing agreement", rollout.AgreementNames()...)},
			},
			"licenses": schema.MapAttribute{
				Optional:    true,
				ElementType: types.NumberType,
				MarkdownDescription: "Number of licenses that the organization has, by type: " + choice(rollout.LicenseNames()) + ". `audio_conferencing` does not include pay-per-minute licenses; " +
					"`calling_plan` includes Domestic and Domestic and International Calling Plans. Each given type is compared with what the users need: see `shortages`.",
				Validators: []validator.Map{
					mapvalidator.KeysAre(parses{"Invalid license", rollout.CheckLicenseName}),
					mapvalidator.ValueNumbersAre(notNegative()),
				},
			},
			"on_violation": schema.StringAttribute{
				Optional: true,
				MarkdownDescription: "What happens if there is a violation: `" + onViolationError + "` fails the plan, `" + onViolationWarning + "` adds a warning, and `" + onViolationNone + "` leaves the decision to " +
					"a `postcondition` or a `check` on the attributes. With `" + onViolationNone + "`, no message reports `shortages`, `prerequisites` that are not available, or users who wait for numbers " +
					"either: `ready` is false for the first two, and `by_country` says how to get the numbers. Defaults to `" + onViolationError + "`.",
				Validators: []validator.String{oneOf("severity", onViolationError, onViolationWarning, onViolationNone)},
			},
			"max_reported": schema.NumberAttribute{
				Optional: true,
				MarkdownDescription: "Maximum number of users or countries that a message names. " + fmt.Sprintf("Defaults to `%d`. ", defaultMaxReported) + "With `0`, no message repeats anything from the list of " +
					"users, but a message can still name countries. Use `0` if the users are sensitive, because Terraform cannot hide sensitive values in the messages of a provider.",
				Validators: []validator.Number{notNegative()},
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
	options := data.options(diags)
	if diags.HasError() {
		return
	}
	e := rollout.New(snapshot, options)
	at := data.add(ctx, e, diags)
	if diags.HasError() {
		return
	}
	data.judge(e, options, diags)
	data.judgeTenant(ctx, &d.configured, e, options.Plan, diags)
	if diags.HasError() {
		return
	}
	data.report(e, options, at, diags)
	d.judgeAge(diags, e.Facts())
	if diags.HasError() {
		return
	}
	diags.Append(setState(ctx, &resp.State, &data)...)
}

// options returns what is required of the rollout.
func (data *rolloutData) options(diags *diag.Diagnostics) rollout.Options {
	o := rollout.Options{
		Features:     parseElements(path.Root("features"), data.Features, "feature", availability.ParseFeature, diags),
		Strict:       data.Strict.ValueBool(),
		Organization: parseArgument(path.Root("organization_country"), data.OrganizationCountry, "country", country.Resolve, diags),
		Plan:         parseArgument(path.Root("plan_type"), data.PlanType, "plan type", availability.ParsePlanType, diags),
		Numbers:      parseArgument(path.Root("numbers"), data.Numbers, "source of numbers", rollout.ParseNumberSource, diags),
		Agreement:    parseArgument(path.Root("billing_agreement"), data.BillingAgreement, "billing agreement", rollout.ParseAgreement, diags),
		KeepNames:    data.Tenant.ValueBool(),
		MaxReady:     maxReady,

		DefaultLocation: parseArgument(path.Root("default_usage_location"), data.DefaultUsageLocation, "country", country.Resolve, diags),
	}
	data.messages = message.RolloutOptions{
		Options:     message.Options{Options: availability.Options{Strict: o.Strict, Organization: o.Organization}},
		Agreement:   o.Agreement,
		MaxReported: data.reported(),
	}
	return o
}

// add gives the users to the evaluation, and returns the argument that has them.
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
		err = addUsers(add, data.Users.value)
	case !data.UsersCSV.IsNull():
		at = path.Root("users_csv")
		err = rollout.ReadCSV(strings.NewReader(data.UsersCSV.ValueString()), add)
	default:
		at = path.Root("users_file")
		err = readUsersFile(ctx, data.UsersFile.ValueString(), add)
	}
	if err != nil {
		diags.AddAttributeError(at, "Users cannot be read", message.Users(err, data.UsersFile.ValueString(), data.messages))
		return at
	}
	if unfeatured && data.Features.IsNull() {
		diags.AddAttributeError(path.Root("features"), "Nothing is required of some users",
			"Some users have no features of their own, and neither does the rollout, so nothing would be checked for them. Say what they need, such as features = [\"calling_plan\"].")
	}
	switch users := e.UserCount(); {
	case data.OnViolation.ValueString() == onViolationNone:
	case users > 1 && e.Defaulted() == users:
		summary, detail := message.Defaulted(users)
		diags.AddAttributeWarning(path.Root("default_usage_location"), summary, detail)
	case users == 0:
		diags.AddAttributeWarning(at, "The rollout has no users",
			"The list is empty, so nobody was checked, and ready is true. If there should be users, check where the list comes from. on_violation = \"none\" silences this warning.")
	}
	if users, column := e.PostalUsers(); users > 0 {
		summary, detail := message.Postal(column, users)
		diags.AddAttributeWarning(at, summary, detail)
	}
	if n := e.Contradictions(); n > 0 {
		summary, detail := message.Contradictions(n)
		diags.AddAttributeWarning(at, summary, detail)
	}
	return at
}

// maxUsersFile is how many bytes users_file may have: enough for two million
// users with 500 bytes each, more than any list in a plan.
const maxUsersFile = 1 << 30

// readUsersFile reads a CSV file.
func readUsersFile(ctx context.Context, name string, add func(rollout.User) error) error {
	f, err := localfile.Open(ctx, name, maxUsersFile)
	if err != nil {
		return err
	}
	defer f.Close() //nolint:errcheck // it was only read
	return rollout.ReadCSV(f, add)
}

// judge fills in the attributes.
func (data *rolloutData) judge(e *rollout.Evaluation, options rollout.Options, diags *diag.Diagnostics) {
	data.UserCount = int64(e.UserCount())
	data.ViolationCount = int64(e.ViolationCount())
	data.Violations = violationsOf(e, maxViolations, data.messages)
	data.Ready = e.ViolationCount() == 0
	if n := e.ReadyCount(); n <= maxReady {
		data.ReadyUsers = make(map[string]string, n)
		for name, code := range e.Ready() {
			data.ReadyUsers[name] = code.String()
		}
	}
	numbers := make(map[country.Code]*string)
	data.numberNeeds = e.NumberNeeds()
	for _, n := range data.numberNeeds {
		numbers[n.Country.Code] = orNull(message.Numbers(n, options.Numbers))
	}
	data.ByCountry = make(map[string]countryRolloutModel)
	for _, s := range e.ByCountry() {
		model := countryRolloutModel{
			UserCount:         int64(s.UserCount),
			MissingFeatures:   text.Names(s.MissingFeatures),
			AvailableFeatures: text.Names(s.AvailableFeatures), OverriddenFeatures: text.Names(s.OverriddenFeatures),
			Conditions: s.Conditions.Names(), Numbers: numbers[s.Code],
		}
		if s.Minutes != nil {
			model.DomesticMinutes, model.InternationalMinutes = &s.Minutes.Domestic, &s.Minutes.International
		}
		data.ByCountry[s.Code.String()] = model
	}
	data.prerequisites = e.Prerequisites()
	data.Prerequisites = []prerequisiteModel{}
	for _, p := range data.prerequisites {
		data.Prerequisites = append(data.Prerequisites, prerequisiteModel{
			Feature:       cmp.Or(p.Step, p.Feature.String()),
			Note:          orNull(message.PrerequisiteNote(p)),
			Alternatives:  text.Names(p.Alternatives),
			NeededFor:     text.Names(p.NeededFor),
			Countries:     text.Names(p.Countries),
			UserCount:     int64(p.UserCount),
			JudgedIn:      orNull(p.JudgedIn.String()),
			UnavailableIn: text.Names(p.UnavailableIn),
		})
		if p.UnavailableIn != nil {
			data.Ready = false
		}
	}
	data.Shortages = []shortageModel{}
	data.judgeLicenses(e, diags)
}

// judgeLicenses compares the licenses of the organization with the users, and
// counts what comes with them.
func (data *rolloutData) judgeLicenses(e *rollout.Evaluation, diags *diag.Diagnostics) {
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
	if !data.Tenant.ValueBool() {
		data.addShortages(e.LicenseShortages(counts))
	}
}

// addShortages notes what is missing.
func (data *rolloutData) addShortages(shortages []rollout.Shortage) {
	for _, s := range shortages {
		data.shortages = append(data.shortages, s)
		data.Shortages = append(data.Shortages, shortageModel{s.Kind, s.Name, s.Needed, s.Free, s.Missing, message.Shortage(s, country.Count)})
		data.Ready = false
	}
}

const licensesNotCounted = "Licenses cannot be counted"

// count fills in what comes with the licenses.
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
	return int(min(wholeOf(data.MaxReported), 1<<30))
}

// report adds a diagnostic for each kind of violation, and for each
// prerequisite that is not available.
func (data *rolloutData) report(e *rollout.Evaluation, options rollout.Options, at path.Path, diags *diag.Diagnostics) {
	if more := e.ViolationCount() - maxViolations; more > 0 {
		diags.AddAttributeWarning(at, fmt.Sprintf("The attribute violations has the first %d of %d violations", maxViolations, e.ViolationCount()),
			"A user who is not in the list can still have a violation. Use ready or ready_users, which are complete, to decide.")
	}
	add := diags.AddAttributeError
	switch data.OnViolation.ValueString() {
	case onViolationNone:
		return
	case onViolationWarning:
		add = diags.AddAttributeWarning
	}
	for _, g := range e.Groups(data.reported()) {
		summary, detail := message.Violations(e, g, data.messages)
		add(at, summary, detail)
	}
	if summary, detail := message.WaitingForNumbers(data.numberNeeds, options.Numbers, data.messages); summary != "" {
		diags.AddAttributeWarning(path.Root("numbers"), summary, detail)
	}
	data.reportShortages(add, diags)
	for _, p := range data.prerequisites {
		if p.UnavailableIn == nil {
			continue
		}
		summary, detail := message.Prerequisite(p)
		if p.JudgedIn.IsZero() {
			diags.AddAttributeWarning(at, summary, detail)
		} else {
			add(path.Root("organization_country"), summary, detail)
		}
	}
}
