package road

import (
	"strings"
	"testing"
)

func TestProfileValidate(t *testing.T) {
	for _, p := range []Profile{Walk(), Motorbike()} {
		if err := p.Validate(); err != nil {
			t.Error(err)
		}
	}
	p := Profile{Name: "a/b", Speeds: map[string]float64{"steps": 0}, Parking: -1, Last: 0, Snap: -1}
	err := p.Validate()
	for _, want := range []string{"letters and digits", `"steps"`, "parking", "off the roads", "snap"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("no word of %s in %v", want, err)
		}
	}
}

// TestRights: which of the roads of a square a profile may use, and which way.
func TestRights(t *testing.T) {
	tests := []struct {
		name       string
		tags       []string
		walk, ride string // "<>" both ways, ">" along, "<" against, "" not at all
	}{
		{"street", []string{"highway", "residential"}, "<>", "<>"},
		{"one way", []string{"highway", "residential", "oneway", "yes"}, "<>", ">"},
		{"one way against its line", []string{"highway", "residential", "oneway", "-1"}, "<>", "<"},
		{"one way, not for motorbikes", []string{"highway", "residential", "oneway", "yes", "oneway:motorcycle", "no"}, "<>", "<>"},
		{"roundabout", []string{"highway", "tertiary", "junction", "roundabout"}, "<>", ">"},
		{"alley", []string{"highway", "service", "service", "alley"}, "<>", "<>"},
		{"motorway", []string{"highway", "motorway"}, "", ""},
		{"footway", []string{"highway", "footway"}, "<>", "<>"},
		{"steps", []string{"highway", "steps"}, "<>", ""},
		{"private", []string{"highway", "service", "access", "private"}, "", ""},
		{"private, but on foot", []string{"highway", "service", "access", "no", "foot", "yes"}, "<>", ""},
		{"no motor vehicles", []string{"highway", "living_street", "motor_vehicle", "no"}, "<>", ""},
		{"no motor vehicles but motorcycles", []string{"highway", "path", "motor_vehicle", "no", "motorcycle", "designated"}, "<>", "<>"},
		{"lanes for cars", []string{"highway", "secondary", "motorcar", "designated", "moped", "no", "foot", "no"}, "", ""},
		{"no mopeds but motorcycles", []string{"highway", "secondary", "motorcycle", "yes", "moped", "no"}, "<>", "<>"},
		{"no vehicles", []string{"highway", "pedestrian", "vehicle", "no"}, "<>", ""},
		{"being built", []string{"highway", "construction"}, "", ""},
		{"railway", []string{"railway", "rail"}, "", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			m := testMap{
				nodes: []mapNode{{1, 21, 105, nil}, {2, 21, 105.001, nil}},
				ways:  []mapWay{{1, []int64{1, 2}, test.tags}},
			}
			n, err := readNetwork(t.Context(), write(t, "map", m.pbf(true, true, false)), World, DefaultEvening())
			if err != nil {
				t.Fatal(err)
			}
			for want, p := range map[*string]Profile{&test.walk: Walk(), &test.ride: Motorbike()} {
				b := builder{network: n, profile: p}
				got := ""
				for i := range n.ways {
					if b.throughSpeed(&n.ways[i], against) > 0 {
						got += "<"
					}
					if b.throughSpeed(&n.ways[i], along) > 0 {
						got += ">"
					}
				}
				if got != *want {
					t.Errorf("%s: %q, want %q", p.Name, got, *want)
				}
			}
		})
	}
}

// TestBarriers: what stands on the way between two ends of a street.
func TestBarriers(t *testing.T) {
	tests := []struct {
		name       string
		tags       []string
		walk, ride bool
	}{
		{"gate", []string{"barrier", "gate"}, true, true},
		{"private gate", []string{"barrier", "gate", "access", "private"}, false, false},
		{"bollard", []string{"barrier", "bollard"}, true, true},
		{"stile", []string{"barrier", "stile"}, true, false},
		{"turnstile for motorbikes", []string{"barrier", "turnstile", "motorcycle", "yes"}, true, true},
		{"gate for people", []string{"barrier", "gate", "motor_vehicle", "no"}, true, false},
		{"wall", []string{"barrier", "wall"}, false, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			m := testMap{
				nodes: []mapNode{{1, 21, 105, nil}, {2, 21, 105.001, test.tags}, {3, 21, 105.002, nil}},
				ways:  []mapWay{{1, []int64{1, 2, 3}, []string{"highway", "residential"}}},
			}
			for p, want := range map[*Profile]bool{{Name: "walk", Evening: DefaultEvening()}: test.walk, {Name: "ride", Rides: true, Evening: DefaultEvening()}: test.ride} {
				p.Speeds = map[string]float64{"residential": 5}
				roads, _, err := roadsOf(t, m, *p)
				if err != nil {
					t.Fatal(err)
				}
				if through := len(roads.graph.edges) == 1; through != want {
					t.Errorf("%s: passes %v, want %v", p.Name, through, want)
				}
			}
		})
	}
}
