package road

import (
	"context"
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gonha/geo"
)

// named takes what has a name or is a building.
func named(has func(key string) bool) bool { return has("name") || has("building") }

// TestElements: the same things whatever the form of the file, with the tags asked for alone.
func TestElements(t *testing.T) {
	m := hamlet()
	m.nodes[4].tags = []string{"name", "Cây đa", "natural", "tree"}
	want := []Element{
		{Points: []geo.Point{place(21.03, 105.8334)}, Tags: map[string]string{"name": "Cây đa"}},
		{Points: []geo.Point{place(21.03, 105.83), place(21.03, 105.831), place(21.03, 105.832), place(21.03, 105.833)}, Way: true, Tags: map[string]string{"highway": "residential", "name": "Phố Cầu Mới"}},
		{Points: []geo.Point{place(21.03, 105.831), place(21.029, 105.831), place(21.029, 105.8315)}, Way: true, Tags: map[string]string{"highway": "service", "name": "Ngõ 68 \"Cầu\" & Mới"}},
		{Points: []geo.Point{place(21.03, 105.83), place(21.029, 105.8315), place(21.03, 105.8334), place(21.03, 105.83)}, Way: true, Tags: map[string]string{}},
	}
	for name, data := range map[string][]byte{"dense": m.pbf(true, true, false), "ways first": m.pbf(false, true, true), "xml": m.xml()} {
		got, err := Elements(t.Context(), write(t, "map", data), hamletBox, []string{"name", "highway"}, named)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// TestElementsClipped: of a way the part in the box is given, of things outside nothing.
func TestElementsClipped(t *testing.T) {
	path := write(t, "map", hamlet().pbf(true, true, false))
	got, err := Elements(t.Context(), path, Box{South: 21.0295, West: 105.8305, North: 21.0305, East: 105.8325}, []string{"name"}, named)
	want := []Element{
		{Points: []geo.Point{place(21.03, 105.831), place(21.03, 105.832)}, Way: true, Tags: map[string]string{"name": "Phố Cầu Mới"}},
		{Points: []geo.Point{place(21.03, 105.831)}, Way: true, Tags: map[string]string{"name": "Ngõ 68 \"Cầu\" & Mới"}},
	}
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("%v %s", err, diff)
	}
}

// TestElementsOfRelations: a relation is given with the points of its outlines and the rings that close inside the box,
// whatever the form of the file.
func TestElementsOfRelations(t *testing.T) {
	m := hamlet()
	m.ways = append(m.ways, mapWay{20, []int64{1, 2, 3}, nil}, mapWay{21, []int64{7, 6, 1}, nil}, mapWay{22, []int64{3, 7}, nil}, mapWay{23, []int64{4, 5}, nil})
	outer := func(refs ...int64) (members []mapMember) {
		for _, ref := range refs {
			members = append(members, mapMember{"outer", "way", ref})
		}
		return append(members, mapMember{"label", "node", 4}, mapMember{"inner", "way", 23}, mapMember{"outer", "way", 99})
	}
	boundary := func(name string) []string {
		return []string{"type", "boundary", "boundary", "administrative", "name", name}
	}
	m.relations = []mapRelation{{id: 1, members: outer(20, 22, 21), tags: boundary("Phường Mới")}, {id: 2, members: outer(20), tags: boundary("Phường Cũ")}, {id: 3, members: outer(20), tags: []string{"type", "route"}}}
	whole := []geo.Point{place(21.03, 105.83), place(21.03, 105.831), place(21.03, 105.832), place(21.029, 105.8315), place(21.029, 105.831), place(21.03, 105.83)}
	for name, data := range map[string][]byte{"dense": m.pbf(true, true, false), "ways first": m.pbf(false, true, true), "xml": m.xml()} {
		all, err := Elements(t.Context(), write(t, "map", data), hamletBox, []string{"name"}, named)
		if err != nil {
			t.Fatal(err)
		}
		areas := slices.DeleteFunc(all, func(e Element) bool { return !e.Area })
		want := []Element{
			{Points: whole[:5], Area: true, Rings: [][]geo.Point{whole}, Tags: map[string]string{"name": "Phường Mới"}},
			{Points: []geo.Point{whole[2], whole[1], whole[0]}, Area: true, Tags: map[string]string{"name": "Phường Cũ"}},
		}
		if diff := cmp.Diff(want, areas); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
		clipped, err := Elements(t.Context(), write(t, "map", data), Box{South: 21.0295, West: 105.82, North: 21.04, East: 105.84}, []string{"name"}, named)
		if err != nil {
			t.Fatal(err)
		}
		areas = slices.DeleteFunc(clipped, func(e Element) bool { return !e.Area })
		if len(areas) != 2 || areas[0].Rings != nil || len(areas[0].Points) != 3 {
			t.Errorf("%s, of which a part is in the box: %+v", name, areas)
		}
	}
}

func TestElementsErrors(t *testing.T) {
	whole := hamlet().pbf(true, true, false)
	for name, data := range map[string][]byte{"empty": {}, "cut": whole[:len(whole)-3], "text": []byte("id,lat,lon\n")} {
		if _, err := Elements(t.Context(), write(t, "map", data), hamletBox, nil, named); !errors.Is(err, errFormat) {
			t.Errorf("%s: %v", name, err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Elements(ctx, write(t, "map", whole), hamletBox, nil, named); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}
