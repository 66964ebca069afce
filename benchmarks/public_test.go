package benchmarks

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gonha/solver/instance"
)

// setsFolder is a folder of sets with a table of best-known values beside them, as the public ones lie.
func setsFolder(t testing.TB) string {
	t.Helper()
	root := t.TempDir()
	for _, f := range []struct {
		path string
		o    SmallOptions
	}{
		{"vrptw_small/200/c1_2_10.txt", SmallOptions{Kind: instance.VRPTW, Clients: 6, Clustered: true}},
		{"vrptw_small/200/c1_2_9.txt", SmallOptions{Kind: instance.VRPTW, Clients: 6, Clustered: true, Seed: 1}},
		{"vrptw_small/1000/R1_10_1.txt", SmallOptions{Kind: instance.VRPTW, Clients: 8}},
		{"toptw/c101.txt", SmallOptions{Kind: instance.TOPTW, Clients: 6}},
		{"top_chao/set4/p4.2.a.txt", SmallOptions{Kind: instance.TOP, Clients: 6}},
		{"mdvrptw_small/PR11A.vrp", SmallOptions{Kind: instance.MDVRPTW, Clients: 4}},
	} {
		path := filepath.Join(root, filepath.FromSlash(f.path))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		file, err := os.Create(path)
		if err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(WriteSmall(file, f.o), file.Close()); err != nil {
			t.Fatal(err)
		}
	}
	put(t, filepath.Join(root, "toptw", "TOPTW_format.txt"), "***\nwords\n")
	put(t, filepath.Join(root, "toptw", "c101.sol"), "Route #1: 1\n")
	put(t, filepath.Join(root, KnownFile), "set,instance,m,objective_name,convention,value,source\n"+
		"vrptw_small,C1_2_9,,distance,truncated,900,a\n"+
		"vrptw_small,C1_2_9,7,distance,double precision,950,a\n"+
		"vrptw_other,R1_10_1,,distance,double precision,700,a\n"+
		"vrptw_other,R1_10_1,,distance,truncated,701,a\n"+
		"pcvrptw_x,R1_10_1,,distance,truncated,5,a\n"+
		"vrptw_small,C1_2_9,,vehicles,double,3,a\n"+
		"vrptw_small,C1_2_9,4,distance_at_min_vehicles,double,910,a\n"+
		"vrptw_small,C1_2_9,3,distance_at_min_vehicles,double,990,a\n"+
		"toptw,c101,2,score,truncated,44,a\n"+
		"toptw,c101,,sum_of_scores,bound,99,a\n"+
		"top_chao,p4.2.a,2,score,double precision,55,a\n")
	return root
}

func put(t testing.TB, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func names(cases []Case) []string {
	var list []string
	for i := range cases {
		list = append(list, cases[i].Set+"/"+cases[i].Name())
	}
	return list
}

func TestCases(t *testing.T) {
	root := setsFolder(t)
	tests := []struct {
		name      string
		selection Selection
		want      []string
	}{
		{"a set with its folders", Selection{Dir: "vrptw_small"}, []string{"vrptw_small/c1_2_9", "vrptw_small/c1_2_10", "vrptw_small/R1_10_1"}},
		{"a part of a set", Selection{Dir: "vrptw_small/1000"}, []string{"vrptw_small/R1_10_1"}},
		{"names whatever their case", Selection{Dir: "vrptw_small", Globs: "r1_*, C1_2_9"}, []string{"vrptw_small/c1_2_9", "vrptw_small/R1_10_1"}},
		{"teams", Selection{Dir: "toptw"}, []string{"toptw/c101 m=1", "toptw/c101 m=2", "toptw/c101 m=3", "toptw/c101 m=4"}},
		{"teams chosen", Selection{Dir: "toptw", Teams: []int{3}}, []string{"toptw/c101 m=3"}},
		{"teams in the file", Selection{Dir: "top_chao"}, []string{"top_chao/p4.2.a"}},
	}
	for _, test := range tests {
		test.selection.Dir = filepath.Join(root, filepath.FromSlash(test.selection.Dir))
		cases, err := Cases(test.selection)
		if diff := cmp.Diff(test.want, names(cases)); diff != "" || err != nil {
			t.Errorf("%s: %v (-want +got):\n%s", test.name, err, diff)
		}
	}
}

func TestCasesRefuses(t *testing.T) {
	root := setsFolder(t)
	put(t, filepath.Join(root, "toptw", "broken.vrp"), "NAME : x\nDIMENSION : 7\n")
	for name, selection := range map[string]Selection{
		"nothing there":        {Dir: filepath.Join(root, "nowhere")},
		"nothing of that name": {Dir: root, Globs: "zz*"},
		"a bad pattern":        {Dir: root, Globs: "[x"},
		"a broken file":        {Dir: filepath.Join(root, "toptw")},
		"teams that are fixed": {Dir: filepath.Join(root, "vrptw_small"), Teams: []int{2}},
		"fleet of scores":      {Dir: filepath.Join(root, "top_chao"), Fleet: true},
	} {
		if cases, err := Cases(selection); err == nil {
			t.Errorf("%s: %d cases", name, len(cases))
		}
	}
	if _, err := Cases(Selection{Dir: root, Globs: "zz*"}); !errors.Is(err, ErrNoInstances) {
		t.Errorf("nothing found: %v", err)
	}
}

func TestKnownBest(t *testing.T) {
	root := setsFolder(t)
	tests := []struct {
		selection Selection
		want      Best
		known     bool
	}{
		{Selection{Dir: "vrptw_small/200", Globs: "c1_2_9"}, Best{Value: 900}, true},
		{Selection{Dir: "vrptw_small/200", Globs: "c1_2_9", Fleet: true}, Best{Value: 990, Vehicles: 3}, true},
		{Selection{Dir: "vrptw_small/200", Globs: "c1_2_10"}, Best{}, false},
		{Selection{Dir: "vrptw_small/1000"}, Best{Value: 701}, true}, // of another set of the same kind
		{Selection{Dir: "toptw", Teams: []int{2}}, Best{Value: 44}, true},
		{Selection{Dir: "toptw", Teams: []int{1}}, Best{}, false},
		{Selection{Dir: "top_chao"}, Best{Value: 55}, true},
	}
	for _, test := range tests {
		test.selection.Dir = filepath.Join(root, filepath.FromSlash(test.selection.Dir))
		cases, err := Cases(test.selection)
		if err != nil {
			t.Fatal(err)
		}
		known, err := FindKnown(test.selection.Dir)
		if err != nil {
			t.Fatal(err)
		}
		if best, ok := known.Best(&cases[0]); best != test.want || ok != test.known {
			t.Errorf("%s: %v, %v; want %v, %v", cases[0].Name(), best, ok, test.want, test.known)
		}
	}
	none, err := FindKnown(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	cases, err := Cases(Selection{Dir: filepath.Join(root, "top_chao")})
	if _, ok := none.Best(&cases[0]); ok || err != nil {
		t.Errorf("an empty table knows a value, %v", err)
	}
}

func TestReadKnownFaults(t *testing.T) {
	path := filepath.Join(t.TempDir(), KnownFile)
	for _, text := range []string{"", "set,instance\n", "set,instance,m,objective_name,convention,value\na,b,1,score,x,many\n", "set,instance,m,objective_name,convention,value\na,b\n"} {
		put(t, path, text)
		if _, err := ReadKnown(path); err == nil {
			t.Errorf("%q is accepted", text)
		}
	}
	if _, err := ReadKnown(path + ".absent"); err == nil {
		t.Error("an absent file is accepted")
	}
}

// Whatever the bytes, a table is read or refused, and can be asked.
func FuzzParseKnown(f *testing.F) {
	f.Add("set,instance,m,objective_name,convention,value\nvrptw_x,SMALL,,distance,x,5\n")
	f.Add("set,instance,m,objective_name,convention,value\nvrptw_x,SMALL,3,vehicles,x,1e300\n,,,,,\n")
	c := smallCase(f, SmallOptions{Kind: instance.VRPTW, Clients: 2})
	c.Instance.Name = "SMALL"
	f.Fuzz(func(_ *testing.T, text string) {
		if k, err := parseKnown(strings.NewReader(text)); err == nil {
			k.Best(c)
		}
	})
}

func TestClassOf(t *testing.T) {
	for name, want := range map[string]string{
		"C101": "C1", "rc208": "RC2", "r1_10_1": "R1_10", "RC2_10_8": "RC2_10", "p4.2.a": "p4", "pr05": "pr", "PR11A": "PR",
		"Leuven1": "Leuven", "d1291_gen2_m10": "gen2_m10", "42": "42",
	} {
		if got := classOf(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

func TestNaturally(t *testing.T) {
	list := []string{"c10", "c9", "b", "c1_10_1", "c1_2_1", "c", "c1_2"}
	slices.SortFunc(list, naturally)
	if diff := cmp.Diff([]string{"b", "c", "c1_2", "c1_2_1", "c1_10_1", "c9", "c10"}, list); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
