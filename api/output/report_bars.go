package output

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"gonha/solver/campaign"
)

// bar is a horizontal bar of parts beside each other, drawn as SVG: unlike backgrounds, it is always
// printed.
type bar struct {
	W, Zero  mm // width of the whole, and where nothing is
	Parts    []part
	Whiskers []whisker
	unit     float64 // mm a unit
	end      mm
}

// part has the class of its colour.
type part struct {
	X, W  mm
	Class string
}

// whisker is a range marked over the bar.
type whisker struct{ From, To mm }

// newBar makes a bar of w millimetres that has room for most.
func newBar(w mm, most float64) bar {
	return bar{W: w, unit: float64(w) / math.Max(most, 1e-9)}
}

// add puts a part behind the others; one of nothing leaves no trace.
func (b *bar) add(class string, amount float64) {
	if w := mm(amount * b.unit); w > 0 {
		b.Parts = append(b.Parts, part{b.end, w, class})
		b.end += w
	}
}

// whatIfTable shows what the changes bring.
type whatIfTable struct {
	Method, Rough string
	Rows          []changeRow
}

type changeRow struct {
	Name, Gain, Range string
	Clear             bool
	Bar               bar
}

// whatIf draws each gain from a common line of nothing, to the right what is more, to the left what is
// less, with the range of the seeds over it.
func (w *reportWords) whatIf(all *campaign.WhatIf) *whatIfTable {
	if all == nil {
		return nil
	}
	low, high := 0, 0
	for i := range all.Changes {
		low, high = min(low, all.Changes[i].Low), max(high, all.Changes[i].High)
	}
	t := &whatIfTable{Method: w.method(all)}
	if all.Rough {
		t.Rough = w.Rough
	}
	for i := range all.Changes {
		c := &all.Changes[i]
		row := changeRow{Name: w.change(c.Kind, c.Team), Clear: c.Clear}
		gain := int(math.Round(c.Gain))
		row.Range = fmt.Sprintf(w.FromTo, w.signed(c.Low), w.signed(c.High))
		switch {
		case c.Clear:
			row.Gain = w.signed(gain) + " " + w.MorePeople
		case c.Low == 0 && c.High == 0:
			row.Gain, row.Range = w.Same, ""
		case len(c.Outcomes) == 1:
			row.Gain, row.Range = w.signed(gain)+" "+w.MorePeople, w.Once
		case c.Kind == "away":
			row.Gain = w.UnclearLoss
		default:
			row.Gain = w.Unclear
		}
		row.Bar = gainBar(64, c, low, high)
		t.Rows = append(t.Rows, row)
	}
	return t
}

// gainBar draws one gain between the least and the most of all changes.
func gainBar(width mm, c *campaign.Change, low, high int) bar {
	b := newBar(width, float64(max(high-low, 1)))
	at := func(x float64) mm { return mm((x - float64(low)) * b.unit) }
	b.Zero = at(0)
	class := "rest"
	if c.Clear {
		class = "main"
		if c.Gain < 0 {
			class = "wait"
		}
	}
	from, to := at(math.Min(c.Gain, 0)), at(math.Max(c.Gain, 0))
	b.Parts = []part{{from, to - from, class}}
	b.Whiskers = []whisker{{at(float64(c.Low)), at(float64(c.High))}}
	return b
}

// method says how the what-ifs were measured.
func (w *reportWords) method(all *campaign.WhatIf) string {
	var seeds []string
	for _, seed := range all.Seeds {
		seeds = append(seeds, strconv.FormatUint(seed, 10))
	}
	effort := fmt.Sprintf(w.Effort, w.count(int(all.Iterations)))
	if all.TimeLimitS > 0 {
		text := strings.Replace(strconv.FormatFloat(all.TimeLimitS, 'f', -1, 64), ".", w.decimal, 1)
		effort = fmt.Sprintf(w.EffortFound, w.count(int(all.Iterations)), text)
	}
	least, most := math.MaxInt, 0
	for _, o := range all.AsItIs {
		least, most = min(least, o.Persons), max(most, o.Persons)
	}
	return fmt.Sprintf(w.WhatIfMethod, len(seeds), strings.Join(seeds, ", "), effort, w.count(least), w.count(most))
}

// baselineRow is the plan, or another way, in figures.
type baselineRow struct {
	Name, Persons, Doors, Travel, Wait, Overlap, Gain, Percent string
	This                                                       bool
	Bar                                                        bar
}

func (w *reportWords) baselines(r *campaign.Report) []baselineRow {
	if len(r.Baselines) == 0 {
		return nil
	}
	most := r.Summary.Persons
	for i := range r.Baselines {
		most = max(most, r.Baselines[i].Summary.Persons)
	}
	rows := []baselineRow{w.baseline(w.ThisPlan, &r.Summary, most, "main")}
	rows[0].This = true
	for i := range r.Baselines {
		s := &r.Baselines[i].Summary
		row := w.baseline(w.way(r.Baselines[i].Name), s, most, "rest")
		gain := r.Summary.Persons - s.Persons
		row.Gain = w.signed(gain)
		if s.Persons > 0 && gain < 10*s.Persons { // beyond that a percentage says nothing
			row.Percent = w.signed(int(math.Round(100*float64(gain)/float64(s.Persons)))) + " %"
		}
		rows = append(rows, row)
	}
	return rows
}

func (w *reportWords) baseline(name string, s *campaign.Summary, most int, class string) baselineRow {
	b := newBar(48, float64(most))
	b.add(class, float64(s.Persons))
	return baselineRow{
		Name: name, Persons: w.count(s.Persons), Doors: w.count(s.Visits), Travel: w.wholeMinutes(s.TravelS), Wait: w.wholeMinutes(s.WaitS),
		Overlap: w.share(int(s.Overlap*1000+0.5), 1000), Bar: b,
	}
}
