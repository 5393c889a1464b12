// Package country turns what people call a country or region into its ISO
// 3166-1 code.
//
// People write a country as a code, in English, in their own language, with or
// without its accents, or the way a form had it. [Resolve] takes all of these
// and answers with a [Code], the usage location of Microsoft 365. It never
// guesses: a spelling that two countries share, or that names two, is an
// [AmbiguousError] that names both, and one that is nobody's is a
// [NotFoundError] with the nearest names. It reads no file and no network, holds
// no state, and does nothing when the process starts: its tables are constants.
//
// # Where the names come from
//
//   - Codes, short and formal names: ISO 3166-1 as of 2024, with XK and XKX,
//     the user-assigned codes of Kosovo. Numeric codes: CLDR 48.
//   - Names in other languages: all forms of CLDR 48, and older ones of CLDR 29
//     to 44.
//   - Labels and slugs: the country selector of "Country and region
//     availability for Audio Conferencing and Calling Plans" in Microsoft's
//     documentation, as of 2021-08-03 and 2023-01-25, and the calling
//     destinations as of 2021-08-26.
//   - Everyday and older names, former countries, articles and forms of the
//     state, marks for what is not known, and the decisions on names that
//     several countries claim: collected and reviewed here.
//
// All are in the folder names, one line for a country or a decision. The
// generator in the folder gen makes tables.go of them, and fails on a spelling
// that two countries claim and nobody has decided on.
package country
