package road

import (
	"slices"
	"sync"
	"sync/atomic"

	"gonha/geo"
)

// onEdge lists the points by the edge that they are on.
type onEdge struct {
	edges  []int32 // ascending, those with points
	first  []int32 // by index in edges, and one more
	points []int32
}

func (o *onEdge) of(edge int32) []int32 {
	i, found := slices.BinarySearch(o.edges, edge)
	if !found {
		return nil
	}
	return o.points[o.first[i]:o.first[i+1]]
}

// arrange fills onEdge.
func (e *Engine) arrange() {
	o := &e.onEdge
	o.points = make([]int32, len(e.points))
	for i := range o.points {
		o.points[i] = int32(i)
	}
	slices.SortStableFunc(o.points, func(a, b int32) int { return int(e.spots[a].edge) - int(e.spots[b].edge) })
	for i, p := range o.points {
		if edge := e.spots[p].edge; i == 0 || edge != o.edges[len(o.edges)-1] {
			o.edges, o.first = append(o.edges, edge), append(o.first, int32(i))
		}
	}
	o.first = append(o.first, int32(len(o.points)))
}

// Neighbours gives, for each of the points of, those of the others that are nearest by road: ascending
// by time, then length, then place in of. As in [geo.Grid.Neighbours], those of of[i] are
// flat[i*per:(i+1)*per], as indices into of, and per is k or, with fewer points, one less than
// their number. It runs on threads goroutines; the result does not depend on threads. Points of which
// fewer than per can be reached are filled up with others in the order of of.
func (e *Engine) Neighbours(of []int32, k, threads int) (flat []int32, per int) {
	per = max(0, min(k, len(of)-1))
	flat = make([]int32, len(of)*per)
	shared := newVicinity(e, of)
	var next atomic.Int64
	var workers sync.WaitGroup
	for range max(1, min(threads, len(of)/64+1)) {
		workers.Go(func() {
			w := newWalk(shared)
			for i := int(next.Add(1)) - 1; i < len(of); i = int(next.Add(1)) - 1 {
				w.nearest(int32(i), flat[i*per:i*per:(i+1)*per])
			}
		})
	}
	workers.Wait()
	return flat, per
}

// vicinity is what the searches for neighbours share.
type vicinity struct {
	engine *Engine
	of     []int32
	index  []int32 // by point: its place in of, or -1; of several at one point the last
	twin   []int32 // by place in of: another one with the same point, or -1

	// Where there are doors off the roads: all places, and those of them by themselves.
	off               []int32 // places in of
	places, offPlaces []geo.Point
	grid, offGrid     *geo.Grid
}

func newVicinity(e *Engine, of []int32) *vicinity {
	v := &vicinity{engine: e, of: of, index: make([]int32, len(e.points)), twin: make([]int32, len(of))}
	for p := range v.index {
		v.index[p] = -1
	}
	for i, p := range of {
		v.twin[i], v.index[p] = v.index[p], int32(i)
	}
	for i, p := range of {
		v.places = append(v.places, e.points[p])
		if e.off[p] > 0 {
			v.off, v.offPlaces = append(v.off, int32(i)), append(v.offPlaces, e.points[p])
		}
	}
	if len(v.off) > 0 {
		v.grid, v.offGrid = geo.NewGrid(v.places), geo.NewGrid(v.offPlaces)
	}
	return v
}

// walk finds the neighbours of one place after the other by Dijkstra's method on the plain graph. The
// doors are in the same queue as the vertices, so that they come out in their order and the walk ends
// with the last that is wanted.
type walk struct {
	*vicinity
	dist    []cost // by vertex
	touched []int32
	found   []bool // by place in of
	queue   queue  // vertices, and after them the places in of
	near    []int32
	ask     *geo.Searcher // of grid
	askOff  *geo.Searcher // of offGrid
}

func newWalk(v *vicinity) *walk {
	w := &walk{vicinity: v, dist: make([]cost, v.engine.roads.graph.vertices), found: make([]bool, len(v.of))}
	for i := range w.dist {
		w.dist[i] = never
	}
	if len(v.off) > 0 {
		w.ask, w.askOff = v.grid.Searcher(), v.offGrid.Searcher()
	}
	return w
}

// nearest appends the neighbours of place i to list up to its capacity.
func (w *walk) nearest(i int32, list []int32) {
	w.start(i, cap(list))
	for len(list) < cap(list) && len(w.queue) > 0 {
		top := w.queue.pop()
		if j := top.id - int32(len(w.dist)); j < 0 {
			if top.key <= w.dist[top.id] {
				w.settle(top.id, top.key)
			}
		} else if !w.found[j] {
			list = append(list, j)
			w.found[j] = true
		}
	}
	w.found[i] = false
	for _, j := range list {
		w.found[j] = false
	}
	for _, v := range w.touched {
		w.dist[v] = never
	}
	w.touched, w.queue = w.touched[:0], w.queue[:0]
	for j := int32(0); len(list) < cap(list); j++ {
		if j != i && !slices.Contains(list, j) {
			list = append(list, j)
		}
	}
}

// start puts into the queue what can be reached from place i over no vertex, as far as it may be among
// the nearest k, and the vertices next to it.
func (w *walk) start(i int32, k int) {
	e, p := w.engine, w.of[i]
	w.found[i] = true
	x := &e.spots[p]
	edge := &e.roads.graph.edges[x.edge]
	for _, other := range e.onEdge.of(x.edge) {
		w.meet(other, e.aside(p, other))
	}
	if len(w.off) > 0 {
		w.beside(i, k)
	}
	w.reach(edge.out[along], x.foreRest+x.last)
	w.reach(edge.out[against], x.backRest+x.last)
}

// beside queues the nearest k of the places that a team may go to straight, through alleys that the map
// lacks: of those about a door off the roads, and of the doors off the roads that it is among.
func (w *walk) beside(i int32, k int) {
	e, p := w.engine, w.of[i]
	if e.off[p] > 0 {
		w.near = w.ask.Within(e.points[p], min(e.off[p]+0.1, longestAlley), i, w.near[:0])
		for _, j := range w.near[:min(len(w.near), k)] {
			w.meet(w.of[j], e.aside(p, w.of[j]))
		}
	}
	w.near = w.askOff.Within(e.points[p], e.farthest, -1, w.near[:0])
	for _, at := range w.near {
		if j := w.off[at]; k > 0 && j != i && e.straight(p, w.of[j]) < never {
			w.meet(w.of[j], e.aside(p, w.of[j]))
			k--
		}
	}
}

// settle goes on from a vertex whose cost is known: to other vertices, and to the doors on the way.
func (w *walk) settle(v int32, d cost) {
	g := w.engine.roads.graph
	for _, a := range g.out(v) {
		w.reach(a.head, d+a.cost)
		if a.code == noRoad {
			continue
		}
		for _, p := range w.engine.onEdge.of(int32(a.code.edge())) {
			x := &w.engine.spots[p]
			if a.code.direction() == against {
				w.meet(p, d+x.back+x.last)
			} else {
				w.meet(p, d+x.fore+x.last)
			}
		}
	}
}

func (w *walk) reach(v int32, d cost) {
	if d >= w.dist[v] {
		return
	}
	if w.dist[v] == never {
		w.touched = append(w.touched, v)
	}
	w.dist[v] = d
	w.queue.push(item{d, v})
}

// meet queues the places at a point.
func (w *walk) meet(p int32, d cost) {
	if d >= never {
		return
	}
	for j := w.index[p]; j >= 0; j = w.twin[j] {
		if !w.found[j] {
			w.queue.push(item{d, int32(len(w.dist)) + j})
		}
	}
}
