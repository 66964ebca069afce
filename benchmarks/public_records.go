package benchmarks

import (
	"cmp"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"gonha/solver/instance"
)

// Record is a solution that is better than the best-known value of its case.
type Record struct {
	Set, Instance, M string
	Objective        instance.Objective
	Value, Known     float64 // in the set's own unit
	Routes           [][]int32
}

// Records are those of a file, the best of each case.
type Records struct {
	path string
	list []Record
}

// recordColumns are those of a file of records. Routes are numbers of sites as in the instance's file, separated by
// spaces, the routes by bars.
var recordColumns = []string{"set", "instance", "m", "objective", "value", "known", "routes"}

// OpenRecords reads a file of records; one that is not there is made, with none.
func OpenRecords(path string) (*Records, error) {
	r := &Records{path: path}
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return r, r.write() // what cannot be written is better known before the runs
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if r.list, err = parseRecords(f); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return r, nil
}

// maxRecords is the most bytes of a file of records that are read.
const maxRecords = 64 << 20

func parseRecords(r io.Reader) ([]Record, error) {
	lines := csv.NewReader(io.LimitReader(r, maxRecords))
	lines.FieldsPerRecord = len(recordColumns)
	head, err := lines.Read()
	if err != nil {
		return nil, fmt.Errorf("không có hàng tên cột / no header row: %w", err)
	}
	if !slices.Equal(head, recordColumns) {
		return nil, fmt.Errorf("các cột phải là / the columns must be: %s", strings.Join(recordColumns, ","))
	}
	var list []Record
	for {
		row, err := lines.Read()
		if errors.Is(err, io.EOF) {
			return list, nil
		}
		if err != nil {
			return nil, err
		}
		x := Record{Set: row[0], Instance: row[1], M: row[2], Objective: instance.Objective(row[3])}
		var faults [3]error
		x.Value, faults[0] = strconv.ParseFloat(row[4], 64)
		x.Known, faults[1] = strconv.ParseFloat(row[5], 64)
		x.Routes, faults[2] = parseRoutes(row[6])
		if errors.Join(faults[:]...) != nil {
			line, _ := lines.FieldPos(0)
			return nil, fmt.Errorf("dòng %d không dùng được / line %d cannot be used", line, line)
		}
		list = append(list, x)
	}
}

func parseRoutes(s string) ([][]int32, error) {
	var routes [][]int32
	for part := range strings.SplitSeq(s, "|") {
		var route []int32
		for field := range strings.FieldsSeq(part) {
			site, err := strconv.ParseInt(field, 10, 32)
			if err != nil {
				return nil, err
			}
			route = append(route, int32(site))
		}
		routes = append(routes, route)
	}
	return routes, nil
}

func formatRoutes(routes [][]int32) string {
	var parts []string
	for _, route := range routes {
		var sites []string
		for _, site := range route {
			sites = append(sites, strconv.Itoa(int(site)))
		}
		parts = append(parts, strings.Join(sites, " "))
	}
	return strings.Join(parts, "|")
}

// Keep takes the run's solution if it is better than the best-known value and than the record that is
// there, and writes the file anew. The smallest fleet has records of its own kind and is passed over.
func (r *Records) Keep(run *Run) error {
	gap, ok := run.Gap()
	if !ok || gap >= 0 || run.Case.Objective == instance.Fleet || run.rounded() == run.Best.Value {
		return nil
	}
	x := Record{
		Set: run.Case.Set, Instance: run.Case.Instance.Name, M: run.m(), Objective: run.Case.Objective,
		Value: run.rounded(), Known: run.Best.Value, Routes: run.Routes,
	}
	at, found := slices.BinarySearchFunc(r.list, x, func(a, b Record) int {
		return cmp.Or(cmp.Compare(a.Set, b.Set), naturally(a.Instance, b.Instance), naturally(a.M, b.M), cmp.Compare(a.Objective, b.Objective))
	})
	switch {
	case !found:
		r.list = slices.Insert(r.list, at, x)
	case r.list[at].Value == x.Value || (r.list[at].Value > x.Value) == x.Objective.Maximised():
		return nil
	default:
		r.list[at] = x
	}
	return r.write()
}

// write writes the file beside its place and then puts it there, so that a record once kept is never lost.
func (r *Records) write() error {
	f, err := os.CreateTemp(filepath.Dir(r.path), "."+filepath.Base(r.path)+"*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	lines := csv.NewWriter(f)
	rows := [][]string{recordColumns}
	for i := range r.list {
		x := &r.list[i]
		number := func(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
		rows = append(rows, []string{x.Set, x.Instance, x.M, string(x.Objective), number(x.Value), number(x.Known), formatRoutes(x.Routes)})
	}
	const readable = 0o644
	if err := errors.Join(lines.WriteAll(rows), f.Chmod(readable), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), r.path)
}
