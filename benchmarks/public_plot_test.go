package benchmarks

import (
	"encoding/xml"
	"errors"
	"io"
	"math"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"gonum.org/v1/plot/plotter"

	"gonha/solver/instance"
)

// Every class gets a picture that is well-formed.
func TestPlotRuns(t *testing.T) {
	var runs []*Run
	for _, kind := range []instance.Kind{instance.VRPTW, instance.TOPTW} {
		for seed := range uint64(2) {
			run, err := smallCase(t, SmallOptions{Kind: kind, Clients: 20}).Solve(t.Context(), seed, iterations(200), &Known{})
			if err != nil {
				t.Fatal(err)
			}
			runs = append(runs, run)
		}
	}
	runs = append(runs, &Run{Case: smallCase(t, SmallOptions{Kind: instance.CVRP, Clients: 5})}) // has no plan at all
	dir := t.TempDir()
	if err := PlotRuns(dir, runs); err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil || len(files) != 2 {
		t.Fatalf("%v, %v", files, err)
	}
	for _, path := range files {
		f, err := os.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		elements := 0
		for d := xml.NewDecoder(f); ; elements++ {
			if _, err := d.Token(); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Fatalf("%s: %v", path, err)
			}
		}
		if err := f.Close(); err != nil || elements < 50 {
			t.Errorf("%s: %d elements, %v", path, elements, err)
		}
	}
	if PlotRuns(filepath.Join(dir, "absent"), runs) == nil {
		t.Error("an absent folder is no error")
	}
}

func TestGapCurve(t *testing.T) {
	c := smallCase(t, SmallOptions{Kind: instance.VRPTW, Clients: 5})
	run := &Run{Case: c, Value: 110, Known: true, Best: Best{Value: 100}, Curve: []CurvePoint{
		{0, math.Inf(1)}, {time.Second, 120}, {3 * time.Second, 110},
	}}
	curve := gapCurve([]*Run{run}, 4)
	if len(curve) != plotted*3/4+1 {
		t.Errorf("%d points", len(curve))
	}
	if diff := cmp.Diff([]plotter.XY{{X: 1, Y: 20}, {X: 4, Y: 10}}, []plotter.XY{curve[0], curve[len(curve)-1]}); diff != "" {
		t.Errorf("ends (-want +got):\n%s", diff)
	}
	run.Known = false // now the best of the runs is what the gap is to
	curve = gapCurve([]*Run{run}, 4)
	if end := curve[len(curve)-1].Y; end != 0 {
		t.Errorf("ends at %v", end)
	}
}

func TestMeanCurve(t *testing.T) {
	flat := func(from int, y float64) (out plotter.XYs) {
		for i := from; i <= plotted; i++ {
			out = append(out, plotter.XY{X: float64(i), Y: y})
		}
		return out
	}
	got := meanCurve([]plotter.XYs{flat(0, 2), flat(7, 4)})
	if diff := cmp.Diff(flat(7, 3), got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
