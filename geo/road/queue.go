package road

// item is an entry of a queue; of equal keys the smaller id comes first, so that searches are the same
// everywhere.
type item struct {
	key cost
	id  int32
}

func (a item) less(b item) bool { return a.key < b.key || a.key == b.key && a.id < b.id }

// queue is a heap, the least item first. Package heap would call interfaces for every comparison.
type queue []item

func (q *queue) push(x item) {
	h := append(*q, x)
	i := len(h) - 1
	for i > 0 {
		up := (i - 1) / 2
		if !x.less(h[up]) {
			break
		}
		h[i] = h[up]
		i = up
	}
	h[i] = x
	*q = h
}

func (q *queue) pop() item {
	h := *q
	top, last := h[0], h[len(h)-1]
	h = h[:len(h)-1]
	*q = h
	if len(h) == 0 {
		return top
	}
	i := 0
	for {
		down := 2*i + 1
		if down >= len(h) {
			break
		}
		if down+1 < len(h) && h[down+1].less(h[down]) {
			down++
		}
		if !h[down].less(last) {
			break
		}
		h[i] = h[down]
		i = down
	}
	h[i] = last
	return top
}
