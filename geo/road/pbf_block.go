package road

// blockDecoder decodes the blocks of a .osm.pbf: groups of nodes, of ways, of relations, which are
// passed over, and one table of the strings in them.
type blockDecoder struct {
	sink    sink
	strings [][]byte
	tags    tags    // of the element at hand
	refs    []int64 // of the way at hand

	granularity, latOffset, lonOffset int64 // nanodegrees
}

// decode hands the elements of a block to the sink.
func (d *blockDecoder) decode(block []byte) error {
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
			if err := d.group(f.bytes); err != nil {
				return err
			}
		}
	}
	return nil
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

func (d *blockDecoder) group(data []byte) error {
	f := fields{data: data}
	for f.next() {
		var err error
		switch f.number {
		case 1:
			err = d.node(f.bytes)
		case 2:
			err = d.denseNodes(f.bytes)
		case 3:
			err = d.way(f.bytes)
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

// node decodes a node by itself, which few programs write.
func (d *blockDecoder) node(data []byte) error {
	var id, lat, lon int64
	var keys, values varints
	f := fields{data: data}
	for f.next() {
		switch f.number {
		case 1:
			id = unzigzag(f.value)
		case 2:
			keys.data = f.bytes
		case 3:
			values.data = f.bytes
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
	return d.sink.node(id, d.lat(lat), d.lon(lon), d.tags)
}

// denseNodes decodes nodes as columns: differences of ids and places, and the tags of all in one row,
// key, value, ..., 0 for each.
func (d *blockDecoder) denseNodes(data []byte) error {
	var ids, lats, lons, pairs varints
	f := fields{data: data}
	for f.next() {
		switch f.number {
		case 1:
			ids.data = f.bytes
		case 8:
			lats.data = f.bytes
		case 9:
			lons.data = f.bytes
		case 10:
			pairs.data = f.bytes
		}
	}
	if f.bad {
		return errBlock
	}
	var id, lat, lon int64
	for ids.delta(&id) {
		if !lats.delta(&lat) || !lons.delta(&lon) {
			return errBlock
		}
		d.tags = d.tags[:0]
		for k, more := pairs.next(); more && k != 0; k, more = pairs.next() {
			v, ok := pairs.next()
			if !ok || !d.pair(k, v) {
				return errBlock
			}
		}
		if err := d.sink.node(id, d.lat(lat), d.lon(lon), d.tags); err != nil {
			return err
		}
	}
	if ids.bad {
		return errBlock
	}
	return nil
}

func (d *blockDecoder) way(data []byte) error {
	var id int64
	var keys, values, refs varints
	f := fields{data: data}
	for f.next() {
		switch f.number {
		case 1:
			id = int64(f.value)
		case 2:
			keys.data = f.bytes
		case 3:
			values.data = f.bytes
		case 8:
			refs.data = f.bytes
		}
	}
	if f.bad {
		return errBlock
	}
	if err := d.pairs(&keys, &values); err != nil {
		return err
	}
	d.refs = d.refs[:0]
	for ref := int64(0); refs.delta(&ref); {
		d.refs = append(d.refs, ref)
	}
	if refs.bad {
		return errBlock
	}
	return d.sink.way(id, d.refs, d.tags)
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

func unzigzag(x uint64) int64 { return int64(x>>1) ^ -int64(x&1) }
