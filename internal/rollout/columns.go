package rollout

import (
	"cmp"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"sync"
	"unicode"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/text"
)

// The columns of a list, or the attributes of a user, each kind with the names it
// may have. Where several are there, the first of a list is read: by meaning, a
// usage location comes before the country of an address, and a name before a
// number; a user principal name is certain where a mail address may be anything.
// Case, spaces and punctuation in a name do not matter, and a name in brackets
// stands for the whole: "User name [userPrincipalName] Required".
//
// Source: the exports of Microsoft Entra (userPrincipalName, usageLocation; its
// template for bulk operations has the names in brackets), of the Microsoft 365
// admin center ("User principal name", "Usage location"), of the Teams admin
// center ("User name", "Location"), of Get-MgUser, Get-CsOnlineUser and
// Get-ADUser | Export-Csv (msExchUsageLocation; c, co and countryCode are of the
// address), 2023-01.
var (
	userColumns     = []string{"UserPrincipalName", "UPN", "User", "UserName", "Mail"}
	locationColumns = []string{"UsageLocation", "msExchUsageLocation", "Location",
		"Country", "CountryOrRegion", "Country/Region", "co", "c", "CountryAbbreviation", "CountryLetterCode", "CountryCode"}
	featuresColumns = []string{"Features"}
)

// How many of locationColumns are usage locations for certain, and how many may
// be; the others are of an address.
const (
	usageLocations    = 2
	possibleLocations = 3
)

// columnKind is what a column is read as.
type columnKind uint8

const (
	userColumn columnKind = iota + 1
	locationColumn
	featuresColumn
)

// column is what the name of a column means; its kind is zero if that is
// nothing.
type column struct {
	kind columnKind
	rank int // among the columns of the kind, from 0
	// near is the name that is probably meant where the name is none itself.
	near string
}

// folded holds what the names mean, by [foldColumn].
var folded = sync.OnceValue(func() map[string]column {
	m := make(map[string]column)
	for kind, names := range map[columnKind][]string{userColumn: userColumns, locationColumn: locationColumns, featuresColumn: featuresColumns} {
		for rank, name := range names {
			m[foldColumn(name)] = column{kind: kind, rank: rank}
		}
	}
	return m
})

// misnamed are the names that are near enough to be taken for another.
var misnamed = []string{"usage_location", "features"}

// columnOf returns what the name of a column means.
func columnOf(name string) column {
	bare := foldColumn(name)
	if c, ok := folded()[bare]; ok {
		return c
	}
	for _, word := range misnamed {
		if near := foldColumn(word); isNear(bare, near) {
			return column{near: word}
		}
	}
	switch {
	case saysUsageLocation(bare):
		return column{near: misnamed[0]}
	case saysFeatures(bare):
		return column{near: misnamed[1]}
	}
	return column{}
}

// isNear reports whether a name is another one with at most two typos, such as
// a missing letter. That is less than [text.Nearest] allows, because other
// columns have names too.
func isNear(name, other string) bool {
	return slips(name, other, 2) <= 2 || name == "usage" || name == "uselocation"
}

// saysUsageLocation reports whether the words of a name say where a license is
// used, such as "License country" or "Properties.UsageLocation". Without an
// exact name such a column is more likely to be meant than the country of an
// address.
func saysUsageLocation(name string) bool {
	contains := func(word string) bool { return strings.Contains(name, word) }
	return contains("usageloc") ||
		slices.ContainsFunc([]string{"usage", "license", "licence"}, contains) &&
			slices.ContainsFunc([]string{"location", "country", "region"}, contains)
}

// saysFeatures reports whether the words of a name say which features a user needs,
// such as required_features, the argument of another data source. FeatureTypes, which
// Get-CsOnlineUser exports, does not.
func saysFeatures(name string) bool {
	return strings.Contains(name, "feature") && slices.ContainsFunc([]string{"require", "need", "want", "voice", "teams", "user", "set", "list"},
		func(word string) bool { return strings.Contains(name, word) })
}

// slips returns how many letters must be removed, inserted or replaced, or a
// number above most.
func slips(a, b string, most int) int {
	if len(a)-len(b) > most || len(b)-len(a) > most {
		return most + 1
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		above := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := above
			if a[i] != b[j] {
				cost = 1 + min(above, row[j], row[j+1])
			}
			above, row[j+1] = row[j+1], cost
		}
	}
	return row[len(b)]
}

func foldColumn(name string) string {
	if open := strings.IndexByte(name, '['); open >= 0 {
		if length := strings.IndexByte(name[open:], ']'); length > 1 {
			name = name[open+1 : open+length]
		}
	}
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, name)
}

// Columns are the indices of the columns or attributes to read; -1 if there is
// none.
type Columns struct {
	Location, Features int
	// Users are the places of all that may name the user, the best first.
	Users []int
	// Country is the place of an attribute country beside a usage location.
	Country int
	// Postal is the name of the column of locations if it may not be a usage
	// location.
	Postal string
}

// MisnamedError says that a name is none, and which one is probably meant.
type MisnamedError struct{ Given, Meant string }

func (e *MisnamedError) Error() string {
	return fmt.Sprintf("%s is not an attribute of a user; did you mean %s?", text.Quote(e.Given), e.Meant)
}

// TwiceError says that two names mean the same column or attribute.
type TwiceError struct {
	Name          string // what both mean
	First, Second int    // the places of the two, from 0
}

func (e *TwiceError) Error() string {
	return fmt.Sprintf("fields %d and %d of the header are both %s; leave one of them out", e.First+1, e.Second+1, e.Name)
}

// FindColumns finds the columns to read among names. It is an error if two
// names are equally likely, or if one was probably meant to be another. The
// error quotes only names.
func FindColumns(names []string) (Columns, error) {
	found := Columns{Location: -1, Features: -1, Country: -1}
	places := map[columnKind]*int{locationColumn: &found.Location, featuresColumn: &found.Features}
	ranks := make(map[columnKind]int)
	at := make(map[column]int)
	country := folded()["country"]
	for i, name := range names {
		c := columnOf(name)
		if c.kind == 0 {
			continue
		}
		if first, twice := at[c]; twice {
			return found, &TwiceError{Name: columnName(c), First: first, Second: i}
		}
		at[c] = i
		if c == country {
			found.Country = i
		}
		if c.kind == userColumn {
			found.Users = append(found.Users, i)
		} else if place := places[c.kind]; *place < 0 || c.rank < ranks[c.kind] {
			*place, ranks[c.kind] = i, c.rank
		}
	}
	slices.SortFunc(found.Users, func(a, b int) int { return cmp.Compare(columnOf(names[a]).rank, columnOf(names[b]).rank) })
	certain := found.Location >= 0 && ranks[locationColumn] < usageLocations
	for _, name := range names {
		switch near := columnOf(name).near; {
		case near == misnamed[0] && !certain, near == misnamed[1] && found.Features < 0:
			return found, &MisnamedError{Given: name, Meant: near}
		}
	}
	if found.Location >= 0 && !certain {
		found.Postal, found.Country = names[found.Location], -1
	}
	return found, nil
}

func columnName(c column) string {
	switch c.kind {
	case userColumn:
		return userColumns[c.rank]
	case locationColumn:
		return locationColumns[c.rank]
	case featuresColumn:
	}
	return featuresColumns[c.rank]
}

// FindAttributes is [FindColumns] for the attributes of a user object. As a
// configuration has them, country is the older name of usage_location, and
// location, which may be anything, is an error; in an object that a program wrote,
// such as a user of Microsoft Graph, or beside a city, country is that of an address.
func FindAttributes(names []string) (Columns, error) {
	found, err := FindColumns(names)
	var twice *TwiceError
	if errors.As(err, &twice) {
		return found, fmt.Errorf("%s and %s are the same attribute of a user; leave one of them out", text.Quote(names[twice.First]), text.Quote(names[twice.Second]))
	}
	if err != nil {
		return found, err
	}
	if found.Location >= 0 && names[found.Location] == "location" {
		return found, &MisnamedError{Given: "location", Meant: misnamed[0]}
	}
	exported := slices.ContainsFunc(found.Users, func(i int) bool { return !slices.Contains([]string{"user", "user_principal_name"}, names[i]) }) ||
		slices.ContainsFunc(names, ofProgram)
	if found.Location >= 0 && names[found.Location] == "country" && !exported {
		found.Postal = ""
	}
	return found, nil
}

// ofAddress are the attributes of an address beside its country, by [foldColumn].
var ofAddress = []string{"city", "street", "streetaddress", "postalcode", "zip", "zipcode"}

// ofProgram reports whether an attribute is one of a program's objects, such as
// displayName or @odata.type, or of an address.
func ofProgram(name string) bool {
	return strings.ContainsFunc(name, func(r rune) bool { return unicode.IsUpper(r) || r == '@' || r == ' ' }) || slices.Contains(ofAddress, foldColumn(name))
}

// IsUser reports whether the keys of a map are the attributes of one user, and not
// the names of users.
func IsUser(keys iter.Seq[string]) bool {
	for key := range keys {
		if c, ok := folded()[foldColumn(key)]; ok && c.rank == 0 && c.kind != featuresColumn {
			return true
		}
	}
	return false
}

// IsAddress reports whether a name is that of a column or an attribute for the
// country of an address: it is certainly no usage location.
func IsAddress(name string) bool {
	c := columnOf(name)
	return c.kind == locationColumn && c.rank >= possibleLocations
}

// AddressError says that a user has no usage location, only the country of an
// address.
type AddressError struct{ Column string }

func (e *AddressError) Error() string {
	return fmt.Sprintf("the user has no usage location, only the country of an address, %s", text.Quote(e.Column))
}
