// Package docsource reads the country pages of Microsoft's Teams
// documentation into countries of a dataset.
//
// # Pages
//
// A build of the documentation is a folder with one page for each country,
// availability-in-SLUG: Markdown of the repository, or HTML as the site serves
// it, which is a rendering of the same. A page has five sections with a table
// each, lists in the cells, and remarks below the tables. Builds come in
// English, in two languages at once (the English beside each translated
// phrase), and machine-translated.
//
// # How a page is read
//
// The package knows the words of no language. Structure comes first: a section
// is known by its anchor or its place, a row by its place, as long as its label
// is not that of another row, a pay-per-minute license, a number on request or
// an operator by where a link leads, a plan by its numbers, a city by its
// name, in whatever language, or else by its place in the list.
//
// What remains are answers, and pages of 114 countries repeat a few of them. So
// the answers of one row are grouped by their text, and an earlier edition, the
// base, says what each group means: a text that at least three pages have means
// the value that at least four fifths of their countries have in the base. The
// others are changes. A text that is rare, divided, or means yes in one row and
// no in another is a [Problem] with its place and its candidates, never a guess;
// a person settles it by a [Decision], which holds for every later import.
//
// What is learned hangs on the base. What all pages of a row come to say at once
// in other words seems to mean what it did: [Seen] keeps the words of earlier
// imports, and tells which are new. Where few pages have a text whose meaning
// most pages write in other words, they may have changed together: [Learned]
// says so. What the base has from another source than the page stays, and where
// a page says otherwise [Result] has it under Evidence.
//
// The pages on number management are read the same way into the numbers of a
// country. Their answers are sentences, so what is learned is what a sentence
// says: something that nearly all pages with it have in the base, and few others.
// Numbers of weeks, letters of authorization and operators are structure.
//
// Machine translation damages words: the same page may be read in several
// languages, and each fact is then the one of the majority. Names of cities are
// never taken from a translation: they are those of the base.
//
// The package holds no text of Microsoft's. The decisions, which quote a few
// sentences, are kept beside the data.
package docsource
