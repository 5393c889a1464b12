package main

import (
	"os"
	"testing"
)

func TestQuiet(t *testing.T) {
	for _, tt := range []struct {
		name        string
		environment []string
		want        string
	}{
		{"no variable asks for logs", []string{"HOME=/root", "TF_CLI_CONFIG_FILE=x", "TF_LOG=", "TF_LOG_CORE=OFF"}, "off"},
		{"logs of everything", []string{"TF_LOG=debug"}, ""},
		{"logs of providers", []string{"TF_LOG_PROVIDER=INFO"}, ""},
		{"logs of this provider", []string{"TF_LOG_PROVIDER_TEAMSVOICE=trace"}, ""},
		{"logs of the protocol", []string{"TF_LOG_SDK_PROTO=trace"}, ""},
		{"messages of the protocol in a folder", []string{"TF_LOG_SDK_PROTO_DATA_DIR=/tmp"}, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			names := []string{"TF_LOG_SDK", "TF_LOG_SDK_PROTO", "TF_LOG_SDK_FRAMEWORK", "TF_LOG_PROVIDER"}
			for _, name := range names {
				t.Setenv(name, "") // it is as before when the test ends
			}
			if got := quiet(tt.environment); got != (tt.want == "off") {
				t.Errorf("quiet returned %t", got)
			}
			for _, name := range names {
				if got := os.Getenv(name); got != tt.want {
					t.Errorf("%s is %q, want %q", name, got, tt.want)
				}
			}
		})
	}
}
