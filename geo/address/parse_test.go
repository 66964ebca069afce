package address

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"
)

// said makes the name of a text, of a kind.
func said(text string, kind Kind) Name { return nameOf(splitWords(text), kind) }

func TestParse(t *testing.T) {
	ngo := func(number string) Alley { return Alley{1, number} }
	ngach := func(number string) Alley { return Alley{2, number} }
	hem := func(number string) Alley { return Alley{3, number} }
	for text, want := range map[string]Address{
		"": {}, " , ; ": {}, "số": {Street: said("số", Unsaid)}, "ngõ": {Street: said("ngõ", Unsaid)},

		"12 Cầu Mới": {House: "12", Street: said("Cầu Mới", Unsaid)},
		"Số nhà 12A Phố Cầu Mới, phường Bình An, quận Thanh Hà, TP. Hà Thành": {House: "12a", Street: said("Cầu Mới", Road), Ward: said("Bình An", Unsaid), District: said("Thanh Hà", Unsaid)},
		"SN:12 - Đ.Cầu Mới - P.14 - Q.3":                                      {House: "12", Street: said("Cầu Mới", Road), Ward: said("14", Unsaid), District: said("3", Unsaid)},
		"12 đg. Cầu Mới phường 14 quận 3 tỉnh Hà Thành":                       {House: "12", Street: said("Cầu Mới", Road), Ward: said("14", Unsaid), District: said("3", Unsaid)},
		"Cầu Mới, số 12":         {House: "12", Street: said("Cầu Mới", Unsaid)},
		"12 A Cầu Mới":           {House: "12a", Street: said("Cầu Mới", Unsaid)},
		"120 bis Cầu Mới":        {House: "120bis", Street: said("Cầu Mới", Unsaid)},
		"12-14 Cầu Mới":          {House: "12-14", Street: said("Cầu Mới", Unsaid)},
		"No. 1B Cầu Mới, 100000": {House: "1b", Street: said("Cầu Mới", Unsaid)},
		"7 7 Cầu Mới":            {House: "7", Street: said("Cầu Mới", Unsaid)},

		"12/34 ngõ 68 Cầu Mới":               {House: "12/34", Alleys: []Alley{ngo("68")}, Street: said("Cầu Mới", Unsaid)},
		"12 / 34 Ngõ68, phố Cầu-Mới":         {House: "12/34", Alleys: []Alley{ngo("68")}, Street: said("Cầu Mới", Road)},
		"số 5 ngách 12/3 ngõ 68 Cầu Mới":     {House: "5", Alleys: []Alley{ngach("12/3"), ngo("68")}, Street: said("Cầu Mới", Unsaid)},
		"Số nhà 25 hẻm 3/12/4 đường Cầu Mới": {House: "25", Alleys: []Alley{hem("3/12/4")}, Street: said("Cầu Mới", Road)},
		"12/3A/5 Cầu Sỹ, P.14, Q.3":          {House: "12/3a/5", Street: said("Cầu Sĩ", Unsaid), Ward: said("14", Unsaid), District: said("3", Unsaid)},
		"Kiệt 5 Cầu Mới, số 2":               {House: "2", Alleys: []Alley{ngo("5")}, Street: said("Cầu Mới", Unsaid)},
		"Số 84 Ngõ 205, TDP-1":               {House: "84", Alleys: []Alley{ngo("205")}, Group: "1"},
		"Ngách 27 Ngõ 176":                   {Alleys: []Alley{ngach("27"), ngo("176")}},
		"24 ngách 30 Ngõ Cầu Mới":            {House: "24", Alleys: []Alley{ngach("30")}, Street: said("Cầu Mới", NamedAlley)},
		"7 ngõ Cầu Mới, phố Lê Mới":          {House: "7", Street: said("Cầu Mới", NamedAlley), Areas: []Name{said("Lê Mới", Road)}},
		"so 5 ngach 12/3 ngo 68 cau moi":     {House: "5", Alleys: []Alley{ngach("12/3"), ngo("68")}, Street: said("cau moi", Unsaid)},
		"SỐ 5 NGÁCH 12/3 NGÕ 68 CẦU MỚI":     {House: "5", Alleys: []Alley{ngach("12/3"), ngo("68")}, Street: said("Cầu Mới", Unsaid)},

		"5 Ngô Mới":                 {House: "5", Street: said("Ngô Mới", Unsaid)},
		"5 ngo moi":                 {House: "5", Street: said("ngo moi", Unsaid)},
		"5 Dương Mới":               {House: "5", Street: said("Dương Mới", Unsaid)},
		"5 Phó Đức":                 {House: "5", Street: said("Phó Đức", Unsaid)},
		"12 Xã Mới 2, Thanh Hà":     {House: "12", Street: said("Xã Mới 2", Unsaid), Ward: said("Mới 2", Unsaid), Areas: []Name{said("Thanh Hà", Unsaid)}, EitherWay: true},
		"12, xã Mới":                {House: "12", Ward: said("Mới", Unsaid)},
		"12 P. Cầu Mới":             {House: "12", Street: said("Cầu Mới", Unsaid), Ward: said("Cầu Mới", Unsaid), EitherWay: true},
		"12 P. Cầu Mới, P. Bình An": {House: "12", Street: said("Cầu Mới", Road), Ward: said("Bình An", Unsaid)},
		"12 đường 3 tháng 2":        {House: "12", Street: Name{Plain: "3/2", Kind: Road}},
		"12 Đường 3/2":              {House: "12", Street: Name{Plain: "3/2", Kind: Road}},
		"12 Đường số 7, KP3":        {House: "12", Street: Name{Plain: "7", Kind: Road}, Group: "3"},
		"9 Mùa Thu Tháng Tám":       {House: "9", Street: Name{Plain: "mua thu thang 8"}},

		"SN 12, tổ 5, phường Bình An":                 {House: "12", Group: "5", Ward: said("Bình An", Unsaid)},
		"tổ dân phố số 5, khu phố 3":                  {Group: "5 3"},
		"nhà ông Tư, xóm 3, thôn Đoài, xã Bình An":    {Group: "3 doai", Ward: said("Bình An", Unsaid)},
		"Căn hộ 1205 CT2 KĐT Bình An":                 {Building: "ct2", Flat: "1205", Estate: said("Bình An", Unsaid)},
		"P302 toà B2 chung cư Bình An, đường Cầu Mới": {Building: "b2", Flat: "302", Estate: said("Bình An", Unsaid), Street: said("Cầu Mới", Road)},
		"phòng 5, CT 3":                  {Building: "ct3", Flat: "5"},
		"Phòng 101, số 35 Cầu Mới":       {House: "35", Flat: "101", Street: said("Cầu Mới", Unsaid)},
		"101 số 35 Cầu Mới":              {House: "35", Flat: "101", Street: said("Cầu Mới", Unsaid)},
		"tầng 5, 35 Cầu Mới":             {House: "35", Street: said("Cầu Mới", Unsaid)},
		"P.502 CT3A, tầng 5":             {Building: "ct3a", Flat: "502"},
		"P1205-CT2":                      {Building: "ct2", Flat: "1205"},
		"1205-CT2, KĐT Bình An":          {Building: "ct2", Flat: "1205", Estate: said("Bình An", Unsaid)},
		"B4-502 khu tập thể Bình An":     {Building: "b4", Flat: "502", Estate: said("Bình An", Unsaid)},
		"P302 nhà C4 TT Bình An":         {Building: "c4", Flat: "302", Ward: said("Bình An", Unsaid)},
		"Tòa nhà Hoa Sen, 12 Cầu Mới":    {House: "12", Street: said("Cầu Mới", Unsaid), Estate: said("Hoa Sen", Unsaid)},
		"số 05 ngách 012/03 ngõ 068":     {House: "5", Alleys: []Alley{ngach("12/3"), ngo("68")}},
		"SN 0, Tổ dân phố số 01, P. 06":  {House: "0", Group: "1", Ward: said("6", Unsaid)},
		"12 Bình An, P. Bình An, Q.3":    {House: "12", Street: said("Bình An", Unsaid), Ward: said("Bình An", Unsaid), District: said("3", Unsaid)},
		"12 Bình An, P. Bình An, P. 7":   {House: "12", Street: said("Bình An", Unsaid), Ward: said("Bình An", Unsaid), Wards: []Name{said("7", Unsaid)}},
		"12 Cầu Mới, P. 7 cũ, P. Hoa":    {House: "12", Street: said("Cầu Mới", Unsaid), Ward: said("7", Unsaid), Wards: []Name{said("Hoa", Unsaid)}},
		"12 Cầu Mới, xã Hoa Sen (cũ)":    {House: "12", Street: said("Cầu Mới", Unsaid), Ward: said("Hoa Sen", Unsaid)},
		"9 Cầu Mới (P. 7, nay là Hoa)":   {House: "9", Street: said("Cầu Mới", Unsaid), Ward: said("7", Unsaid), Wards: []Name{said("Hoa", Unsaid)}},
		"9 Mới, P. Hoa nay là phường An": {House: "9", Street: said("Mới", Unsaid), Ward: said("Hoa", Unsaid), Wards: []Name{said("An", Unsaid)}},
		"9 Mới, P. Hoa Sen - Hoa Mai, TP. Hà Thành": {House: "9", Street: said("Mới", Unsaid), Ward: said("Hoa Sen Hoa Mai", Unsaid),
			Wards: []Name{said("Hoa Sen", Unsaid), said("Hoa Mai", Unsaid)}},
		"9 Mới, P. Hoa Sen - Q. Hoa Mai":  {House: "9", Street: said("Mới", Unsaid), Ward: said("Hoa Sen", Unsaid), District: said("Hoa Mai", Unsaid)},
		"Đối diện 40 Cầu Mới":             {House: "40", Street: said("Cầu Mới", Unsaid), Vague: true},
		"215 Cầu Mới, Ward 6, District 3": {House: "215", Street: said("Cầu Mới", Unsaid), Ward: said("6", Unsaid), District: said("3", Unsaid)},
	} {
		for form, text := range map[string]string{"composed": norm.NFC.String(text), "decomposed": norm.NFD.String(text)} {
			if diff := cmp.Diff(want, Parse(text)); diff != "" {
				t.Errorf("%q, %s: %s", text, form, diff)
			}
		}
	}
}

// TestNames: spellings of one name are one, names of other signs are others.
func TestNames(t *testing.T) {
	for _, same := range [][2]string{{"Hoà Mỹ", "Hòa Mĩ"}, {"ÐIỆN BIÊN", "Điện Biên"}, {"Quý Đức", "quí đức"}, {norm.NFD.String("Thúy Lĩnh"), "Thuý Lĩnh"}, {"Trần Hưng Đạo", "TRẦN HƯNG ĐẠO"}} {
		if a, b := said(same[0], Unsaid), said(same[1], Unsaid); a != b {
			t.Errorf("%q and %q are %q and %q", same[0], same[1], a.Full, b.Full)
		}
	}
	for _, other := range [][2]string{{"Hàng Bồ", "Hàng Bố"}, {"Đoàn Kết", "Doàn Kết"}, {"Tây Sơn", "Tay Sơn"}} {
		if a, b := said(other[0], Unsaid), said(other[1], Unsaid); a.Plain != b.Plain || a.Full == b.Full {
			t.Errorf("%q and %q are %+v and %+v", other[0], other[1], a, b)
		}
	}
}

func TestGroupOf(t *testing.T) {
	for text, want := range map[string]string{"TDP-1": "1", "Tổ 1": "1", "tổ dân phố số 1": "1", "1": "1", "Thôn Đoài": "doai", "Đoài": "doai", "": "", "KP 3": "3", "Tổ dân phố số 01": "1", "TDP 1": "1", "TDP số 1, P. X": "1", "Khóm 07": "7", "10": "10"} {
		if got := GroupOf(text); got != want {
			t.Errorf("%q is %q, not %q", text, got, want)
		}
	}
}

// TestGroupsAgree: a group is one however lists and addresses write it, and another one is not.
func TestGroupsAgree(t *testing.T) {
	families := [][]string{
		{"TDP 1", "Tổ dân phố số 01", "TDP số 1, P. X", "Tổ 1", "TDP-1", "tdp1", "TỔ DÂN PHỐ SỐ 1:", "to dan pho 1", "TDP.1", "Tổ dân phố số 1 (35 hộ)", "tổ dân phố 1, phường Hoa Sen - Hoa Mai, TP Hà Thành", "TDP I", "số 1", "01"},
		{"TDP 11", "TDP XI", "tổ 011"}, {"TDP 1A", "tổ 1a"}, {"Khu phố 2", "KP2", "KP. 2", "khu phố số 2", "KP-02"}, {"KDC 3", "khu dân cư 3"},
		{"Thôn Đông", "THÔN ĐÔNG", "thôn Đông, xã Hoa Sen", "Đông"}, {"Thôn Hòa Bình", "Thôn Hoà Bình"}, {"Xóm Tây"},
		{"Tổ 3, KP 5", "KP5 - tổ 3", "Tổ 3 khu phố 5, phường Hoa Sen"}, {"Tổ 5, KP 3"}, {"Tổ dân phố Hoa Mai 2"}, {"12/4"},
	}
	of := map[string]string{}
	for _, family := range families {
		for _, text := range family {
			if got := GroupOf(text); got != GroupOf(family[0]) {
				t.Errorf("%q is %q, %q is %q", text, got, family[0], GroupOf(family[0]))
			}
		}
		if other, met := of[GroupOf(family[0])]; met {
			t.Errorf("%q and %q are both %q", family[0], other, GroupOf(family[0]))
		}
		of[GroupOf(family[0])] = family[0]
	}
}

// TestWardOf: the ward of an address with all its names is known again from the text that stands for it.
func TestWardOf(t *testing.T) {
	for _, c := range []struct{ text, ward, want string }{
		{"9 Mới, P. Hoa Sen - Hoa Mai, TP. Hà Thành", "", "hoa sen - hoa mai"},
		{"9 Mới", "Phường 06", "6"},
		{"9 Mới", "Hoa Sen - Hoa Mai", "hoa sen - hoa mai"},
		{"9 Mới, P. Hoa Sen (nay là phường An Lạc)", "", "hoa sen, nay la an lac"},
		{"9 Mới, P. Hoa Sen - Hoa Mai", "An Lạc", "hoa sen - hoa mai, nay la an lac"},
		{"9 Mới", "", ""},
	} {
		got := WardOf(c.text, c.ward)
		if again := WardOf("", got); got != c.want || again != got {
			t.Errorf("%q, %q: %q, again %q", c.text, c.ward, got, again)
		}
	}
}

// FuzzParse: any text is read, within bounds, and the answer does not depend on capitals or on composition.
func FuzzParse(f *testing.F) {
	for _, text := range []string{"", "12/34 ngõ 68 Cầu Mới", "SN 12 - tổ 5,P.14", "nhà", "số", "ngõ", "đường số", "p", "1/////2-", "\xff\u0301ngõ\u0301 1", "-", "- -", "so so 5", "toà"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		a := Parse(text)
		if len(a.Alleys) > maxWords || len(a.Areas) > maxWords {
			t.Fatalf("%+v", a)
		}
		for _, r := range a.readings() {
			if len(r.chain) > (maxWords+1)*maxDepth {
				t.Fatalf("%d alleys deep", len(r.chain))
			}
		}
		if ascii := strings.IndexFunc(text, func(r rune) bool { return r > 0x7f }) < 0; ascii && len(text) < maxText/8 {
			if diff := cmp.Diff(a, Parse(strings.ToUpper(text))); diff != "" {
				t.Errorf("in capitals: %s", diff)
			}
		}
	})
}
