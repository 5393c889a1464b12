package graph

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/graph/skus"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/text"
)

// user is a user of the tenant, as Graph's resource user tells it.
type user struct {
	ID               string                 `json:"id"`
	PrincipalName    string                 `json:"userPrincipalName"`
	UserType         string                 `json:"userType"` // Member, Guest
	AccountEnabled   *bool                  `json:"accountEnabled"`
	UsageLocation    string                 `json:"usageLocation"`
	AssignedLicenses parts[assignedLicense] `json:"assignedLicenses"`
	AssignedPlans    parts[assignedPlan]    `json:"assignedPlans"`
}

type assignedLicense struct {
	SKUID string `json:"skuId"`
}

type assignedPlan struct {
	ServicePlanID    string `json:"servicePlanId"`
	CapabilityStatus string `json:"capabilityStatus"` // Enabled, Warning, Suspended, Deleted, LockedOut
}

const userFields = "id,userPrincipalName,userType,accountEnabled,usageLocation,assignedLicenses,assignedPlans"

func (u *user) key() string { return u.ID }

func (u *user) check() error {
	if u.PrincipalName == "" {
		return errors.New("has no userPrincipalName")
	}
	return nil
}

// Holder is a user of the tenant, and what the user has already.
type Holder struct {
	ID            string
	Capabilities  []Capability // that the user's licenses give, sorted
	UsageLocation string       // as Graph tells it: a country code, or ""
	Guest         bool
	Disabled      bool // the account is
}

// UserQuery says which users of a tenant to look for.
type UserQuery struct {
	// Names are user principal names as someone wrote them. A name without "@"
	// is not one, and nobody in the tenant has it.
	Names []string

	// Fold maps all spellings of one name to the same text, whether from Graph
	// or from Names.
	Fold func(string) string
}

// Sizes of what Graph takes and gives at a time.
const (
	usersOfPage  = 999
	usersOfBatch = 20
)

// Holders returns the users of the tenant that a query names, by their folded
// names. Other users of the tenant do not matter. The [*Error] names the
// permission if it is missing, whether Graph refuses or leaves out what users
// have.
//
// Holders reads all users page by page, or those named in batches: whichever
// takes fewer requests. Graph does not say beforehand how many users a tenant
// has. The assigned licenses give a minimum, and if there are more users,
// paging ends when it has taken as many requests as batches would.
func (c *Client) Holders(ctx context.Context, q UserQuery) (map[string]Holder, error) {
	tenant, err := c.SubscribedSKUs(ctx)
	if err != nil {
		return nil, err
	}
	s := newSearch(c, q, tenant)
	if len(s.missing) == 0 {
		return s.found, nil
	}
	least := 1 // pages that the tenant has at least
	for _, sku := range tenant {
		if sku.Audience() == skus.ForUsers {
			least = max(least, ceil(sku.ConsumedUnits, usersOfPage))
		}
	}
	// Each page is weighed against the batches that could still replace it and
	// the pages after it.
	allowed := ceil(len(s.missing), usersOfBatch)
	worthwhile := func(read int) bool {
		return read < allowed && ceil(len(s.missing), usersOfBatch) > max(1, least-read)
	}
	asking := query{
		what:       "read the tenant's users",
		path:       "/users",
		parameters: url.Values{"$select": {userFields}, "$top": {strconv.Itoa(usersOfPage)}},
		permission: "User.Read.All (or Directory.Read.All)",
	}
	all := worthwhile(0)
	if all {
		asking.enough = func(read int) bool {
			all = worthwhile(read)
			return !all
		}
		if err := list(ctx, c, asking, func(u *user) error { s.take(u); return nil }); err != nil {
			return nil, err
		}
	}
	if !all && len(s.missing) > 0 {
		if err := s.batches(ctx, asking); err != nil {
			return nil, err
		}
	}
	if s.untold > 0 {
		return nil, &Error{
			Doing:      asking.what,
			Message:    fmt.Sprintf("Microsoft Graph leaves out the licenses of %s", text.Count(s.untold, "user")),
			Permission: asking.permission,
			Advice:     c.grant(asking.permission),
		}
	}
	return s.found, nil
}

func ceil(n, size int) int { return (n + size - 1) / size }

// A search is the state of looking for users.
type search struct {
	*Client
	fold    func(string) string
	missing map[string]string // by folded name, as it was written
	found   map[string]Holder
	untold  int // users whose licenses the answer leaves out, as with a lesser permission

	// Of the tenant, by their IDs in lower case.
	skus  map[string]*SKU
	plans map[string][]Capability // service plans of Teams voice
}

func newSearch(c *Client, q UserQuery, tenant []SKU) *search {
	s := &search{Client: c, fold: q.Fold, missing: make(map[string]string), found: make(map[string]Holder),
		skus: make(map[string]*SKU), plans: make(map[string][]Capability)}
	for i := range tenant {
		s.skus[tenant[i].key()] = &tenant[i]
		for _, p := range tenant[i].ServicePlans {
			if plan, known := skus.PlanOf(p.ID, p.Name); known {
				s.plans[strings.ToLower(p.ID)] = plan.Capabilities
			}
		}
	}
	for _, name := range q.Names {
		if strings.Contains(name, "@") {
			s.missing[q.Fold(name)] = strings.TrimSpace(name)
		}
	}
	return s
}

// take keeps a user that is looked for.
func (s *search) take(u *user) {
	name := s.fold(u.PrincipalName)
	if _, wanted := s.missing[name]; !wanted {
		return
	}
	delete(s.missing, name)
	if u.AssignedPlans == nil {
		s.untold++
	}
	s.found[name] = Holder{
		ID:            u.ID,
		Capabilities:  s.capabilities(u),
		UsageLocation: strings.ToUpper(u.UsageLocation),
		Guest:         strings.EqualFold(u.UserType, "Guest"),
		Disabled:      u.AccountEnabled != nil && !*u.AccountEnabled,
	}
}

// capabilities returns what the user's licenses give: the service plans that are
// on, except those that come with a license that is not for users alone, and what
// a SKU counts as by its part number or by the configuration.
func (s *search) capabilities(u *user) []Capability {
	var given []Capability
	var held []*SKU
	for _, l := range u.AssignedLicenses {
		sku := s.skus[strings.ToLower(l.SKUID)]
		if sku == nil {
			continue
		}
		held = append(held, sku)
		if a := sku.Audience(); a != skus.ForUsers && a != skus.ForResourceAccounts {
			continue
		}
		if sku.declared != nil || !sku.knowsPlan() {
			given = append(given, sku.Capabilities()...)
		}
	}
	for _, p := range u.AssignedPlans {
		if p.CapabilityStatus != "Enabled" && p.CapabilityStatus != "Warning" {
			continue
		}
		capabilities, known := s.plans[strings.ToLower(p.ServicePlanID)]
		if !known {
			plan, _ := skus.PlanOf(p.ServicePlanID, "")
			capabilities = plan.Capabilities
		}
		if len(capabilities) > 0 && !onlyOfOthers(held, p.ServicePlanID) {
			given = append(given, capabilities...)
		}
	}
	return skus.Union(given, nil)
}

// onlyOfOthers reports whether a service plan comes only with SKUs that are not
// for users, such as that of a room.
func onlyOfOthers(held []*SKU, planID string) bool {
	others := false
	for _, sku := range held {
		if !slices.ContainsFunc(sku.ServicePlans, func(p ServicePlan) bool { return strings.EqualFold(p.ID, planID) }) {
			continue
		}
		if a := sku.Audience(); a == skus.ForUsers || a == skus.ForResourceAccounts {
			return false
		}
		others = true
	}
	return others
}

// part is a request in a batch, and its answer.
type part struct {
	ID      string          `json:"id"`
	Method  string          `json:"method,omitempty"`
	URL     string          `json:"url,omitempty"`
	Status  int             `json:"status,omitempty"`
	Headers map[string]any  `json:"headers,omitempty"`
	Body    json.RawMessage `json:"body,omitempty"`
}

// batches asks for the users that are missing one by one, in batches.
func (s *search) batches(ctx context.Context, q query) error {
	k, err := s.connect()
	if err != nil {
		return err
	}
	ctx, cancel := s.bounded(ctx)
	defer cancel()
	for batch := range slices.Chunk(slices.Sorted(maps.Keys(s.missing)), usersOfBatch) {
		for try := int32(0); len(batch) > 0; try++ {
			var wait time.Duration
			if batch, wait, err = s.batch(ctx, k, q, batch, try < s.opt.Retry.MaxRetries); err != nil {
				return err
			}
			if len(batch) == 0 {
				break
			}
			if wait == 0 {
				wait = s.opt.Retry.RetryDelay << try
			}
			select {
			case <-time.After(wait):
			case <-ctx.Done():
				return &Error{Doing: q.what, Message: "stopped: " + context.Cause(ctx).Error(), cause: ctx.Err()}
			}
		}
		s.opt.Progress(ctx, q.what, len(s.found))
	}
	return nil
}

// batch requests the named users at once. It returns those to request again
// and, if that is allowed, after how long.
func (s *search) batch(ctx context.Context, k *connection, q query, names []string, again bool) (left []string, wait time.Duration, err error) {
	var asked, answer struct {
		Requests  []part `json:"requests,omitempty"`
		Responses []part `json:"responses,omitempty"`
	}
	for i, name := range names {
		asked.Requests = append(asked.Requests, part{ID: strconv.Itoa(i), Method: http.MethodGet,
			URL: "/users/" + url.PathEscape(s.missing[name]) + "?$select=" + userFields})
	}
	body, err := json.Marshal(asked)
	if err != nil {
		return nil, 0, s.failed(q, "the request cannot be made")
	}
	u := *k.base
	u.Path = "/v1.0/$batch"
	data, err := s.send(ctx, k, q, http.MethodPost, &u, body)
	if err != nil {
		return nil, 0, err
	}
	if err := json.Unmarshal(data, &answer); err != nil {
		return nil, 0, s.failed(q, "the answer is not that of a batch")
	}
	waiting := make(map[string]string, len(names))
	for i, name := range names {
		waiting[strconv.Itoa(i)] = name
	}
	for _, r := range answer.Responses {
		name, ok := waiting[r.ID]
		if !ok {
			return nil, 0, s.failed(q, "the answer to a batch holds one that was not asked for, or one twice")
		}
		delete(waiting, r.ID)
		switch {
		case r.Status == http.StatusOK && len(r.Body) == 0:
			return nil, 0, s.failed(q, "an answer in a batch holds no user")
		case r.Status == http.StatusOK:
			if err := s.takeOne(q, r.Body); err != nil {
				return nil, 0, err
			}
		case r.Status == http.StatusNotFound: // nobody in the tenant has the name
		case busy(r.Status) && again:
			left = append(left, name)
			wait = max(wait, retryAfter(r.header()))
		default:
			return nil, 0, s.refusedPart(q, r)
		}
	}
	if len(waiting) > 0 {
		return nil, 0, s.failed(q, fmt.Sprintf("the answer to a batch lacks %d of %s", len(waiting), text.Count(len(names), "request")))
	}
	deadline, bounded := ctx.Deadline()
	if len(left) > 0 && bounded && time.Now().Add(wait).After(deadline) {
		return nil, 0, &Error{Doing: q.what, Server: "Microsoft Graph", Status: http.StatusTooManyRequests,
			Message: fmt.Sprintf("%s of a batch were answered so", text.Count(len(left), "request")),
			Advice: fmt.Sprintf("The last answer asks to wait %s (Retry-After), which is longer than what is left of the %v that one list may take. "+
				"Try again later.", inSeconds(wait), s.opt.Timeout)}
	}
	return left, wait, nil
}

func (s *search) takeOne(q query, body []byte) error {
	_, err := decode(slices.Concat([]byte(`{"value":[`), body, []byte(`]}`)), func(u *user) error {
		if u.key() == "" {
			return errors.New("a user of the answer has no ID")
		}
		if err := u.check(); err != nil {
			return fmt.Errorf("a user of the answer %w", err)
		}
		s.take(u)
		return nil
	})
	if err != nil {
		return s.failed(q, s.secrets.quote(err.Error()))
	}
	return nil
}

// header returns the headers of an answer in a batch.
func (p part) header() http.Header {
	header := make(http.Header)
	for name, value := range p.Headers {
		header.Set(name, fmt.Sprint(value))
	}
	return header
}

// refusedPart is for an answer in a batch that says no.
func (s *search) refusedPart(q query, p part) error {
	e := &Error{Doing: q.what, Server: "Microsoft Graph", Status: p.Status}
	s.fillFromBody(e, p.Body)
	switch {
	case p.Status == http.StatusForbidden:
		e.Permission, e.Advice = q.permission, s.grant(q.permission)
	case busy(p.Status):
		e.Advice = fmt.Sprintf("It was tried %d times. Try again later.", s.opt.Retry.MaxRetries+1)
	}
	return e
}
