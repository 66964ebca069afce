package output

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"gonha/solver/campaign"
)

// TestSheetsLookAsPromised: header, filter and paper of every sheet, read back.
func TestSheetsLookAsPromised(t *testing.T) {
	night, plan := sample(2, 5)
	f := opened(t, night, plan, "vi")
	for i, name := range f.GetSheetList() {
		layout, err := f.GetPageLayout(name)
		if err != nil {
			t.Fatal(err)
		}
		if *layout.Size != 9 || *layout.Orientation != "landscape" || *layout.FitToWidth != 1 || layout.FitToHeight != nil && *layout.FitToHeight != 0 {
			t.Errorf("%s: page %+v", name, layout)
		}
		if props, err := f.GetSheetProps(name); err != nil || props.FitToPage == nil || !*props.FitToPage {
			t.Errorf("%s: properties %+v, %v", name, props, err)
		}
		if panes, err := f.GetPanes(name); err != nil || !panes.Freeze || panes.YSplit != 1 || panes.TopLeftCell != "A2" {
			t.Errorf("%s: panes %+v, %v", name, panes, err)
		}
		id, err := f.GetCellStyle(name, "A1")
		if err != nil {
			t.Fatal(err)
		}
		if style, err := f.GetStyle(id); err != nil || !style.Font.Bold {
			t.Errorf("%s: header %+v, %v", name, style, err)
		}
		rows := rowsOf(t, f, name)
		last, _ := excelize.ColumnNumberToName(len(rows[0]))
		var names []string
		for _, d := range f.GetDefinedName() {
			if d.Scope == name {
				names = append(names, d.Name+" "+d.RefersTo)
			}
		}
		want := []string{
			fmt.Sprintf("_xlnm.Print_Titles '%s'!$1:$1", name),
			fmt.Sprintf("_xlnm._FilterDatabase '%s'!$A$1:$%s$%d", name, last, len(rows)),
		}
		if diff := cmp.Diff(want, names); diff != "" {
			t.Errorf("sheet %d: names (-want +got):\n%s", i, diff)
		}
	}
}

// TestColumnsAreInOrder: Excel calls a workbook broken whose columns do not ascend.
func TestColumnsAreInOrder(t *testing.T) {
	night, plan := sample(1, 2)
	f := opened(t, night, plan, "en")
	for i, columns := range [][]sheetColumn{visitColumns, unvisitedColumns, rejectedColumns} {
		content, _ := f.Pkg.Load(fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1))
		var got, want []string
		for _, m := range regexp.MustCompile(`<col min="(\d+)" max="(\d+)" width="([\d.]+)"`).FindAllSubmatch(content.([]byte), -1) {
			got = append(got, fmt.Sprintf("%s-%s: %s", m[1], m[2], m[3]))
		}
		for k, c := range columns {
			want = append(want, fmt.Sprintf("%d-%d: %g", k+1, k+1, c.width))
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("sheet %d: columns (-want +got):\n%s", i+1, diff)
		}
	}
}

// TestTitlesForEveryColumn in both languages, as many as there are cells.
func TestTitlesForEveryColumn(t *testing.T) {
	for _, w := range []*words{&vietnamese, &english} {
		for _, s := range []struct {
			texts   sheetTexts
			columns []sheetColumn
		}{{w.workbook.visits, visitColumns}, {w.workbook.unvisited, unvisitedColumns}, {w.workbook.rejected, rejectedColumns}} {
			if s.texts.name == "" || len(s.texts.titles) != len(s.columns) {
				t.Errorf("%s %q: %d titles for %d columns", w.Lang, s.texts.name, len(s.texts.titles), len(s.columns))
			}
		}
	}
	night, plan := sample(2, 5)
	var csv bytes.Buffer
	if err := VisitsCSV(&csv, night, plan); err != nil {
		t.Fatal(err)
	}
	header, _, _ := strings.Cut(csv.String(), "\r\n")
	if n := len(strings.Split(header, ",")); n != len(visitColumns) {
		t.Errorf("visits.csv has %d columns, the sheet %d", n, len(visitColumns))
	}
}

func TestSheetHeight(t *testing.T) {
	s := sheetOf{columns: []sheetColumn{{10, true}, {20, true}, {8, false}}}
	for _, test := range []struct {
		cells []any
		want  float64
	}{
		{[]any{"", "", 1}, 0},
		{[]any{"ngắn", nil, 123456789012345}, 0},
		{[]any{"chín chữ!", strings.Repeat("ế", 18), 1}, 0},
		{[]any{"hai dòng mới đủ", nil, 1}, 30},
		{[]any{nil, strings.Repeat("x", 55), 1}, 60},
		{[]any{"một hai ba"}, 30},
		{[]any{strings.Repeat("x", 10_000)}, 409},
	} {
		if got := s.height(test.cells); got != test.want {
			t.Errorf("%.40q: %g points, want %g", test.cells, got, test.want)
		}
	}
}

// TestTooManyRowsForASheet: what does not fit is left out, and the last row says so.
func TestTooManyRowsForASheet(t *testing.T) {
	rows := 0
	sheet := sheetOf{texts: english.workbook.rejected, columns: rejectedColumns, count: sheetRows + 10, rows: func(add func(...any)) {
		for ; rows < sheetRows+10; rows++ {
			add(rows)
		}
	}}
	var out bytes.Buffer
	w, err := newRowWriter(&out, &sheet, sheetStyles{1, 2, 3, 4, 5})
	if err == nil {
		err = w.write(sheetStyles{1, 2, 3, 4, 5})
	}
	if err != nil || w.line != sheetRows || rows != sheetRows+10 || sheet.lines() != sheetRows {
		t.Errorf("%d rows written of %d, %v", w.line, rows, err)
	}
	if last := `<c r="A100000" s="2" t="inlineStr"><is><t>…</t></is></c></row>`; !strings.HasSuffix(out.String(), last) {
		t.Errorf("the last row is not %s", last)
	}
}

// TestXLSXCells: what is empty stays empty, counts are numbers, and times go on after midnight.
func TestXLSXCells(t *testing.T) {
	night, plan := sample(1, 2)
	v := &plan.Routes[0].Visits[0]
	v.Arrive, v.Begin, v.Leave = 24*3600+600, 24*3600+660, 25*3600
	for i := range night.Households {
		night.Households[i].Note, night.Households[i].People = "", nil
	}
	plan.Routes[0].Team, night.Teams[0].ID = "007", "007"
	f := opened(t, night, plan, "vi")
	for cell, want := range map[string]string{
		"A2": "007", "C2": "1", "F2": "24:10", "G2": "24:11", "H2": "25:00", "M2": "", "S2": "0",
	} {
		if got, err := f.GetCellValue("Lịch", cell); err != nil || got != want {
			t.Errorf("%s: %q, %v, want %q", cell, got, err, want)
		}
	}
	for cell, want := range map[string]excelize.CellType{
		"A2": excelize.CellTypeInlineString, "C2": excelize.CellTypeUnset, "F2": excelize.CellTypeUnset, "M2": excelize.CellTypeUnset, "O2": excelize.CellTypeUnset,
	} {
		if got, err := f.GetCellType("Lịch", cell); err != nil || got != want {
			t.Errorf("%s is of type %d, %v, want %d", cell, got, err, want)
		}
	}
	for cell, want := range map[string]struct {
		seconds campaign.Clock
		format  string
	}{"F2": {87000, "[hh]:mm"}, "H2": {90000, "[hh]:mm"}, "G3": {plan.Routes[0].Visits[1].Begin, "hh:mm"}} {
		text, err := f.GetCellValue("Lịch", cell, excelize.Options{RawCellValue: true})
		days, parseErr := strconv.ParseFloat(text, 64)
		id, idErr := f.GetCellStyle("Lịch", cell)
		if err := errors.Join(err, parseErr, idErr); err != nil {
			t.Fatal(err)
		}
		if style, err := f.GetStyle(id); err != nil || math.Abs(days*86400-float64(want.seconds)) > 1e-6 || *style.CustomNumFmt != want.format {
			t.Errorf("%s: %s days as %v, %v, want %+v", cell, text, style, err, want)
		}
	}
	id, err := f.GetCellStyle("Lịch", "A2")
	if err != nil {
		t.Fatal(err)
	}
	if style, err := f.GetStyle(id); err != nil || style.NumFmt != 49 {
		t.Errorf("a team's id has the style %+v, %v", style, err)
	}
}

// TestProperties: exceljs opens no workbook whose properties have other prefixes than Office's.
func TestProperties(t *testing.T) {
	night, plan := sample(1, 1)
	for date, want := range map[string]string{
		"2023-06-06": `<cp:lastModifiedBy>gonha</cp:lastModifiedBy><dcterms:created xsi:type="dcterms:W3CDTF">2023-06-06T00:00:00Z</dcterms:created>`,
		"<":          `<cp:lastModifiedBy>gonha</cp:lastModifiedBy></cp:coreProperties>`,
	} {
		plan.Night = date
		f := opened(t, night, plan, "vi")
		content, _ := f.Pkg.Load("docProps/core.xml")
		if text := string(content.([]byte)); !strings.Contains(text, want) {
			t.Errorf("the properties are %s", text)
		}
		if read, err := f.GetDocProps(); err != nil || read.Creator != "gonha" || read.LastModifiedBy != "gonha" {
			t.Errorf("read back they are %+v, %v", read, err)
		}
	}
}

// TestXLSXWithoutRows: a plan of nothing is a workbook of three headers.
func TestXLSXWithoutRows(t *testing.T) {
	night, plan := sample(1, 1)
	plan.Routes, plan.Unvisited, plan.Rejected = nil, nil, nil
	f := opened(t, night, plan, "")
	for _, name := range f.GetSheetList() {
		if rows := rowsOf(t, f, name); len(rows) != 1 {
			t.Errorf("%s: %d rows", name, len(rows))
		}
	}
}

func BenchmarkVisitsXLSX(b *testing.B) {
	night, plan := sample(20, 20)
	for range 20_000 {
		plan.Unvisited = append(plan.Unvisited, campaign.Unvisited{Household: night.Households[0].ID, Reason: "no_time", Detail: "không đội nào còn giờ"})
	}
	b.ReportAllocs()
	for b.Loop() {
		var out bytes.Buffer
		if err := VisitsXLSX(&out, night, plan, "vi"); err != nil {
			b.Fatal(err)
		}
	}
}
