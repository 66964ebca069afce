package benchmarks

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"gonha/solver/instance"
)

// columns are those of a file of runs, a row each.
var columns = []string{"set", "instance", "m", "seed", "objective", "value", "bks", "gap_percent", "feasible", "runtime_s", "iterations", "bound", "bound_gap_percent"}

// RowWriter writes runs as CSV, each as soon as it is there.
type RowWriter struct{ csv *csv.Writer }

// NewRowWriter writes the header.
func NewRowWriter(w io.Writer) (*RowWriter, error) {
	out := &RowWriter{csv.NewWriter(w)}
	return out, out.write(columns)
}

// Write writes a run. For [instance.Fleet] m is the number of vehicles used, value and bks are distances.
func (w *RowWriter) Write(r *Run) error {
	known, percent := "", ""
	if r.Known {
		known = r.Case.Format(r.Best.Value)
	}
	if gap, ok := r.Gap(); ok {
		percent = strconv.FormatFloat(gap, 'f', 4, 64)
	}
	bound, fromBound := "", ""
	if gap, ok := r.BoundGap(); ok {
		bound, fromBound = r.Case.Format(r.Bound), strconv.FormatFloat(gap, 'f', 4, 64)
	}
	return w.write([]string{
		r.Case.Set, r.Case.Instance.Name, r.m(), strconv.FormatUint(r.Seed, 10), string(r.Case.Objective),
		r.Case.Format(r.Value), known, percent, strconv.FormatBool(r.Feasible),
		strconv.FormatFloat(r.Runtime.Seconds(), 'f', 3, 64), strconv.FormatInt(r.Iterations, 10),
		bound, fromBound,
	})
}

// m is the number of teams as the file has it.
func (r *Run) m() string {
	switch {
	case r.Case.Objective == instance.Fleet:
		return strconv.Itoa(r.Vehicles)
	case r.Case.M() > 0:
		return strconv.Itoa(r.Case.M())
	}
	return ""
}

// rounded is the value with the decimals that the file has.
func (r *Run) rounded() float64 {
	x, err := strconv.ParseFloat(r.Case.Format(r.Value), 64)
	if err != nil {
		return r.Value
	}
	return x
}

func (w *RowWriter) write(row []string) error {
	if err := w.csv.Write(row); err != nil {
		return err
	}
	w.csv.Flush()
	return w.csv.Error()
}

// Row is a run as a file of runs holds it.
type Row struct {
	Set, Instance, M, Objective string
	Seed                        uint64
	Value                       float64
	Feasible                    bool
}

// maxRows is the most rows of a file that are read.
const maxRows = 1 << 20

// ReadRows reads a file of runs. Errors name the line.
func ReadRows(r io.Reader) ([]Row, error) {
	lines := csv.NewReader(r)
	head, err := lines.Read()
	if err != nil {
		return nil, fmt.Errorf("không có hàng tên cột / no header row: %w", err)
	}
	at := map[string]int{}
	for _, name := range []string{"set", "instance", "m", "seed", "objective", "value", "feasible"} {
		i := slices.Index(head, name)
		if i < 0 {
			return nil, fmt.Errorf("thiếu cột / missing column: %s", name)
		}
		at[name] = i
	}
	var rows []Row
	for {
		fields, err := lines.Read()
		if errors.Is(err, io.EOF) {
			return rows, nil
		}
		if err != nil {
			return nil, err
		}
		row := Row{Set: fields[at["set"]], Instance: fields[at["instance"]], M: fields[at["m"]], Objective: fields[at["objective"]]}
		var faults [3]error
		row.Seed, faults[0] = strconv.ParseUint(fields[at["seed"]], 10, 64)
		row.Value, faults[1] = strconv.ParseFloat(fields[at["value"]], 64)
		row.Feasible, faults[2] = strconv.ParseBool(fields[at["feasible"]])
		if errors.Join(faults[:]...) != nil || len(rows) == maxRows {
			line, _ := lines.FieldPos(0)
			return nil, fmt.Errorf("dòng %d không dùng được / line %d cannot be used", line, line)
		}
		rows = append(rows, row)
	}
}

// caseOf names the case of a row, whatever the run.
func (r *Row) caseOf() string {
	name := strings.ToLower(r.Instance)
	if r.M != "" && r.Objective != string(instance.Fleet) {
		name += " m=" + r.M
	}
	return r.Set + " " + name + " " + r.Objective
}
