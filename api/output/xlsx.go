package output

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/klauspost/compress/flate"
	"github.com/xuri/excelize/v2"

	"gonha/solver/campaign"
)

// VisitsXLSX writes visits.xlsx, in Vietnamese ("vi" or "") or English ("en"): a sheet of the visits
// with the columns of visits.csv, one of the households left out with the reason, one of the rows set
// aside. Ids and telephone numbers are text, so that no spreadsheet changes them; times are times, of days and parts
// of days, and show as 19:31 or, past midnight, 24:10. Text is never taken for a formula. Rows beyond a sheet's 100,000th are left out, and
// its last row says so. It holds personal data.
func VisitsXLSX(w io.Writer, night *campaign.Night, plan *campaign.Plan, lang string) error {
	words, err := wordsOf(lang)
	if err != nil {
		return err
	}
	e, err := lookUp(night, plan)
	if err != nil {
		return err
	}
	return e.visitsXLSX(w, words)
}

func (e *evening) visitsXLSX(w io.Writer, words *words) error {
	told := *e
	told.in = words
	e = &told
	texts := words.workbook
	visits := sheetOf{texts.visits, visitColumns, e.visits(), e.visitRows}
	unvisited := sheetOf{texts.unvisited, unvisitedColumns, len(e.unvisited), func(add func(...any)) { e.unvisitedRows(words, add) }}
	visits, unvisited = e.withSaid(visits, 9), e.withSaid(unvisited, 5) // the columns of names
	if e.guesses > 0 {
		visits, unvisited = visits.withPlace(texts.places.titles[7]), unvisited.withPlace(texts.places.titles[7])
	}
	return e.book(w, []sheetOf{visits, unvisited, {texts.rejected, rejectedColumns, len(e.plan.Rejected), e.rejectedRows}})
}

// book writes a workbook of sheets: what surrounds the rows is the library's, the rows are written into it one by one. It
// would hold them all, or put them into a temporary file, and this is personal data.
func (e *evening) book(w io.Writer, sheets []sheetOf) error {
	f := excelize.NewFile(excelize.Options{TmpDir: os.DevNull})
	defer f.Close()
	styles, err := newStyles(f)
	if err != nil {
		return fmt.Errorf("writing the workbook: %w", err)
	}
	frame, err := e.frame(f, sheets, styles)
	if err != nil {
		return fmt.Errorf("writing the workbook: %w", err)
	}
	return filled(w, frame, sheets, styles)
}

// frame makes f a workbook of sheets without rows and gives its bytes.
func (e *evening) frame(f *excelize.File, sheets []sheetOf, styles sheetStyles) ([]byte, error) {
	var err error
	for i, s := range sheets {
		if i == 0 {
			err = f.SetSheetName("Sheet1", s.texts.name)
		} else {
			_, err = f.NewSheet(s.texts.name)
		}
		if err != nil {
			return nil, err
		}
		if err := s.fill(f, styles); err != nil {
			return nil, err
		}
	}
	setProperties(f, e.plan.Night)
	content, err := f.WriteToBuffer()
	if err != nil {
		return nil, err
	}
	return content.Bytes(), nil
}

// filled writes a workbook again with the rows of its sheets and its parts in the order of their names: the library's
// is that of a map, and the same plan is to give the same bytes.
func filled(w io.Writer, frame []byte, sheets []sheetOf, styles sheetStyles) error {
	in, err := zip.NewReader(bytes.NewReader(frame), int64(len(frame)))
	if err != nil {
		return err
	}
	slices.SortFunc(in.File, func(a, b *zip.File) int { return strings.Compare(a.Name, b.Name) })
	out := zip.NewWriter(w)
	out.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, flate.BestSpeed) })
	for _, part := range in.File {
		sheet := slices.IndexFunc(sheetNames(len(sheets)), func(name string) bool { return name == part.Name })
		if sheet >= 0 {
			err = fillPart(out, part, &sheets[sheet], styles)
		} else {
			err = out.Copy(part)
		}
		if err != nil {
			return err
		}
	}
	return out.Close()
}

// sheetNames are the names of the parts of so many sheets.
func sheetNames(n int) []string {
	names := make([]string, n)
	for i := range names {
		names[i] = fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1)
	}
	return names
}

// fillPart writes the part of a sheet with its rows.
func fillPart(out *zip.Writer, part *zip.File, sheet *sheetOf, styles sheetStyles) error {
	from, err := part.Open()
	if err != nil {
		return err
	}
	defer from.Close()
	content, err := io.ReadAll(from)
	if err != nil {
		return err
	}
	end := bytes.Index(content, []byte("</sheetData>"))
	if end < 0 {
		return errors.New("the sheet has no place for rows")
	}
	to, err := out.Create(part.Name)
	if err != nil {
		return err
	}
	if _, err := to.Write(content[:end]); err != nil {
		return err
	}
	rows, err := newRowWriter(to, sheet, styles)
	if err != nil {
		return err
	}
	if err := rows.write(styles); err != nil {
		return err
	}
	_, err = to.Write(content[end:])
	return err
}

// visits counts the visits of all routes.
func (e *evening) visits() int {
	n := 0
	for i := range e.routes {
		n += len(e.routes[i].Visits)
	}
	return n
}

// visitRows are the rows of visits.csv.
func (e *evening) visitRows(add func(...any)) {
	for i := range e.routes {
		r := &e.routes[i]
		for _, s := range r.steps {
			for _, d := range s.doors {
				cells := []any{
					plain(r.Team), plain(r.team.Name), d.Seq, d.Stop, plain(d.Household),
					d.Arrive, d.Begin, d.Leave, d.Persons,
				}
				cells = append(append(cells, e.homeTexts(d.home)...), d.TravelS, d.DistanceM, d.WaitS)
				add(append(cells, e.placeTexts(d.home)...)...)
			}
		}
	}
}

// unvisitedRows are the rows of unvisited.csv, the reasons in words.
func (e *evening) unvisitedRows(words *words, add func(...any)) {
	for _, u := range e.unvisited {
		mandatory := ""
		if u.home.Mandatory {
			mandatory = "x"
		}
		cells := append([]any{plain(u.Household), words.reason(u.Reason), plain(u.Detail), u.home.Persons, mandatory}, e.homeTexts(u.home)...)
		add(append(cells, e.placeTexts(u.home)...)...)
	}
}

// rejectedRows are the rows of rejected.csv.
func (e *evening) rejectedRows(add func(...any)) {
	for _, r := range e.plan.Rejected {
		add(plain(r.File), r.Row, plain(r.Column), plain(r.Reason))
	}
}

// homeTexts are the columns name, address, phone, note, group, lat and lon. A cell that the workbook says
// is text is never a formula, so nothing needs to be put before it.
func homeTexts(h *campaign.Household) []any {
	name, phones, notes := people(h)
	return []any{plain(name), plain(h.Address), plain(phones), plain(notes), plain(h.Group), h.Point.Lat, h.Point.Lon}
}
