package graph

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/graph/skus"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/text"
)

// A SKU is a product that the tenant has licenses of, as in Graph's resource
// subscribedSku. Enumerations are strings: Microsoft adds to them.
type SKU struct {
	ID               string             `json:"skuId"`
	PartNumber       string             `json:"skuPartNumber"`
	CapabilityStatus string             `json:"capabilityStatus"` // Enabled, Warning, Suspended, Deleted, LockedOut
	ConsumedUnits    int                `json:"consumedUnits"`
	PrepaidUnits     PrepaidUnits       `json:"prepaidUnits"`
	AppliesTo        string             `json:"appliesTo"` // User, Company
	ServicePlans     parts[ServicePlan] `json:"servicePlans"`

	// declared is what the configuration says the SKU counts as; nil if it
	// says nothing.
	declared []Capability
}

// PrepaidUnits counts the licenses of a SKU by the state of their subscription.
type PrepaidUnits struct {
	Enabled   int `json:"enabled"`
	Warning   int `json:"warning"` // expired, and still good for a while
	Suspended int `json:"suspended"`
	LockedOut int `json:"lockedOut"`
}

// A ServicePlan is a part of a SKU.
type ServicePlan struct {
	ID                 string `json:"servicePlanId"`
	Name               string `json:"servicePlanName"`
	ProvisioningStatus string `json:"provisioningStatus"` // Success, Disabled, PendingActivation and others
	AppliesTo          string `json:"appliesTo"`
}

func (s *SKU) key() string { return strings.ToLower(s.ID) }

// mostSKUs is how many products a tenant may have. Microsoft lists fewer than that.
const mostSKUs = 10_000

// mostUnits is more licenses than all of Microsoft 365 has sold.
const mostUnits = 1_000_000_000

func (s *SKU) check() error {
	if s.PartNumber == "" {
		return errors.New("has no skuPartNumber")
	}
	for _, count := range []struct {
		name string
		n    int
	}{
		{"consumedUnits", s.ConsumedUnits}, {"enabled", s.PrepaidUnits.Enabled}, {"warning", s.PrepaidUnits.Warning},
		{"suspended", s.PrepaidUnits.Suspended}, {"lockedOut", s.PrepaidUnits.LockedOut},
	} {
		if count.n < 0 || count.n > mostUnits {
			return fmt.Errorf("(%s) counts %d %s, which no count of licenses is", text.Line(s.PartNumber), count.n, count.name)
		}
	}
	for _, p := range s.ServicePlans {
		if p.ID == "" {
			return fmt.Errorf("(%s) has a service plan without an ID", text.Line(s.PartNumber))
		}
	}
	return nil
}

// Usable returns how many licenses there are to assign, assigned or not: those
// enabled and those in their warning period, while the SKU as a whole is in
// one of these two states.
func (s SKU) Usable() int {
	if s.CapabilityStatus != "Enabled" && s.CapabilityStatus != "Warning" {
		return 0
	}
	return s.PrepaidUnits.Enabled + s.PrepaidUnits.Warning
}

// Free returns how many licenses are unassigned. A SKU with more assignments
// than paid licenses has none free, never a negative number: the excess of one
// SKU takes nothing from another. It shows in ConsumedUnits.
func (s SKU) Free() int { return max(0, s.Usable()-s.ConsumedUnits) }

// SubscribedSKUs returns all SKUs of the tenant, also those that do not concern
// Teams voice. Callers share one answer and must not change it.
func (c *Client) SubscribedSKUs(ctx context.Context) ([]SKU, error) {
	return c.skus.get(ctx, func() ([]SKU, error) {
		if err := skus.Check(); err != nil {
			return nil, err
		}
		var all []SKU
		err := list(ctx, c, query{
			what: "read the tenant's licenses",
			path: "/subscribedSkus",
			parameters: url.Values{"$select": {
				"skuId,skuPartNumber,capabilityStatus,consumedUnits,prepaidUnits,appliesTo,servicePlans"}},
			permission: "LicenseAssignment.Read.All (or Organization.Read.All)",
			most:       mostSKUs,
		}, func(s *SKU) error {
			for partNumber, capabilities := range c.opt.SKUCapabilities {
				if strings.EqualFold(partNumber, s.PartNumber) {
					s.declared = append([]Capability{}, skus.Union(capabilities, nil)...)
				}
			}
			all = append(all, *s)
			return nil
		})
		if err != nil {
			return nil, err
		}
		return all, nil
	})
}
