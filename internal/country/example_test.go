package country_test

import (
	"errors"
	"fmt"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
)

func ExampleResolve() {
	for _, s := range []string{"de", "United Kingdom (U.K.)", "the-czech-republic", "日本", "Côte d’Ivoire", "HOLLAND"} {
		c, err := country.Resolve(s)
		fmt.Println(c, c.Name(), err)
	}
	// Output:
	// DE Germany <nil>
	// GB United Kingdom <nil>
	// CZ Czechia <nil>
	// JP Japan <nil>
	// CI Côte d'Ivoire <nil>
	// NL Netherlands <nil>
}

func ExampleNotFoundError() {
	_, err := country.Resolve("Grmany")
	fmt.Println(err)

	var notFound *country.NotFoundError
	if errors.As(err, &notFound) {
		fmt.Println(notFound.Suggestions[0].Code)
	}
	// Output:
	// no country or region is named "Grmany"; did you mean Germany (DE)?
	// DE
}

func ExampleAmbiguousError() {
	_, err := country.Resolve("Korea")
	fmt.Println(err)

	var ambiguous *country.AmbiguousError
	if errors.As(err, &ambiguous) {
		fmt.Println(country.Join(ambiguous.Candidates))
	}
	// Output:
	// "Korea" may be North Korea (KP) or South Korea (KR); write the two-letter code of the one you mean
	// KP, KR
}
