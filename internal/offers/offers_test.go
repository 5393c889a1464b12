package offers

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/powershell/powershelltest"
)

const whole = 10 // a -Depth that cuts nothing

func mustRead(t *testing.T, data []byte) *Export {
	t.Helper()
	e, err := Read(data)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func scopes(c *Country) string {
	names := map[Scope]string{NotOffered: "none", Offered: "all", ForConferences: "conferences", ForVoiceApplications: "voice", Undetermined: "?"}
	return strings.Join([]string{names[c.UserNumbers()], names[c.SMSNumbers()], names[c.TollNumbers()], names[c.TollFreeNumbers()]}, "/")
}

// The same export in every encoding and every style of both versions.
func TestReadWhatPowerShellWrites(t *testing.T) {
	styles := 0
	for _, encoding := range powershelltest.Encodings() {
		for _, style := range []powershelltest.Style{
			{Windows: true}, {Windows: true, Unrolled: true}, {Windows: true, Compress: true},
			{}, {Unrolled: true}, {Compress: true, Unrolled: true},
		} {
			for _, exportedAt := range []any{
				"2026-08-21T09:30:00Z", "2026-08-21T11:30:00.1234567+02:00", "/Date(1787304600000)/",
				powershelltest.Object{"value", "/Date(1787304600000)/", "DisplayHint", 2, "DateTime", "Friday, August 21, 2026 9:30:00 AM"},
			} {
				styles++
				style.Encoding, style.Depth = encoding, whole
				e := mustRead(t, style.File(powershelltest.Export(exportedAt)))
				if got := e.ExportedAt.Format(time.RFC3339); got != "2026-08-21T09:30:00Z" || e.TenantID != "00000000-0000-0000-0000-00000000beef" {
					t.Errorf("%+v %v: exported at %s by %s", style, exportedAt, got, e.TenantID)
				}
				if len(e.Countries) != 64 || len(e.Warnings) > 0 {
					t.Fatalf("%+v: %d countries, warnings %q", style, len(e.Countries), e.Warnings)
				}
				for i, code := range powershelltest.Countries {
					c := e.Country(country.MustParseCode(code))
					if c == nil {
						t.Fatalf("%+v: no %s", style, code)
					}
					if got := all(c.Offers, func(o Offer) string { return string(o.NumberType) }); !slices.Equal(got, powershelltest.Types(i)) {
						t.Errorf("%+v: %s has %v, want %v", style, code, got, powershelltest.Types(i))
					}
					want := []string{"all/all/all/all", "all/none/all/none", "none/none/conferences/conferences", "none/none/voice/voice",
						"all/none/none/none", "none/none/none/none"}[i%6]
					if got := scopes(c); got != want {
						t.Errorf("%+v: %s is offered %s, want %s", style, code, got, want)
					}
				}
				us := e.Country(country.MustParseCode("AE"))
				user, tollFree := us.Offers[0], us.Offers[3]
				if user.RequiresCivicAddress == nil || !*user.RequiresCivicAddress || user.OfferModel != "DirectStock" || user.ID == "" ||
					!slices.Equal(user.SearchTypes, []string{"CivicAddress", "Prefix"}) || user.AreaCodes != nil {
					t.Errorf("%+v: a user's number is %+v", style, user)
				}
				if tollFree.RequiresCivicAddress == nil || *tollFree.RequiresCivicAddress ||
					!slices.Equal(tollFree.SearchTypes, []string{"AreaCodeSelection"}) || !slices.Equal(tollFree.AreaCodes, []string{"800", "833"}) {
					t.Errorf("%+v: a toll-free number is %+v", style, tollFree)
				}
			}
		}
	}
	if styles != 7*6*4 {
		t.Errorf("only %d styles", styles)
	}
}

func all[T, U any](list []T, of func(T) U) []U {
	var result []U
	for _, v := range list {
		result = append(result, of(v))
	}
	return result
}

// A small -Depth cuts what lies deeper. What is needed and cut is refused;
// AvailabilityInfo is not needed.
func TestReadWhatDepthCut(t *testing.T) {
	export := powershelltest.Export("2026-08-21T09:30:00Z")
	for depth := 1; depth <= whole; depth++ {
		for _, windows := range []bool{true, false} {
			for _, unrolled := range []bool{true, false} {
				style := powershelltest.Style{Windows: windows, Unrolled: unrolled, Depth: depth}
				e, err := Read(style.File(export))
				switch {
				case depth <= 3: // offers are cut
					if err == nil || !strings.Contains(err.Error(), "Countries[") || !strings.Contains(err.Error(), "-Depth 10") {
						t.Errorf("%+v: %v", style, err)
					}
				case err != nil:
					t.Errorf("%+v: %v", style, err)
				default:
					user := e.Country(country.MustParseCode("AE")).Offers[0]
					if !slices.Equal(user.SearchTypes, []string{"CivicAddress", "Prefix"}) {
						t.Errorf("%+v: the types of search are %q", style, user.SearchTypes)
					}
				}
			}
		}
	}
}

// one returns an export with one country and offers of the caller's.
func one(offers ...any) powershelltest.Object {
	return powershelltest.Object{"ExportedAt", "2026-08-21", "TenantId", "t", "Countries", []any{powershelltest.Object{"Name", "Germany", "Value", "DE", "Offers", offers}}}
}

func offersIn(v any) any {
	return powershelltest.Object{"ExportedAt", "2026-08-21", "Countries", []any{powershelltest.Object{"Name", "Germany", "Value", "DE", "Offers", v}}}
}

func file(v any) []byte { return powershelltest.Style{Depth: whole}.File(v) }

func TestReadRefuses(t *testing.T) {
	offer := powershelltest.Offer(1, "UserSubscriber")
	for _, tt := range []struct {
		situation string
		data      []byte
		says      string
	}{
		{"nothing", nil, "the file is empty"},
		{"only a mark", []byte{0xff, 0xfe}, "the file is empty"},
		{"no JSON", []byte("Name Value\n---- -----\nGermany DE\n"), "the file is not JSON, at byte"},
		{"half a file", file(one(offer))[:200], "the file ends in the middle of its JSON"},
		{"two files in one", append(file(one(offer)), file(one(offer))...), "goes on after its JSON"},
		{"what a cmdlet gives alone", file([]any{offer}), "the file is an array; an object with ExportedAt"},
		{"a text", file("DE"), `the file is "DE", not an object`},
		{"null", file(nil), "the file is null, not an object"},
		{"no date", file(one(offer)[2:]), "the file has no ExportedAt"},
		{"null for a date", file(one(offer).Set("ExportedAt", nil)), "the file has no ExportedAt"},
		{"the date of one country", file(one(offer).Set("ExportedAt", "08/09/2026 09:30:00")), `ExportedAt is "08/09/2026 09:30:00", not a date`},
		{"a number for a date", file(one(offer).Set("ExportedAt", 2026)), "ExportedAt is 2026, not a date"},
		{"no countries", file(one(offer)[:4]), "the file has no Countries"},
		{"empty countries, from a cmdlet that failed", file(one(offer).Set("Countries", []any{})), "Countries is empty"},
		{"null for countries", file(one(offer).Set("Countries", nil)), "Countries is empty"},
		{"countries as text", file(one(offer).Set("Countries", []any{"DE"})), `Countries[0] is "DE", not an object`},
		{"a country without its code", file(one(offer).Set("Countries", []any{powershelltest.Object{"Name", "Germany"}})), "Countries[0] has no Value"},
		{"a country without offers", file(one(offer).Set("Countries", []any{powershelltest.Object{"Value", "DE"}})), "Countries[0] has no Offers"},
		{"a country twice", file(one(offer).Set("Countries", []any{powershelltest.Object{"Value", "DE", "Offers", nil}, powershelltest.Object{"Value", "de", "Offers", nil}})),
			"Countries[1] is DE, which is listed twice"},
		{"an offer without its type", file(one(offer, offer.Set("NumberType", nil))), "Countries[0].Offers[1] has no NumberType"},
		{"an offer cut to a text", file(offersIn("@{NumberType=UserSubscriber; Id=1}")), `Countries[0].Offers is "@{NumberType=UserSubscriber; Id=1}"`},
		{"a model cut to its class", file(offersIn([]any{"Microsoft.Teams.ConfigAPI.Cmdlets.Generated.Models.Plan"})), "Countries[0].Offers[0] is \"Microsoft."},
		{"a type of search cut to its class", file(one(offer.Set("AllowedSearchType", "System.Object[]"))), `Offers[0].AllowedSearchType is "System.Object[]"`},
		{"an object for a type", file(one(offer.Set("NumberType", powershelltest.Object{}))), "NumberType is an object, not a text"},
		{"an unclear address", file(one(offer.Set("RequiresCivicAddress", "perhaps"))), `RequiresCivicAddress is "perhaps", neither true nor false`},
	} {
		t.Run(tt.situation, func(t *testing.T) {
			e, err := Read(tt.data)
			if err == nil {
				t.Fatalf("got %+v", e)
			}
			if !strings.Contains(err.Error(), tt.says) {
				t.Errorf("%q does not say %q", err, tt.says)
			}
		})
	}
}

func TestReadWarns(t *testing.T) {
	named, numbered, other := powershelltest.Offer(1, "UserSubscriber"), powershelltest.Offer(2, "").Set("NumberType", 4), powershelltest.Offer(3, "CallQueueHologram")
	for _, tt := range []struct {
		situation string
		export    any
		scopes    string // of Germany
		says      []string
	}{
		{"a type in other letters", one(powershelltest.Offer(1, "usersubscribervoiceandsms")), "all/all/none/none", nil},
		{"a type that Microsoft added", one(named, other, other), "all/none/none/none", []string{"does not know the number types CallQueueHologram"}},
		{"types as numbers", one(numbered), "?/?/?/?", []string{"the number types 4 as numbers"}},
		{"a number as text", one(numbered.Set("NumberType", "4")), "?/?/?/?", []string{"the number types 4 as numbers"}},
		{"some types as numbers", one(named, numbered), "all/?/?/?", []string{"the number types 4 as numbers"}},
		{"area codes of a form of their own", one(named.Set("AreaCode", []any{powershelltest.Object{"Code", "800"}, "833"})), "all/none/none/none",
			[]string{"The area codes of offers in DE"}},
		{"no address said", one(named.Set("RequiresCivicAddress", nil)), "all/none/none/none", nil},
		{"names in other letters", powershelltest.Object{"exportedat", "2026-08-21T09:30:00", "COUNTRIES", powershelltest.Object{"name", "Germany", "value", "de", "offers", named}},
			"all/none/none/none", nil},
		{"an array with its count, of PowerShell 5.1", offersIn(powershelltest.Object{"value", []any{named}, "Count", 1}), "all/none/none/none", nil},
	} {
		t.Run(tt.situation, func(t *testing.T) {
			e := mustRead(t, file(tt.export))
			if got := scopes(e.Country(country.MustParseCode("DE"))); got != tt.scopes {
				t.Errorf("Germany is offered %s, want %s", got, tt.scopes)
			}
			if len(e.Warnings) != len(tt.says) || len(tt.says) > 0 && !strings.Contains(e.Warnings[0], tt.says[0]) {
				t.Errorf("warns of %q, want %q", e.Warnings, tt.says)
			}
		})
	}
	e := mustRead(t, file(one(named).Set("Countries", []any{
		powershelltest.Object{"Value", "QZ", "Offers", []any{named}}, powershelltest.Object{"Value", "XK", "Offers", nil},
	})))
	if len(e.Countries) != 1 || len(e.Warnings) != 1 || !strings.Contains(e.Warnings[0], "QZ") {
		t.Errorf("%+v", e)
	}
	if e.Country(country.MustParseCode("FR")) != nil || scopes(nil) != "none/none/none/none" {
		t.Error("France, which is not in the file, is offered something")
	}
}

// For any input, Read answers or says no.
func FuzzRead(f *testing.F) {
	for _, style := range []powershelltest.Style{{Windows: true, Encoding: powershelltest.UTF16LE}, {Compress: true, Depth: whole}, {Unrolled: true, Depth: whole, Encoding: powershelltest.UTF16BENoBOM}} {
		f.Add(style.File(one(powershelltest.Offer(1, "UserSubscriber"))))
	}
	f.Add([]byte(`{"ExportedAt":{"value":{"value":"/Date(-1+0100)/"}},"Countries":{"value":[],"Count":0}}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		e, err := Read(data)
		if (err == nil) != (e != nil) {
			t.Fatalf("%v, %v", e, err)
		}
		if e != nil && (e.ExportedAt.IsZero() && !strings.Contains(string(data), "0001") || len(e.Countries) == 0 && len(e.Warnings) == 0) {
			t.Errorf("%+v", e)
		}
	})
}
