package road

import "gonha/geo"

// cost is what a way costs: milliseconds in the upper half, decimetres in the lower. Sums and
// comparisons are those of one integer, so that of the fastest ways the shortest is meant
// everywhere, and time and length are exact and the same whichever search finds them.
type cost int64

// never is beyond every cost, and far enough from overflow to add a few of it.
const never cost = 1 << 60

func newCost(milliseconds, decimetres int64) cost { return cost(milliseconds<<32 + decimetres) }

func (c cost) millis() int64     { return int64(c >> 32) }
func (c cost) decimetres() int64 { return int64(c & (1<<32 - 1)) }

// share is the part of c up to pos of length.
func (c cost) share(pos, length int64) cost {
	if length == 0 {
		return 0
	}
	return newCost(c.millis()*pos/length, pos)
}

// seconds rounds up, and gives [geo.Unreachable] where there is no way.
func (c cost) seconds() int32 {
	if c >= never {
		return geo.Unreachable
	}
	return int32(min((c.millis()+999)/1000, int64(geo.Unreachable)))
}

// metres rounds to the nearest.
func (c cost) metres() int32 { return int32((c.decimetres() + 5) / 10) }
