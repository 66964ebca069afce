package address

import (
	"math"
	"slices"
	"strings"

	"gonha/geo"
)

// Match is where an address was found.
type Match struct {
	Point      geo.Point
	Confidence float64 // 0 to 1 that the door is within 50 m, by what was measured on real maps
	Metres     float64 // within which the door most likely lies
	By         By
	Name       string // of the street there as the map writes it, or empty
}

// By is what a match rests on. It is empty where nothing was found.
type By string

// What a match may rest on.
const (
	ByHouse   By = "house"   // a house with this number
	ByNext    By = "next"    // the house with the same number and another letter
	ByBeside  By = "beside"  // the next number there is
	ByBetween By = "between" // houses with a lower and a higher number
	ByAlley   By = "alley"   // the alley, without numbers in it
	ByMouth   By = "mouth"   // the number of the alley among those of its street
	ByStreet  By = "street"  // the street alone
	ByGroup   By = "group"   // the residential group alone
	BySeveral By = "several" // several places of that name, far apart

	ByBuilding By = "building" // the building or the block of flats of that name
	BySite     By = "site"     // the place of that name
)

// Bounds of confidence.
const (
	Sure   = 0.9 // at least: the door itself
	Likely = 0.6 // at least: among its neighbours
)

// area is where the doors of a group are: nine in ten of them within some metres.
type area struct {
	centre geo.Point
	radius float64
}

// enoughDoors are the doors of a group that tell where it is.
const enoughDoors = 3

func areaOf(points []geo.Point) area {
	a := area{centre: medoid(points)}
	var all []float64
	for _, p := range points {
		all = append(all, geo.Distance(a.centre, p))
	}
	slices.Sort(all)
	a.radius = all[len(all)*9/10]
	return a
}

// query is an address with what a list says beside it.
type query struct{ Address }

func queryOf(text, group, ward string) query {
	q := query{Parse(text)}
	if q.Group == "" {
		q.Group = GroupOf(group)
	}
	if ward != "" {
		name, others := areaIn(ward)
		if q.Ward.Plain == "" {
			q.Ward.Plain = name.Plain
		} else if q.Ward.Plain != name.Plain {
			q.Wards = append(q.Wards, name)
		}
		q.Wards = append(q.Wards, others...)
	}
	return q
}

// wards are the plain names of the ward that are known, each once.
func (q *query) wards() []string {
	var names []string
	for _, name := range append([]Name{q.Ward}, q.Wards...) {
		if name.Plain != "" && !slices.Contains(names, name.Plain) {
			names = append(names, name.Plain)
		}
	}
	return names
}

// group is what the residential group is known by among those of all wards, or empty.
func (q *query) group() string {
	if q.Group == "" {
		return ""
	}
	return q.Ward.Plain + "/" + q.Group
}

// candidate is a place where an address may be.
type candidate struct {
	Match
	fits int // 1 where ward, district or group agree, -1 where they speak against it
}

// Find looks an address up. The residential group and the ward of the list, which may be empty, help where the text
// does not name them.
func (x *Index) Find(text, group, ward string) Match {
	q := queryOf(text, group, ward)
	m := choose(x.candidates(&q))
	return x.weighed(m, &q)
}

// weighed takes off the confidence what an address says of itself.
func (x *Index) weighed(m Match, q *query) Match {
	if q.Vague {
		m.Confidence = min(m.Confidence, Likely-0.1)
	}
	return m
}

// Candidates looks an address up as Find does and gives up to so many places that it may mean, the best first: what
// Find says, and then others that are not where one before them is, with the confidence that each would have alone.
func (x *Index) Candidates(text, group, ward string, most int) []Match {
	q := queryOf(text, group, ward)
	return x.decide(x.candidates(&q), &q, most)
}

// candidates are the places that an address may mean. A building that it names counts where the number leads nowhere, or
// confirms the number.
func (x *Index) candidates(q *query) []candidate {
	found := x.inStreets(q)
	if len(found) == 0 {
		found = x.inHamlet(q)
	}
	if q.Building == "" && q.Estate.Plain == "" && q.Flat == "" {
		return found
	}
	const beside = 60 // metres
	buildings := x.building(q)
	numbered := false
	for i := range found {
		c := &found[i]
		numbered = numbered || c.Confidence >= Likely
		if c.By == ByHouse && c.Confidence >= Likely && slices.ContainsFunc(buildings, func(b candidate) bool { return geo.Distance(b.Point, c.Point) <= beside }) {
			c.Confidence = max(c.Confidence, confirmed)
		}
	}
	if numbered {
		return found
	}
	return append(found, buildings...)
}

// inHamlet are the places of the thôn or ấp that an address names, where nothing else of it is known.
func (x *Index) inHamlet(q *query) []candidate {
	const wide = 300 // metres
	var found []candidate
	for _, at := range x.places("h" + q.Group) {
		m := Match{Point: at, Metres: wide, By: ByGroup, Confidence: within(wide)}
		found = append(found, candidate{m, x.fits(q, at)})
	}
	return found
}

// inStreets are the places of an address's number in its street, or in its group.
func (x *Index) inStreets(q *query) []candidate {
	var found []candidate
	streets := x.streets(q)
	readings := q.readings()
	for k, r := range readings {
		for _, s := range streets {
			m := s.find(r)
			m.Name = s.written
			if q.Street.Plain == "" && m.inStreet(r) {
				m.By, m.Confidence = ByGroup, min(m.Confidence, ofGroup)
			}
			if m.By == "" {
				continue
			}
			m.Confidence *= s.trust
			switch {
			case q.Street.Plain == "" && len(r.chain) == 0: // a group has several houses of one number
				m.Confidence *= plausible
			case k > 0:
				m.Confidence *= secondReading
			case len(readings) > 1 && x.north > 0 && strings.Contains(q.House, "/"):
				m.Confidence *= plausible
			}
			found = append(found, candidate{m, x.fits(q, m.Point)})
		}
	}
	return found
}

// inStreet says whether a match takes the numbers of several alleys for those of one street.
func (m *Match) inStreet(r reading) bool {
	switch m.By {
	case ByStreet, ByMouth:
		return true
	case ByBetween, ByBeside:
		return len(r.chain) == 0
	}
	return false
}

// ofGroup is the confidence where only the group is known.
const ofGroup = 0.25

// confirmed is the confidence in a house whose number and whose building's name say the same.
const confirmed = 0.92

// What is taken off the confidence, as factors.
const (
	otherSigns    = 0.8  // the street has other tone marks
	byInitials    = 0.8  // the street is meant by its initials
	otherKind     = 0.85 // the address names a ngõ or a street, and there is one of the other kind
	byGroup       = 0.95 // the street is not named, only the group
	secondReading = 0.8  // slashes are read upward
	plausible     = 0.88 // another reading or another place could be meant too
	against       = 0.6  // ward or group speak against it
)

// trusted is a street that may be the one of an address.
type trusted struct {
	*street
	trust float64
}

// streets gives the streets that an address may mean.
func (x *Index) streets(q *query) []trusted {
	name := q.Street
	if name.Plain == "" {
		return spelledAs(x.streetsOf(q.group(), inGroup), "", byGroup)
	}
	trust := 1.0
	if q.EitherWay && name == q.Ward {
		trust = otherSigns // "P. Hàng Bông"
	}
	main, other := Road, NamedAlley
	if name.Kind == NamedAlley {
		main, other = other, main
	}
	if all := spelledAs(x.streetsOf(name.Plain, main), name.Full, trust); len(all) > 0 {
		return all
	}
	if name.Kind != Unsaid {
		trust *= otherKind
	}
	if all := spelledAs(x.streetsOf(name.Plain, other), name.Full, trust); len(all) > 0 {
		return all
	}
	for _, kind := range unsignedKinds {
		if rest, ok := strings.CutPrefix(name.Plain, kind.word); ok && name.Full == "" {
			return spelledAs(x.streetsOf(rest, kind.of), "", trust)
		}
	}
	var all []trusted
	for _, whole := range x.meant(name.Plain) {
		all = append(all, spelledAs(x.streetsOf(whole, Road), "", trust*byInitials)...)
	}
	return all
}

// unsignedKinds are words that are part of a name unless they had their signs.
var unsignedKinds = [...]struct {
	word string
	of   Kind
}{{"ngo ", NamedAlley}, {"pho ", Road}, {"duong ", Road}}

// spelledAs gives streets with the name's signs, or else all with less trust. Without signs all are meant.
func spelledAs(streets []*street, full string, trust float64) []trusted {
	var same, others []trusted
	for _, s := range streets {
		if full == "" || s.full == "" || s.full == full {
			same = append(same, trusted{s, trust})
		} else {
			others = append(others, trusted{s, trust * otherSigns})
		}
	}
	if len(same) > 0 {
		return same
	}
	return others
}

// fits says whether ward, district and group of an address agree with a place, and whether it is where addresses are expected.
func (x *Index) fits(q *query, p geo.Point) int {
	const inside, outside = 500, 2000 // metres from the next place of that ward
	if near, ok := x.doorsOf(q.group()); ok {
		switch d := geo.Distance(p, near.centre) - near.radius; {
		case d <= inside:
			return 1
		case d > outside/2:
			return -1
		}
	}
	ward := math.Inf(1)
	for _, name := range q.wards() {
		ward = min(ward, x.distance(p, "w"+name))
	}
	switch {
	case ward == 0:
		return 1
	case ward > outside-inside && !math.IsInf(ward, 1):
		return -1
	case q.District.Plain != "" && x.distance(p, "d"+q.District.Plain) == 0:
		return 1
	}
	if expected := nearest(p, x.places("n")); expected > outside && !math.IsInf(expected, 1) {
		return -1
	}
	return 0
}

// nearest is the metres to the nearest of places; infinite without any.
func nearest(p geo.Point, places []geo.Point) float64 {
	d := math.Inf(1)
	for _, place := range places {
		d = min(d, geo.Distance(p, place))
	}
	return d
}
