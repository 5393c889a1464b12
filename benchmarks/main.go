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
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"regexp"
	"strings"
)

// noProvider is the baseline of the CLI alone.
const noProvider = "no provider"

// settings is what the command line says.
type settings struct {
	cli, providers, configs string
	short                   bool
	only                    *regexp.Regexp
	samples                 string
	goResults, into         string
	machine                 string
}

func main() {
	var s settings
	flag.StringVar(&s.cli, "cli", "terraform", "the Terraform or OpenTofu to drive")
	flag.StringVar(&s.providers, "providers", "", "the folder with the two providers")
	flag.StringVar(&s.configs, "configs", "benchmarks/configs", "the folder with the configurations")
	flag.BoolVar(&s.short, "short", false, "measure only what takes little time, and once")
	flag.StringVar(&s.samples, "samples", "", "a file to write each start to, for benchstat")
	flag.StringVar(&s.goResults, "go", "", "a file with the output of the Go benchmarks")
	flag.StringVar(&s.into, "into", "", "the Markdown file to write the tables into; else they are printed")
	flag.StringVar(&s.machine, "machine", "", "when and on what this is measured, for the tables")
	only := flag.String("run", "", "measure only the comparisons whose title matches this regular expression, once")
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
	passes := 2 // the second one says whether the first can be believed
	if s.short || s.only.String() != "" {
		passes = 1
	}
	for range passes {
		if err := s.starts(ctx, r, scratch); err != nil {
			return err
		}
		for _, section := range d.comparisons() {
			for _, k := range section.comparisons {
				if s.short && !k.quick || !s.only.MatchString(k.title) {
					continue
				}
				if err := s.compare(ctx, c, section.title, k, r); err != nil {
					return err
				}
			}
		}
	}
	if s.only.String() == "" {
		if err := s.sizes(ctx, c, d, r); err != nil {
			return err
		}
	}
	if s.goResults != "" {
		if err := s.answers(r); err != nil {
			return err
		}
	}
	if s.into == "" {
		_, err := fmt.Fprintf(os.Stdout, "%s\n%s", r.prices(), r.table())
		return err
	}
	text, err := os.ReadFile(s.into)
	if err != nil {
		return err
	}
	for name, table := range map[string]string{"prices": r.prices() + "\nMeasured on " + s.machine + ".\n", "targets": r.table()} {
		if text, err = insert(text, name, table); err != nil {
			return fmt.Errorf("%s: %w", s.into, err)
		}
	}
	return os.WriteFile(s.into, text, 0o644) //nolint:gosec // a page of the repository
}

// starts measures the start of both providers.
func (s settings) starts(ctx context.Context, r *report, scratch string) error {
	rounds := 40
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
		if err := appendFile(s.samples, lines.String()); err != nil {
			return err
		}
	}
	for _, measure := range []struct {
		title  string
		target float64
		of     func(started) float64
		format func(float64) string
	}{
		{"start to schema answered", 1.15, func(s started) float64 { return float64(s.schema) }, duration},
		{"start to schema answered, processor time", 0, func(s started) float64 { return float64(s.processor) }, duration},
		{"page faults by then", 0, func(s started) float64 { return float64(s.faults) }, count},
		{"resident memory by then", 1.15, func(s started) float64 { return float64(s.memory) }, megabytes},
		{"first call of a function", 0, func(s started) float64 { return float64(s.first) }, duration},
		{"a later call", 0, func(s started) float64 { return float64(s.later) }, duration},
	} {
		r.add(row{section: "The process, without a CLI", title: measure.title, against: "empty provider", target: measure.target, format: measure.format},
			pass{subject: values(samples[1], measure.of), baseline: values(samples[0], measure.of)})
	}
	return nil
}

// appendFile adds a text to the end of a file.
func appendFile(name, text string) error {
	f, err := os.OpenFile(name, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = f.WriteString(text)
	return errors.Join(err, f.Close())
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
func (s settings) compare(ctx context.Context, c *cli, section string, k comparison, r *report) error {
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
	r.add(row{section: section, title: k.title, against: k.against, target: k.target, format: duration, price: k.price},
		pass{values(costs[1], wall), values(costs[0], wall), values(costs[1], processor), values(costs[0], processor)})
	if k.memory > 0 {
		memory, err := c.providerMemory(ctx, folders[1])
		if err != nil {
			return err
		}
		r.limit(section, k.title+": memory of the provider", float64(memory), float64(k.memory), megabytes)
	}
	return nil
}
