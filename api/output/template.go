package output

import (
	"fmt"
	"io"
	"os"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

// templateColumn is a column of a list to be filled in.
type templateColumn struct {
	title   string
	width   float64
	example string
	help    string   // for the guide; empty where the title says all
	choices []string // of its drop-down, none with a comma; what is typed otherwise is taken too
}

// blankList is a workbook to be filled in: a sheet of columns with an example row, and a guide, which also holds the
// choices of the drop-downs.
type blankList struct {
	sheet   string
	columns []templateColumn
	guide   []string // sentences above the columns' help
}

// exampleMark stands in the first column of the example row, which is not read: see phrase.Example.
const exampleMark = "Ví dụ"

// guideSheet is the name of the guide; letters alone, for drop-downs refer to it.
const guideSheet = "HuongDan"

var householdsTemplate = blankList{
	sheet: "DanhSachHo",
	columns: []templateColumn{
		{title: "STT", width: 8, example: exampleMark},
		{title: "Mã hộ", width: 12, example: "H001", help: "Để trống nếu không có: những người cùng địa chỉ và cùng tổ/thôn là một hộ."},
		{title: "Họ và tên", width: 26, example: "Nguyễn Văn Mẫu", help: "Mỗi dòng một người cần kích hoạt."},
		{title: "Điện thoại", width: 15, example: "0900 000 001"},
		{title: "Địa chỉ", width: 36, example: "Số 12 ngõ 34 phố Mẫu", help: "Nơi đang ở. Số nhà như 12/4 ghi thẳng vào ô, ô này không đổi thành ngày tháng."},
		{title: "Tổ dân phố", width: 16, example: "TDP 1", help: "Tổ dân phố, khu phố, thôn, ấp… Nên ghi, để chia việc cho đội."},
		{title: "Phường/xã", width: 18, example: "Phường Mẫu"},
		{title: "Tọa độ", width: 22, example: "21.0285, 105.8542", help: "Để trống thì tìm theo địa chỉ trên bản đồ. Có thể dán cặp số hoặc liên kết từ bản đồ trên mạng."},
		{title: "Khung giờ", width: 18, example: "sau 20h", help: "Giờ có người ở nhà: 19h30-20h15; 21h-21h30, sau 20h, trước 19h30. Để trống là cả buổi tối."},
		{title: "Bắt buộc", width: 10, example: "có", help: "Ghi \"có\" nếu tối nay phải đến.", choices: []string{"có", "không"}},
		{title: "Trạng thái", width: 24, example: "vắng nhà", help: "Để trống là chưa đến. Chọn trong danh sách, hoặc ghi mã KH, V, TC, HL, CĐ, TS, KM, ĐX, SĐ.", choices: []string{
			"đã kích hoạt", "vắng nhà", "từ chối", "hẹn lại", "đã chuyển đi", "cần đến trụ sở (công an)", "không có máy thông minh", "đã xong từ trước", "không thấy nhà",
		}},
		{title: "Ghi chú", width: 34, example: "Ví dụ: chỉ tối thứ 7, gọi trước", help: "Các ghi chú như \"sau 20h\", \"chỉ tối thứ 7\", \"làm ca đêm\", \"gọi trước\" được hiểu; ghi chú khác được in cho đội."},
	},
	guide: []string{
		"Danh sách hộ: mỗi dòng một người, điền từ dòng 2. Dòng bắt đầu bằng \"Ví dụ\" không được đọc, có thể xóa.",
		"Thứ tự cột đổi được, cột không dùng thì xóa. Không cần ghi số căn cước và ngày sinh: chương trình không giữ.",
		"Điền xong, lưu lại dạng .xlsx rồi chọn tệp này ở ô \"Danh sách hộ\".",
	},
}

var teamsTemplate = blankList{
	sheet: "DanhSachDoi",
	columns: []templateColumn{
		{title: "STT", width: 8, example: exampleMark},
		{title: "Tên đội", width: 16, example: "Đội 1"},
		{title: "Thành viên", width: 34, example: "An, Bình, Chi, Dũng", help: "Tên các thành viên cách nhau bằng dấu phẩy, hoặc để trống nếu đã ghi số thành viên."},
		{title: "Số thành viên", width: 10, example: "4", help: "Từ 1 đến 12. Để trống thì đếm tên."},
		{title: "Phương tiện", width: 14, example: "xe máy", choices: []string{"xe máy", "đi bộ"}},
		{title: "Nơi xuất phát", width: 30, example: "21.0285, 105.8542", help: "Tọa độ, địa chỉ, hoặc liên kết từ bản đồ trên mạng. Để trống nếu các đội cùng một nơi, chọn khi lập kế hoạch."},
		{title: "Tổ dân phố phụ trách", width: 24, example: "TDP 1, 2", help: "Đội chỉ đi những tổ/thôn này. Để trống là đi được mọi nơi."},
		{title: "Ca", width: 16, example: "19:30-21:30", help: "Để trống là cả buổi tối."},
		{title: "Ghi chú", width: 30, example: "Ví dụ: xóa dòng này"},
	},
	guide: []string{
		"Danh sách đội: mỗi dòng một đội, điền từ dòng 2. Dòng bắt đầu bằng \"Ví dụ\" không được đọc, có thể xóa.",
		"Thứ tự cột đổi được, cột không dùng thì xóa.",
		"Điền xong, lưu lại dạng .xlsx rồi chọn tệp này ở ô \"Danh sách đội\".",
	},
}

// HouseholdsTemplate writes a workbook of a list of households to be filled in, in Vietnamese: text cells, so that no
// spreadsheet changes a number, drop-downs, an example row that is not read, and a guide. It is the same bytes each
// time.
func HouseholdsTemplate(w io.Writer) error { return householdsTemplate.write(w) }

// TeamsTemplate writes a workbook of a list of teams to be filled in, like [HouseholdsTemplate].
func TeamsTemplate(w io.Writer) error { return teamsTemplate.write(w) }

// The guide's width of its sentences, in characters, and how many letters of them surely fit into a line.
const (
	guideWidth   = 116
	guideLetters = 112
)

// templateRows is how many rows below the header a template is made ready for.
const templateRows = 5000

func (t *blankList) write(w io.Writer) error {
	f := excelize.NewFile(excelize.Options{TmpDir: os.DevNull})
	defer f.Close()
	if err := t.fill(f); err != nil {
		return fmt.Errorf("writing the template: %w", err)
	}
	content, err := f.WriteToBuffer()
	if err != nil {
		return fmt.Errorf("writing the template: %w", err)
	}
	return filled(w, content.Bytes(), nil, sheetStyles{})
}

func (t *blankList) fill(f *excelize.File) error {
	styles, err := newStyles(f)
	if err != nil {
		return err
	}
	if err := f.SetSheetName("Sheet1", t.sheet); err != nil {
		return err
	}
	if _, err := f.NewSheet(guideSheet); err != nil {
		return err
	}
	if err := t.fillList(f, styles); err != nil {
		return err
	}
	if err := t.fillGuide(f, styles); err != nil {
		return err
	}
	setProperties(f, "2026-01-01")
	return nil
}

// fillList fills the sheet of the list.
func (t *blankList) fillList(f *excelize.File, styles sheetStyles) error {
	example, err := f.NewStyle(&excelize.Style{
		NumFmt: 49, Font: &excelize.Font{Italic: true, Color: "#7A7A7A", Family: "Calibri", Size: 11},
		Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"#F4F4F4"}},
	})
	if err != nil {
		return err
	}
	for i, c := range t.columns {
		letter, err := excelize.ColumnNumberToName(i + 1)
		if err != nil {
			return err
		}
		for _, do := range []func() error{
			func() error { return f.SetColWidth(t.sheet, letter, letter, c.width) },
			func() error { return f.SetColStyle(t.sheet, letter, styles.text) },
			func() error { return f.SetCellStr(t.sheet, letter+"1", c.title) },
			func() error { return f.SetCellStr(t.sheet, letter+"2", c.example) },
			func() error { return t.dropDown(f, i, letter) },
		} {
			if err := do(); err != nil {
				return err
			}
		}
	}
	last, err := excelize.CoordinatesToCellName(len(t.columns), 1)
	if err != nil {
		return err
	}
	if err := f.SetCellStyle(t.sheet, "A1", last, styles.header); err != nil {
		return err
	}
	if err := f.SetRowHeight(t.sheet, 1, 32); err != nil {
		return err
	}
	if last, err = excelize.CoordinatesToCellName(len(t.columns), 2); err != nil {
		return err
	}
	if err := f.SetCellStyle(t.sheet, "A2", last, example); err != nil {
		return err
	}
	if err := f.SetPanes(t.sheet, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	return setPaper(f, t.sheet)
}

// dropDown gives a column its choices, which stand in the guide. Other words are let pass: the list's reader knows more.
func (t *blankList) dropDown(f *excelize.File, column int, letter string) error {
	choices := t.columns[column].choices
	if choices == nil {
		return nil
	}
	at, err := excelize.ColumnNumberToName(t.choicesColumn(column))
	if err != nil {
		return err
	}
	v := excelize.NewDataValidation(true)
	v.SetSqref(fmt.Sprintf("%s2:%s%d", letter, letter, templateRows+1))
	v.SetSqrefDropList(fmt.Sprintf("%s!$%s$2:$%s$%d", guideSheet, at, at, len(choices)+1))
	v.ShowErrorMessage = false
	return f.AddDataValidation(t.sheet, v)
}

// choicesColumn is the guide's column of a column's choices: D, E, … for those that have any.
func (t *blankList) choicesColumn(column int) int {
	at := 4
	for i := range column {
		if t.columns[i].choices != nil {
			at++
		}
	}
	return at
}

// fillGuide fills the guide: what to write into each column, and the choices of the drop-downs at its right.
func (t *blankList) fillGuide(f *excelize.File, styles sheetStyles) error {
	wrapped, err := f.NewStyle(&excelize.Style{Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"}})
	if err != nil {
		return err
	}
	lines := [][2]string{{"Cột", "Cách ghi"}}
	for _, text := range t.guide {
		lines = append(lines, [2]string{"", text})
	}
	for i, c := range t.columns {
		if c.help != "" {
			lines = append(lines, [2]string{c.title, c.help})
		}
		if c.choices != nil {
			if err := writeDown(f, t.choicesColumn(i), append([]string{c.title + ": chọn"}, c.choices...), styles.header, styles.text); err != nil {
				return err
			}
		}
	}
	var titles, texts []string
	for row, line := range lines {
		titles, texts = append(titles, line[0]), append(texts, line[1])
		if n := 1 + utf8.RuneCountInString(line[1])/guideLetters; n > 1 { // programs differ in whether they find it out
			if err := f.SetRowHeight(guideSheet, row+1, float64(15*n)); err != nil {
				return err
			}
		}
	}
	for column, width := range map[string]float64{"A": 22, "B": guideWidth, "C": 3, "D": 20, "E": 28} {
		if err := f.SetColWidth(guideSheet, column, column, width); err != nil {
			return err
		}
	}
	if err := writeDown(f, 1, titles, styles.header, wrapped); err != nil {
		return err
	}
	if err := writeDown(f, 2, texts, styles.header, wrapped); err != nil {
		return err
	}
	return setPaper(f, guideSheet)
}

// writeDown writes texts into a column of the guide, the first in the style of a header.
func writeDown(f *excelize.File, column int, texts []string, first, others int) error {
	style := first
	for k, text := range texts {
		cell, err := excelize.CoordinatesToCellName(column, k+1)
		if err != nil {
			return err
		}
		if err := f.SetCellStr(guideSheet, cell, text); err != nil {
			return err
		}
		if err := f.SetCellStyle(guideSheet, cell, cell, style); err != nil {
			return err
		}
		style = others
	}
	return nil
}
