package main

import (
	"os"
	"strings"
)

// quiet turns the log of the plugin SDK off, unless some variable asks for
// logs, and reports whether it did. The SDK writes a dozen lines of JSON for each
// request at the level "trace" where it is told nothing, and the CLI reads and
// drops them: without them, a plan of a thousand function calls takes little
// more than half the time.
func quiet(environment []string) bool {
	for _, variable := range environment {
		name, value, _ := strings.Cut(variable, "=")
		if strings.HasPrefix(name, "TF_LOG") && value != "" && !strings.EqualFold(value, "off") {
			return false
		}
	}
	for _, name := range []string{"TF_LOG_SDK", "TF_LOG_SDK_PROTO", "TF_LOG_SDK_FRAMEWORK", "TF_LOG_PROVIDER"} {
		_ = os.Setenv(name, "off") // logs as usual if that fails
	}
	return true
}
