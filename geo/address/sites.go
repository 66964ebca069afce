package address

import (
	"slices"
	"strings"

	"gonha/geo"
)

// site is a place of the map that people call by its name, or by what it is: a school, the police, a block of flats.
type site struct {
	written string // as the map has it, or empty
	words   []string
	at      geo.Point
	radius  float64 // metres from there to its farthest corner
	home    bool    // people live there
}

// siteTable finds sites by their words.
type siteTable struct {
	all    []site
	byWord map[string][]int32
}

// Site is a place of a map with a name, or without one but of a kind: "police", "townhall", "community_centre".
type Site struct {
	Names  []string // all it has, the first as it is to be shown
	Kind   string   // OpenStreetMap's value of amenity, or empty
	Home   bool     // people live there: a building, a housing estate
	At     geo.Point
	Radius float64 // metres from there to its farthest corner
}

// Site adds a place that people may call by its name. One without a name and without a kind that says what it is
// called is passed over.
func (b *Builder) Site(s Site) {
	kind := kindWords[s.Kind]
	if !s.At.Valid() {
		return
	}
	named := false
	for _, name := range s.Names {
		words := siteWords(splitWords(name))
		if len(words) == 0 {
			continue
		}
		named = true
		if kind != "" && !slices.Contains(words, kind) && !slices.ContainsFunc(words, isSchool) {
			words = append([]string{kind}, words...)
		}
		b.sites = append(b.sites, site{s.Names[0], words, s.At, s.Radius, s.Home})
	}
	if !named && kind != "" && kind != "truong" {
		b.sites = append(b.sites, site{"", []string{kind}, s.At, s.Radius, false})
	}
}

// kindWords are what places of a kind are called, in the words of siteWords.
var kindWords = map[string]string{"police": "ca", "townhall": "ubnd", "community_centre": "nvh", "marketplace": "cho", "school": "truong", "college": "truong", "university": "truong"}

func tableOf(sites []site) *siteTable {
	t := &siteTable{all: sites, byWord: map[string][]int32{}}
	for i, s := range sites {
		for _, w := range s.words {
			if list := t.byWord[w]; len(list) == 0 || list[len(list)-1] != int32(i) {
				t.byWord[w] = append(list, int32(i))
			}
		}
	}
	return t
}

// sameWords are phrases that say the same, and the word for all of them; an empty one is left out.
var sameWords = func() map[string][][2][]string {
	all := map[string][][2][]string{}
	for _, line := range [...]string{
		"ca: cong an", "ca phuong: cap", "ca xa: cax", "ca quan: caq",
		"ubnd: uy ban nhan dan|uy ban|ub", ": hoi dong nhan dan|hdnd|dang uy", ": tru so|tru so lam viec|van phong",
		"nvh: nha van hoa|nha vh|nha sinh hoat cong dong|nha shcd|nha sinh hoat|diem sinh hoat cong dong|nha hop",
		"thcs: trung hoc co so|cap 2", "thpt: trung hoc pho thong|cap 3", "th: tieu hoc|cap 1",
		"mn: mam non|mau giao|mg", "tyt: tram y te", "bv: benh vien", "phuong: p", "quan: q", "tp: thanh pho",
		"to: to dan pho|tdp", "kp: khu pho", ": so", ": toa nha|toa|chung cu|cc|khu tap the|ktt|tap the|khu do thi|kdt|block|cao oc", "hcm: ho chi minh",
	} {
		to, phrases, _ := strings.Cut(line, ":")
		for phrase := range strings.SplitSeq(phrases, "|") {
			from := strings.Fields(phrase)
			all[from[0]] = append(all[from[0]], [2][]string{from, strings.Fields(to)})
		}
	}
	for first := range all {
		slices.SortStableFunc(all[first], func(a, b [2][]string) int { return len(b[0]) - len(a[0]) })
	}
	return all
}()

// begin says whether words begin with these plain ones.
func begin(words []word, plains []string) bool {
	if len(words) < len(plains) {
		return false
	}
	for i, p := range plains {
		if words[i].plain != p {
			return false
		}
	}
	return true
}

// siteWords are the words of a site's name with those of one meaning made one, each once. One word alone
// that stands for others is an abbreviation and has no signs: CAP is công an phường, cấp is not.
func siteWords(words []word) []string {
	var made []string
next:
	for len(words) > 0 {
		for _, same := range sameWords[words[0].plain] {
			if n := len(same[0]); begin(words, same[0]) && !(n == 1 && len(same[1]) > 0 && words[0].signed()) {
				made, words = appendNew(made, same[1]...), words[n:]
				continue next
			}
		}
		made, words = appendNew(made, words[0].plain), words[1:]
	}
	if slices.ContainsFunc(made, isSchool) { // which is a "trường" whether that is said or not
		made = slices.DeleteFunc(made, func(w string) bool { return w == "truong" })
	}
	return made
}

func isSchool(word string) bool {
	return word == "thcs" || word == "thpt" || word == "th" || word == "mn"
}

func appendNew(list []string, more ...string) []string {
	for _, s := range more {
		if !slices.Contains(list, s) {
			list = append(list, s)
		}
	}
	return list
}
