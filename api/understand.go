package api

import (
	"context"
	"net/http"

	"gonha/api/intake"
	"gonha/api/intake/placing"
	"gonha/solver/campaign"
)

// reading is what was understood of a submission, with its corrections.
type reading struct {
	intake.Reading
	fix Corrections

	sheets, rows int // how many of Sheets and SetAside are of the households; those of the teams follow

	places  []door               // of Unplaced, in their order
	faults  []Fault              // of lists that cannot be read
	empty   []Fault              // of lists that hold nothing to plan with
	swapped bool                 // each of the two files seems to be the other
	start   *placing.Found       // of all teams without one of their own; nil where none was said
	said    map[string]startSaid // of the teams by id that the lists give no coordinates of
	noStart string               // why that was not found, in both languages
}

// startSaid is how a team came to its start.
type startSaid struct{ text, by string }

// byAll is what the start of a team rests on that has that of all.
const byAll = "all"

// read reads the lists of a submission and puts right what it says, as far as it goes: faults of the lists are in what it
// gives. The error is a problem.
func (s *server) read(ctx context.Context, from *submission) (*reading, error) {
	r := &reading{fix: from.fix}
	s.readLists(ctx, from, r)
	r.typed(from)
	if err := s.setOut(ctx, r); err != nil {
		return nil, s.unread(ctx, err)
	}
	if err := s.place(ctx, r); err != nil {
		return nil, s.unread(ctx, err)
	}
	if ctx.Err() != nil {
		return nil, s.unread(ctx, ctx.Err())
	}
	return r, nil
}

// unread is the problem of lists that could not be read for no fault of theirs.
func (s *server) unread(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return newProblem(http.StatusServiceUnavailable, "đọc danh sách quá lâu / reading the lists took too long").retry(queueRetry)
	}
	s.log.Error("addresses could not be looked for", "error", err)
	return newProblem(http.StatusInternalServerError, "lỗi của chương trình / a bug of this program")
}

// typed adds the teams that were typed in the page.
func (r *reading) typed(from *submission) {
	for i := range from.fix.TeamsTable {
		row := &from.fix.TeamsTable[i]
		team := row.team(len(r.Teams) + len(r.Waiting) + 1)
		r.Waiting = append(r.Waiting, intake.WaitingTeam{Team: team, Start: row.Start})
	}
}

// setOut gives teams that wait for a start their own where it is surely known, and else the one that was said for all.
func (s *server) setOut(ctx context.Context, r *reading) error {
	if r.fix.Start == "" && len(r.Waiting) == 0 {
		return nil
	}
	finder, err := s.addresses.Finder(ctx, r.Households, r.Teams)
	if err != nil {
		return err
	}
	if r.fix.Start != "" {
		at, why := s.startOf(r.fix.Start, finder)
		r.start, r.noStart = &at, why
	}
	waiting := r.Waiting
	r.Waiting, r.said = nil, map[string]startSaid{}
	for _, w := range waiting {
		at, by := nowhere(), ""
		if r.start != nil && r.noStart == "" {
			at, by = r.start.Point, byAll
		}
		if own, why := s.startOf(w.Start, finder); w.Start != "" && why == "" && (own.Class == placing.Given || own.Class == placing.Sure) {
			at, by = own.Point, own.Guess.By
		}
		r.said[w.Team.ID] = startSaid{w.Start, by}
		if !at.Valid() {
			r.Waiting = append(r.Waiting, w)
			continue
		}
		w.Team.Start = at
		if !w.Team.End.Valid() {
			w.Team.End = at
		}
		r.Teams = append(r.Teams, w.Team)
	}
	return nil
}

// place says of the households without coordinates where they are: as it was settled, or as it can be guessed.
func (s *server) place(ctx context.Context, r *reading) error {
	r.places = make([]door, len(r.Unplaced))
	if len(r.places) == 0 {
		return nil
	}
	settled := settledFor(r.Unplaced, r.fix.Places)
	known := r.Households[:len(r.Households):len(r.Households)]
	for i, u := range r.Unplaced {
		r.places[i] = door{Unplaced: u, class: Unknown}
		if at := settled[i]; at != nil && !at.Skip { // which tells where its neighbours are
			u.Household.Point = at.point()
			known = append(known, u.Household)
		}
	}
	finder, err := s.addresses.Finder(ctx, known, r.Teams)
	if err != nil {
		return err
	}
	for i := range r.places {
		p := &r.places[i]
		p.look(s.memory, finder)
		if at := settled[i]; at != nil {
			p.settle(at)
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
	}
	return nil
}

// planned are the households of tonight's plan, and those that are left out because nobody knows where they are, with
// their rows.
func (r *reading) planned() (households, left []campaign.Household, rows []campaign.Rejected) {
	for i := range r.Households {
		if h := &r.Households[i]; h.Point.Valid() || h.Status.Routed() { // nobody goes to others, wherever they are
			households = append(households, *h)
		}
	}
	for i := range r.places {
		p := &r.places[i]
		if p.planned(r.fix.Geocode) {
			households = append(households, p.Household)
			continue
		}
		left = append(left, p.Household)
		for _, row := range p.Rows {
			row.Reason = p.whyLeft()
			rows = append(rows, row.Rejected)
		}
	}
	return households, left, rows
}

// whyLeft is the reason of the rows of a household that is left out.
func (p *door) whyLeft() string {
	if p.skip {
		return "được bỏ qua tối nay / passed over tonight"
	}
	if p.Household.Point.Valid() {
		return "thiếu tọa độ, vị trí theo địa chỉ chưa chắc: nhận vị trí ước chừng hoặc chỉ trên bản đồ / no coordinates and no sure address: accept the guess or show it on the map"
	}
	return "thiếu tọa độ, không thấy địa chỉ trên bản đồ: dán tọa độ hoặc chỉ trên bản đồ / no coordinates and an address that is not on the map: paste coordinates or show it on the map"
}
