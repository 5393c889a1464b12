package provider

import (
	"cmp"
	"context"
	"fmt"
	"reflect"
	"strings"
	"sync"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/catalog"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/graph"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/localfile"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/offers"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/text"
)

// offersVariable names the export of number offers that functions read, and
// that data sources read if the provider block names none: the path of a file.
const offersVariable = "TEAMSVOICE_OFFERS"

// How many bytes an export may have. That of number offers has some hundred
// kilobytes; that of phone numbers has about 600 bytes for each.
const (
	maxOffersSize  = 16 << 20
	maxNumbersSize = 256 << 20
)

// exportData is what the provider block says about exports of Teams PowerShell.
type exportData struct {
	OffersFile  types.String `tfsdk:"offers_file"`
	NumbersFile types.String `tfsdk:"numbers_file"`
}

func exportAttributes() map[string]schema.Attribute {
	file := func(doc string) schema.StringAttribute {
		return schema.StringAttribute{Optional: true, MarkdownDescription: doc, Validators: []validator.String{filled("path")}}
	}
	return map[string]schema.Attribute{
		"offers_file": file("Path of an export of the numbers that Microsoft offers your tenant, written by the script `export-number-offers.ps1`. If it is newer than the dataset, it decides " +
			"`user_number`, `sms`, `toll_number` and `toll_free_number`, unless an `override` does. Defaults to the file that the environment variable `TEAMSVOICE_OFFERS` names, " +
			"which functions read as well."),
		"numbers_file": file("Path of an export of the phone numbers that your tenant has, written by the script `export-phone-numbers.ps1`. The data source `teamsvoice_phone_numbers`, and `teamsvoice_rollout` " +
			"with `tenant = true`, read it instead of the numbers in Microsoft Graph. An export of another tenant than `tenant_id` is an error."),
	}
}

// readExport reads an export from a file. Its errors name the file.
func readExport[T any](ctx context.Context, name string, limit int64, read func([]byte) (T, error)) (T, error) {
	data, err := localfile.Read(ctx, name, limit)
	if err != nil {
		var zero T
		return zero, err
	}
	export, err := read(data)
	if err != nil {
		err = fmt.Errorf("%s: %w", text.Line(name), err)
	}
	return export, err
}

// environmentOffers returns the export that the environment variable
// TEAMSVOICE_OFFERS names, nil if it names none. It is read on first use, and
// only once.
func environmentOffers(getenv func(string) string) func() (*offers.Export, error) {
	return sync.OnceValues(func() (*offers.Export, error) {
		name := getenv(offersVariable)
		if name == "" {
			return nil, nil
		}
		export, err := readExport(context.Background(), name, maxOffersSize, offers.Read)
		if err != nil {
			return nil, fmt.Errorf("the number offers that the environment variable %s names cannot be used: %w", offersVariable, err)
		}
		return export, nil
	})
}

// functionDataset returns the dataset that functions read: that of the environment,
// with the number offers of the environment.
func functionDataset(dataset func() (*catalog.Snapshot, error), export func() (*offers.Export, error)) func() (*catalog.Snapshot, error) {
	return sync.OnceValues(func() (*catalog.Snapshot, error) {
		e, err := export()
		if err != nil {
			return nil, err
		}
		return withOffers(e, dataset)
	})
}

// withOffers returns a dataset with the facts of an export, which is nil if
// there is none.
func withOffers(export *offers.Export, dataset func() (*catalog.Snapshot, error)) (*catalog.Snapshot, error) {
	snapshot, err := dataset()
	if err != nil || export == nil {
		return snapshot, err
	}
	return export.Apply(snapshot), nil
}

// numberOffers returns the export that data sources use: that of the provider
// block, otherwise that of the environment, nil if there is none. One warning
// names what it could not understand.
func (p *teamsvoice) numberOffers(ctx context.Context, data *providerData, diags *diag.Diagnostics) *offers.Export {
	at := path.Empty()
	read := p.offers
	if !data.OffersFile.IsNull() {
		at = path.Root("offers_file")
		read = func() (*offers.Export, error) {
			return readExport(ctx, data.OffersFile.ValueString(), maxOffersSize, offers.Read)
		}
	}
	export, err := read()
	if err == nil && export != nil {
		err = p.checkExportDate(export.ExportedAt)
	}
	if err != nil {
		diags.AddAttributeError(at, "Number offers cannot be used", sentence(err))
		return nil
	}
	if export != nil {
		if err := p.checkTenant(export.TenantID, data); err != nil {
			diags.AddAttributeWarning(at, "Number offers of another tenant", sentence(err))
		}
	}
	if export != nil && len(export.Warnings) > 0 {
		diags.AddAttributeWarning(at, "Number offers only partly understood", strings.Join(export.Warnings, "\n\n"))
	}
	return export
}

// phoneNumbers returns a reader of the export of phone numbers that the
// provider block names, nil if it names none.
func (p *teamsvoice) phoneNumbers(data *providerData) func() (*graph.NumberExport, error) {
	if data.NumbersFile.IsNull() {
		return nil
	}
	return sync.OnceValues(func() (*graph.NumberExport, error) {
		numbers, err := readExport(context.Background(), data.NumbersFile.ValueString(), maxNumbersSize, graph.ReadNumberExport)
		if err == nil {
			err = p.checkExportDate(numbers.ExportedAt)
		}
		if err == nil {
			err = p.checkTenant(numbers.TenantID, data)
		}
		return numbers, err
	})
}

// checkTenant returns an error if an export is of another tenant than the one that
// the provider signs in to. Either may have a domain name, or none: then nobody
// knows.
func (p *teamsvoice) checkTenant(exported string, data *providerData) error {
	tenant := cmp.Or(data.TenantID.ValueString(), p.getenv("ARM_TENANT_ID"))
	if !isTenantID(exported) || !isTenantID(tenant) || strings.EqualFold(exported, tenant) {
		return nil
	}
	return fmt.Errorf("the export is of the tenant %s, and tenant_id or ARM_TENANT_ID is %s; export from that tenant", exported, tenant)
}

// isTenantID reports whether a text is the ID of a tenant, and not its domain.
func isTenantID(s string) bool {
	return len(s) == 36 && strings.Count(s, "-") == 4 && strings.Trim(s, "0123456789abcdefABCDEF-") == ""
}

// checkExportDate refuses an export from the future, beyond the difference
// between clocks: max_age would never find it too old.
func (p *teamsvoice) checkExportDate(exportedAt time.Time) error {
	now := p.clock.Now().UTC()
	if !exportedAt.After(now.Add(24 * time.Hour)) {
		return nil
	}
	return fmt.Errorf("the date of the export, %s, is in the future: today is %s; correct its ExportedAt, or the clock of this machine",
		exportedAt.Format(time.DateOnly), now.Format(time.DateOnly))
}

// offersDifference says in a sentence if data sources use other number offers
// than functions do.
func (p *teamsvoice) offersDifference(export *offers.Export, file string) string {
	other, err := p.offers()
	if err != nil || export == nil || other != nil && reflect.DeepEqual(other, export) {
		return "" // a function says itself what is wrong with its export
	}
	said := fmt.Sprintf("Data sources follow the %s (%s); functions follow ", export.Source().About, text.Quote(file))
	if other == nil {
		return said + "none."
	}
	return said + fmt.Sprintf("the %s (%s).", other.Source().About, text.Quote(p.getenv(offersVariable)))
}

// phoneNumbers returns the numbers of the tenant that pass a filter: from the export
// that the provider block names, with its date, or from Microsoft Graph.
func (c *configured) phoneNumbers(ctx context.Context, filter graph.NumberFilter, at path.Path, diags *diag.Diagnostics) (list graph.NumberList, exportedAt time.Time, ok bool) {
	var err error
	if c.settings != nil && c.settings.numbers != nil {
		var export *graph.NumberExport
		if export, err = c.settings.numbers(); err == nil {
			return filter.Select(export.Numbers), export.ExportedAt, true
		}
	} else {
		client := c.tenant(diags)
		if client == nil {
			return list, exportedAt, false
		}
		list, err = client.NumberAssignments(ctx, filter)
	}
	if err != nil {
		diags.AddAttributeError(at, "Phone numbers of the tenant cannot be read", sentence(err))
	}
	return list, exportedAt, err == nil
}

// judgeExportAge adds a diagnostic if an export that a data source uses is
// older than the provider block allows.
func (c *configured) judgeExportAge(diags *diag.Diagnostics, what string, exportedAt time.Time) {
	policy := c.settings.age
	age := int(c.settings.clock.Now().Sub(exportedAt).Hours() / 24)
	if time.Duration(age)*24*time.Hour <= policy.maxAge {
		return
	}
	policy.report(diags, "Export is older than max_age", fmt.Sprintf("The export of %s dates from %s, %s ago; %s. Export again.",
		what, exportedAt.Format(time.DateOnly), text.Count(age, "day"), policy.allowed()))
}
