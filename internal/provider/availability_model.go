package provider

import (
	"cmp"
	"slices"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/message"
)

// availabilityModel is the availability object: what the data source
// teamsvoice_country_availability has as attributes, and what the function
// country_availability returns.
type availabilityModel struct {
	CountryCode           string                  `tfsdk:"country_code" doc:"ISO 3166-1 alpha-2 code of the country, which is what Microsoft 365 calls a user's usage location."`
	CountryName           string                  `tfsdk:"country_name" doc:"Name of the country in English, as the documentation has it."`
	Slug                  *string                 `tfsdk:"slug" doc:"Last part of the address of the country's page; null when the country is not listed."`
	AsOf                  string                  `tfsdk:"as_of" doc:"Date of the country's page, as YYYY-MM-DD. Each feature has a date of its own: see {features}."`
	Listed                bool                    `tfsdk:"listed" doc:"Whether the documentation has a page for the country. Where it has none, every feature is {unlisted}."`
	SourceURL             *string                 `tfsdk:"source_url" doc:"Address of the country's page; null when the country is not listed. Each feature has a source of its own: see {features}."`
	Features              map[string]featureModel `tfsdk:"features" doc:"Every feature by its identifier."`
	AudioConferencing     audioConferencingModel  `tfsdk:"audio_conferencing" doc:"What the page says of Audio Conferencing."`
	PhoneSystem           phoneSystemModel        `tfsdk:"phone_system" doc:"What the page says of Phone System."`
	CallingPlans          callingPlansModel       `tfsdk:"calling_plans" doc:"What the page says of Calling Plans."`
	ServiceNumbers        serviceNumbersModel     `tfsdk:"service_numbers" doc:"What the page says of toll and toll-free service numbers."`
	CommunicationsCredits statusModel             `tfsdk:"communications_credits" doc:"What the page says of Communications Credits."`
	Prerequisites         map[string][]string     `tfsdk:"prerequisites" doc:"For each feature that is available there and needs something first, the features that it needs; also the step {know_your_customer}, which an organization passes once in the Teams admin center, and, where the number offers of the tenant say so, {civic_address}, which has to be there before a number can be acquired. Of {toll_number} and {toll_free_number}, either one will do. Communications Credits are bought where the organization is, so look there whether they are available; an organization with a Microsoft Customer Agreement or a CSP needs none and is billed after use."`
	AvailableFeatures     []string                `tfsdk:"available_features" doc:"The features that are {available} or {conditional}, in the order of the documentation page."`
	MissingFeatures       []string                `tfsdk:"missing_features" doc:"Those of {required_features} that are missing; empty where nothing is required."`
	Statuses              map[string]string       `tfsdk:"statuses" doc:"The status of every feature by its identifier: {features} without all else, for policies and mocks."`
	Numbers               numbersModel            `tfsdk:"numbers" doc:"How phone numbers are obtained and ported there, and when they need an emergency address."`
}

type numbersModel struct {
	User             userNumbersModel      `tfsdk:"user" doc:"Phone numbers for users of Calling Plans."`
	PortIn           portInModel           `tfsdk:"port_in" doc:"Porting numbers of another carrier to Microsoft."`
	EmergencyAddress emergencyAddressModel `tfsdk:"emergency_address" doc:"The emergency address of a user's number."`
}

type userNumbersModel struct {
	Provider     *string  `tfsdk:"provider" doc:"Who hands them out: {microsoft}, {telstra} or {softbank}; null where no page says."`
	AdminCenter  *bool    `tfsdk:"admin_center" doc:"Whether the Teams admin center has them; null where no page says or the question does not apply."`
	Order        *string  `tfsdk:"order" doc:"What an order at the service desk is: {alternative}, {for_numbers_not_listed}, {required} or {partner}; null where no page says."`
	LeadWeeksMin *int64   `tfsdk:"lead_weeks_min" doc:"How many weeks an order takes at least; null where no page says."`
	LeadWeeksMax *int64   `tfsdk:"lead_weeks_max" doc:"How many weeks an order takes at most; null where no page says."`
	Documents    []string `tfsdk:"documents" doc:"Documents that an order needs, such as {utility_bill}."`
}

type portInModel struct {
	Geographic            string   `tfsdk:"geographic" doc:"Whether geographic numbers can be ported: {letter}, {within_all_numbers_letter}, {supported}, {not_supported}, {partner} or {not_stated}."`
	Service               string   `tfsdk:"service" doc:"The same for service numbers."`
	Mobile                string   `tfsdk:"mobile" doc:"The same for mobile numbers."`
	TollFree              string   `tfsdk:"toll_free" doc:"The same for toll-free numbers."`
	LetterOfAuthorization bool     `tfsdk:"letter_of_authorization" doc:"Whether porting needs a letter of authorization."`
	Documents             []string `tfsdk:"documents" doc:"Documents that porting needs, such as {latest_invoice}."`
	LeadWeeksMax          *int64   `tfsdk:"lead_weeks_max" doc:"How many weeks it takes at most; null where no page says."`
}

type emergencyAddressModel struct {
	Required          *string `tfsdk:"required" doc:"When a number needs one: {at_assignment}, {at_acquisition_or_port_in}, {partner} or {not_stated}; null without a page on number management."`
	MustMatchAreaCode bool    `tfsdk:"must_match_area_code" doc:"Whether the address has to lie in the area of the number's area code."`
}

// statusModel is what an answer says of each feature.
type statusModel struct {
	Status    string `tfsdk:"status" doc:"One of {available}, {conditional}, {unavailable} and {unlisted}."`
	Available bool   `tfsdk:"available" doc:"Whether the status is {available} or {conditional}."`
}

// verdictModel is what it says of a feature that has conditions.
type verdictModel struct {
	statusModel
	Conditions []string `tfsdk:"conditions" doc:"Why the feature is conditional, sorted; empty when nothing applies."`
}

type featureModel struct {
	verdictModel
	Note       *string `tfsdk:"note" doc:"A sentence where status and conditions do not say it all, else null."`
	Overridden bool    `tfsdk:"overridden" doc:"Whether the provider's configuration set the answer, not the dataset."`
	AsOf       string  `tfsdk:"as_of" doc:"Date of the source that last said so, as YYYY-MM-DD."`
	SourceURL  *string `tfsdk:"source_url" doc:"Address of that source; null where no source says anything of the feature, and where the source is an export of the tenant, which {note} names."`
}

type audioConferencingModel struct {
	verdictModel
	NumberAssignment   string       `tfsdk:"number_assignment" doc:"Which numbers a conference bridge gets by itself: {cities}, {non_geographic} or {none}. Such a number is shared by all organizations, so it is there for callers even where no toll number of your own is available and Audio Conferencing is not sold, as in BH and PK: the organizer is licensed elsewhere."`
	AutoAssignedCities []string     `tfsdk:"auto_assigned_cities" doc:"The cities whose numbers a conference bridge gets automatically, in the order of the page."`
	CallMe             verdictModel `tfsdk:"call_me" doc:"Dialing out from a meeting with Call Me."`
	DialOutZone        *string      `tfsdk:"dial_out_zone" doc:"{A} where calls from a meeting to the country use the dial-out minutes of the Audio Conferencing licenses, else null."`
}

type phoneSystemModel struct {
	statusModel
	AutoAttendants bool `tfsdk:"auto_attendants" doc:"Whether auto attendants come with it."`
	CallQueues     bool `tfsdk:"call_queues" doc:"Whether call queues come with it."`
	Voicemail      bool `tfsdk:"voicemail" doc:"Whether voicemail comes with it."`
}

type callingPlansModel struct {
	verdictModel
	Operator                 *string      `tfsdk:"operator" doc:"Name of the operator that sells plans of its own in Microsoft's place, else null."`
	OperatorTenantCountries  []string     `tfsdk:"operator_tenant_countries" doc:"Codes of the countries whose organizations the operator sells to, sorted."`
	Plans                    []planModel  `tfsdk:"plans" doc:"The Calling Plans that Microsoft sells, in the order of the page. Without those of a type that an override makes unavailable, or that are not sold to the organization."`
	OutboundDestinationCount *int64       `tfsdk:"outbound_destination_count" doc:"How many countries the page says that a Domestic and International Calling Plan can call; null where no plan is sold."`
	PremiumNumberCalls       verdictModel `tfsdk:"premium_number_calls" doc:"Calls of Calling Plan users to premium numbers."`
	DomesticCallCountries    []string     `tfsdk:"domestic_call_countries" doc:"Codes of the countries a call to which counts as domestic, sorted."`
	MinutePoolCountries      []string     `tfsdk:"minute_pool_countries" doc:"Codes of the countries whose users share one pool of minutes, sorted."`
}

type planModel struct {
	Type                 string   `tfsdk:"type" doc:"{domestic}, {domestic_and_international} or {pay_as_you_go}."`
	DomesticMinutes      *int64   `tfsdk:"domestic_minutes" doc:"Minutes to domestic numbers in a calendar month; null for a pay-as-you-go plan, and where no source states them. Domestic and international minutes are alternatives: the plan ends at whichever is reached first."`
	InternationalMinutes *int64   `tfsdk:"international_minutes" doc:"Minutes to international numbers in a calendar month, or null. They are an alternative to the domestic ones, and not on top of them."`
	SKUPartNumber        *string  `tfsdk:"sku_part_number" doc:"SKU part number where the country has a SKU of its own, else null."`
	Conditions           []string `tfsdk:"conditions" doc:"Conditions of this plan alone, such as {deprecated} or {limited_availability}, sorted."`
	Zone                 *string  `tfsdk:"zone" doc:"Zone of a pay-as-you-go plan, by the user's country: {1}, {2} or {MX}; null for other plans, and where no source says."`
}

type serviceNumbersModel struct {
	Toll     tollModel    `tfsdk:"toll" doc:"Toll service numbers."`
	TollFree verdictModel `tfsdk:"toll_free" doc:"Toll-free service numbers."`
}

type tollModel struct {
	verdictModel
	Geographic           bool        `tfsdk:"geographic" doc:"Whether the numbers belong to cities."`
	Cities               []cityModel `tfsdk:"cities" doc:"The cities with numbers, in the order of the page. Where the status is {unavailable}, the page names cities and yet says that no number is available (BH, ID): believe the status."`
	OtherCitiesOnRequest bool        `tfsdk:"other_cities_on_request" doc:"Whether the service desk has numbers of cities that the page does not name."`
}

type cityModel struct {
	Name      string  `tfsdk:"name" doc:"Name of the city."`
	State     *string `tfsdk:"state" doc:"State or province where the page names one, else null."`
	OnRequest bool    `tfsdk:"on_request" doc:"Whether the page says of this city that its numbers are ordered from the service desk."`
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
			OperatorTenantCountries:  names(c.CallingPlans.OperatorTenantCountries),
			Plans:                    plansOf(c, organization),
			OutboundDestinationCount: orNull(int64(c.CallingPlans.OutboundDestinationCount)),
			PremiumNumberCalls:       verdictOf(verdict(availability.PremiumNumberCalls)),
			DomesticCallCountries:    names(c.DomesticCallCountries()),
			MinutePoolCountries:      names(c.MinutePoolCountries()),
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
		AvailableFeatures:     names(c.AvailableFeatures(organization)),
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
		needs := append(names(slices.DeleteFunc(c.Prerequisites(f), closed)), c.Steps(f)...)
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

// names returns the identifiers of features, statuses or codes; never nil,
// since nil would be null in Terraform.
func names[T interface{ String() string }](list []T) []string {
	result := make([]string, 0, len(list))
	for _, v := range list {
		result = append(result, v.String())
	}
	return result
}
