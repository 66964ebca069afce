package benchmarks

import (
	"fmt"
	"io"
	"math"
	"text/tabwriter"

	"gonha/solver/instance"
)

// classSum adds up the runs of a class.
type classSum struct {
	name             string
	runs, feasible   int
	gap, worst       float64
	gaps             int
	bound            float64
	bounds           int
	seconds          float64
	iterations       int64
	vehicles, fewest int
	worstName        string
	fleet            bool
}

// WriteSummary writes a table with a row a class of instances, in the order of their first runs, and one of all.
func WriteSummary(w io.Writer, runs []*Run) error {
	var order []*classSum
	byName := map[string]*classSum{}
	all := &classSum{name: "tất cả / all"}
	for _, r := range runs {
		name := r.Case.Class()
		if byName[name] == nil {
			byName[name] = &classSum{name: name}
			order = append(order, byName[name])
		}
		byName[name].add(r)
		all.add(r)
	}
	if len(order) > 1 {
		order = append(order, all)
	}
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	head := "class\truns\tfeasible\tmean gap %\tworst gap %\tworst instance\tgap to bound %\tseconds\titerations/s"
	if all.fleet {
		head += "\tvehicles\tfewest known"
	}
	fmt.Fprintln(t, head)
	for _, c := range order {
		c.write(t)
	}
	return t.Flush()
}

func (c *classSum) add(r *Run) {
	c.runs++
	if r.Feasible {
		c.feasible++
	}
	if gap, ok := r.Gap(); ok {
		if c.gaps == 0 || gap > c.worst {
			c.worst, c.worstName = gap, r.Case.Name()
		}
		c.gap += gap
		c.gaps++
	}
	if gap, ok := r.BoundGap(); ok {
		c.bound += gap
		c.bounds++
	}
	c.seconds += r.Runtime.Seconds()
	c.iterations += r.Iterations
	if r.Case.Objective == instance.Fleet {
		c.fleet = true
		c.vehicles += r.Vehicles
		c.fewest += r.Best.Vehicles
	}
}

func (c *classSum) write(t io.Writer) {
	worst, name := unknown, unknown
	if c.gaps > 0 {
		worst, name = fmt.Sprintf("%.2f", c.worst), c.worstName
	}
	fmt.Fprintf(t, "%s\t%d\t%d\t%s\t%s\t%s\t%s\t%.2f\t%.0f", c.name, c.runs, c.feasible,
		average(c.gap, c.gaps), worst, name, average(c.bound, c.bounds), c.seconds/float64(c.runs), float64(c.iterations)/math.Max(c.seconds, 1e-9))
	if c.fleet {
		fmt.Fprintf(t, "\t%d\t%d", c.vehicles, c.fewest)
	}
	fmt.Fprintln(t)
}

// average is that of n numbers with a sum, to two decimals.
func average(sum float64, n int) string {
	if n == 0 {
		return unknown
	}
	return fmt.Sprintf("%.2f", sum/float64(n))
}

// unknown stands in tables for what there is not.
const unknown = "–"
