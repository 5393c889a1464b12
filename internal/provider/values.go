package provider

import (
	"context"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// unknownOf returns the unknown value of a type.
func unknownOf(ctx context.Context, t attr.Type) tftypes.Value {
	return tftypes.NewValue(t.TerraformType(ctx), tftypes.UnknownValue)
}

// sentence returns the text of an error as a practitioner reads it: with a
// capital letter, unless it begins with an identifier, and a full stop.
func sentence(err error) string {
	s := err.Error()
	if s == "" {
		return s
	}
	if word, _, _ := strings.Cut(s, " "); !strings.ContainsAny(word, "_/.") {
		first, size := utf8.DecodeRuneInString(s)
		s = string(unicode.ToUpper(first)) + s[size:]
	}
	if !strings.ContainsRune(".?!", rune(s[len(s)-1])) {
		s += "."
	}
	return s
}
