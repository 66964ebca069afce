package campaign

import (
	"fmt"
	"testing"
)

// TestByHandIsVerified: the plans by hand of nights with all that the model has keep every rule of the
// contract, which ByHand itself has verified, and none beats what the rules leave.
func TestByHandIsVerified(t *testing.T) {
	for seed := range uint64(6) {
		for _, way := range Ways() {
			t.Run(fmt.Sprintf("%s/seed=%d", way, seed), func(t *testing.T) {
				n := inventedNight(seed)
				plan, err := n.ByHand(t.Context(), way)
				if err != nil {
					t.Fatal(err)
				}
				if plan.Summary.Visits < 5 || plan.Summary.Unvisited == 0 {
					t.Errorf("%d visits, %d unvisited: too few of either", plan.Summary.Visits, plan.Summary.Unvisited)
				}
				if way == Doors && plan.Summary.Stops != plan.Summary.Visits {
					t.Errorf("%d stops for %d visits, door by door", plan.Summary.Stops, plan.Summary.Visits)
				}
			})
		}
	}
}
