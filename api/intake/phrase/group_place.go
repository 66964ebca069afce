package phrase

import "strings"

// ward or commune, and what is larger.
var (
	wardWords = lexiconOf(meaning[bool]{"phường|p|xã|x|thị trấn|tt|đặc khu|ward|commune", true},
		meaning[bool]{"quận|q|huyện|h|thị xã|tx|thành phố|tp|tỉnh|district", false})
	alleyWords = lexiconOf(meaning[bool]{"ngõ|ngách|hẻm|kiệt|đường|phố|chợ|đình|chùa|cầu|gần|cạnh|đối diện|cổng|trường|nhà văn hóa|nhà văn hoá|nvh|số nhà|đầu|cuối", true})
)

// afterGroup reads what may stand behind a group: what it is part of, its ward, the city, a bracket. It gives the token
// at which it does not understand any more, or the end.
func (t *text) afterGroup(g *Group, i int, how care) int {
	for i < len(t.tokens) {
		at := i
		for t.isSign(at, ",.-–—:;") {
			at++
		}
		if t.isSign(at, "([") {
			end := t.closing(at)
			if end < 0 {
				return i
			}
			i = end
			continue
		}
		if at == len(t.tokens) {
			return at
		}
		if isWard, k := wardWords.find(t, at); k > 0 {
			name, n := t.areaName(at + k)
			if n == 0 {
				return i
			}
			if isWard && g.Ward == "" {
				g.Ward = name
			}
			i = at + k + n
			continue
		}
		outer, n := t.group(at, how)
		if n == 0 || g.Kind == NoKind || outer.Kind == NoKind || outer.Kind == g.Kind || g.Outer != nil {
			return i
		}
		if outer.Kind.rank() < g.Kind.rank() { // khu phố 5, tổ 3
			ward := g.Ward
			*g, outer = outer, Group{Kind: g.Kind, Name: g.Name}
			g.Ward = ward
		}
		g.Outer = &outer
		i = at + n
	}
	return i
}

// rank says which kinds may be part of others: one is part of those of a higher rank.
func (k Kind) rank() int {
	switch k {
	case ToDanPho:
		return 1
	case Xom, Cum, CumDanCu, Doi:
		return 2
	}
	return 3
}

// closing is the token behind the bracket that closes the one at i, or -1.
func (t *text) closing(i int) int {
	for k := i + 1; k < len(t.tokens); k++ {
		if t.isSign(k, ")]") {
			return k + 1
		}
	}
	return -1
}

// areaName reads the name of a ward or of what is larger at i: a number, or words up to a comma, a bracket or the next
// area. A ward's may have a dash in it, "Văn Miếu - Quốc Tử Giám".
func (t *text) areaName(i int) (name string, n int) {
	if t.isSign(i, ".") {
		n++
	}
	from := i + n
	if one := t.at(from); one.kind == number {
		if len(one.plain) > 2 { // P.302 is a room
			return "", 0
		}
		return strings.TrimLeft(one.plain, "0"), n + 1
	}
	for k := from; ; k++ {
		one := t.at(k)
		if one.plain == "" || one.kind == sign && !(one.plain == "-" || one.plain == "–" || one.plain == "'" || one.plain == ".") {
			break
		}
		if one.kind == sign && k == from {
			break
		}
		if k > from {
			if _, w := wardWords.find(t, k); w > 0 && (w > 1 || t.isSign(k+1, ".") || len(one.plain) > 1 || t.isSign(k-1, "-–")) {
				break
			}
		}
		n = k + 1 - i
	}
	for n > 0 && t.at(i+n-1).kind == sign {
		n--
	}
	if i+n <= from {
		return "", 0
	}
	return capitals(t.between(from, i+n)), n
}

// GroupIn finds the residential group that an address names: "38 Cát Linh, TDP số 1, P. Văn Miếu - Quốc Tử Giám" gives
// tổ dân phố 1 with its ward. What stands behind ngõ, đường, phố and the like is no group.
func GroupIn(address string) (Group, bool) {
	t := read(address)
	for i := range t.tokens {
		if _, k := kindWords.find(t, i); k == 0 || t.behindAlley(i) || i > 0 && !t.tokens[i].space && t.tokens[i-1].kind != sign {
			continue
		}
		g, n := t.group(i, strict)
		if n == 0 {
			continue
		}
		for at := t.afterGroup(&g, i+n, strict); at < len(t.tokens) && g.Ward == ""; at++ {
			if isWard, k := wardWords.find(t, at); k > 0 && isWard && t.isSign(at-1, ",.;-–—") {
				g.Ward, _ = t.areaName(at + k)
			}
		}
		return g, true
	}
	return Group{}, false
}

// Title finds the group that the title of a list names: "DANH SÁCH CÔNG DÂN CHƯA KÍCH HOẠT - TỔ DÂN PHỐ SỐ 4". A group by
// name must end it. It is false where the title names several, or none.
func Title(s string) (Group, bool) {
	t := read(s)
	var found Group
	for i := 0; i < len(t.tokens); i++ {
		if _, k := kindWords.find(t, i); k == 0 || t.behindAlley(i) || i > 0 && !t.tokens[i].space && t.tokens[i-1].kind != sign {
			continue
		}
		g, n := t.group(i, strict)
		if n == 0 {
			continue
		}
		end := t.skipSigns(t.afterGroup(&g, i+n, strict))
		numbered := g.Name[0] >= '0' && g.Name[0] <= '9'
		_, nested := kindWords.find(t, i+1)
		switch {
		case !numbered && (end < len(t.tokens) || nested > 0 || len(strings.Fields(g.Name)) > 3):
			continue
		case t.moreNumbers(i + n), found.Name != "" && found.Key() != g.Key():
			return Group{}, false
		}
		found, i = g, i+n-1
	}
	return found, found.Name != ""
}

// moreNumbers says whether another number follows at i, as in a list or a range.
func (t *text) moreNumbers(i int) bool {
	if t.isSign(i, ",;&+-–—/") {
		return t.numeral(i+1) > 0
	}
	if _, k := groupJoins.find(t, i); k > 0 {
		return true
	}
	_, k := untilWords.find(t, i)
	return k > 0 && t.numeral(i+k) > 0
}

// behindAlley says whether the word before i makes what follows a street's name or a landmark's.
func (t *text) behindAlley(i int) bool {
	for back := 1; back <= 3 && i-back >= 0; back++ {
		if _, n := alleyWords.find(t, i-back); n == back {
			return true
		}
	}
	return false
}

// Section reads a row that heads the rows of a group below it: "TỔ DÂN PHỐ SỐ 1 (35 hộ)", "I. Thôn Đông", "Thôn Đông -
// 12 người". It is false for a row that says anything else.
func Section(row string) (Group, bool) {
	t := read(row)
	i := t.enumerator(0)
	g, n := t.group(i, strict)
	if n == 0 || g.Kind == NoKind {
		return Group{}, false
	}
	at := i + n
	for {
		at = t.afterGroup(&g, at, strict)
		next := t.skipSigns(at)
		if t.at(next).kind != number {
			break
		}
		_, k := countedWords.find(t, next+1)
		if k == 0 {
			return Group{}, false
		}
		at = next + 1 + k
	}
	end := t.skipSigns(at)
	_, led := leaderWords.find(t, end)
	if led == 0 && t.isSign(end-1, "-–—(") {
		_, led = elderWords.find(t, end) // Tổ 1 - Ông Nguyễn Văn Mẫu
	}
	return g, end == len(t.tokens) || led > 0
}

// elderWords stand before the name of a group's leader; officers are of teams.
var elderWords = lexiconOf(meaning[bool]{"ông|bà", true})

// leaderWords begin what is said of a group's leader.
var leaderWords = lexiconOf(meaning[bool]{"tổ trưởng|tổ trưởng tdp|trưởng thôn|trưởng khu|trưởng ấp|trưởng bản|trưởng xóm|trưởng khóm|trưởng khu phố|khu phố trưởng|bí thư|phụ trách|người phụ trách|cán bộ|cskv|cảnh sát khu vực|liên hệ|sđt", true})

// enumerator is the token behind a bullet, or "I.", "1)", "a." at i.
func (t *text) enumerator(i int) int {
	i = t.skipSigns(i)
	one := t.at(i)
	if (one.kind == number && len(one.plain) <= 3 || one.kind == word && (len(one.plain) == 1 || roman(t.s[one.from:one.to]) > 0)) && t.isSign(i+1, ".)-/:\u20e3") && t.at(i+2).plain != "" {
		if k := t.skipSigns(i + 1); k < len(t.tokens) {
			return k
		}
	}
	return i
}
