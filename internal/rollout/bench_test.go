package rollout_test

import (
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/availability"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/rollout"
)

// spellings are what the usage locations of a real list look like: codes
// mostly, and names from systems that the list was joined with.
var spellings = []string{"DE", "US", "GB", "fr", "Netherlands", "CAN", "United States", "Österreich", "IE", "South Africa"}

// required is available wherever the spellings are.
var required = []availability.Feature{availability.CallingPlan, availability.TollFreeNumber}

// userAt returns the i-th user of a list of which one in a hundred is in
// violation.
func userAt(i int) rollout.User {
	u := rollout.User{Name: fmt.Sprintf("firstname.lastname%06d@contoso.example", i), Country: spellings[i%len(spellings)]}
	if i%100 == 99 {
		u.Country = []string{"AE", "Bahrain", "", "Atlantis"}[i/100%4]
	}
	return u
}

func usersUpTo(n int) []rollout.User {
	users := make([]rollout.User, n)
	for i := range users {
		users[i] = userAt(i)
	}
	return users
}

// csvReader makes CSV text of users while it is read, so that the text itself
// takes no memory.
type csvReader struct {
	n, next int
	rest    []byte
}

func (r *csvReader) Read(p []byte) (int, error) {
	for len(r.rest) == 0 {
		if r.next > r.n {
			return 0, io.EOF
		}
		if r.next == 0 {
			r.rest = []byte("Id,DisplayName,UserPrincipalName,UsageLocation,Department\r\n")
		} else {
			u := userAt(r.next - 1)
			r.rest = fmt.Appendf(nil, "%08d-0000-0000,\"Lastname, Firstname %d\",%s,%s,Sales\r\n", r.next, r.next, u.Name, u.Country)
		}
		r.next++
	}
	n := copy(p, r.rest)
	r.rest = r.rest[n:]
	return n, nil
}

var sizes = []int{1_000, 100_000, 1_000_000}

func BenchmarkAdd(b *testing.B) {
	s := edition(b, "2023-01-25")
	for _, n := range sizes {
		users := usersUpTo(n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				e := rollout.New(s, rollout.Options{Features: required})
				for _, u := range users {
					if err := e.Add(u); err != nil {
						b.Fatal(err)
					}
				}
				if e.ViolationCount() < n/100 {
					b.Fatal("too few violations")
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/user")
		})
	}
}

func BenchmarkAddAllInViolation(b *testing.B) {
	s := edition(b, "2023-01-25")
	const n = 100_000
	users := usersUpTo(n)
	for i := range users {
		users[i].Country = "BH"
	}
	b.ReportAllocs()
	for b.Loop() {
		e := rollout.New(s, rollout.Options{Features: required})
		for _, u := range users {
			if err := e.Add(u); err != nil {
				b.Fatal(err)
			}
		}
		e.Violations()
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/user")
}

func BenchmarkReadCSV(b *testing.B) {
	s := edition(b, "2023-01-25")
	for _, n := range sizes {
		text, err := io.ReadAll(&csvReader{n: n})
		if err != nil {
			b.Fatal(err)
		}
		list := string(text)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(list)))
			for b.Loop() {
				e := rollout.New(s, rollout.Options{Features: required})
				if err := rollout.ReadCSV(strings.NewReader(list), e.Add); err != nil {
					b.Fatal(err)
				}
				if e.ViolationCount() < n/100 {
					b.Fatal("too few violations")
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/user")
		})
	}
}

func BenchmarkSummaries(b *testing.B) {
	e := rollout.New(edition(b, "2023-01-25"), rollout.Options{Features: required, Plan: availability.Domestic, Organization: code("US")})
	for _, u := range usersUpTo(100_000) {
		if err := e.Add(u); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		runtime.KeepAlive(e.Groups(20))
		runtime.KeepAlive(e.ByCountry())
		runtime.KeepAlive(e.Prerequisites())
	}
}
