package intake

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
)

// officeLayouts are ways of writing a ward down that official forms and old accountants have.
var officeLayouts = []layout{
	{name: "households above their people", write: func(_ *rand.Rand, homes []home) []page {
		var p page
		p.titles("D")
		p.add("STT", "Họ, chữ đệm và tên khai sinh", "Ngày, tháng, năm sinh", "SĐT liên hệ")
		p.add("(1)", "(2)", "(3)", "(4)")
		for i := range homes {
			h := &homes[i]
			p.add("Hộ ông " + h.people[0].name + " - " + h.address())
			p.across("D")
			for j, who := range h.people {
				p.add(float64(j+1), who.name, "01/02/1970", who.phone)
			}
		}
		all, _ := count(homes)
		p.foot(all)
		return []page{p}
	}},
	{name: "two blocks side by side", write: func(_ *rand.Rand, homes []home) []page {
		var p page
		titles := []any{"STT", "Họ và tên", "Năm sinh", "HKTT"}
		p.add(append(append(append([]any{}, titles...), nil), titles...)...)
		var left, right [][]any
		everyone(homes, func(n int, h *home, who *someone, _ bool) {
			cells := []any{float64(n), who.name, 1970.0, h.address()}
			if h.id <= len(homes)/2 {
				left = append(left, cells)
			} else {
				right = append(right, cells)
			}
		})
		for i := range max(len(left), len(right)) {
			row := make([]any, 9)
			if i < len(left) {
				copy(row, left[i])
			}
			if i < len(right) {
				copy(row[5:], right[i])
			}
			p.add(row...)
		}
		return []page{p}
	}},
	{name: "a table for each group, with its title", write: func(_ *rand.Rand, homes []home) []page {
		var p page
		group := 0
		everyone(homes, func(n int, h *home, who *someone, _ bool) {
			if h.group != group {
				group = h.group
				p.add()
				p.add("DANH SÁCH CÔNG DÂN TỔ DÂN PHỐ SỐ " + strconv.Itoa(group))
				p.across("D")
				p.add("TT", "Họ tên", "Nơi ở h.nay", "Ghi chú (nếu có)")
			}
			p.add(float64(n), who.name, h.address())
		})
		return []page{p}
	}},
	{name: "marks for the same as above, the group written once", write: func(_ *rand.Rand, homes []home) []page {
		var p page
		p.add("Tổ/Khu", "STT", "Họ và tên", "Nơi cư trú")
		group := 0
		everyone(homes, func(n int, h *home, who *someone, first bool) {
			var title any
			if h.group != group {
				group, title = h.group, "Tổ "+strconv.Itoa(h.group)
			}
			address := h.address()
			if !first {
				address = []string{"nt", "\"", "Như trên", "-nt-"}[n%4]
			}
			p.add(title, float64(n), who.name, address)
		})
		return []page{p}
	}},
	{name: "ticks under outcomes", done: true, write: func(_ *rand.Rand, homes []home) []page {
		var p page
		p.add("STT", "Họ và tên", "Địa chỉ", "Kết quả", nil, nil, nil)
		p.add(nil, nil, nil, "KH", "V", "TC", "CĐ")
		p.Merges = []string{"A1:A2", "B1:B2", "C1:C2", "D1:G1"}
		everyone(homes, func(n int, h *home, who *someone, _ bool) {
			cells := []any{float64(n), who.name, h.address(), nil, nil, nil, nil}
			switch {
			case who.done:
				cells[[]int{3, 5, 6}[n%3]] = "x"
			case n%2 == 0:
				cells[4] = "x"
			}
			p.add(cells...)
		})
		return []page{p}
	}},
	{name: "a row a household that names all", write: func(_ *rand.Rand, homes []home) []page {
		var p page
		p.add("STT", "Họ và tên các thành viên", "Địa chỉ")
		for i := range homes {
			var names []string
			for j, who := range homes[i].people {
				names = append(names, fmt.Sprintf("%d. %s", j+1, who.name))
			}
			p.add(float64(i+1), strings.Join(names, "\n"), homes[i].address())
		}
		return []page{p}
	}},
	{name: "a column a person", write: func(_ *rand.Rand, homes []home) []page {
		var p page
		p.add("STT", "Chủ hộ", "Địa chỉ", "Thành viên 1", "Thành viên 2", "Thành viên 3", "Thành viên 4")
		for i := range homes {
			cells := []any{float64(i + 1), homes[i].people[0].name, homes[i].address()}
			for _, who := range homes[i].people[1:] {
				cells = append(cells, who.name)
			}
			p.add(cells...)
		}
		return []page{p}
	}},
	{name: "counts of outcomes of households", write: func(_ *rand.Rand, homes []home) []page {
		var p page
		p.add("TT", "Họ tên chủ hộ", "Địa chỉ", "Đã kích hoạt", "Chưa kích hoạt")
		for i := range homes {
			h := &homes[i]
			done := i % h.persons
			h.unmet = h.persons - done
			p.add(float64(h.id), h.people[0].name, h.address(), float64(done), float64(h.unmet))
		}
		return []page{p}
	}},
	{name: "signatures under the columns of names and addresses", write: func(_ *rand.Rand, homes []home) []page {
		var p page
		p.add("STT", "Họ và tên", "Giới tính", "HKTT")
		everyone(homes, func(n int, h *home, who *someone, _ bool) { p.add(float64(n), who.name, "Nam", h.address()) })
		all, _ := count(homes)
		p.add(fmt.Sprintf("Danh sách này có %d công dân./.", all))
		p.add("Nơi nhận:", nil, nil, "KT. TRƯỞNG CÔNG AN PHƯỜNG")
		p.add("- Như trên;", "NGƯỜI LẬP BIỂU", nil, "PHÓ TRƯỞNG CÔNG AN PHƯỜNG")
		p.add("- Lưu: CAP.", "(Ký, ghi rõ họ tên)")
		p.add()
		p.add(nil, "Trung úy Nguyễn Văn Mẫu", nil, "Thiếu tá Trần Văn Mẫu")
		return []page{p}
	}},
}
