package phrase

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Kind is a kind of residential group.
type Kind string

// The kinds. Tổ is short for tổ dân phố; the others are not each other's.
const (
	NoKind   Kind = ""
	ToDanPho Kind = "tổ dân phố"
	KhuPho   Kind = "khu phố"
	KhuDanCu Kind = "khu dân cư"
	KhuVuc   Kind = "khu vực"
	TieuKhu  Kind = "tiểu khu"
	Khu      Kind = "khu"
	KhoiPho  Kind = "khối phố"
	Khom     Kind = "khóm"
	Ap       Kind = "ấp"
	Thon     Kind = "thôn"
	Xom      Kind = "xóm"
	Ban      Kind = "bản"
	Buon     Kind = "buôn"
	Lang     Kind = "làng"
	Cum      Kind = "cụm"
	CumDanCu Kind = "cụm dân cư"
	Doi      Kind = "đội"
)

// kindWords are the kinds as they are written.
var kindWords = lexiconOf(
	meaning[Kind]{"tổ dân phố|tổ dân cư|tổ nhân dân|tdp|t.d.p|tổ|tổ dp|tổ dân", ToDanPho}, meaning[Kind]{"khu phố|kp|k.p", KhuPho},
	meaning[Kind]{"khu dân cư|kdc", KhuDanCu}, meaning[Kind]{"khu vực|kv", KhuVuc}, meaning[Kind]{"tiểu khu|tk", TieuKhu}, meaning[Kind]{"khu", Khu},
	meaning[Kind]{"khối phố|khối|khối dân cư", KhoiPho}, meaning[Kind]{"khóm", Khom}, meaning[Kind]{"ấp", Ap}, meaning[Kind]{"thôn", Thon}, meaning[Kind]{"xóm", Xom},
	meaning[Kind]{"bản", Ban}, meaning[Kind]{"buôn|buon|bon|plei|plơi", Buon}, meaning[Kind]{"làng", Lang}, meaning[Kind]{"cụm", Cum}, meaning[Kind]{"cụm dân cư|cdc", CumDanCu},
	meaning[Kind]{"đội", Doi},
)

// notGroups begin as a kind does and are something else.
var notGroups = lexiconOf(meaning[bool]{"tổ hợp|tổ trưởng|tổ phó|tổ viên|tổ công tác|tổ công nghệ|tổ chức|tổ bảo vệ|tổ an ninh|tổ tự quản|tổ liên gia|tổ đi|tổ tuần tra|tổ yến|" +
	"khu đô thị|khu tập thể|khu chung cư|khu công nghiệp|khu nhà|khu tái định cư|khu biệt thự|khu du lịch|khu vui chơi|khu chợ|khu chế xuất|khu hành chính|khu trung tâm|" +
	"cụm công nghiệp|cụm trưởng|bản đồ|bản sao|bản tổng|bản kê|bản cam kết|bản thân|bản chính|bản in|bản án|bản ghi|bản vẽ|bản tin|bản danh sách|làng quốc tế|làng nghề|làng sinh viên|làng trẻ em|" +
	"đội trưởng|đội phó|đội cấn|đội cảnh sát|đội công an|đội quản lý|đội tuần tra|thôn trưởng|trưởng thôn|khối lượng|khối trưởng|ấp trưởng|xóm trưởng|đội dân phòng|tổ dân phòng|khu vực bầu cử", true})

// Group is a residential group, the smallest area people know.
type Group struct {
	Kind  Kind   // empty where the text gives only a number or a name
	Name  string // "1", "3A", "Đông"
	Outer *Group // the larger one that it is part of ("tổ 3, khu phố 5"), or nil
	Ward  string // ward or commune without the word itself, where the text says so
}

// maxName is the most letters of a group's name.
const maxName = 60

// Key is equal for groups that are the same, however they are written. The ward is no part of it: within a list of one
// ward it says nothing.
func (g Group) Key() string {
	key := string(g.Kind) + "\x00" + nameKey(g.Name, true)
	if g.Outer != nil {
		key += "\x00" + g.Outer.Key()
	}
	return key
}

// nameKey is a name by which it is known, with or without its accents.
func nameKey(name string, accents bool) string {
	var b strings.Builder
	for _, one := range read(name).tokens {
		switch {
		case one.kind == number:
			plain := strings.TrimLeft(one.plain, "0")
			if plain == "" {
				plain = "0"
			}
			b.WriteString(plain)
		case one.kind == sign && one.plain != "/":
			continue
		case accents:
			b.WriteString(one.full)
		default:
			b.WriteString(one.plain)
		}
		b.WriteByte(' ')
	}
	return b.String()
}

// String is the group as it is shown: "tổ dân phố 1", "tổ dân phố 3, khu phố 5", "thôn Đông".
func (g Group) String() string {
	s := g.Name
	if g.Kind != NoKind {
		s = string(g.Kind) + " " + s
	}
	if g.Outer != nil {
		s += ", " + g.Outer.String()
	}
	return s
}

// Match finds which of the groups of a list g is: the one of the same key; else, where one of both has no kind or lacks
// its accents or the larger group that it is part of, the only one that may be meant. A group without a kind, and one of
// a list, is another's only if all have one kind. It is -1 and false where there is none, or more than one.
func Match(g Group, list []Group) (int, bool) {
	found, at := 0, -1
	key, kind, kinds := g.Key(), g.Kind, 0
	for i := range list {
		if list[i].Key() == key {
			return i, true
		}
		if k := list[i].Kind; k != NoKind && k != kind {
			kind = k
			kinds++
		}
		if g.maybe(list[i]) {
			found++
			at = i
		}
	}
	if g.Kind != NoKind {
		kinds++
	}
	if found != 1 || kinds > 1 && list[at].Kind != g.Kind {
		return -1, false
	}
	return at, true
}

// maybe says whether two groups may be the same although their keys are not.
func (g Group) maybe(h Group) bool {
	if g.Kind != h.Kind && g.Kind != NoKind && h.Kind != NoKind {
		return false
	}
	if g.Outer != nil && h.Outer != nil && !g.Outer.maybe(*h.Outer) {
		return false
	}
	a, b := nameKey(g.Name, true), nameKey(h.Name, true)
	if a == b {
		return true
	}
	plainA, plainB := nameKey(g.Name, false), nameKey(h.Name, false)
	return plainA == plainB && (a == plainA || b == plainB)
}

// Covers says whether who visits g visits h: they are the same, or h is part of g.
func (g Group) Covers(h Group) bool {
	if g.Key() == h.Key() || g.Outer == nil && (Group{Kind: h.Kind, Name: h.Name}).Key() == g.Key() {
		return true
	}
	return h.Outer != nil && g.Covers(*h.Outer)
}

// ParseGroup reads a cell of a group column. Any short text is a group, by its kind and number, or else by its own
// words; only an empty text and an endless one are none.
func ParseGroup(cell string) (Group, bool) {
	t := read(cell)
	i := t.skipSigns(0)
	if g, n := t.group(i, loose); n > 0 {
		end := t.afterGroup(&g, i+n, loose)
		if end == len(t.tokens) || g.Ward == "" && g.Kind != NoKind && t.wardAlone(&g, end) {
			return g, true
		}
	}
	if n, ok := numberAlone(t); ok { // 3.0
		return Group{Name: itoa(n)}, true
	}
	return named(t.s)
}

// wardAlone reads from i on a comma or a dash and the name of a ward without the word: "TDP 1, Cát Linh".
func (t *text) wardAlone(g *Group, i int) bool {
	if !t.isSign(i, ",-–—") {
		return false
	}
	for k := i + 1; k < len(t.tokens); k++ {
		if _, n := kindWords.find(t, k); n > 0 || t.at(k).kind == number || t.isSign(k, ",;&+/") {
			return false
		}
	}
	name, n := t.areaName(i + 1)
	if n == 0 || i+1+n != len(t.tokens) {
		return false
	}
	g.Ward = name
	return true
}

// named is a group by the words of the text alone.
func named(s string) (Group, bool) {
	name := strings.Join(strings.Fields(s), " ")
	name = strings.TrimFunc(name, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(",;.:-–—", r) })
	if name == "" || utf8.RuneCountInString(name) > maxName {
		return Group{}, false
	}
	return Group{Name: name}, true
}

// care is how sure a group must be.
type care uint8

const (
	loose  care = iota // in a column of groups, where any name is one
	strict             // in other text, where tổ, khu, cụm and đội need a number
)

// group reads a group at i: a kind and its number or name, or a number alone. n is how many tokens it has.
func (t *text) group(i int, how care) (g Group, n int) {
	if _, k := notGroups.find(t, i); k > 0 {
		return g, 0
	}
	at := i
	kind, k := kindWords.find(t, at)
	at += k
	if k > 0 && t.isSign(at, ".-–_:") { // KP.3, TDP-1
		at++
	}
	if _, k := numberWords.find(t, at); k > 0 && t.numeral(at+k) > 0 {
		at += k
		if t.isSign(at, ":.") {
			at++
		}
	}
	if n := t.numeral(at); n > 0 {
		if k == 0 && how == strict {
			return g, 0
		}
		return Group{Kind: kind, Name: t.numberOf(at, n)}, at + n - i
	}
	if k == 0 || how == strict && (kind == ToDanPho && t.at(i).plain == "to" && k < 2 || kind == Khu || kind == KhuDanCu || kind == Cum || kind == Doi || kind == Lang || kind == KhuVuc || kind == TieuKhu) {
		return g, 0
	}
	n = t.name(at)
	if n == 0 {
		return g, 0
	}
	return Group{Kind: kind, Name: capitals(t.between(at, at+n))}, at + n - i
}

var numberWords = lexiconOf(meaning[bool]{"số|sô|so|no|số thứ tự|từ|từ số", true})

// numeral gives how many tokens a group's number at i has: 1, 01, 3A, 12/3, or Roman.
func (t *text) numeral(i int) int {
	one := t.at(i)
	if one.kind == word && roman(t.s[one.from:one.to]) > 0 && (t.at(i+1).kind == sign || t.at(i+1).space) {
		return 1
	}
	if one.kind != number || len(one.plain) > 4 {
		return 0
	}
	n := 1
	if next := t.at(i + n); next.kind == word && !next.space && len(next.plain) == 1 && next.plain != "h" {
		n++
	}
	for t.isSign(i+n, "/") && t.at(i+n+1).kind == number && !t.at(i+n).space && len(t.at(i+n+1).plain) <= 3 {
		n += 2
	}
	return n
}

// numberOf is the number at i as it is shown: without noughts before it, Roman ones in figures.
func (t *text) numberOf(i, n int) string {
	one := t.at(i)
	if one.kind == word {
		return itoa(roman(t.s[one.from:one.to]))
	}
	var b strings.Builder
	for k := i; k < i+n; k++ {
		plain := t.at(k).plain
		if t.at(k).kind == number {
			if plain = strings.TrimLeft(plain, "0"); plain == "" {
				plain = "0"
			}
		}
		b.WriteString(plain)
	}
	return strings.ToUpper(b.String())
}

// name gives how many tokens a group's name at i has: words, and numbers behind them, up to a sign, a ward or another
// group. It is at most five words.
func (t *text) name(i int) int {
	n := 0
	for n < 7 {
		one := t.at(i + n)
		if one.kind == sign && !(n > 0 && one.plain == "'" && !one.space) || one.kind == number && n == 0 {
			break
		}
		if n > 0 {
			if _, k := wardWords.find(t, i+n); k > 0 {
				break
			}
			if _, k := kindWords.find(t, i+n); k > 0 && t.numeral(i+n+k) > 0 {
				break
			}
			if _, k := countedWords.find(t, i+n+1); k > 0 && one.kind == number {
				break
			}
		}
		n++
	}
	if n > 5 {
		return 0
	}
	return n
}

var countedWords = lexiconOf(meaning[bool]{"hộ|người|nhân khẩu|công dân|khẩu|nk|ng|trường hợp|th", true})

// capitals writes a name that is all capitals as names are written: ĐÔNG is Đông.
func capitals(name string) string {
	if utf8.RuneCountInString(name) < 2 || name != strings.ToUpper(name) {
		return name
	}
	words := strings.Fields(strings.ToLower(name))
	for i, w := range words {
		_, size := utf8.DecodeRuneInString(w)
		words[i] = strings.ToUpper(w[:size]) + w[size:]
	}
	return strings.Join(words, " ")
}

// skipSigns is the first token at or behind i that is no sign.
func (t *text) skipSigns(i int) int {
	for i < len(t.tokens) && t.tokens[i].kind == sign {
		i++
	}
	return i
}

// roman gives the value of a Roman number of capitals from I to XXXIX; 0 is none.
func roman(s string) int {
	value, last := 0, 0
	for k := len(s) - 1; k >= 0; k-- {
		digit := map[byte]int{'I': 1, 'V': 5, 'X': 10}[s[k]]
		if digit == 0 {
			return 0
		}
		if digit < last {
			value -= digit
		} else {
			value += digit
			last = digit
		}
	}
	if value > 39 || s != romanOf(value) {
		return 0
	}
	return value
}

func romanOf(n int) string {
	ones := [...]string{"", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"}
	return strings.Repeat("X", n/10) + ones[n%10]
}
