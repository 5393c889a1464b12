package offers

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/powershell"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/text"
)

// NumberType is what an offered number can be used for, spelled as the cmdlets
// spell it. A type that Microsoft adds is carried as it is.
type NumberType string

// The number types of the reference, in its order.
const (
	UserSubscriber            NumberType = "UserSubscriber"
	UserSubscriberVoiceAndSMS NumberType = "UserSubscriberVoiceAndSms"
	ConferenceToll            NumberType = "ConferenceToll"
	ConferenceTollFree        NumberType = "ConferenceTollFree"
	CallQueueToll             NumberType = "CallQueueToll"
	CallQueueTollFree         NumberType = "CallQueueTollFree"
	AutoAttendantToll         NumberType = "AutoAttendantToll"
	AutoAttendantTollFree     NumberType = "AutoAttendantTollFree"
)

// NumberTypes returns the number types of the reference, in its order.
func NumberTypes() []NumberType {
	return []NumberType{UserSubscriber, UserSubscriberVoiceAndSMS, ConferenceToll, ConferenceTollFree, CallQueueToll, CallQueueTollFree,
		AutoAttendantToll, AutoAttendantTollFree}
}

// Export is what Microsoft offers a tenant.
type Export struct {
	ExportedAt time.Time // in UTC
	TenantID   string    // "" where the file does not say
	Countries  []Country // by code
	// Warnings say in sentences what could not be understood in the file
	// without affecting the rest.
	Warnings []string
}

// Country is a country in which the tenant can search for numbers, and the
// numbers that it can acquire there.
type Country struct {
	Code   country.Code
	Name   string // as Microsoft has it
	Offers []Offer

	// unnamed is whether the type of an offer is the number of an enumeration,
	// so that no other type can be called missing.
	unnamed bool
}

// Offer is one kind of number.
type Offer struct {
	ID                   string
	NumberType           NumberType
	OfferModel           string   // such as DirectStock
	RequiresCivicAddress *bool    // whether a civic address is needed first; nil if the file does not say
	SearchTypes          []string // CivicAddress, Prefix, AreaCodeSelection
	AreaCodes            []string // those to choose from, where the search is by area code
}

// Country returns what the tenant is offered in a country. It is nil if the
// country is not among those in which the tenant can search for numbers.
func (e *Export) Country(code country.Code) *Country {
	i, found := slices.BinarySearchFunc(e.Countries, code, func(c Country, code country.Code) int { return c.Code.Compare(code) })
	if !found {
		return nil
	}
	return &e.Countries[i]
}

// Scope is for which uses a kind of number is offered.
type Scope uint8

// The scopes. Toll and toll-free numbers are offered for conferences and for
// voice applications (auto attendants and call queues) each on its own.
const (
	NotOffered           Scope = iota // for none
	Offered                           // for all
	ForConferences                    // for conferences alone
	ForVoiceApplications              // for voice applications alone
	Undetermined                      // the file does not name the types of its offers
)

// UserNumbers returns [Offered] where the tenant is offered numbers for users.
func (c *Country) UserNumbers() Scope {
	return c.any(UserSubscriber, UserSubscriberVoiceAndSMS)
}

// SMSNumbers returns [Offered] if the tenant is offered user numbers that can
// send text messages.
func (c *Country) SMSNumbers() Scope { return c.any(UserSubscriberVoiceAndSMS) }

// TollNumbers returns for which uses it is offered toll service numbers.
func (c *Country) TollNumbers() Scope {
	return scope(c.any(ConferenceToll), c.any(CallQueueToll, AutoAttendantToll))
}

// TollFreeNumbers returns for which uses it is offered toll-free numbers.
func (c *Country) TollFreeNumbers() Scope {
	return scope(c.any(ConferenceTollFree), c.any(CallQueueTollFree, AutoAttendantTollFree))
}

// Has reports whether the tenant is offered numbers of a type.
func (c *Country) Has(t NumberType) bool { return c.any(t) == Offered }

// Undetermined reports whether it cannot be told if the tenant is offered numbers
// of a type.
func (c *Country) Undetermined(t NumberType) bool { return c.any(t) == Undetermined }

// Types returns the types of the numbers that the tenant is offered, each once, in
// the order of the file.
func (c *Country) Types() []NumberType {
	if c == nil {
		return nil
	}
	var types []NumberType
	seen := make(map[NumberType]bool)
	for _, o := range c.Offers {
		if !seen[o.NumberType] {
			seen[o.NumberType] = true
			types = append(types, o.NumberType)
		}
	}
	return types
}

// needsAddress reports whether a civic address is required before a number of
// one of the offered types can be acquired.
func (c *Country) needsAddress(types []NumberType) bool {
	return c != nil && slices.ContainsFunc(c.Offers, func(o Offer) bool {
		return slices.Contains(types, o.NumberType) && o.RequiresCivicAddress != nil && *o.RequiresCivicAddress
	})
}

// any returns Offered where one of the types is offered.
func (c *Country) any(types ...NumberType) Scope {
	switch {
	case c == nil:
		return NotOffered
	case slices.ContainsFunc(c.Offers, func(o Offer) bool { return slices.Contains(types, o.NumberType) }):
		return Offered
	case c.unnamed:
		return Undetermined
	}
	return NotOffered
}

func scope(conferences, voiceApplications Scope) Scope {
	switch {
	case conferences == voiceApplications:
		return conferences
	case conferences == Undetermined || voiceApplications == Undetermined:
		return Undetermined
	case conferences == Offered:
		return ForConferences
	}
	return ForVoiceApplications
}

// Read reads an export of number offers, an object with the members ExportedAt,
// TenantId and Countries, whose elements are those of
// Get-CsOnlineTelephoneNumberCountry with a member Offers of what
// Get-CsOnlineTelephoneNumberType gives. Its errors name the place in the file.
func Read(data []byte) (*Export, error) {
	r := reader{unknownTypes: map[string]bool{}, numberedTypes: map[string]bool{}, unknownCountries: map[string]bool{}, strangeAreaCodes: map[string]bool{}}
	file, err := powershell.Read(data, "Countries")
	if err != nil {
		return nil, err
	}
	none := true
	err = file.Content.Each(func(element powershell.Value) error {
		none = false
		return r.country(element)
	})
	if err != nil {
		return nil, err
	}
	if none {
		return nil, errors.New("Countries is empty, as if Get-CsOnlineTelephoneNumberCountry had failed: sign in, and export again")
	}
	e := &Export{ExportedAt: file.ExportedAt, TenantID: file.TenantID, Countries: r.countries, Warnings: r.warnings()}
	slices.SortFunc(e.Countries, func(a, b Country) int { return a.Code.Compare(b.Code) })
	return e, nil
}

// reader is one reading of a file.
type reader struct {
	countries []Country
	// What warnings name, once each.
	unknownTypes, numberedTypes, unknownCountries, strangeAreaCodes map[string]bool
}

func (r *reader) country(element powershell.Value) error {
	if err := element.Object(); err != nil {
		return err
	}
	c := Country{}
	named, _ := element.Member("Name")
	var err error
	if c.Name, _, err = named.Text(); err != nil {
		return err
	}
	coded, found := element.Member("Value")
	written, _, err := coded.Text()
	if err != nil {
		return err
	}
	if !found || written == "" {
		return element.Errorf("has no Value, the code of the country")
	}
	offered, found := element.Member("Offers")
	if !found {
		return element.Errorf("has no Offers, which is what Get-CsOnlineTelephoneNumberType returns for the country")
	}
	code, notISO := country.ParseCode(strings.ToUpper(written))
	if notISO != nil {
		r.unknownCountries[text.Line(written)] = true
		return nil //nolint:nilerr // a country that is not known does not stand in the way of the others, and a warning names it
	}
	c.Code = code
	if slices.ContainsFunc(r.countries, func(other Country) bool { return other.Code == c.Code }) {
		return element.Errorf("is %s, which is listed twice", c.Code)
	}
	err = offered.Each(func(offer powershell.Value) error {
		o, unnamed, err := r.offer(offer, c.Code)
		c.unnamed = c.unnamed || unnamed
		c.Offers = append(c.Offers, o)
		return err
	})
	if err != nil {
		return err
	}
	r.countries = append(r.countries, c)
	return nil
}

func (r *reader) offer(element powershell.Value, code country.Code) (o Offer, unnamed bool, err error) {
	if err := element.Object(); err != nil {
		return o, false, err
	}
	typed, _ := element.Member("NumberType")
	written, unnamed, err := typed.Text()
	if err != nil {
		return o, false, err
	}
	if written == "" {
		return o, false, element.Errorf("has no NumberType")
	}
	o.NumberType = NumberType(written)
	known := slices.IndexFunc(NumberTypes(), func(t NumberType) bool { return strings.EqualFold(string(t), written) })
	switch {
	case known >= 0:
		o.NumberType = NumberTypes()[known]
	case unnamed:
		r.numberedTypes[text.Line(written)] = true
	default:
		r.unknownTypes[text.Line(written)] = true
	}
	id, _ := element.Member("Id")
	model, _ := element.Member("OfferModel")
	required, _ := element.Member("RequiresCivicAddress")
	searched, _ := element.Member("AllowedSearchType")
	if o.ID, _, err = id.Text(); err != nil {
		return o, false, err
	}
	if o.OfferModel, _, err = model.Text(); err != nil {
		return o, false, err
	}
	if o.RequiresCivicAddress, err = required.Truth(); err != nil {
		return o, false, err
	}
	searchTypes, err := searched.List()
	if err != nil {
		return o, false, err
	}
	for _, searchType := range searchTypes {
		s, _, err := searchType.Text()
		if err != nil {
			return o, false, err
		}
		// An array that was cut is its elements with spaces between them, and no type of search has a space.
		o.SearchTypes = append(o.SearchTypes, strings.Fields(s)...)
	}
	areas, _ := element.Member("AreaCode")
	areaCodes, err := areas.List()
	if err != nil {
		return o, false, err
	}
	for _, areaCode := range areaCodes {
		s, _, err := areaCode.Text()
		if err != nil { // the reference does not show one
			r.strangeAreaCodes[code.String()] = true
			continue
		}
		o.AreaCodes = append(o.AreaCodes, strings.Fields(s)...)
	}
	return o, unnamed, nil
}

// namedInWarning is how many things of a kind a warning names.
const namedInWarning = 10

// warnings returns one sentence for each kind of thing that was not understood.
func (r *reader) warnings() []string {
	var list []string
	add := func(names map[string]bool, sentence string) {
		if len(names) == 0 {
			return
		}
		named := slices.Sorted(maps.Keys(names))
		if more := len(named) - namedInWarning; more > 0 {
			named = append(named[:namedInWarning:namedInWarning], fmt.Sprintf("%d more", more))
		}
		list = append(list, fmt.Sprintf(sentence, text.And(named)))
	}
	add(r.unknownTypes, "This version of the provider does not know the number types %s, so they decide nothing.")
	add(r.numberedTypes, "The export has the number types %s as numbers, which no documentation names: add -EnumsAsStrings to ConvertTo-Json, "+
		"or use the export script. What the export offers in these countries is not known.")
	add(r.unknownCountries, "The export has the country codes %s, which are not in ISO 3166-1, so their offers are ignored.")
	add(r.strangeAreaCodes, "The area codes of offers in %s have an unknown form, so they are ignored.")
	return list
}
