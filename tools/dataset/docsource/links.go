package docsource

import (
	"regexp"
	"strings"
)

// A mark stands in a text instead of a link with a known target. The marks are
// characters for private use, which no page has.
const (
	markPayPerMinute = '\uE000' + iota
	markServiceDesk
	markAdvice
	markDestinations
	markOperator // and those that follow, one for each operator
)

// The marks of pages on number management.
const (
	markCountry = '\uE00A' + iota // instead of the name of the page's country
	markLetter
	markLetterAll
	markLetterTollFree
	markForm
)

// targets are the links whose target has a meaning, whatever the words. They
// are the same in every language.
var targets = []struct {
	part string // of the address
	mark rune
}{
	{"audio-conferencing-pay-per-minute", markPayPerMinute},
	{"contact-pstn-service-desk", markServiceDesk},
	{"contact-tns-service-desk", markServiceDesk}, // as it is called since 2022
	{"getting-service-phone-numbers", markAdvice},
	{"direct-routing-landing-page", markAdvice},
	{"pstn-connectivity", markAdvice},
	{"set-up-communications-credits", markAdvice},
	{"mailto:", markAdvice},
	{"users-can-make-outbound-calls", markDestinations},
	{"country-and-region-availability-for-audio-conferencing", markDestinations},
	{"aka.ms/telstravoiceplan", markOperator},
	{"aka.ms/softbankvoiceplan", markOperator + 1},
	{"tatacommunications.com", markOperator + 2},
}

// operators are the companies that sell instead of Microsoft. A page mentions
// one by a link or by its name.
var operators = []struct{ name, inText string }{
	{"Telstra", "telstra"},
	{"SoftBank", "softbank"},
	{"Tata Communications", "tata communications"},
}

const lastMark = '\uE00F'

// markNames are what reports and decisions write for the marks.
var markNames = map[rune]string{
	markPayPerMinute: "[pay-per-minute]",
	markServiceDesk:  "[service desk]",
	markAdvice:       "[more]",
	markDestinations: "[destinations]",
	markOperator:     "[Telstra]",
	markOperator + 1: "[SoftBank]",
	markOperator + 2: "[Tata Communications]",

	markCountry:        "[country]",
	markLetter:         "[letter]",
	markLetterAll:      "[letter for all numbers]",
	markLetterTollFree: "[letter for toll-free numbers]",
	markForm:           "[form]",
}

// shown writes the marks of links in words.
func shown(text string) string {
	for mark, name := range markNames {
		text = strings.ReplaceAll(text, string(mark), name)
	}
	return text
}

// marked is the reverse of shown.
func marked(text string) string {
	for mark, name := range markNames {
		text = strings.ReplaceAll(text, name, string(mark))
	}
	return text
}

func linkMark(href string) rune {
	href = strings.ToLower(href)
	for _, t := range targets {
		if strings.Contains(href, t.part) {
			return t.mark
		}
	}
	return 0
}

// letterName is in the name of a file with a letter of authorization.
var letterName = regexp.MustCompile(`letter.of.authorization|\bloa\b|%20loa\b`)

// numberLinkMark is linkMark for pages on number management, which link to forms
// that have one name in all languages.
func numberLinkMark(href string) rune {
	lower := strings.ToLower(href)
	switch {
	case letterName.MatchString(lower):
		switch {
		case strings.Contains(lower, "toll-free"):
			return markLetterTollFree
		case strings.Contains(lower, "all-numbers"):
			return markLetterAll
		}
		return markLetter
	case strings.Contains(lower, ".pdf") || strings.Contains(lower, ".zip") || strings.Contains(lower, ".docx"):
		return markForm
	}
	return linkMark(href)
}

func isMark(r rune) bool { return markPayPerMinute <= r && r <= lastMark }

func withoutMarks(s string) string {
	return strings.Map(func(r rune) rune {
		if isMark(r) {
			return -1
		}
		return r
	}, s)
}

// operatorIn returns the operator that a text names or links to, or "".
func operatorIn(text string) string {
	lower := strings.ToLower(text)
	for i, o := range operators {
		if strings.ContainsRune(text, markOperator+rune(i)) || strings.Contains(lower, o.inText) {
			return o.name
		}
	}
	return ""
}
