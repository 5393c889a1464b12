// Package availability says what Microsoft Teams voice can do in a country:
// the features, the status of each, the conditions that come with it, what
// must be there first, and what could be done instead.
//
// # Subject
//
// Microsoft documents Teams voice on one page for each of 114 countries and
// regions. A [Country] holds what one such page says. [Country.Verdict] turns
// it into one of four statuses for each [Feature]:
//
//	available    it can be bought and used there
//	conditional  so, but a [Condition] applies
//	unavailable  the page says that it cannot
//	unlisted     the documentation has no page for the country
//
// The country is always that of the user's license, the usage location, and
// never the billing address of the organization.
//
// # Limits
//
// The package does no input or output, has no clock and knows nothing about
// Terraform. It holds no facts by country: those come from package catalog.
// The rules in it are from Microsoft's Teams documentation, snapshots 2021-08
// and 2023-01, and each says so where it stands.
package availability
