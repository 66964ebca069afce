package output

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"gonha/geo/road"
	"gonha/solver/campaign"
)

// osmLine is a way of an .osm file with its own nodes.
func osmLine(id int, tags string, at ...float64) string {
	var b strings.Builder
	for i := 0; i < len(at); i += 2 {
		fmt.Fprintf(&b, `<node id="%d" lat="%.6f" lon="%.6f"/>`, 1000*id+i, at[i], at[i+1])
	}
	fmt.Fprintf(&b, `<way id="%d">`, id)
	for i := 0; i < len(at); i += 2 {
		fmt.Fprintf(&b, `<nd ref="%d"/>`, 1000*id+i)
	}
	if strings.Contains(tags, "=water") {
		fmt.Fprintf(&b, `<nd ref="%d"/>`, 1000*id)
	}
	for tag := range strings.FieldsSeq(tags) {
		key, value, _ := strings.Cut(tag, "=")
		fmt.Fprintf(&b, `<tag k=%q v=%q/>`, key, value)
	}
	return b.String() + "</way>"
}

// byMap is travel with a map of these lines.
func byMap(t testing.TB, lines ...string) campaign.Travel {
	t.Helper()
	path := filepath.Join(t.TempDir(), "map.osm")
	if err := os.WriteFile(path, []byte(`<osm version="0.6">`+strings.Join(lines, "")+`</osm>`), 0o600); err != nil {
		t.Fatal(err)
	}
	source, err := road.Open(path, road.DefaultOptions())
	if err != nil {
		t.Fatal(err)
	}
	return campaign.Travel{Map: source.Map}
}

// tenKm is a frame of 200 by 100 mm about the office, on which 0.001 degrees of latitude are a millimetre.
func tenKm() *frame { return &frame{w: 200, h: 100, mid: office, perLat: 1000, perLon: 1000} }

// TestGroundIsland: an island in a lake is drawn the other way round, so that it stays white.
func TestGroundIsland(t *testing.T) {
	travel := byMap(t,
		osmLine(1, "", 21.06, 105.80, 21.06, 105.82, 21.08, 105.82, 21.08, 105.80, 21.06, 105.80),
		osmLine(2, "", 21.065, 105.805, 21.065, 105.815, 21.075, 105.815, 21.065, 105.805),
		`<way id="8"><nd ref="1000"/><nd ref="1002"/><nd ref="1004"/></way><way id="9"><nd ref="1004"/><nd ref="1006"/><nd ref="1000"/></way>
		<way id="10"><nd ref="2000"/><nd ref="2002"/><nd ref="2004"/><nd ref="2000"/></way>
		<relation id="1"><member type="way" ref="8" role="outer"/><member type="way" ref="9" role="outer"/><member type="way" ref="10" role="inner"/><tag k="type" v="multipolygon"/><tag k="natural" v="water"/></relation>`,
	)
	got := groundOf(&travel, tenKm())
	if want := "M1200 400l200 0l0-200l-200 0zM1350 250l0 100l-100 0z"; got == nil || got.Water != want {
		t.Errorf("the water is %+v, not %s", got, want)
	}
}

func TestGround(t *testing.T) {
	travel := byMap(t,
		osmLine(1, "highway=primary", 21.05, 105.78, 21.05, 105.79, 21.06, 105.79),
		osmLine(2, "highway=residential", 21.05, 105.78, 21.05001, 105.78001, 21.05002, 105.78002, 21.051, 105.78),
		osmLine(3, "highway=footway", 21.05, 105.78, 21.05, 105.781),
		osmLine(4, "highway=path", 21.05, 105.78, 21.05, 105.7801), // too short to be seen
		osmLine(5, "natural=water", 21.06, 105.80, 21.06, 105.81, 21.07, 105.81),
		osmLine(6, "waterway=canal", 21.05, 105.7, 21.05, 105.673, 21.05, 105.69, 21.05, 105.671),
		osmLine(7, "building=yes", 21.06, 105.80, 21.06, 105.81, 21.07, 105.81),
		osmLine(8, "highway=trunk", 22, 105, 22.1, 105), // off the paper
	)
	want := ground{
		Roads: "M1000 500l100 0l0-100", Streets: "M1000 500l0-10", Alleys: "M1000 500l10 0",
		Water: "M1200 400l100 0l0-100z", Streams: "M200 500l-270 0l170 0l-190 0",
	}
	got := groundOf(&travel, tenKm())
	if got == nil {
		t.Fatal("there is no ground")
	}
	for name, pair := range map[string][2]string{
		"roads": {got.Roads, want.Roads}, "streets": {got.Streets, want.Streets}, "alleys": {got.Alleys, want.Alleys}, "water": {got.Water, want.Water}, "streams": {got.Streams, want.Streams},
	} {
		if pair[0] != pair[1] {
			t.Errorf("%s: %s, not %s", name, pair[0], pair[1])
		}
	}
}

// TestNoGround: without a map, with one that cannot be read and with nothing near, the paper stays white.
func TestNoGround(t *testing.T) {
	broken := campaign.Travel{Map: func(context.Context, road.Box) (*road.Map, error) { return nil, errors.New("gone") }}
	far := byMap(t, osmLine(8, "highway=trunk", 22, 105, 22.1, 105))
	for name, travel := range map[string]campaign.Travel{"none": {}, "broken": broken, "far": far} {
		night, plan := sample(2, 3)
		night.Travel = travel
		if page := written(t, night, plan, "en"); strings.Contains(page, `class="ground"`) {
			t.Errorf("%s: there is a ground", name)
		}
	}
	travel := byMap(t, osmLine(1, "highway=primary", 21.05, 105.78, 21.05, 105.79))
	if groundOf(&travel, &frame{w: 1, h: 1}) != nil {
		t.Error("a frame without a scale has a ground")
	}
}

// TestGroundOfACity: the ground of a dense city stays within its measure, small ways left out first; and what is
// drawn lies on the paper or near it.
func TestGroundOfACity(t *testing.T) {
	var lines []string
	for i := range 400 { // alleys and streets that are all bends
		class := "highway=service service=alley"
		if i%4 == 0 {
			class = "highway=residential"
		}
		var at []float64
		for k := range 300 {
			at = append(at, office.Lat-0.02+0.0001*float64(i), office.Lon-0.06+0.0004*float64(k))
			at[len(at)-2] += 0.0004 * float64(k%2)
		}
		lines = append(lines, osmLine(i+1, class, at...))
	}
	lines = append(lines, osmLine(1000, "highway=primary", 21.05, 100, 21.05, 105.79, 21.06, 120))
	travel := byMap(t, lines...)
	g := groundOf(&travel, tenKm())
	if g == nil || g.Streets == "" || g.Alleys != "" || len(g.Streets) > 6*maxGround {
		t.Fatalf("the ground is %.200v", g)
	}
	for _, number := range regexp.MustCompile(`-?\d+`).FindAllString(g.Roads, -1) {
		if n, err := strconv.Atoi(number); err != nil || n < -4000 || n > 6000 {
			t.Errorf("a number in %s", g.Roads)
		}
	}
	night, plan := sample(2, 3)
	night.Travel = travel
	page := written(t, night, plan, "en")
	var bare bytes.Buffer
	night.Travel = campaign.Travel{}
	if err := Lists(&bare, night, plan, "en"); err != nil {
		t.Fatal(err)
	}
	if more := len(page) - bare.Len(); !strings.Contains(page, `class="ground"`) || more > 1<<20 {
		t.Errorf("the ground takes %d bytes", more)
	}
}
