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
func rings(rows [][]int64) (closed, chains [][]int64) { //nolint:revive // one walk along ends that meet
	ends := map[int64][]int{} // the rows that begin or end at a node
	used := make([]bool, len(rows))
	for i, row := range rows {
		if len(row) < 2 {
			used[i] = true
			continue
		}
		ends[row[0]] = append(ends[row[0]], i)
		ends[row[len(row)-1]] = append(ends[row[len(row)-1]], i)
	}
	// next is a row that begins or ends at a node and is not used yet, or -1.
	next := func(node int64) int {
		for list := ends[node]; len(list) > 0; list = list[1:] {
			ends[node] = list[1:]
			if !used[list[0]] {
				return list[0]
			}
		}
		return -1
	}
	// grow joins what begins or ends where the chain ends, until it closes or nothing is left.
	grow := func(chain []int64) []int64 {
		for chain[0] != chain[len(chain)-1] {
			end := chain[len(chain)-1]
			i := next(end)
			if i < 0 {
				break
			}
			row := rows[i]
			used[i] = true
			if row[0] == end {
				chain = append(chain, row[1:]...)
				continue
			}
			for _, node := range slices.Backward(row[:len(row)-1]) {
				chain = append(chain, node)
			}
		}
		return chain
	}
	for i, row := range rows {
		if used[i] {
			continue
		}
		used[i] = true
		chain := grow(slices.Clone(row))
		if chain[0] != chain[len(chain)-1] {
			slices.Reverse(chain)
			chain = grow(chain)
		}
		switch {
		case chain[0] != chain[len(chain)-1]:
			chains = append(chains, chain)
		case len(chain) > 3:
			closed = append(closed, chain[:len(chain)-1])
		}
	}
	return closed, chains
}
