package main

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/catalog"
)

// The colors of a status in a spreadsheet: the hues that people of every
// color vision tell apart, with the word in the cell.
var xlsxFills = map[string]string{
	"available":   "#CFE8F7",
	"conditional": "#FBE3B4",
	"unavailable": "#F0F0F0",
}

// workbook writes sheets; the first error stops it.
type workbook struct {
	*excelize.File
	header int
	err    error
}

func (b *workbook) do(err error) {
	if b.err == nil {
		b.err = err
	}
}

func (b *workbook) style(s *excelize.Style) int {
	id, err := b.NewStyle(s)
	b.do(err)
	return id
}

// sheet writes rows of text below a frozen header with filters. Texts are
// written as texts, so that none is taken for a formula.
func (b *workbook) sheet(name string, header []string, rows [][]string, widths ...float64) {
	_, err := b.NewSheet(name)
	b.do(err)
	for r, row := range append([][]string{header}, rows...) {
		for c, text := range row {
			cell, err := excelize.CoordinatesToCellName(c+1, r+1)
			b.do(err)
			if n := utf8.RuneCountInString(text); n > excelize.TotalCellChars { // which Excel would cut silently
				b.do(fmt.Errorf("cell %s of %s has %d characters; Excel takes at most %d. Export as csv or json", cell, name, n, excelize.TotalCellChars))
			}
			b.do(b.SetCellStr(name, cell, text))
		}
	}
	last, err := excelize.CoordinatesToCellName(len(header), len(rows)+1)
	b.do(err)
	lastHeader, err := excelize.CoordinatesToCellName(len(header), 1)
	b.do(err)
	b.do(b.AutoFilter(name, "A1:"+last, nil))
	b.do(b.SetCellStyle(name, "A1", lastHeader, b.header))
	for c := range header {
		column, err := excelize.ColumnNumberToName(c + 1)
		b.do(err)
		b.do(b.SetColWidth(name, column, column, widths[min(c, len(widths)-1)]))
	}
}

// freeze keeps the header, and columns on the left, in sight.
func (b *workbook) freeze(name string, columns int) {
	cell, err := excelize.CoordinatesToCellName(columns+1, 2)
	b.do(err)
	pane := "bottomLeft"
	if columns > 0 {
		pane = "bottomRight"
	}
	b.do(b.SetPanes(name, &excelize.Panes{Freeze: true, XSplit: columns, YSplit: 1, TopLeftCell: cell, ActivePane: pane}))
}

// exportXLSX writes a workbook: the table of countries by features, the plans,
// the cities, and where all of it is from.
func exportXLSX(w io.Writer, s *catalog.Snapshot) error {
	b := &workbook{File: excelize.NewFile()}
	defer b.Close() //nolint:errcheck // it is in memory
	b.header = b.style(&excelize.Style{
		Font:      &excelize.Font{Bold: true, Color: "#FFFFFF"},
		Fill:      excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"#1F3A5F"}},
		Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"},
	})
	const coverage = "Coverage"
	b.do(b.SetSheetName("Sheet1", coverage))
	var rows, planRows, cityRows [][]string
	for _, c := range s.Listed() {
		rows = append(rows, tableRow(c))
		for text := range strings.SplitSeq(plans(c), "; ") {
			if text != "" {
				planRows = append(planRows, []string{c.Code.String(), c.Name, text})
			}
		}
		for _, city := range c.ServiceNumbers.Toll.Cities {
			onRequest := ""
			if city.OnRequest {
				onRequest = "on request"
			}
			cityRows = append(cityRows, []string{c.Code.String(), c.Name, city.State, city.Name, onRequest})
		}
	}
	header := tableHeader()
	widths := make([]float64, len(header))
	for i := range widths {
		widths[i] = 13
	}
	widths[1] = 26
	for i, width := range []float64{12, 50, 60, 20, 50, 60, 60} {
		widths[len(widths)-7+i] = width
	}
	b.sheet(coverage, header, rows, widths...)
	b.freeze(coverage, 2)
	b.do(b.SetRowHeight(coverage, 1, 62))
	b.color(coverage, rows)
	b.sheet("Plans", []string{"country_code", "country_name", "plan"}, planRows, 13, 26, 40)
	b.freeze("Plans", 0)
	b.sheet("Cities", []string{"country_code", "country_name", "state", "city", "toll numbers"}, cityRows, 13, 26, 24, 28, 14)
	b.freeze("Cities", 0)
	b.sheet("About", []string{"what", "value"}, [][]string{
		{"as of", s.AsOf()},
		{"country pages as of", s.PagesAsOf()},
		{"source", s.Source()},
		{"available", "it is available"},
		{"conditional", "it is available under the conditions in the column of that name"},
		{"unavailable", "it is not available"},
	}, 16, 100)
	b.do(b.SetDocProps(&excelize.DocProperties{Title: "Teams voice coverage as of " + s.AsOf(), Creator: "terraform-provider-teamsvoice"}))
	if b.err != nil {
		return b.err
	}
	_, err := b.WriteTo(w)
	return err
}

// color gives every status its color, and keeps it when a cell is edited.
func (b *workbook) color(sheet string, rows [][]string) {
	const first = 3 // the column of the first feature
	from, err := excelize.CoordinatesToCellName(first, 2)
	b.do(err)
	to, err := excelize.CoordinatesToCellName(first+availability.FeatureCount-1, len(rows)+1)
	b.do(err)
	var rules []excelize.ConditionalFormatOptions
	for _, status := range availability.StatusNames() {
		fill, ok := xlsxFills[status]
		if !ok {
			continue // "unlisted" is on no page
		}
		style, err := b.NewConditionalStyle(&excelize.Style{
			Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{fill}},
		})
		b.do(err)
		rules = append(rules, excelize.ConditionalFormatOptions{Type: "cell", Criteria: "==", Format: &style, Value: `"` + status + `"`})
	}
	b.do(b.SetConditionalFormat(sheet, from+":"+to, rules))
}
