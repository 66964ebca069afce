package sheet

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// The tests of this file read what other programs write. They are skipped where those are not there.

const sheetJS = "xlsx@0.18.5"

// npmPackage gives a folder in which a package of npm is installed.
func npmPackage(t *testing.T, name string) string {
	t.Helper()
	if testing.Short() {
		t.Skip("other writers take their time")
	}
	for _, program := range []string{"node", "npm"} {
		if _, err := exec.LookPath(program); err != nil {
			t.Skipf("%s is not installed", program)
		}
	}
	folder := filepath.Join(os.TempDir(), "gonha-npm-"+strings.ReplaceAll(name, "@", "-"))
	if _, err := os.Stat(filepath.Join(folder, "node_modules")); err == nil {
		return folder
	}
	if out, err := exec.Command("npm", "install", "--prefix", folder, "--no-audit", "--no-fund", "--ignore-scripts", name).CombinedOutput(); err != nil {
		t.Skipf("npm could not install %s: %v: %s", name, err, out)
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
	cmd := exec.Command("soffice", "--headless", "-env:UserInstallation=file://"+filepath.Join(folder, "profile"), "--infilter=CSV:44,34,76,1,1/2/2/2/3/2/4/2/5/2/6/2", "--convert-to", to, "--outdir", folder, path)
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
	for _, name := range []string{"a.xls", "b.xls", "a.ods", "a.fods", "a.html", "a.xml"} {
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
