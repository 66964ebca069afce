package benchmarks

import (
	"fmt"
	"image/color"
	"math"
	"os"
	"path/filepath"
	"regexp"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgsvg"
)

// PlotRuns draws how the runs of each class came closer to the best-known values, a picture a class,
// CLASS.svg in dir: a thin line a case, the mean of its seeds, and a thick one for the mean of all.
// Where no value is known the best one of the runs stands for it.
func PlotRuns(dir string, runs []*Run) error {
	byClass := map[string][]*Run{}
	var order []string
	for _, r := range runs {
		class := r.Case.Class()
		if byClass[class] == nil {
			order = append(order, class)
		}
		byClass[class] = append(byClass[class], r)
	}
	for _, class := range order {
		if err := plotClass(dir, class, byClass[class]); err != nil {
			return fmt.Errorf("drawing %s: %w", class, err)
		}
	}
	return nil
}

// plotted is how many points a curve is drawn with.
const plotted = 120

func plotClass(dir, class string, runs []*Run) error {
	longest := 0.0
	byCase := map[string][]*Run{}
	var cases []string
	for _, r := range runs {
		longest = max(longest, r.Runtime.Seconds())
		name := r.Case.Name()
		if byCase[name] == nil {
			cases = append(cases, name)
		}
		byCase[name] = append(byCase[name], r)
	}
	p := plot.New()
	p.Title.Text = fmt.Sprintf("%s, %s", runs[0].Case.Set, class)
	p.X.Label.Text, p.Y.Label.Text = "giây / seconds", "gap %"
	p.Y.Min = 0
	p.Add(plotter.NewGrid())
	var all []plotter.XYs
	for _, name := range cases {
		curve := gapCurve(byCase[name], longest)
		if len(curve) == 0 {
			continue
		}
		all = append(all, curve)
		if err := addLine(p, curve, color.NRGBA{R: 90, G: 130, B: 190, A: 110}, 0.6); err != nil {
			return err
		}
	}
	if len(all) == 0 {
		return nil // no run came to a plan that serves everybody
	}
	if err := addLine(p, meanCurve(all), color.NRGBA{R: 190, G: 40, B: 30, A: 255}, 2); err != nil {
		return err
	}
	p.X.Min, p.Y.Max = 0, highest(all)
	return savePlot(p, filepath.Join(dir, fileName(class)+".svg"))
}

// highest is the largest gap after a tenth of the time: the first plans would flatten all the rest.
func highest(curves []plotter.XYs) float64 {
	top := 0.1
	for _, c := range curves {
		for _, point := range c[min(len(c)-1, plotted/10):] {
			top = max(top, point.Y)
		}
	}
	return top
}

// gapCurve is the mean gap over a case's runs at moments up to the longest run, from the first at which
// every run has a complete plan.
func gapCurve(runs []*Run, longest float64) plotter.XYs {
	best := 0.0
	if runs[0].Known {
		best = runs[0].Best.Value
	}
	if best == 0 {
		best = runs[0].Value
		for _, r := range runs {
			if (r.Value < best) != r.Case.Objective.Maximised() {
				best = r.Value
			}
		}
	}
	var curve plotter.XYs
	for i := range plotted + 1 {
		at := longest * float64(i) / plotted
		sum := 0.0
		for _, r := range runs {
			sum += r.gapAt(at, best)
		}
		if !math.IsInf(sum, 0) && !math.IsNaN(sum) {
			curve = append(curve, plotter.XY{X: at, Y: sum / float64(len(runs))})
		}
	}
	return curve
}

// gapAt is the gap to best of the run's best plan after so many seconds; infinite before there is one.
func (r *Run) gapAt(seconds, best float64) float64 {
	value := math.Inf(1)
	for _, c := range r.Curve {
		if c.Elapsed.Seconds() > seconds {
			break
		}
		value = c.Value
	}
	if math.IsInf(value, 1) || best == 0 {
		return math.Inf(1)
	}
	if r.Case.Objective.Maximised() {
		return 100 * (best - value) / best
	}
	return 100 * (value - best) / best
}

// meanCurve is the mean of curves where all have points.
func meanCurve(curves []plotter.XYs) plotter.XYs {
	var out plotter.XYs
	for i := range plotted + 1 {
		sum, n := plotter.XY{}, 0
		for _, c := range curves {
			if k := i - (plotted + 1 - len(c)); k >= 0 { // curves begin late and all end together
				sum.X += c[k].X
				sum.Y += c[k].Y
				n++
			}
		}
		if n == len(curves) {
			out = append(out, plotter.XY{X: sum.X / float64(n), Y: sum.Y / float64(n)})
		}
	}
	return out
}

func addLine(p *plot.Plot, points plotter.XYs, c color.Color, width float64) error {
	line, err := plotter.NewLine(points)
	if err != nil {
		return err
	}
	line.Color, line.Width = c, vg.Points(width)
	p.Add(line)
	return nil
}

// savePlot writes a picture as SVG.
func savePlot(p *plot.Plot, path string) error {
	canvas := vgsvg.New(16*vg.Centimeter, 10*vg.Centimeter)
	p.Draw(draw.New(canvas))
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	_, err = canvas.WriteTo(f)
	if closed := f.Close(); err == nil {
		err = closed
	}
	return err
}

var notInNames = regexp.MustCompile(`[^A-Za-z0-9_.-]+`)

// fileName is a class as a file is called: "C1 m=2" is C1_m_2.
func fileName(class string) string { return notInNames.ReplaceAllString(class, "_") }
