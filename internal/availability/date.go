package availability

import (
	"fmt"
	"math"
	"time"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/text"
)

// Date is a day in the calendar.
type Date struct{ t time.Time }

// ParseDate reads a date of the form YYYY-MM-DD.
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return Date{}, fmt.Errorf("%s is not a date of the form YYYY-MM-DD", text.Quote(s))
	}
	return Date{t}, nil
}

// Time returns the first moment of the day in UTC.
func (d Date) Time() time.Time { return d.t }

// IsZero reports whether d is the zero Date.
func (d Date) IsZero() bool { return d.t.IsZero() }

// String returns the date as YYYY-MM-DD.
func (d Date) String() string { return d.t.Format(time.DateOnly) }

// Compare orders dates, the zero Date first.
func (d Date) Compare(e Date) int { return d.t.Compare(e.t) }

// DaysUntil returns how many whole days lie between d and a moment; it is
// negative where the moment is earlier.
func (d Date) DaysUntil(moment time.Time) int {
	return int(math.Floor(moment.UTC().Sub(d.t).Hours() / 24))
}

// MarshalText returns the date as YYYY-MM-DD.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText accepts what [ParseDate] accepts.
func (d *Date) UnmarshalText(data []byte) (err error) {
	*d, err = ParseDate(string(data))
	return err
}
