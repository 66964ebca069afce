package instance

import (
	"encoding/csv"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// public is a folder of the public sets beside the repository; the test is skipped where it is absent.
func public(t testing.TB, folder string) string {
	t.Helper()
	dir := filepath.Join("..", "..", "..", "shared", "instances", folder)
	if _, err := os.Stat(dir); err != nil {
		t.Skip("the public sets are not beside the repository: ../shared/instances")
	}
	return dir
}

// instanceFile is what the files of instances are called.
var instanceFile = regexp.MustCompile(`^[^_]+(_\d+_\d+|_gen\d+_m\d+)?\.(txt|vrp)$`)

// Every file of the public sets can be read, and is of the kind that its folder says.
func TestReadPublicSets(t *testing.T) {
	kinds := map[string]Kind{
		"vrptw_solomon": VRPTW, "vrptw_gehring_homberger": VRPTW, "toptw": TOPTW, "top_chao": TOP,
		"top_vls": TOP, "pcvrptw_pyvrp": PCVRPTW, "mdvrptw_vidal": MDVRPTW, "cvrp_xxl_belgium": CVRP,
	}
	for folder, kind := range kinds {
		t.Run(folder, func(t *testing.T) {
			files := 0
			err := filepath.WalkDir(public(t, folder), func(path string, d os.DirEntry, err error) error {
				name := d.Name()
				if err != nil || d.IsDir() || !instanceFile.MatchString(name) || name == "chaoResults.txt" {
					return err
				}
				files++
				in, err := ReadFile(path)
				if err != nil {
					return err
				}
				if in.Kind != kind {
					t.Errorf("%s is a %v", name, in.Kind)
				}
				if err := in.Problem().Validate(); err != nil {
					t.Errorf("%s: %v", name, err)
				}
				return nil
			})
			if err != nil || files == 0 {
				t.Errorf("%d files, %v", files, err)
			}
		})
	}
}

// The routes that come with the public sets are feasible and worth what is published for them.
func TestEvaluatePublicSolutions(t *testing.T) {
	published := publishedValues(t)
	for _, folder := range []string{"pcvrptw_pyvrp", "mdvrptw_vidal", "cvrp_xxl_belgium"} {
		t.Run(folder, func(t *testing.T) {
			files, err := filepath.Glob(filepath.Join(public(t, folder), "*.sol"))
			if err != nil || len(files) == 0 {
				t.Fatalf("%d solutions, %v", len(files), err)
			}
			for _, path := range files {
				in, s := readBoth(t, strings.TrimSuffix(path, ".sol")+".vrp", path)
				e := in.Evaluate(s.Routes)
				if err := e.Err(); err != nil {
					t.Errorf("%s: %v", in.Name, err)
				}
				want := published[folder+" "+in.Name+" "]
				if math.Abs(e.Value-want) > 1e-6 || math.Abs(e.Value*in.Measure.Scale-s.Cost) > 1e-3 {
					t.Errorf("%s is worth %v; the table says %v, the file %v", in.Name, e.Value, want, s.Cost)
				}
			}
		})
	}
}

// So are the routes of the orienteering set; for some instances the literature knows better ones.
func TestEvaluatePublicOrienteering(t *testing.T) {
	published := publishedValues(t)
	dir := public(t, "toptw")
	files, err := filepath.Glob(filepath.Join(dir, "reference_routes", "*.sol"))
	if err != nil || len(files) == 0 {
		t.Fatalf("%d solutions, %v", len(files), err)
	}
	name := regexp.MustCompile(`^(.*)_m(\d+)$`)
	for _, path := range files {
		part := name.FindStringSubmatch(Stem(path))
		in, s := readBoth(t, filepath.Join(dir, part[1]+".txt"), path)
		m, _ := strconv.Atoi(part[2])
		e := in.WithTeams(m).Evaluate(s.Routes)
		if err := e.Err(); err != nil {
			t.Errorf("%s: %v", Stem(path), err)
		}
		if want, ok := published["toptw "+part[1]+" "+part[2]]; !ok || e.Value > want || s.Stated && s.Cost != e.Value {
			t.Errorf("%s is worth %v; the table says %v, the file %v", Stem(path), e.Value, want, s.Cost)
		}
	}
}

func readBoth(t *testing.T, problem, solution string) (*Instance, *Solution) {
	t.Helper()
	in, err := ReadFile(problem)
	if err != nil {
		t.Fatal(err)
	}
	s, err := ReadSolutionFile(solution)
	if err != nil {
		t.Fatal(err)
	}
	return in, s
}

// publishedValues are those of the table beside the sets, by "set instance m".
func publishedValues(t *testing.T) map[string]float64 {
	t.Helper()
	f, err := os.Open(filepath.Join(public(t, ""), "bks.csv"))
	if err != nil {
		t.Skip(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	values := map[string]float64{}
	for _, row := range rows[1:] {
		if row[3] == "sum_of_scores" {
			continue
		}
		value, err := strconv.ParseFloat(row[5], 64)
		if err != nil {
			t.Fatal(err)
		}
		values[row[0]+" "+row[1]+" "+row[2]] = value
	}
	return values
}
