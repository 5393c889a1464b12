package main

import (
	"context"
	"strconv"
	"time"

	"github.com/teamsvoice/terraform-provider-teamsvoice/benchmarks/plugin"
)

// started is what one start of a provider cost.
type started struct {
	schema, first, later time.Duration // until the schema was answered; one call of a function, the first and a later one
	processor            time.Duration // the processor time until the schema was answered
	memory               int64         // resident at most until then
	faults               int           // page faults until then
}

// measureStart starts a provider twice: calls of the function in the first process
// would count as processor time of the start.
func measureStart(ctx context.Context, binary, function, sockets string) (s started, err error) {
	begin := now()
	p, err := plugin.Start(ctx, sockets, nil, binary)
	if err != nil {
		return s, err
	}
	if _, err := p.Call("GetProviderSchema", nil); err != nil {
		p.Kill()
		return s, err
	}
	s.schema = now().Sub(begin)
	s.memory, s.faults = plugin.PeakMemory(p.PID()), plugin.PageFaults(p.PID())
	s.processor = p.Kill()

	if p, err = plugin.Start(ctx, sockets, nil, binary); err != nil {
		return s, err
	}
	defer p.Kill()
	if _, err := p.Call("GetProviderSchema", nil); err != nil {
		return s, err
	}
	begin = now()
	if _, err := p.CallFunction(function, strconv.Quote("DE")); err != nil {
		return s, err
	}
	s.first = now().Sub(begin)
	for range 50 {
		begin = now()
		if _, err := p.CallFunction(function, strconv.Quote("DE")); err != nil {
			return s, err
		}
		if d := now().Sub(begin); s.later == 0 || d < s.later {
			s.later = d
		}
	}
	return s, nil
}

func now() time.Time {
	return time.Now() //nolint:forbidigo // a benchmark reads the clock
}
