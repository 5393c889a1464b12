package text_test

import (
	"fmt"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/text"
)

func ExampleNearest() {
	fmt.Println(text.Nearest("toll-free", []string{"calling_plan", "toll_number", "toll_free_number"}))
	// Output:
	// [toll_free_number]
}

func ExampleOr() {
	fmt.Println(text.Or([]string{"error", "warning", "none"}))
	// Output:
	// error, warning or none
}
