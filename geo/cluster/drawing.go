package cluster

import (
	"fmt"
	"math"
	"slices"
)

// drawing is the state of one call of Turfs.
type drawing struct {
	*plane
	turf    []int32   // by point
	classOf []int32   // by team
	classes []class   // teams with the same allowed groups
	sx, sy  []float64 // by team: its start
	target  []float64 // by team: the weight that it should get

	members  [][]int32 // by team: its points
	cells    []cell    // by team
	origin   []int32   // by point: its number in the input
	unitCost float64   // the mean inertia of a cell

	effort int64 // points that may still be looked at, or math.MaxInt64

	cut   groupCut
	items []item  // of two cells that exchange
	trial []item  // the best cut of them so far
	loose []int32 // points on their way
}

// class is the teams that may visit the same points.
type class struct {
	allowed  []bool // by group, the last for points of none
	teams    []int32
	capacity float64
}

func newDrawing(in Input, turf []int32) *drawing {
	d := &drawing{plane: newPlane(in.Points, in.Weight, in.Group), turf: turf}
	d.effort = math.MaxInt64
	if in.Effort > 0 {
		d.effort = in.Effort
	}
	teams := len(in.Teams)
	d.sx, d.sy, d.target = make([]float64, teams), make([]float64, teams), make([]float64, teams)
	d.classOf = make([]int32, teams)
	most := 0.0
	for _, t := range in.Teams {
		most = max(most, usable(t.Capacity))
	}
	known := distinctGroups(in.Group)
	index := map[string]int{}
	for t, team := range in.Teams {
		d.sx[t], d.sy[t] = d.project(team.Start)
		capacity := 1.0
		if most > 0 { // a team without time gets next to nothing, but what only it may visit
			capacity = max(1e-6, usable(team.Capacity)/most)
		}
		d.target[t] = capacity
		groups := slices.Clone(team.Groups)
		slices.Sort(groups)
		key := fmt.Sprint(team.Groups != nil, slices.Compact(groups))
		c, ok := index[key]
		if !ok {
			c = len(d.classes)
			index[key] = c
			d.classes = append(d.classes, newClass(team.Groups, known))
		}
		d.classOf[t] = int32(c)
		d.classes[c].teams = append(d.classes[c].teams, int32(t))
		d.classes[c].capacity += capacity
	}
	return d
}

// newClass is the class of teams that may visit only groups; known is all that occur.
func newClass(groups, known []int32) class {
	allowed := make([]bool, len(known)+1)
	if groups == nil {
		for g := range allowed {
			allowed[g] = true
		}
	}
	for _, g := range groups {
		if at, ok := slices.BinarySearch(known, g); ok {
			allowed[at] = true
		}
	}
	return class{allowed: allowed}
}

// unitOf is the group of a point as a class's allowed has it.
func (d *drawing) unitOf(point int32) int {
	if g := d.group[point]; g >= 0 {
		return int(g)
	}
	return d.groups
}

// bisect deals points out to the teams of a class.
func (d *drawing) bisect(points []int32, c *class) {
	b := bisector{plane: d.plane, share: d.target, sx: d.sx, sy: d.sy, part: d.turf}
	weight, share := 0.0, 0.0
	for _, i := range points {
		weight += d.weight[i]
	}
	for _, t := range c.teams {
		share += d.target[t]
	}
	b.level = weight / share
	b.split(points, slices.Clone(c.teams))
}

// cell is what is known of a team's points together.
type cell struct {
	weight, wx, wy float64
	x0, x1, y0, y1 float64 // the box around them
	changed        int     // when it last did
}

// meets says whether the boxes around two cells have a place in common.
func (c *cell) meets(e *cell) bool {
	return c.x0 <= e.x1 && e.x0 <= c.x1 && c.y0 <= e.y1 && e.y0 <= c.y1
}

// gather lists the points by team, as they were dealt out. It numbers them anew by team, for those
// that are looked at together to lie together in memory; origin keeps the old numbers.
func (d *drawing) gather() {
	d.members = make([][]int32, len(d.target))
	d.cells = make([]cell, len(d.target))
	for i, t := range d.turf {
		if t >= 0 {
			d.members[t] = append(d.members[t], int32(i))
		}
	}
	n := len(d.turf)
	p := plane{x: make([]float64, 0, n), y: make([]float64, 0, n), weight: make([]float64, 0, n), group: make([]int32, 0, n),
		groups: d.groups, middle: d.middle, cosLat: d.cosLat}
	d.origin = make([]int32, 0, n)
	d.turf = make([]int32, 0, n)
	for t, members := range d.members {
		for k, i := range members {
			members[k] = int32(len(d.origin))
			d.origin = append(d.origin, i)
			d.turf = append(d.turf, int32(t))
			p.x, p.y = append(p.x, d.x[i]), append(p.y, d.y[i])
			p.weight, p.group = append(p.weight, d.weight[i]), append(p.group, d.group[i])
		}
	}
	d.plane = &p
	for t := range d.cells {
		d.sum(t)
	}
}

func (d *drawing) sum(t int) {
	c := cell{x0: math.Inf(1), x1: math.Inf(-1), y0: math.Inf(1), y1: math.Inf(-1), changed: d.cells[t].changed}
	for _, i := range d.members[t] {
		w, x, y := d.weight[i], d.x[i], d.y[i]
		c.weight += w
		c.wx += w * x
		c.wy += w * y
		c.x0, c.x1, c.y0, c.y1 = min(c.x0, x), max(c.x1, x), min(c.y0, y), max(c.y1, y)
	}
	d.cells[t] = c
}

// centre is the middle of a team's points, or its start while it has none.
func (d *drawing) centre(t int) (x, y float64) {
	c := &d.cells[t]
	if c.weight == 0 {
		return d.sx[t], d.sy[t]
	}
	return c.wx / c.weight, c.wy / c.weight
}

// swapTeams lets two teams of the same class and capacity swap their turfs where that brings the
// turfs nearer to the starts in sum.
func (d *drawing) swapTeams() {
	way := func(t, u int) float64 {
		x, y := d.centre(u)
		return math.Hypot(x-d.sx[t], y-d.sy[t])
	}
	for range 20 {
		swapped := false
		for t := range d.cells {
			own := way(t, t)
			for u := t + 1; u < len(d.cells); u++ {
				if d.classOf[t] != d.classOf[u] || d.target[t] != d.target[u] || d.sx[t] == d.sx[u] && d.sy[t] == d.sy[u] {
					continue
				}
				if own+way(u, u)-way(t, u)-way(u, t) > 0.01 { // metres
					d.members[t], d.members[u] = d.members[u], d.members[t]
					d.cells[t], d.cells[u] = d.cells[u], d.cells[t]
					own, swapped = way(t, t), true
				}
			}
		}
		if !swapped {
			return
		}
	}
}
