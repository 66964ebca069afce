package web_test

import (
	"context"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"gonha/geo"
	"gonha/geo/road"
	"gonha/solver/campaign"
)

// straightPath is a street all along the sample ward and another across it, and nowhereNear a map of another town.
const (
	straightPath = `<osm version="0.6">
<node id="1" lat="21.044" lon="105.778"/><node id="2" lat="21.049" lon="105.778"/><node id="3" lat="21.055" lon="105.778"/>
<node id="4" lat="21.049" lon="105.772"/><node id="5" lat="21.049" lon="105.784"/>
<way id="1"><nd ref="1"/><nd ref="2"/><nd ref="3"/><tag k="highway" v="residential"/><tag k="name" v="Phố Dọc"/></way>
<way id="2"><nd ref="4"/><nd ref="2"/><nd ref="5"/><tag k="highway" v="residential"/><tag k="name" v="Phố Ngang"/></way></osm>`
	nowhereNear = `<osm version="0.6"><node id="1" lat="10.5" lon="106.5"/><node id="2" lat="10.6" lon="106.5"/><way id="1"><nd ref="1"/><nd ref="2"/><tag k="highway" v="primary"/></way></osm>`
)

// byRoad is travel by the roads of a map.
func byRoad(t *testing.T, osm string) campaign.Travel {
	t.Helper()
	source, err := road.Open(written(t, "map.osm", osm), road.DefaultOptions())
	if err != nil {
		t.Fatal(err)
	}
	return campaign.Travel{Name: "roads", Credit: campaign.OpenStreetMap, Map: source.Map,
		Engine: func(ctx context.Context, _ campaign.Mode, points []geo.Point) (geo.Engine, error) {
			e, err := source.Engine(ctx, road.Motorbike(), points)
			if err != nil {
				return nil, err
			}
			return e, nil
		}}
}

// testRoads: a plan by road says so under its map, in both languages, with whose map it is; and one in straight lines
// says that it is.
func testRoads(t *testing.T, b *browser) {
	p := chosen(t, b, setup{travel: byRoad(t, straightPath)})
	p.begin(1)
	p.ended("done")
	note := `document.querySelector('#map .note').innerText`
	if got := value[string](p, note); got != "Đường đi: theo đường phố · © OpenStreetMap contributors" {
		t.Errorf("the note is %q", got)
	}
	p.shot("9-roads")
	p.do(chromedp.Click(chromedp.CSS("[data-lang=en]"), chromedp.NodeVisible))
	p.wait(note + `.startsWith('Routes: by road')`)

	p = chosen(t, b, setup{})
	p.begin(1)
	p.ended("done")
	if got := value[string](p, note); got != "Đường đi: ước theo đường thẳng" {
		t.Errorf("without roads the note is %q", got)
	}
}

// testNoRoads: where the server's map lacks the place, the page says what to do.
func testNoRoads(t *testing.T, b *browser) {
	p := chosen(t, b, setup{travel: byRoad(t, nowhereNear)})
	p.begin(1)
	p.wait(`document.getElementById('plan').dataset.state === 'failed'`)
	if says := p.text("plan-notice"); !strings.Contains(says, "bản đồ của máy chủ không có đường nào quanh các hộ") || strings.Contains(says, " / ") {
		t.Errorf("the notice is %q", says)
	}
}
