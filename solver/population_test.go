package solver

import (
	"math/rand/v2"
	"testing"
)

// drawn makes an individual of a random plan.
func (p *population) drawn(r *rand.Rand, clients, routes int) *individual {
	x := p.take()
	x.sequence = x.sequence[:0]
	for _, u := range r.Perm(clients) {
		x.sequence = append(x.sequence, int32(u))
	}
	for i := range x.end {
		x.end[i] = int32(clients * (i + 1) / routes)
	}
	for i := range routes {
		line := x.route(i)
		for j, u := range line {
			x.first[u] = j == 0
			if x.next[u] = -1; j+1 < len(line) {
				x.next[u] = line[j+1]
			}
		}
	}
	x.travel, x.excess, x.over = 100+r.Int64N(1000), max(0, r.Int64N(20)-10), 0
	return x
}

// TestPopulation: it shrinks when a part is full, keeps the best of each part, loses those that are there
// twice, and uses every individual once.
func TestPopulation(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	p := newPopulation(20, 4)
	pen := &penalties{16, 16}
	slots := len(p.unused)
	best := [2]int64{1 << 40, 1 << 40}
	for range 600 {
		x := p.drawn(r, 20, 4)
		i := p.partOf(x)
		best[i] = min(best[i], x.penalised(pen))
		p.add(x, pen)
		if n := len(p.part[0]) + len(p.part[1]) + len(p.unused); n != slots {
			t.Fatalf("%d individuals of %d", n, slots)
		}
		if len(p.part[i]) > leastPopulation+generation {
			t.Fatalf("part %d has %d", i, len(p.part[i]))
		}
	}
	for i, part := range p.part {
		p.appraise(i, pen)
		if part[0].penalised(pen) != best[i] {
			t.Errorf("part %d has lost its best of %d, now %d", i, best[i], part[0].penalised(pen))
		}
		for k, x := range part[1:] {
			if x.penalised(pen) < part[k].penalised(pen) {
				t.Errorf("part %d is not in the order of cost", i)
			}
		}
	}
}

// TestUnlike: as many as have other clients after them, none between a plan and itself.
func TestUnlike(t *testing.T) {
	p := newPopulation(4, 2)
	plan := func(a, b []int32) *individual {
		x := p.take()
		x.sequence = append(append(x.sequence[:0], a...), b...)
		x.end[0], x.end[1] = int32(len(a)), int32(len(a)+len(b))
		for i := range 2 {
			for j, u := range x.route(i) {
				x.first[u] = j == 0
				if x.next[u] = -1; j+1 < len(x.route(i)) {
					x.next[u] = x.route(i)[j+1]
				}
			}
		}
		return x
	}
	one := plan([]int32{0, 1}, []int32{2, 3})
	for _, test := range []struct {
		a, b []int32
		want int32
	}{
		{[]int32{0, 1}, []int32{2, 3}, 0},
		{[]int32{2, 3}, []int32{0, 1}, 0},     // other teams of the kind
		{[]int32{0, 1, 2, 3}, nil, 2},         // 2 comes after 1 and is no more the first
		{[]int32{0}, []int32{1, 2, 3}, 3},     // nobody comes after 0, 2 after 1, and 2 is no more the first
		{[]int32{3, 2}, []int32{1, 0}, 4 + 2}, // everything
	} {
		if got := one.unlike(plan(test.a, test.b)); got != test.want {
			t.Errorf("%v %v: %d, not %d", test.a, test.b, got, test.want)
		}
		p.unused = append(p.unused, p.take()) // no more than are there
	}
}

// TestDropsTwins: of plans in a part those that are there twice go first.
func TestDropsTwins(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 3))
	p, pen := newPopulation(12, 3), &penalties{1, 1}
	first := p.drawn(r, 12, 3)
	first.travel, first.excess = 1, 0
	p.add(first, pen)
	for range 5 {
		x := p.drawn(r, 12, 3)
		x.travel, x.excess = 500, 0
		p.add(x, pen)
	}
	twin := p.take()
	twin.sequence = append(twin.sequence[:0], first.sequence...)
	copy(twin.end, first.end)
	copy(twin.next, first.next)
	copy(twin.first, first.first)
	twin.travel, twin.excess, twin.over = 1, 0, 0
	p.add(twin, pen)
	p.appraise(0, pen)
	p.drop(0)
	if n := len(p.part[0]); n != 6 {
		t.Fatalf("%d are left", n)
	}
	if p.nearest(0, p.part[0][0], 1) == 0 {
		t.Error("the twin is still there")
	}
}
