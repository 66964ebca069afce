package output

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"gonha/geo"
)

// drawing is a map ready for the template, from the lowest layer to the highest. Strings of the form
// "M1 2L3 4" are data of SVG paths; colours are an extra to shapes that tell without them.
type drawing struct {
	W, H       mm
	Title      string
	Ground     *ground // under the whole evening's map; nil is white paper
	Others     string  // dots of other teams' doors
	Areas      []stroke
	Ways       []stroke
	Chevrons   string // which way the route runs
	Dots       []stroke
	Doors      string
	DoorWidth  mm
	Leaders    string
	Discs      []disc // the numbered steps
	Tags       []tag  // team labels
	Marks      []mark // starts and ends
	BarShare   mm     // length of the scale bar in hundredths of the width
	BarText    string
	OthersText string
	North      string
	Note       string // what the ways follow
	Credit     string // of the map that they follow
}

type stroke struct{ D, Colour string }

type disc struct {
	spot
	Text  string
	Size  mm // of the type
	Round mm // radius
}

type tag struct {
	spot
	Text   string
	Size   mm
	Left   mm
	Top    mm
	Width  mm
	Height mm
	Colour string
}

// mark is a start or end: a square, or an arrow at the map's edge towards one outside.
type mark struct {
	spot
	D      string
	Hollow bool
	Text   string
	Label  spot
}

const (
	discRound = 2.3
	markHalf  = 1.7
	markType  = 2.9 // size of the marks' labels
)

// fit frames core and, where that does not shrink it to less than half, extra too.
func fit(core, extra []geo.Point, w, h, margin mm) frame {
	near := newFrame(core, w, h, margin)
	if whole := newFrame(slices.Concat(core, extra), w, h, margin); whole.perLat >= near.perLat/2 || len(core) == 0 {
		return whole
	}
	return near
}

// teamMap draws one team's evening. others are the doors of all teams.
func (e *evening) teamMap(route int, others [][]geo.Point, w, h mm, words *words) drawing {
	r := &e.routes[route]
	doors := r.places()
	f := fit(doors, append([]geo.Point{r.team.Start, r.team.End}, r.path()...), w, h, 6)
	if f.perLat < fit(doors, []geo.Point{r.team.Start, r.team.End}, w, h, 6).perLat*0.7 { // a way far around
		f = fit(doors, []geo.Point{r.team.Start, r.team.End}, w, h, 6)
	}
	d := newDrawing(&f, words, words.Map+" "+plain(r.Team))
	d.Credit = plain(e.plan.Attribution)
	var near []spot
	for i, team := range others {
		for _, p := range team {
			if s := f.at(p); i != route && f.holds(s, 0.5) {
				near = append(near, s)
			}
		}
	}
	d.Others = dots(near)
	if ring := geo.Hull(doors); len(ring) >= 3 {
		d.Areas = []stroke{{f.trace(ring) + "Z", colour(route)}}
	}
	d.Ways = []stroke{{f.trace(r.path()), colour(route)}}
	room := placer{frame: &f}
	var rest []spot // the doors of a stop after its first
	for i := range r.steps {
		for k, door := range r.steps[i].doors {
			if k > 0 {
				rest = append(rest, f.at(door.home.Point))
			}
		}
		room.dots = append(room.dots, around(f.at(r.steps[i].point()), dotHalf, dotHalf))
	}
	d.Doors, d.DoorWidth = dots(rest), 1.3
	d.markEnds(&room, r, words)
	d.number(&room, r)
	d.Chevrons = chevrons(&f, r.path(), room.taken)
	return d
}

func newDrawing(f *frame, words *words, title string) drawing {
	length, metres := f.bar(38)
	return drawing{W: f.w, H: f.h, Title: title, BarShare: 100 * length / f.w, OthersText: words.OtherTeams, BarText: words.length(metres), North: words.North}
}

// number puts each step's number on its place, or beside it with a leader where another is in the way.
func (d *drawing) number(room *placer, r *teamRoute) {
	var leaders strings.Builder
	for i := range r.steps {
		at := room.frame.at(r.steps[i].point())
		text := strconv.Itoa(r.steps[i].number)
		size, round := mm(3.1), mm(discRound)
		if len(text) > 2 {
			size = 2.3
		}
		s, _ := room.place(at, round, round, i, 0, 16)
		if s != at {
			fmt.Fprintf(&leaders, "M%v %vL%v %v", at.X, at.Y, s.X, s.Y)
			d.Doors += dots([]spot{at})
		}
		d.Discs = append(d.Discs, disc{s, text, size, round})
	}
	d.Leaders = leaders.String()
}

// markEnds marks the start, and the end where it is elsewhere.
func (d *drawing) markEnds(room *placer, r *teamRoute, words *words) {
	d.mark(room, r.team.Start, r.steps[0].point(), words.Start, false, words)
	if r.team.End != r.team.Start {
		d.mark(room, r.team.End, r.steps[len(r.steps)-1].point(), words.End, true, words)
	}
}

// mark puts a square with a label on p. If p lies outside the map, an arrow at the edge points to it
// and the label tells how far it is from the place from, as the crow flies.
func (d *drawing) mark(room *placer, p, from geo.Point, text string, hollow bool, words *words) {
	f := room.frame
	at := f.at(p)
	m := mark{spot: at, Hollow: hollow}
	if f.holds(at, markHalf) {
		m.D = fmt.Sprintf("M%v %vh%vv%vh%vz", at.X-markHalf, at.Y-markHalf, mm(2*markHalf), mm(2*markHalf), mm(-2*markHalf))
	} else {
		text = strings.TrimSpace(text + " " + words.length(int64(math.Round(geo.Distance(p, from)/10)*10)))
		dx, dy := float64(at.X-f.w/2), float64(at.Y-f.h/2)
		in := 3.5 // mm from the edge
		t := min((float64(f.w)/2-in)/math.Max(1e-9, math.Abs(dx)), (float64(f.h)/2-in)/math.Max(1e-9, math.Abs(dy)))
		m.spot = spot{f.w/2 + mm(dx*t), f.h/2 + mm(dy*t)}
		m.D = arrow(m.spot, math.Atan2(dy, dx), 3)
	}
	m.Text = text
	room.taken = append(room.taken, around(m.spot, markHalf+0.6, markHalf+0.6))
	if text != "" {
		m.Label, _ = room.place(m.spot, textHalf(text, markType), markType/2, -1, 1.1, 14)
	}
	d.Marks = append(d.Marks, m)
}

// arrow is a filled head of the given length whose tip looks in direction angle.
func arrow(at spot, angle float64, length mm) string {
	corner := func(turn float64, r mm) spot {
		sin, cos := math.Sincos(angle + turn)
		return spot{at.X + r*mm(cos), at.Y + r*mm(sin)}
	}
	tip, left, right := corner(0, length*0.75), corner(2.4, length*0.75), corner(-2.4, length*0.75)
	return fmt.Sprintf("M%v %vL%v %vL%v %vz", tip.X, tip.Y, left.X, left.Y, right.X, right.Y)
}

// chevrons puts an arrowhead every 22 mm of the way, where no label is.
func chevrons(f *frame, path []geo.Point, taken []box) string {
	var b strings.Builder
	next := 11.0 // mm of way to the next one
	for i := 1; i < len(path); i++ {
		from, to := f.at(path[i-1]), f.at(path[i])
		length := math.Hypot(float64(to.X-from.X), float64(to.Y-from.Y))
		angle := math.Atan2(float64(to.Y-from.Y), float64(to.X-from.X))
		for ; next < length && length < 1e4; next += 22 {
			share := mm(next / length)
			s := spot{from.X + share*(to.X-from.X), from.Y + share*(to.Y-from.Y)}
			here := around(s, 1.2, 1.2)
			if f.holds(s, 1.5) && !slices.ContainsFunc(taken, here.meets) {
				b.WriteString(arrow(s, angle, 2))
			}
		}
		next = max(0, next-length)
	}
	return b.String()
}

// nightMap draws all teams' areas, routes and doors with the teams' labels.
func (e *evening) nightMap(places [][]geo.Point, w, h mm, words *words) drawing {
	var starts []geo.Point
	for i := range e.routes {
		if start := e.routes[i].team.Start; !e.routes[i].stays() && !slices.Contains(starts, start) {
			starts = append(starts, start)
		}
	}
	f := fit(slices.Concat(places...), starts, w, h, 5)
	d := newDrawing(&f, words, words.Overview)
	d.Ground = groundOf(&e.night.Travel, &f)
	d.Note, d.Credit = e.travelNote(words), plain(e.plan.Attribution)
	d.DoorWidth = mm(max(0.5, min(1.3, 12/math.Sqrt(float64(1+e.plan.Summary.Visits)))))
	room := placer{frame: &f}
	for i, start := range starts {
		label := ""
		if i == 0 {
			label = words.Start
		}
		if i < 3 || f.holds(f.at(start), markHalf) {
			d.mark(&room, start, f.mid, label, false, words)
		}
	}
	for i, doors := range places {
		if len(doors) == 0 {
			continue
		}
		if ring := geo.Hull(doors); len(ring) >= 3 {
			d.Areas = append(d.Areas, stroke{f.trace(ring) + "Z", colour(i)})
		}
		d.Ways = append(d.Ways, stroke{f.trace(e.routes[i].round()), colour(i)})
		var spots []spot
		for _, p := range doors {
			spots = append(spots, f.at(p))
		}
		d.Dots = append(d.Dots, stroke{dots(spots), colour(i)})
		d.tag(&room, spots, shorten(plain(e.routes[i].Team), 10), colour(i), len(places))
	}
	return d
}

// tag puts a team's label in the middle of its doors, or near where another label is. A label without
// room is left out: the team's sheet has its map.
func (d *drawing) tag(room *placer, doors []spot, text, colour string, teams int) {
	size := mm(max(1.9, min(3.4, 24/math.Sqrt(float64(teams)))))
	var middle spot
	for _, s := range doors {
		middle.X += s.X / mm(len(doors))
		middle.Y += s.Y / mm(len(doors))
	}
	halfW, halfH := textHalf(text, size)+size*0.3, size*0.62
	s, ok := room.place(middle, halfW, halfH, -1, 0, 16)
	if ok {
		d.Tags = append(d.Tags, tag{s, text, size, s.X - halfW, s.Y - halfH, 2 * halfW, 2 * halfH, colour})
	}
}
