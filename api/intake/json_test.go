package intake

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gonha/geo"
	"gonha/solver/campaign"
)

func TestHouseholdsJSON(t *testing.T) {
	list, rejected, err := householdsJSON(t.Context(), []byte(`[
		{"id": "H1", "lat": 21.05, "lon": 105.78, "persons": 3, "group": "TDP-1", "mandatory": true, "minutes": 2.5, "name": "Lê Văn Mẫu", "extra": {"a": [1]}},
		{"mã": "H2", "vĩ độ": "21,06", "kinh độ": "105.79", "khung giờ": "19h30-20h15"},
		{"id": 3, "lat": 21.07, "lon": 105.8, "windows": ["19:30-20:00", "21:00-21:30"], "status": "absent"},
		7, null, [], {},
		{"id": "H1", "lat": 21.05, "lon": 105.78},
		{"id": "H9", "lat": "ở đâu đó", "lon": 105.78}
	]`))
	if err != nil {
		t.Fatal(err)
	}
	plain := func(id string, lat, lon float64) campaign.Household {
		return campaign.Household{ID: id, Point: geo.Point{Lat: lat, Lon: lon}, Persons: 1, Priority: 1, Status: campaign.Pending}
	}
	want := []campaign.Household{plain("H1", 21.05, 105.78), plain("H2", 21.06, 105.79), plain("3", 21.07, 105.8)}
	want[0].Persons, want[0].Group, want[0].Mandatory, want[0].PerPerson, want[0].Name = 3, "TDP-1", true, 150, "Lê Văn Mẫu"
	want[1].Windows = []campaign.Window{{Open: 70200, Close: 72900}}
	want[2].Windows, want[2].Status = []campaign.Window{{Open: 70200, Close: 72000}, {Open: 75600, Close: 77400}}, campaign.Absent
	if diff := cmp.Diff(want, list); diff != "" {
		t.Errorf("households (-want +got):\n%s", diff)
	}
	var rows []int
	for _, r := range rejected {
		rows = append(rows, r.Row)
		if r.File != "households" || strings.Contains(r.Reason, "đâu đó") {
			t.Errorf("rejected %+v", r)
		}
	}
	if diff := cmp.Diff([]int{4, 5, 6, 7, 8, 9}, rows); diff != "" {
		t.Errorf("rejected rows (-want +got):\n%s", diff)
	}
}

// A row a person is folded, as in a file.
func TestHouseholdsJSONFolds(t *testing.T) {
	list, _, err := householdsJSON(t.Context(), []byte(`[
		{"household": "K1", "lat": 21.05, "lon": 105.78, "name": "Người Một"},
		{"household": "K1", "lat": 21.05, "lon": 105.78, "name": "Người Hai"}
	]`))
	if err != nil || len(list) != 1 || list[0].Persons != 2 {
		t.Errorf("%+v, error %v", list, err)
	}
}

func TestTeamsJSON(t *testing.T) {
	list, rejected, err := teamsJSON(t.Context(), []byte(`[
		{"id": "T1", "members": 3, "start_lat": 21.05, "start_lon": 105.78, "groups": ["TDP-1", "TDP-2"], "shift": "19:30-21:00", "mode": "walk", "max_persons": 40},
		{"id": "T2", "start_lat": 21.05, "start_lon": 105.78, "members": 40}
	]`))
	at := geo.Point{Lat: 21.05, Lon: 105.78}
	want := []campaign.Team{{ID: "T1", Members: 3, Start: at, End: at, Shift: &campaign.Window{Open: 70200, Close: 75600}, Mode: campaign.Walk, Groups: []string{"TDP-1", "TDP-2"}, MaxPersons: 40}}
	if diff := cmp.Diff(want, list); err != nil || diff != "" {
		t.Errorf("error %v, teams (-want +got):\n%s", err, diff)
	}
	if len(rejected) != 1 || rejected[0].Row != 2 || rejected[0].Column != "members" || rejected[0].File != "teams" {
		t.Errorf("rejected %+v", rejected)
	}
}

func TestUnusableArrays(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"an object", `{"id": 1}`, "not a JSON array"},
		{"null", `null`, "not a JSON array"},
		{"nothing", ``, "not a JSON array"},
		{"cut off", `[{"id": "H1"`, "not sound JSON"},
		{"not closed", `[{"id": "H1", "lat": 21, "lon": 105}`, "not sound JSON"},
		{"something behind", `[] []`, "not sound JSON"},
		{"not UTF-8", "[{\"id\": \"H\xe3\", \"lat\": 21, \"lon\": 105}]", "not sound JSON"},
		{"nested beyond measure", strings.Repeat("[", 1_000_000), "not sound JSON"},
		{"no place", `[{"id": "H1"}]`, "neither a coordinates column"},
		{"no id", `[{"lat": 21, "lon": 105}]`, "no id column"},
	} {
		_, _, err := householdsJSON(t.Context(), []byte(c.text))
		if err == nil || !strings.HasPrefix(err.Error(), "households: ") || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: error %v, want %q", c.name, err, c.want)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, err := teamsJSON(ctx, []byte(`[{}]`)); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: error %v", err)
	}
}

// TestRejectedObjects: what no cell could hold spoils its row and no other.
func TestRejectedObjects(t *testing.T) {
	row := func(more string) string { return `{"id": "B", "lat": 21, "lon": 105` + more + `}` }
	for _, test := range []struct {
		name, object string
		column       string
		why          reason
	}{
		{"an object for an id", `{"id": {"a": 1}, "lat": 21, "lon": 105}`, "id", notCell},
		{"an object in a list", row(`, "windows": [{"from": "19:30"}]`), "windows", notCell},
		{"a list in a list", row(`, "windows": [["19:30-20:00"]]`), "windows", notCell},
		{"a window of the wrong form", row(`, "windows": ["evening"]`), "windows", badWindows},
		{"a long note", row(`, "note": "` + strings.Repeat("x", maxCell+1) + `"`), "note", longCell},
		{"a large object", row(`, "extra": "` + strings.Repeat("x", maxObject) + `"`), "", largeObject},
	} {
		list, rejected, err := householdsJSON(t.Context(), []byte(`[{"id": "A", "lat": 21, "lon": 105, "windows": [], "note": "x"}, `+test.object+`]`))
		if err != nil || len(list) != 1 || list[0].ID != "A" {
			t.Errorf("%s: %d households, error %v", test.name, len(list), err)
		}
		want := []campaign.Rejected{{File: "households", Row: 2, Column: test.column, Reason: string(test.why)}}
		if diff := cmp.Diff(want, rejected); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}

// TestUnknownMembersAreIgnored, whatever they hold; identity numbers are never kept.
func TestUnknownMembersAreIgnored(t *testing.T) {
	list, rejected, err := householdsJSON(t.Context(), []byte(`[{"id": "A", "lat": 21, "lon": 105, "extra": {"a": [[1]]}, "cccd": {"so": "001"}, "ID": "second"}]`))
	if err != nil || len(rejected) != 0 || len(list) != 1 || list[0].ID != "A" {
		t.Errorf("%+v, rejected %+v, error %v", list, rejected, err)
	}
}

func FuzzHouseholdsJSON(f *testing.F) {
	f.Add([]byte(`[{"id": "H1", "lat": 21.05, "lon": 105.78, "windows": ["19:30-20:00"]}, 7, {"id": null}]`))
	f.Add([]byte(`[{"household": "K1", "name": "A", "tọa độ": "21.05, 105.78"}]`))
	f.Fuzz(func(t *testing.T, data []byte) {
		list, rejected, err := householdsJSON(t.Context(), data)
		if err != nil {
			if !strings.HasPrefix(err.Error(), "households: ") || strings.ContainsAny(err.Error(), "\r\n") {
				t.Errorf("error %q", err)
			}
			return
		}
		checkHouseholds(t, len(data), len(data), list, rejected, nil)
	})
}

func FuzzTeamsJSON(f *testing.F) {
	f.Add([]byte(`[{"id": "T1", "start_lat": 21.05, "start_lon": 105.78, "groups": ["TDP-1", 2], "members": "3"}, null, {"id": []}]`))
	f.Add([]byte(`[{"mã": "T1", "tọa độ": "21.05, 105.78", "ca": "19h-21h"}]`))
	f.Fuzz(func(t *testing.T, data []byte) {
		teams, rejected, err := teamsJSON(t.Context(), data)
		if err != nil && (!strings.HasPrefix(err.Error(), "teams: ") || strings.ContainsAny(err.Error(), "\r\n")) {
			t.Errorf("error %q", err)
		}
		checkTeams(t, len(data), teams, rejected)
	})
}
