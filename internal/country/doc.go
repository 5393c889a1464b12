// Package country turns what people call a country or region into its ISO
// 3166-1 code.
//
// People write a country as a code, in English, in their own language, with or
// without its accents, or the way a form had it. [Resolve] takes all of these
// and answers with a [Code], the usage location of Microsoft 365. It never
// guesses: a spelling that two countries share is an [AmbiguousError] that
// names both, and one that is nobody's is a [NotFoundError] with the nearest
// names. It reads no file and no network, holds no state, and does nothing
// when the process starts: its tables are constants.
//
// # Where the names come from
//
//   - Codes, short and formal names: ISO 3166-1 as of 2024, with XK and XKX,
//     the user-assigned codes of Kosovo.
//   - Names in other languages: CLDR 32, as golang.org/x/text/language/display
//     has it, and what CLDR 42 has newly named or has short forms for.
//   - Labels and slugs: the country selector of "Country and region
//     availability for Audio Conferencing and Calling Plans" in Microsoft's
//     documentation, as of 2021-08-03 and 2023-01-25, and the calling
//     destinations as of 2021-08-26.
//   - Everyday and older names, former countries, and the decisions on names
//     that several countries claim: collected and reviewed here.
//
// All but the CLDR 32 names are in the folder names, one line for a country or
// a decision. The generator in the folder gen makes tables.go of them, and fails
// on a spelling that two countries claim and nobody has decided on.
package country
