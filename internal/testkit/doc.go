// Package testkit is what the tests of several packages share: golden files,
// and Terraform or OpenTofu with this checkout's provider. It imports no other
// package of the provider, so that the tests of each may use it, and no test
// harness but Go's. The provider behind the plugin protocol, without a CLI, is
// in [github.com/teamsvoice/terraform-provider-teamsvoice/internal/testkit/protocol].
package testkit
