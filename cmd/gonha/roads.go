package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"gonha/geo"
	"gonha/geo/osrm"
	"gonha/geo/road"
	"gonha/geo/valhalla"
	"gonha/solver/campaign"
)

// roadFlags are the options of a command line on travel.
type roadFlags struct{ roads, extra, osrm, valhalla string }

func (f *roadFlags) define(fs *flag.FlagSet) {
	fs.Func("roads", "", once(&f.roads))
	fs.Func("extra-roads", "", once(&f.extra))
	fs.Func("osrm", "", once(&f.osrm))
	fs.Func("valhalla", "", once(&f.valhalla))
}

// travel is how teams get about by these options; nights after each other may share it. A file is opened
// now, and the roads around a night's places are read when an engine is first made; a server is asked then.
func (f *roadFlags) travel() (campaign.Travel, error) {
	given := 0
	for _, value := range [...]string{f.roads, f.osrm, f.valhalla} {
		if value != "" {
			given++
		}
	}
	switch {
	case given > 1:
		return campaign.Travel{}, errors.New("chỉ chọn một / only one of: --roads, --osrm, --valhalla")
	case f.extra != "" && f.roads == "":
		return campaign.Travel{}, errors.New("--extra-roads cần có / needs: --roads FILE")
	case f.roads != "":
		return f.fromFile()
	case f.osrm != "":
		return fromServer("osrm", f.osrm, func(ctx context.Context, mode campaign.Mode, points []geo.Point) (geo.Engine, error) {
			o := osrm.DefaultOptions(f.osrm, "foot")
			if mode == campaign.Motorbike {
				o.Profile, o.Parking = "driving", road.Motorbike().Parking
			}
			return osrm.New(ctx, points, o)
		})
	case f.valhalla != "":
		return fromServer("valhalla", f.valhalla, func(ctx context.Context, mode campaign.Mode, points []geo.Point) (geo.Engine, error) {
			if mode == campaign.Motorbike {
				return valhalla.New(ctx, points, valhalla.Motorbike(f.valhalla))
			}
			return valhalla.New(ctx, points, valhalla.Walk(f.valhalla))
		})
	}
	return campaign.Travel{}, nil
}

// fromFile is travel by the roads of a file.
func (f *roadFlags) fromFile() (campaign.Travel, error) {
	o := road.DefaultOptions()
	o.Extra = f.extra
	if dir, err := os.UserCacheDir(); err == nil {
		o.Cache = filepath.Join(dir, "gonha", "roads")
	}
	source, err := road.Open(f.roads, o)
	if err != nil {
		return campaign.Travel{}, fmt.Errorf("không đọc được / cannot read --roads: %w", err)
	}
	travel := byRoads(source, road.DefaultEvening())
	travel.At = func(e road.Evening) campaign.Travel { return byRoads(source, e) }
	return travel, nil
}

// byRoads is travel by the roads of a map as they are on an evening.
func byRoads(source *road.Source, e road.Evening) campaign.Travel {
	return campaign.Travel{
		Name: "roads", Credit: campaign.OpenStreetMap, Map: source.Map,
		Engine: func(ctx context.Context, mode campaign.Mode, points []geo.Point) (geo.Engine, error) {
			profile := road.Walk()
			if mode == campaign.Motorbike {
				profile = road.Motorbike()
			}
			profile.Evening = e
			engine, err := source.Engine(ctx, profile, points)
			switch {
			case errors.Is(err, road.ErrNoRoads):
				return nil, fmt.Errorf("--roads: %w", err)
			case err != nil:
				return nil, fmt.Errorf("không đọc được / cannot read --roads: %w", err)
			}
			return engine, nil
		},
	}
}

// fromServer is travel by a server's answers.
func fromServer(name, url string, ask ask) (campaign.Travel, error) {
	if _, err := geo.ServerURL(url); err != nil {
		return campaign.Travel{}, fmt.Errorf("--%s: %w", name, err)
	}
	k := newAsked(ask)
	return campaign.Travel{
		Name: name, Credit: campaign.OpenStreetMap,
		Engine: func(ctx context.Context, mode campaign.Mode, points []geo.Point) (geo.Engine, error) {
			e, err := k.engine(ctx, mode, points)
			if err != nil {
				return nil, fmt.Errorf("--%s: %w", name, err)
			}
			return e, nil
		},
	}, nil
}

// ask asks a server for the travel between points.
type ask func(ctx context.Context, mode campaign.Mode, points []geo.Point) (geo.Engine, error)

// asked keeps the answers of a server, so that it is asked once for the travel between the same points.
type asked struct {
	ask  ask
	room chan struct{} // holds one: whoever has put it there reads kept and asks
	kept []answer      // the last one last
}

func newAsked(ask ask) *asked { return &asked{ask: ask, room: make(chan struct{}, 1)} }

type answer struct {
	mode   campaign.Mode
	points []geo.Point
	engine geo.Engine
}

// keptPairs is how many pairs of points the answers that are kept have in all: two of the largest.
const keptPairs = 2 * geo.MatrixMost * geo.MatrixMost

func (k *asked) engine(ctx context.Context, mode campaign.Mode, points []geo.Point) (geo.Engine, error) {
	select {
	case k.room <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	defer func() { <-k.room }()
	for _, a := range k.kept {
		if a.mode == mode && slices.Equal(a.points, points) {
			return a.engine, nil
		}
	}
	e, err := k.ask(ctx, mode, points)
	if err != nil {
		return nil, err
	}
	k.kept = append(k.kept, answer{mode, points, e})
	pairs := 0
	for i, a := range slices.Backward(k.kept) {
		if pairs += len(a.points) * len(a.points); pairs > keptPairs {
			k.kept = slices.Clone(k.kept[i+1:])
			break
		}
	}
	return e, nil
}
