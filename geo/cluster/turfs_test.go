package cluster

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gonha/geo"
)

// check tests what holds for any turfs: each point is in the turf of a team that may visit it, if
// there is one.
func check(t *testing.T, in Input, turf []int32) {
	t.Helper()
	if len(turf) != len(in.Points) {
		t.Fatalf("%d turfs for %d points", len(turf), len(in.Points))
	}
	may := func(team, i int) bool {
		groups := in.Teams[team].Groups
		return groups == nil || in.group(i) >= 0 && slices.Contains(groups, in.group(i))
	}
	for i, team := range turf {
		if team >= 0 {
			if !may(int(team), i) {
				t.Errorf("point %d of group %d is in the turf of team %d with groups %v", i, in.group(i), team, in.Teams[team].Groups)
			}
			continue
		}
		for u := range in.Teams {
			if may(u, i) {
				t.Errorf("point %d of group %d is in no turf, though team %d may visit it", i, in.group(i), u)
				break
			}
		}
	}
}

func TestTurfsOfWards(t *testing.T) {
	uneven := crew(12)
	for i := range uneven {
		uneven[i].Capacity = float64(60 + 10*i)
		uneven[i].Start = place(300*float64(i%3-1), 300*float64(i/3-1))
	}
	for _, c := range []struct {
		name    string
		in      Input
		teams   []Team
		overlap float64 // at most
		pieces  int     // at most; the number of groups and teams, less one, is what divides no group needlessly
	}{
		{"streets", streets(2000, 150, 1), crew(40), 0, 62},
		{"streets of small groups", streets(2000, 20, 1), crew(40), 0, 160},
		{"streets of groups as large as turfs", streets(1600, 40, 1), crew(40), 0.002, 85},
		{"two hamlets", hamlets(400), crew(8), 0, 9},
		{"two hamlets for an odd number", hamlets(400), crew(7), 0, 9},
		{"a tower", tower(1500, 300), crew(40), 0, 66},
		{"a line", line(500), crew(9), 0, 0},
		{"uneven teams with several starts", streets(1500, 150, 4), uneven, 0, 28},
		{"one team", streets(100, 50, 1), crew(1), 0, 4},
		{"199 teams", streets(10_000, 150, 1), crew(199), 0.002, 330},
	} {
		c.in.Teams = c.teams
		for _, groups := range []bool{true, false} {
			t.Run(fmt.Sprintf("%s/groups=%v", c.name, groups), func(t *testing.T) {
				in := c.in
				if !groups {
					in.Group = nil
				}
				turf := Turfs(context.Background(), in)
				check(t, in, turf)
				q := Measure(in, turf)
				t.Logf("%+v", q)
				if q.Unassigned != 0 || q.Imbalance > 0.1 || q.Overlap > c.overlap || q.Pieces > c.pieces {
					t.Errorf("quality %+v, want imbalance up to 0.1, overlap up to %v, pieces up to %d", q, c.overlap, c.pieces)
				}
				if bisected := Measure(in, Bisect(in.Points, in.Weight, len(in.Teams))); !groups && q.Compactness > bisected.Compactness*1.05 {
					t.Errorf("%v m to the centre, %v m by bisection alone", q.Compactness, bisected.Compactness)
				}
				if again := Turfs(context.Background(), in); !slices.Equal(turf, again) {
					t.Error("a second run gives other turfs")
				}
			})
		}
	}
}

func TestTurfsOfSharedWards(t *testing.T) {
	for _, name := range []string{"ward-300", "ward-2000", "ward-10000"} {
		t.Run(name, func(t *testing.T) {
			in := sharedWard(t, name)
			turf := Turfs(context.Background(), in)
			check(t, in, turf)
			q := Measure(in, turf)
			t.Logf("%+v", q)
			if q.Imbalance > 0.1 || q.Overlap > 0.002 {
				t.Errorf("quality %+v, want imbalance up to 0.1, overlap up to 0.002", q)
			}
		})
	}
}

func TestTurfsKeepHamletsWhole(t *testing.T) {
	in := hamlets(400)
	in.Teams = crew(2)
	turf := Turfs(context.Background(), in)
	if q := Measure(in, turf); q.SplitGroups != 0 || q.Pieces != 2 {
		t.Errorf("quality %+v, want no group split", q)
	}
}

func TestTurfsFollowStarts(t *testing.T) {
	in := streets(1200, 100, 6)
	for i := range 6 {
		in.Teams = append(in.Teams, Team{Start: place(250*float64(i%3-1), 300*float64(i/3)-150), Capacity: 120})
	}
	slices.Reverse(in.Teams)
	turf := Turfs(context.Background(), in)
	centres := Centres(in, turf)
	for u, team := range in.Teams {
		for v, c := range centres {
			straight := geo.Distance(team.Start, centres[u]) + geo.Distance(in.Teams[v].Start, c)
			crossed := geo.Distance(team.Start, c) + geo.Distance(in.Teams[v].Start, centres[u])
			if crossed < straight-1 {
				t.Errorf("teams %d and %d would be %.0f m nearer with each other's turfs", u, v, straight-crossed)
			}
		}
	}
}

func TestTurfsOfTeamsWithGroups(t *testing.T) {
	in := streets(2000, 150, 1) // 9 groups
	in.Group[17] = -1           // one point that only teams without groups may visit
	crewFor := func(groups ...[]int32) []Team {
		teams := crew(len(groups))
		for i := range teams {
			teams[i].Groups = groups[i]
		}
		return teams
	}
	for _, c := range []struct {
		name       string
		teams      []Team
		imbalance  float64
		unassigned int
	}{
		{"thirds", crewFor([]int32{0, 1, 2}, []int32{3, 4, 5}, []int32{6, 7, 8}, []int32{2, 1, 0}, []int32{5, 3, 4}, []int32{8, 7, 6}), 0.1, 1},
		{"overlapping sets", crewFor([]int32{0, 1, 2, 3, 4}, []int32{3, 4, 5, 6}, []int32{5, 6, 7, 8}), 0.1, 1},
		{"one with groups among others", crewFor([]int32{4}, nil, nil, nil, nil, nil, nil, nil, nil, nil, nil), 0.1, 0},
		{"all named and all", crewFor([]int32{0, 1, 2, 3, 4, 5, 6, 7, 8}, nil, nil, nil), 0.1, 0},
		{"more work than a team's share", crewFor([]int32{0, 1, 2, 3, 4, 5, 6, 7}, []int32{8}), 1, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			in.Teams = c.teams
			turf := Turfs(context.Background(), in)
			check(t, in, turf)
			q := Measure(in, turf)
			t.Logf("%+v", q)
			if q.Imbalance > c.imbalance || q.Unassigned != c.unassigned {
				t.Errorf("quality %+v, want imbalance up to %v and %d unassigned", q, c.imbalance, c.unassigned)
			}
		})
	}
}

func TestTurfsOfOddInput(t *testing.T) {
	points := []geo.Point{place(0, 0), place(10, 0), place(20, 0)}
	none := []int32{-1, -1, -1}
	for _, c := range []struct {
		name string
		in   Input
		want []int32
	}{
		{"no points", Input{Teams: crew(3)}, []int32{}},
		{"no teams", Input{Points: points}, none},
		{"a team for no groups", Input{Points: points, Teams: []Team{{Groups: []int32{}}}}, none},
		{"a team for a group that is not there", Input{Points: points, Group: []int32{0, 0, 0}, Teams: []Team{{Groups: []int32{7}}}}, none},
		{"no capacity", Input{Points: points, Teams: make([]Team, 1)}, []int32{0, 0, 0}},
		{"no capacity but it alone may", Input{Points: points, Group: []int32{-1, -1, 5}, Teams: []Team{{Capacity: 9}, {Groups: []int32{5}}}}, []int32{0, 0, 0}},
		{"capacity out of range", Input{Points: points, Teams: []Team{{Capacity: math.NaN()}, {Capacity: 60}, {Capacity: -3}}}, []int32{1, 1, 1}},
	} {
		if got := Turfs(context.Background(), c.in); !slices.Equal(got, c.want) {
			t.Errorf("%s: turfs %v, want %v", c.name, got, c.want)
		}
	}
	in := Input{Points: points, Teams: crew(9)} // more teams than points
	check(t, in, Turfs(context.Background(), in))
}

func TestTurfsCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	in := streets(2000, 150, 1)
	in.Teams = crew(40)
	turf := Turfs(ctx, in)
	check(t, in, turf)
	if q := Measure(in, turf); q.Imbalance > 0.1 || q.Unassigned != 0 {
		t.Errorf("quality %+v, want all assigned in balance", q)
	}
}

// TestEffort: with little effort turfs are complete, the same each time, and less compact.
func TestEffort(t *testing.T) {
	in := streets(3000, 140, 3)
	in.Teams = crew(20)
	best := Measure(in, Turfs(t.Context(), in))
	in.Effort = 100
	turf := Turfs(t.Context(), in)
	check(t, in, turf)
	if !slices.Equal(turf, Turfs(t.Context(), in)) {
		t.Error("a second run gives other turfs")
	}
	if rough := Measure(in, turf); rough == best {
		t.Error("no effort gives the same turfs as all of it")
	}
	in.Effort = 1 << 40
	if diff := cmp.Diff(best, Measure(in, Turfs(t.Context(), in))); diff != "" {
		t.Errorf("more effort than it takes (-want +got):\n%s", diff)
	}
}

// FuzzTurfs draws a few points on a coarse lattice, groups and teams with or without them.
func FuzzTurfs(f *testing.F) {
	f.Add(uint64(1), uint8(40), uint8(5), uint8(3))
	f.Add(uint64(2), uint8(7), uint8(12), uint8(0))
	f.Add(uint64(3), uint8(200), uint8(30), uint8(9))
	f.Fuzz(func(t *testing.T, seed uint64, points, teams, groups uint8) {
		rng := rand.New(rand.NewPCG(seed, 0))
		in := Input{}
		lattice := 1 + rng.IntN(40)
		for range points {
			in.Points = append(in.Points, place(20*float64(rng.IntN(lattice)), 20*float64(rng.IntN(lattice))))
			in.Weight = append(in.Weight, float64(rng.IntN(5))*float64(rng.IntN(3)))
			in.Group = append(in.Group, int32(rng.IntN(int(groups)+1))-1)
		}
		for range teams % 32 {
			team := Team{Start: place(1000*rng.Float64(), 1000*rng.Float64()), Capacity: float64(rng.IntN(4))}
			for range rng.IntN(4) {
				team.Groups = append(team.Groups, int32(rng.IntN(int(groups)+1)))
			}
			in.Teams = append(in.Teams, team)
		}
		turf := Turfs(context.Background(), in)
		check(t, in, turf)
		Measure(in, turf)
		if !slices.Equal(turf, Turfs(context.Background(), in)) {
			t.Error("a second run gives other turfs")
		}
	})
}
