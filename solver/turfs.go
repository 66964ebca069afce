package solver

import (
	"cmp"
	"math"
	"slices"
	"sync"
	"sync/atomic"
)

// Soft turfs follow the plan. The first plan keeps to the turfs drawn beforehand, so that teams do not
// interleave; then, epoch after epoch, the area is divided into convex cells, one a team, that agree
// with the plan as well as they can, and every visit outside its team's cell is charged, little while
// the search is hot, more and more as it cools. Where all visits of two teams lie in their cells
// their hulls do not overlap; and since the cells move to where the people are, little is lost for
// it, where strict turfs cost several times as much. In one region several attempts are made: see attempts.go.

// cells divides the plane: a place belongs to the team whose linear function is largest there, so
// that every cell is convex, and the whole a power diagram (Aurenhammer, Power diagrams: properties,
// algorithms and applications, SIAM J. Comput. 16, 1987).
type cells struct {
	team   []int32 // those with visits
	middle [][2]float64
	spread float64 // mean squared distance of a visit from its team's middle
	line   [][3]float64
	rivals [][]int32 // the cells whose middles are nearest
}

// fitPasses is the most times that the visits are gone through.
const fitPasses = 80

// fitCells draws cells for the visits of a plan: the nearest middle at first, then corrected wherever
// a visit lies in another team's cell, by the least change that mends it (the passive-aggressive
// perceptron for several classes; Crammer et al., Online Passive-Aggressive Algorithms, J. Mach.
// Learn. Res. 7, 2006). It keeps the cells with the fewest visits outside. Visits to buildings, which are everybody's, do
// not count; a team without any others has no cell.
func (r *run) fitCells(place [][2]float64) *cells {
	c := &cells{}
	var visit []int32
	var of []int
	for t := range r.sequence {
		from := len(visit)
		var x, y float64
		for _, v := range r.sequence[t] {
			if v = max(v, ^v); r.g.buildings.sizeAround(v) > 0 {
				continue // no line divides a building
			}
			visit, of = append(visit, v), append(of, len(c.team))
			x += place[v][0]
			y += place[v][1]
		}
		n := float64(len(visit) - from)
		if n == 0 {
			continue
		}
		x, y = x/n, y/n
		c.team = append(c.team, int32(t))
		c.middle = append(c.middle, [2]float64{x, y})
		c.line = append(c.line, [3]float64{2 * x, 2 * y, -x*x - y*y})
	}
	for i, v := range visit {
		c.spread += square(place[v], c.middle[of[i]]) / float64(len(visit))
	}
	c.spread = max(c.spread, 1e-12)
	c.findRivals()
	best, fewest := c.copyLines(), math.MaxInt
	for range fitPasses {
		outside := 0
		for i, v := range visit {
			if c.correct(place[v], of[i]) {
				outside++
			}
		}
		if outside < fewest {
			best, fewest = c.copyLines(), outside
		}
		if outside == 0 {
			break
		}
	}
	c.line = best
	return c
}

func (c *cells) copyLines() [][3]float64 { return append([][3]float64(nil), c.line...) }

// mostRivals is the number of cells that a cell is set against.
const mostRivals = 24

// findRivals lists for each cell the others by the distance of their middles.
func (c *cells) findRivals() {
	c.rivals = make([][]int32, len(c.team))
	for own := range c.rivals {
		list := make([]int32, 0, len(c.team)-1)
		for k := range c.team {
			if k != own {
				list = append(list, int32(k))
			}
		}
		slices.SortFunc(list, func(a, b int32) int {
			return cmp.Or(cmp.Compare(square(c.middle[own], c.middle[a]), square(c.middle[own], c.middle[b])), cmp.Compare(a, b))
		})
		c.rivals[own] = list[:min(len(list), mostRivals)]
	}
}

// correct moves the border between the cell own and its strongest rival at p so that p comes to lie
// in own, if it does not, and says whether it did not.
func (c *cells) correct(p [2]float64, own int) bool {
	const margin, most = 0.01, 0.3 // in units of the spread
	rival, value := -1, math.Inf(-1)
	for _, k := range c.rivals[own] {
		if x := c.at(int(k), p); x > value {
			rival, value = int(k), x
		}
	}
	if rival < 0 {
		return false
	}
	loss := value - c.at(own, p)
	if loss += margin * c.spread; loss <= 0 {
		return false
	}
	reach := 2 + (square(p, c.middle[own])+square(p, c.middle[rival]))/c.spread
	step := min(most*c.spread, loss/reach)
	c.move(own, p, step)
	c.move(rival, p, -step)
	return loss > margin*c.spread
}

// move adds to the function of cell k one that is step at its middle and grows towards p.
func (c *cells) move(k int, p [2]float64, step float64) {
	m, l := c.middle[k], &c.line[k]
	x, y := (p[0]-m[0])/c.spread, (p[1]-m[1])/c.spread
	l[0] += step * x
	l[1] += step * y
	l[2] += step * (1 - x*m[0] - y*m[1])
}

func square(a, b [2]float64) float64 {
	x, y := a[0]-b[0], a[1]-b[1]
	return x*x + y*y
}

func (c *cells) at(k int, p [2]float64) float64 {
	l := &c.line[k]
	return l[0]*p[0] + l[1]*p[1] + l[2]
}

// What leaving one's turf costs, in units of prize: when turfs are first drawn, by what factor it
// grows from one drawing to the next while little is lost for it, and shrinks else; the least and most. Where there
// are buildings, whose teams come from everywhere, it shrinks too, but less, while hardly anything overlaps.
const (
	turfApart = 0.01
	turfEase  = 0.8
	turfFirst = 0.4
	turfGrow  = 1.3
	turfYield = 0.7
	turfLeast = 0.05
	turfMost  = 3.0
)

// turfLoss is the share of the prize that soft turfs may cost where not everybody can be visited
// anyhow; the search aims for a little less.
const (
	turfLoss = 0.01
	turfAim  = 0.006
)

// enough is the prize that is worth more than undisturbed turfs: all but share of the best plan's,
// or all of it, where hardly anybody is left out.
func (r *run) enough(share float64) int64 {
	if float64(r.most) >= (1-turfLoss)*float64(r.g.bound) {
		share = 0
	}
	return int64(float64(r.most) * (1 - share))
}

// setTurfCharge sets the charge for leaving one's turf.
func (r *run) setTurfCharge() {
	prize := r.reached().prize
	r.most = max(r.most, prize)
	switch {
	case r.turfShare == 0:
		r.turfShare = turfFirst
	case prize >= r.enough(turfAim) && r.g.buildings != nil && r.overlap() < turfApart:
		r.turfShare = max(turfLeast, r.turfShare*turfEase)
	case prize >= r.enough(turfAim) && r.attempts.apart: // that is what the charge is for
	case prize >= r.enough(turfAim):
		r.turfShare = min(turfMost, r.turfShare*turfGrow)
	default:
		r.turfShare = max(turfLeast, r.turfShare*turfYield)
	}
	r.g.turfs = TurfsSoft
	r.g.turfCost = int32(r.g.perPrize * r.turfShare)
}

// drawTurfs draws the cells and gives every client of the regions to the team in whose cell it lies,
// and sets the charge for leaving it. A team without visits has no cell, and may go wherever it is of help.
func (r *run) drawTurfs(regions []*region) {
	r.setTurfCharge()
	if r.unit == nil {
		r.unit = r.unitPlaces()
	}
	r.cells = r.fitCells(r.unit)
	r.g.roaming = make([]bool, len(r.sequence))
	for t := range r.sequence {
		r.g.roaming[t] = len(r.sequence[t]) == 0
	}
	r.spread(len(regions), func(i int) {
		for _, c := range regions[i].clients {
			r.turf[c] = r.owner(c)
		}
	})
}

// spread calls do with every number below n, on as many goroutines as there are threads.
func (r *run) spread(n int, do func(i int)) {
	var group sync.WaitGroup
	var next atomic.Int64
	for range min(r.threads, n) {
		group.Go(func() {
			for i := next.Add(1) - 1; i < int64(n); i = next.Add(1) - 1 {
				do(int(i))
			}
		})
	}
	group.Wait()
}

// finishTurfs gives every client to the team in whose cell it lies.
func (r *run) finishTurfs() {
	if r.cells == nil {
		return
	}
	const parts = 64
	r.spread(parts, func(i int) {
		for c := len(r.turf) * i / parts; c < len(r.turf)*(i+1)/parts; c++ {
			r.turf[c] = r.owner(int32(c))
		}
	})
}

// owner is the team in whose cell client c lies, among those that may visit it. A building is everybody's.
func (r *run) owner(c int32) int32 {
	owner, value := NoTurf, math.Inf(-1)
	if r.g.buildings.sizeAround(c) > 0 {
		return owner
	}
	for k, t := range r.cells.team {
		if x := r.cells.at(k, r.unit[c]); x > value && r.g.mayVisit(t, c) {
			owner, value = t, x
		}
	}
	return owner
}

// unitPlaces is the clients' places about their middle, in units of their mean distance from it.
func (r *run) unitPlaces() [][2]float64 {
	p := r.g.p
	place := make([][2]float64, len(p.Clients))
	var x, y, spread float64
	n := float64(len(place))
	for i := range place {
		place[i] = r.flat(r.g.places[i])
		x += place[i][0] / n
		y += place[i][1] / n
	}
	for i := range place {
		place[i][0] -= x
		place[i][1] -= y
		spread += math.Hypot(place[i][0], place[i][1]) / n
	}
	for i := range place {
		place[i][0] /= max(spread, 1)
		place[i][1] /= max(spread, 1)
	}
	return place
}
