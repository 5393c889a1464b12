// Command dataset is for the maintainers of the dataset: it imports the
// documentation pages of a new date, and checks, compares and exports datasets.
//
//	scripts/dataset fetch --to DIR
//	scripts/dataset import --pages DIR --as-of DATE --out FILE
//	scripts/dataset validate FILE
//	scripts/dataset diff A B
//	scripts/dataset export FILE --format svg
//
// Only fetch uses the network. Its exit code is 0 when all is well, 1 when something is
// wrong with the data, and 2 when it was called wrongly.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/catalog"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/localfile"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/text"
)

// Exit codes.
const (
	exitOK      = 0
	exitProblem = 1
	exitUsage   = 2
)

func main() {
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

const usage = `usage: dataset COMMAND ...

commands:
  fetch --to DIR
        get the current pages from Microsoft's site
  import --pages DIR [--pages DIR2 ...] --as-of DATE --out FILE [--base FILE]
        read documentation pages into a dataset; the same pages in several
        languages are compared with each other
  edition STATEMENTS [--dir DIR]
        make an edition from an earlier one and a file of statements (.hcl)
  validate FILE
        check a dataset or a file of statements (.hcl), and list its faults
  diff A B [--format text|json|markdown]
        show what opened, closed and changed from A to B
  compare-offers FILE [--dataset FILE] [--format text|markdown|statements]
        show where the number offers of a tenant, from export-number-offers.ps1,
        differ from a dataset; the output does not name the tenant
  export FILE --format csv|xlsx|json|md|svg|html [--out FILE]
        write a dataset in another form

A FILE is a dataset, the date of an embedded one (%s), or
"newest" for the newest of these.
"dataset COMMAND -h" lists the flags of a command.
`

// command is one of the subcommands.
type command struct {
	name string
	run  func(args []string, stdout, stderr io.Writer) error
}

var commands = []command{
	{"fetch", runFetch},
	{"import", runImport},
	{"edition", runEdition},
	{"validate", runValidate},
	{"diff", runDiff},
	{"compare-offers", runCompareOffers},
	{"export", runExport},
}

// run runs the command line and returns the exit code.
func run(args []string, stdout, stderr io.Writer) int {
	if len(args) == 0 || slices.Contains([]string{"help", "-h", "-help", "--help"}, args[0]) {
		out, code := stdout, exitOK
		if len(args) == 0 {
			out, code = stderr, exitUsage
		}
		fmt.Fprintf(out, usage, strings.Join(catalog.EmbeddedDates(), ", "))
		return code
	}
	at := slices.IndexFunc(commands, func(c command) bool { return c.name == args[0] })
	if at < 0 {
		names := make([]string, len(commands))
		for i, c := range commands {
			names[i] = c.name
		}
		fmt.Fprintf(stderr, "dataset: there is no command %q; allowed: %s\n", args[0], strings.Join(names, ", "))
		return exitUsage
	}
	stderr = printer{stderr}
	err := commands[at].run(args[1:], stdout, stderr)
	var wrong *usageError
	switch {
	case err == nil, errors.Is(err, flag.ErrHelp):
		return exitOK
	case errors.Is(err, errReported):
		return exitProblem
	case errors.As(err, &wrong):
		fmt.Fprintf(stderr, "dataset %s: %v\n", args[0], err)
		return exitUsage
	}
	fmt.Fprintf(stderr, "dataset %s: %v\n", args[0], err)
	return exitProblem
}

// printer prints messages. They repeat pages, answers of a site and other
// files, so it escapes every character that could control the terminal.
type printer struct{ out io.Writer }

// Write prints lines, each of them whole.
func (p printer) Write(lines []byte) (int, error) {
	var b strings.Builder
	for line := range strings.Lines(string(lines)) {
		line, end := strings.CutSuffix(line, "\n")
		b.WriteString(text.Escape(line))
		if end {
			b.WriteByte('\n')
		}
	}
	if _, err := io.WriteString(p.out, b.String()); err != nil {
		return 0, err
	}
	return len(lines), nil
}

// errReported says that there are problems, and that they have been printed.
var errReported = errors.New("there are problems")

// usageError is a command line that asks for nothing that can be done.
type usageError struct{ msg string }

func (e *usageError) Error() string { return e.msg }

func wrongUse(format string, args ...any) error {
	return &usageError{fmt.Sprintf(format, args...)}
}

// parse reads the flags of a subcommand, before and after its arguments, of
// which there must be as many as names.
func parse(flags *flag.FlagSet, args []string, stdout io.Writer, names ...string) ([]string, error) {
	flags.SetOutput(io.Discard)
	var given []string
	for {
		if err := flags.Parse(args); err != nil {
			if errors.Is(err, flag.ErrHelp) {
				fmt.Fprintf(stdout, "usage: dataset %s [flags] %s\n", flags.Name(), strings.Join(names, " "))
				flags.SetOutput(stdout)
				flags.PrintDefaults()
				return nil, err
			}
			return nil, wrongUse("%v; allowed flags: %s", err, flagNames(flags))
		}
		if flags.NArg() == 0 {
			break
		}
		given = append(given, flags.Arg(0))
		args = flags.Args()[1:]
	}
	if len(given) != len(names) {
		wanted := "nothing but flags is taken"
		if len(names) > 0 {
			wanted = "wanted: " + strings.Join(names, " ")
		}
		return nil, wrongUse("found %d arguments (%s); %s", len(given), strings.Join(given, " "), wanted)
	}
	return given, nil
}

func flagNames(flags *flag.FlagSet) string {
	var names []string
	flags.VisitAll(func(f *flag.Flag) { names = append(names, "--"+f.Name) })
	if names == nil {
		return "none"
	}
	return strings.Join(names, ", ")
}

// list is a flag that may be given several times.
type list []string

func (l *list) String() string { return strings.Join(*l, ", ") }

// Set adds a value.
func (l *list) Set(s string) error {
	if s == "" {
		return errors.New("the value is empty")
	}
	*l = append(*l, s)
	return nil
}

// load reads the dataset of a file, the embedded one of a date, or the newest of
// these.
func load(name string) (*catalog.Snapshot, error) {
	if name == "newest" {
		return catalog.Newest()
	}
	if slices.Contains(catalog.EmbeddedDates(), name) {
		return catalog.Embedded(name)
	}
	s, err := catalog.DecodeFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, wrongUse("there is no file %s, and no embedded dataset of this date; embedded are %s",
			name, strings.Join(catalog.EmbeddedDates(), ", "))
	}
	return s, err
}

// writeOut writes to a file, or to stdout if none is named. The file is written
// as a whole or not at all.
func writeOut(path string, stdout io.Writer, write func(io.Writer) error) error {
	if path == "" || path == "-" {
		return write(stdout)
	}
	return localfile.Replace(path, 0o644, write)
}
