package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime/pprof"
	"time"

	"gonha/api/clock"
	"gonha/benchmarks"
	"gonha/solver"
	"gonha/solver/instance"
)

// bench measures the solver on public instances: a row of CSV and a solution file a run, and a table a
// class of instances. When ctx ends it finishes with the runs that are whole.
func bench(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	r, err := parseBench(args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		fmt.Fprint(stdout, benchUsage)
		return exitDone
	case err != nil:
		return complain(stderr, exitUsage, err)
	}
	b, err := r.prepare()
	if err != nil {
		return complain(stderr, exitUsage, err)
	}
	b.line = newStatusLine(stderr)
	stop, err := profile(r.cpuprofile)
	if err != nil {
		return complain(stderr, exitUsage, fmt.Errorf("không ghi được / cannot write --cpuprofile: %w", err))
	}
	err = b.run(ctx)
	b.line.clear()
	if err = errors.Join(err, stop()); err != nil {
		return complain(stderr, exitFailed, err)
	}
	if ctx.Err() != nil {
		fmt.Fprintf(stderr, "Đã dừng theo yêu cầu sau %d lượt / stopped as asked after %d runs.\n", len(b.runs), len(b.runs))
	}
	if err := b.report(stdout, stderr); err != nil {
		return complain(stderr, exitFailed, err)
	}
	return exitDone
}

// benchRuns are the runs of gonha bench.
type benchRuns struct {
	request *benchRequest
	cases   []benchmarks.Case
	known   *benchmarks.Known
	options solver.Options
	first   uint64 // seed
	rows    *benchmarks.RowWriter
	file    *os.File // of rows
	old     []benchmarks.Row
	records *benchmarks.Records // to be kept, or nil
	line    statusLine
	runs    []*benchmarks.Run
}

// prepare reads all that is asked for and makes the outputs, so that nothing is refused after a solve.
func (r *benchRequest) prepare() (*benchRuns, error) {
	b := &benchRuns{request: r}
	var err error
	if b.options, b.first, err = r.solverOptions(); err != nil {
		return nil, err
	}
	if b.cases, err = r.cases(); err != nil {
		return nil, err
	}
	if b.known, err = r.known(); err != nil {
		return nil, err
	}
	if b.old, err = readRows(r.baseline); err != nil {
		return nil, fmt.Errorf("không đọc được / cannot read --baseline: %w", err)
	}
	if r.records != "" {
		if b.records, err = benchmarks.OpenRecords(r.records); err != nil {
			return nil, fmt.Errorf("không đọc được / cannot read --records: %w", err)
		}
	}
	for _, dir := range []string{r.solutions, r.plot} {
		if dir == "" {
			continue
		}
		if err := os.MkdirAll(dir, 0o755); err != nil {
			return nil, fmt.Errorf("không ghi được / cannot write: %w", err)
		}
	}
	if r.csv == "" {
		b.rows, err = benchmarks.NewRowWriter(io.Discard)
		return b, err
	}
	if b.file, err = os.Create(r.csv); err == nil {
		b.rows, err = benchmarks.NewRowWriter(b.file)
	}
	if err != nil {
		return nil, fmt.Errorf("không ghi được / cannot write --csv: %w", err)
	}
	return b, nil
}

// cases reads the instances asked for.
func (r *benchRequest) cases() ([]benchmarks.Case, error) {
	if info, err := os.Stat(r.set); r.set == "" || err != nil || !info.IsDir() {
		return nil, fmt.Errorf("không có thư mục / no such folder --set %q: %s", r.set, whereToGet)
	}
	cases, err := benchmarks.Cases(benchmarks.Selection{Dir: r.set, Globs: r.instances, Teams: r.m, Fleet: r.objective == string(instance.Fleet)})
	if errors.Is(err, benchmarks.ErrNoInstances) {
		return nil, fmt.Errorf("%w (--instances %q): %s", err, r.instances, whereToGet)
	}
	if err != nil {
		return nil, err
	}
	for i := range cases {
		if o := cases[i].Objective; r.objective != "" && r.objective != string(o) {
			return nil, fmt.Errorf("--objective %s: %s chỉ có / only has %s", r.objective, cases[i].Name(), o)
		}
	}
	return cases, nil
}

// whereToGet says where the public files are, which are not part of this program.
const whereToGet = "tải bộ bài toán công khai về rồi chỉ thư mục / get the public files and name their folder: " +
	"Solomon, Gehring-Homberger: sintef.no/projectweb/top/vrptw; TOPTW, TOP: mech.kuleuven.be/en/cib/op; " +
	"CVRP, XXL: vrp.galgos.inf.puc-rio.br; PCVRPTW, MDVRPTW: github.com/PyVRP/Instances"

// known reads the best-known values.
func (r *benchRequest) known() (*benchmarks.Known, error) {
	var k *benchmarks.Known
	var err error
	if r.bks != "" {
		k, err = benchmarks.ReadKnown(r.bks)
	} else {
		k, err = benchmarks.FindKnown(r.set)
	}
	if err != nil {
		return nil, fmt.Errorf("không đọc được / cannot read --bks: %w", err)
	}
	return k, nil
}

// readRows reads a file of earlier runs; none where no file is named.
func readRows(path string) ([]benchmarks.Row, error) {
	if path == "" {
		return nil, nil
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	rows, err := benchmarks.ReadRows(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return rows, nil
}

// run makes all runs, one after the other, until ctx ends; the run that it ends is not counted.
func (b *benchRuns) run(ctx context.Context) error {
	if b.file != nil {
		defer b.file.Close() // every row was flushed and its error seen
	}
	for i := range b.cases {
		runs, err := b.runCase(ctx, i)
		if err != nil {
			return err
		}
		if b.request.bounds && len(runs) > 0 && ctx.Err() == nil {
			if err := benchmarks.Tighten(ctx, runs); err != nil {
				return err
			}
		}
		for _, run := range runs {
			if err := b.keep(run); err != nil {
				return err
			}
		}
		if ctx.Err() != nil {
			return nil
		}
	}
	return nil
}

// runCase makes the runs of a case; those of whose bounds nothing more is to be known are written at once.
func (b *benchRuns) runCase(ctx context.Context, i int) (waiting []*benchmarks.Run, err error) {
	c := &b.cases[i]
	for n := range b.request.seeds {
		run, err := c.Solve(ctx, b.first+uint64(n), b.watched(c, i, n), b.known)
		if ctx.Err() != nil {
			return waiting, nil
		}
		if err != nil {
			return waiting, err
		}
		if b.request.bounds {
			waiting = append(waiting, run)
			continue
		}
		if err := b.keep(run); err != nil {
			return nil, err
		}
	}
	return waiting, nil
}

// watched are the options of a run, with the status line fed by it.
func (b *benchRuns) watched(c *benchmarks.Case, i, n int) solver.Options {
	o := b.options
	head := fmt.Sprintf("%s (%d/%d, seed %d)", c.Name(), i+1, len(b.cases), b.first+uint64(n))
	b.line.write(head)
	o.Progress = func(p solver.Progress) {
		b.line.write(fmt.Sprintf("%s %.0fs %s", head, p.Elapsed.Seconds(), c.Format(c.Worth(p.Value))))
	}
	return o
}

// keep writes a run's row and solution.
func (b *benchRuns) keep(run *benchmarks.Run) error {
	b.runs = append(b.runs, run)
	if err := b.rows.Write(run); err != nil {
		return fmt.Errorf("không ghi được / could not write --csv: %w", err)
	}
	if b.records != nil {
		if err := b.records.Keep(run); err != nil {
			return fmt.Errorf("không ghi được / could not write --records: %w", err)
		}
	}
	if b.request.solutions == "" {
		return nil
	}
	f, err := os.Create(filepath.Join(b.request.solutions, run.Case.File(run.Seed)+".sol"))
	if err == nil {
		err = errors.Join(run.Case.WriteSolution(f, run.Routes, run.Value), f.Close())
	}
	if err != nil {
		return fmt.Errorf("không ghi được / could not write --solutions: %w", err)
	}
	return nil
}

// report writes what came of the runs.
func (b *benchRuns) report(stdout, stderr io.Writer) error {
	for _, run := range b.runs {
		if !run.Feasible {
			fmt.Fprintf(stderr, "%s, seed %d: không khả thi / infeasible: %s\n", run.Case.Name(), run.Seed, faultsOnLine(run.Fault))
		}
	}
	if len(b.runs) == 0 {
		return nil
	}
	err := benchmarks.WriteSummary(stdout, b.runs)
	if peak := peakMemory(); peak > 0 {
		fmt.Fprintf(stdout, "bộ nhớ nhiều nhất / peak memory: %.0f MB\n", peak)
	}
	if b.request.baseline != "" {
		fmt.Fprintln(stdout)
		err = errors.Join(err, benchmarks.WriteComparison(stdout, benchmarks.Compare(b.old, benchmarks.Rows(b.runs))))
	}
	if b.request.plot != "" {
		err = errors.Join(err, benchmarks.PlotRuns(b.request.plot, b.runs))
	}
	return err
}

// profile starts a CPU profile into a file and gives what ends it; without a name it does nothing.
func profile(path string) (stop func() error, err error) {
	if path == "" {
		return func() error { return nil }, nil
	}
	f, err := os.Create(path)
	if err != nil {
		return nil, err
	}
	if err := pprof.StartCPUProfile(f); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return func() error {
		pprof.StopCPUProfile()
		return f.Close()
	}, nil
}

// clockOf is the clock of a name: the wall's, or the processor time of this process.
func clockOf(name string, threads int) (func() time.Time, error) {
	switch {
	case name == "wall":
		return time.Now, nil
	case name != "cpu":
		return nil, errors.New("--clock phải là cpu hoặc wall / must be cpu or wall")
	case threads != 1:
		return nil, errors.New("--clock cpu chỉ dùng với một luồng / needs --threads 1")
	}
	if _, told := clock.Process(); !told {
		return nil, errors.New("hệ điều hành này không cho biết / this system does not tell --clock cpu")
	}
	return func() time.Time { now, _ := clock.Process(); return now }, nil
}
