package spelling

import (
	"strings"
	"unicode/utf8"
)

// maxWord is the number of characters of the longest text whose edits are
// counted. Hangul counts two or three for each syllable.
const maxWord = 64

// AllowedEdits is how many edits make a typo of a text of n characters, and
// not another word.
func AllowedEdits(n int) int { return min(n/3, 4) }

// A Distancer counts the edits between one input and many names. It keeps its
// rows between names and allocates nothing.
type Distancer struct {
	input [maxWord]rune
	n     int // characters in input; 0 if there are too many
	rows  [3][maxWord + 1]int
}

// Reset makes input the text that names are compared with. One of more than 64
// characters is near nothing.
func (d *Distancer) Reset(input string) {
	d.n = 0
	if utf8.RuneCountInString(input) > maxWord {
		return
	}
	for _, r := range input {
		if r == ' ' {
			continue
		}
		d.input[d.n] = r
		d.n++
	}
}

// Edits returns the optimal string alignment distance between the input and
// name, which counts letters that are missing, too many, other, or swapped
// with their neighbor. Spaces do not count. It reports false when there are more than allowed.
func (d *Distancer) Edits(name string) (int, bool) {
	length := utf8.RuneCountInString(name) - strings.Count(name, " ")
	limit := AllowedEdits(max(length, d.n))
	if d.n == 0 || length > maxWord || length-d.n > limit || d.n-length > limit {
		return 0, false
	}
	before, last, row := &d.rows[0], &d.rows[1], &d.rows[2]
	for j := range d.n + 1 {
		last[j] = j
	}
	var previous rune
	i := 0
	for _, r := range name {
		if r == ' ' {
			continue
		}
		i++
		row[0] = i
		least := i
		for j := 1; j <= d.n; j++ {
			in := d.input[j-1]
			cost := 1
			if in == r {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && in == previous && d.input[j-2] == r {
				row[j] = min(row[j], before[j-2]+1)
			}
			least = min(least, row[j])
		}
		if least > limit {
			return 0, false
		}
		before, last, row = last, row, before
		previous = r
	}
	return last[d.n], last[d.n] <= limit
}
