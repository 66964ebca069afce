package road

// pack appends the shapes of a map to b, as packRoads does roads.
func (m *Map) pack(b []byte) []byte {
	for _, list := range [...][]string{m.classes, m.names} {
		b = packInt(b, int32(len(list)))
		for _, s := range list {
			b = append(packInt(b, int32(len(s))), s...)
		}
	}
	b = packInts(packInts(b, m.lat), m.lon)
	b = packInt(b, int32(len(m.shapes)))
	for _, s := range m.shapes {
		kind := int32(s.layer) << 2
		if s.area {
			kind |= 1
		}
		if s.hole {
			kind |= 2
		}
		for _, x := range [...]int32{s.first, s.last, s.class, s.name, kind} {
			b = packInt(b, x)
		}
	}
	return b
}

// unpackMap reads what pack wrote and is false for what cannot be a map.
func unpackMap(data []byte, box Box) (*Map, bool) {
	u := &unpacker{data: data}
	m := &Map{box: box}
	for _, list := range [...]*[]string{&m.classes, &m.names} {
		*list = make([]string, u.count(4))
		for i := range *list {
			(*list)[i] = string(u.take(u.count(1)))
		}
	}
	m.lat, m.lon = u.ints(), u.ints()
	for range u.count(5 * 4) {
		s := shape{first: u.int(), last: u.int(), class: u.int(), name: u.int()}
		kind := u.int()
		s.layer, s.area, s.hole = Layer(kind>>2), kind&1 == 1, kind&2 == 2
		sound := within(s.class, len(m.classes)) && within(s.name, len(m.names)) && kind >= 0 && kind>>2 < int32(layers) && (!s.hole || len(m.shapes) > 0) &&
			s.first >= 0 && s.last-s.first >= s.layer.least() && int(s.last) <= min(len(m.lat), len(m.lon))
		if !sound {
			return nil, false
		}
		m.add(s)
	}
	return m, !u.bad && len(u.data) == 0 && len(m.names) > 0
}

// least is how many points a shape of the layer has at least.
func (l Layer) least() int32 {
	if l == NumberLayer {
		return 1
	}
	return 2
}
