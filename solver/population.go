package solver

import (
	"cmp"
	"slices"
)

// individual is a plan of the population.
type individual struct {
	sequence []int32 // clients, route after route
	end      []int32 // by route: where in sequence it ends
	next     []int32 // by client: who comes after it, or ^ the kind of its team at the end of a route
	first    []bool  // by client: whether its route begins with it
	travel   int64
	excess   int64 // seconds
	over     int64 // load above the capacity
	slot     int
	fitness  float64
	fresh    bool // no rival was shown it yet
}

func (x *individual) route(r int) []int32 {
	if r == 0 {
		return x.sequence[:x.end[0]]
	}
	return x.sequence[x.end[r-1]:x.end[r]]
}

func (x *individual) feasible() bool { return x.excess == 0 && x.over == 0 }

// population is plans that are good and unlike each other, kept by feasible and infeasible ones apart (Vidal,
// Crainic, Gendreau, Lahrichi and Rei, A hybrid genetic algorithm for multidepot and periodic vehicle
// routing problems, Oper. Res. 60, 2012). How unlike two are is the number of clients after whom
// another one comes (broken pairs).
type population struct {
	part     [2][]*individual // feasible, infeasible
	least    int              // of a part; it grows by growth, and shrinks to least again
	growth   int
	unused   []*individual
	distance [][]int32 // by slot
	rank     []int32
	far      []int64
}

// Sizes, of each part of a population.
const (
	leastPopulation = 25
	generation      = 40
	elite           = 4
	closest         = 5
)

func newPopulation(clients, routes int) *population {
	const slots = 2*(leastPopulation+generation) + 3
	p := &population{distance: make([][]int32, slots), least: leastPopulation, growth: generation}
	for i := range slots {
		p.distance[i] = make([]int32, slots)
		p.unused = append(p.unused, &individual{
			sequence: make([]int32, 0, clients), end: make([]int32, routes), next: make([]int32, clients), first: make([]bool, clients), slot: i,
		})
	}
	return p
}

// take is an individual that is not in use.
func (p *population) take() *individual {
	x := p.unused[len(p.unused)-1]
	p.unused = p.unused[:len(p.unused)-1]
	return x
}

// copyOf is a copy of an individual of another population.
func (p *population) copyOf(x *individual) *individual {
	y := p.take()
	y.sequence = append(y.sequence[:0], x.sequence...)
	copy(y.end, x.end)
	copy(y.next, x.next)
	copy(y.first, x.first)
	y.travel, y.excess, y.over, y.fresh = x.travel, x.excess, x.over, false
	return y
}

// settle notes that all were shown to the rivals.
func (p *population) settle() {
	for _, part := range p.part {
		for _, x := range part {
			x.fresh = false
		}
	}
}

func (p *population) partOf(x *individual) int {
	if x.feasible() {
		return 0
	}
	return 1
}

// add takes x in, and lets the least fit go where a part is too large.
func (p *population) add(x *individual, pen *penalties) {
	i := p.partOf(x)
	for _, y := range p.part[i] {
		d := x.unlike(y)
		p.distance[x.slot][y.slot], p.distance[y.slot][x.slot] = d, d
	}
	p.part[i] = append(p.part[i], x)
	if len(p.part[i]) <= p.least+p.growth {
		return
	}
	for len(p.part[i]) > p.least {
		p.appraise(i, pen)
		p.drop(i)
	}
}

// unlike counts the clients after, or, at the beginning of a route, before whom another one comes.
func (x *individual) unlike(y *individual) int32 {
	count := int32(0)
	for u, v := range x.next {
		if v != y.next[u] {
			count++
		}
		if x.first[u] && !y.first[u] {
			count++
		}
	}
	return count
}

// drop lets the least fit of a part go: a plan that is there twice, if there is one.
func (p *population) drop(i int) {
	worst, clone := 1, false // 0 is the best
	for k, x := range p.part[i] {
		twice := p.nearest(i, x, 1) == 0
		if k > 0 && (twice && !clone || twice == clone && x.fitness > p.part[i][worst].fitness) {
			worst, clone = k, twice
		}
	}
	p.unused = append(p.unused, p.part[i][worst])
	p.part[i] = slices.Delete(p.part[i], worst, worst+1)
}

// nearest is the sum of the distances of x to so many of its part that are least unlike it.
func (p *population) nearest(i int, x *individual, count int) int64 {
	var least [closest]int32
	n := 0
	for _, y := range p.part[i] {
		if y == x {
			continue
		}
		d := p.distance[x.slot][y.slot]
		k := n
		if n < count {
			n++
		} else if k--; d >= least[k] {
			continue
		}
		for ; k > 0 && least[k-1] > d; k-- {
			least[k] = least[k-1]
		}
		least[k] = d
	}
	sum := int64(0)
	for _, d := range least[:n] {
		sum += int64(d)
	}
	if n > 0 && n < count {
		sum = sum * int64(count) / int64(n)
	}
	return sum
}

// appraise gives each of a part its fitness, smallest for the best: the rank by cost, and, for those who are not
// of the elite, by how unlike the nearest others they are.
func (p *population) appraise(i int, pen *penalties) {
	part := p.part[i]
	slices.SortFunc(part, func(a, b *individual) int {
		return cmp.Or(cmp.Compare(a.penalised(pen), b.penalised(pen)), cmp.Compare(a.slot, b.slot))
	})
	p.rank, p.far = p.rank[:0], p.far[:0]
	for k, x := range part {
		p.rank = append(p.rank, int32(k))
		p.far = append(p.far, p.nearest(i, x, closest))
	}
	slices.SortFunc(p.rank, func(a, b int32) int { return cmp.Or(cmp.Compare(p.far[b], p.far[a]), cmp.Compare(a, b)) })
	n := float64(len(part))
	for rank, k := range p.rank {
		part[k].fitness = float64(k)/n + max(0, 1-elite/n)*float64(rank)/n
	}
}

func (x *individual) penalised(pen *penalties) int64 {
	return x.travel + (x.excess*pen.second+x.over*pen.load)>>penaltyUnit
}

// parent is the fitter of two drawn at random from both parts; these must be appraised.
func (p *population) parent(k *search) *individual {
	draw := func() *individual {
		i := k.below(len(p.part[0]) + len(p.part[1]))
		if i < len(p.part[0]) {
			return p.part[0][i]
		}
		return p.part[1][i-len(p.part[0])]
	}
	a, b := draw(), draw()
	if b.fitness < a.fitness {
		return b
	}
	return a
}
