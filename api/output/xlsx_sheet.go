package output

import (
	"fmt"
	"slices"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

// sheetColumn is a column of a sheet: its width in characters, and whether it holds text, which must
// stay text when somebody edits it.
type sheetColumn struct {
	width float64
	text  bool
}

// The columns of visits.csv, unvisited.csv and rejected.csv; homeColumns are those of [homeTexts].
var (
	homeColumns  = []sheetColumn{{24, true}, {32, true}, {15, true}, {24, true}, {10, true}, {11, false}, {11, false}}
	visitColumns = slices.Concat(
		[]sheetColumn{{8, true}, {18, true}, {7, false}, {7, false}, {12, true}, {8, false}, {8, false}, {8, false}, {7, false}},
		homeColumns, []sheetColumn{{8, false}, {8, false}, {8, false}})
	unvisitedColumns = slices.Concat([]sheetColumn{{12, true}, {28, true}, {44, true}, {7, false}, {9, true}}, homeColumns)
	rejectedColumns  = []sheetColumn{{24, true}, {8, false}, {18, true}, {70, true}}
)

// sheetStyles are a workbook's styles.
type sheetStyles struct{ header, text, number, clock, late int }

func newStyles(f *excelize.File) (sheetStyles, error) {
	var s sheetStyles
	const asText = 49 // Excel's number format "@"
	middle := &excelize.Alignment{Horizontal: "center", Vertical: "top"}
	clock, late := "hh:mm", "[hh]:mm" // of a time of day, of one that runs past midnight
	for _, each := range []struct {
		to    *int
		style excelize.Style
	}{
		{&s.header, excelize.Style{
			Font:      &excelize.Font{Bold: true, Family: "Calibri", Size: 11},
			Fill:      excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"#E8EEF4"}},
			Alignment: &excelize.Alignment{WrapText: true, Horizontal: "center", Vertical: "center"},
		}},
		{&s.text, excelize.Style{NumFmt: asText, Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"}}},
		{&s.number, excelize.Style{Alignment: middle}},
		{&s.clock, excelize.Style{Alignment: middle, CustomNumFmt: &clock}},
		{&s.late, excelize.Style{Alignment: middle, CustomNumFmt: &late}},
	} {
		id, err := f.NewStyle(&each.style)
		if err != nil {
			return s, err
		}
		*each.to = id
	}
	return s, nil
}

// sheetOf is a sheet to be written. rows gives its rows to add one by one: count of them, of as many cells as there are
// columns, each a string, an int, a float64 or a campaign.Clock.
type sheetOf struct {
	texts   sheetTexts
	columns []sheetColumn
	count   int
	rows    func(add func(cells ...any))
}

// withPlace is the sheet with a column more, of what a place rests on.
func (t sheetOf) withPlace(title string) sheetOf {
	t.texts.titles = append(slices.Clone(t.texts.titles), title)
	t.columns = append(slices.Clone(t.columns), sheetColumn{30, true})
	return t
}

// fill makes a sheet without rows: what keeps the header in view, the filter, and pages as wide as the paper.
func (t *sheetOf) fill(f *excelize.File, styles sheetStyles) error {
	if err := setPaper(f, t.texts.name); err != nil { // the writer begins with it
		return err
	}
	s, err := f.NewStreamWriter(t.texts.name)
	if err != nil {
		return err
	}
	for i, c := range slices.Backward(t.columns) { // each is put before those already there, and Excel wants them in order
		style := styles.number
		if c.text {
			style = styles.text
		}
		if err := s.SetColWidth(i+1, i+1, c.width); err != nil {
			return err
		}
		if err := s.SetColStyle(i+1, i+1, style); err != nil {
			return err
		}
	}
	if err := s.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	last, err := excelize.CoordinatesToCellName(len(t.columns), t.lines())
	if err != nil {
		return err
	}
	if err := f.AutoFilter(t.texts.name, "A1:"+last, nil); err != nil {
		return err
	}
	return s.Flush()
}

// sheetRows is the most rows of a sheet: more than anybody reads, few enough for an old computer to open, a tenth of
// what a sheet may have.
const sheetRows = 100_000

// lines is the number of the last row, the header being the first.
func (t *sheetOf) lines() int { return min(1+t.count, sheetRows) }

// height is a row's, in points, that shows every line of its texts, which are wrapped; 0 is one line,
// and the spreadsheet's to say. Programs differ in whether they find it out by themselves.
func (t *sheetOf) height(cells []any) float64 {
	const line, most = 15, 409 // points; Excel has no higher rows
	lines := 1
	for i, c := range cells {
		text, isText := c.(string)
		if letters := max(1, int(t.columns[i].width*0.9)); isText && len(text) > letters {
			lines = max(lines, (utf8.RuneCountInString(text)+letters-1)/letters)
		}
	}
	if lines == 1 {
		return 0
	}
	return min(float64(line*lines), most)
}

// setPaper makes a sheet's pages A4, landscape, as wide as the sheet, the header on each.
func setPaper(f *excelize.File, sheet string) error {
	a4, landscape, pagesWide, pagesHigh, fit := 9, "landscape", 1, 0, true // 0 is as many as it takes
	if err := f.SetSheetProps(sheet, &excelize.SheetPropsOptions{FitToPage: &fit}); err != nil {
		return err
	}
	if err := f.SetPageLayout(sheet, &excelize.PageLayoutOptions{Size: &a4, Orientation: &landscape, FitToWidth: &pagesWide, FitToHeight: &pagesHigh}); err != nil {
		return err
	}
	margin := 0.4 // inches
	if err := f.SetPageMargins(sheet, &excelize.PageLayoutMarginsOptions{Left: &margin, Right: &margin, Top: &margin, Bottom: &margin}); err != nil {
		return err
	}
	return f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: fmt.Sprintf("'%s'!$1:$1", sheet), Scope: sheet})
}
