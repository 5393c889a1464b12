package provider

import (
	"github.com/hashicorp/terraform-plugin-framework/function"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/rollout"
)

var conferenceDialOutFunction = functionSpec{
	name:    "conference_dial_out",
	summary: "What pays for a call from a meeting",
	description: "Returns what pays when a meeting dials out, be it Call Me or a participant who is added: `included` where the call uses the " +
		"dial-out minutes of the Audio Conferencing licenses, 60 a month and license and pooled, and Communications Credits once they are used " +
		"up; `communications_credits` where every call is paid by the minute; `unavailable` where the license does not call there. The " +
		"destination decides alone, not the country of the organizer. Organizations with a Microsoft Customer Agreement or through a partner " +
		"(CSP) have no Communications Credits and are billed afterwards. Premium numbers are never included.",
	topic:   rolloutTopic,
	seeAlso: []string{functionLink("outbound_call"), functionLink("phone_number")},
	parameters: []function.Parameter{
		function.StringParameter{
			Name:                "to_country",
			MarkdownDescription: "The country of the number that is called, in any spelling.",
		},
		function.StringParameter{
			Name: "license",
			MarkdownDescription: "The organizer's license: `audio_conferencing` (the subscription), `audio_conferencing_pay_per_minute`, or " +
				"`audio_conferencing_select_dial_out` (with dial-out to the United States and Canada only).",
		},
	},
	returns: function.StringReturn{},
	answer: func(c *call) any {
		to, license := c.code(0), word(c, 1, rollout.ParseDialOutLicense)
		if c.stopped() {
			return nil
		}
		return rollout.ConferenceDialOut(c.snapshot, to, license).String()
	},
}
