package road

import (
	"bytes"
	"context"
	"errors"
	"math/rand/v2"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/osm"
	"github.com/paulmach/osm/osmpbf"
)

// census counts and sums what a scan gives, so that two readers can be compared.
type census struct {
	Nodes, Ways, Refs, Tags         int
	Places, Relations, Members      int
	Roles                           int // letters of those that are kept
	IDs, Lat, Lon, RefSum, TagBytes int64
}

func (c *census) node(id, lat, lon int64, t tags) error {
	c.Nodes, c.IDs, c.Lat, c.Lon = c.Nodes+1, c.IDs+id, c.Lat+lat, c.Lon+lon
	c.count(t)
	return nil
}

func (c *census) relation(id int64, members []member, t tags) error {
	c.Relations, c.IDs, c.Members = c.Relations+1, c.IDs+id, c.Members+len(members)
	for i, m := range members {
		c.RefSum += m.ref * int64(i%7+1) * int64(m.kind+1)
		c.Roles += len(m.role)
	}
	c.count(t)
	return nil
}

func (c *census) way(id int64, refs []int64, places []location, t tags) error {
	c.Places += len(places)
	c.Ways, c.IDs, c.Refs = c.Ways+1, c.IDs+id, c.Refs+len(refs)
	for i, r := range refs {
		c.RefSum += r * int64(i%7+1)
	}
	c.count(t)
	return nil
}

func (c *census) count(t tags) {
	for _, tag := range t {
		c.Tags++
		c.TagBytes += int64(len(tag.key)) + 2*int64(len(tag.value))
	}
}

// TestDelaware: a whole real extract reads as the format's best known Go reader reads it.
func TestDelaware(t *testing.T) {
	if testing.Short() {
		t.Skip("724,000 nodes, twice")
	}
	path := delaware(t)
	var got census
	if err := scanFile(t.Context(), path, &got); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(referenceCensus(t, path), got); diff != "" {
		t.Error(diff)
	}
	if got.Nodes < 700_000 {
		t.Errorf("%d nodes", got.Nodes)
	}
}

func referenceCensus(t *testing.T, path string) census {
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	s := osmpbf.New(t.Context(), f, 1)
	defer s.Close()
	var c census
	convert := func(from osm.Tags) (to tags) {
		for _, tag := range from {
			to = append(to, struct{ key, value []byte }{[]byte(tag.Key), []byte(tag.Value)})
		}
		return to
	}
	for s.Scan() {
		switch o := s.Object().(type) {
		case *osm.Node:
			_ = c.node(int64(o.ID), round7(o.Lat), round7(o.Lon), convert(o.Tags))
		case *osm.Way:
			refs := make([]int64, len(o.Nodes))
			for i := range refs {
				refs[i] = int64(o.Nodes[i].ID)
			}
			_ = c.way(int64(o.ID), refs, nil, convert(o.Tags))
		case *osm.Relation:
			members := make([]member, len(o.Members))
			for i, m := range o.Members {
				members[i] = member{map[osm.Type]kind{osm.TypeNode: nodeKind, osm.TypeWay: wayKind, osm.TypeRelation: relationKind}[m.Type], m.Ref, roleOf([]byte(m.Role))}
			}
			_ = c.relation(int64(o.ID), members, convert(o.Tags))
		}
	}
	if s.Err() != nil {
		t.Fatal(s.Err())
	}
	return c
}

func round7(degrees float64) int64 {
	if degrees < 0 {
		return int64(degrees*1e7 - 0.5)
	}
	return int64(degrees*1e7 + 0.5)
}

// TestBlobLimits: a blob that claims or unpacks to more than the format allows is refused before the
// memory is taken.
func TestBlobLimits(t *testing.T) {
	var bomb bytes.Buffer
	blob(&bomb, "OSMData", make([]byte, maxBlob+1), true)
	if err := scanPBF(t.Context(), &bomb, "map", &census{}); !errors.Is(err, errBlob) {
		t.Errorf("a blob of %d bytes packed into %d: %v", maxBlob+1, bomb.Len(), err)
	}
	header := number(field(nil, 1, []byte("OSMData")), 3, maxBlob+1)
	var none bytes.Buffer
	writeBlob(&none, "OSMData", packedAs(nil, []byte{0}, 6))
	if err := scanPBF(t.Context(), &none, "map", &census{}); !errors.Is(err, errBlob) {
		t.Errorf("a blob of nothing packed by LZ4: %v", err)
	}
	file := append([]byte{0, 0, 0, byte(len(header))}, header...)
	if err := scanPBF(t.Context(), bytes.NewReader(file), "map", &census{}); !errors.Is(err, errBlob) {
		t.Errorf("a blob said to have more than the most bytes: %v", err)
	}
}

func FuzzScan(f *testing.F) {
	m := hamlet()
	f.Add(m.pbf(true, true, false))
	f.Add(m.placed().pbf(true, true, false))
	m.versions = map[string]string{"w0": "2-", "n1": "3"}
	m.relations = []mapRelation{turnOver(12, "restriction", "no_left_turn"), {2, []mapMember{{"outer", "way", 13}}, []string{"type", "multipolygon", "highway", "pedestrian"}}}
	f.Add(repacked(f, m.pbf(true, true, false), func(b []byte) []byte { return zstandard(f, b) }, 7))
	f.Add(repacked(f, m.pbf(true, true, false), func(b []byte) []byte { return append([]byte{0xf0, byte(len(b) - 15)}, b...) }, 6))
	f.Add(zipped(m.placed().xml()))
	small := randomMap(rand.New(rand.NewPCG(3, 6)))
	f.Add(small.xml())
	f.Add(squareMap(mapWay{4, []int64{20, 21, 22, 28, 23, 20}, []string{"highway", "pedestrian", "area", "yes"}}).xml())
	f.Add(m.pbf(false, false, true))
	f.Add(m.xml())
	f.Add([]byte(`<osm><node id="1" lat="NaN" lon="1e99"/><way><nd/></way></osm>`))
	f.Fuzz(func(t *testing.T, data []byte) {
		c := newCollector(World, DefaultEvening())
		if scan(context.Background(), bytes.NewReader(data), "map", c) != nil {
			return
		}
		if c.late {
			c.again()
			if err := scan(context.Background(), bytes.NewReader(data), "map", c); err != nil {
				t.Fatalf("the second pass of a file that was read: %v", err)
			}
		}
		n := c.finish()
		for _, w := range n.ways {
			if w.last-w.first < 2 {
				t.Fatalf("a way of %d nodes", w.last-w.first)
			}
			for _, node := range n.nodes[w.first:w.last] {
				if !n.point(node).Valid() {
					t.Fatalf("a node at %v", n.point(node))
				}
			}
		}
		n.crossAreas()
		n.closeGaps()
		for _, p := range []Profile{Walk(), Motorbike()} {
			if roads, err := newRoads(n, p); err == nil {
				e := roads.Engine(hamletDoors)
				if e.Leg(0, 2); len(e.Path(0, 2)) < 2 {
					t.Fatal("a path of no points")
				}
			}
		}
	})
}

// FuzzBlock gives the decoder blocks that need not be packed first.
func FuzzBlock(f *testing.F) {
	m := hamlet()
	f.Add(m.block(func(b *stringIndex) []byte { return field(nil, 2, m.dense(b)) }))
	f.Fuzz(func(_ *testing.T, data []byte) {
		d := blockDecoder{sink: &census{}}
		_ = d.decode(data, everything) // it may fail, and must not panic
	})
}
