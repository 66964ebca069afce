package output

import (
	"slices"
	"strings"
	"testing"
)

func TestSidesAreEven(t *testing.T) {
	door := sheetStep{Doors: []sheetDoor{{Title: "Ngõ 5", Name: "Vũ Hạnh"}}}
	tests := []struct {
		name string
		step sheetStep
		n    int
		want int
	}{
		{"a stop", door, 1, 2},
		{"a usual evening", door, 35, 2},
		{"more than two pages", door, 45, 4},
		{"more than four pages", door, 95, 6},
		{"more than there are classes for", door, 1000, 12},
		{"long notes", sheetStep{Doors: []sheetDoor{{Title: "Ngõ 5", Note: strings.Repeat("chó dữ ", 280)}}}, 3, 4},
		{"a stop longer than a page", sheetStep{Long: true, Doors: slices.Repeat(door.Doors, 40)}, 1, 4},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := sheet{Steps: slices.Repeat([]sheetStep{tt.step}, tt.n)}
			if got := s.sides(); got != tt.want {
				t.Errorf("%d pages, want %d", got, tt.want)
			}
		})
	}
}

func TestOverviewSides(t *testing.T) {
	for teams, want := range map[int]int{4: 2, 40: 2, 199: 6} {
		o := overview{Rows: make([]teamRow, teams), Flows: teams > 20}
		if got := o.sides(); got != want {
			t.Errorf("%d teams: %d pages, want %d", teams, got, want)
		}
	}
}

// Each further person is a row, and the name that has moved there no longer a line of the door's.
func TestDoorHeight(t *testing.T) {
	alone := sheetDoor{Title: "Ngõ 5", Name: "Vũ Hạnh"}
	people := sheetDoor{Title: "Ngõ 5", People: make([]sheetPerson, 3)}
	if got, want := alone.height(), doorHeight; got != want {
		t.Errorf("a door: %v, want %v", got, want)
	}
	if got, want := people.height(), doorHeight-lineHeight+3*personHeight; got != want {
		t.Errorf("a door of three people: %v, want %v", got, want)
	}
}

// Every number of pages that a sheet may have is one that the style knows.
func TestSidesHaveTheirClasses(t *testing.T) {
	style, err := listsFiles.ReadFile("lists.css")
	if err != nil {
		t.Fatal(err)
	}
	for _, class := range []string{".sides2 {", ".sides4 {", ".sides6 {", ".sides8 {", ".sides10 {", ".sides12 {"} {
		if !strings.Contains(string(style), class) {
			t.Errorf("no %s", class)
		}
	}
	if even(1) != 2 || even(12) != 12 || even(13) != 12 {
		t.Error("the number of pages is not even and 12 at most")
	}
}
