package graphtest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/graph/skus"
)

// A SKU is a record of subscribedSkus.
type SKU struct {
	ID               string        `json:"skuId"`
	PartNumber       string        `json:"skuPartNumber"`
	CapabilityStatus string        `json:"capabilityStatus"`
	ConsumedUnits    int           `json:"consumedUnits"`
	PrepaidUnits     PrepaidUnits  `json:"prepaidUnits"`
	AppliesTo        string        `json:"appliesTo"`
	ServicePlans     []ServicePlan `json:"servicePlans"`
}

// PrepaidUnits are the licenses of a SKU.
type PrepaidUnits struct {
	Enabled   int `json:"enabled"`
	LockedOut int `json:"lockedOut"`
	Suspended int `json:"suspended"`
	Warning   int `json:"warning"`
}

// A ServicePlan is a part of a SKU.
type ServicePlan struct {
	ID                 string `json:"servicePlanId"`
	Name               string `json:"servicePlanName"`
	ProvisioningStatus string `json:"provisioningStatus"`
	AppliesTo          string `json:"appliesTo"`
}

// License returns a SKU with a number of licenses, of which some are assigned. Those that
// Microsoft lists have their IDs and service plans, others have one service plan
// of their own name.
func License(partNumber string, enabled, consumed int) SKU {
	sku := SKU{
		ID: "sku-" + partNumber, PartNumber: partNumber, CapabilityStatus: "Enabled", AppliesTo: "User",
		ConsumedUnits: consumed, PrepaidUnits: PrepaidUnits{Enabled: enabled},
	}
	if product, known := skus.ByPartNumber(partNumber); known {
		sku.ID = product.ID
		for _, p := range product.Plans {
			sku.ServicePlans = append(sku.ServicePlans, ServicePlan{p.ID, p.Name, "Success", "User"})
		}
		return sku
	}
	sku.ServicePlans = []ServicePlan{{"plan-" + partNumber, partNumber, "Success", "User"}}
	return sku
}

// A User is a record of users.
type User struct {
	ID               string            `json:"id"`
	PrincipalName    string            `json:"userPrincipalName"`
	UserType         string            `json:"userType"`
	AccountEnabled   bool              `json:"accountEnabled"`
	UsageLocation    *string           `json:"usageLocation"`
	AssignedLicenses []AssignedLicense `json:"assignedLicenses"`
	AssignedPlans    []AssignedPlan    `json:"assignedPlans"`
}

// An AssignedLicense is a license of a user.
type AssignedLicense struct {
	DisabledPlans []string `json:"disabledPlans"`
	SKUID         string   `json:"skuId"`
}

// An AssignedPlan is a service plan of a user.
type AssignedPlan struct {
	AssignedDateTime string `json:"assignedDateTime"`
	CapabilityStatus string `json:"capabilityStatus"`
	Service          string `json:"service"`
	ServicePlanID    string `json:"servicePlanId"`
}

// Member returns a user in a country with licenses of some SKUs.
func Member(principalName, country string, held ...SKU) User {
	u := User{ID: "id-" + principalName, PrincipalName: principalName, UserType: "Member", AccountEnabled: true,
		UsageLocation: &country, AssignedLicenses: []AssignedLicense{}, AssignedPlans: []AssignedPlan{}}
	for _, sku := range held {
		u.AssignedLicenses = append(u.AssignedLicenses, AssignedLicense{[]string{}, sku.ID})
		for _, p := range sku.ServicePlans {
			u.AssignedPlans = append(u.AssignedPlans, AssignedPlan{"2026-01-31T00:00:00Z", "Enabled", "MicrosoftCommunicationsOnline", p.ID})
		}
	}
	return u
}

// A Number is a record of numberAssignments.
type Number struct {
	ID                 string   `json:"id"`
	TelephoneNumber    string   `json:"telephoneNumber"`
	OperatorID         *string  `json:"operatorId"`
	NumberType         string   `json:"numberType"`
	ActivationState    string   `json:"activationState"`
	Capabilities       []string `json:"capabilities"`
	AssignmentStatus   string   `json:"assignmentStatus"`
	AssignmentTargetID *string  `json:"assignmentTargetId"`
	AssignmentCategory *string  `json:"assignmentCategory"`
	ISOCountryCode     *string  `json:"isoCountryCode"`
	City               *string  `json:"city"`
	NumberSource       string   `json:"numberSource"`
	PortInStatus       *string  `json:"portInStatus"`
}

func (s *Server) subscribedSKUs(w http.ResponseWriter, r *http.Request) {
	selected := strings.Split(r.URL.Query().Get("$select"), ",")
	for option := range r.URL.Query() {
		if option != "$select" {
			badRequest(w, "Only $select is supported.")
			return
		}
	}
	value := make([]map[string]json.RawMessage, len(s.tenant.SKUs))
	for i, sku := range s.tenant.SKUs {
		record, err := json.Marshal(sku)
		if err == nil {
			err = json.Unmarshal(record, &value[i])
		}
		if err != nil {
			badRequest(w, err.Error())
			return
		}
		for property := range value[i] {
			if selected[0] != "" && !slices.Contains(selected, property) {
				delete(value[i], property)
			}
		}
	}
	writeJSON(w, http.StatusOK, map[string]any{
		"@odata.context": base(r) + "/v1.0/$metadata#subscribedSkus", "value": value,
	})
}

func (s *Server) numberAssignments(w http.ResponseWriter, r *http.Request) {
	query := r.URL.Query()
	top, err := positive(query.Get("$top"), 500)
	if err != nil || top == 0 || top > 1000 {
		badRequest(w, "$top must be from 1 to 1000.")
		return
	}
	skip, err := positive(query.Get("$skip"), 0)
	if err != nil {
		badRequest(w, "$skip must be a number.")
		return
	}
	keep, err := parseFilter(query.Get("$filter"))
	if err != nil {
		badRequest(w, err.Error())
		return
	}
	page, more, passed := []*Number{}, false, 0
	for i := range s.tenant.Numbers {
		n := &s.tenant.Numbers[i]
		if !keep(n) {
			continue
		}
		if passed++; passed <= skip {
			continue
		}
		if len(page) == top {
			more = true
			break
		}
		page = append(page, n)
	}
	answer := map[string]any{"@odata.context": base(r) + "/v1.0/$metadata#numberAssignments", "value": page}
	if more && !s.tenant.SkipPaging {
		next := *r.URL
		query.Set("$skip", strconv.Itoa(skip+top))
		next.RawQuery = query.Encode()
		answer["@odata.nextLink"] = base(r) + next.String()
	}
	writeJSON(w, http.StatusOK, answer)
}

// users lists the users of the tenant; the next page goes by a token.
func (s *Server) users(w http.ResponseWriter, r *http.Request) {
	query := r.URL.Query()
	top, err := positive(query.Get("$top"), 100)
	if err != nil || top == 0 || top > 999 {
		badRequest(w, "Invalid page size specified. Must be between 1 and 999 inclusive.")
		return
	}
	from, err := positive(query.Get("$skiptoken"), 0)
	if err != nil || query.Has("$skip") {
		badRequest(w, "'$skip' is not supported by the service.")
		return
	}
	to := min(from+top, len(s.tenant.Users))
	answer := map[string]any{"@odata.context": base(r) + "/v1.0/$metadata#users", "value": s.tenant.Users[min(from, to):to]}
	if to < len(s.tenant.Users) {
		next := *r.URL
		query.Set("$skiptoken", strconv.Itoa(to))
		next.RawQuery = query.Encode()
		answer["@odata.nextLink"] = base(r) + next.String()
	}
	writeJSON(w, http.StatusOK, answer)
}

// batch answers up to 20 requests for single users, in another order than they
// were asked in. A fault of [Users] answers one of them.
func (s *Server) batch(w http.ResponseWriter, r *http.Request) {
	type part struct {
		ID      string            `json:"id"`
		Method  string            `json:"method,omitempty"`
		URL     string            `json:"url,omitempty"`
		Status  int               `json:"status,omitempty"`
		Headers map[string]string `json:"headers,omitempty"`
		Body    json.RawMessage   `json:"body,omitempty"`
	}
	var asked struct{ Requests []part }
	if err := json.NewDecoder(r.Body).Decode(&asked); err != nil || len(asked.Requests) == 0 || len(asked.Requests) > 20 {
		badRequest(w, "The batch must have from 1 to 20 requests.")
		return
	}
	responses := []part{}
	for _, p := range asked.Requests {
		recorder := httptest.NewRecorder()
		single, err := http.NewRequestWithContext(r.Context(), p.Method, base(r)+"/v1.0"+p.URL, nil)
		if err != nil {
			badRequest(w, err.Error())
			return
		}
		s.mu.Lock()
		fault := s.nextFault(Users)
		s.mu.Unlock()
		if fault != nil {
			fault(recorder, single, s.user)
		} else {
			s.user(recorder, single)
		}
		answer := part{ID: p.ID, Status: recorder.Code, Headers: map[string]string{}, Body: recorder.Body.Bytes()}
		for name := range recorder.Header() {
			answer.Headers[name] = recorder.Header().Get(name)
		}
		responses = append(responses, answer)
	}
	slices.Reverse(responses)
	writeJSON(w, http.StatusOK, map[string]any{"responses": responses})
}

// user answers for one user by the principal name, whose case does not matter.
func (s *Server) user(w http.ResponseWriter, r *http.Request) {
	name := strings.TrimPrefix(r.URL.Path, "/v1.0/users/")
	for _, u := range s.tenant.Users {
		if r.Method == http.MethodGet && strings.EqualFold(u.PrincipalName, name) {
			writeJSON(w, http.StatusOK, u)
			return
		}
	}
	writeError(w, http.StatusNotFound, "Request_ResourceNotFound", "Resource '"+name+"' does not exist or one of its queried reference-property objects are not present.")
}

func badRequest(w http.ResponseWriter, message string) {
	writeError(w, http.StatusBadRequest, "BadRequest", message)
}

func positive(s string, otherwise int) (int, error) {
	if s == "" {
		return otherwise, nil
	}
	n, err := strconv.ParseUint(s, 10, 31)
	return int(n), err
}

// The two forms of a term. A quote in a value is written twice.
var (
	equals = regexp.MustCompile(`^(\w+) eq '((?:[^']|'')*)'$`)
	anyOf  = regexp.MustCompile(`^capabilities/any\(c:c eq '((?:[^']|'')*)'\)$`)
)

var properties = map[string]func(*Number) string{
	"telephoneNumber":  func(n *Number) string { return n.TelephoneNumber },
	"numberType":       func(n *Number) string { return n.NumberType },
	"activationState":  func(n *Number) string { return n.ActivationState },
	"assignmentStatus": func(n *Number) string { return n.AssignmentStatus },
	"isoCountryCode": func(n *Number) string {
		if n.ISOCountryCode == nil {
			return ""
		}
		return *n.ISOCountryCode
	},
	"numberSource": func(n *Number) string { return n.NumberSource },
}

// parseFilter reads terms joined by "and". As with Graph, id and city are no
// properties to filter by.
func parseFilter(filter string) (keep func(*Number) bool, err error) {
	var terms []func(*Number) bool
	for term := range strings.SplitSeq(filter, " and ") {
		if m := anyOf.FindStringSubmatch(term); m != nil {
			terms = append(terms, func(n *Number) bool { return slices.Contains(n.Capabilities, unquote(m[1])) })
		} else if m := equals.FindStringSubmatch(term); m != nil && properties[m[1]] != nil {
			terms = append(terms, func(n *Number) bool { return properties[m[1]](n) == unquote(m[2]) })
		} else if filter != "" {
			return nil, fmt.Errorf("cannot filter by %q", term)
		}
	}
	return func(n *Number) bool {
		return !slices.ContainsFunc(terms, func(holds func(*Number) bool) bool { return !holds(n) })
	}, nil
}

func unquote(s string) string { return strings.ReplaceAll(s, "''", "'") }
