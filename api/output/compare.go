package output

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"gonha/solver/campaign"
)

// WriteComparison writes compare.html and compare.json into dir, which is made if absent, as [Write] does
// its files. Neither holds personal data but the ids of households.
func WriteComparison(dir string, c *campaign.Comparison, lang string) error {
	return writePair(dir, "compare", c, func(w io.Writer) error { return Comparison(w, c, lang) })
}

// Comparison writes compare.html in Vietnamese ("vi" or "") or English ("en"), for A4 paper and screens.
func Comparison(w io.Writer, c *campaign.Comparison, lang string) error {
	words, err := reportWordsOf(lang)
	if err != nil {
		return err
	}
	buffered := bufio.NewWriter(w)
	if err := reportTemplate.ExecuteTemplate(buffered, "compare", words.comparison(c)); err != nil {
		return err
	}
	return buffered.Flush()
}

// ComparisonText writes the comparison as tables of plain text, for a terminal.
func ComparisonText(w io.Writer, c *campaign.Comparison, lang string) error {
	words, err := reportWordsOf(lang)
	if err != nil {
		return err
	}
	p := words.comparison(c)
	var b strings.Builder
	if p.Warning != "" {
		b.WriteString(p.Warning + "\n\n")
	}
	rows := [][]string{{"", "A", "B", words.Difference}, {"", p.DateA, p.DateB, ""}}
	for _, m := range p.Measures {
		rows = append(rows, []string{m.Name, m.A, m.B, m.Difference})
	}
	textTable(&b, rows)
	b.WriteString("\n" + words.Churn + ":\n")
	rows = nil
	for _, part := range p.Churn {
		rows = append(rows, []string{"  " + part.Name, part.Count})
	}
	textTable(&b, rows)
	b.WriteString("\n")
	rows = [][]string{{words.Team, words.words.Persons + " A", "B", "±", words.Travel + " A", "B", "±"}}
	for _, t := range p.Teams {
		rows = append(rows, []string{t.Team, t.A.Persons, t.B.Persons, t.Difference, t.A.Travel, t.B.Travel, t.TravelDifference})
	}
	textTable(&b, rows)
	_, err = io.WriteString(w, b.String())
	return err
}

// textTable writes rows of equally many cells, the first column to the left, the others to the right.
func textTable(b *strings.Builder, rows [][]string) {
	widths := make([]int, len(rows[0]))
	for _, row := range rows {
		for k, cell := range row {
			widths[k] = max(widths[k], utf8.RuneCountInString(cell))
		}
	}
	for _, row := range rows {
		var line strings.Builder
		for k, cell := range row {
			space := strings.Repeat(" ", widths[k]-utf8.RuneCountInString(cell))
			if k == 0 {
				line.WriteString(cell + space)
				continue
			}
			line.WriteString("  " + space + cell)
		}
		b.WriteString(strings.TrimRight(line.String(), " ") + "\n")
	}
}

// comparisonPage is what the template prints.
type comparisonPage struct {
	T            *reportWords
	DateA, DateB string
	Warning      string
	Measures     []measure
	Churn        []churnPart
	ChurnBar     bar
	ChurnMethod  string
	Teams        []teamPair
}

// measure is a quantity in both plans.
type measure struct {
	Name, A, B, Difference string
	BarA, BarB             bar
}

// churnPart is households to whom the same happens.
type churnPart struct {
	Name, Count, Class string
	Households         []string // the first of them
	More               string
}

// teamPair is a team in both plans; texts of a plan without it are empty.
type teamPair struct {
	Team, Difference, TravelDifference string
	A, B                               teamWorkRow
}

func (w *reportWords) comparison(c *campaign.Comparison) comparisonPage {
	p := comparisonPage{
		T: w, DateA: w.date(c.A.Night) + " " + c.A.Window, DateB: w.date(c.B.Night) + " " + c.B.Window,
		ChurnMethod: fmt.Sprintf(w.ChurnMethod, campaign.SameHour/60), Measures: w.measures(c),
	}
	if c.A.Night != c.B.Night {
		p.Warning = w.OtherNights
	}
	if c.A.Travel != c.B.Travel {
		p.Warning = strings.TrimSpace(p.Warning + " " + w.OtherTravel)
	}
	p.Churn, p.ChurnBar = w.churn(&c.Churn)
	p.Teams = w.pairs(c.Teams)
	return p
}

// measures are the sums of both plans.
func (w *reportWords) measures(c *campaign.Comparison) []measure {
	a, b := &c.A.Summary, &c.B.Summary
	var list []measure
	add := func(name string, x, y float64, text, difference func(float64) string) {
		m := measure{Name: name, A: text(x), B: text(y), Difference: difference(y - x), BarA: newBar(80, max(x, y)), BarB: newBar(80, max(x, y))}
		m.BarA.add("rest", x)
		m.BarB.add("main", y)
		list = append(list, m)
	}
	whole := func(x float64) string { return w.count(int(x)) }
	signed := func(x float64) string { return w.signed(int(x)) }
	minutes := func(x float64) string { return w.wholeMinutes(int64(x)) + " " + w.Minutes }
	signedMinutes := func(x float64) string { return w.signed(roundedMinutes(x)) + " " + w.Minutes }
	percent := func(x float64) string { return w.tenths(100*x) + " %" }
	signedPercent := func(x float64) string {
		text := w.tenths(100 * x)
		if !strings.HasPrefix(text, "-") && x != 0 {
			text = "+" + text
		}
		return strings.Replace(text, "-", "−", 1) + " %"
	}
	kilometres := func(x float64) string { return w.length(int64(x)) }
	signedKilometres := func(x float64) string {
		switch {
		case x < 0:
			return "−" + w.length(int64(-x))
		case x > 0:
			return "+" + w.length(int64(x))
		}
		return "0"
	}
	add(w.words.Persons, float64(a.Persons), float64(b.Persons), whole, signed)
	add(w.Households, float64(a.Visits), float64(b.Visits), whole, signed)
	add(w.StopsMade, float64(a.Stops), float64(b.Stops), whole, signed)
	add(w.TeamsOut, float64(c.A.TeamsOut), float64(c.B.TeamsOut), whole, signed)
	add(w.Unvisited, float64(a.Unvisited), float64(b.Unvisited), whole, signed)
	if a.MandatoryMissed+b.MandatoryMissed > 0 {
		add(w.Missed, float64(a.MandatoryMissed), float64(b.MandatoryMissed), whole, signed)
	}
	add(w.Travel, float64(a.TravelS), float64(b.TravelS), minutes, signedMinutes)
	add(w.Service, float64(a.ServiceS), float64(b.ServiceS), minutes, signedMinutes)
	add(w.Waiting, float64(a.WaitS), float64(b.WaitS), minutes, signedMinutes)
	add(w.Distance, float64(a.DistanceM), float64(b.DistanceM), kilometres, signedKilometres)
	add(w.Overlap, a.Overlap, b.Overlap, percent, signedPercent)
	return list
}

func roundedMinutes(seconds float64) int {
	if seconds < 0 {
		return -int((-seconds + 30) / 60)
	}
	return int((seconds + 30) / 60)
}

// shownHouseholds is how many of the households that change the page names; compare.json has all.
const shownHouseholds = 150

func (w *reportWords) churn(c *campaign.Churn) ([]churnPart, bar) {
	b := newBar(186, float64(c.Both+len(c.New)+len(c.Dropped)))
	var parts []churnPart
	add := func(name, class string, count int, households []string) {
		b.add(class, float64(count))
		p := churnPart{Name: name, Class: class, Count: w.count(count)}
		for _, id := range households[:min(shownHouseholds, len(households))] {
			p.Households = append(p.Households, plain(id))
		}
		if more := len(households) - shownHouseholds; more > 0 {
			p.More = fmt.Sprintf(w.MoreHouseholds, w.count(more))
		}
		parts = append(parts, p)
	}
	add(w.ChurnSame, "main", c.Same, nil)
	add(w.ChurnHour, "travel", len(c.Hour), c.Hour)
	add(w.ChurnTeam, "wait", len(c.Team), c.Team)
	add(w.ChurnNew, "new", len(c.New), c.New)
	add(w.ChurnDropped, "rest", len(c.Dropped), c.Dropped)
	return parts, b
}

// pairs are the teams of both plans.
func (w *reportWords) pairs(teams []campaign.TeamsWork) []teamPair {
	var works []campaign.TeamWork // of A and B in turn
	for _, t := range teams {
		for _, side := range []*campaign.TeamWork{t.A, t.B} {
			if side == nil {
				side = &campaign.TeamWork{}
			}
			works = append(works, *side)
		}
	}
	rows := w.teams(works) // to one scale
	var pairs []teamPair
	for i, t := range teams {
		p := teamPair{Team: plain(t.Team), A: rows[2*i], B: rows[2*i+1]}
		for k := range p.A.People.Parts {
			p.A.People.Parts[k].Class = "rest"
		}
		p.Difference = w.signed(works[2*i+1].Persons - works[2*i].Persons)
		p.TravelDifference = w.signed(roundedMinutes(float64(works[2*i+1].TravelS - works[2*i].TravelS)))
		if t.A == nil {
			p.A.Persons, p.A.Travel, p.A.Doors = "–", "–", "–"
		}
		if t.B == nil {
			p.B.Persons, p.B.Travel, p.B.Doors = "–", "–", "–"
		}
		pairs = append(pairs, p)
	}
	return pairs
}
