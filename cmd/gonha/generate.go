package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"gonha/benchmarks"
	"gonha/solver/campaign"
)

const generateUsage = "gonha generate --scenario NAME [--households N] [--teams N] [--seed S] --out DIR"

// generate writes the households and teams of a scenario into a directory. It returns the exit code.
func generate(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	o, out, err := generateOptions(args)
	if errors.Is(err, flag.ErrHelp) {
		fmt.Fprintf(stdout, "%s\n\n", generateUsage)
		for _, s := range benchmarks.Scenarios() {
			fmt.Fprintf(stdout, "    %-8s %s / %s\n", s.Name, s.Vi, s.En)
		}
		return exitDone
	}
	if err != nil {
		return complain(stderr, exitUsage, err)
	}
	if err := ctx.Err(); err != nil {
		return complain(stderr, exitFailed, fmt.Errorf("đã dừng / stopped: %w", err))
	}
	households, teams := benchmarks.Ward(o)
	if err := writeWard(out, households, teams); err != nil {
		return complain(stderr, exitFailed, fmt.Errorf("không ghi được / could not write: %w", err))
	}
	fmt.Fprintf(stdout, "%s: %d hộ, %d đội / %d households, %d teams\n", out, len(households), len(teams), len(households), len(teams))
	return exitDone
}

// generateOptions reads the flags: the scenario's options with what is given over them, and the
// directory. With a number of households alone the teams keep their proportion.
func generateOptions(args []string) (o benchmarks.WardOptions, out string, err error) {
	flags := flag.NewFlagSet("generate", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	name := flags.String("scenario", "", "")
	households := flags.Int("households", 0, "")
	teams := flags.Int("teams", 0, "")
	seed := flags.Uint64("seed", 0, "")
	flags.StringVar(&out, "out", "", "")
	if err := flags.Parse(args); err != nil {
		return o, "", fmt.Errorf("không hiểu / not understood: %w (%s)", err, generateUsage)
	}
	if flags.NArg() > 0 {
		return o, "", fmt.Errorf("thừa / unexpected: %q (%s)", flags.Arg(0), generateUsage)
	}
	scenario, ok := benchmarks.FindScenario(*name)
	if !ok {
		return o, "", noScenario(*name)
	}
	if out == "" {
		return o, "", errors.New("thiếu --out, thư mục để ghi / --out is missing, the directory to write to")
	}
	given := map[string]bool{}
	flags.Visit(func(f *flag.Flag) { given[f.Name] = true })
	o = scenario.Options
	if given["seed"] {
		o.Seed = *seed
	}
	if given["households"] {
		o = o.WithHouseholds(*households)
	}
	if given["teams"] {
		o.Teams = *teams
	}
	return o, out, o.Validate()
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

// writeWard writes households.csv and teams.csv into dir, which it makes if need be, over those of
// an earlier run.
func writeWard(dir string, households []campaign.Household, teams []campaign.Team) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	var h, t bytes.Buffer
	if err := errors.Join(benchmarks.WriteHouseholds(&h, households), benchmarks.WriteTeams(&t, teams)); err != nil {
		return err
	}
	return errors.Join(
		os.WriteFile(filepath.Join(dir, "households.csv"), h.Bytes(), 0o644),
		os.WriteFile(filepath.Join(dir, "teams.csv"), t.Bytes(), 0o644),
	)
}
