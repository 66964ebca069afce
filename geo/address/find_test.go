package address

import (
	"errors"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gonha/geo"
	"gonha/geo/road"
)

// at is a place some metres east and north of the corner of an invented town.
func at(east, north float64) geo.Point {
	const degree = geo.EarthRadius * math.Pi / 180
	return geo.Point{Lat: 21 + north/degree, Lon: 105.8 + east/degree/math.Cos(21*math.Pi/180)}
}

// town is an invented town: Cầu Mới runs east, odd numbers north of it, one every ten metres; ngõ 68 leaves it at
// 340 m with houses 2 to 10, its ngách 12 at 60 m in; another Cầu Mới lies 5 km away.
func town() *Builder { return addTown(NewBuilder()) }

func addTown(b *Builder) *Builder {
	b.Line("Đường Cầu Mới", []geo.Point{at(0, 0), at(500, 0), at(1000, 0)})
	for n := 1; n <= 60; n++ {
		if n == 31 || n >= 40 && n <= 50 {
			continue
		}
		b.House(House{Number: string(appendInt(nil, n)), Street: "Cầu Mới", Ward: "Phường 6", At: at(float64(5*n), float64(20*(n%2)-10))})
	}
	b.Line("Ngõ 68 Cầu Mới", []geo.Point{at(340, 0), at(340, -100)})
	for n := 2; n <= 10; n += 2 {
		b.House(House{Number: string(appendInt(nil, n)), Street: "Ngõ 68 Đường Cầu Mới", At: at(350, float64(-10*n))})
	}
	b.Line("Ngách 68/12 Cầu Mới", []geo.Point{at(340, -60), at(380, -60)})
	b.Line("Ngõ Hoa Sen", []geo.Point{at(700, 0), at(700, 40)})
	b.Line("Đường Mùa Thu Tháng Tám", []geo.Point{at(0, 600), at(100, 600)})
	for n := 1; n <= 9; n += 2 {
		b.House(House{Number: string(appendInt(nil, n)), Street: "Mùa Thu Tháng 8", At: at(float64(10*n), 600)})
	}
	b.Line("Phố Hàng Bồ", []geo.Point{at(0, 300), at(60, 300)})
	b.Line("Phố Hàng Bố", []geo.Point{at(0, 900), at(60, 900)})
	b.Line("Cầu Mới", []geo.Point{at(5000, 0), at(5100, 0)})
	for n := 40; n <= 50; n += 2 {
		b.House(House{Number: string(appendInt(nil, n)), Street: "Cầu Mới", Ward: "Phường 9", At: at(float64(5000+n), 10)})
	}
	return b
}

func appendInt(b []byte, n int) []byte {
	if n >= 10 {
		b = appendInt(b, n/10)
	}
	return append(b, byte('0'+n%10))
}

func TestFind(t *testing.T) {
	x := town().Index()
	for _, c := range []struct {
		text  string
		by    By
		least float64 // confidence
		most  float64
		at    geo.Point
		off   float64 // metres from there at most
	}{
		{"Số 21 đường Cầu Mới", ByHouse, Sure, 1, at(105, 10), 1},
		{"so nha 21 cau moi", ByHouse, Sure, 1, at(105, 10), 1},
		{"SỐ 22, ĐƯỜNG CẦU MỚI", ByHouse, Sure, 1, at(110, -10), 1},
		{"31 Cầu Mới", ByBetween, Sure, 1, at(155, 10), 1},
		{"22B Cầu Mới", ByBetween, Sure, 1, at(110, -10), 1},
		{"21-25 Cầu Mới", ByHouse, Sure, 1, at(115, 10), 1},
		{"6 ngõ 68 Cầu Mới", ByHouse, Sure, 1, at(350, -60), 1},
		{"68/6 Cầu Mới", ByHouse, Likely, Sure, at(350, -60), 1},
		{"6/68 Cầu Mới", ByHouse, Likely, Sure, at(350, -60), 1},
		{"hẻm 68 số 6 Cầu Mới", ByHouse, Sure, 1, at(350, -60), 1},
		{"5 ngách 12 ngõ 68 Cầu Mới", ByAlley, Likely, Sure, at(360, -60), 1},
		{"68/12/5 Cầu Mới", ByAlley, 0.5, Sure, at(360, -60), 1},
		{"3 ngõ 20 Cầu Mới", ByMouth, 0.5, Sure, at(100, -10), 5},
		{"3/20 Cầu Mới", ByMouth, 0, Sure, at(15, 10), 100},
		{"7 ngõ Hoa Sen", ByStreet, 0, Likely, at(700, 20), 40},
		{"7 Hoa Sen", ByStreet, 0, Likely, at(700, 20), 40},
		{"7 ngo hoa sen", ByStreet, 0, Likely, at(700, 20), 40},
		{"7 Phố Hàng Bồ", ByStreet, 0, Likely, at(30, 300), 40},
		{"5 MTT8, phường 6", ByHouse, Likely, Sure, at(50, 600), 1},
		{"44 Cầu Mới, phường 9", ByHouse, Sure, 1, at(5044, 10), 1},
		{"đối diện 21 Cầu Mới", ByHouse, 0, Likely, at(105, 10), 1},
		{"1200 Cầu Mới", ByStreet, 0, Likely, at(500, 0), 5000},
	} {
		m := x.Find(c.text, "", "")
		if m.By != c.by || m.Confidence < c.least || m.Confidence > c.most || geo.Distance(m.Point, c.at) > c.off {
			t.Errorf("%q: %+v, %.0f m off", c.text, m, geo.Distance(m.Point, c.at))
		}
	}
	for _, text := range []string{"", "xyz", "12 Lê Lợi", "ngõ 68", "phường 6", "Căn hộ 12 CT2"} {
		if m := x.Find(text, "", ""); m.By != "" || m.Confidence != 0 {
			t.Errorf("%q: %+v", text, m)
		}
	}
}

// TestFindSeveral: of places of one name far apart none is sure, unless the ward says which.
func TestFindSeveral(t *testing.T) {
	b := town()
	b.House(House{Number: "21", Street: "Cầu Mới", At: at(5021, 10)})
	b.House(House{Number: "21", Street: "Cầu Mới", At: at(5021, 12)})
	x := b.Index()
	if m := x.Find("21 Cầu Mới", "", ""); m.By != BySeveral || m.Confidence >= Likely {
		t.Errorf("without a ward: %+v", m)
	}
	for ward, want := range map[string]geo.Point{"Phường 6": at(105, 10), "P.9": at(5021, 11)} {
		if m := x.Find("21 Cầu Mới", "", ward); m.Confidence < Sure || geo.Distance(m.Point, want) > 5 {
			t.Errorf("in %s: %+v", ward, m)
		}
	}
	if m := x.Find("12 pho hang bo", "", ""); m.By != BySeveral {
		t.Errorf("two names that differ in signs alone: %+v", m)
	}
}

// TestFindFarOff: what is far from where addresses are expected is not sure, whatever its name, unless it is in the ward that is named.
func TestFindFarOff(t *testing.T) {
	b := town()
	b.Expect(at(5000, 500))
	x := b.Index()
	if m := x.Find("21 Cầu Mới", "", ""); m.By != ByHouse || m.Confidence >= Likely {
		t.Errorf("far off: %+v", m)
	}
	if m := x.Find("21 Cầu Mới, phường 6", "", ""); m.Confidence < Sure {
		t.Errorf("in its ward: %+v", m)
	}
	if m := x.Find("44 Cầu Mới", "", ""); m.Confidence < Sure {
		t.Errorf("near: %+v", m)
	}
}

// TestSouth: where alleys are called hẻm, slashes are read inwards and that is sure.
func TestSouth(t *testing.T) {
	b := NewBuilder()
	b.Line("Hẻm 68 Cầu Mới", []geo.Point{at(0, 0), at(0, -100)})
	for n := 2; n <= 10; n += 2 {
		b.House(House{Number: "68/" + string(appendInt(nil, n)), Street: "Cầu Mới", At: at(10, float64(-10*n))})
	}
	if m := b.Index().Find("68/6 Cầu Mới", "", ""); m.By != ByHouse || m.Confidence < Sure || geo.Distance(m.Point, at(10, -60)) > 1 {
		t.Errorf("%+v", m)
	}
}

// TestRefuted: a number that stands where its neighbours are not is passed over, and so is one off its street.
func TestRefuted(t *testing.T) {
	b := town()
	b.House(House{Number: "31", Street: "Cầu Mới", At: at(900, 10)})
	b.House(House{Number: "70", Street: "Cầu Mới", At: at(400, 400)})
	x := b.Index()
	if m := x.Find("31 Cầu Mới", "", ""); m.By != ByBetween || geo.Distance(m.Point, at(155, 10)) > 1 {
		t.Errorf("astray: %+v", m)
	}
	if m := x.Find("70 Cầu Mới", "", ""); m.By == ByHouse {
		t.Errorf("off its street: %+v", m)
	}
}

// TestSites: a house as large as a campus is not sure, its gate may be anywhere; nor is one that stands alone.
func TestSites(t *testing.T) {
	b := NewBuilder()
	for n := 1; n <= 9; n += 2 {
		b.House(House{Number: string(appendInt(nil, n)), Street: "Cầu Mới", At: at(float64(20*n), 0), Radius: 12 * float64(n)})
	}
	b.House(House{Number: "5", Street: "Lê Mới", At: at(0, 500)})
	x := b.Index()
	for text, sure := range map[string]bool{"3 Cầu Mới": true, "7 Cầu Mới": false, "5 Lê Mới": false} {
		if m := x.Find(text, "", ""); m.By != ByHouse || m.Confidence >= Sure != sure || m.Confidence < Likely {
			t.Errorf("%s: %+v", text, m)
		}
	}
}

// TestDoors: doors of a list whose places are known place those beside them, also where addresses name no street; the same
// group in another ward is another.
func TestDoors(t *testing.T) {
	b := NewBuilder()
	for n := 3; n <= 11; n += 4 {
		b.Door("Số "+string(appendInt(nil, n))+" ngõ 70, TDP-1", "TDP-1", "Bình An", at(float64(4*n), 0))
	}
	b.Door("Số 40, TDP-1", "", "Bình An", at(50, 20))
	x := b.Index()
	for _, c := range []struct {
		text, group, ward string
		by                By
		least, most       float64
	}{
		{"Số 7 ngõ 70, TDP-1", "", "Bình An", ByHouse, Sure, 1},
		{"so 7 ngo 70", "Tổ 1", "P. Bình An", ByHouse, Sure, 1},
		{"Số 9 ngõ 70", "TDP-1", "Bình An", ByBetween, Likely, Sure},
		{"Số 9 ngõ 71", "TDP-1", "Bình An", ByGroup, 0, 0.3},
		{"Số 9", "TDP-1", "Bình An", ByGroup, 0, 0.3},
		{"Số 40, TDP-1", "", "Bình An", ByHouse, Likely, Sure},
		{"Số 7 ngõ 70", "TDP-1", "Thanh Hà", "", 0, 0},
		{"Số 7 ngõ 70", "TDP-2", "Bình An", "", 0, 0},
		{"Số 7 ngõ 70", "", "", "", 0, 0},
	} {
		if m := x.Find(c.text, c.group, c.ward); m.By != c.by || m.Confidence < c.least || m.Confidence > c.most {
			t.Errorf("%s, %s, %s: %+v", c.text, c.group, c.ward, m)
		}
	}
}

// TestWith: an index with a list's doors is that of the map and the doors together, and the map's own stays as it was.
func TestWith(t *testing.T) {
	doors := func(b *Builder) *Builder {
		b.Door("2 ngõ 70 Cầu Mới", "TDP-1", "Phường 6", at(350, -80))
		b.Door("31 Cầu Mới", "TDP-1", "", at(155, 12))
		b.Door("5 Ngõ Lan Anh", "TDP 2", "", at(10, 20))
		b.Door("Số 7, TDP-1", "", "Phường 6", at(20, 20))
		b.Expect(at(5000, 0))
		return b
	}
	both := addTown(doors(NewBuilder()))
	alone, whole := town().Index(), both.Index()
	joined := alone.With(doors(NewBuilder()))
	for _, text := range []string{"31 Cầu Mới", "21 Cầu Mới", "44 Cầu Mới", "2 ngõ 70 Cầu Mới", "7 Ngõ Lan Anh", "Số 7, TDP-1", "Số 9, TDP-1, phường 6", "5 MTT8", "3 NLA", "12 pho hang bo", "6/68 Cầu Mới"} {
		for _, ward := range []string{"", "Phường 6"} {
			if diff := cmp.Diff(whole.Candidates(text, "TDP-1", ward, 5), joined.Candidates(text, "TDP-1", ward, 5)); diff != "" {
				t.Errorf("%q in %q: %s", text, ward, diff)
			}
			if before, after := town().Index().Find(text, "", ward), alone.Find(text, "", ward); before != after {
				t.Errorf("%q: the map alone was %+v and is %+v", text, before, after)
			}
		}
	}
	if m := joined.Find("31 Cầu Mới, phường 6", "", ""); m.By != ByHouse || geo.Distance(m.Point, at(155, 12)) > 1 {
		t.Errorf("a door of the list: %+v", m)
	}
}

// TestCandidates: what an address may mean is told apart, the best first, with the streets' names.
func TestCandidates(t *testing.T) {
	x := town().Index()
	all := x.Candidates("44 Cầu Mới", "", "", 5)
	if len(all) != 2 || all[0].By != BySeveral && all[0].Confidence >= Sure || all[0].Name != "Cầu Mới" || all[1].Name != "Đường Cầu Mới" || samePlace(&all[0], &all[1]) {
		t.Errorf("%+v", all)
	}
	if one := x.Candidates("44 Cầu Mới", "", "", 1); len(one) != 1 || one[0] != x.Find("44 Cầu Mới", "", "") {
		t.Errorf("%+v", one)
	}
	for text, want := range map[string]int{"12 pho hang bo": 2, "21 Cầu Mới": 2, "12 Lê Lợi": 0, "": 0, "12 Phố Hàng Bồ": 1} {
		if got := x.Candidates(text, "", "", 5); len(got) != want {
			t.Errorf("%q: %+v", text, got)
		}
	}
}

// TestWardLikeStreet: a ward that has the street's name, and a second name of the ward, cost nothing.
func TestWardLikeStreet(t *testing.T) {
	b := town()
	b.House(House{Number: "70", Street: "Hoa Mai", Ward: "Hoa Mai", At: at(0, 200)})
	b.Ward("Phường An Lạc", at(0, 250))
	x := b.Index()
	plain := x.Find("70 Hoa Mai", "", "")
	for _, text := range []string{"70 Hoa Mai, P. Hoa Mai, Q.3", "70 Hoa Mai, phường Hoa Mai", "70 Hoa Mai, P. Hoa Mai (nay là phường An Lạc)", "70 Hoa Mai, P. Hoa Mai - An Lạc", "70 phố Hoa Mai, p hoa mai"} {
		if m := x.Find(text, "", ""); m.Confidence < plain.Confidence || m.By != ByHouse {
			t.Errorf("%q: %+v, plain %+v", text, m, plain)
		}
	}
	if m := x.Find("70 Hoa Mai", "", "Phường Hoa Mai"); m != plain {
		t.Errorf("the ward of the list: %+v", m)
	}
}

// townXML is a map of one street with two houses, an alley and a ward, in OpenStreetMap's words.
const townXML = `<osm version="0.6">
<node id="1" lat="21.0000" lon="105.8000"/><node id="2" lat="21.0000" lon="105.8050"/><node id="3" lat="21.0010" lon="105.8020"/><node id="4" lat="21.0000" lon="105.8020"/>
<node id="5" lat="21.0001" lon="105.8010"><tag k="addr:housenumber" v="11;13"/><tag k="addr:street" v="Phố Cầu Mới"/><tag k="addr:subdistrict" v="Bình An"/></node>
<node id="6" lat="21.0002" lon="105.8012"/><node id="7" lat="21.0002" lon="105.8013"/><node id="8" lat="21.0001" lon="105.8013"/>
<node id="9" lat="21.0005" lon="105.8022"><tag k="place" v="quarter"/><tag k="name" v="Phường Bình An"/></node>
<way id="1"><nd ref="1"/><nd ref="4"/><nd ref="2"/><tag k="highway" v="residential"/><tag k="name" v="Phố Cầu Mới"/><tag k="old_name" v="Phố Cầu Cũ"/></way>
<way id="2"><nd ref="4"/><nd ref="3"/><tag k="highway" v="service"/><tag k="name" v="Ngõ 20 Phố Cầu Mới"/></way>
<node id="20" lat="20.9900" lon="105.7900"/><node id="21" lat="20.9900" lon="105.8400"/><node id="22" lat="21.0300" lon="105.8400"/><node id="23" lat="21.0300" lon="105.7900"/>
<way id="10"><nd ref="20"/><nd ref="21"/><nd ref="22"/></way><way id="11"><nd ref="20"/><nd ref="23"/><nd ref="22"/><tag k="boundary" v="administrative"/></way>
<relation id="1"><member type="way" ref="10" role="outer"/><member type="way" ref="11" role="outer"/><member type="node" ref="9" role="label"/><tag k="type" v="boundary"/><tag k="boundary" v="administrative"/><tag k="name" v="Phường Thanh Tân"/><tag k="old_name" v="Phường Cổ Tân"/></relation>
<way id="3"><nd ref="6"/><nd ref="7"/><nd ref="8"/><nd ref="6"/><tag k="building" v="yes"/><tag k="addr:housenumber" v="15"/><tag k="addr:street" v="Cầu Mới"/></way>
</osm>`

func TestRead(t *testing.T) {
	path := filepath.Join(t.TempDir(), "town.osm")
	if err := os.WriteFile(path, []byte(townXML), 0o600); err != nil {
		t.Fatal(err)
	}
	b := NewBuilder()
	if err := b.Read(t.Context(), path, road.Box{South: 20.9, West: 105.7, North: 21.1, East: 105.9}); err != nil {
		t.Fatal(err)
	}
	x := b.Index()
	for text, want := range map[string]By{"11 Cầu Mới": ByHouse, "13 Cầu Mới": ByHouse, "15 phố Cầu Mới": ByHouse, "2 ngõ 20 Cầu Mới": ByAlley, "5 Cầu Cũ": ByStreet} {
		if m := x.Find(text, "", ""); m.By != want {
			t.Errorf("%s: %+v", text, m)
		}
	}
	for _, ward := range []string{"phường Thanh Tân", "P. Cổ Tân", "thanh tan"} {
		if q := queryOf("15 Cầu Mới", "", ward); x.fits(&q, geo.Point{Lat: 21.02, Lon: 105.80}) != 1 || x.fits(&q, geo.Point{Lat: 21.06, Lon: 105.80}) != -1 {
			t.Errorf("%s is not where its outline is", ward)
		}
	}
	if m := x.Find("15 Cầu Mới", "", ""); geo.Distance(m.Point, geo.Point{Lat: 21.00016667, Lon: 105.80126667}) > 1 {
		t.Errorf("the middle of a building: %+v", m)
	}
	if err := NewBuilder().Read(t.Context(), path+"x", everywhere); !errors.Is(err, fs.ErrNotExist) {
		t.Error(err)
	}
}

// FuzzFind: whatever is in the index and is asked, the answer is a confidence from 0 to 1 and a place, or nothing, and the same
// for the same index made anew.
func FuzzFind(f *testing.F) {
	f.Add("12/3 ngõ 5 Cầu Mới", "12 Cầu Mới", "TDP-1", uint16(7))
	f.Add("ngõ 68", "5/68", "", uint16(99))
	f.Add("0 Cầu Mới", "0-40 Cầu Mới", "\xff", uint16(0))
	f.Fuzz(func(t *testing.T, known, asked, group string, place uint16) {
		list := func() *Builder {
			b := NewBuilder()
			b.Door(known, group, "", at(float64(place%500), float64(place/500)))
			b.Door("5 Cầu Mới", group, "", at(float64(place%500), 3))
			return b
		}
		onto := func(b *Builder) *Index {
			b.Line("Ngõ 68 Cầu Mới", []geo.Point{at(0, 0), at(100, 0)})
			b.House(House{Number: "9-13", Street: "Cầu Mới", At: at(50, 50)})
			b.Line(known, []geo.Point{at(float64(place), 0)})
			number, street, _ := strings.Cut(known, " ")
			b.House(House{Number: number, Street: street, Ward: group, At: at(float64(place), 10)})
			return b.Index()
		}
		made := func() *Index { return onto(list()) }
		onMap := func() *Index { return onto(NewBuilder()) }
		x := made()
		for _, text := range []string{asked, known} {
			m := x.Find(text, group, "")
			if !(m.Confidence >= 0 && m.Confidence <= 1) || m.By != "" && !m.Point.Valid() || !(m.Metres >= 0) || (m.By == "") != (m.Confidence == 0) {
				t.Fatalf("%+v", m)
			}
			if again := made().Find(text, group, ""); again != m {
				t.Fatalf("%+v, then %+v", m, again)
			}
			if joined := onMap().With(list()).Find(text, group, ""); joined != m {
				t.Fatalf("%+v, joined %+v", m, joined)
			}
		}
	})
}
