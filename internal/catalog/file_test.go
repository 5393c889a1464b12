package catalog

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"unicode"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
)

func TestDecodeFile(t *testing.T) {
	dir := t.TempDir()
	write := func(name string, data []byte) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}

	s, err := DecodeFile(write("good.json", []byte(small)))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := s.Len(), 3; got != want {
		t.Errorf("%d countries, want %d", got, want)
	}

	bad := write("bad.json", []byte(replace("Canada", "Canada\t")(small)))
	if _, err := DecodeFile(bad); err == nil || !strings.HasPrefix(err.Error(), bad+":9: /countries/0/name: not valid JSON") {
		t.Errorf("of a bad file: %v", err)
	}
	if _, err := DecodeFile(filepath.Join(dir, "absent.json")); !errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), "absent.json") {
		t.Errorf("of no file: %v", err)
	}
	if _, err := DecodeFile(dir); err == nil || err.Error() != "open "+dir+": it is a directory, and only regular files are read" {
		t.Errorf("of a folder: %v", err)
	}

	large := write("large.json", nil)
	if err := os.Truncate(large, MaxSize+1); err != nil {
		t.Fatal(err)
	}
	if _, err := DecodeFile(large); err == nil || err.Error() != "open "+large+": it has 16777217 bytes, and at most 16777216 are read" {
		t.Errorf("of a file that is too large: %v", err)
	}
}

func TestDecodeRefusesTooMuch(t *testing.T) {
	padded := append([]byte(small), bytes.Repeat([]byte(" "), MaxSize-len(small))...)
	if _, err := Decode("padded", padded); err != nil {
		t.Errorf("of the largest dataset: %v", err)
	}
	if _, err := Decode("padded", append(padded, ' ')); err == nil || err.Error() != "padded has 16777217 bytes; a dataset has at most 16777216" {
		t.Errorf("of a larger one: %v", err)
	}
	if _, err := Decode("deep", bytes.Repeat([]byte("["), MaxSize)); err == nil {
		t.Error("16 million brackets were taken")
	}
}

// Each list of a dataset, as long as a file can make it: what is allocated grows
// with the length and not with its square, and comparing each element with each
// other would not end.
func TestDecodeOfLongLists(t *testing.T) {
	fill := func(before, element, after string) func(size int) []byte {
		return func(size int) []byte {
			return []byte(inFormat2(replace(before+after, before+strings.Repeat(element, size/len(element))+after))(small))
		}
	}
	steps := func(element string) func(int) []byte {
		return func(size int) []byte {
			list := `"format": 2, "steps": [{"name": "a", "source": "page", "before": [` + strings.Repeat(element, size/len(element)) + `"sms"]}]`
			return []byte(replace(`"format": 2`, list)(inFormat2(replace("", ""))(small)))
		}
	}
	for name, dataset := range map[string]func(size int) []byte{
		"countries":          fill(`"countries": [`, `{},`, ``),
		"origins":            fill(`"origins": [`, `{"repository": "a", "build": "b", "date": "2023-01-25", "pages": 1},`, ``),
		"cities":             fill(`"cities": [`, `{"name": "x"},`, ``),
		"automatic cities":   fill(`"auto_assigned_cities": [`, `"x",`, `"Toronto"`),
		"plans":              fill(`"plans": [`, `{"type": "pay_as_you_go"},`, ``),
		"prefixes":           fill(`"supported_prefixes": [`, `"1",`, ``),
		"prefixes, no calls": fill(`"unsupported_prefixes": [`, `"1",`, ``),
		"a pool":             fill(`"minute_pool_countries": [`, `"CA",`, `"CA"`),
		"sources and steps": func(size int) []byte {
			var sources strings.Builder
			for i := range size / 200 {
				fmt.Fprintf(&sources, `"s%d": {"url": "https://example.com/", "date": "2023-01-25", "kind": "x", "about": "x"},`, i)
			}
			list := strings.Repeat(`{"name": "a", "source": "no", "before": ["sms"]},`, size/100) + `{"name": "b", "source": "no", "before": ["sms"]}`
			return []byte(strings.Replace(inFormat2(replace("", ""))(small), `"format": 2, "sources": {`, `"format": 2, "steps": [`+list+`], "sources": {`+sources.String(), 1))
		},
		"features of a step": steps(`"sms",`),
		"a text":             fill(`"source": "`, "\u202e", `made up"`),
		"a name":             fill(`"name": "`, "x", `Canada"`),
	} {
		t.Run(name, func(t *testing.T) {
			allocated := func(size int) float64 {
				data := dataset(size)
				var before, after runtime.MemStats
				runtime.ReadMemStats(&before)
				_, err := Decode(name, data)
				runtime.ReadMemStats(&after)
				if len(data) > size && err == nil && name != "origins" {
					t.Errorf("%d bytes are taken", len(data))
				}
				return float64(after.TotalAlloc - before.TotalAlloc)
			}
			allocated(1000) // what is made only once
			small, large := allocated(1<<19), allocated(1<<21)
			t.Logf("%.1f MB for 512 KiB, %.1f for 2 MiB", small/1e6, large/1e6)
			if large > 6*small+1e6 || large > 150*2<<20 {
				t.Errorf("512 KiB allocate %.0f MB, 2 MiB %.0f MB", small/1e6, large/1e6)
			}
		})
	}
}

// The time to find the lines of faults grows with the size of the file, not
// with its square: else this test would not end.
func TestDecodeFindsTheLineInALargeFile(t *testing.T) {
	const n = 60_000
	cities := strings.Repeat("\"x\",\n", n) + `"Toronto"`
	_, err := Decode("large", []byte(replace(`"Toronto"`, cities)(small)))
	var faults *Faults
	if !errors.As(err, &faults) || faults.Count() != n-1 || len(faults.List) != FaultLimit {
		t.Fatal("want a fault for each city that is named twice, a hundred of them in the list")
	}
	last := faults.List[FaultLimit-1]
	if want := fmt.Sprintf("/countries/0/audio_conferencing/auto_assigned_cities/%d", FaultLimit); last.Pointer != want || last.Line != 14+FaultLimit {
		t.Errorf("the last is line %d %s, want line %d %s", last.Line, last.Pointer, 14+FaultLimit, want)
	}
	if want := fmt.Sprintf("\nand %d more", n-1-namedFaults); !strings.HasSuffix(err.Error(), want) {
		t.Errorf("the message ends without %q", want)
	}
}

func TestFaultsNameTenAndCountTheRest(t *testing.T) {
	data := strings.ReplaceAll(small, `"status": "available"`, `"status": "unlisted"`)
	_, err := Decode("x.json", []byte(data))
	var faults *Faults
	if !errors.As(err, &faults) || len(faults.List) <= namedFaults {
		t.Fatalf("got %v, want more than %d faults", err, namedFaults)
	}
	lines := strings.Split(err.Error(), "\n")
	if len(lines) != namedFaults+1 {
		t.Errorf("%d lines, want %d", len(lines), namedFaults+1)
	}
	if got, want := lines[namedFaults], fmt.Sprintf("and %d more", len(faults.List)-namedFaults); got != want {
		t.Errorf("the last line is %q, want %q", got, want)
	}
	for i, line := range lines[:namedFaults] {
		if !strings.HasPrefix(line, "x.json:") {
			t.Errorf("line %d is %q", i, line)
		}
	}
	for i := 1; i < len(faults.List); i++ {
		if faults.List[i-1].Line > faults.List[i].Line {
			t.Errorf("line %d is named before line %d", faults.List[i-1].Line, faults.List[i].Line)
		}
	}

	exactly := &Faults{Name: "x", List: faults.List[:namedFaults]}
	if strings.Contains(exactly.Error(), "more") {
		t.Errorf("of ten faults: %v", exactly)
	}
}

func TestMessagesHoldNoControlCharactersAndEnd(t *testing.T) {
	const nasty = "\\u0000\\u001b[2J\\u202e\\u0085"
	long := strings.Repeat("x", 1<<20)
	for name, data := range map[string]string{
		"a code":             replace(`"code": "CA"`, `"code": "`+nasty+`"`)(small),
		"a long code":        replace(`"code": "CA"`, `"code": "`+long+`"`)(small),
		"a member":           replace(`"code": "CA"`, `"`+nasty+`": "CA"`)(small),
		"a long member":      replace(`"code": "CA"`, `"`+long+`": "CA"`)(small),
		"a date":             replace(`"2023-01-25"`, `"`+nasty+`"`)(small),
		"a long date":        replace(`"2023-01-25"`, `"`+long+`"`)(small),
		"a slug":             replace(`"slug": "canada"`, `"slug": "`+nasty+`"`)(small),
		"a long slug":        replace(`"slug": "canada"`, `"slug": "`+long+`"`)(small),
		"a status":           replace(`"status": "available"`, `"status": "`+nasty+`"`)(small),
		"a long status":      replace(`"status": "available"`, `"status": "`+long+`"`)(small),
		"a prefix":           replace(`"1900"`, `"`+nasty+`"`)(small),
		"a long prefix":      replace(`"1900"`, `"`+long+`"`)(small),
		"a city":             replace(`"Toronto"`, `"`+nasty+`", "`+nasty+`"`)(small),
		"a long city":        replace(`"Toronto"`, `"`+long+`", "`+long+`"`)(small),
		"an operator":        replace(`"plans"`, `"operator": "`+nasty+`", "plans"`)(small),
		"a long number":      replace(`"domestic_minutes": 120`, `"domestic_minutes": `+strings.Repeat("1", 1<<20))(small),
		"the file's name":    replace(`"CA"`, `"C"`)(small),
		"a raw control code": replace(`"CA"`, "\"C\x1b\"")(small),
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Decode("dir\n\x1b[31m/file.json", []byte(data))
			if err == nil {
				t.Fatal("no error")
			}
			if len(err.Error()) > 2000 {
				t.Errorf("the message has %d bytes", len(err.Error()))
			}
			for _, r := range err.Error() {
				if r != '\n' && !unicode.IsPrint(r) {
					t.Fatalf("the message holds %U: %q", r, err)
				}
			}
		})
	}
}

func TestDate(t *testing.T) {
	for _, s := range []string{"", "2023-1-25", "2023-01-25 ", "2023-02-30", "2023-01-25T00:00:00Z", strings.Repeat("2", 1000)} {
		if d, err := ParseDate(s); err == nil || !d.IsZero() || len(err.Error()) > 200 {
			t.Errorf("ParseDate(%.20q) = %v, %v", s, d, err)
		}
	}
	d, err := ParseDate("2024-02-29")
	if err != nil || d.String() != "2024-02-29" || d.IsZero() || d.Time().Format("15:04:05 MST") != "00:00:00 UTC" {
		t.Errorf("ParseDate of a leap day = %v, %v", d, err)
	}
	text, err := d.MarshalText()
	if err != nil || string(text) != "2024-02-29" {
		t.Errorf("MarshalText = %s, %v", text, err)
	}
}

// A dataset of format 1, as version 0.1 had it, is read forever, and gives the
// answers that it gave.
func TestFormat1IsRead(t *testing.T) {
	s, err := DecodeFile("../../compat/format-1/2023-01-25.json")
	if err != nil {
		t.Fatal(err)
	}
	if s.Len() != 114 || s.AsOf() != "2023-01-25" || s.PagesAsOf() != "2023-01-25" {
		t.Errorf("%d countries as of %s, pages of %s", s.Len(), s.AsOf(), s.PagesAsOf())
	}
	answers := 0
	for _, c := range s.Listed() {
		today := edition(t, "2023-01-25").Country(c.Code)
		for _, f := range availability.Features() {
			if f.ForCallingPlanUsers() || today.Evidence[f] != "" {
				continue // which only format 2 has
			}
			if c.Verdict(f) != today.Verdict(f) {
				t.Errorf("%s in %s is %v, and %v today", f, c.Code, c.Verdict(f), today.Verdict(f))
			}
			if got := c.Source(f).Date.String(); got != "2023-01-25" {
				t.Errorf("%s in %s is of %s", f, c.Code, got)
			}
			answers++
		}
	}
	if answers < 114*13 {
		t.Errorf("only %d answers were compared", answers)
	}
	for _, code := range country.Codes() {
		if newest := edition(t, "2026-08-21"); s.InDialOutZoneA(code) != newest.InDialOutZoneA(code) || s.IsOutboundDestination(code) != newest.IsOutboundDestination(code) {
			t.Errorf("%s: the lists are not those of the newest edition", code)
		}
	}
}
