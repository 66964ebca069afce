package vrp

import (
	"cmp"
	"slices"
)

// neighbours lists for each job the others that are nearest by the first vehicle's travel, both ways together.
func neighbours(p *Problem) [][]int32 {
	t := &p.Travels[p.Vehicles[0].Travel]
	near := make([][]int32, len(p.Jobs))
	apart := make([]int64, len(p.Jobs))
	for i := range near {
		list := make([]int32, 0, len(p.Jobs)-1)
		for k := range p.Jobs {
			if k == i {
				continue
			}
			list = append(list, int32(k))
			apart[k] = 0
			for _, ends := range [2][2]int32{{p.Jobs[i].Place, p.Jobs[k].Place}, {p.Jobs[k].Place, p.Jobs[i].Place}} {
				if l, way := t.leg(p.Places, ends[0], ends[1]); way {
					apart[k] += l.cost
				} else {
					apart[k] += never / 4
				}
			}
		}
		slices.SortFunc(list, func(a, b int32) int { return cmp.Or(cmp.Compare(apart[a], apart[b]), cmp.Compare(a, b)) })
		near[i] = slices.Clone(list[:min(len(list), mostNear)])
	}
	return near
}

// same says whether two vehicles are alike in all.
func (s *search) same(a, b int) bool {
	v, w := &s.p.Vehicles[a], &s.p.Vehicles[b]
	if v.Start != w.Start || v.End != w.End || v.Shift != w.Shift || v.Kind != w.Kind || v.Travel != w.Travel || v.MaxTasks != w.MaxTasks ||
		v.MaxTravel != w.MaxTravel || v.MaxDistance != w.MaxDistance || v.Fixed != w.Fixed || v.PerTask != w.PerTask ||
		!slices.Equal(v.Capacity, w.Capacity) || !slices.EqualFunc(v.Breaks, w.Breaks, sameBreak) {
		return false
	}
	for i := range s.p.Jobs {
		if may := s.p.Jobs[i].Vehicles; may != nil && may[a] != may[b] {
			return false
		}
	}
	return true
}

func sameBreak(a, b Break) bool {
	return a.Service == b.Service && slices.Equal(a.Windows, b.Windows) && slices.Equal(a.MaxLoad, b.MaxLoad) && (a.MaxLoad == nil) == (b.MaxLoad == nil)
}

// measure computes what jobs are sorted by.
func (s *search) measure() {
	t := &s.p.Travels[s.p.Vehicles[0].Travel]
	home := s.p.Vehicles[0].Start
	if home < 0 {
		home = s.p.Vehicles[0].End
	}
	for i := range s.p.Jobs {
		j := &s.p.Jobs[i]
		l, _ := t.leg(s.p.Places, home, j.Place)
		open := int64(0)
		for _, w := range j.Windows {
			open += w.Close - w.Open
		}
		if len(j.Windows) == 0 {
			open = never
		}
		s.far, s.open = append(s.far, l.cost), append(s.open, open)
		s.valued = s.valued || j.Worth != s.p.Jobs[0].Worth
	}
}
