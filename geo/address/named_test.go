package address

import (
	"testing"

	"gonha/geo"
)

// sites are an invented town's police, office, schools and blocks of flats.
func sites() *Builder {
	b := town()
	for k, s := range []Site{
		{Names: []string{"Công An phường Hoa Sen"}, Kind: "police"},
		{Names: []string{"Công an phường An Lạc"}, Kind: "police"},
		{Kind: "townhall"},
		{Names: []string{"Trường Trung học cơ sở Cầu Mới", "Trường THCS Cầu Mới"}, Kind: "school", Radius: 60},
		{Names: []string{"Trường Tiểu học Cầu Mới"}, Kind: "school"},
		{Names: []string{"Nhà văn hóa Tổ dân phố số 5"}, Kind: "community_centre"},
		{Names: []string{"Nhà văn hóa tổ 15"}, Kind: "community_centre"},
		{Names: []string{"Tổng công ty Cấp nước"}},
		{Names: []string{"KĐT Bình An"}, Home: true, Radius: 300},
		{Names: []string{"CT2A"}, Home: true, Radius: 30},
		{Names: []string{"Tòa nhà Hoa Mai"}, Home: true, Radius: 20},
		{Names: []string{"Quán Hoa Mai"}, Kind: "cafe"},
		{Kind: "cafe"},
	} {
		s.At = at(float64(200*k), 2000)
		b.Site(s)
	}
	b.Site(Site{Names: []string{"CT2A"}, Home: true, At: at(9000, 9000)})
	b.Site(Site{Names: []string{"Tòa nhà Số 21"}, Home: true, Radius: 15, At: at(105, 25)})
	return b
}

// TestNamed: places are found by what people call them, and none is sure that another one may be as well.
func TestNamed(t *testing.T) {
	x := sites().Index()
	for _, c := range []struct {
		text, ward  string
		name        string // of the first
		least, most float64
		others      int
	}{
		{"Công an phường Hoa Sen", "", "Công An phường Hoa Sen", Sure, 1, 0},
		{"trụ sở CA P. Hoa Sen", "", "Công An phường Hoa Sen", Sure, 1, 0},
		{"CAP Hoa Sen", "", "Công An phường Hoa Sen", Sure, 1, 0},
		{"tru so cong an phuong hoa sen", "", "Công An phường Hoa Sen", Sure, 1, 0},
		{"Trụ sở CA phường", "", "Công An phường Hoa Sen", 0, Likely, 1},
		{"Trụ sở CA phường", "P. An Lạc", "Công an phường An Lạc", Sure, 1, 1},
		{"Trụ sở CA phường", "Hoa Sen - An Lạc", "Công An phường Hoa Sen", 0, Likely, 1},
		{"Công an phường", "Bình An", "Công An phường Hoa Sen", 0, Likely, 1},
		{"công an phường Hoa Sen - Lê Mới", "", "Công An phường Hoa Sen", Likely, Sure, 0},
		{"UBND phường", "", "", Likely, Sure, 0},
		{"tập trung tại trường THCS Cầu Mới, số 3 Cầu Mới", "", "Trường Trung học cơ sở Cầu Mới", Sure, 1, 0},
		{"Trường TH Cầu Mới", "", "Trường Tiểu học Cầu Mới", Sure, 1, 0},
		{"trường Cầu Mới", "", "Trường Trung học cơ sở Cầu Mới", 0, Likely, 1},
		{"Nhà VH TDP 5", "", "Nhà văn hóa Tổ dân phố số 5", Sure, 1, 0},
		{"NVH tổ 15", "", "Nhà văn hóa tổ 15", Sure, 1, 0},
		{"nhà văn hóa", "", "Nhà văn hóa Tổ dân phố số 5", 0, Likely, 1},
	} {
		all := x.Named(c.text, c.ward, 5)
		if len(all) != 1+c.others || all[0].Name != c.name || all[0].Confidence < c.least || all[0].Confidence > c.most {
			t.Errorf("%q in %q: %+v", c.text, c.ward, all)
		}
	}
	for _, text := range []string{"", "tại", "bệnh viện", "Công viên", "12 Cầu Mới", "cấp nước Hoa Sen"} {
		if all := x.Named(text, "", 5); len(all) > 0 {
			t.Errorf("%q: %+v", text, all)
		}
	}
	if all := town().Index().Named("Công an phường", "", 5); all != nil {
		t.Errorf("without places: %+v", all)
	}
}

// TestHamlets: of a thôn with a name the map tells where it is, of one of several the ward says which.
func TestHamlets(t *testing.T) {
	b := town()
	b.Hamlet("Thôn Đông", at(0, 5000))
	b.Ward("Xã Hoa Sen", at(100, 5000))
	b.Hamlet("Đông", at(0, 9000))
	b.Hamlet("Xóm Tây Lý", at(3000, 3000))
	b.Hamlet("Khu phố 5", at(0, 0))
	x := b.Index()
	for _, c := range []struct {
		text, group, ward string
		by                By
		at                geo.Point
	}{
		{"Thôn Đông, xã Hoa Sen", "", "", ByGroup, at(0, 5000)},
		{"", "thôn Đông", "Hoa Sen", ByGroup, at(0, 5000)},
		{"nhà ông Tư, thôn Đông", "", "", BySeveral, at(0, 5000)},
		{"Số 5 xóm Tây Lí", "", "", ByGroup, at(3000, 3000)},
		{"Khu phố 5", "", "", "", geo.Point{}},
		{"Thôn Nam", "", "", "", geo.Point{}},
	} {
		if m := x.Find(c.text, c.group, c.ward); m.By != c.by || m.Confidence >= Likely || c.by != "" && geo.Distance(m.Point, c.at) > 1 {
			t.Errorf("%q, %q, %q: %+v", c.text, c.group, c.ward, m)
		}
	}
}

// TestBuildings: blocks of flats are found by their names, at best likely; one whose number agrees is sure.
func TestBuildings(t *testing.T) {
	x := sites().Index()
	for _, c := range []struct {
		text        string
		by          By
		least, most float64
		at          geo.Point
	}{
		{"P.502 CT2A, KĐT Bình An", ByBuilding, Likely, Sure, at(1800, 2000)},
		{"Căn hộ 1203 tòa CT2A khu đô thị Bình An", ByBuilding, Likely, Sure, at(1800, 2000)},
		{"CT2A-502", BySeveral, 0, Likely, at(1800, 2000)},
		{"P.12 CT9, KĐT Bình An", ByBuilding, 0, Likely, at(1600, 2000)},
		{"tầng 5 tòa nhà Hoa Mai", ByBuilding, Likely, Sure, at(2000, 2000)},
		{"Phòng 12, Hoa Mai", ByBuilding, Likely, Sure, at(2000, 2000)},
		{"Phòng 3, số 21 Cầu Mới, tòa nhà số 21", ByHouse, Sure, 1, at(105, 10)},
		{"Phòng 3, số 23 Cầu Mới, tòa nhà Hoa Mai", ByHouse, Sure, 1, at(115, 10)},
		{"12 Hoa Mai", "", 0, 0, at(0, 0)},
	} {
		m := x.Find(c.text, "", "")
		if m.By != c.by || m.Confidence < c.least || m.Confidence > c.most || c.by != "" && geo.Distance(m.Point, c.at) > 1 {
			t.Errorf("%q: %+v", c.text, m)
		}
	}
	b := NewBuilder()
	b.House(House{Number: "35", Street: "Hoa Lan", At: at(0, 0)})
	b.Site(Site{Names: []string{"Chung cư Hoa Hồng"}, Home: true, At: at(10, 0)})
	alone := b.Index()
	for text, sure := range map[string]bool{"35 Hoa Lan": false, "P.7 chung cư Hoa Hồng, 35 Hoa Lan": true, "P.7 chung cư Hoa Cúc, 35 Hoa Lan": false} {
		if m := alone.Find(text, "", ""); m.By != ByHouse || m.Confidence >= Sure != sure {
			t.Errorf("%q: %+v", text, m)
		}
	}
}

// TestRegions: a place inside a ward's outline is in the ward however far from its label and its edge, one outside is
// not, under each name that the map has; what is only a part of an outline says where the ward is, roughly.
func TestRegions(t *testing.T) {
	square := func(west, south, size float64) []geo.Point {
		return []geo.Point{at(west, south), at(west+size, south), at(west+size, south+size), at(west, south+size), at(west, south)}
	}
	b := town()
	b.House(House{Number: "21", Street: "Cầu Mới", At: at(5021, 10)})
	b.House(House{Number: "21", Street: "Cầu Mới", At: at(5021, 12)})
	wide := square(-3900, -4000, 7000)
	b.Region([]string{"Xã Hoa Sen", "Xã Hoa Súng"}, [][]geo.Point{wide}, wide)
	far := square(4500, -300, 800)
	b.Region([]string{"Phường An Lạc - Hoa Mai"}, [][]geo.Point{far}, far)
	b.Region([]string{"Huyện Thanh Hà"}, nil, []geo.Point{at(5000, 0), at(5100, 0)})
	b.Region([]string{"Khu phố 5"}, [][]geo.Point{far}, far)
	x := b.Index()
	near, there := at(105, 10), at(5021, 11)
	for text, want := range map[string]geo.Point{
		"21 Cầu Mới, xã Hoa Sen": near, "21 Cầu Mới, xã Hoa Súng": near, "21 Cầu Mới, P. An Lạc - Hoa Mai": there, "21 Cầu Mới, P. Hoa Mai": there,
		"21 Cầu Mới, P. Cũ (nay là phường An Lạc - Hoa Mai)": there,
	} {
		if m := x.Find(text, "", ""); m.Confidence < Sure || geo.Distance(m.Point, want) > 5 {
			t.Errorf("%q: %+v", text, m)
		}
	}
	if m := x.Find("21 Cầu Mới, huyện Thanh Hà", "", ""); m.Confidence < Likely || geo.Distance(m.Point, there) > 5 {
		t.Errorf("in a district: %+v", m)
	}
	if m := x.Find("21 Cầu Mới, phường Lê Mới", "", ""); m.By != BySeveral {
		t.Errorf("in a ward that the map does not know: %+v", m)
	}
	if m := x.Find("5 Mùa Thu Tháng 8, P. Hoa Mai", "", ""); m.By != ByHouse || m.Confidence >= Likely {
		t.Errorf("outside its ward: %+v", m)
	}
	if joined := x.With(NewBuilder()).Find("21 Cầu Mới, xã Hoa Sen", "", ""); joined != x.Find("21 Cầu Mới, xã Hoa Sen", "", "") {
		t.Errorf("an index over it has no outlines: %+v", joined)
	}
}
