package spelling

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

func TestFold(t *testing.T) {
	for _, tt := range []struct {
		name, s, want string
		accented      bool
	}{
		{"case, spaces and punctuation", " South-Korea, 'The' (Az) ", "southkoreatheaz", false},
		{"digits", "0189", "0189", false},
		{"ends of the alphabet", "AZaz", "azaz", false},
		{"next to letters and digits in ASCII", "@[`{/:", "", false},
		{"white space of ASCII", "\t\n\v\f\r ", "", false},
		{"control characters stay", "\x00\x08\x0e\x1f\x7f", "\x00\x08\x0e\x1f\x7f", false},
		{"symbols stay", "$+<=>|~€", "$+<=>|~€", false},
		{"ampersand is and", "A&B", "aandb", false},
		{"ampersand alone is punctuation", "&", "", false},
		{"composed accent", "É", "e", true},
		{"decomposed accent", "E\u0301", "e", true},
		{"accent after plain letters", "aé", "ae", true},
		{"accent before plain letters", "éa", "ea", true},
		{"two accents on a letter", "ệ", "e", true},
		{"sharp s", "ßẞ", "ssss", true},
		{"ligatures", "æÆœŒ", "aeaeoeoe", true},
		{"crossed letters", "øØđĐðÐłŁħĦŧŦ", "ooddddllhhtt", true},
		{"thorn", "þÞ", "thth", true},
		{"dotless and dotted i", "ıİ", "ii", true},
		{"final sigma", "Σς", "σσ", true},
		{"fullwidth", "ＡＢｃ＆ｄ－", "abcandd", false},
		{"halfwidth katakana", "ﾄﾞｲﾂ", "トイツ", true},
		{"Cyrillic", "ЙЁ", "ие", true},
		{"letters that Arabic, Persian and Urdu write for one another", "كورية کوریہ", "كوريهكوريه", true},
		{"candrabindu and anusvara", "काँगो", "कांगो", true},
		{"no accents in Cyrillic", "ЖЯ", "жя", false},
		{"apostrophes", "‘’ʼʻ`ʹ˿＇", "", false},
		{"acute accent alone, which is a space with an accent", "´", "", true},
		{"just outside the modifier letters", "ʸ\u0370", "yͱ", false},
		{"tatweel", "مـصر", "مصر", false},
		{"format characters", "\u200b\u200e\u200f\u202a\u202e\u2060\ufeff\u00ad", "", false},
		{"spaces", "\u00a0\u2003\u3000\u2028\u0085", "", false},
		{"variation selector and joiner", "a\ufe0f\u034f", "a", true},
		{"vowel signs stay", "टोंगा", "टोंगा", false},
		{"virama and nukta are accents", "क\u094dक\u093c", "कक", true},
		{"enclosing circle", "a\u20dd", "a", true},
		{"first Hangul syllable", "가", "\u1100\u1161", false},
		{"last Hangul syllable", "힣", "\u1112\u1175\u11c2", false},
		{"first syllable with a tail", "각", "\u1100\u1161\u11a8", false},
		{"syllable of the second vowel", "개", "\u1100\u1162", false},
		{"syllable of the second lead", "까", "\u1101\u1161", false},
		{"around the Hangul syllables", "\uabff\ud7b0", "\uabff\ud7b0", false},
		{"invalid UTF-8", "a\xffb", "a\ufffdb", false},
		{"a Latin letter without a plain form", "ŋ", "ŋ", false},
		{"ideographs", "日本", "日本", false},
		{"circled letters", "Ⓤⓚ", "uk", false},
		{"Arabic digits", "٣", "٣", false},
		{"emoji", "😀", "😀", false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			k, ok := Fold(nil, tt.s)
			if !ok || string(k.Bytes) != tt.want || k.Accented != tt.accented {
				t.Errorf("Fold(%q) = %q, accented %v, %v; want %q, %v", tt.s, k.Bytes, k.Accented, ok, tt.want, tt.accented)
			}
		})
	}
}

func TestFoldLength(t *testing.T) {
	for _, tt := range []struct {
		name, s string
		ok      bool
	}{
		{"longest key", strings.Repeat("a", MaxKey), true},
		{"longest key with punctuation", strings.Repeat("a.", MaxKey), true},
		{"one letter more", strings.Repeat("a", MaxKey+1), false},
		{"one letter more, far from ASCII", strings.Repeat("日", MaxKey/3+1), false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if k, ok := Fold(nil, tt.s); ok != tt.ok || !ok && k.Bytes != nil {
				t.Errorf("%d bytes, %v", len(k.Bytes), ok)
			}
		})
	}
}

func TestFoldDoesNotAllocate(t *testing.T) {
	// The characters with the longest expansions, at the end of a full key.
	for _, last := range []string{"\ufdfa", "힣", "㍱", "&", "z"} {
		s := strings.Repeat("a", MaxKey-1) + last
		n := testing.AllocsPerRun(10, func() {
			var buf [BufferSize]byte
			Fold(buf[:0], s)
		})
		if n != 0 {
			t.Errorf("%q allocates %v times", last, n)
		}
	}
}

func TestFoldIsIdempotent(t *testing.T) {
	const lastWithProperties = 0x1FFFF // beyond are ideographs and a few format characters
	for r := rune(0); r <= lastWithProperties; r++ {
		checkIdempotent(t, "a"+string(r)+"b")
	}
}

func TestIsFolded(t *testing.T) {
	n := 0
	for r := range utf8.MaxRune {
		if !isFolded(r) {
			continue
		}
		n++
		if key, accented := appendDecomposed(nil, string(r), r); string(key) != string(r) || accented {
			t.Errorf("%q folds to %q", r, key)
		}
	}
	// Greek, Cyrillic, Devanagari's letters and vowels, Arabic twice, Thai and Chinese.
	if want := 24 + 31 + 34 + 6 + 19 + 9 + 46 + 20902; n != want {
		t.Errorf("%d letters, want %d", n, want)
	}
	for _, r := range "αωаяاغفيกฮ一龥" {
		if !isFolded(r) {
			t.Errorf("%q is not folded", r)
		}
	}
	for _, r := range "ςйАΑéか" {
		if isFolded(r) {
			t.Errorf("%q is folded", r)
		}
	}
}

func TestFoldIgnoresNormalForm(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.String().Draw(t, "s")
		want, ok := Fold(nil, s)
		for _, form := range []norm.Form{norm.NFC, norm.NFD, norm.NFKC, norm.NFKD} {
			got, gotOK := Fold(nil, form.String(s))
			if ok != gotOK || string(got.Bytes) != string(want.Bytes) {
				t.Fatalf("form %d: %q, want %q", form, got.Bytes, want.Bytes)
			}
		}
	})
}

func checkIdempotent(t *testing.T, s string) {
	t.Helper()
	once, ok := Fold(nil, s)
	if !ok {
		return
	}
	twice, ok := Fold(nil, string(once.Bytes))
	if !ok || string(once.Bytes) != string(twice.Bytes) {
		t.Errorf("%q folds to %q, and that to %q", s, once.Bytes, twice.Bytes)
	}
}

func FuzzFold(f *testing.F) {
	for _, s := range []string{"Côte d’Ivoire", "\xff", "&&", "ﷺ", "각", "टोंगा", "\u202e"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		k, ok := Fold(nil, s)
		if ok && (len(k.Bytes) > MaxKey || !utf8.Valid(k.Bytes)) {
			t.Errorf("key %q", k.Bytes)
		}
		checkIdempotent(t, s)
	})
}
