package intake

import (
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"gonha/solver/campaign"
)

// rowAt is a row and the line it begins on.
type rowAt struct {
	Line  int
	Cells []string
}

func rowsOf(t testing.TB, text string, delim byte) []rowAt {
	t.Helper()
	table := &csvTable{text: text, delim: delim, line: 1}
	var rows []rowAt
	for {
		cells, line, err := table.next()
		if err != nil {
			t.Fatal(err)
		}
		if cells == nil {
			return rows
		}
		rows = append(rows, rowAt{line, slices.Clone(cells)})
	}
}

func TestCSVTable(t *testing.T) {
	long := strings.Repeat("\n", maxQuotedLines)
	for _, test := range []struct {
		name, text string
		want       []rowAt
	}{
		{"plain", "a;b\nc;d\n", []rowAt{{1, []string{"a", "b"}}, {2, []string{"c", "d"}}}},
		{"no last line end", "a;b\r\nc;", []rowAt{{1, []string{"a", "b"}}, {2, []string{"c", ""}}}},
		{"empty lines", "a\n\n\r\nb", []rowAt{{1, []string{"a"}}, {2, []string{""}}, {3, []string{""}}, {4, []string{"b"}}}},
		{"quoted", `"a;""b""";c`, []rowAt{{1, []string{`a;"b"`, "c"}}}},
		{"space around quotes", ` "a;b" ;c`, []rowAt{{1, []string{"a;b", "c"}}}},
		{"quoted over lines", "\"a\r\nb\";c\nd", []rowAt{{1, []string{"a\r\nb", "c"}}, {3, []string{"d"}}}},
		{"quote inside", `5" x;c`, []rowAt{{1, []string{`5" x`, "c"}}}},
		{"quote not closed", "\"a;b\nc;d", []rowAt{{1, []string{`"a`, "b"}}, {2, []string{"c", "d"}}}},
		{"quote closed too soon", `"a" b;c`, []rowAt{{1, []string{`"a" b`, "c"}}}},
		{"quote not closed before a quoted cell", "\"a;b\n\"c;d\";e", []rowAt{{1, []string{`"a`, "b"}}, {2, []string{"c;d", "e"}}}},
		{"quoted over too many lines", `"a` + long + `b"`, nil},
		{"empty quoted", `"";""`, []rowAt{{1, []string{"", ""}}}},
	} {
		got := rowsOf(t, test.text, ';')
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
		if rows := rowsOf(t, text, ','); len(rows) == 0 {
			t.Errorf("%q repeated: no rows", part)
		}
	}
}

// FuzzCSVTable proves that where encoding/csv has nothing to object to, both read the same.
func FuzzCSVTable(f *testing.F) {
	f.Add("a;b\n\"c;\"\"d\"\"\";e\r\n")
	f.Add("\"a\nb\";c\n\n;\n")
	f.Add("\"a;b\nc;d")
	f.Fuzz(func(t *testing.T, text string) {
		got := rowsOf(t, text, ';')
		if len(got) > strings.Count(text, "\n")+1 {
			t.Fatalf("%d rows in %d lines", len(got), strings.Count(text, "\n")+1)
		}
		r := csv.NewReader(strings.NewReader(text))
		r.Comma, r.FieldsPerRecord = ';', -1
		var want []rowAt
		for {
			cells, err := r.Read()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				return // ours is the more patient
			}
			line, _ := r.FieldPos(0)
			want = append(want, rowAt{line, cells})
			if last, _ := r.FieldPos(len(cells) - 1); last-line+strings.Count(cells[len(cells)-1], "\n") >= maxQuotedLines {
				return
			}
		}
		// encoding/csv passes over empty lines and writes \n for \r\n.
		got = slices.DeleteFunc(got, func(r rowAt) bool { return len(r.Cells) == 1 && r.Cells[0] == "" })
		want = slices.DeleteFunc(want, func(r rowAt) bool { return len(r.Cells) == 1 && r.Cells[0] == "" })
		for _, rows := range [][]rowAt{got, want} {
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

// TestLongCell: a cell longer than Excel's spoils its row, and where no column wants it nothing.
func TestLongCell(t *testing.T) {
	long := strings.Repeat("x", maxCell+1)
	list, rejected, err := Households(t.Context(), "a.csv", []byte("id,lat,lon,note,STT\nA,21,105,"+long+",1\nB,21,105,,"+long+"\nC,21,105,"+long[1:]+",3\n"))
	want := []campaign.Rejected{{File: "a.csv", Row: 2, Column: "note", Reason: string(longCell)}}
	if diff := cmp.Diff(want, rejected); err != nil || len(list) != 2 || diff != "" {
		t.Errorf("%d households, %v, rejected (-want +got):\n%s", len(list), err, diff)
	}
}
