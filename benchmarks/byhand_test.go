package benchmarks

import (
	"fmt"
	"testing"

	"gonha/solver/campaign"
)

// nightOf is a night of the given lists with the settings of the contract, one door a stop.
func nightOf(households []campaign.Household, teams []campaign.Team) *campaign.Night {
	o := campaign.DefaultOptions()
	o.Date, o.Lang, o.StopRadius, o.Turfs = "2026-11-20", "en", 0, "off"
	return &campaign.Night{Households: households, Teams: teams, Options: o}
}

// The plans by hand of whole wards keep every rule of the contract, as the verification that shares no
// code with them sees it, which ByHand asks.
func TestByHandOfWards(t *testing.T) {
	for _, name := range []string{"small", "s300", "mixed"} {
		for seed := range uint64(5) {
			t.Run(fmt.Sprintf("%s/seed=%d", name, seed), func(t *testing.T) {
				o := named(t, name)
				o.Seed = seed
				n := nightOf(Ward(o))
				n.Options.StopRadius = 30
				for _, way := range campaign.Ways() {
					p, err := n.ByHand(t.Context(), way)
					if err != nil {
						t.Fatal(err)
					}
					if p.Summary.Persons == 0 || p.Summary.Unvisited == 0 {
						t.Errorf("%s: %d persons reached and %d households left: the ward tries nothing", way, p.Summary.Persons, p.Summary.Unvisited)
					}
				}
			})
		}
	}
}

func BenchmarkByHand(b *testing.B) {
	for _, name := range []string{"s300", "s2000"} {
		for _, way := range campaign.Ways() {
			b.Run(name+"/"+string(way), func(b *testing.B) {
				n := nightOf(Ward(named(b, name)))
				n.Options.StopRadius = 30
				b.ReportAllocs()
				for b.Loop() {
					if _, err := n.ByHand(b.Context(), way); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
