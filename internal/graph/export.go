package graph

import (
	"time"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/powershell"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/text"
)

// NumberExport is the phone numbers that a tenant has.
type NumberExport struct {
	ExportedAt time.Time // in UTC
	TenantID   string    // "" where the file does not say
	Numbers    []Number
}

// ReadNumberExport reads an export of phone numbers, an object with the members
// ExportedAt, TenantId and PhoneNumbers, whose elements are those of
// Get-CsPhoneNumberAssignment. They become what Microsoft Graph gives for the
// same numbers, so that they are filtered and counted alike. A tenant may have
// none. The file is written by scripts/export-phone-numbers.ps1.
//
// Source: the reference of the module MicrosoftTeams on
// Get-CsPhoneNumberAssignment, as of 2026-08-21.
func ReadNumberExport(data []byte) (*NumberExport, error) {
	file, err := powershell.Read(data, "PhoneNumbers")
	if err != nil {
		return nil, err
	}
	e := &NumberExport{ExportedAt: file.ExportedAt, TenantID: file.TenantID, Numbers: []Number{}}
	err = file.Content.Each(func(element powershell.Value) error {
		var n Number
		if err := readNumber(element, &n); err != nil {
			return err
		}
		e.Numbers = append(e.Numbers, n.Judged())
		return nil
	})
	if err != nil {
		return nil, err
	}
	return e, nil
}

// enumeration is one of the words of [Number].
type enumeration interface{ UnmarshalText([]byte) error }

func readNumber(element powershell.Value, n *Number) error {
	if err := element.Object(); err != nil {
		return err
	}
	for _, m := range []struct {
		name   string
		target *string
	}{
		{"TelephoneNumber", &n.TelephoneNumber},
		{"OperatorId", &n.OperatorID},
		{"AssignedPstnTargetId", &n.AssignmentTargetID},
		{"IsoCountryCode", &n.ISOCountryCode},
		{"City", &n.City},
	} {
		member, _ := element.Member(m.name)
		s, _, err := member.Text()
		if err != nil {
			return err
		}
		*m.target = s
	}
	if n.TelephoneNumber == "" {
		return element.Errorf("has no TelephoneNumber")
	}
	for _, m := range []struct {
		name   string
		target enumeration
	}{
		{"NumberType", &n.NumberType},
		{"ActivationState", &n.ActivationState},
		{"PstnAssignmentStatus", &n.AssignmentStatus},
		{"AssignmentCategory", &n.AssignmentCategory},
		{"NumberSource", &n.NumberSource},
		{"PortInOrderStatus", &n.PortInStatus},
	} {
		member, _ := element.Member(m.name)
		if err := readWord(member, m.target); err != nil {
			return err
		}
	}
	capability, _ := element.Member("Capability")
	capabilities, err := capability.List()
	if err != nil {
		return err
	}
	for _, c := range capabilities {
		var usage Usage
		if err := readWord(c, &usage); err != nil {
			return err
		}
		n.Capabilities = append(n.Capabilities, usage)
	}
	return nil
}

// readWord reads a word of an enumeration. A number is refused, because no
// documentation says which word it stands for, and filters need the word.
func readWord(v powershell.Value, target enumeration) error {
	s, isNumber, err := v.Text()
	if err != nil || s == "" {
		return err
	}
	if isNumber {
		return v.Errorf("is %s, the number of an enumeration, and no documentation says of which word: add -EnumsAsStrings to ConvertTo-Json, "+
			"or use the export script", text.Line(s))
	}
	return target.UnmarshalText([]byte(s))
}
