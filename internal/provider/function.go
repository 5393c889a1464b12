package provider

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"reflect"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/catalog"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/message"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/text"
)

// functionSpec is a provider-defined function: its documentation, and how it
// answers. It implements [function.Function].
type functionSpec struct {
	name        string
	summary     string
	description string
	parameters  []function.Parameter
	variadic    function.Parameter
	returns     function.Return
	// model is what it returns where that is an object or a list of objects: its
	// attributes are the rest of the description, and it stands for returns. Both are
	// made when they are asked for, as most processes are asked for other things.
	model reflect.Type
	// answer returns a Go value of the returned type. It reads the arguments
	// with the methods of call, which remember a fault; the answer then does
	// not matter.
	answer func(*call) any

	// dataset gives the snapshot that the answers are read from.
	dataset func() (*catalog.Snapshot, error)
}

var _ function.Function = functionSpec{}

func (f functionSpec) Metadata(_ context.Context, _ function.MetadataRequest, resp *function.MetadataResponse) {
	resp.Name = f.name
}

func (f functionSpec) Definition(_ context.Context, _ function.DefinitionRequest, resp *function.DefinitionResponse) {
	resp.Definition = function.Definition{
		Summary:             f.summary,
		MarkdownDescription: f.description,
		Parameters:          f.parameters,
		VariadicParameter:   f.variadic,
		Return:              f.returns,
	}
	if f.model == nil {
		return
	}
	resp.Definition.MarkdownDescription = f.description + describe(f.model)
	switch t := typeOf(f.model).(type) {
	case types.ListType:
		resp.Definition.Return = function.ListReturn{ElementType: t.ElemType}
	case types.ObjectType:
		resp.Definition.Return = function.ObjectReturn{AttributeTypes: t.AttrTypes}
	}
}

func (f functionSpec) Run(ctx context.Context, req function.RunRequest, resp *function.RunResponse) {
	snapshot, err := f.dataset()
	if err != nil {
		resp.Error = function.NewFuncError(message.Error(err))
		return
	}
	c := &call{ctx: ctx, arguments: req.Arguments, snapshot: snapshot}
	answer := f.answer(c)
	switch {
	case c.err != nil:
		resp.Error = c.err
	case c.unknown: // as the result is before it is set
	default:
		if err := setAnswer(ctx, answer, nil); err != nil {
			resp.Error = function.NewFuncError(sentence(err) + " This is a bug in the provider: please report it.")
		}
	}
}

// call is one call of a function. Its methods read an argument by its index,
// from 0, and remember the first fault.
type call struct {
	ctx       context.Context
	arguments function.ArgumentsData
	snapshot  *catalog.Snapshot
	err       *function.FuncError
	// unknown is whether an element of an argument is not known yet, so that
	// the result cannot be known either.
	unknown bool
}

// stopped reports whether the call has no answer, because an argument is wrong
// or not known yet.
func (c *call) stopped() bool { return c.err != nil || c.unknown }

// fail remembers what is wrong with an argument. The CLIs add a full stop to
// the text.
func (c *call) fail(argument int, err error) {
	if c.err != nil {
		return
	}
	text := strings.TrimSuffix(sentence(err), ".")
	if strings.HasSuffix(text, "?") {
		text += " Or write the two-letter code"
	}
	c.err = function.NewArgumentFuncError(int64(argument), text)
}

func (c *call) get(argument int, target any) bool {
	if c.err != nil {
		return false
	}
	c.err = c.arguments.GetArgument(c.ctx, argument, target)
	return c.err == nil
}

// text returns a string argument.
func (c *call) text(argument int) string {
	var s string
	c.get(argument, &s)
	return s
}

// wholeNumber returns a number argument.
func (c *call) wholeNumber(argument int) int64 {
	var f *big.Float
	if !c.get(argument, &f) {
		return 0
	}
	n, err := wholeNumber(f)
	if err != nil {
		c.fail(argument, err)
	}
	return n
}

// code returns the country that an argument names.
func (c *call) code(argument int) country.Code {
	s := c.text(argument)
	if c.stopped() {
		return country.Code{}
	}
	code, err := country.Resolve(s)
	if err != nil {
		if _, notFeature := availability.ParseFeature(s); notFeature == nil {
			err = fmt.Errorf("%s is a feature, and a country belongs here; swap the two arguments", s)
		}
		c.fail(argument, err)
	}
	return code
}

// country returns what the dataset knows of the country that an argument
// names.
//
//nolint:unparam // it is asked for by its place, like the arguments of the other methods
func (c *call) country(argument int) *availability.Country {
	return c.snapshot.Country(c.code(argument))
}

// feature returns the feature that an argument names.
func (c *call) feature(argument int) availability.Feature {
	return word(c, argument, availability.ParseFeature)
}

// features returns the features that a list argument names.
func (c *call) features(argument int) []availability.Feature {
	return elements(c, argument, availability.ParseFeature)
}

// texts returns the elements of a list argument, or the variadic arguments from
// that place on.
func (c *call) texts(argument int) []string {
	return elements(c, argument, asGiven)
}

// planTypes returns the plan types that the variadic arguments from a place on
// name. Each has a place of its own.
func (c *call) planTypes(first int) []availability.PlanType {
	var list []availability.PlanType
	for i, s := range c.texts(first) {
		t, err := availability.ParsePlanType(s)
		if err != nil {
			c.fail(first+i, err)
			return nil
		}
		list = append(list, t)
	}
	return list
}

// The options of functions that gate.
const (
	strictOption       = "strict"
	organizationOption = "organization="
)

// options returns what the variadic arguments from a place on say. Each has a
// place of its own.
func (c *call) options(first int) availability.Options {
	var options availability.Options
	for i, s := range c.texts(first) {
		var err error
		switch spelling, isOrganization := strings.CutPrefix(s, organizationOption); {
		case s == strictOption && options.Strict, isOrganization && !options.Organization.IsZero():
			err = fmt.Errorf("the option %s is given twice", text.Quote(s))
		case s == strictOption:
			options.Strict = true
		case isOrganization:
			options.Organization, err = country.Resolve(spelling)
		default:
			err = unknownOption(s)
		}
		if err != nil {
			c.fail(first+i, err)
			return options
		}
	}
	return options
}

// unknownOption says that a text is no option, and which one was probably meant.
func unknownOption(s string) error {
	err := &text.UnknownWordError{Kind: "option", Given: s, Allowed: []string{strictOption, organizationOption + "XX"}}
	name, spelling, _ := strings.Cut(s, "=")
	if len(text.Nearest(name, []string{strings.TrimSuffix(organizationOption, "=")})) == 0 {
		name, spelling = "", s
	}
	switch code, notCountry := country.Resolve(strings.TrimSpace(spelling)); {
	case notCountry == nil:
		err.Suggestions = []string{organizationOption + code.String()}
	case name != "":
		err.Suggestions = err.Allowed[1:]
	default:
		err.Suggestions = text.Nearest(s, err.Allowed[:1])
	}
	return err
}

// word reads an argument that must be a word of a closed list.
func word[T any](c *call, argument int, parse func(string) (T, error)) T {
	var value T
	s := c.text(argument)
	if c.stopped() {
		return value
	}
	value, err := parse(s)
	if err != nil {
		c.fail(argument, err)
	}
	return value
}

// elements reads a list argument, each element of which must parse.
func elements[T any](c *call, argument int, parse func(string) (T, error)) []T {
	var given []types.String
	if !c.get(argument, &given) {
		return nil
	}
	list := make([]T, 0, len(given))
	for i, s := range given {
		if s.IsUnknown() {
			c.unknown = true
			continue
		}
		value, err := parse(s.ValueString())
		if s.IsNull() {
			err = errors.New("a value is required here, but null was given")
		}
		if err != nil {
			c.fail(argument, fmt.Errorf("element %d: %w", i, err))
			return nil
		}
		list = append(list, value)
	}
	return list
}

// The descriptions that parameters and arguments share.
var (
	countryDescription = "Country or region: an ISO 3166-1 code such as `DE`, a name in English or another language, or a common short form such as `UK`. " +
		"Case, accents and punctuation do not matter."
	featureWords = choice(availability.FeatureNames())
	// billedAfterUse goes with all that says that Communications Credits pay.
	billedAfterUse = "With a Microsoft Customer Agreement (MCA) or through a CSP, an organization has no Communications Credits and is billed after use."
	// conditionalCounts goes with the functions of one feature, which take no options.
	conditionalCounts = "A `conditional` feature counts as available. To exclude conditional features, or to name the country where the organization buys, use `feature_available` with the option `\"strict\"` or `\"organization=XX\"`."
)

// The parameters that functions share.
var (
	countryParameter = function.StringParameter{
		Name:                "country",
		MarkdownDescription: countryDescription,
	}
	featureParameter = function.StringParameter{
		Name:                "feature",
		MarkdownDescription: "Identifier of the feature: " + featureWords + ".",
	}
	featuresParameter = function.ListParameter{
		Name:                "features",
		ElementType:         types.StringType,
		MarkdownDescription: "Identifiers of the features, such as `[\"calling_plan\", \"toll_free_number\"]`. Any of " + featureWords + ".",
	}
)

// optionsParameter is the variadic parameter of functions that gate.
var optionsParameter = function.StringParameter{
	Name: "options",
	MarkdownDescription: "`\"" + strictOption + "\"` makes a `conditional` feature count as missing. `\"" + organizationOption + "XX\"`, such as " +
		"`\"" + organizationOption + "US\"`, names the country where the organization buys its licenses. It decides whether an operator sells its plans to the organization, " +
		"which plans are sold to it, and whether `domestic_organizations_only` and `excludes_domestic_purchases` apply.",
}

// functions are the provider's functions, in the order of the contract.
var functions = []functionSpec{
	countryCodeFunction,
	countryAvailabilityFunction,
	featureStatusFunction,
	featureAvailableFunction,
	callingPlanAvailableFunction,
	tollFreeNumberAvailableFunction,
	tollNumberAvailableFunction,
	tollNumberCitiesFunction,
	missingFeaturesFunction,
	explainFunction,
	featureAsOfFunction,
	assertFeaturesFunction,
	countriesWithFunction,
	rolloutViolationsFunction,
	outboundCallFunction,
	conferenceDialOutFunction,
	numberQuotaFunction,
	phoneNumberFunction,
	assertPhoneNumberFunction,
}
