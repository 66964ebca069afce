package cluster

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"gonha/geo"
)

// loads is the weight of each part.
func loads(part []int32, weight []float64, parts int) []float64 {
	sum := make([]float64, parts)
	for i, p := range part {
		sum[p] += weight[i]
	}
	return sum
}

func TestBisectIsBalanced(t *testing.T) {
	for _, c := range []struct {
		name string
		in   Input
	}{
		{"streets", streets(3000, 150, 1)},
		{"tower", tower(1500, 300)},
		{"one spot", Input{Points: make([]geo.Point, 900), Weight: slices.Repeat([]float64{6}, 900)}},
	} {
		for _, parts := range []int{1, 2, 3, 7, 30, 64} {
			t.Run(fmt.Sprintf("%s/parts=%d", c.name, parts), func(t *testing.T) {
				part := Bisect(c.in.Points, c.in.Weight, parts)
				total, heaviest := 0.0, slices.Max(c.in.Weight)
				for _, w := range c.in.Weight {
					total += w
				}
				for p, load := range loads(part, c.in.Weight, parts) {
					if off := math.Abs(load - total/float64(parts)); off > 2*heaviest {
						t.Errorf("part %d: load %v, share %v", p, load, total/float64(parts))
					}
				}
				if again := Bisect(c.in.Points, c.in.Weight, parts); !slices.Equal(part, again) {
					t.Error("a second run gives other parts")
				}
			})
		}
	}
}

func TestBisectShares(t *testing.T) {
	in := streets(4000, 150, 2)
	shares := []float64{1, 2, 3, 4}
	part := BisectShares(in.Points, nil, shares)
	for p, load := range loads(part, slices.Repeat([]float64{1}, 4000), 4) {
		if want := 400 * shares[p]; math.Abs(load-want) > 2 {
			t.Errorf("part %d has %v points, want %v", p, load, want)
		}
	}
}

func TestBisectCutsAcrossTheWiderSide(t *testing.T) {
	// 100 by 60 metres: a degree of longitude is shorter than one of latitude.
	points := []geo.Point{place(0, 0), place(100, 0), place(0, 60), place(100, 60)}
	if got, want := Bisect(points, nil, 2), []int32{0, 1, 0, 1}; !slices.Equal(got, want) {
		t.Errorf("parts %v, want %v", got, want)
	}
}

func TestBisectPartsDoNotOverlap(t *testing.T) {
	in := streets(2000, 150, 3)
	in.Teams = crew(13)
	if q := Measure(in, Bisect(in.Points, in.Weight, 13)); q.Overlap > 0 {
		t.Errorf("overlap %v", q.Overlap)
	}
}

func TestBisectOfOddInput(t *testing.T) {
	points := []geo.Point{place(0, 0), place(10, 0), place(20, 0)}
	for _, c := range []struct {
		name   string
		points []geo.Point
		weight []float64
		parts  int
		want   []int32
	}{
		{"no points", nil, nil, 4, []int32{}},
		{"no parts", points, nil, 0, []int32{0, 0, 0}},
		{"one part", points, nil, 1, []int32{0, 0, 0}},
		{"no weight", points, []float64{0, 0, 0}, 3, []int32{0, 1, 2}},
		{"weights out of range", points, []float64{math.NaN(), -1, math.Inf(1)}, 3, []int32{0, 1, 2}},
		{"all weight on one", points, []float64{0, 0, 5}, 2, []int32{0, 0, 1}},
	} {
		if got := Bisect(c.points, c.weight, c.parts); !slices.Equal(got, c.want) {
			t.Errorf("%s: parts %v, want %v", c.name, got, c.want)
		}
	}
	for _, part := range Bisect(points, nil, 9) { // more parts than points
		if part < 0 || part >= 9 {
			t.Errorf("part %d of 9", part)
		}
	}
}

// plainSelect is selectWeight by sorting everything.
func plainSelect(items []item, target float64) int {
	slices.SortFunc(items, byKey)
	at := 0
	for at < len(items) && target >= items[at].weight/2 {
		target -= items[at].weight
		at++
	}
	return at
}

func FuzzSelectWeight(f *testing.F) {
	f.Add(uint64(1), uint16(100), uint8(3), 0.5)
	f.Add(uint64(2), uint16(1000), uint8(200), 0.01)
	f.Add(uint64(3), uint16(40), uint8(0), 2.0)
	f.Fuzz(func(t *testing.T, seed uint64, n uint16, keys uint8, share float64) {
		rng := rand.New(rand.NewPCG(seed, 0))
		items, total := make([]item, n%2000), 0.0
		for i := range items {
			items[i] = item{float64(rng.IntN(int(keys) + 1)), float64(1 + rng.IntN(4)), int32(i)} // whole weights add up exactly
			total += items[i].weight
		}
		rng.Shuffle(len(items), func(i, j int) { items[i], items[j] = items[j], items[i] })
		target := math.Trunc(share*total) + 0.25 // no ties between two positions
		if math.IsNaN(target) {
			return
		}
		sorted := slices.Clone(items)
		want, got := plainSelect(sorted, target), selectWeight(items, target)
		if got != want {
			t.Fatalf("position %d, want %d", got, want)
		}
		slices.SortFunc(items[:got], byKey)
		slices.SortFunc(items[got:], byKey)
		if !slices.Equal(items, sorted) {
			t.Error("the items before the position are not the first")
		}
	})
}
