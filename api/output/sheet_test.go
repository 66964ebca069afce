package output

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gonha/solver/campaign"
)

func TestNewDoor(t *testing.T) {
	an := campaign.Person{Name: "Trần An", Phone: "0912345678", Note: "làm ca"}
	anPrinted := sheetPerson{Name: "Trần An", Note: "làm ca", Phone: sheetPhone{"0912 345 678", "0912345678"}}
	tests := []struct {
		name string
		home campaign.Household
		want sheetDoor
	}{
		{"address first", campaign.Household{ID: "H1", Address: "Ngõ 5", Name: "Vũ Hạnh", Group: "Tổ 3"}, sheetDoor{ID: "H1", Title: "Ngõ 5", Name: "Vũ Hạnh", Group: "Tổ 3"}},
		{"name for want of an address", campaign.Household{ID: "H1", Address: " ", Name: "Vũ Hạnh"}, sheetDoor{ID: "H1", Title: "Vũ Hạnh"}},
		{"id for want of both", campaign.Household{ID: "H1"}, sheetDoor{ID: "H1", Title: "H1"}},
		{"group that the address ends with", campaign.Household{ID: "H1", Address: "Ngõ 5, Tổ 3", Group: "Tổ 3"}, sheetDoor{ID: "H1", Title: "Ngõ 5, Tổ 3"}},
		{"texts of one line", campaign.Household{ID: "H1", Address: "Ngõ\n5", Note: "\tchó dữ\r\n"}, sheetDoor{ID: "H1", Title: "Ngõ 5", Note: "chó dữ"}},
		{"absent before", campaign.Household{ID: "H1", Status: campaign.Absent}, sheetDoor{ID: "H1", Title: "H1", Before: "absent"}},
		{
			"the household repeats a person",
			campaign.Household{ID: "H1", Address: "Ngõ 5", Name: an.Name, Phone: an.Phone, Note: an.Note, People: []campaign.Person{an}},
			sheetDoor{ID: "H1", Title: "Ngõ 5", People: []sheetPerson{anPrinted}},
		},
		{
			"the household has its own phone",
			campaign.Household{ID: "H1", Address: "Ngõ 5", Phone: "+84 24 3825 1234", People: []campaign.Person{an}},
			sheetDoor{ID: "H1", Title: "Ngõ 5", Phone: sheetPhone{"+84 24 3825 1234", "+842438251234"}, People: []sheetPerson{anPrinted}},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tt.want.Persons = 2
			got := newDoor(&door{&campaign.Visit{Persons: 2}, &tt.home}, &english)
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("door (-want +got):\n%s", diff)
			}
		})
	}
}

// A household's only person stands in the door's row, several have a row each.
func TestOnlyPersonNeedsNoRow(t *testing.T) {
	an, binh := campaign.Person{Name: "Trần An", Phone: "0912345678", Note: "làm ca"}, campaign.Person{Name: "Lê Bình"}
	home := campaign.Household{ID: "H1", Address: "Ngõ 5", Name: an.Name, Phone: an.Phone, People: []campaign.Person{an}}
	got := newDoor(&door{&campaign.Visit{Persons: 1}, &home}, &english)
	want := sheetDoor{ID: "H1", Title: "Ngõ 5", Name: an.Name, Phone: sheetPhone{"0912 345 678", "0912345678"}, Note: an.Note, Persons: 1}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("one person (-want +got):\n%s", diff)
	}
	home.People = append(home.People, binh)
	if got := newDoor(&door{&campaign.Visit{Persons: 2}, &home}, &english); len(got.People) != 2 || got.HasMore() {
		t.Errorf("two people: %+v", got)
	}
}

func TestNewPhone(t *testing.T) {
	tests := []struct {
		in   string
		want sheetPhone
	}{
		{"", sheetPhone{}},
		{"113", sheetPhone{"113", "113"}},
		{"0912.345.678", sheetPhone{"0912 345 678", "0912345678"}},
		{"hỏi bác tổ trưởng", sheetPhone{"hỏi bác tổ trưởng", ""}},
		{"0912345678/0987654321", sheetPhone{"0912345678/0987654321", ""}},
		{"++84912345678", sheetPhone{"++84912345678", ""}},
	}
	for _, tt := range tests {
		if got := newPhone(tt.in); got != tt.want {
			t.Errorf("newPhone(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestNewStep(t *testing.T) {
	home := &campaign.Household{ID: "H1"}
	visit := func(persons, wait int) door {
		return door{&campaign.Visit{Stop: 3, Begin: 70260, Leave: 70620, Persons: persons, TravelS: 70, DistanceM: 1290, WaitS: wait}, home}
	}
	tests := []struct {
		name  string
		doors []door
		want  sheetStep // without its doors
	}{
		{"one door", []door{visit(2, 0)}, sheetStep{Persons: 2}},
		{"a wait", []door{visit(1, 61)}, sheetStep{Persons: 1, Wait: "2 min"}},
		{"a wait too short to print", []door{visit(1, 59)}, sheetStep{Persons: 1}},
		{"two doors", []door{visit(1, 0), visit(3, 0)}, sheetStep{Persons: 4, Several: 2}},
		{"more rows than should hold together", slices.Repeat([]door{visit(1, 0)}, longest+1), sheetStep{Persons: longest + 1, Several: longest + 1, Long: true}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tt.want.Number, tt.want.Begin, tt.want.Leave, tt.want.Way = 3, "19:31", "19:37", "2 min · 1.3 km"
			got := newStep(&step{number: 3, doors: tt.doors}, &english)
			for i, d := range got.Doors {
				if several := len(tt.doors) > 1; several != (d.Label != "") {
					t.Errorf("door %d is labelled %q", i, d.Label)
				}
			}
			got.Doors = nil
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("step (-want +got):\n%s", diff)
			}
		})
	}
}
