package sheet

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/xuri/excelize/v2"
)

// The tests of this file read what other programs write. They are skipped where those are not there.

const sheetJS = "xlsx"

// npmPackage gives the folder in which .ci/sheets has put a package of npm.
func npmPackage(t *testing.T, name string) string {
	t.Helper()
	if testing.Short() {
		t.Skip("other writers take their time")
	}
	if _, err := exec.LookPath("node"); err != nil {
		t.Skip("node is not installed")
	}
	folder, err := filepath.Abs(filepath.Join("..", "..", "..", "bin", "sheets"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(folder, "node_modules", name)); err != nil {
		t.Skipf("%s of npm is not there: see .ci/sheets", name)
	}
	return folder
}

// nodeRun runs a script with the package at hand, in a folder.
func nodeRun(t *testing.T, packages, folder, script string) {
	t.Helper()
	cmd := exec.Command("node", "-e", script)
	cmd.Dir = folder
	cmd.Env = append(os.Environ(), "NODE_PATH="+filepath.Join(packages, "node_modules"))
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("node: %v: %s", err, out)
	}
}

// convert has LibreOffice write a file in another format and gives its content.
func convert(t *testing.T, path, to string) []byte {
	t.Helper()
	if testing.Short() {
		t.Skip("other writers take their time")
	}
	if _, err := exec.LookPath("soffice"); err != nil {
		t.Skip("soffice is not installed")
	}
	folder := t.TempDir()
	args := []string{"--headless", "-env:UserInstallation=file://" + filepath.Join(folder, "profile"), "--convert-to", to, "--outdir", folder, path}
	if strings.HasSuffix(path, ".csv") {
		args = append([]string{"--infilter=CSV:44,34,76,1,1/2/2/2/3/2/4/2/5/2/6/2"}, args...) // UTF-8, six columns of text
	}
	cmd := exec.Command("soffice", args...)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("soffice: %v: %s", err, out)
	}
	extension, _, _ := strings.Cut(to, ":")
	data, err := os.ReadFile(filepath.Join(folder, strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))+"."+extension))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// vietnameseTable is a table of invented texts of every length and width: letters of Latin-1 only and others, so that
// tables of texts are cut in all places.
func vietnameseTable(rows int) [][]string {
	r := rand.New(rand.NewPCG(1, 7))
	words := strings.Fields("Nguyễn Văn An Hà Nội Trần Thị Bích Ngõ 12/4 Phố Đội Cấn Tổ dân phố số Lê Lợi Chí Hòa Bình Thanh Xuân Đắk Lắk Ô Chợ Dừa ý ỹ ặ “quê” – & < > \" ; 'a' ½ 😀")
	table := make([][]string, rows)
	for i := range table {
		table[i] = []string{fmt.Sprintf("H%05d", i)}
		for range 5 {
			n := 1 + r.IntN(8)
			if r.IntN(200) == 0 {
				n = 400
			}
			text := make([]string, n)
			for k := range text {
				text[k] = words[r.IntN(len(words))]
			}
			table[i] = append(table[i], strings.Join(text, " "))
		}
	}
	return table
}

func writeJSON(t *testing.T, path string, v any) {
	t.Helper()
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

func writeCSV(t *testing.T, path string, table [][]string) {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	w := csv.NewWriter(f)
	if err := w.WriteAll(table); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}

// sameTexts counts the cells of a table that a sheet says too, and reports the first that it does not.
func sameTexts(t *testing.T, name string, table [][]string, rows []rowSeen) {
	t.Helper()
	got := make(map[int][]string)
	for i, line := range texts(rows) {
		got[rows[i].Line] = line
	}
	same, all := 0, 0
	for i, want := range table {
		for k, cell := range want {
			all++
			if k < len(got[i+1]) && got[i+1][k] == cell {
				same++
			} else if all-same == 1 {
				t.Errorf("%s: row %d, column %d: %q, want %q", name, i+1, k, got[i+1], cell)
			}
		}
	}
	t.Logf("%-34s %6d of %6d texts equal", name, same, all)
}

// sheetJSScript writes a table in a format of SheetJS.
const sheetJSScript = `const X = require("xlsx"), fs = require("fs");
const book = X.utils.book_new();
X.utils.book_append_sheet(book, X.utils.aoa_to_sheet(JSON.parse(fs.readFileSync("table.json", "utf8"))), "Danh sách hộ");
for (const [type, file, sst] of %s) X.writeFile(book, file, {bookType: type, bookSST: sst, compression: true});`

func TestSheetJS(t *testing.T) {
	packages, folder := npmPackage(t, sheetJS), t.TempDir()
	table := vietnameseTable(3000)
	writeJSON(t, filepath.Join(folder, "table.json"), table)
	nodeRun(t, packages, folder, fmt.Sprintf(sheetJSScript, `[["biff8","a.xls",false],["biff8","b.xls",true],["ods","a.ods",false],["fods","a.fods",false],["html","a.html",false],["xlml","a.xml",false]]`))
	cut := make([][]string, len(table)) // a text that is not shared has 255 characters at most
	for i, row := range table {
		for _, cell := range row {
			units := utf16.Encode([]rune(cell))
			cut[i] = append(cut[i], string(utf16.Decode(units[:min(len(units), 255)])))
		}
	}
	for _, name := range []string{"a.xls", "b.xls", "a.ods", "a.fods", "a.html", "a.xml"} {
		table := table
		if name == "a.xls" {
			table = cut
		}
		data, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			t.Fatal(err)
		}
		book, err := Open(t.Context(), name, data, 1<<20)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		sameTexts(t, "SheetJS "+name, table, sheetRows(t, book, 0))
	}
}

// TestSheetJS5 reads BIFF5, in which SheetJS writes ASCII only.
func TestSheetJS5(t *testing.T) {
	packages, folder := npmPackage(t, sheetJS), t.TempDir()
	table := [][]string{{"Ma ho", "Ho ten"}, {"H1", "Nguyen Van An"}, {"H2", "Tran Thi Binh"}}
	writeJSON(t, filepath.Join(folder, "table.json"), table)
	nodeRun(t, packages, folder, fmt.Sprintf(sheetJSScript, `[["biff5","a.xls",false]]`))
	data, err := os.ReadFile(filepath.Join(folder, "a.xls"))
	if err != nil {
		t.Fatal(err)
	}
	_, sheets := readBook(t, "a.xls", data)
	sameTexts(t, "SheetJS BIFF5", table, sheets[0])
}

func TestLibreOffice(t *testing.T) {
	folder := t.TempDir()
	table := vietnameseTable(3000)
	path := filepath.Join(folder, "list.csv")
	writeCSV(t, path, table)
	for _, to := range []string{"xls", "ods", "fods", "html", "xml:MS Excel 2003 XML"} {
		data := convert(t, path, to)
		name, _, _ := strings.Cut(to, ":")
		book, err := Open(t.Context(), "list."+name, data, 1<<20)
		if err != nil {
			t.Errorf("%s: %v", to, err)
			continue
		}
		sameTexts(t, "LibreOffice "+to, table, sheetRows(t, book, 0))
	}
}

// typedWorkbook writes a workbook of cells of every kind with excelize and gives its path.
func typedWorkbook(t *testing.T) string {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	const s = "Sheet1"
	style := func(code string) int {
		id, err := f.NewStyle(&excelize.Style{CustomNumFmt: &code})
		if err != nil {
			t.Fatal(err)
		}
		return id
	}
	old, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Family: ".VnTime", Size: 11}})
	if err != nil {
		t.Fatal(err)
	}
	check := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	for cell, value := range map[string]any{
		"A1": "Mã", "B1": "Ngày", "A2": 7, "B2": 46360.0, "C2": 0.8125, "D2": 46360.8125, "E2": 0.25, "F2": true,
		"A3": 912345678, "B3": "gộp", "A5": "ẩn", "A6": "NguyÔn V¨n An", "B6": "a\nb", "C6": "  hai  cách",
	} {
		check(f.SetCellValue(s, cell, value))
	}
	for cell, code := range map[string]string{"A2": "0000", "B2": "dd/mm/yyyy", "C2": "hh:mm", "D2": "dd/mm/yyyy hh:mm", "E2": "0%", "A3": "0000000000"} {
		check(f.SetCellStyle(s, cell, cell, style(code)))
	}
	check(f.SetCellStyle(s, "A6", "A6", old))
	check(f.SetCellFormula(s, "G2", "=1/0"))
	check(f.SetCellFormula(s, "H2", `=A1&" số"`))
	check(f.SetCellFormula(s, "I2", "=A2*2"))
	check(f.MergeCell(s, "B3", "C4"))
	check(f.SetCellValue(s, "A4", "dưới"))
	check(f.SetRowVisible(s, 5, false))
	_, err = f.NewSheet("Ẩn")
	check(err)
	check(f.SetCellValue("Ẩn", "A1", "x"))
	check(f.SetSheetVisible("Ẩn", false))
	check(f.SetSheetName(s, "Danh sách"))
	path := filepath.Join(t.TempDir(), "typed.xlsx")
	check(f.SaveAs(path))
	return path
}

// TestTypedCells reads the same workbook as LibreOffice writes it in each format.
func TestTypedCells(t *testing.T) {
	path := typedWorkbook(t)
	merged := text("gộp")
	left, above, both := merged, merged, merged
	left.Left, above.Above, both.Above, both.Left = true, true, true, true
	old := text("NguyÔn V¨n An")
	old.Legacy = TCVN3
	want := []rowSeen{
		{1, false, []Cell{text("Mã"), text("Ngày")}},
		{2, false, []Cell{{Kind: Number, Value: 7}, {Kind: Date, Value: 46360}, {Kind: Clock, Value: 0.8125}, {Kind: Date, Value: 46360.8125}, {Kind: Number, Value: 0.25},
			{Kind: Bool, Value: 1}, {Kind: Error, Text: "#DIV/0!"}, text("Mã số"), {Kind: Number, Value: 14}}},
		{3, false, []Cell{{Kind: Number, Value: 912345678}, merged, left}},
		{4, false, []Cell{text("dưới"), above, both}},
		{5, true, []Cell{text("ẩn")}},
		{6, false, []Cell{old, text("a\nb"), text("  hai  cách")}},
	}
	shown := []string{"0007", "04/12/2026", "19:30", "04/12/2026 19:30", "25%"}
	for _, to := range []string{"xls", "ods", "fods"} {
		book, sheets := readBook(t, "typed."+to, convert(t, path, to))
		if diff := cmp.Diff([]Info{{Name: "Danh sách"}, {Name: "Ẩn", Hidden: true}}, book.Sheets()); diff != "" {
			t.Errorf("%s: sheets (-want +got):\n%s", to, diff)
		}
		for i, c := range sheets[0][1].Cells[:5] {
			if c.Text != "" && c.Text != shown[i] {
				t.Errorf("%s: %q is shown as %q", to, shown[i], c.Text)
			}
		}
		for _, row := range sheets[0] {
			for i := range row.Cells {
				if c := &row.Cells[i]; c.Kind != Text && c.Kind != Error {
					c.Text, c.Format = "", nil
					c.Value = math.Round(c.Value*1e9) / 1e9
				}
			}
		}
		if diff := cmp.Diff(want, sheets[0], cmpopts.IgnoreUnexported(Format{})); diff != "" {
			t.Errorf("%s (-want +got):\n%s", to, diff)
		}
	}
}
