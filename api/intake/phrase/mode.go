package phrase

import "gonha/solver/campaign"

// way is how a team travels.
type way struct {
	mode  campaign.Mode
	exact bool // false where the mode is only the nearest
}

var modeWords = lexiconOf(
	meaning[way]{"walk|walking|foot|on foot|đi bộ|bộ|đi bộ hành|bộ hành|cuốc bộ", way{campaign.Walk, true}},
	meaning[way]{"motorbike|motorcycle|motobike|motor|honda|xe máy|xm|xe mô tô|mô tô|xe gắn máy|xe máy điện|đi xe máy|đi xm|bằng xe máy|xe|đi xe|scooter|xe tay ga", way{campaign.Motorbike, true}},
	meaning[way]{"ô tô|oto|ôtô|xe ô tô|đi ô tô|xe hơi|xe con|xe đạp|đi xe đạp|xe đạp điện|đi xe đạp điện|taxi|xe tải|xe bán tải|xe công|xe ô tô con|car|bicycle|bike", way{campaign.Motorbike, false}},
)

// Mode reads how a team travels. It is not exact where motorbike is only the nearest: for a car, a bicycle, or two ways
// at once. It is false for an empty text.
func Mode(s string) (mode campaign.Mode, exact, ok bool) {
	t := read(s)
	bare := &text{s: t.s, signed: t.signed}
	for _, one := range t.tokens {
		if one.kind == word { // 2 xe máy
			bare.tokens = append(bare.tokens, one)
		}
	}
	w, n := way{}, 0
	for i := 0; i < len(bare.tokens); i += n {
		var next way
		if next, n = bare.mode(i); n == 0 && len(bare.tokens) == 1 {
			if next = gluedModes[bare.tokens[0].plain]; next.mode != "" {
				n = 1
			}
		}
		if n == 0 {
			if n = bare.joint(i); n == 0 || i == 0 {
				return "", false, false
			}
			continue
		}
		if i > 0 && next != w {
			next = way{campaign.Motorbike, false}
		}
		w = next
	}
	return w.mode, w.exact, w.mode != ""
}

// gluedModes are the ways of travelling with their words written together.
var gluedModes = glue(modeWords)

// mode finds how a team travels at i, with any accents missing.
func (t *text) mode(i int) (way, int) {
	for _, e := range modeWords.at(&t.tokens[i]) {
		if t.likely(i, e.words) {
			return e.value, len(e.words)
		}
	}
	return way{}, 0
}

// joint gives how many tokens a word between two ways of travelling has.
func (t *text) joint(i int) int {
	_, n := modeJoins.find(t, i)
	return n
}

var modeJoins = lexiconOf(meaning[bool]{"và|hoặc|hay|or|and", true})
