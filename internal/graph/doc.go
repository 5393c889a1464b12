// Package graph reads what a Microsoft 365 tenant really has: its licenses, who
// has them, and its phone numbers, from Microsoft Graph v1.0.
//
// [New] makes a [Client] from a [Config]; [Client.SubscribedSKUs],
// [Client.Holders] and [Client.NumberAssignments] read. Nothing touches the
// network, a credential or a certificate file before the first of them is
// called, so a plan that does not use the tenant pays nothing for it. What was
// read serves all callers for a minute. [Summarize] says what the licenses are
// good for, capability by capability; package skus knows what a SKU counts as.
//
// The package only reads: it never writes to the tenant. It never logs, and no
// [Secret] ends up in an error, whatever a server answers.
//
// Tokens, retries and waiting are the work of azidentity and of azcore's
// pipeline; the package adds bounds and words.
//
// Facts about Microsoft Graph are from its reference and the CSDL of all its
// clouds, 2026-08; what a license or a number may be used for is from
// Microsoft's Teams documentation, snapshots 2021-08 and 2023-01. Toll,
// toll-free and the country of a number that Graph tells none of are judged by
// package numbering.
package graph
