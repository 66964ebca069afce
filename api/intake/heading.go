package intake

import (
	"slices"
	"strings"
	"unicode"

	"gonha/api/intake/phrase"
	"gonha/api/intake/sheet"
)

// headings are what rows above others say of them, and titles of what is below.
type headings struct {
	group, ward string
	assumed     bool         // the group is that of a title or of the sheet's name: an address that names another is surer
	door        *doorHeading // of the household, or nil
	team        string       // in a list of teams, the team's line
	section     int          // number of the section, from 0
	title       string       // the group of a title that a table may follow
}

// doorHeading is a row that stands above the people of one household.
type doorHeading struct {
	number        int // of such rows, from 1
	name, address string
}

// heads says whether a row is the heading of a section, which it then begins: one text, perhaps behind a numeral and
// before counts, that names a group, a ward, a household or, in a list of teams, a team.
func (t *tableReader) heads(r *sheet.Row, texts []string) bool {
	text := headingOf(texts)
	if text == "" || t.r.has(colSerial) && (t.r.text(colAddress) == text || t.r.text(colPermanent) == text) && !isAcross(r, t.head) {
		return false
	}
	if t.known.teams {
		return t.headsTeam(r, text)
	}
	if ward := wardHeading(text); ward != "" {
		t.begin("", ward)
		return true
	}
	if group, ok := phrase.Section(text); ok {
		t.begin(shown(group), group.Ward)
		return true
	}
	return t.headsDoor(r, texts, text)
}

// headingOf is the one text of a row, behind a numeral and before counts, or empty.
func headingOf(texts []string) string {
	text := ""
	for i, word := range texts {
		switch {
		case i == 0 && len(texts) > 1 && isNumeral(word):
		case text == "":
			text = word
		case strings.Trim(word, "0123456789., ") != "":
			return ""
		}
	}
	return text
}

// begin begins a section.
func (t *tableReader) begin(group, ward string) {
	t.group, t.assumed, t.door = group, false, nil
	if ward != "" {
		t.ward = ward
	}
	t.section++
}

// headsTeam says whether a text of a list of teams names the team of the rows below it: it is not in the column of names.
func (t *tableReader) headsTeam(r *sheet.Row, text string) bool {
	if (t.r.has(colName) || t.r.has(colID)) && !isAcross(r, t.head) {
		return false
	}
	if _, ok := phrase.TeamLine(text); !ok {
		return false
	}
	t.team = text
	t.section++
	return true
}

// headsDoor says whether a text names the household of the rows below it.
func (t *tableReader) headsDoor(r *sheet.Row, texts []string, text string) bool {
	name, address, ok := readDoor(text)
	alone := len(texts) == 1 && (isAcross(r, t.head) || !t.r.has(colName) && !t.r.has(colAddress))
	if !ok && alone && isHouse(text) {
		address, ok = clean(text), true
	}
	if !ok {
		return false
	}
	t.doors++
	t.door = &doorHeading{t.doors, name, address}
	return true
}

// isHouse says whether a text begins as an address does: "Số 5 ngõ 3", "Số nhà 12, Phố Thử".
func isHouse(text string) bool {
	words := strings.Fields(strings.ToLower(clean(text)))
	if len(words) < 2 || len(words) > 20 {
		return false
	}
	number := words[1]
	switch words[0] + " " + words[1] {
	case "số nhà", "nhà số", "địa chỉ", "địa chỉ:":
		return strings.ContainsAny(text, "0123456789")
	}
	return (words[0] == "số" || words[0] == "sn") && number[0] >= '0' && number[0] <= '9'
}

// readDoor reads the heading of one household: "Hộ ông Nguyễn Văn A - Số 5 ngõ 3", "Chủ hộ: Lê Thị C, địa chỉ: Số 7 ngõ 3",
// "Hộ số 2: Trần Văn B".
func readDoor(text string) (name, address string, ok bool) {
	text = strings.TrimLeft(clean(text), "0123456789.)-/ ")
	lower := strings.ToLower(text)
	rest := ""
	for _, word := range [...]string{"hộ gia đình ", "hộ ông ", "hộ bà ", "hộ anh ", "hộ chị ", "hộ cụ ", "hộ số ", "hộ:", "hộ thứ ", "chủ hộ:", "chủ hộ ", "gia đình ông ", "gia đình bà ", "nhà ông ", "nhà bà "} {
		if strings.HasPrefix(lower, word) && len(lower) == len(text) {
			rest, ok = text[len(word):], true
			break
		}
	}
	if !ok || len(text) > maxTitleBytes {
		return "", "", false
	}
	for _, mark := range [...]string{"địa chỉ", "đ/c:", "nơi ở", "số nhà"} {
		if at := strings.Index(strings.ToLower(rest), mark); at >= 0 && len(strings.ToLower(rest)) == len(rest) {
			keep := at
			if mark != "số nhà" {
				keep += len(mark)
			}
			return trimmed(rest[:at]), trimmed(rest[keep:]), true
		}
	}
	parts := strings.FieldsFunc(strings.ReplaceAll(strings.ReplaceAll(rest, " - ", "\n"), " – ", "\n"), func(r rune) bool { return r == '\n' || r == ',' || r == ';' || r == '(' || r == ')' })
	for _, part := range parts {
		switch part = trimmed(part); {
		case name == "":
			name = part
		case isPlace(part):
			address = strings.TrimPrefix(address+", "+part, ", ")
		}
	}
	return name, address, name != ""
}

func trimmed(s string) string { return strings.Trim(s, " :,;.-–()") }

// isPlace says whether a part of a heading may be of an address: it has a number or a word for a place, and counts nobody
// and is no telephone number.
func isPlace(part string) bool {
	words := strings.Fields(strings.ToLower(part))
	digits := 0
	for _, r := range part {
		if unicode.IsDigit(r) {
			digits++
		}
	}
	if digits >= 8 || slices.ContainsFunc(words, func(w string) bool {
		return slices.Contains([]string{"khẩu", "người", "sđt", "đt", "sđt:", "đt:"}, w)
	}) {
		return false
	}
	return digits > 0 || slices.ContainsFunc(words, func(w string) bool {
		return slices.Contains([]string{"ngõ", "ngách", "hẻm", "phố", "đường", "thôn", "xóm", "ấp", "tổ", "khu", "bản", "phường", "xã"}, w)
	})
}

// wardHeading is the ward that a heading names, or empty: "PHƯỜNG CẦU GIẤY", "Xã Ba Vì".
func wardHeading(text string) string {
	text = clean(text)
	folded := strings.Fields(strings.ToLower(text))
	if len(folded) < 2 || len(folded) > 6 {
		return ""
	}
	switch folded[0] {
	case "phường", "xã", "phường:", "xã:":
		return strings.TrimSpace(strings.TrimLeft(text[len(strings.Fields(text)[0]):], " :"))
	}
	return ""
}

// entitle takes what the rows above the header and the sheet's name say of the whole table: its group, or its team.
func (t *tableReader) entitle(rows []sheet.Row) {
	name := t.set.sheets[t.set.sheet].Sheet
	if group, ok := phrase.Section(name); ok && !t.known.teams {
		t.group, t.assumed = shown(group), true
	}
	for i := range rows {
		r := rows[i]
		if t.head.block.count > 0 {
			r = t.head.block.slice(&r, t.nth)
		}
		texts := wordsOf(&r)
		if len(texts) == 0 || len(texts) > 3 {
			continue
		}
		text := strings.Join(texts, " ")
		if t.known.teams {
			if _, ok := phrase.TeamLine(text); ok && len(texts) == 1 {
				t.team = text
			}
			continue
		}
		if group, ok := phrase.Title(text); ok {
			t.group, t.assumed = shown(group), true
			if group.Ward != "" {
				t.ward = group.Ward
			}
		}
	}
}

// entitled takes what the title of another table of the sheet says, once its header is met.
func (t *tableReader) entitled() {
	if t.title != "" {
		t.begin(t.title, "")
		t.title, t.assumed = "", true
	}
}
