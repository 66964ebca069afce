package road

import (
	"errors"
	"slices"

	"gonha/geo"
)

// network is the roads of a box as they are mapped, for all ways of travelling.
type network struct {
	lat, lon []int32 // of the nodes, in 1e-7 degrees
	block    []uint8 // by node: what a barrier there stops
	ways     []way
	nodes    []int32 // of all ways, one after the other
	classes  []string
	names    []string // the first is empty
}

// way is a row of nodes with the properties of a road.
type way struct {
	first, last int32 // its nodes are network.nodes[first:last], two or more
	class, name int32
	rules
}

func (n *network) point(node int32) geo.Point {
	return geo.Point{Lat: float64(n.lat[node]) / 1e7, Lon: float64(n.lon[node]) / 1e7}
}

// maxNodes is the most nodes of a box, some 800 MB: a hundred kilometres of the densest city have fewer.
const maxNodes = 32 << 20

var errTooLarge = errors.New("the area holds too many map nodes: give an extract of a smaller area")

// collector is the sink that makes a network: of all nodes in the box, and of the roads, which come
// after them in nearly every file.
type collector struct {
	south, west, north, east int64 // 1e-7 degrees

	ids      []int64
	lat, lon []int32
	block    map[int64]uint8
	sorted   bool // ids ascend
	ready    bool // a way was met: ids ascend
	late     bool // a node came after it
	second   bool // this is the second pass

	network    network
	classIndex map[string]int32
	nameIndex  map[string]int32
}

func newCollector(box Box) *collector {
	return &collector{
		south: int64(box.South * 1e7), west: int64(box.West * 1e7), north: int64(box.North * 1e7), east: int64(box.East * 1e7),
		block: map[int64]uint8{}, sorted: true, classIndex: map[string]int32{}, nameIndex: map[string]int32{"": 0},
		network: network{names: []string{""}},
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
		if b := barrier(t); b != 0 {
			c.block[id] = b
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

func (c *collector) way(_ int64, refs []int64, t tags) error {
	if !c.ready {
		c.sort()
		c.ready = true
	}
	class, ok := classOf(t)
	if !ok || c.late && !c.second {
		return nil
	}
	w := way{rules: rulesOf(t)}
	kept := false
	start := len(c.network.nodes)
	flush := func() {
		if len(c.network.nodes)-start < 2 {
			c.network.nodes = c.network.nodes[:start]
			return
		}
		if !kept {
			w.class, w.name, kept = internIn(&c.network.classes, c.classIndex, class), internIn(&c.network.names, c.nameIndex, nameOf(t)), true
		}
		w.first, w.last = int32(start), int32(len(c.network.nodes))
		c.network.ways = append(c.network.ways, w)
		start = len(c.network.nodes)
	}
	for _, ref := range refs {
		i, found := slices.BinarySearch(c.ids, ref)
		switch {
		case !found:
			flush()
		case len(c.network.nodes) == start || c.network.nodes[len(c.network.nodes)-1] != int32(i):
			if len(c.network.nodes) >= 4*maxNodes {
				return errTooLarge
			}
			c.network.nodes = append(c.network.nodes, int32(i))
		}
	}
	flush()
	return nil
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
	c.second, c.network.ways, c.network.nodes = true, nil, nil
}

// finish keeps the nodes that ways use, numbered in the order of their first use, which puts
// neighbours next to each other.
func (c *collector) finish() *network {
	n := &c.network
	index := make([]int32, len(c.ids))
	for k, old := range n.nodes {
		if index[old] == 0 {
			n.lat, n.lon = append(n.lat, c.lat[old]), append(n.lon, c.lon[old])
			n.block = append(n.block, c.block[c.ids[old]])
			index[old] = int32(len(n.lat))
		}
		n.nodes[k] = index[old] - 1
	}
	return n
}
