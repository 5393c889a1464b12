package provider

import (
	"context"
	"fmt"
	"testing"

	tfjson "github.com/hashicorp/terraform-json"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
)

// The ways to stop a plan with functions. The data source's own is beside it.
func TestAccGates(t *testing.T) {
	warns := answers(`
locals {
  country = "AE"
}
check "voice" {
  assert {
    condition     = provider::teamsvoice::feature_available(local.country, "calling_plan")
    error_message = "No Calling Plan."
  }
}
check "mail" {
  assert {
    condition     = provider::teamsvoice::feature_available(local.country, "voicemail")
    error_message = "No voicemail."
  }
}
output "something" {
  value = 1
}`)
	warns.ConfigPlanChecks.PostApplyPreRefresh = []plancheck.PlanCheck{checkBlocks{"voice": "fail", "mail": "pass"}}
	acceptance(t,
		fails(`
variable "country" {
  default = "AE"
  validation {
    condition     = provider::teamsvoice::calling_plan_available(var.country, "domestic")
    error_message = "There is no Domestic Calling Plan in this country."
  }
}`, "There is no Domestic Calling Plan in this country."),
		fails(`
locals {
  missing = provider::teamsvoice::missing_features("AE", ["voicemail", "toll_number"])
}
resource "terraform_data" "phone" {
  lifecycle {
    precondition {
      condition     = length(local.missing) == 0
      error_message = "Missing: ${join(", ", local.missing)}."
    }
  }
}`, "Missing: toll_number."),
		fails(`
locals {
  country = provider::teamsvoice::assert_features("AE", ["voicemail", "calling_plan", "toll_number"])
}
output "country" {
  value = local.country
}`, "United Arab Emirates (AE)", "calling_plan, toll_number", "as of 2023-01-25", "Direct Routing"),
		fails(`
output "null_country" {
  value = provider::teamsvoice::country_code(null)
}
output "null_feature" {
  value = provider::teamsvoice::missing_features("DE", ["voicemail", null])
}
output "type" {
  value = provider::teamsvoice::calling_plan_available("DE", "domestic", "payg")
}`, "null_country", `Invalid value for "country" parameter`, "null",
			"null_feature", `Invalid value for "features" parameter`, "Element 1: a value is required",
			`"payg"`, `Invalid value for "plan_types" parameter`, "pay_as_you_go"),
		warns,
		answers(`
variable "countries" {
  default = ["Deutschland", "USA", "México"]
  validation {
    condition     = alltrue([for country in var.countries : provider::teamsvoice::feature_available(country, "calling_plan")])
    error_message = "There is no Calling Plan in one of the countries."
  }
}
output "codes" {
  value = [for country in var.countries : provider::teamsvoice::assert_features(country, ["calling_plan"])]
}`, outputIs("codes", `["DE", "US", "MX"]`)))
}

// checkBlocks checks the results of the check blocks by name.
type checkBlocks map[string]tfjson.CheckStatus

func (c checkBlocks) CheckPlan(_ context.Context, req plancheck.CheckPlanRequest, resp *plancheck.CheckPlanResponse) {
	found := make(map[string]tfjson.CheckStatus)
	for _, result := range req.Plan.Checks {
		found[result.Address.Name] = result.Status
	}
	for name, want := range c {
		if found[name] != want {
			resp.Error = fmt.Errorf("check block %q: %q, want %q", name, found[name], want)
		}
	}
}
