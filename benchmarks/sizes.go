package main

import (
	"archive/zip"
	"bufio"
	"bytes"
	"compress/flate"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// sizes measures what has a size: the provider, its archive and a state.
func (s settings) sizes(ctx context.Context, c *cli, d *data, r *report) error {
	const section = "Sizes"
	binary, err := os.ReadFile(filepath.Join(s.providers, "terraform-provider-teamsvoice"))
	if err != nil {
		return err
	}
	r.limit(section, "the provider, stripped", float64(len(binary)), 25e6, megabytes)
	archive, err := zipped(binary)
	if err != nil {
		return err
	}
	r.limit(section, "its archive", float64(archive), 9e6, megabytes)
	state, country, err := c.largestState(ctx, plan{"reads", d.countries(len(d.listed))})
	if err != nil {
		return err
	}
	r.limit(section, "the state of the largest `teamsvoice_country_availability`, "+country+", as compact JSON", float64(state), 12e3, kilobytes)
	return nil
}

// zipped returns how large an archive of a file is.
func zipped(data []byte) (int, error) {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	w.RegisterCompressor(zip.Deflate, func(out io.Writer) (io.WriteCloser, error) { return flate.NewWriter(out, flate.BestCompression) })
	f, err := w.Create("provider")
	if err != nil {
		return 0, err
	}
	if _, err := f.Write(data); err != nil {
		return 0, err
	}
	err = w.Close() // which writes what is left
	return b.Len(), err
}

// largestState applies a plan and returns the size of the largest data source in
// the state.
func (c *cli) largestState(ctx context.Context, p plan) (size int, key string, err error) {
	folder, err := c.lay(p)
	if err != nil {
		return 0, "", err
	}
	if _, err := c.execute(ctx, folder, nil, "apply", "-auto-approve"); err != nil {
		return 0, "", err
	}
	text, err := os.ReadFile(filepath.Join(folder, "terraform.tfstate"))
	if err != nil {
		return 0, "", err
	}
	var state struct {
		Resources []struct {
			Instances []struct {
				Key        string          `json:"index_key"`
				Attributes json.RawMessage `json:"attributes"`
			} `json:"instances"`
		} `json:"resources"`
	}
	if err := json.Unmarshal(text, &state); err != nil {
		return 0, "", err
	}
	for _, resource := range state.Resources {
		for _, instance := range resource.Instances {
			var compact bytes.Buffer
			if err := json.Compact(&compact, instance.Attributes); err != nil {
				return 0, "", err
			}
			if compact.Len() > size {
				size, key = compact.Len(), instance.Key
			}
		}
	}
	if size == 0 {
		err = errors.New("the state holds no data source")
	}
	return size, key, err
}

// answers adds the Go benchmarks that have a target, from the output of go test.
func (s settings) answers(r *report) error {
	limits := []struct {
		title, benchmark string
		limit            float64
	}{
		{"`country_availability`, function", "BenchmarkLaterCall/country_availability", 400e3},
		{"`teamsvoice_country_availability`, read", "BenchmarkRead/country_availability", 1.5e6},
	}
	output, err := os.Open(s.goResults)
	if err != nil {
		return err
	}
	defer func() { _ = output.Close() }()
	found := make(map[string][]float64)
	for lines := bufio.NewScanner(output); lines.Scan(); {
		fields := strings.Fields(lines.Text()) // name-2 1000 1234 ns/op ...
		if len(fields) < 4 || fields[3] != "ns/op" {
			continue
		}
		name, _, _ := strings.Cut(fields[0], "-")
		if ns, err := strconv.ParseFloat(fields[2], 64); err == nil {
			found[name] = append(found[name], ns)
		}
	}
	for _, l := range limits {
		times := found[l.benchmark]
		if len(times) == 0 {
			return fmt.Errorf("%s has no %s", s.goResults, l.benchmark)
		}
		limit := make([]float64, len(times))
		for i := range limit {
			limit[i] = l.limit
		}
		r.add(row{section: "One answer, without a CLI (Go benchmarks)", title: l.title, against: "limit", target: 1, format: duration}, pass{subject: times, baseline: limit})
	}
	return nil
}
