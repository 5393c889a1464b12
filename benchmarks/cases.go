package main

import (
	"bytes"
	"encoding/json"
	"fmt"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/catalog"
)

// comparison is two plans that are measured in turns.
type comparison struct {
	title             string
	subject, baseline plan
	against           string  // what the baseline is, in a few words
	target            float64 // the largest ratio that is allowed; 0 if there is no target
	memory            int64   // the most that the provider may have resident, in bytes; 0 if there is no target
	rounds            int     // of each pass
	quick             bool    // part of the short mode
	price             string  // what a user buys with it, for the table of prices; empty if it is not in it
}

// data makes the files that the plans read.
type data struct {
	table  []byte   // JSON: code to feature to whether it is available
	listed []string // every listed country
	good   []string // those that have the features of a rollout
	bad    string   // one that has neither
}

var required = []availability.Feature{availability.CallingPlan, availability.TollFreeNumber}

func newData() (*data, error) {
	snapshot, err := catalog.Newest()
	if err != nil {
		return nil, err
	}
	d := new(data)
	table := make(map[string]map[string]bool)
	for _, c := range snapshot.Listed() {
		code := c.Code.String()
		d.listed = append(d.listed, code)
		table[code] = make(map[string]bool)
		for _, f := range availability.Features() {
			table[code][f.String()] = c.Verdict(f).Status.Available()
		}
		switch len(c.Missing(required, availability.Options{})) {
		case 0:
			d.good = append(d.good, code)
		case len(required):
			d.bad = code
		}
	}
	d.table, err = json.Marshal(table)
	return d, err
}

// countries gives a configuration n countries, and the table of the native way.
func (d *data) countries(n int) map[string][]byte {
	list := make([]string, n)
	for i := range list {
		list[i] = d.listed[i%len(d.listed)]
	}
	if n == 1 {
		list[0] = "DE"
	}
	return map[string][]byte{"table.json": d.table, "terraform.tfvars.json": tfvars("countries", list)}
}

// userAt returns the i-th user of a list, of whom one in every is in violation.
func (d *data) userAt(i, every int) (name, country string) {
	name = fmt.Sprintf("firstname.lastname%06d@contoso.example", i)
	if i%every == every-1 {
		return name, d.bad
	}
	return name, d.good[i%len(d.good)]
}

// userMap gives a configuration 10,000 users in a variable.
func (d *data) userMap(every int) map[string][]byte {
	const n = 10_000
	users := make(map[string]string, n)
	for i := range n {
		name, country := d.userAt(i, every)
		users[name] = country
	}
	return map[string][]byte{"terraform.tfvars.json": tfvars("users", users)}
}

// userCSV gives a configuration n users in a file, and the table of the native way.
func (d *data) userCSV(n int) map[string][]byte {
	var text bytes.Buffer
	text.WriteString("UserPrincipalName,UsageLocation\n")
	for i := range n {
		name, country := d.userAt(i, 100)
		fmt.Fprintf(&text, "%s,%s\n", name, country)
	}
	return map[string][]byte{"table.json": d.table, "users.csv": text.Bytes()}
}

func tfvars(name string, value any) []byte {
	text, err := json.Marshal(map[string]any{name: value})
	if err != nil {
		panic(err) //nolint:forbidigo // they are strings, and lists and maps of them
	}
	return text
}

// comparisons are all that are made, in the order of the report.
func (d *data) comparisons() []section {
	one, listed := d.countries(1), d.countries(len(d.listed))
	thousand, tenThousand := d.countries(1_000), d.countries(10_000)
	return []section{
		{"An empty provider, and the CLI alone", []comparison{
			{title: "the empty provider's gate", subject: plan{"empty-gate", one}, baseline: plan{"bare", one}, against: "no provider", rounds: 5,
				price: "any provider: the empty one's gate"},
			{title: "gate of one country, data source", subject: plan{"gate", one}, baseline: plan{"bare", one}, against: "no provider", rounds: 5},
			{title: "gate of one country, data source", subject: plan{"gate", one}, baseline: plan{"empty-gate", one}, against: "empty provider", target: 1.05, rounds: 20, quick: true,
				price: "a gate on one country, by the data source"},
			{title: "gate of one country, function", subject: plan{"calls", one}, baseline: plan{"empty-calls", one}, against: "empty provider", target: 1.05, rounds: 20, quick: true,
				price: "a gate on one country, by a function"},
			{title: "1,000 function calls", subject: plan{"calls", thousand}, baseline: plan{"empty-calls", thousand}, against: "empty provider", target: 0.85, rounds: 5, quick: true,
				price: "1,000 function calls"},
			{title: "114 reads of `teamsvoice_country_availability`", subject: plan{"reads", listed}, baseline: plan{"empty-reads", listed}, against: "114 reads of the empty provider", target: 1.3, rounds: 5, quick: true,
				price: "all 114 countries, a data source each"},
		}},
		{"Terraform's own language: a decoded JSON table and `for`", []comparison{
			{title: "1 check, a call", subject: plan{"calls", one}, baseline: plan{"native", one}, against: "native, 1 check", rounds: 5},
			{title: "114 checks, a call each", subject: plan{"calls", listed}, baseline: plan{"native", listed}, against: "native, 114 checks", rounds: 4},
			{title: "114 checks, one read of `teamsvoice_countries`", subject: plan{"countries", listed}, baseline: plan{"native", listed}, against: "native, 114 checks", rounds: 4,
				price: "all 114 countries, one read of `teamsvoice_countries`"},
			{title: "1,000 checks, a call each", subject: plan{"calls", thousand}, baseline: plan{"native", thousand}, against: "native, 1,000 checks", rounds: 3},
			{title: "1,000 checks, one call of `rollout_violations`", subject: plan{"rollout-checks", thousand}, baseline: plan{"native", thousand}, against: "native, 1,000 checks", rounds: 4},
			{title: "10,000 checks, a call each", subject: plan{"calls", tenThousand}, baseline: plan{"native", tenThousand}, against: "native, 10,000 checks", rounds: 1},
			{title: "10,000 checks, one call of `rollout_violations`", subject: plan{"rollout-checks", tenThousand}, baseline: plan{"native", tenThousand}, against: "native, 10,000 checks", rounds: 3},
		}},
		{"Rollouts, one user in a hundred in violation", []comparison{
			{title: "10,000 users as a map", subject: plan{"rollout-map", d.userMap(100)}, baseline: plan{"rollout-map-floor", d.userMap(100)},
				against: "`length()` and one call", target: 1.15, rounds: 5, quick: true, price: "a rollout of 10,000 users as a map"},
			{title: "10,000 users as a map, all in violation", subject: plan{"rollout-map", d.userMap(1)}, baseline: plan{"rollout-map-floor", d.userMap(1)},
				against: "`length()` and one call", target: 2, rounds: 4, quick: true},
			{title: "100,000 users as CSV, function", subject: plan{"rollout-csv", d.userCSV(100_000)}, baseline: plan{"native-csv", d.userCSV(100_000)},
				against: "native, `csvdecode` and `for`", target: 0.25, memory: 250e6, rounds: 3, quick: true, price: "a rollout of 100,000 users as CSV text, by the function"},
			{title: "the same text, handed to a function that does nothing", subject: plan{"empty-csv", d.userCSV(100_000)}, baseline: plan{"native-csv", d.userCSV(100_000)},
				against: "native, `csvdecode` and `for`", rounds: 3},
			{title: "100,000 users, `users_file`", subject: plan{"rollout-file", d.userCSV(100_000)}, baseline: plan{"rollout-csv", d.userCSV(100_000)},
				against: "the same text, by the function", rounds: 3, price: "a rollout of 100,000 users, by `users_file`"},
			{title: "500,000 users, `users_file`", subject: plan{"rollout-file", d.userCSV(500_000)}, baseline: plan{"rollout-file", d.userCSV(100_000)},
				against: "100,000 users", target: 3, memory: 100e6, rounds: 3, price: "a rollout of 500,000 users, by `users_file`"},
		}},
	}
}

type section struct {
	title       string
	comparisons []comparison
}
