package intake

import (
	"context"
	"fmt"
	"math"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"gonha/api/intake/sheet"
	"gonha/solver/campaign"
)

// Reader reads lists from people who are not trusted with the machine's memory: it stops as soon as a
// list has more rows than it may.
type Reader struct {
	MaxRows int // of one list, empty ones not counted; [AnyRows] is no bound
}

// AnyRows is a [Reader]'s MaxRows where a list may have any number.
const AnyRows = math.MaxInt

// TooMany is the error, wrapped behind the list's name, of a list with more rows than the reader takes.
type TooMany struct{ Limit int }

// Error implements error.
func (e TooMany) Error() string {
	return fmt.Sprintf("nhiều hơn %d dòng / more than %d rows", e.Limit, e.Limit)
}

// Source is a list before it is read: the content of a file or a JSON array.
type Source struct {
	Name  string // of the file; its base name is shown
	Data  []byte
	JSON  bool // Data is an array of objects whose members are named like columns; Name is shown as it is
	Hints Hints
}

// Households reads a list of households into a reading, which may hold that of the teams already. The error is for a
// list of no use as a whole: it is one line that begins with the list's name, and wraps that of ctx where reading was
// stopped. A list all of whose rows are bad gives no households, the rows set aside and no error: whether that will do
// is the caller's to say.
func (r Reader) Households(ctx context.Context, from Source, into *Reading) error {
	list := newHouseholdList()
	rows, err := r.read(ctx, from, householdColumns, list)
	if err != nil {
		return err
	}
	list.finish(rows)
	into.Households, into.Unplaced = list.doors, list.unplaced
	into.Ended += list.ended
	into.Columns = rows.named()
	into.take(rows, list.aside)
	into.sameGroups()
	return nil
}

// Teams reads a list of teams into a reading, as [Reader.Households] does households. In GeoJSON a feature's point is where
// the team sets out. A list without a header may have a line of words a team, as in a message. Teams come behind those that
// the reading has already.
func (r Reader) Teams(ctx context.Context, from Source, into *Reading) error {
	list := newTeamList()
	for i := range into.Teams {
		list.index[into.Teams[i].ID] = -1
	}
	for i := range into.Waiting {
		list.index[into.Waiting[i].Team.ID] = -1
	}
	rows, err := r.read(ctx, from, teamColumns, list)
	if err != nil {
		return err
	}
	inOrder(list.aside)
	into.Teams, into.Waiting = append(into.Teams, list.teams...), append(into.Waiting, list.waiting...)
	into.TeamTitles = rows.named()
	into.take(rows, list.aside)
	into.sameGroups()
	return nil
}

// read reads a list.
func (r Reader) read(ctx context.Context, from Source, known vocabulary, to lister) (*rowSet, error) {
	rows := r.list(from.Name)
	var err error
	if from.JSON {
		err = rows.readArray(ctx, from.Data, known, to)
	} else {
		rows.file = baseName(from.Name)
		err = rows.readFile(ctx, from.Data, known, from.Hints, to)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", rows.file, err)
	}
	return rows, nil
}

func (r Reader) list(name string) *rowSet { return &rowSet{file: name, most: r.MaxRows} }

// take adds what was seen of a list.
func (into *Reading) take(rows *rowSet, aside []SetAside) {
	into.SetAside = append(into.SetAside, aside...)
	into.Sheets = append(into.Sheets, rows.sheets...)
	into.Remarks = append(into.Remarks, rows.remarks...)
}

// sameGroups gives the teams' groups the names of the households', once both are there, and tells of teams whose groups
// no household is of.
func (into *Reading) sameGroups() {
	if len(into.Households)+len(into.Unplaced) == 0 {
		return
	}
	s := newSpellings()
	for i := range into.Households {
		s.add(into.Households[i].Group)
	}
	for i := range into.Unplaced {
		s.add(into.Unplaced[i].Household.Group)
	}
	_, names := s.list()
	var idle []string
	rename := func(t *campaign.Team) {
		s.rename(t)
		if len(t.Groups) > 0 && !slices.ContainsFunc(t.Groups, func(g string) bool { return slices.Contains(names, g) }) {
			idle = append(idle, t.ID)
		}
	}
	for i := range into.Teams {
		rename(&into.Teams[i])
	}
	for i := range into.Waiting {
		rename(&into.Waiting[i].Team)
	}
	if len(idle) > 0 {
		teams := strings.Join(idle[:min(len(idle), shownLines)], ", ")
		into.Remarks = append(into.Remarks, fmt.Sprintf("đội %s: địa bàn không có hộ nào trong danh sách, sẽ không đi nhà nào; kiểm tra tên tổ dân phố / teams %s: no household of the list is in their areas; check the names of the neighbourhoods", teams, teams))
	}
}

// named are the columns that were understood, by their names in the contract.
func (s *rowSet) named() map[string]string {
	named := map[string]string{}
	for c, title := range s.columns {
		if title != "" && column(c) != colIdentity {
			named[column(c).String()] = title
		}
	}
	return named
}

// readFile finds out the format and gives each row that holds anything to the list.
func (s *rowSet) readFile(ctx context.Context, data []byte, known vocabulary, hints Hints, to lister) error {
	if len(data) == 0 {
		return errEmpty
	}
	if content, is := geoJSONOf(s.file, data); is {
		return s.readGeoJSON(ctx, content, known, to)
	}
	book, err := sheet.Open(ctx, s.file, data, s.most)
	switch {
	case err != nil && ctx.Err() != nil:
		return stopped(ctx)
	case err != nil:
		return err
	}
	defer book.Close()
	err = s.readBook(ctx, book, known, hints, to)
	switch {
	case err == nil:
		return nil
	case ctx.Err() != nil:
		return stopped(ctx)
	}
	if lines, is := to.(*teamList); is && s.readLines(ctx, book, lines) {
		return nil
	}
	return err
}

// geoJSONOf is a file's content if it is to be read as GeoJSON.
func geoJSONOf(name string, data []byte) (string, bool) {
	extension := strings.ToLower(filepath.Ext(name))
	plain := extension == ".csv" || extension == ".tsv" || extension == ".txt"
	text := strings.TrimPrefix(string(data[:min(len(data), 64)]), "\ufeff")
	if extension != ".geojson" && extension != ".json" && (plain || !strings.HasPrefix(strings.TrimSpace(text), "{")) {
		return "", false
	}
	return strings.TrimPrefix(string(data), "\ufeff"), utf8.Valid(data)
}

// readLines reads the rows of a book as lines of words, a team each, and says whether there was one.
func (s *rowSet) readLines(ctx context.Context, book sheet.Book, to *teamList) bool {
	found := 0
	for i := range s.sheets {
		s.sheet = i
		if book.Sheets()[i].Hidden {
			continue
		}
		before := found
		err := book.Rows(ctx, i, func(r *sheet.Row) error {
			if to.addLine(lineOf(r), r.Line) {
				found++
			}
			return nil
		})
		if err != nil {
			return false
		}
		if s.sheets[i].Rows = found - before; found > before {
			s.sheets[i].Used, s.sheets[i].Reason = true, ""
			to.endTable(s)
		}
	}
	return found > 0
}

// lineOf is a row as one line of text.
func lineOf(r *sheet.Row) string {
	if r.Whole != "" {
		return r.Whole
	}
	return strings.Join(wordsOf(r), ", ")
}

// Households reads the households of a CSV, XLSX or GeoJSON file's content, those with coordinates. The base name of name is
// shown in errors and rejected rows; the content tells the format and, where it does not, the name's
// extension. Households come in the order of the file, a folded one where its first person stands. See [Reader.Households].
func Households(ctx context.Context, name string, data []byte) ([]campaign.Household, []campaign.Rejected, error) {
	households, unplaced, rejected, err := Addressed(ctx, name, data)
	if err != nil {
		return nil, nil, err
	}
	return households, withUnplaced(rejected, unplaced), nil
}

// Teams reads the teams of a CSV, XLSX or GeoJSON file's content that have a place to set out from, as [Households] does
// households.
func Teams(ctx context.Context, name string, data []byte) ([]campaign.Team, []campaign.Rejected, error) {
	var into Reading
	if err := (Reader{MaxRows: AnyRows}).Teams(ctx, Source{Name: name, Data: data}, &into); err != nil {
		return nil, nil, err
	}
	return into.Teams, withWaiting(rejectedOf(into.SetAside), into.Waiting), nil
}

// rejectedOf are rows set aside as a plan lists them.
func rejectedOf(aside []SetAside) []campaign.Rejected {
	if len(aside) == 0 {
		return nil
	}
	list := make([]campaign.Rejected, len(aside))
	for i := range aside {
		list[i] = aside[i].Rejected
	}
	return list
}

// withUnplaced are the rejected rows with those of households that have no place.
func withUnplaced(list []campaign.Rejected, unplaced []Unplaced) []campaign.Rejected {
	for _, u := range unplaced {
		list = append(list, rejectedOf(u.Rows)...)
	}
	byRow(list)
	return list
}

// withWaiting are the rejected rows with those of teams that have no start.
func withWaiting(list []campaign.Rejected, waiting []WaitingTeam) []campaign.Rejected {
	for _, w := range waiting {
		list = append(list, w.Row)
	}
	byRow(list)
	return list
}

func byRow(list []campaign.Rejected) {
	slices.SortStableFunc(list, func(a, b campaign.Rejected) int { return a.Row - b.Row })
}
