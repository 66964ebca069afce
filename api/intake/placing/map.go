package placing

import (
	"context"

	"gonha/geo"
	"gonha/geo/address"
	"gonha/geo/road"
	"gonha/solver/campaign"
)

// Map has the addresses of an OpenStreetMap file. It reads the file when it is first asked, all of it or, of a large
// one, the part around what is known, and keeps what it has read for the next evening. It is safe for use by several
// goroutines. A nil Map gives nil finders, which find nothing but coordinates.
type Map struct {
	path string
}

// NewMap is the map of the .osm.pbf or .osm file at path, of which nothing is read yet.
func NewMap(path string) *Map { return &Map{path: path} }

// Load reads the map now, so that the first evening need not wait. Errors are those of reading and of ctx; after one
// the next caller tries again.
func (m *Map) Load(ctx context.Context) error {
	_, err := m.Finder(ctx, nil, nil)
	return err
}

// margin is how many metres around the places known addresses are looked for: a ward's width.
const margin = 4000

// Finder gives what finds the places of one evening. Its households with a place teach it their addresses and where
// the evening is, and so do the starts of its teams; those without a place may be among them, for what their
// addresses say of each other. With nothing known it looks in the whole map. Errors are those of reading the map and
// of ctx.
func (m *Map) Finder(ctx context.Context, households []campaign.Household, teams []campaign.Team) (*Finder, error) {
	if m == nil {
		return nil, nil
	}
	b := address.NewBuilder()
	known := learn(b, households, teams)
	box := road.World
	if len(known) > 0 {
		box = road.Around(known, margin)
	}
	if err := b.Read(ctx, m.path, box); err != nil {
		return nil, err
	}
	return &Finder{index: b.Index()}, nil
}

// learn teaches the builder what an evening knows, and gives the places known.
func learn(b *address.Builder, households []campaign.Household, teams []campaign.Team) []geo.Point {
	var known []geo.Point
	for i := range households {
		h := &households[i]
		if !h.Point.Valid() {
			continue
		}
		known = append(known, h.Point)
		if h.Guess == nil {
			b.Door(h.Address, h.Group, h.Ward, h.Point)
		}
	}
	for i := range teams {
		for _, p := range [...]geo.Point{teams[i].Start, teams[i].End} {
			if p.Valid() {
				known = append(known, p)
			}
		}
	}
	for _, at := range known {
		b.Expect(at)
	}
	return known
}
