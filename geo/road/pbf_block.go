package road

import "google.golang.org/protobuf/encoding/protowire"

// groups are kinds of elements that a block has.
type groups uint8

const (
	nodeGroups groups = 1 << iota
	wayGroups
	relationGroups
	everything = nodeGroups | wayGroups | relationGroups
)

// blockDecoder decodes the blocks of a .osm.pbf: groups of nodes, of ways, of relations, and one table of
// the strings in them.
type blockDecoder struct {
	sink       sink
	historical bool // the file has several versions of an element, and deleted ones
	history    newest

	strings [][]byte
	element // the one at hand

	granularity, latOffset, lonOffset int64 // nanodegrees
}

// decode hands those elements of a block to the sink that are wanted.
func (d *blockDecoder) decode(block []byte, wanted groups) error {
	d.strings = d.strings[:0]
	d.granularity, d.latOffset, d.lonOffset = 100, 0, 0
	f := fields{data: block}
	for f.next() {
		switch f.number {
		case 1:
			if err := d.stringTable(f.bytes); err != nil {
				return err
			}
		case 17:
			d.granularity = int64(f.value)
		case 19:
			d.latOffset = int64(f.value)
		case 20:
			d.lonOffset = int64(f.value)
		}
	}
	if f.bad {
		return errBlock
	}
	for f = (fields{data: block}); f.next(); {
		if f.number == 2 {
			if err := d.group(f.bytes, wanted); err != nil {
				return err
			}
		}
	}
	return nil
}

// groupsOf tells what kinds of elements a block has.
func groupsOf(block []byte) (groups, error) {
	var held groups
	f := fields{data: block}
	for f.next() {
		if f.number != 2 {
			continue
		}
		g := fields{data: f.bytes}
		for g.next() {
			switch g.number {
			case 1, 2:
				held |= nodeGroups
			case 3:
				held |= wayGroups
			case 4:
				held |= relationGroups
			}
		}
		if g.bad {
			return 0, errBlock
		}
	}
	if f.bad {
		return 0, errBlock
	}
	return held, nil
}

func (d *blockDecoder) stringTable(data []byte) error {
	f := fields{data: data}
	for f.next() {
		if f.number == 1 {
			d.strings = append(d.strings, f.bytes)
		}
	}
	if f.bad {
		return errBlock
	}
	return nil
}

func (d *blockDecoder) group(data []byte, wanted groups) error {
	f := fields{data: data}
	for f.next() {
		var err error
		switch {
		case f.number == 1 && wanted&nodeGroups != 0:
			err = d.node(f.bytes)
		case f.number == 2 && wanted&nodeGroups != 0:
			err = d.denseNodes(f.bytes)
		case f.number == 3 && wanted&wayGroups != 0:
			err = d.way(f.bytes)
		case f.number == 4 && wanted&relationGroups != 0:
			err = d.relation(f.bytes)
		}
		if err != nil {
			return err
		}
	}
	if f.bad {
		return errBlock
	}
	return nil
}

// begin makes ready for an element.
func (d *blockDecoder) begin(k kind) {
	e := &d.element
	d.element = element{kind: k, refs: e.refs[:0], places: e.places[:0], members: e.members[:0], tags: e.tags[:0]}
}

// give hands the element at hand on.
func (d *blockDecoder) give() error {
	if d.historical {
		return d.history.offer(&d.element)
	}
	switch d.kind {
	case nodeKind:
		return d.sink.node(d.id, d.element.lat, d.element.lon, d.tags)
	case wayKind:
		places := d.places
		if len(places) != len(d.refs) {
			places = nil
		}
		return d.sink.way(d.id, d.refs, places, d.tags)
	}
	return d.sink.relation(d.id, d.members, d.tags)
}

// flush ends a pass over blocks.
func (d *blockDecoder) flush() error { return d.history.flush() }

// info reads an element's version, and whether it was deleted: of no use but in files of history.
func (d *blockDecoder) info(data []byte) error {
	if !d.historical {
		return nil
	}
	f := fields{data: data}
	for f.next() {
		switch f.number {
		case 1:
			d.version = int64(f.value)
		case 6:
			d.gone = f.value == 0
		}
	}
	if f.bad {
		return errBlock
	}
	return nil
}

// node decodes a node by itself, which few programs write.
func (d *blockDecoder) node(data []byte) error {
	d.begin(nodeKind)
	var lat, lon int64
	var keys, values varints
	f := fields{data: data}
	for f.next() {
		switch f.number {
		case 1:
			d.id = unzigzag(f.value)
		case 2:
			keys.data = f.bytes
		case 3:
			values.data = f.bytes
		case 4:
			if err := d.info(f.bytes); err != nil {
				return err
			}
		case 8:
			lat = unzigzag(f.value)
		case 9:
			lon = unzigzag(f.value)
		}
	}
	if f.bad {
		return errBlock
	}
	if err := d.pairs(&keys, &values); err != nil {
		return err
	}
	d.element.lat, d.element.lon = d.lat(lat), d.lon(lon)
	return d.give()
}

func (d *blockDecoder) way(data []byte) error {
	d.begin(wayKind)
	var keys, values, refs, lats, lons varints
	f := fields{data: data}
	for f.next() {
		switch f.number {
		case 1:
			d.id = int64(f.value)
		case 2:
			keys.data = f.bytes
		case 3:
			values.data = f.bytes
		case 4:
			if err := d.info(f.bytes); err != nil {
				return err
			}
		case 8:
			refs.data = f.bytes
		case 9:
			lats.data = f.bytes
		case 10:
			lons.data = f.bytes
		}
	}
	if f.bad {
		return errBlock
	}
	if err := d.pairs(&keys, &values); err != nil {
		return err
	}
	placed := len(lats.data) > 0
	for ref, lat, lon := int64(0), int64(0), int64(0); refs.delta(&ref); {
		d.refs = append(d.refs, ref)
		if placed {
			if !lats.delta(&lat) || !lons.delta(&lon) {
				return errBlock
			}
			d.places = append(d.places, location{d.lat(lat), d.lon(lon)})
		}
	}
	if refs.bad {
		return errBlock
	}
	return d.give()
}

func (d *blockDecoder) relation(data []byte) error {
	d.begin(relationKind)
	var keys, values, roles, refs, kinds varints
	f := fields{data: data}
	for f.next() {
		switch f.number {
		case 1:
			d.id = int64(f.value)
		case 2:
			keys.data = f.bytes
		case 3:
			values.data = f.bytes
		case 4:
			if err := d.info(f.bytes); err != nil {
				return err
			}
		case 8:
			roles.data = f.bytes
		case 9:
			refs.data = f.bytes
		case 10:
			kinds.data = f.bytes
		}
	}
	if f.bad {
		return errBlock
	}
	if err := d.pairs(&keys, &values); err != nil {
		return err
	}
	for ref := int64(0); refs.delta(&ref); {
		role, ok := roles.next()
		k, known := kinds.next()
		if !ok || !known || role >= uint64(len(d.strings)) || k > uint64(relationKind) {
			return errBlock
		}
		d.members = append(d.members, member{kind(k), ref, roleOf(d.strings[role])})
	}
	if refs.bad {
		return errBlock
	}
	return d.give()
}

// roleOf spares the memory of the roles that are asked for; others, like the stops of a bus, play no part.
func roleOf(role []byte) string {
	switch string(role) {
	case "from":
		return "from"
	case "to":
		return "to"
	case "via":
		return "via"
	case "inner":
		return "inner"
	case "outer":
		return "outer"
	case "":
		return ""
	}
	return "other"
}

// pairs gathers the tags of columns of keys and values.
func (d *blockDecoder) pairs(keys, values *varints) error {
	d.tags = d.tags[:0]
	for k, more := keys.next(); more; k, more = keys.next() {
		v, ok := values.next()
		if !ok || !d.pair(k, v) {
			return errBlock
		}
	}
	if keys.bad {
		return errBlock
	}
	return nil
}

func (d *blockDecoder) pair(key, value uint64) bool {
	if n := uint64(len(d.strings)); key >= n || value >= n {
		return false
	}
	d.tags = append(d.tags, tag{d.strings[key], d.strings[value]})
	return true
}

// lat and lon turn a block's units to 1e-7 degrees.
func (d *blockDecoder) lat(units int64) int64 { return (d.latOffset + d.granularity*units) / 100 }
func (d *blockDecoder) lon(units int64) int64 { return (d.lonOffset + d.granularity*units) / 100 }

func unzigzag(x uint64) int64 { return protowire.DecodeZigZag(x) }
