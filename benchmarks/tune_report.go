package benchmarks

import (
	"fmt"
	"image/color"
	"io"
	"maps"
	"math"
	"slices"
	"strings"
	"text/tabwriter"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"gonha/solver"
)

// tuningText names a tuning by what it changes: "cold=0.01 removed=12".
func tuningText(t solver.Tuning) string {
	var parts []string
	for _, name := range slices.Sorted(maps.Keys(t)) {
		parts = append(parts, fmt.Sprintf("%s=%.4g", name, t[name]))
	}
	if len(parts) == 0 {
		return "như cũ / as it was"
	}
	return strings.Join(parts, " ")
}

// WriteVerdicts writes a table of tunings, the best first.
func WriteVerdicts(w io.Writer, verdicts []Verdict) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "tuning\tpairs\tchange %\t95 %\tp\tp, all tried")
	for i := range verdicts {
		v := &verdicts[i]
		fmt.Fprintf(t, "%s\t%d\t%s\t%.3f\n", tuningText(v.Tuning), v.N, v.Paired.text(), v.Adjusted)
	}
	if err := t.Flush(); err != nil {
		return err
	}
	_, err := fmt.Fprintln(w, "change: + tệ hơn, - tốt hơn / + is worse, - better")
	return err
}

// maxDrawn is how many tunings a picture shows, the best ones.
const maxDrawn = 40

// PlotVerdicts draws the tunings with their intervals as an SVG file, the best at the top.
func PlotVerdicts(path string, verdicts []Verdict) error {
	verdicts = verdicts[:min(len(verdicts), maxDrawn)]
	var points plotter.XYs
	var labels []string
	p := plot.New()
	p.Title.Text = "gonha tune"
	p.X.Label.Text = "thay đổi / change %, 95 %"
	for i := range verdicts {
		v := &verdicts[i]
		y := float64(len(verdicts) - 1 - i)
		points = append(points, plotter.XY{X: v.Mean, Y: y})
		labels = append([]string{tuningText(v.Tuning)}, labels...)
		if !math.IsInf(v.Low, 0) {
			if err := addLine(p, plotter.XYs{{X: v.Low, Y: y}, {X: v.High, Y: y}}, color.NRGBA{R: 90, G: 130, B: 190, A: 255}, 1); err != nil {
				return err
			}
		}
	}
	if len(points) == 0 {
		return nil
	}
	dots, err := plotter.NewScatter(points)
	if err != nil {
		return err
	}
	dots.Shape, dots.Radius, dots.Color = draw.CircleGlyph{}, vg.Points(2.5), color.NRGBA{R: 190, G: 40, B: 30, A: 255}
	p.Add(dots, plotter.NewGrid())
	p.NominalY(labels...)
	low, high := p.X.Min, p.X.Max
	p.X.Min, p.X.Max = min(low, 0), max(high, 0)
	if err := addLine(p, plotter.XYs{{X: 0, Y: -0.5}, {X: 0, Y: float64(len(points)) - 0.5}}, color.Black, 0.5); err != nil {
		return err
	}
	return savePlot(p, path)
}
