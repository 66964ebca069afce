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

// phoneOf cleans a telephone number and gives a mobile number back the 0 that a spreadsheet takes
// from it when it reads it as a number: those of Viet Nam are 0 and nine digits, the first of them
// 3, 5, 7, 8 or 9.
func phoneOf(cell string) string {
	cell = kept(cell)
	if len(cell) != 9 || !strings.ContainsRune("35789", rune(cell[0])) || strings.Trim(cell, "0123456789") != "" {
		return cell
	}
	return "0" + cell
}
