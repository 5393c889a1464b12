// Package catalog holds the dataset: what Microsoft's documentation said about
// every country on a date.
//
// A [Snapshot] is one such date. Some are embedded in the program, see
// [Embedded] and [Newest]; others are read with [Decode]. Decoding is strict:
// whatever is wrong with a dataset is refused with its place. Nothing is read
// or decoded before the first call that needs it.
//
// # Sources
//
// The snapshots are read from Microsoft's page "Country and region
// availability for Audio Conferencing and Calling Plans", its page for each of
// 114 countries, and the list of outbound destinations and of Audio
// Conferencing dial-out zones. Each snapshot names the builds of the
// documentation that it was read from. The files hold facts, no text of
// Microsoft's.
//
// # Format
//
// A dataset is a JSON file, described by dataset.schema.json beside this file.
// Its entries have the names of the availability object that the provider
// returns. [Encode] writes it so that a change of one fact is a change of one
// line.
package catalog
