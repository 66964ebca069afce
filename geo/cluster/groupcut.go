package cluster

// groupCut counts, while a cut moves through sorted items, the groups that it divides.
type groupCut struct {
	group   []int32 // the plane's, by point
	left    []int32 // by group: points before the cut
	right   []int32 // and after it
	seen    []int32 // groups with a count, to be cleared
	divided int     // groups on both sides
}

// several says whether points are of two groups or more.
func (c *groupCut) several(p *plane, points []int32) bool {
	if p.groups < 2 {
		return false
	}
	first := int32(-1)
	for _, i := range points {
		if g := p.group[i]; g >= 0 && g != first {
			if first >= 0 {
				return true
			}
			first = g
		}
	}
	return false
}

// begin puts the cut before the first item.
func (c *groupCut) begin(p *plane, items []item) {
	if len(c.left) < p.groups {
		c.left, c.right = make([]int32, p.groups), make([]int32, p.groups)
	}
	for _, g := range c.seen {
		c.left[g], c.right[g] = 0, 0
	}
	c.group, c.seen, c.divided = p.group, c.seen[:0], 0
	for i := range items {
		if g := c.group[items[i].point]; g >= 0 {
			if c.right[g] == 0 {
				c.seen = append(c.seen, g)
			}
			c.right[g]++
		}
	}
}

// pass moves the cut past the next item, which is point.
func (c *groupCut) pass(point int32) {
	g := c.group[point]
	if g < 0 {
		return
	}
	if c.left[g] == 0 {
		c.divided++
	}
	c.left[g]++
	c.right[g]--
	if c.right[g] == 0 {
		c.divided--
	}
}
