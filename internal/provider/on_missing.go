package provider

import (
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// The severities of what a data source finds missing.
const (
	severityError   = "error"
	severityWarning = "warning"
	severityNone    = "none"
)

// onMissingAttribute is the argument on_missing of a data source that gates.
func onMissingAttribute() schema.StringAttribute {
	return schema.StringAttribute{
		Optional: true,
		MarkdownDescription: "What happens if something required is missing: `" + severityError + "` fails the plan, `" + severityWarning + "` adds a warning, and `" + severityNone + "` leaves the decision " +
			"to a `postcondition` or a `check` on the attributes. Defaults to `" + severityError + "`.",
		Validators: []validator.String{oneOf("severity", severityError, severityWarning, severityNone)},
	}
}

// missingReporter returns a function that adds a diagnostic of the severity
// that an argument names.
func missingReporter(severity types.String, diags *diag.Diagnostics) func(at path.Path, summary, detail string) {
	switch severity.ValueString() {
	case severityNone:
		return func(path.Path, string, string) {}
	case severityWarning:
		return diags.AddAttributeWarning
	}
	return diags.AddAttributeError
}
