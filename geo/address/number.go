package address

import (
	"strconv"
	"strings"
)

// number is a house number taken apart: 12a is 12 and a; 17-19 is 17 up to 19.
type number struct {
	first, last int
	letter      string // what follows the digits: "a", "bis", "a1"
}

// maxNumber is the highest house number there is.
const maxNumber = 99999

// numberOf takes a house number apart; false is for what has no digit at its beginning.
func numberOf(house string) (number, bool) {
	first, rest, ok := leading(house)
	if !ok {
		return number{}, false
	}
	n := number{first: first, last: first}
	before, after, ranged := strings.Cut(rest, "-")
	if ranged {
		if last, _, ok := leading(after); ok && last > first && last-first <= 40 {
			n.last = last
		}
	}
	n.letter = before
	return n, true
}

// leading parts digits from what follows them.
func leading(s string) (value int, rest string, ok bool) {
	i := 0
	for ; i < len(s) && s[i] >= '0' && s[i] <= '9'; i++ {
		if value = value*10 + int(s[i]-'0'); value > maxNumber {
			return 0, "", false
		}
	}
	return value, s[i:], i > 0
}

// holds says whether the house with number m is the one with number n or part of it.
func (n number) holds(m number) bool {
	if n.last == n.first {
		return n == m
	}
	return m.first >= n.first && m.last <= n.last && (m.first-n.first)%2 == 0
}

// roman is a name in plain letters, or the number if it is one of the Roman numerals up to 39.
func roman(n Name) string {
	if n.Full != "" || n.Plain == "" || strings.Trim(n.Plain, "ivx") != "" {
		return n.Plain
	}
	tens := len(n.Plain) - len(strings.TrimLeft(n.Plain, "x"))
	for ones, numeral := range [...]string{"", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"} {
		if n.Plain[tens:] == numeral && tens <= 3 {
			return strconv.Itoa(10*tens + ones)
		}
	}
	return n.Plain
}
