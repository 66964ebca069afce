package benchmarks

import (
	"math"
	"strings"
	"testing"

	"gonha/geo"
)

// cross are two roads of two kilometres each through a place, and an alley.
func cross(centre geo.Point) []Road {
	at := func(east, north float64) geo.Point {
		return geo.Point{Lat: centre.Lat + north/metresPerDegree, Lon: centre.Lon + east/metresPerDegree/math.Cos(centre.Lat*math.Pi/180)}
	}
	return []Road{
		{Name: "Đường Tây Đông", Points: []geo.Point{at(-1000, 0), at(0, 0), at(1000, 0)}},
		{Points: []geo.Point{at(0, -1000), at(0, 1000)}},
		{Name: "Ngõ 5", Narrow: true, Points: []geo.Point{at(300, 0), at(300, 200)}},
	}
}

// Each door stands beside a road, at the distance of its kind, and all roads have doors.
func TestDoorsAlongRoads(t *testing.T) {
	o := realPlace(t, "coc-leu").WithHouseholds(400)
	o.Roads = cross(o.Centre)
	if err := o.Validate(); err != nil {
		t.Fatal(err)
	}
	households, teams := District(o)
	place := newProjection(o.Centre)
	seen, addresses := map[string]int{}, map[string]bool{}
	for h := range households {
		s := place.spot(h.Point)
		off := map[string]int64{"Đường Tây Đông": abs(s.y), "đường không tên": abs(s.x), "Ngõ 5": abs(s.x - 30_000)}
		_, rest, _ := strings.Cut(h.Address, ", ")
		road, _, _ := strings.Cut(rest, ", ")
		seen[road]++
		house := int64(streetHouse)
		if road == "Ngõ 5" {
			house = alleyHouse
		}
		if off[road] < house-15 || off[road] > house+115 {
			t.Errorf("%s, %s: %d cm from the middle of the road", h.ID, h.Address, off[road])
		}
		if addresses[h.Address] {
			t.Errorf("%s: the address %s is given twice", h.ID, h.Address)
		}
		addresses[h.Address] = true
	}
	within(t, "doors of the long roads", float64(seen["Đường Tây Đông"])/float64(seen["đường không tên"]), 0.85, 1.18)
	within(t, "doors of the alley", float64(seen["Ngõ 5"]), 10, 30)
	if s := place.spot(teams[0].Start); min(abs(s.x), abs(s.y), abs(s.x-30_000)) > 20 {
		t.Errorf("the post is at %v, not on a road", s)
	}
}

func abs(x int64) int64 { return max(x, -x) }

// Where a file lacks the alleys, doors that would stand in each other's rooms stand in some.
func TestDoorsInMissingAlleys(t *testing.T) {
	o := realPlace(t, "coc-leu")
	o.Roads = cross(o.Centre)[:2]
	households, _ := District(o)
	place, deep := newProjection(o.Centre), 0
	for h := range households {
		s := place.spot(h.Point)
		off := min(abs(s.x), abs(s.y))
		deep += count(off > 1000)
		if off > streetHouse+100+2*alleyDepth {
			t.Errorf("%s is %d cm from any road", h.ID, off)
		}
	}
	within(t, "share of doors in alleys", float64(deep)/float64(o.Households), 0.25, 0.55)
}

func TestLivedAlong(t *testing.T) {
	for class, want := range map[string][2]bool{
		"residential": {true, false}, "alley": {true, true}, "footway": {true, true}, "primary": {true, false},
		"motorway": {}, "construction": {}, "": {},
	} {
		if lived, narrow := LivedAlong(class); lived != want[0] || narrow != want[1] {
			t.Errorf("%s: %v, %v", class, lived, narrow)
		}
	}
}

// Wards and groups have as much road as they need, in one piece of the map each.
func TestDeal(t *testing.T) {
	o := realPlace(t, "coc-leu")
	o.Roads = cross(o.Centre)[:1] // 34 pieces from west to east
	pieces := o.pieces()
	if len(pieces) != 34 || lengthOf(pieces) < 199_900 || lengthOf(pieces) > 200_000 {
		t.Fatalf("%d pieces of %d cm", len(pieces), lengthOf(pieces))
	}
	runs := deal(pieces, []need{{3, 1}, {1, 12}, {100, 1}})
	west := int64(math.MinInt64)
	var got []int
	for _, run := range runs {
		got = append(got, len(run))
		for _, p := range run {
			if p.middle().x <= west {
				t.Errorf("a piece at %d after one at %d", p.middle().x, west)
			}
			west = p.middle().x
		}
	}
	if len(got) != 3 || got[0] < 1 || got[1] < 12 || got[0]+got[1]+got[2] != 34 {
		t.Errorf("runs of %v pieces", got)
	}
}

func TestProjectionBack(t *testing.T) {
	p := newProjection(geo.Point{Lat: 21.07, Lon: 105.767})
	for _, s := range []spot{{0, 0}, {123_456, -654_321}, {-1, 1}, {-2_000_000, 2_000_000}} {
		if d := p.spot(p.point(s)).squared(s); d > 20*20 { // a decimetre each way is lost in writing
			t.Errorf("%v comes back %.0f cm away", s, math.Sqrt(float64(d)))
		}
	}
}
