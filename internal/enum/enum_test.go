package enum_test

import (
	"errors"
	"testing"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/enum"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/text"
)

type color uint8

const (
	red color = iota + 1
	green
)

var colors = enum.Set[color]{Kind: "color", Len: 2, Name: func(c color) string { return [...]string{red: "red", green: "green"}[c] }}

func TestSet(t *testing.T) {
	for v, want := range map[color]string{0: "", red: "red", green: "green", 3: "color(3)", 255: "color(255)"} {
		if got := colors.String(v); got != want {
			t.Errorf("color %d is %q, want %q", v, got, want)
		}
		written, err := colors.Marshal(v)
		if member := v == red || v == green; member != colors.Has(v) || member != (err == nil) || member && string(written) != want {
			t.Errorf("color %d: member %v, written as %q, %v", v, colors.Has(v), written, err)
		}
	}
	for _, v := range colors.All() {
		if got, err := colors.Parse(colors.String(v)); got != v || err != nil {
			t.Errorf("%v parses as %v, %v", v, got, err)
		}
	}
	_, err := colors.Parse("color(3)")
	var unknown *text.UnknownWordError
	if !errors.As(err, &unknown) || unknown.Kind != "color" || len(unknown.Allowed) != 2 {
		t.Errorf("a value out of range parses: %v", err)
	}
	colors.Names()[0] = "changed"
	if colors.Names()[0] != "red" {
		t.Error("a caller can change the names")
	}
}
