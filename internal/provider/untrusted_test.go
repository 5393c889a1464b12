//go:build unix

package provider

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/powershell/powershelltest"
)

// What others wrote, on its way through the provider: files that are none, and
// texts that a terminal would obey.

// filesOfArguments is every argument and variable that names a file, with a read
// that opens it.
var filesOfArguments = map[string]func(t *testing.T, file string) string{
	"dataset_file": func(t *testing.T, file string) string {
		_, said := newServer(t, nil).data("teamsvoice_dataset", object{"dataset_file": file}, nil)
		return said.String()
	},
	"overrides_file": func(t *testing.T, file string) string {
		_, said := newServer(t, nil).data("teamsvoice_dataset", object{"overrides_file": file}, nil)
		return said.String()
	},
	"offers_file": func(t *testing.T, file string) string {
		_, said := newServer(t, nil).data("teamsvoice_number_offers", object{"offers_file": file}, nil)
		return said.String()
	},
	"numbers_file": func(t *testing.T, file string) string {
		_, said := newServer(t, nil).data("teamsvoice_phone_numbers", object{"numbers_file": file}, nil)
		return said.String()
	},
	"users_file": func(t *testing.T, file string) string {
		_, said := newServer(t, nil).data("teamsvoice_rollout", nil, object{"users_file": file, "features": list("calling_plan")})
		return said.String()
	},
	"TEAMSVOICE_DATASET": func(t *testing.T, file string) string {
		s := newServer(t, environment{datasetVariable: file})
		_, err := s.call("country_code", "DE")
		_, said := s.data("teamsvoice_dataset", nil, nil)
		return fmt.Sprint(errorText(err), "\n", said)
	},
	"TEAMSVOICE_OFFERS": func(t *testing.T, file string) string {
		s := newServer(t, environment{offersVariable: file})
		_, err := s.call("feature_status", "DE", "sms")
		_, said := s.data("teamsvoice_number_offers", nil, nil)
		return fmt.Sprint(errorText(err), "\n", said)
	},
}

func errorText(err *tfprotov6.FunctionError) string {
	if err == nil {
		return ""
	}
	return err.Text
}

// TestFilesWithoutAnEnd names files that nobody writes into and that never end:
// a plan must neither wait for them nor hold them.
func TestFilesWithoutAnEnd(t *testing.T) {
	dir := t.TempDir()
	pipe, link := filepath.Join(dir, "pipe"), filepath.Join(dir, "link")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(pipe, link); err != nil {
		t.Fatal(err)
	}
	loop := filepath.Join(dir, "loop")
	if err := os.Symlink(loop, loop); err != nil {
		t.Fatal(err)
	}
	for name, read := range filesOfArguments {
		for file, kind := range map[string]string{
			pipe: "it is a named pipe, and only regular files are read", link: "it is a named pipe, and only regular files are read",
			"/dev/zero": "it is a device, and only regular files are read", dir: "it is a directory, and only regular files are read",
			loop: "too many levels of symbolic links", filepath.Join(dir, "none"): "",
		} {
			got := read(t, file)
			if !says(file, kind).MatchString(got) {
				t.Errorf("%s = %s: it says %s", name, file, got)
			}
		}
	}
}

// hostile is text that would do something to a terminal, or to who reads it:
// control characters of both sets, colors, a link, a bidirectional override,
// something that is not seen, line and paragraph separators, and length.
var hostile = "\x1b[2J\x1b]8;;https://evil.example\x07\x7f\u009b31m\u202e\u2066\u200b\ufeff\u2028\u2029\r\n\u0085" + strings.Repeat("long", 20_000)

// harmful returns the characters of a text that should have been escaped.
func harmful(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '\n' || unicode.IsPrint(r) && r != utf8.RuneError {
			return -1
		}
		return r
	}, s)
}

// Whatever a file holds, and wherever in it, what is known about it is text.
func TestFilesCannotControlTheTerminal(t *testing.T) {
	quoted, err := json.Marshal(hostile)
	if err != nil {
		t.Fatal(err)
	}
	q := string(quoted)
	key := q[:len(q)-1] + `": 1`
	edition, err := os.ReadFile("../catalog/data/2021-08-03.json")
	if err != nil {
		t.Fatal(err)
	}
	many := func(element string) string {
		var list []string
		for i := range 3000 {
			list = append(list, fmt.Sprintf(element, i))
		}
		return strings.Join(list, ",")
	}
	offers := func(country string) string {
		return `{"ExportedAt": "2023-05-31T09:30:00Z", "TenantId": ` + q + `, "Countries": [` + country + `]}`
	}
	numbers := func(number string) string {
		return `{"ExportedAt": "2023-05-31T09:30:00Z", "TenantId": ` + q + `, "PhoneNumbers": [` + number + `]}`
	}
	digits := strings.Repeat("7", 100_000)
	for name, contents := range map[string][]string{
		"dataset_file": {
			hostile, q, `{` + key + `}`, `{"format": ` + digits + `}`, `{"source": ` + q + `}`,
			strings.Replace(string(edition), `"name": "Germany"`, `"name": `+q, 1),
			strings.Replace(string(edition), `"slug": "germany"`, `"slug": `+q, 1),
			strings.Replace(string(edition), `"status": "available"`, `"status": `+q, 1),
			strings.Replace(string(edition), `"code": "DE"`, `"code": `+q, 1),
			strings.Replace(string(edition), `"as_of": "2021-08-03"`, `"as_of": `+q, 1),
		},
		"overrides_file": {
			hostile, q, `{` + key + `}`, `{"overrides": [` + q + `]}`, `{"overrides": [{` + key + `}]}`,
			`{"overrides": [{"country": ` + q + `, "feature": "sms", "status": "available", "reason": "x"}]}`,
			`{"overrides": [{"country": "DE", "feature": ` + q + `, "status": "available", "reason": "x"}]}`,
			`{"overrides": [{"country": "DE", "feature": "sms", "status": ` + q + `, "reason": "x"}]}`,
			`{"overrides": [{"country": "DE", "feature": "sms", "conditions": [` + q + `], "reason": "x"}]}`,
			`{"overrides": [{"country": "DE", "feature": "sms", "status": "available", "reason": ` + q + `, "note": ` + q + `, "until": "2020-01-01"}]}`,
			`{"overrides": [{"country": "DE", "feature": "sms", "status": "available", "reason": "x", "source": ` + q + `}]}`,
			`{"overrides": [{"country": "DE", "feature": "sms", "status": "available", "reason": "x", "as_of": ` + q + `, "until": ` + q + `}]}`,
			`{"overrides": [{"country": "DE", "feature": "toll_number", "cities": [` + q + `], "reason": "x"}]}`,
			`{"overrides": [{"country": "DE", "feature": "calling_plan", "plans": [{"type": ` + q + `}], "reason": "x"}]}`,
			`{"overrides": [{"country": "DE", "feature": "calling_plan", "plans": [{"type": "domestic", "domestic_minutes": ` + digits + `}], "reason": "x"}]}`,
			`{"overrides": [` + many(`{"country": "DE", "feature": "smss%d", "status": "available", "reason": "x"}`) + `]}`,
		},
		"offers_file": {
			hostile, q, `[` + q + `]`, `{` + key + `}`, offers(q), offers(`{` + key + `}`), offers(digits), `{"ExportedAt": ` + q + `}`, `{"ExportedAt": ` + digits + `}`,
			offers(`{"Name": ` + q + `, "Value": ` + q + `, "Offers": []}`),
			offers(`{"Name": ` + q + `, "Value": "DE", "Offers": ` + q + `}`),
			offers(`{"Name": ` + q + `, "Value": "DE", "Offers": [{"NumberType": ` + q + `, "Id": ` + q + `, "OfferModel": ` + q + `, "AllowedSearchType": [` + q + `], "AreaCode": [` + q + `]}]}`),
			offers(`{"Value": "DE", "Offers": [{"NumberType": ` + digits + `}]}`),
			offers(`{"Value": "DE", "Offers": [{"NumberType": "UserSubscriber", "RequiresCivicAddress": ` + q + `}]}`),
			offers(`{"Value": "DE", "Offers": [` + many(`{"NumberType": "Hologram%d"}`) + `]}`),
			offers(many(`{"Value": "X%d", "Offers": []}`)),
		},
		"numbers_file": {
			hostile, q, `{` + key + `}`, numbers(q), numbers(`{` + key + `}`), numbers(digits),
			numbers(`{"TelephoneNumber": ` + q + `, "NumberType": ` + q + `, "Capability": [` + q + `], "City": ` + q + `, "IsoCountryCode": ` + q + `}`),
			numbers(`{"TelephoneNumber": "+4930123", "NumberType": ` + digits + `}`),
			numbers(`{"TelephoneNumber": "+4930123", "Capability": ` + digits + `}`),
		},
		"users_file": {
			hostile, "UPN,UsageLocation\n" + hostile, `"` + hostile + `",UsageLocation` + "\nx,DE",
			"UPN,UsageLocation\n\"" + hostile + "\",\"" + hostile + "\"\n", "UPN,UsageLocation,Features\nx,DE,\"" + hostile + "\"\n",
			"UPN,UsageLocation\n" + strings.Repeat("\""+hostile[:60]+"\",DE\n", 3), "UPN,UsageLocation," + hostile[:50] + "\n", q,
		},
	} {
		for i, content := range contents {
			file := filepath.Join(t.TempDir(), "file\u202e\x1b.x")
			if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
				t.Fatal(err)
			}
			for _, at := range []string{name, map[string]string{"dataset_file": "TEAMSVOICE_DATASET", "offers_file": "TEAMSVOICE_OFFERS"}[name]} {
				if at == "" {
					continue
				}
				said := filesOfArguments[at](t, file)
				if found := harmful(said); found != "" {
					t.Errorf("%s %d: %q is said: %.1000q", at, i, found, said)
				}
				for paragraph := range strings.SplitSeq(said, "\n") {
					if len(paragraph) > 4000 {
						t.Errorf("%s %d: a paragraph has %d bytes: %.300q", at, i, len(paragraph), paragraph)
					}
				}
				if lines := strings.Count(said, "\n"); lines > 400 {
					t.Errorf("%s %d: %d lines: %.300q", at, i, lines, said)
				}
			}
		}
	}
}

// textsOfDiagnostics returns what diagnostics say. Their paths name the elements of sets and the
// keys of maps, which the CLI looks up and does not print.
func textsOfDiagnostics(said diagnostics) string {
	var words []string
	for _, d := range said {
		words = append(words, d.Summary, d.Detail)
	}
	return strings.Join(words, "\n")
}

// hostileValues returns values of a type that hold the hostile text, as elements
// and as keys; none where the type holds no text.
func hostileValues(typ tftypes.Type) []any {
	const short = 200 // bytes of a key
	switch typ := typ.(type) {
	case tftypes.List, tftypes.Set:
		var lists []any
		for _, v := range hostileValues(elementOf(typ)) {
			lists = append(lists, list(v))
		}
		return lists
	case tftypes.Map:
		maps := []any{}
		for _, v := range append(hostileValues(typ.ElementType), null) {
			if v != null {
				maps = append(maps, object{"DE": v})
			}
		}
		if typ.ElementType.Is(tftypes.Number) {
			maps = append(maps, object{hostile[:short]: 1})
		}
		return maps
	case tftypes.Object:
		var objects []any
		for name, attribute := range typ.AttributeTypes {
			for _, v := range hostileValues(attribute) {
				objects = append(objects, object{name: v})
			}
		}
		return objects
	}
	switch {
	case typ.Is(tftypes.String):
		return []any{hostile, hostile[:60]}
	case typ.Is(tftypes.DynamicPseudoType): // of users
		return []any{
			object{hostile[:short]: "DE"}, object{"ada": hostile}, object{hostile[:short]: object{"usage_location": "AE"}},
			object{"ada": object{"usage_location": hostile}}, object{"ada": object{hostile[:short]: "DE"}}, object{"ada": object{"usage_location": "DE", "features": list(hostile)}},
			list(object{"user": hostile, "usage_location": hostile}), object{hostile[:short]: "DE", strings.ToUpper(hostile[:short]): "DE"},
		}
	}
	return nil
}

// Whatever a configuration gives to an argument that it has from elsewhere, what
// is said of it is text, and short.
func TestArgumentsCannotControlTheTerminal(t *testing.T) {
	tried := 0
	check := func(where, said string) {
		t.Helper()
		tried++
		if found := harmful(said); found != "" {
			t.Errorf("%s: %q is said: %.1000q", where, found, said)
		}
		if len(said) > 20_000 {
			t.Errorf("%s: it says %d bytes: %.500q", where, len(said), said)
		}
	}
	s := newServer(t, nil)
	for name, signature := range s.Schemas.Functions {
		arguments, ok := typicalCalls[name]
		if !ok {
			t.Fatalf("there is no call of %s", name)
		}
		for i := range arguments {
			parameter := signature.VariadicParameter
			if i < len(signature.Parameters) {
				parameter = signature.Parameters[i]
			}
			for _, v := range append(hostileValues(parameter.Type), hostile) {
				if v == any(hostile) && !parameter.Type.Is(tftypes.DynamicPseudoType) {
					continue
				}
				changed := slices.Clone(arguments)
				changed[i] = v
				_, err := s.call(name, changed...)
				check(fmt.Sprintf("%s, argument %d", name, i), errorText(err))
			}
		}
	}
	required := map[string]object{
		"teamsvoice_country_availability": {"country": "DE"}, "teamsvoice_rollout": {"users": object{"ada": "DE"}, "features": list("calling_plan")},
		"teamsvoice_number_offers": {}, "teamsvoice_countries": {}, "teamsvoice_dataset": {}, "teamsvoice_availability_changes": {},
		"teamsvoice_tenant_licenses": {}, "teamsvoice_phone_numbers": {},
	}
	block := object{"offers_file": offersFile(t, exportedAt, map[string][]string{"DE": {"UserSubscriber"}}),
		"numbers_file": exportFile(t, powershelltest.Style{}, powershelltest.Object{"ExportedAt", exportedAt, "PhoneNumbers", []any{}}), "tenant_id": tenantID,
		"client_id": clientID, "client_secret": clientSecret, "graph_endpoint": "https://127.0.0.1:1"}
	for name, schema := range s.Schemas.DataSourceSchemas {
		base, ok := required[name]
		if !ok {
			t.Fatalf("there is no read of %s", name)
		}
		for _, a := range schema.Block.Attributes {
			if !a.Optional && !a.Required {
				continue
			}
			for _, v := range hostileValues(schema.ValueType().(tftypes.Object).AttributeTypes[a.Name]) {
				arguments := maps.Clone(base)
				arguments[a.Name] = v
				if strings.HasPrefix(a.Name, "users_") {
					delete(arguments, "users")
				}
				_, said := newServer(t, nil).data(name, block, arguments)
				check(name+"."+a.Name, textsOfDiagnostics(said))
			}
		}
	}
	configuration := s.Schemas.Provider
	for attribute, typ := range configuration.ValueType().(tftypes.Object).AttributeTypes {
		for _, v := range hostileValues(typ) {
			changed := object{attribute: v}
			if attribute == "override" {
				for name, value := range map[string]any{"country": "DE", "feature": "toll_number", "reason": "x", "status": "available"} {
					if one := v.([]any)[0].(object); one[name] == nil {
						one[name] = value
					}
				}
			}
			_, said := newServer(t, nil).data("teamsvoice_dataset", changed, nil)
			check("provider."+attribute, textsOfDiagnostics(said))
		}
	}
	t.Logf("%d values", tried)
}
