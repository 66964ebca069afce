package intake

import (
	"regexp"
	"strings"

	"gonha/api/intake/sheet"
)

// footWords begin the texts at the foot of an official list, folded: who has made and signed it and who gets it, and what is
// said of the list as a whole.
var footWords = regexp.MustCompile(`^(nguoilap|lapbieu|nguoitonghop|canbolap|canbotonghop|kyten|kyghiro|ghirohoten|daky|truongcongan|photruongcongan|truongphong|thutruong|xacnhan|tmubnd|tmuyban|tmcongan|tldaidien|kttruong|ktchutich|chutich|phochutich|noinhan|danhsachnay|danhsachco|danhsachgom|danhsachtren|trongdo$|ghichu.|luuy.|luucap|luuvt)|^(nguoi)?duyet$|kyghirohoten|kytendongdau`)

// rankWords begin the name of an officer who has signed.
var rankWords = regexp.MustCompile(`^(daita|thuongta|trungta|thieuta|daiuy|thuonguy|trunguy|thieuuy|thuongsy)`)

// dateWords are a date in words with its place before it: "Hà Nội, ngày 1 tháng 12 năm 2026".
var dateWords = regexp.MustCompile(`ngay[a-z]*\d*thang\d*nam\d*$`)

// saysFoot says whether a text is one of the foot.
func saysFoot(text string) bool {
	if len(text) > maxTitleBytes {
		return false
	}
	folded := fold(text)
	if footWords.MatchString(folded) || dateWords.MatchString(folded) {
		return true
	}
	words := len(strings.Fields(text))
	return words >= 3 && words <= 8 && rankWords.MatchString(folded)
}

// isFoot says whether a row is of the foot of the table, which it may begin: it has no number of its own and little to
// say. Below its first row all are that are no people.
func (t *tableReader) isFoot(texts []string, few bool) bool {
	said := 0
	for _, text := range texts {
		if saysFoot(text) {
			said++
		}
	}
	switch {
	case said >= 2, said == 1 && few:
		t.foot = true
	case t.foot && (!few || t.isPerson()):
		t.foot = false
	}
	return t.foot
}

// isPerson says whether a row below the foot's first one is of somebody on the list after all.
func (t *tableReader) isPerson() bool {
	if t.r.identified || t.r.has(colPhone) || t.r.has(colID) || t.r.has(colHousehold) {
		return true
	}
	where := t.r.text(colAddress) + t.r.text(colPermanent) + t.r.text(colStreet)
	return t.r.has(colName) && strings.ContainsAny(where, "0123456789")
}

// isTotal says whether a row without a place is a total: its first cell that holds anything says so.
func (t *tableReader) isTotal(r *sheet.Row) bool {
	for i := range r.Cells {
		cell := &r.Cells[i]
		if cell.Kind == sheet.Empty || cell.Kind == sheet.Text && strings.TrimSpace(cell.Text) == "" {
			continue
		}
		return cell.Kind == sheet.Text && !cell.Above && saysTotal(cell.Text)
	}
	return false
}

// saysTotal says whether a cell begins with a word for a total. Accents count: "cộng" and "tổng" are
// sums, while Công and Tống are people's names.
func saysTotal(cell string) bool {
	cell = strings.TrimSpace(cell)
	if cell == "" || !strings.ContainsRune("TtCc", rune(cell[0])) {
		return false // as nearly every row's is
	}
	cell = strings.ToLower(clean(cell))
	for _, word := range [...]string{"tổng cộng", "tổng số", "tổng", "cộng", "tong cong", "tong so", "total"} {
		if rest, found := strings.CutPrefix(cell, word); found && (rest == "" || strings.ContainsAny(rest[:1], " :.=-(")) {
			return true
		}
	}
	return false
}
