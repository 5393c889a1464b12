package main

import (
	"runtime"
	"runtime/debug"
)

// collectLater delays the first garbage collection. The heap passes the 4 MB at
// which Go collects first just while a gate is answered, and a CLI starts the
// process for each of its walks and lets it live for a moment. After the first
// collection, Go's own pace applies: a list of users in megabytes would
// otherwise take longer, since fresh memory costs more than collecting.
func collectLater() {
	const first, later = 150, 100 // percent of what is in use; 100 is Go's own
	debug.SetGCPercent(first)
	runtime.AddCleanup(&struct{ pointer *int }{}, func(percent int) { debug.SetGCPercent(percent) }, later)
}
