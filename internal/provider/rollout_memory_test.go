package provider

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

// A rollout in which nobody can have anything takes little more than one in which
// everybody can: the state has the first violations, and what counts.
func TestRolloutInWhichEveryoneFails(t *testing.T) {
	if testing.Short() {
		t.Skip("it judges 200,000 users")
	}
	const users = 200_000
	features := list("audio_conferencing", "phone_system", "calling_plan", "toll_number", "toll_free_number", "communications_credits")
	var csv strings.Builder
	csv.WriteString("UserPrincipalName,UsageLocation\n")
	for i := range users {
		fmt.Fprintf(&csv, "firstname.lastname%06d@contoso.example,AF\n", i)
	}
	file := filepath.Join(t.TempDir(), "users.csv")
	if err := os.WriteFile(file, []byte(csv.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	csv.Reset()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	base, peak, done := m.HeapAlloc, uint64(0), make(chan struct{})
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		for tick := time.NewTicker(time.Millisecond); ; {
			select {
			case <-done:
				return
			case <-tick.C:
				var m runtime.MemStats
				runtime.ReadMemStats(&m)
				peak = max(peak, m.HeapAlloc)
			}
		}
	}()
	got, said := rolloutOf(t, object{"users_file": file, "features": features, "on_violation": "warning"})
	close(done)
	<-ended
	t.Logf("the heap grew by at most %d MiB", (peak-min(base, peak))>>20)
	if peak > base+400<<20 {
		t.Errorf("the heap grew by %d MiB", (peak-base)>>20)
	}
	if n := len(got["violations"].([]any)); n != maxViolations || got["violation_count"] != 6.0*users || got["ready"] != false || len(got["ready_users"].(object)) != 0 {
		t.Errorf("%d violations of %v, ready %v, %v", n, got["violation_count"], got["ready"], got["ready_users"])
	}
	if !says("The attribute violations has the first 10000 of 1200000 violations", "Use ready or ready_users").MatchString(said.String()) || len(said) != 7 {
		t.Errorf("%d messages: %s", len(said), said)
	}
}

// A map of half a million users would take half a gigabyte. It is left out whole, as
// whoever is missing from it would look refused.
func TestReadyUsersAreCompleteOrNull(t *testing.T) {
	for users, complete := range map[int]bool{maxReady: true, maxReady + 1: false} {
		var csv strings.Builder
		csv.WriteString("UserPrincipalName,UsageLocation\n")
		for i := range users {
			fmt.Fprintf(&csv, "%d@contoso.example,DE\n", i)
		}
		got, said := rolloutOf(t, object{"users_csv": csv.String(), "features": list("calling_plan")})
		ready, _ := got["ready_users"].(object)
		if len(said) != 0 || got["ready"] != true || got["user_count"] != float64(users) || (got["ready_users"] != nil) != complete || complete && len(ready) != users {
			t.Errorf("of %d users, %d are in ready_users (null: %t); ready %v, %v", users, len(ready), got["ready_users"] == nil, got["ready"], said)
		}
	}
}
