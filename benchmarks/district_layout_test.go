package benchmarks

import (
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestDivide(t *testing.T) {
	whole := box{-3000, -1000, 3000, 1000}
	for _, c := range []struct {
		weights []int64
		want    []box
	}{
		{[]int64{7}, []box{whole}},
		{[]int64{1, 1}, []box{{-3000, -1000, 0, 1000}, {0, -1000, 3000, 1000}}},
		{[]int64{1, 3}, []box{{-3000, -1000, -1500, 1000}, {-1500, -1000, 3000, 1000}}},
		{[]int64{1, 1, 4}, []box{{-3000, -1000, -2000, 1000}, {-2000, -1000, -1000, 1000}, {-1000, -1000, 3000, 1000}}},
	} {
		if diff := cmp.Diff(c.want, whole.divide(c.weights), cmp.AllowUnexported(box{})); diff != "" {
			t.Errorf("%v (-want +got):\n%s", c.weights, diff)
		}
	}
}

// Any weights give parts in proportion that cover the whole, none of them a strip.
func TestDivideInProportion(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 1))
	for range 200 {
		weights, sum := make([]int64, 1+random.IntN(60)), int64(0)
		for i := range weights {
			weights[i] = 70 + random.Int64N(61)
			sum += weights[i]
		}
		whole := box{-500_000, -400_000, 500_000, 400_000}
		var area int64
		for i, b := range whole.divide(weights) {
			area += b.width() * b.height()
			within(t, "area over its share", float64(b.width()*b.height())*float64(sum)/float64(whole.width()*whole.height()*weights[i]), 0.999, 1.001)
			within(t, "width over height", float64(b.width())/float64(b.height()), 0.25, 4)
		}
		if want := whole.width() * whole.height(); area != want {
			t.Fatalf("%d parts cover %d of %d", len(weights), area, want)
		}
	}
}

func TestHalves(t *testing.T) {
	for _, c := range []struct {
		weights      []int64
		k            int
		first, whole int64
	}{
		{[]int64{1, 1}, 1, 1, 2},
		{[]int64{9, 1}, 1, 9, 10},
		{[]int64{1, 9}, 1, 1, 10},
		{[]int64{1, 1, 1, 1}, 2, 2, 4},
		{[]int64{1, 1, 8}, 2, 2, 10},
		{[]int64{1, 8, 1}, 1, 1, 10},
		{[]int64{1, 1, 1}, 1, 1, 3},
	} {
		if k, first, whole := halves(c.weights); k != c.k || first != c.first || whole != c.whole {
			t.Errorf("%v: %d, %d of %d, want %d, %d of %d", c.weights, k, first, whole, c.k, c.first, c.whole)
		}
	}
}

func TestParted(t *testing.T) {
	for _, c := range []struct {
		whole   int
		weights []int64
		want    []int
	}{
		{10, []int64{1}, []int{10}},
		{10, []int64{1, 1}, []int{5, 5}},
		{10, []int64{1, 1, 1}, []int{3, 3, 4}},
		{1, []int64{1, 1, 1}, []int{0, 0, 1}},
		{0, []int64{3, 4}, []int{0, 0}},
	} {
		if diff := cmp.Diff(c.want, parted(c.whole, c.weights)); diff != "" {
			t.Errorf("%d by %v (-want +got):\n%s", c.whole, c.weights, diff)
		}
	}
}

// Doors and alleys use up the ground of a ward; a thin one keeps them together and leaves the rest.
func TestSparsity(t *testing.T) {
	o := realPlace(t, "coc-leu")
	for _, c := range []struct {
		density        float64 // on the list, a hectare
		spacing, pitch int64
	}{
		{60, nearDoors, 3900}, // alleys nearer than usual
		{32.5, 900, 4000},
		{14, 2089, 4001},
		{8, farDoors, 6648},
		{1, farDoors, widestPitch}, // villages
	} {
		if got := o.sparsityOf(c.density); got != (sparsity{c.spacing, c.pitch}) {
			t.Errorf("%g a hectare: %+v, want %+v", c.density, got, sparsity{c.spacing, c.pitch})
		}
	}
	o.Scattered = true
	if got, want := o.sparsityOf(0.2), (sparsity{9750, trackPitch}); got != want {
		t.Errorf("scattered: %+v, want %+v", got, want)
	}
}

// Names tell groups of the same number apart, whatever is in the place.
func TestGroupNames(t *testing.T) {
	for _, c := range []struct {
		place string
		group int
		want  string
	}{
		{"coc-leu", 4, "TDP 5"}, {"an-xuan", 0, "Thôn 1"}, {"bac-son", 77, "Tổ 78 ấp 6"},
		{"bac-tu-liem", 0, "TDP 1 Cổ Nhuế 1"}, {"binh-duong", 2, "KP 3 Dầu Tiếng (Dầu Tiếng)"},
	} {
		o := realPlace(t, c.place)
		wards := o.wards()
		w := &wards[0]
		if c.place == "binh-duong" {
			w = &wards[1]
			for w.Ward != "Dầu Tiếng" {
				wards = wards[1:]
				w = &wards[0]
			}
		}
		if got := o.groupName(w, c.group); got != c.want {
			t.Errorf("%s: group %d is %q, want %q", c.place, c.group, got, c.want)
		}
	}
	names := map[string]bool{}
	o := realPlace(t, "binh-duong")
	wards := o.wards()
	groups := 0
	for i := range wards {
		for g := range wards[i].groups {
			names[o.groupName(&wards[i], g)] = true
			groups++
		}
	}
	if len(wards) != 91 || len(names) != groups {
		t.Errorf("%d names for %d groups of %d wards", len(names), groups, len(wards))
	}
}
