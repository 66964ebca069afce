package output

import (
	"encoding/csv"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"gonha/solver/campaign"
)

// The CSV files are made for a double click in a spreadsheet and still read by any program: UTF-8
// with a byte-order mark (without it Excel reads Vietnamese as Windows-1258), commas, lines ending in
// CR LF, a header row, one line a row. Cells of free text are guarded by [cell], phones by [phone].

// VisitsCSV writes visits.csv: a row a visit, team by team in the order of the visits. People of a
// household that was listed a row a person are joined with semicolons.
func VisitsCSV(w io.Writer, night *campaign.Night, plan *campaign.Plan) error {
	e, err := lookUp(night, plan)
	if err != nil {
		return err
	}
	return e.visitsCSV(w)
}

func (e *evening) visitsCSV(w io.Writer) error {
	out := newTable(w)
	out.row("team", "team_name", "seq", "stop", "household", "arrive", "begin", "leave", "persons")
	out.row(append(e.homeTitles(), "travel_s", "distance_m", "wait_s")...)
	out.end(e.placeTitle()...)
	for i := range e.routes {
		r := &e.routes[i]
		for _, s := range r.steps {
			for _, d := range s.doors {
				out.row(cell(r.Team), cell(r.team.Name), strconv.Itoa(d.Seq), strconv.Itoa(d.Stop), cell(d.Household),
					d.Arrive.String(), d.Begin.String(), d.Leave.String(), strconv.Itoa(d.Persons))
				out.row(e.homeCells(d.home)...)
				out.row(strconv.Itoa(d.TravelS), strconv.Itoa(d.DistanceM), strconv.Itoa(d.WaitS))
				out.end(e.placeCells(d.home)...)
			}
		}
	}
	return out.close()
}

// UnvisitedCSV writes unvisited.csv: a row a household that the plan leaves out, with the reason.
func UnvisitedCSV(w io.Writer, night *campaign.Night, plan *campaign.Plan) error {
	e, err := lookUp(night, plan)
	if err != nil {
		return err
	}
	return e.unvisitedCSV(w)
}

func (e *evening) unvisitedCSV(w io.Writer) error {
	out := newTable(w)
	out.row("household", "reason", "detail", "persons", "mandatory")
	out.row(e.homeTitles()...)
	out.end(e.placeTitle()...)
	for _, u := range e.unvisited {
		out.row(cell(u.Household), cell(u.Reason), cell(u.Detail), strconv.Itoa(u.home.Persons), strconv.FormatBool(u.home.Mandatory))
		out.row(e.homeCells(u.home)...)
		out.end(e.placeCells(u.home)...)
	}
	return out.close()
}

// RejectedCSV writes the input rows that were set aside, to be put right in the file they came from:
// its name, the row's number as the spreadsheet shows it, the column and the reason.
func RejectedCSV(w io.Writer, plan *campaign.Plan) error {
	out := newTable(w)
	out.end("file", "row", "column", "reason")
	for _, r := range plan.Rejected {
		out.end(cell(r.File), strconv.Itoa(r.Row), cell(r.Column), cell(r.Reason))
	}
	return out.close()
}

// table is a CSV file that is being written row by row.
type table struct {
	out   *csv.Writer
	cells []string // of the row so far
	err   error    // the first met
}

func newTable(w io.Writer) *table {
	_, err := io.WriteString(w, "\ufeff")
	t := &table{out: csv.NewWriter(w), err: err}
	t.out.UseCRLF = true
	return t
}

// row adds cells to the row, and end ends it with the last.
func (t *table) row(cells ...string) { t.cells = append(t.cells, cells...) }

func (t *table) end(cells ...string) {
	t.row(cells...)
	if t.err == nil {
		t.err = t.out.Write(t.cells)
	}
	t.cells = t.cells[:0]
}

// close gives the first error of all.
func (t *table) close() error {
	t.out.Flush()
	if t.err == nil {
		t.err = t.out.Error()
	}
	return t.err
}

// homeCells are the columns name, address, phone, note, group, lat and lon.
func homeCells(h *campaign.Household) []string {
	name, phones, notes := people(h)
	return []string{cell(name), cell(h.Address), cell(phones), cell(notes), cell(h.Group), degrees(h.Point.Lat), degrees(h.Point.Lon)}
}

// people gives the names, the telephone numbers and the notes of a household and its people.
func people(h *campaign.Household) (names, phones, notes string) {
	if len(h.People) == 0 {
		return h.Name, phone(h.Phone), h.Note
	}
	lists := [3][]string{{h.Name}, {phone(h.Phone)}, {h.Note}}
	for _, p := range h.People {
		lists[0], lists[1], lists[2] = append(lists[0], p.Name), append(lists[1], phone(p.Phone)), append(lists[2], p.Note)
	}
	return joined(lists[0]), joined(lists[1]), joined(lists[2])
}

// joined puts the texts that are not empty in a row, each once.
func joined(texts []string) string {
	var kept []string
	for _, t := range texts {
		if t != "" && !slices.Contains(kept, t) {
			kept = append(kept, t)
		}
	}
	return strings.Join(kept, "; ")
}

// degrees writes a coordinate to 1e-7 degrees, about a centimetre, without trailing zeros.
func degrees(v float64) string {
	s := strings.TrimRight(strconv.FormatFloat(v, 'f', 7, 64), "0")
	return strings.TrimSuffix(s, ".")
}

// cell makes free text harmless and one line. A spreadsheet runs a cell that begins with = + - @ or a
// tab as a formula, also after blanks and in full-width signs (OWASP, CSV Injection): an apostrophe in
// front makes it text. It is put after a semicolon too, which parts cells where the comma is the
// decimal sign. Blanks around the text go.
func cell(s string) string {
	if !mayBeFormula(s) {
		return plain(s)
	}
	parts := strings.Split(plain(s), ";")
	for i, part := range parts {
		seen := strings.TrimLeftFunc(part, func(r rune) bool { return unicode.IsSpace(r) || !unicode.IsGraphic(r) })
		if first, _ := utf8.DecodeRuneInString(seen); seen != "" && strings.ContainsRune("=+-@＝＋－＠", first) {
			parts[i] = part[:len(part)-len(seen)] + "'" + seen
			if i == 0 {
				parts[i] = "'" + seen
			}
		}
	}
	return strings.Join(parts, ";")
}

// mayBeFormula says whether a text has any of the signs with which a formula begins, or the first byte of the wide ones.
func mayBeFormula(s string) bool {
	for i := range len(s) {
		switch s[i] {
		case '=', '+', '-', '@', 0xef:
			return true
		}
	}
	return false
}

// plain makes one valid line of a text: a blank for each run of line breaks, tabs and other control
// characters, none at its ends.
func plain(s string) string {
	if isPlain(s) {
		return strings.TrimSpace(s)
	}
	s = strings.ToValidUTF8(s, "\ufffd")
	if strings.ContainsFunc(s, unicode.IsControl) {
		s = strings.Join(strings.FieldsFunc(s, unicode.IsControl), " ")
	}
	return strings.TrimSpace(s)
}

// isPlain says whether a text is valid and without control characters, as nearly all are.
func isPlain(s string) bool {
	ascii := true
	for i := range len(s) {
		switch c := s[i]; {
		case c < ' ', c == 0x7f:
			return false
		case c == 0xc2: // controls of Latin-1 begin so, and some signs
			return false
		case c >= utf8.RuneSelf:
			ascii = false
		}
	}
	return ascii || utf8.ValidString(s)
}

// phone groups a number's digits, "0912345678" to "0912 345 678". It reads better, and a spreadsheet
// takes it as text: the digits alone, or with dots as Vietnamese write them, are a number to Excel and
// lose their leading zero. An apostrophe would keep it too but is shown when Excel opens a CSV.
// Anything but digits and separators is left as it is.
func phone(s string) string {
	digits := strings.Map(func(r rune) rune {
		if strings.ContainsRune(" .-()\u00a0", r) {
			return -1
		}
		return r
	}, s)
	if len(digits) < 7 || len(digits) > 12 || strings.ContainsFunc(digits, func(r rune) bool { return r < '0' || r > '9' }) {
		return strings.TrimSpace(s)
	}
	cut := 4
	switch {
	case len(digits) == 11 && digits[:2] == "02": // a landline: area code, then twice four
		return digits[:3] + " " + digits[3:7] + " " + digits[7:]
	case len(digits) == 9: // a mobile number that has lost its zero
		cut = 3
	}
	rest := digits[cut:]
	if len(rest) <= 4 {
		return digits[:cut] + " " + rest
	}
	return digits[:cut] + " " + rest[:3] + " " + rest[3:]
}
