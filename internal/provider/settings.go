package provider

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/catalog"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/graph"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/offers"
)

// datasetVariable names the dataset that functions read, and that data sources
// read if the provider block names none: the path of a file, or the date of an
// embedded snapshot.
const datasetVariable = "TEAMSVOICE_DATASET"

// settings is what the provider block says, for the data sources.
type settings struct {
	clock clock
	age   agePolicy
	// offers is what the tenant is offered; nil if nothing names an export.
	offers *offers.Export
	// numbers reads the export of phone numbers; nil if none is named.
	numbers func() (*graph.NumberExport, error)
	// snapshot gives the dataset with number offers and overrides in force.
	snapshot func() (*catalog.Snapshot, error)
	// tenant gives the client of Microsoft Graph. It does nothing before it is
	// called, so that a plan without the tenant needs no credentials.
	tenant func() (*graph.Client, error)
}

// environmentDataset returns the dataset named by the environment variable
// TEAMSVOICE_DATASET, or the newest embedded one. It is read on first use, and
// only once.
func environmentDataset(getenv func(string) string) func() (*catalog.Snapshot, error) {
	return sync.OnceValues(func() (*catalog.Snapshot, error) {
		name := getenv(datasetVariable)
		if name == "" {
			return catalog.Newest()
		}
		if slices.Contains(catalog.EmbeddedDates(), name) {
			return catalog.Embedded(name)
		}
		snapshot, err := catalog.DecodeFile(name)
		if _, notDate := catalog.ParseDate(name); notDate == nil && errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("the environment variable %s names the snapshot %s, which is not embedded in this version of the provider, and there is no "+
				"file of that name. Embedded: %s", datasetVariable, name, strings.Join(catalog.EmbeddedDates(), ", "))
		}
		if err != nil {
			return nil, fmt.Errorf("the dataset that the environment variable %s names cannot be used: %w", datasetVariable, err)
		}
		return snapshot, nil
	})
}
