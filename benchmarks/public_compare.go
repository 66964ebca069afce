package benchmarks

import (
	"cmp"
	"fmt"
	"io"
	"math"
	"slices"
	"text/tabwriter"

	"gonum.org/v1/gonum/stat"
	"gonum.org/v1/gonum/stat/distuv"

	"gonha/solver/instance"
)

// Change is by how many per cent a value got worse, negative if better, over pairs of runs.
type Change struct {
	Name string
	Paired
}

// Comparison is two files of runs held against each other, a set and objective at a time.
type Comparison struct {
	Name                string
	Better, Worse, Same int // cases
	Unpaired            int // runs without a feasible one of the same seed in the other file
	Paired                  // over the cases, each the mean of its seeds
	Moved               []Change
}

// Compare pairs runs of the same case and seed, both feasible. Cases are reported as moved whose value
// differs by more than their seeds scatter: every difference where there is but one seed.
func Compare(before, after []Row) []Comparison {
	type key struct {
		name string
		seed uint64
	}
	old := map[key]Row{}
	for _, r := range before {
		if r.Feasible {
			old[key{r.caseOf(), r.Seed}] = r
		}
	}
	var order, cases []string
	sets := map[string]*Comparison{}
	set := map[string]*Comparison{}
	changes := map[string][]float64{}
	for _, r := range after {
		name := r.Set + " " + r.Objective
		if sets[name] == nil {
			sets[name] = &Comparison{Name: name}
			order = append(order, name)
		}
		was, ok := old[key{r.caseOf(), r.Seed}]
		if !ok || !r.Feasible {
			sets[name].Unpaired++
			continue
		}
		c := r.caseOf()
		if changes[c] == nil {
			cases = append(cases, c)
			set[c] = sets[name]
		}
		changes[c] = append(changes[c], r.change(&was))
	}
	means := map[*Comparison][]float64{}
	for _, c := range cases {
		p := Pair(changes[c])
		set[c].count(c, p)
		means[set[c]] = append(means[set[c]], p.Mean)
	}
	var list []Comparison
	for _, name := range order {
		s := sets[name]
		s.Paired = Pair(means[s])
		slices.SortStableFunc(s.Moved, func(a, b Change) int { return cmp.Compare(a.Mean, b.Mean) })
		list = append(list, *s)
	}
	return list
}

// change is by how many per cent of it a run is worse than an earlier one; a vehicle more or less counts
// as a whole.
func (r *Row) change(was *Row) float64 {
	now, then := r.Value, was.Value
	if r.Objective == string(instance.Fleet) && r.M != was.M {
		now, then = vehiclesOf(r.M), vehiclesOf(was.M)
	}
	if now == then {
		return 0
	}
	change := 100 * (now - then) / math.Max(math.Abs(then), 1)
	if instance.Objective(r.Objective).Maximised() {
		return -change
	}
	return change
}

// count notes what became of a case.
func (c *Comparison) count(name string, p Paired) {
	switch {
	case p.Mean < 0:
		c.Better++
	case p.Mean > 0:
		c.Worse++
	default:
		c.Same++
	}
	if p.Mean != 0 && (p.N == 1 || p.Low > 0 || p.High < 0) {
		c.Moved = append(c.Moved, Change{name, p})
	}
}

// Paired is what differences of pairs come to: their mean, the interval that holds the true one with
// 95 % confidence, and the probability of so large a mean by chance (Student's paired t-test, two-sided).
// With fewer than two pairs the interval is without bounds and nothing is certain.
type Paired struct {
	N               int
	Mean, Low, High float64
	P               float64
}

// Pair tests differences.
func Pair(differences []float64) Paired {
	p := Paired{N: len(differences), Low: math.Inf(-1), High: math.Inf(1), P: 1}
	if p.N == 0 {
		return p
	}
	mean, deviation := stat.MeanStdDev(differences, nil)
	p.Mean = mean
	if p.N < 2 {
		return p
	}
	deviation /= math.Sqrt(float64(p.N))
	if deviation == 0 {
		p.Low, p.High = mean, mean
		if mean != 0 {
			p.P = 0
		}
		return p
	}
	t := distuv.StudentsT{Mu: 0, Sigma: 1, Nu: float64(p.N - 1)}
	half := t.Quantile(0.975) * deviation
	p.Low, p.High = mean-half, mean+half
	p.P = 2 * t.CDF(-math.Abs(mean/deviation))
	return p
}

// maxMoved is how many cases are listed that became better, and as many that became worse.
const maxMoved = 8

// WriteComparison writes the comparisons as a table, and below it the cases that moved.
func WriteComparison(w io.Writer, list []Comparison) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "set\tcases\tbetter\tworse\tsame\tunpaired runs\tchange %\t95 %\tp")
	for i := range list {
		c := &list[i]
		fmt.Fprintf(t, "%s\t%d\t%d\t%d\t%d\t%d\t%s\n", c.Name, c.N, c.Better, c.Worse, c.Same, c.Unpaired, c.Paired.text())
	}
	if err := t.Flush(); err != nil {
		return err
	}
	fmt.Fprintln(w, "change: + tệ hơn, - tốt hơn / + is worse, - better")
	for i := range list {
		for k := range list[i].Moved {
			m := &list[i].Moved[k]
			if k < maxMoved && m.Mean < 0 || k >= len(list[i].Moved)-maxMoved && m.Mean > 0 {
				fmt.Fprintf(t, "%s\t%+.3f %%\t%d\n", m.Name, m.Mean, m.N)
			}
		}
	}
	return t.Flush()
}

// text is the mean, the interval and the probability, as columns.
func (p *Paired) text() string {
	switch p.N {
	case 0:
		return unknown + "\t" + unknown + "\t" + unknown
	case 1:
		return fmt.Sprintf("%+.3f\t%s\t%s", p.Mean, unknown, unknown)
	}
	return fmt.Sprintf("%+.3f\t%+.3f to %+.3f\t%.3f", p.Mean, p.Low, p.High, p.P)
}

func vehiclesOf(m string) float64 {
	n := 0.0
	if _, err := fmt.Sscan(m, &n); err != nil {
		return math.NaN()
	}
	return n
}

// Rows are the runs as their file holds them.
func Rows(runs []*Run) []Row {
	rows := make([]Row, len(runs))
	for i, r := range runs {
		rows[i] = Row{
			Set: r.Case.Set, Instance: r.Case.Instance.Name, M: r.m(), Objective: string(r.Case.Objective),
			Seed: r.Seed, Value: r.rounded(), Feasible: r.Feasible,
		}
	}
	return rows
}
