package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"time"

	"gonha/api/intake"
	"gonha/solver"
)

// benchUsage is the help of gonha bench.
const benchUsage = `Đo bộ giải trên các bài toán công khai / measures the solver on public instances

    gonha bench --set DIR [...]

  --set DIR           thư mục các bài toán             the folder of the instances
  --instances GLOB    tên, ví dụ r1_*,rc2_*; mọi bài   names, like r1_*,rc2_*; all
  --time D            thời gian mỗi lượt; 10s          time of a run; 10s
  --iterations N      số vòng; không giới hạn          iterations of a run; no limit
  --seeds N           số lượt mỗi bài; 1               runs an instance; 1
  --threads N         số luồng; 1                      threads; 1
  --objective NAME    fleet: ít xe nhất trước          fleet: fewest vehicles first
  --m 1..4            số đội của TOPTW; 1..4           teams of TOPTW; 1..4
  --clock wall        đồng hồ, hoặc cpu                wall, or cpu: the processor's time
  --csv FILE          mỗi lượt một dòng                a row a run
  --solutions DIR     tệp lời giải .sol                .sol files
  --records FILE      giữ lời giải tốt hơn đã biết     keeps what beats the known, .csv
  --plot DIR          đồ thị hội tụ SVG                plots of convergence, SVG
  --baseline OLD.csv  so với lần chạy trước            compared with an earlier --csv
  --bks FILE          giá trị tốt nhất đã biết;        best-known values;
                      bks.csv cạnh các thư mục         bks.csv beside the folders
  --options FILE      tệp JSON tùy chọn, tuning        JSON file of options, tuning
  --cpuprofile FILE   hồ sơ CPU cho go tool pprof      a profile for go tool pprof

Chỉ cho --iterations thì không giới hạn thời gian. Ctrl-C: dừng với các lượt đã xong.
With --iterations alone there is no time limit. Ctrl-C ends with the runs that are done.
`

// benchRequest is what a command line of gonha bench asks for.
type benchRequest struct {
	set, instances, objective string
	m                         []int
	csv, solutions, bks, plot string
	baseline, options         string
	records                   string
	cpuprofile, clock         string
	seeds                     int
	limit                     *float64 // seconds
	iterations                *int64
	threads                   *int
}

// parseBench reads the command line of gonha bench; flag.ErrHelp is that help is asked for.
func parseBench(args []string) (*benchRequest, error) {
	r := &benchRequest{clock: "wall", seeds: 1}
	fs := flag.NewFlagSet("bench", flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	r.define(fs)
	for name, to := range map[string]*string{
		"csv": &r.csv, "solutions": &r.solutions, "bks": &r.bks, "plot": &r.plot, "baseline": &r.baseline, "cpuprofile": &r.cpuprofile,
		"records": &r.records,
	} {
		fs.StringVar(to, name, *to, "")
	}
	err := fs.Parse(args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		return r, err
	case err != nil:
		err = inVietnameseToo(err)
	case fs.NArg() > 0:
		err = fmt.Errorf("thừa / unexpected argument: %q", fs.Arg(0))
	case r.seeds < 1:
		err = errors.New("--seeds phải từ 1 / must be 1 or more")
	}
	if err != nil {
		return r, fmt.Errorf("%w (xem / see gonha bench -h)", err)
	}
	return r, nil
}

// define gives fs the flags of which instances are solved, and how.
func (r *benchRequest) define(fs *flag.FlagSet) {
	for name, to := range map[string]*string{
		"set": &r.set, "instances": &r.instances, "objective": &r.objective, "options": &r.options, "clock": &r.clock,
	} {
		fs.StringVar(to, name, *to, "")
	}
	fs.Func("m", "", func(s string) (err error) { r.m, err = span(s); return err })
	fs.IntVar(&r.seeds, "seeds", r.seeds, "")
	value(fs, "time", &r.limit, seconds)
	value(fs, "iterations", &r.iterations, whole[int64])
	value(fs, "threads", &r.threads, whole[int])
}

// span reads a number of teams or a span of them: 2, 1..4, 1,3.
func span(s string) ([]int, error) {
	const most = 1000
	var list []int
	for _, part := range strings.Split(s, ",") {
		low, high, both := strings.Cut(part, "..")
		if !both {
			high = low
		}
		from, err1 := strconv.Atoi(low)
		to, err2 := strconv.Atoi(high)
		if err1 != nil || err2 != nil || from < 1 || to < from || to > most {
			return nil, fmt.Errorf("phải như 2 hoặc 1..4 / must be like 2 or 1..4, at most %d", most)
		}
		for m := from; m <= to; m++ {
			list = append(list, m)
		}
	}
	return list, nil
}

// solverOptions are the defaults with what the options file gives and over it what the flags give, and
// the first seed.
func (r *benchRequest) solverOptions() (solver.Options, uint64, error) {
	o := solver.DefaultOptions()
	given := intake.Settings{}
	if r.options != "" {
		var err error
		if given, err = readSettings(r.options); err != nil {
			return o, 0, fmt.Errorf("không đọc được / cannot read --options: %w", err)
		}
	}
	for _, flags := range []intake.Settings{given, {TimeLimit: r.limit, Iterations: r.iterations, Threads: r.threads}} {
		if flags.Iterations != nil {
			o.Iterations = *flags.Iterations
		}
		if flags.Threads != nil {
			o.Threads = *flags.Threads
		}
		if flags.TimeLimit != nil {
			o.TimeLimit = time.Duration(math.Round(min(*flags.TimeLimit, 1e7) * float64(time.Second)))
		}
		if flags.Seed != nil {
			o.Seed = *flags.Seed
		}
		if flags.Tuning != nil {
			o.Tuning = flags.Tuning
		}
	}
	if given.TimeLimit == nil && r.limit == nil && o.Iterations > 0 {
		o.TimeLimit = 0
	}
	var err error
	if o.Now, err = clockOf(r.clock, o.Threads); err != nil {
		return o, 0, err
	}
	if err := o.Validate(); err != nil {
		return o, 0, fmt.Errorf("tùy chọn sai / bad options: %w", err)
	}
	return o, o.Seed, nil
}
