package intake

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"gonha/solver/campaign"
)

// counted is a list with what it must come to: who is visited where, as [seenIn] gives them, how many are ended, and the
// rows set aside.
type counted struct {
	name  string
	rows  string // a row a line, cells parted by bars; a cell of ^ is merged with the one above, of < with the one to the left
	want  []string
	ended int
	aside []string
}

// pageOf makes a page of rows of text.
func pageOf(rows string) page {
	var p page
	for line := range strings.SplitSeq(strings.Trim(rows, "\n"), "\n") {
		var cells []any
		for cell := range strings.SplitSeq(line, "|") {
			if cell = strings.TrimSpace(cell); cell == "" || cell == "^" || cell == "<" {
				cells = append(cells, nil)
				continue
			}
			cells = append(cells, strings.ReplaceAll(cell, `\n`, "\n"))
		}
		p.add(cells...)
	}
	p.Merges = mergesOf(rows)
	return p
}

// mergesOf are the merged areas of rows whose cells say with which other they are merged.
func mergesOf(rows string) []string {
	var table [][]string
	for line := range strings.SplitSeq(strings.Trim(rows, "\n"), "\n") {
		cells := strings.Split(line, "|")
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		table = append(table, cells)
	}
	at := func(y, x int) string {
		if y < len(table) && x < len(table[y]) {
			return table[y][x]
		}
		return ""
	}
	name := func(y, x int) string { return string(rune('A'+x)) + itoa(y+1) }
	var merges []string
	for y := range table {
		for x, cell := range table[y] {
			right, down := x, y
			for at(y, right+1) == "<" {
				right++
			}
			for at(down+1, x) == "^" {
				down++
			}
			if cell != "^" && cell != "<" && (right > x || down > y) {
				merges = append(merges, name(y, x)+":"+name(down, right))
			}
		}
	}
	return merges
}

func itoa(n int) string {
	if n < 10 {
		return string(rune('0' + n))
	}
	return itoa(n/10) + string(rune('0'+n%10))
}

// check reads the list as a workbook.
func (c *counted) check(t *testing.T) {
	t.Helper()
	into, got := seenIn(t, "list.xlsx", asJava(t, []page{pageOf(c.rows)}), Hints{})
	if diff := cmp.Diff(c.want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s\n%v", c.name, diff, into.Remarks)
	}
	if into.Ended != c.ended {
		t.Errorf("%s: %d ended, want %d", c.name, into.Ended, c.ended)
	}
	if diff := cmp.Diff(c.aside, rowsSetAside(into)); diff != "" {
		t.Errorf("%s: set aside (-want +got):\n%s", c.name, diff)
	}
}

// TestHeadersOfOffices: the words of official forms, titles over titles, the numbers of columns in every style.
func TestHeadersOfOffices(t *testing.T) {
	list := []counted{
		{"the police's words", "TT|Họ, chữ đệm và tên khai sinh|Ngày, tháng, năm sinh|Giới tính|Số ĐDCN|Dân tộc|HKTT|Nơi ở h.nay|SĐT liên hệ|Ghi chú (nếu có)\n1|Người Một|1/2/1970|Nam|00|Kinh|5 Ngõ Thử|||\n2|Người Hai|1/2/1970|Nữ|00|Kinh|8 Phố Mẫu|9 Phố Ví Dụ||",
			[]string{"row-2 1 5 Ngõ Thử", "row-3 1 9 Phố Ví Dụ"}, 0, nil},
		{"the sexes below the birth year", "STT|Họ và tên|Năm sinh|<|Địa chỉ thường trú\n^|^|Nam|Nữ|^\n1|Người Một|1970||Số 1\n2|Người Hai||1972|Số 1", []string{"row-3 2 Số 1"}, 0, nil},
		{"three rows", "DANH SÁCH\nSTT|Công dân|<|<|Nơi cư trú|<|<\n^|Họ và tên|Năm sinh|<|Địa chỉ|<|TDP\n^|^|Nam|Nữ|Số nhà|Đường|^\n(1)|(2)|(3)|(4)|(5)|(6)|(7)\n1|Người Một|1970||12|Phố Thử|1\n2|Người Hai||1972|12|Phố Thử|1\n3|Người Ba||1972|14|Phố Thử|2",
			[]string{"row-6 2 1 12 Phố Thử", "row-8 1 2 14 Phố Thử"}, 0, nil},
		{"lines in titles", `Số\nTT|Họ và tên\n(chữ in hoa)|Nơi ở\nhiện tại|Số điện\nthoại` + "\n1|NGƯỜI MỘT|7 Ngõ Thử|", []string{"row-2 1 7 Ngõ Thử"}, 0, nil},
		{"a name in two columns", "STT|Họ và tên|<|Địa chỉ\n1|Nguyễn Văn|Mẫu|7 Ngõ Thử\n2|Trần Thị|Mẫu|7 Ngõ Thử", []string{"row-2 2 7 Ngõ Thử"}, 0, nil},
		{"titles far down", strings.Repeat("Điều khoản\n", 60) + "STT|Họ tên|Địa chỉ\n1|A|Số 1", []string{"row-62 1 Số 1"}, 0, nil},
		{"a current address beside a plain one", "STT|Họ tên|Địa chỉ|Nơi ở hiện tại\n1|A|Thôn Đông|Số 5 Phố Thử\n2|B|Thôn Đoài|", []string{"row-2 1 Số 5 Phố Thử", "row-3 1 Thôn Đoài Thôn Đoài"}, 0, nil},
		{"all the household's people beside those to activate", "Mã hộ|Chủ hộ|Địa chỉ|Số nhân khẩu|Số người chưa kích hoạt\nH1|A|Số 1|5|2", []string{"H1 2 Số 1"}, 0, nil},
	}
	for _, numbers := range []string{"1|2|3|4", "[1]|[2]|[3]|[4]", "-1|-2|-3|-4", "A|B|C|D", "(a)|(b)|(c)|(d)", "I|II|III|IV", "(1)|(2)|(3)|(4)=(2)+(3)", "cột 1|cột 2|cột 3|cột 4", "A|B|1|2"} {
		list = append(list, counted{numbers, "STT|Họ và tên|Địa chỉ|Ghi chú\n" + numbers + "\n1|Người Một|7 Ngõ Thử|\n2|Người Hai|9 Ngõ Thử|", []string{"row-3 1 7 Ngõ Thử", "row-4 1 9 Ngõ Thử"}, 0, nil})
	}
	for i := range list {
		list[i].check(t)
	}
	into, _ := seenIn(t, "list.xlsx", asJava(t, []page{pageOf(list[4].rows)}), Hints{})
	if diff := cmp.Diff([]campaign.Person{{Name: "Nguyễn Văn Mẫu"}, {Name: "Trần Thị Mẫu"}}, into.Unplaced[0].Household.People); diff != "" {
		t.Errorf("names in two columns (-want +got):\n%s", diff)
	}
}

// TestRowsAboveOthers: groups and households that stand above their people, in titles and in the names of sheets.
func TestRowsAboveOthers(t *testing.T) {
	for _, c := range []counted{
		{"households above their people", "STT|Họ và tên|Năm sinh|SĐT\nHộ ông Nguyễn Văn Mẫu - Số 5 ngõ 3|<|<|<\n1|Nguyễn Văn Mẫu|1970|\n2|Trần Thị Mẫu|1972|\nHộ bà Lê Thị Mẫu, Số 7 ngõ 3|<|<|<\n1|Lê Thị Mẫu|1960|", []string{"row-3 2 Số 5 ngõ 3", "row-6 1 Số 7 ngõ 3"}, 0, nil},
		{"two households at one address", "STT|Họ và tên|Địa chỉ\nHộ số 1: Nguyễn Văn Mẫu|<|<\n1|Nguyễn Văn Mẫu|Số 5\n2|Trần Thị Mẫu|\nHộ số 2: Lê Thị Mẫu|<|<\n1|Lê Thị Mẫu|Số 5", []string{"row-3 2 Số 5", "row-6 1 Số 5"}, 0, nil},
		{"an address above its people", "STT|Họ và tên|Năm sinh\nSố nhà 5 ngõ 3|<|<\n1|Người Một|1970\nSố nhà 7 ngõ 3|<|<\n1|Người Hai|1970", []string{"row-3 1 Số nhà 5 ngõ 3", "row-5 1 Số nhà 7 ngõ 3"}, 0, nil},
		{"a title names the group", "DANH SÁCH CHƯA KÍCH HOẠT - TỔ DÂN PHỐ SỐ 4|<|<\nSTT|Họ tên|Địa chỉ\n1|A|Số 1\n2|B|Số 2, TDP 7", []string{"row-3 1 TDP 4 Số 1", "row-4 1 TDP 7 Số 2, TDP 7"}, 0, nil},
		{"a title names several", "DANH SÁCH TỔ DÂN PHỐ SỐ 4, 5|<|<\nSTT|Họ tên|Địa chỉ\n1|A|Số 1", []string{"row-3 1 Số 1"}, 0, nil},
		{"titles between tables", "DANH SÁCH TỔ DÂN PHỐ SỐ 1|<|<\nSTT|Họ tên|Địa chỉ\n1|A|Số 1\n\nDANH SÁCH TỔ DÂN PHỐ SỐ 2|<|<\nSTT|Họ tên|Địa chỉ\n1|C|Số 1", []string{"row-3 1 TDP 1 Số 1", "row-7 1 TDP 2 Số 1"}, 0, nil},
		{"a group written once", "Tổ|STT|Họ tên|Số nhà|Ngõ\nTổ 1|1|A|5|Ngõ 3\n|2|B|5|Ngõ 3\n|3|C|7|Ngõ 3\nTổ 2|1|D|5|Ngõ 3", []string{"row-2 2 Tổ 1 5 Ngõ 3", "row-4 1 Tổ 1 7 Ngõ 3", "row-5 1 Tổ 2 5 Ngõ 3"}, 0, nil},
		{"groups that are not known", "STT|Họ tên|Địa chỉ|TDP\n1|A|Số 1|TDP 1\n2|B|Số 2|TDP 1\n3|C|Số 3|\n4|D|Số 4|", []string{"row-2 1 TDP 1 Số 1", "row-3 1 TDP 1 Số 2", "row-4 1 Số 3", "row-5 1 Số 4"}, 0, nil},
		{"marks for the same as above", "STT|Họ tên|Địa chỉ|TDP\n1|A|Số 1|TDP 1\n2|B|\"|nt\n3|C|Như trên|-nt-\n4|D|Số 2|TDP 2\n5|E|//|-", []string{"row-2 3 TDP 1 Số 1", "row-5 2 TDP 2 Số 2"}, 0, nil},
	} {
		c.check(t)
	}
	pages := []page{pageOf("STT|Họ tên|Địa chỉ\n1|A|Số 1"), pageOf("STT|Họ tên|Địa chỉ\n1|C|Số 1")}
	pages[0].Name, pages[1].Name = "TDP 1", "Tổ 2"
	if _, got := seenIn(t, "list.xlsx", asJava(t, pages), Hints{}); !cmp.Equal(got, []string{"row-2 1 TDP 1 Số 1", "row-2.2 1 TDP 2 Số 1"}) {
		t.Errorf("names of sheets: %v", got)
	}
}

// TestTablesSideBySide: every block is read, and a table of something else beside is not.
func TestTablesSideBySide(t *testing.T) {
	for _, c := range []counted{
		{"two blocks", "STT|Họ tên|Địa chỉ||STT|Họ tên|Địa chỉ\n1|A|Số 1||3|C|Số 3\n2|B|||4|D|\n||||5|E|Số 4", []string{"row-2 2 Số 1", "row-2b 2 Số 3", "row-4b 1 Số 4"}, 0, nil},
		{"blocks of groups", "TDP 1|<|<|TDP 2|<|<\nSTT|Họ tên|Địa chỉ|STT|Họ tên|Địa chỉ\n1|A|Số 1|1|B|Số 1", []string{"row-3 1 TDP 1 Số 1", "row-3b 1 TDP 2 Số 1"}, 0, nil},
		{"another table beside", "STT|Họ tên|Địa chỉ||STT|Tổ dân phố|Số người\n1|A|Số 1||1|TDP 1|7\n2|B|Số 2||2|TDP 2|9", []string{"row-2 1 Số 1", "row-3 1 Số 2"}, 0, nil},
	} {
		c.check(t)
	}
}

// TestFootsOfLists: dates, signatures, who gets the list and notes are nobody; people below a word of the foot are.
func TestFootsOfLists(t *testing.T) {
	for _, c := range []counted{
		{"signatures under the columns", "STT|Họ và tên|Địa chỉ\n1|A|Số 1\nDanh sách này có 01 công dân./.\nGhi chú: đã loại các trường hợp tạm vắng.\n- TDP 1: 1 người\n||Mẫu, ngày 2 tháng 12 năm 2026\nNGƯỜI LẬP BIỂU||TRƯỞNG CÔNG AN PHƯỜNG\nThượng úy Nguyễn Văn Mẫu||Trung tá Lê Văn Mẫu", []string{"row-2 1 Số 1"}, 0, nil},
		{"who gets it", "STT|Họ và tên|Địa chỉ|Tổ\n1|A|Số 1|1\nNơi nhận:||KT. TRƯỞNG CÔNG AN PHƯỜNG|\n- Như trên;||PHÓ TRƯỞNG CÔNG AN PHƯỜNG|\n- Lưu: CAP.||(Đã ký)|", []string{"row-2 1 1 Số 1"}, 0, nil},
		{"people behind it", "STT|Họ và tên|Địa chỉ\n1|A|Số 1\n|Chủ tịch xác nhận|\n|B|Số 2\n3|C|Số 3", []string{"row-2 1 Số 1", "row-4 1 Số 2", "row-5 1 Số 3"}, 0, nil},
		{"an example of a template", "Mã hộ|Họ tên|Địa chỉ|Ghi chú\n(Ví dụ) H001|Nguyễn Văn Mẫu|Số 1|\nH1|A|Số 2|\nH2|B|Số 3|ví dụ", []string{"H1 1 Số 2"}, 0, nil},
	} {
		c.check(t)
	}
}

// TestPeopleOfHouseholds: who belongs together, and how many they are.
func TestPeopleOfHouseholds(t *testing.T) {
	for _, c := range []counted{
		{"heads of households at one address", "STT|Chủ hộ|Họ và tên|Năm sinh|Địa chỉ\n1|Một|Một|1970|Số 5\n2|Một|Hai|1970|Số 5\n3|Ba|Ba|1970|Số 5", []string{"row-2 2 Số 5", "row-4 1 Số 5"}, 0, nil},
		{"numbers of households at one address", "TT hộ|TT|Họ tên|Ngày sinh|Nơi ở hiện tại\n1|1|A|1970|Số 1\n^|2|B|1970|Số 1\n2|1|C|1970|Số 1\n^|2|D|1970|Số 1", []string{"row-2 2 Số 1", "row-4 2 Số 1"}, 0, nil},
		{"a head without an address", "STT|Họ và tên|Quan hệ với chủ hộ|Địa chỉ\n1|A|Chủ hộ|Số 5\n2|B|Vợ|\n3|C|Chủ hộ|", []string{"row-2 2 Số 5"}, 0, []string{"4 Địa chỉ"}},
		{"a count, then people", "STT|Địa chỉ|Số người|Họ tên\n1|Số 1|3|A\n|||B\n|||C\n2|Số 2|1|D", []string{"row-2 3 Số 1", "row-5 1 Số 2"}, 0, nil},
		{"a count, some done", "Mã|Địa chỉ|Số người|Họ tên|Trạng thái\nH1|Số 1|3|A|KH\n|||B|\n|||C|V\nH2|Số 2|2|D|KH\n|||E|KH", []string{"H1 2 Số 1"}, 3, nil},
		{"a count of outcomes merged over a household", "Mã hộ|Họ tên|Địa chỉ|Trạng thái\nH1|A|Số 1|2 KH, 1 V\n^|B|^|^\n^|C|^|^\nH2|D|Số 2|V\n^|E|^|^", []string{"H1 1 Số 1", "H2 2 Số 2"}, 2, nil},
		{"numbers in words, and none", "Mã hộ|Chủ hộ|Địa chỉ|Số người\nH1|A|Số 1|hai\nH2|B|Số 2|3 NK\nH3|C|Số 3|1 (mẹ già)\nH4|D|Số 4|0", []string{"H1 2 Số 1", "H2 3 Số 2", "H3 1 Số 3"}, 0, []string{"5 Số người"}},
		{"all and those done", "Mã hộ|Chủ hộ|Địa chỉ|Số nhân khẩu|Số người đã kích hoạt\nH1|A|Số 1|5|3", []string{"H1 2 Số 1"}, 3, nil},
		{"titles in English", "Household ID|Head of household|Full address|People to activate\nH1|A|Số 1|2", []string{"H1 2 Số 1"}, 0, nil},
		{"priorities in words", "Mã hộ|Chủ hộ|Địa chỉ|Ưu tiên\nH1|A|Số 1|Cao\nH2|B|Số 2|gì đó", []string{"H1 1 Số 1"}, 0, []string{"3 Ưu tiên"}},
		{"the first is done", "Mã|Họ tên|Địa chỉ|Trạng thái\nH1|A|Số 1|KH\n|B||\n|C||V", []string{"H1 2 Số 1"}, 1, nil},
		{"a repeated row that is done", "Mã|Họ tên|Địa chỉ|Trạng thái\nH1|A|Số 1|\nH1|A|Số 1|KH", []string{"H1 1 Số 1"}, 1, []string{"3 Mã"}},
		{"several names in a cell", "STT|Họ và tên|Địa chỉ\n1|" + `1. Nguyễn Văn Mẫu\n2. Trần Thị Mẫu` + "|Số 1\n2|Lê Văn Mẫu; Lê Thị Mẫu|Số 2\n3|Ngô Văn Mẫu, chủ nhà trọ|Số 3", []string{"row-2 2 Số 1", "row-3 2 Số 2", "row-4 1 Số 3"}, 0, nil},
	} {
		c.check(t)
	}
}

// TestOutcomesInColumns: ticks and counts under outcomes, days of activation, and two statuses.
func TestOutcomesInColumns(t *testing.T) {
	for _, c := range []counted{
		{"ticks", "STT|Họ tên|Địa chỉ|Đã kích hoạt|Chưa kích hoạt\n1|A|Số 1|x|\n2|B|Số 1||x\n3|C|Số 2||", []string{"row-2 1 Số 1", "row-4 1 Số 2"}, 1, nil},
		{"codes below a title", "STT|Họ tên|Địa chỉ|Kết quả|<|<\n^|^|^|KH|V|CĐ\n1|A|Số 1|x||\n2|B|Số 1||x|\n3|C|Số 2|||v", []string{"row-3 1 Số 1"}, 2, nil},
		{"counts of households", "Mã hộ|Chủ hộ|Địa chỉ|Tổng số nhân khẩu|Đã kích hoạt|Chưa kích hoạt\nH1|A|Số 1|5|3|2\nH2|B|Số 2|2|2|0", []string{"H1 2 Số 1"}, 5, nil},
		{"days of activation", "STT|Họ tên|Địa chỉ|Ngày kích hoạt\n1|A|Số 1|\n2|B|Số 1|01/12/2026\n3|C|Số 2|01/12/2026", []string{"row-2 1 Số 1"}, 2, nil},
		{"two statuses", "STT|Họ tên|Địa chỉ|Tình trạng|Kết quả kích hoạt\n1|A|Số 1|Đang cư trú|Đã kích hoạt\n2|B|Số 1|Tạm vắng|Chưa kích hoạt\n3|C|Số 2|Đã chết|Chưa kích hoạt\n4|D|Số 3|Đang cư trú|Mức 1", []string{"row-2 1 Số 1", "row-5 1 Số 3"}, 2, nil},
	} {
		c.check(t)
	}
}

// TestColumnsThatBelongTogether: a group within a larger one, a name in parts, a person in two rows, other people in columns.
func TestColumnsThatBelongTogether(t *testing.T) {
	for _, c := range []counted{
		{"a group within a larger one", "STT|Họ tên|Số nhà|Đường|Tổ|Khu phố\n1|A|5|Phố Thử|3|5\n2|B|6|Phố Thử|3|6\n3|C|7|Phố Thử|4|", []string{"row-2 1 TDP 3, khu phố 5 5 Phố Thử", "row-3 1 TDP 3, khu phố 6 6 Phố Thử", "row-4 1 4 7 Phố Thử"}, 0, nil},
		{"parts of a street", "STT|Họ tên|Số nhà|Ngách|Ngõ|Phố|TDP\n1|A|5|7|12|Thử|1\n2|B|6||12|Thử|1\n3|C|8|||Thử|1", []string{"row-2 1 1 5 ngách 7 ngõ 12 Thử", "row-3 1 1 6 ngõ 12 Thử", "row-4 1 1 8 Thử"}, 0, nil},
		{"flats", "STT|Họ tên|Tòa|Tầng|Căn hộ|Chung cư\n1|A|CT1|5|501|KĐT Mẫu\n2|B|CT1|5|501|KĐT Mẫu\n3|C|CT2|5|501|KĐT Mẫu", []string{"row-2 2 501 CT1 KĐT Mẫu", "row-4 1 501 CT2 KĐT Mẫu"}, 0, nil},
		{"flats beside an address", "STT|Họ tên|Địa chỉ|Căn hộ\n1|A|CT1 KĐT Mẫu|501\n2|B|CT1 KĐT Mẫu|502", []string{"row-2 1 501 CT1 KĐT Mẫu", "row-3 1 502 CT1 KĐT Mẫu"}, 0, nil},
		{"the current residence is the permanent one", "STT|Họ tên|HKTT|Nơi ở hiện tại\n1|A|Số 1|Cùng thường trú\n2|B|Số 2|x\n3|C|Số 3|nt\n4|D|Số 4|Số 9", []string{"row-2 1 Số 1", "row-3 1 Số 2", "row-4 1 Số 3", "row-5 1 Số 9"}, 0, nil},
		{"one address in several spellings", "STT|Họ tên|Địa chỉ\n1|A|Số 5  ngõ Hòa Bình\n2|B| số 5, ngõ Hoà Bình.\n3|C|Số 5 ngõ Hoa Bình", []string{"row-2 2 Số 5 ngõ Hòa Bình", "row-4 1 Số 5 ngõ Hoa Bình"}, 0, nil},
		{"a person in two rows", "STT|Họ tên|Địa chỉ|SĐT\n1|Người Một|Số 1|0912000001\n^|^|^|0912000002\n2|Người Hai|Số 2|", []string{"row-2 1 Số 1", "row-4 1 Số 2"}, 0, nil},
		{"a column a person", "STT|Chủ hộ|Thành viên 1|Thành viên 2|Địa chỉ\n1|Một|Hai|Ba|Số 1\n2|Bốn|-||Số 2", []string{"row-2 3 Số 1", "row-3 1 Số 2"}, 0, nil},
		{"rows of dashes", "STT|Họ tên|Địa chỉ\n---|---|---\n1|A|Số 1", []string{"row-3 1 Số 1"}, 0, nil},
		{"two numbers of columns", "Họ tên|Địa chỉ\n(1)|(2)\nA|Số 1", []string{"row-3 1 Số 1"}, 0, nil},
		{"headings in the column of ids", "Mã hộ|Họ tên|Năm sinh|Địa chỉ\nTDP 1|||\nH1|A|1970|Số 1\nTổng cộng: 1 người|||\nDanh sách này có 01 người./.|||", []string{"H1 1 TDP 1 Số 1"}, 0, nil},
	} {
		c.check(t)
	}
	into, _ := seenIn(t, "list.xlsx", asJava(t, []page{pageOf("STT|Họ đệm|Tên|Địa chỉ\n1|Nguyễn Văn|Mẫu|Số 1")}), Hints{})
	if name := into.Unplaced[0].Household.Name; name != "Nguyễn Văn Mẫu" {
		t.Errorf("a name in two columns: %q", name)
	}
}

// TestToldOnly: colours and notes that may mean that somebody is done are told, and change nothing.
func TestToldOnly(t *testing.T) {
	into, got := seenIn(t, "list.csv", []byte("STT;Họ tên;Địa chỉ;Ghi chú\n1;A;Số 1;đã kích hoạt\n2;B;Số 2;nhà cuối ngõ\n"), Hints{})
	if len(got) != 2 || len(into.Remarks) != 1 || !strings.Contains(into.Remarks[0], "dòng 2:") {
		t.Errorf("notes: %v, %q", got, into.Remarks)
	}
	book := excelize.NewFile()
	defer func() { _ = book.Close() }()
	for i, cells := range [][]any{{"STT", "Họ tên", "Địa chỉ"}, {1, "A", "Số 1"}, {2, "B", "Số 2"}, {3, "C", "Số 3"}, {4, "D", "Số 4"}} {
		if err := book.SetSheetRow("Sheet1", "A"+itoa(i+1), &cells); err != nil {
			t.Fatal(err)
		}
	}
	for cell, style := range map[string]*excelize.Style{
		"B3": {Font: &excelize.Font{Strike: true}}, "A5": {Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"FFFF00"}}}, "B2": {Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"FFFFFF"}}},
	} {
		id, err := book.NewStyle(style)
		if err == nil {
			err = book.SetCellStyle("Sheet1", cell, cell, id)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	data, err := book.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	into, got = seenIn(t, "list.xlsx", data.Bytes(), Hints{})
	if len(got) != 4 || len(into.Remarks) != 1 || !strings.Contains(into.Remarks[0], "(dòng 3, 5)") {
		t.Errorf("colours: %v, %q", got, into.Remarks)
	}
}

// TestSameAgain: people whom an earlier sheet has at the same address are told, once.
func TestSameAgain(t *testing.T) {
	for _, last := range []string{"", "|1"} {
		title := "STT|Họ tên|Ngày sinh|Địa chỉ"
		if last != "" {
			title += "|Số người"
		}
		pages := []page{pageOf(title + "\n1|Người Một|1/1/1970|Số 1" + last + "\n2|Người Hai|1/1/1970|Số 2" + last), pageOf(title + "\n1|NGƯỜI MỘT|1/1/1970|Số 1" + last + "\n2|Người Ba|1/1/1970|Số 3" + last)}
		into, got := seenIn(t, "list.xlsx", asJava(t, pages), Hints{})
		if diff := cmp.Diff([]string{"row-2 1 Số 1", "row-3 1 Số 2", "row-2.3 1 Số 3"}, got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", last, diff)
		}
		if diff := cmp.Diff([]string{"2 Họ tên"}, rowsSetAside(into)); diff != "" {
			t.Errorf("%q: set aside (-want +got):\n%s", last, diff)
		}
	}
}
