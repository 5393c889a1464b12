package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/catalog"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/catalog/decisions"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/localfile"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/text"
	"github.com/teamsvoice/terraform-provider-teamsvoice/tools/dataset/docsource"
)

// runImport reads pages into a dataset. If a fact is not settled it writes
// nothing, unless the maintainer allows it.
func runImport(args []string, stdout, stderr io.Writer) error {
	flags := flag.NewFlagSet("import", flag.ContinueOnError)
	var pages, builds list
	flags.Var(&pages, "pages", "a `folder` with the pages of one build; once for each language")
	var numbers list
	flags.Var(&numbers, "number-pages", "a `folder` with the pages on number management of one build, if they are not beside the others; once for each language")
	flags.Var(&builds, "build", "the `name` of a build (default: as its pages say, en-US where they do not); once for each --pages")
	asOfText := flags.String("as-of", "", "the `date` of the documentation, YYYY-MM-DD")
	out := flags.String("out", "", "the `file` to write; - for standard output")
	baseName := flags.String("base", "", "an earlier dataset (`file` or embedded date) to learn from (default: the newest embedded one)")
	decisionsName := flags.String("decisions", "", "a `file` with what texts mean (default: the decisions that this command was built with)")
	seenName := flags.String("seen", "", "a `file` with what earlier imports learned: words that are new are listed, and added to it")
	allow := flags.Int("allow-unresolved", 0, "write up to `N` facts as the base has them where the pages do not settle them")
	reportName := flags.String("report", "", "a `file` for all that was learned, changed and not settled, as JSON; - for standard output")
	repository := flags.String("repository", "MicrosoftDocs/OfficeDocs-SkypeForBusiness", "where the pages were published: `owner/name`")
	source := flags.String("source", "", "the `sentence` on where the dataset is from (default: the repository and its builds)")
	if _, err := parse(flags, args, stdout); err != nil {
		return err
	}
	for name, missing := range map[string]bool{"--pages": len(pages) == 0, "--as-of": *asOfText == "", "--out": *out == ""} {
		if missing {
			return wrongUse("%s is missing; --pages, --as-of and --out are required", name)
		}
	}
	if len(builds) > 0 && len(builds) != len(pages) {
		return wrongUse("found %d --build for %d --pages; give it for each of them, or for none", len(builds), len(pages))
	}
	if *allow < 0 {
		return wrongUse("--allow-unresolved: found %d; allowed: 0 or more", *allow)
	}
	if *out == "-" && *reportName == "-" {
		return wrongUse("--out and --report cannot both be standard output")
	}
	asOf, err := catalog.ParseDate(*asOfText)
	if err != nil {
		return wrongUse("--as-of: %v", err)
	}
	for flag, dirs := range map[string]list{"--pages": pages, "--number-pages": numbers} {
		for _, dir := range dirs {
			if info, err := os.Stat(dir); err != nil || !info.IsDir() {
				return wrongUse("%s: %s is not a folder", flag, dir)
			}
		}
	}
	options := docsource.Options{Progress: progress(stderr), NumberDirs: numbers}
	if *baseName == "" {
		*baseName = catalog.EmbeddedDates()[len(catalog.EmbeddedDates())-1]
	}
	if options.Base, err = load(*baseName); err != nil {
		return err
	}
	if options.Decisions, err = loadDecisions(*decisionsName); err != nil {
		return err
	}
	result, err := docsource.Read(context.Background(), pages, options)
	if err != nil {
		return err
	}
	seen, err := loadSeen(*seenName)
	if err != nil {
		return err
	}
	var words []docsource.Learned
	for _, b := range slices.Concat(result.Builds, result.NumberBuilds) {
		words = append(words, seen.Learn(b)...)
	}
	for _, l := range words {
		fmt.Fprintf(stderr, "new words: %s\n", l)
	}
	printResult(result, stderr)
	if *reportName != "" {
		if err := writeOut(*reportName, stdout, func(w io.Writer) error {
			return writeReport(w, asOf, *baseName, result, words)
		}); err != nil {
			return err
		}
	}
	if n := result.UnsettledFacts(); n > *allow {
		fmt.Fprintf(stderr, "%d of %s not settled, and --allow-unresolved is %d; nothing was written\n", n, text.Count(result.Facts, "fact")+" "+text.Verb(n, "is", "are"), *allow)
		return errReported
	}
	var origins []catalog.Origin
	var names []string
	total := 0
	for i, b := range result.Builds {
		if len(builds) > 0 {
			b.Locale = builds[i]
		}
		origins = append(origins, catalog.Origin{Repository: *repository, Build: b.Locale, Date: asOf, Pages: b.Pages})
		names = append(names, b.Locale)
		total += b.Pages
	}
	if *source == "" {
		*source = sourceText(*repository, names)
	}
	snapshot, err := result.Snapshot(asOf, *source, origins, options.Base)
	if err != nil {
		return reportFaults(err, "what was read", stderr)
	}
	if err := writeOut(*out, stdout, func(w io.Writer) error { return catalog.Encode(w, snapshot) }); err != nil {
		return err
	}
	if *seenName != "" {
		if err := writeOut(*seenName, stdout, func(w io.Writer) error {
			data, err := seen.JSON()
			if err == nil {
				_, err = w.Write(data)
			}
			return err
		}); err != nil {
			return err
		}
	}
	fmt.Fprintf(stderr, "%s as of %s from %s (%s): %d of %s settled, %d as in %s; %s, %s\n",
		text.Count(snapshot.Len(), "country"), snapshot.AsOf(), text.Count(total+result.NumberPages, "page"), strings.Join(names, ", "),
		result.Facts-result.UnsettledFacts(), text.Count(result.Facts, "fact"), result.UnsettledFacts(), *baseName,
		text.Count(len(result.Changes), "change"), text.Count(len(result.Disagreements), "disagreement"))
	return nil
}

// maxDecisions is how many bytes a file of decisions may have.
const maxDecisions = 4 << 20

// loadDecisions reads the decisions of a file, or those that are kept beside
// the data.
func loadDecisions(name string) (docsource.Decisions, error) {
	data := decisions.JSON
	if name != "" {
		var err error
		if data, err = localfile.Read(context.Background(), name, maxDecisions); err != nil {
			return nil, wrongUse("--decisions: %v", err)
		}
	}
	d, err := docsource.ParseDecisions(data)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", cmp.Or(name, "the decisions beside the data"), err)
	}
	return d, nil
}

// loadSeen reads what earlier imports learned: nothing where there is no file.
func loadSeen(name string) (docsource.Seen, error) {
	if name == "" {
		return make(docsource.Seen), nil
	}
	data, err := localfile.Read(context.Background(), name, maxDecisions)
	if errors.Is(err, fs.ErrNotExist) {
		return make(docsource.Seen), nil
	}
	if err != nil {
		return nil, wrongUse("--seen: %v", err)
	}
	seen, err := docsource.ParseSeen(data)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return seen, nil
}

// printResult prints what a person must read: what a build disagrees on, what
// changed, what was learned from few pages, and what is not settled.
func printResult(r *docsource.Result, w io.Writer) {
	for _, d := range r.Disagreements {
		fmt.Fprintf(w, "disagreement: %s\n", d)
	}
	if r.NumberPages == 0 {
		fmt.Fprintln(w, "no pages on number management: how numbers are obtained stays as in the base, and as old")
	}
	for _, b := range r.Builds {
		for _, l := range b.Learned {
			if l.Few {
				fmt.Fprintf(w, "learned from few: %s\n", l)
			}
		}
	}
	for _, n := range r.Notices {
		fmt.Fprintf(w, "notice: %s\n", n)
	}
	for _, c := range r.Evidence {
		fmt.Fprintf(w, "against evidence: %s\n", c)
	}
	for _, c := range r.Changes {
		fmt.Fprintf(w, "change: %s\n", c)
	}
	for _, p := range r.Unsettled {
		fmt.Fprintf(w, "not settled: %s\n", p)
	}
}

// report is what was read, as JSON.
type report struct {
	AsOf          string                   `json:"as_of"`
	Base          string                   `json:"base"`
	Facts         int                      `json:"facts"`
	Settled       int                      `json:"settled"`
	Unsettled     []docsource.Problem      `json:"unsettled"`
	Changes       []docsource.Change       `json:"changes"`
	Evidence      []docsource.Change       `json:"against_evidence"`
	Notices       []docsource.Problem      `json:"notices"`
	Disagreements []docsource.Disagreement `json:"disagreements"`
	NewWords      []docsource.Learned      `json:"new_words"`
	Builds        []docsource.Build        `json:"builds"`
	NumberBuilds  []docsource.Build        `json:"number_builds"` // of pages on number management
}

func writeReport(w io.Writer, asOf catalog.Date, base string, r *docsource.Result, words []docsource.Learned) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(report{
		asOf.String(), base, r.Facts, r.Facts - r.UnsettledFacts(),
		orEmpty(r.Unsettled), orEmpty(r.Changes), orEmpty(r.Evidence), orEmpty(r.Notices), orEmpty(r.Disagreements), orEmpty(words), r.Builds, orEmpty(r.NumberBuilds),
	})
}

// orEmpty is a list that JSON writes as one even where it is empty.
func orEmpty[T any](list []T) []T { return append([]T{}, list...) }

func sourceText(repository string, builds []string) string {
	if len(builds) == 1 {
		return repository + " build " + builds[0]
	}
	last := len(builds) - 1
	return repository + " builds " + strings.Join(builds[:last], ", ") + " and " + builds[last] + ", read against each other"
}

// progress returns a function that shows how far the import is, on a terminal
// only.
func progress(stderr io.Writer) func(done, total int) {
	if p, ok := stderr.(printer); ok {
		stderr = p.out
	}
	file, ok := stderr.(*os.File)
	if !ok {
		return nil
	}
	if info, err := file.Stat(); err != nil || info.Mode()&os.ModeCharDevice == 0 {
		return nil
	}
	return func(done, total int) {
		const width = 30
		filled := width * done / total
		fmt.Fprintf(file, "\r[%s%s] %d of %d pages", strings.Repeat("#", filled), strings.Repeat(".", width-filled), done, total)
		if done == total {
			fmt.Fprintln(file)
		}
	}
}

// runValidate says whether a dataset is valid, and otherwise everything that is
// wrong with it.
func runValidate(args []string, stdout, stderr io.Writer) error {
	given, err := parse(flag.NewFlagSet("validate", flag.ContinueOnError), args, stdout, "FILE")
	if err != nil {
		return err
	}
	read := load
	if filepath.Ext(given[0]) == ".hcl" {
		read = readEdition
	}
	s, err := read(given[0])
	if err != nil {
		return reportFaults(err, given[0], stderr)
	}
	fmt.Fprintf(stdout, "%s is valid: %s as of %s, sha256 %s\n", given[0], text.Count(s.Len(), "country"), s.AsOf(), s.SHA256())
	return nil
}

// reportFaults prints all faults of a dataset, where err is that.
func reportFaults(err error, name string, stderr io.Writer) error {
	var faults *catalog.Faults
	if !errors.As(err, &faults) {
		return err
	}
	if faults.Name != "" {
		name = faults.Name
	}
	for _, f := range faults.List {
		fmt.Fprintln(stderr, (&catalog.Faults{Name: name, List: []catalog.Fault{f}}).Error())
	}
	fmt.Fprintln(stderr, text.Count(faults.Count(), "fault"))
	return errReported
}
