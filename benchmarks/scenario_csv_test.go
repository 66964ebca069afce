package benchmarks

import (
	"errors"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gonha/geo"
	"gonha/solver/campaign"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// testdata/ward is the small scenario, made by gonha generate --scenario small --out testdata/ward.
func TestGoldenWard(t *testing.T) {
	households, teams := files(t, named(t, "small"))
	for name, got := range map[string]string{"households.csv": households, "teams.csv": teams} {
		path := filepath.Join("..", "testdata", "ward", name)
		if *update {
			if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), got); diff != "" {
			t.Errorf("%s differs; if that is meant, run this test with -update (-want +got):\n%s", path, diff)
		}
	}
}

func TestWriteHouseholds(t *testing.T) {
	var got strings.Builder
	n, err := StreamHouseholds(&got, slices.Values([]campaign.Household{
		{ID: "H1", Point: geo.Point{Lat: 21, Lon: 105.5}, Persons: 2, Priority: 1, Status: campaign.Pending},
		{
			ID: "H2", Point: geo.Point{Lat: 21.0123456, Lon: 105.1234564}, Persons: 1, Group: "TDP-1", Priority: 5, Mandatory: true,
			Windows:   []campaign.Window{{Open: 19*hour + 30*minute, Close: 20 * hour}, {Open: 22 * hour, Close: 25 * hour}},
			PerPerson: 330, Status: campaign.Absent, Name: "Lê Thị An", Address: "Số 1, ngõ 2", Phone: "0000 000 002", Note: `cửa "sau"`,
		},
	}))
	want := `id,name,address,phone,lat,lon,group,persons,priority,mandatory,windows,minutes,status,note
H1,,,,21.000000,105.500000,,2,1,,,,pending,
H2,Lê Thị An,"Số 1, ngõ 2",0000 000 002,21.012346,105.123456,TDP-1,1,5,true,19:30-20:00;22:00-01:00,5.5,absent,"cửa ""sau"""
`
	if diff := cmp.Diff(want, got.String()); err != nil || n != 2 || diff != "" {
		t.Errorf("error %v, difference (-want +got):\n%s", err, diff)
	}
}

func TestWriteHouseholdsOfWards(t *testing.T) {
	var got strings.Builder
	home := campaign.Household{ID: "H1", Point: geo.Point{Lat: 21, Lon: 105.5}, Persons: 2, Priority: 1, Status: campaign.Pending, Ward: "Hoa Sữa"}
	n, err := StreamHouseholds(&got, slices.Values([]campaign.Household{home}))
	want := "id,name,address,phone,lat,lon,group,persons,priority,mandatory,windows,minutes,status,note,ward\nH1,,,,21.000000,105.500000,,2,1,,,,pending,,Hoa Sữa\n"
	if diff := cmp.Diff(want, got.String()); err != nil || n != 1 || diff != "" {
		t.Errorf("error %v, difference (-want +got):\n%s", err, diff)
	}
}

func TestWriteTeams(t *testing.T) {
	post, home := geo.Point{Lat: 21.05, Lon: 105.78}, geo.Point{Lat: 21.06, Lon: 105.79}
	var got strings.Builder
	err := WriteTeams(&got, []campaign.Team{
		{ID: "T1", Members: 4, Start: post, End: post, Mode: campaign.Motorbike},
		{
			ID: "T2", Name: "Đội 2", Members: 2, Start: post, End: home, Mode: campaign.Walk, Groups: []string{"TDP-1", "TDP-2"},
			Shift: &campaign.Window{Open: 20 * hour, Close: 21 * hour}, MaxPersons: 40,
		},
	})
	want := `id,name,members,start_lat,start_lon,end_lat,end_lon,shift,mode,groups,max_persons
T1,,4,21.050000,105.780000,,,,motorbike,,
T2,Đội 2,2,21.050000,105.780000,21.060000,105.790000,20:00-21:00,walk,TDP-1;TDP-2,40
`
	if diff := cmp.Diff(want, got.String()); err != nil || diff != "" {
		t.Errorf("error %v, difference (-want +got):\n%s", err, diff)
	}
}

func TestWriteOptions(t *testing.T) {
	var got strings.Builder
	err := WriteOptions(&got, Evening{campaign.Window{Open: 19 * hour, Close: 24*hour + 30*minute}, 180, 240, 1.5})
	want := `{
  "window": "19:00-00:30",
  "setup_s": 180,
  "per_person_s": 240,
  "detour": 1.5
}
`
	if diff := cmp.Diff(want, got.String()); err != nil || diff != "" {
		t.Errorf("error %v, difference (-want +got):\n%s", err, diff)
	}
}

// full is a disk without room.
type full struct{}

var errFull = errors.New("no room")

func (full) Write([]byte) (int, error) { return 0, errFull }

func TestWriteErrors(t *testing.T) {
	households, teams := Ward(named(t, "small"))
	if err := WriteHouseholds(full{}, households); !errors.Is(err, errFull) {
		t.Errorf("households: error %v", err)
	}
	if err := WriteTeams(full{}, teams); !errors.Is(err, errFull) {
		t.Errorf("teams: error %v", err)
	}
	if err := WriteOptions(full{}, defaultEvening()); !errors.Is(err, errFull) {
		t.Errorf("options: error %v", err)
	}
}
