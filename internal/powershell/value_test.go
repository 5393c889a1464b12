package powershell_test

import (
	"errors"
	"runtime"
	"strings"
	"testing"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/powershell"
)

func export(content string) []byte {
	return []byte(`{"ExportedAt": "2026-08-21", "Content": ` + content + `}`)
}

// each reads an export to its end, and each element as an object with a member.
func each(data []byte) (n int, err error) {
	file, err := powershell.Read(data, "Content")
	if err != nil {
		return 0, err
	}
	err = file.Content.Each(func(element powershell.Value) error {
		n++
		if err := element.Object(); err != nil {
			return err
		}
		member, _ := element.Member("A")
		_, _, err := member.Text()
		return err
	})
	return n, err
}

func TestEach(t *testing.T) {
	for content, want := range map[string]int{
		`null`: 0, `""`: 0, `[]`: 0, `{"A": "x"}`: 1, `[{"A": "x"}, {"a": 1}, {}]`: 3, `{"value": [{}, {}], "Count": 2}`: 2, `{"value": [], "Count": 0}`: 0,
		`{"value": null, "Count": 0}`: 0, `{"value": [{}], "Count": 1, "A": "x"}`: 1,
	} {
		if n, err := each(export(content)); n != want || err != nil {
			t.Errorf("%s: %d elements, %v", content, n, err)
		}
	}
	for content, want := range map[string]string{
		`"@{A=x}"`: "deeper than its -Depth", `[1]`: "Content[0] is 1, not an object", `[{"A": {}}]`: "Content[0].A is an object, not a text",
		`[{"A": "x", "A": "y"}]`: `Content[0] has the member "A" twice`,
		`[{` + strings.Repeat(`"A`+strings.Repeat("\u200b", 1000)+`": 1,`, 2) + `"B": 1}]`: "twice",
		`[` + strings.Repeat(`7`, 1000) + `]`:                                              "(1000 bytes), not an object",
		strings.Repeat("[", 20_000):                                                        "not JSON",
	} {
		if _, err := each(export(content)); err == nil || !strings.Contains(err.Error(), want) || len(err.Error()) > 1000 {
			t.Errorf("%.100s: %.300v, want %q", content, err, want)
		}
	}
	stop := errors.New("stop")
	file, err := powershell.Read(export(`[{}, {}]`), "Content")
	if err != nil {
		t.Fatal(err)
	}
	calls := 0
	if err := file.Content.Each(func(powershell.Value) error { calls++; return stop }); !errors.Is(err, stop) || calls != 1 {
		t.Errorf("%d calls, %v", calls, err)
	}
}

// An export takes memory by its length, whatever it holds, and is read in time
// that grows with it: nested as deeply as JSON may be, this test would not end.
func TestExportsWithoutEnd(t *testing.T) {
	nested := func(size int) string {
		const depth = 4000
		return strings.Repeat(`{"Count": 1, "value": `, depth) + `"` + strings.Repeat("x", size) + `"` + strings.Repeat("}", depth)
	}
	for name, content := range map[string]func(size int) string{
		"numbers": func(size int) string {
			return "[" + strings.Repeat(`{"A": "+493012345678", "B": null, "C": ["x"]},`, size/46) + "{}]"
		},
		"empty objects":   func(size int) string { return "[" + strings.Repeat("{},", size/3) + "{}]" },
		"members":         func(size int) string { return "{" + many(size) + `"A": 1}` },
		"nested":          nested,
		"nested elements": func(size int) string { return "[" + nested(size) + "]" },
		"a text":          func(size int) string { return `[{"A": "` + strings.Repeat("x", size) + `"}]` },
		"a list in it":    func(size int) string { return `[{"A": [` + strings.Repeat("{},", size/3) + `{}]}]` },
	} {
		t.Run(name, func(t *testing.T) {
			allocated := func(size int) float64 {
				data := export(content(size))
				var before, after runtime.MemStats
				runtime.ReadMemStats(&before)
				_, _ = each(data)
				runtime.ReadMemStats(&after)
				return float64(after.TotalAlloc - before.TotalAlloc)
			}
			small, large := allocated(1<<20), allocated(4<<20)
			t.Logf("%.1f MB for 1 MiB, %.1f for 4", small/1e6, large/1e6)
			if large > 6*small+1e6 {
				t.Errorf("1 MiB allocates %.0f MB, 4 MiB %.0f MB", small/1e6, large/1e6)
			}
		})
	}
}

// many returns different members of an object.
func many(size int) string {
	var b strings.Builder
	for i := 0; b.Len() < size; i++ {
		b.WriteString(`"` + strings.Repeat("m", i%50) + string(rune('a'+i%26)) + strings.Repeat("n", i/1300) + `": {},`)
	}
	return b.String()
}
