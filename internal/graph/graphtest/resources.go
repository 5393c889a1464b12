package graphtest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
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

// PrepaidUnits are the licences of a SKU.
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

// License returns a SKU of so many licences, of which some are assigned. It
// has one service plan of its own name, as Microsoft's add-on licences have.
func License(partNumber string, enabled, consumed int) SKU {
	return SKU{
		ID: "sku-" + partNumber, PartNumber: partNumber, CapabilityStatus: "Enabled", AppliesTo: "User",
		ConsumedUnits: consumed, PrepaidUnits: PrepaidUnits{Enabled: enabled},
		ServicePlans: []ServicePlan{{"plan-" + partNumber, partNumber, "Success", "User"}},
	}
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
	ISOCountryCode     string   `json:"isoCountryCode"`
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
	if more {
		next := *r.URL
		query.Set("$skip", strconv.Itoa(skip+top))
		next.RawQuery = query.Encode()
		answer["@odata.nextLink"] = base(r) + next.String()
	}
	writeJSON(w, http.StatusOK, answer)
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
	"isoCountryCode":   func(n *Number) string { return n.ISOCountryCode },
	"numberSource":     func(n *Number) string { return n.NumberSource },
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
