package intake

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
)

// A ward's people, invented, and the ways in which wards write them down. Each layout makes a workbook of the same
// people; whatever it looks like, everybody must be planned, ended or set aside.

// someone is a person on the list.
type someone struct {
	name, phone string
	done        bool
}

// home is a household of the ward.
type home struct {
	id             int
	house, street  string
	group          int
	lat, lon       float64
	people         []someone
	current        string // where they live now, if elsewhere
	persons, unmet int    // people, and those still to visit
}

func (h *home) address() string { return h.house + " " + h.street }

var (
	surnames = []string{"Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô"}
	middles  = []string{"Văn", "Thị", "Đức", "Ngọc", "Hữu", "Quang", "Thanh"}
	givens   = []string{"An", "Bình", "Chi", "Dũng", "Giang", "Hà", "Khánh", "Lan", "Mẫu", "Yến"}
	streets  = []string{"Ngõ 12 Phố Thử", "Ngách 3/5 Đường Mẫu", "Phố Ví Dụ", "Hẻm 7 Đường Giả", "Đường Thí Nghiệm"}
)

func pick[T any](r *rand.Rand, list []T) T { return list[r.IntN(len(list))] }

// ward makes households with their people, some of whom are done. They stand by group.
func ward(r *rand.Rand, homes int, done bool) []home {
	list := make([]home, homes)
	for i := range list {
		h := &list[i]
		*h = home{id: i + 1, house: strconv.Itoa(i*2 + 1), street: pick(r, streets), group: 1 + i*3/homes, lat: 21.02 + float64(r.IntN(9000))/1e6, lon: 105.82 + float64(r.IntN(9000))/1e6}
		for range 1 + r.IntN(5) {
			p := someone{name: pick(r, surnames) + " " + pick(r, middles) + " " + pick(r, givens), phone: fmt.Sprintf("09%08d", r.IntN(100_000_000))}
			p.done = done && r.IntN(4) == 0
			h.people = append(h.people, p)
			h.persons++
			if !p.done {
				h.unmet++
			}
		}
	}
	return list
}

// written is a number with a format, or a formula, in a cell.
type written struct {
	Value   float64 `json:"value"`
	Format  string  `json:"format,omitempty"`
	Formula string  `json:"formula,omitempty"`
}

// page is a sheet as it is to be written. Cells are string, float64, written or nil.
type page struct {
	Name   string   `json:"name"`
	Hidden bool     `json:"hidden"`
	Rows   [][]any  `json:"rows"`
	Merges []string `json:"merges"` // A2:A4
	Unseen []int    `json:"unseen"` // hidden rows, from 1
}

// add adds a row.
func (p *page) add(cells ...any) { p.Rows = append(p.Rows, cells) }

// line is the number of the last row.
func (p *page) line() int { return len(p.Rows) }

// merge merges a column's cells from a row to the last.
func (p *page) merge(column string, from int) {
	if from < p.line() {
		p.Merges = append(p.Merges, fmt.Sprintf("%s%d:%s%d", column, from, column, p.line()))
	}
}

// across merges the last row's cells from the first column to another.
func (p *page) across(to string) {
	p.Merges = append(p.Merges, fmt.Sprintf("A%d:%s%d", p.line(), to, p.line()))
}

// titles adds what stands above an official list.
func (p *page) titles(to string) {
	p.add("CÔNG AN PHƯỜNG THỬ NGHIỆM")
	p.across(to)
	p.add()
	p.add("DANH SÁCH CÔNG DÂN CHƯA KÍCH HOẠT TÀI KHOẢN ĐỊNH DANH ĐIỆN TỬ")
	p.across(to)
	p.add("(Kèm theo Công văn số 12/CAP ngày 25/11/2026)")
	p.across(to)
	p.add()
}

// foot adds what stands below it.
func (p *page) foot(total int) {
	p.add("Tổng cộng: "+strconv.Itoa(total)+" công dân", nil, nil, nil)
	p.across("D")
	p.add()
	p.add(nil, nil, nil, "Hà Nội, ngày 25 tháng 11 năm 2026")
	p.add(nil, "NGƯỜI LẬP BIỂU", nil, "TRƯỞNG CÔNG AN PHƯỜNG")
	p.add(nil, "(Ký, ghi rõ họ tên)", nil, "(Ký tên, đóng dấu)")
	p.add()
	p.add(nil, "Trần Văn Mẫu", nil, "Đại úy Lê Thị Mẫu")
}

// layout is a way of writing a ward down.
type layout struct {
	name  string
	done  bool // some people are done
	write func(r *rand.Rand, homes []home) []page
}

// everyone gives each person to do with the running number, from 1, and whether they are the first of the home.
func everyone(homes []home, do func(n int, h *home, p *someone, first bool)) {
	n := 0
	for i := range homes {
		for j := range homes[i].people {
			n++
			do(n, &homes[i], &homes[i].people[j], j == 0)
		}
	}
}

func tdp(group int) string { return "TDP " + strconv.Itoa(group) }

func count(homes []home) (all, unmet int) {
	for i := range homes {
		all += homes[i].persons
		unmet += homes[i].unmet
	}
	return all, unmet
}

var layouts = []layout{
	{name: "a row a person", write: func(_ *rand.Rand, homes []home) []page {
		var p page
		p.add("STT", "Họ và tên", "Năm sinh", "Địa chỉ", "SĐT")
		everyone(homes, func(n int, h *home, who *someone, _ bool) {
			p.add(float64(n), who.name, 1970.0, h.address(), who.phone)
		})
		return []page{p}
	}},
	{name: "titles, numbers of columns and a foot", write: func(_ *rand.Rand, homes []home) []page {
		var p page
		p.titles("F")
		p.add("STT", "Họ và tên", "Ngày sinh", "Số CCCD", "Nơi thường trú", "Ghi chú")
		p.add("(1)", "(2)", "(3)", "(4)", "(5)", "(6)")
		everyone(homes, func(n int, h *home, who *someone, _ bool) {
			p.add(float64(n), who.name, "01/02/1970", "001000000000", h.address()+", "+tdp(h.group)+", P. Thử", nil)
		})
		all, _ := count(homes)
		p.foot(all)
		return []page{p}
	}},
	{name: "a header of two rows", write: func(_ *rand.Rand, homes []home) []page {
		var p page
		p.add("TT", "Họ tên", "Nơi ở", nil, "Liên hệ", nil)
		p.add(nil, nil, "Số nhà", "Đường", "Điện thoại", "Ghi chú")
		p.Merges = []string{"A1:A2", "B1:B2", "C1:D1", "E1:F1"}
		everyone(homes, func(n int, h *home, who *someone, _ bool) { p.add(float64(n), who.name, h.house, h.street, who.phone) })
		return []page{p}
	}},
	{name: "merged households", write: func(_ *rand.Rand, homes []home) []page {
		var p page
		p.add("STT", "Địa chỉ", "Họ và tên", "Điện thoại")
		for i := range homes {
			h := &homes[i]
			from := p.line() + 1
			for j, who := range h.people {
				if j == 0 {
					p.add(float64(h.id), h.address(), who.name, who.phone)
				} else {
					p.add(nil, nil, who.name, who.phone)
				}
			}
			p.merge("A", from)
			p.merge("B", from)
		}
		return []page{p}
	}},
	{name: "households written once", write: func(_ *rand.Rand, homes []home) []page {
		var p page
		p.add("STT", "Họ và tên", "Địa chỉ", "Điện thoại")
		for i := range homes {
			h := &homes[i]
			for j, who := range h.people {
				if j == 0 {
					p.add(float64(h.id), who.name, h.address(), who.phone)
				} else {
					p.add(nil, who.name, nil, who.phone)
				}
			}
		}
		return []page{p}
	}},
	{name: "every person numbered, the address written once", write: func(_ *rand.Rand, homes []home) []page {
		var p page
		p.add("STT", "Họ và tên", "Địa chỉ")
		everyone(homes, func(n int, h *home, who *someone, first bool) {
			if first {
				p.add(float64(n), who.name, h.address())
			} else {
				p.add(float64(n), who.name)
			}
		})
		return []page{p}
	}},
	{name: "sections with totals", write: func(_ *rand.Rand, homes []home) []page {
		var p page
		p.titles("D")
		p.add("STT", "Họ và tên", "Địa chỉ", "SĐT")
		group, people := 0, 0
		everyone(homes, func(n int, h *home, who *someone, _ bool) {
			if h.group != group {
				if group > 0 {
					p.add("Cộng", nil, strconv.Itoa(people))
				}
				group, people = h.group, 0
				p.add(fmt.Sprintf("TỔ DÂN PHỐ SỐ %d", group))
				p.across("D")
			}
			people++
			p.add(float64(n), who.name, h.address(), who.phone)
		})
		p.add("Cộng", nil, strconv.Itoa(people))
		return []page{p}
	}},
	{name: "numbered sections of hamlets", write: func(_ *rand.Rand, homes []home) []page {
		names := []string{"", "Thôn Đông", "Thôn Đoài", "Thôn Trung"}
		var p page
		p.add("STT", "Họ và tên", "Ngày sinh", "Số nhà, đường", "Ghi chú")
		p.Rows[0][3] = "Địa chỉ"
		group := 0
		everyone(homes, func(n int, h *home, who *someone, _ bool) {
			if h.group != group {
				group = h.group
				p.add([]string{"", "I", "II", "III"}[group], names[group])
			}
			p.add(float64(n), who.name, written{Value: 25569 + float64(n), Format: "dd/mm/yyyy"}, h.address())
		})
		return []page{p}
	}},
	{name: "permanent and current residence", write: func(r *rand.Rand, homes []home) []page {
		var p page
		p.titles("H")
		p.add("STT", "Họ và tên", "Ngày sinh", "Số CCCD", "Nơi thường trú", "Nơi ở hiện tại", "SĐT", "Ghi chú")
		for i := range homes {
			if r.IntN(3) == 0 {
				homes[i].current = "Số " + strconv.Itoa(500+homes[i].id) + " Phố Khác"
			}
		}
		everyone(homes, func(n int, h *home, who *someone, _ bool) {
			var current any
			if h.current != "" {
				current = h.current
			}
			p.add(float64(n), who.name, "01/02/1970", "001000000000", h.address(), current, who.phone, nil)
		})
		return []page{p}
	}},
	{name: "ids of households", done: true, write: func(_ *rand.Rand, homes []home) []page {
		var p page
		p.add("Mã hộ", "Họ và tên", "Địa chỉ", "Tổ dân phố", "Tọa độ", "Trạng thái")
		everyone(homes, func(_ int, h *home, who *someone, _ bool) {
			status := []any{nil, "V", "chưa", "KM"}[len(who.name)%4]
			if who.done {
				status = []any{"KH", "x", "đã kích hoạt", "CĐ", "TS", "TC", "ĐX"}[len(who.name)%7]
			}
			p.add(fmt.Sprintf("H%03d", h.id), who.name, h.address(), tdp(h.group), fmt.Sprintf("%.6f, %.6f", h.lat, h.lon), status)
		})
		return []page{p}
	}},
	{name: "a row a household", write: func(_ *rand.Rand, homes []home) []page {
		var p page
		p.add("Mã hộ", "Họ tên chủ hộ", "Địa chỉ", "Thôn/Tổ", "Vĩ độ", "Kinh độ", "Số người", "Khung giờ", "Phút")
		for i := range homes {
			h := &homes[i]
			p.add(float64(h.id), h.people[0].name, h.address(), float64(h.group), h.lat, h.lon, float64(h.persons), "19h30 - 21h", written{Value: 5.0 / 1440, Format: "h:mm"})
		}
		p.add("Tổng", nil, nil, nil, nil, nil, written{Value: 1})
		return []page{p}
	}},
	{name: "a row a household, counts in words and formulas", write: func(_ *rand.Rand, homes []home) []page {
		var p page
		p.add("STT", "Chủ hộ", "Địa chỉ", "Số khẩu", "Điện thoại")
		for i := range homes {
			h := &homes[i]
			var persons any = fmt.Sprintf("%02d người", h.persons)
			if i%2 == 0 {
				persons = written{Formula: fmt.Sprintf("%d+%d", h.persons-1, 1)}
			}
			p.add(float64(h.id), h.people[0].name, h.address(), persons, h.people[0].phone)
		}
		return []page{p}
	}},
	{name: "a household's count merged over its people", write: func(_ *rand.Rand, homes []home) []page {
		var p page
		p.add("Mã hộ", "Số người", "Họ và tên", "Địa chỉ")
		for i := range homes {
			h := &homes[i]
			from := p.line() + 1
			for j, who := range h.people {
				if j == 0 {
					p.add(fmt.Sprintf("%03d", h.id), float64(h.persons), who.name, h.address())
				} else {
					p.add(nil, nil, who.name)
				}
			}
			for _, column := range []string{"A", "B", "D"} {
				p.merge(column, from)
			}
		}
		return []page{p}
	}},
	{name: "two sheets behind a cover", write: func(_ *rand.Rand, homes []home) []page {
		cover := page{Name: "Bìa"}
		cover.add("HƯỚNG DẪN")
		cover.add("Điền vào các trang sau")
		one, two := page{Name: "Thường trú"}, page{Name: "Tạm trú"}
		one.titles("D")
		one.add("STT", "Họ và tên", "Nơi thường trú", "SĐT")
		two.add("STT", "Họ và tên", "Ngày sinh", "Nơi tạm trú", "SĐT")
		everyone(homes, func(n int, h *home, who *someone, _ bool) {
			if h.id%3 == 0 {
				two.add(float64(n), who.name, "1/2/1970", h.address(), who.phone)
			} else {
				one.add(float64(n), who.name, h.address(), who.phone)
			}
		})
		return []page{cover, one, two}
	}},
	{name: "a hidden sheet, and rows hidden by a filter", write: func(_ *rand.Rand, homes []home) []page {
		old, p := page{Name: "Cũ", Hidden: true}, page{Name: "DS"}
		old.add("Họ và tên", "Địa chỉ")
		old.add("Người Cũ", "1 Phố Cũ")
		p.add("STT", "Họ và tên", "Địa chỉ", "SĐT")
		everyone(homes, func(n int, h *home, who *someone, _ bool) {
			p.add(float64(n), who.name, h.address(), who.phone)
			if n%7 == 0 {
				p.Unseen = append(p.Unseen, p.line())
			}
		})
		return []page{old, p}
	}},
	{name: "numbers by their formats", write: func(_ *rand.Rand, homes []home) []page {
		var p page
		p.add("Mã hộ", "Họ và tên", "Địa chỉ", "Điện thoại", "Năm sinh")
		everyone(homes, func(_ int, h *home, who *someone, _ bool) {
			phone, _ := strconv.ParseFloat(who.phone, 64)
			p.add(written{Value: float64(h.id), Format: "0000"}, who.name, h.address(), written{Value: phone, Format: "0000000000"}, 1970.0)
		})
		return []page{p}
	}},
	{name: "house numbers that became dates", write: func(_ *rand.Rand, homes []home) []page {
		var p page
		p.add("STT", "Họ và tên", "Số nhà", "Đường", "Tọa độ")
		for i := range homes {
			homes[i].house = strconv.Itoa(1+i%28) + "/" + strconv.Itoa(1+i%12)
		}
		everyone(homes, func(n int, h *home, who *someone, _ bool) {
			day, _ := strconv.Atoi(strings.Split(h.house, "/")[0])
			month, _ := strconv.Atoi(strings.Split(h.house, "/")[1])
			serial := 46023 + float64([]int{0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334}[month-1]) + float64(day-1)
			p.add(float64(n), who.name, written{Value: serial, Format: "d/m"}, h.street, fmt.Sprintf("%.6f, %.6f", h.lat, h.lon))
		})
		return []page{p}
	}},
	{name: "groups merged, pages with their header", write: func(_ *rand.Rand, homes []home) []page {
		var p page
		p.add("Tổ dân phố", "Mã hộ", "Họ và tên", "Địa chỉ")
		from, group := 2, 0
		everyone(homes, func(_ int, h *home, who *someone, _ bool) {
			if group != 0 && h.group != group {
				p.merge("A", from)
				p.add("Tổ dân phố", "Mã hộ", "Họ và tên", "Địa chỉ")
			}
			var title any
			if h.group != group {
				group, from, title = h.group, p.line()+1, "Tổ dân phố số "+strconv.Itoa(h.group)
			}
			p.add(title, fmt.Sprintf("H%d", h.id), who.name, h.address())
		})
		p.merge("A", from)
		return []page{p}
	}},
	{name: "outcomes in our own words", done: true, write: func(_ *rand.Rand, homes []home) []page {
		var p page
		p.add("STT", "Họ và tên", "Năm sinh", "Địa chỉ", "Kết quả", "Ghi chú")
		everyone(homes, func(n int, h *home, who *someone, _ bool) {
			outcome := []any{nil, "vắng nhà", "hẹn lại 20h", "không có máy thông minh", "gì đó lạ"}[len(who.name)%5]
			if who.done {
				outcome = []any{"đã kích hoạt", "từ chối", "đã chuyển đi", "cần đến trụ sở (công an)", "đã xong từ trước"}[len(who.name)%5]
			}
			p.add(float64(n), who.name, 1970.0, h.address(), outcome, []any{nil, "sau 20h", "gọi trước", "nhà ở cuối ngõ"}[n%4])
		})
		return []page{p}
	}},
	{name: "rows that cannot be used", write: func(_ *rand.Rand, homes []home) []page {
		var p page
		p.add("Mã hộ", "Chủ hộ", "Vĩ độ", "Kinh độ", "Số người")
		for i := range homes {
			h := &homes[i]
			switch {
			case i%5 == 1:
				p.add(float64(h.id), h.people[0].name, h.lon, h.lat, float64(h.persons)) // exchanged
			case i%5 == 2:
				p.add(float64(h.id), h.people[0].name, nil, nil, float64(h.persons))
			case i%5 == 3:
				p.add(1.0, h.people[0].name, h.lat, h.lon, float64(h.persons)) // the first one's id
			default:
				p.add(float64(h.id), h.people[0].name, h.lat, h.lon, float64(h.persons))
			}
		}
		return []page{p}
	}},
	{name: "a form with empty numbered rows", write: func(_ *rand.Rand, homes []home) []page {
		var p page
		p.add("STT", "Họ và tên", "Địa chỉ", "Tổ dân phố", "SĐT")
		p.add("A", "B", "1", "2", "3")
		last := 0
		everyone(homes, func(n int, h *home, who *someone, _ bool) {
			p.add(float64(n), who.name, h.address(), "TDP số 0"+strconv.Itoa(h.group), who.phone)
			last = n
		})
		for n := last + 1; n < last+8; n++ {
			p.add(float64(n))
		}
		p.foot(last)
		return []page{p}
	}},
}
