package spelling

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestEdits(t *testing.T) {
	for _, tt := range []struct {
		name         string
		input, known string
		want         int // -1 for more than allowed
	}{
		{"same", "germany", "germany", 0},
		{"one missing", "grmany", "germany", 1},
		{"one missing at the start", "ermany", "germany", 1},
		{"one missing at the end", "german", "germany", 1},
		{"one too many", "gerrmany", "germany", 1},
		{"one other", "gexmany", "germany", 1},
		{"other first letter", "xermany", "germany", 1},
		{"other last letter", "germanx", "germany", 1},
		{"two swapped", "gemrany", "germany", 1},
		{"first two swapped", "egrmany", "germany", 1},
		{"last two swapped", "germayn", "germany", 1},
		{"swapped and one other", "gemranx", "germany", 2},
		{"swapped letters are not edited again", "ca", "abc", -1},
		{"swapped with a letter between", "cab", "abc", -1},
		{"optimal string alignment, not full Damerau", "cazzzzzzz", "abczzzzzzz", 3},
		{"two of seven, as many as allowed", "gxxmany", "germany", 2},
		{"three of seven, too many", "gxxxany", "germany", -1},
		{"two missing of seven", "grmny", "germany", 2},
		{"three missing of seven", "gmny", "germany", -1},
		{"three too many of ten", "germanyabc", "germany", 3},
		{"four too many of eleven", "germanyabcd", "germany", -1},
		{"one of three", "abx", "abc", 1},
		{"one of two", "ax", "ab", -1},
		{"two of five", "abxxe", "abcde", -1},
		{"two of six", "abxxef", "abcdef", 2},
		{"four of twelve", "xxxxefghijkl", "abcdefghijkl", 4},
		{"five of fifteen, over the cap", "xxxxxfghijklmno", "abcdefghijklmno", -1},
		{"four of thirty, at the cap", "xxxx" + strings.Repeat("z", 26), "abcd" + strings.Repeat("z", 26), 4},
		{"characters, not bytes", "росия", "россия", 1},
		{"as long as is counted", strings.Repeat("a", maxWord), strings.Repeat("a", maxWord-1) + "b", 1},
		{"input too long to count", strings.Repeat("a", maxWord+1), strings.Repeat("a", maxWord), -1},
		{"name too long to count", strings.Repeat("a", maxWord), strings.Repeat("a", maxWord+1), -1},
		{"long in bytes only", strings.Repeat("я", maxWord), strings.Repeat("я", maxWord), 0},
		{"nothing typed", "", "abc", -1},
		{"nothing at all", "", "", -1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var d Distancer
			d.Reset("left over from the last input")
			d.Edits("left over from the last name")
			d.Reset(tt.input)
			got, ok := d.Edits(tt.known)
			if ok != (tt.want >= 0) || ok && got != tt.want {
				t.Errorf("%q to %q: %d, %v; want %d", tt.input, tt.known, got, ok, tt.want)
			}
		})
	}
}

// naiveEdits is the textbook's optimal string alignment distance.
func naiveEdits(a, b []rune) int {
	d := make([][]int, len(a)+1)
	for i := range d {
		d[i] = make([]int, len(b)+1)
		d[i][0] = i
	}
	for j := range b {
		d[0][j+1] = j + 1
	}
	for i := range a {
		for j := range b {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			d[i+1][j+1] = min(d[i][j+1]+1, d[i+1][j]+1, d[i][j]+cost)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				d[i+1][j+1] = min(d[i+1][j+1], d[i-1][j-1]+1)
			}
		}
	}
	return d[len(a)][len(b)]
}

func TestEditsAgreeWithTheTextbook(t *testing.T) {
	words := rapid.StringOfN(rapid.SampledFrom([]rune("abcя")), 1, 20, -1)
	var d Distancer // one for all, as in suggest
	rapid.Check(t, func(t *rapid.T) {
		input, name := words.Draw(t, "input"), words.Draw(t, "name")
		d.Reset(input)
		got, ok := d.Edits(name)
		want := naiveEdits([]rune(input), []rune(name))
		limit := AllowedEdits(max(utf8.RuneCountInString(input), utf8.RuneCountInString(name)))
		if ok != (want <= limit) || ok && got != want {
			t.Fatalf("%q to %q: %d, %v; the textbook says %d, and %d are allowed", input, name, got, ok, want, limit)
		}
	})
}

func TestAllowedEdits(t *testing.T) {
	want := []int{0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 4, 4, 4, 4}
	for n, edits := range want {
		if got := AllowedEdits(n); got != edits {
			t.Errorf("%d characters: %d edits, want %d", n, got, edits)
		}
	}
}
