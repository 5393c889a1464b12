package catalog

import (
	_ "embed" // the snapshots
	"fmt"
	"strings"
	"sync"
)

//go:embed data/2021-08-03.json
var data20210803 []byte

//go:embed data/2023-01-25.json
var data20230125 []byte

// embedded holds the snapshots in the program, oldest first. Each is decoded
// when it is first asked for, and only once.
var embedded = []struct {
	asOf string
	load func() (*Snapshot, error)
}{
	{"2021-08-03", lazy("2021-08-03", &data20210803)},
	{"2023-01-25", lazy("2023-01-25", &data20230125)},
}

func lazy(asOf string, data *[]byte) func() (*Snapshot, error) {
	return sync.OnceValues(func() (*Snapshot, error) {
		// A test decodes them as strictly as any other dataset; to do so again
		// in each process would take as long as the rest.
		doc, err := parse("embedded snapshot "+asOf, *data)
		if err != nil {
			return nil, err
		}
		return index(doc, digestOf(*data)), nil
	})
}

// EmbeddedDates returns the dates of the embedded snapshots, oldest first.
func EmbeddedDates() []string {
	dates := make([]string, len(embedded))
	for i, e := range embedded {
		dates[i] = e.asOf
	}
	return dates
}

// Embedded returns the embedded snapshot of a date, or an error that names the
// dates there are.
func Embedded(asOf string) (*Snapshot, error) {
	for _, e := range embedded {
		if e.asOf == asOf {
			return e.load()
		}
	}
	return nil, fmt.Errorf("no snapshot of %q is embedded; there are %s", asOf, strings.Join(EmbeddedDates(), " and "))
}

// Newest returns the newest embedded snapshot.
func Newest() (*Snapshot, error) {
	return embedded[len(embedded)-1].load()
}
