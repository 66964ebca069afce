package output

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"gonha/solver/campaign"
)

// guessed says whether a household's place was found by its address and nobody has confirmed it.
func guessed(h *campaign.Household) bool { return h.Guess != nil && h.Guess.Confidence < 1 }

// countGuesses counts the households of the night whose places are guessed.
func countGuesses(night *campaign.Night) int {
	n := 0
	for i := range night.Households {
		if guessed(&night.Households[i]) {
			n++
		}
	}
	return n
}

// placed says of a household that its place is guessed, and how well: empty where it is not.
func (w *words) placed(h *campaign.Household) string {
	switch {
	case !guessed(h):
		return ""
	case h.Guess.Metres == 0:
		return w.Guessed
	}
	return fmt.Sprintf("%s (±%d m)", w.Guessed, h.Guess.Metres)
}

// placeTitle is the header of the column of guessed places, which tables have where there are some, placeCells its cell
// in a CSV file and placeTexts in a sheet.
func (e *evening) placeTitle() []string {
	if e.guesses == 0 {
		return nil
	}
	return []string{"place"}
}

func (e *evening) placeCells(h *campaign.Household) []string {
	if e.guesses == 0 {
		return nil
	}
	words, err := wordsOf(e.night.Options.Lang)
	if err != nil {
		words = &vietnamese
	}
	return []string{words.placed(h)}
}

func (e *evening) placeTexts(h *campaign.Household) []any {
	var texts []any
	for _, cell := range e.placeCells(h) {
		texts = append(texts, cell)
	}
	return texts
}

// guessNote says on the overview how many places are guessed and how many are not known, or nothing.
func (e *evening) guessNote(words *words) string {
	var notes []string
	if n := e.guesses; n > 0 {
		notes = append(notes, fmt.Sprintf(words.GuessedDoors, n))
	}
	if n := len(e.night.Unplaced); n > 0 {
		notes = append(notes, fmt.Sprintf(words.UnplacedDoors, n))
	}
	return strings.Join(notes, "; ")
}

// hasPlaces says whether there are households that the list gives no place for.
func (e *evening) hasPlaces() bool {
	return len(e.night.Unplaced) > 0 || slices.ContainsFunc(e.night.Households, func(h campaign.Household) bool { return h.Guess != nil })
}

// PlacesXLSX writes places.xlsx, in Vietnamese ("vi" or "") or English ("en"): a row a household that the list gives
// no place for, those that are left out for it first, then those placed by their address, the least sure first. Its
// columns are those of a list of households, to be filled in and read again. It holds personal data.
func PlacesXLSX(w io.Writer, night *campaign.Night, lang string) error {
	words, err := wordsOf(lang)
	if err != nil {
		return err
	}
	return (&evening{night: night, plan: &campaign.Plan{Night: night.Options.Date}}).placesXLSX(w, words)
}

func (e *evening) placesXLSX(w io.Writer, words *words) error {
	return e.book(w, []sheetOf{{words.workbook.places, placesColumns, len(e.night.Unplaced) + e.placedByAddress(), func(add func(...any)) { e.placeRows(words, add) }}})
}

var placesColumns = slices.Concat(
	[]sheetColumn{{12, true}, {36, true}, {10, true}, {16, true}, {11, false}, {11, false}, {9, false}, {34, true}},
	[]sheetColumn{{8, false}, {8, false}, {9, true}, {22, true}, {7, false}, {11, true}, {24, true}, {15, true}, {24, true}})

// placedByAddress counts the households that have a guess for a place, sure or not.
func (e *evening) placedByAddress() int {
	n := 0
	for i := range e.night.Households {
		if e.night.Households[i].Guess != nil {
			n++
		}
	}
	return n
}

// leastGuess is the confidence below which a guess is not put into a cell: of a long street alone.
const leastGuess = 0.3

func (e *evening) placeRows(words *words, add func(...any)) {
	var rows []*campaign.Household
	for i := range e.night.Households {
		if h := &e.night.Households[i]; h.Guess != nil {
			rows = append(rows, h)
		}
	}
	slices.SortStableFunc(rows, func(a, b *campaign.Household) int {
		return int(math.Round(100 * (a.Guess.Confidence - b.Guess.Confidence)))
	})
	for i := range e.night.Unplaced {
		add(e.placeRow(&e.night.Unplaced[i], words.leftOutFor(e.night.Unplaced[i].Guess), words)...)
	}
	for _, h := range rows {
		add(e.placeRow(h, words.by[h.Guess.By], words)...)
	}
}

// leftOutFor says why a household without a place is left out, and what a guess rests on.
func (w *words) leftOutFor(g *campaign.Guess) string {
	if g == nil { // nobody has looked
		return w.Unplaced
	}
	text := w.Unplaced + ": " + w.by[g.By]
	if g.Metres > 0 {
		text += fmt.Sprintf(" (±%d m)", g.Metres)
	}
	return text
}

func (e *evening) placeRow(h *campaign.Household, why string, words *words) []any {
	var lat, lon, sure any = "", "", ""
	if g := h.Guess; g != nil && h.Point.Valid() && g.Confidence >= leastGuess {
		lat, lon = h.Point.Lat, h.Point.Lon
		if g.Confidence < 1 {
			sure = int(math.Round(100 * g.Confidence))
			if g.Metres > 0 && !strings.Contains(why, "±") {
				why += fmt.Sprintf(" (±%d m)", g.Metres)
			}
		}
	}
	var minutes, mandatory any = "", ""
	if h.PerPerson > 0 {
		minutes = float64(h.PerPerson) / 60
	}
	if h.Mandatory {
		mandatory = words.yes
	}
	texts := homeTexts(h) // name, address, phone, note, ...
	return []any{
		plain(h.ID), texts[1], plain(h.Group), plain(h.Ward), lat, lon, sure, why,
		h.Persons, h.Priority, mandatory, strings.Join(words.listed(h.Windows), ";"), minutes, string(h.Status), texts[0], texts[2], texts[3],
	}
}
