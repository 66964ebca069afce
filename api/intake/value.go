package intake

import (
	"math"
	"strconv"
	"strings"
)

// number reads a number with a decimal point or comma.
func number(s string) (float64, bool) {
	if len(s) > 40 {
		return 0, false
	}
	for i := range len(s) {
		// ParseFloat alone would also take "inf", "nan", "0x1p-2" and "1_000".
		if c := s[i]; (c < '0' || c > '9') && !strings.ContainsRune("+-.,eE", rune(c)) {
			return 0, false
		}
	}
	if strings.Count(s, ",") == 1 && !strings.Contains(s, ".") {
		s = strings.Replace(s, ",", ".", 1)
	}
	n, err := strconv.ParseFloat(s, 64)
	return n, err == nil
}

// whole reads a whole number in [low, high]; 3.0 is one too, for spreadsheets write it.
func whole(s string, low, high int) (int, bool) {
	n, sound := number(s)
	if !sound || n < float64(low) || n > float64(high) || n != math.Trunc(n) {
		return 0, false
	}
	return int(n), true
}

// yesNo reads a truth value; empty is no.
func yesNo(s string) (yes, sound bool) {
	if s == "" {
		return false, true
	}
	switch fold(s) {
	case "true", "1", "co", "yes", "y", "x", "dung", "batbuoc":
		return true, true
	case "false", "0", "khong", "no", "n", "k", "sai":
		return false, true
	}
	return false, false
}

// phoneOf cleans a telephone number: it takes the marks of text from it, and gives a mobile number the 0 in place of the
// country's 84, and back where a spreadsheet has taken it when it read the number as one: those of Viet Nam are 0 and nine
// digits, the first of them 3, 5, 7, 8 or 9. It is empty where a spreadsheet has rounded it to 9.12E+08.
func phoneOf(cell string) string {
	cell = kept(cell)
	if len(cell) == 10 && cell[0] == '0' && strings.Trim(cell, "0123456789") == "" {
		return cell // as nearly every one is
	}
	if quoted, found := strings.CutPrefix(cell, `="`); found {
		cell = strings.TrimSuffix(quoted, `"`)
	}
	cell = strings.TrimLeft(cell, "'’` ")
	digits := strings.Map(func(r rune) rune {
		if strings.ContainsRune(" .,-()+\u00a0", r) {
			return -1
		}
		return r
	}, cell)
	if strings.Trim(digits, "0123456789") != "" {
		if mantissa, _, rounded := strings.Cut(strings.ToUpper(digits), "E0"); rounded && strings.Trim(mantissa, "0123456789") == "" {
			return ""
		}
		return cell
	}
	national := strings.TrimPrefix(strings.TrimPrefix(digits, "00"), "84")
	switch {
	case len(digits) == 9:
		national = digits
	case len(digits)-len(national) < 2:
		return cell
	}
	if len(national) != 9 || !strings.ContainsRune("35789", rune(national[0])) {
		return cell
	}
	return "0" + national
}
