package provider

import (
	"strings"
	"testing"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/catalog"
)

func TestAccDataset(t *testing.T) {
	dates := `["` + strings.Join(catalog.EmbeddedDates(), `", "`) + `"]`
	acceptance(t, answers(`
provider "teamsvoice" {
  override {
    country = "UAE"
    feature = "calling_plan"
    status  = "available"
    reason  = "Confirmed by our account team"
    source  = "https://example.com/uae"
    as_of   = "2023-05-01"
    until   = "2024-01-01"
  }
  override {
    country    = "DE"
    feature    = "toll_number"
    conditions = ["on_request", "limited_availability"]
    note       = "Ask first."
    reason     = "Shortage"
  }
}
data "teamsvoice_dataset" "it" {
}
output "it" {
  value = {
    as_of         = data.teamsvoice_dataset.it.as_of
    age_days      = data.teamsvoice_dataset.it.age_days
    country_count = data.teamsvoice_dataset.it.country_count
    snapshots     = data.teamsvoice_dataset.it.snapshots
    digest        = length(regex("^[0-9a-f]{64}$", data.teamsvoice_dataset.it.sha256))
    features      = [length(data.teamsvoice_dataset.it.feature_ids), data.teamsvoice_dataset.it.feature_ids[0]]
    pages_as_of   = data.teamsvoice_dataset.it.pages_as_of
    facts_by_year = data.teamsvoice_dataset.it.facts_by_year
    sources       = data.teamsvoice_dataset.it.sources["number-management"].date
    origins       = length(data.teamsvoice_dataset.it.origins) > 0 && alltrue([for o in data.teamsvoice_dataset.it.origins : o.page_count == 114])
    source        = data.teamsvoice_dataset.it.source != ""
    overrides     = data.teamsvoice_dataset.it.overrides
  }
}`, outputIs("it", `{
	"as_of": "2023-01-25",
	"age_days": 127,
	"country_count": 114,
	"snapshots": `+dates+`,
	"digest": 64,
	"features": [20, "audio_conferencing"],
	"pages_as_of": "2023-01-25",
	"facts_by_year": {"2023": 2280},
	"sources": "2023-01-25",
	"origins": true,
	"source": true,
	"overrides": [
		{"country_code": "AE", "feature": "calling_plan", "status": "available", "conditions": [], "note": null,
			"reason": "Confirmed by our account team", "source": "https://example.com/uae", "as_of": "2023-05-01", "until": "2024-01-01"},
		{"country_code": "DE", "feature": "toll_number", "status": "conditional", "conditions": ["limited_availability", "on_request"],
			"note": "Ask first.", "reason": "Shortage", "source": null, "as_of": null, "until": null}
	]
}`)))
}
