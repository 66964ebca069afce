package intake

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"gonha/geo"
	"gonha/solver/campaign"
)

// outcome is what a list comes to, in short.
type outcome struct{ placed, unplaced, rejected string }

func addressed(t *testing.T, list string) outcome {
	t.Helper()
	households, unplaced, rejected, err := Addressed(t.Context(), "list.csv", []byte(list))
	if err != nil {
		t.Fatal(err)
	}
	var placed, without, bad []string
	for _, h := range households {
		placed = append(placed, h.ID)
	}
	for _, u := range unplaced {
		if u.Household.Point.Valid() || u.Household.Guess != nil || u.Household.Address == "" || u.Household.Persons < 1 {
			t.Errorf("%+v", u.Household)
		}
		var rows []string
		for _, r := range u.Rows {
			rows = append(rows, string(rune('0'+r.Row)))
		}
		without = append(without, u.Household.ID+":"+strings.Join(rows, "+"))
	}
	for _, r := range rejected {
		bad = append(bad, string(rune('0'+r.Row))+":"+r.Column)
	}
	return outcome{strings.Join(placed, " "), strings.Join(without, " "), strings.Join(bad, " ")}
}

func TestAddressed(t *testing.T) {
	for name, c := range map[string]struct {
		list string
		want outcome
	}{
		"a row a household":    {"id,address,lat,lon\nA,5 Cầu Mới,21,105.8\nB,7 Cầu Mới,,\n", outcome{"A", "B:3", ""}},
		"no columns of places": {"id,address\nA,5 Cầu Mới\n", outcome{"", "A:2", ""}},
		"no address":           {"id,address,lat,lon\nA,,,\n", outcome{"", "", "2:lat"}},
		"done":                 {"id,address,lat,lon,status\nA,5 Cầu Mới,,,activated\n", outcome{"", "", ""}},
		"wrong place":          {"id,address,lat,lon\nA,5 Cầu Mới,0,0\n", outcome{"", "", "2:lat"}},
		"half a place":         {"id,address,lat,lon\nA,5 Cầu Mới,21,\n", outcome{"", "A:2", ""}},
		"repeated":             {"id,address,lat,lon\nA,5 Cầu Mới,,\nA,6 Cầu Mới,21,105.8\nA,7 Cầu Mới,,\n", outcome{"", "A:2", "3:id 4:id"}},
		"a row a person":       {"Mã hộ,Họ tên,Địa chỉ,Tọa độ\nA,Một,5 Cầu Mới,\nB,Hai,,\"21, 105.8\"\nA,Ba,,\nC,Bốn,,\n", outcome{"B", "A:2+4", "5:Tọa độ"}},
		"by address":           {"Họ tên,Địa chỉ,Tổ\nMột,5 Cầu Mới,1\nHai,5 cầu mới,1\n", outcome{"", "row-2:2+3", ""}},
	} {
		if diff := cmp.Diff(c.want, addressed(t, c.list), cmp.AllowUnexported(outcome{})); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// TestAddressedNeedsSomething: a list needs coordinates or addresses, and whole coordinates.
func TestAddressedNeedsSomething(t *testing.T) {
	for _, list := range []string{"id,persons\nA,1\n", "id,lat\nA,21\n"} {
		if _, _, _, err := Addressed(t.Context(), "list.csv", []byte(list)); err == nil {
			t.Errorf("%q is taken", list)
		}
	}
	if list, rejected, err := Households(t.Context(), "list.csv", []byte("id,address\nA,5 Cầu Mới\n")); err != nil || len(list) > 0 || len(rejected) != 1 {
		t.Errorf("a list without places: %v, %v, %v", list, rejected, err)
	}
}

// TestConfidence: how sure coordinates are is read in per cent and goes with them.
func TestConfidence(t *testing.T) {
	households, rejected, err := Households(t.Context(), "list.csv", []byte("mã hộ,vĩ độ,kinh độ,Độ tin (%)\nA,21,105.8,\nB,21,105.8,70\nC,21,105.8,100 %\nD,21,105.8,\"92,5%\"\nE,21,105.8,101\nF,21,105.8,x\n"))
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]*campaign.Guess{}
	for _, h := range households {
		got[h.ID] = h.Guess
	}
	want := map[string]*campaign.Guess{"A": nil, "B": {Confidence: 0.7, By: "list"}, "C": nil, "D": {Confidence: 0.925, By: "list"}}
	if diff := cmp.Diff(want, got, cmpopts.EquateApprox(0, 1e-12)); diff != "" {
		t.Error(diff)
	}
	if len(rejected) != 2 || rejected[0].Reason != string(badConfidence) {
		t.Errorf("%v", rejected)
	}
}

// TestPlannedFile: a plan's own households come back, with the places that it found.
func TestPlannedFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "list.csv")
	if err := os.WriteFile(path, []byte("id,address,lat,lon\nA,5 Cầu Mới,21,105.8\nB,7 Cầu Mới,,\nC,9 Cầu Mới,,\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	guess := campaign.Guess{Confidence: 0.92, Metres: 20, By: "between"}
	plan := &campaign.Plan{Placed: []campaign.Placed{{Household: "B", Lat: 21.1, Lon: 105.9, Guess: guess}}}
	households, rejected, err := PlannedFile(t.Context(), path, plan)
	if err != nil || len(households) != 2 || len(rejected) != 1 || rejected[0].Row != 4 {
		t.Fatalf("%v, %v, %v", households, rejected, err)
	}
	if b := households[1]; b.ID != "B" || b.Point != (geo.Point{Lat: 21.1, Lon: 105.9}) || *b.Guess != guess {
		t.Errorf("%+v", b)
	}
	if households, rejected, err := PlannedFile(t.Context(), path, &campaign.Plan{}); err != nil || len(households) != 1 || len(rejected) != 2 {
		t.Errorf("without places: %v, %v, %v", households, rejected, err)
	}
}

// FuzzAddressed: whatever a list holds, its households have ids of their own, and those without a place an address, rows to set
// aside, and none that is set aside already.
func FuzzAddressed(f *testing.F) {
	f.Add("id,address,lat,lon\nA,5 Cầu Mới,,\nA,,21,105\nB,\"6\",,\n")
	f.Add("Mã hộ;Họ tên;Địa chỉ\nA;Một;5 Cầu Mới\nA;Hai;\n;Ba;x\n")
	f.Add("Họ tên,Địa chỉ,Tổ\nMột,5 Cầu Mới,1\nHai,5 cầu mới,1\n")
	f.Fuzz(func(t *testing.T, list string) {
		households, unplaced, rejected, err := Addressed(t.Context(), "file.csv", []byte(list))
		if err != nil {
			checkError(t, err)
			return
		}
		checkRejected(t, rejected)
		ids, aside := map[string]bool{}, map[int]bool{}
		for _, r := range rejected {
			aside[r.Row] = true
		}
		for _, h := range households {
			if ids[h.ID] || !h.Point.Valid() {
				t.Fatalf("household %q", h.ID)
			}
			ids[h.ID] = true
		}
		for _, u := range unplaced {
			if h := u.Household; ids[h.ID] || h.ID == "" || h.Point.Valid() || h.Address == "" || h.Persons < 1 || !h.Status.Routed() || len(u.Rows) == 0 {
				t.Fatalf("%+v", u)
			}
			ids[u.Household.ID] = true
			for _, r := range u.Rows {
				if aside[r.Row] {
					t.Fatalf("row %d is set aside already", r.Row)
				}
			}
		}
	})
}
