package address

import "strings"

// Parse reads an address. It takes any text: what it does not understand it leaves out, and the answer to a
// text that is none is empty but for Areas or Street.
func Parse(text string) Address {
	p := parser{words: splitWords(text)}
	for _, w := range p.words {
		p.signed = p.signed || w.signed()
	}
	for p.at < len(p.words) {
		p.step()
	}
	return p.address
}

// parser goes through the words from left to right.
type parser struct {
	words   []word
	signed  bool // the text has tone marks or other signs
	at      int
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
		p.bare(w)
		return
	}
	if name := nameOf(p.name(), Unsaid); a.Street.Plain == "" {
		a.Street = name
	} else {
		a.Areas = append(a.Areas, name)
	}
}

// bare takes a number without a keyword: a house, or a tower as "CT2". Postal codes say nothing.
func (p *parser) bare(w word) {
	a := &p.address
	letters := strings.IndexFunc(w.plain, func(r rune) bool { return r < 'a' || r > 'z' })
	switch {
	case len(w.plain) >= 5 && strings.Trim(w.plain, "0123456789") == "":
	case letters > 1:
		if a.Building == "" {
			a.Building = w.plain
		}
	case a.House == "":
		a.House = p.houseOf(w)
	}
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
		if a.House == "" {
			a.House = p.houseOf(w)
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
		p.ward(nameOf(p.value(), Unsaid))
		if k.words[0].plain != "p" { // Xã Đàn is a street with its word
			from--
		}
		if direct && a.Street.Plain == "" {
			a.Street = nameOf(p.words[from:p.at], Unsaid)
		}
	case roleWard, roleDistrict:
		p.area(k)
	case roleGroup:
		a.Group = strings.TrimSpace(a.Group + " " + nameOf(p.value(), Unsaid).Plain)
	case roleBuilding:
		if a.Building = p.number().plain; k.words[0].plain == "ct" {
			a.Building = "ct" + a.Building
		}
	case roleFlat:
		p.number()
	case roleCity, roleOwner:
		p.value()
	case roleArea:
		a.Areas = append(a.Areas, nameOf(p.value(), Unsaid))
	case roleVague:
		a.Vague = true
	}
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
	name := nameOf(p.value(), Unsaid)
	switch {
	case k.role == roleDistrict:
		setName(&a.District, name)
	case k.words[0].plain == "p" && len(name.Plain) > 2: // P.302 is a room
	default:
		p.ward(name)
	}
}

// ward sets the ward. After one that may be a street, "P. Văn Miếu", a second shows that the first was.
func (p *parser) ward(name Name) {
	a := &p.address
	if a.Street.Plain != "" && a.Ward == a.Street {
		a.Ward, a.Street.Kind = name, Road
		return
	}
	setName(&a.Ward, name)
}

func setName(to *Name, name Name) {
	if to.Plain == "" {
		*to = name
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
			if _, ok := keywordAt(p.words[p.at:], p.signed); ok || p.words[p.at].cut {
				break
			}
		}
	}
	return p.words[from:p.at]
}
