package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/message"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/text"
)

// unknownOf returns the unknown value of a type.
func unknownOf(ctx context.Context, t attr.Type) tftypes.Value {
	return tftypes.NewValue(t.TerraformType(ctx), tftypes.UnknownValue)
}

// sentence returns the text of an error as a practitioner reads it: with a
// capital letter, unless it begins with an identifier, and a full stop.
func sentence(err error) string { return text.Sentence(message.Error(err)) }
