package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
)

// parses is a validator of a string that some function has to take. Null and
// unknown values pass.
type parses struct {
	what  string // "feature": for the summary of the diagnostic
	check func(string) error
}

var _ validator.String = parses{}

func (p parses) Description(context.Context) string { return "value must be a " + p.what }

func (p parses) MarkdownDescription(ctx context.Context) string { return p.Description(ctx) }

func (p parses) ValidateString(_ context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() {
		return
	}
	if err := p.check(req.ConfigValue.ValueString()); err != nil {
		resp.Diagnostics.AddAttributeError(req.Path, "Unknown "+p.what, sentence(err))
	}
}

// parsesWith makes the validator of what a parse function takes.
func parsesWith[T any](what string, parse func(string) (T, error)) parses {
	return parses{what, func(s string) error { _, err := parse(s); return err }}
}

var (
	isCountry   = parsesWith("country", country.Resolve)
	isFeature   = parsesWith("feature", availability.ParseFeature)
	isStatus    = parsesWith("status", availability.ParseStatus)
	isCondition = parsesWith("condition", availability.ParseCondition)
)

// areFeatures and the like are for sets of such words.
func areFeatures() []validator.Set { return []validator.Set{setvalidator.ValueStringsAre(isFeature)} }
func areConditions() []validator.Set {
	return []validator.Set{setvalidator.ValueStringsAre(isCondition)}
}
func areCountries() []validator.Set { return []validator.Set{setvalidator.ValueStringsAre(isCountry)} }
