package phrase

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// mostMembers is the most people of a team that are told; more is another number.
const mostMembers = 99

var (
	// unitWords stand behind a number of people.
	unitWords = lexiconOf(meaning[bool]{"người|ng|đ/c|đc|đồng chí|đ c|thành viên|tv|cán bộ|cb|members|people|persons|anh em|ae|chiến sĩ|cs", true})
	// roleWords stand behind a number, or before or behind a name, and say who somebody is.
	roleWords = lexiconOf(meaning[bool]{"ca|công an|cap|ca phường|csgt|cskv|cảnh sát khu vực|cảnh sát|đvtn|đoàn viên|đoàn viên thanh niên|thanh niên|đoàn thanh niên|tn|tnv|tình nguyện viên|" +
		"an ninh|antt|an ninh cơ sở|ansc|dân phòng|dân quân|dq|bvdp|bảo vệ|bảo vệ dân phố|tổ trưởng|tổ phó|tổ viên|đội trưởng|đội phó|nhóm trưởng|trưởng nhóm|nhóm phó|phụ nữ|hội phụ nữ|pn|ccb|" +
		"cựu chiến binh|mặt trận|mttq|cán bộ phường|công chức|tổ cnscđ|cnscđ|tổ công nghệ số|lái xe|thư ký|trưởng|phó|nữa|khác|tổ trưởng tdp|trưởng thôn|tổ trưởng dân phố", true})
	// titleWords stand before a name.
	titleWords = lexiconOf(meaning[bool]{"đ/c|đc|đồng chí|anh|chị|ông|bà|cô|chú|bác|em|a|c|thầy|mr|ms|mrs|" +
		"tr/úy|đ/úy|th/úy|t/úy|tr/tá|th/tá|đ/tá|trung úy|đại úy|thượng úy|thiếu úy|trung tá|thiếu tá|thượng tá|đại tá|thượng sĩ|trung sĩ|hạ sĩ|chiến sĩ|tr/uý|đ/uý|th/uý|t/uý|cán bộ|cb|gồm|gồm có|thành viên|có", true})
	numerals = lexiconOf(numeralLines()...)
)

func numeralLines() (all []meaning[int]) {
	for i, s := range [...]string{"một", "hai", "ba", "bốn", "năm", "sáu", "bảy|bẩy", "tám", "chín", "mười", "mười một", "mười hai"} {
		all = append(all, meaning[int]{s, i + 1})
	}
	return all
}

// Members reads how many are in a team: "4", "4 người", "bốn", or names, which are counted: "đ/c An (CA), Bình, Chi".
// It is from 1 to 99.
func Members(s string) (n int, counted, ok bool) {
	t := read(s)
	if n, ok := numberAlone(t); ok {
		return n, false, n >= 1 && n <= mostMembers
	}
	var c headcount
	for _, part := range t.clauses(nameBreaks) {
		if !t.people(part.from, part.to, &c) {
			return 0, false, false
		}
	}
	n = c.members()
	return n, c.total == 0, n >= 1 && n <= mostMembers
}

// Numeral reads a number from one to twelve in words: "hai", "hai người".
func Numeral(s string) (int, bool) {
	if s == "" || s[0] >= '0' && s[0] <= '9' || len(s) > 40 {
		return 0, false
	}
	t := read(s)
	v, k := numerals.find(t, 0)
	if k == 0 {
		return 0, false
	}
	_, unit := unitWords.find(t, k)
	return v, k+unit == len(t.tokens)
}

// numberAlone reads "4", "04", "4.0" or "bốn".
func numberAlone(t *text) (int, bool) {
	if v, ok := numerals.is(t, 0, len(t.tokens)); ok {
		return v, true
	}
	n, ok := t.small(0, 2)
	if ok && len(t.tokens) == 3 && t.isSign(1, ".,") {
		return n, t.at(2).plain == "0"
	}
	return n, ok && len(t.tokens) == 1
}

var nameBreaks = breaks{",;\n+&|()[]", lexiconOf(meaning[bool]{"và|với|cùng|and", false})}

// headcount is who was counted in a list of people.
type headcount struct {
	names int // by name
	roles int // by number and role, beside the names: 2 ĐVTN
	total int // by a number of all: 4 người
}

// members is how many there are: a number wins over names.
func (c *headcount) members() int {
	if c.total > 0 {
		return c.total
	}
	return c.names + c.roles
}

// people reads the tokens from i to before j as a name, a number of people, or who somebody is. It is false for
// anything else.
func (t *text) people(i, j int, c *headcount) bool {
	some := t.cut(i, j)
	i = some.enumerator(0)
	if i == len(some.tokens) {
		return true
	}
	if _, k := countLeads.find(some, i); k > 0 { // gồm 04 đồng chí
		if n, _ := some.howMany(i + k); n > 0 {
			i += k
		}
	}
	if n, k := some.howMany(i); k > 0 {
		_, unit := unitWords.find(some, i+k)
		_, role := roleWords.find(some, i+k+unit)
		switch end := i + k + unit + role; {
		case some.at(end).full == ledBy && unit > 0 && role == 0 && n > 0: // 4 đồng chí do đ/c An làm tổ trưởng
			c.total = n
			return true
		case end != len(some.tokens), n == 0, unit+role == 0:
			return false
		case role > 0 || t.isSign(i-1, "+") && c.names > 0:
			c.roles += n
		default:
			c.total = n
		}
		return true
	}
	known := true
	for _, one := range some.slashed(i) {
		name, only := one.person(0)
		if name {
			c.names++
		}
		known = known && (name || only)
	}
	return known
}

// countLeads stand before a number of people.
var countLeads = lexiconOf(meaning[bool]{"gồm|gồm có|có|tổng|tổng số|tổng cộng|quân số|số lượng", true})

// ledBy begins what is said of a team's leader, behind the number of its people.
var ledBy = read("do").tokens[0].full

// slashed parts the text from i on at strokes between names: Hùng/Lan, but not Tr/úy.
func (t *text) slashed(i int) []*text {
	var all []*text
	from := i
	for at := i; at < len(t.tokens); at++ {
		if _, k := titleWords.find(t, at); k > 1 {
			at += k - 1
			continue
		}
		if t.isSign(at, "/") && at > from && len(t.at(at-1).plain) > 1 && len(t.at(at+1).plain) > 1 {
			all = append(all, t.cut(from, at))
			from = at + 1
		}
	}
	return append(all, t.cut(from, len(t.tokens)))
}

// howMany reads a number, or a word for one, before people.
func (t *text) howMany(i int) (n, k int) {
	if v, k := numerals.find(t, i); k > 0 {
		if _, unit := unitWords.find(t, i+k); unit > 0 {
			return v, k
		}
		return 0, 0
	}
	if n, ok := t.small(i, 2); ok {
		return n, 1
	}
	return 0, 0
}

// person says whether the text from i on names somebody, with titles, what they are and a telephone number around; only
// is true where it holds nothing but such things.
func (t *text) person(i int) (name, only bool) {
	words, capital := 0, false
	if _, k := notNames.find(t, i); k > 0 {
		return false, false
	}
	for i < len(t.tokens) {
		if _, k := titleWords.find(t, i); k > 0 && words == 0 && i+k < len(t.tokens) {
			i += k
			continue
		}
		if _, k := roleWords.find(t, i); k > 0 && (words > 0 || i+k == len(t.tokens) || k > 1) {
			i += k
			continue
		}
		if k := t.phone(i); k > 0 {
			i += k
			continue
		}
		one := t.at(i)
		if t.isAbbreviation(i) {
			i++
			continue
		}
		if _, k := phoneWords.find(t, i); k > 0 || t.isSign(i, ".:-–—'\"/") {
			i += max(1, k)
			continue
		}
		if _, k := unitWords.find(t, i); k > 0 || one.kind != word {
			return false, false
		}
		words++
		capital = capital || unicode.IsUpper(firstRune(t.s[one.from:]))
		i++
	}
	return words > 0 && words <= 5 && (capital || words <= 4 && !t.anyCapital()), words == 0
}

// isAbbreviation says whether the word at i is one of capitals without a vowel, such as ĐTN, which is no name.
func (t *text) isAbbreviation(i int) bool {
	one := t.at(i)
	written := t.s[one.from:one.to]
	return one.kind == word && utf8.RuneCountInString(written) > 1 && written == strings.ToUpper(written) && !strings.ContainsAny(one.plain, "aeiouy")
}

var phoneWords = lexiconOf(meaning[bool]{"sđt|số|số điện thoại|đt|điện thoại|tel|zalo", true})

// notNames begin lines about something else.
var notNames = lexiconOf(meaning[bool]{"thời gian|địa điểm|thành phần|phương tiện|nội dung|lưu ý|yêu cầu|trang phục|mang theo|tập trung|số lượng|kế hoạch|nhiệm vụ|đề nghị|chú ý|ghi chú|thiếu|nghỉ|địa bàn|phụ trách|khu vực|tuyến|xuất phát|nơi xuất phát|điểm xuất phát|tập kết", true})

// anyCapital says whether the whole text has a capital letter, so that names would have them too.
func (t *text) anyCapital() bool {
	for _, r := range t.s {
		if unicode.IsUpper(r) {
			return true
		}
	}
	return false
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}
