package benchmarks

import (
	"cmp"
	"encoding/csv"
	"fmt"
	"io"
	"iter"
	"slices"
	"strconv"
	"strings"

	"gonha/geo"
	"gonha/solver/campaign"
)

var householdColumns = []string{"id", "name", "address", "phone", "lat", "lon", "group", "persons", "priority", "mandatory", "windows", "minutes", "status", "note"}

// WriteHouseholds writes households as CSV, UTF-8 without BOM, with the columns that gonha reads; a
// default is an empty cell. Errors are those of w.
func WriteHouseholds(w io.Writer, households []campaign.Household) error {
	_, err := StreamHouseholds(w, slices.Values(households))
	return err
}

// StreamHouseholds writes households like [WriteHouseholds], one after the other as they are made. It
// keeps none of them, and gives how many there were. There is a column of wards where the first of them
// is in one.
func StreamHouseholds(w io.Writer, households iter.Seq[campaign.Household]) (written int, err error) {
	out := csv.NewWriter(w)
	columns := householdColumns
	for h := range households {
		if written == 0 {
			if h.Ward != "" {
				columns = append(slices.Clip(columns), "ward")
			}
			err = out.Write(columns)
		}
		if err != nil {
			break
		}
		row := householdRow(&h)
		if len(columns) > len(row) {
			row = append(row, h.Ward)
		}
		err = out.Write(row)
		written++
	}
	if written == 0 {
		err = out.Write(columns)
	}
	out.Flush()
	if err := cmp.Or(err, out.Error()); err != nil {
		return written, fmt.Errorf("writing households: %w", err)
	}
	return written, nil
}

func householdRow(h *campaign.Household) []string {
	lat, lon := degrees(h.Point)
	mandatory, minutes := "", ""
	if h.Mandatory {
		mandatory = "true"
	}
	if h.PerPerson > 0 {
		minutes = strconv.FormatFloat(float64(h.PerPerson)/minute, 'f', -1, 64)
	}
	return []string{
		h.ID, h.Name, h.Address, h.Phone, lat, lon, h.Group, strconv.Itoa(h.Persons), strconv.Itoa(h.Priority),
		mandatory, joinWindows(h.Windows), minutes, string(h.Status), h.Note,
	}
}

var teamColumns = []string{"id", "name", "members", "start_lat", "start_lon", "end_lat", "end_lon", "shift", "mode", "groups", "max_persons"}

// WriteTeams writes teams as CSV, like [WriteHouseholds].
func WriteTeams(w io.Writer, teams []campaign.Team) error {
	rows := [][]string{teamColumns}
	for _, t := range teams {
		lat, lon := degrees(t.Start)
		endLat, endLon, shift, most := "", "", "", ""
		if t.End != t.Start {
			endLat, endLon = degrees(t.End)
		}
		if t.Shift != nil {
			shift = joinWindows([]campaign.Window{*t.Shift})
		}
		if t.MaxPersons > 0 {
			most = strconv.Itoa(t.MaxPersons)
		}
		rows = append(rows, []string{
			t.ID, t.Name, strconv.Itoa(t.Members), lat, lon, endLat, endLon, shift, string(t.Mode), strings.Join(t.Groups, ";"), most,
		})
	}
	if err := csv.NewWriter(w).WriteAll(rows); err != nil {
		return fmt.Errorf("writing teams: %w", err)
	}
	return nil
}

// degrees writes a place with six decimals, about a decimetre.
func degrees(p geo.Point) (lat, lon string) {
	return strconv.FormatFloat(p.Lat, 'f', 6, 64), strconv.FormatFloat(p.Lon, 'f', 6, 64)
}

// joinWindows writes windows as the lists have them; a time after midnight is that of the clock.
func joinWindows(windows []campaign.Window) string {
	var b strings.Builder
	for i, w := range windows {
		if i > 0 {
			b.WriteByte(';')
		}
		fmt.Fprintf(&b, "%02d:%02d-%02d:%02d", w.Open/hour%24, w.Open%hour/minute, w.Close/hour%24, w.Close%hour/minute)
	}
	return b.String()
}
