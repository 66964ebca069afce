package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"gonha/solver"
	"gonha/solver/instance"
)

// vroomLimits are the most that a problem of VROOM's format may hold here, where nobody else waits.
func vroomLimits() instance.VROOMLimits {
	return instance.VROOMLimits{Jobs: 100_000, Vehicles: 10_000, Places: 20_000, List: 1000, Amounts: 16}
}

// vroomFile is the name of the answer in the folder that is asked for.
const vroomFile = "solution.json"

// planVROOM answers a problem in VROOM's format as VROOM does: on standard output, unless a folder is asked
// for. There an error is answered too, with VROOM's codes, which are those of this program.
func planVROOM(ctx context.Context, r *planRequest, stdout, stderr io.Writer) int {
	refuse := func(code int, err error) int {
		if !r.outGiven {
			_ = writeVROOM(map[string]any{"code": code, "error": faultsOnLine(err)}, r, stdout)
		}
		return complain(stderr, code, err)
	}
	begun := time.Now()
	problem, o, err := readVROOM(r)
	if err != nil {
		return refuse(exitUsage, err)
	}
	loading := time.Since(begun)
	if r.outGiven {
		if err := makeWritable(r.out); err != nil {
			return refuse(exitUsage, fmt.Errorf("không ghi được vào --out / cannot write to --out: %w", err))
		}
	}
	solution, err := problem.Solve(ctx, o)
	if err != nil {
		return refuse(exitFailed, err)
	}
	solution.Summary.Computing.Loading = loading.Milliseconds()
	if err := writeVROOM(solution, r, stdout); err != nil {
		return refuse(exitFailed, fmt.Errorf("không ghi được lời giải / could not write the solution: %w", err))
	}
	return exitDone
}

// readVROOM reads the problem of a request, and how it is to be solved.
func readVROOM(r *planRequest) (*instance.VROOM, solver.Options, error) {
	data, err := os.ReadFile(r.vroom)
	if err != nil {
		return nil, solver.Options{}, fmt.Errorf("không đọc được / cannot read --vroom: %w", err)
	}
	problem, err := instance.ReadVROOM(data, vroomLimits())
	if err != nil {
		return nil, solver.Options{}, fmt.Errorf("không dùng được / cannot use --vroom: %w", err)
	}
	o, err := vroomOptions(problem, r)
	return problem, o, err
}

// vroomOptions are what the problem asks for, with what the flags give over it.
func vroomOptions(problem *instance.VROOM, r *planRequest) (solver.Options, error) {
	o := solver.DefaultOptions()
	o.Threads = runtime.GOMAXPROCS(0)
	if t := problem.Options.Threads; t > 0 {
		o.Threads = min(o.Threads, t)
	}
	flags := &r.flags
	if flags.Iterations != nil {
		o.TimeLimit, o.Iterations = 0, *flags.Iterations
	} else {
		o.TimeLimit = problem.TimeLimit()
	}
	if flags.TimeLimit != nil {
		if *flags.TimeLimit <= 0 || *flags.TimeLimit > math.MaxInt32 {
			return o, errors.New("time: phải trên 0 / must be above 0")
		}
		o.TimeLimit = time.Duration(*flags.TimeLimit * float64(time.Second))
	}
	if flags.Seed != nil {
		o.Seed = *flags.Seed
	}
	if flags.Threads != nil {
		o.Threads = *flags.Threads
	}
	if err := o.Validate(); err != nil {
		return o, fmt.Errorf("tùy chọn sai / bad options: %w", err)
	}
	return o, nil
}

// writeVROOM writes an answer where it was asked for, and says where if that is a file.
func writeVROOM(answer any, r *planRequest, stdout io.Writer) error {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(answer); err != nil {
		return err
	}
	if !r.outGiven {
		_, err := stdout.Write(text.Bytes())
		return err
	}
	path := filepath.Join(r.out, vroomFile)
	if err := os.WriteFile(path, text.Bytes(), 0o600); err != nil {
		return err
	}
	if where, err := filepath.Abs(path); err == nil { // to be found from any folder
		path = where
	}
	fmt.Fprintf(stdout, "%s\n", path)
	return nil
}

// withVROOM says which of the flags given do not go with --vroom.
func withVROOM(given []string) error {
	var wrong []string
	for _, name := range given {
		switch name {
		case "vroom", "out", "time", "iterations", "seed", "threads":
		default:
			wrong = append(wrong, "--"+name)
		}
	}
	if len(wrong) > 0 {
		return fmt.Errorf("không đi cùng / does not go with --vroom: %s", strings.Join(wrong, ", "))
	}
	return nil
}
