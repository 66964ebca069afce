package intake

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"gonha/solver/campaign"
)

// maxIDRunes is the most characters of an id.
const maxIDRunes = 100

// householdList gathers the rows of a list of households. Whether a row is a household or a person is
// known only at its end, so until then each is taken for a household, with what may still be missing.
type householdList struct {
	list     []campaign.Household
	origins  []origin // of list, one each
	faults   []fault
	unplaced []unplaced
}

// origin is what is known of a row beside its household.
type origin struct {
	line      int
	household string // the household column, where the list has an id column too
	column    column // the column to name if the coordinates turn out to be missing
}

// add implements the each of readFile.
func (l *householdList) add(r *row) {
	h, o, at, why := householdOf(r)
	if why != "" {
		l.faults = append(l.faults, fault{r.line, at, why})
		return
	}
	l.list = append(l.list, h)
	l.origins = append(l.origins, o)
}

// householdOf reads a row. An id or coordinates that are missing, and nothing else, are let pass: in
// a row a person they may be in another row of the household.
func householdOf(r *row) (h campaign.Household, o origin, at column, why reason) {
	if r.reason != "" {
		return h, o, r.column, r.reason
	}
	o = origin{line: r.line}
	h.ID = kept(r.cells[colID])
	if r.cells[colHousehold] != "" {
		if h.ID == "" {
			h.ID = kept(r.cells[colHousehold])
		} else {
			o.household = kept(r.cells[colHousehold])
		}
	}
	if utf8.RuneCountInString(h.ID) > maxIDRunes || utf8.RuneCountInString(o.household) > maxIDRunes {
		return h, o, colID, longID
	}
	h.Point, o.column, why = pointOf(r, colLat, colLon, colCoordinates)
	if why != "" && why != missingPoint {
		return h, o, o.column, why
	}
	if at, why = readNumbers(&h, r); why != "" {
		return h, o, at, why
	}
	var sound bool
	if h.Guess, sound = guessOf(r.cells[colConfidence]); !sound {
		return h, o, colConfidence, badConfidence
	}
	h.Group, h.Ward = kept(r.cells[colGroup]), kept(r.cells[colWard])
	h.Name = kept(r.cells[colName])
	h.Address = kept(r.cells[colAddress])
	h.Phone = phoneOf(r.cells[colPhone])
	h.Note = kept(r.cells[colNote])
	if !h.Point.Valid() {
		h.Guess = nil
	}
	return h, o, colUnknown, ""
}

// guessOf reads how sure the coordinates are, in per cent; nothing and 100 are sure.
func guessOf(cell string) (*campaign.Guess, bool) {
	if cell == "" {
		return nil, true
	}
	percent, sound := number(strings.TrimSpace(strings.TrimSuffix(cell, "%")))
	if !sound || !(percent >= 0 && percent <= 100) {
		return nil, false
	}
	if percent == 100 {
		return nil, true
	}
	return &campaign.Guess{Confidence: percent / 100, By: "list"}, true
}

// readNumbers reads the columns that have a rule, and reports the first whose cell breaks it.
func readNumbers(h *campaign.Household, r *row) (column, reason) {
	var sound bool
	if h.Persons, sound = wholeOr(r.cells[colPersons], 1, 1000, 1); !sound {
		return colPersons, badPersons
	}
	if h.Priority, sound = wholeOr(r.cells[colPriority], 1, 100, 1); !sound {
		return colPriority, badPriority
	}
	if h.Mandatory, sound = yesNo(r.cells[colMandatory]); !sound {
		return colMandatory, badMandatory
	}
	var why reason
	if h.Windows, why = windowsOf(r.cells[colWindows]); why != "" {
		return colWindows, why
	}
	if h.PerPerson, sound = seconds(r.cells[colMinutes]); !sound {
		return colMinutes, badMinutes
	}
	if h.Status, sound = statusOf(r.cells[colStatus]); !sound {
		return colStatus, badStatus
	}
	return colUnknown, ""
}

// finish gives the households and the rejected rows, unless reading the rows failed.
func (l *householdList) finish(rows *rowSet, err error) ([]campaign.Household, []campaign.Rejected, error) {
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", rows.file, err)
	}
	if by := l.foldedBy(rows); by != notFolded {
		l.fold(by)
	} else {
		l.unique(rows.addressed)
	}
	if !rows.addressed {
		for _, u := range l.unplaced {
			l.faults = append(l.faults, u.rows...)
		}
	}
	return l.list, rows.rejected(l.faults), nil
}

// unique sets aside the rows without id or coordinates, and those that repeat the id of an earlier
// row that was taken. Where addressed ones are taken, those without coordinates are.
func (l *householdList) unique(addressed bool) {
	first := make(map[string]int, len(l.list))
	sound := l.list[:0]
	for i := range l.list {
		h, o := l.list[i], l.origins[i]
		line, repeated := first[h.ID]
		switch {
		case h.ID == "":
			l.faults = append(l.faults, fault{o.line, colID, missingID})
		case !h.Point.Valid() && !(addressed && !repeated):
			l.faults = append(l.faults, fault{o.line, o.column, missingPoint})
		case !h.Point.Valid():
			first[h.ID] = o.line
			l.unplaced = append(l.unplaced, unplaced{h, []fault{{o.line, o.column, missingPoint}}})
		case repeated:
			l.faults = append(l.faults, fault{o.line, colID, repeatedID(line)})
		default:
			first[h.ID] = o.line
			sound = append(sound, h)
		}
	}
	clear(l.list[len(sound):])
	l.list = sound
}
