package benchmarks

import (
	"fmt"
	"math"
)

// The ways of real wards. All lengths are whole centimetres, as in scenario_streets.go.
const (
	alleyPitch = 4_000  // between alleys where a ward is full; doors on the list are nearer where it is fuller
	nearDoors  = 500    // the least metres of alley for a door on the list, in cm
	farDoors   = 2_200  // the most: a thinner ward is villages with fields between, see widestPitch
	trackPitch = 60_000 // between the tracks of a scattered commune
)

// box is a rectangle, in cm east and north of the place's centre.
type box struct{ west, south, east, north int64 }

func (b box) width() int64  { return b.east - b.west }
func (b box) height() int64 { return b.north - b.south }
func (b box) middle() spot  { return spot{(b.west + b.east) / 2, (b.south + b.north) / 2} }

// divide cuts the box into one for each weight, with areas in proportion and as square as halving the
// longer side makes them. Weights are positive; neighbours in order are near each other.
func (b box) divide(weights []int64) []box {
	if len(weights) == 1 {
		return []box{b}
	}
	k, first, whole := halves(weights)
	one, other := b, b
	if b.width() >= b.height() {
		one.east = b.west + b.width()*first/whole
		other.west = one.east
	} else { // from the north, as maps are read
		one.south = b.north - b.height()*first/whole
		other.north = one.south
	}
	return append(one.divide(weights[:k]), other.divide(weights[k:])...)
}

// halves is how many of the weights, two or more, come nearest half of them all, and their sums.
func halves(weights []int64) (k int, first, whole int64) {
	for _, w := range weights {
		whole += w
	}
	first, k = weights[0], 1
	for k < len(weights)-1 && 2*first+weights[k] < whole {
		first += weights[k]
		k++
	}
	return k, first, whole
}

// districtWard is a ward with its part of the list.
type districtWard struct {
	Figures
	label    string // behind the names of groups and teams; empty where there is one ward
	size     int    // households on the list
	groups   int
	sparsity // of its ways
	area     box
}

// sparsity is how far doors and alleys are apart.
type sparsity struct{ spacing, pitch int64 }

// sparsityOf fits the ways to so many households on the list a hectare, see pitch: first the alleys of a
// full ward and doors as near as that takes, then alleys farther apart, and at last fields between.
func (o DistrictOptions) sparsityOf(density float64) sparsity {
	area := wayPerAlley * 1e8 / density // of spacing times pitch
	if o.Scattered {
		return sparsity{int64(math.Round(area / trackPitch)), trackPitch}
	}
	spacing := max(nearDoors, min(farDoors, int64(math.Round(area/alleyPitch))))
	return sparsity{spacing, min(widestPitch, int64(math.Round(area/float64(spacing))))}
}

// wards gives the wards that have a household on the list, beside each other.
func (o DistrictOptions) wards() []districtWard {
	census, before, several := 0, 0, map[string]bool{}
	for _, w := range o.Wards {
		census += w.Households
		several[w.District] = true
	}
	var wards []districtWard
	var areas []int64
	for _, f := range o.Wards {
		size := int(share(o.Households, before+f.Households, census) - share(o.Households, before, census))
		before += f.Households
		if size == 0 {
			continue
		}
		w := districtWard{
			Figures: f, size: size, sparsity: o.sparsityOf(o.OnList * float64(f.Households) / float64(f.Hectares)),
			groups: max(1, min(size, int(math.Round(float64(size)/(o.OnList*float64(o.GroupSize)))))),
		}
		switch {
		case len(several) > 1:
			w.label = fmt.Sprintf(" %s (%s)", f.Ward, f.District)
		case len(o.Wards) > 1:
			w.label = " " + f.Ward
		}
		wards = append(wards, w)
		areas = append(areas, max(1, int64(f.Hectares)*10_000*int64(size)/int64(f.Households)))
	}
	half := int64(math.Round(100 * o.reach()))
	for i, b := range (box{-half, -half, half, half}).divide(areas) {
		wards[i].area = b
	}
	return wards
}

// groupName is how group g of the ward is called, without a comma or semicolon, which part groups in lists.
func (o DistrictOptions) groupName(w *districtWard, g int) string {
	name := fmt.Sprintf("%s %d", o.GroupName, g+1)
	if o.Hamlets > 0 {
		name += fmt.Sprintf(" ấp %d", o.hamlet(w, g)+1)
	}
	return name + w.label
}

// hamlet is which hamlet group g of the ward is in, from 0.
func (o DistrictOptions) hamlet(w *districtWard, g int) int {
	return g * min(o.Hamlets, w.groups) / w.groups
}
