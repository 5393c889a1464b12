package provider

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/catalog"
)

// reader is what the data sources share: what the provider block says.
type reader struct {
	settings *settings
}

// Configure implements [datasource.DataSourceWithConfigure].
func (r *reader) Configure(_ context.Context, req datasource.ConfigureRequest, resp *datasource.ConfigureResponse) {
	if req.ProviderData == nil {
		return // the framework validates before the provider is configured
	}
	s, ok := req.ProviderData.(*settings)
	if !ok {
		resp.Diagnostics.AddError(notConfigured, fmt.Sprintf("The provider handed over a %T. This is a bug of the provider: please report it.", req.ProviderData))
		return
	}
	r.settings = s
}

const (
	notConfigured       = "Provider not configured"
	notConfiguredDetail = "The data source was read before the provider was configured. This is a bug of the provider: please report it."
)

// snapshot returns the dataset, or adds a diagnostic.
func (r *reader) snapshot(diags *diag.Diagnostics) *catalog.Snapshot {
	if r.settings == nil {
		diags.AddError(notConfigured, notConfiguredDetail)
		return nil
	}
	s, err := r.settings.snapshot()
	if err != nil {
		diags.AddError("Dataset cannot be used", sentence(err))
		return nil
	}
	return s
}

// config reads the arguments of a data source one by one and collects what is
// wrong with them.
type config struct {
	ctx   context.Context
	data  tfsdk.Config
	diags *diag.Diagnostics
}

func (c config) text(name string) string {
	var v types.String
	c.diags.Append(c.data.GetAttribute(c.ctx, path.Root(name), &v)...)
	return v.ValueString()
}

// flag returns a bool argument, or what stands for it where it is null.
func (c config) flag(name string, otherwise bool) bool {
	var v types.Bool
	c.diags.Append(c.data.GetAttribute(c.ctx, path.Root(name), &v)...)
	if v.IsNull() {
		return otherwise
	}
	return v.ValueBool()
}

// texts returns the elements of a set of strings, and whether it is given.
func (c config) texts(name string) (list []string, given bool) {
	var v types.Set
	c.diags.Append(c.data.GetAttribute(c.ctx, path.Root(name), &v)...)
	if v.IsNull() || c.diags.HasError() {
		return nil, false
	}
	return textsOf(v.Elements(), path.Root(name), c.diags), true
}

// parsed returns the elements of a set, each of which has to parse.
func parsed[T any](c config, name, what string, parse func(string) (T, error)) (list []T, given bool) {
	texts, given := c.texts(name)
	for _, s := range texts {
		v, err := parse(s)
		if err != nil {
			c.diags.AddAttributeError(path.Root(name), "Unknown "+what, sentence(err))
			continue
		}
		list = append(list, v)
	}
	return list, given
}
