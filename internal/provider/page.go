package provider

import "strings"

// The pages of the registry are written from the descriptions by templates/.
// What only a page shows, where it is filed and where to read on, ends the
// description of its data source or function, so that a template need not know
// any of them by name.

// topic is what the registry files a page under.
type topic string

const (
	availabilityTopic topic = "Availability"
	datasetTopic      topic = "Dataset"
	numberTopic       topic = "Numbers"
	rolloutTopic      topic = "Rollout"
	tenantTopic       topic = "Tenant"
)

// seeAlso is the end of a description. The templates split it off at its marks.
func (t topic) seeAlso(links ...string) string {
	return "\n\n**" + string(t) + "**, see also:\n\n- " + strings.Join(links, "\n- ")
}

func functionLink(name string) string {
	return "the function [`" + name + "`](../functions/" + name + ".md)"
}

func dataSourceLink(name string) string {
	return "the data source [`teamsvoice_" + name + "`](../data-sources/" + name + ".md)"
}

func guideLink(name, title string) string {
	return "the guide [" + title + "](../guides/" + name + ".md)"
}

// tenantGuide is where a page of a data source that reads Microsoft Graph says
// how.
var tenantGuide = guideLink("tenant", "Read the tenant") + ", for how to sign in and the permissions to grant"
