package road

// sets are disjoint sets of numbers from 0 on, joined as it goes (Galler and Fischer, An Improved Equivalence
// Algorithm, Comm. ACM 7, 1964), with paths halved.
type sets []int32

func newSets(n int32) sets {
	s := make(sets, n)
	for i := range s {
		s[i] = int32(i)
	}
	return s
}

// find is the number that stands for the set of i.
func (s sets) find(i int32) int32 {
	for s[i] != i {
		s[i] = s[s[i]]
		i = s[i]
	}
	return i
}

// join makes one set of two; the smaller number stands for it, whatever the order.
func (s sets) join(i, j int32) {
	i, j = s.find(i), s.find(j)
	if i > j {
		i, j = j, i
	}
	s[j] = i
}
