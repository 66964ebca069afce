package api

import (
	"cmp"
	"context"
	"maps"
	"net/http"
	"slices"

	"github.com/danielgtaylor/huma/v2"

	"gonha/api/intake/phrase"
	"gonha/solver/campaign"
)

// Read is what was understood of two lists before anything is planned. It holds addresses and the names of teams, for
// whoever sent them.
type Read struct {
	Households int               `json:"households" doc:"To be visited, with a place or not."`
	Persons    int               `json:"persons" doc:"People to reach there. All people of the file are these, those that are ended, and those set aside."`
	Teams      int               `json:"teams" doc:"That set out from a known place."`
	Ended      int               `json:"ended" doc:"People whose status says that they are done or not to be visited."`
	Aside      int               `json:"aside" doc:"People of the households' rows that are set aside."`
	Sheets     []ReadSheet       `json:"sheets" doc:"Every sheet of both files, read or not."`
	Columns    map[string]string `json:"columns" doc:"What the households' file calls each column that was understood, by its name here."`
	TeamTitles map[string]string `json:"team_columns" doc:"The same of the teams' file."`
	Groups     map[string]int    `json:"groups" doc:"People by residential group."`
	GroupDoors map[string]int    `json:"group_households" doc:"Households by residential group."`
	Placed     map[Class]int     `json:"placed" doc:"Households by how sure their places are."`
	PlacedFor  map[Class]int     `json:"placed_persons" doc:"The people there."`
	SetAside   []AsideRow        `json:"set_aside" doc:"Rows that hold people who are not among the households, and rows of teams."`
	Remarks    []string          `json:"remarks" doc:"What else was done or seen, tiếng Việt / English."`
	Notes      []ReadNote        `json:"notes" doc:"What notes were understood as."`
	Places     []ReadPlace       `json:"places" doc:"Households that the list has no coordinates of, those without a sure place first. At most 20000."`
	Crew       []ReadTeam        `json:"crew" doc:"The teams, with those that wait for a place to set out from."`
	Start      *ReadStart        `json:"start" doc:"Where all teams set out that have no place of their own; null where nothing was said."`
	Swapped    bool              `json:"swapped" doc:"Each of the files seems to be the other."`
	HasMap     bool              `json:"has_map" doc:"The server has a map to look for addresses."`
	Bounds     []float64         `json:"bounds" nullable:"false" doc:"South, west, north and east of all that is known; empty where nothing is."`
	Plannable  bool              `json:"plannable" doc:"There is something to plan."`
	Planned    Planned           `json:"planned" doc:"What would be planned with these corrections."`
	Next       string            `json:"next" doc:"What to do next where it is not plannable, tiếng Việt / English."`
}

// Planned counts what would be planned.
type Planned struct {
	Households int `json:"households"`
	Persons    int `json:"persons"`
	Teams      int `json:"teams"`
}

// ReadSheet is what became of a sheet.
type ReadSheet struct {
	List   string   `json:"list" enum:"households,teams"`
	File   string   `json:"file"`
	Sheet  string   `json:"sheet" doc:"Empty where the file has but one without a name."`
	Used   bool     `json:"used"`
	Rows   int      `json:"rows" doc:"That hold a household, a person or a team."`
	Reason string   `json:"reason" doc:"Why it was left out, tiếng Việt / English."`
	Titles []string `json:"titles" nullable:"false" doc:"Of its columns, as they stand."`
}

// AsideRow is a row that was set aside.
type AsideRow struct {
	campaign.Rejected
	List    string `json:"list" enum:"households,teams"`
	Sheet   string `json:"sheet"`
	Persons int    `json:"persons" doc:"People of the row."`
}

// ReadNote is what a note was understood as.
type ReadNote struct {
	Says       string          `json:"says" doc:"As the list has it."`
	Windows    []string        `json:"windows" nullable:"false" doc:"When to come: 20:00– has no end, –19:30 no beginning."`
	Days       []int           `json:"days" nullable:"false" doc:"Weekdays on which to come, 0 is Sunday; none is every day."`
	Marks      []campaign.Mark `json:"marks" nullable:"false"`
	Status     campaign.Status `json:"status" doc:"Where the note says one."`
	Households int             `json:"households" doc:"That have it."`
}

// ReadPlace is a household that the list has no coordinates of.
type ReadPlace struct {
	Household  string          `json:"household"`
	Address    string          `json:"address"`
	Group      string          `json:"group"`
	Ward       string          `json:"ward"`
	Name       string          `json:"name"`
	Persons    int             `json:"persons"`
	Class      Class           `json:"class" enum:"settled,sure,likely,unknown"`
	Lat        *float64        `json:"lat" doc:"The guess, or where it was settled; null where nothing is known."`
	Lon        *float64        `json:"lon"`
	Guess      *campaign.Guess `json:"guess" doc:"What the guess rests on; null where nothing is known."`
	Skip       bool            `json:"skip" doc:"It is passed over tonight."`
	Candidates []Candidate     `json:"candidates" nullable:"false" doc:"Other places that it may be."`
}

// ReadTeam is a team as it was understood.
type ReadTeam struct {
	ID      string        `json:"id"`
	Name    string        `json:"name"`
	Members int           `json:"members"`
	Mode    campaign.Mode `json:"mode" enum:"walk,motorbike"`
	Groups  []string      `json:"groups" nullable:"false" doc:"It visits only these; none is all."`
	Lat     *float64      `json:"lat" doc:"Where it sets out; null where that is not known."`
	Lon     *float64      `json:"lon"`
	Start   string        `json:"start" doc:"What the list says of where it sets out, where that is no coordinates."`
	By      string        `json:"by" doc:"What its start rests on: all is that of all teams, others as in a guess; empty where the list gives coordinates, or nothing is known."`
}

// ReadStart is where teams set out that have no place of their own.
type ReadStart struct {
	Lat    *float64 `json:"lat" doc:"Null where it was not found."`
	Lon    *float64 `json:"lon"`
	By     string   `json:"by" doc:"What it rests on, as in a guess; hand where it was said in coordinates."`
	Metres int      `json:"within_m" doc:"Within which it most likely lies; 0 where it was said in coordinates."`
	Reason string   `json:"reason" doc:"Why it was not found, tiếng Việt / English."`
}

const (
	readsPath   = "/v1/reads"
	shownPlaces = 20_000 // in an answer
)

// registerReads adds the operation that reads lists without planning.
func (s *server) registerReads(a huma.API) {
	huma.Register(a, huma.Operation{
		OperationID: "read-lists", Method: http.MethodPost, Path: readsPath, Tags: []string{"reads"},
		Summary: "Đọc danh sách, chưa lập kế hoạch / Read the lists without planning",
		Description: "Takes what a solve takes, and says what was understood of it: how many people and households, which rows are set aside and why, which column was taken for what, " +
			"and how sure the places are of households without coordinates. What is not right is put right in `corrections`, which a solve takes as well. The teams may be missing. Nothing is kept.",
		Responses: jsonResponse[Read](a, http.StatusOK, "What was understood."),
		Errors: []int{
			http.StatusBadRequest, http.StatusRequestEntityTooLarge, http.StatusUnsupportedMediaType,
			http.StatusUnprocessableEntity, http.StatusServiceUnavailable,
		},
	}, s.reads)
	document(a, readsPath, submissionBody(a))
}

// readInput is a request to read lists. Its body is read by [readSubmission].
type readInput struct{ exchange }

type readOutput struct{ Body *Read }

func (s *server) reads(ctx context.Context, in *readInput) (*readOutput, error) {
	held, err := s.uploads.hold(in.r)
	if err != nil {
		return nil, err
	}
	defer held.release()
	from, err := readSubmission(in.r)
	if err != nil {
		return nil, err
	}
	if err := from.correct(s.bounds, false); err != nil {
		return nil, err
	}
	reading, stop := context.WithTimeout(ctx, s.limits.Parse)
	defer stop()
	if err := held.parse(reading); err != nil {
		return nil, err
	}
	_, err = s.options(from.options)
	faults := faultsOf("body.options.", err)
	r, err := s.read(reading, from)
	if err != nil {
		return nil, err
	}
	if !r.swapped {
		faults = append(faults, r.faults...)
	}
	if err := refused(faults); err != nil {
		return nil, err
	}
	return &readOutput{s.answer(r)}, nil
}

// answer is what clients see of a reading.
func (s *server) answer(r *reading) *Read {
	a := &Read{
		Teams: len(r.Teams), Columns: orEmpty(r.Columns), TeamTitles: orEmpty(r.TeamTitles), Groups: map[string]int{}, GroupDoors: map[string]int{},
		Placed: map[Class]int{Given: 0, Sure: 0, Likely: 0, Unknown: 0}, PlacedFor: map[Class]int{Given: 0, Sure: 0, Likely: 0, Unknown: 0},
		Sheets: []ReadSheet{}, SetAside: []AsideRow{}, Remarks: append([]string{}, r.Remarks...), Notes: []ReadNote{}, Places: []ReadPlace{}, Crew: []ReadTeam{},
		Ended: r.Ended, Swapped: r.swapped, HasMap: s.addresses != nil, Bounds: r.bounds(),
	}
	count := func(h *campaign.Household, class Class) {
		if !h.Status.Routed() {
			return
		}
		a.Households++
		a.Persons += h.Persons
		a.Placed[class]++
		a.PlacedFor[class] += h.Persons
		a.Groups[h.Group] += h.Persons
		a.GroupDoors[h.Group]++
	}
	for i := range r.Households {
		count(&r.Households[i], Given)
	}
	for i := range r.places {
		p := &r.places[i]
		count(&p.Household, p.class)
		a.Places = append(a.Places, p.shown())
	}
	slices.SortStableFunc(a.Places, func(x, y ReadPlace) int { return cmp.Compare(classRank[x.Class], classRank[y.Class]) })
	a.Places = a.Places[:min(len(a.Places), shownPlaces)]
	for i, sheet := range r.Sheets {
		a.Sheets = append(a.Sheets, ReadSheet{listOf(i, r.sheets), sheet.File, sheet.Sheet, sheet.Used, sheet.Rows, sheet.Reason, append([]string{}, sheet.Titles...)})
	}
	for i, row := range r.SetAside {
		a.SetAside = append(a.SetAside, AsideRow{row.Rejected, listOf(i, r.rows), row.Sheet, row.Persons})
	}
	a.Aside = r.aside()
	a.Notes = r.notes()
	a.Crew = r.crew()
	a.Start = r.startShown()
	a.Planned = r.plannedCount()
	a.Next = s.next(r, a.Planned)
	a.Plannable = a.Next == ""
	return a
}

// classRank puts what is to be settled first.
var classRank = map[Class]int{Unknown: 0, Likely: 1, Sure: 2, Chosen: 3}

func orEmpty(m map[string]string) map[string]string {
	if m == nil {
		return map[string]string{}
	}
	return m
}

// listOf is the list that one of its sheets or rows is of, by its index and how many there are of the households.
func listOf(i, households int) string {
	if i < households {
		return "households"
	}
	return "teams"
}

// shown is the place as clients see it.
func (p *door) shown() ReadPlace {
	lat, lon := degreesOf(p.Household.Point)
	return ReadPlace{
		p.Household.ID, p.Household.Address, p.Household.Group, p.Household.Ward, p.Household.Name, p.Household.Persons, p.class, lat, lon, p.Household.Guess, p.skip,
		append([]Candidate{}, p.candidates...),
	}
}

// notes are what notes were understood as, each once, those of most households first.
func (r *reading) notes() []ReadNote {
	known := map[string]*ReadNote{}
	add := func(h *campaign.Household) {
		if !h.Status.Routed() {
			return
		}
		for _, says := range notesOf(h) {
			n := known[says]
			if n == nil {
				noted := phrase.Note(says)
				n = &ReadNote{Says: says, Windows: windowTexts(noted.Windows), Days: daysOf(noted.Days), Marks: append([]campaign.Mark{}, noted.Marks...), Status: noted.Status}
				known[says] = n
			}
			n.Households++
		}
	}
	for i := range r.Households {
		add(&r.Households[i])
	}
	for i := range r.places {
		add(&r.places[i].Household)
	}
	list := []ReadNote{}
	for _, says := range slices.Sorted(maps.Keys(known)) {
		if n := known[says]; len(n.Windows)+len(n.Days)+len(n.Marks) > 0 || n.Status != "" {
			list = append(list, *n)
		}
	}
	slices.SortStableFunc(list, func(a, b ReadNote) int { return cmp.Compare(b.Households, a.Households) })
	return list
}
