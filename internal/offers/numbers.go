package offers

import (
	"time"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/graph"
)

// Numbers is the phone numbers that a tenant has.
type Numbers struct {
	ExportedAt time.Time // in UTC
	TenantID   string    // "" where the file does not say
	Numbers    []graph.Number
}

// ReadNumbers reads an export of phone numbers, an object with the members
// ExportedAt, TenantId and PhoneNumbers, whose elements are those of
// Get-CsPhoneNumberAssignment. They become what Microsoft Graph gives for the
// same numbers, so that they are filtered and counted alike. A tenant may have
// none.
func ReadNumbers(data []byte) (*Numbers, error) {
	var r reader
	file, err := r.header(data, "PhoneNumbers")
	if err != nil {
		return nil, err
	}
	n := &Numbers{ExportedAt: file.exportedAt, TenantID: file.tenantID, Numbers: make([]graph.Number, len(r.elements))}
	for i, element := range r.elements {
		if err := readNumber(element, &n.Numbers[i]); err != nil {
			return nil, err
		}
		n.Numbers[i] = n.Numbers[i].Judged()
	}
	return n, nil
}

// enumeration is one of the words of [graph.Number].
type enumeration interface{ UnmarshalText([]byte) error }

func readNumber(element value, n *graph.Number) error {
	if err := element.object(); err != nil {
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
		member, _ := element.member(m.name)
		s, _, err := member.text()
		if err != nil {
			return err
		}
		*m.target = s
	}
	if n.TelephoneNumber == "" {
		return element.errorf("has no TelephoneNumber")
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
		member, _ := element.member(m.name)
		if err := member.enumeration(m.target); err != nil {
			return err
		}
	}
	capability, _ := element.member("Capability")
	capabilities, err := capability.list()
	if err != nil {
		return err
	}
	for _, c := range capabilities {
		var usage graph.Usage
		if err := c.enumeration(&usage); err != nil {
			return err
		}
		n.Capabilities = append(n.Capabilities, usage)
	}
	return nil
}

// enumeration reads a word into the type of package graph for it. A number is
// refused: no documentation says which word it stands for, and filters go by it.
func (v value) enumeration(target enumeration) error {
	s, isNumber, err := v.text()
	if err != nil || s == "" {
		return err
	}
	if isNumber {
		return v.errorf("is %s, the number of an enumeration, and no documentation says of which word: add -EnumsAsStrings to ConvertTo-Json, "+
			"or use the export script", s)
	}
	return target.UnmarshalText([]byte(s))
}
