// Package decisions holds what maintainers decided that texts of Microsoft's
// documentation mean, where an import could not learn it: decisions.json,
// beside the data that rests on it. Only the maintainers' command imports this
// package, so that the file is in no released binary.
package decisions

import _ "embed" // the decisions

// JSON is the file. The package docsource of tools/dataset describes it.
//
//go:embed decisions.json
var JSON []byte
