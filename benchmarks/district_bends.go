package benchmarks

// bends pull a place out of its right angles: everything is moved by a little, and neighbours by nearly
// the same, so that streets curve and wards border on each other along crooked lines. They are value
// noise (Perlin, An image synthesizer, SIGGRAPH 1985, in its simplest form) on integers: each corner of a
// lattice has a random move, and between corners the move goes smoothly from one to the other.
type bends struct{ seed uint64 }

// lattices are what the moves are summed over: cells of so many cm with moves of at most so many. Ways
// keep at least 1 - 1.5 x (2 x 20,000 / 160,000 + 2 x 4,500 / 40,000) = 0.29 of their length.
func lattices() [2]struct{ cell, reach int64 } {
	return [2]struct{ cell, reach int64 }{{160_000, 20_000}, {40_000, 4_500}}
}

// smooth is one whole step of the way between two corners.
const smooth = 1000

func (b bends) bend(s spot) spot {
	moved := s
	for level, l := range lattices() {
		column, row := floored(s.x, l.cell), floored(s.y, l.cell)
		x, y := eased(s.x-column*l.cell, l.cell), eased(s.y-row*l.cell, l.cell)
		for _, corner := range [4]struct{ column, row, weight int64 }{
			{column, row, (smooth - x) * (smooth - y)}, {column + 1, row, x * (smooth - y)},
			{column, row + 1, (smooth - x) * y}, {column + 1, row + 1, x * y},
		} {
			east, north := b.move(uint64(level), corner.column, corner.row, l.reach)
			moved.x += east * corner.weight / (smooth * smooth)
			moved.y += north * corner.weight / (smooth * smooth)
		}
	}
	return moved
}

// move is that of a corner, at most reach each way.
func (b bends) move(level uint64, column, row, reach int64) (east, north int64) {
	h := mixed(b.seed ^ mixed(level^mixed(uint64(column)^mixed(uint64(row)))))
	span := uint64(2*reach + 1)
	return int64((h>>32)%span) - reach, int64((h&(1<<32-1))%span) - reach
}

// mixed is the finaliser of splitmix64 (Steele, Lea and Flood, OOPSLA 2014) after its increment.
func mixed(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// floored is a/b rounded down; b is positive.
func floored(a, b int64) int64 {
	if a < 0 {
		return -((b - 1 - a) / b)
	}
	return a / b
}

// eased is the part of a cell, 0 to smooth, that begins and ends slowly: 3t² - 2t³.
func eased(at, cell int64) int64 {
	t := at * smooth / cell
	return t * t * (3*smooth - 2*t) / (smooth * smooth)
}
