package rollout_test

import (
	"fmt"
	"log"
	"strings"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/catalog"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/rollout"
)

func Example() {
	snapshot, err := catalog.Embedded("2023-01-25")
	if err != nil {
		log.Fatal(err)
	}
	e := rollout.New(snapshot, rollout.Options{Features: []availability.Feature{availability.CallingPlan}})
	err = rollout.ReadCSV(strings.NewReader(`UserPrincipalName,UsageLocation
ann@contoso.example,DE
bob@contoso.example,AE
eve@contoso.example,
`), e.Add)
	if err != nil {
		log.Fatal(err)
	}
	for v := range e.Violations() {
		fmt.Println(v.User, v.CountryCode(), v.FeatureName(), v.StatusName())
	}
	// Output:
	// bob@contoso.example AE calling_plan unavailable
	// eve@contoso.example  usage_location unknown
}

func ExampleEvaluation_Prerequisites() {
	snapshot, err := catalog.Embedded("2023-01-25")
	if err != nil {
		log.Fatal(err)
	}
	e := rollout.New(snapshot, rollout.Options{Features: []availability.Feature{availability.CallingPlan, availability.TollFreeNumber}})
	for user, place := range map[string]string{"ann": "DE", "bob": "IN"} {
		if err := e.Add(rollout.User{Name: user, Country: place}); err != nil {
			log.Fatal(err)
		}
	}
	for _, p := range e.Prerequisites() {
		fmt.Printf("%v for %v by %d users; unavailable in %v\n", p.Feature, p.NeededFor, p.UserCount, p.UnavailableIn)
	}
	// Output:
	// phone_system for [calling_plan] by 1 users; unavailable in []
	// communications_credits for [toll_free_number] by 2 users; unavailable in [IN]
}

func ExampleOutboundCall() {
	snapshot, err := catalog.Embedded("2023-01-25")
	if err != nil {
		log.Fatal(err)
	}
	us, ca, de := country.MustParseCode("US"), country.MustParseCode("CA"), country.MustParseCode("DE")
	fmt.Println(rollout.OutboundCall(snapshot, us, ca, availability.Domestic))
	fmt.Println(rollout.OutboundCall(snapshot, us, de, availability.DomesticAndInternational))
	fmt.Println(rollout.OutboundCall(snapshot, us, de, availability.Domestic))
	fmt.Println(rollout.OutboundCall(snapshot, us, de, availability.PayAsYouGo))
	// Output:
	// domestic
	// international
	// communications_credits
	// unavailable
}

func ExampleNumberQuota() {
	for _, t := range []rollout.NumberType{rollout.UserNumber, rollout.TollNumber} {
		n, err := rollout.NumberQuota(t, 50)
		fmt.Println(t, n, err)
	}
	// Output:
	// user 65 <nil>
	// toll 20 <nil>
}
