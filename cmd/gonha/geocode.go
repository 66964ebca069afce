package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"math"

	"gonha/api/intake"
	"gonha/geo"
	"gonha/geo/address"
	"gonha/geo/road"
	"gonha/solver/campaign"
)

// geocoding is how households without coordinates come to theirs.
type geocoding struct {
	mode   string // "sure", "likely" or "off"; empty is not said
	places string // a file of places that people have filled in
}

func (g *geocoding) define(fs *flag.FlagSet) {
	fs.Func("geocode", "", once(&g.mode))
	fs.Func("places", "", once(&g.places))
}

// validate says what is wrong with the options; roads is the map's file.
func (g *geocoding) validate(roads string) error {
	switch {
	case g.mode != "" && g.mode != "sure" && g.mode != "likely" && g.mode != "off":
		return errors.New("--geocode phải là / must be: sure, likely, off")
	case (g.mode == "sure" || g.mode == "likely") && roads == "":
		return errors.New("--geocode cần có / needs: --roads FILE")
	}
	return nil
}

// margin is how many metres around the places known addresses are looked for: a ward's width.
const margin = 4000

// byMap says whether addresses are looked for on the map of roads.
func (g *geocoding) byMap(roads string) bool { return roads != "" && g.mode != "off" }

// read reads the households of a file, and apart from them those that have no coordinates and are to be placed.
func (g *geocoding) read(ctx context.Context, path, roads string) (list []campaign.Household, unplaced []intake.Unplaced, rejected []campaign.Rejected, err error) {
	if g.byMap(roads) || g.places != "" {
		list, unplaced, rejected, err = intake.AddressedFile(ctx, path)
	} else {
		list, rejected, err = intake.HouseholdsFile(ctx, path)
	}
	if err != nil {
		err = fmt.Errorf("không đọc được / cannot read --households: %w", err)
	}
	return list, unplaced, rejected, err
}

// place adds to a night the households that have no coordinates: those in the file of places, and those whose address
// is sure on the map. It gives the rows of the others.
func (g *geocoding) place(ctx context.Context, night *campaign.Night, unplaced []intake.Unplaced, roads string) (rejected []campaign.Rejected, err error) {
	if len(unplaced) == 0 {
		return nil, nil
	}
	filled, err := g.filled(ctx)
	if err != nil {
		return nil, err
	}
	var index *address.Index
	if g.byMap(roads) {
		if index, err = indexOf(ctx, night, roads); err != nil {
			return nil, fmt.Errorf("không đọc được / cannot read --roads: %w", err)
		}
	}
	for _, u := range unplaced {
		if h := &u.Household; filled.place(h, g.least()) || g.find(h, index) {
			night.Households = append(night.Households, *h)
			continue
		}
		night.Unplaced = append(night.Unplaced, u.Household)
		for _, row := range u.Rows {
			row.Reason = notPlaced
			rejected = append(rejected, row.Rejected)
		}
	}
	return rejected, nil
}

// notPlaced is the reason of the rows of a household that has no place. It holds nothing of the address.
const notPlaced = "thiếu tọa độ, địa chỉ chưa đủ chắc: điền vào places.xlsx / no coordinates and no sure address: fill it in in places.xlsx"

// places are households with coordinates that people have filled in, by id, and by address for lists without ids.
type places map[string]*campaign.Household

func (g *geocoding) filled(ctx context.Context) (places, error) {
	if g.places == "" {
		return nil, nil
	}
	list, _, _, err := intake.AddressedFile(ctx, g.places)
	if err != nil {
		return nil, fmt.Errorf("không đọc được / cannot read --places: %w", err)
	}
	filled := places{}
	for i := range list {
		h := &list[i]
		filled[h.ID], filled[byAddress(h)] = h, h
	}
	return filled, nil
}

func byAddress(h *campaign.Household) string { return h.Address + "\n" + h.Group }

// place gives a household the coordinates of the one with its address and group, or with its id unless that has
// another address, and says whether they are sure enough: a guess of this program that nobody has confirmed may not be.
func (p places) place(h *campaign.Household, least float64) bool {
	from := p[byAddress(h)]
	if same := p[h.ID]; from == nil && same != nil && same.Address == "" {
		from = same
	}
	if from == nil {
		return false
	}
	h.Point, h.Guess = from.Point, from.Guess
	if h.Guess == nil {
		h.Guess = &campaign.Guess{Confidence: 1, By: "hand"}
	}
	return h.Guess.Confidence >= least
}

// indexOf makes the index of the addresses around the places that a night knows, with those of its own doors.
func indexOf(ctx context.Context, night *campaign.Night, roads string) (*address.Index, error) {
	var known []geo.Point
	b := address.NewBuilder()
	for i := range night.Households {
		h := &night.Households[i]
		if !h.Point.Valid() {
			continue
		}
		known = append(known, h.Point)
		if h.Guess == nil {
			b.Door(h.Address, h.Group, h.Ward, h.Point)
		}
	}
	for i := range night.Teams {
		known = append(known, night.Teams[i].Start, night.Teams[i].End)
	}
	for _, at := range known {
		b.Expect(at)
	}
	box := road.World
	if len(known) > 0 {
		box = road.Around(known, margin)
	}
	if err := b.Read(ctx, roads, box); err != nil {
		return nil, err
	}
	return b.Index(), nil
}

// find looks a household up and says whether it is sure enough to go there. The guess is kept either way.
func (g *geocoding) find(h *campaign.Household, index *address.Index) bool {
	if index == nil {
		return false
	}
	h.Guess = &campaign.Guess{}
	m := index.Find(h.Address, h.Group, h.Ward)
	if m.By == "" {
		h.Point = geo.Point{Lat: math.NaN(), Lon: math.NaN()}
		return false
	}
	h.Point = geo.Point{Lat: math.Round(m.Point.Lat*1e7) / 1e7, Lon: math.Round(m.Point.Lon*1e7) / 1e7}
	*h.Guess = campaign.Guess{Confidence: math.Round(m.Confidence*100) / 100, Metres: int(math.Round(m.Metres)), By: string(m.By)}
	return m.Confidence >= g.least() && h.Point.Valid()
}

// least is the confidence with which a household is planned.
func (g *geocoding) least() float64 {
	if g.mode == "likely" {
		return address.Likely
	}
	return address.Sure
}
