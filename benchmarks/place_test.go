package benchmarks

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
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
	for _, scenario := range []string{"small", "mixed"} {
		o := named(t, scenario)
		o.Seed = 7
		households, teams := files(t, o)
		p := writeWard(t, "ward-7", households, teams)
		if p.name() != "ward-7" {
			t.Errorf("the name is %q", p.name())
		}
		gotHouseholds, gotTeams, err := p.lists(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		generated := place{Scenario: scenario, Seed: 7}
		wantHouseholds, wantTeams, err := generated.lists(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(wantHouseholds, gotHouseholds); diff != "" {
			t.Errorf("%s (-want +got):\n%s", generated.name(), diff)
		}
		if diff := cmp.Diff(wantTeams, gotTeams); diff != "" {
			t.Errorf("%s (-want +got):\n%s", generated.name(), diff)
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
