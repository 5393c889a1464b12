package provider

import "time"

// clock tells the time. Only code that judges the age of data uses it.
type clock interface {
	Now() time.Time
}

// systemClock is the clock of the machine.
type systemClock struct{}

func (systemClock) Now() time.Time { return time.Now() }
