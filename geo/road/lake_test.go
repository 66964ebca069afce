package road

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// lakeMap is a lake of three ways with an island of two, and a river whose banks leave the map.
func lakeMap() testMap {
	return testMap{
		nodes: []mapNode{
			{1, 21.030, 105.830, nil}, {2, 21.030, 105.836, nil}, {3, 21.036, 105.836, nil}, {4, 21.036, 105.830, nil},
			{5, 21.032, 105.832, nil}, {6, 21.032, 105.834, nil}, {7, 21.034, 105.834, nil}, {8, 21.034, 105.832, nil},
			{11, 21.021, 105.821, nil}, {12, 21.021, 105.829, nil}, {13, 21.021, 105.839, nil}, {14, 21.022, 105.839, nil}, {15, 21.022, 105.829, nil}, {16, 21.022, 105.821, nil},
		},
		ways: []mapWay{
			{1, []int64{1, 2}, nil}, {2, []int64{3, 2}, []string{"natural", "shoreline"}}, {3, []int64{3, 4, 1}, nil},
			{4, []int64{5, 6, 7}, []string{"place", "islet"}}, {5, []int64{5, 8, 7}, nil},
			{6, []int64{11, 12, 13}, nil}, {7, []int64{14, 15}, nil}, {8, []int64{16, 15}, nil},
		},
		relations: []mapRelation{
			{1, []mapMember{{"outer", "way", 1}, {"inner", "way", 5}, {"outer", "way", 2}, {"", "way", 3}, {"inner", "way", 4}, {"label", "node", 1}}, []string{"type", "multipolygon", "natural", "water", "name", "Hồ Lớn"}},
			{2, []mapMember{{"outer", "way", 8}, {"outer", "way", 6}, {"outer", "way", 7}, {"outer", "way", 99}}, []string{"type", "multipolygon", "natural", "water", "water", "river"}},
			{3, []mapMember{{"outer", "way", 98}}, []string{"type", "multipolygon", "natural", "water"}},
			{4, []mapMember{{"outer", "way", 3}}, []string{"type", "boundary", "natural", "water"}},
			{5, []mapMember{{"outer", "way", 3}}, []string{"type", "multipolygon", "landuse", "forest"}},
		},
	}
}

// TestLakes: a lake of several ways with an island, and a river that the file cuts off, in every form of the file.
func TestLakes(t *testing.T) {
	want := []string{"Hồ Lớn 4 + 4", " 6"}
	for name, data := range map[string][]byte{
		"pbf": lakeMap().pbf(true, true, false), "ways first": lakeMap().pbf(true, true, true), "xml": lakeMap().xml(), "placed": lakeMap().placed().pbf(true, true, false),
	} {
		m := mapOf(t, data)
		var got []string
		check := func(m *Map) {
			got = nil
			err := m.Each(WaterLayer, World, 0, func(s Shape) error {
				text := fmt.Sprintf("%s %d", s.Name, len(s.Points))
				outline := ringOf(s)
				for _, hole := range s.Holes {
					text += fmt.Sprintf(" + %d", len(hole))
					inner := ringOf(Shape{Points: hole})
					if clockwise(inner) == clockwise(outline) || !encloses(outline, inner[0]) {
						t.Errorf("%s: an island runs the way of its lake, or lies outside", name)
					}
				}
				got = append(got, text)
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, got); diff != "" || m.Len() != 2 {
				t.Errorf("%s: %d shapes, %s", name, m.Len(), diff)
			}
		}
		check(m)
		again, ok := unpackMap(m.pack(nil), m.box)
		if !ok {
			t.Fatal("it cannot be unpacked")
		}
		check(again)
		middle := location{210215000, 1058300000}
		river := 0
		_ = m.Each(WaterLayer, World, 0, func(s Shape) error { // it ends with no error
			if s.Name == "" && encloses(ringOf(s), middle) {
				river++
			}
			return nil
		})
		if river != 1 {
			t.Errorf("%s: there is no water between the banks", name)
		}
	}
}

// ringOf is a shape's outline in whole units.
func ringOf(s Shape) []location {
	var ring []location
	for _, p := range s.Points {
		ring = append(ring, location{int64(p.Lat*1e7 + 0.5), int64(p.Lon*1e7 + 0.5)})
	}
	return ring
}

// TestOneBank: of a river of which the file has one bank nothing is drawn.
func TestOneBank(t *testing.T) {
	m := lakeMap()
	m.relations = []mapRelation{{2, []mapMember{{"outer", "way", 6}}, []string{"type", "multipolygon", "waterway", "riverbank"}}}
	if n := mapOf(t, m.pbf(true, true, false)).Len(); n != 0 {
		t.Errorf("there are %d shapes", n)
	}
}
