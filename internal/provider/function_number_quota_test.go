package provider

import (
	"fmt"
	"testing"
)

var _ = typicalCall("number_quota", "toll_free", 25)

// The table of RULES.md, "How many numbers an organization can get", at both
// ends of every row.
func TestNumberQuota(t *testing.T) {
	cases := []functionCase{
		{name: "user, none", args: args("user", 0), want: 0.0},
		{name: "user, 1", args: args("user", 1), want: 11.0},
		{name: "user, 50", args: args("user", 50), want: 65.0},
		{name: "user, rounded down", args: args("user", 19), want: 30.0},
		{name: "user_pay_as_you_go, 20", args: args("user_pay_as_you_go", 20), want: 20.0},
		{name: "toll, none", args: args("toll", 0), want: 0.0},
		{name: "toll, many", args: args("toll", 1000000), want: 1500.0},
		{name: "fewer than none", args: args("user", -1), fails: "-1", at: 1},
		{name: "too many", args: args("user", 2_000_000_000), fails: "2000000000", at: 1},
		{name: "a fraction", args: args("user", 3.5), fails: "3.5 is not a whole number; round it with floor or ceil", at: 1},
		{name: "more than any number", args: args("user", 1e30), fails: "The number 1e+30 is too large", at: 1},
		{name: "an unknown type", args: args("tollfree", 1), fails: "did you mean toll_free", at: 0},
	}
	for _, row := range []struct {
		from, to int
		numbers  float64
	}{
		{1, 25, 5}, {26, 49, 10}, {50, 99, 20}, {100, 149, 30}, {150, 199, 40}, {200, 499, 65}, {500, 749, 90}, {750, 999, 110},
		{1000, 1249, 125}, {1250, 1499, 135}, {1500, 1999, 160}, {2000, 2999, 210}, {3000, 6999, 420}, {7000, 9999, 500},
		{10000, 14999, 600}, {15000, 19999, 700}, {20000, 49999, 1000}, {50000, 50000, 1500},
	} {
		for _, licenses := range []int{row.from, row.to} {
			for _, numberType := range []string{"toll", "toll_free"} {
				cases = append(cases, functionCase{name: fmt.Sprint(numberType, " ", licenses), args: args(numberType, licenses), want: row.numbers})
			}
		}
	}
	testFunction(t, "number_quota", cases)
}
