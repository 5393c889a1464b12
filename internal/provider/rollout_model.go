package provider

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/rollout"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/text"
)

// violationModel is one feature that one user of a rollout cannot have.
type violationModel struct {
	User        string   `tfsdk:"user" doc:"The user."`
	Country     *string  `tfsdk:"country" doc:"The user's location as it was given; null when there is none."`
	CountryCode *string  `tfsdk:"country_code" doc:"ISO 3166-1 alpha-2 code of the country; null when the location names none."`
	Feature     string   `tfsdk:"feature" doc:"The feature that is missing, or {usage_location} for a user whose country is not known."`
	Status      string   `tfsdk:"status" doc:"The status of the feature there, or {unknown} for a user whose country is not known."`
	Conditions  []string `tfsdk:"conditions" doc:"The conditions of the feature there, sorted."`
	Reason      string   `tfsdk:"reason" doc:"What is so, in a sentence."`
}

// violationsOf returns the violations as Terraform has them. Users share the
// causes, so there are few slices and texts for many users.
func violationsOf(violations []rollout.Violation) []violationModel {
	codes := make(map[*rollout.Cause]*string)
	models := make([]violationModel, len(violations))
	for i, v := range violations {
		code, seen := codes[v.Cause]
		if !seen {
			code = orNull(v.CountryCode)
			codes[v.Cause] = code
		}
		models[i] = violationModel{
			User:        v.User,
			Country:     orNull(v.Country),
			CountryCode: code,
			Feature:     v.Feature,
			Status:      v.Status,
			Conditions:  append([]string{}, v.Conditions...),
			Reason:      v.Reason,
		}
	}
	return models
}

// errUnknown says that a value is not known yet, so that there is no answer
// yet either.
var errUnknown = errors.New("a value is not known yet")

// evaluation is what users are given to: a [rollout.Evaluation].
type evaluation interface {
	Add(rollout.User) error
}

// addUsers gives the users of a dynamic value to an evaluation: a map from
// user to location or object, a list of objects, or CSV text. The error for a
// value that is not known yet is errUnknown.
func addUsers(ctx context.Context, e evaluation, users attr.Value) error {
	switch v := users.(type) {
	case types.Dynamic:
		if v.IsUnderlyingValueUnknown() || v.IsUnknown() {
			return errUnknown
		}
		return addUsers(ctx, e, v.UnderlyingValue())
	case types.String:
		if v.IsUnknown() {
			return errUnknown
		}
		return rollout.ReadCSV(strings.NewReader(v.ValueString()), e.Add)
	case types.Map:
		return addNamed(ctx, e, v, v.Elements())
	case types.Object:
		return addNamed(ctx, e, v, v.Attributes())
	case types.List:
		return addListed(ctx, e, v, v.Elements())
	case types.Set:
		return addListed(ctx, e, v, v.Elements())
	case types.Tuple:
		return addListed(ctx, e, v, v.Elements())
	}
	return fmt.Errorf("users is a %s; write a map from user to location, a map from user to object, a list of objects, or CSV text",
		terraformType(ctx, users))
}

// addNamed gives users that stand in a map by their names.
func addNamed(ctx context.Context, e evaluation, whole attr.Value, users map[string]attr.Value) error {
	if whole.IsUnknown() {
		return errUnknown
	}
	names := slices.Sorted(maps.Keys(users))
	register := rollout.NewRegister("elements", len(names))
	for i, name := range names {
		var twice *rollout.DuplicateUserError
		if err := register.Enter(name, i); errors.As(err, &twice) {
			return fmt.Errorf("the user %s stands there twice, the other time as %s; leave one of them out",
				text.Quote(name), text.Quote(names[twice.First]))
		}
		u, err := userOf(ctx, users[name])
		if err != nil {
			return fmt.Errorf("user %s: %w", text.Quote(name), err)
		}
		u.Name = name
		if err := e.Add(u); err != nil {
			return err
		}
	}
	return nil
}

// addListed gives users that stand in a list and carry their names.
func addListed(ctx context.Context, e evaluation, whole attr.Value, users []attr.Value) error {
	if whole.IsUnknown() {
		return errUnknown
	}
	register := rollout.NewRegister("elements", len(users))
	for i, value := range users {
		u, err := userOf(ctx, value)
		if err == nil && u.Name == "" {
			err = errors.New("it has no name; an element of a list is an object with an attribute user or user_principal_name")
		}
		if err == nil {
			err = register.Enter(u.Name, i)
		}
		if err == nil {
			err = e.Add(u)
		}
		if err != nil {
			return fmt.Errorf("element %d: %w", i, err)
		}
	}
	return nil
}

// userOf reads one user: a location, or an object. Attributes that it does not
// know are passed over, so that users of another provider's data source can be
// handed on as they are.
func userOf(ctx context.Context, value attr.Value) (rollout.User, error) {
	var attributes map[string]attr.Value
	switch v := value.(type) {
	case types.Dynamic:
		if v.IsUnknown() || v.IsUnderlyingValueUnknown() {
			return rollout.User{}, errUnknown
		}
		if v.IsNull() || v.IsUnderlyingValueNull() {
			return rollout.User{}, nil
		}
		return userOf(ctx, v.UnderlyingValue())
	case types.String:
		location, err := textOf(ctx, "the location", v)
		return rollout.User{Country: location}, err
	case types.Object:
		attributes = v.Attributes()
	case types.Map:
		attributes = v.Elements()
	default:
		return rollout.User{}, fmt.Errorf("a user is a location or an object, not a %s", terraformType(ctx, value))
	}
	if value.IsUnknown() {
		return rollout.User{}, errUnknown
	}
	var u rollout.User
	var err error
	if u.Name, err = firstText(ctx, attributes, "user", "user_principal_name"); err != nil {
		return u, err
	}
	if u.Country, err = firstText(ctx, attributes, "usage_location", "country"); err != nil {
		return u, err
	}
	u.Features, err = ownFeatures(ctx, attributes["features"])
	return u, err
}

// firstText returns the first of some attributes that is there and not null.
func firstText(ctx context.Context, attributes map[string]attr.Value, names ...string) (string, error) {
	for _, name := range names {
		value, ok := attributes[name]
		if !ok {
			continue
		}
		text, err := textOf(ctx, name, value)
		if err != nil || text != "" {
			return text, err
		}
	}
	return "", nil
}

// textOf returns a string, which is empty where the value is null.
func textOf(ctx context.Context, what string, value attr.Value) (string, error) {
	if d, ok := value.(types.Dynamic); ok && !d.IsNull() && !d.IsUnknown() {
		value = d.UnderlyingValue()
	}
	switch {
	case value == nil || value.IsNull():
		return "", nil
	case value.IsUnknown():
		return "", errUnknown
	}
	text, ok := value.(types.String)
	if !ok {
		return "", fmt.Errorf("%s is a %s; it has to be a string", what, terraformType(ctx, value))
	}
	return text.ValueString(), nil
}

// ownFeatures returns the features of one user, nil where the rollout's hold.
func ownFeatures(ctx context.Context, value attr.Value) ([]string, error) {
	if d, ok := value.(types.Dynamic); ok && !d.IsNull() && !d.IsUnknown() {
		value = d.UnderlyingValue()
	}
	if value == nil || value.IsNull() {
		return nil, nil
	}
	if value.IsUnknown() {
		return nil, errUnknown
	}
	list, ok := value.(interface{ Elements() []attr.Value })
	if !ok {
		return nil, fmt.Errorf("features is a %s; it has to be a list of strings", terraformType(ctx, value))
	}
	features := []string{}
	for i, element := range list.Elements() {
		text, err := textOf(ctx, fmt.Sprintf("element %d of features", i), element)
		if err != nil {
			return nil, err
		}
		features = append(features, text)
	}
	return features, nil
}

// terraformType names the type of a value as a practitioner knows it. A null
// may come without a type.
func terraformType(ctx context.Context, value attr.Value) string {
	switch value.(type) {
	case nil:
		return "null"
	case types.Bool:
		return "bool"
	case types.Number, types.Int64, types.Float64:
		return "number"
	case types.List, types.Tuple:
		return "list"
	case types.Set:
		return "set"
	case types.Map:
		return "map"
	case types.Object:
		return "object"
	case types.String:
		return "string"
	}
	return value.Type(ctx).String()
}
