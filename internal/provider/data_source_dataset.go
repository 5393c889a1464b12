package provider

import (
	"context"
	"fmt"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/catalog"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/text"
)

// datasetDataSource is teamsvoice_dataset.
type datasetDataSource struct{ configured }

type datasetModel struct {
	AsOf         string                 `tfsdk:"as_of" doc:"Date of the dataset, as YYYY-MM-DD: the date of its newest source."`
	PagesAsOf    string                 `tfsdk:"pages_as_of" doc:"Date of the country pages in Microsoft's documentation, as YYYY-MM-DD. Facts without a newer source have this date."`
	AgeDays      int64                  `tfsdk:"age_days" doc:"Age of the dataset in days, counted from {as_of}. It changes every day, so do not use it in a resource argument."`
	Source       string                 `tfsdk:"source" doc:"Where the dataset was read from."`
	SHA256       string                 `tfsdk:"sha256" doc:"SHA-256 digest of the dataset file, in hexadecimal."`
	Sources      map[string]sourceModel `tfsdk:"sources" doc:"Sources that are newer than the country pages, by their IDs."`
	FactsByYear  map[string]int64       `tfsdk:"facts_by_year" doc:"Number of facts about the listed countries, by the year of their date."`
	Origins      []originModel          `tfsdk:"origins" doc:"Builds of Microsoft's documentation that the dataset was read from."`
	CountryCount int64                  `tfsdk:"country_count" doc:"Number of countries that the dataset lists."`
	FeatureIDs   []string               `tfsdk:"feature_ids" doc:"Identifiers of all features, in the order of the documentation."`
	Snapshots    []string               `tfsdk:"snapshots" doc:"Dates of the snapshots embedded in the provider, as YYYY-MM-DD, oldest first."`
	Overrides    []overrideModel        `tfsdk:"overrides" doc:"Overrides of the provider configuration that are in effect."`
}

type sourceModel struct {
	URL   string `tfsdk:"url" doc:"URL of the source."`
	Date  string `tfsdk:"date" doc:"Date of the source, as YYYY-MM-DD."`
	Kind  string `tfsdk:"kind" doc:"Kind of source, such as {microsoft_page}, {microsoft_change} or {message_center}."`
	About string `tfsdk:"about" doc:"What the source says."`
}

type originModel struct {
	Repository string `tfsdk:"repository" doc:"Repository of the documentation."`
	Build      string `tfsdk:"build" doc:"Language of the build."`
	Date       string `tfsdk:"date" doc:"Date of the build, as YYYY-MM-DD."`
	PageCount  int64  `tfsdk:"page_count" doc:"Number of country pages that were read from it."`
}

type overrideModel struct {
	CountryCode string   `tfsdk:"country_code" doc:"ISO 3166-1 alpha-2 code of the country."`
	Feature     string   `tfsdk:"feature" doc:"Identifier of the feature."`
	Status      string   `tfsdk:"status" doc:"Status with the override: {status...}."`
	Conditions  []string `tfsdk:"conditions" doc:"Identifiers of the conditions with the override, sorted."`
	Note        *string  `tfsdk:"note" doc:"Note of the override; null if it has none."`
	Reason      string   `tfsdk:"reason" doc:"Why the override corrects the dataset."`
	Source      *string  `tfsdk:"source" doc:"URL of the source; null if the override names none."`
	AsOf        *string  `tfsdk:"as_of" doc:"Date of the source, as YYYY-MM-DD; null if the override names none."`
	Until       *string  `tfsdk:"until" doc:"First day on which the override no longer applies, as YYYY-MM-DD; null if it has no end."`
}

func (d *datasetDataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_dataset"
}

func (d *datasetDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "The dataset behind the answers: how old it is, where it comes from, and what the provider configuration overrides.",
		Attributes:          computed[datasetModel](),
	}
}

func (d *datasetDataSource) Read(ctx context.Context, _ datasource.ReadRequest, resp *datasource.ReadResponse) {
	snapshot := d.snapshot(&resp.Diagnostics)
	if snapshot == nil {
		return
	}
	d.judgeDatasetAge(snapshot, &resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	data := datasetModel{
		AsOf:         snapshot.AsOf(),
		PagesAsOf:    snapshot.PagesAsOf(),
		Sources:      make(map[string]sourceModel),
		FactsByYear:  make(map[string]int64),
		AgeDays:      int64(snapshot.Age(d.settings.clock.Now())),
		Source:       snapshot.Source(),
		SHA256:       snapshot.SHA256(),
		Origins:      []originModel{},
		CountryCount: int64(snapshot.Len()),
		FeatureIDs:   availability.FeatureNames(),
		Snapshots:    catalog.EmbeddedDates(),
		Overrides:    []overrideModel{},
	}
	for id, s := range snapshot.Sources() {
		data.Sources[id] = sourceModel{URL: s.URL, Date: s.Date.String(), Kind: s.Kind, About: s.About}
	}
	for _, c := range snapshot.Listed() {
		for _, f := range availability.Features() {
			data.FactsByYear[c.Source(f).Date.String()[:len("2006")]]++
		}
	}
	for _, o := range snapshot.Origins() {
		data.Origins = append(data.Origins, originModel{o.Repository, o.Build, o.Date.String(), int64(o.Pages)})
	}
	for _, o := range snapshot.Overrides() {
		v := snapshot.Country(o.Country).Verdict(o.Feature)
		model := overrideModel{
			CountryCode: o.Country.String(),
			Feature:     o.Feature.String(),
			Status:      v.Status.String(),
			Conditions:  v.Conditions.Names(),
			Note:        orNull(o.Note),
			Reason:      o.Reason,
			Source:      orNull(o.Source),
		}
		if !o.AsOf.IsZero() {
			model.AsOf = orNull(o.AsOf.String())
		}
		if !o.Until.IsZero() {
			model.Until = orNull(o.Until.Format("2006-01-02"))
		}
		data.Overrides = append(data.Overrides, model)
	}
	resp.Diagnostics.Append(setState(ctx, &resp.State, &data)...)
}

// judgeDatasetAge reports a dataset that is as a whole older than max_age, so
// that every fact in it is. A gate judges the facts that it uses: see judgeAge.
func (d *datasetDataSource) judgeDatasetAge(snapshot *catalog.Snapshot, diags *diag.Diagnostics) {
	policy, age := d.settings.age, snapshot.Age(d.settings.clock.Now())
	if policy.given == "" || time.Duration(age)*24*time.Hour <= policy.maxAge {
		return
	}
	policy.report(diags, "Dataset is older than max_age", fmt.Sprintf("The dataset dates from %s, %s ago; max_age allows %s. Microsoft may have changed "+
		"its offers since. Use a newer version of the provider, name a newer dataset with dataset_file or dataset_url, or correct single facts with "+
		"override blocks.", snapshot.AsOf(), text.Count(age, "day"), policy.given))
}
