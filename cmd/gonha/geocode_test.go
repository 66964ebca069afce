package main

import (
	"encoding/xml"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"gonha/solver/campaign"
)

// addressOSM is the map of streetOSM with house numbers 1 to 41, odd, a door every 20 metres, one shop astray, and a house that stands alone.
func addressOSM() string {
	var b strings.Builder
	for n := 1; n <= 41; n += 2 {
		fmt.Fprintf(&b, `<node id="%d" lat="%.5f" lon="105.8498"><tag k="addr:housenumber" v="%d"/><tag k="addr:street" v="Phố Thử"/></node>`, 100+n, 21.03+0.0001*float64(n), n)
	}
	b.WriteString(`<node id="99" lat="21.0700" lon="105.8498"><tag k="addr:housenumber" v="9"/><tag k="addr:street" v="Phố Thử"/></node>`)
	b.WriteString(`<node id="98" lat="21.0320" lon="105.8498"><tag k="addr:housenumber" v="7"/><tag k="addr:street" v="Phố Lẻ"/></node>`)
	return strings.Replace(streetOSM(), `<way id="1">`, b.String()+`<way id="1">`, 1)
}

// addressList is a list of people by their addresses: some known, one sure, one likely, one nowhere, one done.
const addressList = `Mã hộ;Họ và tên;Năm sinh;Địa chỉ;Tổ;Tọa độ;Trạng thái;Bắt buộc
K1;Nguyễn Văn Thử;1970;Số 3 Phố Thử;1;21.0303, 105.8498;
K2;Nguyễn Văn Thử;1970;Số 5 Phố Thử;1;21.0305, 105.8498;
S1;Nguyễn Văn Thử;1970;SO NHA 11 PHO THU, TO 1;1;;
S1;Nguyễn Thị Thử;1971;SO NHA 11 PHO THU, TO 1;1;;
L1;Nguyễn Văn Thử;1970;7 Phố Lẻ;1;;
N1;Nguyễn Văn Thử;1970;12 Phố Bí Mật;1;;;x
D1;Nguyễn Văn Thử;1970;13 Phố Thử;1;;đã kích hoạt
`

// placed are the households of a plan that were placed, in short.
func placed(plan campaign.Plan) string {
	var all []string
	for _, p := range plan.Placed {
		all = append(all, fmt.Sprintf("%s by %s", p.Household, p.By))
	}
	return strings.Join(all, ", ")
}

// TestPlanByAddress: households without coordinates are placed where it is sure, the others are listed, and what people
// then fill in is taken.
func TestPlanByAddress(t *testing.T) {
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	list := strings.Replace(addressList, "đã kích hoạt", "activated", 1)
	roads := file(t, "map.osm", addressOSM())
	args := []string{"plan", "--households", file(t, "list.csv", list), "--teams", file(t, "teams.csv", teamsCSV), "--night", "2026-11-20", "--iterations", "50", "--threads", "1"}
	plan := func(more ...string) (campaign.Plan, outcome, string) {
		t.Helper()
		out := filepath.Join(t.TempDir(), "out")
		o := gonha(t, append(append(args, "--out", out), more...)...)
		if o.code != exitDone {
			t.Fatalf("%v: code %d, stderr %q", more, o.code, o.stderr)
		}
		return readPlan(t, out), o, out
	}

	without, _, out := plan()
	if len(without.Placed) != 0 || without.Summary.Visits != 2 || len(without.Rejected) != 4 {
		t.Errorf("without a map: placed %v, %d visits, rejected %v", without.Placed, without.Summary.Visits, without.Rejected)
	}
	if rows := placesRows(t, out); len(rows) != 3 || rows["S1"] != [3]string{} {
		t.Errorf("without a map places.xlsx has %v", rows)
	}
	off, _, _ := plan("--roads", roads, "--geocode", "off")
	if diff := cmp.Diff(without.Rejected, off.Rejected); diff != "" || len(off.Placed) != 0 {
		t.Errorf("switched off: placed %v %s", off.Placed, diff)
	}

	sure, o, out := plan("--roads", roads)
	if got := placed(sure); got != "S1 by house" || sure.Placed[0].Lat != 21.0311 || sure.Placed[0].Confidence < 0.9 {
		t.Errorf("placed %+v", sure.Placed)
	}
	if sure.Summary.Visits != 3 || sure.Summary.Persons != 4 || len(sure.Rejected) != 2 {
		t.Errorf("%d visits, %d persons, rejected %v", sure.Summary.Visits, sure.Summary.Persons, sure.Rejected)
	}
	for _, want := range []string{"Đặt 1 nhà thiếu tọa độ", "Bỏ ngoài kế hoạch 2 nhà", "places.xlsx", "Nhà bắt buộc chưa xếp được: N1: chưa rõ ở đâu"} {
		if !strings.Contains(o.stderr, want) {
			t.Errorf("stderr lacks %q: %q", want, o.stderr)
		}
	}
	for _, private := range []string{"Nguyễn", "Bí Mật", "Phố Thử"} {
		if strings.Contains(o.stdout+o.stderr, private) {
			t.Errorf("%q is said in %q, %q", private, o.stdout, o.stderr)
		}
		if data, _ := os.ReadFile(filepath.Join(out, "rejected.csv")); strings.Contains(string(data), private) {
			t.Errorf("%q stands in rejected.csv", private)
		}
	}
	if likely, _, _ := plan("--roads", roads, "--geocode", "likely"); placed(likely) != "S1 by house, L1 by house" {
		t.Errorf("what is likely: %s", placed(likely))
	}

	filled := fillIn(t, filepath.Join(out, "places.xlsx"), "N1", "21.0320", "105.8499")
	for _, roads := range [][]string{{"--roads", roads}, nil} { // with and without a map
		again, _, _ := plan(append(roads, "--places", filled)...)
		if got := placed(again); got != "S1 by list, N1 by hand" { // and not L1, whose guess nobody has confirmed
			t.Errorf("filled in: %s", placed(again))
		}
	}
	args[2] = filled
	if itself, _, _ := plan(); itself.Summary.Visits+len(itself.Unvisited) != 3 {
		t.Errorf("as a list of its own: %+v", itself.Summary)
	}
}

// fillIn puts coordinates into the row of a household of a places.xlsx, and gives the file.
func fillIn(t *testing.T, path, id, lat, lon string) string {
	t.Helper()
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	sheet := f.GetSheetName(0)
	rows, err := f.GetRows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	for i, row := range rows {
		if row[0] == id {
			for column, value := range map[string]string{"E": lat, "F": lon, "G": ""} {
				if err := f.SetCellValue(sheet, fmt.Sprintf("%s%d", column, i+1), value); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	filled := filepath.Join(t.TempDir(), "filled.xlsx")
	if err := f.SaveAs(filled); err != nil {
		t.Fatal(err)
	}
	return filled
}

// placesRows are the latitude, longitude and confidence of each row of a plan's places.xlsx, by the household.
func placesRows(t *testing.T, out string) map[string][3]string {
	t.Helper()
	path := filepath.Join(out, "places.xlsx")
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	all, err := f.GetRows(f.GetSheetName(0))
	if err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%s: %v, %v", path, info.Mode(), err)
	}
	rows := map[string][3]string{}
	for _, row := range all[1:] {
		rows[row[0]] = [3]string(row[4:7])
	}
	return rows
}

// TestPlanNothingSure: where nothing can be planned yet, places.xlsx is there with what was guessed, the message says
// where and what to do, and what people then do leads to a plan.
func TestPlanNothingSure(t *testing.T) {
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	list := file(t, "list.csv", "id,address\nA,7 Phố Lẻ\nB,\"7 Phố Lẻ, P. Phố Lẻ (nay là phường Thử)\"\nC,12 Phố Bí Mật\n")
	roads := file(t, "map.osm", addressOSM())
	args := []string{"plan", "--households", list, "--teams", file(t, "teams.csv", teamsCSV), "--iterations", "50", "--threads", "1"}
	out := filepath.Join(t.TempDir(), "out")
	o := gonha(t, append(args, "--out", out, "--roads", roads)...)
	if o.code != exitUsage || strings.Count(o.stderr, "\n") != 1 || strings.Contains(o.stderr, "Phố") {
		t.Errorf("code %d, stderr %q", o.code, o.stderr)
	}
	for _, want := range []string{"no household to visit", filepath.Join(out, "places.xlsx"), "--places", "3 hộ", "--geocode likely goes by the likely places of 2"} {
		if !strings.Contains(o.stderr, want) {
			t.Errorf("stderr lacks %q: %q", want, o.stderr)
		}
	}
	rows := placesRows(t, out)
	if len(rows) != 3 || rows["A"] != [3]string{"21.032", "105.8498", "70"} || rows["B"] != rows["A"] || rows["C"] != [3]string{} {
		t.Errorf("places.xlsx has %v", rows)
	}
	filled := fillIn(t, filepath.Join(out, "places.xlsx"), "C", "21.0320, 105.8499", "") // a pair in one cell
	for _, more := range [][]string{{"--geocode", "likely"}, {"--places", filled}} {
		again := filepath.Join(t.TempDir(), "out")
		if o := gonha(t, append(append(args, "--out", again, "--roads", roads), more...)...); o.code != exitDone {
			t.Fatalf("%v: code %d, stderr %q", more, o.code, o.stderr)
		}
		if got := placed(readPlan(t, again)); got != map[string]string{"--geocode": "A by house, B by house", "--places": "C by hand"}[more[0]] {
			t.Errorf("%v: %s", more, got)
		}
	}
	t.Chdir(t.TempDir())
	if err := os.WriteFile("taken", nil, 0o600); err != nil {
		t.Fatal(err)
	}
	refused(t, gonha(t, append(args, "--out", "taken", "--roads", roads)...), "cannot write places.xlsx to --out")
}

// TestPlanStarts: teams set out from coordinates, addresses and named places, of their own or of --start, and those
// that cannot are left out with what to do.
func TestPlanStarts(t *testing.T) {
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	roads := file(t, "map.osm", strings.Replace(addressOSM(), "<way id=\"1\">", `<node id="97" lat="21.0305" lon="105.8502"><tag k="amenity" v="police"/><tag k="name" v="Công an phường Thử"/></node><way id="1">`, 1))
	args := []string{"plan", "--households", file(t, "list.csv", addressList), "--iterations", "50", "--threads", "1"}
	for _, c := range []struct {
		name, teams string
		more        []string
		starts      string // of the teams planned
		says        string // on standard error
	}{
		{"coordinates once", "id,members\nT1,3\nT2,3\n", []string{"--start", "21.0301, 105.8499"}, "T1 21.0301,105.8499; T2 21.0301,105.8499", ""},
		{"an address", "id,members,start\nT1,3,Số 21 Phố Thử\n", []string{"--roads", roads}, "T1 21.0321,105.8498", ""},
		{"a likely one", "id,members,start\nT1,3,7 Phố Lẻ\n", []string{"--roads", roads}, "T1 21.0320,105.8498", "T1 sets out from an approximate place (±45 m)"},
		{"a name", "id,members,start\nT1,3,trụ sở CA phường\n", []string{"--roads", roads}, "T1 21.0305,105.8502", ""},
		{"a common address", "id,members,start\nT1,3,\nT2,3,\"21.0303, 105.8500\"\n", []string{"--roads", roads, "--start", "Công an phường Thử"}, "T2 21.0303,105.8500; T1 21.0305,105.8502", ""},
		{"one of two", "id,members,start\nT1,3,nhà văn hóa\nT2,3,\"21.0303, 105.8500\"\n", []string{"--roads", roads}, "T2 21.0303,105.8500", "is not on the map: write its coordinates"},
		{"none", "id,members\nT1,3\n", nil, "", "or --start"},
		{"an address without a map", "id,members,start\nT1,3,Số 21 Phố Thử\n", nil, "", "needs --roads MAP.osm.pbf"},
		{"a map link", "id,members\nT1,3\n", []string{"--start", "https://www.google.com/maps?q=21.0301,105.8499"}, "T1 21.0301,105.8499", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			out := filepath.Join(t.TempDir(), "out")
			lang := []string{"--lang", "en", "--out", out, "--teams", file(t, "teams.csv", c.teams)}
			o := gonha(t, append(append(args, lang...), c.more...)...)
			if (o.code == exitDone) != (c.starts != "") || !strings.Contains(o.stderr, c.says) {
				t.Fatalf("code %d, stderr %q", o.code, o.stderr)
			}
			if c.starts == "" {
				return
			}
			if got := startsOf(t, out); got != c.starts {
				t.Errorf("%s", got)
			}
			report := append([]string{"report", "--households", args[2], "--plan", out, "--seeds", "0"}, lang[4:]...)
			if o := gonha(t, append(report, c.more...)...); o.code != exitDone {
				t.Errorf("its report: code %d, stderr %q", o.code, o.stderr)
			}
		})
	}
}

// startsOf are the places where the teams of a plan set out, which its tracks for navigation hold.
func startsOf(t *testing.T, out string) string {
	t.Helper()
	var all []string
	for _, r := range readPlan(t, out).Routes {
		var track struct {
			Waypoints []struct {
				Lat float64 `xml:"lat,attr"`
				Lon float64 `xml:"lon,attr"`
			} `xml:"wpt"`
		}
		if err := xml.Unmarshal([]byte(read(t, out, "teams", r.Team+".gpx")), &track); err != nil {
			t.Fatal(err)
		}
		all = append(all, fmt.Sprintf("%s %.4f,%.4f", r.Team, track.Waypoints[0].Lat, track.Waypoints[0].Lon))
	}
	return strings.Join(all, "; ")
}

func TestPlanByAddressRefused(t *testing.T) {
	households, teams := file(t, "list.csv", "id,address\nA,5 Phố Thử\n"), file(t, "teams.csv", teamsCSV)
	roads := file(t, "map.osm", addressOSM())
	for _, c := range []struct {
		name string
		args []string
		want string
	}{
		{"a wrong mode", []string{"--roads", roads, "--geocode", "maybe"}, "must be: sure, likely, off"},
		{"no map", []string{"--geocode", "likely"}, "needs: --roads FILE"},
		{"no map", nil, "--roads with an OpenStreetMap file"},
		{"nobody sure", []string{"--roads", file(t, "bare.osm", streetOSM())}, "no household to visit"},
		{"places that are not there", []string{"--places", "none.xlsx"}, "cannot read --places: none.xlsx"},
		{"places that are none", []string{"--places", file(t, "photo.xlsx", "PNG")}, "cannot read --places: photo.xlsx"},
		{"a map that is none", []string{"--roads", file(t, "photo.osm", "\x89PNG")}, "cannot read --roads"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Chdir(t.TempDir())
			refused(t, gonha(t, append([]string{"plan", "--households", households, "--teams", teams}, c.args...)...), c.want)
		})
	}
}
