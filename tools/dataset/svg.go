package main

import (
	"bytes"
	"fmt"
	"html"
	"io"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/catalog"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/text"
)

// The heat map has the countries in blocks beside each other, the features as
// columns in the sections of the documentation page, and a shape as well as a
// color for every status.

// The measures of the picture, in pixels.
const (
	svgMargin   = 24
	svgTop      = 74  // title and legend
	svgHeads    = 114 // slanted names of the features
	svgRow      = 17
	svgCell     = 16 // and a gap of one
	svgName     = 156
	svgSection  = 5 // more space between the sections
	svgBlocks   = 3
	svgBlockGap = 30
	svgFooter   = 30
	nameLimit   = 24 // characters of a country's name
)

// The palette is after Okabe and Ito, whose hues people of every color vision tell
// apart. The colors of a white page are attributes, so that a viewer without style
// sheets shows them; the style sheet has those of a dark page, and the fonts.
const (
	svgInk, svgSoft, svgLine = "#1f2328", "#59636e", "#d1d9e0"
	svgPaper, svgBand        = "#ffffff", "#f4f6f8"
	svgYes, svgPartly, svgNo = "#0072b2", "#e69f00", "#c3cad1"
	svgStaleOpacity          = ".45" // of what is older than svgFreshYears
	svgFreshYears            = 2
)

const svgStyle = `
text{font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
@media(prefers-color-scheme:dark){.bg{fill:#0d1117}.band{fill:#161b22}.yes{fill:#56b4e9}.if{fill:#f0b429}.no{fill:#4b535d}text{fill:#e6edf3}.soft{fill:#9198a1}.line{stroke:#30363d}}
`

// svgGroup is a group of countries under a heading.
type svgGroup struct {
	title     string
	countries []*availability.Country
}

// svgGroups puts together the countries in which as much is available.
func svgGroups(s *catalog.Snapshot) []svgGroup {
	groups := []svgGroup{
		{title: "Calling Plan on sale"},
		{title: "Audio Conferencing, no Calling Plan"},
		{title: "Audio Conferencing by the minute only"},
		{title: "No Calling Plan, no Audio Conferencing"},
	}
	for _, c := range s.Listed() {
		conferencing := c.Verdict(availability.AudioConferencing)
		n := 3
		switch {
		case c.Verdict(availability.CallingPlan).Status.Available():
			n = 0
		case conferencing.Conditions.Contains(availability.PayPerMinuteOnly):
			n = 2
		case conferencing.Status.Available():
			n = 1
		}
		groups[n].countries = append(groups[n].countries, c)
	}
	for _, g := range groups {
		slices.SortFunc(g.countries, func(a, b *availability.Country) int { return strings.Compare(a.Name, b.Name) })
	}
	return groups
}

// svgRowOf is one line of a block: a heading or a country.
type svgRowOf struct {
	heading string
	country *availability.Country
}

// svgBlocksOf sets the groups into blocks beside each other: whole groups where
// that makes no block much higher than the others, else as a newspaper fills
// its columns.
func svgBlocksOf(groups []svgGroup) [][]svgRowOf {
	var whole [][]svgRowOf
	var all []svgRowOf
	for _, g := range groups {
		if len(g.countries) == 0 {
			continue
		}
		lines := []svgRowOf{{heading: fmt.Sprintf("%s (%d)", g.title, len(g.countries))}}
		for _, c := range g.countries {
			lines = append(lines, svgRowOf{country: c})
		}
		whole = append(whole, lines)
		all = append(all, lines...)
	}
	even := (len(all) + svgBlocks - 1) / svgBlocks
	if blocks := svgWhole(whole, even+even/5); len(blocks) <= svgBlocks {
		return blocks
	}
	var blocks [][]svgRowOf
	for len(all) > 0 {
		n := min(even, len(all))
		if n < len(all) && n > 1 && all[n-1].heading != "" && len(blocks) < svgBlocks-1 {
			n-- // a heading is never the last line
		}
		if len(blocks) == svgBlocks-1 {
			n = len(all)
		}
		blocks = append(blocks, all[:n])
		all = all[n:]
	}
	return blocks
}

// svgWhole sets whole groups below each other as long as they are no higher
// than limit.
func svgWhole(groups [][]svgRowOf, limit int) [][]svgRowOf {
	var blocks [][]svgRowOf
	for _, g := range groups {
		last := len(blocks) - 1
		if last >= 0 && len(blocks[last])+len(g) <= limit {
			blocks[last] = append(blocks[last], g...)
			continue
		}
		if len(g) > limit {
			return make([][]svgRowOf, svgBlocks+1) // it does not fit anywhere
		}
		blocks = append(blocks, g)
	}
	return blocks
}

// sectionStarts reports whether a section of the page begins with the feature.
func sectionStarts(f availability.Feature) bool {
	switch f {
	case availability.PhoneSystem, availability.CallingPlan, availability.TollNumber, availability.CommunicationsCredits, availability.UserNumber:
		return true
	default:
		return false
	}
}

// svgColumns returns where the column of every feature begins within a block,
// and the width of the block.
func svgColumns() (xs [availability.FeatureCount]int, width int) {
	x := svgName
	for i, f := range availability.Features() {
		if sectionStarts(f) {
			x += svgSection
		}
		xs[i] = x
		x += svgCell + 1
	}
	return xs, x
}

// exportSVG draws the heat map.
func exportSVG(w io.Writer, s *catalog.Snapshot) error {
	blocks := svgBlocksOf(svgGroups(s))
	xs, blockWidth := svgColumns()
	longest := 0
	for _, b := range blocks {
		longest = max(longest, len(b))
	}
	width := 2*svgMargin + svgBlocks*blockWidth + (svgBlocks-1)*svgBlockGap + 56 // the last slanted names reach out
	height := svgTop + svgHeads + longest*svgRow + svgFooter

	var b bytes.Buffer
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" role="img" aria-labelledby="t d" font-family="sans-serif" font-size="11.5" fill="%s">`+"\n", width, height, width, height, svgInk)
	fmt.Fprintf(&b, "<title id=\"t\">Teams voice coverage as of %s</title>\n<desc id=\"d\">%s</desc>\n", s.AsOf(), html.EscapeString(svgDescription(s)))
	fmt.Fprintf(&b, "<style>%s</style>\n", svgStyle)
	fmt.Fprintf(&b, `<rect class="bg" fill="%s" width="%d" height="%d" rx="8"/>`+"\n", svgPaper, width, height)
	fmt.Fprintf(&b, `<text font-size="20" font-weight="600" x="%d" y="40">Teams voice coverage</text>`+"\n", svgMargin)
	fmt.Fprintf(&b, `<text class="soft" fill="%s" x="%d" y="62">%d countries and regions × %d features, as of %s; what is known for more than %d years is faded</text>`+"\n",
		svgSoft, svgMargin, s.Len(), availability.FeatureCount, s.AsOf(), svgFreshYears)
	svgLegend(&b, width)

	newest, err := catalog.ParseDate(s.AsOf())
	if err != nil {
		return err
	}
	fresh := newest.Time().AddDate(-svgFreshYears, 0, 0)
	var marks, stale svgMarks
	for i, block := range blocks {
		left := svgMargin + i*(blockWidth+svgBlockGap)
		top := svgTop + svgHeads
		for i, f := range availability.Features() {
			fmt.Fprintf(&b, `<text font-size="11" transform="translate(%d %d) rotate(-55)">%s</text>`+"\n",
				left+xs[i]+svgCell/2+3, top-7, html.EscapeString(f.ShortLabel()))
		}
		for n, line := range block {
			y := top + n*svgRow
			if line.country == nil {
				fmt.Fprintf(&b, `<text font-size="12" font-weight="600" x="%d" y="%d">%s</text><path class="line" stroke="%s" fill="none" d="M%d %d.5h%d"/>`+"\n",
					left, y+12, html.EscapeString(line.heading), svgLine, left, y+svgRow-2, blockWidth)
				continue
			}
			if n%2 == 0 {
				fmt.Fprintf(&b, `<rect class="band" fill="%s" x="%d" y="%d" width="%d" height="%d"/>`, svgBand, left-4, y-1, blockWidth+6, svgRow)
			}
			fmt.Fprintf(&b, `<text x="%d" y="%d">%s<title>%s</title></text>`+"\n",
				left, y+12, html.EscapeString(shortened(line.country.Name)), html.EscapeString(svgDates(line.country)))
			for i, f := range availability.Features() {
				into := &marks
				if line.country.Source(f).Date.Time().Before(fresh) {
					into = &stale
				}
				into.add(line.country.Verdict(f).Status, left+xs[i], y)
			}
		}
	}
	marks.write(&b)
	fmt.Fprintf(&b, "<g opacity=\"%s\">\n", svgStaleOpacity)
	stale.write(&b)
	b.WriteString("</g>\n")
	fmt.Fprintf(&b, `<text class="soft" fill="%s" x="%d" y="%d">Read from Microsoft's documentation; the name of a country shows the dates. The country is that of the user's license.</text>`+"\n",
		svgSoft, svgMargin, height-12)
	b.WriteString("</svg>\n")
	_, err = b.WriteTo(w)
	return err
}

// svgDates says since when the facts of a country are known.
func svgDates(c *availability.Country) string {
	features := make(map[string][]string)
	for _, f := range availability.Features() {
		date := c.Source(f).Date.String()
		features[date] = append(features[date], f.String())
	}
	var parts []string
	for _, date := range slices.Backward(slices.Sorted(maps.Keys(features))) {
		parts = append(parts, date+": "+strings.Join(features[date], ", "))
	}
	return text.Line(c.Name) + "\n" + strings.Join(parts, "\n")
}

// svgMarks collects the marks of all countries, so that each kind is one path.
type svgMarks struct{ yes, partly, no strings.Builder }

// add draws a status: a full square, a square with a cut corner, or a dash.
func (m *svgMarks) add(s availability.Status, x, y int) {
	switch s {
	case availability.Available:
		fmt.Fprintf(&m.yes, "M%d %dh14v13h-14z", x+1, y+1)
	case availability.Conditional:
		fmt.Fprintf(&m.partly, "M%d %dh14l-14 13z", x+1, y+1)
	case availability.Unavailable:
		fmt.Fprintf(&m.no, "M%d %dh6v2h-6z", x+5, y+7)
	case availability.Unlisted: // nothing is drawn: no source says anything
	}
}

func (m *svgMarks) write(w io.Writer) {
	fmt.Fprintf(w, "<path class=\"yes\" fill=\"%s\" d=\"%s\"/>\n<path class=\"if\" fill=\"%s\" d=\"%s\"/>\n<path class=\"no\" fill=\"%s\" d=\"%s\"/>\n",
		svgYes, m.yes.String(), svgPartly, m.partly.String(), svgNo, m.no.String())
}

func svgLegend(w io.Writer, width int) {
	var marks svgMarks
	x := width - svgMargin - 470
	for _, entry := range []struct {
		status availability.Status
		label  string
		space  int
	}{
		{availability.Available, "available", 100},
		{availability.Conditional, "available under conditions", 200},
		{availability.Unavailable, "unavailable", 0},
	} {
		marks.add(entry.status, x, 28)
		fmt.Fprintf(w, `<text x="%d" y="40">%s</text>`+"\n", x+22, entry.label)
		x += entry.space + 24
	}
	marks.write(w)
}

// svgDescription says in words what the picture shows.
func svgDescription(s *catalog.Snapshot) string {
	var parts []string
	for _, f := range availability.Features() {
		var available, conditional int
		for _, c := range s.Listed() {
			switch c.Verdict(f).Status {
			case availability.Available:
				available++
			case availability.Conditional:
				conditional++
			default: // not available
			}
		}
		parts = append(parts, fmt.Sprintf("%s: available in %d, under conditions in %d", f.Label(), available, conditional))
	}
	return fmt.Sprintf("A heat map of %d countries and regions by %d features. %s.", s.Len(), availability.FeatureCount, strings.Join(parts, "; "))
}

// shortened cuts a name to the room there is for it.
func shortened(name string) string {
	name, _, _ = strings.Cut(text.Line(name), " (")
	if utf8.RuneCountInString(name) <= nameLimit {
		return name
	}
	return strings.TrimRight(string([]rune(name)[:nameLimit-1]), " (") + "…"
}
