package main

import (
	"context"
	"math"

	"gonha/api"
	"gonha/geo"
	"gonha/solver/campaign"
)

// placesOf is how a server finds households by their addresses on the map of a file; without one it cannot.
func placesOf(roads string) api.Places {
	if roads == "" {
		return api.Places{}
	}
	return api.Places{Find: func(ctx context.Context, around, ask []campaign.Household) ([]api.Found, error) {
		index, err := indexOf(ctx, &campaign.Night{Households: around}, roads)
		if err != nil {
			return nil, err
		}
		g := geocoding{}
		found := make([]api.Found, len(ask))
		for i := range ask {
			h := ask[i]
			h.Point = geo.Point{Lat: math.NaN(), Lon: math.NaN()}
			g.find(&h, index)
			found[i] = api.Found{Point: h.Point, Guess: h.Guess}
			if h.Guess != nil && h.Guess.By == "" {
				found[i].Guess = nil
			}
		}
		return found, ctx.Err()
	}}
}
