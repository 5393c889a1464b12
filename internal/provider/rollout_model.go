package provider

import (
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/message"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/rollout"
)

// violationModel is one feature that one user of a rollout cannot have.
type violationModel struct {
	User        string   `tfsdk:"user" doc:"Name of the user."`
	Country     *string  `tfsdk:"country" doc:"Usage location of the user, as given; null if there is none."`
	CountryCode *string  `tfsdk:"country_code" doc:"ISO 3166-1 alpha-2 code of the country; null if the usage location names no country."`
	Feature     string   `tfsdk:"feature" doc:"Identifier of the missing feature, or {usage_location} if the user's country is not known."`
	Status      string   `tfsdk:"status" doc:"Status of the feature in the country: {status...}; or {unknown} if the user's country is not known."`
	Conditions  []string `tfsdk:"conditions" doc:"Identifiers of the conditions that apply to the feature in the country, sorted."`
	Reason      string   `tfsdk:"reason" doc:"Why the feature is missing, in a sentence."`
}

// violationsOf returns the first violations, at most a number, as Terraform has
// them. Users share the causes, so there are few slices and texts for many users.
func violationsOf(e *rollout.Evaluation, most int, o message.RolloutOptions) []violationModel {
	shared := make(map[*rollout.Cause]violationModel)
	models := make([]violationModel, 0, min(most, e.ViolationCount()))
	for v := range e.Violations() {
		if len(models) == most {
			break
		}
		model, known := shared[v.Cause]
		if !known {
			model = violationModel{
				CountryCode: orNull(v.CountryCode().String()),
				Feature:     v.FeatureName(),
				Status:      v.StatusName(),
				Conditions:  v.Verdict.Conditions.Names(),
				Reason:      message.Refusal(v.Cause, o),
			}
			shared[v.Cause] = model
		}
		model.User, model.Country = v.User, orNull(v.Country)
		models = append(models, model)
	}
	return models
}
