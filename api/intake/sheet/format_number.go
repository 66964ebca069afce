package sheet

import (
	"math"
	"strconv"
	"strings"
)

// number shows a number that is not negative by a section for numbers.
func (s *section) number(v float64) string {
	switch {
	case s.slash > 0:
		return s.fraction(v)
	case s.expo > 0:
		return s.scientific(v)
	}
	var d decimal
	if s.whole+s.places > 0 {
		d = decimalOf(v)
		d.shift(s.scale)
		d.round(s.places)
	}
	var b strings.Builder
	s.fill(&b, s.pieces, &d, v)
	return b.String()
}

// fill shows pieces with a number's figures in their placeholders, those before the point from the right.
func (s *section) fill(b *strings.Builder, pieces []piece, d *decimal, v float64) {
	whole, place, decimals, noughts := s.whole, 0, false, false
	shown := d.shown(pieces)
	for _, p := range pieces {
		switch {
		case p.what == literal:
			b.WriteString(p.text)
		case p.what == anything:
			b.WriteString(general(v))
		case p.what == point:
			if s.whole == 0 { // .00 has no placeholder for them
				for n := d.point; n > 0; n-- {
					s.wholeFigure(b, d, n, "#")
				}
			}
			b.WriteByte('.')
			decimals = true
		case p.what == digit && decimals:
			if place < shown {
				b.WriteByte(d.at(d.point + place))
			} else if p.text == "?" {
				b.WriteByte(' ')
			}
			place++
		case p.what == digit:
			from := whole // the figures that have no placeholder of their own go before the first
			if whole == s.whole {
				from = max(whole, d.point)
			}
			if noughts = noughts || p.text == "0"; noughts {
				p.text = "0" // none of those behind it is left out
			}
			for ; from >= whole; from-- {
				s.wholeFigure(b, d, from, p.text)
			}
			whole--
		}
	}
}

// wholeFigure shows the n-th figure before the point, counted from there, or what its placeholder has it be
// where the number has none.
func (s *section) wholeFigure(b *strings.Builder, d *decimal, n int, placeholder string) {
	switch {
	case n <= d.point:
		b.WriteByte(d.at(d.point - n))
	case placeholder == "0":
		b.WriteByte('0')
	case placeholder == "?":
		b.WriteByte(' ')
		return
	default:
		return
	}
	if s.group && n > 1 && n%3 == 1 {
		b.WriteByte(',')
	}
}

// scientific shows a number with an exponent: 1.5E+03.
func (s *section) scientific(v float64) string {
	d := decimalOf(v)
	d.shift(s.scale)
	power, whole := 0, max(s.whole, 1)
	for range 2 { // once more where 9.99 is rounded to 10
		if d.zero() {
			break
		}
		power += d.point - 1
		d.point = 1
		if shift := ((power % whole) + whole) % whole; whole > 1 { // by threes, where there are three placeholders
			power, d.point = power-shift, 1+shift
		}
		before := d.point
		if d.round(s.places); d.point == before {
			break
		}
	}
	var b strings.Builder
	s.fill(&b, s.pieces[:s.expo], &d, v)
	b.WriteByte('E')
	if power < 0 {
		b.WriteByte('-')
	} else if strings.HasSuffix(s.pieces[s.expo].text, "+") {
		b.WriteByte('+')
	}
	figures := 0
	for _, p := range s.pieces[s.expo+1:] {
		if p.what == digit {
			figures++
		}
	}
	text := strconv.Itoa(max(power, -power))
	b.WriteString(strings.Repeat("0", max(0, figures-len(text))))
	b.WriteString(text)
	for _, p := range s.pieces[s.expo+1:] {
		if p.what == literal {
			b.WriteString(p.text)
		}
	}
	return b.String()
}

// fraction shows a number as a whole and a fraction, 3 1/2, without the blanks that line up columns.
func (s *section) fraction(v float64) string {
	most, fixed, mixed := s.denominators()
	whole := 0.0
	if mixed {
		whole = math.Floor(v)
	}
	numerator, denominator := nearestFraction(v-whole, most, fixed)
	if mixed && numerator == denominator {
		whole, numerator = whole+1, 0
	}
	switch {
	case !mixed:
		return decimals(numerator, 0) + "/" + decimals(denominator, 0)
	case numerator == 0:
		return decimals(whole, 0)
	case whole == 0:
		return decimals(numerator, 0) + "/" + decimals(denominator, 0)
	}
	return decimals(whole, 0) + " " + decimals(numerator, 0) + "/" + decimals(denominator, 0)
}

// denominators gives the largest denominator of a section's fractions, the only one where it is fixed, and
// whether the whole goes before them.
func (s *section) denominators() (most, fixed float64, mixed bool) {
	most = 1
	for _, p := range s.pieces[s.slash+1:] {
		switch {
		case p.what == digit && fixed == 0:
			most = min(most*10, 1000)
		case p.what == digit, p.what == literal && len(p.text) == 1 && p.text[0] >= '0' && p.text[0] <= '9':
			fixed = min(fixed*10+float64(p.text[0]&0xf), 1e6)
		}
	}
	run := 0 // placeholders of the numerator
	for at := s.slash - 1; at >= 0 && s.pieces[at].what == digit; at-- {
		run++
	}
	return most - 1, fixed, s.digitsBefore(s.slash - run)
}

// digitsBefore says whether there is a placeholder before a piece.
func (s *section) digitsBefore(at int) bool {
	for _, p := range s.pieces[:at] {
		if p.what == digit {
			return true
		}
	}
	return false
}

// nearestFraction is the fraction nearest to a number, of the least denominator.
func nearestFraction(v, most, fixed float64) (numerator, denominator float64) {
	if fixed > 0 {
		return math.Round(v * fixed), fixed
	}
	best := math.Inf(1)
	for d := 1.0; d <= most; d++ {
		n := math.Round(v * d)
		if miss := math.Abs(v - n/d); miss < best-1e-12 {
			best, numerator, denominator = miss, n, d
		}
	}
	return numerator, denominator
}

// decimal is a number that is not negative by its figures, of which Excel knows 15. Rounding works on these, so
// that 1.005 is 1.01 as people expect.
type decimal struct {
	figures []byte // without noughts in front
	point   int    // figures before the point; may lie outside of them
}

// decimalOf gives a number's figures.
func decimalOf(v float64) decimal {
	text := strconv.FormatFloat(v, 'e', 14, 64) // d.dddddddddddddde+dd
	mantissa, exponent, _ := strings.Cut(text, "e")
	power, _ := strconv.Atoi(exponent)
	d := decimal{figures: []byte(mantissa[:1] + mantissa[2:]), point: power + 1}
	d.trim()
	return d
}

// trim takes off noughts at both ends.
func (d *decimal) trim() {
	for len(d.figures) > 0 && d.figures[len(d.figures)-1] == '0' {
		d.figures = d.figures[:len(d.figures)-1]
	}
	for len(d.figures) > 0 && d.figures[0] == '0' {
		d.figures, d.point = d.figures[1:], d.point-1
	}
	if len(d.figures) == 0 {
		d.point = 0
	}
}

func (d *decimal) zero() bool { return len(d.figures) == 0 }

// at is the i-th figure.
func (d *decimal) at(i int) byte {
	if i < 0 || i >= len(d.figures) {
		return '0'
	}
	return d.figures[i]
}

// shift moves the figures to the left.
func (d *decimal) shift(figures int) {
	if !d.zero() {
		d.point += figures
	}
}

// round leaves so many decimals, half a unit going up.
func (d *decimal) round(places int) {
	keep := d.point + places
	if keep >= len(d.figures) {
		return
	}
	up := keep >= 0 && d.at(keep) >= '5'
	d.figures = d.figures[:max(keep, 0)]
	if up {
		i := len(d.figures) - 1
		for ; i >= 0 && d.figures[i] == '9'; i-- {
			d.figures[i] = '0'
		}
		if i >= 0 {
			d.figures[i]++
		} else {
			d.figures, d.point = append([]byte{'1'}, d.figures...), d.point+1
		}
	}
	d.trim()
}

// shown is how many decimals a number is shown with: as many as it has, and at least as far as the last nought
// among the placeholders.
func (d *decimal) shown(pieces []piece) int {
	shown, place, behind := max(0, len(d.figures)-d.point), 0, false
	for _, p := range pieces {
		switch {
		case p.what == point:
			behind = true
		case p.what == digit && behind:
			if place++; p.text == "0" {
				shown = max(shown, place)
			}
		}
	}
	return shown
}
