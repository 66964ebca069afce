package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"gonha/api/intake"
	"gonha/api/output"
	"gonha/solver/campaign"
)

// plan makes an evening's plan: it reads households and teams, plans, and writes the plan's files.
// Everything that can be refused is refused before the first second of planning. When ctx ends while
// it plans, the best plan so far is written and it is done.
func plan(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	request, err := parsePlan(args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		fmt.Fprint(stdout, planUsage)
		return exitDone
	case err != nil:
		return complain(stderr, exitUsage, err)
	case request.vroom != "":
		return planVROOM(ctx, &request, stdout, stderr)
	}
	lists, err := request.read(ctx, time.Now())
	switch {
	case ctx.Err() != nil:
		return complain(stderr, exitFailed, errors.New("dừng trước khi có kế hoạch / stopped before there was a plan"))
	case err != nil:
		return request.refuse(stderr, err)
	}
	if err := makeWritable(request.out); err != nil {
		return complain(stderr, exitUsage, fmt.Errorf("không ghi được vào --out / cannot write to --out: %w", err))
	}

	night := lists.night
	words := wordsOf(night.Options.Lang)
	line := newProgressLine(stderr, words, night)
	made, err := night.Plan(ctx, campaign.Live{Progress: line.report()})
	line.clear()
	switch {
	case errors.Is(err, campaign.ErrInput):
		return complain(stderr, exitUsage, err)
	case err != nil:
		return complain(stderr, exitFailed, err)
	}
	if ctx.Err() != nil {
		fmt.Fprintln(stderr, words.interrupted)
	}
	// An interrupted plan is still written whole.
	if err := output.Write(context.WithoutCancel(ctx), request.out, night, made); err != nil {
		return complain(stderr, exitFailed, fmt.Errorf("không ghi được kế hoạch / could not write the plan: %w", err))
	}
	out, err := filepath.Abs(request.out) // to be found from any folder
	if err != nil {
		out = request.out
	}
	r := report{words: words, night: night, plan: made, out: out, lists: *lists}
	r.warnings(stderr)
	r.summary(stdout)
	return exitDone
}

// planUsage is the help of gonha plan.
const planUsage = `Lập kế hoạch gõ nhà cho một buổi tối / plans one evening of home visits

    gonha plan --households FILE --teams FILE [...]
    gonha plan --vroom FILE [--out DIR] [--time D] [--iterations N] [--seed N] [--threads N] [--roads FILE | --osrm URL | --valhalla URL]

  --households FILE   danh sách hộ: CSV, XLSX, GeoJSON     the households: CSV, XLSX, GeoJSON
  --teams FILE        danh sách đội: CSV, XLSX             the teams: CSV, XLSX
  --night DATE        đêm, ví dụ 20/11/2026; hôm nay       the night, like 20/11/2026; today
  --window SPAN       khung giờ; 19:30-21:30               the evening; 19:30-21:30
  --out DIR           thư mục ghi kế hoạch; out            where the plan is written; out
  --time D            thời gian tính; 10s                  time to plan; 10s
  --iterations N      số vòng tính; không giới hạn         iterations to plan; no limit
  --seed N            số gieo ngẫu nhiên; 1                seed of the random numbers; 1
  --threads N         số luồng tính; số nhân của máy       threads; as many as processors
  --setup D           chuẩn bị ở mỗi điểm dừng; 120s       time to begin at each stop; 120s
  --per-person D      một người phục vụ một người; 240s    one helper for one person; 240s
  --stop-radius M     mét, các nhà gần làm cùng lúc; 30    metres, doors served together; 30
  --turfs MODE        khu vực: soft, strict, off; soft     turfs: soft, strict, off; soft
  --lang LANG         vi, en; vi                           vi, en; vi
  --roads FILE        đi theo đường trong tệp .osm.pbf     travel by the roads of an .osm.pbf
  --extra-roads FILE  đường, ngõ bản đồ thiếu: GeoJSON     ways that it lacks: GeoJSON lines
  --geocode MODE      hộ thiếu tọa độ, tìm theo địa chỉ    households without coordinates, by address
                      trên bản đồ của --roads: sure,       on the map of --roads: sure, likely, off;
                      likely, off; sure                    sure
  --places FILE       tọa độ đã điền, như places.xlsx      coordinates filled in, like places.xlsx
  --start PLACE       nơi xuất phát của các đội chưa ghi:  where teams set out that do not say it:
                      "21.03,105.83"; có --roads thì cả    "21.03,105.83"; with --roads an address
                      địa chỉ, tên nơi trên bản đồ         too, or the name of a place on the map
  --osrm URL          đi theo máy chủ OSRM                 travel by an OSRM server
  --valhalla URL      đi theo máy chủ Valhalla             travel by a Valhalla server
  --options FILE      tệp JSON các tùy chọn trên           JSON file of the options above
  --vroom FILE        thay cho hai danh sách: bài toán     in place of both lists: a problem in
                      dạng VROOM; in lời giải ra, hoặc     VROOM's format; prints the solution, or
                      ghi DIR/solution.json                writes DIR/solution.json

Chỉ cho --iterations thì không giới hạn thời gian. Ctrl-C: ghi kế hoạch tốt nhất đến lúc đó; lần nữa: thoát ngay.
With --iterations alone there is no time limit. Ctrl-C writes the best plan so far; again, it quits at once.
`

// planRequest is what a command line of gonha plan asks for.
type planRequest struct {
	households, teams, out, options string
	vroom                           string // a problem in VROOM's format, in place of households and teams
	outGiven                        bool
	flags                           settings
	travel                          roadFlags
	geocode                         geocoding
}

// parsePlan reads the command line of gonha plan; flag.ErrHelp is that help is asked for.
func parsePlan(args []string) (planRequest, error) {
	r := planRequest{out: "out"}
	fs := flag.NewFlagSet("plan", flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	fs.Func("households", "", once(&r.households))
	fs.Func("teams", "", once(&r.teams))
	fs.StringVar(&r.out, "out", r.out, "")
	fs.StringVar(&r.options, "options", "", "")
	fs.Func("vroom", "", once(&r.vroom))
	r.flags.define(fs)
	r.travel.define(fs)
	r.geocode.define(fs)
	err := fs.Parse(args)
	var given []string
	fs.Visit(func(f *flag.Flag) { given = append(given, f.Name) })
	r.outGiven = slices.Contains(given, "out")
	switch {
	case errors.Is(err, flag.ErrHelp):
		return r, err
	case err != nil:
		err = inVietnameseToo(err)
	case fs.NArg() > 0:
		err = fmt.Errorf("thừa / unexpected argument: %q", fs.Arg(0))
	case r.out == "":
		err = errors.New("thiếu / missing: --out DIR")
	case r.vroom != "":
		err = withVROOM(given)
	case r.households == "":
		err = errors.New("thiếu / missing: --households FILE")
	case r.teams == "":
		err = errors.New("thiếu / missing: --teams FILE")
	default:
		err = r.geocode.validate(r.travel.roads)
	}
	if err != nil {
		return r, fmt.Errorf("%w (xem / see gonha plan -h)", err)
	}
	return r, nil
}

// inVietnameseToo puts Vietnamese before what package flag says in English alone.
func inVietnameseToo(err error) error {
	for english, vietnamese := range map[string]string{
		"flag provided but not defined": "không có tùy chọn này",
		"flag needs an argument":        "thiếu giá trị",
		"invalid value":                 "giá trị sai",
	} {
		if strings.HasPrefix(err.Error(), english) {
			return fmt.Errorf("%s / %w", vietnamese, err)
		}
	}
	return err
}

// once takes a value a single time: a second file of the same kind would silently replace the first.
func once(to *string) func(string) error {
	return func(value string) error {
		if *to != "" {
			return errors.New("chỉ cho một lần / may be given only once")
		}
		*to = value
		return nil
	}
}

// read makes the night of a request and refuses one that cannot be planned.
func (r *planRequest) read(ctx context.Context, now time.Time) (*located, error) {
	var file intake.Settings
	var err error
	if r.options != "" {
		if file, err = readSettings(r.options); err != nil {
			return nil, fmt.Errorf("không đọc được / cannot read --options: %w", err)
		}
	}
	night := &campaign.Night{}
	if night.Options, err = options(file, r.flags, runtime.GOMAXPROCS(0), now); err != nil {
		return nil, fmt.Errorf("tùy chọn sai / bad options: %w", err)
	}
	lists, err := r.geocode.read(ctx, night, r.households, r.teams, r.travel.roads)
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(lists.doors, func(a, b campaign.Rejected) int { return a.Row - b.Row })
	if households, _ := toVisit(night); households == 0 {
		return nil, &unplannable{lists, fmt.Errorf("không có nhà nào để đi / no household to visit in %s: %s", r.households, fmt.Sprintf("%d đã xong hoặc không cần đến / need no visit, ", len(night.Households))+nothing(lists.faulty()))}
	}
	if len(night.Teams) == 0 {
		return nil, &unplannable{lists, fmt.Errorf("không có đội nào / no team in %s: %s", r.teams, nothing(lists.teams))}
	}
	night.Rejected = slices.Concat(lists.doors, lists.teams)
	if night.Travel, err = r.travel.travel(); err != nil {
		return nil, err
	}
	if err := night.Validate(); err != nil {
		return nil, err
	}
	return lists, night.Prepare(ctx)
}

// toVisit counts the households that teams go to, and the people to activate there.
func toVisit(night *campaign.Night) (households, persons int) {
	for i := range night.Households {
		if h := &night.Households[i]; h.Status.Routed() {
			households++
			persons += h.Persons
		}
	}
	return households, persons
}

// nothing says why a file gave nothing to plan with: how many rows are faulty and what is wrong with
// the first of them.
func nothing(rejected []campaign.Rejected) string {
	const shown = 3
	parts := []string{fmt.Sprintf("%d dòng lỗi / faulty rows", len(rejected))}
	for _, r := range rejected[:min(shown, len(rejected))] {
		parts = append(parts, rejectedLine(r))
	}
	return strings.Join(parts, "; ")
}

// makeWritable makes the folder dir if it is absent and tries to write there, so that no plan is lost
// for want of a place. Only the owner may read it: a plan holds personal data.
func makeWritable(dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	probe, err := os.CreateTemp(dir, ".writable-*")
	if err != nil {
		return err
	}
	return errors.Join(probe.Close(), os.Remove(probe.Name()))
}
