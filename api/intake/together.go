package intake

import "gonha/solver/campaign"

// together gathers rows that are people of one household, in a table of households: the row of the household first, then
// those that continue it. It counts who is there and who is done.
type together struct {
	ids    bool // the table has ids
	serial bool // its running numbers are of households

	door   *campaign.Household // of the rows at hand, or nil
	origin origin              // of its first row
	rows   int
	named  int // people whom the rows name
	said   int // people whom they count
	ended  int // of all, those who are done
	first  int // of the first row, those who are done where it stands for all
}

// continues says whether a row is another person of the household above it: its id is merged with that one's, or it has
// none and nothing of a place of its own.
func (t *together) continues(h *campaign.Household, o *origin) bool {
	switch {
	case t.door == nil:
		return false
	case o.joined:
		return true
	case !o.keyless || h.Name == "" || h.Address != "" || h.Point.Valid() || t.door.Name == "":
		return false
	case t.ids:
		return true
	}
	return !o.serial && !o.counted && !o.heads && o.section == t.origin.section && o.tag == t.origin.tag
}

// begin begins a household.
func (t *together) begin(door *campaign.Household, o *origin) {
	t.door, t.origin, t.rows, t.named, t.said, t.ended = door, *o, 1, o.people, 0, o.ended
	t.first = o.ended
	if o.counted {
		t.said = door.Persons + o.ended
	}
	if !door.Status.Routed() {
		t.first += door.Persons
		t.ended = o.people
	}
}

// add adds a person.
func (t *together) add(person *campaign.Household, o *origin) {
	door := t.door
	t.rows++
	t.named += o.people
	if o.counted {
		t.said += person.Persons + o.ended
	}
	t.ended += o.ended
	if !person.Status.Routed() {
		if t.ended += o.people; o.counted {
			t.ended += person.Persons - o.people
		}
		return
	}
	if !door.Status.Routed() { // who was met first is done
		door.Status, door.Name, door.Phone, door.People = person.Status, person.Name, person.Phone, peopleOf(person)
		door.Note, door.Marks = "", joinMarks(door.Marks, person.Marks)
		return
	}
	if len(door.People) == 0 {
		door.People = peopleOf(door)
		door.Note = ""
	}
	door.People = append(door.People, peopleOf(person)...)
	door.Marks = joinMarks(door.Marks, person.Marks)
}

// end ends the household and gives how many of it need no visit.
func (t *together) end() int {
	door := t.door
	t.door = nil
	switch {
	case door == nil:
		return 0
	case t.rows == 1:
		return t.first
	}
	all := max(t.said, t.named)
	if !door.Status.Routed() {
		return all
	}
	door.Persons = max(1, all-t.ended)
	return all - door.Persons
}
