package catalog

import "github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"

// Date is a day in the calendar.
type Date = availability.Date

// ParseDate reads a date of the form YYYY-MM-DD.
func ParseDate(s string) (Date, error) { return availability.ParseDate(s) }
