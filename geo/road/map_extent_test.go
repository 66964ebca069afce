package road

import "testing"

func TestExtent(t *testing.T) {
	m := &Map{}
	if _, some := m.Extent(); some {
		t.Error("a map of nothing has an extent")
	}
	m.shapes = []shape{
		{south: 210000000, west: 1058000000, north: 210500000, east: 1058100000},
		{south: -10, west: 1059000000, north: 20, east: 1059500000},
		{south: 205000000, west: 1057000000, north: 211000000, east: 1057000001},
	}
	want := Box{South: -1e-6, West: 105.7, North: 21.1, East: 105.95}
	if got, some := m.Extent(); !some || got != want {
		t.Errorf("the extent is %+v, want %+v", got, want)
	}
}
