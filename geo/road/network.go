package road

import (
	"errors"

	"gonha/geo"
)

// network is the roads of a box as they are mapped, for all ways of travelling.
type network struct {
	lat, lon []int32   // of the nodes, in 1e-7 degrees
	pass     []passing // by node: whom it lets pass
	ways     []way
	nodes    []int32 // of all ways, one after the other
	classes  []string
	names    []string // the first is empty

	mapped int               // ways that are so in the map; the others are made of areas, or drawn by somebody
	areas  []area            // to be crossed
	shores []shore           // of waters that separate
	turns  []turn            // restrictions
	byID   map[int64][]int32 // the ways that turns name
	judge  *judge            // what depends on the evening
}

// way is a row of nodes with the properties of a road.
type way struct {
	first, last int32 // its nodes are network.nodes[first:last], two or more
	class, name int32
	rules
	loose bool // it hangs together with most roads over a gap of the map alone
}

func (n *network) point(node int32) geo.Point {
	return geo.Point{Lat: float64(n.lat[node]) / 1e7, Lon: float64(n.lon[node]) / 1e7}
}

// length is that of a row of nodes in metres.
func (n *network) length(nodes []int32) float64 {
	sum := 0.0
	for i := 1; i < len(nodes); i++ {
		sum += geo.Distance(n.point(nodes[i-1]), n.point(nodes[i]))
	}
	return sum
}

// maxNodes is the most nodes of a box, some 800 MB: a hundred kilometres of the densest city have fewer.
const maxNodes = 32 << 20

var errTooLarge = errors.New("the area holds too many map nodes: give an extract of a smaller area")
