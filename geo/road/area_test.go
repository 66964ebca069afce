package road

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"gonha/geo"
)

// squareMap is a square of 200 m with a street at its south-west corner and one at its north-east corner, and a
// third in the middle of its northern side. The detour outside is far longer.
func squareMap(ring mapWay, relations ...mapRelation) testMap {
	street := func(name string) []string { return []string{"highway", "residential", "name", name} }
	return testMap{
		nodes: []mapNode{
			{20, 21.03, 105.85, nil}, {21, 21.03, 105.8519248, nil}, {22, 21.0318087, 105.8519248, nil}, {23, 21.0318087, 105.85, nil}, {28, 21.0318087, 105.8509, nil},
			{24, 21.03, 105.849, nil}, {25, 21.0318087, 105.8529, nil}, {26, 21.0327, 105.8509, nil},
			{30, 21.0305, 105.8506, nil}, {31, 21.0305, 105.8513, nil}, {32, 21.0313, 105.8513, nil}, {33, 21.0313, 105.8506, nil},
		},
		ways: []mapWay{
			{1, []int64{24, 20}, street("Start")}, {2, []int64{22, 25}, street("End")}, {3, []int64{28, 26}, street("Bắc")}, ring,
			{5, []int64{30, 31, 32, 33, 30}, []string{"natural", "water"}},
		},
		relations: relations,
	}
}

// TestSquare: one walks straight across a square, however it is mapped, but not through a pond in it, and round
// one that is only a street in a ring.
func TestSquare(t *testing.T) {
	refs := []int64{20, 21, 22, 28, 23, 20}
	outer := mapRelation{1, []mapMember{{"outer", "way", 4}}, []string{"type", "multipolygon", "highway", "pedestrian", "name", "Square"}}
	pond := outer
	pond.members = append([]mapMember{{"inner", "way", 5}}, outer.members...)
	halves := mapRelation{1, []mapMember{{"outer", "way", 4}, {"", "way", 6}}, outer.tags}
	half := squareMap(mapWay{4, []int64{20, 21, 22}, nil}, halves)
	half.ways = append(half.ways, mapWay{6, []int64{20, 23, 28, 22}, []string{"barrier", "kerb"}})
	tests := map[string]struct {
		of     testMap
		metres int32 // from one corner to the other: 283 m, 306 by a corner of the pond, or 400 m round
	}{
		"area":       {squareMap(mapWay{4, refs, []string{"highway", "pedestrian", "area", "yes", "name", "Square"}}), 283},
		"outline":    {squareMap(mapWay{4, nil, nil}, mapRelation{1, []mapMember{{"outer", "way", 5}}, nil}), 0},
		"relation":   {squareMap(mapWay{4, refs, nil}, outer), 283},
		"with tags":  {squareMap(mapWay{4, refs, []string{"leisure", "park"}}, outer), 283},
		"two halves": {half, 283},
		"pond":       {squareMap(mapWay{4, refs, nil}, pond), 306},
		"ring":       {squareMap(mapWay{4, refs, []string{"highway", "pedestrian", "name", "Square"}}), 401},
	}
	points := []geo.Point{place(21.0300, 105.8499), place(21.0318087, 105.8521)}
	for name, test := range tests {
		if name == "outline" {
			continue // no square
		}
		t.Run(name, func(t *testing.T) {
			for form, data := range map[string][]byte{"pbf": test.of.pbf(true, true, false), "ways first": test.of.pbf(true, true, true), "xml": test.of.xml()} {
				s, err := Open(write(t, "map", data), DefaultOptions())
				if err != nil {
					t.Fatal(err)
				}
				e, err := s.Engine(t.Context(), Walk(), points)
				if err != nil {
					t.Fatal(err)
				}
				const outside = 10 + 18 // metres of the streets
				if _, metres := e.Leg(0, 1); metres < test.metres+outside-2 || metres > test.metres+outside+3 {
					t.Errorf("%s: it is %d m, not %d m", form, metres, test.metres+outside)
				}
				if got := strings.Join(e.Streets(0, 1), ", "); got != "Start, Square, End" {
					t.Errorf("%s: by %s", form, got)
				}
			}
		})
	}
	// Nothing of it is a road as it is mapped.
	path := write(t, "map", squareMap(mapWay{4, refs, nil}, outer).pbf(true, true, false))
	if got := lines(t, path, World); len(got) != 3 {
		t.Errorf("there are %d lines", len(got))
	}
}

// TestCrossRandom: ways across areas with corners of all kinds and a hole run inside them.
func TestCrossRandom(t *testing.T) {
	crossed := 0
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(seed, 8))
		n := &network{names: []string{"", "Quảng trường"}, classes: []string{"pedestrian", "residential"}, judge: newJudge(DefaultEvening())}
		ring := func(count int, radius float64) int32 {
			w := way{first: int32(len(n.nodes)), name: 1}
			for i := range count {
				angle, far := 2*math.Pi*float64(i)/float64(count), radius*(0.3+0.7*r.Float64())
				n.nodes = append(n.nodes, n.newNode(210000000+int32(far*math.Sin(angle)), 1050000000+int32(far*math.Cos(angle))))
			}
			n.nodes = append(n.nodes, n.nodes[w.first])
			w.last = int32(len(n.nodes))
			n.ways = append(n.ways, w)
			return int32(len(n.ways)) - 1
		}
		count := 3 + r.IntN(80)
		a := area{ways: []int32{ring(count, 20000)}}
		if r.IntN(2) == 0 {
			a.ways = append(a.ways, ring(3+r.IntN(6), 5000))
		}
		for range 2 + r.IntN(8) { // streets that end at its rim
			w := way{first: int32(len(n.nodes)), class: 1}
			n.nodes = append(n.nodes, int32(r.IntN(count)), n.newNode(211000000, 1050000000))
			w.last = int32(len(n.nodes))
			n.ways = append(n.ways, w)
		}
		n.areas = []area{a}
		before := len(n.ways)
		n.crossAreas()
		rings := make([][]location, len(a.ways))
		for i, w := range a.ways {
			for _, node := range n.nodes[n.ways[w].first : n.ways[w].last-1] {
				rings[i] = append(rings[i], location{int64(n.lat[node]) * 64, int64(n.lon[node]) * 64})
			}
		}
		for _, w := range n.ways[before:] {
			crossed++
			p, q := n.nodes[w.first], n.nodes[w.first+1]
			for k := int64(1); k < 64; k++ {
				at := location{int64(n.lat[p])*(64-k) + int64(n.lat[q])*k, int64(n.lon[p])*(64-k) + int64(n.lon[q])*k}
				if !encloses(rings[0], at) || len(rings) > 1 && encloses(rings[1], at) {
					t.Fatalf("seed %d: a way across leaves the area", seed)
				}
			}
		}
		if len(n.ways)-before > maxCorners*maxCorners {
			t.Errorf("seed %d: %d ways across", seed, len(n.ways)-before)
		}
	}
	if crossed < 200 {
		t.Errorf("only %d ways across", crossed)
	}
}

// TestRings: ways that are joined in any order and direction, and what does not close.
func TestRings(t *testing.T) {
	closed, chains := rings([][]int64{{5, 4, 3}, {1, 2, 3}, {1, 9, 5}, {20, 21, 22, 20}, {30, 31}, {32, 31}, {40}, nil, {50, 51, 50}, {61, 62}, {60, 61}})
	if len(closed) != 2 || len(closed[0])+len(closed[1]) != 6+3 || len(chains) != 2 || len(chains[0]) != 3 || len(chains[1]) != 3 {
		t.Errorf("rings %v, chains %v", closed, chains)
	}
}
