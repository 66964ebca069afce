package valhalla

import (
	"context"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"testing"
	"time"

	"gonha/geo"
	"gonha/solver/campaign"
)

// nightOn is a night of n households beside the roads of a map, some metres off them as doors are, and two teams.
func nightOn(t *testing.T, pbf, url string, n int, mode campaign.Mode) *campaign.Night {
	t.Helper()
	rng := rand.New(rand.NewPCG(uint64(n), 5))
	night := &campaign.Night{Options: campaign.DefaultOptions()}
	night.Options.Date, night.Options.TimeLimit, night.Options.Iterations, night.Options.Threads = "2026-12-01", 0, int64(20*n), 1
	places := onRoads(t, pbf, n+1)
	for i, p := range places[1:] {
		p.Lat, p.Lon = p.Lat+(rng.Float64()-0.5)*0.0006, p.Lon+(rng.Float64()-0.5)*0.0006
		h := campaign.Household{ID: fmt.Sprintf("H%03d", i+1), Point: p, Persons: 1 + rng.IntN(4), Priority: 1, Status: campaign.Pending}
		h.Mandatory = rng.IntN(20) == 0
		night.Households = append(night.Households, h)
	}
	for _, id := range []string{"T1", "T2"} {
		night.Teams = append(night.Teams, campaign.Team{ID: id, Members: 4, Start: places[0], End: places[0], Mode: mode})
	}
	night.Travel = campaign.Travel{Name: "valhalla", Engine: func(ctx context.Context, mode campaign.Mode, points []geo.Point) (geo.Engine, error) {
		o := Walk(url)
		if mode == campaign.Motorbike {
			o = Motorbike(url)
		}
		o.Remote.Timeout, o.Remote.AtOnce = 5*time.Minute, 1 // a busy machine
		return New(ctx, points, o)
	}}
	return night
}

// TestPlansByValhalla: evenings on real maps are planned by the real server, whatever its table is like, and drawn.
func TestPlansByValhalla(t *testing.T) {
	for _, name := range []string{"btl_drive", "dongda_badinh_walk", "hanoi_qtg_full", "hcmc_d3_full"} {
		t.Run(name, func(t *testing.T) {
			pbf := filepath.Join("..", "..", "..", "shared", "places", name+".osm.pbf")
			url := realServer(t, pbf, false)
			for _, n := range []int{10, 20, 40, 80, 120} {
				for _, mode := range []campaign.Mode{campaign.Walk, campaign.Motorbike} {
					plan, err := nightOn(t, pbf, url, n, mode).Plan(t.Context(), campaign.Live{})
					if err != nil {
						t.Errorf("%d households, %s: %v", n, mode, err)
						continue
					}
					t.Logf("%d households, %s: %d visits, %d off the roads, %d legs straight", n, mode, plan.Summary.Visits, len(plan.OffRoad), plan.StraightLegs())
					if plan.Summary.Visits == 0 {
						t.Errorf("%d households, %s: nobody is visited", n, mode)
					}
				}
			}
		})
	}
}
