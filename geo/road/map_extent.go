package road

// Extent is the smallest box that holds every shape of the map, and whether there are any. It looks at all of them.
func (m *Map) Extent() (box Box, some bool) {
	if len(m.shapes) == 0 {
		return Box{}, false
	}
	all := m.shapes[0]
	for i := range m.shapes {
		s := &m.shapes[i]
		all.south, all.west = min(all.south, s.south), min(all.west, s.west)
		all.north, all.east = max(all.north, s.north), max(all.east, s.east)
	}
	return Box{
		South: float64(all.south) / 1e7, West: float64(all.west) / 1e7,
		North: float64(all.north) / 1e7, East: float64(all.east) / 1e7,
	}, true
}
