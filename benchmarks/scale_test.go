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

// TestScale measures how plans grow with their problem, each solve in a process of its own, one after the
// other on a machine that should be quiet. It judges nothing.
func TestScale(t *testing.T) {
	if *scalePartsFlag == "" {
		t.Skip("a measurement of up to an hour: give -scale; the flags are described by -args -h")
	}
	parts := strings.Split(*scalePartsFlag, ",")
	for _, part := range parts {
		switch part {
		case "sizes":
			measureSizes(t)
		case "threads":
			measureThreads(t)
		case "long":
			measureLong(t)
		case "province":
			measureProvince(t)
		default:
			t.Fatalf("-scale: no part %q", part)
		}
	}
}

// soft is a trial with stops, soft turfs and seed 1.
func soft(t *testing.T, ward place, seconds float64, threads int) *outcome {
	t.Helper()
	try := trial{Ward: ward, Seconds: seconds * *scaleFlag, Radius: 30, Turfs: "soft", Threads: threads, Seed: 1}
	out, err := try.run(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%s, %d threads, %.3g s: %d people of at most %d, first plan %.2f s, runtime %.2f s, CPU %.1f s, peak %.0f MB, %d iterations",
		ward.name(), threads, try.Seconds, out.Summary.Persons, out.Summary.PrizeBound, out.FirstPlan, out.Summary.RuntimeS, out.CPU, float64(out.PeakBytes)/1e6, out.Iterations)
	return out
}

// sizeRow is what a size took to come within closeEnough of its longest plan.
type sizeRow struct {
	households int
	need       float64 // seconds
}

// closeEnough is the share of the prize of the longest plan that is asked for.
const closeEnough = 0.99

// measureSizes finds for each size the time limit with which a plan comes within a hundredth of the one
// made in the longest, which is as long for each household in every size.
func measureSizes(t *testing.T) {
	wards, err := numbers(*scaleWardsFlag)
	if err != nil {
		t.Fatal(err)
	}
	var rows []sizeRow
	for _, w := range wards {
		folder := folderOf(t, int(w))
		var limits, prizes []float64
		for _, each := range []float64{0.25, 0.5, 1, 2, 4} { // seconds for a thousand households
			limit := each * wardHouseholds / 1000 * float64(w)
			limits = append(limits, limit**scaleFlag)
			prizes = append(prizes, float64(soft(t, folder, limit, *threadsFlag).Summary.Prize))
		}
		rows = append(rows, sizeRow{int(w) * wardHouseholds, needed(limits, prizes)})
	}
	t.Log("\n" + sizesTable(rows))
	if *plotFlag != "" {
		if err := plotSizes(*plotFlag, rows); err != nil {
			t.Fatal(err)
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

// sizesTable says by what factor the time grows from each size to the next, in all and for a household.
func sizesTable(rows []sizeRow) string {
	var b strings.Builder
	b.WriteString("| households | seconds to 1 % | growth | growth for a household |\n|---|---|---|---|\n")
	for i, r := range rows {
		growth, each := "", ""
		if i > 0 {
			last := rows[i-1]
			growth = strconv.FormatFloat(r.need/last.need, 'f', 2, 64)
			each = strconv.FormatFloat(r.need/last.need*float64(last.households)/float64(r.households), 'f', 2, 64)
		}
		fmt.Fprintf(&b, "| %d | %.1f | %s | %s |\n", r.households, r.need, growth, each)
	}
	return b.String()
}

// measureThreads holds what two threads reach in half the time, and in 0.55 of it, against one.
func measureThreads(t *testing.T) {
	for _, wards := range []int{2, 12} {
		folder, seconds := folderOf(t, wards), 10*float64(wards)
		one := soft(t, folder, seconds, 1)
		for _, share := range []float64{0.5, 0.55} {
			two := soft(t, folder, share*seconds, 2)
			t.Logf("%d households: two threads reach %d in %.2f of the time in which one reaches %d (%+.2f %%)", wards*wardHouseholds,
				two.Summary.Persons, share, one.Summary.Persons, 100*(float64(two.Summary.Persons)/float64(one.Summary.Persons)-1))
		}
	}
}

// measureLong holds a minute's plan of a district against ten minutes'.
func measureLong(t *testing.T) {
	folder := place{Folder: *districtFlag}
	if folder.Folder == "" {
		folder = folderOf(t, 11)
	}
	short, long := soft(t, folder, 60, 2), soft(t, folder, 600, 2)
	t.Logf("after 60 s %.2f %% below the plan of 600 s", 100*(1-float64(short.Summary.Prize)/float64(long.Summary.Prize)))
}

// measureProvince makes a province's plan in two minutes.
func measureProvince(t *testing.T) {
	if *provinceFlag == "" {
		t.Fatal("-scale province needs -province")
	}
	soft(t, place{Folder: *provinceFlag}, 120, 2)
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
