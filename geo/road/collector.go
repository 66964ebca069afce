package road

import (
	"slices"
)

// collector is the sink that makes a network: of all nodes in the box, and of the roads, which come after them
// in nearly every file. Relations come before the ways that they name where they can; else, and where nodes
// come late, there is a second pass for the ways.
type collector struct {
	south, west, north, east int64 // 1e-7 degrees

	ids      []int64
	lat, lon []int32
	pass     map[int64]passing
	sorted   bool // ids ascend
	ready    bool // a way was met: ids ascend
	late     bool // a node came after it, or a relation that names it
	second   bool // this is the second pass

	squares []square
	needed  map[int64]bool    // ways that relations name
	rows    map[int64][]int64 // the nodes of those, for squares

	network    network
	classIndex map[string]int32
	nameIndex  map[string]int32
}

func newCollector(box Box, e Evening) *collector {
	return &collector{
		south: int64(box.South * 1e7), west: int64(box.West * 1e7), north: int64(box.North * 1e7), east: int64(box.East * 1e7),
		pass: map[int64]passing{}, sorted: true, classIndex: map[string]int32{}, nameIndex: map[string]int32{"": 0},
		needed: map[int64]bool{}, rows: map[int64][]int64{},
		network: network{names: []string{""}, byID: map[int64][]int32{}, judge: newJudge(e)},
	}
}

// within says whether a place lies in the box.
func (c *collector) within(lat, lon int64) bool {
	return lat >= c.south && lat <= c.north && lon >= c.west && lon <= c.east
}

func (c *collector) node(id, lat, lon int64, t tags) error {
	if c.second || !c.within(lat, lon) {
		return nil
	}
	if len(c.ids) == maxNodes {
		return errTooLarge
	}
	c.late = c.late || c.ready
	if n := len(c.ids); n > 0 && c.ids[n-1] >= id {
		c.sorted = false
	}
	c.ids, c.lat, c.lon = append(c.ids, id), append(c.lat, int32(lat)), append(c.lon, int32(lon))
	if len(t) > 0 {
		if p := c.network.judge.barrier(t); p != (passing{}) {
			c.pass[id] = p
		}
	}
	return nil
}

// place takes the nodes of a way that gives their places: the file has no others, but for some with tags.
func (c *collector) place(refs []int64, places []location) error {
	if c.second {
		return nil
	}
	for i, ref := range refs[:len(places)] {
		if err := c.node(ref, places[i].lat, places[i].lon, nil); err != nil {
			return err
		}
	}
	return nil
}

// sort makes ids ascend; of nodes with the same id it keeps the first.
func (c *collector) sort() {
	if c.sorted {
		return
	}
	order := make([]int32, len(c.ids))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortStableFunc(order, func(a, b int32) int {
		switch {
		case c.ids[a] < c.ids[b]:
			return -1
		case c.ids[a] > c.ids[b]:
			return 1
		}
		return 0
	})
	ids, lat, lon := make([]int64, 0, len(order)), make([]int32, 0, len(order)), make([]int32, 0, len(order))
	for _, i := range order {
		if n := len(ids); n > 0 && ids[n-1] == c.ids[i] {
			continue
		}
		ids, lat, lon = append(ids, c.ids[i]), append(lat, c.lat[i]), append(lon, c.lon[i])
	}
	c.ids, c.lat, c.lon, c.sorted = ids, lat, lon, true
}

// begin is called with each way; it is false for those of a first pass in vain.
func (c *collector) begin(refs []int64, places []location) (bool, error) {
	if !c.ready {
		c.sort()
		c.ready = true
	}
	err := c.place(refs, places)
	return err == nil && (!c.late || c.second), err
}

// find is the index of a node of the box.
func (c *collector) find(id int64) (int32, bool) {
	i, found := slices.BinarySearch(c.ids, id)
	return int32(i), found
}

func (c *collector) way(id int64, refs []int64, places []location, t tags) error {
	class, ok := classOf(t)
	needed := c.needed[id]
	water := !ok && isShore(t)
	if !ok && !needed && !water {
		if !c.ready {
			c.sort()
			c.ready = true
		}
		return nil
	}
	if now, err := c.begin(refs, places); !now {
		return err
	}
	if needed {
		c.rows[id] = slices.Clone(refs)
	}
	if water {
		c.shore(refs)
	}
	if !ok {
		return nil
	}
	n := &c.network
	w := way{rules: n.judge.rulesOf(t)}
	kept, start, missing := false, len(n.nodes), false
	flush := func() {
		if len(n.nodes)-start < 2 {
			n.nodes = n.nodes[:start]
			return
		}
		if !kept {
			w.class, w.name, kept = internIn(&n.classes, c.classIndex, class), internIn(&n.names, c.nameIndex, nameOf(t)), true
		}
		w.first, w.last = int32(start), int32(len(n.nodes))
		if needed {
			n.byID[id] = append(n.byID[id], int32(len(n.ways)))
		}
		n.ways = append(n.ways, w)
		start = len(n.nodes)
	}
	for _, ref := range refs {
		i, found := c.find(ref)
		switch {
		case !found:
			missing = true
			flush()
		case len(n.nodes) == start || n.nodes[len(n.nodes)-1] != i:
			if len(n.nodes) >= 4*maxNodes {
				return errTooLarge
			}
			n.nodes = append(n.nodes, i)
		}
	}
	flush()
	if kept && !missing {
		c.complete(&n.ways[len(n.ways)-1], refs, t)
	}
	return nil
}

// shore keeps the line of a water, as far as it lies in the box.
func (c *collector) shore(refs []int64) {
	var line []location
	for _, ref := range refs {
		if i, found := c.find(ref); found {
			line = append(line, location{int64(c.lat[i]), int64(c.lon[i])})
		}
	}
	if len(line) > 1 {
		c.network.shores = append(c.network.shores, newShore(line))
	}
}

// complete minds what needs all nodes of a way: that it is an area, or a ferry with a duration. The nodes are
// not numbered anew yet.
func (c *collector) complete(w *way, refs []int64, t tags) {
	n := &c.network
	if len(refs) > 3 && refs[0] == refs[len(refs)-1] && areaOf(t) {
		n.areas = append(n.areas, area{ways: []int32{int32(len(n.ways)) - 1}})
	}
	if n.classes[w.class] == ferry {
		raw := network{lat: c.lat, lon: c.lon}
		w.speed = ferrySpeed(raw.length(n.nodes[w.first:w.last]), string(t.find("duration")))
	}
}

// relation takes restrictions of turns, and areas to be crossed.
func (c *collector) relation(_ int64, members []member, t tags) error {
	if c.second {
		return nil
	}
	switch string(t.find("type")) {
	case "restriction":
		if r, ok := c.network.judge.turnOf(members, t); ok {
			c.network.turns = append(c.network.turns, r)
			c.need(members)
		}
	case "multipolygon":
		if class, ok := classOf(t); ok && string(class) != ferry && areaOf(t) {
			n := &c.network
			c.squares = append(c.squares, square{
				way:   way{class: internIn(&n.classes, c.classIndex, class), name: internIn(&n.names, c.nameIndex, nameOf(t)), rules: n.judge.rulesOf(t)},
				parts: ringParts(members),
			})
			c.need(members)
		}
	}
	return nil
}

// need notes the ways among members.
func (c *collector) need(members []member) {
	for _, m := range members {
		if m.kind == wayKind {
			c.needed[m.ref] = true
			c.late = c.late || c.ready
		}
	}
}

func internIn(list *[]string, index map[string]int32, value []byte) int32 {
	i, ok := index[string(value)]
	if !ok {
		i = int32(len(*list))
		*list = append(*list, string(value))
		index[string(value)] = i
	}
	return i
}

// again makes ready for the second pass, of ways only.
func (c *collector) again() {
	c.sort()
	n := &c.network
	c.second, n.ways, n.nodes, n.areas, n.shores = true, nil, nil, nil, nil
	clear(n.byID)
	clear(c.rows)
}

// finish keeps the nodes that ways use, numbered in the order of their first use, which puts
// neighbours next to each other.
func (c *collector) finish() *network {
	n := &c.network
	n.mapped = len(n.ways)
	for i := range c.squares {
		c.outline(&c.squares[i])
	}
	index, used := make([]int32, len(c.ids)), int32(0)
	for k, old := range n.nodes {
		if index[old] == 0 {
			used++
			index[old] = used
		}
		n.nodes[k] = index[old] - 1
	}
	n.lat, n.lon, n.pass = make([]int32, used), make([]int32, used), make([]passing, used)
	for old, i := range index {
		if i > 0 {
			n.lat[i-1], n.lon[i-1] = c.lat[old], c.lon[old]
		}
	}
	for id, p := range c.pass {
		if old, found := c.find(id); found && index[old] > 0 {
			n.pass[index[old]-1] = p
		}
	}
	turns := n.turns[:0]
	for _, r := range n.turns {
		if len(r.via) == 0 {
			old, found := c.find(r.node)
			if !found || index[old] == 0 {
				continue
			}
			r.node = int64(index[old] - 1)
		}
		turns = append(turns, r)
	}
	n.turns = turns
	return n
}
