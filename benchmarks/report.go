package main

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"time"
)

// report collects what is measured, in the order in which it is first met.
type report struct {
	rows []*row
}

// row is a line of the report: two things that were measured in turns, or one
// figure that has a limit.
type row struct {
	section, title, against string
	target                  float64 // the largest ratio that is allowed; 0 where there is no target
	format                  func(float64) string
	price                   string
	passes                  []pass
}

// pass is what one pass of a run measured, in the order of the rounds.
type pass struct{ subject, baseline, subjectCPU, baselineCPU []float64 }

// add adds a pass to the row of its title.
func (r *report) add(like row, p pass) {
	i := slices.IndexFunc(r.rows, func(other *row) bool {
		return other.section == like.section && other.title == like.title && other.against == like.against
	})
	if i < 0 {
		i = len(r.rows)
		r.rows = append(r.rows, &like)
	}
	r.rows[i].passes = append(r.rows[i].passes, p)
	fmt.Fprintln(os.Stderr, (&row{like.section, like.title, like.against, like.target, like.format, "", []pass{p}}).line()) // so that there is something to see meanwhile
}

// limit adds a figure that has an absolute limit.
func (r *report) limit(section, title string, figure, limit float64, format func(float64) string) {
	r.add(row{section: section, title: title, against: "limit", target: 1, format: format}, pass{subject: []float64{figure}, baseline: []float64{limit}})
}

// ratio returns the ratio of the minima of a pass.
func (p pass) ratio() float64 { return slices.Min(p.subject) / slices.Min(p.baseline) }

// medianRatio returns the median of the ratios of the pairs of a pass.
func (p pass) medianRatio() float64 {
	pairs := make([]float64, len(p.subject))
	for i := range pairs {
		pairs[i] = p.subject[i] / p.baseline[i]
	}
	return median(pairs)
}

func (p pass) processorRatio() float64 { return slices.Min(p.subjectCPU) / slices.Min(p.baselineCPU) }

func median(list []float64) float64 { return slices.Sorted(slices.Values(list))[len(list)/2] }

// figures returns the least of what was measured and, where there is more, the
// median.
func (r *row) figures(side func(pass) []float64) string {
	var all []float64
	for _, p := range r.passes {
		all = append(all, side(p)...)
	}
	text := r.format(slices.Min(all))
	if m := r.format(median(all)); m != text {
		text += " (" + m + ")"
	}
	return text
}

// ratios returns a ratio of each pass.
func (r *row) ratios(of func(pass) float64) string {
	texts := make([]string, len(r.passes))
	for i, p := range r.passes {
		texts[i] = fmt.Sprintf("%.2f", of(p))
	}
	return strings.Join(texts, ", ")
}

// line returns the row as one of a Markdown table.
func (r *row) line() string {
	cells := []string{r.title, r.against, r.figures(func(p pass) []float64 { return p.subject }), r.figures(func(p pass) []float64 { return p.baseline }),
		"**" + r.ratios(pass.ratio) + "**", "", "", "", ""}
	if len(r.passes[0].subject) > 1 {
		cells[5] = r.ratios(pass.medianRatio)
	}
	if len(r.passes[0].subjectCPU) > 0 {
		cells[6] = r.ratios(pass.processorRatio)
	}
	if r.target > 0 {
		cells[7], cells[8] = fmt.Sprintf("%.2f", r.target), r.verdict()
	}
	return "| " + strings.Join(cells, " | ") + " |"
}

// verdict says whether the passes reached the target.
func (r *row) verdict() string {
	reached := 0
	for _, p := range r.passes {
		if p.ratio() <= r.target {
			reached++
		}
	}
	switch reached {
	case len(r.passes):
		return "reached"
	case 0:
		return "**missed**"
	default:
		return "**the runs disagree**"
	}
}

// table returns the rows as Markdown.
func (r *report) table() string {
	var b strings.Builder
	section := ""
	for _, row := range r.rows {
		if row.section != section {
			section = row.section
			fmt.Fprintf(&b, "\n### %s\n\n", section)
			b.WriteString("| measured | against | it | baseline | ratio | median ratio | processor time | target | |\n")
			b.WriteString("|---|---|---:|---:|---:|---:|---:|---:|---|\n")
		}
		b.WriteString(row.line() + "\n")
	}
	return strings.TrimPrefix(b.String(), "\n")
}

// prices returns what a user pays, as Markdown: whole plans, and how much longer
// they take than one without a provider.
func (r *report) prices() string {
	var bare float64
	for _, row := range r.rows {
		for _, p := range row.passes {
			if m := slices.Min(p.baseline); row.against == noProvider && (bare == 0 || m < bare) {
				bare = m
			}
		}
	}
	var b strings.Builder
	b.WriteString("| a plan with | takes | more than without a provider |\n|---|---:|---:|\n")
	for _, row := range r.rows {
		if row.price == "" || bare == 0 {
			continue
		}
		least := slices.Min(row.passes[0].subject)
		for _, p := range row.passes {
			least = min(least, slices.Min(p.subject))
		}
		fmt.Fprintf(&b, "| %s | %s | %s |\n", row.price, row.figures(func(p pass) []float64 { return p.subject }), row.format(least-bare))
	}
	return b.String()
}

// insert puts a text between the marks of its name in a file.
func insert(text []byte, name, what string) ([]byte, error) {
	begin, end := fmt.Sprintf("<!-- begin %s, written by scripts/bench -->\n", name), fmt.Sprintf("<!-- end %s -->\n", name)
	before, rest, ok := strings.Cut(string(text), begin)
	_, after, ok2 := strings.Cut(rest, end)
	if !ok || !ok2 {
		return nil, fmt.Errorf("the marks of %s are missing", name)
	}
	return []byte(before + begin + what + end + after), nil
}

func duration(ns float64) string {
	d := time.Duration(ns)
	switch {
	case d >= 10*time.Second:
		return fmt.Sprintf("%.1f s", d.Seconds())
	case d >= time.Second:
		return fmt.Sprintf("%.2f s", d.Seconds())
	case d >= 100*time.Millisecond:
		return fmt.Sprintf("%.0f ms", ns/1e6)
	case d >= time.Millisecond:
		return fmt.Sprintf("%.1f ms", ns/1e6)
	}
	return fmt.Sprintf("%.0f µs", ns/1e3)
}

func megabytes(bytes float64) string { return fmt.Sprintf("%.1f MB", bytes/1e6) }

func kilobytes(bytes float64) string { return fmt.Sprintf("%.1f kB", bytes/1e3) }

func count(n float64) string { return fmt.Sprintf("%.0f", n) }
