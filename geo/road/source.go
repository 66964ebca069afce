package road

import (
	"context"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"sync"

	"gonha/geo"
)

// Options say how a [Source] reads its file. [DefaultOptions] gives every field its value.
type Options struct {
	Margin float64 // metres around the points within which roads are read
	Extra  string  // GeoJSON file of lines, roads that the map lacks, which are joined to it; empty is none
	Cache  string  // folder for prepared roads, made when needed and safe to delete; empty is none
}

// DefaultOptions read two kilometres around the points and keep nothing on disk.
func DefaultOptions() Options { return Options{Margin: 2000} }

// Validate reports every fault at once.
func (o Options) Validate() error {
	if !(o.Margin >= 0 && o.Margin <= 1e5) {
		return fmt.Errorf("the margin around the points is %v m, not 0 to 100,000", o.Margin)
	}
	return nil
}

// Source is an OpenStreetMap file from which the roads around any points are read when they are
// wanted. It keeps the roads read last in memory, one area a profile, so that one solve after the other
// in the same place reads them once; a file that was changed is read again. It is safe for use by
// several goroutines.
type Source struct {
	path    string
	options Options

	loading sync.Mutex
	kept    map[string]*prepared // by the profile's name
	drawn   *Map                 // the last
}

// prepared is roads in memory and what they were made from.
type prepared struct {
	key   key
	box   Box
	roads *Roads
}

// Open checks that the files can be read and that the options make sense; no road of the map is read yet.
func Open(path string, o Options) (*Source, error) {
	if err := o.Validate(); err != nil {
		return nil, err
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("opening the roads: %w", err)
	}
	defer f.Close()
	if info, err := f.Stat(); err != nil || !info.Mode().IsRegular() {
		return nil, fmt.Errorf("opening the roads: %s is no file", filepath.Base(path))
	}
	if err := sniffFile(f); err != nil {
		return nil, err
	}
	if o.Extra != "" {
		if _, err := readExtraFile(o.Extra); err != nil {
			return nil, err
		}
	}
	return &Source{path: path, options: o, kept: map[string]*prepared{}}, nil
}

// Engine makes the engine for points and a profile, with the roads around the points. Errors are those
// of reading the file and of ctx, faults of the profile, and [ErrNoRoads].
func (s *Source) Engine(ctx context.Context, p Profile, points []geo.Point) (*Engine, error) {
	roads, err := s.Roads(ctx, p, points)
	if err != nil {
		return nil, err
	}
	return roads.Engine(points), nil
}

// Roads gives the roads around points for a profile, from memory, from the cache or from the file.
func (s *Source) Roads(ctx context.Context, p Profile, points []geo.Point) (*Roads, error) {
	if err := p.Validate(); err != nil {
		return nil, err
	}
	if len(points) == 0 {
		return nil, errors.New("there is no place to look for roads around")
	}
	s.loading.Lock()
	defer s.loading.Unlock()
	box := Around(points, s.options.Margin)
	stamp, err := s.stamp()
	if err != nil {
		return nil, err
	}
	if a := s.kept[p.Name]; a != nil && a.box.Covers(box) && a.key == newKey(stamp, p, a.box) && a.roads.alikeOn(p.Evening) {
		return a.roads, nil
	}
	box = box.rounded()
	a := &prepared{key: newKey(stamp, p, box), box: box}
	if a.roads, err = s.load(ctx, a, p); err != nil {
		return nil, err
	}
	s.kept[p.Name] = a
	return a.roads, nil
}

// load takes an area's roads from the cache, or else from the file and puts them into the cache. That
// the cache cannot be written costs time later, and is no error.
func (s *Source) load(ctx context.Context, a *prepared, p Profile) (*Roads, error) {
	if g, h, conditions, ok := unpackRoads(readCache(s.options.Cache, p.Name, a.key)); ok {
		if roads, err := assemble(p, g, h, conditions); err == nil && roads.alikeOn(p.Evening) {
			return roads, nil
		}
	}
	n, err := s.network(ctx, a.box, p.Evening)
	if err != nil {
		return nil, err
	}
	roads, err := newRoads(n, p)
	if err != nil {
		return nil, err
	}
	writeCache(s.options.Cache, p.Name, a.key, packRoads(nil, roads))
	return roads, nil
}

func (s *Source) network(ctx context.Context, box Box, e Evening) (*network, error) {
	n, err := readNetwork(ctx, s.path, box, e)
	if err != nil {
		return nil, err
	}
	n.crossAreas()
	if s.options.Extra != "" {
		extra, err := readExtraFile(s.options.Extra)
		if err != nil {
			return nil, err
		}
		n.addExtra(extra, box)
	}
	n.closeGaps()
	return n, nil
}

// stamp tells a version of the files from another, without reading them.
func (s *Source) stamp() (string, error) {
	stamp := ""
	for _, path := range [...]string{s.path, s.options.Extra} {
		if path == "" {
			continue
		}
		path, err := filepath.Abs(path)
		if err != nil {
			return "", err
		}
		info, err := os.Stat(path)
		if err != nil {
			return "", fmt.Errorf("opening the roads: %w", err)
		}
		stamp += fmt.Sprintf("%q %d %d\n", path, info.Size(), info.ModTime().UnixNano())
	}
	return stamp, nil
}

// rounded widens the box to whole hundredths of a degree, about a kilometre, so that a list of
// households that grows a little finds the same roads prepared.
func (b Box) rounded() Box {
	down := func(x float64) float64 { return math.Floor(x*100) / 100 }
	up := func(x float64) float64 { return math.Ceil(x*100) / 100 }
	return Box{max(-90, down(b.South)), max(-180, down(b.West)), min(90, up(b.North)), min(180, up(b.East))}
}
