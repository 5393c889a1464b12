package country_test

import (
	"testing"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/country"
)

func BenchmarkResolve(b *testing.B) {
	for _, tt := range []struct{ name, input string }{
		{"alpha2", "DE"},
		{"alpha3", "deu"},
		{"english", "South Korea"},
		{"article", "Republic of Guam"},
		{"longest", "United Kingdom of Great Britain and Northern Ireland"},
		{"accents", "Österreich"},
		{"cyrillic", "Великобритания"},
		{"japanese", "日本"},
		{"korean", "대한민국"},
		{"hindi", "संयुक्त राज्य"},
		{"decomposed", "O\u0308sterreich"},
	} {
		b.Run(tt.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := country.Resolve(tt.input); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	for _, tt := range []struct{ name, input string }{
		{"miss", "Grmany"},
		{"miss_long", "Saint Vincent with the Grenadine Isles"},
		{"miss_japanese", "日木"},
		{"miss_ambiguous", "Congo"},
		{"miss_nothing_near", "qqqqqqqqqqqqqq"},
	} {
		b.Run(tt.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := country.Resolve(tt.input); err == nil {
					b.Fatal("resolved")
				}
			}
		})
	}
}
