package api

import (
	"fmt"
	"math"
	"net/http"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gonha/api/intake"
	"gonha/api/intake/placing"
	"gonha/api/jobs"
	"gonha/solver/campaign"
)

// onPomelo is a server with a map of its own: houses 2 to 40 of Phố Bưởi, every other one but 20, and a street without
// numbers.
func onPomelo(t *testing.T) func(*Config, *jobs.Config) {
	t.Helper()
	var nodes, refs strings.Builder
	for n := 2; n <= 40; n += 2 {
		number := ""
		if n != 20 {
			number = fmt.Sprintf(`<tag k="addr:housenumber" v="%d"/><tag k="addr:street" v="Phố Bưởi"/>`, n)
		}
		fmt.Fprintf(&nodes, `<node id="%d" lat="%.7f" lon="105.8">%s</node>`, n, 21+float64(n)/20000, number)
		fmt.Fprintf(&refs, `<nd ref="%d"/>`, n)
	}
	way := `<way id="%d">%s<tag k="highway" v="residential"/><tag k="name" v="%s"/></way>`
	osm := `<osm version="0.6">` + nodes.String() + `<node id="100" lat="21.01" lon="105.8"/><node id="101" lat="21.02" lon="105.8"/>` +
		fmt.Sprintf(way, 1, refs.String(), "Phố Bưởi") + fmt.Sprintf(way, 2, `<nd ref="100"/><nd ref="101"/>`, "Phố Trúc") + `</osm>`
	path := filepath.Join(t.TempDir(), "map.osm")
	write(t, path, []byte(osm))
	return func(c *Config, _ *jobs.Config) { c.Addresses, c.Memory = placing.NewMap(path), placing.NewMemory() }
}

// plainCSV is a list of persons without coordinates: house 12 is surely found, 20 likely, the street alone and a street
// that is not there are not.
const plainCSV = "họ tên,địa chỉ,tổ dân phố,trạng thái\n" +
	"Nguyễn Văn Bí Mật,12 Phố Bưởi,TDP 1,\nTrần Thị Kín,12 Phố Bưởi,TDP 1,\nLê Văn Riêng,20 Phố Bười,TDP 1,\n" +
	"Phạm Thị Thầm,Phố Trúc,TDP 2,\nĐỗ Văn Lặng,9 Phố Mai,TDP 2,\n"

func (s *service) read(t *testing.T, parts ...part) reply {
	t.Helper()
	body, kind := form(t, parts...)
	return s.send(t, http.MethodPost, readsPath, body, "Content-Type", kind)
}

// A list without coordinates is counted, and its doubtful places told; each correction changes what would be planned, and
// a solve plans that.
func TestReadPlaces(t *testing.T) {
	s := start(t, onPomelo(t))
	const team = `"teams_table": [{"name": "Tổ 1", "members": 3, "mode": "walk", "groups": ["TDP 1", "TDP 2"]}], "start": "21.001, 105.8"`
	for _, test := range []struct {
		name, fix string
		planned   Planned
		plannable bool
	}{
		{"as it is", `{` + team + `}`, Planned{1, 2, 1}, true},
		{"with likely ones", `{` + team + `, "geocode": "likely"}`, Planned{2, 3, 1}, true},
		{"with all guesses", `{` + team + `, "geocode": "all"}`, Planned{3, 4, 1}, true},
		{"one settled", `{` + team + `, "places": [{"household": "row-6", "address": "9  phố mai", "group": "TDP 2", "lat": 21.002, "lon": 105.801}]}`, Planned{2, 3, 1}, true},
		{"one skipped", `{` + team + `, "geocode": "all", "places": [{"household": "row-2", "address": "12 Phố Bưởi", "group": "TDP 1", "skip": true}]}`, Planned{2, 2, 1}, true},
		{"by another id", `{` + team + `, "places": [{"household": "row-6", "address": "10 Phố Mai", "lat": 21.002, "lon": 105.801}]}`, Planned{1, 2, 1}, true},
		{"without a start", `{"teams_table": [{}]}`, Planned{1, 2, 0}, false},
		{"start by address", `{"teams_table": [{}], "start": "số 2 Phố Bưởi"}`, Planned{1, 2, 1}, true},
		{"a start that is nowhere", `{"teams_table": [{}], "start": "2 Phố Đào"}`, Planned{1, 2, 0}, false},
		{"without teams", `{}`, Planned{1, 2, 0}, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			parts := []part{{"households", "dân.csv", plainCSV}, {"options", "", brief}, {"corrections", "", test.fix}}
			r := s.read(t, parts...)
			if r.status != http.StatusOK || r.header.Get("Cache-Control") != "no-store" {
				t.Fatalf("%d %s %v", r.status, r.body, r.header)
			}
			got := decode[Read](t, r)
			if diff := cmp.Diff(test.planned, got.Planned); diff != "" || got.Plannable != test.plannable || (got.Next == "") != test.plannable {
				t.Errorf("plannable %v, next %q (-want +got):\n%s", got.Plannable, got.Next, diff)
			}
			if got.Households != 4 || got.Persons != 5 || got.Ended != 0 || got.Aside != 0 || got.Groups["TDP 1"] != 3 || got.GroupDoors["TDP 2"] != 2 {
				t.Errorf("%+v", got)
			}
			solve := s.upload(t, parts)
			switch {
			case !test.plannable:
				problemOf(t, solve, http.StatusUnprocessableEntity)
			case solve.status != http.StatusAccepted:
				t.Errorf("%d %s", solve.status, solve.body)
			default:
				done := s.await(t, solve.header.Get("Location"), ended)
				if done.Households != test.planned.Households || done.Persons != test.planned.Persons || done.Teams != test.planned.Teams {
					t.Errorf("of %+v a plan is made of %d households, %d people, %d teams", test.planned, done.Households, done.Persons, done.Teams)
				}
				named := 0
				for _, row := range done.Rejected {
					if !strings.Contains(row.Reason, " / ") || row.Row == 0 {
						t.Errorf("%+v", row)
					}
					named++
				}
				if done.Persons+named != got.Persons { // a row a person
					t.Errorf("of %d people %d are planned and %d rows named", got.Persons, done.Persons, named)
				}
			}
		})
	}
	if strings.Contains(s.log.String(), "Bí Mật") || strings.Contains(s.log.String(), "Phố") {
		t.Errorf("personal data in the log: %s", s.log)
	}
}

// The places are classed by how sure they are, the doubtful first.
func TestReadClasses(t *testing.T) {
	s := start(t, onPomelo(t))
	got := decode[Read](t, s.read(t, part{"households", "dân.csv", plainCSV}))
	want := map[Class]int{Given: 0, Sure: 1, Likely: 1, Unknown: 2}
	if diff := cmp.Diff(want, got.Placed); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	var order []string
	for _, p := range got.Places {
		order = append(order, string(p.Class)+" "+p.Address)
		if (p.Lat == nil) != (p.Address == "9 Phố Mai") || (p.Guess == nil) != (p.Lat == nil) {
			t.Errorf("%+v", p)
		}
	}
	if diff := cmp.Diff([]string{"unknown Phố Trúc", "unknown 9 Phố Mai", "likely 20 Phố Bười", "sure 12 Phố Bưởi"}, order); diff != "" {
		t.Errorf("order (-want +got):\n%s", diff)
	}
	if len(got.Bounds) != 4 || got.Bounds[0] < 21 || got.Bounds[2] > 21.021 || math.Abs(got.Bounds[1]-105.8) > 0.01 || !got.HasMap {
		t.Errorf("bounds %v, map %v", got.Bounds, got.HasMap)
	}
}

// Without a map the same list is read, and what to do is said.
func TestReadWithoutMap(t *testing.T) {
	s := start(t, nil)
	got := decode[Read](t, s.read(t, part{"households", "dân.csv", plainCSV}, part{"corrections", "", `{"teams_table": [{}], "start": "21, 105.8"}`}))
	if got.HasMap || got.Plannable || got.Placed[Unknown] != 4 || !strings.Contains(got.Next, "--roads") {
		t.Errorf("%+v", got)
	}
}

// Files that were exchanged are recognised, and not refused.
func TestReadSwapped(t *testing.T) {
	s := start(t, nil)
	r := s.read(t, part{"households", "đội.csv", teamsCSV}, part{"teams", "dân.csv", householdsCSV})
	if got := decode[Read](t, r); r.status != http.StatusOK || !got.Swapped || got.Plannable || got.Next == "" {
		t.Errorf("%d %s", r.status, r.body)
	}
	done := strings.Replace(householdsCSV, "H2,", "H0,21.003,105.8,4,Bùi Thị Im\nH2,", 1)
	done = strings.Replace(strings.ReplaceAll(done, "\n", ",\n"), "tên,\n", "tên,trạng thái\n", 1)
	ended := decode[Read](t, s.read(t, part{"households", "dân.csv", strings.Replace(done, "Im,", "Im,activated", 1)}))
	if ended.Ended != 4 || ended.Persons != 3 || ended.Placed[Given] != 2 {
		t.Errorf("with one that is done: %+v", ended)
	}
	right := decode[Read](t, s.read(t, part{"households", "dân.csv", householdsCSV}, part{"teams", "đội.csv", teamsCSV}))
	if right.Swapped || !right.Plannable || right.Persons != 3 || len(right.Crew) != 1 || right.Crew[0].Lat == nil {
		t.Errorf("%+v", right)
	}
}

// What cannot be read is refused with its place, and nothing of it is repeated.
func TestReadRefused(t *testing.T) {
	s := start(t, func(c *Config, _ *jobs.Config) { c.Bounds.Teams = 2 })
	file := part{"households", "dân.csv", householdsCSV}
	for _, test := range []struct {
		name  string
		parts []part
		want  string
	}{
		{"nothing", []part{{"teams", "đội.csv", teamsCSV}}, "body.households"},
		{"a picture", []part{{"households", "a.png", "\x89PNG\r\n\x1a\n\x00\x00"}}, "body.households"},
		{"no header", []part{{"households", "a.csv", "Bí Mật,2\n3,4\n"}}, "body.households"},
		{"options", []part{file, {"options", "", `{"window": "Bí Mật"}`}}, "body.options.window"},
		{"corrections that are none", []part{file, {"corrections", "", `["Bí Mật"]`}}, "body.corrections"},
		{"two corrections", []part{file, {"corrections", "", `{} {}`}}, "body.corrections"},
		{"an unknown member", []part{file, {"corrections", "", `{"Bí Mật": 1}`}}, "body.corrections"},
		{"an unknown way", []part{file, {"corrections", "", `{"geocode": "Bí Mật"}`}}, "body.corrections.geocode"},
		{"a long text", []part{file, {"corrections", "", `{"teams_text": "` + strings.Repeat("Bí Mật", 5000) + `"}`}}, "body.corrections.teams_text"},
		{"many teams", []part{file, {"corrections", "", `{"teams_table": [{},{},{}]}`}}, "body.corrections.teams_table"},
		{"a large team", []part{file, {"corrections", "", `{"teams_table": [{"name": "Bí Mật", "members": 13}]}`}}, "body.corrections.teams_table[0]"},
		{"a place abroad", []part{file, {"corrections", "", `{"places": [{"household": "Bí Mật", "lat": 48, "lon": 2}]}`}}, "body.corrections.places[0]"},
		{"a place of nobody", []part{file, {"corrections", "", `{"places": [{"lat": 21, "lon": 105.8}]}`}}, "body.corrections.places[0]"},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := s.read(t, test.parts...)
			p := problemOf(t, r, http.StatusUnprocessableEntity)
			if len(p.Errors) == 0 || p.Errors[0].Location != test.want || !strings.Contains(p.Errors[0].Message, " / ") {
				t.Errorf("%+v", p.Errors)
			}
			if strings.Contains(r.body, "Bí Mật") {
				t.Errorf("repeats what was sent: %s", r.body)
			}
		})
	}
}

// A place is found by what people paste, and what cannot be found says why.
func TestFindPlace(t *testing.T) {
	s := start(t, onPomelo(t))
	for text, want := range map[string]Candidate{
		"21.0285, 105.8542": {Lat: 21.0285, Lon: 105.8542, Confidence: 1, By: "hand"},
		"https://www.google.com/maps/@21.0285,105.8542,17z": {Lat: 21.0285, Lon: 105.8542, Confidence: 1, By: "hand"},
	} {
		if got := decode[Candidate](t, s.post(t, findPath, `{"text": "`+text+`"}`)); got != want {
			t.Errorf("%s: %+v", text, got)
		}
	}
	if got := decode[Candidate](t, s.post(t, findPath, `{"text": "12 Phố Bưởi", "near": [21, 105.8]}`)); got.By != "house" || math.Abs(got.Lat-21.0006) > 1e-9 {
		t.Errorf("an address: %+v", got)
	}
	for _, text := range []string{"", "48.8, 2.3", "5 Phố Bí Mật", "https://goo.gl/bimat", "105.8542, 21.0285", "12"} {
		r := s.post(t, findPath, `{"text": "`+text+`"}`)
		if p := problemOf(t, r, http.StatusUnprocessableEntity); len(p.Errors) != 1 || p.Errors[0].Location != "body.text" || strings.Contains(r.body, "Bí") {
			t.Errorf("%q: %s", text, r.body)
		}
	}
}

// Settled places are remembered for the lists of other evenings, but for those without an address or a place.
func TestKeepPlaces(t *testing.T) {
	s := start(t, onPomelo(t))
	body := `{"places": [{"household": "row-6", "address": "9 Phố Mai", "group": "TDP 2", "lat": 21.002, "lon": 105.801}, {"household": "2", "lat": 21, "lon": 105.8}, {"household": "3", "address": "a", "skip": true}]}`
	for range 2 {
		if r := s.post(t, placesPath, body); r.status != http.StatusNoContent {
			t.Fatalf("%d %s", r.status, r.body)
		}
	}
	got := decode[Read](t, s.read(t, part{"households", "tối khác.csv", strings.Replace(plainCSV, "9 Phố Mai", "Số 9 phố Mai", 1)}))
	if got.Placed[Chosen] != 1 || got.PlacedFor[Chosen] != 1 || got.Placed[Unknown] != 1 {
		t.Errorf("the next evening: %v", got.Placed)
	}
	for _, p := range got.Places {
		if p.Class == Chosen && (p.Address != "Số 9 phố Mai" || *p.Lat != 21.002) {
			t.Errorf("%+v", p)
		}
	}
	problemOf(t, s.post(t, placesPath, `{"places": [{"household": "1", "address": "Bí Mật", "lat": 0, "lon": 0}]}`), http.StatusUnprocessableEntity)
	problemOf(t, start(t, nil).post(t, placesPath, body), http.StatusNotFound)
}

// What was settled belongs to its household, also where several have one address, and to its address where the list has
// other ids now.
func TestSettledFor(t *testing.T) {
	households := []intake.Unplaced{
		{Household: campaign.Household{ID: "1", Address: "thôn Đông"}}, {Household: campaign.Household{ID: "2", Address: "thôn Đông"}},
		{Household: campaign.Household{ID: "3", Address: "5  Phố Mai", Group: "TDP 1"}}, {Household: campaign.Household{ID: "4", Address: "5 Phố Mai", Group: "TDP 2"}},
		{Household: campaign.Household{ID: "5"}},
	}
	list := []Settled{
		{Household: "2", Address: "thôn Đông", Skip: true}, {Household: "row-9", Address: "5 phố mai", Group: "TDP 1", Skip: true}, {Household: "5", Skip: true},
	}
	of := settledFor(households, list)
	for i, want := range []*Settled{nil, &list[0], &list[1], nil, &list[2]} {
		if of[i] != want {
			t.Errorf("household %d has %+v", i, of[i])
		}
	}
}
