package placing

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"time"

	"gonha/geo"
	"gonha/solver/campaign"
)

// The file is a CSV list of households in the columns that every list has, a row an address, so that it can be looked
// at and given to another machine with --places. The confidence is in per cent, as there, and empty where somebody
// has settled the place; nowhere has no coordinates.
var columns = []string{"address", "group", "ward", "name", "lat", "lon", "confidence", "within_m", "by"}

// mostBytes bounds the file that is read: a million addresses have fewer.
const mostBytes = 256 << 20

// ErrStrangeFile is of a file that is none of ours.
var ErrStrangeFile = errors.New("không phải tệp vị trí đã chốt / not a file of settled places")

// OpenMemory remembers from one evening to the next, in the file at path, which need not be there yet and which only its
// owner may read; with an empty path until the program ends. Errors are those of reading it, and [ErrStrangeFile]; they
// name the file and nothing in it.
func OpenMemory(path string) (*Memory, error) {
	m := &Memory{path: path, places: newTable()}
	if path == "" {
		return m, nil
	}
	if err := m.load(); err != nil {
		return nil, fmt.Errorf("%s: %w", filepath.Base(path), err)
	}
	return m, nil
}

// load reads the file where it has changed.
func (m *Memory) load() error {
	m.read = time.Now()
	info, err := os.Stat(m.path)
	if errors.Is(err, fs.ErrNotExist) {
		m.places, m.file = newTable(), nil
		return nil
	}
	if err != nil {
		return withoutPath(err)
	}
	if m.file != nil && os.SameFile(info, m.file) && info.ModTime().Equal(m.file.ModTime()) && info.Size() == m.file.Size() {
		return nil
	}
	f, err := os.Open(m.path)
	if err != nil {
		return withoutPath(err)
	}
	defer f.Close()
	places, err := readTable(io.LimitReader(f, mostBytes))
	if err != nil {
		return err
	}
	m.places, m.file = places, info
	return nil
}

// withoutPath is the system's reason alone: the path may be long and says nothing new.
func withoutPath(err error) error {
	var at *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &at):
		return at.Err
	case errors.As(err, &link):
		return link.Err
	}
	return err
}

// readTable reads what saveTable wrote. Rows that are not understood are kept as they are.
func readTable(r io.Reader) (table, error) {
	t := newTable()
	rows := csv.NewReader(r)
	rows.FieldsPerRecord = -1
	header, err := rows.Read()
	if err == io.EOF {
		return t, nil
	}
	if err != nil || !slices.Equal(header, columns) {
		return t, ErrStrangeFile
	}
	for {
		cells, err := rows.Read()
		if err == io.EOF {
			return t, nil
		}
		var broken *csv.ParseError
		switch {
		case errors.As(err, &broken):
			return t, fmt.Errorf("%w: dòng / row %d", ErrStrangeFile, broken.Line)
		case err != nil:
			return t, withoutPath(err)
		}
		if r, ok := recordIn(cells); ok {
			t.put(r)
		} else {
			t.strange = append(t.strange, cells)
		}
	}
}

// recordIn reads one row.
func recordIn(cells []string) (record, bool) {
	if len(cells) != len(columns) {
		return record{}, false
	}
	r := recordOf(&campaign.Household{Address: cells[0], Group: cells[1], Ward: cells[2], Name: cells[3]})
	r.Settled = Nowhere()
	sound := true
	number := func(cell string, empty, least, most float64) float64 {
		if cell == "" {
			return empty
		}
		x, err := strconv.ParseFloat(cell, 64)
		sound = sound && err == nil && x >= least && x <= most
		return x
	}
	if cells[4] != "" || cells[5] != "" {
		r.Settled = Hand(geo.Point{Lat: number(cells[4], math.NaN(), -90, 90), Lon: number(cells[5], math.NaN(), -180, 180)})
		r.Guess.Confidence = number(cells[6], 100, 0, 100) / 100
	}
	r.Guess.Metres, r.Guess.By = int(number(cells[7], 0, 0, 1e6)), cells[8]
	return r, sound && r.known() && r.Point.Valid() == (cells[4]+cells[5] != "")
}

// save writes a table over the file, in a folder that it makes if it must: beside it first, so that it is whole or as it
// was. It gives what the file is then.
func save(path string, t *table) (fs.FileInfo, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, fmt.Errorf("%w: %w", errNotWritten, withoutPath(err))
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".places-*") // of mode 0600
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errNotWritten, withoutPath(err))
	}
	err = errors.Join(writeTable(f, t), f.Sync())
	info, stated := f.Stat()
	if err = errors.Join(err, stated, f.Close()); err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		os.Remove(f.Name())
		return nil, fmt.Errorf("%w: %w", errNotWritten, withoutPath(err))
	}
	if dir, err := os.Open(filepath.Dir(path)); err == nil { // where folders can be synced, the new name lasts too
		_ = dir.Sync()
		_ = dir.Close()
	}
	return info, nil
}

var errNotWritten = errors.New("không ghi được vị trí đã chốt / could not write the settled places")

func writeTable(w io.Writer, t *table) error {
	rows := csv.NewWriter(w)
	all := [][]string{columns}
	for i := range t.records {
		if r := &t.records[i]; !r.gone && r.known() {
			all = append(all, r.cells())
		}
	}
	return rows.WriteAll(append(all, t.strange...))
}

func (r *record) cells() []string {
	cells := []string{r.text, r.group, r.ward, r.names, "", "", "", "", r.Guess.By}
	if r.Point.Valid() {
		cells[4], cells[5] = decimal(r.Point.Lat), decimal(r.Point.Lon)
		if r.Guess.Confidence < 1 {
			cells[6] = decimal(100 * r.Guess.Confidence)
		}
	}
	if r.Guess.Metres > 0 {
		cells[7] = strconv.Itoa(r.Guess.Metres)
	}
	return cells
}

// decimal writes a number in the seven places that coordinates have.
func decimal(x float64) string {
	return strconv.FormatFloat(math.Round(x*1e7)/1e7, 'f', -1, 64)
}
