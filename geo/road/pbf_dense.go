package road

// denseColumns are nodes as columns: differences of ids and places, and the tags of all in one row,
// key, value, ..., 0 for each.
type denseColumns struct {
	ids, lats, lons, pairs varints
	versions, visible      varints // of files of history
}

// columns finds the columns of a message.
func (d *blockDecoder) columns(data []byte) (c denseColumns, ok bool) {
	f := fields{data: data}
	for f.next() {
		switch f.number {
		case 1:
			c.ids.data = f.bytes
		case 5:
			info := fields{data: f.bytes}
			for d.historical && info.next() {
				switch info.number {
				case 1:
					c.versions.data = info.bytes
				case 6:
					c.visible.data = info.bytes
				}
			}
			f.bad = f.bad || info.bad
		case 8:
			c.lats.data = f.bytes
		case 9:
			c.lons.data = f.bytes
		case 10:
			c.pairs.data = f.bytes
		}
	}
	return c, !f.bad
}

// denseNodes decodes nodes in columns.
func (d *blockDecoder) denseNodes(data []byte) error {
	c, ok := d.columns(data)
	if !ok {
		return errBlock
	}
	d.begin(nodeKind)
	var id, lat, lon int64
	for c.ids.delta(&id) {
		if !c.lats.delta(&lat) || !c.lons.delta(&lon) {
			return errBlock
		}
		d.tags = d.tags[:0]
		for k, more := c.pairs.next(); more && k != 0; k, more = c.pairs.next() {
			v, ok := c.pairs.next()
			if !ok || !d.pair(k, v) {
				return errBlock
			}
		}
		if !d.historical { // by far the most common, and most of a file
			if err := d.sink.node(id, d.lat(lat), d.lon(lon), d.tags); err != nil {
				return err
			}
			continue
		}
		version, _ := c.versions.next()
		visible, told := c.visible.next()
		d.id, d.version, d.gone = id, int64(version), told && visible == 0
		d.element.lat, d.element.lon = d.lat(lat), d.lon(lon)
		if err := d.history.offer(&d.element); err != nil {
			return err
		}
	}
	if c.ids.bad {
		return errBlock
	}
	return nil
}
