package provider

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/catalog"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/catalog/remote"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/offers"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/text"
)

type providerData struct {
	Snapshot      types.String   `tfsdk:"snapshot"`
	DatasetFile   types.String   `tfsdk:"dataset_file"`
	DatasetURL    types.String   `tfsdk:"dataset_url"`
	DatasetSHA256 types.String   `tfsdk:"dataset_sha256"`
	MaxAge        types.String   `tfsdk:"max_age"`
	OnStale       types.String   `tfsdk:"on_stale"`
	Overrides     []overrideData `tfsdk:"override"`
	OverridesFile types.String   `tfsdk:"overrides_file"`
	exportData
	tenantData
}

// Schema implements [provider.Provider].
func (p *teamsvoice) Schema(_ context.Context, _ provider.SchemaRequest, resp *provider.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Tells at plan time what Microsoft Teams voice can do in a country, offline and without credentials.",
		Attributes: map[string]schema.Attribute{
			"snapshot": schema.StringAttribute{
				Optional: true,
				MarkdownDescription: "Date of the embedded snapshot of the dataset to read: " + choice(catalog.EmbeddedDates()) + ". Defaults to the newest, or to what the environment variable " +
					"`TEAMSVOICE_DATASET` names. Conflicts with `dataset_file` and `dataset_url`.",
				Validators: []validator.String{
					oneOf("snapshot", catalog.EmbeddedDates()...),
					stringvalidator.ConflictsWith(path.MatchRoot("dataset_file"), path.MatchRoot("dataset_url")),
				},
			},
			"dataset_file": schema.StringAttribute{
				Optional:            true,
				MarkdownDescription: "Path of a dataset file to read instead of an embedded snapshot. Conflicts with `dataset_url` and `snapshot`.",
				Validators: []validator.String{
					filled("path"),
					stringvalidator.ConflictsWith(path.MatchRoot("dataset_url")),
				},
			},
			"dataset_url": schema.StringAttribute{
				Optional: true,
				MarkdownDescription: "URL (https) of a dataset file to read instead of an embedded snapshot. Requires `dataset_sha256`. The file is cached in the user's cache directory by its " +
					"digest, so only the first run needs the network.",
				Validators: []validator.String{
					parses{"Invalid dataset address", remote.CheckURL},
					stringvalidator.AlsoRequires(path.MatchRoot("dataset_sha256")),
				},
			},
			"dataset_sha256": schema.StringAttribute{
				Optional:            true,
				MarkdownDescription: "SHA-256 digest of the file at `dataset_url`, in hexadecimal. A file with another digest is an error.",
				Validators: []validator.String{
					parses{"Invalid digest", remote.CheckSHA256},
					stringvalidator.AlsoRequires(path.MatchRoot("dataset_url")),
				},
			},
			"overrides_file": schema.StringAttribute{
				Optional: true,
				MarkdownDescription: "Path of a JSON file with overrides: an object with the list `overrides`, whose elements have the arguments of an `override` block. They add to the " +
					"`override` blocks.",
				Validators: []validator.String{filled("path")},
			},
			"max_age": schema.StringAttribute{
				Optional: true,
				MarkdownDescription: "Maximum age of the facts that a gate relies on, such as `365d` or `8760h`. A gate checks the dates of the features that it is asked about, and `on_stale` " +
					"decides what happens if one is older. Defaults to `1095d`. Functions do not check the age.",
				Validators: []validator.String{parsesWith("age", parseAge)},
			},
			"on_stale": schema.StringAttribute{
				Optional: true,
				MarkdownDescription: "What happens if a gate relies on a fact that is older than `max_age`: `" + severityError + "` fails the plan, `" + severityWarning + "` adds a warning that names the oldest fact " +
					"and its source, and `" + severityNone + "` does nothing. Defaults to `" + severityWarning + "`.",
				Validators: []validator.String{
					oneOf("severity", severityError, severityWarning, severityNone),
				},
			},
		},
		Blocks: map[string]schema.Block{
			"override": schema.ListNestedBlock{
				MarkdownDescription: "Corrects what the dataset says about one feature in one country. Applies to data sources only: Terraform never passes the provider configuration to functions.",
				NestedObject:        schema.NestedBlockObject{Attributes: overrideAttributes()},
			},
		},
	}
	maps.Copy(resp.Schema.Attributes, exportAttributes())
	maps.Copy(resp.Schema.Attributes, tenantAttributes())
}

// parseAge reads a duration such as "365d" or "8760h".
func parseAge(s string) (time.Duration, error) {
	const day = 24 * time.Hour
	if days, ok := strings.CutSuffix(s, "d"); ok {
		if n, err := strconv.Atoi(days); err == nil && n > 0 && n <= 100*366 {
			return time.Duration(n) * day, nil
		}
	} else if d, err := time.ParseDuration(s); err == nil && d > 0 {
		return d, nil
	}
	if n, err := strconv.Atoi(s); err == nil && n > 0 {
		return 0, fmt.Errorf(`%s has no unit; write "%dd" for days or "%dh" for hours`, text.Quote(s), n, n)
	}
	return 0, fmt.Errorf(`%s is not an age; write days such as "365d" (at most 36600d), or hours such as "8760h"`, text.Quote(s))
}

// Configure implements [provider.Provider].
func (p *teamsvoice) Configure(ctx context.Context, req provider.ConfigureRequest, resp *provider.ConfigureResponse) {
	signInUnknown := ""
	for _, unknown := range notKnownYet(req.Config.Raw) {
		if _, ok := tenantAttributes()[unknown.name]; ok {
			signInUnknown = unknown.name // which only a data source of the tenant needs
			continue
		}
		resp.Diagnostics.AddAttributeError(unknown.at, "Value not known yet",
			"The provider needs this value to plan. Use a variable or a constant, not an attribute of a resource that does not exist yet.")
	}
	if resp.Diagnostics.HasError() {
		return
	}
	var data providerData
	resp.Diagnostics.Append(req.Config.Get(ctx, &data)...)
	if resp.Diagnostics.HasError() {
		return
	}
	s := &settings{clock: p.clock, tenant: data.client(p.version, p.getenv, signInUnknown)}
	s.age = agePolicy{maxAge: defaultMaxAge, given: data.MaxAge.ValueString(), severity: cmp.Or(data.OnStale.ValueString(), severityWarning)}
	if !data.MaxAge.IsNull() {
		s.age.maxAge = parseArgument(path.Root("max_age"), data.MaxAge, "age", parseAge, &resp.Diagnostics)
	}
	s.offers, s.numbers = p.numberOffers(ctx, &data, &resp.Diagnostics), p.phoneNumbers(&data)
	s.snapshot = sync.OnceValues(func() (*catalog.Snapshot, error) { return withOffers(s.offers, p.environmentOfToday) })
	overrides := p.overrides(ctx, &data, &resp.Diagnostics)
	snapshot := p.namedDataset(ctx, &data, &resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	p.compareWithFunctions(&data, snapshot, s.offers, len(overrides), &resp.Diagnostics)
	if snapshot == nil && len(overrides) > 0 {
		var err error
		if snapshot, err = p.environmentOfToday(); err != nil {
			resp.Diagnostics.AddError("Dataset cannot be used", sentence(err))
			return
		}
	}
	if snapshot != nil {
		if s.offers != nil {
			snapshot = s.offers.Apply(snapshot)
		}
		snapshot = withOverrides(snapshot, overrides, &resp.Diagnostics)
		s.snapshot = func() (*catalog.Snapshot, error) { return snapshot, nil }
	}
	resp.DataSourceData = s
}

// unknownArgument is an argument of the provider block that holds an unknown
// value, and where in it the first one is.
type unknownArgument struct {
	name string
	at   path.Path
}

// notKnownYet returns the arguments that hold an unknown value, sorted by name.
func notKnownYet(block tftypes.Value) []unknownArgument {
	arguments := make(map[string]tftypes.Value)
	if err := block.As(&arguments); err != nil {
		return nil // the block is null: there is none
	}
	var unknown []unknownArgument
	for name, v := range arguments { // the map is the block's own: it must not be changed
		if !v.IsFullyKnown() {
			unknown = append(unknown, unknownArgument{name, firstUnknown(path.Root(name), v)})
		}
	}
	slices.SortFunc(unknown, func(a, b unknownArgument) int { return strings.Compare(a.name, b.name) })
	return unknown
}

// firstUnknown returns the path of the first unknown value in a value that has
// one: for example the argument of an override block, not the block. Elements
// of a set have no path of their own.
func firstUnknown(at path.Path, v tftypes.Value) path.Path {
	if !v.IsKnown() {
		return at
	}
	var attributes map[string]tftypes.Value
	if v.Type().Is(tftypes.Object{}) && v.As(&attributes) == nil {
		for _, name := range slices.Sorted(maps.Keys(attributes)) {
			if inside := attributes[name]; !inside.IsFullyKnown() {
				return firstUnknown(at.AtName(name), inside)
			}
		}
	}
	var elements []tftypes.Value
	if v.Type().Is(tftypes.List{}) && v.As(&elements) == nil {
		for i, inside := range elements {
			if !inside.IsFullyKnown() {
				return firstUnknown(at.AtListIndex(i), inside)
			}
		}
	}
	return at
}

// namedDataset returns the dataset that the provider block names, nil if it
// names none.
func (p *teamsvoice) namedDataset(ctx context.Context, data *providerData, diags *diag.Diagnostics) *catalog.Snapshot {
	var (
		snapshot *catalog.Snapshot
		err      error
		at       string
	)
	switch {
	case !data.Snapshot.IsNull():
		at = "snapshot"
		snapshot, err = catalog.Embedded(data.Snapshot.ValueString())
	case !data.DatasetFile.IsNull():
		at = "dataset_file"
		snapshot, err = catalog.DecodeFile(data.DatasetFile.ValueString())
	case !data.DatasetURL.IsNull():
		at = "dataset_url"
		snapshot, err = p.fetch(ctx, data.DatasetURL.ValueString(), data.DatasetSHA256.ValueString(), diags)
	}
	if err == nil && snapshot != nil {
		err = p.checkDate(snapshot)
	}
	if err != nil {
		diags.AddAttributeError(path.Root(at), "Dataset cannot be used", sentence(err))
		return nil
	}
	return snapshot
}

// environmentOfToday returns the dataset that the environment names, for data
// sources: functions have no clock.
func (p *teamsvoice) environmentOfToday() (*catalog.Snapshot, error) {
	snapshot, err := p.environment()
	if err == nil {
		err = p.checkDate(snapshot)
	}
	if err != nil {
		return nil, err
	}
	return snapshot, nil
}

// checkDate refuses a dataset of a day that has not yet begun anywhere on
// earth: its date is wrong, and max_age would never find it too old. An
// embedded one is right, so then the clock of the machine is wrong.
func (p *teamsvoice) checkDate(snapshot *catalog.Snapshot) error {
	now := p.clock.Now().UTC()
	latest := now.Add(14 * time.Hour).Format(time.DateOnly) // in the earliest time zone, UTC+14
	if snapshot.AsOf() <= latest || snapshot.Embedded() {
		return nil
	}
	return fmt.Errorf("the date of the dataset, %s, is in the future: today is %s; correct its as_of, or the clock of this machine", snapshot.AsOf(), now.Format(time.DateOnly))
}

// compareWithFunctions adds one warning if functions use other data than data
// sources. Data sources read the snapshot and the export that the provider
// block names, if any; Terraform never passes the provider's configuration to a
// function.
func (p *teamsvoice) compareWithFunctions(data *providerData, snapshot *catalog.Snapshot, export *offers.Export, overrides int, diags *diag.Diagnostics) {
	var differences []string
	named := snapshot != nil
	if named {
		other, err := p.environment()
		if err != nil || other.SHA256() == snapshot.SHA256() {
			named = false // a function says itself what is wrong with its dataset
		} else {
			differences = append(differences, fmt.Sprintf("Data sources read %s, which the provider block names; functions read %s.",
				nameOfDataset(snapshot, data.DatasetFile.ValueString()+data.DatasetURL.ValueString()), nameOfDataset(other, p.getenv(datasetVariable))))
		}
	}
	otherOffers := p.offersDifference(export, data.OffersFile.ValueString())
	if otherOffers != "" {
		differences = append(differences, otherOffers)
	}
	if overrides > 0 {
		differences = append(differences, fmt.Sprintf("Data sources apply %s of the provider block; functions apply none.", text.Count(overrides, "override")))
	}
	if differences == nil {
		return
	}
	advice := "If the overrides matter, use data sources."
	switch {
	case named:
		advice = fmt.Sprintf("Set the environment variable %s to the path or the date of the same dataset, or use only data sources.", datasetVariable)
	case otherOffers != "":
		advice = fmt.Sprintf("Set the environment variable %s to the path of the same file, or use only data sources.", offersVariable)
	}
	diags.AddWarning("Functions and data sources read different data", strings.Join(differences, " ")+"\n\nTerraform never passes the provider's configuration "+
		"to functions. "+advice)
}

// nameOfDataset names a dataset for a person: an embedded snapshot by its date,
// any other also by its location.
func nameOfDataset(s *catalog.Snapshot, place string) string {
	if s.Embedded() {
		return "the embedded snapshot of " + s.AsOf()
	}
	return fmt.Sprintf("the dataset %s of %s", text.Quote(place), s.AsOf())
}

// fetch gets the dataset at dataset_url.
func (p *teamsvoice) fetch(ctx context.Context, url, digest string, diags *diag.Diagnostics) (*catalog.Snapshot, error) {
	fetched, err := p.fetcher.Fetch(ctx, url, digest)
	if err != nil {
		return nil, err
	}
	if fetched.Warning != nil {
		diags.AddAttributeWarning(path.Root("dataset_url"), "Dataset not kept in the cache", sentence(fetched.Warning))
	}
	return fetched.Snapshot, nil
}
