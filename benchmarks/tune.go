package benchmarks

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"

	"gonha/solver"
)

// Variation is the values of a knob to try: those listed, or, to be drawn from, a span of them.
type Variation struct {
	Knob      solver.Knob
	Values    []float64
	Low, High float64 // where there are no values
}

// maxValues is the most values of a knob, maxCandidates the most tunings that are tried at once.
const (
	maxValues     = 100
	maxCandidates = 1000
)

// ParseVariation reads "neighbours=20,30,40" or "removed=6..14".
func ParseVariation(text string) (Variation, error) {
	name, values, ok := strings.Cut(text, "=")
	knobs := solver.Knobs()
	i := slices.IndexFunc(knobs, func(k solver.Knob) bool { return k.Name == strings.TrimSpace(name) })
	if !ok || i < 0 {
		var known []string
		for _, k := range knobs {
			known = append(known, k.Name)
		}
		return Variation{}, fmt.Errorf("phải như tên=1,2 hoặc tên=1..2, tên là / must be like name=1,2 or name=1..2, of the names %s", strings.Join(known, ", "))
	}
	v := Variation{Knob: knobs[i]}
	low, high, span := strings.Cut(values, "..")
	if span {
		v.Values = nil
		var faults [2]error
		v.Low, faults[0] = strconv.ParseFloat(strings.TrimSpace(low), 64)
		v.High, faults[1] = strconv.ParseFloat(strings.TrimSpace(high), 64)
		if errors.Join(faults[:]...) != nil || !(v.Low < v.High) {
			return v, fmt.Errorf("%s: không phải khoảng số / not a span of numbers", v.Knob.Name)
		}
		return v, errors.Join(v.check(v.Low), v.check(v.High))
	}
	for _, field := range strings.Split(values, ",") {
		x, err := strconv.ParseFloat(strings.TrimSpace(field), 64)
		if err != nil || len(v.Values) == maxValues {
			return v, fmt.Errorf("%s: không phải số, hoặc quá nhiều / not a number, or too many", v.Knob.Name)
		}
		if err := v.check(x); err != nil {
			return v, err
		}
		v.Values = append(v.Values, x)
	}
	return v, nil
}

func (v *Variation) check(x float64) error { return solver.Tuning{v.Knob.Name: x}.Validate() }

// Grid is every combination of the values, over base, in order.
func Grid(base solver.Tuning, vary []Variation) ([]solver.Tuning, error) {
	list := []solver.Tuning{maps.Clone(base)}
	for _, v := range vary {
		if len(v.Values) == 0 {
			return nil, fmt.Errorf("%s: khoảng số chỉ dùng với --random / a span needs --random", v.Knob.Name)
		}
		var more []solver.Tuning
		for _, t := range list {
			for _, x := range v.Values {
				more = append(more, with(t, v.Knob.Name, x))
			}
		}
		if list = more; len(list) > maxCandidates {
			return nil, fmt.Errorf("quá nhiều tổ hợp / more than %d combinations", maxCandidates)
		}
	}
	return list, nil
}

// Draw is n combinations drawn at random, over base: of listed values each as likely as any other, of a
// span by a uniform logarithm where it is of positive numbers a factor of ten apart, else uniformly.
func Draw(base solver.Tuning, vary []Variation, n int, seed uint64) ([]solver.Tuning, error) {
	if n < 1 || n > maxCandidates {
		return nil, fmt.Errorf("--random phải từ 1 đến / must be from 1 to %d", maxCandidates)
	}
	rng := rand.New(rand.NewPCG(seed, 0))
	var list []solver.Tuning
	for range n {
		t := maps.Clone(base)
		for i := range vary {
			t = with(t, vary[i].Knob.Name, vary[i].draw(rng))
		}
		list = append(list, t)
	}
	return list, nil
}

func (v *Variation) draw(rng *rand.Rand) float64 {
	if n := len(v.Values); n > 0 {
		return v.Values[rng.IntN(n)]
	}
	x := v.Low + rng.Float64()*(v.High-v.Low)
	if v.Low > 0 && v.High >= 10*v.Low {
		x = v.Low * math.Pow(v.High/v.Low, rng.Float64())
	}
	if v.Knob.Whole {
		return math.Round(x)
	}
	return x
}

// with is a copy of a tuning with a value.
func with(t solver.Tuning, name string, x float64) solver.Tuning {
	out := solver.Tuning{name: x}
	for k, v := range t {
		if k != name {
			out[k] = v
		}
	}
	return out
}

// Verdict is what a tuning is worth against the one it was tried beside.
type Verdict struct {
	Tuning   solver.Tuning
	Paired           // change in per cent by pairs of runs, negative is better
	Adjusted float64 // P with respect to how many tunings were tried (Holm, Scand. J. Statist. 6, 1979)
}

// Wins says whether the tuning is better beyond chance.
func (v *Verdict) Wins() bool { return v.Mean < 0 && v.Adjusted < 0.05 }

// Tune runs base and every candidate on every case with every seed, one after the other so that all see
// the same machine, and compares the runs of the same case and seed. It ends early, with what is paired,
// when ctx ends. done is called after every block of runs with how many blocks there are.
func Tune(ctx context.Context, cases []Case, seeds []uint64, base solver.Options, candidates []solver.Tuning, done func(block, blocks int)) ([]Verdict, error) {
	changes := make([][]float64, len(candidates))
	blocks := len(cases) * len(seeds)
	for b := range blocks {
		c, seed := &cases[b%len(cases)], seeds[b/len(cases)]
		block, err := tuneBlock(ctx, c, seed, base, candidates)
		if ctx.Err() != nil {
			break
		}
		if err != nil {
			return nil, err
		}
		for i := range candidates {
			changes[i] = append(changes[i], block[i])
		}
		done(b+1, blocks)
	}
	verdicts := make([]Verdict, len(candidates))
	for i := range candidates {
		verdicts[i] = Verdict{Tuning: candidates[i], Paired: Pair(changes[i])}
	}
	adjust(verdicts)
	slices.SortStableFunc(verdicts, func(a, b Verdict) int { return cmp.Compare(a.Mean, b.Mean) })
	return verdicts, nil
}

// tuneBlock is the change of each candidate on one case and seed.
func tuneBlock(ctx context.Context, c *Case, seed uint64, base solver.Options, candidates []solver.Tuning) ([]float64, error) {
	first, err := c.Solve(ctx, seed, base, &Known{})
	if err != nil {
		return nil, err
	}
	changes := make([]float64, len(candidates))
	for i := range candidates {
		o := base
		o.Tuning = candidates[i]
		run, err := c.Solve(ctx, seed, o, &Known{})
		if err != nil {
			return nil, err
		}
		changes[i] = runChange(first, run)
	}
	return changes, nil
}

// infeasible is the change in per cent that a run counts as which is infeasible where the other is not.
const infeasible = 100

// runChange is by how many per cent the run after is worse than the one before.
func runChange(before, after *Run) float64 {
	switch {
	case before.Feasible && !after.Feasible:
		return infeasible
	case after.Feasible && !before.Feasible:
		return -infeasible
	case !after.Feasible:
		return 0
	}
	rows := Rows([]*Run{before, after})
	return rows[1].change(&rows[0])
}

// adjust corrects the probabilities for their number by Holm's step-down procedure.
func adjust(verdicts []Verdict) {
	order := make([]int, len(verdicts))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(verdicts[a].P, verdicts[b].P) })
	most := 0.0
	for rank, i := range order {
		most = max(most, min(1, verdicts[i].P*float64(len(order)-rank)))
		verdicts[i].Adjusted = most
	}
}
