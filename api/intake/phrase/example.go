package phrase

var exampleWords = lexiconOf(meaning[bool]{"ví dụ|dòng ví dụ|thí dụ|vd|example|dòng mẫu|ví dụ mẫu", true})

// Example says whether a cell marks its row as an example that is not to be read: it is "Ví dụ", or begins with it and a
// colon or a dash, as in our own templates.
func Example(cell string) bool {
	t := read(cell)
	i := t.skipSigns(0)
	_, n := exampleWords.find(t, i)
	n += i
	return n > i && (n == len(t.tokens) || t.isSign(n, ":-–—)],;"))
}
