package legacy

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
)

// toTCVN3 and toVNI write text in the font encodings, as typing programs did: the inverse of what is tested.
func toTCVN3(s string) string {
	back := make(map[rune]rune)
	for code, letter := range tcvn3 {
		if letter != 0 {
			back[letter] = rune(code)
		}
	}
	return strings.Map(func(r rune) rune {
		if code, found := back[r]; found {
			return code
		}
		if code, found := back[unicode.ToLower(r)]; found && r > unicode.MaxASCII {
			return code // no capital of its own
		}
		return r
	}, s)
}

func toVNI(s string) string {
	back := make(map[rune]string)
	for code, letter := range vni {
		text := string(code[0])
		if code[1] != 0 {
			if unicode.IsUpper(code[0]) != unicode.IsUpper(code[1]) {
				continue
			}
			text += string(code[1])
		}
		back[letter] = text
	}
	var b strings.Builder
	for _, r := range s {
		if code, found := back[r]; found {
			b.WriteString(code)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

var (
	families = strings.Fields("Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Trịnh Mai Lưu Tạ Quách Thạch Kiều Triệu Vương")
	middles  = strings.Fields("Văn Thị Hữu Đức Minh Ngọc Thanh Quốc Xuân Hồng Đình Công Bích Kim Gia Thế Phương Mỹ Như Khánh")
	givens   = strings.Fields("An Bình Chi Dũng Giang Hạnh Hiếu Hương Khoa Lan Linh Long Mỹ Nam Nghĩa Oanh Phúc Quỳnh Sơn Tâm Thảo Thúy Tuấn Uyên Vân Yến Ánh Ái Đạt Đông Hòa Huệ Khuê Lực Ngoạn Nhị Phượng Quyền Sĩ Toàn Trọng Ước Xoan Ý")
	streets  = strings.Split("Lê Lợi,Trần Hưng Đạo,Nguyễn Trãi,Hai Bà Trưng,Lý Thường Kiệt,Điện Biên Phủ,Cách Mạng Tháng Tám,Láng Hạ,Giảng Võ,Xô Viết Nghệ Tĩnh,Bùi Thị Xuân,Ngọc Khánh,Đội Cấn,Khâm Thiên,Hoàng Hoa Thám,Yersin", ",")
	wards    = strings.Split("Phường Bến Nghé,Xã Đông Dư,P. Tân Định,Khu phố 3,Tổ dân phố số 12,Ấp Bình Hòa,Thôn Thượng Cát,Xã Đắk Lắk,TT. Trâu Quỳ", ",")
)

func pick(r *rand.Rand, from []string) string { return from[r.IntN(len(from))] }

// people gives invented names and addresses, two cells each.
func people(r *rand.Rand, n int) []string {
	cells := make([]string, 0, 2*n)
	for range n {
		name := pick(r, families) + " " + pick(r, middles) + " " + pick(r, givens)
		if r.IntN(10) == 0 {
			name = strings.ToUpper(name)
		}
		cells = append(cells, name, "Số "+string(rune('1'+r.IntN(9)))+", ngõ 12/4 đường "+pick(r, streets)+", "+pick(r, wards))
	}
	return cells
}

// TestThereAndBack: thousands of names and addresses in each font are known by every sample of them, and come back as
// they were.
func TestThereAndBack(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	cells := people(r, 2000)
	for _, test := range []struct {
		how Font
		to  func(string) string
	}{{TCVN3, toTCVN3}, {VNI, toVNI}} {
		written := make([]string, len(cells))
		for i, cell := range cells {
			written[i] = test.to(cell)
			if got := Text(written[i], test.how); got != cell {
				t.Fatalf("%v: %q is read as %q, not %q", test.how, written[i], got, cell)
			}
		}
		for _, size := range []int{2, 4, 10, 100, len(written)} {
			for at := 0; at+size <= len(written); at += size {
				if how, sure := Of(written[at : at+size]); how != test.how || !sure {
					t.Fatalf("%q: %v, sure %v, want %v", written[at:at+size], how, sure, test.how)
				}
			}
		}
	}
}

// TestNeverConverted: what is written in Unicode, in any language, is of no font.
func TestNeverConverted(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	vietnamese := people(r, 2000)
	latin1 := make([]string, 0, len(vietnamese)) // the words that have no letter beyond Latin-1, the hardest
	for _, cell := range vietnamese {
		for word := range words(cell) {
			if !hasVietnamese(word) {
				latin1 = append(latin1, word)
			}
		}
	}
	samples := map[string][]string{
		"Vietnamese": vietnamese, "Vietnamese in Latin-1": latin1,
		"French":     strings.Split("Hélène Müller,François Noël,Chloé Lefèvre,Loïc Caïn,rue de l'Église,allée des Chênes,12 bis impasse du Théâtre,où,là,été,août,naïf,coût,goût,sûr,dû,thé,né,Zoé,Maïté,Anaïs,Raphaël,«Le Forêt»,à côté,garçon,Besançon", ","),
		"English":    strings.Split("naïve café,résumé,£5 each,50 ½ m,© 2026,N·m,25 °C,100 m²,±3,§ 5,5 µm,Renée,Zoë,fiancé,Windows®,¿,a·b", ","),
		"German":     strings.Split("Müller,Straße 5,für,Größe,Tür,Löwe,schön,Übung,Ärzte,Öl,grün,Häuser,König,Bäcker", ","),
		"Spanish":    strings.Split("José Núñez,mañana,año,niño,corazón,María,Ángel,¿qué?,señor,Muñoz,Peña,San José,1ª,Mª", ","),
		"Swedish":    strings.Split("på,så,må,är,för,från,många,Åke,Göteborg,Malmö,där,när,går,Håkan,Björn,Sjöström", ","),
		"Portuguese": strings.Split("São João,não,coração,irmã,mãe,avô,avó,José,Conceição,Guimarães,órgão,nº 5", ","),
		"ASCII":      strings.Split("Nguyen Van An,12 Le Loi,H1,0912345678,21.0285,#N/A", ","),
	}
	for name, cells := range samples {
		if how, sure := Of(cells); sure {
			t.Errorf("%s is taken for %v", name, how)
		}
		for _, cell := range cells {
			if how, sure := Of([]string{cell}); sure {
				t.Errorf("%s: %q alone is taken for %v", name, cell, how)
			}
		}
	}
	for size := 2; size < 50; size++ {
		for at := 0; at+size <= len(latin1); at += 7 * size {
			if how, sure := Of(latin1[at : at+size]); sure {
				t.Fatalf("%q is taken for %v", latin1[at:at+size], how)
			}
		}
	}
}

func TestText(t *testing.T) {
	for _, test := range []struct {
		how       Font
		cell, out string
	}{
		{TCVN3, "M· hé", "Mã hộ"}, {TCVN3, "VÜ ®é", "Vĩ độ"}, {TCVN3, "Sè ng\u00adêi", "Số người"},
		{TCVN3, "NGUYÔN THÞ Hµ", "NGUYỄN THỊ HÀ"}, {TCVN3, "Lª Hµ", "Lê Hà"}, {TCVN3, "Hµ Néi, TDP 5", "Hà Nội, TDP 5"},
		{TCVN3, "cã", "có"}, {TCVN3, "kh«ng", "không"}, {TCVN3, "§/c An", "Đ/c An"}, {TCVN3, "Tæ 5B – K§T", "Tổ 5B – KĐT"},
		{TCVN3, "không", "không"}, {TCVN3, "Ngô", "Ngô"}, {TCVN3, "Họ và tên", "Họ và tên"}, {TCVN3, "Bình", "Bình"}, // Unicode all the same
		{TCVN3, "An 12", "An 12"}, {TCVN3, "", ""},
		{VNI, "Maõ hoä", "Mã hộ"}, {VNI, "Vó ñoä", "Vĩ độ"}, {VNI, "Soá ngöôøi", "Số người"}, {VNI, "ÑAÏI HOÏC", "ĐẠI HỌC"},
		{VNI, "Aùnh", "Ánh"}, {VNI, "chò", "chị"}, {VNI, "Thò", "Thị"}, {VNI, "không", "không"}, {VNI, "\xff", "\xff"},
		{None, "NguyÔn", "NguyÔn"},
	} {
		if got := Text(test.cell, test.how); got != test.out {
			t.Errorf("%v: %q is read as %q, want %q", test.how, test.cell, got, test.out)
		}
	}
}

// TestOfMixed: headers in Unicode hide nothing, whatever there is of either.
func TestOfMixed(t *testing.T) {
	for _, test := range []struct {
		sample []string
		want   Font
	}{
		{[]string{"Họ và tên", "Địa chỉ", "Số người", "Ghi chú", "NguyÔn V¨n An", "2"}, TCVN3},
		{[]string{"Họ và tên", "Nguyeãn Vaên An"}, VNI},
		{[]string{"name", "TrÇn An"}, TCVN3},
		{[]string{"name", "Trần An"}, None},
		{[]string{"name", "Hà"}, None},
		{[]string{"NguyÔn V¨n An", "Nguyeãn Vaên An"}, None}, // both fonts, so neither
	} {
		how, sure := Of(test.sample)
		if how != test.want || sure != (test.want != None) {
			t.Errorf("%q: %v, %v, want %v", test.sample, how, sure, test.want)
		}
	}
}

// TestMisread: UTF-8 that was taken for Windows-1252 is known by one word and restored whole.
func TestMisread(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	for _, cell := range people(r, 1000) {
		broken := misread(cell)
		if isASCII(cell) || !hasVietnamese(cell) {
			continue
		}
		if how, sure := Of([]string{"name", broken}); how != Misread || !sure {
			t.Fatalf("%q: %v, %v", broken, how, sure)
		}
		if got := Text(broken, Misread); got != cell {
			t.Fatalf("%q is read as %q, not %q", broken, got, cell)
		}
	}
	for _, cell := range []string{"Trần", "été", "An", "Nguyá»…n – ệ"} {
		if got := Text(cell, Misread); got != cell {
			t.Errorf("%q became %q", cell, got)
		}
	}
}

// misread takes UTF-8 for Windows-1252, as Windows does: what has no letter is a control character.
func misread(s string) string {
	var b strings.Builder
	for _, c := range []byte(s) {
		r := charmap.Windows1252.DecodeByte(c)
		if r == unicode.ReplacementChar {
			r = rune(c)
		}
		b.WriteRune(r)
	}
	return b.String()
}

func TestOfName(t *testing.T) {
	for name, want := range map[string]Font{".VnTime": TCVN3, ".vnArialH": TCVN3, "VNI-Times": VNI, "VNI Helve": VNI, "Times New Roman": None, "": None} {
		if got := OfName(name); got != want {
			t.Errorf("%s: %v, want %v", name, got, want)
		}
	}
}

// TestDecode: lists in every code page are read as they were.
func TestDecode(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	cells := people(r, 500)
	for _, size := range []int{1, 3, 20, len(cells)} {
		text := "Họ và tên;Địa chỉ\r\n" + strings.Join(cells[:size], "\r\n")
		for _, test := range []struct {
			name string
			data []byte
		}{
			{"Windows-1258", toCP1258(t, text)},
			{"VISCII", toVISCII(text)},
			{"TCVN3 (ABC)", bytesOf(t, toTCVN3(text))},
			{"VNI", bytesOf(t, toVNI(text))},
		} {
			got, name, found := Decode(test.data)
			if !found || name != test.name || got != text {
				t.Errorf("%d cells in %s: %v, %s, the same: %v", size, test.name, found, name, got == text)
			}
		}
	}
	for name, text := range map[string]string{
		"French": "Hélène Noël\nFrançois\nMaïté\n", "Russian": "\xcf\xf0\xe8\xe2\xe5\xf2 \xec\xe8\xf0\n", "signs": "\xb0\xb1\xb2",
	} {
		data := []byte(text)
		if name == "French" {
			data = bytesOf(t, text)
		}
		if _, page, found := Decode(data); found {
			t.Errorf("%s is read as %s", name, page)
		}
	}
}

func bytesOf(t *testing.T, s string) []byte {
	t.Helper()
	data, err := charmap.Windows1252.NewEncoder().Bytes([]byte(s))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// toCP1258 writes text as Windows does: the letters of the page, the other tones as marks behind them.
func toCP1258(t *testing.T, s string) []byte {
	t.Helper()
	var out []byte
	encode := func(r rune) bool {
		c, found := charmap.Windows1258.EncodeRune(r)
		if found {
			out = append(out, c)
		}
		return found
	}
	for _, r := range s {
		if encode(r) {
			continue
		}
		parts := []rune(norm.NFD.String(string(r)))
		for n := len(parts) - 1; n > 0; n-- {
			base := []rune(norm.NFC.String(string(parts[:n])))
			if mark := parts[n:]; len(base) == 1 && len(mark) == 1 && encode(base[0]) && encode(mark[0]) {
				break
			}
			// ệ is e, dot below, circumflex: the tone comes last in the page
			if base := []rune(norm.NFC.String(string(parts[0]) + string(parts[2:]))); len(parts) == 3 && encode(base[0]) && encode(parts[1]) {
				break
			}
		}
	}
	return out
}

func toVISCII(s string) []byte {
	back := make(map[rune]byte)
	for c := range 256 {
		back[[]rune(fromVISCII([]byte{byte(c)}))[0]] = byte(c)
	}
	var out []byte
	for _, r := range s {
		out = append(out, back[r])
	}
	return out
}

func FuzzText(f *testing.F) {
	f.Add("NguyÔn V¨n An")
	f.Add("Nguyeãn Vaên An")
	f.Fuzz(func(t *testing.T, s string) {
		Of([]string{s})
		Decode([]byte(s))
		for _, how := range []Font{TCVN3, VNI} {
			if got := Text(s, how); isASCII(s) && got != s {
				t.Errorf("%q became %q", s, got)
			}
		}
	})
}
