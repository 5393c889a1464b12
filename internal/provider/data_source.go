package provider

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/catalog"
)

// configured is what the data sources share: what the provider block says.
type configured struct {
	settings *settings
}

// Configure implements [datasource.DataSourceWithConfigure].
func (c *configured) Configure(_ context.Context, req datasource.ConfigureRequest, resp *datasource.ConfigureResponse) {
	if req.ProviderData == nil {
		return // the framework validates before the provider is configured
	}
	s, ok := req.ProviderData.(*settings)
	if !ok {
		resp.Diagnostics.AddError(notConfigured, fmt.Sprintf("The provider handed over a %T. This is a bug in the provider: please report it.", req.ProviderData))
		return
	}
	c.settings = s
}

const (
	notConfigured       = "Provider not configured"
	notConfiguredDetail = "The data source was read before the provider was configured. This is a bug in the provider: please report it."
)

// snapshot returns the dataset, or adds a diagnostic.
func (c *configured) snapshot(diags *diag.Diagnostics) *catalog.Snapshot {
	if c.settings == nil {
		diags.AddError(notConfigured, notConfiguredDetail)
		return nil
	}
	s, err := c.settings.snapshot()
	if err != nil {
		diags.AddError("Dataset cannot be used", sentence(err))
		return nil
	}
	return s
}
