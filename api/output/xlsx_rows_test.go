package output

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"math"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"gonha/solver/campaign"
)

// plainBook writes a workbook of sheets by the library alone.
func plainBook(t *testing.T, e *evening, sheets []sheetOf) []byte {
	t.Helper()
	f := excelize.NewFile(excelize.Options{TmpDir: os.DevNull})
	defer f.Close()
	styles, err := newStyles(f)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := e.frame(f, sheets, styles); err != nil {
		t.Fatal(err)
	}
	g := excelize.NewFile(excelize.Options{TmpDir: os.DevNull})
	defer g.Close()
	if _, err := newStyles(g); err != nil {
		t.Fatal(err)
	}
	for i := range sheets {
		s := &sheets[i]
		if i == 0 {
			err = g.SetSheetName("Sheet1", s.texts.name)
		} else {
			_, err = g.NewSheet(s.texts.name)
		}
		if err != nil {
			t.Fatal(err)
		}
		plainSheet(t, g, s, styles)
	}
	setProperties(g, e.plan.Night)
	content, err := g.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	return content.Bytes()
}

// plainSheet writes a sheet by the library.
func plainSheet(t *testing.T, f *excelize.File, sheet *sheetOf, styles sheetStyles) {
	t.Helper()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(setPaper(f, sheet.texts.name))
	s, err := f.NewStreamWriter(sheet.texts.name)
	must(err)
	header := make([]any, len(sheet.columns))
	for i := len(sheet.columns) - 1; i >= 0; i-- {
		style := styles.number
		if sheet.columns[i].text {
			style = styles.text
		}
		must(errors.Join(s.SetColWidth(i+1, i+1, sheet.columns[i].width), s.SetColStyle(i+1, i+1, style)))
		header[i] = excelize.Cell{StyleID: styles.header, Value: sheet.texts.titles[i]}
	}
	must(s.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}))
	titles := make([]any, len(header))
	for i := range titles {
		titles[i] = sheet.texts.titles[i]
	}
	must(s.SetRow("A1", header, excelize.RowOpts{Height: sheet.height(titles)}))
	line := 1
	sheet.rows(func(cells ...any) {
		line++
		for i := range cells {
			if cells[i] == "" {
				cells[i] = nil
			}
			if at, isClock := cells[i].(campaign.Clock); isClock {
				style := styles.clock
				if at >= 24*60*60 {
					style = styles.late
				}
				cells[i] = excelize.Cell{StyleID: style, Value: float64(at) / (24 * 60 * 60)}
			}
		}
		must(s.SetRow("A"+strconv.Itoa(line), cells, excelize.RowOpts{Height: sheet.height(cells)}))
	})
	last, err := excelize.CoordinatesToCellName(len(sheet.columns), line)
	must(err)
	must(f.AutoFilter(sheet.texts.name, "A1:"+last, nil))
	must(s.Flush())
}

// partsOf unpacks a zip file.
func partsOf(t *testing.T, content []byte) map[string]string {
	t.Helper()
	in, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		t.Fatal(err)
	}
	parts := make(map[string]string)
	for _, part := range in.File {
		from, err := part.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(from)
		if err != nil {
			t.Fatal(err)
		}
		parts[part.Name] = string(data)
	}
	return parts
}

// comparePlain compares a workbook with the one that the library writes.
func comparePlain(t *testing.T, e *evening, sheets []sheetOf) {
	t.Helper()
	var out bytes.Buffer
	if err := e.book(&out, sheets); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(partsOf(t, plainBook(t, e, sheets)), partsOf(t, out.Bytes())); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestBookIsThatOfTheLibrary: the rows that are written one by one are the library's, byte for byte.
func TestBookIsThatOfTheLibrary(t *testing.T) {
	night, plan := sample(3, 8)
	night.Households[0].Name, night.Households[0].Note = "<&>'\" _x000D_ "+strings.Repeat("dài ", 60), "=1+1"
	e, err := lookUp(night, plan)
	if err != nil {
		t.Fatal(err)
	}
	texts := vietnamese.workbook
	comparePlain(t, e, []sheetOf{
		{texts.visits, visitColumns, e.visits(), e.visitRows},
		{texts.unvisited, unvisitedColumns, len(e.unvisited), func(add func(...any)) { e.unvisitedRows(&vietnamese, add) }},
		{texts.rejected, rejectedColumns, len(plan.Rejected), e.rejectedRows},
	})
	comparePlain(t, e, []sheetOf{{texts.rejected, rejectedColumns, 4, func(add func(...any)) {
		add(math.Inf(1), math.NaN(), -0.5, 1e-9)
		add(0, 1<<40, 21.0285, "")
		add("", "", "", "")
		add(strings.Repeat("ế", 40_000), strings.Repeat("😀", 20_000), " a\t", "\na")
	}}})
}

func TestRowWriterErrors(t *testing.T) {
	sheet := sheetOf{english.workbook.rejected, rejectedColumns, 1, func(add func(...any)) { add(true); add("") }}
	for want, to := range map[string]io.Writer{"a cell of bool": io.Discard, "full": fullWriter{}} {
		w, err := newRowWriter(to, &sheet, sheetStyles{1, 2, 3, 4, 5})
		if err == nil {
			err = w.write(sheetStyles{1, 2, 3, 4, 5})
		}
		if err == nil || err.Error() != want {
			t.Errorf("%v, want %s", err, want)
		}
	}
	sheet.rows = func(add func(...any)) { add("a"); add("b") }
	w, err := newRowWriter(io.Discard, &sheet, sheetStyles{1, 2, 3, 4, 5})
	if err == nil {
		err = w.write(sheetStyles{1, 2, 3, 4, 5})
	}
	if err == nil || err.Error() != "3 rows of 2" {
		t.Errorf("more rows than counted: %v", err)
	}
}

// fullWriter takes nothing.
type fullWriter struct{}

func (fullWriter) Write([]byte) (int, error) { return 0, errors.New("full") }

// FuzzRowWriter writes any text and number as the library does.
func FuzzRowWriter(f *testing.F) {
	for _, text := range []string{"Nguyễn Văn A", " <b>&amp;'\"\r\n\t ", "_x000D_", "_x005F_x000D_", "__x00e0__x_x123_", "\xff\x00\ufffe", "_x005F_x005F_x005f_"} {
		f.Add(text, 21.0285, 7)
	}
	e := &evening{}
	e.night, e.plan = sample(1, 1)
	f.Fuzz(func(t *testing.T, text string, number float64, count int) {
		comparePlain(t, e, []sheetOf{{english.workbook.rejected, rejectedColumns, 2, func(add func(...any)) {
			add(text, number, count, "a"+text)
			add("", text+"b", number)
		}}})
	})
}
