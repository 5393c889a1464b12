package graph

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"strings"
	"testing"
)

func TestSecretsDoNotShow(t *testing.T) {
	const hidden = "s3cr3t"
	cfg := Config{ClientID: "the-client", ClientSecret: NewSecret(hidden), ClientCertificatePassword: NewSecret(hidden),
		OIDCToken: NewSecret(hidden), OIDCRequestToken: NewSecret(hidden)}
	values := map[string]any{"Secret": cfg.ClientSecret, "Config": cfg, "*Config": &cfg, "*Client": New(cfg, Options{}),
		"unexported field": struct{ c Config }{cfg}, "signIn": signIn{nil, signer{cfg, &secrets{}}}}
	for name, value := range values {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d", "%p", "%T"} {
			shown := fmt.Sprintf(verb, value)
			if strings.Contains(shown, hidden) || strings.Contains(strings.ToLower(shown), fmt.Sprintf("%x", hidden)) {
				t.Errorf("%s shows it with %s: %s", name, verb, shown)
			}
		}
		var log bytes.Buffer
		slog.New(slog.NewTextHandler(&log, nil)).Info("m", "v", value)
		slog.New(slog.NewJSONHandler(&log, nil)).Info("m", "v", value)
		if strings.Contains(log.String(), hidden) {
			t.Errorf("%s shows it to slog: %s", name, &log)
		}
	}
	if b, err := json.Marshal(cfg); err != nil || strings.Contains(string(b), hidden) {
		t.Errorf("JSON: %s, %v", b, err)
	}
	if got := fmt.Sprint(cfg.ClientSecret, Secret{}); got != "(sensitive) " {
		t.Errorf("a secret and none are %q", got)
	}
}

// A server that repeats a token until the text is cut inside it reveals no part of
// it.
func TestSecretsThatAreCut(t *testing.T) {
	token := strings.Repeat("t0k3n-", 333)
	s := &secrets{}
	s.add(NewSecret(token))
	for _, before := range []string{"", "no: "} {
		if got := s.quote(before + strings.Repeat(token, 40)); strings.Contains(got, "t0k3n") {
			t.Errorf("%q shows a part of the token: %s", before, got)
		}
	}
}
