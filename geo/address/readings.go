package address

import (
	"slices"
	"strings"
)

// reading is one way to understand an address: a house in an alley of an alley ... of a street.
type reading struct {
	house  string
	chain  []string // alleys' numbers, the one at the street first
	upward bool     // slashes were read from the house up to the street: "34/12/68"
}

// readings gives the ways to read an address's numbers, the likelier first. Signs and maps write alleys from the
// street inwards, "ngách 68/12", and so does the south its house numbers, "68/12/34"; in the north many write a
// house first, "34/12/68".
func (a *Address) readings() []reading {
	down := a.read(false)
	if up := a.read(true); up.house != down.house || !slices.Equal(up.chain, down.chain) {
		up.upward = true
		return []reading{down, up}
	}
	return []reading{down}
}

// read reads slashes inwards, or upward.
func (a *Address) read(upward bool) reading {
	var r reading
	alleys := slices.Clone(a.Alleys)
	slices.SortStableFunc(alleys, func(a, b Alley) int { return a.Rank - b.Rank })
	for _, alley := range alleys {
		r.chain = extend(r.chain, parts(alley.Number, upward))
	}
	numbers := parts(a.House, upward)
	if len(numbers) == 0 {
		return r
	}
	r.house = numbers[len(numbers)-1]
	if len(numbers) > 1 {
		r.chain = extend(r.chain, numbers[:len(numbers)-1])
	}
	return r
}

// extend goes on into an alley. Its number may repeat those of the alleys around it: "ngách 68/12 ngõ 68", and
// "160/22 hẻm 160".
func extend(chain, more []string) []string {
	if len(chain) <= len(more) && slices.Equal(chain, more[:len(chain)]) {
		return more
	}
	return append(chain, more...)
}

// maxDepth is the most alleys in alleys.
const maxDepth = 8

// parts are the numbers between a number's slashes.
func parts(number string, upward bool) []string {
	if strings.Contains(number, "/") { // "K68/5" is kiệt 68, number 5
		number = strings.TrimLeft(number, "kh")
	}
	all := strings.FieldsFunc(number, func(r rune) bool { return r == '/' })
	all = all[:min(len(all), maxDepth)]
	if upward {
		slices.Reverse(all)
	}
	return all
}

// chainKey is what an alley is known by within its street; the street itself is "".
func chainKey(chain []string) string { return strings.Join(chain, "/") }
