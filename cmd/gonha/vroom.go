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

	"gonha/api"
	"gonha/api/clock"
	"gonha/solver/instance"
)

// vroomLimits are the most that a problem of VROOM's format may hold here, where nobody else waits.
func vroomLimits() instance.VROOMLimits {
	return instance.VROOMLimits{Jobs: 100_000, Vehicles: 10_000, Places: 20_000, List: 1000, Amounts: 16, Dense: 5000}
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
	problem, run, err := readVROOM(r)
	if err != nil {
		return refuse(exitUsage, err)
	}
	loading := time.Since(begun)
	if r.outGiven {
		if err := makeWritable(r.out); err != nil {
			return refuse(exitUsage, fmt.Errorf("không ghi được vào --out / cannot write to --out: %w", err))
		}
	}
	if list := problem.Ignored(); len(list) > 0 {
		fmt.Fprintf(stderr, "gonha: bỏ qua, VROOM không có các mục này / ignored, VROOM knows no such members: %s\n", strings.Join(list, ", "))
	}
	solution, err := problem.Solve(ctx, run)
	var faults instance.VROOMFaults
	switch {
	case errors.As(err, &faults), errors.Is(err, instance.ErrVROOMTravel):
		return refuse(exitUsage, err)
	case err != nil:
		return refuse(exitFailed, err)
	}
	solution.Summary.Computing.Loading = loading.Milliseconds()
	if err := writeVROOM(solution, r, stdout); err != nil {
		return refuse(exitFailed, fmt.Errorf("không ghi được lời giải / could not write the solution: %w", err))
	}
	return exitDone
}

// readVROOM reads the problem of a request, and how it is to be solved.
func readVROOM(r *planRequest) (*instance.VROOM, instance.VROOMRun, error) {
	data, err := os.ReadFile(r.vroom)
	if err != nil {
		return nil, instance.VROOMRun{}, fmt.Errorf("không đọc được / cannot read --vroom: %w", err)
	}
	problem, err := instance.ReadVROOM(data, vroomLimits())
	if err != nil {
		return nil, instance.VROOMRun{}, fmt.Errorf("không dùng được / cannot use --vroom: %w", err)
	}
	run, err := vroomRun(problem, r)
	return problem, run, err
}

// vroomRun is what the problem asks for, with what the flags give over it.
func vroomRun(problem *instance.VROOM, r *planRequest) (instance.VROOMRun, error) {
	run := instance.DefaultVROOMRun()
	run.Clock = clock.Thread
	run.Threads = runtime.GOMAXPROCS(0)
	if t := problem.Options.Threads; t > 0 {
		run.Threads = min(run.Threads, t)
	}
	flags := &r.flags
	if flags.Iterations != nil {
		run.Iterations = *flags.Iterations
	} else {
		run.TimeLimit = problem.TimeLimit()
	}
	if flags.TimeLimit != nil {
		if *flags.TimeLimit <= 0 || *flags.TimeLimit > math.MaxInt32 {
			return run, errors.New("time: phải trên 0 / must be above 0")
		}
		run.TimeLimit = time.Duration(*flags.TimeLimit * float64(time.Second))
	}
	if flags.Seed != nil {
		run.Seed = *flags.Seed
	}
	if flags.Threads != nil {
		run.Threads = *flags.Threads
	}
	run.Now = clock.Shared(func() int { return run.Threads })
	if err := run.Validate(); err != nil {
		return run, fmt.Errorf("tùy chọn sai / bad options: %w", err)
	}
	travel, err := r.travel.travel()
	if err != nil {
		return run, err
	}
	run.Travel = api.VROOMTravel(travel)
	return run, nil
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
		case "vroom", "out", "time", "iterations", "seed", "threads", "roads", "extra-roads", "osrm", "valhalla":
		default:
			wrong = append(wrong, "--"+name)
		}
	}
	if len(wrong) > 0 {
		return fmt.Errorf("không đi cùng / does not go with --vroom: %s", strings.Join(wrong, ", "))
	}
	return nil
}
