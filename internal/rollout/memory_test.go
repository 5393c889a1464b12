package rollout_test

import (
	"runtime"
	"testing"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/rollout"
)

func TestUserWhoPassesCostsNoAllocation(t *testing.T) {
	e := rollout.New(edition(t, "2023-01-25"), rollout.Options{Features: required})
	users := usersUpTo(90) // the hundredth would be in violation
	own := []string{"voicemail", "toll_free_number", "call_queues"}
	for i := range users {
		if i%2 == 1 {
			users[i].Features = own
		}
	}
	add := func() {
		for _, u := range users {
			if err := e.Add(u); err != nil {
				t.Fatal(err)
			}
		}
	}
	add() // each spelling is resolved once
	if allocs := testing.AllocsPerRun(100, add); allocs != 0 {
		t.Errorf("%v allocations for %d users", allocs, len(users))
	}
	if n := e.ViolationCount(); n != 0 {
		t.Errorf("%d violations", n)
	}
}

// allocated returns how many objects and bytes f allocates.
func allocated(f func()) (objects, bytes uint64) {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return after.Mallocs - before.Mallocs, after.TotalAlloc - before.TotalAlloc
}

// TestGrowthIsLinear checks, by what is allocated and not by a clock, that ten
// times as many users cost no more than some ten times as much.
func TestGrowthIsLinear(t *testing.T) {
	s := edition(t, "2023-01-25")
	read := func(n int) func() {
		return func() {
			e := rollout.New(s, rollout.Options{Features: required})
			if err := rollout.ReadCSV(&csvReader{n: n}, e.Add); err != nil {
				t.Fatal(err)
			}
			e.Violations()
			e.Groups(20)
		}
	}
	read(10_000)() // what is made only once
	objects, bytes := allocated(read(10_000))
	objects10, bytes10 := allocated(read(100_000))
	if objects10 > 12*objects || bytes10 > 14*bytes { // a slice and a map that grow by doubling may waste a half
		t.Errorf("ten times the users: %d objects became %d, %d bytes became %d", objects, objects10, bytes, bytes10)
	}
}

// TestLargeListTakesLittleMemory reads half a million users, one in a hundred
// in violation.
func TestLargeListTakesLittleMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("it reads 60 MB")
	}
	const n, most = 500_000, 100 << 20
	e := rollout.New(edition(t, "2023-01-25"), rollout.Options{Features: required})
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	base, peak := m.HeapAlloc, uint64(0)
	err := rollout.ReadCSV(&csvReader{n: n}, func(u rollout.User) error {
		if e.UserCount()%5_000 == 0 {
			runtime.ReadMemStats(&m)
			peak = max(peak, m.HeapAlloc)
		}
		return e.Add(u)
	})
	if err != nil {
		t.Fatal(err)
	}
	if e.UserCount() != n || e.ViolationCount() < n/100 {
		t.Errorf("%d users, %d violations", e.UserCount(), e.ViolationCount())
	}
	t.Logf("the heap grew by at most %d MiB", (peak-base)>>20)
	if peak > base+most {
		t.Errorf("the heap grew by %d MiB, allowed are %d", (peak-base)>>20, most>>20)
	}
}
