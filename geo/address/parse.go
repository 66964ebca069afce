package address

import (
	"cmp"
	"slices"
	"strings"
)

// Parse reads an address. It takes any text: what it does not understand it leaves out, and the answer to a
// text that is none is empty but for Areas or Street.
func Parse(text string) Address { return parse(splitWords(text)) }

func parse(words []word) Address {
	p := parser{words: words}
	for _, w := range p.words {
		p.signed = p.signed || w.signed()
	}
	for p.at < len(p.words) {
		p.step()
	}
	slices.SortStableFunc(p.groups, func(a, b group) int { return a.rank - b.rank })
	for _, g := range p.groups {
		p.address.Group = strings.TrimSpace(p.address.Group + " " + g.name)
	}
	return p.address
}

// group is a residential group of a kind; that of the lowest rank is the smallest.
type group struct {
	name string
	rank int
}

// parser goes through the words from left to right.
type parser struct {
	words   []word
	signed  bool // the text has tone marks or other signs
	at      int
	bare    bool // the house was a number without a word before it
	also    bool // what comes next is another name of the ward: "nay là ..."
	groups  []group
	address Address
}

// step takes a keyword with what it is followed by, or a number, or a name.
func (p *parser) step() {
	a := &p.address
	if k, ok := keywordAt(p.words[p.at:], p.signed); ok {
		p.at += len(k.words)
		p.take(k)
		return
	}
	w := p.words[p.at]
	if w.number() {
		p.at++
		p.plainNumber(w)
		return
	}
	if w.full == formerly {
		p.at++
		return
	}
	also := p.also && a.Ward.Plain != ""
	p.also = false
	switch name := nameOf(p.name(), Unsaid); {
	case also:
		p.ward(name)
	case a.Street.Plain == "":
		a.Street = name
	default:
		a.Areas = append(a.Areas, name)
	}
}

// formerly is what follows the name that a ward had before: "phường 7 cũ".
var formerly = full("cũ")

// plainNumber takes a number without a keyword: a house, or a tower as "CT2", or both with a flat. Postal codes say nothing.
func (p *parser) plainNumber(w word) {
	a := &p.address
	letters := strings.IndexFunc(w.plain, func(r rune) bool { return r < 'a' || r > 'z' })
	flat, block, both := flatIn(w.plain)
	switch {
	case both:
		setText(&a.Flat, flat)
		setText(&a.Building, block)
	case len(w.plain) >= 5 && strings.Trim(w.plain, "0123456789") == "":
	case letters > 1:
		setText(&a.Building, w.plain)
	case a.House == "":
		a.House, p.bare = p.houseOf(w), true
	}
}

// flatIn parts a flat and its block that are written in one: "1205-ct2" and "b4-502".
func flatIn(number string) (flat, block string, ok bool) {
	one, other, two := strings.Cut(number, "-")
	if !two || one == "" || other == "" {
		return "", "", false
	}
	if one[0] >= 'a' && one[0] <= 'z' {
		one, other = other, one
	}
	digits := strings.Trim(one, "0123456789") == "" && len(one) >= 3
	return one, other, digits && other[0] >= 'a' && other[0] <= 'z' && isNumber(other)
}

// houseOf joins to a house number what belongs to it: "120 bis", "12 A", "12 - 14".
func (p *parser) houseOf(w word) string {
	house := w.plain
	if p.at == len(p.words) || p.words[p.at].cut {
		return house
	}
	switch next := p.words[p.at].plain; {
	case next == "bis", next == "ter":
		p.at++
		return house + next
	case len(next) == 1 && strings.Contains("abceg", next) && p.at+1 < len(p.words) && !p.words[p.at+1].cut:
		p.at++
		return house + next
	}
	return house
}

// take takes what follows a keyword.
func (p *parser) take(k keyword) {
	a := &p.address
	switch k.role {
	case roleHouse:
		w := p.number()
		switch {
		case a.House == "":
			a.House = p.houseOf(w)
		case p.bare && a.Street.Plain == "" && len(a.Alleys) == 0: // "101 số 35 Cầu Mới": the first was a flat
			setText(&a.Flat, a.House)
			a.House, p.bare = p.houseOf(w), false
		}
	case roleAlley:
		p.alley(k)
	case roleStreet:
		if name := nameOf(p.street(), Road); a.Street.Plain == "" {
			a.Street = name
		} else if name.Plain != "" {
			a.Areas = append(a.Areas, name)
		}
	case roleEither:
		from := p.at
		direct := a.House != "" && !p.words[from-1].cut // behind a comma it is the ward
		p.joined(direct)
		if k.words[0].plain != "p" { // Xã Đàn is a street with its word
			from--
		}
		if direct && a.Street.Plain == "" {
			a.Street, a.EitherWay = nameOf(p.words[from:p.at], Unsaid), true
		}
	case roleWard, roleDistrict:
		p.area(k)
	case roleGroup:
		p.groups = append(p.groups, group{roman(nameOf(p.value(), Unsaid)), k.rank})
	case roleBuilding:
		if a.Building = p.number().plain; k.words[0].plain == "ct" {
			a.Building = "ct" + a.Building
		}
	case roleFlat:
		w := p.number()
		if flat, block, both := flatIn(w.plain); both {
			setText(&a.Flat, flat)
			setText(&a.Building, block)
		} else {
			setText(&a.Flat, w.plain)
		}
	case roleFloor:
		p.number()
	case roleCity, roleOwner:
		p.value()
	case roleEstate:
		if name := nameOf(p.value(), Unsaid); a.Estate.Plain == "" {
			a.Estate = name
		} else {
			a.Areas = append(a.Areas, name)
		}
	case roleVague:
		a.Vague = true
	case roleAlso:
		p.also = true
		return
	}
	p.also = false
}

// alley takes an alley: "ngõ 68", or with a name in place of a number "ngõ Thông Phong".
func (p *parser) alley(k keyword) {
	a := &p.address
	if next := p.words[p.at]; next.number() || next.plain == "so" {
		a.Alleys = append(a.Alleys, Alley{k.rank, p.number().plain})
		return
	}
	// Without signs "ngo" may be the surname Ngô: then the name is the street's, whole.
	from := p.at
	if k.words[0].plain == "ngo" && !p.words[p.at-1].signed() {
		from--
	}
	name := p.name()
	words := p.words[from:p.at]
	kind := NamedAlley
	if from < p.at-len(name) {
		kind = Unsaid
	}
	if a.Street.Plain == "" {
		a.Street = nameOf(words, kind)
	} else {
		a.Areas = append(a.Areas, nameOf(words, kind))
	}
}

// area takes a ward or a district.
func (p *parser) area(k keyword) {
	a := &p.address
	if k.role == roleWard && k.words[0].plain != "p" {
		p.joined(false)
		return
	}
	name := nameOf(p.value(), Unsaid)
	switch {
	case k.role == roleDistrict:
		setName(&a.District, name)
	case len(name.Plain) > 2: // P.302 is a room, P.1205-CT2 one with its block
		flat, block, _ := flatIn(name.Plain)
		setText(&a.Flat, cmp.Or(flat, name.Plain))
		setText(&a.Building, block)
	default:
		p.ward(name)
	}
}

// joined takes a ward whose name may be joined of two, "phường Văn Miếu - Quốc Tử Giám". The parts are what it may have
// been before, or the second is the district: either way they are places in or around it.
func (p *parser) joined(street bool) {
	first := p.value()
	words, names := slices.Clone(first), []Name{nameOf(first, Unsaid)}
	for !street && p.at < len(p.words) && p.words[p.at].dash && !p.words[p.at].number() {
		if _, ok := keywordAt(p.words[p.at:], p.signed); ok {
			break
		}
		part := p.name()
		words, names = append(words, part...), append(names, nameOf(part, Unsaid))
	}
	p.ward(nameOf(words, Unsaid))
	if len(names) > 1 {
		for _, name := range names {
			p.alias(name)
		}
	}
}

// ward sets the ward, or another name of it. After one that may be a street, "P. Văn Miếu", a second shows that the first was.
func (p *parser) ward(name Name) {
	a := &p.address
	switch {
	case a.EitherWay && !p.also:
		a.Ward, a.Street.Kind, a.EitherWay = name, Road, false
	case a.Ward.Plain == "":
		a.Ward = name
	default:
		p.alias(name)
	}
}

// mostAliases is the most names that a ward has.
const mostAliases = 6

// alias adds a name that the ward has beside its own.
func (p *parser) alias(name Name) {
	a := &p.address
	if name.Plain != "" && name != a.Ward && !slices.Contains(a.Wards, name) && len(a.Wards) < mostAliases {
		a.Wards = append(a.Wards, name)
	}
}

func setName(to *Name, name Name) {
	if to.Plain == "" {
		*to = name
	}
}

func setText(to *string, text string) {
	if *to == "" {
		*to = text
	}
}

// number takes the number, or letter, behind a keyword, with "số" before it.
func (p *parser) number() word {
	if p.at < len(p.words)-1 && p.words[p.at].plain == "so" && p.words[p.at+1].number() {
		p.at++
	}
	if p.at == len(p.words) {
		return word{}
	}
	p.at++
	return p.words[p.at-1]
}

// value takes what follows a keyword: one number, or a name.
func (p *parser) value() []word {
	if p.at < len(p.words) && (p.words[p.at].number() || p.words[p.at].plain == "so") {
		w := p.number()
		return []word{w}
	}
	return p.name()
}

// street takes a street's name, which may begin with a number: đường 3 tháng 2, đường số 7.
func (p *parser) street() []word {
	from := p.at
	if p.at < len(p.words)-1 && p.words[p.at].plain == "so" && p.words[p.at+1].number() {
		p.at++
	}
	if p.at < len(p.words) && p.words[p.at].number() {
		p.at++
		if p.at == len(p.words) || p.words[p.at].plain != "thang" {
			return p.words[from:p.at]
		}
	}
	p.name()
	return p.words[from:p.at]
}

// name takes the words up to a comma or a keyword; numbers within belong to it: Xã Đàn 2.
func (p *parser) name() []word {
	from := p.at
	for ; p.at < len(p.words); p.at++ {
		if p.at > from {
			if _, ok := keywordAt(p.words[p.at:], p.signed); ok || p.words[p.at].cut || p.words[p.at].full == formerly {
				break
			}
		}
	}
	return p.words[from:p.at]
}
