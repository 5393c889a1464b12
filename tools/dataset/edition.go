package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"path/filepath"
	"time"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/catalog"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/localfile"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/text"
	"github.com/teamsvoice/terraform-provider-teamsvoice/tools/dataset/evidence"
)

// runEdition makes an edition of the dataset from an earlier one and a file of
// statements. Nothing is written where a statement is wrong.
func runEdition(args []string, stdout, stderr io.Writer) error {
	flags := flag.NewFlagSet("edition", flag.ContinueOnError)
	dir := flags.String("dir", "", "the `folder` to write DATE.json to, DATE being that of the newest source (default: standard output)")
	given, err := parse(flags, args, stdout, "STATEMENTS")
	if err != nil {
		return err
	}
	s, err := readEdition(given[0])
	if err != nil {
		return err
	}
	out := ""
	if *dir != "" {
		out = filepath.Join(*dir, s.AsOf()+".json")
	}
	if err := writeOut(out, stdout, func(w io.Writer) error { return catalog.Encode(w, s) }); err != nil {
		return err
	}
	fmt.Fprintf(stderr, "%s as of %s, the pages as of %s\n", text.Count(s.Len(), "country"), s.AsOf(), s.PagesAsOf())
	return nil
}

// readEdition makes the edition that a file of statements describes.
func readEdition(path string) (*catalog.Snapshot, error) {
	data, err := localfile.Read(context.Background(), path, catalog.MaxSize)
	if err != nil {
		return nil, err
	}
	file, err := evidence.Parse(path, data)
	if err != nil {
		return nil, err
	}
	base, err := load(file.Base)
	if err != nil {
		return nil, err
	}
	return file.Apply(base, time.Now())
}
