package placing

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"gonha/geo"
	"gonha/solver/campaign"
)

// townOSM is an invented street with houses 1 to 41, odd, a house that stands alone, one number in two places, the
// police of two wards and a school.
func townOSM() string {
	var b strings.Builder
	b.WriteString(`<osm version="0.6"><node id="1" lat="21.0300" lon="105.8500"/><node id="2" lat="21.0345" lon="105.8500"/>`)
	node := func(id int, lat, lon float64, tags ...string) {
		fmt.Fprintf(&b, `<node id="%d" lat="%.5f" lon="%.5f">`, id, lat, lon)
		for i := 0; i < len(tags); i += 2 {
			fmt.Fprintf(&b, `<tag k="%s" v="%s"/>`, tags[i], tags[i+1])
		}
		b.WriteString(`</node>`)
	}
	for n := 1; n <= 41; n += 2 {
		node(100+n, 21.03+0.0001*float64(n), 105.8498, "addr:housenumber", fmt.Sprint(n), "addr:street", "Phố Thử")
	}
	node(10, 21.0320, 105.8520, "addr:housenumber", "7", "addr:street", "Phố Lẻ")
	node(11, 21.0310, 105.8600, "addr:housenumber", "8", "addr:street", "Phố Đôi")
	node(12, 21.0600, 105.8400, "addr:housenumber", "8", "addr:street", "Phố Đôi")
	node(13, 21.0315, 105.8510, "amenity", "police", "name", "Công an phường Hoa Sen")
	node(14, 21.0350, 105.8560, "amenity", "police", "name", "Công an phường An Lạc")
	node(15, 21.0330, 105.8530, "amenity", "school", "name", "Trường THCS Thử")
	node(16, 21.0321, 105.8521, "office", "government", "name", "UBND phường Hoa Sen")
	b.WriteString(`<way id="1"><nd ref="1"/><nd ref="2"/><tag k="highway" v="residential"/><tag k="name" v="Phố Thử"/></way></osm>`)
	return b.String()
}

func townFile(t testing.TB) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "town.osm")
	if err := os.WriteFile(path, []byte(townOSM()), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func finder(t testing.TB, households ...campaign.Household) *Finder {
	t.Helper()
	f, err := NewMap(townFile(t)).Finder(t.Context(), households, nil)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// TestHousehold: households are placed as sure as their addresses are, with nothing known of the evening.
func TestHousehold(t *testing.T) {
	f := finder(t)
	for text, want := range map[string]struct {
		class Class
		by    string
		at    geo.Point
		all   int
	}{
		"Số 11 Phố Thử":  {Sure, "house", geo.Point{Lat: 21.0311, Lon: 105.8498}, 1},
		"7 Phố Lẻ":       {Likely, "house", geo.Point{Lat: 21.0320, Lon: 105.8520}, 1},
		"8 Phố Đôi":      {Unknown, "several", geo.Point{Lat: 21.0310, Lon: 105.8600}, 2},
		"12 Phố Bí Mật":  {Unknown, "", geo.Point{}, 0},
		"":               {Unknown, "", geo.Point{}, 0},
		"500 Phố Thử":    {Unknown, "street", geo.Point{Lat: 21.03225, Lon: 105.8499}, 1},
		"13A so PHO THU": {Unknown, "", geo.Point{}, 0},
	} {
		h := home(text, "", "")
		class := f.Household(h)
		if class != want.class || h.Guess == nil || h.Guess.By != want.by || want.by != "" && geo.Distance(h.Point, want.at) > 60 || want.by == "" && h.Point.Valid() {
			t.Errorf("%q is %s: %+v, %+v", text, class, h.Point, h.Guess)
		}
		all := f.Candidates(home(text, "", ""))
		if len(all) != want.all || want.all > 0 && (all[0].Point != h.Point || all[0].Guess != *h.Guess || all[0].Name == "") {
			t.Errorf("%q may be %+v", text, all)
		}
	}
	var none *Finder
	h := home("Số 11 Phố Thử", "", "")
	if class := none.Household(h); class != Unknown || h.Guess != nil || none.Candidates(h) != nil {
		t.Errorf("a nil finder: %s %+v", class, h)
	}
}

// TestKnown: the households that have a place teach the finder theirs, each finder for itself.
func TestKnown(t *testing.T) {
	m := NewMap(townFile(t))
	known := *home("Số 3 ngõ 9, TDP-1", "TDP-1", "Hoa Sen")
	known.Point = geo.Point{Lat: 21.0312, Lon: 105.8495}
	asked := func(households ...campaign.Household) Class {
		f, err := m.Finder(t.Context(), households, []campaign.Team{{Start: known.Point, End: noPoint()}})
		if err != nil {
			t.Fatal(err)
		}
		return f.Household(home("SN 3, ngõ 9, tổ 1", "", "P. Hoa Sen"))
	}
	if with, without := asked(known), asked(); with != Sure || without != Unknown {
		t.Errorf("with the door known %s, without %s", with, without)
	}
	known.Guess = &campaign.Guess{Confidence: 0.95, By: "between"}
	if guessed := asked(known); guessed != Unknown {
		t.Errorf("a guess teaches: %s", guessed)
	}
}

// TestExpecting: with no place known the sure addresses of a list decide between places of one name.
func TestExpecting(t *testing.T) {
	var list []campaign.Household
	for n := range enoughSure {
		list = append(list, *home(fmt.Sprintf("Số %d Phố Thử", 9+2*n), "", ""))
	}
	for few, want := range map[bool]Class{true: Unknown, false: Likely} {
		households := list
		if few {
			households = list[1:]
		}
		h := home("8 Phố Đôi", "", "")
		if class := finder(t, households...).Household(h); class != want || h.Point.Lon != 105.86 {
			t.Errorf("few %v: %s, %+v, %+v", few, class, h.Point, h.Guess)
		}
	}
}

// TestStart: where teams set out, by coordinates, links, addresses and names.
func TestStart(t *testing.T) {
	f := finder(t, *home("1 Phố Thử, P. Hoa Sen", "", ""), *home("3 Phố Thử", "", "Phường Hoa Sen"), *home("3 Phố Thử", "", ""), *home("3 Phố Thử", "", "An Lạc"))
	police := geo.Point{Lat: 21.0315, Lon: 105.8510}
	for text, want := range map[string]struct {
		class  Class
		at     geo.Point
		others int
	}{
		"21.03, 105.85": {Given, geo.Point{Lat: 21.03, Lon: 105.85}, 0},
		"https://www.google.com/maps/@21.03,105.85,17z": {Given, geo.Point{Lat: 21.03, Lon: 105.85}, 0},
		"Số 11 Phố Thử":                                 {Sure, geo.Point{Lat: 21.0311, Lon: 105.8498}, 0},
		"7 Phố Lẻ":                                      {Likely, geo.Point{Lat: 21.0320, Lon: 105.8520}, 0},
		"Trụ sở CA phường":                              {Sure, police, 1},
		"công an P. An Lạc":                             {Sure, geo.Point{Lat: 21.0350, Lon: 105.8560}, 0},
		"trường THCS Thử":                               {Sure, geo.Point{Lat: 21.0330, Lon: 105.8530}, 0},
		"UBND phường, 7 Phố Lẻ":                         {Sure, geo.Point{Lat: 21.0321, Lon: 105.8521}, 0},
		"Nhà văn hóa TDP 9":                             {Unknown, noPoint(), 0},
		"https://maps.app.goo.gl/ab":                    {Unknown, noPoint(), 0},
		"":                                              {Unknown, noPoint(), 0},
		"8 Phố Đôi":                                     {Unknown, geo.Point{Lat: 21.0310, Lon: 105.8600}, 1},
	} {
		got := f.Start(text)
		if got.Class != want.class || len(got.Others) != want.others || got.Point.Valid() != want.at.Valid() || want.at.Valid() && geo.Distance(got.Point, want.at) > 30 {
			t.Errorf("%q: %+v", text, got)
		}
	}
	var none *Finder
	if at, name := none.Start("21.03 105.85"), none.Start("Số 11 Phố Thử"); at.Class != Given || name.Class != Unknown || name.Point.Valid() {
		t.Errorf("a nil finder: %+v, %+v", at, name)
	}
}

// TestStarts: every team takes its own start or the common one, and one that is not sure sets out nowhere.
func TestStarts(t *testing.T) {
	end := geo.Point{Lat: 21.04, Lon: 105.86}
	teams := []campaign.Team{{ID: "1", Start: noPoint(), End: noPoint()}, {ID: "2", Start: noPoint(), End: end}, {ID: "3", Start: noPoint(), End: noPoint()}, {ID: "4", Start: noPoint(), End: noPoint()}}
	waiting := []Waiting{{Team: &teams[0], Start: "11 Phố Thử"}, {Team: &teams[1]}, {Team: &teams[2], Start: "8 Phố Đôi"}, {Team: &teams[3], Start: " "}}
	if left := Starts(finder(t), waiting, "21.03,105.85"); left != 1 || teams[2].Start.Valid() || len(waiting[2].Found.Others) != 1 {
		t.Errorf("%d left, %+v", left, waiting)
	}
	common := geo.Point{Lat: 21.03, Lon: 105.85}
	if teams[0].End != teams[0].Start || teams[1].Start != common || teams[1].End != end || teams[3].Start != common || teams[3].End != common {
		t.Errorf("%+v", teams)
	}
	if left := Starts(nil, waiting[2:3], "21.03,105.85"); left != 1 {
		t.Error("a text of its own gives way to the common start")
	}
	likely := campaign.Team{Start: noPoint(), End: noPoint()}
	again := []Waiting{{Team: &likely, Start: "7 Phố Lẻ"}, {Team: &teams[1], Start: "11 Phố Thử"}}
	if left := Starts(finder(t), again, ""); left != 0 || !likely.Start.Valid() || again[0].Found.Class != Likely || teams[1].Start != common {
		t.Errorf("a likely start, and one that is there: %d left, %+v", left, again)
	}
}

// TestMap: a map is read when it is asked, kept, and read again when its file has changed.
func TestMap(t *testing.T) {
	path := townFile(t)
	m := NewMap(path)
	if err := m.Load(t.Context()); err != nil {
		t.Fatal(err)
	}
	whole := m.kept[0].index
	near := []campaign.Household{{Point: geo.Point{Lat: 21.03, Lon: 105.85}, Guess: &campaign.Guess{}}}
	if _, err := m.Finder(t.Context(), near, nil); err != nil || len(m.kept) != 1 || m.kept[0].index != whole {
		t.Errorf("%v: the whole map is read twice", err)
	}
	if err := os.WriteFile(path, []byte(strings.ReplaceAll(townOSM(), "Phố Lẻ", "Phố Mới Đặt")), 0o600); err != nil {
		t.Fatal(err)
	}
	later := time.Now().Add(time.Hour)
	if err := os.Chtimes(path, later, later); err != nil {
		t.Fatal(err)
	}
	f, err := m.Finder(t.Context(), near, nil)
	if err != nil || len(m.kept) != 1 || m.kept[0].index == whole {
		t.Fatalf("%v: a changed map is not read again", err)
	}
	if class := f.Household(home("7 Phố Mới Đặt", "", "")); class != Likely {
		t.Errorf("in the changed map: %s", class)
	}
	for k := range 2 * mostParts {
		far := []campaign.Team{{Start: geo.Point{Lat: 10 + float64(k), Lon: 105}, End: noPoint()}}
		if _, err := m.Finder(t.Context(), nil, far); err != nil || len(m.kept) > mostParts {
			t.Fatalf("%v: %d parts are kept", err, len(m.kept))
		}
	}
}

func TestMapErrors(t *testing.T) {
	dir := t.TempDir()
	if _, err := NewMap(filepath.Join(dir, "none")).Finder(t.Context(), nil, nil); !errors.Is(err, os.ErrNotExist) || strings.Contains(err.Error(), dir) {
		t.Error(err)
	}
	m := NewMap(townFile(t))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := m.Load(ctx); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if err := m.Load(t.Context()); err != nil {
		t.Errorf("after a load that was given up: %v", err)
	}
	var none *Map
	if f, err := none.Finder(t.Context(), nil, nil); f != nil || err != nil || none.Load(t.Context()) != nil {
		t.Errorf("a nil map: %v, %v", f, err)
	}
}

// TestMapAtOnce: many evenings ask one map at once, before it is read, and each gets its own doors.
func TestMapAtOnce(t *testing.T) {
	m := NewMap(townFile(t))
	var all sync.WaitGroup
	for k := range 8 {
		all.Go(func() {
			known := *home("9 Phố Thử Mới", "", "")
			known.Point = geo.Point{Lat: 21.03 + 0.001*float64(k), Lon: 105.85}
			f, err := m.Finder(t.Context(), []campaign.Household{known}, nil)
			if err != nil {
				t.Error(err)
				return
			}
			h := home("9 Phố Thử Mới", "", "")
			if f.Household(h); !(geo.Distance(h.Point, known.Point) < 1) {
				t.Errorf("evening %d found %+v", k, h.Point)
			}
		})
	}
	all.Wait()
}

// FuzzStart: any text is a start or none, with a class that fits its place.
func FuzzStart(f *testing.F) {
	for _, text := range []string{"", "21.03,105.85", "https://maps.google.com/?q=21.03,105.85", "Trụ sở CA phường", "tại", "UBND - - phường", "11 Phố Thử", "\xff,\xfe", "goo.gl/!3d!4d", "91, 181"} {
		f.Add(text)
	}
	known := finder(f)
	f.Fuzz(func(t *testing.T, text string) {
		for _, finder := range []*Finder{known, nil} {
			got := finder.Start(text)
			if got.Class != Unknown && !got.Point.Valid() || got.Class != ClassOf(got.Guess.Confidence) || len(got.Others) >= mostCandidates || !got.Point.Valid() && got.Guess.Confidence != 0 {
				t.Fatalf("%+v", got)
			}
			for _, c := range got.Others {
				if !c.Point.Valid() {
					t.Fatalf("%+v", got)
				}
			}
		}
	})
}
