package benchmarks

import (
	"fmt"
	"iter"
	"math/rand/v2"
	"strings"

	"gonha/solver/campaign"
)

// District generates the lists of a real place. The same options give the same households and teams on
// every machine. Households come ward by ward, group by group and along each alley; they are made as they
// are asked for, so that a province needs no more memory than a group, and each time anew. o must be
// valid, see [DistrictOptions.Validate]; District panics where it is not.
func District(o DistrictOptions) (households iter.Seq[campaign.Household], teams []campaign.Team) {
	if err := o.Validate(); err != nil {
		panic("benchmarks: district of invalid options: " + err.Error())
	}
	wards := o.wards()
	sites := o.sites(wards)
	households = func(yield func(campaign.Household) bool) {
		all := o.newDraws()
		made, place := 0, newProjection(o.Centre)
		for i := range wards {
			w := &wards[i]
			ways := newStreets(all.streets, w.spacing, w.pitch)
			ways.scattered = o.Scattered
			for g := range w.groups {
				name := o.groupName(w, g)
				for _, d := range o.doors(&sites[i][g], ways, g, name) {
					made++
					h := campaign.Household{ID: fmt.Sprintf("H%06d", made), Point: place.point(d.at), Ward: strings.TrimSpace(w.label), Group: name, Address: d.address}
					all.household(&h, o, made)
					if !yield(h) {
						return
					}
				}
			}
		}
	}
	return households, o.drawTeams(wards, sites)
}

// site is where a group is: a street and its alleys about a middle, or along real roads.
type site struct {
	size    int   // households on the list
	middle  spot  // on its street
	depth   int64 // longest alley
	degrees int64 // that its street is turned
	along   []piece
}

// sites places the groups of each ward: one in each of as many parts as it has, of unlike sizes.
func (o DistrictOptions) sites(wards []districtWard) [][]site {
	random := stream(o.Seed, streamLayout)
	tilt := random.Int64N(41) - 20
	weights := make([][]int64, len(wards))
	for i := range wards {
		for range wards[i].groups {
			weights[i] = append(weights[i], 70+random.Int64N(61))
		}
	}
	if len(o.Roads) > 0 {
		return o.alongRoads(wards, weights)
	}
	turned := turnBy(tilt)
	all := make([][]site, len(wards))
	for i := range wards {
		w := &wards[i]
		ways := newStreets(random, w.spacing, w.pitch)
		sizes := parted(w.size, weights[i])
		for g, part := range w.area.divide(weights[i]) {
			s := siteIn(part, ways, sizes[g])
			s.degrees += tilt
			s.middle = turned.about(s.middle, spot{})
			all[i] = append(all[i], s)
		}
	}
	return all
}

// parted parts a whole by weights, exactly in sum.
func parted(whole int, weights []int64) []int {
	var sum, before int64
	for _, w := range weights {
		sum += w
	}
	parts := make([]int, len(weights))
	for i, w := range weights {
		parts[i] = int(int64(whole)*(before+w)/sum - int64(whole)*before/sum)
		before += w
	}
	return parts
}

// siteIn places a group of so many households in its part of a ward, along the longer side. One that
// leaves room, as a village does in its fields, lies anywhere in it and at any angle.
func siteIn(part box, ways *streets, size int) site {
	long, short := part.width(), part.height()
	upright := short > long
	if upright {
		long, short = short, long
	}
	// Some alleys are as long as can be, most are not: a little over the edge, or there were gaps all along it.
	depth := max(1, min(ways.depth(size), max(short*11/20, ways.pitch/2)))
	area := int64(size) * ways.pitch * ways.spacing * 100 / int64(wayPerAlley*100)
	roomLong, roomShort := max(0, long-area/(2*depth)), max(0, short-2*depth)
	s := site{size: size, depth: depth, middle: part.middle()}
	x, y := ways.between(-roomLong, roomLong)/3, ways.between(-roomShort, roomShort)/3
	most := int64(5)
	if 2*roomLong > long {
		most = 45
	}
	if upright {
		x, y, s.degrees = y, x, 90
	}
	s.middle.x, s.middle.y = s.middle.x+x, s.middle.y+y
	s.degrees += ways.between(-most, most)
	return s
}

// doors lays out a group. They are the caller's until the next group.
func (o DistrictOptions) doors(s *site, ways *streets, group int, name string) []door {
	switch {
	case s.size == 0:
		return nil // fewer households than groups
	case s.along != nil:
		return s.walk(ways, group, name, o.Roads)
	}
	ways.layGroup(group, s.size, s.depth, name)
	doors, bent := ways.turned(s.degrees, s.middle), bends{o.Seed}
	for i := range doors {
		doors[i].at = bent.bend(doors[i].at)
	}
	return doors
}

// draws are the streams that households are drawn from, a stream a kind of draw.
type draws struct {
	streets, persons, windows, priority, status, names, notes *rand.Rand
}

func (o DistrictOptions) newDraws() *draws {
	return &draws{
		streets: stream(o.Seed, streamStreets), persons: stream(o.Seed, streamPersons), windows: stream(o.Seed, streamWindows),
		priority: stream(o.Seed, streamPriority), status: stream(o.Seed, streamStatus),
		names: stream(o.Seed, streamNames), notes: stream(o.Seed, streamNotes),
	}
}

// The priorities of households that somebody should come to rather than they to an office.
const (
	oldPriority       = 2
	homeboundPriority = 3
)

// household draws who lives in household number n and when they are home.
func (d *draws) household(h *campaign.Household, o DistrictOptions, n int) {
	h.Persons = personsDrawn(d.persons, o.Persons)
	h.Windows = windowsDrawn(d.windows, o.Windows)
	h.Name, h.Phone = personName(d.names), phone(n)
	if d.notes.IntN(noteOneIn) == 0 {
		h.Note = notes[d.notes.IntN(len(notes))]
	}
	h.Priority = 1
	switch x := d.priority.Float64(); {
	case x < o.HomeboundShare:
		h.Priority, h.Note = homeboundPriority, "có người không đi lại được"
	case x < o.HomeboundShare+o.OldShare:
		h.Priority, h.Note = oldPriority, "có người già"
	}
	h.Status = statusDrawn(d.status, o)
}

// statusDrawn draws how far a household has come.
func statusDrawn(random *rand.Rand, o DistrictOptions) campaign.Status {
	closed := [...]campaign.Status{campaign.NeedsOffice, campaign.Refused, campaign.Moved}
	x, kind := random.Float64(), random.IntN(len(closed))
	for _, s := range []struct {
		status campaign.Status
		share  float64
	}{{campaign.Absent, o.AbsentShare}, {campaign.NoSmartphone, o.NoSmartphoneShare}, {closed[kind], o.ClosedShare}} {
		if x < s.share {
			return s.status
		}
		x -= s.share
	}
	return campaign.Pending
}
