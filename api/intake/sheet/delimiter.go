package sheet

import (
	"math"
	"strings"
	"unicode/utf8"
)

// delimiters are those that are tried, the likelier first.
const delimiters = ",;\t|"

// The first rows that are looked at to find the delimiter.
const (
	delimiterRows  = 200
	delimiterBytes = 256 << 10
)

// findDelimiter gives the delimiter of a text, 0 where its lines are not split.
//
// It is the one that makes the rows alike and the cells plain. After van den Burg, Nazábal and Sutton, "Wrangling messy
// CSV files by detecting row and type patterns", 2019: the rows of as many cells are a pattern, and a delimiter is worth
// the mean over its patterns of rows × (cells − 1) / cells, times the share of cells that hold no other delimiter.
// A comma between the degrees and decimals of a number is none, and quotes are not guessed but always doubled.
func findDelimiter(text string) byte {
	if len(text) > delimiterBytes {
		text = text[:delimiterBytes]
		text = text[:strings.LastIndexByte(text, '\n')+1]
	}
	best, found := 0.0, byte(0)
	for _, delim := range []byte(delimiters) {
		if strings.IndexByte(text, delim) < 0 {
			continue
		}
		if worth := worthOf(text, delim); worth > best+1e-9 {
			best, found = worth, delim
		}
	}
	return found
}

// worthOf is what a delimiter is worth in a text.
func worthOf(text string, delim byte) float64 {
	t := &csvTable{text: text, delim: delim, line: 1}
	patterns := make(map[int]int) // rows by their cells
	plain, all := 0.0, 0
	for range delimiterRows {
		cells, _, whole := t.next()
		if cells == nil {
			break
		}
		if strings.Trim(whole, " \"'"+delimiters) == "" {
			continue
		}
		patterns[len(cells)]++
		for _, cell := range cells {
			all++
			plain += plainness(cell, delim)
		}
	}
	worth := 0.0
	for cells, rows := range patterns {
		worth += float64(rows) * float64(cells-1) / float64(cells)
	}
	return worth / float64(max(1, len(patterns))) * math.Max(plain/float64(max(1, all)), 1e-3)
}

// plainness is 1 for a cell that is a value of its own and 0 for one that looks as if it were several.
func plainness(cell string, delim byte) float64 {
	for i := range len(cell) {
		c := cell[i]
		if c == delim || c >= utf8.RuneSelf || strings.IndexByte(delimiters, c) < 0 {
			continue
		}
		if c == ',' && i > 0 && i+1 < len(cell) && isDigit(cell[i-1]) && isDigit(cell[i+1]) {
			continue
		}
		return 0
	}
	return 1
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// declaredDelimiter reads Excel's first line "sep=;", which is no row.
func declaredDelimiter(text string) (delim byte, rest string, found bool) {
	line, rest, _ := strings.Cut(text, "\n")
	line = strings.Trim(line, "\r\" ")
	if len(line) != len("sep=;") || !strings.EqualFold(line[:4], "sep=") || line[4] >= utf8.RuneSelf || line[4] == '"' {
		return 0, text, false
	}
	return line[4], rest, true
}
