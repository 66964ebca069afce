package intake

import (
	"strings"
	"unicode"
)

// mostNames is the most people whom one cell names.
const mostNames = 30

// namesIn are the people whom a cell names where they are several: a line each, or with semicolons or commas between. All
// parts must be whole names, so that "Nguyễn Văn A, chủ nhà trọ" is one.
func namesIn(cell string) []string {
	if len(cell) < 8 || !strings.ContainsAny(cell, "\n;,") {
		return nil
	}
	for _, sep := range [...]string{"\n", ";", ","} {
		if !strings.Contains(cell, sep) {
			continue
		}
		var names []string
		for part := range strings.SplitSeq(cell, sep) {
			if strings.TrimSpace(part) == "" {
				continue
			}
			name, ok := wholeName(part)
			if !ok || len(names) == mostNames {
				names = nil
				break
			}
			names = append(names, name)
		}
		if len(names) > 1 {
			return names
		}
	}
	return nil
}

// wholeName is a part of a cell without its number, its bullet and what stands behind it in brackets, and says whether that
// is a name: two to six words of letters, each with a capital.
func wholeName(part string) (string, bool) {
	name := strings.TrimLeft(clean(part), "0123456789.)-+•/ ")
	if before, _, found := strings.Cut(name, "("); found {
		name = before
	}
	name = strings.TrimRight(name, " .;,-")
	words := strings.Fields(name)
	if len(words) < 2 || len(words) > 6 {
		return "", false
	}
	for _, word := range words {
		for i, r := range word {
			if i == 0 && !unicode.IsUpper(r) || !unicode.IsLetter(r) && !unicode.IsMark(r) {
				return "", false
			}
		}
	}
	return strings.Clone(name), true
}
