package benchmarks

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"gonha/api/intake"
	"gonha/solver/campaign"
)

// place is a ward on disk, or else a generated one.
type place struct {
	Folder   string // holds households.csv and teams.csv; empty for a generated ward
	Scenario string
	Seed     uint64
}

func (p place) name() string {
	if p.Folder != "" {
		return filepath.Base(p.Folder)
	}
	return fmt.Sprintf("%s seed %d", p.Scenario, p.Seed)
}

// lists reads or generates the households and teams. A row that would be set aside is an error: a
// suite measures whole wards.
func (p place) lists(ctx context.Context) ([]campaign.Household, []campaign.Team, error) {
	if p.Folder == "" {
		s, found := FindScenario(p.Scenario)
		if !found {
			return nil, nil, fmt.Errorf("no scenario %q", p.Scenario)
		}
		households, teams := s.With(p.Seed, nil, nil).Lists()
		return slices.Collect(households), teams, nil
	}
	households, rejected, err := intake.HouseholdsFile(ctx, filepath.Join(p.Folder, "households.csv"))
	if err != nil {
		return nil, nil, err
	}
	teams, more, err := intake.TeamsFile(ctx, filepath.Join(p.Folder, "teams.csv"))
	if err != nil {
		return nil, nil, err
	}
	if bad := append(rejected, more...); len(bad) > 0 {
		return nil, nil, fmt.Errorf("%s: %d rows are bad, the first of them row %d of %s", p.Folder, len(bad), bad[0].Row, bad[0].File)
	}
	return households, teams, nil
}

// night is the place's night with the settings of [nightOf], in the evening of its scenario.
func (p place) night(ctx context.Context) (*campaign.Night, error) {
	households, teams, err := p.lists(ctx)
	if err != nil {
		return nil, err
	}
	n := nightOf(households, teams)
	if s, found := FindScenario(p.Scenario); found {
		s.Evening.ApplyTo(&n.Options)
	}
	return n, nil
}

// trial is one solve to measure.
type trial struct {
	Ward    place
	Seconds float64 // time limit of the whole plan
	Quota   int64   // iterations in place of a time limit, so that the plan is the same on every machine; 0 is none
	Radius  float64 // of a stop, metres
	Turfs   string
	Threads int
	Seed    uint64
}

// night is what the trial plans.
func (t *trial) night(ctx context.Context) (*campaign.Night, error) {
	n, err := t.Ward.night(ctx)
	if err != nil {
		return nil, err
	}
	o := &n.Options
	o.TimeLimit = time.Duration(t.Seconds * float64(time.Second))
	if t.Quota > 0 {
		o.TimeLimit, o.Iterations = 0, t.Quota
	}
	o.StopRadius, o.Turfs, o.Threads, o.Seed = t.Radius, t.Turfs, t.Threads, t.Seed
	return n, nil
}

// limit is what ends the trial, as tables write it.
func (t *trial) limit() string {
	if t.Quota > 0 {
		return thousands(t.Quota) + " iterations"
	}
	return decimals(t.Seconds)
}

// outcome is what a trial gave. Times in seconds.
type outcome struct {
	Summary    campaign.Summary
	Iterations int64
	FirstPlan  float64 // until the solver first told of a plan, which it does every 0.2 s at most
	PeakBytes  int64   // resident, of the whole process; 0 where the system does not tell
	Process    float64 // of the whole process, reading the ward included
	CPU        float64 // of the whole process, all its threads
}

// conduct plans the trial in this process.
func (t *trial) conduct(ctx context.Context) (*outcome, error) {
	n, err := t.night(ctx)
	if err != nil {
		return nil, err
	}
	var result outcome
	began := time.Now()
	plan, err := n.Plan(ctx, campaign.Live{Progress: func(p campaign.Progress) {
		if result.FirstPlan == 0 && p.Persons > 0 {
			result.FirstPlan = time.Since(began).Seconds()
		}
	}})
	if err != nil {
		return nil, err
	}
	result.Summary, result.Iterations = plan.Summary, plan.Parameters.Iterations
	result.PeakBytes, err = peakResident()
	return &result, err
}

// peakResident is the most memory that this process has held, in bytes.
func peakResident() (int64, error) {
	status, err := os.ReadFile("/proc/self/status")
	if errors.Is(err, os.ErrNotExist) {
		return 0, nil // not on Linux
	}
	if err != nil {
		return 0, fmt.Errorf("reading the peak of memory: %w", err)
	}
	for line := range strings.Lines(string(status)) {
		if fields := strings.Fields(line); len(fields) == 3 && fields[0] == "VmHWM:" && fields[2] == "kB" {
			kib, err := strconv.ParseInt(fields[1], 10, 64)
			return kib << 10, err
		}
	}
	return 0, errors.New("reading the peak of memory: no VmHWM in the status")
}

// trialVariable holds, in the environment of a child of this test binary, the trial to conduct.
const trialVariable = "GONHA_TRIAL"

// TestMain conducts a trial where this process was started for one, and else runs the tests.
func TestMain(m *testing.M) {
	text := os.Getenv(trialVariable)
	if text == "" {
		os.Exit(m.Run())
	}
	if err := child(text, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func child(text string, w io.Writer) error {
	var t trial
	if err := json.Unmarshal([]byte(text), &t); err != nil {
		return fmt.Errorf("reading the trial: %w", err)
	}
	result, err := t.conduct(context.Background())
	if err != nil {
		return err
	}
	return json.NewEncoder(w).Encode(result)
}

// run conducts the trial in a process of its own, so that its memory and CPU time are of it alone,
// on as many processors as it has threads: collecting garbage is not free either.
func (t *trial) run(ctx context.Context) (*outcome, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	text, err := json.Marshal(t)
	if err != nil {
		return nil, err
	}
	var faults bytes.Buffer
	c := exec.CommandContext(ctx, self)
	c.Env = append(os.Environ(), trialVariable+"="+string(text), "GOMAXPROCS="+strconv.Itoa(t.Threads))
	c.Stderr = &faults
	began := time.Now()
	out, err := c.Output()
	if err != nil {
		return nil, fmt.Errorf("%s: %w: %s", t.Ward.name(), err, strings.TrimSpace(faults.String()))
	}
	var result outcome
	if err := json.Unmarshal(out, &result); err != nil {
		return nil, fmt.Errorf("%s: reading the outcome: %w", t.Ward.name(), err)
	}
	result.Process = time.Since(began).Seconds()
	result.CPU = (c.ProcessState.UserTime() + c.ProcessState.SystemTime()).Seconds()
	return &result, nil
}

func TestTrialRun(t *testing.T) {
	tried := trial{Ward: place{Scenario: "small", Seed: 1}, Seconds: 0.2, Radius: 30, Turfs: "soft", Threads: 1, Seed: 1}
	got, err := tried.run(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	s := got.Summary
	if s.Teams != 4 || s.Persons == 0 || s.Prize > s.PrizeBound || s.Visits+s.Unvisited != 120 || s.Stops > s.Visits {
		t.Errorf("summary %+v", s)
	}
	if got.Iterations == 0 || got.FirstPlan == 0 || got.Process < s.RuntimeS || got.CPU == 0 {
		t.Errorf("outcome %+v", got)
	}
	if runtime.GOOS == "linux" && got.PeakBytes < 1<<20 {
		t.Errorf("peak memory %d bytes", got.PeakBytes)
	}
}

func TestTrialRunFails(t *testing.T) {
	empty := t.TempDir()
	cases := map[string]struct {
		ward place
		want string
	}{
		"no scenario": {place{Scenario: "nowhere"}, `no scenario "nowhere"`},
		"no folder":   {place{Folder: filepath.Join(empty, "nowhere")}, "households.csv"},
	}
	for name, c := range cases {
		tried := trial{Ward: c.ward, Seconds: 0.1, Turfs: "off", Threads: 1}
		if _, err := tried.run(t.Context()); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v, want one with %q", name, err, c.want)
		}
	}
}
