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
	rows := [][]string{{
		"team", "team_name", "seq", "stop", "household", "arrive", "begin", "leave", "persons",
	}}
	rows[0] = append(append(rows[0], e.homeTitles()...), "travel_s", "distance_m", "wait_s")
	rows[0] = append(rows[0], e.placeTitle()...)
	for i := range e.routes {
		r := &e.routes[i]
		for _, s := range r.steps {
			for _, d := range s.doors {
				row := []string{
					cell(r.Team), cell(r.team.Name), strconv.Itoa(d.Seq), strconv.Itoa(d.Stop), cell(d.Household),
					d.Arrive.String(), d.Begin.String(), d.Leave.String(), strconv.Itoa(d.Persons),
				}
				row = append(row, e.homeCells(d.home)...)
				row = append(row, strconv.Itoa(d.TravelS), strconv.Itoa(d.DistanceM), strconv.Itoa(d.WaitS))
				rows = append(rows, append(row, e.placeCells(d.home)...))
			}
		}
	}
	return writeRows(w, rows)
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
	rows := [][]string{append([]string{"household", "reason", "detail", "persons", "mandatory"}, e.homeTitles()...)}
	rows[0] = append(rows[0], e.placeTitle()...)
	for _, u := range e.unvisited {
		row := []string{
			cell(u.Household), cell(u.Reason), cell(u.Detail), strconv.Itoa(u.home.Persons), strconv.FormatBool(u.home.Mandatory),
		}
		rows = append(rows, append(append(row, e.homeCells(u.home)...), e.placeCells(u.home)...))
	}
	return writeRows(w, rows)
}

// RejectedCSV writes the input rows that were set aside, to be put right in the file they came from:
// its name, the row's number as the spreadsheet shows it, the column and the reason.
func RejectedCSV(w io.Writer, plan *campaign.Plan) error {
	rows := [][]string{{"file", "row", "column", "reason"}}
	for _, r := range plan.Rejected {
		rows = append(rows, []string{cell(r.File), strconv.Itoa(r.Row), cell(r.Column), cell(r.Reason)})
	}
	return writeRows(w, rows)
}

func writeRows(w io.Writer, rows [][]string) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	return out.WriteAll(rows)
}

// homeCells are the columns name, address, phone, note, group, lat and lon.
func homeCells(h *campaign.Household) []string {
	names, phones, notes := []string{h.Name}, []string{phone(h.Phone)}, []string{h.Note}
	for _, p := range h.People {
		names, phones, notes = append(names, p.Name), append(phones, phone(p.Phone)), append(notes, p.Note)
	}
	return []string{
		cell(joined(names)), cell(h.Address), cell(joined(phones)), cell(joined(notes)), cell(h.Group),
		degrees(h.Point.Lat), degrees(h.Point.Lon),
	}
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

// plain makes one valid line of a text: a blank for each run of line breaks, tabs and other control
// characters, none at its ends.
func plain(s string) string {
	s = strings.ToValidUTF8(s, "\ufffd")
	if strings.ContainsFunc(s, unicode.IsControl) {
		s = strings.Join(strings.FieldsFunc(s, unicode.IsControl), " ")
	}
	return strings.TrimSpace(s)
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
