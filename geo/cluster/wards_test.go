package cluster

import (
	"encoding/csv"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"gonha/geo"
)

// wardMiddle is where the generated wards lie; metres east and north of it make a point.
var wardMiddle = geo.Point{Lat: 21.03, Lon: 105.78}

func place(east, north float64) geo.Point {
	return geo.Point{Lat: wardMiddle.Lat + north/111195, Lon: wardMiddle.Lon + east/103790}
}

// crew is n teams that set out from the middle with equal shifts.
func crew(n int) []Team {
	teams := make([]Team, n)
	for i := range teams {
		teams[i] = Team{Start: wardMiddle, Capacity: 120}
	}
	return teams
}

// minutes draws the work at a door: setup, and four minutes for each of up to three people.
func minutes(rng *rand.Rand) float64 { return 2 + 4*float64(1+rng.IntN(3)) }

// streets is a ward of n doors 8 metres apart along lanes 40 metres apart, on ground about as wide
// as long, with a residential group for each block of some perGroup doors.
func streets(n, perGroup int, seed uint64) Input {
	rng := rand.New(rand.NewPCG(seed, 1))
	in := Input{Points: make([]geo.Point, n), Weight: make([]float64, n), Group: make([]int32, n)}
	side := math.Sqrt(float64(n) * 8 * 40)
	blocks := max(1, int(math.Sqrt(float64(n)/float64(perGroup))))
	for i := range n {
		east := side * rng.Float64()
		lane := float64(rng.IntN(max(1, int(side/40))))
		in.Points[i] = place(east-side/2+2*rng.Float64(), 40*lane-side/2+4*rng.Float64())
		in.Weight[i] = minutes(rng)
		row := int(40 * lane / side * float64(blocks))
		in.Group[i] = int32(row*blocks + int(east/side*float64(blocks)))
	}
	return in
}

// hamlets is two hamlets of n/2 doors, 5 km apart, each a group.
func hamlets(n int) Input {
	rng := rand.New(rand.NewPCG(3, 1))
	in := Input{}
	for i := range n {
		in.Points = append(in.Points, place(5000*float64(i%2)+150*rng.NormFloat64(), 150*rng.NormFloat64()))
		in.Weight = append(in.Weight, minutes(rng))
		in.Group = append(in.Group, int32(i%2))
	}
	return in
}

// tower is a ward of streets with one tower of doors more on a single spot in its middle.
func tower(n, doors int) Input {
	in := streets(n, 150, 5)
	for range doors {
		in.Points = append(in.Points, place(3, 7))
		in.Weight = append(in.Weight, 10)
		in.Group = append(in.Group, 1000)
	}
	return in
}

// line is n doors along one road that runs askew.
func line(n int) Input {
	in := Input{}
	for i := range n {
		in.Points = append(in.Points, place(7*float64(i), 3*float64(i)))
	}
	return in
}

// sharedWard reads a ward of the shared folder beside the repository, where there is one.
func sharedWard(t testing.TB, name string) Input {
	t.Helper()
	rows := func(file string) [][]string {
		f, err := os.Open(filepath.Join("../../../shared/wards", name, file))
		if os.IsNotExist(err) {
			t.Skip("no shared wards beside the repository")
		} else if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		all, err := csv.NewReader(f).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		return all[1:]
	}
	number := func(s string) float64 {
		x, err := strconv.ParseFloat(s, 64)
		if err != nil {
			t.Fatal(err)
		}
		return x
	}
	in := Input{}
	groups := map[string]int32{}
	for _, row := range rows("households.csv") { // id,name,address,lat,lon,group,persons,...
		g, ok := groups[row[5]]
		if !ok {
			g = int32(len(groups))
			groups[row[5]] = g
		}
		in.Points = append(in.Points, geo.Point{Lat: number(row[3]), Lon: number(row[4])})
		in.Weight = append(in.Weight, 2+4*math.Ceil(number(row[6])/4))
		in.Group = append(in.Group, g)
	}
	for _, row := range rows("teams.csv") { // id,name,members,start_lat,start_lon,...
		in.Teams = append(in.Teams, Team{Start: geo.Point{Lat: number(row[3]), Lon: number(row[4])}, Capacity: 120})
	}
	return in
}
