package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"gonha/geo"
	"gonha/geo/road"
	"gonha/solver/campaign"
)

// roadFlags are the options of a command line on travel.
type roadFlags struct{ roads, extra string }

func (f *roadFlags) define(fs *flag.FlagSet) {
	fs.Func("roads", "", once(&f.roads))
	fs.Func("extra-roads", "", once(&f.extra))
}

// travel is how teams get about by these options. The file is opened now, and the roads around a
// night's places are read when an engine is first made; nights after each other may share the travel.
func (f *roadFlags) travel() (campaign.Travel, error) {
	if f.roads == "" {
		if f.extra != "" {
			return campaign.Travel{}, errors.New("--extra-roads cần có / needs: --roads FILE")
		}
		return campaign.Travel{}, nil
	}
	o := road.DefaultOptions()
	o.Extra = f.extra
	if dir, err := os.UserCacheDir(); err == nil {
		o.Cache = filepath.Join(dir, "gonha", "roads")
	}
	source, err := road.Open(f.roads, o)
	if err != nil {
		return campaign.Travel{}, fmt.Errorf("không đọc được / cannot read --roads: %w", err)
	}
	profiles := map[campaign.Mode]road.Profile{campaign.Walk: road.Walk(), campaign.Motorbike: road.Motorbike()}
	return campaign.Travel{
		Name: "roads", Credit: campaign.OpenStreetMap,
		Engine: func(ctx context.Context, mode campaign.Mode, points []geo.Point) (geo.Engine, error) {
			return source.Engine(ctx, profiles[mode], points)
		},
	}, nil
}

// prepare makes every engine of the night once, so that what cannot be read is refused before the
// planning begins and its time is not spent on reading.
func prepare(ctx context.Context, night *campaign.Night) error {
	if night.Travel.Engine == nil {
		return nil
	}
	var points []geo.Point
	for i := range night.Households {
		if h := &night.Households[i]; h.Status.Routed() {
			points = append(points, h.Point)
		}
	}
	for i := range night.Teams {
		points = append(points, night.Teams[i].Start, night.Teams[i].End)
	}
	made := map[campaign.Mode]bool{}
	for i := range night.Teams {
		mode := night.Teams[i].Mode
		if made[mode] {
			continue
		}
		made[mode] = true
		if _, err := night.Travel.Engine(ctx, mode, points); err != nil {
			return fmt.Errorf("không đọc được / cannot read --roads: %w", err)
		}
	}
	return nil
}
