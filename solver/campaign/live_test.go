package campaign

import (
	"context"
	"fmt"
	"testing"
	"time"
)

// TestDraft: the drafts of a night under way are plans of their own, and outlive the planning.
func TestDraft(t *testing.T) {
	for seed := range uint64(4) {
		t.Run(fmt.Sprintf("seed=%d", seed), func(t *testing.T) {
			n := inventedNight(seed)
			n.Options.Iterations, n.Options.TimeLimit = 0, time.Minute
			var drafts []*Draft
			var persons []int64
			ctx, enough := context.WithCancel(t.Context())
			final, err := n.Plan(ctx, Live{Progress: func(p Progress) {
				drafts, persons = append(drafts, p.Draft()), append(persons, p.Persons)
				if len(drafts) == 4 {
					enough()
				}
			}})
			if err != nil {
				t.Fatal(err)
			}
			if len(drafts) < 3 {
				t.Fatalf("%d drafts", len(drafts))
			}
			for i, d := range drafts {
				plan, err := d.Plan(t.Context())
				if err != nil {
					t.Fatalf("draft %d: %v", i, err)
				}
				if plan.Summary.Visits+plan.Summary.Unvisited != final.Summary.Visits+final.Summary.Unvisited {
					t.Errorf("draft %d: %d visits and %d unvisited", i, plan.Summary.Visits, plan.Summary.Unvisited)
				}
				if i == 0 && int64(plan.Summary.Persons) != persons[0] {
					t.Errorf("the first draft reaches %d people, %d were told", plan.Summary.Persons, persons[0])
				}
			}
		})
	}
}
