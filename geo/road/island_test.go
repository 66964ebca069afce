package road

import (
	"fmt"
	"strings"
	"testing"

	"gonha/geo"
)

// grid adds streets in a grid of so many junctions a side, 100 m apart, whose south-western one is given, with
// nodes and ways numbered from first on.
func (m *testMap) grid(first int64, side int, south, west float64, name string) {
	const step = 0.0009
	at := func(x, y int) int64 { return first + int64(y*side+x) }
	for y := range side {
		for x := range side {
			m.nodes = append(m.nodes, mapNode{at(x, y), south + step*float64(y), west + step*float64(x), nil})
		}
	}
	for i := range side {
		across, up := mapWay{id: first + int64(2*i)}, mapWay{id: first + int64(2*i+1)}
		for k := range side {
			across.refs, up.refs = append(across.refs, at(k, i)), append(up.refs, at(i, k))
		}
		tags := []string{"highway", "residential", "name", name}
		across.tags, up.tags = tags, tags
		m.ways = append(m.ways, across, up)
	}
}

// islands is a mainland and an islet 300 m east of it.
func islands() testMap {
	var m testMap
	m.grid(100, 6, 10.25, 105.95, "Đất liền")
	m.grid(200, 4, 10.25, 105.9573, "Cù lao")
	return m
}

// onBoth are two places on the mainland and two on the islet.
var onBoth = []geo.Point{place(10.2501, 105.9505), place(10.2537, 105.9544), place(10.2501, 105.9578), place(10.2526, 105.9599)}

func engineFor(t *testing.T, m testMap, p Profile, points []geo.Point) *Engine {
	t.Helper()
	s, err := Open(write(t, "map", m.pbf(true, true, false)), DefaultOptions())
	if err != nil {
		t.Fatal(err)
	}
	e, err := s.Engine(t.Context(), p, points)
	if err != nil {
		t.Fatal(err)
	}
	compare(t, e, builderOf(t, s, p, points))
	return e
}

// TestIslet: an islet smaller than the mainland is a network of its own: its doors are on its roads, and none
// is reached over water.
func TestIslet(t *testing.T) {
	for _, p := range []Profile{Walk(), Motorbike()} {
		e := engineFor(t, islands(), p, onBoth)
		for i := range onBoth {
			if e.Off(int32(i)) != 0 {
				t.Errorf("%s: place %d is %v m off all roads", p.Name, i, e.Off(int32(i)))
			}
		}
		for _, pair := range [][2]int32{{0, 1}, {2, 3}} {
			if seconds, metres := e.Leg(pair[0], pair[1]); seconds >= geo.Unreachable || metres < 400 || len(e.Streets(pair[0], pair[1])) != 1 {
				t.Errorf("%s: from %d to %d it is %d s, %d m", p.Name, pair[0], pair[1], seconds, metres)
			}
		}
		for _, pair := range [][2]int32{{0, 2}, {3, 1}} {
			if seconds, _ := e.Leg(pair[0], pair[1]); seconds < geo.Unreachable {
				t.Errorf("%s: from %d to %d one walks over water, in %d s", p.Name, pair[0], pair[1], seconds)
			}
		}
	}
}

// TestFerry: a ferry takes as long as the map says, or as a slow one; for whom it takes, and off it there are no doors.
func TestFerry(t *testing.T) {
	points := append([]geo.Point{place(10.2500, 105.9557)}, onBoth...) // the first is in the river, 130 m from the bank
	tests := []struct {
		name       string
		tags       []string
		walk, ride int32 // seconds on the water; 0 is no way
	}{
		{"six minutes", []string{"duration", "00:06"}, 360, 360},
		{"no duration", nil, 184, 184},
		{"nonsense", []string{"duration", "00:00:01"}, 184, 184},
		{"people only", []string{"duration", "6", "motor_vehicle", "no"}, 360, 0},
		{"private", []string{"duration", "6", "access", "private"}, 360, 360},
		{"motorcycles too", []string{"duration", "PT6M", "motor_vehicle", "no", "motorcycle", "yes"}, 360, 360},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			m := islands()
			m.ways = append(m.ways, mapWay{900, []int64{105, 200}, append([]string{"route", "ferry", "name", "Phà"}, test.tags...)})
			for _, mode := range []struct {
				p     Profile
				water int32
			}{{Walk(), test.walk}, {Motorbike(), test.ride}} {
				e := engineFor(t, m, mode.p, points)
				if off := e.Off(0); off < 120 || off > 140 {
					t.Errorf("%s: a door in the river is %v m off the roads", mode.p.Name, off)
				}
				to, _ := e.Leg(2, 3)
				bank, _ := engineFor(t, m, mode.p, []geo.Point{points[2], place(10.25, 105.9545)}).Leg(0, 1)
				shore, _ := engineFor(t, m, mode.p, []geo.Point{place(10.25, 105.9573), points[3]}).Leg(0, 1)
				land := bank + shore - int32(mode.p.Parking)
				streets := strings.Join(e.Streets(2, 3), ", ")
				switch {
				case mode.water == 0: // on the islet there are motorbikes too, and people ride those
					alone := engineFor(t, islands(), mode.p, points)
					inside, _ := alone.Leg(3, 4)
					if seconds, _ := e.Leg(3, 4); seconds != inside || to >= geo.Unreachable {
						t.Errorf("%s: on the islet it takes %d s, not %d s, and over to it %d s", mode.p.Name, seconds, inside, to)
					}
				case to < land+mode.water-4 || to > land+mode.water+4 || streets != "Đất liền, Phà, Cù lao":
					t.Errorf("%s: it takes %d s by %s, not %d + %d s", mode.p.Name, to, streets, land, mode.water)
				}
			}
		})
	}
	path := write(t, "map", func() []byte {
		m := islands()
		m.ways = append(m.ways, mapWay{900, []int64{105, 200}, []string{"route", "ferry"}})
		return m.pbf(true, true, false)
	}())
	for _, l := range lines(t, path, World) {
		if l.Class == ferry {
			t.Error("a ferry is a road")
		}
	}
}

// TestFragment: a path that hangs together with nothing is joined to the street beside it, unless there is
// water between. Farther off, a door beside it belongs to the street, even if that is farther away, but not to
// one beyond a river.
func TestFragment(t *testing.T) {
	const metre = 1 / 111195.0 // degrees of latitude
	for _, test := range []struct {
		name    string
		metres  float64 // between the street and the path
		water   []string
		off     float64
		reached bool
	}{
		{"near", 20, nil, 0, true},
		{"less near", 90, nil, 0, true},
		{"beyond a pond's shore", 90, []string{"natural", "water"}, 100, true},
		{"beyond a canal", 90, []string{"waterway", "canal"}, 100, true},
		{"beyond a ditch", 90, []string{"waterway", "ditch"}, 0, true},
		{"far", 130, nil, 140, true},
		{"beyond a river", 400, nil, 0, false},
	} {
		var m testMap
		m.grid(100, 6, 10.25, 105.95, "Phố")
		north := 10.2545 + test.metres*metre
		m.nodes = append(m.nodes, mapNode{1, north, 105.951, nil}, mapNode{2, north, 105.952, nil},
			mapNode{3, north - 10*metre, 105.94, nil}, mapNode{4, north - 10*metre, 105.96, nil}, mapNode{5, north - 9*metre, 105.94, nil})
		m.ways = append(m.ways, mapWay{1, []int64{1, 2}, []string{"highway", "footway"}}, mapWay{2, []int64{3, 4, 5, 3}, test.water})
		e := engineFor(t, m, Walk(), []geo.Point{place(north+10*metre, 105.9515), onBoth[0]})
		if seconds, _ := e.Leg(1, 0); test.reached != (seconds < geo.Unreachable) {
			t.Errorf("%s: it takes %d s", test.name, seconds)
		}
		if off := e.Off(0); off < test.off-1 || off > test.off+1 {
			t.Errorf("%s: the door is %v m off the roads", test.name, off)
		}
	}
}

// TestGaps: pieces are joined at their nearest places, each to what is nearest, and never across a bridge that
// passes over them.
func TestGaps(t *testing.T) {
	const metre = 1 / 111195.0
	at := func(x, y float64) (lat, lon float64) { return 10.25 + y*metre, 105.95 + x*metre }
	var m testMap
	node := func(id int64, x, y float64) {
		lat, lon := at(x, y)
		m.nodes = append(m.nodes, mapNode{id, lat, lon, nil})
	}
	way := func(id int64, refs ...int64) {
		m.ways = append(m.ways, mapWay{id, refs, []string{"highway", "residential", "name", string(rune('A' + id))}})
	}
	node(1, 0, 0)
	node(2, 150, 0)
	node(3, 1000, 0)
	way(0, 1, 2, 3)
	node(11, 250, 12) // ends before the street
	node(12, 250, 300)
	way(1, 11, 12)
	node(21, 270, 200) // 20 m from the second, 200 m from the first
	node(22, 400, 200)
	way(2, 21, 22)
	node(31, 800, -60) // a bridge over the street
	node(32, 800, 60)
	way(3, 31, 32)
	var points []geo.Point
	for _, xy := range [][2]float64{{100, 1}, {251, 250}, {350, 201}, {801, 50}} {
		lat, lon := at(xy[0], xy[1])
		points = append(points, place(lat, lon))
	}
	e := engineFor(t, m, Walk(), points)
	if got := strings.Join(e.Streets(0, 2), ""); got != "ABC" {
		t.Errorf("to the third it goes by %s", got)
	}
	if _, metres := e.Leg(0, 1); metres < 398 || metres > 404 {
		t.Errorf("to the second it is %d m", metres)
	}
	if _, metres := e.Leg(0, 2); metres < 448 || metres > 456 {
		t.Errorf("to the third it is %d m", metres)
	}
	if got := strings.Join(e.Streets(0, 3), ""); got != "A" {
		t.Errorf("to the bridge it goes by %s", got)
	}
}

// TestGatedEstate: streets behind two private gates are no way through, and one gets from one home there to
// another inside.
func TestGatedEstate(t *testing.T) {
	var m testMap
	m.grid(100, 3, 10.25, 105.95, "Khu nhà")
	m.grid(200, 2, 10.25, 105.94, "Tây")
	m.grid(300, 2, 10.25, 105.96, "Đông")
	m.nodes = append(m.nodes, mapNode{1, 10.25, 105.949, []string{"barrier", "gate", "access", "private"}}, mapNode{2, 10.25, 105.9525, []string{"barrier", "lift_gate", "locked", "yes"}},
		mapNode{3, 10.24, 105.95, nil})
	street := func(id int64, name string, refs ...int64) mapWay {
		return mapWay{id, refs, []string{"highway", "residential", "name", name}}
	}
	m.ways = append(m.ways, street(1, "Cổng tây", 201, 1, 100), street(2, "Cổng đông", 102, 2, 300), street(3, "Vòng", 200, 3, 301))
	points := []geo.Point{place(10.2501, 105.9402), place(10.2501, 105.9608), place(10.2502, 105.9503), place(10.2517, 105.9516)}
	for _, p := range []Profile{Walk(), Motorbike()} {
		e := engineFor(t, m, p, points)
		for _, test := range []struct {
			from, to int32
			want     string
		}{
			{0, 1, "Tây, Vòng, Đông"}, {1, 0, "Đông, Vòng, Tây"}, {0, 2, "Tây, Cổng tây, Khu nhà"}, {3, 1, "Khu nhà, Cổng đông, Đông"}, {2, 3, "Khu nhà"},
		} {
			if got := strings.Join(e.Streets(test.from, test.to), ", "); got != test.want {
				t.Errorf("%s: from %d to %d it goes by %s, not %s", p.Name, test.from, test.to, got, test.want)
			}
		}
	}
}

// crossroads are two streets that cross, the western one in two halves, and a parallel one in the east:
//
//	     4     7
//	     |     |
//	1 -- 2 --- 3 -- 5
//	     |     |
//	     6 --- 8
func crossroads(relations ...mapRelation) testMap {
	street := func(id int64, refs ...int64) mapWay {
		return mapWay{id, refs, []string{"highway", "residential", "name", fmt.Sprint(id)}}
	}
	return testMap{
		nodes: []mapNode{
			{1, 21.03, 105.850, nil}, {2, 21.03, 105.851, nil}, {3, 21.03, 105.856, nil}, {4, 21.031, 105.851, nil}, {5, 21.03, 105.857, nil},
			{6, 21.029, 105.851, nil}, {7, 21.031, 105.856, nil}, {8, 21.029, 105.856, nil},
		},
		ways: []mapWay{
			street(12, 1, 2), street(23, 2, 3), street(35, 3, 5), street(24, 2, 4), street(26, 2, 6), street(37, 3, 7), street(68, 6, 8), street(38, 3, 8),
		},
		relations: relations,
	}
}

// TestTurns: restrictions over a node and along ways, by the streets that one takes in their place.
func TestTurns(t *testing.T) {
	relation := func(kind string, members ...mapMember) mapRelation {
		return mapRelation{1, members, []string{"type", "restriction", "restriction", kind}}
	}
	from, to := func(way int64) mapMember { return mapMember{"from", "way", way} }, func(way int64) mapMember { return mapMember{"to", "way", way} }
	node, way := func(id int64) mapMember { return mapMember{"via", "node", id} }, func(id int64) mapMember { return mapMember{"via", "way", id} }
	west, east, north, northEast := place(21.03001, 105.8501), place(21.03001, 105.8569), place(21.0309, 105.85101), place(21.0309, 105.85601)
	passing := crossroads(relation("no_left_turn", from(12), node(2), to(24)))
	passing.ways[0].refs, passing.ways[1].refs = []int64{1, 2, 3}, []int64{5, 3}
	tests := []struct {
		name     string
		of       testMap
		from, to geo.Point
		want     string
	}{
		{"none", crossroads(), west, northEast, "12, 23, 37"},
		{"no left turn", crossroads(relation("no_left_turn", from(12), node(2), to(24))), west, north, "12, 26, 24"}, // it turns round at the next junction
		{"the other way", crossroads(relation("no_left_turn", from(12), node(2), to(24))), north, west, "24, 12"},
		{"from elsewhere", crossroads(relation("no_left_turn", from(12), node(2), to(24))), east, north, "35, 23, 24"},
		{"only straight on", crossroads(relation("only_straight_on", from(12), node(2), to(23))), west, place(21.0291, 105.85101), "12, 23, 26"},
		{"no turn along a way", crossroads(relation("no_left_turn", from(12), way(23), to(37))), west, northEast, "12, 23, 35, 37"},
		{"along a way, coming from beside it", crossroads(relation("no_left_turn", from(12), way(23), to(37))), north, northEast, "24, 23, 37"},
		{"to a door on the way", crossroads(relation("no_left_turn", from(12), way(23), to(37))), west, place(21.03001, 105.8515), "12, 23"},
		{"to a door on the way, coming from beside it", crossroads(relation("no_left_turn", from(12), way(23), to(37))), north, place(21.03001, 105.8515), "24, 23"},
		{"from a door on the way", crossroads(relation("no_left_turn", from(12), way(23), to(37))), place(21.03001, 105.8515), northEast, "23, 37"},
		{"only along a way", crossroads(relation("only_straight_on", from(12), way(23), to(35))), west, northEast, "12, 23, 35, 37"},
		{"along two ways", crossroads(relation("no_u_turn", from(12), way(23), way(38), to(68))), west, place(21.02899, 105.8518), "12, 26, 68"},
		{"several from", crossroads(relation("no_entry", from(12), from(24), node(2), to(23))), north, east, "24, 26, 23, 35"},
		{"several to", crossroads(relation("no_exit", from(12), node(2), to(23), to(26))), west, east, "12, 24, 23, 35"},
		{"no way", crossroads(relation("no_left_turn", from(12), node(2), to(99))), west, north, "12, 24"},
		{"ways that do not meet", crossroads(relation("no_left_turn", from(12), way(38), to(24))), west, north, "12, 24"},
		{"a from that is elsewhere", crossroads(relation("no_left_turn", from(68), node(2), to(24))), west, north, "12, 24"},
		{"a from that passes", passing, west, north, "12, 24"},
		{"turning round too", crossroads(relation("no_left_turn", from(12), node(2), to(24)), relation("no_u_turn", from(26), node(6), to(26))), west, north, "12, 23, 24"},
		{"turning round alone", crossroads(relation("no_u_turn", from(26), node(6), to(26))), west, north, "12, 24"},
		{"one inside another", crossroads(relation("no_left_turn", from(12), way(23), to(37)), relation("no_straight_on", from(23), node(3), to(35))), west, east, "12, 26, 68, 38, 35"},
	}
	for _, test := range tests {
		e := engineFor(t, test.of, Motorbike(), []geo.Point{test.from, test.to})
		if got := strings.Join(e.Streets(0, 1), ", "); got != test.want {
			t.Errorf("%s: by %s, not %s", test.name, got, test.want)
		}
		walk := engineFor(t, test.of, Walk(), []geo.Point{test.from, test.to})
		if a, _ := walk.Leg(0, 1); a >= geo.Unreachable || len(walk.Streets(0, 1)) > 3 {
			t.Errorf("%s: on foot by %v", test.name, walk.Streets(0, 1))
		}
	}
}

// TestTurnsThatCutOff: a lane into which no turn is allowed at all is entered by pushing.
func TestTurnsThatCutOff(t *testing.T) {
	var relations []mapRelation
	for _, from := range []int64{12, 23, 26} {
		relations = append(relations, mapRelation{from, []mapMember{{"from", "way", from}, {"via", "node", 2}, {"to", "way", 24}}, []string{"type", "restriction", "restriction", "no_entry"}})
	}
	home := place(21.0309, 105.85101)
	e := engineFor(t, crossroads(relations...), Motorbike(), []geo.Point{place(21.03001, 105.8501), home})
	in, _ := e.Leg(0, 1)
	if want := int32(20 + 19 + 80); in < want-3 || in > want+3 {
		t.Errorf("it takes %d s, not %d s", in, want)
	}
}
