package sheet

import (
	"context"
	"errors"
	"math"
	"strings"
	"testing"
	"unicode"
)

// rowSeen is a row as tests compare it.
type rowSeen struct {
	Line   int
	Hidden bool
	Cells  []Cell
}

// readBook opens content and gives the rows of all its sheets.
func readBook(t testing.TB, name string, data []byte) (Book, [][]rowSeen) {
	t.Helper()
	book, err := Open(t.Context(), name, data, 1<<20)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	t.Cleanup(func() {
		if err := book.Close(); err != nil {
			t.Error(err)
		}
	})
	sheets := make([][]rowSeen, len(book.Sheets()))
	for i := range sheets {
		sheets[i] = sheetRows(t, book, i)
	}
	return book, sheets
}

func sheetRows(t testing.TB, book Book, index int) []rowSeen {
	t.Helper()
	var rows []rowSeen
	err := book.Rows(t.Context(), index, func(r *Row) error {
		rows = append(rows, rowSeen{r.Line, r.Hidden, append([]Cell(nil), r.Cells...)})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// texts gives what the cells of rows say, by row.
func texts(rows []rowSeen) [][]string {
	all := make([][]string, len(rows))
	for i, r := range rows {
		for _, c := range r.Cells {
			all[i] = append(all[i], shown(c))
		}
	}
	return all
}

// shown is what a cell says: its text where the file has it.
func shown(c Cell) string {
	if c.Text != "" {
		return c.Text
	}
	return c.String()
}

// checkOpened reads whatever Open makes of content from anywhere and reports what it may not be: a panic, an error of
// several lines, rows that go back, cells with numbers that are none.
func checkOpened(t *testing.T, name string, data []byte) {
	t.Helper()
	book, err := Open(t.Context(), name, data, 10_000)
	if err != nil {
		checkOneLine(t, err.Error())
		return
	}
	defer book.Close()
	for i := range book.Sheets() {
		last, count := 0, 0
		enough := errors.New("enough")
		err := book.Rows(t.Context(), i, func(r *Row) error {
			if r.Line <= last || len(r.Cells) > maxColumns+1 {
				t.Errorf("row %d of %d cells after row %d", r.Line, len(r.Cells), last)
			}
			last = r.Line
			for _, c := range r.Cells {
				if math.IsNaN(c.Value) || math.IsInf(c.Value, 0) || c.Kind == Text && c.Text == "" {
					t.Errorf("row %d: cell %+v", r.Line, c)
				}
			}
			if count++; count > 10_000 {
				return enough
			}
			return nil
		})
		if err != nil && !errors.Is(err, enough) {
			checkOneLine(t, err.Error())
		}
	}
	for _, remark := range book.Remarks() {
		checkOneLine(t, remark)
	}
}

// checkOneLine reports a message that is not one line in two languages.
func checkOneLine(t *testing.T, message string) {
	t.Helper()
	if strings.Count(message, " / ") < 1 || strings.ContainsFunc(message, unicode.IsControl) {
		t.Errorf("message %q", message)
	}
}

// rowsOf gives the rows of a book of one sheet.
func rowsOf(t *testing.T, book Book) func(func(*Row) bool) {
	return func(yield func(*Row) bool) {
		stop := errors.New("stop")
		err := book.Rows(t.Context(), 0, func(r *Row) error {
			if !yield(r) {
				return stop
			}
			return nil
		})
		if err != nil && !errors.Is(err, stop) {
			t.Fatal(err)
		}
	}
}

// stoppedContext has ended.
func stoppedContext(t *testing.T) context.Context {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	return ctx
}
