package sheet

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestGridMerges(t *testing.T) {
	a, b := text("a"), text("b")
	left, above := a, a
	left.Left, above.Above = true, true
	both := left
	both.Above = true
	s := gridSheet{
		rows: []gridRow{
			{line: 4, cells: []gridCell{{1, 1, b}}},
			{line: 1, cells: []gridCell{{2, 1, b}, {0, 1, a}}},
			{line: 2, repeat: 2, hidden: true, cells: []gridCell{{3, 2, b}}},
			{line: 5},
			{line: 6, cells: []gridCell{{0, 1, b}}},
		},
		merges: []area{{1, 3, 0, 1}, {4, 9, 7, 9}},
	}
	s.sort()
	var rows []rowSeen
	err := s.give(t.Context(), func(r *Row) error {
		rows = append(rows, rowSeen{r.Line, r.Hidden, append([]Cell(nil), r.Cells...)})
		return nil
	})
	want := []rowSeen{
		{1, false, []Cell{a, left, b}},
		{2, true, []Cell{above, both, {}, b, b}},
		{3, true, []Cell{above, both, {}, b, b}},
		{4, false, []Cell{{}, b}},
		{6, false, []Cell{b}},
	}
	if diff := cmp.Diff(want, rows); diff != "" || err != nil {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
}

// TestGridBounds: what repeats without end is given up, and merges as large as a sheet cost nothing.
func TestGridBounds(t *testing.T) {
	wide := gridSheet{rows: []gridRow{{line: 1, repeat: 1 << 20, cells: []gridCell{{0, 1 << 30, text("a")}}}}}
	if err := wide.give(t.Context(), func(*Row) error { return nil }); !errors.Is(err, errTooLarge) {
		t.Errorf("16,384 cells in each of a million rows: %v", err)
	}
	most := 0
	one := gridSheet{rows: []gridRow{{line: 1, repeat: 1000, cells: []gridCell{{0, 1, text("a")}}}}, merges: []area{{1, 1 << 20, 0, maxColumns - 1}}}
	if err := one.give(t.Context(), func(r *Row) error { most = max(most, len(r.Cells)); return nil }); err != nil || most != repeatRight {
		t.Errorf("a merge of the whole sheet: %d columns, %v", most, err)
	}
	if err := one.give(stoppedContext(t), func(*Row) error { return nil }); err == nil {
		t.Error("a stopped context is not noticed")
	}
}
