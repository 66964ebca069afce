package road

// builder cuts a network's ways into the edges of a graph, tells which of them one goes through, and lays the vertices
// accordingly.
//
// An edge is one of three kinds. Through: somebody who goes by it may come from everywhere and go on to
// everywhere. Visit: only those go there who begin or end there, like private roads, roads where motorbikes
// must be pushed, or those behind a gate. Walk: beyond it a motorbike stays behind. So a way is made of walks,
// visits, through roads, visits and walks, in this order, some of them none.
type builder struct {
	network *network
	profile Profile
	graph   *graph

	vertex   []int32 // by node: 1 more than its vertex; 0 is not yet one, or a gate
	cuts     []bool  // by node: edges end there
	vertices int32   // raw: a junction is one, a gate one for each edge that ends there
	gates    map[int32][]int32

	wayOf   []int32    // by edge
	ends    [][2]int32 // by edge: its raw vertices
	length  []float64  // by edge: metres
	kinds   []edgeKind // by edge
	demoted []bool     // by edge: it is not gone through, since a turn that is forbidden cuts it off
	raw     *graph     // of the raw vertices

	edgesOf   map[int32][]int32 // by way that turns name
	links     []gateLink        // through gates
	part      []int32           // by raw vertex: the part of the map, joined by any ways
	coreAt    []bool            // by raw vertex: through edges meet there
	forbidden [][]code          // sequences of through edges
}

// edgeKind is what an edge, or a gate, is for.
type edgeKind uint8

const (
	through edgeKind = iota
	visit
	walkThere
)

// newGraph gives the roads of a network as a profile uses them, of all its parts.
func newGraph(n *network, p Profile) *graph { return build(n, p).graph }

// build is the builder with its work done.
func build(n *network, p Profile) *builder {
	b := newBuilder(n, p)
	b.classify()
	for round := 0; ; round++ {
		b.forbidden = b.turns()
		b.lay()
		if !b.settle(round == lastRound) {
			break
		}
	}
	b.reticent()
	return b
}

// lastRound is how often at most edges are found that turns cut off from the others.
const lastRound = 5

func newBuilder(n *network, p Profile) *builder {
	b := &builder{network: n, profile: p, graph: &graph{names: n.names}, gates: map[int32][]int32{}, edgesOf: map[int32][]int32{}}
	for _, ways := range n.byID {
		for _, w := range ways {
			b.edgesOf[w] = []int32{}
		}
	}
	b.markVertices()
	b.room()
	for i := range n.ways {
		if b.usable(&n.ways[i]) {
			b.way(int32(i))
		}
	}
	b.demoted = make([]bool, len(b.graph.edges))
	b.openGates()
	return b
}

// who travels by the profile.
func (b *builder) who() who {
	if b.profile.Rides {
		return riding
	}
	return onFoot
}

// speed is that of a class of roads, or of a ferry by its duration; 0 is none.
func (b *builder) speed(w *way, speeds map[string]float64) float64 {
	speed := speeds[b.network.classes[w.class]]
	if speed > 0 && w.speed > 0 {
		return float64(w.speed)
	}
	return speed
}

// throughSpeed is that of those who come from somewhere and go on, 0 where they may not.
func (b *builder) throughSpeed(w *way, direction int) float64 {
	if w.rights[b.who()][direction] != open {
		return 0
	}
	return b.speed(w, b.profile.Speeds)
}

// visitSpeed is that of those who begin or end there: who may not ride pushes, though up no steps and on no ferry.
func (b *builder) visitSpeed(w *way, direction int) float64 {
	if w.rights[b.who()][direction] <= guest {
		if speed := b.speed(w, b.profile.Speeds); speed > 0 {
			return speed
		}
	}
	return b.pushSpeed(w, direction)
}

// pushSpeed is that of a motorbike that is pushed.
func (b *builder) pushSpeed(w *way, direction int) float64 {
	if class := b.network.classes[w.class]; class == "steps" || class == ferry {
		return 0
	}
	return b.walkSpeed(w, direction)
}

// walkSpeed is that of those who ride and leave the motorbike behind.
func (b *builder) walkSpeed(w *way, direction int) float64 {
	if w.rights[onFoot][direction] == barred {
		return 0
	}
	return b.speed(w, b.profile.Walked)
}

// usable says whether the profile can do anything with a way.
func (b *builder) usable(w *way) bool {
	for d := range 2 {
		if b.throughSpeed(w, d) > 0 || b.visitSpeed(w, d) > 0 || b.walkSpeed(w, d) > 0 {
			return true
		}
	}
	return false
}

// gate says whether a node does not let everybody pass.
func (b *builder) gate(node int32) bool { return b.network.pass[node][b.who()] != open }

// markVertices finds the nodes where edges end: those of several ways, ends of ways, gates.
func (b *builder) markVertices() {
	n := b.network
	b.vertex, b.cuts = make([]int32, len(n.lat)), make([]bool, len(n.lat))
	used := make([]bool, len(n.lat))
	for i := range n.ways {
		w := &n.ways[i]
		if !b.usable(w) {
			continue
		}
		nodes := n.nodes[w.first:w.last]
		for _, node := range nodes {
			b.cuts[node] = b.cuts[node] || used[node] || b.gate(node)
			used[node] = true
		}
		b.cuts[nodes[0]], b.cuts[nodes[len(nodes)-1]] = true, true
	}
}

// room makes place for the edges and their lines.
func (b *builder) room() {
	n := b.network
	edges, points := 0, 0
	for i := range n.ways {
		w := &n.ways[i]
		if !b.usable(w) {
			continue
		}
		for _, node := range n.nodes[w.first+1 : w.last] {
			points++
			if b.cuts[node] {
				edges++
			}
		}
	}
	g := b.graph
	g.edges, g.lat, g.lon = make([]edge, 0, edges), make([]int32, 0, points+edges), make([]int32, 0, points+edges)
	b.wayOf, b.ends, b.length = make([]int32, 0, edges), make([][2]int32, 0, edges), make([]float64, 0, edges)
}

// way adds a way's edges.
func (b *builder) way(number int32) {
	w := &b.network.ways[number]
	nodes := b.network.nodes[w.first:w.last]
	_, named := b.edgesOf[number]
	for i := 0; i < len(nodes)-1; {
		j := i + 1
		for !b.cuts[nodes[j]] {
			j++
		}
		b.edge(number, nodes[i:j+1])
		if named {
			b.edgesOf[number] = append(b.edgesOf[number], int32(len(b.graph.edges))-1)
		}
		i = j
	}
}

func (b *builder) edge(number int32, nodes []int32) {
	g, n := b.graph, b.network
	e := edge{name: n.ways[number].name, start: int32(len(g.lat))}
	for _, node := range nodes {
		g.lat, g.lon = append(g.lat, n.lat[node]), append(g.lon, n.lon[node])
	}
	e.end = int32(len(g.lat))
	g.edges = append(g.edges, e)
	b.ends = append(b.ends, [2]int32{b.vertexAt(nodes[0]), b.vertexAt(nodes[len(nodes)-1])})
	b.wayOf, b.length = append(b.wayOf, number), append(b.length, n.length(nodes))
}

// vertexAt is the vertex of a node; a gate is a vertex of its own for each edge.
func (b *builder) vertexAt(node int32) int32 {
	if v := b.vertex[node]; v > 0 {
		return v - 1
	}
	b.vertices++
	if b.gate(node) {
		b.gates[node] = append(b.gates[node], b.vertices-1)
	} else {
		b.vertex[node] = b.vertices
	}
	return b.vertices - 1
}

// price sets the costs of an edge by a speed for each direction. One that would take days, on a damaged map, is
// never passed.
func (b *builder) price(i int, speed func(w *way, direction int) float64) {
	e, w := &b.graph.edges[i], &b.network.ways[b.wayOf[i]]
	for d, to := range [...]*cost{&e.fore, &e.back} {
		*to = never
		kmh := speed(w, d)
		if kmh <= 0 {
			continue
		}
		if ms := millis(b.length[i], kmh); ms < never.millis() {
			*to = newCost(ms, int64(b.length[i]*10+0.5))
			b.graph.fastest = max(b.graph.fastest, kmh)
		}
	}
}
