package availability_test

import (
	"fmt"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
)

func ExampleParseFeature() {
	_, err := availability.ParseFeature("callingplan")
	fmt.Println(err.Error()[:67])
	// Output:
	// "callingplan" is not a valid feature; did you mean calling_plan? Al
}

func ExampleCountry_Verdict() {
	de := &availability.Country{Code: country.MustParseCode("DE"), Slug: "germany"}
	de.AudioConferencing.CallMe = availability.Finding{
		Status:     availability.Conditional,
		Conditions: availability.NewConditions(availability.RequiresCommunicationsCredits),
	}
	v := de.Verdict(availability.CallMe)
	fmt.Println(v.Status, v.Conditions.Names())
	fmt.Println("counts as available:", v.Satisfies(false), "strictly:", v.Satisfies(true))
	// Output:
	// conditional [requires_communications_credits]
	// counts as available: true strictly: false
}

func ExampleCountry_Prerequisites() {
	de := &availability.Country{Code: country.MustParseCode("DE"), Slug: "germany"}
	de.PhoneSystem.CallQueues = true
	de.ServiceNumbers.TollFree.Status = availability.Available
	fmt.Println(de.Prerequisites(availability.CallQueues))
	// Output:
	// [phone_system toll_free_number]
}

func ExampleConditions_String() {
	set := availability.NewConditions(availability.OnRequest, availability.AudioConferencingOnly)
	fmt.Println(set)
	// Output:
	// only for Audio Conferencing; ordered from the service desk, not in the admin center
}
