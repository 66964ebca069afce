package main

import (
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"strings"

	"gonha/benchmarks"
	"gonha/geo/road"
	"gonha/solver/campaign"
)

const generateUsage = "gonha generate --scenario NAME [--households N] [--teams N] [--seed S] [--roads FILE.osm.pbf] --out DIR"

// generate writes the lists of a scenario and the options of its evening into a directory. It returns the
// exit code.
func generate(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	scenario, roads, out, err := generateOptions(args)
	if errors.Is(err, flag.ErrHelp) {
		fmt.Fprintf(stdout, "%s\n\n", generateUsage)
		listScenarios(stdout)
		return exitDone
	}
	if err != nil {
		return complain(stderr, exitUsage, err)
	}
	if err := ctx.Err(); err != nil {
		return complain(stderr, exitFailed, fmt.Errorf("đã dừng / stopped: %w", err))
	}
	if roads != "" {
		if scenario, err = alongRoads(ctx, scenario, roads); err != nil {
			return complain(stderr, exitUsage, err)
		}
	}
	households, teams, err := writeScenario(ctx, out, scenario)
	if err != nil {
		return complain(stderr, exitFailed, fmt.Errorf("không ghi được / could not write: %w", err))
	}
	fmt.Fprintf(stdout, "%s: %d hộ, %d đội / %d households, %d teams\n", out, households, teams, households, teams)
	if roads != "" {
		fmt.Fprintln(stdout, "© OpenStreetMap contributors, ODbL")
	}
	if roads != "" {
		roads = " --roads " + roads
	}
	fmt.Fprintf(stdout, "Tiếp theo / Next:\n    gonha plan --households %s --teams %s --options %s%s\n",
		filepath.Join(out, "households.csv"), filepath.Join(out, "teams.csv"), filepath.Join(out, "options.json"), roads)
	return exitDone
}

// listScenarios writes a scenario a line, with its size.
func listScenarios(w io.Writer) {
	fmt.Fprintf(w, "%15s  %11s\n", "hộ / households", "đội / teams")
	for _, s := range benchmarks.Scenarios() {
		households, teams := s.Size()
		fmt.Fprintf(w, "%15d  %11d  %s: %s / %s\n", households, teams, s.Name, s.Vi, s.En)
	}
}

// generateOptions reads the flags: the scenario with what is given over it, the file of
// roads and the directory.
// [flag.ErrHelp] asks for the list of scenarios. With a number of households alone the teams keep their
// proportion.
func generateOptions(args []string) (s benchmarks.Scenario, roads, out string, err error) {
	flags := flag.NewFlagSet("generate", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	name := flags.String("scenario", "", "")
	list := flags.Bool("list", false, "")
	var households, teams *int
	var given *uint64
	value(flags, "households", &households, whole[int])
	value(flags, "teams", &teams, whole[int])
	value(flags, "seed", &given, seed)
	flags.StringVar(&roads, "roads", "", "")
	flags.StringVar(&out, "out", "", "")
	if err := flags.Parse(args); err != nil {
		return s, "", "", fmt.Errorf("không hiểu / not understood: %w (%s)", err, generateUsage)
	}
	if flags.NArg() > 0 {
		return s, "", "", fmt.Errorf("thừa / unexpected: %q (%s)", flags.Arg(0), generateUsage)
	}
	if *list {
		return s, "", "", flag.ErrHelp
	}
	s, ok := benchmarks.FindScenario(*name)
	if !ok {
		return s, "", "", noScenario(*name)
	}
	if out == "" {
		return s, "", "", errors.New("thiếu --out, thư mục để ghi / --out is missing, the directory to write to")
	}
	if given == nil {
		own := s.Seed()
		given = &own
	}
	s = s.With(*given, households, teams)
	return s, roads, out, s.Validate()
}

// alongRoads gives the scenario with its doors along the roads of an OpenStreetMap file.
func alongRoads(ctx context.Context, s benchmarks.Scenario, path string) (benchmarks.Scenario, error) {
	if s.District == nil {
		return s, fmt.Errorf("--roads: kịch bản %s không có nơi thật / scenario %s is of no real place", s.Name, s.Name)
	}
	southWest, northEast := s.District.Corners()
	box := road.Box{South: southWest.Lat, West: southWest.Lon, North: northEast.Lat, East: northEast.Lon}
	o := *s.District
	err := road.Lines(ctx, path, box, func(l road.Line) error {
		if lived, narrow := benchmarks.LivedAlong(l.Class); lived {
			o.Roads = append(o.Roads, benchmarks.Road{Name: l.Name, Narrow: narrow, Points: l.Points})
		}
		return nil
	})
	if err != nil {
		return s, fmt.Errorf("--roads: không đọc được / could not be read: %w", err)
	}
	if len(o.Roads) == 0 {
		return s, fmt.Errorf("--roads: không có đường nào quanh / no roads around %.3f, %.3f", o.Centre.Lat, o.Centre.Lon)
	}
	s.District = &o
	return s, s.Validate()
}

func noScenario(name string) error {
	if name == "" || name == "list" {
		return errors.New(scenarioList())
	}
	return fmt.Errorf("không có kịch bản %q / no scenario %q; %s", name, name, scenarioList())
}

// scenarioList names the scenarios on one line.
func scenarioList() string {
	var names []string
	for _, s := range benchmarks.Scenarios() {
		names = append(names, fmt.Sprintf("%s (%s / %s)", s.Name, s.Vi, s.En))
	}
	return "kịch bản cho --scenario / scenarios for --scenario: " + strings.Join(names, "; ")
}

// writeScenario writes households.csv, teams.csv and options.json into dir, which it makes if need be,
// over those of an earlier run. Households are written as they are made, until ctx ends. It gives how many
// households and teams there are.
func writeScenario(ctx context.Context, dir string, s benchmarks.Scenario) (households, teams int, err error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return 0, 0, err
	}
	made, sent := s.Lists()
	write := func(name string, content func(io.Writer) error) {
		if err == nil {
			err = writeFile(filepath.Join(dir, name), content)
		}
	}
	write("households.csv", func(w io.Writer) (err error) {
		households, err = benchmarks.StreamHouseholds(w, until(ctx, made))
		return cmp.Or(err, ctx.Err())
	})
	write("teams.csv", func(w io.Writer) error { return benchmarks.WriteTeams(w, sent) })
	write("options.json", func(w io.Writer) error { return benchmarks.WriteOptions(w, s.Evening) })
	return households, len(sent), err
}

// writeFile writes a file, and leaves none where that fails.
func writeFile(path string, content func(io.Writer) error) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	if err := errors.Join(content(f), f.Close()); err != nil {
		return errors.Join(err, os.Remove(path))
	}
	return nil
}

// until passes on what it is given until ctx ends.
func until(ctx context.Context, households iter.Seq[campaign.Household]) iter.Seq[campaign.Household] {
	return func(yield func(campaign.Household) bool) {
		for h := range households {
			if ctx.Err() != nil || !yield(h) {
				return
			}
		}
	}
}
