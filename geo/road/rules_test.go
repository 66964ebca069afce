package road

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gonha/geo"
)

// shortcut is a map with a start and an end that are joined by a straight way, Direct, with a node in its
// middle, and by a detour, Long; both ends are streets:
//
//	    4 ---------- 5
//	    |    Long    |
//	6 - 1 --- 3 ---- 2 - 7
//	Start   Direct     End
func shortcutMap(direct, node []string, relations ...mapRelation) testMap {
	street := func(name string) []string { return []string{"highway", "residential", "name", name} }
	return testMap{
		nodes: []mapNode{
			{1, 21.03, 105.8500, nil}, {2, 21.03, 105.8539, nil}, {3, 21.03, 105.8520, node}, {4, 21.0323, 105.8500, nil},
			{5, 21.0323, 105.8539, nil}, {6, 21.03, 105.8485, nil}, {7, 21.03, 105.8553, nil},
		},
		ways: []mapWay{
			{1, []int64{6, 1}, street("Start")}, {2, []int64{2, 7}, street("End")}, {3, []int64{1, 4, 5, 2}, street("Long")},
			{4, []int64{1, 3, 2}, append([]string{"name", "Direct"}, direct...)},
		},
		relations: relations,
	}
}

// turnOver is a restriction of the turn from the start into the shortcut or the detour.
func turnOver(to int64, tags ...string) mapRelation {
	return mapRelation{1, []mapMember{{"from", "way", 1}, {"via", "node", 1}, {"to", "way", to}}, append([]string{"type", "restriction"}, tags...)}
}

var startAndEnd = []geo.Point{place(21.03001, 105.8490), place(21.03001, 105.8550)}

// streetsOf are the streets from the first point to the last as a profile goes on an evening, and the seconds.
func streetsOf(t *testing.T, path string, p Profile, points []geo.Point) (string, int32) {
	t.Helper()
	s, err := Open(path, DefaultOptions())
	if err != nil {
		t.Fatal(err)
	}
	e, err := s.Engine(t.Context(), p, points)
	if err != nil {
		t.Fatal(err)
	}
	last := int32(len(points) - 1)
	seconds, _ := e.Leg(0, last)
	if e.Off(0) > 0 || e.Off(last) > 0 {
		t.Errorf("%s: the doors are said to lie off all roads", p.Name)
	}
	return strings.Join(e.Streets(0, last), ", "), seconds
}

const (
	direct = "Start, Direct, End"
	long   = "Start, Long, End"
	either = ""
)

// TestThrough: whether a way with some tags, or with a node or a turn, is a way through in the evening.
func TestThrough(t *testing.T) {
	res := func(more ...string) []string { return append([]string{"highway", "residential"}, more...) }
	way := func(tags ...string) testMap { return shortcutMap(tags, nil) }
	node := func(tags ...string) testMap { return shortcutMap(res(), tags) }
	turn := func(r mapRelation) testMap { return shortcutMap(res(), nil, r) }
	tests := []struct {
		name       string
		of         testMap
		walk, ride string
	}{
		{"a street", way(res()...), direct, direct},
		{"nobody", way(res("access", "no")...), long, long},
		{"private", way(res("access", "private")...), long, long},
		{"private, but not on foot", way(res("access", "private", "foot", "yes")...), direct, long},
		{"destination", way(res("access", "destination")...), direct, long},
		{"customers", way(res("access", "customers")...), long, long},
		{"delivery", way(res("motor_vehicle", "delivery")...), direct, long},
		{"permit", way(res("vehicle", "permit")...), direct, long},
		{"permissive", way(res("access", "permissive")...), direct, direct},
		{"military", way(res("access", "military")...), long, long},
		{"agricultural", way(res("motor_vehicle", "agricultural")...), direct, long},
		{"no motorcycles", way(res("motorcycle", "no")...), direct, long},
		{"no motor vehicles", way(res("motor_vehicle", "no")...), direct, long},
		{"no motor vehicles but motorcycles", way(res("motor_vehicle", "no", "motorcycle", "yes")...), direct, direct},
		{"nobody on foot", way(res("foot", "no")...), long, direct},
		{"on foot beside it", way(res("foot", "use_sidepath")...), long, direct},
		{"motorroad", way("highway", "trunk", "motorroad", "yes"), long, long},
		{"motorroad for motorcycles", way("highway", "trunk", "motorroad", "yes", "motorcycle", "yes"), long, direct},
		{"motorway", way("highway", "motorway"), long, long},
		{"shut for motor vehicles in the evening", way(res("motor_vehicle:conditional", "no @ (19:00-24:00)")...), direct, long},
		{"shut by day", way(res("motor_vehicle:conditional", "no @ (06:00-09:00,16:30-19:30)")...), direct, direct},
		{"shut for the end of the evening", way(res("motor_vehicle:conditional", "no @ (21:00-05:00)")...), direct, long},
		{"open for motorcycles in the evening", way(res("motorcycle", "no", "motorcycle:conditional", "yes @ (18:00-24:00)")...), direct, direct},
		{"open for a part of the evening", way(res("motorcycle", "no", "motorcycle:conditional", "yes @ (18:00-20:00)")...), direct, long},
		{"shut for everybody at night", way(res("access:conditional", "no @ (19:00-05:00)")...), long, long},
		{"general rights beside a condition", way(res("access", "private", "motorcycle:conditional", "yes @ (06:00-08:00)")...), long, long},
		{"destination in the evening", way(res("vehicle:conditional", "destination @ (19:00-22:00)")...), direct, long},
		{"a condition on lorries", way(res("motor_vehicle:conditional", "no @ (weight>3.5)")...), direct, direct},
		{"against its direction", way(res("oneway", "-1")...), direct, long},
		{"along its direction", way(res("oneway", "yes")...), direct, direct},
		{"against, for motor vehicles", way(res("oneway:motor_vehicle", "-1")...), direct, long},
		{"against, but not motorcycles", way(res("oneway", "-1", "oneway:motorcycle", "no")...), direct, direct},
		{"reversible", way(res("oneway", "reversible")...), direct, long},
		{"alternating", way(res("oneway", "alternating")...), direct, direct},
		{"against in the evening", way(res("oneway:conditional", "-1 @ (16:00-20:00)")...), direct, long},
		{"against by day", way(res("oneway:conditional", "-1 @ (06:00-08:00)")...), direct, direct},
		{"both ways in the evening", way(res("oneway", "-1", "oneway:conditional", "no @ (19:00-06:00)")...), direct, direct},
		{"against, on foot", way("highway", "footway", "oneway:foot", "-1"), long, long},
		{"forward shut", way(res("motorcycle:forward", "no")...), direct, long},
		{"backward shut", way(res("motor_vehicle:backward", "no")...), direct, direct},
		{"forward shut in the evening", way(res("vehicle:forward:conditional", "no @ (19:00-22:00)")...), direct, long},
		{"disused", way(res("disused", "yes")...), long, long},
		{"planned", way("highway", "planned"), long, long},
		{"being built", way("highway", "construction", "construction", "residential"), long, long},
		{"for buses", way("highway", "busway"), long, long},
		{"steps", way("highway", "steps"), direct, long},
		{"footway without motorcycles", way("highway", "footway", "motorcycle", "no"), direct, either},
		{"private footway", way("highway", "footway", "foot", "private"), long, long},
		{"driveway", way("highway", "service", "service", "driveway", "access", "private"), long, long},
		{"track", way("highway", "track"), direct, direct},
		{"ford", way(res("ford", "yes")...), direct, direct},
		{"toll", way("highway", "primary", "toll", "yes"), direct, direct},
		{"railway", way("railway", "rail"), long, long},
		{"gate", node("barrier", "gate"), direct, direct},
		{"lift gate", node("barrier", "lift_gate"), direct, direct},
		{"cycle barrier", node("barrier", "cycle_barrier"), direct, direct},
		{"bollard", node("barrier", "bollard"), direct, direct},
		{"entrance", node("barrier", "entrance"), direct, direct},
		{"height restrictor", node("barrier", "height_restrictor", "maxheight", "2"), direct, direct},
		{"sally port", node("barrier", "sally_port"), direct, direct},
		{"chain", node("barrier", "chain"), direct, either},
		{"block", node("barrier", "block"), direct, long},
		{"concrete", node("barrier", "jersey_barrier"), direct, long},
		{"stile", node("barrier", "stile"), direct, long},
		{"turnstile", node("barrier", "turnstile"), direct, long},
		{"turnstile for motorcycles", node("barrier", "turnstile", "motorcycle", "yes"), direct, direct},
		{"against motorcycles", node("barrier", "motorcycle_barrier"), direct, long},
		{"ditch", node("barrier", "ditch"), long, long},
		{"wall", node("barrier", "wall"), long, long},
		{"gap in a wall", node("barrier", "wall", "foot", "yes"), direct, long},
		{"gap in a wall for motorcycles", node("barrier", "wall", "motorcycle", "yes"), long, direct},
		{"gate without right", node("barrier", "gate", "access", "no"), long, long},
		{"private gate", node("barrier", "gate", "access", "private"), long, long},
		{"private gate, open on foot", node("barrier", "gate", "access", "private", "foot", "yes"), direct, long},
		{"locked gate", node("barrier", "gate", "locked", "yes"), long, long},
		{"gate locked but on foot", node("barrier", "gate", "locked", "yes", "foot", "yes"), direct, long},
		{"gate locked at night", node("barrier", "gate", "locked:conditional", "yes @ (20:00-05:00)"), long, long},
		{"gate locked by day", node("barrier", "gate", "locked", "yes", "locked:conditional", "no @ (17:00-23:00)"), direct, direct},
		{"gate shut in the evening", node("barrier", "gate", "access:conditional", "no @ (19:00-05:00)"), long, long},
		{"gate open till nine", node("barrier", "gate", "opening_hours", "05:00-21:00"), long, long},
		{"gate open till ten", node("barrier", "gate", "opening_hours", "Mo-Su 05:00-22:00"), direct, direct},
		{"bollard against motor vehicles", node("barrier", "bollard", "motor_vehicle", "no"), direct, long},
		{"narrow bollards", node("barrier", "bollard", "maxwidth", "0.4"), direct, long},
		{"wide bollards", node("barrier", "bollard", "maxwidth", "1.2 m"), direct, direct},
		{"no right without a barrier", node("access", "no"), long, long},
		{"no motor vehicles without a barrier", node("motor_vehicle", "no"), direct, long},
		{"crossing", node("highway", "crossing", "foot", "no"), direct, direct},
		{"no turn", turn(turnOver(4, "restriction", "no_straight_on")), direct, long},
		{"no turn for motorcycles", turn(turnOver(4, "restriction:motorcycle", "no_straight_on")), direct, long},
		{"no turn for lorries", turn(turnOver(4, "restriction:hgv", "no_straight_on")), direct, direct},
		{"no turn on foot", turn(turnOver(4, "restriction:foot", "no_straight_on")), long, direct},
		{"no turn except motorcycles", turn(turnOver(4, "restriction", "no_straight_on", "except", "psv;motorcycle")), direct, direct},
		{"no turn except buses", turn(turnOver(4, "restriction", "no_straight_on", "except", "psv")), direct, long},
		{"no turn in the evening", turn(turnOver(4, "restriction:conditional", "no_straight_on @ (06:00-22:00)")), direct, long},
		{"no turn by day", turn(turnOver(4, "restriction:conditional", "no_straight_on @ (06:00-09:00)")), direct, direct},
		{"no turn by old tags", turn(turnOver(4, "restriction", "no_straight_on", "hour_on", "06:00", "hour_off", "09:00")), direct, direct},
		{"no turn on red", turn(turnOver(4, "restriction", "no_right_turn_on_red")), direct, direct},
		{"only left", turn(turnOver(3, "restriction", "only_left_turn")), direct, long},
		{"only straight on", turn(turnOver(4, "restriction", "only_straight_on")), direct, direct},
		{"no entry", turn(turnOver(4, "restriction", "no_entry")), direct, long},
		{"no exit", turn(turnOver(4, "restriction", "no_exit")), direct, long},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			for name, data := range map[string][]byte{"pbf": test.of.pbf(true, true, false), "xml": test.of.xml()} {
				path := write(t, "map", data)
				for _, mode := range []struct {
					profile Profile
					want    string
				}{{Walk(), test.walk}, {Motorbike(), test.ride}} {
					if got, _ := streetsOf(t, path, mode.profile, startAndEnd); got != mode.want && mode.want != either {
						t.Errorf("%s, %s: by %s, not %s", name, mode.profile.Name, got, mode.want)
					}
				}
			}
		})
	}
}

// TestFarDetour: what is no way through is none however far the detour is; a footway without rights of its own
// is one to push along.
func TestFarDetour(t *testing.T) {
	res := func(more ...string) []string { return append([]string{"highway", "residential"}, more...) }
	for _, test := range []struct {
		name string
		way  []string
		node []string
		ride string
	}{
		{"footway", []string{"highway", "footway"}, nil, direct},
		{"private footway", []string{"highway", "footway", "foot", "private"}, nil, long},
		{"footway against its direction", []string{"highway", "footway", "oneway:foot", "-1"}, nil, long},
		{"footway for motorcycles", []string{"highway", "path", "foot", "no", "motorcycle", "yes"}, nil, direct},
		{"no motor vehicles", res("motor_vehicle", "no"), nil, long},
		{"destination", res("vehicle", "destination"), nil, long},
		{"against its direction", res("oneway", "-1"), nil, long},
		{"shut in the evening", res("motor_vehicle:conditional", "no @ (18:00-20:00)"), nil, long},
		{"steps", []string{"highway", "steps"}, nil, long},
		{"block", res(), []string{"barrier", "block"}, long},
		{"private gate", res(), []string{"barrier", "gate", "access", "private"}, long},
		{"bollard against motor vehicles", res(), []string{"barrier", "bollard", "motor_vehicle", "no"}, long},
	} {
		m := shortcutMap(test.way, test.node)
		m.nodes[3].lat, m.nodes[4].lat = 21.043, 21.043
		if got, _ := streetsOf(t, write(t, "map", m.pbf(true, true, false)), Motorbike(), startAndEnd); got != test.ride {
			t.Errorf("%s: by %s, not %s", test.name, got, test.ride)
		}
	}
}

// TestWalkInPocket: steps that cut off a corner of a private lane are no way for a motorbike to come to the end
// of the lane.
func TestWalkInPocket(t *testing.T) {
	m := shortcutMap(nil, nil)
	private := func(id int64, name, class string, refs ...int64) mapWay {
		return mapWay{id, refs, []string{"highway", class, "access", "private", "name", name}}
	}
	m.ways = []mapWay{
		{1, []int64{6, 1}, []string{"highway", "residential", "name", "Start"}}, private(2, "Vòng", "service", 1, 4, 5, 2), private(3, "Bậc", "steps", 1, 2), private(4, "Cuối", "service", 2, 7),
	}
	m.nodes[3].lat, m.nodes[4].lat = 21.043, 21.043
	points := []geo.Point{startAndEnd[0], place(21.03001, 105.8552)}
	e := engineFor(t, m, Motorbike(), points)
	if got := strings.Join(e.Streets(0, 1), ", "); got != "Start, Vòng, Cuối" {
		t.Errorf("it goes by %s", got)
	}
}

// TestHomes: a home at the end of a cul-de-sac of 200 m is reached, whatever keeps others from it: at a rider's
// pace, or on foot.
func TestHomes(t *testing.T) {
	tests := []struct {
		name   string
		of     []string // the cul-de-sac
		node   []string // where it begins
		ridden bool
	}{
		{"a lane", []string{"highway", "service"}, nil, true},
		{"a private lane", []string{"highway", "service", "access", "private"}, nil, true},
		{"a lane for residents", []string{"highway", "service", "motor_vehicle", "destination"}, nil, true},
		{"a private gate", []string{"highway", "service"}, []string{"barrier", "gate", "access", "private"}, true},
		{"a locked gate", []string{"highway", "service"}, []string{"barrier", "gate", "locked", "yes"}, true},
		{"an alley without motor vehicles", []string{"highway", "service", "service", "alley", "motor_vehicle", "no"}, nil, false},
		{"a lane without access", []string{"highway", "service", "access", "no"}, nil, false},
		{"a stile", []string{"highway", "service"}, []string{"barrier", "stile"}, false},
		{"a block", []string{"highway", "service"}, []string{"barrier", "block"}, false},
		{"a narrow gap", []string{"highway", "service"}, []string{"barrier", "bollard", "maxwidth:physical", "50 cm"}, false},
		{"one way out", []string{"highway", "service", "oneway", "-1"}, nil, false},
		{"a lane shut in the evening", []string{"highway", "service", "vehicle:conditional", "no @ (18:00-06:00)"}, nil, false},
		{"a footway", []string{"highway", "footway"}, nil, false},
	}
	points := []geo.Point{place(21.03001, 105.8490), place(21.03001, 105.85384)}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			m := shortcutMap(nil, test.node)
			m.ways = []mapWay{{1, []int64{6, 1, 3}, []string{"highway", "residential", "name", "Start"}}, {2, []int64{3, 2}, append([]string{"name", "Cul"}, test.of...)}}
			path := write(t, "map", m.pbf(true, true, false))
			if got, seconds := streetsOf(t, path, Walk(), points); got != "Start, Cul" || seconds < 395 || seconds > 412 {
				t.Errorf("on foot by %s in %d s", got, seconds)
			}
			// 311 m at 18 km/h, and 198 m at 11 or at 4.5 km/h, with 20 s to park.
			want := int32(62 + 65 + 20)
			if !test.ridden {
				want = 62 + 158 + 20
			}
			if got, seconds := streetsOf(t, path, Motorbike(), points); got != "Start, Cul" || seconds < want-4 || seconds > want+4 {
				t.Errorf("by motorbike by %s in %d s, not %d s", got, seconds, want)
			}
			back := []geo.Point{points[1], points[0]}
			if got, seconds := streetsOf(t, path, Motorbike(), back); got != "Cul, Start" || seconds >= geo.Unreachable {
				t.Errorf("and back by %s in %d s", got, seconds)
			}
		})
	}
}

// TestSteps: who comes by motorbike leaves it below the steps, and walks on above them; the way over a hill by
// steps is no way for it.
func TestSteps(t *testing.T) {
	m := shortcutMap([]string{"highway", "steps"}, nil)
	m.nodes = append(m.nodes, mapNode{8, 21.0310, 105.8520, nil})
	m.ways = append(m.ways, mapWay{5, []int64{3, 8}, []string{"highway", "service", "service", "alley", "name", "Trên dốc"}})
	path := write(t, "map", m.pbf(true, true, false))
	if got, _ := streetsOf(t, path, Motorbike(), startAndEnd); got != long {
		t.Errorf("over the hill: %s", got)
	}
	// 104 m to ride, 208 m of steps at 3 km/h, and 100 m on foot in an alley that one could ride in.
	got, seconds := streetsOf(t, path, Motorbike(), []geo.Point{startAndEnd[0], place(21.0309, 105.85201)})
	if want := int32(21 + 249 + 80 + 20); got != "Start, Direct, Trên dốc" || seconds < want-5 || seconds > want+5 {
		t.Errorf("up the hill: %s in %d s, not %d s", got, seconds, want)
	}
}

// TestSharedRules: the maps that lie beside the repository, as their list says.
func TestSharedRules(t *testing.T) {
	dir := filepath.Join("..", "..", "..", "shared", "cases", "roads", "rules")
	list, err := os.ReadFile(filepath.Join(dir, "README.md"))
	if err != nil {
		t.Skip("the maps are not beside the repository")
	}
	count := 0
	for line := range strings.Lines(string(list)) {
		columns := strings.Split(line, "|")
		if len(columns) != 5 || strings.HasPrefix(line, "|--") || strings.TrimSpace(columns[1]) == "map" {
			continue
		}
		count++
		name := strings.TrimSpace(columns[1])
		points := startAndEnd
		switch {
		case strings.HasPrefix(name, "home_"):
			points = []geo.Point{startAndEnd[0], place(21.03002, 105.85384)}
		case strings.HasPrefix(name, "roundabout"):
			points = []geo.Point{startAndEnd[0], place(21.0310, 105.85002)}
		case strings.HasPrefix(name, "pedestrian"):
			points = []geo.Point{place(21.03002, 105.8492), place(21.03183, 105.8528)}
		}
		for i, p := range []Profile{Walk(), Motorbike()} {
			got, seconds := streetsOf(t, filepath.Join(dir, name+".osm"), p, points)
			if fault := wrong(strings.TrimSpace(columns[2+i]), got, seconds); fault != "" {
				t.Errorf("%s, %s: %s", name, p.Name, fault)
			}
		}
	}
	if count < 60 {
		t.Errorf("only %d maps", count)
	}
}

// wrong compares a way with what the list of rules says of it.
func wrong(want, got string, seconds int32) string {
	among := func(low, high int32) bool { return seconds >= low && seconds <= high }
	names := strings.Split(got, ", ")
	ok := true
	switch want {
	case "direct":
		ok = slices.Contains(names, "Direct")
	case "long":
		ok = slices.Contains(names, "Long")
	case "short": // a quarter of the ring
		ok = among(130, 165)
	case "ring": // three quarters of it
		ok = among(80, 95)
	case "diag~283", "Square", "diag":
		ok = slices.Contains(names, "Square") && among(270, 380)
	case "reach":
		ok = got == "Start, Cul"
	case "push 200 m", "park and walk 200 m", "push in":
		ok = got == "Start, Cul" && among(235, 255)
	case "either", "?":
	default:
		return "nobody knows what " + want + " means"
	}
	if !ok {
		return fmt.Sprintf("by %s in %d s, not %s", got, seconds, want)
	}
	return ""
}
