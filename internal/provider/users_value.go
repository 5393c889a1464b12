package provider

import (
	"errors"
	"fmt"
	"maps"
	"math/big"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/rollout"
)

// The users of a rollout can be a value of any type. It is read as Terraform
// sent it: making framework values of 10,000 users first takes several times as
// long.

// usersDescription is what an argument that takes users says about itself. It is an
// item of a list on the pages, so the list in it is indented.
const usersDescription = "Users of the rollout, in one of these forms:\n\n" +
	"   - a map from user to usage location, such as `{ \"ada@example.com\" = \"DE\" }`\n" +
	"   - a map from user to an object with `usage_location` and optionally `features`\n" +
	"   - a list of such objects that also have `user_principal_name` or `user`, such as the rows of `csvdecode`, or users of Microsoft Graph as " +
	"`jsondecode` returns them; the case of the attribute names does not matter\n" +
	"   - CSV text with a header, as the Entra admin center and `Get-MgUser | Export-Csv` write it, with the columns `UserPrincipalName`, " +
	"`UsageLocation` and optionally `Features`\n\n" +
	"   A user's own `features` replace the `features` of the rollout; `[]` requires only a usage location. A user without a usage location is a violation. " +
	"`country` is the older name of `usage_location`. It is read only if the user has no attribute `usage_location`, not even a null one. In an object with `displayName`, `city` or the like, it " +
	"is the country of an address: the data source reads it with a warning, and the function refuses it. Other attributes are ignored. " +
	"Listing a user twice is an error, even if the two names differ in case, surrounding spaces or the encoding of accents."

// errUnknown says that a value is not known yet, so that there is no answer
// yet either.
var errUnknown = errors.New("a value is not known yet")

// usersReader gives users to an evaluation.
type usersReader struct {
	add func(rollout.User) error
	// layouts holds where the attributes of user objects are, by their names: the
	// users of one list have the same ones.
	layouts map[string]layout
	names   []string // of the last object, sorted
	last    layout   // of the same
	rivals  rollout.Rivals
}

// layout is where the attributes of a user object are; empty if there is none.
type layout struct {
	users                       []string
	location, country, features string
	postal                      string
	others                      []string // what may be a rival of postal
	err                         error
}

// addUsers gives the users of a value to an evaluation: a map from user to
// location or object, a list of objects, or CSV text. The error for a value that is
// not known yet is errUnknown.
func addUsers(add func(rollout.User) error, users tftypes.Value) error {
	r := usersReader{add: add, layouts: make(map[string]layout)}
	switch {
	case users.Type().Is(tftypes.DynamicPseudoType) && users.IsNull():
	case !users.IsKnown():
		return errUnknown
	case users.Type().Is(tftypes.String) && !users.IsNull():
		csv, err := as[string](users)
		if err != nil {
			return err
		}
		return rollout.ReadCSV(strings.NewReader(csv), add)
	case users.IsNull():
	case isMap(users):
		entries, err := as[map[string]tftypes.Value](users)
		if err != nil {
			return err
		}
		return r.named(entries)
	case isList(users):
		elements, err := as[[]tftypes.Value](users)
		if err != nil {
			return err
		}
		return r.listed(elements)
	}
	return fmt.Errorf("users is %s; write a map from user to usage location or to an object, a list of objects, or CSV text", withArticle(users))
}

func isMap(v tftypes.Value) bool {
	switch v.Type().(type) {
	case tftypes.Map, tftypes.Object:
		return true
	}
	return false
}

func isList(v tftypes.Value) bool {
	switch v.Type().(type) {
	case tftypes.List, tftypes.Set, tftypes.Tuple:
		return true
	}
	return false
}

// as returns what a known value holds.
func as[T any](v tftypes.Value) (target T, err error) {
	err = v.As(&target)
	return target, err
}

// named gives users that a map has by their names.
func (r *usersReader) named(users map[string]tftypes.Value) error {
	if isGraphAnswer(users) {
		elements, err := as[[]tftypes.Value](users["value"])
		if err != nil {
			return err
		}
		if err := isWhole(users, len(elements)); err != nil {
			return err
		}
		return r.listed(elements)
	}
	if rollout.IsUser(maps.Keys(users)) {
		return errors.New("users has the attributes of one user; write a list of such objects, or a map from user to object")
	}
	names := slices.Sorted(maps.Keys(users))
	register := rollout.NewRegister(rollout.Keys, len(names))
	for i, name := range names {
		fail := func(err error) error {
			if errors.Is(err, errUnknown) {
				return err
			}
			return &rollout.EntryError{Key: name, Index: i, Keyed: true, Err: err}
		}
		err := register.Enter(name, i)
		if twice, ok := errors.AsType[*rollout.DuplicateUserError](err); ok {
			twice.Other = names[twice.First]
			return twice
		}
		u, err := r.user(users[name], false)
		if err != nil {
			return fail(err)
		}
		u.Name = name
		if err := r.add(u); err != nil {
			return fail(err)
		}
	}
	return r.rivals.Err()
}

// isGraphAnswer reports whether a map is an answer of Microsoft Graph, which
// lists the users in value.
func isGraphAnswer(users map[string]tftypes.Value) bool {
	list, ok := users["value"]
	if !ok || !list.IsKnown() || list.IsNull() || !isList(list) {
		return false
	}
	for name := range users {
		if name != "value" && !strings.HasPrefix(name, "@odata.") {
			return false
		}
	}
	return true
}

// isWhole returns an error if an answer of Microsoft Graph is not the whole list: it
// has no users at all, or is one page of several.
func isWhole(answer map[string]tftypes.Value, users int) error {
	next, isPage := answer["@odata.nextLink"]
	switch {
	case isPage && !next.IsKnown():
		return errUnknown
	case isPage && !next.IsNull():
		return errors.New("the answer of Microsoft Graph is one page of several, as its @odata.nextLink says; join the users of all pages")
	case users == 0:
		return errors.New("the answer of Microsoft Graph has no users")
	}
	count := answer["@odata.count"]
	if count.Type() == nil || !count.IsKnown() || count.IsNull() || !count.Type().Is(tftypes.Number) {
		return nil
	}
	n, err := as[*big.Float](count)
	if err == nil && n.Cmp(big.NewFloat(float64(users))) > 0 {
		err = fmt.Errorf("the answer of Microsoft Graph has %d of %s users, as its @odata.count says; join the users of all pages", users, n.Text('f', 0))
	}
	return err
}

// listed gives users of a list, who carry their names.
func (r *usersReader) listed(users []tftypes.Value) error {
	register := rollout.NewRegister("elements", len(users))
	for i, value := range users {
		u, err := r.user(value, true)
		if err == nil && strings.TrimSpace(u.Name) == "" {
			err = errors.New("the user has no name; set user_principal_name or user")
		}
		if err == nil {
			if err := register.Enter(u.Name, i); err != nil {
				return err
			}
			err = r.add(u)
		}
		if errors.Is(err, errUnknown) {
			return err
		}
		if err != nil {
			return &rollout.EntryError{Index: i, Err: err}
		}
	}
	return r.rivals.Err()
}

// user reads one user: a location, if the name is known already, or an object.
// Other attributes are ignored, so users of another provider's data source can
// be passed on unchanged.
func (r *usersReader) user(value tftypes.Value, listed bool) (u rollout.User, err error) {
	switch {
	case !value.IsKnown():
		return u, errUnknown
	case value.IsNull() && !listed:
		return u, nil
	case value.Type().Is(tftypes.String) && !listed:
		u.Country, err = as[string](value)
		return u, err
	case !isMap(value) || value.IsNull():
		if listed {
			return u, fmt.Errorf(`%s is not a user; write a map such as { "ada@example.com" = "DE" }, or a list of objects with user_principal_name and usage_location`,
				withArticle(value))
		}
		return u, fmt.Errorf(`the value is %s; write a usage location such as "DE", or an object such as { usage_location = "DE" }`, withArticle(value))
	}
	attributes, err := as[map[string]tftypes.Value](value)
	if err != nil {
		return u, err
	}
	at := r.layoutOf(attributes)
	if at.err != nil {
		return u, at.err
	}
	for _, name := range at.users {
		if u.Name, err = textOf(name, attributes[name]); err != nil || u.Name != "" {
			break
		}
	}
	if err != nil {
		return u, err
	}
	if u.Country, err = textOf(at.location, attributes[at.location]); err != nil {
		return u, err
	}
	u.Postal = at.postal
	if at.country != "" {
		if u.Beside, err = textOf(at.country, attributes[at.country]); err != nil {
			return u, err
		}
	}
	for _, name := range at.others {
		if value := attributes[name]; value.IsKnown() && !value.IsNull() && value.Type().Is(tftypes.String) {
			text, err := as[string](value)
			if err != nil {
				return u, err
			}
			r.rivals.See(at.postal, u.Country, name, text)
		}
	}
	u.Features, err = ownFeatures(attributes[at.features])
	return u, err
}

// layoutOf returns where the attributes of a user object are.
func (r *usersReader) layoutOf(attributes map[string]tftypes.Value) layout {
	same := len(r.names) == len(attributes) && r.names != nil
	for i := 0; same && i < len(r.names); i++ {
		_, same = attributes[r.names[i]]
	}
	if !same {
		r.last = r.newLayout(attributes)
	}
	return r.last
}

func (r *usersReader) newLayout(attributes map[string]tftypes.Value) layout {
	r.names = make([]string, 0, len(attributes))
	for name := range attributes {
		r.names = append(r.names, name)
	}
	slices.Sort(r.names)
	key := strings.Join(r.names, "\x00")
	if at, known := r.layouts[key]; known {
		return at
	}
	names := slices.Clone(r.names)
	found, err := rollout.FindAttributes(names)
	at := layout{postal: found.Postal, err: err}
	for _, place := range []struct {
		index int
		name  *string
	}{{found.Location, &at.location}, {found.Country, &at.country}, {found.Features, &at.features}} {
		if place.index >= 0 {
			*place.name = names[place.index]
		}
	}
	if at.country == at.location {
		at.country = ""
	}
	for _, i := range found.Users {
		at.users = append(at.users, names[i])
	}
	for _, i := range found.Others(names) {
		at.others = append(at.others, names[i])
	}
	if len(r.layouts) < 1<<10 {
		r.layouts[key] = at
	}
	return at
}

// textOf returns a string, which is empty if the value is null or absent.
func textOf(what string, value tftypes.Value) (string, error) {
	switch {
	case value.Type() == nil:
		return "", nil
	case !value.IsKnown():
		return "", errUnknown
	case value.IsNull():
		return "", nil
	case !value.Type().Is(tftypes.String):
		return "", fmt.Errorf("%s is %s; it must be a string", what, withArticle(value))
	}
	return as[string](value)
}

// ownFeatures returns the features of one user, nil if those of the rollout
// apply. A string is in the form of CSV.
func ownFeatures(value tftypes.Value) ([]string, error) {
	switch {
	case value.Type() == nil:
		return nil, nil
	case !value.IsKnown():
		return nil, errUnknown
	case value.IsNull():
		return nil, nil
	case value.Type().Is(tftypes.String):
		list, err := as[string](value)
		return rollout.SplitFeatures(list), err
	case !isList(value):
		return nil, fmt.Errorf("features is %s; it must be a list of strings", withArticle(value))
	}
	elements, err := as[[]tftypes.Value](value)
	if err != nil {
		return nil, err
	}
	features := make([]string, len(elements))
	for i, element := range elements {
		if element.IsKnown() && element.IsNull() {
			return nil, fmt.Errorf("element %d of features is null", i)
		}
		if features[i], err = textOf(fmt.Sprintf("element %d of features", i), element); err != nil {
			return nil, err
		}
	}
	return features, nil
}

// withArticle names what a value is as a practitioner knows it.
func withArticle(v tftypes.Value) string {
	if v.IsNull() {
		return "null"
	}
	switch v.Type().(type) {
	case tftypes.List, tftypes.Tuple:
		return "a list"
	case tftypes.Set:
		return "a set"
	case tftypes.Map:
		return "a map"
	case tftypes.Object:
		return "an object"
	}
	switch {
	case v.Type().Is(tftypes.Bool):
		return "a bool"
	case v.Type().Is(tftypes.Number):
		return "a number"
	}
	return "a string"
}
