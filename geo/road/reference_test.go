package road

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"gonha/geo"
)

// reference is the plain answer: the doors become vertices of the graph, on the edges where they are
// snapped, and Dijkstra's method runs without any preparation.
type reference struct {
	arcs map[int32][]arc // by vertex; door i is vertex graph.vertices+i
	e    *Engine
}

func newReference(e *Engine) reference {
	g := e.roads.graph
	r := reference{arcs: map[int32][]arc{}, e: e}
	link := func(from, to int32, c cost) {
		if c < never {
			r.arcs[from] = append(r.arcs[from], arc{head: to, cost: c})
		}
	}
	for v := range int32(g.vertices) {
		r.arcs[v] = slices.Clone(g.out(v))
	}
	for i := range e.points {
		door, x := int32(g.vertices+i), &e.spots[i]
		edge := &g.edges[x.edge]
		link(edge.from, door, x.fore+x.last)
		link(edge.to, door, x.back+x.last)
		link(door, edge.to, x.foreRest+x.last)
		link(door, edge.from, x.backRest+x.last)
	}
	return r
}

// from is the cost from a door to all others. A door is no place to pass through.
func (r reference) from(door int32) []cost {
	n := int32(r.e.roads.graph.vertices)
	dist := map[int32]cost{n + door: 0}
	queue := queue{{0, n + door}}
	for len(queue) > 0 {
		top := queue.pop()
		if top.key > dist[top.id] || top.id >= n && top.id != n+door {
			continue
		}
		for _, a := range r.arcs[top.id] {
			if d, seen := dist[a.head]; !seen || top.key+a.cost < d {
				dist[a.head] = top.key + a.cost
				queue.push(item{top.key + a.cost, a.head})
			}
		}
	}
	out := make([]cost, len(r.e.points))
	for i := range out {
		d, seen := dist[n+int32(i)]
		if !seen {
			d = never
		}
		out[i] = min(d, r.direct(door, int32(i)))
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

// compare checks tables of all shapes, legs and neighbours against the reference.
func compare(t *testing.T, e *Engine) {
	t.Helper()
	ref := newReference(e)
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
// islands, one-ways, barriers, nodes on one spot.
func randomMap(r *rand.Rand) testMap {
	var m testMap
	side := 3 + r.IntN(6)
	for y := range side {
		for x := range side {
			m.nodes = append(m.nodes, mapNode{int64(y*side + x + 1), 21 + (float64(y)+r.Float64()*0.6)*1e-3, 105 + (float64(x)+r.Float64()*0.6)*1e-3, nil})
		}
	}
	for range r.IntN(4) {
		m.nodes[r.IntN(len(m.nodes))].tags = []string{"barrier", []string{"gate", "stile", "wall"}[r.IntN(3)]}
	}
	if r.IntN(2) == 0 {
		m.nodes[1].lat, m.nodes[1].lon = m.nodes[0].lat, m.nodes[0].lon
	}
	classes := []string{"residential", "primary", "footway", "steps", "motorway", "service"}
	for id := range int64(side * side) {
		at := r.IntN(len(m.nodes))
		refs := []int64{int64(at + 1)}
		for range 1 + r.IntN(5) {
			step := []int{1, -1, side, -side}[r.IntN(4)]
			if at+step >= 0 && at+step < len(m.nodes) {
				at += step
				refs = append(refs, int64(at+1))
			}
		}
		if r.IntN(8) == 0 {
			refs = append(refs, refs[0])
		}
		tags := []string{"highway", classes[min(r.IntN(12), len(classes)-1)], "name", fmt.Sprint("Ngõ ", id%5)}
		switch r.IntN(6) {
		case 0:
			tags = append(tags, "oneway", "yes")
		case 1:
			tags = append(tags, "access", "private")
		case 2:
			tags = append(tags, "oneway", "-1")
		}
		m.ways = append(m.ways, mapWay{id + 1, refs, tags})
	}
	return m
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

func roadsOf(t testing.TB, m testMap, p Profile) (*Roads, error) {
	t.Helper()
	n, err := readNetwork(t.Context(), write(t, "map.osm.pbf", m.pbf(true, true, false)), Box{South: -90, West: -180, North: 90, East: 180})
	if err != nil {
		t.Fatal(err)
	}
	return newRoads(n, p)
}

func TestRandomGraphs(t *testing.T) {
	made, maps := 0, uint64(150)
	if testing.Short() {
		maps = 60
	}
	for seed := range maps {
		r := rand.New(rand.NewPCG(seed, 6))
		m, p := randomMap(r), []Profile{Walk(), Motorbike()}[seed%2]
		roads, err := roadsOf(t, m, p)
		if err != nil {
			continue // no road for the profile
		}
		made++
		compare(t, roads.Engine(randomDoors(r, 2+r.IntN(24))))
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
				roads := roadsFrom(t, shared(t, name), p)
				n := 20
				if testing.Short() {
					n = 6
				}
				compare(t, roads.Engine(doorsAlong(roads.graph, n, 7)))
			})
		}
	}
}
