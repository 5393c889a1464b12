package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/catalog"
	"github.com/teamsvoice/terraform-provider-teamsvoice/tools/dataset/docsource"
)

// runImport reads pages into a dataset. Nothing is written where a page is not
// understood.
func runImport(args []string, stdout, stderr io.Writer) error {
	flags := flag.NewFlagSet("import", flag.ContinueOnError)
	var pages, builds list
	flags.Var(&pages, "pages", "a `folder` with the pages of one build; once for each language")
	flags.Var(&builds, "build", "the `name` of a build (default: as its pages say, en-US where they do not); once for each --pages")
	asOfText := flags.String("as-of", "", "the `date` of the documentation, YYYY-MM-DD")
	out := flags.String("out", "", "the `file` to write; - for standard output")
	baseName := flags.String("base", "", "an earlier dataset (`file` or embedded date) with the English names of cities")
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
	asOf, err := catalog.ParseDate(*asOfText)
	if err != nil {
		return wrongUse("--as-of: %v", err)
	}
	for _, dir := range pages {
		if info, err := os.Stat(dir); err != nil || !info.IsDir() {
			return wrongUse("--pages: %s is not a folder", dir)
		}
	}
	options := docsource.Options{Progress: progress(stderr)}
	if *baseName != "" {
		if options.Base, err = load(*baseName); err != nil {
			return err
		}
	}
	result, err := docsource.Read(pages, options)
	if err != nil {
		return err
	}
	for _, d := range result.Disagreements {
		fmt.Fprintf(stderr, "disagreement: %s\n", d)
	}
	for _, p := range result.Problems {
		fmt.Fprintln(stderr, p)
	}
	if len(result.Problems) > 0 {
		fmt.Fprintf(stderr, "%d problems; nothing was written\n", len(result.Problems))
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
	snapshot, err := catalog.New(asOf, *source, origins, result.Countries)
	if err != nil {
		return reportFaults(err, "what was read", stderr)
	}
	if err := writeOut(*out, stdout, func(w io.Writer) error { return catalog.Encode(w, snapshot) }); err != nil {
		return err
	}
	fmt.Fprintf(stderr, "%d countries as of %s from %d pages (%s); %d disagreements\n",
		snapshot.Len(), snapshot.AsOf(), total, strings.Join(names, ", "), len(result.Disagreements))
	return nil
}

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
	fmt.Fprintf(stdout, "%s is valid: %d countries as of %s, sha256 %s\n", given[0], s.Len(), s.AsOf(), s.SHA256())
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
	fmt.Fprintf(stderr, "%d faults\n", faults.Count())
	return errReported
}
