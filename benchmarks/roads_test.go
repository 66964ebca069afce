package benchmarks

import (
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"gonha/geo"
	"gonha/geo/road"
	"gonha/solver/campaign"
)

var roadSeedsFlag = flag.Int("road-seeds", 1, "TestRoadsReachMore: wards on each map")

// TestRoadsReachMore plans the same wards on straight lines and on roads and sends both plans out on the
// roads: a team keeps to its list, and leaves a stop out where it would come too late for it or for its
// way home. It prints the table; that roads reach more people in all is what is judged.
func TestRoadsReachMore(t *testing.T) {
	if testing.Short() {
		t.Skip("plans several wards")
	}
	var promised, straight, byRoad int
	fmt.Println("| map, ward | people | straight lines promise | reach on roads | roads reach | more |")
	fmt.Println("|---|---|---|---|---|---|")
	for _, name := range []string{"dongda_badinh_walk", "hanoi_qtg_full", "hcmc_d3_full"} {
		path := filepath.Join("..", "..", "shared", "places", name+".osm.pbf")
		if _, err := os.Stat(path); err != nil {
			t.Skipf("%s is not beside the repository", name)
		}
		source, err := road.Open(path, road.DefaultOptions())
		if err != nil {
			t.Fatal(err)
		}
		for seed := range uint64(*roadSeedsFlag) {
			n := streetWard(t, path, seed+1)
			airline := planTonight(t, n)
			n.Travel = campaign.Travel{Name: "roads", Engine: func(ctx context.Context, _ campaign.Mode, points []geo.Point) (geo.Engine, error) {
				return source.Engine(ctx, road.Motorbike(), points)
			}}
			roads := planTonight(t, n)
			reached, kept := sentOut(t, n, airline), sentOut(t, n, roads)
			if kept != roads.Summary.Persons {
				t.Errorf("%s, seed %d: the plan by road reaches %d people, not %d", name, seed+1, kept, roads.Summary.Persons)
			}
			all := 0
			for i := range n.Households {
				all += n.Households[i].Persons
			}
			fmt.Printf("| %s, %d | %d | %d | %d | %d | %+.1f %% |\n", name, seed+1, all, airline.Summary.Persons, reached, kept, 100*float64(kept-reached)/float64(reached))
			promised, straight, byRoad = promised+airline.Summary.Persons, straight+reached, byRoad+kept
		}
	}
	fmt.Printf("| all | | %d | %d | %d | %+.1f %% |\n", promised, straight, byRoad, 100*float64(byRoad-straight)/float64(straight))
	if byRoad <= straight {
		t.Errorf("plans by road reach %d people, those by straight line %d", byRoad, straight)
	}
}

// streetWard draws 400 doors along the streets and alleys within 700 m of the middle of a map, each set
// back some metres from its street, and eight motorbike teams of four.
func streetWard(t *testing.T, path string, seed uint64) *campaign.Night {
	t.Helper()
	world := road.Box{South: -90, West: -180, North: 90, East: 180}
	var ends, doors []geo.Point
	read := func(visit func(road.Line)) {
		if err := road.Lines(t.Context(), path, world, func(l road.Line) error { visit(l); return nil }); err != nil {
			t.Fatal(err)
		}
	}
	read(func(l road.Line) { ends = append(ends, l.Points[0]) })
	box := road.Around(ends, 0)
	middle := geo.Point{Lat: (box.South + box.North) / 2, Lon: (box.West + box.East) / 2}
	rng := rand.New(rand.NewPCG(seed, 40))
	read(func(l road.Line) {
		switch l.Class {
		case "alley", "residential", "living_street", "service", "footway", "tertiary", "unclassified":
		default:
			return
		}
		for i := 1; i < len(l.Points); i++ {
			a, b := l.Points[i-1], l.Points[i]
			for range int(geo.Distance(a, b)/6 + rng.Float64()) {
				share := rng.Float64()
				side := func() float64 { return (rng.Float64() - 0.5) * 1.6e-4 }
				p := geo.Point{Lat: a.Lat + share*(b.Lat-a.Lat) + side(), Lon: a.Lon + share*(b.Lon-a.Lon) + side()}
				if geo.Distance(p, middle) < 700 {
					doors = append(doors, p)
				}
			}
		}
	})
	rng.Shuffle(len(doors), func(i, j int) { doors[i], doors[j] = doors[j], doors[i] })
	n := &campaign.Night{Options: campaign.DefaultOptions()}
	n.Options.Date, n.Options.TimeLimit, n.Options.Iterations = "2026-11-20", 0, 60_000
	for i, p := range doors[:min(400, len(doors))] {
		n.Households = append(n.Households, campaign.Household{ID: fmt.Sprint("H", i), Point: p, Persons: 1 + rng.IntN(4), Priority: 1, Status: campaign.Pending})
	}
	for i := range 8 {
		n.Teams = append(n.Teams, campaign.Team{ID: fmt.Sprint("T", i), Members: 4, Start: middle, End: middle, Mode: campaign.Motorbike})
	}
	return n
}

func planTonight(t *testing.T, n *campaign.Night) *campaign.Plan {
	t.Helper()
	p, err := n.Plan(t.Context(), campaign.Live{})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// sentOut is how many people the teams reach with the night's travel when they keep to a plan.
func sentOut(t *testing.T, n *campaign.Night, p *campaign.Plan) int {
	t.Helper()
	points, at := []geo.Point{n.Teams[0].Start}, map[string]int32{}
	for i := range n.Households {
		at[n.Households[i].ID] = int32(len(points))
		points = append(points, n.Households[i].Point)
	}
	engine, err := n.Travel.Engine(t.Context(), campaign.Motorbike, points)
	if err != nil {
		t.Fatal(err)
	}
	leg := func(from, to int32) int { s, _ := engine.Leg(from, to); return int(s) }
	persons := 0
	for _, r := range p.Routes {
		now, place := n.Options.Window.Open, int32(0)
		for visits := r.Visits; len(visits) > 0; {
			served, doors := 0, 0
			for doors < len(visits) && visits[doors].Stop == visits[0].Stop {
				served += visits[doors].Persons
				doors++
			}
			to, service := at[visits[0].Household], int(visits[0].Leave-visits[0].Begin)
			visits = visits[doors:]
			if left := now + leg(place, to) + service; left+leg(to, 0) <= n.Options.Window.Close {
				now, place, persons = left, to, persons+served
			}
		}
	}
	return persons
}
