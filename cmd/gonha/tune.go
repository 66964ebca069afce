package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"gonha/api/intake"
	"gonha/benchmarks"
	"gonha/solver"
)

// tuneUsage is the help of gonha tune.
const tuneUsage = `Tìm tham số tốt cho bộ giải / finds parameters that suit the solver

    gonha tune --set DIR --vary NAME=VALUES [--vary ...] [...]

  --vary NAME=1,2,3   các giá trị cần thử              values to try
  --vary NAME=1..9    khoảng giá trị, với --random     a span of them, with --random
  --random N          thử N bộ ngẫu nhiên;             tries N random combinations;
                      không có thì thử mọi tổ hợp      without it, all of them
  --out FILE          tệp tùy chọn của bộ thắng        options file of the winner
  --plot FILE.svg     đồ thị                           a plot

  --set, --instances, --m, --objective, --time, --iterations, --seeds, --clock, --options: như / as for gonha bench

Mỗi bộ chạy trên mọi bài và mọi seed, so từng cặp với tham số sẵn có. Chỉ ghi --out khi tốt hơn rõ rệt.
Each combination runs on every instance and seed, paired with the parameters as they are. --out is
written only for one that is better beyond chance.

`

// tune finds values of the solver's parameters by paired trials on public instances.
func tune(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	r, err := parseTune(args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		fmt.Fprint(stdout, tuneUsage+knobText())
		return exitDone
	case err != nil:
		return complain(stderr, exitUsage, err)
	}
	t, err := r.prepare()
	if err != nil {
		return complain(stderr, exitUsage, err)
	}
	line := newStatusLine(stderr)
	verdicts, err := benchmarks.Tune(ctx, t.cases, t.seeds, t.options, t.candidates, func(block, blocks int) {
		line.write(fmt.Sprintf("%d/%d x %d", block, blocks, 1+len(t.candidates)))
	})
	line.clear()
	if err != nil {
		return complain(stderr, exitFailed, err)
	}
	if ctx.Err() != nil {
		fmt.Fprintln(stderr, "Đã dừng theo yêu cầu; so những gì đã xong / stopped as asked; comparing what is done.")
	}
	if err := r.report(stdout, verdicts); err != nil {
		return complain(stderr, exitFailed, err)
	}
	return exitDone
}

// knobText lists what can be varied.
func knobText() string {
	text := ""
	for _, k := range solver.Knobs() {
		text += fmt.Sprintf("  %-14s %s, %g..%g\n", k.Name, k.Doc, k.Least, k.Most)
	}
	return text
}

// tuneRequest is what a command line of gonha tune asks for.
type tuneRequest struct {
	benchRequest
	vary   []benchmarks.Variation
	random int
	out    string
}

// parseTune reads the command line of gonha tune; flag.ErrHelp is that help is asked for.
func parseTune(args []string) (*tuneRequest, error) {
	r := &tuneRequest{benchRequest: benchRequest{clock: "wall", seeds: 1}}
	fs := flag.NewFlagSet("tune", flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	r.define(fs)
	fs.StringVar(&r.plot, "plot", "", "")
	fs.StringVar(&r.out, "out", "", "")
	fs.IntVar(&r.random, "random", 0, "")
	fs.Func("vary", "", func(s string) error {
		v, err := benchmarks.ParseVariation(s)
		r.vary = append(r.vary, v)
		return err
	})
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
	case len(r.vary) == 0:
		err = errors.New("thiếu / missing: --vary NAME=VALUES")
	case r.random < 0:
		err = errors.New("--random phải từ 1 / must be 1 or more")
	}
	if err != nil {
		return r, fmt.Errorf("%w (xem / see gonha tune -h)", err)
	}
	return r, nil
}

// trials are what gonha tune runs.
type trials struct {
	cases      []benchmarks.Case
	seeds      []uint64
	options    solver.Options
	candidates []solver.Tuning
}

func (r *tuneRequest) prepare() (*trials, error) {
	t := &trials{}
	var err error
	var first uint64
	if t.options, first, err = r.solverOptions(); err != nil {
		return nil, err
	}
	for n := range r.seeds {
		t.seeds = append(t.seeds, first+uint64(n))
	}
	if r.random > 0 {
		t.candidates, err = benchmarks.Draw(t.options.Tuning, r.vary, r.random, first)
	} else {
		t.candidates, err = benchmarks.Grid(t.options.Tuning, r.vary)
	}
	if err != nil {
		return nil, err
	}
	if t.cases, err = r.cases(); err != nil {
		return nil, err
	}
	for _, path := range []string{r.plot, r.out} {
		if path == "" {
			continue
		}
		if info, err := os.Stat(filepath.Dir(path)); err != nil || !info.IsDir() {
			return nil, fmt.Errorf("không có thư mục để ghi / no folder to write to: %s", path)
		}
	}
	return t, nil
}

// report writes the table and the plot, and the options file of the best tuning if it wins.
func (r *tuneRequest) report(stdout io.Writer, verdicts []benchmarks.Verdict) error {
	if err := benchmarks.WriteVerdicts(stdout, verdicts); err != nil {
		return err
	}
	if r.plot != "" {
		if err := benchmarks.PlotVerdicts(r.plot, verdicts); err != nil {
			return fmt.Errorf("không ghi được / could not write --plot: %w", err)
		}
	}
	if len(verdicts) == 0 || !verdicts[0].Wins() {
		fmt.Fprintln(stdout, "Không bộ nào tốt hơn rõ rệt: giữ như cũ. / None is better beyond chance: keep what there is.")
		return nil
	}
	if r.out == "" {
		return nil
	}
	data, err := json.MarshalIndent(intake.Settings{Tuning: verdicts[0].Tuning}, "", "  ")
	if err == nil {
		err = os.WriteFile(r.out, append(data, '\n'), 0o644)
	}
	if err != nil {
		return fmt.Errorf("không ghi được / could not write --out: %w", err)
	}
	fmt.Fprintf(stdout, "Tùy chọn của bộ thắng / options of the winner: %s\n", r.out)
	return nil
}
