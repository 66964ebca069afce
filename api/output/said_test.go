package output

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"gonha/api/intake/phrase"
	"gonha/solver/campaign"
)

// saidNight is the sample with what notes say at a household that is visited and at one left out.
func saidNight(lang string) (*campaign.Night, *campaign.Plan) {
	night, plan := sample(2, 4)
	night.Options.Lang = lang
	for _, id := range []string{plan.Routes[0].Visits[0].Household, plan.Unvisited[0].Household} {
		for i := range night.Households {
			if h := &night.Households[i]; h.ID == id {
				h.Note, h.Permanent = "sau 20h, T7 CN, gọi trước", "Số 5 Linh Quang"
				h.Windows = []campaign.Window{{Open: 72000, Close: 172800}}
				h.Days = campaign.DaysOf(time.Saturday, time.Sunday)
				h.Marks = []campaign.Mark{campaign.CallFirst, campaign.ShiftWork}
			}
		}
	}
	return night, plan
}

func TestSaidInTables(t *testing.T) {
	for lang, want := range map[string]string{
		"vi": "sau 20:00; chỉ thứ Bảy, Chủ nhật; gọi trước; đi làm ca",
		"en": "after 20:00; only Saturday, Sunday; call first; works in shifts",
	} {
		night, plan := saidNight(lang)
		var visits, unvisited, book bytes.Buffer
		if err := VisitsCSV(&visits, night, plan); err != nil {
			t.Fatal(err)
		}
		if err := UnvisitedCSV(&unvisited, night, plan); err != nil {
			t.Fatal(err)
		}
		if err := VisitsXLSX(&book, night, plan, lang); err != nil {
			t.Fatal(err)
		}
		f, err := excelize.OpenReader(&book)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		names := f.GetSheetList()
		for _, table := range []struct {
			name                   string
			rows                   [][]string
			permanent, note, added string
		}{
			{"visits.csv", csvRows(t, &visits), "permanent", "note", "understood"},
			{"unvisited.csv", csvRows(t, &unvisited), "permanent", "note", "understood"},
			{"visits", sheetRowsOf(t, f, names[0]), (&words{Lang: lang}).said().PermanentTitle, "", (&words{Lang: lang}).said().Understood},
			{"unvisited", sheetRowsOf(t, f, names[1]), (&words{Lang: lang}).said().PermanentTitle, "", (&words{Lang: lang}).said().Understood},
		} {
			column := func(title string) int {
				for i, cell := range table.rows[0] {
					if strings.TrimPrefix(cell, "\ufeff") == title {
						return i
					}
				}
				t.Fatalf("%s: no column %q in %q", table.name, title, table.rows[0])
				return -1
			}
			at := column(table.added)
			row := table.rows[1]
			if diff := cmp.Diff([]string{"sau 20h, T7 CN, gọi trước", want, "Số 5 Linh Quang"}, []string{row[at-1], row[at], row[column(table.permanent)]}); diff != "" {
				t.Errorf("%s (note, understood, permanent; -want +got):\n%s", table.name, diff)
			}
		}
	}
}

func csvRows(t *testing.T, data *bytes.Buffer) [][]string {
	t.Helper()
	rows, err := csv.NewReader(data).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func sheetRowsOf(t *testing.T, f *excelize.File, name string) [][]string {
	t.Helper()
	rows, err := f.GetRows(name)
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func TestSaidOnTheSheet(t *testing.T) {
	for lang, want := range map[string][]string{
		"vi": {"sau 20:00", "chỉ thứ Bảy, Chủ nhật · gọi trước · đi làm ca", "Thường trú: Số 5 Linh Quang", "sau 20h, T7 CN, gọi trước"},
		"en": {"after 20:00", "only Saturday, Sunday · call first · works in shifts", "Permanent: Số 5 Linh Quang", "sau 20h, T7 CN, gọi trước"},
	} {
		night, plan := saidNight(lang)
		var page bytes.Buffer
		if err := Lists(&page, night, plan, lang); err != nil {
			t.Fatal(err)
		}
		for _, text := range want {
			if strings.Count(page.String(), text) != 1 {
				t.Errorf("%s: %q is there %d times", lang, text, strings.Count(page.String(), text))
			}
		}
		if strings.Contains(page.String(), "48:00") {
			t.Errorf("%s: a window ends at 48:00", lang)
		}
	}
}

// TestSaidReadAgain: what places.xlsx says of windows is read again as it was.
func TestSaidReadAgain(t *testing.T) {
	all := []campaign.Window{{Open: 0, Close: 70200}, {Open: 72000, Close: 73800}, {Open: 75600, Close: 172800}}
	for _, w := range []*words{&vietnamese, &english} {
		got, err := phrase.Windows(strings.Join(w.listed(all), ";"))
		if diff := cmp.Diff(all, got); diff != "" || err != nil {
			t.Errorf("%s: %q: %v (-want +got):\n%s", w.Lang, w.listed(all), err, diff)
		}
	}
}

// TestOutcomesReadAgain: every code and word of a sheet's outcomes is a status when it is typed into a list.
func TestOutcomesReadAgain(t *testing.T) {
	for _, w := range []*words{&vietnamese, &english} {
		for i, o := range w.Outcomes {
			code, ok := phrase.Status(o.Short)
			word, understood := phrase.Status(o.Text)
			if !ok || !understood || code.Status != word.Status || code.NotFound != word.NotFound {
				t.Errorf("%s: %q is %q, %v; %q is %q, %v", w.Lang, o.Short, code.Status, ok, o.Text, word.Status, understood)
			}
			switch {
			case i == 0 && code.Status != campaign.Activated, o.Short == w.Outcomes[absent].Short && code.Status != campaign.Absent,
				o.Short == w.Outcomes[noSmartphone].Short && code.Status != campaign.NoSmartphone:
				t.Errorf("%s: %q is %q", w.Lang, o.Short, code.Status)
			}
		}
	}
	for _, mode := range []campaign.Mode{campaign.Walk, campaign.Motorbike} {
		for _, w := range []*words{&vietnamese, &english} {
			if got, exact, ok := phrase.Mode(w.mode(mode)); !ok || !exact || got != mode {
				t.Errorf("%q is %q, %v, %v", w.mode(mode), got, exact, ok)
			}
		}
	}
}
