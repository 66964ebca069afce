package intake

import (
	"fmt"
	"strconv"
	"strings"
)

// warningKind is a kind of thing that was seen in a row that is used all the same.
type warningKind int

const (
	becameDate warningKind = iota // a text that the spreadsheet program has turned into a date
	unknownStatus
	nearestMode   // a way of travelling for which the nearest stands
	contradiction // a number of members that is not that of their names
	restoredPlace // coordinates that had lost their decimal point
	endedNote     // a note that says somebody is done or gone, where only a status counts
	wordyPriority // a priority in words
	lostDigits    // a telephone number that the spreadsheet program has rounded
	repeatedGroup // a group written once for the rows below it
	unreadCell    // an error or a formula without a value where there could be words
)

// warning is such a thing in the rows of one column.
type warning struct {
	kind   warningKind
	column column
	lines  []int
	typed  []string // what was most likely typed, of the first rows
}

// warnings gathers them for a table.
type warnings []warning

// shownLines is how many rows a remark names.
const shownLines = 20

func (w *warnings) warn(kind warningKind, c column, line int, typed string) {
	for i := range *w {
		if at := &(*w)[i]; at.kind == kind && at.column == c {
			at.add(line, typed)
			return
		}
	}
	at := warning{kind: kind, column: c}
	at.add(line, typed)
	*w = append(*w, at)
}

func (w *warning) add(line int, typed string) {
	w.lines = append(w.lines, line)
	if typed != "" && len(w.typed) < shownLines {
		w.typed = append(w.typed, fmt.Sprintf("%d: %s", line, typed))
	}
}

// tell makes remarks of the warnings and forgets them.
func (w *warnings) tell(s *rowSet) {
	for _, at := range *w {
		rows := spansOf(at.lines)
		title := s.title(at.column)
		switch at.kind {
		case becameDate:
			typed := strings.Join(at.typed, "; ")
			s.remark(fmt.Sprintf("%scột %q, dòng %s: Excel đã đổi thành ngày, đọc là (%s); kiểm tra lại, và để cột ở dạng Text", s.inSheet(), title, rows, typed),
				fmt.Sprintf("column %q, row %s: turned into a date by the spreadsheet, read as shown; check, and format the column as text", title, rows))
		case unknownStatus:
			s.remark(fmt.Sprintf("%scột %q, dòng %s: không hiểu trạng thái, vẫn đi; ghi KH, V, TC, HL, CĐ, TS, KM, ĐX, SĐ hoặc để trống", s.inSheet(), title, rows),
				fmt.Sprintf("column %q, row %s: an unknown status, visited all the same; use a code or leave it empty", title, rows))
		case nearestMode:
			s.remark(fmt.Sprintf("%sdòng %s: phương tiện khác, tính như xe máy", s.inSheet(), rows), fmt.Sprintf("row %s: another way of travelling, taken as motorbike", rows))
		case contradiction:
			s.remark(fmt.Sprintf("%sdòng %s: số người khác số tên, lấy con số", s.inSheet(), rows), fmt.Sprintf("row %s: the number of members is not that of the names; the number counts", rows))
		case restoredPlace:
			s.remark(fmt.Sprintf("%sdòng %s: tọa độ mất dấu thập phân, đã đặt lại (21028511 là 21,028511); kiểm tra trên bản đồ", s.inSheet(), rows),
				fmt.Sprintf("row %s: coordinates without their decimal point, which was put back; check them on the map", rows))
		case endedNote:
			s.remark(fmt.Sprintf("%scột %q, dòng %s: ghi chú nói đã xong, đã mất hoặc đã chuyển, vẫn đi; nếu đúng, ghi vào cột trạng thái", s.inSheet(), title, rows),
				fmt.Sprintf("column %q, row %s: the note says that they are done or gone, visited all the same; write it into a column of statuses", title, rows))
		case wordyPriority:
			s.remark(fmt.Sprintf("%scột %q, dòng %s: ưu tiên bằng chữ, hiểu là rất cao 5, cao 3, trung bình 2, thấp 1", s.inSheet(), title, rows),
				fmt.Sprintf("column %q, row %s: priorities in words, taken as very high 5, high 3, medium 2, low 1", title, rows))
		case lostDigits:
			s.remark(fmt.Sprintf("%scột %q, dòng %s: số điện thoại chỉ còn dạng 9.12E+08, đã bỏ; để cột ở dạng Text rồi nhập lại", s.inSheet(), title, rows),
				fmt.Sprintf("column %q, row %s: telephone numbers rounded by the spreadsheet, left out; format the column as text and type them again", title, rows))
		case repeatedGroup:
			s.remark(fmt.Sprintf("%scột %q, dòng %s: ô tổ để trống, hiểu là như dòng trên", s.inSheet(), title, rows),
				fmt.Sprintf("column %q, row %s: an empty group, taken as that of the row above", title, rows))
		case unreadCell:
			s.remark(fmt.Sprintf("%scột %q, dòng %s: ô báo lỗi hoặc công thức chưa có kết quả, coi như trống", s.inSheet(), title, rows),
				fmt.Sprintf("column %q, row %s: an error or a formula without a result, taken as empty", title, rows))
		}
	}
	*w = (*w)[:0]
}

// inSheet names the sheet at hand where the file has several.
func (s *rowSet) inSheet() string {
	if name := s.sheetName(); name != "" {
		return fmt.Sprintf("trang %q, ", name)
	}
	return ""
}

func rowsOf(n int) string { return strconv.Itoa(n) + " dòng" }

// spansOf names rising rows, the first of them if there are many: "3, 7-9".
func spansOf(lines []int) string {
	var parts []string
	for i := 0; i < len(lines); {
		j := i
		for j+1 < len(lines) && lines[j+1] == lines[j]+1 {
			j++
		}
		if len(parts) == shownLines {
			return strings.Join(parts, ", ") + ", …"
		}
		if j > i {
			parts = append(parts, fmt.Sprintf("%d-%d", lines[i], lines[j]))
		} else {
			parts = append(parts, strconv.Itoa(lines[i]))
		}
		i = j + 1
	}
	return strings.Join(parts, ", ")
}
