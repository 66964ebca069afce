package intake

import (
	"strings"
	"unicode"

	"gonha/api/intake/sheet"
)

// streetParts are the parts of an address that may stand in columns of their own, from the smallest.
var streetParts = [...]column{colBuilding, colHem, colNgach, colNgo}

// joinStreet puts the parts of an address that stand in columns of their own before the street, from the smallest to the
// largest as Vietnamese addresses have them: 7 in the column "Ngách" is ngách 7.
func (r *row) joinStreet() {
	var parts []string
	above := true
	for _, c := range streetParts {
		if part := r.text(c); part != "" {
			parts = append(parts, r.worded(c, part))
			above = above && r.cells[c].Above
		}
	}
	if len(parts) == 0 {
		return
	}
	if street := r.text(colStreet); street != "" {
		parts = append(parts, street)
		above = above && r.cells[colStreet].Above
	}
	r.touched |= 1 << colStreet
	r.cells[colStreet] = sheet.Cell{Kind: sheet.Text, Text: strings.Join(parts, " "), Above: above}
}

// worded is a part of an address with the word of its column's title before its number.
func (r *row) worded(c column, part string) string {
	if first := part[0]; first < '0' || first > '9' || c == colBuilding {
		return part
	}
	word := [numColumns]string{colHem: "hẻm", colNgach: "ngách", colNgo: "ngõ"}[c]
	if strings.Contains(fold(r.titles[c]), "kiet") {
		word = "kiệt"
	}
	return word + " " + part
}

// address reads where somebody lives: the current residence before the permanent one, which is then shown beside it, and
// a house number in a column of its own before its street.
func (l *householdList) address(e *entered, r *row) {
	for _, c := range [...]column{colAddress, colPermanent, colHouse, colStreet} {
		if r.unread(c) != "" {
			l.warn(unreadCell, c, r.line, "")
		}
		l.asTyped(r, c)
	}
	at, permanent := clean(r.text(colAddress)), clean(r.text(colPermanent))
	house, street := clean(r.text(colHouse)), clean(r.text(colStreet))
	if permanent != "" && samePlace(at) {
		at = ""
	}
	switch {
	case at == "" && street != "":
		at = strings.TrimSpace(house + " " + street)
	case at == "" && permanent != "" && house == "":
		at, permanent = permanent, ""
	case at != "" && r.cells[colBuilding].Kind != sheet.Empty && !strings.Contains(fold(at), fold(r.text(colBuilding))):
		at = strings.TrimSpace(house + " " + clean(r.text(colBuilding)) + " " + at)
	case house != "" && !strings.HasPrefix(at, house) && !strings.ContainsAny(at[:min(len(at), 1)], "0123456789"):
		at = strings.TrimSpace(house + " " + at)
	}
	if at == "" && r.door != nil {
		at = r.door.address
	}
	if permanent != "" && fold(at) == fold(permanent) {
		permanent = ""
	}
	e.Address, e.Permanent = strings.Clone(at), strings.Clone(permanent)
}

// samePlace says whether what stands in place of a current residence only says that it is the permanent one, or nothing.
func samePlace(text string) bool {
	if text == "" || len(text) > 60 || strings.ContainsAny(text, "0123456789") {
		return false
	}
	switch folded := fold(text); folded {
	case "x", "co", "khong", "khongco", "khongthaydoi", "dung", "dungdiachi", "cungdiachi", "taicho", "tainha", "taidiaphuong", "nhucu", "trung", "khongdoi", "kthaydoi":
		return true
	default:
		for _, first := range [...]string{"nhu", "cung", "taihktt", "tainoithuongtru", "trungvoi", "trungthuongtru", "tainoidangky"} {
			if strings.HasPrefix(folded, first) && (strings.Contains(folded, "thuongtru") || strings.Contains(folded, "hktt") || strings.Contains(folded, "hokhau") || strings.Contains(folded, "tren")) {
				return true
			}
		}
	}
	return false
}

// addressOf is an address as it tells a household: accents count, for Ngõ Hòa is not Ngõ Hoa, but not where in the word they
// stand, and neither do capitals, blanks, commas and points.
func addressOf(address string) string {
	var b strings.Builder
	b.Grow(len(address))
	blank := false
	var last rune
	for _, r := range address {
		switch {
		case r == ',' || r == ';' || r == '.' || unicode.IsSpace(r):
			blank = b.Len() > 0
			continue
		case blank:
			b.WriteByte(' ')
			blank, last = false, 0
		}
		r = unicode.ToLower(r)
		if before, after, moved := toneMoved(last, r); moved && b.Len() > 0 {
			kept := b.String()[:b.Len()-1] // the plain vowel before is one byte
			b.Reset()
			b.Grow(len(address))
			b.WriteString(kept)
			b.WriteRune(before)
			r = after
		}
		b.WriteRune(r)
		last = r
	}
	return b.String()
}

// toneMoved gives hoà, where the tone stands on the second of two vowels, as hòa, and so hoè and thuỳ.
func toneMoved(first, second rune) (rune, rune, bool) {
	tones := func(plain string) int { return runeIndex(plain, second) }
	switch first {
	case 'o':
		if tone := tones("àáảãạ"); tone >= 0 {
			return []rune("òóỏõọ")[tone], 'a', true
		}
		if tone := tones("èéẻẽẹ"); tone >= 0 {
			return []rune("òóỏõọ")[tone], 'e', true
		}
	case 'u':
		if tone := tones("ỳýỷỹỵ"); tone >= 0 {
			return []rune("ùúủũụ")[tone], 'y', true
		}
	}
	return first, second, false
}

// runeIndex is how many letters stand before one in a text, or -1.
func runeIndex(text string, r rune) int {
	n := 0
	for _, one := range text {
		if one == r {
			return n
		}
		n++
	}
	return -1
}
