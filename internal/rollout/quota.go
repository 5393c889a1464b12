package rollout

import (
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/enum"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/text"
)

// NumberType is a type of telephone number that is limited in itself. The zero
// NumberType is none.
type NumberType uint8

// The number types.
const (
	UserNumber     NumberType = iota + 1 // numbers of users, those of pay-as-you-go included
	TollNumber                           // toll service numbers
	TollFreeNumber                       // toll-free service numbers

	// UserPayAsYouGoNumber is a number of a user that comes with a
	// pay-as-you-go Calling Plan. It is limited in another way, and is a
	// [UserNumber] once the organization has it.
	UserPayAsYouGoNumber
)

var numberTypes = [...]string{UserNumber: "user", TollNumber: "toll", TollFreeNumber: "toll_free", UserPayAsYouGoNumber: "user_pay_as_you_go"}

var numberTypeSet = enum.Set[NumberType]{Kind: "number type", Len: len(numberTypes) - 1, Name: func(t NumberType) string { return numberTypes[t] }}

// NumberTypeNames returns the identifier of every number type that
// [NumberQuota] knows.
func NumberTypeNames() []string { return numberTypeSet.Names() }

// StockNumberTypeNames returns the identifier of every number type that a
// number of an organization can be: not that of pay-as-you-go, for no number
// tells which plan it came with.
func StockNumberTypeNames() []string { return numberTypeSet.Names()[:UserPayAsYouGoNumber-1] }

// ParseNumberType returns the number type with the identifier s, spelled
// exactly so, or an [*text.UnknownWordError].
func ParseNumberType(s string) (NumberType, error) { return numberTypeSet.Parse(s) }

// String returns the identifier, such as "toll_free".
func (t NumberType) String() string { return numberTypeSet.String(t) }

// maxLicenses is more than all of Microsoft 365 has sold.
const maxLicenses = 1_000_000_000

func checkLicenses(what string, n int64) error {
	if n < 0 || n > maxLicenses {
		return fmt.Errorf("the count of %slicenses is %d; allowed: 0 to %d", what, n, maxLicenses)
	}
	return nil
}

// serviceNumberTier is how many numbers come with how many licenses and more.
type serviceNumberTier struct{ licenses, numbers int64 }

// serviceNumberTiers holds, from the highest tier to the lowest, how many
// service numbers of one type an organization gets from how many licenses of
// Phone System and Audio Conferencing together.
//
// Source: Microsoft Teams documentation, "How many phone numbers can you
// get?", snapshots 2021-08 and 2023-01.
var serviceNumberTiers = []serviceNumberTier{
	{50000, 1500}, {20000, 1000}, {15000, 700}, {10000, 600}, {7000, 500}, {3000, 420}, {2000, 210}, {1500, 160}, {1250, 135},
	{1000, 125}, {750, 110}, {500, 90}, {200, 65}, {150, 40}, {100, 30}, {50, 20}, {26, 10}, {1, 5},
}

// NumberQuota returns how many numbers of a type an organization can get. For
// user numbers the licenses are those of Domestic and of Domestic and
// International Calling Plans, for user numbers of pay-as-you-go those of its
// plan, for service numbers the sum of those of Phone System and of Audio
// Conferencing. Numbers ported from elsewhere do not count.
//
// Without a license there is no number of any type, although the formula for
// user numbers alone would give 10.
//
// Source: Microsoft Teams documentation, "How many phone numbers can you
// get?", snapshots 2021-08 and 2023-01: user numbers are the licenses times 1.1
// plus 10, rounded down, so that 50 licenses give 65; each pay-as-you-go license
// gives one number.
func NumberQuota(t NumberType, licenses int64) (int64, error) {
	if err := checkLicenses("", licenses); err != nil {
		return 0, err
	}
	if licenses == 0 {
		return 0, nil
	}
	switch t {
	case UserNumber:
		return licenses*11/10 + 10, nil
	case UserPayAsYouGoNumber:
		return licenses, nil
	case TollNumber, TollFreeNumber:
	}
	tier := slices.IndexFunc(serviceNumberTiers, func(t serviceNumberTier) bool { return licenses >= t.licenses })
	return serviceNumberTiers[tier].numbers, nil // one license is enough for the lowest tier
}

// Licenses counts the licenses of an organization.
type Licenses struct {
	PhoneSystem       int64
	AudioConferencing int64 // subscription licenses, not those paid by the minute
	CallingPlan       int64 // Domestic and Domestic and International Calling Plans
	PayAsYouGo        int64 // pay-as-you-go Calling Plans

	// SelectDialOut counts those of AudioConferencing whose minutes reach the
	// United States and Canada alone.
	SelectDialOut int64
}

// LicenseNames returns the names that [ParseLicenses] knows.
func LicenseNames() []string {
	return []string{"phone_system", "audio_conferencing", "calling_plan", "pay_as_you_go_calling_plan"}
}

// CheckLicenseName returns an [*text.UnknownWordError] where a name is none of
// [LicenseNames]. What stands for a feature, such as a part number, suggests the
// license that gives it.
func CheckLicenseName(name string) error {
	err := text.CheckWord("license", name, LicenseNames())
	var license, feature *text.UnknownWordError
	if _, notFeature := availability.ParseFeature(name); !errors.As(err, &license) || license.Suggestions != nil || !errors.As(notFeature, &feature) {
		return err
	}
	for _, meant := range feature.Suggestions {
		if f, _ := availability.ParseFeature(meant); f == availability.DomesticCallingPlan || f == availability.DomesticAndInternationalCallingPlan {
			meant = availability.CallingPlan.String()
		}
		if slices.Contains(LicenseNames(), meant) && !slices.Contains(license.Suggestions, meant) {
			license.Suggestions = append(license.Suggestions, meant)
		}
	}
	return err
}

// ParseLicenses reads a count for each of some or all of [LicenseNames]. The
// error for another name is an [*text.UnknownWordError].
func ParseLicenses(counts map[string]int64) (Licenses, error) {
	for _, name := range slices.Sorted(maps.Keys(counts)) {
		if err := CheckLicenseName(name); err != nil {
			return Licenses{}, err
		}
	}
	for _, name := range LicenseNames() {
		if err := checkLicenses(name+" ", counts[name]); err != nil {
			return Licenses{}, err
		}
	}
	return Licenses{
		PhoneSystem:       counts["phone_system"],
		AudioConferencing: counts["audio_conferencing"],
		CallingPlan:       counts["calling_plan"],
		PayAsYouGo:        counts["pay_as_you_go_calling_plan"],
	}, nil
}

// Quota is how many numbers of each type an organization can get.
type Quota struct{ User, Toll, TollFree int64 }

// Quota returns how many numbers come with the licenses: see [NumberQuota].
// Those of pay-as-you-go are user numbers beside those of the other plans.
func (l Licenses) Quota() (Quota, error) {
	user, err := NumberQuota(UserNumber, l.CallingPlan)
	if err != nil {
		return Quota{}, err
	}
	payAsYouGo, err := NumberQuota(UserPayAsYouGoNumber, l.PayAsYouGo)
	if err != nil {
		return Quota{}, err
	}
	service, err := NumberQuota(TollNumber, l.PhoneSystem+l.AudioConferencing)
	return Quota{User: user + payAsYouGo, Toll: service, TollFree: service}, err
}

// DialOutMinutes returns how many minutes a month an organization can dial out
// of meetings to non-premium numbers in the countries of dial-out zone A,
// pooled over all its organizers. Past these, and elsewhere, Communications
// Credits pay.
//
// Source: Microsoft Teams documentation, "Audio Conferencing subscription
// dial-out minutes benefit", snapshots 2021-08 and 2023-01: 60 minutes for each
// subscription license, none for a license paid by the minute. Those of the
// license with dial-out to USA and Canada reach these two alone (the same page,
// 2025-05-29), so they are not counted.
func (l Licenses) DialOutMinutes() int64 { return 60 * max(0, l.AudioConferencing-l.SelectDialOut) }
