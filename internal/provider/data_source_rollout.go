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
	Ready          bool                           `tfsdk:"ready" doc:"Whether the rollout can go: there is no violation, nothing of {prerequisites} is unavailable where it is needed, and there are no {shortages}."`
	UserCount      int64                          `tfsdk:"user_count" doc:"How many users there are."`
	ReadyUsers     map[string]string              `tfsdk:"ready_users" doc:"The users without a violation, by their names, with the codes of their countries. Made for {for_each}. Complete, or null where there are more than 100,000: a plan cannot be made for as many, and their state would have megabytes. What is missing for the whole organization is in {prerequisites} and {shortages}."`
	ViolationCount int64                          `tfsdk:"violation_count" doc:"How many violations there are."`
	Violations     []violationModel               `tfsdk:"violations" doc:"What users cannot have, sorted by user and then in the order of the features: the first 10,000, with a warning where there are more. Who is not here may still be refused: see {ready_users}."`
	ByCountry      map[string]countryRolloutModel `tfsdk:"by_country" doc:"The countries of the users by their codes."`
	Prerequisites  []prerequisiteModel            `tfsdk:"prerequisites" doc:"What must be bought, set up or done first, and where it is not available."`
	NumberQuota    *quotaModel                    `tfsdk:"number_quota" doc:"How many phone numbers come with {licenses}, or with those of the {tenant}; null without either."`
	DialOutMinutes *int64                         `tfsdk:"dial_out_minutes" doc:"Minutes a month to dial out of meetings to the countries of zone A, pooled over the organization, that come with the {audio_conferencing} {licenses}, or with those of the {tenant}; null without either."`
	Shortages      []shortageModel                `tfsdk:"shortages" doc:"What of {licenses}, or with {tenant}, is missing before the rollout can be applied. Licenses first, then numbers, then quotas."`
	TenantUsers    *tenantUsersModel              `tfsdk:"tenant_users" doc:"With {tenant}: what the tenant says of the users; null where it was not asked, or may not be."`
}

type countryRolloutModel struct {
	UserCount            int64    `tfsdk:"user_count" doc:"How many users there are."`
	MissingFeatures      []string `tfsdk:"missing_features" doc:"What users there cannot have."`
	AvailableFeatures    []string `tfsdk:"available_features" doc:"The features that are {available} or {conditional} there, whether a user needs them or not."`
	OverriddenFeatures   []string `tfsdk:"overridden_features" doc:"Those of {available_features} for which the provider's configuration set the answer, not the dataset."`
	Conditions           []string `tfsdk:"conditions" doc:"The conditions of what users there need, sorted."`
	DomesticMinutes      *int64   `tfsdk:"domestic_minutes" doc:"The pool of domestic minutes a month when each user has the standard plan of {plan_type}. Countries that share a pool, as US and PR do, each show the whole pool. Domestic and international minutes are alternatives: the pool ends when either number is reached. Null without {plan_type}, or where none is sold."`
	InternationalMinutes *int64   `tfsdk:"international_minutes" doc:"The same for international minutes, which are an alternative to the domestic ones and do not add to them."`
	Numbers              *string  `tfsdk:"numbers" doc:"With {numbers}: how the users there get their phone numbers, and how long it takes, in a sentence; null where no page says."`
}

type prerequisiteModel struct {
	Feature       string   `tfsdk:"feature" doc:"What is needed: a feature, or one of the steps {know_your_customer} and, by the number offers of the tenant, {civic_address}."`
	Note          *string  `tfsdk:"note" doc:"A sentence where the name does not say all, such as that calls are billed after use; else null."`
	Alternatives  []string `tfsdk:"alternatives" doc:"What will do instead."`
	NeededFor     []string `tfsdk:"needed_for" doc:"The features that need it."`
	Countries     []string `tfsdk:"countries" doc:"Codes of the countries of the users who need it, sorted."`
	UserCount     int64    `tfsdk:"user_count" doc:"How many users need it."`
	JudgedIn      *string  `tfsdk:"judged_in" doc:"Code of the organization's country where that decides; null where each user's country does."`
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

	// maxViolations is how many violations the state has: as many as a person may
	// still work through, and some 10 MB.
	maxViolations = 10_000

	// maxReady is how many users ready_users has. Half a million took the framework
	// and Terraform ten seconds and half a gigabyte, and no plan has as many
	// resources. Unlike violations it is never cut short: whoever is missing from it
	// would look refused.
	maxReady = 100_000
)

func (d *rolloutDataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_rollout"
}

func (d *rolloutDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Judges a whole rollout: who cannot have what is required, what must be bought first, how many minutes and numbers come with " +
			"the licenses. The plan fails with one error for each kind of violation, not for each user.\n\n" +
			"Exactly one of `users`, `users_csv` and `users_file` has to be given." +
			rolloutTopic.seeAlso(guideLink("gate-a-rollout", "Gate a rollout"), functionLink("rollout_violations")+", for a list of users in an expression"),
		Attributes: map[string]schema.Attribute{
			"users": schema.DynamicAttribute{
				Optional: true,
				MarkdownDescription: "The users, as " + functionLink("rollout_violations") + " takes them: a map from user to an object with `usage_location` and " +
					"optionally `features`, which the user needs instead of the rollout's `features` (`[]` asks for a usage location alone); a map from user to " +
					"location; a list of objects that also have `user_principal_name` or `user`, such as rows of `csvdecode` or users of Microsoft Graph; or CSV text. " +
					"A user without a usage location is a violation. `country` is the older name of `usage_location`: it is read only where there is no " +
					"`usage_location`, not even a null one. Other attributes are not looked at.",
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
				Validators:          []validator.List{notEmpty{}, listvalidator.ValueStringsAre(isFeature)},
			},
			"strict": schema.BoolAttribute{
				Optional:            true,
				MarkdownDescription: "Whether a `conditional` feature counts as missing. Default: `false`.",
			},
			"organization_country": schema.StringAttribute{
				Optional: true,
				MarkdownDescription: "The country where the organization is, and buys. It decides the conditions that depend on it, such as whether an operator sells its " +
					"plans to the organization, and Communications Credits are judged there. Without it, conditions stay open, and credits are judged in the users' countries.",
				Validators: []validator.String{isCountry},
			},
			"default_usage_location": schema.StringAttribute{
				Optional: true,
				MarkdownDescription: "The usage location of users who have none, in any spelling, such as the one that Microsoft 365 gives new users of the organization. " +
					"Without it, a user without a usage location is a violation.",
				Validators: []validator.String{isCountry},
			},
			"plan_type": schema.StringAttribute{
				Optional: true,
				MarkdownDescription: "The type of Calling Plan that the users get: `domestic`, `domestic_and_international` or `pay_as_you_go`. Who needs `calling_plan`, or what " +
					"only users of a Calling Plan have (`sms`, `emergency_calling`, `user_number` and the like), and names no type, needs a plan of this one, and the minutes are its minutes.",
				Validators: []validator.String{parsesWith("plan type", availability.ParsePlanType)},
			},
			"numbers": schema.StringAttribute{
				Optional: true,
				MarkdownDescription: "Where the phone numbers of users with a Calling Plan come from. With `microsoft`, such a user needs `user_number`, with `ported` " +
					"`number_porting`; `none` judges neither. One warning says who waits for a number, why, and how long. Default: `none`.",
				Validators: []validator.String{oneOf("source of numbers", rollout.NumberSourceNames()...)},
			},
			"billing_agreement": schema.StringAttribute{
				Optional: true,
				MarkdownDescription: "How the organization buys: `mosa` (Microsoft Online Subscription Agreement), `mca` (Microsoft Customer Agreement) or `csp`. With the last two there " +
					"are no Communications Credits to buy: what needs them is billed after use, and missing credits are no obstacle.",
				Validators: []validator.String{oneOf("billing agreement", rollout.AgreementNames()...)},
			},
			"licenses": schema.MapAttribute{
				Optional:    true,
				ElementType: types.NumberType,
				MarkdownDescription: "How many licenses the organization has, by `phone_system`, `audio_conferencing` (those billed by the minute apart), " +
					"`calling_plan` (Domestic and Domestic and International) and `pay_as_you_go_calling_plan`. Those that are named are counted against the users: see `shortages`.",
				Validators: []validator.Map{
					mapvalidator.KeysAre(parses{"Invalid license", rollout.CheckLicenseName}),
					mapvalidator.ValueNumbersAre(notNegative()),
				},
			},
			"on_violation": schema.StringAttribute{
				Optional:            true,
				MarkdownDescription: "What a violation is: an `error`, a `warning`, or `none` where the attributes alone tell. Default: `error`.",
				Validators:          []validator.String{oneOf("severity", onViolationError, onViolationWarning, onViolationNone)},
			},
			"max_reported": schema.NumberAttribute{
				Optional: true,
				MarkdownDescription: "How many users or countries a message names at most. With `0`, no message repeats anything of the users: Terraform cannot hide what " +
					"a provider says of a sensitive value. " + fmt.Sprintf("Default: `%d`.", defaultMaxReported),
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
			"Some users have no features of their own, and neither has the rollout, so nothing would be checked for them. Say what they need, such as features = [\"calling_plan\"].")
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
			MissingFeatures:   names(s.MissingFeatures),
			AvailableFeatures: names(s.AvailableFeatures), OverriddenFeatures: names(s.OverriddenFeatures),
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
			Alternatives:  names(p.Alternatives),
			NeededFor:     names(p.NeededFor),
			Countries:     names(p.Countries),
			UserCount:     int64(p.UserCount),
			JudgedIn:      orNull(p.JudgedIn.String()),
			UnavailableIn: names(p.UnavailableIn),
		})
		if p.UnavailableIn != nil {
			data.Ready = false
		}
	}
	data.Shortages = []shortageModel{}
	data.judgeLicenses(e, diags)
}

// judgeLicenses counts the licenses that the organization has against what comes
// with them, and against the users.
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
		data.Shortages = append(data.Shortages, shortageModel{s.Kind, s.Name, s.Needed, s.Free, s.Missing, s.Reason})
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
			"Who is not in the list may be refused all the same. Decide by ready, or by ready_users, which are complete.")
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
