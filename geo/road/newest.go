package road

import "bytes"

// element is a node, way or relation of a file that may have several versions of it.
type element struct {
	kind     kind
	id       int64
	version  int64 // 0 where it is not known
	gone     bool  // this version says that it was deleted
	lat, lon int64
	refs     []int64
	places   []location // one for each of refs, or none
	members  []member
	tags     tags
}

// newest passes on the newest version of each element, unless that is deleted. The versions of an
// element follow each other in a file of history. Of versions that are not numbered, or alike, it is the first.
type newest struct {
	to   sink
	full bool
	held element
}

// offer takes the next element of the file, which it copies.
func (n *newest) offer(e *element) error {
	if n.full && n.held.kind == e.kind && n.held.id == e.id {
		if e.version > n.held.version {
			n.hold(e)
		}
		return nil
	}
	if err := n.flush(); err != nil {
		return err
	}
	n.hold(e)
	return nil
}

// flush passes on what is held, at the end of the file too.
func (n *newest) flush() error {
	if !n.full || n.held.gone {
		return nil
	}
	n.full = false
	h := &n.held
	switch h.kind {
	case nodeKind:
		return n.to.node(h.id, h.lat, h.lon, h.tags)
	case wayKind:
		if len(h.places) != len(h.refs) {
			return n.to.way(h.id, h.refs, nil, h.tags)
		}
		return n.to.way(h.id, h.refs, h.places, h.tags)
	}
	return n.to.relation(h.id, h.members, h.tags)
}

func (n *newest) hold(e *element) {
	h := &n.held
	refs, places, members, t := append(h.refs[:0], e.refs...), append(h.places[:0], e.places...), append(h.members[:0], e.members...), h.tags[:0]
	for _, pair := range e.tags {
		t = append(t, tag{bytes.Clone(pair.key), bytes.Clone(pair.value)})
	}
	*h = *e
	h.refs, h.places, h.members, h.tags = refs, places, members, t
	n.full = true
}
