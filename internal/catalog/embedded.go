package catalog

import (
	"embed"
	"errors"
	"fmt"
	"path"
	"strings"
	"sync"
)

//go:embed data/*.json
var dataFiles embed.FS

// embeddedEdition is a snapshot in the program. It is decoded when it is first
// asked for, and only once.
type embeddedEdition struct {
	asOf string
	load func() (*Snapshot, error)
}

// editions holds an edition for each file of data, whose name is its date:
// oldest first, as names that are dates are sorted.
var editions = func() []embeddedEdition {
	const dir = "data"
	// The directory exists: otherwise the program would not have been built. If
	// it did not, there would be no editions, which Newest reports.
	files, _ := dataFiles.ReadDir(dir)
	var all []embeddedEdition
	for _, file := range files {
		asOf := strings.TrimSuffix(file.Name(), ".json")
		all = append(all, embeddedEdition{asOf, sync.OnceValues(func() (*Snapshot, error) {
			data, err := dataFiles.ReadFile(path.Join(dir, file.Name()))
			if err != nil {
				return nil, err
			}
			// A test decodes them as strictly as any other dataset. Doing so
			// again in each process would take as long as everything else.
			doc, err := parse("embedded snapshot "+asOf, data)
			if err != nil {
				return nil, err
			}
			return index(doc, Digest(data), ownLists(&doc)), nil
		})})
	}
	return all
}()

// EmbeddedDates returns the dates of the embedded snapshots, oldest first.
func EmbeddedDates() []string {
	dates := make([]string, len(editions))
	for i, e := range editions {
		dates[i] = e.asOf
	}
	return dates
}

// Embedded returns the embedded snapshot of a date, or an error that names the
// available dates.
func Embedded(asOf string) (*Snapshot, error) {
	for _, e := range editions {
		if e.asOf == asOf {
			return e.load()
		}
	}
	return nil, fmt.Errorf("no snapshot of %q is embedded; allowed: %s", asOf, strings.Join(EmbeddedDates(), ", "))
}

// Embedded reports whether the snapshot is one of those in the program, with or
// without overrides.
func (s *Snapshot) Embedded() bool {
	e, err := Embedded(s.AsOf())
	return err == nil && e.SHA256() == s.SHA256()
}

// Newest returns the newest embedded snapshot.
func Newest() (*Snapshot, error) {
	if len(editions) == 0 {
		return nil, errors.New("no dataset is embedded; this program is damaged")
	}
	return editions[len(editions)-1].load()
}
