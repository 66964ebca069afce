package benchmarks

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"gonha/solver/instance"
)

// KnownFile is what a table of best-known values is called that lies beside the folders of the sets.
const KnownFile = "bks.csv"

// Known is a table of best-known values. The zero table knows none.
type Known struct {
	rows map[string][]knownRow // by instance in lower case
}

// knownRow is a row of the table.
type knownRow struct {
	set, m, objective, convention string
	value                         float64
}

// Best is a best-known value.
type Best struct {
	Value    float64
	Vehicles int // of [instance.Fleet]: the fewest, Value being the least distance with so many
}

// FindKnown reads the table beside the folder dir or beside one above it, at most three up. Without
// such a file the table is empty.
func FindKnown(dir string) (*Known, error) {
	at, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	for range 4 {
		path := filepath.Join(at, KnownFile)
		if _, err := os.Stat(path); err == nil {
			return ReadKnown(path)
		}
		at = filepath.Dir(at)
	}
	return &Known{}, nil
}

// ReadKnown reads a table: a CSV file with the columns set, instance, m, objective_name, convention and value.
func ReadKnown(path string) (*Known, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	k, err := parseKnown(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return k, nil
}

// maxKnown is the most bytes of a table that are read.
const maxKnown = 32 << 20

func parseKnown(r io.Reader) (*Known, error) {
	lines := csv.NewReader(io.LimitReader(r, maxKnown))
	head, err := lines.Read()
	if err != nil {
		return nil, fmt.Errorf("không có hàng tên cột / no header row: %w", err)
	}
	var at [6]int
	for i, name := range []string{"set", "instance", "m", "objective_name", "convention", "value"} {
		if at[i] = slices.Index(head, name); at[i] < 0 {
			return nil, fmt.Errorf("thiếu cột / missing column: %s", name)
		}
	}
	k := &Known{rows: map[string][]knownRow{}}
	for {
		row, err := lines.Read()
		if errors.Is(err, io.EOF) {
			return k, nil
		}
		if err != nil {
			return nil, err
		}
		value, err := strconv.ParseFloat(row[at[5]], 64)
		if err != nil {
			line, _ := lines.FieldPos(at[5])
			return nil, fmt.Errorf("dòng %d: giá trị không phải số / line %d: the value is not a number", line, line)
		}
		name := strings.ToLower(row[at[1]])
		k.rows[name] = append(k.rows[name], knownRow{row[at[0]], row[at[2]], row[at[3]], row[at[4]], value})
	}
}

// Best is the best-known value of a case, if there is one.
func (k *Known) Best(c *Case) (Best, bool) {
	if c.Objective == instance.Fleet {
		vehicles, ok := k.find(c, "vehicles", "")
		if !ok {
			return Best{}, false
		}
		m := strconv.FormatFloat(vehicles, 'f', -1, 64)
		value, ok := k.find(c, "distance_at_min_vehicles", m)
		return Best{value, int(vehicles)}, ok
	}
	m := ""
	if c.M() > 0 {
		m = strconv.Itoa(c.M())
	}
	value, ok := k.find(c, string(c.Objective), m)
	return Best{Value: value}, ok
}

// find looks a value up: in the rows of the set that the case lies in by its folder, else in those of
// any set of its kind. Of several the first is taken, those in double precision left out.
func (k *Known) find(c *Case, objective, m string) (float64, bool) {
	var other *knownRow
	rows := k.rows[strings.ToLower(c.Instance.Name)]
	for i := range rows {
		r := &rows[i]
		if r.objective != objective || r.m != m || objective == string(instance.Distance) && strings.Contains(r.convention, "double precision") {
			continue
		}
		if slices.Contains(c.Paths, r.set) {
			return r.value, true
		}
		if other == nil && ofKind(r.set, c.Kind) {
			other = r
		}
	}
	if other == nil {
		return 0, false
	}
	return other.value, true
}

// ofKind says whether a set holds instances of a kind, by how sets are called: "vrptw_solomon".
func ofKind(set string, k instance.Kind) bool {
	name, _, _ := strings.Cut(set, "_")
	return strings.EqualFold(name, k.String())
}
