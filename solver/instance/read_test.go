package instance

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gonha/solver"
)

// Small files of every format.
const (
	solomonFile = "TINY\r\n\r\nVEHICLE\r\nNUMBER     CAPACITY\r\n  2         50\r\n\r\nCUSTOMER\r\n" +
		"CUST NO.  XCOORD.   YCOORD.    DEMAND   READY TIME  DUE DATE   SERVICE   TIME\r\n \r\n" +
		"    0      40         50          0          0       1236          0   \r\n" +
		"    1      45         68         10        912        967         90   \r\n"
	toptwFile = "4 10 1 1\n0 200\n  0 40.00 50.00 0.00 0.00 0 0 0 1236\n  1 45.00 68.00 90.00 10.00 1 2 1 2 912 967\n"
	topFile   = "n 3\nm 2\ntmax 25.5\n0.0\t0.0\t0\n3.0\t4.0\t7\n6.0\t8.0\t0\n"
	cvrpFile  = "NAME : \tTINY\t\nCOMMENT : \"a : b\"\nTYPE : CVRP\nDIMENSION : 3\nEDGE_WEIGHT_TYPE : EUC_2D\nCAPACITY : 25\n" +
		"NODE_COORD_SECTION\n1 0 0\n2 3 4\n3 1 1\nDEMAND_SECTION\n1 0\n2 20\n3 10\nDEPOT_SECTION\n 1\n -1\nEOF\n"
	prizeFile = "NAME : TINY\nDIMENSION : 2\nVEHICLES : 3\nCAPACITY : 9\nSERVICE_TIME : 90\nEDGE_WEIGHT_TYPE : EUC_2D\n" +
		"NODE_COORD_SECTION\n1 0 0\n2 1 1\nDEMAND_SECTION\n1 0\n2 5\nTIME_WINDOW_SECTION\n1 0 500\n2 10 20\n" +
		"PRIZE_SECTION\n1 0\n2 21\nDEPOT_SECTION\n1\n-1\nEOF\n"
	depotsFile = "NAME: TINY\nEDGE_WEIGHT_TYPE: EUC_2D\nDIMENSION: 3\nVEHICLES: 2\nCAPACITY: 9\nVEHICLES_MAX_DURATION: 45\n" +
		"NODE_COORD_SECTION\n1\t0\t0\n2\t9\t0\n3\t4.5\t0\nDEMAND_SECTION\n1\t0\n2\t0\n3\t7\n" +
		"SERVICE_TIME_SECTION\n1\t0\n2\t0\n3\t5\nTIME_WINDOW_SECTION\n1\t0\t100\n2\t0\t100\n3\t10\t20\n" +
		"VEHICLES_DEPOT_SECTION\n1\t1\n2\t2\nDEPOT_SECTION\n1\n2\nEOF\n"
)

func TestRead(t *testing.T) {
	none := math.Inf(1)
	tests := []struct {
		file, text string
		want       Instance
	}{
		{"C1.txt", solomonFile, Instance{
			Kind: VRPTW, Objective: Distance, Measure: Measure{10, Down}, Depots: []int32{0},
			Sites:    []Site{{X: 40, Y: 50, Close: 1236}, {X: 45, Y: 68, Demand: 10, Open: 912, Close: 967, Service: 90}},
			Vehicles: []Vehicle{{0, 0, 50, none}, {0, 0, 50, none}},
		}},
		{"c1.txt", toptwFile, Instance{
			Kind: TOPTW, Objective: Score, Measure: Measure{10, Down}, Depots: []int32{0},
			Sites:    []Site{{X: 40, Y: 50, Close: 1236}, {X: 45, Y: 68, Prize: 10, Open: 912, Close: 967, Service: 90}},
			Vehicles: []Vehicle{{0, 0, solver.Unlimited, none}},
		}},
		{"pr1.txt", toptwFile, Instance{
			Kind: TOPTW, Objective: Score, Measure: Measure{100, Down}, Depots: []int32{0},
			Sites:    []Site{{X: 40, Y: 50, Close: 1236}, {X: 45, Y: 68, Prize: 10, Open: 912, Close: 967, Service: 90}},
			Vehicles: []Vehicle{{0, 0, solver.Unlimited, none}},
		}},
		{"p1.2.a.txt", topFile, Instance{
			Kind: TOP, Objective: Score, Measure: Measure{1, None}, Depots: []int32{0, 2},
			Sites:    []Site{{Close: 25.5}, {X: 3, Y: 4, Prize: 7, Close: 25.5}, {X: 6, Y: 8, Close: 25.5}},
			Vehicles: []Vehicle{{0, 2, solver.Unlimited, none}, {0, 2, solver.Unlimited, none}},
		}},
		{"X.vrp", cvrpFile, Instance{
			Kind: CVRP, Objective: Distance, Measure: Measure{1, Nearest}, Depots: []int32{0},
			Sites:    []Site{{Close: none}, {X: 3, Y: 4, Demand: 20, Close: none}, {X: 1, Y: 1, Demand: 10, Close: none}},
			Vehicles: []Vehicle{{0, 0, 25, none}, {0, 0, 25, none}, {0, 0, 25, none}},
		}},
		{"P.vrp", prizeFile, Instance{
			Kind: PCVRPTW, Objective: DistancePlusPrizes, Measure: Measure{10, Down}, Depots: []int32{0},
			Sites:    []Site{{Close: 500}, {X: 1, Y: 1, Demand: 5, Prize: 21, Open: 10, Close: 20, Service: 90}},
			Vehicles: []Vehicle{{0, 0, 9, none}, {0, 0, 9, none}, {0, 0, 9, none}},
		}},
		{"M.vrp", depotsFile, Instance{
			Kind: MDVRPTW, Objective: Distance, Measure: Measure{1000, Nearest}, Depots: []int32{0, 1}, Ordered: true,
			Sites:    []Site{{Close: 100}, {X: 9, Close: 100}, {X: 4.5, Demand: 7, Open: 10, Close: 20, Service: 5}},
			Vehicles: []Vehicle{{0, 0, 9, 45}, {1, 1, 9, 45}},
		}},
	}
	for _, test := range tests {
		in, err := Read(test.file, strings.NewReader(test.text))
		if err != nil {
			t.Errorf("%s: %v", test.file, err)
			continue
		}
		test.want.Name = Stem(test.file)
		if diff := cmp.Diff(&test.want, in); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.file, diff)
		}
	}
}

// What is wrong is said with file and line, in both languages.
func TestReadFaults(t *testing.T) {
	tests := []struct {
		name, text, from, to string // in text, from becomes to
		want                 string
	}{
		{"empty", "", "", "", "F.txt: "},
		{"prose", "hello\nworld\n", "", "", "F.txt: "},
		{"no capacity", solomonFile, "  2         50", "  2", "F.txt:5: "},
		{"no vehicles", solomonFile, "  2         50", "  0 50", "F.txt:5: "},
		{"a word for a number", solomonFile, "1236", "late", "F.txt:10: "},
		{"not a number", solomonFile, "1236", "NaN", "F.txt:10: "},
		{"a column too few", solomonFile, "         90 ", " ", "F.txt:11: "},
		{"numbers skip", solomonFile, "    1      45", "    2      45", "F.txt:11: "},
		{"half a demand", solomonFile, "68         10", "68 10.5", "F.txt:11: "},
		{"closes before it opens", solomonFile, "967", "900", "F.txt: "},
		{"too far for whole units", solomonFile, " 45 ", " 99999999 ", "F.txt: "},
		{"a list shorter than it says", toptwFile, "1 2 1 2 912", "1 2 1 912", "F.txt:4: "},
		{"fewer points than said", toptwFile, "4 10 1 1", "4 10 7 1", "F.txt:4: "},
		{"no tmax", topFile, "tmax", "tmin", "F.txt:3: "},
		{"a negative score", topFile, "\t7", "\t-7", "F.txt:5: "},
		{"more points than said", topFile, "n 3", "n 2", "F.txt:6: "},
		{"one point", topFile, "n 3", "n 1", "F.txt:3: "},
		{"a matrix", cvrpFile, "EUC_2D", "EXPLICIT", "F.txt:"},
		{"a section of no kind known", cvrpFile, "DEMAND_SECTION", "DEMONS_SECTION", "F.txt:11: "},
		{"a section twice", cvrpFile, "DEPOT_SECTION", "DEMAND_SECTION", "F.txt:15: "},
		{"a row of prose", cvrpFile, "2 20\n", "2 20\nfoo\n", "F.txt:14: "},
		{"no such node", cvrpFile, "3 10\n", "4 10\n", "F.txt:14: "},
		{"fewer nodes than said", cvrpFile, "DIMENSION : 3", "DIMENSION : 4", "F.txt:18: "},
		{"no depot", cvrpFile, "DEPOT_SECTION\n 1\n", "DEPOT_SECTION\n", "F.txt:17: "},
		{"a vehicle without depot", depotsFile, "2\t2\nDEPOT", "DEPOT", "F.txt:28: "},
		{"vehicles skip", depotsFile, "2\t2\nDEPOT", "3\t2\nDEPOT", "F.txt:25: "},
		{"a negative duration", depotsFile, "DURATION: 45", "DURATION: -45", "F.txt: "},
	}
	for _, test := range tests {
		text := strings.Replace(test.text, test.from, test.to, 1)
		_, err := Read("F.txt", strings.NewReader(text))
		if err == nil || !errors.Is(err, ErrFormat) || !strings.HasPrefix(err.Error(), test.want) || !strings.Contains(err.Error(), " / ") {
			t.Errorf("%s: %v, want %s... / ...", test.name, err, test.want)
		}
	}
}

func TestUnknownFormat(t *testing.T) {
	_, err := Read("README.md", strings.NewReader("# Instances\n\nfrom elsewhere\n"))
	if !errors.Is(err, ErrUnknown) {
		t.Errorf("%v", err)
	}
	if _, err := Read("x.vrp", strings.NewReader("NAME : x\nfoo\n")); err == nil || errors.Is(err, ErrUnknown) {
		t.Errorf("a faulty VRPLIB file: %v", err)
	}
}

type endless struct{}

func (endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = '1'
	}
	return len(p), nil
}

func TestReadIsBounded(t *testing.T) {
	if _, err := Read("x.txt", endless{}); !errors.Is(err, ErrFormat) {
		t.Errorf("%v", err)
	}
}

func TestStem(t *testing.T) {
	for path, want := range map[string]string{
		"set4/p4.2.a.txt": "p4.2.a", "C101.TXT": "C101", "Leuven1.vrp": "Leuven1", "c101_m2.sol": "c101_m2", "p4.2.a": "p4.2.a",
	} {
		if got := Stem(path); got != want {
			t.Errorf("%s: %q, want %q", path, got, want)
		}
	}
}

func TestKindString(t *testing.T) {
	if got := fmt.Sprint(VRPTW, CVRP, MDVRPTW, PCVRPTW, TOPTW, TOP, Kind(77)); got != "VRPTW CVRP MDVRPTW PCVRPTW TOPTW TOP Kind(77)" {
		t.Error(got)
	}
}

// Whatever the bytes, reading gives an error or an instance that can be solved and written.
func FuzzRead(f *testing.F) {
	for _, text := range []string{solomonFile, toptwFile, topFile, cvrpFile, prizeFile, depotsFile} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		in, err := Read("F.txt", strings.NewReader(text))
		if err != nil {
			if !errors.Is(err, ErrFormat) {
				t.Errorf("an error that is not ErrFormat: %v", err)
			}
			return
		}
		p := in.Problem()
		if err := p.Validate(); err != nil {
			t.Fatalf("the problem is not valid: %v", err)
		}
		var alone [][]int32
		for _, c := range in.Clients()[:min(3, len(in.Clients()))] {
			alone = append(alone, []int32{c})
			for _, team := range p.Teams[:min(3, len(p.Teams))] {
				if there, _ := p.Travel[0].Leg(team.Start, c); there < 0 || there > 2*latestUnit {
					t.Fatalf("a leg of %d units", there)
				}
			}
		}
		if e := in.Evaluate(alone); math.IsNaN(e.Value) {
			t.Fatal("a value that is not a number")
		}
	})
}
