package provider

import (
	"cmp"
	"slices"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/message"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/text"
)

// availabilityModel is the availability object: what the data source
// teamsvoice_country_availability has as attributes, and what the function
// country_availability returns.
type availabilityModel struct {
	CountryCode           string                  `tfsdk:"country_code" doc:"ISO 3166-1 alpha-2 code of the country, such as {DE}. In Microsoft 365, this is the usage location."`
	CountryName           string                  `tfsdk:"country_name" doc:"English name of the country, as Microsoft's documentation spells it."`
	Slug                  *string                 `tfsdk:"slug" doc:"Last part of the URL of the country's documentation page; null if the country has no page."`
	AsOf                  string                  `tfsdk:"as_of" doc:"Date of the country's documentation page, as YYYY-MM-DD. Each feature has a date of its own in {features}."`
	Listed                bool                    `tfsdk:"listed" doc:"Whether Microsoft's documentation has a page for the country. If it has none, every feature is {unlisted}."`
	SourceURL             *string                 `tfsdk:"source_url" doc:"URL of the country's documentation page; null if the country has no page. Each feature has a source of its own in {features}."`
	Features              map[string]featureModel `tfsdk:"features" doc:"Every feature, by its identifier, such as {calling_plan}. The {conditions} of a feature are any of {condition...}."`
	AudioConferencing     audioConferencingModel  `tfsdk:"audio_conferencing" doc:"Audio Conferencing, and the numbers of its conference bridges."`
	PhoneSystem           phoneSystemModel        `tfsdk:"phone_system" doc:"Phone System (now called Teams Phone), and what comes with it."`
	CallingPlans          callingPlansModel       `tfsdk:"calling_plans" doc:"Calling Plans: who sells them, their minutes, and where their users can call."`
	ServiceNumbers        serviceNumbersModel     `tfsdk:"service_numbers" doc:"Toll and toll-free service numbers, for conference bridges, auto attendants and call queues."`
	CommunicationsCredits statusModel             `tfsdk:"communications_credits" doc:"Whether Communications Credits can be set up."`
	Prerequisites         map[string][]string     `tfsdk:"prerequisites" doc:"What must be in place first, by feature: a list of identifiers for each available feature that needs something. Besides features, a list can name two steps: {know_your_customer}, which an organization completes once in the Teams admin center, and {civic_address}, where your tenant's number offers require a civic address before a number can be acquired. If a list has both {toll_number} and {toll_free_number}, either is enough. The organization buys Communications Credits in its own country, so check whether they are available there. With a Microsoft Customer Agreement (MCA) or through a CSP, an organization needs no credits: it is billed after use."`
	AvailableFeatures     []string                `tfsdk:"available_features" doc:"Features that are {available} or {conditional}, in the order of the documentation."`
	MissingFeatures       []string                `tfsdk:"missing_features" doc:"Features of {required_features} that are missing, or an empty list. The function {country_availability} has no such argument and always returns an empty list."`
	Statuses              map[string]string       `tfsdk:"statuses" doc:"Status of every feature, by its identifier. The flat form of {features}, for policies and for {mock_provider}."`
	Numbers               numbersModel            `tfsdk:"numbers" doc:"How to get and port phone numbers for Calling Plan users, and when these numbers need an emergency address."`
}

type numbersModel struct {
	User             userNumbersModel      `tfsdk:"user" doc:"Phone numbers for Calling Plan users."`
	PortIn           portInModel           `tfsdk:"port_in" doc:"Porting numbers from another carrier to Microsoft."`
	EmergencyAddress emergencyAddressModel `tfsdk:"emergency_address" doc:"Emergency address of a user's number."`
}

type userNumbersModel struct {
	Provider     *string  `tfsdk:"provider" doc:"Who provides the numbers: {number_provider...}; null if the documentation does not say."`
	AdminCenter  *bool    `tfsdk:"admin_center" doc:"Whether numbers are available in the Teams admin center; null if the documentation does not say or the question does not apply."`
	Order        *string  `tfsdk:"order" doc:"When to order numbers from the service desk: {alternative} (instead of using the admin center), {for_numbers_not_listed} (for numbers that the admin center does not list), {required} (always) or {partner} (from the operator instead); null if the documentation does not say."`
	LeadWeeksMin *int64   `tfsdk:"lead_weeks_min" doc:"Minimum lead time of an order, in weeks; null if the documentation does not say."`
	LeadWeeksMax *int64   `tfsdk:"lead_weeks_max" doc:"Maximum lead time of an order, in weeks; null if the documentation does not say."`
	Documents    []string `tfsdk:"documents" doc:"Documents that an order needs: any of {number_document...}. Empty if the documentation names none."`
}

type portInModel struct {
	Geographic            string   `tfsdk:"geographic" doc:"Whether geographic numbers can be ported: {port_in...}. {letter} needs a letter of authorization; {within_all_numbers_letter} needs the letter that covers all numbers."`
	Service               string   `tfsdk:"service" doc:"Whether service numbers can be ported, with the same values as {geographic}."`
	Mobile                string   `tfsdk:"mobile" doc:"Whether mobile numbers can be ported, with the same values as {geographic}."`
	TollFree              string   `tfsdk:"toll_free" doc:"Whether toll-free numbers can be ported, with the same values as {geographic}."`
	LetterOfAuthorization bool     `tfsdk:"letter_of_authorization" doc:"Whether porting needs a letter of authorization."`
	Documents             []string `tfsdk:"documents" doc:"Documents that porting needs: any of {number_document...}. Empty if the documentation names none."`
	LeadWeeksMax          *int64   `tfsdk:"lead_weeks_max" doc:"Maximum lead time of a port, in weeks; null if the documentation does not say."`
}

type emergencyAddressModel struct {
	Required          *string `tfsdk:"required" doc:"When a number needs an emergency address: {emergency_address...}; null if the country has no page on number management."`
	MustMatchAreaCode bool    `tfsdk:"must_match_area_code" doc:"Whether the address must be in the area of the number's area code."`
}

// statusModel is what an answer says about each feature.
type statusModel struct {
	Status    string `tfsdk:"status" doc:"Status: {status...}."`
	Available bool   `tfsdk:"available" doc:"Whether the status is {available} or {conditional}."`
}

// verdictModel is what it says about a feature that has conditions.
type verdictModel struct {
	statusModel
	Conditions []string `tfsdk:"conditions" doc:"Identifiers of the conditions that apply, sorted; empty if none applies."`
}

type featureModel struct {
	verdictModel
	Note       *string `tfsdk:"note" doc:"Anything else to know, in a sentence; null if there is nothing to add."`
	Overridden bool    `tfsdk:"overridden" doc:"Whether the provider configuration decided the answer, rather than the dataset."`
	AsOf       string  `tfsdk:"as_of" doc:"Date of the source that last stated or confirmed the status, as YYYY-MM-DD."`
	SourceURL  *string `tfsdk:"source_url" doc:"URL of that source; null if no source says anything about the feature, or if the source is an export of your tenant, which {note} names."`
}

type audioConferencingModel struct {
	verdictModel
	NumberAssignment   string       `tfsdk:"number_assignment" doc:"Numbers that a conference bridge gets automatically: {number_assignment...}. All organizations share these numbers. They can exist where Audio Conferencing is not sold and no toll number of your own is available, as in BH and PK, for meetings whose organizer is licensed elsewhere."`
	AutoAssignedCities []string     `tfsdk:"auto_assigned_cities" doc:"Cities whose numbers a conference bridge gets automatically, in the order of the documentation."`
	CallMe             verdictModel `tfsdk:"call_me" doc:"Call Me: dial-out from a meeting to a participant in the country."`
	DialOutZone        *string      `tfsdk:"dial_out_zone" doc:"{A} if dial-out from a meeting to the country uses the dial-out minutes of Audio Conferencing licenses; otherwise null."`
}

type phoneSystemModel struct {
	statusModel
	AutoAttendants bool `tfsdk:"auto_attendants" doc:"Whether auto attendants are available."`
	CallQueues     bool `tfsdk:"call_queues" doc:"Whether call queues are available."`
	Voicemail      bool `tfsdk:"voicemail" doc:"Whether voicemail is available."`
}

type callingPlansModel struct {
	verdictModel
	Operator                 *string      `tfsdk:"operator" doc:"Operator that sells its own plans instead of Microsoft, such as Telstra; null if there is none."`
	OperatorTenantCountries  []string     `tfsdk:"operator_tenant_countries" doc:"Codes of the countries whose organizations can buy the operator's plans, sorted."`
	Plans                    []planModel  `tfsdk:"plans" doc:"Calling Plans that Microsoft sells, in the order of the documentation. Plans that an override makes unavailable, or that are not sold to the organization, are left out."`
	OutboundDestinationCount *int64       `tfsdk:"outbound_destination_count" doc:"Number of countries that a Domestic and International Calling Plan can call, according to the documentation; null if no plan is sold."`
	PremiumNumberCalls       verdictModel `tfsdk:"premium_number_calls" doc:"Calls from Calling Plan users to premium numbers."`
	DomesticCallCountries    []string     `tfsdk:"domestic_call_countries" doc:"Codes of the countries to which a call is domestic, sorted."`
	MinutePoolCountries      []string     `tfsdk:"minute_pool_countries" doc:"Codes of the countries whose users share one pool of minutes, sorted."`
}

type planModel struct {
	Type                 string   `tfsdk:"type" doc:"Type of the plan: {plan_type...}."`
	DomesticMinutes      *int64   `tfsdk:"domestic_minutes" doc:"Domestic minutes in a calendar month; null for a pay-as-you-go plan, or if no source states them. Domestic and international minutes are alternatives, not a sum: the plan ends when either limit is reached."`
	InternationalMinutes *int64   `tfsdk:"international_minutes" doc:"International minutes in a calendar month; null if the plan has none, or if no source states them. An alternative to {domestic_minutes}, not in addition to them: the plan ends when either limit is reached."`
	SKUPartNumber        *string  `tfsdk:"sku_part_number" doc:"SKU part number, if the plan has its own SKU for the country; otherwise null."`
	Conditions           []string `tfsdk:"conditions" doc:"Conditions of this plan only, such as {deprecated} or {limited_availability}, sorted."`
	Zone                 *string  `tfsdk:"zone" doc:"Zone of a pay-as-you-go plan, by the user's country: {1}, {2} or {MX}; null for other plans, or if no source says."`
}

type serviceNumbersModel struct {
	Toll     tollModel    `tfsdk:"toll" doc:"Toll service numbers."`
	TollFree verdictModel `tfsdk:"toll_free" doc:"Toll-free service numbers."`
}

type tollModel struct {
	verdictModel
	Geographic           bool        `tfsdk:"geographic" doc:"Whether the numbers belong to cities."`
	Cities               []cityModel `tfsdk:"cities" doc:"Cities with toll numbers, in the order of the documentation. If the status is {unavailable}, rely on it: for BH and ID, the documentation lists cities but says that no number is available."`
	OtherCitiesOnRequest bool        `tfsdk:"other_cities_on_request" doc:"Whether the service desk has numbers in cities that the documentation does not list."`
}

type cityModel struct {
	Name      string  `tfsdk:"name" doc:"Name of the city."`
	State     *string `tfsdk:"state" doc:"State or province, if the documentation names one; otherwise null."`
	OnRequest bool    `tfsdk:"on_request" doc:"Whether numbers in this city must be ordered from the service desk, according to the documentation."`
}

// availabilityOf returns the availability object of a country, for an
// organization that buys in another one or the zero Code.
func availabilityOf(c *availability.Country, organization country.Code) availabilityModel {
	toll := c.ServiceNumbers.Toll
	verdict := func(f availability.Feature) availability.Verdict { return c.VerdictFor(f, organization) }
	if closedTo(c, availability.TollNumber, organization) {
		toll = availability.TollNumbers{}
	}
	return availabilityModel{
		CountryCode: c.Code.String(),
		CountryName: c.Name,
		Slug:        orNull(c.Slug),
		AsOf:        c.PagesAsOf().String(),
		Listed:      c.Listed(),
		SourceURL:   orNull(c.SourceURL()),
		Features:    featuresOf(c, organization),
		AudioConferencing: audioConferencingModel{
			verdictModel:       verdictOf(verdict(availability.AudioConferencing)),
			NumberAssignment:   c.AudioConferencing.NumberAssignment.String(),
			AutoAssignedCities: append([]string{}, c.AudioConferencing.AutoAssignedCities...),
			CallMe:             verdictOf(verdict(availability.CallMe)),
			DialOutZone:        orNull(c.DialOutZone),
		},
		PhoneSystem: phoneSystemModel{
			statusModel:    statusOf(verdict(availability.PhoneSystem)),
			AutoAttendants: verdict(availability.AutoAttendants).Status.Available(),
			CallQueues:     verdict(availability.CallQueues).Status.Available(),
			Voicemail:      verdict(availability.Voicemail).Status.Available(),
		},
		CallingPlans: callingPlansModel{
			verdictModel:             verdictOf(verdict(availability.CallingPlan)),
			Operator:                 orNull(c.CallingPlans.Operator),
			OperatorTenantCountries:  text.Names(c.CallingPlans.OperatorTenantCountries),
			Plans:                    plansOf(c, organization),
			OutboundDestinationCount: orNull(int64(c.CallingPlans.OutboundDestinationCount)),
			PremiumNumberCalls:       verdictOf(verdict(availability.PremiumNumberCalls)),
			DomesticCallCountries:    text.Names(c.DomesticCallCountries()),
			MinutePoolCountries:      text.Names(c.MinutePoolCountries()),
		},
		ServiceNumbers: serviceNumbersModel{
			Toll: tollModel{
				verdictModel:         verdictOf(verdict(availability.TollNumber)),
				Geographic:           toll.Geographic,
				Cities:               citiesOf(toll.Cities),
				OtherCitiesOnRequest: toll.OtherCitiesOnRequest,
			},
			TollFree: verdictOf(verdict(availability.TollFreeNumber)),
		},
		CommunicationsCredits: statusOf(verdict(availability.CommunicationsCredits)),
		Prerequisites:         prerequisitesOf(c, organization),
		AvailableFeatures:     text.Names(c.AvailableFeatures(organization)),
		MissingFeatures:       []string{},
		Statuses:              statusesOf(c, organization),
		Numbers:               numbersModelOf(&c.Numbers),
	}
}

func statusesOf(c *availability.Country, organization country.Code) map[string]string {
	statuses := make(map[string]string, availability.FeatureCount)
	for _, f := range availability.Features() {
		statuses[f.String()] = c.VerdictFor(f, organization).Status.String()
	}
	return statuses
}

func numbersModelOf(s *availability.NumbersSection) numbersModel {
	model := numbersModel{
		User: userNumbersModel{
			Provider:     orNull(s.User.Provider),
			Order:        orNull(s.User.Order),
			LeadWeeksMin: orNull(int64(s.User.LeadWeeksMin)),
			LeadWeeksMax: orNull(int64(s.User.LeadWeeksMax)),
			Documents:    append([]string{}, s.User.Documents...),
		},
		PortIn: portInModel{
			Geographic:            cmp.Or(s.PortIn.Geographic, availability.NotStated),
			Service:               cmp.Or(s.PortIn.Service, availability.NotStated),
			Mobile:                cmp.Or(s.PortIn.Mobile, availability.NotStated),
			TollFree:              cmp.Or(s.PortIn.TollFree, availability.NotStated),
			LetterOfAuthorization: s.PortIn.LetterOfAuthorization,
			Documents:             append([]string{}, s.PortIn.Documents...),
			LeadWeeksMax:          orNull(int64(s.PortIn.LeadWeeksMax)),
		},
		EmergencyAddress: emergencyAddressModel{
			Required:          orNull(s.EmergencyAddress.Required),
			MustMatchAreaCode: s.EmergencyAddress.MustMatchAreaCode,
		},
	}
	if yes, known := s.User.InAdminCenter(); known {
		model.User.AdminCenter = &yes
	}
	return model
}

func featuresOf(c *availability.Country, organization country.Code) map[string]featureModel {
	features := make(map[string]featureModel, availability.FeatureCount)
	for _, f := range availability.Features() {
		v, source := c.VerdictFor(f, organization), c.Source(f)
		features[f.String()] = featureModel{
			verdictModel: verdictOf(v),
			Note:         orNull(message.Note(c, f)),
			Overridden:   v.Overridden,
			AsOf:         source.Date.String(),
			SourceURL:    orNull(source.URL),
		}
	}
	return features
}

func statusOf(v availability.Verdict) statusModel {
	return statusModel{Status: v.Status.String(), Available: v.Status.Available()}
}

func verdictOf(v availability.Verdict) verdictModel {
	return verdictModel{statusModel: statusOf(v), Conditions: v.Conditions.Names()}
}

// closedTo reports whether a feature is unavailable because of where the
// organization buys.
func closedTo(c *availability.Country, f availability.Feature, organization country.Code) bool {
	v := c.VerdictFor(f, organization)
	return v.ByOrganization && !v.Status.Available()
}

func plansOf(c *availability.Country, organization country.Code) []planModel {
	plans := make([]planModel, 0, len(c.CallingPlans.Plans))
	for _, p := range c.CallingPlans.Plans {
		if closedTo(c, p.Type.Feature(), organization) {
			continue
		}
		plans = append(plans, planModel{
			Type:                 p.Type.String(),
			DomesticMinutes:      orNull(int64(p.DomesticMinutes)),
			InternationalMinutes: orNull(int64(p.InternationalMinutes)),
			SKUPartNumber:        orNull(p.SKUPartNumber),
			Conditions:           p.Conditions.Names(),
			Zone:                 orNull(p.Zone),
		})
	}
	return plans
}

func citiesOf(cities []availability.City) []cityModel {
	models := make([]cityModel, 0, len(cities))
	for _, c := range cities {
		models = append(models, cityModel{Name: c.Name, State: orNull(c.State), OnRequest: c.OnRequest})
	}
	return models
}

func prerequisitesOf(c *availability.Country, organization country.Code) map[string][]string {
	prerequisites := make(map[string][]string)
	closed := func(f availability.Feature) bool { return closedTo(c, f, organization) }
	for _, f := range availability.Features() {
		if closed(f) {
			continue
		}
		// Of toll and toll-free numbers, which stand for each other, only what the organization can have.
		needs := append(text.Names(slices.DeleteFunc(c.Prerequisites(f), closed)), c.Steps(f)...)
		if len(needs) > 0 {
			slices.Sort(needs)
			prerequisites[f.String()] = needs
		}
	}
	return prerequisites
}

// orNull returns nil, which is null in Terraform, for a zero value.
func orNull[T comparable](v T) *T {
	var zero T
	if v == zero {
		return nil
	}
	return &v
}
