package catalog

import (
	_ "embed" // the list
	"strings"
	"sync"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
)

// dialOutZoneA holds the countries of dial-out zone A: calls there use the
// dial-out minutes of the Audio Conferencing subscription licences.
//
// Source: Microsoft Teams documentation, "Audio Conferencing dial-out
// policies, and zones", as of 2023-01-25.
const dialOutZoneA = "AT AU BE BG BR CA CH CN CZ DE DK EE ES FI FR GB GR HK HR HU IE IN IT JP KR LU MX MY NL NO NZ PL PR PT RO RU SE SG SI SK TH TW US ZA"

// InDialOutZoneA reports whether calls from a meeting to the country use the
// dial-out minutes of the Audio Conferencing licences.
func InDialOutZoneA(code country.Code) bool {
	return !code.IsZero() && strings.Contains(dialOutZoneA, code.String())
}

//go:embed data/outbound-destinations.txt
var outboundDestinations string

// outbound returns the codes of the list as a set, by Code.Index. The list is
// part of the program, so a code in it that is none is a mistake of ours, which
// a test finds.
var outbound = sync.OnceValue(func() [country.Count]bool {
	var set [country.Count]bool
	for line := range strings.Lines(outboundDestinations) {
		line, _, _ = strings.Cut(line, "#")
		for field := range strings.FieldsSeq(line) {
			set[country.MustParseCode(field).Index()] = true
		}
	}
	return set
})

// IsOutboundDestination reports whether a Domestic and International Calling
// Plan can call the country.
//
// Source: Microsoft Teams documentation, "Users can make outbound calls to
// these countries and regions", as of 2021-08-26. The pages speak of 196
// countries and regions; the list names 198, with 200 ISO codes.
func IsOutboundDestination(code country.Code) bool {
	return !code.IsZero() && outbound()[code.Index()]
}
