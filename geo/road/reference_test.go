package road

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"gonha/geo"
)

// reference is the plain answer: Dijkstra's method without any preparation, over the junctions as they are
// mapped. What has happened on the way is kept with each: the edges passed last, as far as a restriction goes
// on with them, and whether it is still in the roads where it began, on through roads, or already in those
// where it ends.
type reference struct {
	e       *Engine
	b       *builder
	out     map[int32][]code // by raw vertex
	links   map[int32][]gateLink
	begun   map[string]bool // the beginnings of forbidden sequences
	banned  map[string]bool
	doors   map[int32][]int32 // by edge
	longest int
}

// standing is a place on the way: the raw vertex, the phase and the edges passed.
type standing struct {
	vertex  int32
	phase   int8 // 0 leaving walks, 1 leaving visits, 2 through, 3 entering visits, 4 entering walks
	history string
}

func newReference(e *Engine, b *builder) reference {
	r := reference{e: e, b: b, out: map[int32][]code{}, links: map[int32][]gateLink{}, begun: map[string]bool{}, banned: map[string]bool{}, doors: map[int32][]int32{}}
	for i := range b.graph.edges {
		for d := range 2 {
			if b.graph.edges[i].cost(d) < never {
				r.out[b.ends[i][d]] = append(r.out[b.ends[i][d]], codeOf(i, d))
			}
		}
	}
	for _, l := range b.links {
		r.links[l.vertex] = append(r.links[l.vertex], gateLink{l.vertex, l.gate, l.kind})
		r.links[l.gate] = append(r.links[l.gate], gateLink{l.gate, l.vertex, l.kind})
	}
	for _, sequence := range b.forbidden {
		text := ""
		for i, c := range sequence {
			if i > 0 {
				r.begun[text] = true
			}
			text += spelt(c)
		}
		r.banned[text] = true
		r.longest = max(r.longest, len(sequence))
	}
	for i := range e.points {
		r.doors[e.spots[i].edge] = append(r.doors[e.spots[i].edge], int32(i))
	}
	return r
}

func spelt(c code) string { return fmt.Sprintf("%d,", c) }

// phases are those in which an edge of a kind can be passed.
func phases(kind edgeKind) []int8 {
	return map[edgeKind][]int8{through: {2}, visit: {1, 3}, walkThere: {0, 4}}[kind]
}

// passed is the history after one edge more, and whether that is allowed.
func (r reference) passed(history string, c code) (string, bool) {
	history += spelt(c)
	for suffix := history; suffix != ""; _, suffix, _ = strings.Cut(suffix, ",") {
		if r.banned[suffix] {
			return "", false
		}
	}
	for suffix := history; suffix != ""; _, suffix, _ = strings.Cut(suffix, ",") {
		if r.begun[suffix] {
			return suffix, true
		}
	}
	return "", true
}

// from is the cost from a door to all others.
func (r reference) from(door int32) []cost {
	out := make([]cost, len(r.e.points))
	for i := range out {
		out[i] = never
	}
	dist, at := map[standing]cost{}, []standing{}
	var q queue
	reach := func(s standing, d cost) {
		if old, seen := dist[s]; !seen || d < old {
			dist[s] = d
			at = append(at, s)
			q.push(item{d, int32(len(at) - 1)})
		}
	}
	x := &r.e.spots[door]
	for d, rest := range [...]cost{x.foreRest, x.backRest} {
		if c := codeOf(int(x.edge), d); rest < never {
			history, _ := r.passed("", c)
			for _, phase := range phases(r.b.kinds[x.edge]) {
				reach(standing{r.b.headOf(c), phase, history}, rest+x.last)
			}
		}
	}
	for len(q) > 0 {
		top := q.pop()
		s := at[top.id]
		if top.key > dist[s] {
			continue
		}
		for _, c := range r.out[s.vertex] {
			history, allowed := r.passed(s.history, c)
			for _, phase := range phases(r.b.kinds[c.edge()]) {
				if !allowed || phase < s.phase {
					continue
				}
				reach(standing{r.b.headOf(c), phase, history}, top.key+r.b.graph.costOf(c))
				for _, other := range r.doors[int32(c.edge())] {
					y := &r.e.spots[other]
					out[other] = min(out[other], top.key+[...]cost{y.fore, y.back}[c.direction()]+y.last)
				}
			}
		}
		for _, l := range r.links[s.vertex] {
			for _, phase := range phases(l.kind) {
				if phase >= s.phase {
					reach(standing{l.gate, phase, ""}, top.key)
				}
			}
		}
	}
	for i := range out {
		out[i] = min(out[i], r.direct(door, int32(i)))
	}
	return out
}

// direct is the cost along an edge, through a missing alley or at one place, by the definitions.
func (r reference) direct(from, to int32) cost {
	e, a, b := r.e, &r.e.spots[from], &r.e.spots[to]
	best := never
	if e.points[from] == e.points[to] {
		return 0
	}
	if a.edge == b.edge {
		edge := &e.roads.graph.edges[a.edge]
		if edge.fore < never && b.fore >= a.fore {
			best = min(best, b.fore-a.fore+a.last+b.last)
		}
		if edge.back < never && b.back >= a.back {
			best = min(best, b.back-a.back+a.last+b.last)
		}
	}
	apart := geo.Distance(e.points[from], e.points[to])
	offA, offB := geo.Distance(e.points[from], a.at), geo.Distance(e.points[to], b.at)
	if farther := max(offA, offB); (a.edge == b.edge || farther > e.roads.profile.Snap) && int64(apart*10) <= int64(farther*10+0.5) && apart <= 500 {
		best = min(best, newCost(millis(apart, e.roads.profile.Last), int64(apart*10+0.5)))
	}
	return best
}

// seconds of the definition: whole, rounded up, with parking unless nobody moves.
func (r reference) seconds(from, to int32, c cost) int32 {
	switch {
	case r.e.points[from] == r.e.points[to]:
		return 0
	case c >= never:
		return geo.Unreachable
	}
	return int32((c.millis()+999)/1000) + int32(r.e.roads.profile.Parking)
}

// builderOf makes once more what a source made for points.
func builderOf(t *testing.T, s *Source, p Profile, points []geo.Point) *builder {
	t.Helper()
	n, err := s.network(t.Context(), Around(points, s.options.Margin).rounded(), p.Evening)
	if err != nil {
		t.Fatal(err)
	}
	return build(n, p)
}

// compare checks tables of all shapes, legs and neighbours against the reference.
func compare(t *testing.T, e *Engine, b *builder) {
	t.Helper()
	ref := newReference(e, b)
	n := int32(len(e.points))
	all := make([]int32, n)
	for i := range all {
		all[i] = int32(i)
	}
	table := make([]int32, n*n)
	if err := e.Table(t.Context(), all, all, table); err != nil {
		t.Fatal(err)
	}
	var column []int32
	flat, per := e.Neighbours(all, 7, 2)
	for i := range n {
		want := ref.from(i)
		// More than a few, so that they are swept and not met one by one.
		many := make([]int32, 0, fewDoors+n)
		for len(many) <= fewDoors {
			many = append(many, all...)
		}
		column = make([]int32, len(many))
		if err := e.Table(t.Context(), many, []int32{i}, column); err != nil {
			t.Fatal(err)
		}
		for j := range n {
			if column[j] != table[j*n+i] {
				t.Fatalf("%d to %d: a column has %d s, the table %d s", j, i, column[j], table[j*n+i])
			}
			seconds, metres := e.Leg(i, j)
			if table[i*n+j] != ref.seconds(i, j, want[j]) || seconds != table[i*n+j] {
				t.Fatalf("%d to %d: the table has %d s, the leg %d s, the reference %d s", i, j, table[i*n+j], seconds, ref.seconds(i, j, want[j]))
			}
			if want[j] < never && metres != want[j].metres() {
				t.Fatalf("%d to %d: %d m, not %d m", i, j, metres, want[j].metres())
			}
			pathCosts(t, e, i, j, want[j])
			if line := geo.Distance(e.points[i], e.points[j]); seconds < geo.Unreachable && e.Reach(seconds) < line {
				t.Fatalf("%d to %d: %v m in a straight line, and in %d s one gets %v m at most", i, j, line, seconds, e.Reach(seconds))
			}
		}
		order := slices.DeleteFunc(slices.Clone(all), func(j int32) bool { return j == i || want[j] >= never })
		slices.SortFunc(order, func(a, b int32) int {
			if want[a] != want[b] {
				return int(want[a] - want[b])
			}
			return int(a - b)
		})
		near := flat[int(i)*per : (int(i)+1)*per]
		if m := min(per, len(order)); !slices.Equal(near[:m], order[:m]) {
			t.Fatalf("the neighbours of %d are %v, not %v", i, near, order[:m])
		}
	}
}

// pathCosts checks that the edges of a leg's route are connected and add up to its cost.
func pathCosts(t *testing.T, e *Engine, from, to int32, want cost) {
	t.Helper()
	if want >= never || e.place[from] == e.place[to] {
		return
	}
	passed, straight := e.route(from, to)
	path := e.Path(from, to)
	if path[0] != e.points[from] || path[len(path)-1] != e.points[to] {
		t.Fatalf("the path of %d to %d is from %v to %v", from, to, path[0], path[len(path)-1])
	}
	if straight {
		return
	}
	a, b := &e.spots[from], &e.spots[to]
	sum, length := a.last+b.last, 0.0
	for i := 1; i < len(path); i++ {
		length += geo.Distance(path[i-1], path[i])
	}
	if got := want.decimetres(); int64(length*10)-got > int64(2*len(passed)+20) || got-int64(length*10) > int64(2*len(passed)+20) {
		t.Fatalf("the path of %d to %d has %.1f m, not %.1f m", from, to, length, float64(got)/10)
	}
	for k, p := range passed {
		edge := &e.roads.graph.edges[p.edge]
		switch {
		case len(passed) == 1 && p.back:
			sum += b.back - a.back
		case len(passed) == 1:
			sum += b.fore - a.fore
		case k == 0 && p.back:
			sum += a.backRest
		case k == 0:
			sum += a.foreRest
		case k == len(passed)-1 && p.back:
			sum += b.back
		case k == len(passed)-1:
			sum += b.fore
		case p.back:
			sum += edge.back
		default:
			sum += edge.fore
		}
	}
	if sum != want {
		t.Fatalf("the edges of %d to %d cost %v, not %v", from, to, sum, want)
	}
}

// randomMap is a network full of what real ones have now and then: loops, parallel roads, dead ends,
// islands, one-ways, gates, private roads, ferries, squares, forbidden turns, nodes on one spot.
func randomMap(r *rand.Rand) testMap {
	var m testMap
	side := 3 + r.IntN(6)
	for y := range side {
		for x := range side {
			m.nodes = append(m.nodes, mapNode{int64(y*side + x + 1), 21 + (float64(y)+r.Float64()*0.6)*1e-3, 105 + (float64(x)+r.Float64()*0.6)*1e-3, nil})
		}
	}
	for range r.IntN(6) {
		m.nodes[r.IntN(len(m.nodes))].tags = [][]string{
			{"barrier", "gate"}, {"barrier", "stile"}, {"barrier", "wall"}, {"barrier", "gate", "access", "private"}, {"barrier", "gate", "locked", "yes"}, {"motor_vehicle", "no"},
		}[r.IntN(6)]
	}
	if r.IntN(2) == 0 {
		m.nodes[1].lat, m.nodes[1].lon = m.nodes[0].lat, m.nodes[0].lon
	}
	for id := range int64(side * side) {
		m.ways = append(m.ways, randomWay(r, id+1, side))
	}
	for id := range int64(r.IntN(2 * side)) {
		m.relations = append(m.relations, randomTurn(r, &m, id+1))
	}
	return m
}

// randomWay wanders over a grid of so many nodes a side.
func randomWay(r *rand.Rand, id int64, side int) mapWay {
	classes := []string{"residential", "primary", "footway", "steps", "motorway", "service"}
	at := r.IntN(side * side)
	refs := []int64{int64(at + 1)}
	for range 1 + r.IntN(5) {
		step := []int{1, -1, side, -side}[r.IntN(4)]
		if at+step >= 0 && at+step < side*side {
			at += step
			refs = append(refs, int64(at+1))
		}
	}
	if r.IntN(8) == 0 {
		refs = append(refs, refs[0])
	}
	tags := []string{"highway", classes[min(r.IntN(12), len(classes)-1)], "name", fmt.Sprint("Ngõ ", id%5)}
	if r.IntN(20) == 0 {
		tags = []string{"route", "ferry", "duration", "3"}
	}
	return mapWay{id, refs, append(tags, [][]string{
		{"oneway", "yes"}, {"access", "private"}, {"oneway", "-1"}, {"motor_vehicle", "no"}, {"area", "yes"}, nil, nil, nil, nil,
	}[r.IntN(9)]...)}
}

// randomTurn is a restriction over a node, or along a way, that some ways of a map have; it need not make sense.
func randomTurn(r *rand.Rand, m *testMap, id int64) mapRelation {
	way := func(node int64) int64 { // one that begins or ends at a node, or any other
		for range 30 {
			w := &m.ways[r.IntN(len(m.ways))]
			if w.refs[0] == node || w.refs[len(w.refs)-1] == node {
				return w.id
			}
		}
		return m.ways[r.IntN(len(m.ways))].id
	}
	kinds := []string{"no_left_turn", "no_right_turn", "no_straight_on", "no_u_turn", "only_straight_on", "only_left_turn"}
	relation := mapRelation{id: id, tags: []string{"type", "restriction", "restriction", kinds[r.IntN(len(kinds))]}}
	via := &m.ways[r.IntN(len(m.ways))]
	first, last := via.refs[0], via.refs[len(via.refs)-1]
	member := mapMember{"via", "way", via.id}
	if r.IntN(3) > 0 {
		first, member = last, mapMember{"via", "node", last}
	}
	relation.members = []mapMember{{"from", "way", way(first)}, member, {"to", "way", way(last)}}
	return relation
}

// randomDoors lie on roads, between them, far off, and in heaps.
func randomDoors(r *rand.Rand, n int) []geo.Point {
	doors := make([]geo.Point, n)
	for i := range doors {
		doors[i] = place(21+r.Float64()*8e-3, 105+r.Float64()*8e-3)
		switch {
		case i > 0 && r.IntN(10) == 0:
			doors[i] = doors[r.IntN(i)]
		case i > 0 && r.IntN(3) == 0:
			doors[i].Lat, doors[i].Lon = doors[i-1].Lat+r.Float64()*3e-4, doors[i-1].Lon+r.Float64()*3e-4
		case r.IntN(15) == 0:
			doors[i].Lat += 0.01
		}
	}
	return doors
}

// roadsOf prepares a map as a source does, and gives the builder beside the roads.
func roadsOf(t testing.TB, m testMap, p Profile) (*Roads, *builder, error) {
	t.Helper()
	n, err := readNetwork(t.Context(), write(t, "map.osm.pbf", m.pbf(true, true, false)), World, DefaultEvening())
	if err != nil {
		t.Fatal(err)
	}
	n.crossAreas()
	n.closeGaps()
	b := build(n, p)
	roads, err := assemble(p, b.graph, newHierarchy(b.graph), n.judge.conditions())
	return roads, b, err
}

func TestRandomGraphs(t *testing.T) {
	made, maps := 0, uint64(150)
	if testing.Short() {
		maps = 60
	}
	for seed := range maps {
		r := rand.New(rand.NewPCG(seed, 6))
		m, p := randomMap(r), []Profile{Walk(), Motorbike()}[seed%2]
		roads, b, err := roadsOf(t, m, p)
		if err != nil {
			continue // no road for the profile
		}
		made++
		compare(t, roads.Engine(randomDoors(r, 2+r.IntN(24))), b)
		if t.Failed() {
			t.Fatalf("seed %d", seed)
		}
	}
	if made < int(maps)*5/6 {
		t.Errorf("only %d maps had roads", made)
	}
}

// TestRealGraphs: the same on whole real extracts, for as many doors as the plain way does in a while.
func TestRealGraphs(t *testing.T) {
	for _, name := range []string{"btl_drive.osm.pbf", "dongda_badinh_walk.osm.pbf", "hanoi_qtg_full.osm.pbf", "hcmc_d3_full.osm.pbf"} {
		for _, p := range []Profile{Walk(), Motorbike()} {
			t.Run(name+"/"+p.Name, func(t *testing.T) {
				n := loaded(t, shared(t, name))
				n.crossAreas()
				n.closeGaps()
				b := build(n, p)
				roads, err := assemble(p, b.graph, newHierarchy(b.graph), nil)
				if err != nil {
					t.Fatal(err)
				}
				doors := 20
				if testing.Short() {
					doors = 6
				}
				compare(t, roads.Engine(doorsAlong(roads.graph, doors, 7)), b)
			})
		}
	}
}
