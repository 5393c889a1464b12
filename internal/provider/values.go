package provider

import (
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/message"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/text"
)

// sentence returns the text of an error as a practitioner reads it: with a
// capital letter, unless it begins with an identifier, and a full stop.
func sentence(err error) string { return text.Sentence(message.Error(err)) }
