package solver

// routes is a pool of good routes met by the search. Routes with the same clients, of teams of the same
// kind, are one: the cheapest. It is full at a fixed size and then starts anew, so that it allocates
// nothing.
type routes struct {
	list  []pooledRoute
	items []int32  // their sequences, one after the other
	table []int32  // by hash: 1 + index into list, with linear probing
	sign  []uint64 // by client: a random number; the sum over its clients is a route's hash
}

// pooledRoute is a route of the pool.
type pooledRoute struct {
	hash     uint64
	cost     int64 // travel and fixed charge
	from, to int32 // its sequence in items
	kind     int32 // of its team
}

// Sizes of a pool: routes and stops in all; places in the table are twice the routes.
const (
	poolRoutes = 1 << 13
	poolItems  = 1 << 16
)

func (k *search) newRoutes() *routes {
	p := &routes{
		list: make([]pooledRoute, 0, poolRoutes), items: make([]int32, 0, poolItems),
		table: make([]int32, 2*poolRoutes), sign: make([]uint64, k.n),
	}
	for c := range p.sign {
		p.sign[c] = k.rng.Uint64()
	}
	return p
}

func (p *routes) clear() {
	p.list, p.items = p.list[:0], p.items[:0]
	clear(p.table)
}

// add puts a route into the pool, or makes one that is there cheaper.
func (p *routes) add(kind int32, cost int64, sequence []int32) {
	if len(sequence) == 0 || len(sequence) > poolItems {
		return
	}
	hash := uint64(kind) * 0x9e3779b97f4a7c15
	for _, c := range sequence {
		hash += p.sign[max(c, ^c)]
	}
	at := int(hash & uint64(len(p.table)-1))
	for ; p.table[at] > 0; at = (at + 1) & (len(p.table) - 1) {
		if x := &p.list[p.table[at]-1]; x.hash == hash && int(x.to-x.from) == len(sequence) && x.kind == kind {
			if cost < x.cost {
				x.cost = cost
				copy(p.items[x.from:x.to], sequence)
			}
			return
		}
	}
	if len(p.list) == cap(p.list) || len(p.items)+len(sequence) > cap(p.items) {
		p.clear()
		at = int(hash & uint64(len(p.table)-1))
	}
	from := int32(len(p.items))
	p.items = append(p.items, sequence...)
	p.list = append(p.list, pooledRoute{hash, cost, from, int32(len(p.items)), kind})
	p.table[at] = int32(len(p.list))
}

func (p *routes) sequence(i int) []int32 { return p.items[p.list[i].from:p.list[i].to] }

// rememberRoute adds route r, as it is, to the pool.
func (k *search) rememberRoute(r int32) {
	k.scratch = k.appendSequence(k.scratch[:0], r)
	k.routes.add(k.d.teams[r].kind, k.routeCost(r), k.scratch)
}

// routeCost is the travel and the fixed charge of route r.
func (s *state) routeCost(r int32) int64 {
	if s.route[r].stops == 0 {
		return 0
	}
	cost := s.d.teams[r].fixed
	for a := s.first(r); a >= 0; a = s.node[a].next {
		cost += int64(s.node[a].leg)
	}
	return cost
}
