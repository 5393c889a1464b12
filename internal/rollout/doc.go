// Package rollout answers for a whole list of users at once: who cannot have
// what is required, what must be bought first, how many minutes and numbers
// come with the licenses, and who pays for a call.
//
// # Use
//
// An [Evaluation] takes the users one by one, from a map, a list or
// [ReadCSV], and keeps only what is wrong and how many users there are in each
// country, unless [Options.KeepNames] or [Options.MaxReady] ask for names:
//
//	e := rollout.New(snapshot, rollout.Options{Features: features})
//	err := rollout.ReadCSV(file, e.Add)
//	for v := range e.Violations() { ... }
//
// A user who passes costs no allocation. Time and memory are linear in the
// users who do not pass; beside these, a list read as CSV costs about 30 bytes
// a user, by which a user who is listed twice is found.
//
// # Limits
//
// The package opens no file and no connection, has no clock and knows nothing
// of Terraform. It finds what is true and leaves the wording to package message.
// It knows licenses as counts and plans by their type: which license a user holds
// is the business of package graph. A user's country is the usage location, never
// where the organization is billed.
//
// # Sources
//
// The facts by country come from package catalog. The rules on prerequisites,
// minutes, calls and numbers are from Microsoft's Teams documentation,
// snapshots 2021-08 and 2023-01, and each says so where it stands.
package rollout
