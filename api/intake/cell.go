package intake

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode"

	"gonha/api/intake/phrase"
	"gonha/api/intake/sheet"
)

// text is what a cell shows, without space around it. A number that a program has written as 3.0 or 9.12E8 is the whole
// number that Excel shows; what Excel has turned into a date is what was most likely typed.
func (r *row) text(c column) string {
	cell := &r.cells[c]
	switch cell.Kind {
	case sheet.Empty, sheet.Error, sheet.Formula:
		return ""
	case sheet.Text:
		return wholeText(cell.Text)
	case sheet.Date:
		if typed := typedOf(cell); typed != "" {
			return typed
		}
	}
	return strings.TrimSpace(cell.String())
}

// phone is the text of a telephone number. One that is stored as a number is whole, however it is shown.
func (r *row) phone() string {
	if cell := &r.cells[colPhone]; cell.Kind == sheet.Number && cell.Value == math.Trunc(cell.Value) && strings.Contains(cell.String(), "E+") {
		return strconv.FormatFloat(cell.Value, 'f', -1, 64)
	}
	return r.text(colPhone)
}

// wholeText is the whole number that a text such as 3.0 or 9.12345678E8 stands for, or the text.
func wholeText(text string) string {
	if len(text) < 3 || len(text) > 24 || text[0] < '0' || text[0] > '9' || !strings.ContainsAny(text, ".eE") {
		return text
	}
	mantissa, exponent, scientific := strings.Cut(strings.ToUpper(text), "E")
	first, rest, _ := strings.Cut(mantissa, ".")
	if strings.Trim(first+rest, "0123456789") != "" || first == "" {
		return text
	}
	if !scientific {
		if rest != "" && strings.Trim(rest, "0") == "" {
			return first
		}
		return text
	}
	power, err := strconv.Atoi(strings.TrimPrefix(exponent, "+"))
	if err != nil || power < len(rest) || power > 17 || len(first) != 1 || first == "0" || rest == "" {
		return text
	}
	if power-len(rest) > 3 {
		return text // 9.12E+08: the digits are lost
	}
	return first + rest + strings.Repeat("0", power-len(rest))
}

// unread says why a cell holds nothing that can be read though it is not empty.
func (r *row) unread(c column) reason {
	switch r.cells[c].Kind {
	case sheet.Error:
		return errorCell
	case sheet.Formula:
		return bareFormula
	}
	return ""
}

// number is a cell's number.
func (r *row) number(c column) (float64, bool) {
	switch cell := &r.cells[c]; cell.Kind {
	case sheet.Number:
		return cell.Value, true
	case sheet.Bool:
		return cell.Value, true
	case sheet.Text:
		return number(cell.Text)
	}
	return 0, false
}

// whole is a cell's whole number in [low, high]; an empty cell is the default.
func (r *row) whole(c column, low, high, empty int) (int, bool) {
	if r.cells[c].Kind == sheet.Empty {
		return empty, true
	}
	n, sound := r.number(c)
	if !sound || n < float64(low) || n > float64(high) || n != math.Trunc(n) {
		return 0, false
	}
	return int(n), true
}

// count is a cell's number of people, with or without the word for them: 3, "3 người", "03 khẩu".
func (r *row) count(c column, low, high, empty int) (int, bool) {
	if cell := &r.cells[c]; cell.Kind == sheet.Text {
		text, _, _ := strings.Cut(cell.Text, "(") // 1 (mẹ già)
		text = strings.TrimSpace(text)
		if n, ok := phrase.Numeral(text); ok {
			return n, n >= low && n <= high
		}
		digits := strings.TrimRightFunc(text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsMark(r) || r == ' ' || r == '.' })
		switch fold(text[len(digits):]) {
		case "":
			if text != cell.Text {
				return whole(digits, low, high)
			}
		case "nguoi", "nk", "khau", "nhankhau", "cd", "congdan", "ng", "people", "persons":
			return whole(digits, low, high)
		}
	}
	return r.whole(c, low, high, empty)
}

// clockText is the time of day that a cell shows, to be read as text: a spreadsheet keeps 19:30 as a part of a day, alone
// or behind a date. It says whether the cell is such a time.
func clockText(cell *sheet.Cell) (string, bool) {
	bare := cell.Kind == sheet.Number && cell.Value > 0 && cell.Value < 1 // its format was lost
	if cell.Kind != sheet.Clock && !bare && (cell.Kind != sheet.Date || cell.Value == math.Trunc(cell.Value)) {
		return "", false
	}
	share := cell.Value
	if cell.Kind == sheet.Date || share > 2 {
		share -= math.Floor(share)
	}
	secs := int(math.Round(share * day))
	if secs < 0 || secs > 2*day {
		return "", false
	}
	return fmt.Sprintf("%02d:%02d", secs/hour, secs%hour/60), true
}

// minutes reads minutes for one person as whole seconds, 1 or more; an empty cell is 0, the campaign's. 0:05 is five
// minutes, also as a time of day.
func (r *row) minutes(c column) (int, bool) {
	cell := &r.cells[c]
	const tooFew = 1.0 / 6 // minutes that nobody needs: such a number is a time whose format was lost
	switch {
	case cell.Kind == sheet.Clock, cell.Kind == sheet.Date && cell.Value != math.Trunc(cell.Value), cell.Kind == sheet.Number && cell.Value > 0 && cell.Value < tooFew:
		return secondsIn(math.Round((cell.Value - math.Floor(cell.Value)) * day))
	}
	if cell.Kind != sheet.Text {
		if cell.Kind == sheet.Empty {
			return 0, true
		}
		n, sound := r.number(c)
		if !sound {
			return 0, false
		}
		return secondsIn(n * 60)
	}
	text := clean(cell.Text)
	digits := strings.TrimRightFunc(text, func(r rune) bool { return unicode.IsLetter(r) || r == '.' || r == '\'' || r == ' ' })
	switch fold(text[len(digits):]) {
	case "", "phut", "ph", "p", "min", "minutes", "minute":
	default:
		return 0, false
	}
	if first, rest, timed := strings.Cut(digits, ":"); timed {
		hours, one := whole(first, 0, 4)
		mins, two := whole(rest[:min(len(rest), 2)], 0, 59)
		return fromParts(hours, mins, one && two && (len(rest) == 2 || len(rest) == 5 && rest[2:] == ":00"))
	}
	n, sound := number(digits)
	if !sound {
		return 0, false
	}
	return secondsIn(n * 60)
}

func fromParts(hours, mins int, sound bool) (int, bool) {
	if !sound {
		return 0, false
	}
	return secondsIn(float64(hours*hour + mins*60))
}

// maxMinutes is the most minutes for one person, as for a campaign's per-person time.
const maxMinutes = 240

// secondsIn is a time for one person in whole seconds.
func secondsIn(seconds float64) (int, bool) {
	if !(seconds > 0) || seconds > maxMinutes*60 {
		return 0, false
	}
	return max(1, int(seconds+0.5)), true
}
