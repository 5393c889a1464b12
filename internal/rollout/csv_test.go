package rollout_test

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	textunicode "golang.org/x/text/encoding/unicode"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/rollout"
)

// readAll returns the users of CSV text as "name|country|features".
func readAll(r io.Reader) ([]string, error) {
	var users []string
	err := rollout.ReadCSV(r, func(u rollout.User) error {
		features := strings.Join(u.Features, " ")
		if u.Features == nil {
			features = "-"
		}
		users = append(users, u.Name+"|"+u.Country+"|"+features)
		return nil
	})
	return users, err
}

func utf16Text(tb testing.TB, order textunicode.Endianness, text string) string {
	tb.Helper()
	encoded, err := textunicode.UTF16(order, textunicode.UseBOM).NewEncoder().String(text)
	if err != nil {
		tb.Fatal(err)
	}
	return encoded
}

func TestReadCSV(t *testing.T) {
	const two = "UserPrincipalName,UsageLocation\nann@x.example,DE\nbob@x.example,\n"
	want := []string{"ann@x.example|DE|-", "bob@x.example||-"}
	for name, text := range map[string]string{
		"plain":                                  two,
		"no newline at the end":                  strings.TrimSuffix(two, "\n"),
		"lines end as on Windows":                strings.ReplaceAll(two, "\n", "\r\n"),
		"byte order mark":                        "\ufeff" + two,
		"UTF-16 as Out-File writes it":           utf16Text(t, textunicode.LittleEndian, strings.ReplaceAll(two, "\n", "\r\n")),
		"UTF-16, the other way round":            utf16Text(t, textunicode.BigEndian, two),
		"type line of Windows PowerShell":        "#TYPE Selected.Microsoft.Graph.PowerShell.Models.MicrosoftGraphUser\r\n" + two,
		"byte order mark and type line":          "\ufeff#TYPE System.Object\n" + two,
		"every field quoted":                     "\"UserPrincipalName\",\"UsageLocation\"\n\"ann@x.example\",\"DE\"\n\"bob@x.example\",\"\"\n",
		"semicolons, as Export-Csv -UseCulture":  strings.ReplaceAll(two, ",", ";"),
		"tabs":                                   strings.ReplaceAll(two, ",", "\t"),
		"Microsoft Entra, the other way round":   "usageLocation,userPrincipalName\nDE,ann@x.example\n,bob@x.example\n",
		"Microsoft 365 admin center":             "Block credential,City,Country/Region,Usage location,User principal name\nFalse,Bonn,France,DE,ann@x.example\nFalse,,,,bob@x.example\n",
		"underscores and capitals":               "USER_PRINCIPAL_NAME,usage_location\nann@x.example,DE\nbob@x.example,\n",
		"short names":                            "user,country\nann@x.example,DE\nbob@x.example,\n",
		"the usage location before the address":  "Mail,Country,UPN,UsageLocation\nx,FR,ann@x.example,DE\nx,US,bob@x.example,\n",
		"fields with commas, quotes and newline": "DisplayName,UPN,UsageLocation\n\"An, \"\"A\"\"\nN\",ann@x.example,DE\nB,bob@x.example,\n",
		"blank lines and lines of blank fields":  "\n" + two + "\n,\n , \n\n",
		"spaces around a user":                   "UPN,UsageLocation\n ann@x.example ,DE\nbob@x.example,\n",
		"blank features":                         "UPN,UsageLocation,features\nann@x.example,DE,\nbob@x.example,, \n",
		"a stray semicolon in the header":        "UPN,UsageLocation,\"a;b\"\nann@x.example,DE,\nbob@x.example,,\n",
	} {
		t.Run(name, func(t *testing.T) {
			for read, r := range map[string]io.Reader{
				"at once":      strings.NewReader(text),
				"byte by byte": iotest.OneByteReader(strings.NewReader(text)),
			} {
				if got, err := readAll(r); err != nil || !slices.Equal(got, want) {
					t.Errorf("%s: got %q, %v", read, got, err)
				}
			}
		})
	}
}

func TestReadCSVFeatures(t *testing.T) {
	got, err := readAll(strings.NewReader("UPN,UsageLocation,Features\n" +
		"a,DE,calling_plan voicemail\nb,DE,\"calling_plan, voicemail\"\nc,DE,calling_plan;voicemail\nd,DE,|calling_plan||voicemail|\ne,DE,;\n"))
	want := []string{"a|DE|calling_plan voicemail", "b|DE|calling_plan voicemail", "c|DE|calling_plan voicemail", "d|DE|calling_plan voicemail", "e|DE|-"}
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("got %q, %v", got, err)
	}
}

func TestReadCSVRefuses(t *testing.T) {
	for name, c := range map[string]struct {
		text         string
		line, column int
		says         string
	}{
		"nothing":                          {"", 1, 0, "the list is empty"},
		"only a byte order mark":           {"\ufeff", 1, 0, "the list is empty"},
		"only blank lines":                 {"\n\r\n\n", 4, 0, "the list is empty"},
		"only a type line":                 {"#TYPE x", 2, 0, "the list is empty"},
		"a header and no users":            {"UPN,UsageLocation\n", 1, 0, "no users"},
		"no column for users":              {"Name,UsageLocation\na,DE\n", 1, 0, `the header has no column for users; name one of its columns UserPrincipalName, or UPN`},
		"no column of locations":           {"#TYPE x\nUPN,City\na,Bonn\n", 2, 0, `the header has no column for usage locations; name one of its columns UsageLocation, or`},
		"a list without a header":          {"ann@x.example,DE\nbob@x.example,FR\n", 1, 0, "the list has no header and begins with a user"},
		"two columns of users":             {"UPN,upn,UsageLocation\na,b,DE\n", 1, 0, "fields 1 and 2 of the header are both UPN"},
		"two columns of features":          {"UPN,UsageLocation,features,Features\na,DE,,\n", 1, 0, "fields 3 and 4"},
		"too few fields":                   {"UPN,UsageLocation,City\na,DE,Bonn\nb,DE\n", 3, 0, "found 2 fields where the header has 3"},
		"too many fields":                  {"UPN,UsageLocation\na,DE,Bonn\n", 2, 0, "found 3 fields where the header has 2"},
		"a quote inside a field":           {"UPN,UsageLocation\na\"b,DE\n", 2, 2, "bare \""},
		"text after a closing quote":       {"#TYPE x\r\nUPN,UsageLocation\r\nb,DE\r\n\"a\"b,DE\r\n", 4, 3, "\""},
		"80 kB in quotes as the header":    {"\"x\n" + strings.Repeat("aaaaaaaaa\n", 8000) + "\"\nfoo\n", 1, 0, "the header has no column for users"},
		"a quote that is never closed":     {"#TYPE x\nUPN,UsageLocation\na,DE\n\"b,DE\nc,FR\n", 5, 6, "in the record that begins on line 4"},
		"the same user twice":              {"UPN,UsageLocation\na,DE\nb,FR\na,DE\n", 4, 0, "a user is listed twice, in lines 2 and 4"},
		"the same user in capitals":        {"UPN,UsageLocation\nann@x.example,DE\nAnn@X.example,DE\n", 3, 0, `lines 2 and 3`},
		"not UTF-8":                        {"UPN,UsageLocation\na,\xd6sterreich\n", 2, 3, "is not UTF-8"},
		"a long line":                      {"UPN,UsageLocation\na,DE\n" + strings.Repeat("b", 2<<20), 3, 0, "more than 1048576 bytes"},
		"a long field":                     {"UPN,UsageLocation\n" + strings.Repeat("a", 1025) + ",DE\n", 2, 1, "1025 bytes; at most 1024 are allowed"},
		"a long header":                    {strings.Repeat("x,", 40_000), 1, 0, "longer than 65536 bytes"},
		"UTF-16 without a byte order mark": {"U\x00P\x00N\x00,\x00c\x00o\x00u\x00n\x00t\x00r\x00y\x00\n\x00", 1, 0, "zero bytes"},
		"an endless record":                {"UPN,UsageLocation\na,DE\n\"" + strings.Repeat("b\n", 1<<20), 3, 0, "more than 1048576 bytes"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := readAll(strings.NewReader(c.text))
			var at *rollout.CSVError
			if !errors.As(err, &at) || !strings.Contains(err.Error(), c.says) {
				t.Fatalf("got %v; want %q in it", err, c.says)
			}
			if c.line != at.Line || c.column != 0 && c.column != at.Column {
				t.Errorf("line %d, column %d; want %d, %d: %v", at.Line, at.Column, c.line, c.column, err)
			}
		})
	}
}

func TestReadCSVManyTextsOfFeatures(t *testing.T) {
	var text strings.Builder
	text.WriteString("UPN,UsageLocation,features\n")
	for i := range 1100 {
		fmt.Fprintf(&text, "%d,DE,%svoicemail\n", i, strings.Repeat(";", i%1000))
		fmt.Fprintf(&text, "b%d,DE,voicemail%s\n", i, strings.Repeat(" ", i%1000))
	}
	got, err := readAll(strings.NewReader(text.String()))
	if err != nil || len(got) != 2200 {
		t.Fatalf("%d users, %v", len(got), err)
	}
	for _, u := range got {
		if !strings.HasSuffix(u, "|DE|voicemail") {
			t.Fatalf("got %q", u)
		}
	}
}

func TestReadCSVPassesErrorsOn(t *testing.T) {
	e := rollout.New(edition(t, "2023-01-25"), rollout.Options{})
	err := rollout.ReadCSV(strings.NewReader("UPN,UsageLocation,features\na,DE,\nb,DE,calling_pla\n"), e.Add)
	if err == nil || err.Error() == "" || !strings.HasPrefix(err.Error(), `CSV line 3: the features: "calling_pla" is not a valid feature; did you mean calling_plan`) {
		t.Errorf("an unknown feature: %v", err)
	}
	err = rollout.ReadCSV(strings.NewReader("UPN,UsageLocation,City\na,DE,\n,DE,\n"), e.Add)
	if err == nil || err.Error() != "CSV line 3: the user has no name" {
		t.Errorf("a user without a name: %v", err)
	}
	_, err = readAll(strings.NewReader("UPN,UsageLocation\na,DE\nA,FR\n"))
	var twice *rollout.DuplicateUserError
	if !errors.As(err, &twice) || twice.User != "A" || twice.First != 2 || twice.Second != 3 {
		t.Errorf("a user twice: %v", err)
	}
	broken := errors.New("the disk is gone")
	for after := range 3 {
		text := []string{"", "UPN,UsageLocation\n", "UPN,UsageLocation\na,DE\n" + strings.Repeat("\n", 100_000)}[after]
		r := io.MultiReader(strings.NewReader(text), iotest.ErrReader(broken))
		if _, err := readAll(r); !errors.Is(err, broken) {
			t.Errorf("a reader that fails after %d bytes: %v", len(text), err)
		}
	}
}

func FuzzReadCSV(f *testing.F) {
	for _, seed := range []string{
		"UserPrincipalName,UsageLocation\r\nann@x.example,DE\r\n",
		"\ufeff#TYPE x\n\"UPN\";\"Usage location\";\"features\"\n\"a\";\"\";\"calling_plan|voicemail\"\n",
		"user\tcountry\na\t\"Congo,\nRepublic\"\n",
		"\xff\xfeU\x00P\x00N\x00,\x00c\x00o\x00u\x00n\x00t\x00r\x00y\x00\n\x00a\x00,\x00D\x00E\x00",
		"UPN,country\n\"a", "UPN,country\na,\x00\n", "UPN,country\n\u202ea,DE\n", "UPN,country\na,\xff\n", ",\n,\n", "#TYPE", "\"\n\",",
	} {
		f.Add([]byte(seed))
	}
	s := edition(f, "2023-01-25")
	f.Fuzz(func(t *testing.T, text []byte) {
		e := rollout.New(s, rollout.Options{Features: required})
		var users []rollout.User
		err := rollout.ReadCSV(bytes.NewReader(text), func(u rollout.User) error {
			users = append(users, u)
			return e.Add(u)
		})
		if err != nil {
			if err.Error() == "" {
				t.Error("the error says nothing")
			}
			return
		}
		if len(users) == 0 || e.UserCount() != len(users) {
			t.Fatalf("%d users, of whom %d were judged", len(users), e.UserCount())
		}
		// What was read, written and read again is the same.
		var again bytes.Buffer
		w := csv.NewWriter(&again)
		rows := [][]string{{"UPN", "UsageLocation", "features"}}
		var want []string
		for _, u := range users {
			features := strings.Join(u.Features, " ")
			rows = append(rows, []string{u.Name, u.Country, features})
			if u.Features == nil {
				features = "-"
			}
			want = append(want, u.Name+"|"+u.Country+"|"+features)
		}
		if err := w.WriteAll(rows); err != nil {
			t.Fatal(err)
		}
		got, err := readAll(&again)
		withoutCR := func(list []string) string { return strings.ReplaceAll(fmt.Sprintf("%q", list), `\r`, "") }
		if err != nil || withoutCR(got) != withoutCR(want) {
			t.Fatalf("got %q, %v; want %q", got, err, want)
		}
	})
}

// The lists are as programs export them; the names in them are invented.
func TestReadCSVOfPrograms(t *testing.T) {
	for file, want := range map[string]string{
		"comment-lines.csv":     "ada@example.com|DE|-",
		"cr-only.csv":           "ada@example.com|DE|- bo@example.com|US|-",
		"csonline.csv":          "ada@example.com|DE|-",
		"entra-bulk-create.csv": "ada@example.com|DE|- bo@example.com|US|-",
		"german.csv":            `CSV line 1: the header has no column for users; name one of its columns UserPrincipalName, or UPN, User, UserName or Mail`,
		"getaduser.csv":         "ada@example.com|DE|- bo@example.com|US|- cy@example.com||-",
		"guest.csv":             "bo_contoso.com#EXT#@fabrikam.onmicrosoft.com||- ada@example.com|DE|-",
		"json.csv":              "CSV line 1: this is not CSV but JSON",
		"m365-admin-export.csv": "ada@example.com|DE|-",
		"msol.csv":              "ada@example.com|DE|-",
		"ragged.csv":            "CSV line 3: found 2 fields where the header has 3",
		"sep.csv":               "ada@example.com|DE|-",
		"tac-users.csv":         "ada@example.com|Germany|-",
		"user-and-upn.csv":      "ada@example.com|FR|-",
	} {
		t.Run(file, func(t *testing.T) {
			list, err := os.ReadFile(filepath.Join("testdata", "lists", file))
			if err != nil {
				t.Fatal(err)
			}
			users, err := readAll(bytes.NewReader(list))
			got := strings.Join(users, " ")
			if err != nil {
				got = err.Error()
			}
			if got != want {
				t.Errorf("got %s, want %s", got, want)
			}
		})
	}
}

func TestReadCSVColumnsByMeaning(t *testing.T) {
	for header, want := range map[string]string{
		"UPN,a,Country,UsageLocation":             "3", // the place of the column, from 0
		"UPN,Country,msExchUsageLocation,c":       "2",
		"UPN,msExchUsageLocation,UsageLocation,x": "2",
		"UPN,countryCode,c,co":                    "3 co",
		"UPN,countryCode,c,x":                     "2 c",
		"UPN,countryCode,x,y":                     "1 countryCode",
		"UPN,Country,Location,y":                  "2 Location",
		"User,CountryAbbreviation,Country,y":      "2 Country",
		"UPN,FeatureTypes,UsageLocation,Flags":    "2",
	} {
		want, column, _ := strings.Cut(want, " ")
		err := rollout.ReadCSV(strings.NewReader(header+"\n0,1,2,3\n"), func(u rollout.User) error {
			if u.Country != want || u.Postal != column {
				t.Errorf("%s: the location is in column %s, and %q is read for an address", header, u.Country, u.Postal)
			}
			return nil
		})
		if err != nil {
			t.Errorf("%s: %v", header, err)
		}
	}
}

func TestReadCSVOfSomethingElse(t *testing.T) {
	for text, says := range map[string]string{
		"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00":          "an Excel workbook (xlsx)",
		"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00\x00":        "an Excel workbook (xls)",
		" \n[\n {\"userPrincipalName\": \"a\"}]":          "not CSV but JSON",
		`{"value": []}`:                                   "not CSV but JSON",
		"<!DOCTYPE html>\n<html>":                         "HTML or XML",
		"U\x00P\x00N\x00,\x00c\x00o\x00\n\x00":            "UTF-16 without a byte order mark",
		"users.csv":                                       "the name of a file",
		"./lists/Users Of May.CSV\n":                      "the name of a file",
		"UPN,Usage_Locaton,Country\na,DE,FR\n":            `CSV line 1: "Usage_Locaton" is not an attribute of a user; did you mean usage_location?`,
		"UPN,UsageLocationCode,Country\na,AE,DE\n":        `CSV line 1: "UsageLocationCode" is not an attribute of a user; did you mean usage_location?`,
		"UPN,Usage country,Country\na,AE,DE\n":            `CSV line 1: "Usage country" is not an attribute of a user; did you mean usage_location?`,
		"UPN,License country,Country\na,AE,DE\n":          `CSV line 1: "License country" is not an attribute of a user; did you mean usage_location?`,
		"UPN,Licence Location,Country\na,AE,DE\n":         `CSV line 1: "Licence Location" is not an attribute of a user; did you mean usage_location?`,
		"UPN,Location (usage),Country\na,AE,DE\n":         `CSV line 1: "Location (usage)" is not an attribute of a user; did you mean usage_location?`,
		"UPN,Properties.UsageLocation,Country\na,AE,DE\n": `CSV line 1: "Properties.UsageLocation" is not an attribute of a user; did you mean usage_location?`,
		"UPN,UsageLoc,Country\na,AE,DE\n":                 `CSV line 1: "UsageLoc" is not an attribute of a user; did you mean usage_location?`,
		"UPN,UsageLocation,Required features\na,DE,sms\n": `CSV line 1: "Required features" is not an attribute of a user; did you mean features?`,
		"UPN,UsageLocation,FeatureSet\na,DE,sms\n":        `CSV line 1: "FeatureSet" is not an attribute of a user; did you mean features?`,
		"UPN,UsageLocation,Feature\na,DE,voicemail\n":     `CSV line 1: "Feature" is not an attribute of a user; did you mean features?`,
	} {
		if _, err := readAll(strings.NewReader(text)); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%q: got %v, want %q", text, err, says)
		}
	}
}

// Where no column is one of usage locations by its name, and two hold countries that
// differ, a header is in another language, or nobody can tell.
func TestReadCSVWithTwoColumnsOfCountries(t *testing.T) {
	const fails = `CSV line 1: %q and %q both hold countries, and not the same ones; name the one with the usage locations UsageLocation, or leave the other one out`
	for _, tt := range []struct {
		name, list, rivals string
	}{
		{"German", "UPN;Nutzungsstandort;Country\na;AE;DE\n", "Country|Nutzungsstandort"},
		{"French", "UPN,Country,Emplacement d'utilisation\na,DE,DE\nb,DE,Émirats arabes unis\n", "Country|Emplacement d'utilisation"},
		{"Japanese", "UPN,利用場所,Country\na,AE,DE\n", "Country|利用場所"},
		{"some blank", "UPN,Standort,Country\na,,DE\nb,AE,DE\nc,k. A.,DE\n", "Country|Standort"},
		{"the first of two", "UPN,b,a,Country\na,AE,AE,DE\n", "Country|a"},
		{"the same everywhere", "UPN,Nutzungsstandort,Country\na,DE,Germany\nb,AE,AE\n", ""},
		{"a location that may be anything", "UPN,Country,Location\na,AE,Germany\n", "Location|Country"},
		{"a location and the same country", "UPN,Country,Location\na,DE,Germany\n", ""},
		{"not always a country", "UPN,Abteilung,Country\na,IT,DE\nb,Vertrieb,DE\n", ""},
		{"a state, a department and a name", "UPN,State,Department,Given name,Country\na,CA,IT,Chad,US\n", ""},
		{"answers and numbers", "UPN,Blocked,Active,Id,Country\na,NO,No,276,US\n", ""},
		{"a usage location by name", "UPN,Nutzungsstandort,Country,UsageLocation\na,AE,DE,FR\n", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := readAll(strings.NewReader(tt.list))
			postal, rival, isWrong := strings.Cut(tt.rivals, "|")
			want := fmt.Sprintf(fails, postal, rival)
			if !isWrong && err != nil || isWrong && (err == nil || err.Error() != want) {
				t.Errorf("got %v, want %s", err, want)
			}
		})
	}
}

// Before the header stand what other programs read, titles and blank lines; the
// lines of errors count them all.
func TestReadCSVBeforeTheHeader(t *testing.T) {
	for name, before := range map[string]string{
		"a title":             "Users of the first wave\n\n",
		"a title with commas": "Users, as of May,\n",
		"a comment":           "# Export of 2024-05-01\n",
		"a version":           "version:v1.0,,\n",
		"a separator":         "sep=,\n",
		"a quoted separator":  "\"sep=,\"\n",
		"all of them":         "\n\n#TYPE x\nsep=,\nversion:v1.0\nUsers\n  \n",
	} {
		t.Run(name, func(t *testing.T) {
			text := before + "UPN,UsageLocation\na,DE\n\n\"b\nb\",DE\n\na,FR\n"
			_, err := readAll(strings.NewReader(text))
			first := strings.Count(before, "\n") + 2
			want := fmt.Sprintf("CSV line %d: a user is listed twice, in lines %d and %d; leave one of them out", first+5, first, first+5)
			if err == nil || err.Error() != want {
				t.Errorf("got %v, want %s", err, want)
			}
		})
	}
}

// A list that begins with a million blank lines is read like another.
func TestReadCSVBlankLinesCostNothing(t *testing.T) {
	const list = "UPN,UsageLocation\na,DE\n"
	for name, blanks := range map[string]string{"empty": strings.Repeat("\n", 1<<20), "of blanks": strings.Repeat(" ", 1<<20) + "\n", "of both": strings.Repeat(" \r\n", 1<<18)} {
		users, err := readAll(strings.NewReader(blanks + list))
		if err != nil || len(users) != 1 {
			t.Errorf("%s: %q, %v", name, users, err)
		}
	}
}
