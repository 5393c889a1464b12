// What internal/country does: a spelling becomes the code of a country. It reads the same tables, and the test in
// tools/selector holds it to the same answers. A meaning is what a line of the tables says, see country.Table.
function newResolver(data, tables) {
  const utf8 = new TextEncoder();
  const size = (s) => utf8.encode(s).length;
  const [spellingLines, nearLines] = tables.split("\0");
  const lines = (s) => s.trimEnd().split("\n").map((line) => line.split("\t"));
  const spellings = new Map(lines(spellingLines));
  const near = lines(nearLines);
  const codeTable = (s) => new Map(s.match(/.{5}/g).map((entry) => [entry.slice(0, 3), entry.slice(3)]));
  const codes = codeTable(data.codes), olympic = codeTable(data.olympic);
  const isAlpha2 = (s) => Object.hasOwn(data.names, s);
  const find = (key) => spellings.get(key) ?? "";

  const PLAIN = new Map(Object.entries({
    ß: "ss", ẞ: "ss", æ: "ae", Æ: "ae", œ: "oe", Œ: "oe", ø: "o", Ø: "o", đ: "d", Đ: "d", ð: "d", Ð: "d", þ: "th", Þ: "th", ł: "l", Ł: "l",
    ħ: "h", Ħ: "h", ŧ: "t", Ŧ: "t", ı: "i", ς: "σ", ى: "ي", ی: "ي", ک: "ك", ة: "ه", ہ: "ه", ۃ: "ه", "\u0901": "\u0902", "\u0940": "\u093f",
    "\u0942": "\u0941", "\u0949": "\u093e", ई: "इ", ऊ: "उ", ऑ: "आ", Ґ: "г", ґ: "г",
  }));
  const isSpace = (r) => /^[\s\u0085]$/u.test(r) && r !== "\ufeff";
  const isModifier = (r) => r >= "\u02b9" && r <= "\u02ff" || r === "\u0640";
  // Whether a mark has the canonical combining class 0: nothing reorders it.
  const isStarter = (r) => ("a\u0345" + r).normalize("NFD") === "a\u0345" + r && r !== "\u0345";
  const isVowelSign = (r) => !/^[\p{Me}\p{Variation_Selector}\u034f]$/u.test(r);

  function foldASCII(key, c) {
    if (/[a-z0-9$+<=>|~\x7f]/.test(c)) return c;
    if (/[A-Z]/.test(c)) return c.toLowerCase();
    if (c === "&") return key === "" ? "" : "and";
    return c < " " && !/[\t-\r]/.test(c) ? c : "";
  }

  // Returns the folded form of a character behind key, and whether it lost an accent.
  function foldRune(key, r) {
    let out = "", accented = false;
    for (const part of r.normalize("NFKD")) {
      if (part < "\x80") out += foldASCII(key + out, part);
      else if (PLAIN.has(part)) out += PLAIN.get(part), accented = true;
      else if (isModifier(part)) continue;
      else if (/^\p{L}$/u.test(part)) out += part.toLowerCase();
      else if (/^\p{M}$/u.test(part)) {
        if (isStarter(part) && isVowelSign(part)) out += part;
        else accented = true;
      } else if (!/^[\p{P}\p{Z}\p{Cf}\p{Sk}]$/u.test(part) && !isSpace(part)) out += part;
    }
    return [out, accented];
  }

  const SPACE = 1, PERIOD = 2, OTHER = 4;
  function separates(r) {
    if (isSpace(r) || /^\p{Z}$/u.test(r)) return SPACE;
    if (".．。".includes(r)) return PERIOD;
    return /^[\p{M}\p{Cf}]$/u.test(r) ? 0 : OTHER;
  }

  const MAX_KEY = 224;
  function fold(s) {
    const k = { key: "", accented: false, whole: true, broken: false };
    let between = 0;
    let ampersand = -1; // where the last letters are those of one
    for (const r of s) {
      const [out, accented] = foldRune(k.key, r);
      k.accented ||= accented;
      if (out === "") {
        between |= separates(r);
        k.whole &&= (between & ~SPACE) === 0;
        continue;
      }
      if (k.key !== "") {
        k.whole &&= between === 0;
        k.broken ||= (between & OTHER) !== 0;
      }
      if ([...out].length > 1) k.whole = false;
      ampersand = out === "and" ? k.key.length : -1;
      k.key += out;
      between = 0;
    }
    if (ampersand > 0) k.key = k.key.slice(0, ampersand) + "&"; // it joins nothing
    return size(k.key) > MAX_KEY ? null : k;
  }

  const isUpper = (s) => !/\p{Ll}/u.test(s);
  const isTitle = (s) => /^\p{Lu}\P{Lu}*$/u.test(s.trim());

  const isIndicator = (r) => r !== undefined && r >= "\u{1F1E6}" && r <= "\u{1F1FF}" && r.length === 2;
  function meanFlag(key, s) {
    const black = "\u{1F3F4}";
    if (key === black) {
      const flag = s.replace(/^[ \ufe0f]+|[ \ufe0f]+$/g, "");
      const tags = (letters) => [...letters].map((c) => String.fromCodePoint(0xe0000 + c.charCodeAt(0))).join("") + "\u{E007F}";
      return ["gbeng", "gbsct", "gbwls"].some((part) => flag === black + tags(part)) ? "GB" : "";
    }
    const pair = [...key];
    if (pair.length !== 2 || !pair.every(isIndicator)) return "";
    const code = pair.map((r) => String.fromCharCode(65 + r.codePointAt(0) - 0x1f1e6)).join("");
    return isAlpha2(code) ? code : "";
  }

  function meanCode(k, s) {
    if (!k.whole) return "";
    const flag = meanFlag(k.key, s);
    if (flag !== "") return flag;
    if (k.accented || size(k.key) > 3) return "";
    let code = k.key.toUpperCase();
    if (code.length === 2) {
      if (isAlpha2(code)) return code;
      code += " ";
    }
    if (code.length < 3) return "";
    return codes.get(code) ?? (isUpper(s) ? olympic.get(code) ?? "" : "");
  }

  function spelled(m, k) {
    if (m === "") return m;
    if (m[0] === "^" && k.accented) return m.slice(1);
    if (m[0] === "^" || m === "!" && k.accented && size(k.key) < 3 || m.length === 2 && k.broken && size(k.key) <= 3) return "";
    return m;
  }

  function meanKey(k, s) {
    if (k.key === "") return "!";
    const code = meanCode(k, s);
    if (code !== "") {
      if (size(k.key) === 3 && isTitle(s)) {
        const m = spelled(find(k.key), k);
        if (m.length > 2) return m;
      }
      return code;
    }
    return spelled(find(k.key), k);
  }

  const ISLANDS = "AX BM BV CC CK CX FK FO GG GP GS HM IM IO JE KM KY MH MP MQ MS MU MV NF NR NU PN PW RE SB SC SH SJ TC TK TV UM VG VI WF YT";
  function cut(form, key) {
    const [before, after] = form;
    if (key.length <= before.length + after.length || !key.startsWith(before) || !key.endsWith(after)) return null;
    const rest = key.slice(before.length, key.length - after.length);
    return before === "the" || after === "the" || size(rest) >= 4 ? rest : null;
  }

  function withoutForms(key, n, republic) {
    for (const form of data.forms) {
      const rest = cut(form, key);
      if (rest === null) continue;
      const isRepublic = republic || form[2] === "republic";
      if (n > 1) {
        const m = withoutForms(rest, n - 1, isRepublic);
        if (m !== "") return m;
        continue;
      }
      const m = find(rest);
      if (m === "" || m[0] === "^" || m === "!") continue;
      if (m === "CN" && isRepublic) return "CN TW";
      if (form[2] === "islands" && !(m.length === 2 && ISLANDS.includes(m))) continue;
      if (m === "DM" && isRepublic) return "DM DO";
      return m;
    }
    return "";
  }
  const withoutForm = (key) => withoutForms(key, 1, false) || withoutForms(key, 2, false) || withoutForms(key, 3, false);

  const JOINING = new Set("the of and le la les l du de des d et el los las del della do da dos das van der".split(" "));
  const AND = new Set("und og och ja ve en y e i a dan и і та й و 및".split(" "));
  const FULL = new Map(Object.entries({
    rep: "republic", repub: "republic", republique: "republic", republica: "republic", repubblica: "republic", republik: "republic", republiek: "republic",
    dem: "democratic", democratique: "democratic", democratica: "democratic", demokratische: "democratic", democratische: "democratic",
    fed: "federal", federated: "federal", is: "islands", isl: "islands", isls: "islands", island: "islands", st: "saint", sts: "states",
    cent: "central", eq: "equatorial", terr: "territory", territories: "territory", brit: "british", amer: "american",
    herz: "herzegovina", hercegovina: "herzegovina",
  }));
  const turningPoint = (s) => s.search(/[,(（，、]/);

  function words(s, turn) {
    let key = "", start = 0, accented = false, small = false, kept = 0, expanded = 0, lostCode = false;
    function end(isFirst, left) {
      const word = key.slice(start), lost = accented, hadSmall = small;
      accented = small = false;
      if (word === "") return left;
      if (JOINING.has(word) && !lost) {
        key = key.slice(0, start);
        left = word.length === 2 && !hadSmall;
        lostCode ||= left && isFirst;
        return left;
      }
      if (AND.has(word) && !lost && !isFirst) {
        key = key.slice(0, start);
        return false;
      }
      kept++;
      if (FULL.has(word)) {
        key = key.slice(0, start) + FULL.get(word);
        expanded++;
      }
      start = key.length;
      return false;
    }
    function add(s) {
      const before = kept;
      let left = false;
      for (const r of s) {
        if (/^\p{L}$/u.test(r) && !isModifier(r) || /^[\p{Nd}\p{M}]$/u.test(r)) {
          const [out, a] = foldRune(key, r);
          key += out;
          accented ||= a;
          small ||= /^\p{Ll}$/u.test(r);
          continue;
        }
        if (/^\p{Cf}$/u.test(r)) continue;
        left = end(kept === before, left);
        if (r !== "&") {
          key += foldRune(key, r)[0];
          start = key.length;
        }
      }
      left = end(kept === before, left);
      lostCode ||= left;
    }
    const at = turningPoint(s);
    if (turn && at >= 0) {
      add(s.slice(at));
      s = s.slice(0, at);
    }
    add(s);
    return { key, ok: size(key) <= MAX_KEY && !lostCode && (kept !== 1 || expanded === 0) };
  }

  function meanWords(s) {
    for (const turn of [false, true]) {
      if (turn && turningPoint(s) < 0) break;
      const w = words(s, turn);
      if (!w.ok || size(w.key) < 4) break;
      const m = find(w.key) || withoutForm(w.key);
      if (m !== "" && m[0] !== "^" && m !== "!") return m;
    }
    return "";
  }

  function meanAlone(s) {
    const k = fold(s);
    return k === null ? "" : meanKey(k, s) || withoutForm(k.key) || meanWords(s);
  }

  function isCode(s) {
    if (size(s) > 40 || (s.match(/[a-z]/gi) ?? []).length > 3) return false;
    const k = fold(s);
    if (k === null || meanCode(k, s) === "") return false;
    return isUpper(s) || words(s, false).key !== "";
  }

  const countries = (m) => m.replace(/^[\^-]/, "").split(" ");
  function meanBoth(one, other, pieces) {
    const m = [meanAlone(one), meanAlone(other)];
    if (m[0] === "" && m[1] === "") return "";
    for (const [i, s] of [one, other].entries()) {
      m[i] ||= meanTogether(s, pieces - 1, true) || meanTogether(s, pieces - 1, false);
      if (m[i] === "" || m[i][0] === "-" || m[i] === "!") return "";
    }
    if (m[0] === m[1] || m[0].length === 2 && m[1].includes(m[0])) return m[0];
    if (m[1].length === 2 && m[0].includes(m[1])) return m[1];
    return [...new Set(countries(m[0]).concat(countries(m[1])))].sort().join(" ");
  }

  const SEPARATORS = ",;:/|\\_-‐‑‒–—―−=([{（［【，、；：／｜→·•\t\r\n";
  function split(s, from) {
    for (let i = from; i < s.length; i++) {
      if (!SEPARATORS.includes(s[i])) continue;
      const next = i + 1;
      let one = s.slice(0, i).replace(/ +$/, ""), other = s.slice(next).replace(/ +$/, "");
      const close = Math.max(...[...")]}）］】"].map((c) => other.lastIndexOf(c)));
      if (close >= 0 && "([{（［【".includes(s[i])) {
        const behind = other.slice(close + 1);
        other = other.slice(0, close);
        if (one === "") one = behind;
        else if (behind.trim() !== "") one = "";
      }
      return [one, other.replace(/^[ \-–—:]+/, ""), next];
    }
    return ["", "", 0];
  }

  function meanTogether(s, pieces, withCode) {
    if (pieces < 2) return "";
    for (let n = 0, from = 0; n < 4; n++) {
      let one, other;
      [one, other, from] = split(s, from);
      if (from === 0) break;
      if (withCode && !isCode(one) && !isCode(other)) continue;
      const m = meanBoth(one, other, pieces);
      if (m !== "") return m;
    }
    if (!withCode) return "";
    s = s.trim();
    const flag = (t) => { const r = [...t]; return r.length === 2 && r.every(isIndicator); };
    const flagEnd = s.length > 4 && flag(s.slice(0, 4)) ? 4 : 0;
    const flagStart = s.length > 4 && flag(s.slice(-4)) ? s.length - 4 : 0;
    const gaps = [...s.matchAll(/\s/gu)].map((g) => g.index);
    for (const at of [gaps[0] ?? -1, gaps.at(-1) ?? -1, flagEnd, flagStart]) {
      if (at <= 0 || at >= s.length) continue;
      if (!isCode(s.slice(0, at)) && !isCode(s.slice(at))) continue;
      const m = meanBoth(s.slice(0, at), s.slice(at), pieces);
      if (m.length === 2 || (at === flagEnd || at === flagStart) && m !== "") return m;
    }
    return "";
  }

  function meanContradiction(s) {
    if (!/[([{/|:;\-_=\\\u2000-\u2fff\uf000-\uffff]/.test(s)) return "";
    for (let n = 0, from = 0; n < 4; n++) {
      let one, other;
      [one, other, from] = split(s, from);
      if (from === 0 || s[from - 1] === ",") break;
      if (!(isUpper(one) && isCode(one)) && !(isUpper(other) && isCode(other))) continue;
      const a = meanAlone(one), b = meanAlone(other);
      if (a.length === 2 && b.length === 2 && a !== b) return meanBoth(one, other, 0);
    }
    return "";
  }

  function isSubdivision(s) {
    const m = /^([A-Za-z]{2})[^A-Za-z0-9. \x80-\uffff][A-Za-z0-9]{1,3}$/.exec(s.trim());
    return m !== null && isAlpha2(m[1].toUpperCase()) && (isUpper(s) || !/\p{Lu}/u.test(s));
  }

  function mean(s) {
    if (size(s) > 512 || /[\u202d\u202e]/.test(s)) return "";
    if (isSubdivision(s)) return meanTogether(s, 3, true);
    const k = fold(s);
    if (k === null) return "";
    return meanContradiction(s) || meanKey(k, s) || meanTogether(s, 3, true) || withoutForm(k.key) || meanWords(s) || meanTogether(s, 3, false);
  }

  // The names nearest to a spelling: with few edits, that begin with it, or that hold its words.
  const spaced = (s) => s.split(/[\s\p{P}]+/u).map((word) => fold(word)?.key ?? "").filter(Boolean).join(" ").replace(/^(the|republic of) /, "");
  function edits(a, b) {
    a = [...a], b = [...b];
    const limit = Math.min(Math.floor(Math.max(a.length, b.length) / 3), 4);
    if (Math.abs(a.length - b.length) > limit) return Infinity;
    const rows = [Array.from({ length: b.length + 1 }, (_, j) => j)];
    for (let i = 1; i <= a.length; i++) {
      const row = rows[i] = [i];
      for (let j = 1; j <= b.length; j++) {
        row[j] = Math.min(rows[i - 1][j] + 1, row[j - 1] + 1, rows[i - 1][j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], rows[i - 2][j - 2] + 1);
      }
    }
    const n = rows[a.length][b.length];
    return n <= limit ? n : Infinity;
  }
  function nearest(s, most) {
    const input = spaced(s), joined = input.replaceAll(" ", "");
    if (joined === "") return [];
    const best = new Map();
    for (const [name, shown, code] of near) {
      const other = name.replaceAll(" ", ""), n = edits(joined, other);
      let rank = null;
      // A word that is another makes another place: New Mexico is not a misspelled Mexico.
      const a = input.split(" "), b = name.split(" ");
      const typo = a.length === b.length ? a.every((word, i) => a.length === 1 || edits(word, b[i]) < Infinity) : n <= 1;
      if (n < Infinity && typo) rank = [0, n];
      else if (joined.length >= 3 && name.startsWith(input)) rank = [1, other.length - joined.length];
      else if (joined.length >= 5 && (" " + name).includes(" " + input)) rank = [2, other.length - joined.length];
      if (rank === null) continue;
      // Of two names of a country that are equally near, the first stays: the English ones come first.
      const old = best.get(code);
      if (old === undefined || compare(rank, old) < 0) best.set(code, [...rank, shown.length, shown]);
    }
    const sorted = [...best].sort((x, y) => compare(x[1], y[1]));
    return sorted.filter(([, r]) => r[0] > 0 || r[1] <= sorted[0][1][1] + 1).slice(0, most).map(([code, r]) => ({ code, name: r[3] }));
  }
  function compare(a, b) {
    for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return a[i] < b[i] ? -1 : 1;
    return 0;
  }

  return {
    // resolve returns {code}, {candidates}, {former} or {}.
    resolve(s) {
      const m = mean(s);
      if (m === "" || m === "!") return {};
      if (m.length === 2) return { code: m };
      return m[0] === "-" ? { former: countries(m) } : { candidates: countries(m).sort() };
    },
    nearest,
    // begins returns the codes of countries that have a name which begins so, in any language.
    begins(s) {
      const key = fold(s)?.key ?? "", found = new Set();
      if (key === "") return [];
      for (const [name, m] of spellings) {
        if (!name.startsWith(key)) continue;
        for (const code of countries(m)) if (isAlpha2(code)) found.add(code);
      }
      return [...found];
    },
  };
}
