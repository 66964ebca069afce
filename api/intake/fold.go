package intake

import (
	"strconv"
	"strings"

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

// foldedBy decides whether a list has a row a person. It never has where there is a column of persons,
// for that counts a household's people. Else it has
//
//   - with both an id and a household column: the id is the person's;
//   - with a household column only (household, mã hộ), if a household repeats and the rows name people
//     (a name that is not the head of household's, an identity number or a date of birth) or the
//     column is headed "household" outright;
//   - with an id column only (id, mã), if an id repeats and there is an identity number or a date of
//     birth; a name alone does not do, for lists of households have one too, and there a repeated id
//     is an error;
//   - with neither, for such a list is taken only if it has names and addresses.
func (l *householdList) foldedBy(rows *rowSet) folding {
	withID, withHousehold := rows.has(colID), rows.has(colHousehold)
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
		return byAddress
	case people && l.repeats():
		return byID
	}
	return notFolded
}

// repeats says whether an id stands in two rows.
func (l *householdList) repeats() bool {
	seen := make(map[string]struct{}, len(l.list))
	for i := range l.list {
		if id := l.list[i].ID; id != "" {
			if _, repeated := seen[id]; repeated {
				return true
			}
			seen[id] = struct{}{}
		}
	}
	return false
}

// fold makes households of persons. A household has its people still to activate, and of what the
// rows say: the first name, telephone and status of those people, the first address, group,
// coordinates, windows and minutes that any row gives, the highest priority, and is mandatory if any
// row says so. One whose people are all done, or gone, keeps the status of its first row and counts
// 1 person, whom no team is sent to. One without an address to go by is named after its first row,
// as "row-12".
//
// The households are written over the rows, of which there are no fewer.
func (l *householdList) fold(by folding) {
	index := make(map[string]int, len(l.list)/2)
	doors := make([]int, len(l.list)) // of each row, the household's index, or -1
	folded := l.list[:0]
	for i := range l.list {
		h := l.list[i]
		key, at, why := foldKey(&h, &l.origins[i], by)
		if why != "" {
			l.faults = append(l.faults, fault{l.origins[i].line, at, why})
			doors[i] = -1
			continue
		}
		door, met := index[key]
		if !met {
			door = len(folded)
			index[key] = door
			folded = append(folded, firstPerson(h, key, l.origins[i].line, by))
		}
		doors[i] = door
		addPerson(&folded[door], &h)
	}
	clear(l.list[len(folded):])
	rows := map[int][]fault{} // by the door that has no place
	for i, door := range doors {
		if door >= 0 && !folded[door].Point.Valid() {
			rows[door] = append(rows[door], fault{l.origins[i].line, l.origins[i].column, missingPoint})
		}
	}
	for door := range folded {
		if h := folded[door]; !h.Point.Valid() {
			h.Persons = max(1, h.Persons)
			l.unplaced = append(l.unplaced, unplaced{h, rows[door]})
		}
	}
	l.list = withPoint(folded)
}

// foldKey is what the rows of one household have in common.
func foldKey(h *campaign.Household, o *origin, by folding) (key string, at column, why reason) {
	switch by {
	case byHousehold:
		if o.household == "" {
			return "", colHousehold, missingHousehold
		}
		return o.household, 0, ""
	case byAddress:
		if h.Address == "" {
			return "", colAddress, missingAddress
		}
		// Accents count: Ngõ Hòa is not Ngõ Hoa.
		address := strings.ToLower(strings.Join(strings.Fields(h.Address), " "))
		return address + "\n" + strings.ToLower(h.Group), 0, ""
	}
	if h.ID == "" {
		return "", colHousehold, missingHousehold
	}
	return h.ID, 0, ""
}

// firstPerson begins a household with what its first row says of the door. It has no people yet.
func firstPerson(h campaign.Household, key string, line int, by folding) campaign.Household {
	h.ID = key
	if by == byAddress {
		h.ID = "row-" + strconv.Itoa(line)
	}
	h.Persons, h.Note = 0, "" // notes are the people's
	return h
}

// addPerson adds what a row says to its household.
func addPerson(door, person *campaign.Household) {
	if person.Status.Routed() {
		if door.Persons == 0 {
			door.Name, door.Phone, door.Status = person.Name, person.Phone, person.Status
		}
		door.Persons++
		door.People = append(door.People, campaign.Person{Name: person.Name, Phone: person.Phone, Note: person.Note})
	}
	if !door.Point.Valid() {
		door.Point, door.Guess = person.Point, person.Guess
	}
	if door.Address == "" {
		door.Address = person.Address
	}
	if door.Group == "" {
		door.Group = person.Group
	}
	if door.Ward == "" {
		door.Ward = person.Ward
	}
	if len(door.Windows) == 0 {
		door.Windows = person.Windows
	}
	if door.PerPerson == 0 {
		door.PerPerson = person.PerPerson
	}
	door.Priority = max(door.Priority, person.Priority)
	door.Mandatory = door.Mandatory || person.Mandatory
}

// withPoint drops the households without coordinates.
func withPoint(folded []campaign.Household) []campaign.Household {
	sound := folded[:0]
	for _, h := range folded {
		if h.Point.Valid() {
			h.Persons = max(1, h.Persons)
			sound = append(sound, h)
		}
	}
	clear(folded[len(sound):])
	return sound
}
