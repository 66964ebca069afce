package output

import (
	"bufio"
	"cmp"
	"embed"
	"encoding/json"
	"fmt"
	"html/template"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"gonha/solver/campaign"
)

//go:embed report.tmpl report.css
var reportFiles embed.FS

// reportTemplate escapes everything put into it, as listsTemplate does.
var reportTemplate = template.Must(template.New("report").ParseFS(reportFiles, "report.tmpl", "report.css"))

// WriteReport writes report.html and report.json into dir, which is made if absent, as [Write] does its
// files, and where there is one the plan that people have typed, as typed.json in the form of plan.json. None
// holds personal data but ids.
func WriteReport(dir string, r *campaign.Report, typed *campaign.Plan, lang string) error {
	if typed != nil {
		if err := os.MkdirAll(dir, 0o700); err != nil {
			return fmt.Errorf("making the folder: %w", err)
		}
		if err := writeWhole(filepath.Join(dir, "typed.json"), func(w io.Writer) error { return PlanJSON(w, typed) }); err != nil {
			return fmt.Errorf("writing typed.json: %w", err)
		}
	}
	return writePair(dir, "report", r, func(w io.Writer) error { return Report(w, r, lang) })
}

// writePair writes a page and the JSON it shows.
func writePair(dir, name string, content any, page func(io.Writer) error) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fmt.Errorf("making the folder: %w", err)
	}
	if err := writeWhole(filepath.Join(dir, name+".json"), func(w io.Writer) error { return IndentedJSON(w, content) }); err != nil {
		return fmt.Errorf("writing %s.json: %w", name, err)
	}
	if err := writeWhole(filepath.Join(dir, name+".html"), page); err != nil {
		return fmt.Errorf("writing %s.html: %w", name, err)
	}
	return nil
}

// IndentedJSON writes a report or a comparison as JSON in the form of plan.json.
func IndentedJSON(w io.Writer, content any) error {
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	return enc.Encode(content)
}

// Report writes report.html in Vietnamese ("vi" or "") or English ("en"), for A4 paper and screens. The
// file stands alone, runs no script and holds no personal data.
func Report(w io.Writer, r *campaign.Report, lang string) error {
	words, err := reportWordsOf(lang)
	if err != nil {
		return err
	}
	p := reportPage{
		T: words, Date: words.date(r.Night), Window: strings.Replace(r.Window, "-", "–", 1), Way: words.words.travel(r.Travel), Figures: words.figures(r),
		WhatIf: words.whatIf(r.WhatIf), Baselines: words.baselines(r), Left: words.left(r.Left),
		Teams: words.teams(r.Teams), Lines: words.lines(r), Faults: words.faults(r.Baselines),
	}
	if len(r.Wards) > 0 {
		p.Areas = append(p.Areas, words.areas(words.ByWard, words.Ward, r.Wards))
	}
	if len(r.Groups) > 1 || len(r.Groups) == 1 && r.Groups[0].Name != "" {
		p.Areas = append(p.Areas, words.areas(words.ByGroup, words.Group, r.Groups))
	}
	buffered := bufio.NewWriter(w)
	if err := reportTemplate.ExecuteTemplate(buffered, "report", p); err != nil {
		return err
	}
	return buffered.Flush()
}

// reportPage is what the template prints.
type reportPage struct {
	T            *reportWords
	Date, Window string
	Way          string // that times and lengths follow
	Figures      []figure
	WhatIf       *whatIfTable
	Baselines    []baselineRow
	Left         []leftRow
	Teams        []teamWorkRow
	Lines        []string
	Areas        []areaTable
	Faults       *faultTable
}

// figure is a number in large type with what it counts.
type figure struct{ Big, Text, Small string }

func (w *reportWords) figures(r *campaign.Report) []figure {
	s := &r.Summary
	out := 0
	for i := range r.Teams {
		if r.Teams[i].Visits > 0 {
			out++
		}
	}
	missed := w.NoneMissed
	if s.MandatoryMissed > 0 {
		missed = fmt.Sprintf(w.MandatoryLeft, w.count(s.MandatoryMissed))
	}
	return []figure{
		{w.count(s.Persons), w.words.Reached, fmt.Sprintf(w.OfAll, w.count(r.ToVisit.Persons), w.share(s.Persons, r.ToVisit.Persons))},
		{w.count(s.Visits), w.Doors, w.count(s.Stops) + " " + w.words.StopsMade},
		{w.count(out), w.words.Teams, w.length(s.DistanceM)},
		{w.count(r.ToVisit.Persons - s.Persons), w.LeftPersons, fmt.Sprintf(w.AtDoors, w.count(s.Unvisited)) + "; " + missed},
	}
}

// leftRow says how many are left out for a reason.
type leftRow struct {
	Why, Doors, Persons string
	Bar                 bar
}

func (w *reportWords) left(all []campaign.Left) []leftRow {
	var rows []leftRow
	most := 0
	for _, l := range all {
		most = max(most, l.Persons)
	}
	for _, l := range all {
		b := newBar(60, float64(most))
		b.add("rest", float64(l.Persons))
		rows = append(rows, leftRow{w.reason(l.Reason), w.count(l.Households), w.count(l.Persons), b})
	}
	return rows
}

// teamWorkRow is a team's evening.
type teamWorkRow struct {
	Team, Persons, Doors, Stops, Travel, Service, Wait, Idle, Distance string
	People, Time                                                       bar
}

func (w *reportWords) teams(all []campaign.TeamWork) []teamWorkRow {
	var rows []teamWorkRow
	persons, shift := 0, int64(0)
	for i := range all {
		persons, shift = max(persons, all[i].Persons), max(shift, all[i].OutS()+all[i].IdleS)
	}
	for i := range all {
		t := &all[i]
		people, time := newBar(26, float64(persons)), newBar(56, float64(shift))
		people.add("main", float64(t.Persons))
		time.add("travel", float64(t.TravelS))
		time.add("main", float64(t.ServiceS))
		time.add("wait", float64(t.WaitS))
		time.add("idle", float64(t.IdleS))
		rows = append(rows, teamWorkRow{
			Team: plain(t.Team), Persons: w.count(t.Persons), Doors: w.count(t.Visits), Stops: w.count(t.Stops),
			Travel: w.wholeMinutes(t.TravelS), Service: w.wholeMinutes(t.ServiceS), Wait: w.wholeMinutes(t.WaitS), Idle: w.wholeMinutes(t.IdleS),
			Distance: w.length(t.DistanceM), People: people, Time: time,
		})
	}
	return rows
}

// lines are the sentences below the table of teams.
func (w *reportWords) lines(r *campaign.Report) []string {
	sentence := func(format string, s campaign.Spread, unit float64) string {
		return fmt.Sprintf(format, w.count(int(s.Least/unit+0.5)), w.count(int(s.Most/unit+0.5)), w.count(int(s.Median/unit+0.5)), w.tenths(s.Mean/unit), w.tenths(s.Deviation/unit))
	}
	lines := []string{
		sentence(w.PersonsSpread, r.Balance.Persons, 1), sentence(w.MinutesSpread, r.Balance.OutS, 60),
		fmt.Sprintf(w.OverlapLine, w.tenths(100*r.Summary.Overlap)+" %"),
	}
	if r.Summary.PrizeBound > r.Summary.Prize {
		lines = append(lines, fmt.Sprintf(w.BoundLine, w.count(int(r.Summary.PrizeBound)), w.count(int(r.Summary.Prize))))
	}
	return lines
}

// areaTable has a row a group or a ward.
type areaTable struct {
	Title, Of string
	Reasons   []string
	Rows      []areaRow
}

type areaRow struct {
	Name, Reached, ToVisit, Share string
	Left                          []string // by reason
	Bar                           bar
}

func (w *reportWords) areas(title, of string, all []campaign.Area) areaTable {
	t := areaTable{Title: title, Of: of}
	most := 0
	var reasons []string
	for i := range all {
		most = max(most, all[i].ToVisit.Persons)
		for reason := range all[i].Left {
			if !slices.Contains(reasons, reason) {
				reasons = append(reasons, reason)
			}
		}
	}
	place := func(reason string) int { return slices.Index(reasonOrder[:], reason) }
	slices.SortFunc(reasons, func(a, b string) int {
		if d := place(a) - place(b); d != 0 {
			return d
		}
		return strings.Compare(a, b)
	})
	for _, reason := range reasons {
		t.Reasons = append(t.Reasons, w.reason(reason))
	}
	for i := range all {
		a := &all[i]
		row := areaRow{Name: plain(a.Name), Reached: w.count(a.Reached.Persons), ToVisit: w.count(a.ToVisit.Persons), Share: w.share(a.Reached.Persons, a.ToVisit.Persons)}
		if row.Name == "" {
			row.Name = w.NoName
		}
		for _, reason := range reasons {
			cell := ""
			if n := a.Left[reason]; n > 0 {
				cell = w.count(n)
			}
			row.Left = append(row.Left, cell)
		}
		row.Bar = newBar(46, float64(most))
		row.Bar.add("main", float64(a.Reached.Persons))
		row.Bar.add("rest", float64(a.ToVisit.Persons-a.Reached.Persons))
		t.Rows = append(t.Rows, row)
	}
	return t
}

// faultTable lists what is wrong in a typed plan.
type faultTable struct {
	Title, More string
	Rows        []faultRow
}

type faultRow struct{ Row, Column, Team, Household, Why, Then string }

// shownFaults is how many rows the page lists; report.json has all.
const shownFaults = 120

func (w *reportWords) faults(all []campaign.Baseline) *faultTable {
	var faults []campaign.TypedFault
	for i := range all {
		faults = append(faults, all[i].Faults...)
	}
	if len(faults) == 0 {
		return nil
	}
	t := &faultTable{Title: fmt.Sprintf(w.Faults, w.count(len(faults)))}
	for _, f := range faults[:min(shownFaults, len(faults))] {
		then := w.SetAside
		if f.Kept {
			then = w.Kept
		}
		t.Rows = append(t.Rows, faultRow{strconv.Itoa(f.Row), cmp.Or(w.columns[f.Column], plain(f.Column)), plain(f.Team), plain(f.Household), w.half(f.Reason), then})
	}
	if more := len(faults) - shownFaults; more > 0 {
		t.More = fmt.Sprintf(w.MoreFaults, w.count(more))
	}
	return t
}
