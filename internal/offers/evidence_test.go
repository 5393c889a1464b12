package offers

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/catalog"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/message"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/powershell/powershelltest"
)

func newest(t *testing.T) *catalog.Snapshot {
	t.Helper()
	s, err := catalog.Newest()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func in(s *catalog.Snapshot, code string) *availability.Country {
	return s.Country(country.MustParseCode(code))
}

// says is "conditional (on_request) 2026-09-01".
func says(c *availability.Country, f availability.Feature) string {
	v := c.Verdict(f)
	said := v.Status.String()
	if !v.Conditions.IsZero() {
		said += " (" + strings.Join(v.Conditions.Names(), ", ") + ")"
	}
	return said + " " + c.Source(f).Date.String()
}

const exported = "2026-09-01"

// apply returns the newest edition with offers of these types in one country.
func apply(t *testing.T, at, code string, types ...string) *catalog.Snapshot {
	t.Helper()
	var list []any
	for i, numberType := range types {
		list = append(list, powershelltest.Offer(i, numberType))
	}
	e := mustRead(t, file(powershelltest.Object{"ExportedAt", at, "TenantId", "contoso", "Countries", []any{
		powershelltest.Object{"Name", code, "Value", code, "Offers", list},
	}}))
	return e.Apply(newest(t))
}

func TestOffersDecide(t *testing.T) {
	const user, sms = availability.UserNumber, availability.SMS
	const toll, tollFree = availability.TollNumber, availability.TollFreeNumber
	toll3 := []string{"ConferenceToll", "CallQueueToll", "AutoAttendantToll"}
	for _, test := range []struct {
		situation string
		code      string
		types     []string
		feature   availability.Feature
		want      string
	}{
		{"offered and available", "US", []string{"UserSubscriber"}, user, "available " + exported},
		{"for SMS, too", "US", []string{"UserSubscriberVoiceAndSms"}, user, "available " + exported},
		{"SMS", "GB", []string{"UserSubscriberVoiceAndSms"}, sms, "available " + exported},
		{"no SMS, and documented", "US", []string{"UserSubscriber"}, sms, "conditional (on_request) " + exported},
		{"no SMS, and not documented", "GB", []string{"UserSubscriber"}, sms, "unavailable 2025-02-24"},
		{"offered and on request", "DE", toll3, toll, "available " + exported},
		{"users' numbers on request", "DE", []string{"UserSubscriber"}, user, "available " + exported},
		{"not offered and on request", "DE", nil, toll, "conditional (on_request) " + exported},
		{"not offered", "FR", nil, toll, "conditional (on_request) " + exported},
		{"not offered, unavailable", "EG", nil, toll, "unavailable 2023-01-25"},
		{"offered, unavailable", "EG", toll3, toll, "available " + exported},
		{"toll-free", "EG", []string{"ConferenceTollFree", "CallQueueTollFree"}, tollFree, "available " + exported},
		{"for conferences", "FR", []string{"ConferenceToll"}, toll, "conditional (audio_conferencing_only) " + exported},
		{"for voice applications", "FR", []string{"AutoAttendantToll"}, toll, "conditional (voice_applications_only) " + exported},
		{"no longer for conferences alone", "IN", toll3, toll, "available " + exported},
		{"for voice applications rather than conferences", "IN", []string{"CallQueueTollFree"}, tollFree, "conditional (voice_applications_only) " + exported},
		{"not offered, for conferences", "IN", nil, toll, "conditional (audio_conferencing_only, on_request) " + exported},
		{"offered, in the country alone", "GT", toll3, toll, "conditional (in_country_access_only) " + exported},
		{"offered, of no city", "DZ", toll3, toll, "available (non_geographic_only) " + exported},
		{"not offered, of no city", "GH", nil, toll, "conditional (non_geographic_only, on_request) " + exported},
		{"a form comes first", "CZ", []string{"UserSubscriber"}, user, "conditional (know_your_customer) " + exported},
		{"limited", "AE", []string{"ConferenceTollFree", "AutoAttendantTollFree"}, tollFree, "available " + exported},
		{"sold to the organization", "CN", []string{"ConferenceTollFree", "AutoAttendantTollFree"}, tollFree, "available " + exported},
		{"an operator's", "AU", nil, user, "conditional (through_partner) " + exported},
		{"an operator's, offered by Microsoft", "AU", []string{"UserSubscriber"}, user, "available " + exported},
		{"no plan is sold", "EG", []string{"UserSubscriber"}, user, "unavailable 2023-01-25"},
		{"no page", "AF", toll3, toll, "available " + exported},
		{"no page, for users", "AF", []string{"UserSubscriber"}, user, "unlisted 2023-01-25"},
		{"no page, not offered", "AF", nil, toll, "unlisted 2023-01-25"},
		{"nothing of conferencing", "EG", toll3, availability.AudioConferencing, says(in(newest(t), "EG"), availability.AudioConferencing)},
		{"nothing of plans", "EG", []string{"UserSubscriber"}, availability.CallingPlan, says(in(newest(t), "EG"), availability.CallingPlan)},
	} {
		t.Run(test.situation, func(t *testing.T) {
			if got := says(in(apply(t, exported, test.code, test.types...), test.code), test.feature); got != test.want {
				t.Errorf("%s of %v is %s, want %s", test.feature, test.code, got, test.want)
			}
		})
	}
}

// Only what is newer decides: the facts of the newest edition are of different
// days.
func TestOlderOffersDecideNothing(t *testing.T) {
	for at, want := range map[string]string{
		"2023-01-25": "available 2023-01-25; unavailable 2025-02-24", "2023-01-26": "conditional (on_request) 2023-01-26; unavailable 2025-02-24",
		"2025-02-24": "conditional (on_request) 2025-02-24; unavailable 2025-02-24", "2025-02-25": "conditional (on_request) 2025-02-25; available 2025-02-25",
	} {
		c := in(apply(t, at, "FR", "UserSubscriberVoiceAndSms"), "FR")
		if got := says(c, availability.TollNumber) + "; " + says(c, availability.SMS); got != want {
			t.Errorf("an export of %s: %s, want %s", at, got, want)
		}
	}
	twice := mustRead(t, file(powershelltest.Export("2026-09-02"))).Apply(apply(t, exported, "FR", "ConferenceToll"))
	if got := says(in(twice, "FR"), availability.TollNumber); !strings.HasSuffix(got, "2026-09-02") {
		t.Errorf("with a newer export, it is %s", got)
	}
}

// Every country of the export, by the rule: what is offered, what was known, and
// what follows. Conditions that an offer says nothing about stay.
func TestOffersDecideInEveryCountry(t *testing.T) {
	base := newest(t)
	s := mustRead(t, file(powershelltest.Export(exported))).Apply(base)
	settled := strings.Fields("audio_conferencing_only voice_applications_only on_request limited_availability through_partner sold_by_operator domestic_organizations_only " +
		"excludes_domestic_purchases")
	decided := make(map[string]int)
	for i, code := range powershelltest.Countries {
		before, after := in(base, code), in(s, code)
		types := powershelltest.Types(i)
		has := func(t string) bool { return slices.Contains(types, t) }
		for _, f := range availability.Features() {
			var conferences, voice bool // what is offered
			switch f {
			case availability.UserNumber:
				conferences = has("UserSubscriber") || has("UserSubscriberVoiceAndSms")
				voice = conferences
			case availability.SMS:
				conferences = has("UserSubscriberVoiceAndSms")
				voice = conferences
			case availability.TollNumber:
				conferences, voice = has("ConferenceToll"), has("CallQueueToll") || has("AutoAttendantToll")
			case availability.TollFreeNumber:
				conferences, voice = has("ConferenceTollFree"), has("CallQueueTollFree") || has("AutoAttendantTollFree")
			default:
				if says(before, f) != says(after, f) {
					t.Errorf("%s in %s was %s, and is %s", f, code, says(before, f), says(after, f))
				}
				continue
			}
			known := before.Verdict(f)
			want := says(before, f)
			plans := !f.ForCallingPlanUsers() || before.Verdict(availability.CallingPlan).Status.Available()
			switch {
			case (conferences || voice) && plans:
				conditions := slices.DeleteFunc(known.Conditions.Names(), func(c string) bool { return slices.Contains(settled, c) })
				if !voice {
					conditions = append(conditions, "audio_conferencing_only")
				}
				if !conferences {
					conditions = append(conditions, "voice_applications_only")
				}
				slices.Sort(conditions)
				want = "available"
				if len(conditions) > 0 {
					if !slices.Equal(conditions, []string{"non_geographic_only"}) {
						want = "conditional"
					}
					want += " (" + strings.Join(conditions, ", ") + ")"
				}
				want += " " + exported
				decided["offered"]++
			case !conferences && !voice && (known.Status == availability.Available || known.Status == availability.Conditional):
				conditions := known.Conditions.Names()
				if !slices.Contains(conditions, "through_partner") && !slices.Contains(conditions, "on_request") {
					conditions = append(conditions, "on_request")
					slices.Sort(conditions)
				}
				want = fmt.Sprintf("conditional (%s) %s", strings.Join(conditions, ", "), exported)
				decided["not offered"]++
			default:
				decided["as it was"]++
			}
			if got := says(after, f); got != want {
				t.Errorf("%s in %s, where %v are offered, is %s, want %s", f, code, types, got, want)
			}
			if note := message.Note(after, f); strings.HasSuffix(want, exported) && !strings.Contains(note, "number offers of tenant 00000000-0000-0000-0000-00000000beef, exported on "+exported) {
				t.Errorf("%s in %s has the note %q", f, code, note)
			}
		}
	}
	for what, count := range decided {
		if count < 20 {
			t.Errorf("only %d are %s", count, what)
		}
	}
}

func TestNotesOfOffers(t *testing.T) {
	for _, test := range []struct {
		situation, code string
		types           []string
		feature         availability.Feature
		want            string
	}{
		{"offered", "US", []string{"UserSubscriber"}, availability.UserNumber, "Among the number offers of tenant contoso, exported on 2026-09-01."},
		{"for conferences", "FR", []string{"ConferenceToll"}, availability.TollNumber, "Among the number offers of tenant contoso, exported on 2026-09-01, for conference bridges only."},
		{"not offered", "CA", nil, availability.UserNumber, "Not among the number offers of tenant contoso, exported on 2026-09-01, so the Teams admin center has none to search for. " +
			"The documentation of 2023-01-25 says that it is available (https://learn.microsoft.com/microsoftteams/manage-phone-numbers-for-your-organization/manage-phone-numbers-for-your-organization)."},
		{"no plan is sold", "EG", []string{"UserSubscriber"}, availability.UserNumber, "Among the number offers of tenant contoso, exported on 2026-09-01. " +
			"It is for Calling Plan users, and no source says that a plan is sold there."},
		{"cities that were ordered", "DE", []string{"ConferenceToll", "CallQueueToll"}, availability.TollNumber, "Among the number offers of tenant contoso, exported on 2026-09-01."},
	} {
		t.Run(test.situation, func(t *testing.T) {
			c := in(apply(t, exported, test.code, test.types...), test.code)
			if got := message.Note(c, test.feature); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
	if got := message.Reason(in(apply(t, exported, "AF", "ConferenceToll"), "AF"), availability.TollNumber, message.Options{}); strings.Contains(got, "no page") {
		t.Errorf("of a country without a page: %s", got)
	}
}

// What else the answer says about the same does not contradict it.
func TestOffersAgreeWithTheSections(t *testing.T) {
	for _, test := range []struct {
		code, want string
		types      []string
	}{
		{"DE", "stated_yes alternative", []string{"UserSubscriber"}},
		{"DE", "stated_no required", nil},
		{"FR", "stated_no required", nil},
		{"AU", "not_applicable partner", nil},
		{"EG", "stated_yes ", []string{"UserSubscriber"}},
	} {
		user := in(apply(t, exported, test.code, test.types...), test.code).Numbers.User
		if got := user.AdminCenter + " " + user.Order; got != test.want {
			t.Errorf("%s, offered %v: %s, want %s", test.code, test.types, got, test.want)
		}
	}
	for types, onRequest := range map[string]bool{"ConferenceToll CallQueueToll": false, "": true} {
		for _, city := range in(apply(t, exported, "VN", strings.Fields(types)...), "VN").ServiceNumbers.Toll.Cities {
			if city.OnRequest != onRequest {
				t.Errorf("offered %q, numbers of %s are on request: %t", types, city, city.OnRequest)
			}
		}
	}
	bahrain := in(apply(t, exported, "BH", "ConferenceToll", "CallQueueToll"), "BH").ServiceNumbers.Toll
	if bahrain.Contradictory || bahrain.Status != availability.Available {
		t.Errorf("%+v", bahrain)
	}
}

// Overrides are on top, whichever came first.
func TestOverridesAreOnTopOfOffers(t *testing.T) {
	o := availability.Override{
		Country: country.MustParseCode("FR"), Feature: availability.TollNumber, Finding: availability.Finding{Status: availability.Unavailable}, Reason: "ours",
	}
	plan := availability.Override{
		Country: country.MustParseCode("EG"), Feature: availability.CallingPlan, Finding: availability.Finding{Status: availability.Available}, Reason: "sold now",
	}
	export := mustRead(t, file(powershelltest.Object{"ExportedAt", exported, "Countries", []any{
		powershelltest.Object{"Value", "FR", "Offers", []any{powershelltest.Offer(1, "ConferenceToll")}},
		powershelltest.Object{"Value", "EG", "Offers", []any{powershelltest.Offer(2, "UserSubscriber")}},
	}}))
	for order, s := range map[string]*catalog.Snapshot{
		"offers first": export.Apply(newest(t)).WithOverrides(o, plan), "overrides first": export.Apply(newest(t).WithOverrides(o, plan)),
	} {
		if got := says(in(s, "FR"), availability.TollNumber); got != "unavailable "+exported || !in(s, "FR").Verdict(availability.TollNumber).Overridden {
			t.Errorf("%s: %s", order, got)
		}
		if got := says(in(s, "EG"), availability.UserNumber); got != "available "+exported {
			t.Errorf("%s: numbers for users in EG are %s", order, got)
		}
		if got := in(s, "EG").Source(availability.UserNumber); got.URL != "" || got.Name() != "number offers of a tenant that the file does not name, exported on "+exported {
			t.Errorf("%s: the source is %+v", order, got)
		}
	}
}

// A civic address that an offer requires is a step, for what is offered with it
// alone.
func TestCivicAddressComesFirst(t *testing.T) {
	s := apply(t, exported, "FR", "UserSubscriber", "ConferenceToll")
	for f, want := range map[availability.Feature]string{
		availability.UserNumber: "civic_address know_your_customer", availability.TollNumber: "know_your_customer", availability.TollFreeNumber: "know_your_customer", availability.SMS: "",
	} {
		if got := strings.Join(in(s, "FR").Steps(f), " "); got != want {
			t.Errorf("before %s come the steps %q, want %q", f, got, want)
		}
		if got := strings.Join(in(newest(t), "FR").Steps(f), " "); strings.Contains(got, "civic_address") {
			t.Errorf("without offers, %q come before %s", got, f)
		}
	}
	if got := in(apply(t, exported, "EG", "UserSubscriber"), "EG").Steps(availability.UserNumber); got != nil {
		t.Errorf("where no plan is sold, %q come first", got)
	}
}

// A country without a page is among those with a feature that is offered there.
func TestCountriesWithWhatIsOffered(t *testing.T) {
	with := func(s *catalog.Snapshot, features ...availability.Feature) bool {
		return slices.Contains(s.CountriesWith(features, availability.Options{}), country.MustParseCode("AF"))
	}
	s := apply(t, exported, "AF", "ConferenceToll")
	if !with(s, availability.TollNumber) || with(s, availability.TollNumber, availability.TollFreeNumber) || with(s) || with(newest(t), availability.TollNumber) {
		t.Error("Afghanistan has toll numbers where they are offered, and nothing else")
	}
}

// What a file cannot say decides nothing, and nothing of a tenant is in the
// dataset.
func TestOffersStayOutOfTheDataset(t *testing.T) {
	base := newest(t)
	numbered := mustRead(t, file(one(powershelltest.Offer(1, "").Set("NumberType", 4)).Set("ExportedAt", exported))).Apply(base)
	for _, f := range Features() {
		if got, want := says(in(numbered, "DE"), f), says(in(base, "DE"), f); got != want {
			t.Errorf("%s is %s, want %s", f, got, want)
		}
	}
	s := apply(t, exported, "FR", "ConferenceToll")
	if s.SHA256() != base.SHA256() || s.AsOf() != base.AsOf() || len(s.Sources()) != len(base.Sources()) {
		t.Error("the dataset is another one")
	}
	var b strings.Builder
	if err := catalog.Encode(&b, s); err != nil || strings.Contains(b.String(), "contoso") {
		t.Errorf("the dataset names the tenant (%v)", err)
	}
	if got := says(in(base, "FR"), availability.TollNumber); got != "available 2023-01-25" {
		t.Errorf("the snapshot itself was changed: %s", got)
	}
}
