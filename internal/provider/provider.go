package provider

import (
	"context"
	"os"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/catalog"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/catalog/remote"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/offers"
)

// teamsvoice is the provider.
type teamsvoice struct {
	version string
	clock   clock
	getenv  func(string) string
	// environment gives the dataset that the environment names.
	environment func() (*catalog.Snapshot, error)
	// offers gives the number offers that the environment names, nil if it names
	// none.
	offers func() (*offers.Export, error)
	// fetcher gets the dataset at dataset_url.
	fetcher remote.Fetcher
}

var _ provider.ProviderWithFunctions = (*teamsvoice)(nil)

// New returns what makes the provider of a version.
func New(version string) func() provider.Provider {
	return newWith(version, systemClock{}, os.Getenv)
}

// newWith is New with another clock and environment, for tests.
func newWith(version string, clock clock, getenv func(string) string) func() provider.Provider {
	return func() provider.Provider {
		return &teamsvoice{version: version, clock: clock, getenv: getenv, environment: environmentDataset(getenv), offers: environmentOffers(getenv)}
	}
}

// Metadata implements [provider.Provider].
func (p *teamsvoice) Metadata(_ context.Context, _ provider.MetadataRequest, resp *provider.MetadataResponse) {
	resp.TypeName = "teamsvoice"
	resp.Version = p.version
}

// Resources implements [provider.Provider]. There are none: the provider reads
// and never writes.
func (p *teamsvoice) Resources(context.Context) []func() resource.Resource { return nil }

// DataSources implements [provider.Provider].
func (p *teamsvoice) DataSources(context.Context) []func() datasource.DataSource {
	return []func() datasource.DataSource{
		func() datasource.DataSource { return &countryAvailabilityDataSource{} },
		func() datasource.DataSource { return &countriesDataSource{} },
		func() datasource.DataSource { return &rolloutDataSource{} },
		func() datasource.DataSource { return &datasetDataSource{} },
		func() datasource.DataSource { return &availabilityChangesDataSource{} },
		func() datasource.DataSource { return &tenantLicensesDataSource{} },
		func() datasource.DataSource { return &phoneNumbersDataSource{} },
		func() datasource.DataSource { return &numberOffersDataSource{} },
	}
}

// Functions implements [provider.ProviderWithFunctions].
func (p *teamsvoice) Functions(context.Context) []func() function.Function {
	dataset := functionDataset(p.environment, p.offers)
	constructors := make([]func() function.Function, len(functions))
	for i, f := range functions {
		f.dataset = dataset
		constructors[i] = func() function.Function { return &f }
	}
	return constructors
}
