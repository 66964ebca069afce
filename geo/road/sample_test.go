package road

import (
	"bytes"
	"cmp"
	"compress/zlib"
	"encoding/binary"
	"encoding/xml"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"google.golang.org/protobuf/encoding/protowire"

	"gonha/geo"
)

// mapNode and mapWay are elements of a map made for a test; tags are key, value, key, value, ...
type mapNode struct {
	id       int64
	lat, lon float64
	tags     []string
}

type mapWay struct {
	id   int64
	refs []int64
	tags []string
}

// mapRelation is one too; members are role and kind, "from way", with their ids.
type mapRelation struct {
	id      int64
	members []mapMember
	tags    []string
}

type mapMember struct {
	role, kind string
	ref        int64
}

type testMap struct {
	nodes     []mapNode
	ways      []mapWay
	relations []mapRelation

	versions map[string]string // by "n" or "w" and the place in the list: "2", or "2-" of one that deletes; nil is a file without
	onWays   map[int64]mapNode // places to be written into ways
}

// placed is the map with the places of its nodes in its ways, and only the nodes that have tags.
func (m testMap) placed() testMap {
	m.onWays = map[int64]mapNode{}
	var tagged []mapNode
	for _, n := range m.nodes {
		m.onWays[n.id] = n
		if len(n.tags) > 0 {
			tagged = append(tagged, n)
		}
	}
	m.nodes = tagged
	return m
}

// info is the message that has an element's version.
func (m testMap) info(key string) []byte {
	version, deleted := strings.CutSuffix(m.versions[key], "-")
	n, _ := strconv.ParseUint(cmp.Or(version, "1"), 10, 32)
	visible := uint64(1)
	if deleted {
		visible = 0
	}
	return number(number(nil, 1, n), 6, visible)
}

// pbf writes the map as a .osm.pbf; dense or a node at a time, packed or not, ways first or last.
func (m testMap) pbf(dense, packed, waysFirst bool) []byte {
	var file bytes.Buffer
	header := field(nil, 4, []byte("OsmSchema-V0.6"))
	if m.versions != nil {
		header = field(header, 4, []byte("HistoricalInformation"))
	}
	blob(&file, "OSMHeader", header, packed)
	nodes := m.block(func(b *stringIndex) []byte {
		if dense {
			return field(nil, 2, m.dense(b))
		}
		var group []byte
		for i, n := range m.nodes {
			msg := number(nil, 1, protowire.EncodeZigZag(n.id))
			if m.versions != nil {
				msg = field(msg, 4, m.info(fmt.Sprint("n", i)))
			}
			msg = field(field(msg, 2, b.column(n.tags, 0)), 3, b.column(n.tags, 1))
			msg = number(number(msg, 8, protowire.EncodeZigZag(units7(n.lat))), 9, protowire.EncodeZigZag(units7(n.lon)))
			group = field(group, 1, msg)
		}
		return group
	})
	ways := m.block(m.wayGroup)
	relations := m.block(m.relationGroup)
	if waysFirst {
		nodes, ways = ways, nodes
	}
	blob(&file, "OSMData", nodes, packed)
	blob(&file, "OSMData", ways, packed)
	blob(&file, "OSMData", relations, packed)
	return file.Bytes()
}

// wayGroup is the group of the ways.
func (m testMap) wayGroup(b *stringIndex) []byte {
	var group []byte
	for i, w := range m.ways {
		msg := field(field(number(nil, 1, uint64(w.id)), 2, b.column(w.tags, 0)), 3, b.column(w.tags, 1))
		if m.versions != nil {
			msg = field(msg, 4, m.info(fmt.Sprint("w", i)))
		}
		msg = field(msg, 8, deltas(w.refs))
		if m.onWays != nil {
			var lats, lons []int64
			for _, ref := range w.refs {
				lats, lons = append(lats, units7(m.onWays[ref].lat)), append(lons, units7(m.onWays[ref].lon))
			}
			msg = field(field(msg, 9, deltas(lats)), 10, deltas(lons))
		}
		group = field(group, 3, msg)
	}
	return group
}

// relationGroup is the group of the relations.
func (m testMap) relationGroup(b *stringIndex) []byte {
	var group []byte
	for _, r := range m.relations {
		var roles, kinds []byte
		refs := make([]int64, len(r.members))
		for i, m := range r.members {
			refs[i] = m.ref
			roles, kinds = protowire.AppendVarint(roles, b.of(m.role)), protowire.AppendVarint(kinds, uint64(kindOf[m.kind]))
		}
		msg := field(field(number(nil, 1, uint64(r.id)), 2, b.column(r.tags, 0)), 3, b.column(r.tags, 1))
		group = field(group, 4, field(field(field(msg, 8, roles), 9, deltas(refs)), 10, kinds))
	}
	return group
}

func units7(degrees float64) int64 { return units(fmt.Sprint(degrees)) }

func (m testMap) dense(b *stringIndex) []byte {
	var ids, lats, lons []int64
	var pairs []byte
	for _, n := range m.nodes {
		ids, lats, lons = append(ids, n.id), append(lats, units7(n.lat)), append(lons, units7(n.lon))
		for _, s := range n.tags {
			pairs = protowire.AppendVarint(pairs, b.of(s))
		}
		pairs = protowire.AppendVarint(pairs, 0)
	}
	msg := field(field(field(field(nil, 1, deltas(ids)), 8, deltas(lats)), 9, deltas(lons)), 10, pairs)
	if m.versions != nil {
		var versions, visible []byte
		for i := range m.nodes {
			f := fields{data: m.info(fmt.Sprint("n", i))}
			f.next()
			versions = protowire.AppendVarint(versions, f.value)
			f.next()
			visible = protowire.AppendVarint(visible, f.value)
		}
		msg = field(msg, 5, field(field(nil, 1, versions), 6, visible))
	}
	return msg
}

func (m testMap) block(fill func(*stringIndex) []byte) []byte {
	index := &stringIndex{list: []string{""}}
	group := fill(index)
	var table []byte
	for _, s := range index.list {
		table = field(table, 1, []byte(s))
	}
	return field(field(nil, 1, table), 2, group)
}

type stringIndex struct{ list []string }

func (b *stringIndex) of(s string) uint64 {
	i := slices.Index(b.list, s)
	if i < 0 {
		i = len(b.list)
		b.list = append(b.list, s)
	}
	return uint64(i)
}

func (b *stringIndex) column(tags []string, from int) []byte {
	var out []byte
	for i := from; i < len(tags); i += 2 {
		out = protowire.AppendVarint(out, b.of(tags[i]))
	}
	return out
}

func deltas(numbers []int64) []byte {
	var out []byte
	last := int64(0)
	for _, n := range numbers {
		out = protowire.AppendVarint(out, protowire.EncodeZigZag(n-last))
		last = n
	}
	return out
}

func field(msg []byte, n protowire.Number, data []byte) []byte {
	return protowire.AppendBytes(protowire.AppendTag(msg, n, protowire.BytesType), data)
}

func number(msg []byte, n protowire.Number, v uint64) []byte {
	return protowire.AppendVarint(protowire.AppendTag(msg, n, protowire.VarintType), v)
}

func blob(file *bytes.Buffer, kind string, block []byte, packed bool) {
	body := field(nil, 1, block)
	if packed {
		var z bytes.Buffer
		w := zlib.NewWriter(&z)
		_, _ = w.Write(block) // a buffer refuses nothing
		_ = w.Close()
		body = packedAs(block, z.Bytes(), 3)
	}
	writeBlob(file, kind, body)
}

// packedAs is the body of a blob that is packed in a way, by the number of its field.
func packedAs(block, packed []byte, n int) []byte {
	return field(number(nil, 2, uint64(len(block))), protowire.Number(n), packed)
}

func writeBlob(file *bytes.Buffer, kind string, body []byte) {
	header := number(field(nil, 1, []byte(kind)), 3, uint64(len(body)))
	_ = binary.Write(file, binary.BigEndian, uint32(len(header)))
	file.Write(header)
	file.Write(body)
}

// xml writes the map as an .osm.
func (m testMap) xml() []byte {
	var b bytes.Buffer
	escaped := func(s string) string {
		var e strings.Builder
		_ = xml.EscapeText(&e, []byte(s))
		return e.String()
	}
	tags := func(t []string) {
		for i := 0; i+1 < len(t); i += 2 {
			fmt.Fprintf(&b, "<tag k=%q v=%q/>", escaped(t[i]), escaped(t[i+1]))
		}
	}
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?><osm version="0.6"><bounds minlat="0"/>`)
	for i, n := range m.nodes {
		fmt.Fprintf(&b, `<node id="%d" lat="%v" lon="%v"%s>`, n.id, n.lat, n.lon, m.versionOf("n", i))
		tags(n.tags)
		b.WriteString("</node>")
	}
	for i, w := range m.ways {
		fmt.Fprintf(&b, `<way id="%d"%s>`, w.id, m.versionOf("w", i))
		for _, r := range w.refs {
			at := ""
			if n, known := m.onWays[r]; known {
				at = fmt.Sprintf(` lat="%v" lon="%v"`, n.lat, n.lon)
			}
			fmt.Fprintf(&b, `<nd ref="%d"%s/>`, r, at)
		}
		tags(w.tags)
		b.WriteString("</way>")
	}
	for _, r := range m.relations {
		fmt.Fprintf(&b, `<relation id="%d">`, r.id)
		for _, m := range r.members {
			fmt.Fprintf(&b, `<member type=%q ref="%d" role=%q/>`, m.kind, m.ref, m.role)
		}
		tags(r.tags)
		b.WriteString("</relation>")
	}
	b.WriteString(`<relation id="1"><member type="way" ref="1" role=""/><tag k="highway" v="primary"/></relation></osm>`)
	return b.Bytes()
}

// versionOf are the attributes of an element's version.
func (m testMap) versionOf(kind string, i int) string {
	if m.versions == nil {
		return ""
	}
	version, deleted := strings.CutSuffix(m.versions[fmt.Sprint(kind, i)], "-")
	return fmt.Sprintf(" version=%q visible=\"%v\"", cmp.Or(version, "1"), !deleted)
}

// write puts data into a file of the test's folder.
func write(t testing.TB, name string, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// hamlet is a street along a parallel, with an alley off its middle and steps off its end:
//
//	1 --- 2 --- 3 --- 4 (steps) 5
//	      |
//	      6 - 7
func hamlet() testMap {
	return testMap{
		nodes: []mapNode{
			{1, 21.0300, 105.8300, nil}, {2, 21.0300, 105.8310, nil}, {3, 21.0300, 105.8320, []string{"highway", "crossing"}},
			{4, 21.0300, 105.8330, nil}, {5, 21.0300, 105.8334, nil}, {6, 21.0290, 105.8310, nil}, {7, 21.0290, 105.8315, nil},
		},
		ways: []mapWay{
			{10, []int64{1, 2, 3, 4}, []string{"highway", "residential", "name", "Phố Cầu Mới"}},
			{11, []int64{4, 5}, []string{"highway", "steps"}},
			{12, []int64{2, 6, 7}, []string{"highway", "service", "service", "alley", "name", "Ngõ 68 \"Cầu\" & Mới"}},
			{13, []int64{1, 7, 5, 1}, []string{"building", "yes"}},
		},
	}
}

var hamletBox = Box{South: 21.02, West: 105.82, North: 21.04, East: 105.84}

// place is a point of the tests in degrees.
func place(lat, lon float64) geo.Point { return geo.Point{Lat: lat, Lon: lon} }

// delaware is the extract in the module that writes and reads this format for others.
func delaware(t testing.TB) string {
	t.Helper()
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/paulmach/osm").Output()
	path := filepath.Join(strings.TrimSpace(string(dir)), "testdata", "delaware-latest.osm.pbf")
	if _, missing := os.Stat(path); err != nil || missing != nil {
		t.Skip("the module cache has no extract of Delaware")
	}
	return path
}

// shared is a real extract that may lie beside the repository.
func shared(t testing.TB, name string) string {
	t.Helper()
	path := filepath.Join("..", "..", "..", "shared", "places", name)
	if _, err := os.Stat(path); err != nil {
		t.Skipf("%s is not beside the repository", name)
	}
	return path
}
