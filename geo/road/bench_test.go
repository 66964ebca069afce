package road

import (
	"math/rand/v2"
	"slices"
	"testing"

	"gonha/geo"
)

// loaded is the whole of a real extract as a network.
func loaded(tb testing.TB, path string) *network {
	tb.Helper()
	n, err := readNetwork(tb.Context(), path, World, DefaultEvening())
	if err != nil {
		tb.Fatal(err)
	}
	return n
}

// doorsAlong draws doors at the sides of the graph's roads, 4 to 12 m from their middle.
func doorsAlong(g *graph, n int, seed uint64) []geo.Point {
	r := rand.New(rand.NewPCG(seed, 1))
	doors := make([]geo.Point, n)
	for i := range doors {
		e := &g.edges[r.IntN(len(g.edges))]
		at := e.start + int32(r.IntN(int(e.end-e.start-1)))
		a, b, share := g.point(at), g.point(at+1), r.Float64()
		doors[i] = place(a.Lat+share*(b.Lat-a.Lat)+(r.Float64()-0.5)*2e-4, a.Lon+share*(b.Lon-a.Lon)+(r.Float64()-0.5)*2e-4)
	}
	return doors
}

func roadsFrom(tb testing.TB, path string, p Profile) *Roads {
	tb.Helper()
	r, err := newRoads(loaded(tb, path), p)
	if err != nil {
		tb.Fatal(err)
	}
	return r
}

func upTo(n int) []int32 {
	all := make([]int32, n)
	for i := range all {
		all[i] = int32(i)
	}
	return all
}

func BenchmarkRead(b *testing.B) {
	for name, path := range map[string]string{"Delaware": delaware(b), "BacTuLiem": shared(b, "btl_drive.osm.pbf")} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				loaded(b, path)
			}
		})
	}
}

// BenchmarkBuild makes the graph and the hierarchy of what was read.
func BenchmarkBuild(b *testing.B) {
	for name, path := range map[string]string{"Delaware": delaware(b), "BacTuLiem": shared(b, "btl_drive.osm.pbf")} {
		n := loaded(b, path)
		for _, p := range []Profile{Walk(), Motorbike()} {
			b.Run(name+"/"+p.Name, func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					r, err := newRoads(n, p)
					if err != nil {
						b.Fatal(err)
					}
					b.ReportMetric(float64(r.graph.vertices), "vertices")
					b.ReportMetric(float64(len(r.hierarchy.up.arcs)+len(r.hierarchy.down.arcs)), "climbs")
				}
			})
		}
	}
}

// BenchmarkPrepare is all that is done with a file before the first question: it is read, prepared for
// motorbikes, and kept on disk.
func BenchmarkPrepare(b *testing.B) {
	for _, test := range []struct {
		name, path string
		corners    []geo.Point
	}{
		{"Delaware", delaware(b), []geo.Point{place(39.3, -75.5), place(38.87, -75.5), place(39.73, -75.5), place(39.3, -75.9), place(39.3, -75.1)}},
		{"BacTuLiem", shared(b, "btl_drive.osm.pbf"), []geo.Point{place(21.0, 105.7), place(21.12, 105.83)}},
	} {
		b.Run(test.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				o := DefaultOptions()
				o.Cache = b.TempDir()
				s, err := Open(test.path, o)
				if err != nil {
					b.Fatal(err)
				}
				if _, err := s.Roads(b.Context(), Motorbike(), test.corners); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// plainTable is what the hierarchy is measured against: Dijkstra's method from each door over the whole
// graph, with the same queue.
func plainTable(e *Engine, seconds []int32) {
	g, n := e.roads.graph, len(e.points)
	dist := make([]cost, g.vertices)
	var q queue
	for i := range int32(n) {
		for v := range dist {
			dist[v] = never
		}
		reach := func(v int32, d cost) {
			if d < dist[v] {
				dist[v] = d
				q.push(item{d, v})
			}
		}
		x := &e.spots[i]
		reach(g.edges[x.edge].out[against], x.backRest+x.last)
		reach(g.edges[x.edge].out[along], x.foreRest+x.last)
		for len(q) > 0 {
			top := q.pop()
			if top.key > dist[top.id] {
				continue
			}
			for _, a := range g.out(top.id) {
				reach(a.head, top.key+a.cost)
			}
		}
		for j := range int32(n) {
			y := &e.spots[j]
			edge := &g.edges[y.edge]
			over := min(dist[edge.in[along]]+y.fore, dist[edge.in[against]]+y.back) + y.last
			seconds[int(i)*n+int(j)] = e.seconds(i, j, min(over, e.aside(i, j)))
		}
	}
}

func BenchmarkTable(b *testing.B) {
	for _, name := range []string{"dongda_badinh_walk", "btl_drive"} {
		roads := roadsFrom(b, shared(b, name+".osm.pbf"), Motorbike())
		const n = 2000
		points := doorsAlong(roads.graph, n, 1)
		all, seconds, plain := upTo(n), make([]int32, n*n), make([]int32, n*n)
		b.Run("hierarchy/"+name+"/n=2000", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := roads.Engine(points).Table(b.Context(), all, all, seconds); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run("dijkstra/"+name+"/n=2000", func(b *testing.B) {
			for b.Loop() {
				plainTable(roads.Engine(points), plain)
			}
			if err := roads.Engine(points).Table(b.Context(), all, all, seconds); err != nil || !slices.Equal(seconds, plain) {
				b.Fatalf("the tables differ, %v", err)
			}
		})
	}
}

func BenchmarkNeighbours(b *testing.B) {
	roads := roadsFrom(b, shared(b, "dongda_badinh_walk.osm.pbf"), Walk())
	const n = 5000
	points := doorsAlong(roads.graph, n, 1)
	all := upTo(n)
	b.Run("n=5000/k=40", func(b *testing.B) {
		for b.Loop() {
			roads.Engine(points).Neighbours(all, 40, 1)
		}
	})
}

func BenchmarkLeg(b *testing.B) {
	roads := roadsFrom(b, shared(b, "dongda_badinh_walk.osm.pbf"), Motorbike())
	const n = 1000
	e := roads.Engine(doorsAlong(roads.graph, n, 1))
	i := int32(0)
	for b.Loop() {
		e.Leg(i%n, i*7919%n)
		i++
		i %= 1 << 16
	}
}
