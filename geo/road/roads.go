package road

import (
	"errors"
	"fmt"
	"sync"
	"sync/atomic"

	"gonha/geo"
)

// ErrNoRoads is wrapped by the error for an area in which the file has no road that the profile may
// use: map and list do not fit together.
var ErrNoRoads = errors.New("bản đồ không có đường quanh các hộ: kiểm tra tọa độ; nếu đúng, tải bản đồ của tỉnh này / the map has no roads in the area of the households: check the coordinates, or get this province's map")

// Roads is the roads of an area as one profile uses them, ready to make engines for any points
// there. It never changes and is safe for use by several goroutines.
type Roads struct {
	profile   Profile
	graph     *graph
	segments  *segments
	hierarchy *hierarchy
	fastest   float64   // km/h that there is at all
	searches  sync.Pool // of *search

	conditions []condition // of the evening that they were made for
}

// newRoads prepares a network for a profile.
func newRoads(n *network, p Profile) (*Roads, error) {
	g, conditions := newGraph(n, p), n.judge.conditions() // the network is of no use from here on
	return assemble(p, g, newHierarchy(g), conditions)
}

// assemble puts the parts together; the hierarchy is of the graph.
func assemble(p Profile, g *graph, h *hierarchy, conditions []condition) (*Roads, error) {
	r := &Roads{profile: p, fastest: max(p.Last, g.fastest), graph: g, segments: newSegments(g), hierarchy: h, conditions: conditions}
	if len(r.segments.list) == 0 {
		return nil, fmt.Errorf("%w (%s)", ErrNoRoads, p.Name)
	}
	r.searches.New = func() any { return newSearch(g.vertices) }
	return r, nil
}

// Engine makes the travel engine for points, whose places on the roads are looked up now. It keeps
// points, which must not change.
func (r *Roads) Engine(points []geo.Point) *Engine {
	e := &Engine{roads: r, points: points, spots: make([]spot, len(points)), off: make([]float64, len(points)), place: make([]int32, len(points))}
	places := make(map[geo.Point]int32, len(points))
	for i, p := range points {
		first, known := places[p]
		if known {
			e.place[i], e.spots[i], e.off[i] = first, e.spots[first], e.off[first]
			continue
		}
		places[p], e.place[i] = int32(i), int32(i)
		e.spots[i], _ = r.segments.snap(p, r.profile.Last)
		if d := geo.Distance(p, e.spots[i].at); d > r.profile.Snap {
			e.off[i] = d
			e.farthest = max(e.farthest, min(d+0.1, longestAlley))
		}
	}
	e.labels[0], e.labels[1] = make([]atomic.Pointer[label], len(points)), make([]atomic.Pointer[label], len(points))
	e.flatten()
	e.arrange()
	return e
}
