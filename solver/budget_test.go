package solver

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestBudget: a search that ends its steps as soon as they are beyond what is allowed accepts the same
// plans as one that does not. Blinks are off, which are not drawn in the same number by both.
func TestBudget(t *testing.T) {
	for seed := range uint64(6) {
		p := required(seed, 60, 20, 12)
		fast, plain := wholeSearch(t, p), wholeSearch(t, p)
		refused, early := 0, 0
		for _, k := range []*search{fast, plain} {
			k.dice, k.sides = math.MaxUint64, math.MaxInt
			k.constructAll()
		}
		if fast.tally.visits != fast.n {
			t.Fatalf("seed %d: the first plan visits %d of %d", seed, fast.tally.visits, fast.n)
		}
		for step := range 1500 {
			plain.plainStep(30)
			was := fast.current
			fast.step(30)
			if was == fast.current {
				refused++
			}
			if fast.tally != plain.tally || fast.current != plain.current {
				t.Fatalf("seed %d, step %d: %+v, without a budget %+v", seed, step, fast.tally, plain.tally)
			}
			if step%100 == 0 {
				if diff := cmp.Diff(plain.best.sequence, fast.best.sequence); diff != "" {
					t.Fatalf("seed %d, step %d (-without +with a budget):\n%s", seed, step, diff)
				}
			}
			early += fast.endsEarly(30)
		}
		if refused < 100 || early == 0 {
			t.Errorf("seed %d: %d steps refused, %d ended early: too few to mean anything", seed, refused, early)
		}
	}
}

// plainStep is step without a budget.
func (k *search) plainStep(temperature float64) {
	k.begin()
	k.ruin()
	k.allow(-temperature * math.Log(k.uniform()))
	k.budgeted = false
	k.finishStep()
}

// endsEarly says whether the next step would end before all its clients are inserted; it leaves the
// search as it was, its random numbers included.
func (k *search) endsEarly(temperature float64) int {
	rng := *k.rng
	k.begin()
	k.ruin()
	k.allow(-temperature * math.Log(k.uniform()))
	k.recreate()
	early := 0
	if k.tally.visits < k.n {
		early = 1
	}
	k.undo()
	*k.rng = rng
	return early
}
