package solver

import "testing"

func TestValueBetter(t *testing.T) {
	list := []Value{ // each better than the next
		{RequiredMissed: 0, Prize: 1, Travel: 9, Service: 9},
		{RequiredMissed: 1, Prize: 5, Travel: 9, Service: 9},
		{RequiredMissed: 1, Prize: 4, Travel: 8, Service: 9},
		{RequiredMissed: 1, Prize: 4, Travel: 9, Service: 8},
		{RequiredMissed: 1, Prize: 4, Travel: 9, Service: 9, Wait: 1},
	}
	for i := range list {
		for j := range list {
			if got := list[i].Better(list[j]); got != (i < j) {
				t.Errorf("%+v better than %+v: %v", list[i], list[j], got)
			}
		}
	}
}
