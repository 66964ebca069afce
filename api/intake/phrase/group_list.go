package phrase

import "strconv"

func itoa(n int) string { return strconv.Itoa(n) }

// Groups reads a cell that lists groups, each once: "TDP 1, 2", "TDP 1-3", "tổ 1 và 2; KP3". A number or a name without
// a kind has that before it. "Tất cả" is none, which is all.
func Groups(cell string) []Group {
	t := read(cell)
	if _, ok := allGroups.is(t, 0, len(t.tokens)); ok {
		return nil
	}
	list, _ := t.groups()
	return list
}

// groups reads a list of groups. It is sure where each has its kind, or is a number behind one that has.
func (t *text) groups() (list []Group, sure bool) {
	sure = true
	seen := map[string]bool{}
	kind := NoKind
	for _, c := range t.groupParts() {
		some, known := t.cut(c.from, c.to).groupPart(kind)
		sure = sure && known
		for _, g := range some {
			if key := g.Key(); !seen[key] && len(list) < maxGroups {
				seen[key] = true
				list = append(list, g)
			}
			kind = g.Kind
		}
	}
	return list, sure
}

// groupPart reads a part of a list of groups: one of them, or a range of numbers. kind is that of the part before, which
// a number and a name without a kind have too. It is not known where the group has only its own words.
func (t *text) groupPart(kind Kind) (list []Group, known bool) {
	i := t.skipSigns(0)
	for _, n := groupLeads.find(t, i); n > 0; _, n = groupLeads.find(t, i) {
		next := t.skipSigns(i + n)
		if _, k := kindWords.find(t, next); k == 0 && t.numeral(next) == 0 && !t.leads(next) {
			break
		}
		i = next
	}
	g, n := t.group(i, loose)
	if n > 0 && g.Kind == NoKind {
		g.Kind = kind
	}
	if n > 0 {
		if last, k := t.rangeEnd(g, i+n); k > 0 && i+n+k == len(t.tokens) {
			first, _ := strconv.Atoi(g.Name)
			for at := first; at <= last; at++ {
				list = append(list, Group{Kind: g.Kind, Name: itoa(at)})
			}
			return list, true
		}
		if t.afterGroup(&g, i+n, loose) == len(t.tokens) {
			return []Group{g}, true
		}
	}
	g, ok := named(t.between(0, len(t.tokens)))
	if !ok {
		return nil, false
	}
	if t.name(0) == len(t.tokens) {
		g.Kind = kind
	}
	return []Group{g}, false
}

// leads says whether words that stand before groups are at i.
func (t *text) leads(i int) bool {
	_, n := groupLeads.find(t, i)
	return n > 0
}

// maxGroups is the most groups of a cell.
const maxGroups = 200

var (
	allGroups = lexiconOf(meaning[bool]{"tất cả|tất cả các tổ|các tổ|mọi tổ|toàn phường|toàn xã|cả phường|cả xã|all|toàn bộ|toàn địa bàn|toàn bộ địa bàn|toàn bộ phường|toàn bộ xã|cả địa bàn|" +
		"tất cả địa bàn|tất cả các tdp|tất cả tdp|tất cả các tổ dân phố|tất cả tổ dân phố|các tổ dân phố|các tdp|tất cả các thôn|các thôn|tất cả các khu phố|các khu phố|tất cả các ấp|" +
		"còn lại|các tổ còn lại|các tdp còn lại|các tổ dân phố còn lại|địa bàn còn lại|phần còn lại", true})
	// groupLeads stand before a group or a list of them.
	groupLeads = lexiconOf(meaning[bool]{"các|từ|gồm|gồm các|địa bàn|địa bàn các|phụ trách|phụ trách các|phụ trách địa bàn|khu vực|đi|tại|ở|thuộc", true})
	groupJoins = lexiconOf(meaning[bool]{"và|and", true})
)

// groupParts are the parts of a list of groups. A comma before "phường" or the like parts nothing.
func (t *text) groupParts() []clause {
	var all []clause
	from := 0
	for i := 0; i <= len(t.tokens); i++ {
		_, k := groupJoins.find(t, i)
		if i < len(t.tokens) && k == 0 && !t.isSign(i, ",;\n&+|") {
			continue
		}
		if _, w := wardWords.find(t, i+1); w > 0 && t.isSign(i, ",") {
			continue
		}
		if from < i {
			all = append(all, clause{from: from, to: i})
		}
		from = i + max(1, k)
	}
	return all
}

// rangeEnd reads behind a number at i the end of a range: "-3", "đến 3", "đến TDP 3". n is how many tokens it has.
func (t *text) rangeEnd(g Group, i int) (last, n int) {
	_, dash := untilWords.find(t, i)
	if dash == 0 {
		return 0, 0
	}
	end, k := t.group(i+dash, loose)
	if k == 0 || end.Kind != NoKind && end.Kind != g.Kind {
		return 0, 0
	}
	first, err := strconv.Atoi(g.Name)
	last, err2 := strconv.Atoi(end.Name)
	if err != nil || err2 != nil || last <= first || last-first > maxGroups {
		return 0, 0
	}
	return last, dash + k
}
