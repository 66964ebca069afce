package road

import "slices"

// Multipolygons, https://wiki.openstreetmap.org/wiki/Relation:multipolygon: areas whose outlines, and holes, are made of
// several ways.

// parts are the ways of a multipolygon by their ids.
type parts struct{ outer, inner []int64 }

// ringParts sorts the ways of a multipolygon by their roles; one without a role is of the outline.
func ringParts(members []member) parts {
	var p parts
	for _, m := range members {
		switch {
		case m.kind != wayKind:
		case m.role == "inner":
			p.inner = append(p.inner, m.ref)
		case m.role == "outer" || m.role == "":
			p.outer = append(p.outer, m.ref)
		}
	}
	return p
}

// rings joins rows of nodes end to end. Those that close are rings, without the first node again at the end; the
// others are chains, of ways some of which are not in the file.
func rings(rows [][]int64) (closed, chains [][]int64) {
	r := ringJoiner{rows: rows, ends: map[int64][]int{}, used: make([]bool, len(rows))}
	for i, row := range rows {
		if r.used[i] = len(row) < 2; !r.used[i] {
			first, last := row[0], row[len(row)-1]
			r.ends[first], r.ends[last] = append(r.ends[first], i), append(r.ends[last], i)
		}
	}
	for i, row := range rows {
		if r.used[i] {
			continue
		}
		r.used[i] = true
		chain := r.grow(slices.Clone(row))
		if !closes(chain) {
			slices.Reverse(chain)
			chain = r.grow(chain)
		}
		switch {
		case !closes(chain):
			chains = append(chains, chain)
		case len(chain) > 3:
			closed = append(closed, chain[:len(chain)-1])
		}
	}
	return closed, chains
}

func closes(chain []int64) bool { return chain[0] == chain[len(chain)-1] }

// ringJoiner joins rows that are not used yet.
type ringJoiner struct {
	rows [][]int64
	ends map[int64][]int // the rows that begin or end at a node
	used []bool
}

// next is a row that begins or ends at a node, or -1.
func (r *ringJoiner) next(node int64) int {
	for list := r.ends[node]; len(list) > 0; list = list[1:] {
		r.ends[node] = list[1:]
		if !r.used[list[0]] {
			return list[0]
		}
	}
	return -1
}

// grow joins to a chain what begins or ends where it ends, until it closes or nothing is left.
func (r *ringJoiner) grow(chain []int64) []int64 {
	for !closes(chain) {
		end := chain[len(chain)-1]
		i := r.next(end)
		if i < 0 {
			break
		}
		r.used[i] = true
		if row := r.rows[i]; row[0] == end {
			chain = append(chain, row[1:]...)
		} else {
			row = slices.Clone(row[:len(row)-1])
			slices.Reverse(row)
			chain = append(chain, row...)
		}
	}
	return chain
}
