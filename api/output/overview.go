package output

import (
	"unicode/utf8"

	"gonha/geo"
)

// overview is the first page: the whole evening at a glance.
type overview struct {
	Teams, Doors, Persons, AllPersons string
	Stops, Distance                   string
	LeftOut                           []leftOutCount
	Guesses                           string // places that are guessed or not known
	Missed                            int    // mandatory households left out
	Map                               drawing
	Rows                              []teamRow
	Flows                             bool // the table of teams needs pages of its own
	Sides                             int  // pages, even
}

// leftOutCount says how many households are not in the plan for one reason.
type leftOutCount struct {
	Why   string
	Count string
}

// teamRow is a team's line of the table.
type teamRow struct {
	Team, Name, Colour          string
	Members                     int
	Doors, Persons              int
	Depart, First, Last, Return string
	Stays                       bool
}

// reasonOrder is the order in which the reasons are counted, from the most to the least fundamental.
var reasonOrder = [...]string{"group", "turf", "too_far", "window", "max_persons", "no_time"}

func (e *evening) overview(places [][]geo.Point, words *words) overview {
	o := overview{LeftOut: e.leftOutCounts(words), Guesses: e.guessNote(words), Missed: e.plan.Summary.MandatoryMissed}
	teams, doors, persons, all, stops := 0, 0, 0, 0, 0
	var metres int64
	for i := range e.routes {
		r := &e.routes[i]
		row := teamRow{Team: plain(r.Team), Name: plain(r.team.Name), Colour: colour(i), Members: r.team.Members, Stays: r.stays()}
		if !r.stays() {
			teams++
			doors += len(r.Visits)
			stops += len(r.steps)
			metres += r.DistanceM
			row.Doors, row.Persons = len(r.Visits), r.Route.Persons
			row.Depart, row.Return = clock(r.Depart), clock(r.Return)
			row.First, row.Last = clock(r.Visits[0].Begin), clock(r.Visits[len(r.Visits)-1].Leave)
		}
		persons += row.Persons
		o.Rows = append(o.Rows, row)
	}
	for i := range e.night.Households {
		if h := &e.night.Households[i]; h.Status.Routed() || h.Status == "" {
			all += h.Persons
		}
	}
	o.Teams, o.Doors, o.Stops, o.Distance = words.count(teams), words.count(doors), words.count(stops), e.length(metres, words)
	o.Persons, o.AllPersons = words.count(persons), words.count(max(all, persons))
	height, flows := mapHeight(o.tables())
	if flows {
		height = 205 - 6*mm(len(o.LeftOut)+min(o.Missed, 1)) // all that the table of teams leaves
	}
	o.Map, o.Flows = e.nightMap(places, 186, height, words), flows
	o.Sides = o.sides()
	return o
}

// tables is the height of the rows of both tables. Where one team's id and name are long, the columns
// are so narrow that any of the rows may take two lines.
func (o *overview) tables() mm {
	row := mm(6)
	for _, r := range o.Rows {
		if utf8.RuneCountInString(r.Team)+utf8.RuneCountInString(r.Name) > 34 {
			row = 10.6
		}
	}
	return row*mm(len(o.Rows)) + 6*mm(len(o.LeftOut)+min(o.Missed, 1))
}

// mapHeight leaves room on the first page for the tables' rows. Where they are too many, the map takes
// what it can and the table of teams flows over pages of its own.
func mapHeight(rows mm) (height mm, flows bool) {
	const free, most, least = 197, 170, 105 // free lies below the head and beside the tables' own heads
	if height := free - rows; height >= least {
		return min(height, most), false
	}
	return most, true
}

// leftOutCounts counts the households that are not in the plan by reason, then those that need no
// visit and the input rows that were set aside.
func (e *evening) leftOutCounts(words *words) []leftOutCount {
	counts := map[string]int{}
	order := reasonOrder[:]
	for _, u := range e.unvisited {
		if counts[u.Reason] == 0 && words.reasons[u.Reason] == "" {
			order = append(order[:len(order):len(order)], u.Reason)
		}
		counts[u.Reason]++
	}
	var left []leftOutCount
	for _, reason := range order {
		if n := counts[reason]; n > 0 {
			left = append(left, leftOutCount{words.reason(reason), words.count(n)})
		}
	}
	if n := e.notRouted(); n > 0 {
		left = append(left, leftOutCount{words.NotRouted, words.count(n)})
	}
	if n := len(e.plan.Rejected); n > 0 {
		left = append(left, leftOutCount{words.Rejected, words.count(n)})
	}
	return left
}

// notRouted counts the households that need no visit.
func (e *evening) notRouted() int {
	n := 0
	for i := range e.night.Households {
		if s := e.night.Households[i].Status; s != "" && !s.Routed() {
			n++
		}
	}
	return n
}
