// Package docsource reads the country pages of Microsoft's Teams
// documentation into countries of a dataset.
//
// # Pages
//
// A build of the documentation is a folder with one Markdown page for each
// country, availability-in-SLUG.md: front matter, five sections with a table
// each, HTML lists in the cells, and remarks below the tables. Builds come in
// English, in two languages at once (the English beside each translated
// phrase), and machine-translated.
//
// # How a page is read
//
// Structure comes first: a section is known by its anchor, a row by its label
// and its place, a pay-per-minute licence, a number on request or an operator
// by where a link leads, a plan by its numbers, a city by its place in the
// list. What remains are words, and they are looked up in the vocabulary of
// the page's language, one text file for each language in the folder
// vocabulary. An answer counts only when all of it is understood; everything
// else is a [Problem] with its place, never a guess.
//
// Machine translation damages words: the same page may be read in several
// languages, and each fact is then the one of the majority. Names of cities
// are never taken from a translation: they are matched by position to those of
// an English build or of an earlier dataset.
//
// The package holds no text of Microsoft's beyond the words it looks up.
package docsource
