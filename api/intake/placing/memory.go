package placing

import (
	"errors"
	"io/fs"
	"slices"
	"strings"
	"sync"
	"time"

	"gonha/geo"
	"gonha/geo/address"
	"gonha/solver/campaign"
)

// Settled is the place that somebody has settled for an address.
type Settled struct {
	Point geo.Point      // not valid where somebody says that nobody knows the place
	Guess campaign.Guess // Confidence 1 and By "hand" where somebody has said so; less of guesses that nobody has confirmed
}

// Hand is the place that somebody has clicked, pasted or accepted.
func Hand(at geo.Point) Settled {
	return Settled{Point: at, Guess: campaign.Guess{Confidence: 1, By: byHand}}
}

// Nowhere is said of an address whose place nobody knows.
func Nowhere() Settled { return Settled{Point: noPoint(), Guess: campaign.Guess{By: byHand}} }

// Settlement is a household and what somebody settles for its address.
type Settlement struct {
	Household *campaign.Household // Address, Group and Ward count; the names of its people too where the address leads to no door
	Settled
	Forget bool // nothing is settled any more
}

// Memory remembers settled places by address, group and ward, understood by their meaning: however an address is
// written the next evening, it is the same. Where an address leads to no door, "thôn Đông", others have it too, and one of
// the household's people must be the same; without names its id must. It is safe for use by several goroutines. A nil Memory knows nothing.
//
// With a file it takes in what another process has written there within a second, and writes the whole file anew for
// each Settle, on top of what stands there then: two processes that write within the same millisecond may lose one of
// two settlements, never the file. The file holds personal data.
type Memory struct {
	path string // or empty, where nothing is written
	ids  bool   // ids tell households apart

	mutex  sync.Mutex // guards all below
	places table
	read   time.Time   // when the file was last looked at
	file   fs.FileInfo // what it was when it was read; nil is none
}

// table is what is remembered.
type table struct {
	records []record
	byKey   map[string][]int // records by address
	byID    map[string]int   // those without an address, and without a door or a name, by the household's id, never in a file
	strange [][]string       // rows of the file that are not understood, written back as they are
}

// record is one settled address.
type record struct {
	text, group, ward string // as the list had them
	names             string // where the address leads to no door, those of its people, parted by semicolons
	identity          address.Identity
	who               []string // the names however they are written
	Settled
	gone bool
}

// NewMemory remembers for one list, until the program ends: the ids of its households count where nothing else tells
// them apart.
func NewMemory() *Memory { return &Memory{ids: true, places: newTable()} }

func newTable() table { return table{byKey: map[string][]int{}, byID: map[string]int{}} }

// lookEvery is how often the file is looked at.
const lookEvery = time.Second

// Lookup gives what was settled for the address of a household; where several were that it may be, none. A memory of
// the command line's file knows households without an address by their ids too.
func (m *Memory) Lookup(h *campaign.Household) (Settled, bool) {
	if m == nil || m.empty() {
		return Settled{}, false
	}
	r := recordOf(h)
	m.mutex.Lock()
	defer m.mutex.Unlock()
	if i, ok := m.places.find(&r); ok {
		return m.places.records[i].Settled, true
	}
	if i, ok := m.places.byID[h.ID]; ok {
		if o := &m.places.records[i]; !o.gone && (o.identity.Key == "" || o.identity.Equal(r.identity)) {
			return o.Settled, true
		}
	}
	return Settled{}, false
}

// empty says whether nothing is remembered, once the file was looked at.
func (m *Memory) empty() bool {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	if m.path != "" && time.Since(m.read) >= lookEvery {
		_ = m.load() // one that cannot be read now is as it was
	}
	return len(m.places.records) == 0
}

// mostPlaces is how many addresses are remembered: a city's.
const mostPlaces = 1_000_000

// ErrFull is of a memory that can take no more.
var ErrFull = errors.New("đã nhớ quá nhiều vị trí / too many places are remembered")

// Settle remembers places, in the file too where there is one: all of them or, with an error, none. A household that
// nothing tells from others the next evening, without an address, or with one that leads to no door and without a name,
// is passed over, but for a memory of one list.
func (m *Memory) Settle(all ...Settlement) error {
	if m == nil || len(all) == 0 {
		return nil
	}
	m.mutex.Lock()
	defer m.mutex.Unlock()
	if len(m.places.records)+len(all) > mostPlaces {
		return ErrFull
	}
	if m.path == "" {
		for i := range all {
			m.places.settle(&all[i], m.ids)
		}
		return nil
	}
	if err := m.load(); err != nil {
		return err
	}
	changed := m.places.clone()
	for i := range all {
		changed.settle(&all[i], false)
	}
	file, err := save(m.path, &changed)
	if err != nil {
		return err
	}
	m.places, m.file, m.read = changed, file, time.Now()
	return nil
}

// Len is the number of addresses that are remembered.
func (m *Memory) Len() int {
	if m == nil {
		return 0
	}
	m.mutex.Lock()
	defer m.mutex.Unlock()
	n := 0
	for i := range m.places.records {
		if !m.places.records[i].gone {
			n++
		}
	}
	return n
}

func recordOf(h *campaign.Household) record {
	r := record{text: h.Address, group: h.Group, ward: h.Ward, identity: address.IdentityOf(h.Address, h.Group, h.Ward)}
	if r.identity.Named || r.identity.Key == "" {
		return r
	}
	for name := range strings.SplitSeq(h.Name, ";") {
		r.addName(name)
	}
	for i := range h.People {
		r.addName(h.People[i].Name)
	}
	return r
}

// addName adds one of the people of an address that leads to no door.
func (r *record) addName(name string) {
	who := address.IdentityOf(name, "", "").Key
	if who == "" || slices.Contains(r.who, who) {
		return
	}
	if r.who = append(r.who, who); len(r.who) > 1 {
		r.names += "; "
	}
	r.names += strings.TrimSpace(name)
}

// known says whether an address can be known again without the household's id.
func (r *record) known() bool { return r.identity.Named || len(r.who) > 0 }

// sameHome says whether two records of one key may be of one household.
func (r *record) sameHome(o *record) bool {
	return r.identity.Named || slices.ContainsFunc(r.who, func(name string) bool { return slices.Contains(o.who, name) })
}

// find gives the record of an address: the one that says the same, or else the only one that agrees with it, or one of
// several that are all at one place.
func (t *table) find(r *record) (int, bool) {
	best, several := -1, false
	for _, i := range t.byKey[r.identity.Key] {
		o := &t.records[i]
		switch {
		case o.gone || !o.sameHome(r):
		case o.identity.Equal(r.identity) && slices.Equal(o.who, r.who):
			return i, true
		case !o.identity.Agrees(r.identity):
		case best < 0:
			best = i
		case !o.at(&t.records[best]):
			several = true
		}
	}
	return best, best >= 0 && !several
}

// at says whether two records are of one place.
func (r *record) at(o *record) bool {
	if !r.Point.Valid() || !o.Point.Valid() {
		return r.Point.Valid() == o.Point.Valid()
	}
	const door = 20 // metres
	return geo.Distance(r.Point, o.Point) <= door
}

func (t *table) settle(s *Settlement, ids bool) {
	r := recordOf(s.Household)
	r.Settled, r.gone = s.Settled, s.Forget
	switch {
	case r.known():
		t.put(r)
	case ids:
		t.byID[s.Household.ID] = t.add(r)
	}
}

// put takes the place of the record that says the same. One that is forgotten is so under all texts that agree.
func (t *table) put(r record) {
	for _, i := range t.byKey[r.identity.Key] {
		o := &t.records[i]
		if o.sameHome(&r) && (o.identity.Equal(r.identity) && slices.Equal(o.who, r.who) || r.gone && o.identity.Agrees(r.identity)) {
			o.Settled, o.gone = r.Settled, r.gone
			if !r.gone {
				return
			}
		}
	}
	if !r.gone {
		t.byKey[r.identity.Key] = append(t.byKey[r.identity.Key], t.add(r))
	}
}

func (t *table) add(r record) int {
	t.records = append(t.records, r)
	return len(t.records) - 1
}

// clone is a copy to change.
func (t *table) clone() table {
	c := newTable()
	c.strange = t.strange
	c.records = slices.Clone(t.records)
	for key, list := range t.byKey {
		c.byKey[key] = slices.Clone(list)
	}
	return c
}
