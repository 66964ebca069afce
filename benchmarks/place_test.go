package benchmarks

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"gonha/solver/campaign"
)

// writeWard writes a ward's lists into a folder of that name.
func writeWard(t *testing.T, name, households, teams string) place {
	t.Helper()
	folder := filepath.Join(t.TempDir(), name)
	if err := os.Mkdir(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	for file, content := range map[string]string{"households.csv": households, "teams.csv": teams} {
		if err := os.WriteFile(filepath.Join(folder, file), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return place{Folder: folder}
}

// A ward of a folder is the ward that was generated into it.
func TestPlaceLists(t *testing.T) {
	for scenario, n := range map[string]int{"small": 120, "mixed": 400, "bac-son": 2000, "thu-dau-mot": 2000} {
		s, _ := FindScenario(scenario)
		s = s.With(7, &n, nil)
		made, wantTeams := s.Lists()
		wantHouseholds := slices.Collect(made)
		var households, teams strings.Builder
		if err := errors.Join(WriteHouseholds(&households, wantHouseholds), WriteTeams(&teams, wantTeams)); err != nil {
			t.Fatal(err)
		}
		p := writeWard(t, "ward-7", households.String(), teams.String())
		if p.name() != "ward-7" {
			t.Errorf("the name is %q", p.name())
		}
		gotHouseholds, gotTeams, err := p.lists(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for _, h := range wantHouseholds { // lists have times of the day
			for i := range h.Windows {
				if h.Windows[i].Open >= 24*hour {
					h.Windows[i].Open, h.Windows[i].Close = h.Windows[i].Open-24*hour, h.Windows[i].Close-24*hour
				}
			}
		}
		understood := cmpopts.IgnoreFields(campaign.Household{}, "Marks") // which reading finds in notes
		if diff := cmp.Diff(wantHouseholds, gotHouseholds, understood); diff != "" {
			t.Errorf("%s (-want +got):\n%s", scenario, diff)
		}
		if diff := cmp.Diff(wantTeams, gotTeams); diff != "" {
			t.Errorf("%s (-want +got):\n%s", scenario, diff)
		}
	}
}

// A generated place is planned in the evening of its scenario, one on disk in that of the contract.
func TestPlaceNight(t *testing.T) {
	households, teams := files(t, named(t, "small"))
	for _, c := range []struct {
		place place
		want  Evening
	}{
		{place{Scenario: "an-xuan", Seed: 3}, Evening{campaign.Window{Open: 19 * hour, Close: 21 * hour}, 180, 480, 2}},
		{place{Scenario: "coc-leu", Seed: 3}, Evening{campaign.Window{Open: 19 * hour, Close: 21 * hour}, 120, 240, 1.5}},
		{writeWard(t, "ward", households, teams), defaultEvening()},
	} {
		n, err := c.place.night(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		got := Evening{n.Options.Window, n.Options.Setup, n.Options.PerPerson, n.Options.Detour}
		if got != c.want {
			t.Errorf("%s: %+v, want %+v", c.place.name(), got, c.want)
		}
	}
}

func TestPlaceListsRefusesBadRows(t *testing.T) {
	households, teams := files(t, named(t, "small"))
	bad := strings.Replace(households, "\nH000002,", "\nH000001,", 1)
	_, _, err := writeWard(t, "ward", bad, teams).lists(t.Context())
	if err == nil || !strings.Contains(err.Error(), "1 rows are bad, the first of them row 3 of households.csv") {
		t.Errorf("error %v", err)
	}
}
