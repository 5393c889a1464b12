package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2/hclwrite"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/catalog"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/localfile"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/offers"
)

// runCompareOffers shows where the offers to a tenant differ from a dataset.
// Nothing that it prints names the tenant.
func runCompareOffers(args []string, stdout, stderr io.Writer) error {
	flags := flag.NewFlagSet("compare-offers", flag.ContinueOnError)
	format := flags.String("format", "text", "text, markdown or statements, which are those of an edition")
	dates := catalog.EmbeddedDates()
	dataset := flags.String("dataset", dates[len(dates)-1], "the `dataset` to compare with, a file or a date")
	given, err := parse(flags, args, stdout, "FILE")
	if err != nil {
		return err
	}
	write, ok := map[string]func(*offersComparison, io.Writer) error{
		"text": (*offersComparison).text, "markdown": (*offersComparison).markdown, "statements": (*offersComparison).statements,
	}[*format]
	if !ok {
		return wrongUse("--format: found %q; allowed: text, markdown, statements", *format)
	}
	base, err := load(*dataset)
	if err != nil {
		return err
	}
	data, err := localfile.Read(context.Background(), given[0], catalog.MaxSize)
	if err != nil {
		return err
	}
	export, err := offers.Read(data)
	if err != nil {
		return fmt.Errorf("%s: %w", given[0], err)
	}
	for _, warning := range export.Warnings {
		fmt.Fprintln(stderr, warning)
	}
	return write(compareOffers(base, export), stdout)
}

// offersComparison is where the offers of a tenant differ from a dataset.
type offersComparison struct {
	*difference
	date availability.Date // of the export
	// undecided are the countries where something is offered that the dataset
	// cannot have, by the feature: numbers for users without a Calling Plan.
	undecided map[availability.Feature][]country.Code
}

func compareOffers(base *catalog.Snapshot, export *offers.Export) *offersComparison {
	c := &offersComparison{
		difference: &difference{from: base, changes: make(map[country.Code][]catalog.Change)},
		date:       export.Source().Date,
		undecided:  make(map[availability.Feature][]country.Code),
	}
	c.names = [2]string{"the dataset of " + base.AsOf(), "number offers of " + c.date.String()}
	decided := export.Apply(base)
	for _, change := range catalog.Diff(base, decided) {
		c.changes[change.Country] = append(c.changes[change.Country], change)
		c.countries = append(c.countries, change.Country)
	}
	c.countries = slices.Compact(c.countries)
	for _, f := range offers.Features() {
		for _, code := range country.Codes() {
			if fact, decides := decided.Country(code).Fact(f); fact.Feature == f && !decides {
				c.undecided[f] = append(c.undecided[f], code)
			}
		}
	}
	return c
}

// noPlan says what a country without a Calling Plan needs, before a list of codes.
const noPlan = "are offered, but the dataset has no Calling Plan there; check whether one is sold by now"

func (c *offersComparison) text(w io.Writer) error {
	if err := c.difference.text(w); err != nil {
		return err
	}
	for _, f := range offers.Features() {
		if codes := c.undecided[f]; codes != nil {
			fmt.Fprintf(w, "\nNumbers of %s %s: %s\n", f, noPlan, country.Join(codes))
		}
	}
	return nil
}

func (c *offersComparison) markdown(w io.Writer) error {
	if err := c.difference.markdown(w); err != nil {
		return err
	}
	for _, f := range offers.Features() {
		if codes := c.undecided[f]; codes != nil {
			fmt.Fprintf(w, "\nNumbers of `%s` %s: %s\n", f, noPlan, country.Join(codes))
		}
	}
	return nil
}

// sourceOfOffers is the source block of the statements. The address is that of the
// reference: an export has none.
const sourceOfOffers = `source %[1]q {
  url   = "https://learn.microsoft.com/powershell/module/microsoftteams/get-csonlinetelephonenumbertype"
  date  = "%[2]s"
  kind  = "number_offers"
  about = "phone numbers that Microsoft offered an organization on this day, by Get-CsOnlineTelephoneNumberType"
}
`

// statements writes an edition that has the differences as facts.
func (c *offersComparison) statements(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "# What Microsoft offered an organization on %s, where it differs from the dataset of %s: for review. What is not\n"+
		"# offered to one organization may be offered to another. To add a fact to statements.hcl, take it with its source.\n", c.date, c.from.AsOf())
	for _, f := range offers.Features() {
		if codes := c.undecided[f]; codes != nil {
			fmt.Fprintf(&b, "#\n# Numbers of %s %s:\n%s", f, noPlan, commented(codes))
		}
	}
	facts, unlisted := c.facts()
	if unlisted != nil {
		fmt.Fprintf(&b, "#\n# Numbers are offered in countries that have no page, and that a statement cannot add:\n%s", commented(unlisted))
	}
	fmt.Fprintf(&b, "\nbase = %q\n", c.from.AsOf())
	if len(facts) > 0 {
		id := "number-offers-" + c.date.String()
		fmt.Fprintf(&b, "\n"+sourceOfOffers, id, c.date)
		for _, fact := range facts {
			fmt.Fprintf(&b, "\nfact %q {\nsource = %q\ncountries = %s\nstatus = %q\n", fact.feature, id, codeList(fact.codes), fact.finding.Status)
			if names := fact.finding.Conditions.Names(); len(names) > 0 {
				fmt.Fprintf(&b, "conditions = [\"%s\"]\n", strings.Join(names, `", "`))
			}
			b.WriteString("}\n")
		}
	}
	_, err := w.Write(hclwrite.Format([]byte(b.String())))
	return err
}

// offeredFact is one finding on a feature, and the countries where it differs from
// the dataset.
type offeredFact struct {
	feature availability.Feature
	finding availability.Finding
	codes   []country.Code
}

// facts returns the differences by feature and finding, and the countries without a
// page, which have none.
func (c *offersComparison) facts() (facts []offeredFact, unlisted []country.Code) {
	for _, code := range c.countries {
		if !c.from.Country(code).Listed() {
			unlisted = append(unlisted, code)
			continue
		}
		for _, change := range c.changes[code] {
			i := slices.IndexFunc(facts, func(f offeredFact) bool { return f.feature == change.Feature && f.finding == change.To })
			if i < 0 {
				i = len(facts)
				facts = append(facts, offeredFact{feature: change.Feature, finding: change.To})
			}
			facts[i].codes = append(facts[i].codes, code)
		}
	}
	slices.SortStableFunc(facts, func(a, b offeredFact) int { return int(a.feature) - int(b.feature) })
	return facts, unlisted
}

// codesInLine is how many codes stand in a line of statements.
const codesInLine = 18

// codeList returns codes as a list of HCL, of several lines where one is not
// enough.
func codeList(codes []country.Code) string {
	var lines []string
	for line := range slices.Chunk(codes, codesInLine) {
		quoted := make([]string, len(line))
		for i, code := range line {
			quoted[i] = fmt.Sprintf("%q", code)
		}
		lines = append(lines, strings.Join(quoted, ", "))
	}
	if len(lines) == 1 {
		return "[" + lines[0] + "]"
	}
	return "[\n" + strings.Join(lines, ",\n") + ",\n]"
}

// commented returns codes as lines of a comment.
func commented(codes []country.Code) string {
	var b strings.Builder
	for line := range slices.Chunk(codes, codesInLine) {
		b.WriteString("# " + country.Join(line) + "\n")
	}
	return b.String()
}
