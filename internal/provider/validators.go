package provider

import (
	"context"
	"fmt"
	"math"
	"math/big"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/text"
)

// parses is a validator of a string that a function must accept. Null and
// unknown values pass.
type parses struct {
	summary string // of the diagnostic: "Invalid feature"
	check   func(string) error
}

var _ validator.String = parses{}

func (parses) Description(context.Context) string { return "value must be valid" }

func (p parses) MarkdownDescription(ctx context.Context) string { return p.Description(ctx) }

func (p parses) ValidateString(_ context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() {
		return
	}
	if err := p.check(req.ConfigValue.ValueString()); err != nil {
		resp.Diagnostics.AddAttributeError(req.Path, p.summary, sentence(err))
	}
}

// parsesWith makes the validator of what a parse function takes.
func parsesWith[T any](what string, parse func(string) (T, error)) parses {
	return parses{"Invalid " + what, func(s string) error { _, err := parse(s); return err }}
}

// oneOf makes the validator of a closed list of words.
func oneOf(what string, words ...string) parses {
	return parses{"Invalid " + what, func(s string) error { return text.CheckWord(what, s, words) }}
}

// filled makes the validator of a text that is not blank.
func filled(what string) parses {
	return parses{"Empty " + what, func(s string) error {
		if strings.TrimSpace(s) == "" {
			return fmt.Errorf("the value is %s; write a %s", text.Quote(s), what)
		}
		return nil
	}}
}

// notEmpty is a validator of a list of features: an empty one would check nothing,
// and pass.
type notEmpty struct{}

var _ validator.List = notEmpty{}

func (notEmpty) Description(context.Context) string { return "list must not be empty" }

func (v notEmpty) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

func (notEmpty) ValidateList(_ context.Context, req validator.ListRequest, resp *validator.ListResponse) {
	if !req.ConfigValue.IsNull() && !req.ConfigValue.IsUnknown() && len(req.ConfigValue.Elements()) == 0 {
		resp.Diagnostics.AddAttributeError(req.Path, "Empty list",
			"The list is empty, so nothing would be checked. Name what is required, or leave the argument out if every user has features of their own.")
	}
}

// between is a validator of a whole number. Null and unknown values pass. The
// library's validator would repeat the path in its text, and with it the whole
// key of a map.
type between struct{ least, most int64 }

var _ validator.Number = between{}

// notNegative makes the validator of a number from 0 without an upper limit.
func notNegative() between { return between{0, math.MaxInt64} }

func (b between) Description(context.Context) string {
	if b.most == math.MaxInt64 {
		return fmt.Sprintf("value must be at least %d", b.least)
	}
	return fmt.Sprintf("value must be between %d and %d", b.least, b.most)
}

func (b between) MarkdownDescription(ctx context.Context) string { return b.Description(ctx) }

func (b between) ValidateNumber(ctx context.Context, req validator.NumberRequest, resp *validator.NumberResponse) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() {
		return
	}
	n, err := wholeNumber(req.ConfigValue.ValueBigFloat())
	switch {
	case err != nil:
		resp.Diagnostics.AddAttributeError(req.Path, "Invalid number", sentence(err))
	case n < b.least || n > b.most:
		resp.Diagnostics.AddAttributeError(req.Path, "Number out of range", fmt.Sprintf("The value is %d; it %s.", n, strings.TrimPrefix(b.Description(ctx), "value ")))
	}
}

// wholeNumber returns a Terraform number, which may have a fraction. The
// framework's own error for a fraction asks the user to report a bug.
func wholeNumber(f *big.Float) (int64, error) {
	n, accuracy := f.Int64()
	switch {
	case f.IsInt() && accuracy == big.Exact:
		return n, nil
	case f.IsInt():
		return 0, fmt.Errorf("the number %s is too large", f.Text('g', 12))
	}
	return 0, fmt.Errorf("%s is not a whole number; round it with floor or ceil", f.Text('g', 12))
}

// wholeOf returns a number that [between] let pass; 0 if it is null.
func wholeOf(v types.Number) int64 {
	if v.IsNull() || v.IsUnknown() {
		return 0
	}
	n, _ := v.ValueBigFloat().Int64()
	return n
}

// overriddenStatuses are the statuses that an override can set.
var overriddenStatuses = text.Names([]availability.Status{availability.Available, availability.Conditional, availability.Unavailable})

var (
	isCountry    = parsesWith("country", country.Resolve)
	isFeature    = parsesWith("feature", availability.ParseFeature)
	isOverridden = oneOf("status", overriddenStatuses...)
	isCity       = parses{"Invalid city", availability.CheckCity}
	isCondition  = parsesWith("condition", availability.ParseCondition)
)

// areFeatures and the like are for sets of such words.
func areFeatures() []validator.Set { return []validator.Set{setvalidator.ValueStringsAre(isFeature)} }
func areConditions() []validator.Set {
	return []validator.Set{setvalidator.ValueStringsAre(isCondition)}
}
func areCountries() []validator.Set { return []validator.Set{setvalidator.ValueStringsAre(isCountry)} }
