package solver

import "math"

// master is the linear program over the routes known so far: which to take so that every client is visited or
// left out and no kind has more routes than teams, as cheaply as can be. Its dual values are what routes are
// priced by. It is solved by the revised simplex method with a dense inverse (Dantzig, Linear
// Programming and Extensions, 1963); its right-hand sides are perturbed a little against cycling (Charnes,
// Optimality and Degeneracy in Linear Programming, Econometrica 20, 1952). Nothing depends on its arithmetic: any
// dual values give a bound, good ones a good one. Products are rounded before they are added, so that it comes to
// the same on machines that would fuse the two.
//
// The columns are, in this order: each client left out; each client visited once too often, which may be for
// nothing; the teams of each kind that stay at home; and the routes.
type master struct {
	n, rows int // clients; with the kinds of teams
	columns []masterColumn
	base    []int32   // by row: its basic column
	basic   []bool    // by column
	inverse []float64 // of the basis, row by row
	right   []float64
	x       []float64 // values of the basis
	dual    []float64 // by row
	entry   []float64 // the entering column by the basis
	pivots  int       // since the inverse was last computed anew
	work    int64
}

// masterColumn has its entries in some rows; a client may be visited more than once.
type masterColumn struct {
	cost   float64
	rows   []int32
	counts []float64
	kind   int32   // of a route, or -1
	route  []int32 // its clients
}

func newMaster(r *routing) *master {
	m := &master{n: r.n, rows: r.n + len(r.kinds)}
	m.right = make([]float64, m.rows)
	for i := range r.n {
		m.right[i] = 1 + 1e-5*spread(i)
		m.add(masterColumn{cost: units(r.loss[i]), rows: []int32{int32(i)}, counts: []float64{1}, kind: -1})
	}
	for i := range r.n {
		m.add(masterColumn{rows: []int32{int32(i)}, counts: []float64{-1}, kind: -1})
	}
	for k := range r.kinds {
		m.right[r.n+k] = float64(r.kinds[k].teams) + 1e-5*spread(r.n+k)
		m.add(masterColumn{rows: []int32{int32(r.n + k)}, counts: []float64{1}, kind: -1})
	}
	m.base, m.x, m.dual, m.entry = make([]int32, m.rows), make([]float64, m.rows), make([]float64, m.rows), make([]float64, m.rows)
	for i := range m.base {
		m.base[i] = int32(i)
		if i >= r.n {
			m.base[i] = int32(i + r.n)
		}
		m.basic[m.base[i]] = true
	}
	m.inverse = make([]float64, m.rows*m.rows)
	m.invert()
	return m
}

// spread is a number from 0 to 1 that differs from row to row (Weyl's sequence of the golden ratio).
func spread(i int) float64 { return math.Mod(float64(i+1)*0.6180339887498949, 1) }

// units are grains as seconds or units of prize.
func units(grains int64) float64 { return float64(grains) / grain }

func (m *master) add(c masterColumn) {
	m.columns = append(m.columns, c)
	m.basic = append(m.basic, false)
}

// addRoute adds a route of a kind, which costs so many grains.
func (m *master) addRoute(kind int, route []int32, cost int64) {
	c := masterColumn{cost: units(cost), kind: int32(kind), route: route, rows: []int32{int32(m.n + kind)}, counts: []float64{1}}
next:
	for _, i := range route {
		for q, row := range c.rows[1:] {
			if row == i {
				c.counts[1+q]++
				continue next
			}
		}
		c.rows, c.counts = append(c.rows, i), append(c.counts, 1)
	}
	m.add(c)
}

// reduced is the cost of a column less what its rows are worth.
func (m *master) reduced(c *masterColumn) float64 {
	d := c.cost
	for q, row := range c.rows {
		d -= float64(c.counts[q] * m.dual[row])
	}
	return d
}

// nothing is what floating-point arithmetic leaves of zero here.
const nothing = 1e-7

// solve pivots until no column helps, or so often, or the work is done, and gives the value.
func (m *master) solve(pivots int, work int64) float64 {
	m.refresh()
	work += m.work
	for range pivots {
		if m.work > work {
			break
		}
		if m.pivots >= 300 {
			m.invert()
			m.refresh()
		}
		enter, least := -1, -nothing
		for c := range m.columns {
			if m.basic[c] {
				continue
			}
			m.work += int64(len(m.columns[c].rows))
			if d := m.reduced(&m.columns[c]); d < least {
				enter, least = c, d
			}
		}
		if enter < 0 || !m.pivot(enter, least) {
			break
		}
	}
	value := 0.0
	for i, c := range m.base {
		value += float64(m.columns[c].cost * m.x[i])
	}
	return value
}

// pivot brings a column into the basis; false where no row bounds it, which only rounding can bring about.
func (m *master) pivot(enter int, reduced float64) bool {
	clear(m.entry)
	column := &m.columns[enter]
	for q, row := range column.rows {
		for i := range m.rows {
			m.entry[i] += float64(m.inverse[i*m.rows+int(row)] * column.counts[q])
		}
	}
	leave, step := -1, math.Inf(1)
	for i, a := range m.entry {
		if a <= nothing {
			continue
		}
		if s := max(0, m.x[i]) / a; s < step-1e-12 || s < step+1e-12 && a > m.entry[leave] {
			leave, step = i, s
		}
	}
	if leave < 0 {
		return false
	}
	pivot := m.entry[leave]
	out := m.inverse[leave*m.rows : (leave+1)*m.rows]
	for j := range out {
		out[j] /= pivot
		m.dual[j] += float64(reduced * out[j])
	}
	m.x[leave] = step
	for i, a := range m.entry {
		if i == leave || a == 0 {
			continue
		}
		m.x[i] -= float64(a * step)
		row := m.inverse[i*m.rows : (i+1)*m.rows]
		for j := range row {
			row[j] -= float64(a * out[j])
		}
		m.work += int64(m.rows) / 4
	}
	m.basic[m.base[leave]], m.basic[enter] = false, true
	m.base[leave] = int32(enter)
	m.pivots++
	return true
}

// refresh computes values and duals from the inverse.
func (m *master) refresh() {
	clear(m.dual)
	for i, c := range m.base {
		m.x[i] = 0
		cost, row := m.columns[c].cost, m.inverse[i*m.rows:(i+1)*m.rows]
		for j, v := range row {
			m.x[i] += float64(v * m.right[j])
			m.dual[j] += float64(cost * v)
		}
	}
}

// invert computes the inverse of the basis anew, by elimination with row pivots.
func (m *master) invert() {
	n := m.rows
	a := make([]float64, n*n)
	clear(m.inverse)
	for i, c := range m.base {
		for q, row := range m.columns[c].rows {
			a[int(row)*n+i] = m.columns[c].counts[q]
		}
		m.inverse[i*n+i] = 1
	}
	for i := range n {
		big := i
		for r := i + 1; r < n; r++ {
			if math.Abs(a[r*n+i]) > math.Abs(a[big*n+i]) {
				big = r
			}
		}
		exchangeRows(a, n, i, big)
		exchangeRows(m.inverse, n, i, big)
		top, over := a[i*n:(i+1)*n], m.inverse[i*n:(i+1)*n]
		if math.Abs(top[i]) < 1e-12 {
			top[i] = 1e-12
		}
		scale := 1 / top[i]
		for j := range n {
			top[j] *= scale
			over[j] *= scale
		}
		for r := range n {
			if f := a[r*n+i]; r != i && f != 0 {
				row, under := a[r*n:(r+1)*n], m.inverse[r*n:(r+1)*n]
				for j := range n {
					row[j] -= float64(f * top[j])
					under[j] -= float64(f * over[j])
				}
				m.work += int64(n) / 2
			}
		}
	}
	m.pivots = 0
}

func exchangeRows(a []float64, n, i, j int) {
	if i == j {
		return
	}
	x, y := a[i*n:(i+1)*n], a[j*n:(j+1)*n]
	for q := range x {
		x[q], y[q] = y[q], x[q]
	}
}
