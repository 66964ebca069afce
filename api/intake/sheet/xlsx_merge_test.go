package sheet

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// xlsxMerge is the XML of merged areas.
func xlsxMerge(refs ...string) string {
	var b strings.Builder
	b.WriteString("<mergeCells>")
	for _, ref := range refs {
		b.WriteString(`<mergeCell ref="` + ref + `"/>`)
	}
	return b.String() + "</mergeCells>"
}

// xlsxGrid is the XML of rows of single letters, in which a blank is no cell and a dot an empty one.
func xlsxGrid(lines ...string) string {
	var b strings.Builder
	for i, line := range lines {
		if line == "" {
			continue
		}
		fmt.Fprintf(&b, `<row r="%d">`, i+1)
		for j, letter := range line {
			switch letter {
			case ' ':
			case '.':
				fmt.Fprintf(&b, `<c r="%c%d" s="0"/>`, 'A'+j, i+1)
			default:
				fmt.Fprintf(&b, `<c r="%c%d" t="inlineStr"><is><t>%c</t></is></c>`, 'A'+j, i+1, letter)
			}
		}
		b.WriteString("</row>")
	}
	return b.String()
}

func TestXLSXMerges(t *testing.T) {
	for _, test := range []struct {
		name  string
		lines []string
		areas []string
		want  string
	}{
		{"none", []string{"ab"}, nil, "1: t`a` t`b`"},
		{"down", []string{"ab", ".c", "d"}, []string{"A1:A2"}, "1: t`a` t`b`\n2: ^t`a` t`c`\n3: t`d`"},
		{"across", []string{"a..b"}, []string{"A1:C1"}, "1: t`a` <t`a` <t`a` t`b`"},
		{"both ways", []string{"a..", "  x", "...b"}, []string{"A1:B3"}, "1: t`a` <t`a`\n2: ^t`a` ^<t`a` t`x`\n3: ^t`a` ^<t`a` - t`b`"},
		{"rows of nothing else", []string{"ab", "..", "", ".c", "."}, []string{"A1:A5"}, "1: t`a` t`b`\n4: ^t`a` t`c`"},
		{"whole columns", []string{"ab", " c"}, []string{"A1:A1048576", "XFD1:XFD1048576"}, "1: t`a` t`b`\n2: ^t`a` t`c`"},
		{"an empty first cell", []string{" b", "ac"}, []string{"A1:A2"}, "1: - t`b`\n2: t`a` t`c`"},
		{"a first cell in no row", []string{"", "ab"}, []string{"A1:B2"}, "2: t`a` t`b`"},
		{"what is under it", []string{"ab", "xc"}, []string{"A1:A2"}, "1: t`a` t`b`\n2: ^t`a` t`c`"},
		{"a row all under it", []string{"ab", "xy", "c"}, []string{"A1:B2"}, "1: t`a` <t`a`\n3: t`c`"},
		{"side by side, unsorted", []string{"abcd", "...x", "e"}, []string{"C1:C2", "A1:A2", "B1:B2"}, "1: t`a` t`b` t`c` t`d`\n2: ^t`a` ^t`b` ^t`c` t`x`\n3: t`e`"},
		{"one after the other", []string{"ab", ".c", "de", ".f"}, []string{"A3:A4", "A1:A2"}, "1: t`a` t`b`\n2: ^t`a` t`c`\n3: t`d` t`e`\n4: ^t`d` t`f`"},
		{"over each other", []string{"ab", "cd", "ef"}, []string{"A1:A3", "A2:B2", "A3:B3"}, "1: t`a` t`b`\n2: ^t`a` t`d`\n3: ^t`a` t`f`"},
		{"over each other from the left", []string{"abc"}, []string{"A1:B1", "B1:C1"}, "1: t`a` <t`a` t`c`"},
		{"a first cell in no row, and another below", []string{"", "ab", " c"}, []string{"A1:B1", "A2:A3"}, "2: t`a` t`b`\n3: ^t`a` t`c`"},
		{"over each other from the right", []string{"ab", "cd", "ef"}, []string{"B1:B3", "A2:B2", "A3:A3"}, "1: t`a` t`b`\n2: t`c` ^t`b`\n3: t`e` ^t`b`"},
		{"turned round", []string{"ab", " c"}, []string{"A2:A1"}, "1: t`a` t`b`\n2: ^t`a` t`c`"},
		{"a word in a text", []string{"ab"}, []string{"A1"}, "1: t`a` t`b`"},
	} {
		rows, err := xlsxShow(t, xlsxZip(t, xlsxParts(xlsxGrid(test.lines...), xlsxMerge(test.areas...))), 0)
		if got := strings.Join(rows, "\n"); got != test.want || err != nil {
			t.Errorf("%s: %v\n got %s\nwant %s", test.name, err, got, test.want)
		}
	}
	// A title across the sheet is repeated where there are columns, and a little beyond.
	rows, err := xlsxShow(t, xlsxZip(t, xlsxParts(xlsxGrid("a", "bcd"), xlsxMerge("A1:XFD1"))), 0)
	if want := []string{"1: t`a`" + strings.Repeat(" <t`a`", repeatRight-1), "2: t`b` t`c` t`d`"}; err != nil || !cmp.Equal(want, rows) {
		t.Errorf("a title: %v, %v", rows, err)
	}
	wide := `<row r="1">` + xlsxCell("CV1", ``, `<v>1</v>`) + `</row><row r="2">` + xlsxCell("A2", ``, `<v>2</v>`) + `</row>`
	rows, err = xlsxShow(t, xlsxZip(t, xlsxParts(wide, xlsxMerge("A2:XFD2"))), 0)
	if want := "2: n`2`" + strings.Repeat(" <n`2`", 99); err != nil || len(rows) != 2 || rows[1] != want {
		t.Errorf("a title of a wide sheet: %v, %v", rows, err)
	}
	// Merged cells within a comment or a CDATA section are none.
	for _, hidden := range []string{"<!--" + xlsxMerge("A1:B1") + "-->", "<oddHeader><![CDATA[" + xlsxMerge("A1:B1") + "]]></oddHeader>"} {
		if rows, err := xlsxShow(t, xlsxZip(t, xlsxParts(xlsxGrid("a"), hidden)), 0); err != nil || len(rows) != 1 || rows[0] != "1: t`a`" {
			t.Errorf("%s: %v, %v", hidden, rows, err)
		}
	}
}

// TestXLSXMergesPlain compares with a plain way: each cell looks for the area that it is in.
func TestXLSXMergesPlain(t *testing.T) {
	const size = 8
	random := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		lines := make([]string, size)
		for i := range lines {
			for range size {
				lines[i] += string(" .abcdefg"[random.IntN(9)])
			}
		}
		taken := [size][size]bool{}
		var refs []string
		var areas []area
		for range 6 {
			a := area{top: int32(1 + random.IntN(size)), left: uint16(random.IntN(size))}
			a.bottom, a.right = min(size, a.top+int32(random.IntN(4))), min(size-1, a.left+uint16(random.IntN(3)))
			free := true
			for i := a.top; i <= a.bottom; i++ {
				free = free && !slices.Contains(taken[i-1][a.left:a.right+1], true)
			}
			if !free {
				continue
			}
			for i := a.top; i <= a.bottom; i++ {
				for j := a.left; j <= a.right; j++ {
					taken[i-1][j] = true
				}
			}
			areas = append(areas, a)
			refs = append(refs, fmt.Sprintf("%c%d:%c%d", 'A'+a.left, a.top, 'A'+a.right, a.bottom))
		}
		rows, err := xlsxShow(t, xlsxZip(t, xlsxParts(xlsxGrid(lines...), xlsxMerge(refs...))), 0)
		if diff := cmp.Diff(plainMerges(lines, areas), rows); diff != "" || err != nil {
			t.Fatalf("%q merged %v: %v (-want +got):\n%s", lines, refs, err, diff)
		}
	}
}

// plainMerges shows the rows of letters with areas merged.
func plainMerges(lines []string, areas []area) (rows []string) {
	for i, line := range lines {
		own, last := false, -1
		cells := make([]string, 0, len(line))
		for j := range line {
			cell := "-"
			if letter := line[j]; letter != ' ' && letter != '.' {
				cell = "t`" + string(letter) + "`"
			}
			above := false
			for _, a := range areas {
				first := lines[a.top-1][a.left]
				inside := int(a.top) <= i+1 && i+1 <= int(a.bottom) && int(a.left) <= j && j <= int(a.right)
				if !inside || first == ' ' || first == '.' || int(a.top) == i+1 && int(a.left) == j {
					continue
				}
				above = i+1 > int(a.top)
				cell = strings.Repeat("^", btoi(above)) + strings.Repeat("<", btoi(j > int(a.left))) + "t`" + string(first) + "`"
			}
			own = own || cell != "-" && !above
			cells = append(cells, cell)
			if cell != "-" || line[j] != ' ' && line[j] != '.' {
				last = j
			}
		}
		if own {
			rows = append(rows, fmt.Sprintf("%d: %s", i+1, strings.Join(cells[:last+1], " ")))
		}
	}
	return rows
}

// TestXLSXSkim finds the word that tells of merged cells wherever the pieces in which a sheet is unpacked are cut.
func TestXLSXSkim(t *testing.T) {
	const piece = 32 << 10 // is what deflate gives at once
	for _, near := range []int{piece, 2 * piece, 4 * piece} {
		for cut := range 12 {
			parts := map[string]string{"a.xml": strings.Repeat(" ", near-cut) + "mergeCell" + strings.Repeat(" ", 100)}
			opened, err := openArchive(xlsxZip(t, parts), anyRows, "XLSX")
			if err != nil {
				t.Fatal(err)
			}
			x := &xlsx{archive: opened}
			if found, err := x.skim(t.Context(), "a.xml"); !found || err != nil {
				t.Errorf("%d bytes before the end of a piece: %t, %v", cut, found, err)
			}
		}
	}
}

// TestXLSXManyMerges reads a sheet with a hundred thousand areas, many one over the other, in step with its size.
func TestXLSXManyMerges(t *testing.T) {
	const rows, each = 10_000, 10
	var sheet strings.Builder
	var refs []string
	for i := range rows {
		fmt.Fprintf(&sheet, `<row r="%d">`, i+1)
		for j := range each {
			fmt.Fprintf(&sheet, `<c r="%c%d"><v>1</v></c>`, 'A'+j, i+1)
			refs = append(refs, fmt.Sprintf("%c%d:%c1048576", 'A'+j, i+1, 'A'+j))
		}
		sheet.WriteString("</row>")
	}
	shown, err := xlsxShow(t, xlsxZip(t, xlsxParts(sheet.String(), xlsxMerge(refs...))), 0)
	if err != nil || len(shown) != 1 { // all below is under the first row's
		t.Errorf("%d rows, %v", len(shown), err)
	}
}

// TestXLSXMemory reads a million rows that hold nothing in little memory, and makes nothing of them whatever is
// merged.
func TestXLSXMemory(t *testing.T) {
	var sheet strings.Builder
	for i := range 1_000_000 {
		fmt.Fprintf(&sheet, `<row r="%d" spans="1:9"/>`, i+1)
	}
	sheet.WriteString(`<row r="1000001"><c><v>1</v></c></row>`)
	data := xlsxZip(t, xlsxParts(sheet.String(), xlsxMerge("A1:XFD1048575")))
	sheet.Reset()
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	rows, err := xlsxShow(t, data, 0)
	if err != nil || len(rows) != 1 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	runtime.ReadMemStats(&after)
	if used := after.TotalAlloc - before.TotalAlloc; used > 4<<20 {
		t.Errorf("%d bytes allocated", used)
	}
}

// TestXLSXTooManyCells ends with a word where rows are wider than any list, over and over.
func TestXLSXTooManyCells(t *testing.T) {
	if testing.Short() {
		t.Skip("it makes 270 million cells")
	}
	var sheet strings.Builder
	for i := range maxCells/xlsxColumns + 1 {
		fmt.Fprintf(&sheet, `<row><c r="XFD%d"><v>1</v></c></row>`, i+1)
	}
	book, err := openXLSX(t.Context(), xlsxZip(t, xlsxParts(sheet.String())), anyRows)
	if err != nil {
		t.Fatal(err)
	}
	count := 0
	err = book.Rows(t.Context(), 0, func(*Row) error { count++; return nil })
	if want := "row 16385: the sheet has too many cells"; xlsxInEnglish(t, err) != want || count != maxCells/xlsxColumns {
		t.Errorf("%v after %d rows, want %s", err, count, want)
	}
}
