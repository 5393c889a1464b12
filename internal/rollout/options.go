package rollout

import (
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/enum"
)

// NumberSource is where the phone numbers of Calling Plan users come from. The
// zero NumberSource is not judged.
type NumberSource uint8

// The sources.
const (
	MicrosoftNumbers NumberSource = iota + 1 // new numbers, of Microsoft or the operator that sells its plans there
	PortedNumbers                            // numbers of another carrier, ported to Microsoft
	NoNumbers                                // what the numbers are is not judged
)

var numberSourceSet = enum.Set[NumberSource]{Kind: "source of numbers", Len: 3, Name: func(s NumberSource) string {
	return [...]string{MicrosoftNumbers: "microsoft", PortedNumbers: "ported", NoNumbers: "none"}[s]
}}

// ParseNumberSource returns the source with the identifier s, which must match exactly,
// or a [*text.UnknownWordError].
func ParseNumberSource(s string) (NumberSource, error) { return numberSourceSet.Parse(s) }

// NumberSourceNames returns the identifier of every source.
func NumberSourceNames() []string { return numberSourceSet.Names() }

// String returns the identifier, such as "ported".
func (s NumberSource) String() string { return numberSourceSet.String(s) }

// Feature returns the feature that says whether there are such numbers; the
// zero Feature if that is not judged.
func (s NumberSource) Feature() availability.Feature {
	switch s {
	case MicrosoftNumbers:
		return availability.UserNumber
	case PortedNumbers:
		return availability.NumberPorting
	case NoNumbers:
	}
	return 0
}

// Agreement is how an organization buys from Microsoft. The zero Agreement is not
// known.
type Agreement uint8

// The agreements.
//
// Source: Microsoft, "Set up Communications Credits for your organization",
// 2024-11-18: only organizations with the older agreement fund calls by credits.
const (
	MOSA Agreement = iota + 1 // the Microsoft Online Subscription Agreement: Communications Credits pay for calls
	MCA                       // the Microsoft Customer Agreement: calls are billed after use
	CSP                       // a Cloud Solution Provider: the same
)

var agreementSet = enum.Set[Agreement]{Kind: "billing agreement", Len: 3, Name: func(a Agreement) string {
	return [...]string{MOSA: "mosa", MCA: "mca", CSP: "csp"}[a]
}}

// ParseAgreement returns the agreement with the identifier s, which must match exactly,
// or a [*text.UnknownWordError].
func ParseAgreement(s string) (Agreement, error) { return agreementSet.Parse(s) }

// AgreementNames returns the identifier of every agreement.
func AgreementNames() []string { return agreementSet.Names() }

// String returns the identifier, such as "mca".
func (a Agreement) String() string { return agreementSet.String(a) }

// BillsAfterUse reports whether calls are billed after use, so that there are
// no Communications Credits to buy and missing credits do not matter.
func (a Agreement) BillsAfterUse() bool { return a == MCA || a == CSP }
