package main

import (
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"path/filepath"
	"runtime"
	"slices"
	"time"

	"gonha/api/intake"
	"gonha/api/output"
	"gonha/solver/campaign"
)

// nightReport reports on a plan that gonha plan has written: what it reaches, how it compares with the
// ways that people know, and what more or less would bring. When ctx ends it reports what is measured so far.
func nightReport(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	request, err := parseReport(args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		fmt.Fprint(stdout, reportUsage)
		return exitDone
	case err != nil:
		return complain(stderr, exitUsage, err)
	}
	night, plan, err := request.read(ctx)
	switch {
	case ctx.Err() != nil:
		return complain(stderr, exitFailed, errors.New("dừng trước khi có báo cáo / stopped before there was a report"))
	case err != nil:
		return complain(stderr, exitUsage, err)
	}
	if err := makeWritable(request.out); err != nil {
		return complain(stderr, exitUsage, fmt.Errorf("không ghi được vào --out / cannot write to --out: %w", err))
	}
	made, err := night.Report(plan)
	if err != nil {
		return complain(stderr, exitUsage, fmt.Errorf("kế hoạch không khớp danh sách hoặc bản đồ: hãy lập lại / the plan does not fit these lists or roads, plan again: %w", firstOf(err)))
	}
	if err := request.measure(ctx, night, plan, made, stderr); err != nil {
		return complain(stderr, exitFailed, err)
	}
	if err := output.WriteReport(request.out, made, request.typedPlan, night.Options.Lang); err != nil {
		return complain(stderr, exitFailed, fmt.Errorf("không ghi được báo cáo / could not write the report: %w", err))
	}
	words := reportWordsOf(night.Options.Lang)
	if ctx.Err() != nil {
		fmt.Fprintln(stderr, words.interrupted)
	}
	words.sum(stdout, made, filepath.Join(absolute(request.out), "report.html"))
	return exitDone
}

// reportUsage is the help of gonha report.
const reportUsage = `Báo cáo một kế hoạch: gặp được ai, hơn cách làm quen thuộc bao nhiêu, thêm đội hay thêm giờ thì được gì
Reports on a plan: whom it reaches, against the ways people know, and what more teams or time would bring

    gonha report --households FILE --teams FILE [--plan out/plan.json] [...]

  --households FILE   danh sách hộ của kế hoạch            the households that the plan was made of
  --teams FILE        danh sách đội của kế hoạch           the teams that the plan was made of
  --plan FILE         kế hoạch, hoặc thư mục; out          the plan, or its folder; out
  --out DIR           thư mục ghi báo cáo; của kế hoạch    where the report is written; the plan's folder
  --roads FILE, --extra-roads FILE, --osrm URL, --valhalla URL
                      như khi lập kế hoạch                 as when the plan was made
  --start PLACE       như khi lập kế hoạch                 as when the plan was made
  --routes FILE       kế hoạch tự nhập: cột đội, mã hộ,    a plan typed by hand: columns team, household,
                      điểm dừng, giờ; được soát và chấm    stop, time; it is checked and scored
  --time D            công sức mỗi lần lập lại, đo bằng    effort of each plan made again, by the time
                      thời gian một luồng; 5s              that one thread may take; 5s
  --iterations N      số vòng mỗi lần; không giới hạn      iterations for each; no limit
  --seeds N           số lần lập lại mỗi thay đổi; 3       times each change is planned; 3
                      0: không đo thay đổi nào             0 measures no change
  --threads N         số luồng tính; số nhân của máy       threads; as many as processors
  --lang LANG         vi, en; vi                           vi, en; vi

Ghi report.html (in A4), report.json và kế hoạch tự nhập thành typed.json, để gonha compare; không có tên, địa chỉ,
điện thoại. Ctrl-C: báo cáo những gì đã đo xong.
Writes report.html (A4), report.json and a typed plan as typed.json, for gonha compare, without names, addresses or
phones. Ctrl-C reports what has been measured.
`

// reportRequest is what a command line of gonha report asks for.
type reportRequest struct {
	households, teams, plan, out, routes string
	geocode                              geocoding // its start alone
	seeds                                int
	flags                                settings
	travel                               roadFlags

	visits    []campaign.TypedVisit // of the routes file, once it is read
	rejected  []campaign.Rejected
	typedPlan *campaign.Plan // made of them
}

// maxSeeds is how often each change may be planned: nobody waits for more.
const maxSeeds = 100

// parseReport reads the command line of gonha report; flag.ErrHelp is that help is asked for.
func parseReport(args []string) (reportRequest, error) {
	r := reportRequest{seeds: 3}
	fs := flag.NewFlagSet("report", flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	fs.Func("households", "", once(&r.households))
	fs.Func("teams", "", once(&r.teams))
	fs.Func("plan", "", once(&r.plan))
	fs.Func("routes", "", once(&r.routes))
	fs.Func("start", "", once(&r.geocode.start))
	fs.StringVar(&r.out, "out", "", "")
	fs.IntVar(&r.seeds, "seeds", r.seeds, "")
	r.travel.define(fs)
	value(fs, "time", &r.flags.TimeLimit, seconds)
	value(fs, "iterations", &r.flags.Iterations, whole[int64])
	value(fs, "threads", &r.flags.Threads, whole[int])
	value(fs, "lang", &r.flags.Lang, text)
	err := fs.Parse(args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		return r, err
	case err != nil:
		err = inVietnameseToo(err)
	case fs.NArg() > 0:
		err = fmt.Errorf("thừa / unexpected argument: %q", fs.Arg(0))
	case r.households == "":
		err = errors.New("thiếu / missing: --households FILE")
	case r.teams == "":
		err = errors.New("thiếu / missing: --teams FILE")
	case r.seeds < 0 || r.seeds > maxSeeds:
		err = fmt.Errorf("--seeds phải từ 0 đến %d / must be in 0..%d", maxSeeds, maxSeeds)
	}
	if err != nil {
		return r, fmt.Errorf("%w (xem / see gonha report -h)", err)
	}
	r.plan = planPath(cmp.Or(r.plan, "out"))
	r.out = cmp.Or(r.out, filepath.Dir(r.plan))
	return r, nil
}

// read reads the plan and makes the night that it is of: the lists, with the plan's own parameters.
func (r *reportRequest) read(ctx context.Context) (*campaign.Night, *campaign.Plan, error) {
	plan, err := intake.PlanFile(r.plan)
	if err != nil {
		return nil, nil, fmt.Errorf("không đọc được / cannot read --plan: %w", err)
	}
	travel, err := r.travelOf(plan)
	if err != nil {
		return nil, nil, err
	}
	base := campaign.DefaultOptions()
	base.Threads = runtime.GOMAXPROCS(0)
	base.TimeLimit = 5 * time.Second
	o, err := intake.Options(base, time.Now(), planSettings(plan), r.flags.Settings)
	if err != nil {
		return nil, nil, fmt.Errorf("tùy chọn sai / bad options: %w", inFlags(err))
	}
	night := &campaign.Night{Options: o, Rejected: plan.Rejected, Travel: travel}
	lists, l, err := readLists(ctx, night, r.households, r.teams)
	if err != nil {
		return nil, nil, err
	}
	if len(lists.Waiting) > 0 { // they set out where they did when the plan was made
		if _, err := r.geocode.starts(ctx, l, lists, r.travel.roads); err != nil {
			return nil, nil, err
		}
	}
	if night.Households, _, err = intake.PlannedFile(ctx, r.households, plan); err != nil {
		return nil, nil, fmt.Errorf("không đọc được / cannot read --households: %w", err)
	}
	if r.routes != "" {
		if r.visits, r.rejected, err = intake.RoutesFile(ctx, r.routes); err != nil {
			return nil, nil, fmt.Errorf("không đọc được / cannot read --routes: %w", err)
		}
	}
	if err := night.Validate(); err != nil {
		return nil, nil, err
	}
	return night, plan, night.Prepare(ctx)
}

// travelOf is the travel that the plan was made by, which the command line must give again: only then are
// other plans of the night comparable.
func (r *reportRequest) travelOf(plan *campaign.Plan) (campaign.Travel, error) {
	travel, err := r.travel.travel()
	if err != nil {
		return travel, err
	}
	is, was := cmp.Or(travel.Name, straightLine), cmp.Or(plan.Parameters.Travel, straightLine)
	if is == was {
		return travel, nil
	}
	option := map[string]string{"roads": "--roads FILE", "osrm": "--osrm URL", "valhalla": "--valhalla URL"}[was]
	if option == "" {
		option = "không / no --roads, --osrm, --valhalla"
	}
	return travel, fmt.Errorf("kế hoạch đã tính với / the plan was made with: %s", option)
}

// straightLine is the travel of plans made without any of its options.
const straightLine = "straight-line"

// planSettings are the settings that a plan was made with, but for its limits.
func planSettings(p *campaign.Plan) intake.Settings {
	q := p.Parameters
	return intake.Settings{
		Night: &p.Night, Window: &p.Window, Timezone: &p.Timezone, Seed: &q.Seed,
		Setup: &q.SetupS, PerPerson: &q.PerPersonS, StopRadius: &q.StopRadius, Turfs: &q.Turfs, Detour: &q.Detour,
	}
}

// measure adds to a report what other plans of the night come to.
func (r *reportRequest) measure(ctx context.Context, night *campaign.Night, plan *campaign.Plan, made *campaign.Report, stderr io.Writer) error {
	whole := context.WithoutCancel(ctx) // by hand takes a moment
	var err error
	if made.Baselines, err = night.Baselines(whole); err != nil {
		return err
	}
	if r.routes != "" {
		typed, err := r.typed(whole, night)
		if err != nil {
			return err
		}
		made.Baselines = append(made.Baselines, typed)
	}
	var seeds []uint64
	for k := range r.seeds {
		seeds = append(seeds, night.Options.Seed+uint64(k))
	}
	if len(seeds) == 0 {
		return nil
	}
	line := newProgressLine(stderr, wordsOf(night.Options.Lang), night)
	defer line.clear()
	measuring := reportWordsOf(night.Options.Lang).measuring
	made.WhatIf, err = night.WhatIf(ctx, plan, seeds, func(done, all int) {
		if line.to != nil {
			line.write(line.words.print.Sprintf(measuring, done+1, all))
		}
	})
	return err
}

// typed checks and scores the plan that was typed by hand.
func (r *reportRequest) typed(ctx context.Context, night *campaign.Night) (campaign.Baseline, error) {
	plan, faults, err := night.Typed(ctx, r.visits)
	if err != nil {
		return campaign.Baseline{}, err
	}
	r.typedPlan = plan
	for _, row := range r.rejected {
		faults = append(faults, campaign.TypedFault{Row: row.Row, Column: row.Column, Reason: row.Reason})
	}
	slices.SortStableFunc(faults, func(a, b campaign.TypedFault) int { return cmp.Compare(a.Row, b.Row) })
	return campaign.Baseline{Name: "typed", Summary: plan.Summary, Faults: faults}, nil
}
