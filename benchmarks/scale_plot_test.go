package benchmarks

import (
	"os"
	"path/filepath"
	"testing"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/plotutil"
	"gonum.org/v1/plot/vg"
)

// plotSizes draws the time that each size needs, beside a line along which the time for a household is
// the same, and one along which it grows by 1.3 with each doubling.
func plotSizes(path string, rows []sizeRow) error {
	p := plot.New()
	p.Title.Text = "Time to come within 1 % of the longest plan"
	p.X.Label.Text, p.Y.Label.Text = "households", "seconds"
	p.X.Scale, p.Y.Scale = plot.LogScale{}, plot.LogScale{}
	p.X.Tick.Marker, p.Y.Tick.Marker = plot.LogTicks{Prec: -1}, plot.LogTicks{Prec: -1}
	var measured, linear, steep plotter.XYs
	first := rows[0]
	factor := 1.0
	for i, r := range rows {
		if i > 0 {
			factor *= 1.3
		}
		x, line := float64(r.households), first.need*float64(r.households)/float64(first.households)
		measured = append(measured, plotter.XY{X: x, Y: r.need})
		linear = append(linear, plotter.XY{X: x, Y: line})
		steep = append(steep, plotter.XY{X: x, Y: line * factor})
	}
	if err := plotutil.AddLinePoints(p, "measured", measured, "as long a household", linear, "1.3 times as long a doubling", steep); err != nil {
		return err
	}
	p.Legend.Top, p.Legend.Left = true, true
	return p.Save(16*vg.Centimeter, 11*vg.Centimeter, path)
}

func TestPlotSizes(t *testing.T) {
	path := filepath.Join(t.TempDir(), "sizes.svg")
	if err := plotSizes(path, []sizeRow{{5000, 2}, {10_000, 4.5}, {20_000, 9}}); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(path); err != nil || info.Size() < 1000 {
		t.Errorf("%v, %v", info, err)
	}
}
