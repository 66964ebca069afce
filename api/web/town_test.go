package web_test

import (
	"fmt"
	"strings"
	"testing"

	"gonha/api/intake/placing"
	"gonha/geo/road"
)

// town is an invented town of three streets, an alley, a pond and houses with numbers, as OpenStreetMap would have it.
func town() string {
	var b strings.Builder
	id := 0
	node := func(lat, lon float64, tags ...string) int {
		id++
		fmt.Fprintf(&b, `<node id="%d" lat="%.6f" lon="%.6f">`, id, lat, lon)
		for i := 0; i < len(tags); i += 2 {
			fmt.Fprintf(&b, `<tag k="%s" v="%s"/>`, tags[i], tags[i+1])
		}
		b.WriteString("</node>\n")
		return id
	}
	var ways strings.Builder
	way := func(nodes []int, tags ...string) {
		id++
		fmt.Fprintf(&ways, `<way id="%d">`, id)
		for _, n := range nodes {
			fmt.Fprintf(&ways, `<nd ref="%d"/>`, n)
		}
		for i := 0; i < len(tags); i += 2 {
			fmt.Fprintf(&ways, `<tag k="%s" v="%s"/>`, tags[i], tags[i+1])
		}
		ways.WriteString("</way>\n")
	}
	corner := map[[2]int]int{}
	at := func(row, column int) int { // a grid of streets, 200 m apart
		if corner[[2]int{row, column}] == 0 {
			corner[[2]int{row, column}] = node(21.03+float64(row)*0.0018, 105.83+float64(column)*0.0019)
		}
		return corner[[2]int{row, column}]
	}
	for row, name := range []string{"Phố Bưởi", "Phố Khế Ngọt", "Đường Mít Mật"} {
		way([]int{at(row, 0), at(row, 1), at(row, 2), at(row, 3)}, "highway", "residential", "name", name)
	}
	for column := range 4 {
		way([]int{at(0, column), at(1, column), at(2, column)}, "highway", "tertiary", "name", fmt.Sprintf("Phố Ổi %d", column+1))
	}
	way([]int{at(0, 1), node(21.0309, 105.8322)}, "highway", "service", "service", "alley", "name", "Ngõ 12 Phố Bưởi")
	pond := []int{node(21.0320, 105.8325), node(21.0320, 105.8332), node(21.0325, 105.8332), node(21.0325, 105.8325)}
	way(append(pond, pond[0]), "natural", "water", "name", "Hồ Sen")
	for n := 2; n <= 40; n += 2 { // along Phố Bưởi; the houses from 20 to 28 have no numbers on the map
		if n < 20 || n > 28 {
			lat, lon := 21.0301, 105.83+float64(n)*0.000135
			node(lat, lon, "addr:housenumber", fmt.Sprint(n), "addr:street", "Phố Bưởi")
			wall := []int{node(lat, lon-0.00004), node(lat, lon+0.00004), node(lat+0.00012, lon+0.00004), node(lat+0.00012, lon-0.00004)}
			way(append(wall, wall[0]), "building", "yes")
		}
	}
	return `<osm version="0.6">` + "\n" + b.String() + ways.String() + "</osm>"
}

// mapped is a setup with the town's map: tiles of it, and addresses looked up on it.
func mapped(t *testing.T) setup {
	t.Helper()
	return mappedBy(t, written(t, "town.osm", town()))
}

// mappedBy is a setup with the map of a file.
func mappedBy(t *testing.T, file string) setup {
	t.Helper()
	source, err := road.Open(file, road.DefaultOptions())
	if err != nil {
		t.Fatal(err)
	}
	ground, err := source.Map(t.Context(), road.World)
	if err != nil {
		t.Fatal(err)
	}
	return setup{ground: ground, addresses: placing.NewMap(file), memory: placing.NewMemory()}
}

// townList is a list of people without coordinates: 3 people of 2 households are surely found, 2 of 1 likely, 2 of 2
// somewhere in their street, 1 nowhere, and the first row has no address.
const townList = "Họ và tên,Nơi ở hiện tại,Tổ dân phố,Ghi chú\nBùi Thị Thiếu,,TDP 1,\n" +
	"Nguyễn Thị Giả,12 Phố Bưởi,TDP 1,\nNguyễn Văn Giả,12 Phố Bưởi,TDP 1,\nTrần Văn Vờ,6 Phố Bưởi,TDP 1,\n" +
	"Lê Thị Bịa,14 Phố Bười,TDP 1,\nLê Văn Bịa,14 Phố Bười,TDP 1,\n" +
	"Phạm Văn Không,Phố Khế Ngọt,TDP 2,\nHoàng Thị Có,Đường Mít Mật,TDP 2,\nĐỗ Văn Đâu,9 Phố Dâu Da,TDP 2,\n"
