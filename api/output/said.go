package output

import (
	"slices"
	"strings"

	"gonha/solver/campaign"
)

// saidWords are the texts for what was understood of a household's notes, in one language.
type saidWords struct {
	After, Before, Only, Permanent string // before a time, weekdays, an address
	Understood, PermanentTitle     string // titles of columns
	marks                          map[campaign.Mark]string
}

var (
	vietnameseSaid = saidWords{
		After: "sau ", Before: "trước ", Only: "chỉ ", Permanent: "Thường trú: ", Understood: "Hiểu là", PermanentTitle: "Nơi thường trú",
		marks: map[campaign.Mark]string{campaign.CallFirst: "gọi trước", campaign.NightShift: "làm ca đêm", campaign.ShiftWork: "đi làm ca"},
	}
	englishSaid = saidWords{
		After: "after ", Before: "before ", Only: "only ", Permanent: "Permanent: ", Understood: "Understood", PermanentTitle: "Permanent residence",
		marks: map[campaign.Mark]string{campaign.CallFirst: "call first", campaign.NightShift: "works nights", campaign.ShiftWork: "works in shifts"},
	}
)

// said are the texts for what notes say, in the language of the words.
func (w *words) said() *saidWords {
	if w.Lang == "en" {
		return &englishSaid
	}
	return &vietnameseSaid
}

// openEnded says whether a window has no beginning or no end.
func openEnded(w campaign.Window) bool { return w.NoStart() || w.NoEnd() }

// windows writes times somebody is home: "19:30–20:15, 21:00–21:30", "sau 20:00", "trước 19:30". No limit is no words.
func (w *words) windows(all []campaign.Window) string {
	return strings.Join(w.spans(all, "–"), ", ")
}

// spans writes each window, with the given sign between its times.
func (w *words) spans(all []campaign.Window, dash string) []string {
	var spans []string
	for _, one := range all {
		open, end := clock(campaign.Clock(one.Open)), clock(campaign.Clock(one.Close))
		if one.NoStart() && one.Close == 24*3600 {
			end = "24:00" // "trước 00:00" reads as never
		}
		switch {
		case one.NoStart() && one.NoEnd():
		case one.NoEnd():
			spans = append(spans, w.said().After+open)
		case one.NoStart():
			spans = append(spans, w.said().Before+end)
		default:
			spans = append(spans, open+dash+end)
		}
	}
	return spans
}

// asks writes what a household asks for beside times: "chỉ thứ Bảy · gọi trước".
func (w *words) asks(h *campaign.Household) []string {
	var all []string
	if days := h.Days.Words(w.Lang); days != "" {
		all = append(all, w.said().Only+days)
	}
	for _, m := range h.Marks {
		if text := w.said().marks[m]; text != "" {
			all = append(all, text)
		}
	}
	return all
}

// permanent writes the permanent residence of a household that lives elsewhere, or nothing.
func (w *words) permanent(h *campaign.Household) string {
	if text := plain(h.Permanent); text != "" {
		return w.said().Permanent + text
	}
	return ""
}

// saidColumns says which columns more a night's tables have: permanent residences, and what was understood of notes.
// The lists of one without either have neither.
type saidColumns struct{ permanent, understood bool }

func columnsSaid(night *campaign.Night) (c saidColumns) {
	for _, list := range [][]campaign.Household{night.Households, night.Unplaced} {
		for i := range list {
			h := &list[i]
			c.permanent = c.permanent || h.Permanent != ""
			c.understood = c.understood || h.Days != 0 || len(h.Marks) > 0 || slices.ContainsFunc(h.Windows, openEnded)
		}
	}
	return c
}

// insert puts a cell for each column more into cells that begin with name, address, phone and note.
func insert[T any](c saidColumns, cells []T, permanent, understood T) []T {
	if c.understood {
		cells = slices.Insert(cells, 4, understood)
	}
	if c.permanent {
		cells = slices.Insert(cells, 2, permanent)
	}
	return cells
}

// words gives the texts of the tables' language.
func (e *evening) words() *words {
	if e.in != nil {
		return e.in
	}
	words, err := wordsOf(e.night.Options.Lang)
	if err != nil {
		return &vietnamese
	}
	return words
}

// understood writes all that was understood of when and how to come.
func (e *evening) understood(h *campaign.Household) string {
	w := e.words()
	return strings.Join(append(w.spans(h.Windows, "–"), w.asks(h)...), "; ")
}

// homeTitles are the names of the columns that [evening.homeCells] fills.
func (e *evening) homeTitles() []string {
	titles := []string{"name", "address", "phone", "note", "group", "lat", "lon"}
	return insert(e.said, titles, "permanent", "understood")
}

// homeCells are the cells of a household with those of the columns more.
func (e *evening) homeCells(h *campaign.Household) []string {
	return insert(e.said, homeCells(h), cell(h.Permanent), cell(e.understood(h)))
}

// homeTexts is the same for a sheet.
func (e *evening) homeTexts(h *campaign.Household) []any {
	return insert[any](e.said, homeTexts(h), plain(h.Permanent), e.understood(h))
}

// withSaid is the sheet with the columns more. home is its column of names.
func (e *evening) withSaid(t sheetOf, home int) sheetOf {
	w := e.words().said()
	titles := insert(e.said, slices.Clone(t.texts.titles[home:]), w.PermanentTitle, w.Understood)
	columns := insert(e.said, slices.Clone(t.columns[home:]), sheetColumn{32, true}, sheetColumn{24, true})
	t.texts.titles, t.columns = slices.Concat(t.texts.titles[:home], titles), slices.Concat(t.columns[:home], columns)
	return t
}

// listed writes windows as a list of households has them, to be read again; times run past 24:00.
func (w *words) listed(all []campaign.Window) []string {
	var spans []string
	for _, one := range all {
		if openEnded(one) {
			spans = append(spans, w.spans([]campaign.Window{one}, "-")...)
			continue
		}
		spans = append(spans, campaign.Clock(one.Open).HM()+"-"+campaign.Clock(one.Close).HM())
	}
	return spans
}
