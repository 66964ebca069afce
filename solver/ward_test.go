package solver

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"gonha/geo"
)

// ward is a problem like an evening's in a dense ward: alleys of doors 12 m apart, teams of 4 on
// motorbikes from two posts, two hours, time for some two fifths of the people.
func ward(n int, radius float64, seed uint64) *Problem {
	r := rand.New(rand.NewPCG(seed, 0))
	p := &Problem{StopRadius: radius}
	const metre = 1 / 111_195.0
	side := 40 * float64(n/10) * metre / 8
	for len(p.Points) < n {
		at := geo.Point{Lat: 21 + r.Float64()*side, Lon: 105.8 + r.Float64()*side}
		east := r.IntN(2) == 0
		for range min(5+r.IntN(20), n-len(p.Points)) {
			persons := 1 + r.Int32N(4)
			c := Client{Location: int32(len(p.Points)), Prize: persons, Persons: persons, PerPerson: 240, Setup: 120, Load: persons, Group: NoGroup, Turf: NoTurf}
			if r.IntN(4) == 0 {
				c.Windows = []Window{{19*3600 + 1800 + r.Int32N(3600), 21*3600 + r.Int32N(1800)}}
			}
			p.Clients = append(p.Clients, c)
			p.Points = append(p.Points, at)
			if east {
				at.Lon += 12 * metre
			} else {
				at.Lat += 12 * metre
			}
		}
	}
	posts := []geo.Point{{Lat: 21 + side/3, Lon: 105.8 + side/3}, {Lat: 21 + side/1.5, Lon: 105.8 + side/1.5}}
	p.Points = append(p.Points, posts...)
	for i := range max(2, n/50) {
		at := int32(n + i%2)
		p.Teams = append(p.Teams, Team{Start: at, End: at, Shift: Window{19*3600 + 1800, 21*3600 + 1800}, Members: 4, Capacity: Unlimited})
	}
	p.Travel = []geo.Engine{geo.NewStraight(p.Points, geo.Detour, geo.MotorbikeSpeed)}
	return p
}

// all is the numbers below n.
func all(n int) []int32 {
	list := make([]int32, n)
	for i := range list {
		list[i] = int32(i)
	}
	return list
}

// wholeSearch is a search of the whole problem with an empty plan.
func wholeSearch(t testing.TB, p *Problem) *search {
	t.Helper()
	g := graphOf(t, p)
	return newSearch(denseOf(t, g, all(len(p.Clients)), all(len(p.Teams))), 1, 0)
}

func wardSearch(t testing.TB, n int, radius float64) *search {
	t.Helper()
	return wholeSearch(t, ward(n, radius, 1))
}

// onWards measures do on a ward of 2000 households without and with shared stops.
func onWards(b *testing.B, do func(b *testing.B, k *search)) {
	for _, radius := range []float64{0, 30} {
		name := "single"
		if radius > 0 {
			name = "shared"
		}
		b.Run(fmt.Sprintf("%s/n=2000", name), func(b *testing.B) {
			k := wardSearch(b, 2000, radius)
			b.ReportAllocs()
			do(b, k)
		})
	}
}

// leftAndStops lists the unvisited clients and the stops.
func (k *search) leftAndStops() (left, stops []int32) {
	for c := range k.n {
		switch k.stopOf[c] {
		case unvisited:
			left = append(left, c)
		case c:
			stops = append(stops, c)
		}
	}
	return left, stops
}

// middleStop is the stop in the middle of the route with the most stops.
func (k *search) middleStop() int32 {
	longest := int32(0)
	for r := range k.route {
		if k.route[r].stops > k.route[longest].stops {
			longest = int32(r)
		}
	}
	a := k.node[k.first(longest)].next
	for range k.route[longest].stops / 2 {
		a = k.node[a].next
	}
	return a
}
