package placing

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"

	"gonha/geo"
	"gonha/geo/address"
	"gonha/geo/road"
	"gonha/solver/campaign"
)

// Map has the addresses of an OpenStreetMap file. It reads the file when it is first asked: the part around what is
// known, or all of it where nothing is known or it was loaded. What it has read it keeps for the next evening, the
// last few parts of a large file; a file that was changed is read again. It is safe for use by several goroutines. A
// nil Map gives nil finders, which find nothing but coordinates.
type Map struct {
	path string

	reading chan struct{} // holds one token; who has it reads the file, or looks at what is kept
	kept    []part        // the last used last
}

// part is the index of an area of the file.
type part struct {
	box   road.Box
	file  os.FileInfo // what the file was then
	index *address.Index
}

// What is kept at most: the parts, and the largest file of which the whole is loaded before it is asked for, and when it
// is. An index takes two to four bytes for each byte of a file.
const (
	mostParts   = 4
	mostWhole   = 64 << 20
	mostUnknown = 192 << 20
)

// ErrAnywhere is of a large map where nothing is known of where the evening is.
var ErrAnywhere = errors.New("bản đồ lớn mà chưa biết buổi tối ở đâu: cho tọa độ nơi xuất phát, hoặc bản đồ của riêng tỉnh này / " +
	"the map is large and nothing is known of where the evening is: give a start in coordinates, or a map of this province alone")

// margin is how many metres around the places known addresses are looked for: a ward's width.
const margin = 4000

// NewMap is the map of the .osm.pbf or .osm file at path, of which nothing is read yet.
func NewMap(path string) *Map {
	m := &Map{path: path, reading: make(chan struct{}, 1)}
	m.reading <- struct{}{}
	return m
}

// Load reads the whole map now, unless it is too large to hold, so that no evening need wait for it; who asks
// meanwhile waits. Errors are those of reading and of ctx; after one, whoever asks next reads.
func (m *Map) Load(ctx context.Context) error {
	if m == nil {
		return nil
	}
	if info, err := os.Stat(m.path); err == nil && info.Size() > mostWhole {
		return nil
	}
	_, err := m.index(ctx, nil)
	return err
}

// Finder gives what finds the places of one evening. Its households with a place teach it their addresses and where
// the evening is, and so do the starts of its teams; all of them, with a place or without, tell of which ward it is.
// With no place known it looks in the whole map, and where enough addresses are sure these tell where the evening is.
// Errors are those of reading the map and of ctx, and [ErrAnywhere].
func (m *Map) Finder(ctx context.Context, households []campaign.Household, teams []campaign.Team) (*Finder, error) {
	if m == nil {
		return nil, nil
	}
	b := address.NewBuilder()
	known := learn(b, households, teams)
	index, err := m.index(ctx, known)
	if err != nil {
		return nil, err
	}
	index = index.With(b)
	if len(known) == 0 {
		index = expecting(index, households)
	}
	return &Finder{index, wardOf(households)}, nil
}

// Of an evening of which no place is known, at most so many households are looked up for those that are sure, and it
// takes so many of these to say where it is.
const (
	mostLookedUp = 2000
	enoughSure   = 5
)

// expecting gives the index that knows where an evening is by its own sure addresses: they decide between places of
// one name.
func expecting(index *address.Index, households []campaign.Household) *address.Index {
	b, sure := address.NewBuilder(), 0
	for i := range households[:min(len(households), mostLookedUp)] {
		h := &households[i]
		if m := index.Find(h.Address, h.Group, h.Ward); m.Confidence >= address.Sure {
			b.Expect(m.Point)
			sure++
		}
	}
	if sure < enoughSure {
		return index
	}
	return index.With(b)
}

// index gives the index of the file around what is known, or of all of it.
func (m *Map) index(ctx context.Context, known []geo.Point) (*address.Index, error) {
	select {
	case <-m.reading:
		defer func() { m.reading <- struct{}{} }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	box := road.World
	if len(known) > 0 {
		box = road.Around(known, margin)
	}
	file, err := os.Stat(m.path)
	switch {
	case err != nil:
		return nil, fmt.Errorf("reading the map: %w", withoutPath(err))
	case box == road.World && file.Size() > mostUnknown:
		return nil, ErrAnywhere
	}
	m.kept = slices.DeleteFunc(m.kept, func(p part) bool {
		return !os.SameFile(p.file, file) || p.file.Size() != file.Size() || !p.file.ModTime().Equal(file.ModTime())
	})
	for i, p := range m.kept {
		if p.box.Covers(box) {
			m.kept = append(slices.Delete(m.kept, i, i+1), p)
			return p.index, nil
		}
	}
	b := address.NewBuilder()
	if err := b.Read(ctx, m.path, box); err != nil {
		return nil, err
	}
	p := part{box, file, b.Index()}
	if m.kept = append(m.kept, p); len(m.kept) > mostParts {
		m.kept = slices.Delete(m.kept, 0, 1)
	}
	return p.index, nil
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
