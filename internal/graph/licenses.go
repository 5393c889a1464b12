package graph

import (
	"context"
	"net/url"
)

// A SKU is a product that the tenant has licences of, as Graph's resource
// subscribedSku tells it. Enumerations are strings: Microsoft adds to them.
type SKU struct {
	ID               string        `json:"skuId"`
	PartNumber       string        `json:"skuPartNumber"`
	CapabilityStatus string        `json:"capabilityStatus"` // Enabled, Warning, Suspended, Deleted, LockedOut
	ConsumedUnits    int           `json:"consumedUnits"`
	PrepaidUnits     PrepaidUnits  `json:"prepaidUnits"`
	AppliesTo        string        `json:"appliesTo"` // User, Company
	ServicePlans     []ServicePlan `json:"servicePlans"`
}

// PrepaidUnits counts the licences of a SKU by the state of their subscription.
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

// Usable returns how many licences there are to assign, assigned or not: those
// enabled and those in their warning period, while the SKU as a whole is in
// one of these two states.
func (s SKU) Usable() int {
	if s.CapabilityStatus != "Enabled" && s.CapabilityStatus != "Warning" {
		return 0
	}
	return s.PrepaidUnits.Enabled + s.PrepaidUnits.Warning
}

// Free returns how many licences nobody has been assigned yet. A SKU that is
// assigned beyond what is paid for has none free, not fewer than none: one
// SKU's excess takes nothing away from another. The excess shows in
// ConsumedUnits.
func (s SKU) Free() int { return max(0, s.Usable()-s.ConsumedUnits) }

// SubscribedSKUs returns the SKUs of the tenant, those without anything to do
// with Teams voice included.
func (c *Client) SubscribedSKUs(ctx context.Context) ([]SKU, error) {
	return list[SKU](ctx, c, query{
		what: "read the tenant's licences",
		path: "/subscribedSkus",
		parameters: url.Values{"$select": {
			"skuId,skuPartNumber,capabilityStatus,consumedUnits,prepaidUnits,appliesTo,servicePlans"}},
		permission: "LicenseAssignment.Read.All (or Organization.Read.All)",
	})
}
