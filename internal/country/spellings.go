package country

// A Table holds what [Resolve] and its suggestions look up, for a program that
// is not written in Go. Keys are folded: letters and digits without case and
// accents.
type Table struct {
	// Spellings has a line for each key: the key, a tab, and what it means. That is
	// an alpha-2 code; several, with a space between them, for an ambiguous
	// spelling; a code behind "^" where only the spelling with its accents is the
	// country; the successors of a former country behind "-"; or "!" for no
	// location.
	Spellings string `json:"spellings"`
	// Near has a line for each name that may be suggested: its words, a tab, the
	// name as it is shown, a tab, and the alpha-2 code.
	Near string `json:"near"`
	// Codes has five characters for each code that is not alpha-2: the code, filled
	// up to three with a space, and the alpha-2 code.
	Codes string `json:"codes"`
	// Olympic has the same for codes that are read in capitals only.
	Olympic string `json:"olympic"`
	// Forms are the articles and forms of the state, in the order in which they are
	// taken away.
	Forms []Form `json:"forms"`
}

// A Form is what may stand before and after a name: its key before and behind, and
// "article", "state", "republic" or "islands".
type Form [3]string

// Spellings returns the tables that Resolve reads.
func Spellings() Table {
	kinds := map[formKind]string{article: "article", state: "state", republicOf: "republic", islandsOf: "islands"}
	t := Table{Spellings: spellings, Near: nearNames, Codes: longCodes, Olympic: olympicCodes}
	for _, f := range forms {
		t.Forms = append(t.Forms, Form{f.before, f.after, kinds[f.kind]})
	}
	return t
}
