// Command benchmarks measures the provider from outside, as a practitioner
// meets it: how long its process takes to answer its schema and how much memory
// that takes, and how long whole plans of the real CLI take. Each figure is a
// ratio to a baseline of the same run: an empty provider of the same framework
// (terraform-provider-empty), Terraform's own words, or the CLI alone.
//
// A machine that does other work at the same time slows both sides, so they
// take turns, who goes first alternates, and the ratio that counts is that of
// the two minima. scripts/bench builds everything and runs it.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"
)

// settings is what the command line says.
type settings struct {
	cli, providers, configs string
	short                   bool
	only                    *regexp.Regexp
	samples                 string
}

func main() {
	var s settings
	flag.StringVar(&s.cli, "cli", "terraform", "the Terraform or OpenTofu to drive")
	flag.StringVar(&s.providers, "providers", "", "the folder with the two providers")
	flag.StringVar(&s.configs, "configs", "benchmarks/configs", "the folder with the configurations")
	flag.BoolVar(&s.short, "short", false, "measure only what takes little time")
	flag.StringVar(&s.samples, "samples", "", "a file to write each start to, for benchstat")
	only := flag.String("run", "", "measure only the comparisons whose title matches this regular expression")
	flag.Parse()
	s.only = regexp.MustCompile(*only)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := run(ctx, s)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "benchmarks:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, s settings) error {
	scratch, err := os.MkdirTemp("", "teamsvoice-bench-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(scratch) }()
	d, err := newData()
	if err != nil {
		return err
	}
	c, err := newCLI(s.cli, s.configs, s.providers, scratch)
	if err != nil {
		return err
	}
	r := &report{}
	if err := s.starts(ctx, r, scratch); err != nil {
		return err
	}
	for _, section := range d.comparisons() {
		chosen := slices.DeleteFunc(section.comparisons, func(k comparison) bool {
			return s.short && !k.quick || !s.only.MatchString(k.title)
		})
		if len(chosen) == 0 {
			continue
		}
		r.section(section.title)
		for _, k := range chosen {
			if err := s.compare(ctx, c, k, r); err != nil {
				return err
			}
		}
	}
	_, err = os.Stdout.WriteString(r.markdown())
	return err
}

// starts measures the start of both providers.
func (s settings) starts(ctx context.Context, r *report, scratch string) error {
	rounds := 60
	if s.short {
		rounds = 15
	}
	sides := []struct{ name, function string }{{"empty", "check"}, {"teamsvoice", "calling_plan_available"}}
	var samples [2][]started
	var lines strings.Builder
	for i := range rounds {
		for _, side := range order(i) {
			p := sides[side]
			one, err := measureStart(ctx, filepath.Join(s.providers, "terraform-provider-"+p.name), p.function, scratch)
			if err != nil {
				return err
			}
			samples[side] = append(samples[side], one)
			fmt.Fprintf(&lines, "BenchmarkStart/provider=%s 1 %d ns/op %d cpu-ns/op %d RSS-bytes\n", p.name, one.schema.Nanoseconds(), one.processor.Nanoseconds(), one.memory)
		}
	}
	if s.samples != "" {
		if err := os.WriteFile(s.samples, []byte(lines.String()), 0o600); err != nil {
			return err
		}
	}
	r.section("The process, without a CLI")
	for _, row := range []struct {
		title  string
		target float64
		of     func(started) float64
		format func(float64) string
	}{
		{"start to schema answered", 1.10, func(s started) float64 { return float64(s.schema) }, duration},
		{"start to schema answered, processor time", 0, func(s started) float64 { return float64(s.processor) }, duration},
		{"resident memory by then", 1.15, func(s started) float64 { return float64(s.memory) }, size},
		{"first call of a function", 0, func(s started) float64 { return float64(s.first) }, duration},
		{"a later call", 0, func(s started) float64 { return float64(s.later) }, duration},
	} {
		r.row(row.title, "empty provider", values(samples[1], row.of), values(samples[0], row.of), row.target, row.format, "")
	}
	return nil
}

// order returns who goes first in a round.
func order(round int) []int {
	if round%2 == 0 {
		return []int{0, 1}
	}
	return []int{1, 0}
}

func values[T any](list []T, of func(T) float64) []float64 {
	result := make([]float64, len(list))
	for i, v := range list {
		result[i] = of(v)
	}
	return result
}

// compare measures two plans in turns.
func (s settings) compare(ctx context.Context, c *cli, k comparison, r *report) error {
	var folders [2]string
	for i, p := range []plan{k.baseline, k.subject} {
		folder, err := c.lay(p)
		if err != nil {
			return err
		}
		folders[i] = folder
	}
	rounds := k.rounds
	if s.short {
		rounds = max(3, rounds/4)
	}
	var costs [2][]cost
	for i := range rounds {
		for _, side := range order(i) {
			one, err := c.run(ctx, folders[side], nil)
			if err != nil {
				return err
			}
			costs[side] = append(costs[side], one)
		}
	}
	processor := func(c cost) float64 { return float64(c.processor) }
	wall := func(c cost) float64 { return float64(c.wall) }
	note := fmt.Sprintf("%.2f", slices.Min(values(costs[1], processor))/slices.Min(values(costs[0], processor)))
	r.row(k.title, k.against, values(costs[1], wall), values(costs[0], wall), k.target, duration, note)
	if k.memory > 0 {
		memory, err := c.providerMemory(ctx, folders[1])
		if err != nil {
			return err
		}
		r.limit(k.title+": memory of the provider", memory, k.memory)
	}
	return nil
}

// report collects the rows of the tables.
type report struct {
	text strings.Builder
}

func (r *report) section(title string) {
	fmt.Fprintf(&r.text, "\n### %s\n\n", title)
	r.text.WriteString("| measured | against | it | baseline | ratio | median ratio | processor time | target | |\n")
	r.text.WriteString("|---|---|---:|---:|---:|---:|---:|---:|---|\n")
}

// row adds a ratio: that of the minima, and the median of those pair by pair.
func (r *report) row(title, against string, subject, baseline []float64, target float64, format func(float64) string, note string) {
	ratio := slices.Min(subject) / slices.Min(baseline)
	pairs := make([]float64, len(subject))
	for i := range pairs {
		pairs[i] = subject[i] / baseline[i]
	}
	slices.Sort(pairs)
	line := fmt.Sprintf("| %s | %s | %s | %s | **%.2f** | %.2f | %s |", title, against,
		format(slices.Min(subject)), format(slices.Min(baseline)), ratio, pairs[len(pairs)/2], note)
	r.end(line, ratio, target)
}

// limit adds a figure that has an absolute limit, in bytes.
func (r *report) limit(title string, figure, limit int64) {
	ratio := float64(figure) / float64(limit)
	r.end(fmt.Sprintf("| %s | limit | %s | %s | **%.2f** | | |", title, size(float64(figure)), size(float64(limit)), ratio), ratio, 1)
}

func (r *report) end(line string, ratio, target float64) {
	switch {
	case target == 0:
		line += " | |"
	case ratio <= target:
		line += fmt.Sprintf(" %.2f | reached |", target)
	default:
		line += fmt.Sprintf(" %.2f | **missed** |", target)
	}
	fmt.Fprintln(os.Stderr, line) // so that something is to be seen meanwhile
	r.text.WriteString(line + "\n")
}

func (r *report) markdown() string { return r.text.String() }

func duration(ns float64) string {
	d := time.Duration(ns)
	switch {
	case d >= 10*time.Second:
		return fmt.Sprintf("%.1f s", d.Seconds())
	case d >= time.Second:
		return fmt.Sprintf("%.2f s", d.Seconds())
	case d >= time.Millisecond:
		return fmt.Sprintf("%.1f ms", ns/1e6)
	}
	return fmt.Sprintf("%.0f µs", ns/1e3)
}

func size(bytes float64) string { return fmt.Sprintf("%.1f MB", bytes/1e6) }
