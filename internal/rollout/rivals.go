package rollout

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/text"
)

// Rivals finds a column that may be the one of usage locations, in a list that has
// none by name and is judged by the country of an address: a header may be of a
// portal in another language, such as Nutzungsstandort. It is a column all of
// whose values name countries, some of them another one than the address. The zero
// Rivals is ready to use.
type Rivals struct {
	postal  string
	columns map[string]*rival
}

type rival struct{ isOther, differs bool }

// noRivals are columns that may hold nothing but the names or codes of countries
// and mean something else, by [foldColumn]: IT is a department and CA a state.
var noRivals = []string{
	"city", "l", "state", "stateorprovince", "st", "province", "region", "preferreddatalocation", "preferredlanguage", "language", "locale",
	"department", "dept", "division", "team", "group", "company", "companyname", "organization", "title", "jobtitle", "office", "officelocation", "site",
	"name", "displayname", "firstname", "givenname", "lastname", "surname", "sn", "initials", "nationality", "citizenship",
}

// Others returns the places of the names that can be a rival of the one that is
// read; none if that one is of usage locations.
func (c Columns) Others(names []string) []int {
	var others []int
	for i, name := range names {
		if c.Postal != "" && canRival(c.Postal, name) {
			others = append(others, i)
		}
	}
	return others
}

// canRival reports whether a column or an attribute can be a rival of the one that
// is read: its name means nothing here, or is that of an address where the other
// one may be of anything.
func canRival(postal, name string) bool {
	c := columnOf(name)
	return !IsAddress(postal) && IsAddress(name) || c.kind == 0 && c.near == "" && !slices.Contains(noRivals, foldColumn(name))
}

// See looks at one value of a user whose location is read from the column of an
// address.
func (r *Rivals) See(postal, location, column, value string) {
	if r.columns == nil {
		r.postal, r.columns = strings.Clone(postal), make(map[string]*rival)
	}
	c := r.columns[column]
	if c == nil {
		c = &rival{}
		r.columns[strings.Clone(column)] = c
	}
	if value = strings.TrimSpace(value); c.isOther || value == "NO" || country.IsNoLocation(value) {
		return // NO may be the answer to a question
	}
	code, found := country.Find(value)
	if !found || !strings.ContainsFunc(value, unicode.IsLetter) || len(value) <= 3 && value != strings.ToUpper(value) {
		c.isOther = true
		return
	}
	if at, known := country.Find(location); known && at != code {
		c.differs = true
	}
}

// Err returns a [*RivalError] if there is a rival, else nil.
func (r *Rivals) Err() error {
	e := &RivalError{Postal: r.postal}
	for name, c := range r.columns {
		if c.differs && !c.isOther && (e.Other == "" || name < e.Other) {
			e.Other = name
		}
	}
	if e.Other == "" {
		return nil
	}
	return e
}

// RivalError says that two columns hold countries, that they are not the same, and
// that neither is one of usage locations by its name.
type RivalError struct{ Postal, Other string }

func (e *RivalError) Error() string {
	return fmt.Sprintf("%s and %s both hold countries, and not the same ones; name the one with the usage locations %s, or leave the other one out",
		text.Quote(e.Postal), text.Quote(e.Other), locationColumns[0])
}
