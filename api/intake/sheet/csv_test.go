package sheet

import (
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// splitRow is a row and the line it begins on.
type splitRow struct {
	Line  int
	Cells []string
}

func split(text string, delim byte) []splitRow {
	table := &csvTable{text: text, delim: delim, line: 1}
	var rows []splitRow
	for {
		cells, line, _ := table.next()
		if cells == nil {
			return rows
		}
		rows = append(rows, splitRow{line, slices.Clone(cells)})
	}
}

func TestCSVTable(t *testing.T) {
	long := strings.Repeat("\n", maxQuotedLines)
	for _, test := range []struct {
		name, text string
		want       []splitRow
	}{
		{"plain", "a;b\nc;d\n", []splitRow{{1, []string{"a", "b"}}, {2, []string{"c", "d"}}}},
		{"no last line end", "a;b\r\nc;", []splitRow{{1, []string{"a", "b"}}, {2, []string{"c", ""}}}},
		{"empty lines", "a\n\n\r\nb", []splitRow{{1, []string{"a"}}, {2, []string{""}}, {3, []string{""}}, {4, []string{"b"}}}},
		{"quoted", `"a;""b""";c`, []splitRow{{1, []string{`a;"b"`, "c"}}}},
		{"space around quotes", ` "a;b" ;c`, []splitRow{{1, []string{"a;b", "c"}}}},
		{"quoted over lines", "\"a\r\nb\";c\nd", []splitRow{{1, []string{"a\r\nb", "c"}}, {3, []string{"d"}}}},
		{"quote inside", `5" x;c`, []splitRow{{1, []string{`5" x`, "c"}}}},
		{"quote not closed", "\"a;b\nc;d", []splitRow{{1, []string{`"a`, "b"}}, {2, []string{"c", "d"}}}},
		{"quote closed too soon", `"a" b;c`, []splitRow{{1, []string{`"a" b`, "c"}}}},
		{"quote not closed before a quoted cell", "\"a;b\n\"c;d\";e", []splitRow{{1, []string{`"a`, "b"}}, {2, []string{"c;d", "e"}}}},
		{"quoted over too many lines", `"a` + long + `b"`, nil},
		{"empty quoted", `"";""`, []splitRow{{1, []string{"", ""}}}},
	} {
		got := split(test.text, ';')
		if test.want == nil {
			if len(got) != maxQuotedLines+1 {
				t.Errorf("%s: %d rows, want %d", test.name, len(got), maxQuotedLines+1)
			}
			continue
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}

// TestCSVTableLinear reads a file of nothing but quotes that never close, which would take hours if
// each were looked for to the file's end.
func TestCSVTableLinear(t *testing.T) {
	for _, part := range []string{`,"""x`, `,"x`, "\n\"\"\"x", `,""""a`, `,"""",""`} {
		text := strings.Repeat(part, 1<<20/len(part))
		if rows := split(text, ','); len(rows) == 0 {
			t.Errorf("%q repeated: no rows", part)
		}
		findDelimiter(text)
	}
}

// FuzzCSVTable proves that where encoding/csv has nothing to object to, both read the same.
func FuzzCSVTable(f *testing.F) {
	f.Add("a;b\n\"c;\"\"d\"\"\";e\r\n")
	f.Add("\"a\nb\";c\n\n;\n")
	f.Add("\"a;b\nc;d")
	f.Fuzz(func(t *testing.T, text string) {
		got := split(text, ';')
		if len(got) > strings.Count(text, "\n")+1 {
			t.Fatalf("%d rows in %d lines", len(got), strings.Count(text, "\n")+1)
		}
		r := csv.NewReader(strings.NewReader(text))
		r.Comma, r.FieldsPerRecord = ';', -1
		var want []splitRow
		for {
			cells, err := r.Read()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				return // ours is the more patient
			}
			line, _ := r.FieldPos(0)
			want = append(want, splitRow{line, cells})
			if last, _ := r.FieldPos(len(cells) - 1); last-line+strings.Count(cells[len(cells)-1], "\n") >= maxQuotedLines {
				return
			}
		}
		// encoding/csv passes over empty lines and writes \n for \r\n.
		got = slices.DeleteFunc(got, func(r splitRow) bool { return len(r.Cells) == 1 && r.Cells[0] == "" })
		want = slices.DeleteFunc(want, func(r splitRow) bool { return len(r.Cells) == 1 && r.Cells[0] == "" })
		for _, rows := range [][]splitRow{got, want} {
			for _, r := range rows {
				for i := range r.Cells {
					r.Cells[i] = strings.ReplaceAll(r.Cells[i], "\r", "")
				}
			}
		}
		if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("reading %q (-encoding/csv +ours):\n%s", text, diff)
		}
	})
}

func TestFindDelimiter(t *testing.T) {
	for _, test := range []struct {
		name, text string
		want       byte
	}{
		{"windows in a comma file", "id,lat,lon,windows\nA,21,105,19:30-20:15;21:00-21:30\nB,21,105,19:30-20:15;21:00-21:30\nC,21,105,19:00-20:00;20:15-20:30\n", ','},
		{"one row of windows", "id,windows\nA,19:30-20:15;21:00-21:30\n", ','},
		{"groups in a comma file", "id,name,members,lat,lon,groups\nT1,Một,4,21,105,TDP-1;TDP-2;TDP-3\nT2,Hai,4,21,105,TDP-4\nT3,Ba,4,21,105,TDP-5;TDP-6\n", ','},
		{"pairs in a semicolon file", "mã;tọa độ;số người\nA;21.02, 105.83;2\nB;21.03, 105.84;3\n", ';'},
		{"two columns with pairs", "mã;tọa độ\nA;21.02, 105.83\nB;21.03, 105.84\nC;21.03, 105.84\n", ';'},
		{"decimal commas", "mã;vĩ độ;kinh độ\nA;21,02;105,83\nB;21,03;105,84\n", ';'},
		{"addresses in a semicolon file", "mã;địa chỉ;người\n1;Số 5, ngõ 12, phường X, quận Y;3\n2;Số 7, ngõ 12, phường X, quận Y;2\n3;Số 9, ngõ 12, phường X, quận Y;2\n", ';'},
		{"addresses in a tab file", "mã\tđịa chỉ\n1\tSố 5, ngõ 12, phường X, quận Y\n2\tSố 7, ngõ 12, phường X; cũ\n", '\t'},
		{"quoted addresses", "mã,địa chỉ,người\n1,\"Số 5, ngõ 12\",3\n2,\"Số 7, ngõ 12\",2\n", ','},
		{"title rows", "UBND phường X, quận Y\nDanh sách hộ, tối 20/11, phường X, quận Y\nmã;tên;người\n1;A;2\n2;B;3\n3;C;1\n", ';'},
		{"ragged rows", "id,name,address,lat,lon,note\n1,A,B,21,105,x;y\n2,A,B,21,105\n3,A,B,21,105,x;y\n4,A,B,21\n5,A,B,21,105,x;y\n", ','},
		{"pipes", "id|lat|lon\nA|21,0|105,8\n", '|'},
		{"a header alone", "id,lat,lon", ','},
		{"one column", "id\nA\nB\n", 0},
		{"empty columns", "a;b;;;;\n1;2;;;;\n;;;;;\n", ';'},
	} {
		if got := findDelimiter(test.text); got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}

func TestTextBook(t *testing.T) {
	zalo := "Tổ 1: đ/c An (CA), Bình, Chi - xe máy\nTổ 2: đ/c Dũng, Giang; đi bộ\n"
	book, err := Open(t.Context(), "zalo.txt", []byte(zalo), 100)
	if err != nil {
		t.Fatal(err)
	}
	var whole []string
	for r := range rowsOf(t, book) {
		whole = append(whole, r.Whole)
	}
	if diff := cmp.Diff(strings.Split(strings.TrimSpace(zalo), "\n"), whole); diff != "" {
		t.Errorf("whole lines (-want +got):\n%s", diff)
	}
	for _, test := range []struct {
		name, text string
		want       []rowSeen
	}{
		{"sep", "sep=|\r\na|b,c\r\n \t| d\r\n", []rowSeen{{2, false, []Cell{text("a"), text("b,c")}}, {3, false, []Cell{{}, text(" d")}}}},
		{"CR", "a,b\rc,d\r", []rowSeen{{1, false, []Cell{text("a"), text("b")}}, {2, false, []Cell{text("c"), text("d")}}}},
		{"UTF-16", utf16Text("\ufeffa\tb\nỹ\t2\n"), []rowSeen{{1, false, []Cell{text("a"), text("b")}}, {2, false, []Cell{text("ỹ"), text("2")}}}},
		{"UTF-16 without mark", utf16Text("id\tlat\n1\t21\n"), []rowSeen{{1, false, []Cell{text("id"), text("lat")}}, {2, false, []Cell{text("1"), text("21")}}}},
		{"BOM", "\ufeffa,b\n1,2", []rowSeen{{1, false, []Cell{text("a"), text("b")}}, {2, false, []Cell{text("1"), text("2")}}}},
		{"CP1258", "t\xean,s\xf4\xec\nNguy\xea\xden,2\n", []rowSeen{{1, false, []Cell{text("tên"), text("số")}}, {2, false, []Cell{text("Nguyễn"), text("2")}}}},
	} {
		_, sheets := readBook(t, "a.csv", []byte(test.text))
		if diff := cmp.Diff([][]rowSeen{test.want}, sheets); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}

func text(s string) Cell { return Cell{Kind: Text, Text: s} }

// utf16Text gives text in UTF-16, little-endian.
func utf16Text(s string) string {
	var b strings.Builder
	for _, r := range s {
		b.WriteByte(byte(r))
		b.WriteByte(byte(r >> 8))
	}
	return b.String()
}

func TestTextRemarks(t *testing.T) {
	for _, test := range []struct {
		name, text, want string // of the error or the remarks
	}{
		{"lost letters", "id,name\n1,An\n2,Nguy?n V?n B?nh\n", "dòng / row 3"},
		{"web addresses", "id,url\n1,http://a.vn/x?a=b?c\n2,maps.google.com/?q=1\n3,a/b?c\n4,a/b?c", ""},
		{"questions", "id,name\n1,có? không?\n2,ai?\n", ""},
		{"page", "t\xean,s\xf4\xec\nNguy\xea\xden,2\n", "Windows-1258"},
		{"no page", "id,name\n1,A\n2,\xcf\xf0\xe8\xe2\xe5\xf2\n", "dòng / row 3: chữ không phải UTF-8"},
		{"half UTF-16", "\xff\xfea\x00b", "UTF-16"},
		{"zeros", "a,b\x00c\n", "không phải bảng tính"},
	} {
		book, err := Open(t.Context(), "a.csv", []byte(test.text), 100)
		said := ""
		if err != nil {
			said = err.Error()
		} else {
			said = strings.Join(book.Remarks(), "\n")
		}
		if !strings.Contains(said, test.want) || test.want == "" && said != "" {
			t.Errorf("%s: %q, want %q", test.name, said, test.want)
		}
	}
}

func FuzzText(f *testing.F) {
	for _, seed := range []string{"id,lat\n1,21\n", "sep=;\na;\"b\nc\"\n", "t\xean\n", utf16Text("a\tb\n"), "<table><tr><td>a</table>", "ID;PWXL\nB;Y1\nC;X1;K1"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) { checkOpened(t, "a.txt", data) })
}
