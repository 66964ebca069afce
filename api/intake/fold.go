package intake

import (
	"cmp"
	"slices"
	"strings"

	"gonha/geo"
	"gonha/solver/campaign"
)

// folding says by what the rows of a list, each a person, make households.
type folding int

const (
	notFolded   folding = iota // a row is a household
	byHousehold                // a household column beside an id column, which is then the person's
	byID                       // the id or household column, whichever there is
	byAddress                  // address and group
)

// foldedBy decides whether the table at hand has a row a person. It never has where there is a column of persons,
// for that counts a household's people. Else it has
//
//   - with both an id and a household column: the id is the person's;
//   - with a household column only (household, mã hộ), if a household repeats and the rows name people
//     (a name that is not the head of household's, an identity number or a date of birth) or the
//     column is headed "household" outright;
//   - with an id column only (id, mã), if an id repeats and there is an identity number or a date of
//     birth; a name alone does not do, for lists of households have one too, and there a repeated id
//     is an error;
//   - with neither, if there are addresses and no row counts several people by their outcomes.
func (l *householdList) foldedBy(rows *rowSet) folding {
	withID, withHousehold := rows.has(colID), rows.has(colHousehold)
	if !l.identified() { // the columns are empty
		withID, withHousehold = false, false
	}
	people := rows.has(colIdentity)
	if withHousehold && !withID {
		people = people || fold(rows.titles[colHousehold]) == "household" ||
			rows.has(colName) && !strings.Contains(fold(rows.titles[colName]), "chuho")
	}
	switch {
	case rows.has(colPersons):
		return notFolded
	case withID && withHousehold:
		return byHousehold
	case !withID && !withHousehold:
		if slices.ContainsFunc(l.origins, func(o origin) bool { return o.tallied > 0 }) {
			return notFolded
		}
		if rows.has(colAddress) || rows.has(colPermanent) || rows.has(colStreet) {
			return byAddress
		}
		return notFolded
	case people && l.repeats():
		return byID
	}
	return notFolded
}

// repeats says whether an id stands in two rows.
func (l *householdList) repeats() bool {
	seen := make(map[string]struct{}, len(l.list))
	for i := range l.list {
		id := l.list[i].ID
		if _, repeated := seen[id]; repeated && id != "" && !l.origins[i].joined {
			return true
		}
		if id != "" && l.origins[i].joined {
			return true
		}
		seen[id] = struct{}{}
	}
	return false
}

// fold makes households of the table's persons. A household has its people still to activate, and of what the
// rows say: the first name, telephone and status of those people, the first address, group,
// coordinates, windows and minutes that any row gives, the highest priority, and is mandatory if any
// row says so. Windows of notes are met all together where that can be. One whose people are all done, or gone, keeps the
// status of its first row and counts 1 person, whom no team is sent to. One without an id to go by is named after its
// first row, as "row-12". A row without what tells its household is of the household above it, see [above].
func (l *householdList) fold(s *rowSet, by folding) {
	f := &folder{list: l, set: s, by: by, serial: l.numbersHouseholds(), index: make(map[string]int, len(l.list)/2), rows: make([]int, len(l.list))}
	for i := range l.list {
		f.add(i)
	}
	rows := map[int][]fault{} // by the household that has no place
	for i, at := range f.rows {
		if at >= 0 && !f.doors[at].Point.Valid() && l.list[i].Status.Routed() {
			rows[at] = append(rows[at], l.placeless(i, people(&l.list[i], &l.origins[i])))
		}
	}
	l.ended += f.settleTallies()
	for i := range f.doors {
		f.doors[i].Persons = max(1, f.doors[i].Persons)
	}
	l.take(s, f.doors, f.keys, func(i int) []fault { return rows[i] })
}

// numbersHouseholds says whether the table's running numbers are of households: some rows have none.
func (l *householdList) numbersHouseholds() bool {
	with, without := false, false
	for i := range l.origins {
		with, without = with || l.origins[i].serial, without || !l.origins[i].serial
	}
	return with && without
}

// folder makes households of persons.
type folder struct {
	list   *householdList
	set    *rowSet
	by     folding
	serial bool // running numbers are of households
	doors  []campaign.Household
	keys   []string       // of the doors
	index  map[string]int // of the doors by key
	rows   []int          // the door of each row, or -1
}

// add adds a row.
func (f *folder) add(i int) {
	h, o := &f.list.list[i], &f.list.origins[i]
	f.rows[i] = -1
	f.list.ended += o.people - people(h, o) // a row is so many people, whatever its status counts
	key, at, why := f.key(i)
	if why != "" {
		f.list.faults = append(f.list.faults, fault{o.line, at, why, people(h, o)})
		return
	}
	door, met := f.index[key]
	if !met {
		if f.elsewhere(key, h, o) {
			return
		}
		door = len(f.doors)
		f.index[key] = door
		f.doors, f.keys = append(f.doors, f.first(*h, key, o.line)), append(f.keys, key)
		f.list.index[key] = seen{line: o.line, sheet: f.set.sheet, table: f.set.table}
	}
	f.rows[i] = door
	addPerson(&f.doors[door], h, o)
}

// settleTallies takes from households the people whom a status of all of it counts as done, such as "2 KH, 1 V" merged over
// three rows, and gives how many they are. A count of more people than there are rows is of something else.
func (f *folder) settleTallies() int {
	rows := make([]int, len(f.doors))
	tally := make([]int, len(f.doors)) // the row that counts the most, plus 1
	for i, door := range f.rows {
		if door < 0 {
			continue
		}
		o := &f.list.origins[i]
		rows[door] += o.people
		if o.tallied > 0 && (tally[door] == 0 || o.done > f.list.origins[tally[door]-1].done) {
			tally[door] = i + 1
		}
	}
	ended := 0
	for door, at := range tally {
		if at == 0 {
			continue
		}
		o, h := &f.list.origins[at-1], &f.doors[door]
		if n := min(o.done, h.Persons); o.tallied <= rows[door] && h.Persons-n >= o.tallied-o.done {
			ended += n
			if h.Persons -= n; h.Persons == 0 {
				h.Status = campaign.Activated
			}
		}
	}
	return ended
}

// people is how many a person's row holds that are still to be visited.
func people(h *campaign.Household, o *origin) int {
	switch {
	case !h.Status.Routed():
		return 0
	case o.people > 1:
		return h.Persons
	}
	return 1
}

// placeless is the fault of a row of the table that has no coordinates.
func (l *householdList) placeless(i, persons int) fault {
	o := &l.origins[i]
	return fault{o.line, o.point, cmp.Or(o.why, missingPoint), persons}
}

// key is what the rows of one household have in common. A row that has nothing of it is of the household above.
func (f *folder) key(i int) (key string, at column, why reason) {
	h, o := &f.list.list[i], &f.list.origins[i]
	switch f.by {
	case byHousehold:
		if key, at, why = o.household, colHousehold, missingHousehold; key != "" {
			return key, 0, ""
		}
	case byID:
		if key, at, why = h.ID, colHousehold, missingHousehold; key != "" {
			return key, 0, ""
		}
	case byAddress:
		if at, why = colAddress, missingAddress; h.Address != "" {
			return addressKey(h) + o.mark(), 0, ""
		}
	}
	if door := f.above(i); door >= 0 {
		return f.keys[door], 0, ""
	}
	switch {
	case h.Address != "":
		return addressKey(h) + o.mark(), 0, "" // it has no id, but it can be found
	case f.by == byAddress && h.Point.Valid():
		return f.set.rowID(o.line), 0, ""
	}
	return "", at, why
}

// above is the household of the row above where a row that does not say its own is of it, or -1: they stand in the same
// section, and the row neither lies elsewhere nor has a running number where those are of households.
func (f *folder) above(i int) int {
	if i == 0 || f.rows[i-1] < 0 {
		return -1
	}
	h, o := &f.list.list[i], &f.list.origins[i]
	door := f.rows[i-1]
	above := &f.doors[door]
	switch {
	case o.section != f.list.origins[i-1].section, f.serial && o.serial, o.heads, o.tag != f.list.origins[i-1].tag,
		h.Address != "" && above.Address != "" && addressOf(h.Address) != addressOf(above.Address),
		h.Point.Valid() && above.Point.Valid() && geo.Distance(h.Point, above.Point) > sameDoor:
		return -1
	}
	return door
}

// sameDoor is how many metres apart the coordinates of one household's people may be.
const sameDoor = 30

// mark is what tells a household from others at its address, for a key.
func (o *origin) mark() string {
	if o.tag == "" {
		return ""
	}
	return "\n" + o.tag
}

func addressKey(h *campaign.Household) string {
	return addressOf(h.Address) + "\n" + strings.ToLower(h.Group)
}

// first begins a household with what its first row says of the door. It has no people yet.
func (f *folder) first(h campaign.Household, key string, line int) campaign.Household {
	h.ID = key
	if f.by == byAddress || h.Address != "" && strings.HasPrefix(key, addressKey(&h)) {
		h.ID = f.set.rowID(line)
	}
	h.Persons, h.Note, h.Marks, h.People = 0, "", nil, nil // notes are the people's
	return h
}

// elsewhere adds a row to the household of an earlier sheet that has its key, if there is one.
func (f *folder) elsewhere(key string, h *campaign.Household, o *origin) bool {
	at, met := f.list.index[key]
	switch {
	case !met || at.table == f.set.table || at.at == gone:
		return false
	case at.sheet != f.set.sheet && f.list.copied(&at, h):
		f.list.faults = append(f.list.faults, fault{o.line, colName, f.set.repeatedPerson(), people(h, o)})
	case at.placed:
		addPerson(&f.list.doors[at.at], h, o)
	default:
		u := &f.list.unplaced[at.at]
		addPerson(&u.Household, h, o)
		u.Rows = append(u.Rows, f.set.aside([]fault{{o.line, o.point, cmp.Or(o.why, missingPoint), people(h, o)}})...)
	}
	return true
}

// doorAt is a household of a table before.
func (l *householdList) doorAt(at *seen) *campaign.Household {
	if at.placed {
		return &l.doors[at.at]
	}
	return &l.unplaced[at.at].Household
}

// copied says whether a household of an earlier sheet has a person of the same name already.
func (l *householdList) copied(at *seen, h *campaign.Household) bool {
	if h.Name == "" || !h.Status.Routed() {
		return false
	}
	door, name := l.doorAt(at), fold(h.Name)
	return slices.ContainsFunc(door.People, func(p campaign.Person) bool { return fold(p.Name) == name })
}

// addPerson adds what a row says to its household.
func addPerson(door, person *campaign.Household, o *origin) {
	first := door.Persons == 0
	if person.Status.Routed() {
		if first {
			door.Name, door.Phone, door.Status = person.Name, person.Phone, person.Status
		}
		door.Persons += people(person, o)
		door.People = append(door.People, peopleOf(person)...)
		door.Marks = joinMarks(door.Marks, person.Marks)
	}
	if !door.Point.Valid() {
		door.Point, door.Guess = person.Point, person.Guess
	}
	if door.Address == "" {
		door.Address = person.Address
	}
	if door.Permanent == "" {
		door.Permanent = person.Permanent
	}
	if door.Group == "" {
		door.Group = person.Group
	}
	if door.Ward == "" {
		door.Ward = person.Ward
	}
	if len(door.Windows) == 0 {
		door.Windows = person.Windows
	} else if o.noted && !first {
		door.Windows = meeting(door.Windows, person.Windows)
	}
	door.Days = bothDays(door.Days, person.Days)
	if door.PerPerson == 0 {
		door.PerPerson = person.PerPerson
	}
	door.Priority = max(door.Priority, person.Priority)
	door.Mandatory = door.Mandatory || person.Mandatory
}

// peopleOf are the people whom a row names.
func peopleOf(person *campaign.Household) []campaign.Person {
	if len(person.People) == 0 {
		return []campaign.Person{{Name: person.Name, Phone: person.Phone, Note: person.Note}}
	}
	list := slices.Clone(person.People)
	list[0].Note = person.Note
	return list
}

// meeting are the times in both lists of windows, or those of the first where there are none.
func meeting(a, b []campaign.Window) []campaign.Window {
	var both []campaign.Window
	for _, x := range a {
		for _, y := range b {
			if w := (campaign.Window{Open: max(x.Open, y.Open), Close: min(x.Close, y.Close)}); w.Open <= w.Close {
				both = append(both, w)
			}
		}
	}
	if len(both) == 0 {
		return a
	}
	return both
}

// bothDays are the days on which all are at home, or those of the first where there are none.
func bothDays(a, b campaign.Days) campaign.Days {
	switch {
	case a == 0:
		return b
	case b == 0 || a&b == 0:
		return a
	}
	return a & b
}
