package graphtest

import "fmt"

// A Range is a block of a million real numbers: the six digits that follow the
// prefix are free.
type Range struct {
	Country, City, Prefix string
	TollFree              bool
}

// Ranges are blocks of several countries.
var Ranges = []Range{
	{"US", "Clanton", "+12052", false},
	{"US", "", "+18332", true},
	{"CA", "Toronto", "+14162", false},
	{"GB", "London", "+442079", false},
	{"GB", "", "+448081", true},
	{"DE", "Berlin", "+493023", false},
	{"DE", "", "+498001", true},
	{"FR", "Paris", "+33142", false},
	{"FR", "", "+33805", true},
	{"MX", "Mexico City", "+525512", false},
	{"MX", "", "+528001", true},
	{"AU", "Sydney", "+61280", false},
	{"CH", "Zürich", "+41442", false},
}

// Generate returns n numbers, up to a million of each of [Ranges], in turn.
// A third of them are unassigned, and all number types occur in every range.
//
// As with Graph, numbers of Direct Routing have no country and no city, and a
// number is for users or for services, never for both.
func Generate(n int) []Number {
	numbers := make([]Number, n)
	for i := range numbers {
		r, at := Ranges[i%len(Ranges)], i/len(Ranges)
		number := Number{
			ID:               fmt.Sprintf("00000000-0000-0000-0000-%012d", i),
			TelephoneNumber:  fmt.Sprintf("%s%06d", r.Prefix, at),
			NumberType:       []string{"callingPlan", "directRouting", "operatorConnect"}[at%3],
			ActivationState:  "activated",
			Capabilities:     []string{"conferenceAssignment", "voiceApplicationAssignment"},
			AssignmentStatus: "unassigned",
			NumberSource:     "online",
		}
		forUsers := !r.TollFree && at%4 != 3
		if forUsers {
			number.Capabilities = []string{"userAssignment"}
		}
		if number.NumberType == "directRouting" {
			number.NumberSource = "onPremises"
		} else {
			number.ISOCountryCode = &r.Country
			if r.City != "" {
				number.City = &r.City
			}
		}
		if at/3%3 != 0 {
			target, category := "00000000-0000-0000-0000-00000000cafe", "primary"
			number.AssignmentTargetID, number.AssignmentCategory = &target, &category
			number.AssignmentStatus = "voiceApplicationAssigned"
			if forUsers {
				number.AssignmentStatus = "userAssigned"
			}
		}
		numbers[i] = number
	}
	return numbers
}
