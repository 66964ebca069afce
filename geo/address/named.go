package address

import (
	"slices"
	"strings"

	"gonha/geo"
)

// Confidence in a place that is called by its name: where the name is the same, where the text says less than the map
// and where it says more; and in a block of flats that has only a number of the estate.
const (
	fullName = 0.93
	lessName = 0.75
	moreName = 0.65
	itsKind  = 0.62
	blockNo  = 0.55

	otherWard = 0.35 // as a factor: of one ward's police the text does not say the ward
)

// leadIn are words before a name that say only that somebody is to be there.
var leadIn = func() map[string]string {
	all := map[string]string{}
	for _, w := range splitWords("điểm nơi địa tập trung kết xuất phát từ tại ở trước cổng sân sảnh") {
		all[w.plain] = w.full
	}
	return all
}()

// placeName takes the words of a place's name out of a text: what leads up to it and the address behind it are left.
func placeName(text string) []word {
	words := splitWords(text)
	for len(words) > 1 {
		lead, known := leadIn[words[0].plain]
		if !known || words[0].signed() && words[0].full != lead || !words[0].signed() && words[0].plain == "cong" && words[1].plain == "an" {
			break
		}
		words = words[1:]
	}
	for i := 1; i < len(words); i++ {
		if words[i].cut && !words[i].dash {
			return words[:i]
		}
	}
	return words
}

// levels are the words for what a ward is, which stand for its name: "công an phường".
var levels = map[string]bool{"phuong": true, "xa": true, "tran": true}

// Named looks for places that a text calls by their name or by what they are, "Công an phường", "Nhà văn hóa tổ 5",
// "trường THCS Cầu Mới", and gives up to so many of them, the best first. Ward is the one that the text means where it
// says none, or empty. As with [Index.Candidates] the first is not sure where another place is as good.
func (x *Index) Named(text, ward string, most int) []Match {
	q := queryOf(text, "", ward)
	said := siteWords(placeName(text))
	if len(said) == 0 {
		return nil
	}
	ways := [][]string{said}
	if levels[said[len(said)-1]] {
		for _, name := range q.wards() {
			ways = append(ways, appendNew(slices.Clone(said), strings.Fields(name)...))
		}
	}
	return x.decide(x.called(&q, ways), &q, most)
}

// called are the sites that one of several ways to say a name may mean.
func (x *Index) called(q *query, ways [][]string) []candidate {
	t := x.siteTable()
	if t == nil {
		return nil
	}
	best := map[int32]float64{}
	for k, words := range ways {
		for _, w := range words {
			for _, i := range t.byWord[w] {
				a := agreement(words, t.all[i].words)
				if k == 0 && len(ways) > 1 && a == lessName { // it has the name of another ward
					a *= otherWard
				}
				best[i] = max(best[i], a)
			}
		}
	}
	var found []candidate
	for i := range t.all {
		if s := &t.all[i]; best[int32(i)] > 0 {
			m := Match{Point: s.at, Metres: max(20, s.radius), By: BySite, Confidence: best[int32(i)], Name: s.written}
			found = append(found, candidate{m, x.fits(q, s.at)})
		}
	}
	return found
}

// agreement is the confidence that a text of some words means a place that the map calls by others; 0 is none.
func agreement(said, mapped []string) float64 {
	less, _ := missing(mapped, said) // words that the text does not say
	more, levelsOnly := missing(said, mapped)
	switch {
	case less == 0 && more == 0:
		return fullName
	case more == 0 && (len(said) > 1 || said[0] == mapped[0]):
		return lessName
	case less == 0 && len(mapped) == 1 && levelsOnly && isKind(mapped[0]):
		return itsKind
	case less == 0 && len(mapped) > 2 && said[0] == mapped[0]:
		return moreName
	}
	return 0
}

// missing counts the words that are not among others, and says whether they are but levels.
func missing(words, among []string) (n int, levelsOnly bool) {
	levelsOnly = true
	for _, w := range words {
		if !slices.Contains(among, w) && !(w == "truong" && slices.ContainsFunc(among, isSchool)) {
			n++
			levelsOnly = levelsOnly && levels[w]
		}
	}
	return n, levelsOnly
}

func isKind(word string) bool {
	for _, kind := range kindWords {
		if word == kind {
			return true
		}
	}
	return false
}

// building finds the block of flats or the building that an address names.
func (x *Index) building(q *query) []candidate {
	t := x.siteTable()
	if t == nil {
		return nil
	}
	var estate []geo.Point
	block := q.Building
	name := siteWords(splitWords(q.Estate.Plain))
	if len(name) == 0 && q.House == "" && q.Flat != "" && len(q.Alleys) == 0 {
		name = siteWords(splitWords(q.Street.Plain)) // "Hoa Sen, tầng 5"
	}
	var found []candidate
	if len(name) > 0 {
		for i := range t.all {
			if s := &t.all[i]; s.home && sameSet(s.words, name) {
				estate = append(estate, s.at)
				found = append(found, x.atSite(q, s, plainBuilding))
			}
		}
		if block == "" {
			return found
		}
	}
	if block == "" {
		return nil
	}
	const within = 600 // metres from its estate
	var blocks []candidate
	for _, i := range t.byWord[block] {
		s := &t.all[i]
		switch {
		case !s.home:
		case len(name) > 0 && sameSet(s.words, append([]string{block}, name...)):
			blocks = append(blocks, x.atSite(q, s, plainBuilding))
		case len(s.words) == 1 && nearest(s.at, estate) <= within:
			blocks = append(blocks, x.atSite(q, s, plainBuilding))
		case len(s.words) == 1 && len(estate) == 0:
			blocks = append(blocks, x.atSite(q, s, blockNo))
		}
	}
	if len(blocks) > 0 {
		return blocks
	}
	for i := range found { // the estate alone
		found[i].Confidence = min(found[i].Confidence, ofGroup+0.1)
	}
	return found
}

// plainBuilding is the confidence in a building that is called by its name alone.
const plainBuilding = 0.72

func (x *Index) atSite(q *query, s *site, confidence float64) candidate {
	m := Match{Point: s.at, Metres: max(20, s.radius), By: ByBuilding, Confidence: min(confidence, max(within(s.radius), 0.3)), Name: s.written}
	return candidate{m, x.fits(q, s.at)}
}

func sameSet(a, b []string) bool { return len(a) == len(b) && holdsAll(a, b) }

// siteTable is that of the map.
func (x *Index) siteTable() *siteTable {
	for ; x != nil; x = x.base {
		if x.sites != nil {
			return x.sites
		}
	}
	return nil
}
