package solver

// workspace is the large memory of a region, used for one after the other: tables as large as those of
// all regions of an epoch together would be most of what a solve needs.
type workspace struct {
	local  []int32   // by client of the problem: -1, or its number in a region being made
	tables [][]int32 // by mode
}

// borrow takes a workspace that is not in use, or makes one.
func (g *graph) borrow() *workspace {
	g.mutex.Lock()
	defer g.mutex.Unlock()
	if n := len(g.spaces); n > 0 {
		w := g.spaces[n-1]
		g.spaces = g.spaces[:n-1]
		return w
	}
	w := &workspace{local: make([]int32, len(g.p.Clients)), tables: make([][]int32, len(g.p.Travel))}
	for i := range w.local {
		w.local[i] = -1
	}
	return w
}

// table is room for so many travel times, with anything in it.
func (w *workspace) table(mode, size int) []int32 {
	if cap(w.tables[mode]) < size {
		w.tables[mode] = make([]int32, size)
	}
	return w.tables[mode][:size]
}

// release gives the workspace of d back; d is not to be used any more.
func (d *dense) release() {
	d.lend.mutex.Lock()
	defer d.lend.mutex.Unlock()
	d.lend.spaces = append(d.lend.spaces, d.space)
}
