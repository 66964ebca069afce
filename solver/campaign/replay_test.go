package campaign

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// TestPlanAgain: what plan.json says of a plan made within a time limit makes it again, whatever the
// threads.
func TestPlanAgain(t *testing.T) {
	for _, turfs := range []string{"off", "soft", "strict"} {
		n := inventedNight(2)
		n.Options.Turfs, n.Options.Iterations, n.Options.TimeLimit, n.Options.Threads = turfs, 0, 100*time.Millisecond, 2
		first, err := n.Plan(t.Context(), Live{})
		if err != nil {
			t.Fatal(err)
		}
		text, err := json.Marshal(first.Parameters)
		if err != nil {
			t.Fatal(err)
		}
		var given Parameters
		if err := json.Unmarshal(text, &given); err != nil {
			t.Fatal(err)
		}
		n.Options.Epochs, n.Options.Threads = given.Epochs, 1
		again, err := n.Plan(t.Context(), Live{})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(first.Routes, again.Routes); diff != "" || len(given.Epochs) == 0 {
			t.Errorf("%s, %d epochs: another plan:\n%.2000s", turfs, len(given.Epochs), diff)
		}
	}
}
