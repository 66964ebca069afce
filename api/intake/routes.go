package intake

import (
	"context"
	"fmt"
	"math"
	"strings"
	"unicode/utf8"

	"gonha/api/intake/sheet"
	"gonha/solver/campaign"
)

// RoutesFile reads a plan that people have typed from the file at path, of [MaxFileBytes] at most.
func RoutesFile(ctx context.Context, path string) ([]campaign.TypedVisit, []campaign.Rejected, error) {
	data, err := readFile(path, MaxFileBytes)
	if err != nil {
		return nil, nil, err
	}
	return Routes(ctx, path, data)
}

// Routes reads a plan that people have typed: CSV or XLSX with a row a visit, those of a team in their
// order, in the columns team and household and, if there are such, stop (the doors of one number are
// served together) and time (when the visit is to begin). A row without a team is of the team above it. So
// visits.csv is such a file too. What the rows say of the night is not looked at. Errors and rejected rows
// are as those of [Households].
func Routes(ctx context.Context, name string, data []byte) ([]campaign.TypedVisit, []campaign.Rejected, error) {
	rows := Reader{MaxRows: AnyRows}.list(baseName(name))
	var list routeList
	if err := rows.readFile(ctx, data, routeColumns, Hints{}, &list); err != nil {
		return nil, nil, fmt.Errorf("%s: %w", rows.file, err)
	}
	return list.visits, rejectedOf(list.aside), nil
}

var routeColumns = vocabulary{column: routeColumn, missing: routeMissing, tells: func(*row) bool { return true }, lat: colLat, lon: colLon}

// routeColumn is the column of a folded header in a typed plan, or unknown.
func routeColumn(folded string) column {
	switch folded {
	case "team", "teamid", "doi", "madoi", "tocongtac", "matocongtac", "nhom", "manhom":
		return colTeam
	case "household", "householdid", "maho", "mahogiadinh", "ho", "hogiadinh", "nha", "id", "ma":
		return colHousehold
	case "stop", "diemdung", "diem", "sodiem":
		return colStop
	case "time", "begin", "gio", "giobatdau", "batdau", "giohen", "gioden", "thoigian":
		return colTime
	}
	return colUnknown
}

// routeMissing says what a typed plan lacks.
func routeMissing(has func(column) bool) string {
	switch {
	case !has(colTeam):
		return "thiếu cột đội / no team column (team or đội)"
	case !has(colHousehold):
		return "thiếu cột mã hộ / no household column (household or mã hộ)"
	}
	return ""
}

// routeList gathers the rows of a typed plan.
type routeList struct {
	visits []campaign.TypedVisit
	faults []fault
	aside  []SetAside
	team   string // of the row before
}

// endTable implements lister.
func (l *routeList) endTable(s *rowSet) {
	l.aside = append(l.aside, s.aside(l.faults)...)
	l.faults = l.faults[:0]
}

// expect implements lister.
func (l *routeList) expect(int) {}

// add implements lister.
func (l *routeList) add(r *row) {
	visit, at, why := l.visit(r)
	if why != "" {
		l.faults = append(l.faults, fault{line: r.line, column: at, reason: why})
		return
	}
	l.visits = append(l.visits, visit)
}

// visit reads a row.
func (l *routeList) visit(r *row) (v campaign.TypedVisit, at column, why reason) {
	if r.reason != "" {
		return v, r.column, r.reason
	}
	if r.text(colTeam) != "" {
		l.team = kept(r.text(colTeam))
	}
	v = campaign.TypedVisit{Row: r.line, Team: l.team, Household: kept(r.text(colHousehold))}
	switch {
	case v.Team == "":
		return v, colTeam, missingTeam
	case v.Household == "":
		return v, colHousehold, missingHousehold
	case utf8.RuneCountInString(v.Team) > maxIDRunes:
		return v, colTeam, longID
	case utf8.RuneCountInString(v.Household) > maxIDRunes:
		return v, colHousehold, longID
	}
	var sound bool
	if v.Stop, sound = r.whole(colStop, 1, math.MaxInt32, 0); !sound {
		return v, colStop, badStop
	}
	if r.cells[colTime].Kind != sheet.Empty {
		begin, sound := r.clock(colTime)
		if !sound {
			return v, colTime, badTime
		}
		v.Begin = &begin
	}
	return v, colUnknown, ""
}

// clock is a cell's time of day: 19:30, 19:30:00, 19h30, 19 giờ, or the part of a day that a spreadsheet keeps a time as.
func (r *row) clock(c column) (campaign.Clock, bool) {
	cell := &r.cells[c]
	if cell.Kind == sheet.Clock || cell.Kind == sheet.Date {
		share := cell.Value
		if cell.Kind == sheet.Date {
			share -= math.Floor(share)
		}
		return campaign.Clock(math.Round(share * day)), share >= 0 && share < 2
	}
	text := r.text(c)
	if share, sound := number(text); sound && strings.ContainsAny(text, ".,") && share >= 0 && share < 2 {
		return campaign.Clock(math.Round(share * day)), true
	}
	at, unit, rest, found := cutClock(strings.ToLower(clean(text)))
	return campaign.Clock(at), found && unit && rest == ""
}

// cutWord takes the first of the words that s begins with off it, and the space around.
func cutWord(s string, words ...string) string {
	s = strings.TrimSpace(s)
	for _, word := range words {
		if rest, found := strings.CutPrefix(s, word); found {
			return strings.TrimSpace(rest)
		}
	}
	return s
}

// cutClock takes a clock time off the front of s, in seconds: 19:30, 19:30:00, 19h30, 19h, 19 giờ 30,
// or 19 alone, which has no unit.
func cutClock(s string) (clock int, unit bool, rest string, found bool) {
	hours, rest, found := cutDigits(s)
	if !found || hours > 48 {
		return 0, false, s, false
	}
	after, colon := strings.CutPrefix(rest, ":")
	if !colon {
		after = cutWord(rest, "giờ", "gio", "h", "g")
		if after == strings.TrimSpace(rest) {
			return hours * hour, false, after, true
		}
	}
	mins, rest, found := cutDigits(after)
	if colon && !found || mins > 59 {
		return 0, false, s, false
	}
	if !found {
		return hours * hour, true, strings.TrimSpace(after), true
	}
	clock = hours*hour + mins*60
	if colon {
		if after, more := strings.CutPrefix(rest, ":"); more {
			secs, behind, found := cutDigits(after)
			if !found || secs > 59 {
				return 0, false, s, false
			}
			clock, rest = clock+secs, behind
		}
	}
	return clock, true, cutWord(rest, "phút", "phut", "ph", "p", "'"), true
}

// cutDigits takes one or two digits off the front of s.
func cutDigits(s string) (n int, rest string, found bool) {
	i := 0
	for i < len(s) && i < 2 && s[i] >= '0' && s[i] <= '9' {
		n = 10*n + int(s[i]-'0')
		i++
	}
	return n, s[i:], i > 0
}
