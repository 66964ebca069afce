package benchmarks

import (
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"gonha/geo"
	"gonha/solver/campaign"
)

var (
	scalePartsFlag = flag.String("scale", "", "TestScale: what to measure, of sizes,threads,long,province")
	scaleWardsFlag = flag.String("scale-wards", "1,2,4,8,16", "TestScale: sizes, in wards of 5,000 households and 18 teams")
	districtFlag   = flag.String("district", "", "TestScale: absolute path of the folder with the lists of long")
	provinceFlag   = flag.String("province", "", "TestScale: absolute path of the folder with the lists of province")
	plotFlag       = flag.String("plot", "", "TestScale: absolute path of the SVG or PNG file to draw sizes into")
)

// A size is so many wards side by side, each with its own post, so that nothing but the number changes.
const (
	wardHouseholds = 5000
	wardTeams      = 18
)

// district is so many wards in a square.
func district(t testing.TB, wards int) ([]campaign.Household, []campaign.Team) {
	t.Helper()
	var households []campaign.Household
	var teams []campaign.Team
	columns := int(math.Ceil(math.Sqrt(float64(wards))))
	for w := range wards {
		o := named(t, "ward")
		o.Seed, o.Households, o.Teams = uint64(w+1), wardHouseholds, wardTeams
		side := math.Sqrt(wardHouseholds / o.Density * 10_000) // metres
		degree := geo.EarthRadius * math.Pi / 180
		o.Centre.Lat += float64(w/columns) * side / degree
		o.Centre.Lon += float64(w%columns) * side / degree / math.Cos(o.Centre.Lat*math.Pi/180)
		h, m := Ward(o)
		for i := range h {
			h[i].ID = fmt.Sprintf("%02d-%s", w, h[i].ID)
		}
		for i := range m {
			m[i].ID = fmt.Sprintf("%02d-%s", w, m[i].ID)
		}
		households, teams = append(households, h...), append(teams, m...)
	}
	return households, teams
}

// folderOf writes a district's lists, for other processes to read.
func folderOf(t testing.TB, wards int) place {
	t.Helper()
	dir := filepath.Join(t.TempDir(), fmt.Sprintf("%d wards", wards))
	if err := os.MkdirAll(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	households, teams := district(t, wards)
	for name, write := range map[string]func(*os.File) error{
		"households.csv": func(f *os.File) error { return WriteHouseholds(f, households) },
		"teams.csv":      func(f *os.File) error { return WriteTeams(f, teams) },
	} {
		f, err := os.Create(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		if err := write(f); err != nil {
			t.Fatal(err)
		}
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
	}
	return place{Folder: dir}
}

// scaling is a measurement of scale under way: its solves and what was asked of them.
type scaling struct {
	t      *testing.T
	solves []measurement
	asked  [][]string
}

// TestScale measures how plans grow with their problem, each solve in a process of its own, one after the
// other on a machine that should be quiet. It judges nothing, and prints tables to paste into RESULTS.md.
func TestScale(t *testing.T) {
	if *scalePartsFlag == "" {
		t.Skip("a measurement of half an hour: give -scale; the flags are described by -args -h")
	}
	s := &scaling{t: t}
	for part := range strings.SplitSeq(*scalePartsFlag, ",") {
		switch part {
		case "sizes":
			s.sizes()
		case "threads":
			s.threads()
		case "long":
			s.long()
		case "province":
			s.province()
		default:
			t.Fatalf("-scale: no part %q", part)
		}
	}
	aims := table{title: "Scale, against the aims", columns: []string{"run", "what", "asked", "measured"}, rows: s.asked}
	for _, made := range []table{runTable(*labelFlag, "TestScale"), scaleTable(*labelFlag, s.solves), aims} {
		fmt.Println(made.markdown())
	}
}

// ask notes what was asked and what came of it.
func (s *scaling) ask(what, asked, format string, measured ...any) {
	s.asked = append(s.asked, []string{*labelFlag, what, asked, fmt.Sprintf(format, measured...)})
	s.t.Logf("%s: asked %s, measured %s", what, asked, fmt.Sprintf(format, measured...))
}

// soft is a trial with stops, soft turfs and seed 1.
func (s *scaling) soft(ward place, seconds float64, threads int) *outcome {
	s.t.Helper()
	m := measurement{trial: trial{Ward: ward, Seconds: seconds * *scaleFlag, Radius: 30, Turfs: "soft", Threads: threads, Seed: 1}}
	out, err := m.run(s.t.Context())
	if err != nil {
		s.t.Fatal(err)
	}
	m.outcome = *out
	m.households, m.teams = out.Summary.Visits+out.Summary.Unvisited, out.Summary.Teams
	s.solves = append(s.solves, m)
	s.t.Logf("%s, %d threads, %.3g s: %d people of at most %d", ward.name(), threads, m.Seconds, out.Summary.Persons, out.Summary.PrizeBound)
	return out
}

// scaleTable is the solves, the time limit against the clock among them.
func scaleTable(label string, all []measurement) table {
	t := table{
		title: "Scale",
		columns: []string{"run", "place", "households, teams", "threads", "seconds", "people", "prize", "bound", "first plan s", "elapsed s", "over the limit %",
			"process s", "CPU s", "iterations", "peak MB"},
	}
	for i := range all {
		m := &all[i]
		t.rows = append(t.rows, []string{
			label, m.Ward.name(), thousands(int64(m.households)) + ", " + thousands(int64(m.teams)), strconv.Itoa(m.Threads), decimals(m.Seconds),
			thousands(int64(m.Summary.Persons)), thousands(m.Summary.Prize), thousands(m.Summary.PrizeBound), decimals(m.FirstPlan), decimals(m.Summary.RuntimeS),
			fmt.Sprintf("%+.1f", 100*(m.Summary.RuntimeS/m.Seconds-1)), decimals(m.Process), decimals(m.CPU), thousands(m.Iterations), megabytes(m.PeakBytes),
		})
	}
	return t
}

// sizeRow is what a size took to come within closeEnough of its longest plan.
type sizeRow struct {
	households int
	need       float64 // seconds
}

// closeEnough is the share of the prize of the longest plan that is asked for.
const closeEnough = 0.99

// sizes finds for each size the time limit with which a plan comes within a hundredth of the one
// made in the longest, which is as long for each household in every size.
func (s *scaling) sizes() {
	wards, err := numbers(*scaleWardsFlag)
	if err != nil {
		s.t.Fatal(err)
	}
	var rows []sizeRow
	for _, w := range wards {
		folder := folderOf(s.t, int(w))
		var limits, prizes []float64
		for _, each := range []float64{0.2, 0.4, 0.8, 1.6, 3.2} { // seconds for a thousand households
			limit := each * wardHouseholds / 1000 * float64(w)
			limits = append(limits, limit**scaleFlag)
			prizes = append(prizes, float64(s.soft(folder, limit, *threadsFlag).Summary.Prize))
		}
		rows = append(rows, sizeRow{int(w) * wardHouseholds, needed(limits, prizes)})
	}
	for i, r := range rows {
		if i == 0 {
			s.ask(fmt.Sprintf("time of %d households to 1 %% of their longest plan", r.households), none, "%.1f s", r.need)
			continue
		}
		last := rows[i-1]
		s.ask(fmt.Sprintf("time for a household to that, from %d to %d of them", last.households, r.households), "at most x 1.3 a doubling",
			"x %.2f (%.1f s)", r.need/last.need*float64(last.households)/float64(r.households), r.need)
	}
	if *plotFlag != "" {
		if err := plotSizes(*plotFlag, rows); err != nil {
			s.t.Fatal(err)
		}
	}
}

// needed is the least time, between those tried by way of their logarithms, with which the prize comes
// close enough to the last.
func needed(limits, prizes []float64) float64 {
	want := closeEnough * prizes[len(prizes)-1]
	i := slices.IndexFunc(prizes, func(p float64) bool { return p >= want })
	if i == 0 {
		return limits[0]
	}
	part := (want - prizes[i-1]) / (prizes[i] - prizes[i-1])
	return limits[i-1] * math.Pow(limits[i]/limits[i-1], part)
}

// threads holds what two threads reach in half the time, and in 0.55 of it, against one.
func (s *scaling) threads() {
	for _, wards := range []int{2, 8} {
		folder, seconds := folderOf(s.t, wards), 10*float64(wards)
		one := s.soft(folder, seconds, 1)
		for _, share := range []float64{0.5, 0.55} {
			two := s.soft(folder, share*seconds, 2)
			s.ask(fmt.Sprintf("two threads in %.2f of the time, against one, %d households", share, wards*wardHouseholds), "as many people in 0.55",
				"%+.2f %%", 100*(float64(two.Summary.Persons)/float64(one.Summary.Persons)-1))
		}
	}
}

// long holds a minute's plan of a district against ten minutes'.
func (s *scaling) long() {
	folder := place{Folder: *districtFlag}
	if folder.Folder == "" {
		folder = folderOf(s.t, 11)
	}
	short, long := s.soft(folder, 60, 2), s.soft(folder, 600, 2)
	s.ask("a district's first plan", "2 s", "%.2f s", short.FirstPlan)
	s.ask("its plan of 60 s against that of 600 s", "within 1 %", "%.2f %% below", 100*(1-float64(short.Summary.Prize)/float64(long.Summary.Prize)))
	s.ask("memory of both", "500 MB", "%s MB", megabytes(max(short.PeakBytes, long.PeakBytes)))
}

// province makes a province's plan in two minutes.
func (s *scaling) province() {
	if *provinceFlag == "" {
		s.t.Fatal("-scale province needs -province")
	}
	out := s.soft(place{Folder: *provinceFlag}, 120, 2)
	s.ask("a province's plan", "120 s", "%.1f s, %.1f s with reading its lists", out.Summary.RuntimeS, out.Process)
	s.ask("its memory", "1,500 MB", "%s MB", megabytes(out.PeakBytes))
}

func TestDistrict(t *testing.T) {
	households, teams := district(t, 3)
	if len(households) != 3*wardHouseholds || len(teams) != 3*wardTeams {
		t.Fatalf("%d households, %d teams", len(households), len(teams))
	}
	if err := nightOf(households, teams).Validate(); err != nil {
		t.Error(err)
	}
	posts := map[geo.Point]bool{}
	for i := range teams {
		posts[teams[i].Start] = true
	}
	if len(posts) != 3 {
		t.Errorf("%d posts, want one a ward", len(posts))
	}
}

func TestNeeded(t *testing.T) {
	for _, c := range []struct {
		prizes []float64
		want   float64
	}{
		{[]float64{1000, 1000, 1000}, 1},
		{[]float64{500, 990, 1000}, 2},
		{[]float64{500, 980, 1000}, 2 * math.Sqrt2},
	} {
		if got := needed([]float64{1, 2, 4}, c.prizes); math.Abs(got-c.want) > 1e-9 {
			t.Errorf("%v: %v, want %v", c.prizes, got, c.want)
		}
	}
}
