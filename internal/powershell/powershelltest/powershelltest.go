// Package powershelltest makes exports as the versions of PowerShell write them, for
// tests. Its countries, offers and numbers are made up; their shapes are those of
// the examples in the reference of the module MicrosoftTeams.
package powershelltest

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf16"
)

// Object is an object with its members in order, as PowerShell keeps them: a
// name and a value in turn. A value is nil, a bool, an int, a string, a []any or
// another Object.
type Object []any

// Set returns the object with another value for a member.
func (o Object) Set(name string, value any) Object {
	changed := slices.Clone(o)
	for i := 0; i < len(o); i += 2 {
		if o[i] == name {
			changed[i+1] = value
			return changed
		}
	}
	return append(changed, name, value)
}

// Countries are the codes of the made-up export: 64 of them.
var Countries = strings.Fields("AE AR AT AU BE BG BH BR CA CH CL CN CO CR CY CZ DE DK DO EC EE EG ES FI FR GB GR GT HK HR HU ID IE IL IN IS IT JP KE " +
	"KR LT LU LV MX MY NL NO NZ PA PE PH PK PL PR PT RO RU SE SG SI SK TH TR US")

// Types returns the number types that the export offers in a country, by its
// place among [Countries].
func Types(i int) []string {
	return [][]string{
		{"UserSubscriber", "UserSubscriberVoiceAndSms", "ConferenceToll", "ConferenceTollFree", "CallQueueToll", "CallQueueTollFree",
			"AutoAttendantToll", "AutoAttendantTollFree"},
		{"UserSubscriber", "ConferenceToll", "CallQueueToll", "AutoAttendantToll"},
		{"ConferenceToll", "ConferenceTollFree"},
		{"CallQueueToll", "AutoAttendantToll", "CallQueueTollFree", "AutoAttendantTollFree"},
		{"UserSubscriber"}, // an array of one
		{},                 // an empty one
	}[i%6]
}

// Export returns an export of number offers, as the script makes it.
func Export(exportedAt any) Object {
	countries := make([]any, len(Countries))
	for i, code := range Countries {
		offers := []any{}
		for j, numberType := range Types(i) {
			offers = append(offers, Offer(i*10+j, numberType))
		}
		countries[i] = Object{"Name", "Côte " + code, "Value", code, "Offers", offers}
	}
	return Object{"ExportedAt", exportedAt, "TenantId", "00000000-0000-0000-0000-00000000beef", "Countries", countries}
}

// Offer returns what Get-CsOnlineTelephoneNumberType gives for a number type:
// its examples 1, and for toll-free numbers a search by area code.
func Offer(id int, numberType string) Object {
	searchTypes, areaCodes := []any{"CivicAddress", "Prefix"}, any(nil)
	if strings.HasSuffix(numberType, "TollFree") {
		searchTypes, areaCodes = []any{"AreaCodeSelection"}, []any{"800", "833"}
	}
	return Object{
		"AllowedSearchType", searchTypes,
		"AreaCode", areaCodes,
		"AvailabilityInfo", Object{"Inner", Object{"Reason", nil}},
		"Id", fmt.Sprintf("00000000-0000-0000-0000-%012d", id),
		"NumberType", numberType,
		"OfferModel", "DirectStock",
		"PrefixSearchOption", Object{"Max", 9},
		"RequiresCivicAddress", strings.HasPrefix(numberType, "User"),
	}
}

// Number returns what Get-CsPhoneNumberAssignment gives for a number: its
// example 1.
func Number(number, countryCode string, capabilities ...any) Object {
	return Object{
		"TelephoneNumber", number, "OperatorId", "2b24d246-a9ee-428b-96bc-fb9d9a053c8d", "NumberType", "CallingPlan",
		"ActivationState", "Activated", "AssignedPstnTargetId", nil, "AssignmentCategory", "Primary", "Capability", capabilities,
		"City", "Omaha", "CivicAddressId", "703b30e5-dbdd-4132-9809-4c6160a6acc7", "IsoCountryCode", countryCode,
		"LocationUpdateSupported", true, "NetworkSiteId", nil, "PortInOrderStatus", nil, "PstnAssignmentStatus", "Unassigned",
		"PstnPartnerName", "Microsoft", "NumberSource", "Online", "Tag", []any{},
	}
}

// Style is how ConvertTo-Json and the cmdlet that wrote the file were called.
type Style struct {
	Windows  bool     // PowerShell 5.1 rather than 7
	Compress bool     // -Compress
	Depth    int      // -Depth, 2 where it is 0
	Unrolled bool     // arrays of one became their element, as a pipeline does
	Encoding Encoding // of the file
}

// Encoding is how a file holds its text.
type Encoding string

// The encodings that the cmdlets of both versions can write, and UTF-16 as other
// programs leave it, without its mark.
const (
	UTF8         Encoding = "UTF-8"
	UTF8BOM      Encoding = "UTF-8 with a mark"
	UTF16LE      Encoding = "UTF-16" // Out-File and > in 5.1
	UTF16BE      Encoding = "UTF-16, big endian"
	UTF16LENoBOM Encoding = "UTF-16 without a mark"
	UTF16BENoBOM Encoding = "UTF-16, big endian, without a mark"
	Windows1252  Encoding = "Windows-1252" // Set-Content in 5.1

)

// Encodings returns all of them.
func Encodings() []Encoding {
	return []Encoding{UTF8, UTF8BOM, UTF16LE, UTF16BE, UTF16LENoBOM, UTF16BENoBOM, Windows1252}
}

// File returns the file that ConvertTo-Json makes of a value in a style.
func (s Style) File(v any) []byte {
	if s.Depth == 0 {
		s.Depth = 2
	}
	var b bytes.Buffer
	s.write(&b, v, 0)
	if !s.Compress {
		var indented bytes.Buffer
		indent := "  "
		if s.Windows {
			indent = "    "
		}
		if err := json.Indent(&indented, b.Bytes(), "", indent); err != nil {
			panic(err)
		}
		b = indented
	}
	text := b.String() + "\n"
	if s.Windows {
		text = strings.ReplaceAll(text, "\n", "\r\n")
	}
	return s.Encoding.encode(text)
}

func (s Style) write(b *bytes.Buffer, v any, depth int) {
	switch v := v.(type) {
	case []any:
		switch {
		case s.Unrolled && len(v) == 1:
			s.write(b, v[0], depth)
			return
		case s.Unrolled && len(v) == 0:
			b.WriteString("null")
			return
		case depth > s.Depth:
			s.write(b, asText(v), depth)
			return
		}
		b.WriteByte('[')
		for i, element := range v {
			if i > 0 {
				b.WriteByte(',')
			}
			s.write(b, element, depth+1)
		}
		b.WriteByte(']')
	case Object:
		if depth > s.Depth {
			s.write(b, asText(v), depth)
			return
		}
		b.WriteByte('{')
		for i := 0; i < len(v); i += 2 {
			if i > 0 {
				b.WriteByte(',')
			}
			s.write(b, v[i], depth)
			b.WriteByte(':')
			s.write(b, v[i+1], depth+1)
		}
		b.WriteByte('}')
	default:
		encoder := json.NewEncoder(b)
		encoder.SetEscapeHTML(s.Windows) // 5.1 escapes <, > and & as Go does
		if err := encoder.Encode(v); err != nil {
			panic(err)
		}
		b.Truncate(b.Len() - 1) // the end of the line
	}
}

// asText returns what PowerShell prints of a value, which is what ConvertTo-Json
// leaves of one that lies too deep.
func asText(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case []any:
		elements := make([]string, len(v))
		for i, element := range v {
			elements[i] = asText(element)
		}
		return strings.Join(elements, " ")
	case Object:
		var members []string
		for i := 0; i < len(v); i += 2 {
			shown := asText(v[i+1])
			if _, isArray := v[i+1].([]any); isArray {
				shown = "System.Object[]"
			}
			members = append(members, fmt.Sprint(v[i], "=", shown))
		}
		return "@{" + strings.Join(members, "; ") + "}"
	case bool:
		return map[bool]string{true: "True", false: "False"}[v]
	}
	return fmt.Sprint(v)
}

var accents = regexp.MustCompile(`ô`)

func (e Encoding) encode(text string) []byte {
	var order binary.AppendByteOrder = binary.LittleEndian
	switch e {
	case UTF8BOM:
		return []byte("\ufeff" + text)
	case UTF16LE:
		text = "\ufeff" + text
	case UTF16BE:
		text, order = "\ufeff"+text, binary.BigEndian
	case UTF16LENoBOM:
	case UTF16BENoBOM:
		order = binary.BigEndian
	case Windows1252:
		return accents.ReplaceAllLiteral([]byte(text), []byte{0xf4})
	default:
		return []byte(text)
	}
	var encoded []byte
	for _, unit := range utf16.Encode([]rune(text)) {
		encoded = order.AppendUint16(encoded, unit)
	}
	return encoded
}
