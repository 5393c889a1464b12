package graph

import (
	"fmt"
	"slices"
	"strings"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/cloud"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/text"
)

// Environment is one of Microsoft's clouds, each with its own sign-in and
// Graph. The zero Environment is the global cloud.
type Environment uint8

// The clouds of the Graph reference, "National cloud deployments", 2025-07.
const (
	Public Environment = iota
	USGovernmentL4
	USGovernmentL5 // Department of Defense
	China
)

type environment struct {
	names     []string // the first is the name, the others are spellings that azuread and azurerm take
	graph     string
	authority string
}

var environments = [...]environment{
	Public:         {[]string{"public", "global"}, "https://graph.microsoft.com", cloud.AzurePublic.ActiveDirectoryAuthorityHost},
	USGovernmentL4: {[]string{"usgovernment", "usgovernmentl4"}, "https://graph.microsoft.us", cloud.AzureGovernment.ActiveDirectoryAuthorityHost},
	USGovernmentL5: {[]string{"usgovernmentl5", "dod"}, "https://dod-graph.microsoft.us", cloud.AzureGovernment.ActiveDirectoryAuthorityHost},
	China:          {[]string{"china"}, "https://microsoftgraph.chinacloudapi.cn", cloud.AzureChina.ActiveDirectoryAuthorityHost},
}

// EnvironmentNames returns every spelling that [ParseEnvironment] takes.
func EnvironmentNames() []string {
	var names []string
	for _, e := range environments {
		names = append(names, e.names...)
	}
	return names
}

// ParseEnvironment returns the cloud that s names; an empty s names the global
// one.
func ParseEnvironment(s string) (Environment, error) {
	if s == "" {
		return Public, nil
	}
	for i, e := range environments {
		if slices.Contains(e.names, strings.ToLower(s)) {
			return Environment(i), nil
		}
	}
	problem := fmt.Sprintf("is %s, which is not the name of a cloud; use one of %s", text.Quote(s), strings.Join(EnvironmentNames(), ", "))
	if text.Bare(s) == "gcc" {
		problem += ". A GCC tenant is in the public cloud"
	}
	return Public, &ConfigError{"environment", problem}
}

// info returns what is known about the cloud, or the global cloud for an
// invalid value, which [ParseEnvironment] never returns.
func (e Environment) info() environment {
	if int(e) >= len(environments) {
		e = Public
	}
	return environments[e]
}

// String returns the name of the cloud, such as "public". An invalid value,
// which only a bug produces, gives a text such as "environment(9)".
func (e Environment) String() string {
	if int(e) >= len(environments) {
		return fmt.Sprintf("environment(%d)", uint8(e))
	}
	return environments[e].names[0]
}

// HasPhoneNumbers reports whether Graph has phone numbers in this cloud: only
// in the global one.
func (e Environment) HasPhoneNumbers() bool { return e == Public }

func (e Environment) graph() string     { return e.info().graph }
func (e Environment) authority() string { return e.info().authority }
