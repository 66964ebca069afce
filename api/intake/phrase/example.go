package phrase

var exampleWords = lexiconOf(meaning[bool]{"ví dụ|dòng ví dụ|thí dụ|vd|example", true})

// Example says whether a cell marks its row as an example that is not to be read: it is "Ví dụ", or begins with it and a
// colon or a dash, as in our own templates.
func Example(cell string) bool {
	t := read(cell)
	_, n := exampleWords.find(t, 0)
	return n > 0 && (n == len(t.tokens) || t.isSign(n, ":-–—"))
}
