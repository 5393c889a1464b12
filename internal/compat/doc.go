// Package compat keeps the promise to those who upgrade: no name and no type
// that a configuration is written against changes within a major version.
//
// It has tests only. They compare the schema that the provider serves with
// compat/schema.json, which a change of the contract must change as well, so
// that a reviewer sees it; and with the schema.json of each released version
// in compat/VERSION/, against which only additions pass. TestAccReleased of
// examples/ plans the examples of those versions.
package compat
