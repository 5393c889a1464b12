package message

import (
	"errors"
	"fmt"
	"strings"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/rollout"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/text"
)

// Users says why users cannot be read, and what to do, in sentences. The file is
// the path of a list that is read from one, else empty. A function
// cannot know whether its arguments are sensitive, so its errors name lines and
// elements and no user; nor does an error where nobody may be reported.
func Users(err error, file string, o RolloutOptions) string {
	named := !o.Function && o.MaxReported > 0
	said := Error(err)
	var (
		entry     *rollout.EntryError
		twice     *rollout.DuplicateUserError
		missing   *rollout.MissingColumnError
		own       *rollout.OwnFeatureError
		unknown   *text.UnknownWordError
		notCSV    *rollout.NotCSVError
		at        *rollout.CSVError
		address   *rollout.AddressError
		place     string
		isKeyed   = errors.As(err, &entry) && entry.Keyed
		isTwice   = errors.As(err, &twice)
		isOwn     = errors.As(err, &own)
		inCSV     = errors.As(err, &at)
		isUnknown = errors.As(err, &unknown)
	)
	if errors.As(err, &notCSV) {
		return notACSV(notCSV, file, o.Function)
	}
	switch {
	case inCSV:
		place = (&rollout.CSVError{Line: at.Line, Column: at.Column, Err: errors.New("")}).Error()
	case isKeyed && named:
		place = fmt.Sprintf("user %s: ", text.Quote(entry.Key))
	case entry != nil:
		place = (&rollout.EntryError{Index: entry.Index, Keyed: entry.Keyed, Err: errors.New("")}).Error()
	}
	switch {
	case isTwice && named && twice.Units == rollout.Keys:
		said = fmt.Sprintf("the user %s is listed twice, the other time as %s; leave one of them out", text.Quote(twice.User), text.Quote(twice.Other))
	case isTwice && named:
		said = fmt.Sprintf("%sthe user %s is listed twice, in %s %d and %d; leave one of them out", place, text.Quote(twice.User), twice.Units, twice.First, twice.Second)
	case isOwn && isUnknown && o.MaxReported == 0 && !o.Function:
		said = place + "one of the features is not valid"
		if unknown.Suggestions != nil {
			said += "; did you mean " + text.Or(unknown.Suggestions) + "?"
		}
	case isKeyed && named:
		said = place + entry.Err.Error()
	case errors.As(err, &missing) && missing.Has() != "" && (named || o.Function):
		said = fmt.Sprintf("%s. The columns are %s", said, missing.Has())
	}
	if errors.As(err, &address) {
		said += ". Licenses follow the usage location: export it, or name the column or attribute usage_location if it is one. " +
			"The data source teamsvoice_rollout accepts the country of an address, with a warning"
	}
	if inCSV && file != "" {
		said = text.Quote(file) + ", " + strings.TrimPrefix(said, "CSV ")
	}
	return text.Sentence(said)
}

// notACSV says what a text is that is no CSV, and how to give it.
func notACSV(e *rollout.NotCSVError, file string, function bool) string {
	what := "The text"
	if file != "" {
		what = text.Quote(file)
	}
	said := strings.Replace(e.Error(), "this", what, 1)
	switch e.Kind {
	case rollout.JSON:
		switch {
		case function:
			return said + ". Decode it: rollout_violations(jsondecode(...), ...)."
		case file != "":
			return said + ". Decode it: users = jsondecode(file(...))."
		}
		return said + ". Decode it: users = jsondecode(...)."
	case rollout.Path:
		if function {
			return said + `. Read it: rollout_violations(file("..."), ...).`
		}
		return said + `. Name it with users_file, or read it: users_csv = file("...").`
	case rollout.Workbook, rollout.OldExcel, rollout.Markup, rollout.UnmarkedWide:
	}
	return text.Sentence(said)
}
