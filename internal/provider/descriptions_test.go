package provider

import (
	"context"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	dataschema "github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	providerschema "github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/catalog"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/rollout"
)

// An editor shows a description where an argument is typed, and the registry
// shows it on a page.

// description is the text of one thing in the schemas.
type description struct{ at, text string }

// descriptions returns every description of the provider.
func descriptions(t *testing.T) []description {
	t.Helper()
	s := newServer(t, nil)
	var all []description
	add := func(at, text string) { all = append(all, description{at, text}) }
	var addAttributes func(at string, attributes []*tfprotov6.SchemaAttribute)
	addAttributes = func(at string, attributes []*tfprotov6.SchemaAttribute) {
		for _, a := range attributes {
			add(at+"."+a.Name, a.Description)
			if a.NestedType != nil {
				addAttributes(at+"."+a.Name, a.NestedType.Attributes)
			}
		}
	}
	var addBlock func(at string, block *tfprotov6.SchemaBlock)
	addBlock = func(at string, block *tfprotov6.SchemaBlock) {
		add(at, block.Description)
		addAttributes(at, block.Attributes)
		for _, b := range block.BlockTypes {
			addBlock(at+"."+b.TypeName, b.Block)
		}
	}
	addBlock("provider", s.Schemas.Provider.Block)
	for name, schema := range s.Schemas.DataSourceSchemas {
		addBlock(name, schema.Block)
	}
	for name, f := range s.Schemas.Functions {
		add(name+"()", f.Description)
		add(name+"() in short", f.Summary)
		for _, p := range slices.Concat(f.Parameters, []*tfprotov6.FunctionParameter{f.VariadicParameter}) {
			if p != nil {
				add(name+"("+p.Name+")", p.Description)
			}
		}
	}
	slices.SortFunc(all, func(a, b description) int { return strings.Compare(a.at, b.at) })
	return all
}

var (
	braces  = regexp.MustCompile("\\{\\w+\\}|\\w\\.{3}`")                            // what a doc tag has before it becomes Markdown
	links   = regexp.MustCompile(`\]\(([^)]*)\)|\]: *(\S+)|(?i:href|src)="([^"]*)"`) // inline, by reference, HTML
	address = regexp.MustCompile(`^https://`)
)

func TestEveryDescriptionIsText(t *testing.T) {
	for _, d := range descriptions(t) {
		switch text := d.text; {
		case strings.TrimSpace(text) != text || text == "":
			t.Errorf("%s is described as %q", d.at, text)
		case braces.MatchString(text):
			t.Errorf("%s: %s should be in backquotes in %q", d.at, braces.FindString(text), text)
		case strings.HasSuffix(d.at, " in short"):
			if strings.ContainsAny(text[len(text)-1:], ".:;,") || strings.Contains(text, "`") {
				t.Errorf("%s: a summary is a phrase of plain text, not %q", d.at, text)
			}
		case !strings.HasSuffix(text, ".") && !strings.HasSuffix(lastLine(text), "`") && !strings.HasPrefix(strings.TrimSpace(lastLine(text)), "- "):
			t.Errorf("%s does not end with a full stop: %q", d.at, text)
		}
	}
}

func lastLine(text string) string { return text[strings.LastIndex(text, "\n")+1:] }

// In an editor, a link that is relative to a page leads nowhere.
func TestNoDescriptionHasARelativeLink(t *testing.T) {
	for _, d := range descriptions(t) {
		for _, m := range links.FindAllStringSubmatch(d.text, -1) {
			if target := m[1] + m[2] + m[3]; !address.MatchString(target) {
				t.Errorf("%s links to %q", d.at, target)
			}
		}
	}
}

// The contract asks for it wherever the two are shown: added up, they would be
// twice what a plan has.
func TestMinutesAreAlternativesWhereverTheyAreShown(t *testing.T) {
	shown := 0
	for _, d := range descriptions(t) {
		if strings.HasSuffix(d.at, ".domestic_minutes") || strings.HasSuffix(d.at, ".international_minutes") {
			shown++
			if !strings.Contains(d.text, "lternative") {
				t.Errorf("%s does not say that the minutes are alternatives: %q", d.at, d.text)
			}
		}
	}
	if shown < 6 {
		t.Errorf("found only %d descriptions of minutes", shown)
	}
}

// Organizations with the newer agreements have no credits to buy: a text that says
// that Communications Credits pay says that too.
func TestCreditsAreNotTheOnlyWayToPay(t *testing.T) {
	said := 0
	for _, d := range descriptions(t) {
		if strings.Contains(d.text, "Communications Credits, ") || strings.Contains(d.text, "need Communications Credits") || strings.Contains(d.text, "Communications Credits once") {
			said++
			if !strings.Contains(d.text, "billed after use") {
				t.Errorf("%s does not say that some organizations are billed after use: %q", d.at, d.text)
			}
		}
	}
	if said < 3 {
		t.Errorf("found only %d descriptions", said)
	}
}

// noWord is none of the allowed words of any argument.
const noWord = "no-such-word"

// allowed finds the words that a diagnostic names.
var allowed = regexp.MustCompile(`(?:Allowed: |use one of )([^.]+)\.?$`)

// enumerated is an argument that takes only certain words.
type enumerated struct {
	description
	words []string
}

// check holds the description to the words.
func (e enumerated) check(t *testing.T) {
	t.Helper()
	for _, w := range e.words {
		if !regexp.MustCompile("`\"?" + regexp.QuoteMeta(w) + "\"?`").MatchString(e.text) {
			t.Errorf("%s takes %q, which its description does not name: %q", e.at, w, e.text)
		}
	}
}

func wordsOf(diags diag.Diagnostics) []string {
	for _, d := range diags {
		if m := allowed.FindStringSubmatch(d.Detail()); m != nil {
			return strings.Split(m[1], ", ")
		}
	}
	return nil
}

// A description names every word that its argument takes, as the validators know
// them: what they say about a wrong word is compared with it.
func TestDescriptionsNameEveryWordOfAnArgument(t *testing.T) {
	ctx := context.Background()
	p := providerOn(today, nil)
	var declared provider.SchemaResponse
	p.Schema(ctx, provider.SchemaRequest{}, &declared)
	var found []enumerated
	for name, a := range declared.Schema.Attributes {
		found = append(found, enumeratedOf(ctx, "provider."+name, a)...)
	}
	for block, b := range declared.Schema.Blocks {
		nested, ok := b.(providerschema.ListNestedBlock)
		if !ok {
			t.Fatalf("the block %s is a %T", block, b)
		}
		for name, a := range nested.NestedObject.Attributes {
			found = append(found, enumeratedOf(ctx, "provider."+block+"."+name, a)...)
		}
	}
	for _, newDataSource := range p.DataSources(ctx) {
		var metadata datasource.MetadataResponse
		d := newDataSource()
		d.Metadata(ctx, datasource.MetadataRequest{ProviderTypeName: "teamsvoice"}, &metadata)
		var declared datasource.SchemaResponse
		d.Schema(ctx, datasource.SchemaRequest{}, &declared)
		for name, a := range declared.Schema.Attributes {
			found = append(found, enumeratedOf(ctx, metadata.TypeName+"."+name, a)...)
		}
	}
	for _, e := range found {
		e.check(t)
	}
	if len(found) < 25 {
		t.Errorf("found only %d arguments that take certain words", len(found))
	}
}

// enumeratedOf returns an attribute, and those nested in it, if it takes only
// certain words.
func enumeratedOf(ctx context.Context, at string, a interface{ GetMarkdownDescription() string }) []enumerated {
	var diags diag.Diagnostics
	switch a := a.(type) {
	case interface{ StringValidators() []validator.String }:
		for _, v := range a.StringValidators() {
			if v, ok := v.(parses); ok { // others compare arguments with one another
				var resp validator.StringResponse
				v.ValidateString(ctx, validator.StringRequest{ConfigValue: types.StringValue(noWord)}, &resp)
				diags.Append(resp.Diagnostics...)
			}
		}
	case interface{ SetValidators() []validator.Set }:
		for _, v := range a.SetValidators() {
			var resp validator.SetResponse
			v.ValidateSet(ctx, validator.SetRequest{ConfigValue: types.SetValueMust(types.StringType, []attr.Value{types.StringValue(noWord)})}, &resp)
			diags.Append(resp.Diagnostics...)
		}
	case interface{ ListValidators() []validator.List }:
		for _, v := range a.ListValidators() {
			var resp validator.ListResponse
			v.ValidateList(ctx, validator.ListRequest{ConfigValue: types.ListValueMust(types.StringType, []attr.Value{types.StringValue(noWord)})}, &resp)
			diags.Append(resp.Diagnostics...)
		}
	case interface{ MapValidators() []validator.Map }:
		element := attr.Value(types.NumberNull())
		if typed, ok := a.(interface{ GetType() attr.Type }); ok && typed.GetType().Equal(types.MapType{ElemType: types.ListType{ElemType: types.StringType}}) {
			element = types.ListValueMust(types.StringType, []attr.Value{types.StringValue(noWord)})
		}
		for _, v := range a.MapValidators() {
			var resp validator.MapResponse
			v.ValidateMap(ctx, validator.MapRequest{Path: path.Empty(), ConfigValue: types.MapValueMust(element.Type(ctx), map[string]attr.Value{noWord: element})}, &resp)
			diags.Append(resp.Diagnostics...)
		}
	}
	var found []enumerated
	if words := wordsOf(diags); words != nil {
		found = append(found, enumerated{description{at, a.GetMarkdownDescription()}, words})
	}
	switch a := a.(type) {
	case dataschema.ListNestedAttribute:
		for name, nested := range a.NestedObject.Attributes {
			found = append(found, enumeratedOf(ctx, at+"."+name, nested)...)
		}
	case providerschema.ListNestedAttribute:
		for name, nested := range a.NestedObject.Attributes {
			found = append(found, enumeratedOf(ctx, at+"."+name, nested)...)
		}
	}
	return found
}

// The same of the parameters of functions, each of which is called with a wrong
// word for one argument and with right ones for the others.
func TestDescriptionsNameEveryWordOfAParameter(t *testing.T) {
	s := newServer(t, nil)
	valid := map[string]any{
		"country": "DE", "from_country": "DE", "to_country": "DE", "feature": "sms", "features": list("sms"), "plan_type": "domestic", "license": "audio_conferencing",
		"number": "+4930123456", "type": "geographic", "number_type": "user", "licenses": 1, "users": map[string]any{"ada": "DE"},
	}
	found := 0
	for name, f := range s.Schemas.Functions {
		parameters := slices.Clone(f.Parameters)
		if f.VariadicParameter != nil {
			parameters = append(parameters, f.VariadicParameter)
		}
		for i, p := range parameters {
			var arguments []any
			for _, other := range parameters[:max(i, len(f.Parameters))] {
				arguments = append(arguments, valid[other.Name])
			}
			wrong := any(noWord)
			switch {
			case p.Type.Is(tftypes.List{ElementType: tftypes.String}):
				wrong = list(noWord)
			case !p.Type.Is(tftypes.String):
				continue
			}
			if i < len(f.Parameters) {
				arguments[i] = wrong
			} else {
				arguments = append(arguments, wrong)
			}
			_, err := s.call(name, arguments...)
			if err == nil {
				continue // a city may have any name
			}
			if m := allowed.FindStringSubmatch(err.Text); m != nil {
				found++
				enumerated{description{name + "(" + p.Name + ")", p.Description}, strings.Split(m[1], ", ")}.check(t)
			}
		}
	}
	if found < 19 {
		t.Errorf("found only %d parameters that take certain words", found)
	}
}

// What a function answers with a word, its description names: every word that it
// answers for any country is looked for.
func TestDescriptionsNameEveryAnswer(t *testing.T) {
	s := newServer(t, nil)
	answers := map[string]map[string]bool{"feature_status": {}, "outbound_call": {}, "conference_dial_out": {}}
	for _, status := range availability.StatusNames() {
		answers["feature_status"][status] = true
	}
	snapshot, err := catalog.Newest()
	if err != nil {
		t.Fatal(err)
	}
	for _, code := range country.Codes() {
		for _, plan := range availability.PlanTypes() {
			for _, from := range []country.Code{code, country.MustParseCode("DE"), country.MustParseCode("US")} {
				answers["outbound_call"][rollout.OutboundCall(snapshot, from, code, plan).String()] = true
			}
		}
		for _, name := range rollout.DialOutLicenseNames() {
			license, err := rollout.ParseDialOutLicense(name)
			if err != nil {
				t.Fatal(err)
			}
			answers["conference_dial_out"][rollout.ConferenceDialOut(snapshot, code, license).String()] = true
		}
	}
	for name, words := range answers {
		if len(words) < 3 {
			t.Errorf("%s has only %d answers", name, len(words))
		}
		for word := range words {
			if description := s.Schemas.Functions[name].Description; !strings.Contains(description, "\n- `"+word+"`: ") {
				t.Errorf("%s returns %q, which its description does not explain: %q", name, word, description)
			}
		}
	}
}

// otherWords are spellings and words for what the descriptions call by one name.
var otherWords = map[string]*regexp.Regexp{
	"Defaults to ...":        regexp.MustCompile(`Default:|\bby default\b`),
	"Calling Plan":           regexp.MustCompile(`[Cc]alling plan|Calling-Plan`),
	"toll-free":              regexp.MustCompile(`(?i)\btoll free\b|freephone`),
	"Audio Conferencing":     regexp.MustCompile(`audio conferencing|Audio conferencing`),
	"Communications Credits": regexp.MustCompile(`[Cc]ommunication [Cc]redits|[Cc]ommunications credits`),
	"auto attendant":         regexp.MustCompile(`[Aa]uto-attendant|Auto Attendant`),
	"conference bridge":      regexp.MustCompile(`(?:and|or|,) bridges?\b`),
	"snapshot":               regexp.MustCompile(`(?i)\beditions?\b`),
	"usage location":         regexp.MustCompile(`(?i)usage-location|user's location`),
	"license":                regexp.MustCompile(`(?i)\blicence`),
	"another carrier":        regexp.MustCompile(`(?i)another operator`),
}

// One thing has one name in all the descriptions.
func TestDescriptionsCallOneThingByOneName(t *testing.T) {
	code := regexp.MustCompile("`[^`]*`")
	for _, d := range descriptions(t) {
		prose := code.ReplaceAllString(d.text, "``")
		for name, other := range otherWords {
			if found := other.FindString(prose); found != "" {
				t.Errorf("%s says %q for %q: %q", d.at, found, name, d.text)
			}
		}
	}
}
