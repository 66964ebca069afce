package output

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/xuri/excelize/v2"

	"gonha/api/intake"
	"gonha/geo"
	"gonha/solver/campaign"
)

// guessing is the sample with a visited and an unvisited household placed by their address, one placed by hand, and two that nobody
// could place, of which one has a guess.
func guessing() (*campaign.Night, *campaign.Plan) {
	night, plan := sample(2, 4)
	visited, left := plan.Routes[0].Visits[0].Household, plan.Unvisited[0].Household
	for i := range night.Households {
		switch h := &night.Households[i]; h.ID {
		case visited:
			h.Guess = &campaign.Guess{Confidence: 0.92, Metres: 22, By: "between"}
		case left:
			h.Guess = &campaign.Guess{Confidence: 0.7, By: "list"}
		case plan.Routes[0].Visits[1].Household:
			h.Guess = &campaign.Guess{Confidence: 1, By: "hand"}
		}
	}
	night.Unplaced = []campaign.Household{
		{ID: "=U1", Point: geo.Point{Lat: math.NaN(), Lon: math.NaN()}, Address: "12 Lê Mới", Persons: 2, Priority: 3, Mandatory: true, PerPerson: 90,
			Status: campaign.Absent, Windows: []campaign.Window{{Open: 70200, Close: 72000}, {Open: 79200, Close: 90000}}, Phone: "0912345678", Guess: &campaign.Guess{}},
		{ID: "U2", Point: geo.Point{Lat: 21.01, Lon: 105.81}, Address: "5 ngõ 68 Cầu Mới", Group: "TDP-1", Ward: "Bình An", Persons: 1, Priority: 1,
			Status: campaign.Pending, Guess: &campaign.Guess{Confidence: 0.45, Metres: 85, By: "mouth"}},
		{ID: "U3", Point: geo.Point{Lat: 21.01, Lon: 105.81}, Address: "Cầu Mới", Persons: 1, Priority: 1, Status: campaign.Pending, Guess: &campaign.Guess{Confidence: 0.15, Metres: 900, By: "street"}},
	}
	return night, plan
}

// TestPlacesComeBack: places.xlsx reads as a list of households, with what is guessed and how sure it is, in both languages.
func TestPlacesComeBack(t *testing.T) {
	night, _ := guessing()
	for _, lang := range []string{"vi", "en"} {
		var b bytes.Buffer
		if err := PlacesXLSX(&b, night, lang); err != nil {
			t.Fatal(err)
		}
		households, unplaced, rejected, err := intake.Addressed(t.Context(), "places.xlsx", b.Bytes())
		if err != nil || len(rejected) > 0 {
			t.Fatalf("%v, %v", err, rejected)
		}
		if len(households) != 4 || len(unplaced) != 2 {
			t.Fatalf("%d households and %d without a place", len(households), len(unplaced))
		}
		want := night.Unplaced[1]
		want.Group = "TDP 1" // the list writes groups in two ways
		want.Guess = &campaign.Guess{Confidence: 0.45, By: "list"}
		if diff := cmp.Diff(want, households[0]); diff != "" {
			t.Errorf("%s, with a guess: %s", lang, diff)
		}
		want = night.Unplaced[0]
		want.Guess, want.Phone, want.Point = nil, unplaced[0].Household.Phone, unplaced[0].Household.Point
		if diff := cmp.Diff(want, unplaced[0].Household, cmpopts.EquateNaNs()); diff != "" || unplaced[0].Household.Phone == "" {
			t.Errorf("%s, without: %s", lang, diff)
		}
		var sure []string
		for _, h := range households {
			if h.Guess == nil {
				sure = append(sure, h.ID)
			}
		}
		if len(sure) != 1 {
			t.Errorf("%s: filled in by hand are %v", lang, sure)
		}
	}
}

func TestPlacesXLSX(t *testing.T) {
	night, _ := guessing()
	var b bytes.Buffer
	if err := PlacesXLSX(&b, night, "vi"); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var whys []string
	for _, row := range rowsOf(t, f, "Chưa có tọa độ")[1:] {
		whys = append(whys, row[7])
	}
	want := []string{
		"chưa xếp: không có địa chỉ này trên bản đồ", "chưa xếp: gần đầu ngõ, theo số ngõ trên phố (±85 m)", "chưa xếp: chỉ biết tên đường (±900 m)",
		"theo độ tin ghi trong danh sách", "giữa hai số nhà đã biết (±22 m)", "do người điền",
	}
	if diff := cmp.Diff(want, whys); diff != "" {
		t.Error(diff)
	}
}

// TestGuessesAreMarked: every form for people says which places are guessed, and none does where none is.
func TestGuessesAreMarked(t *testing.T) {
	night, plan := guessing()
	dir := t.TempDir()
	if err := Write(t.Context(), dir, night, plan); err != nil {
		t.Fatal(err)
	}
	marked := map[string]int{}
	for _, name := range []string{"visits.csv", "unvisited.csv", "lists.html"} {
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		marked[name] = strings.Count(string(data), "vị trí đoán theo địa chỉ")
	}
	if diff := cmp.Diff(map[string]int{"visits.csv": 1, "unvisited.csv": 1, "lists.html": 2}, marked); diff != "" {
		t.Error(diff)
	}
	data, _ := os.ReadFile(filepath.Join(dir, "visits.csv"))
	rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil || rows[0][len(rows[0])-1] != "place" || rows[1][len(rows[1])-1] != "vị trí đoán theo địa chỉ (±22 m)" {
		t.Errorf("%v: %v", err, rows[:2])
	}
	lists, _ := os.ReadFile(filepath.Join(dir, "lists.html"))
	for _, text := range []string{"2 nhà có vị trí đoán theo địa chỉ", "3 nhà chưa rõ ở đâu"} {
		if !bytes.Contains(lists, []byte(text)) {
			t.Errorf("the overview lacks %q", text)
		}
	}
	geojson, _ := os.ReadFile(filepath.Join(dir, "routes.geojson"))
	if n := bytes.Count(geojson, []byte(`"confidence":0.92`)); n != 1 {
		t.Errorf("%d visits on the map have a confidence", n)
	}
	book, err := excelize.OpenFile(filepath.Join(dir, "visits.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	if rows := rowsOf(t, book, "Lịch"); rows[0][len(rows[0])-1] != "Căn cứ" || rows[1][len(rows[1])-1] != "vị trí đoán theo địa chỉ (±22 m)" {
		t.Errorf("visits.xlsx: %v", rows[:2])
	}
}

func TestNothingGuessedNothingMarked(t *testing.T) {
	night, plan := sample(2, 4)
	dir := t.TempDir()
	if err := Write(t.Context(), dir, night, plan); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(dir, "places.xlsx")); err == nil {
		t.Error("there is a places.xlsx")
	}
	for _, name := range []string{"visits.csv", "unvisited.csv"} {
		if data, _ := os.ReadFile(filepath.Join(dir, name)); strings.Contains(strings.SplitN(string(data), "\n", 2)[0], "place") {
			t.Errorf("%s has a column of places", name)
		}
	}
}

// TestEveryGroundHasWords: in both languages, for each that there is.
func TestEveryGroundHasWords(t *testing.T) {
	for _, lang := range []string{"vi", "en"} {
		words, err := wordsOf(lang)
		if err != nil {
			t.Fatal(err)
		}
		for _, by := range []string{"", "house", "next", "between", "beside", "alley", "mouth", "street", "group", "several", "building", "site", "list", "hand"} {
			if words.by[by] == "" {
				t.Errorf("%s: no words for %q", lang, by)
			}
		}
		if fmt.Sprintf(words.GuessedDoors, 3) == words.GuessedDoors || fmt.Sprintf(words.UnplacedDoors, 3) == words.UnplacedDoors {
			t.Errorf("%s: a note without its number", lang)
		}
	}
}
