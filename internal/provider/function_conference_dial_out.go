package provider

import (
	"github.com/hashicorp/terraform-plugin-framework/function"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/rollout"
)

var conferenceDialOutFunction = functionSpec{
	name:    "conference_dial_out",
	summary: "What pays for a call from a meeting",
	description: "Returns what pays when a meeting dials out to a country, either with Call Me or to add a participant:\n\n" +
		"- `included`: the dial-out minutes of the Audio Conferencing licenses (60 per license and month, pooled), and Communications Credits once they are used up\n" +
		"- `communications_credits`: Communications Credits, for every minute\n" +
		"- `unavailable`: nothing, because the license does not allow the call\n\n" +
		"Only the destination decides, not the country of the organizer. Premium numbers are never included. " + billedAfterUse + "\n\n" +
		"The answer is about payment, and says nothing about whether Microsoft offers Call Me there: the feature `call_me` does.",
	parameters: []function.Parameter{
		function.StringParameter{
			Name:                "to_country",
			MarkdownDescription: "Country of the number that is called, in any spelling.",
		},
		function.StringParameter{
			Name: "license",
			MarkdownDescription: "License of the organizer: " + choice(rollout.DialOutLicenseNames()) + ". These are the subscription, the pay-per-minute license, and the subscription " +
				"whose dial-out reaches only the United States and Canada.",
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
