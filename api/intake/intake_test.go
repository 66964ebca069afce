package intake

import (
	"archive/zip"
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unsafe"
)

// inEnglish is what an error about a file says without its Vietnamese half, which must be there: it
// has the form "list.csv: dòng / row 3: … / …", perhaps without the row.
func inEnglish(t *testing.T, err error) string {
	t.Helper()
	name, said, _ := strings.Cut(err.Error(), ": ")
	row := ""
	if rest, found := strings.CutPrefix(said, "dòng / "); found {
		row, said, _ = strings.Cut(rest, ": ")
		row += ": "
	}
	vietnamese, english, found := strings.Cut(said, " / ")
	if !found || vietnamese == "" {
		t.Errorf("%v is not in both languages", err)
	}
	return name + ": " + row + english
}

func TestUnusableFiles(t *testing.T) {
	wide := strings.Repeat(",", 1_000_000)
	for _, test := range []struct {
		file, data string
		want       string // after the file's name
	}{
		{"a.csv", "", "the file is empty"},
		{"a.xlsx", "", "the file is empty"},
		{"a.csv", "\ufeff \r\n\t", "the file is empty"},
		{"a.csv", "id,lat\x00,lon", "neither a spreadsheet nor text: save the list as .xlsx or \"CSV UTF-8\""},
		{"a", "\x7fELF\x00\x01", "neither a spreadsheet nor text: save the list as .xlsx or \"CSV UTF-8\""},
		{"a.csv", "\xff\xfei\x00d\x00", `no header row found in the first 50 rows`},
		{"a.csv", "\xff\xfei", `broken UTF-16 text: save it as "CSV UTF-8"`},
		{"a.csv", "A,21,105\nB,21,105\n", "no header row found in the first 50 rows"},
		{"a.csv", "id\nA\n", "no header row found in the first 50 rows"},
		{"a.csv", "danh sách\nid,name,phone\nA,B,C\n", "row 2: neither a coordinates column (lat and lon, vĩ độ and kinh độ, or tọa độ) nor an address column (địa chỉ)"},
		{"a.csv", "id,lat\nA,21\n", "row 1: no longitude column (lon or kinh độ)"},
		{"a.csv", "id,lon\nA,21\n", "row 1: no latitude column (lat or vĩ độ)"},
		{"a.csv", "priority,lat,lon\n1,21,105\n", "row 1: no id column (id, mã or mã hộ)"},
		{"a.csv", "id,lat,lon" + wide + "\nA,21,105\n", "no header row found in the first 50 rows"},
		{"a.csv", wide, "no header row found in the first 50 rows"},
		{"a.xls", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1old", "the file is broken or was not copied to its end: copy or download it again, or open it in Excel and save it as .xlsx"},
		{"a.json", "[]", "not a GeoJSON FeatureCollection"},
		{"a.json", "id,lat,lon", "line 1, after 0 features: not sound JSON"},
		{"dir/a\nb.csv", "", "the file is empty"},
	} {
		households, rejected, err := Households(t.Context(), test.file, []byte(test.data))
		name := strings.ReplaceAll(filepath.Base(test.file), "\n", "_")
		if err == nil || inEnglish(t, err) != name+": "+test.want || households != nil || rejected != nil {
			t.Errorf("%s of %d bytes: %v, want %s", test.file, len(test.data), err, test.want)
		}
	}
}

func TestUnusableTeams(t *testing.T) {
	for text, want := range map[string]string{
		"mode,start_lat,start_lon\nwalk,21,105\n": "t.csv: row 1: no column that names the teams (id, name, mã or tên đội)",
		"id\nA\n": "t.csv: no header row found in the first 50 rows",
	} {
		if _, _, err := Teams(t.Context(), "t.csv", []byte(text)); err == nil || inEnglish(t, err) != want {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
}

func TestFiles(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "list.csv")
	if err := os.WriteFile(path, []byte("id,lat,lon,start_lat,start_lon\nA,21,105,21,105\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if got, _, err := HouseholdsFile(t.Context(), path); err != nil || len(got) != 1 {
		t.Errorf("households: %v, %v", got, err)
	}
	if got, _, err := TeamsFile(t.Context(), path); err != nil || len(got) != 1 {
		t.Errorf("teams: %v, %v", got, err)
	}
	_, _, err := HouseholdsFile(t.Context(), filepath.Join(dir, "none.csv"))
	if err == nil || inEnglish(t, err) != "none.csv: opening the file: no such file or directory" || !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no file: %v", err)
	}
	if _, _, err := TeamsFile(t.Context(), filepath.Join(dir, "none.csv")); err == nil {
		t.Error("no file of teams: no error")
	}
	_, _, err = HouseholdsFile(t.Context(), dir)
	if err == nil || inEnglish(t, err) != filepath.Base(dir)+": is a folder, not a file" {
		t.Errorf("a folder: %v", err)
	}
	if _, err := readFile(path, 10); err == nil || !strings.HasPrefix(inEnglish(t, err), "list.csv: the file is larger than") {
		t.Errorf("too large a file: %v", err)
	}
}

func TestBaseName(t *testing.T) {
	for path, want := range map[string]string{
		"/home/a/list.csv": "list.csv", `C:\Users\a\list.csv`: "list.csv", "": "file", "/": "file", "..": "..", "a\r\nb\x1b.csv": "a__b_.csv", "danh sách.csv": "danh sách.csv",
	} {
		if got := baseName(path); got != want {
			t.Errorf("baseName(%q) = %q, want %q", path, got, want)
		}
	}
}

// TestNothingRepeated looks for what cells say in errors and rejected rows: it is personal data even
// where a column was taken for another.
func TestNothingRepeated(t *testing.T) {
	const secret = "Bimat"
	header := []string{"id", "lat", "lon", "coordinates", "persons", "priority", "mandatory", "windows", "minutes", "status"}
	sound := []string{"", "21", "105", "", "1", "1", "1", "19h-20h", "1", "vắng"}
	for i := range header {
		cells := append([]string(nil), sound...)
		cells[i] = secret
		if header[i] == "coordinates" {
			cells[1], cells[2] = "", ""
		}
		row := strings.Join(cells, ";")
		for _, text := range []string{
			strings.Join(header, ";") + "\n" + row + "\n" + row + ";" + secret + "\n",
			"id;" + secret + "\n" + row + "\n",
		} {
			_, rejected, err := Households(t.Context(), "list.csv", []byte(text))
			if err != nil && strings.Contains(err.Error(), secret) {
				t.Errorf("%s: the error repeats a cell: %v", header[i], err)
			}
			if err == nil && len(rejected) == 0 {
				t.Errorf("%s: nothing rejected", header[i])
			}
			for _, r := range rejected {
				if strings.Contains(r.Column+r.Reason, secret) {
					t.Errorf("%s: the rejected row repeats a cell: %+v", header[i], r)
				}
			}
		}
	}
}

// TestKeepsNoFile proves that households do not hold on to the file they were read from.
func TestKeepsNoFile(t *testing.T) {
	cell := "H1;Ngõ 5;0900000001"[3:9]
	if got := kept(cell); got != "Ngõ 5" || unsafe.StringData(got) == unsafe.StringData(cell) {
		t.Errorf("kept gives %q, or a part of the file's own memory", got)
	}
}

// zipOf makes a zip file of parts.
func zipOf(t testing.TB, parts map[string]string) []byte {
	t.Helper()
	var buffer bytes.Buffer
	w := zip.NewWriter(&buffer)
	for name, content := range parts {
		part, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := part.Write([]byte(content)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return buffer.Bytes()
}
