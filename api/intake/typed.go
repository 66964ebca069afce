package intake

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"

	"gonha/api/intake/sheet"
)

// typedOf is what was most likely typed into a cell that the spreadsheet program has turned into a date, as it does with a
// house number 12/4: the day and the month in the order in which they are shown. It is empty where the cell is no date.
func typedOf(cell *sheet.Cell) string {
	if cell.Kind != sheet.Date {
		return ""
	}
	at := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, int(math.Floor(cell.Value)))
	var numbers []int
	for _, field := range strings.FieldsFunc(cell.String(), func(r rune) bool { return !unicode.IsDigit(r) && !unicode.IsLetter(r) }) {
		if n, err := strconv.Atoi(field); err == nil {
			numbers = append(numbers, n)
		} else if strings.HasPrefix(strings.ToLower(at.Month().String()), strings.ToLower(field[:min(len(field), 3)])) {
			numbers = append(numbers, int(at.Month()))
		}
	}
	if len(numbers) >= 2 && numbers[0] > 999 { // the year first
		numbers = numbers[1:]
	}
	if len(numbers) < 2 || numbers[0]+numbers[1] != at.Day()+int(at.Month()) && numbers[0] != at.Day() && numbers[0] != int(at.Month()) {
		numbers = []int{at.Day(), int(at.Month())}
	}
	return fmt.Sprintf("%d/%d", numbers[0], numbers[1])
}

// dateTexts are dates as a spreadsheet program writes them into a text file: a day and a month, a month and a year of two
// digits, and both with a year.
var dateTexts = [...]*regexp.Regexp{
	regexp.MustCompile(`^(\d{1,2})[- ](?i:(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|thg ?(\d{1,2}))(?:[- ]\d{2,4})?$`),
	regexp.MustCompile(`^(?i:(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|thg ?(\d{1,2}))[- ](\d{2})$`),
	regexp.MustCompile(`^(\d{1,2})/(\d{1,2})/(?:19|20)\d\d(?: 0?0:00(?::00)?)?$`),
	regexp.MustCompile(`^(?:19|20)\d\d-(\d{2})-(\d{2})(?:[ T]00:00(?::00)?)?$`),
}

// mayBeDate says whether a text may be one of the dates, at a glance.
func mayBeDate(text string) bool {
	sign := func(i int) bool { return text[i] == '-' || text[i] == '/' || text[i] == ' ' }
	if text[0] >= '0' && text[0] <= '9' {
		return sign(1) || sign(2) || text[4] == '-'
	}
	last := text[len(text)-1]
	first := text[0] | 0x20
	return last >= '0' && last <= '9' && (len(text) == 6 && sign(3) && strings.IndexByte("jfmasond", first) >= 0 || first == 't' && text[1]|0x20 == 'h')
}

// typedInText is what was most likely typed where a spreadsheet program has written a date into a text file, or empty. Of an
// id a month and a year are no date.
func typedInText(text string, id bool) string {
	if len(text) < 5 || len(text) > 20 || !mayBeDate(text) {
		return ""
	}
	number := func(digits string) int {
		n, _ := strconv.Atoi(digits) // the patterns have digits only
		return n
	}
	month := func(name, digits string) int {
		if name == "" {
			return number(digits)
		}
		return strings.Index("janfebmaraprmayjunjulaugsepoctnovdec", strings.ToLower(name))/3 + 1
	}
	first, second := 0, 0
	if m := dateTexts[0].FindStringSubmatch(text); m != nil {
		first, second = number(m[1]), month(m[2], m[3])
	} else if m := dateTexts[1].FindStringSubmatch(text); m != nil && !id {
		first, second = month(m[1], m[2]), number(m[3])
	} else if m := dateTexts[2].FindStringSubmatch(text); m != nil {
		first, second = number(m[1]), number(m[2])
	} else if m := dateTexts[3].FindStringSubmatch(text); m != nil {
		first, second = number(m[2]), number(m[1])
	}
	if first == 0 {
		return ""
	}
	return fmt.Sprintf("%d/%d", first, second)
}
