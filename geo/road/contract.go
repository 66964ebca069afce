package road

import "slices"

// contraction is a hierarchy in the making. A vertex that is contracted keeps the arcs that it had
// then, all of them with vertices contracted later, and they are taken from the lists of those.
type contraction struct {
	out, in   [][]link
	shortcuts []shortcut
	depth     []int32 // longest chain of contractions below
	queue     queue
	search    witness
	found     []shortcutFound
}

// link is an arc to or from another vertex.
type link struct {
	end      int32
	shortcut int32
	cost     cost
}

// shortcutFound is one that a contraction needs.
type shortcutFound struct {
	from, to    int32
	first, then int32
	cost        cost
}

func newContraction(g *graph) *contraction {
	c := &contraction{depth: make([]int32, g.vertices)}
	c.room(g)
	c.search = witness{dist: make([]cost, g.vertices)}
	for v := range c.search.dist {
		c.search.dist[v] = never
	}
	for v := range int32(g.vertices) {
		for _, a := range g.out(v) {
			if a.head == v {
				continue // no best way leads over a loop
			}
			c.connect(v, a.head, a.cost, shortcut{parts: [2]int32{-1, -1}, code: a.code})
		}
	}
	return c
}

// room makes the lists of arcs, all in two pieces of memory as long as they grow by no more than they have at first.
func (c *contraction) room(g *graph) {
	out, in := make([]int32, g.vertices), make([]int32, g.vertices)
	for v := range int32(g.vertices) {
		for _, a := range g.out(v) {
			out[v]++
			in[a.head]++
		}
	}
	lists := func(degrees []int32) [][]link {
		const slack = 1
		all, lists := make([]link, len(g.arcs)+slack*g.vertices), make([][]link, g.vertices)
		for v, n := range degrees {
			lists[v], all = all[:0:n+slack], all[n+slack:]
		}
		return lists
	}
	c.out, c.in = lists(out), lists(in)
	c.shortcuts = make([]shortcut, 0, 2*len(g.arcs))
}

// connect adds an arc unless there is one as good.
func (c *contraction) connect(from, to int32, w cost, s shortcut) {
	l := link{to, int32(len(c.shortcuts)), w}
	if i := find(c.out[from], to); i >= 0 {
		if c.out[from][i].cost <= w {
			return
		}
		c.out[from][i] = l
		l.end = from
		c.in[to][find(c.in[to], from)] = l
	} else {
		c.out[from] = append(c.out[from], l)
		l.end = from
		c.in[to] = append(c.in[to], l)
	}
	c.shortcuts = append(c.shortcuts, s)
}

func find(links []link, end int32) int {
	return slices.IndexFunc(links, func(l link) bool { return l.end == end })
}

// run contracts all vertices and gives them in that order. The next is the one that adds the fewest
// arcs over those it takes away, with chains kept short; priorities are brought up to date when they
// come to the top.
func (c *contraction) run() []int32 {
	order := make([]int32, 0, len(c.out))
	for v := range c.out {
		c.queue.push(item{cost(c.priority(int32(v))), int32(v)})
	}
	for len(c.queue) > 0 {
		top := c.queue.pop()
		if now := cost(c.priority(top.id)); len(c.queue) > 0 && c.queue[0].less(item{now, top.id}) {
			c.queue.push(item{now, top.id})
			continue
		}
		c.contract(top.id) // c.found is of this vertex
		order = append(order, top.id)
	}
	return order
}

// priority is least for the vertex to contract next. It leaves the shortcuts needed in c.found.
func (c *contraction) priority(v int32) int64 {
	c.need(v)
	return int64(2*len(c.found)-len(c.out[v])-len(c.in[v])) + int64(c.depth[v])
}

// need finds the shortcuts without which ways over v would become longer.
func (c *contraction) need(v int32) {
	c.found = c.found[:0]
	for _, in := range c.in[v] {
		farthest := cost(-1)
		for _, out := range c.out[v] {
			if out.end != in.end {
				farthest = max(farthest, in.cost+out.cost)
			}
		}
		if farthest < 0 {
			continue
		}
		c.search.run(c.out, in.end, v, farthest)
		for _, out := range c.out[v] {
			if over := in.cost + out.cost; out.end != in.end && over < never && c.search.dist[out.end] > over {
				c.found = append(c.found, shortcutFound{in.end, out.end, in.shortcut, out.shortcut, over})
			}
		}
		c.search.reset()
	}
}

// contract takes v out, with the shortcuts found for it.
func (c *contraction) contract(v int32) {
	for _, l := range c.in[v] {
		i := find(c.out[l.end], v)
		c.out[l.end] = slices.Delete(c.out[l.end], i, i+1)
		c.depth[l.end] = max(c.depth[l.end], c.depth[v]+1)
	}
	for _, l := range c.out[v] {
		i := find(c.in[l.end], v)
		c.in[l.end] = slices.Delete(c.in[l.end], i, i+1)
		c.depth[l.end] = max(c.depth[l.end], c.depth[v]+1)
	}
	for _, f := range c.found {
		c.connect(f.from, f.to, f.cost, shortcut{parts: [2]int32{f.first, f.then}})
	}
}

// witness looks for ways that make a shortcut needless, near a vertex and not for long: one that it
// misses costs a shortcut too many, and no wrong answer.
type witness struct {
	dist    []cost
	touched []int32
	queue   queue
}

const witnessSettles = 60 // vertices

// run finds ways from a vertex, without passing through another, as long as limit at most.
func (s *witness) run(out [][]link, from, without int32, limit cost) {
	s.reach(from, 0)
	for settled := 0; len(s.queue) > 0 && settled < witnessSettles; settled++ {
		top := s.queue.pop()
		if top.key > s.dist[top.id] {
			continue
		}
		for _, l := range out[top.id] {
			if d := top.key + l.cost; l.end != without && d <= limit {
				s.reach(l.end, d)
			}
		}
	}
}

func (s *witness) reach(v int32, d cost) {
	if d >= s.dist[v] {
		return
	}
	if s.dist[v] == never {
		s.touched = append(s.touched, v)
	}
	s.dist[v] = d
	s.queue.push(item{d, v})
}

func (s *witness) reset() {
	for _, v := range s.touched {
		s.dist[v] = never
	}
	s.touched, s.queue = s.touched[:0], s.queue[:0]
}
