package sheet

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
)

// unfit is the error of content that is known and is no list: it says in both languages what it is and what to do.
type unfit string

// Error implements error.
func (u unfit) Error() string { return string(u) }

// Is makes every one of them an [ErrNotSheet].
func (u unfit) Is(target error) bool { return target == ErrNotSheet }

// What files are that are no spreadsheets, and the next step.
const (
	errEmptyFile    = unfit("tệp trống / the file is empty")
	errBinary       = unfit("không phải bảng tính hay văn bản: hãy lưu danh sách thành .xlsx hoặc \"CSV UTF-8\" / neither a spreadsheet nor text: save the list as .xlsx or \"CSV UTF-8\"")
	errWord         = unfit("đây là tệp Word: hãy chép bảng sang Excel rồi lưu thành .xlsx / this is a Word document: copy its table into Excel and save it as .xlsx")
	errSlides       = unfit("đây là tệp trình chiếu: hãy chép bảng sang Excel rồi lưu thành .xlsx / this is a presentation: copy its table into Excel and save it as .xlsx")
	errPDF          = unfit("đây là tệp PDF: hãy xin tệp Excel gốc, hoặc chép bảng sang Excel rồi lưu thành .xlsx / this is a PDF: ask for the Excel file it was made from, or copy its table into Excel and save it as .xlsx")
	errPicture      = unfit("đây là ảnh: hãy xin tệp Excel, hoặc gõ danh sách vào Excel rồi lưu thành .xlsx / this is a picture: ask for the Excel file, or type the list into Excel and save it as .xlsx")
	errMedia        = unfit("đây là tệp phim hoặc tiếng, không phải danh sách: hãy chọn tệp Excel hoặc CSV / this is a film or a recording, not a list: choose the Excel or CSV file")
	errPassword     = unfit("tệp có mật khẩu: hãy mở bằng mật khẩu, bỏ mật khẩu (Tệp › Thông tin › Bảo vệ) rồi lưu lại / the file has a password: open it, remove the password (File › Info › Protect) and save it again")
	errXLSB         = unfit("đây là Excel nhị phân (.xlsb): hãy mở bằng Excel rồi lưu thành .xlsx / this is a binary workbook (.xlsb): open it in Excel and save it as .xlsx")
	errNumbers      = unfit("đây là tệp của Apple (Numbers, Pages): hãy xuất thành Excel (.xlsx) / this is a file of Apple's Numbers or Pages: export it as Excel (.xlsx)")
	errArchive      = unfit("đây là tệp nén: hãy giải nén rồi chọn tệp danh sách ở trong / this is an archive: unpack it and choose the list inside")
	errShortcut     = unfit("đây chỉ là đường dẫn tới tệp trên mạng: hãy mở nó, tải về dạng Excel (.xlsx) rồi chọn tệp đã tải / this is only a link to a file on the web: open it, download it as Excel (.xlsx) and choose that file")
	errAncientExcel = unfit("tệp của Excel đời rất cũ: hãy mở bằng Excel hoặc LibreOffice rồi lưu thành .xlsx / a workbook of a very old Excel: open it in Excel or LibreOffice and save it as .xlsx")
	errNotExcelOLE  = unfit("không phải bảng tính Excel: hãy mở bằng chương trình đã tạo ra nó rồi lưu thành .xlsx / not an Excel workbook: open it in the program that made it and save it as .xlsx")
	errNoTable      = unfit("trang web không có bảng: hãy mở nó, chép danh sách sang Excel rồi lưu thành .xlsx / a web page without a table: open it, copy the list into Excel and save it as .xlsx")
	errOtherXML     = unfit("tệp XML không phải bảng tính: hãy lưu danh sách thành .xlsx / an XML file that is no spreadsheet: save the list as .xlsx")
	errGPX          = unfit("đây là tệp GPX: hãy mở bằng Google My Maps hoặc QGIS rồi xuất thành KML hoặc CSV / this is a GPX file: open it in Google My Maps or QGIS and export it as KML or CSV")
	errLinkedMap    = unfit("tệp KML này chỉ là đường dẫn tới bản đồ: hãy xuất lại, bỏ chọn \"giữ dữ liệu cập nhật\" / this KML is only a link to the map: export it again without \"keep data up to date\"")
	errNoPlaces     = unfit("bản đồ KML không có địa điểm nào: hãy xuất đúng lớp có danh sách / the KML map has no places: export the layer that holds the list")
	errJSON         = unfit("đây là tệp JSON, không phải bảng tính: hãy lưu danh sách thành .xlsx hoặc CSV / this is JSON, not a spreadsheet: save the list as .xlsx or CSV")
	errDatabase     = unfit("đây là tệp cơ sở dữ liệu: hãy xuất bảng thành .xlsx hoặc CSV / this is a database: export the table as .xlsx or CSV")
	errRTF          = errWord
	errSYLK         = unfit("tệp SYLK: hãy mở bằng Excel rồi lưu thành .xlsx / a SYLK file: open it in Excel and save it as .xlsx")
	errOpenText     = unfit("đây là văn bản OpenDocument: hãy chép bảng sang bảng tính rồi lưu thành .xlsx hoặc .ods / this is an OpenDocument text: copy its table into a spreadsheet and save it as .xlsx or .ods")
)

// Files that would be read and cannot be.
var (
	errDamaged     = errors.New("tệp bị hỏng hoặc chép chưa hết: hãy chép, tải lại, hoặc mở bằng Excel rồi lưu thành .xlsx / the file is broken or was not copied to its end: copy or download it again, or open it in Excel and save it as .xlsx")
	errUTF16       = errors.New("chữ UTF-16 bị hỏng: hãy lưu thành \"CSV UTF-8\" / broken UTF-16 text: save it as \"CSV UTF-8\"")
	errCodePage    = errors.New("chữ không phải UTF-8 và không rõ bảng mã nào: hãy lưu thành \"CSV UTF-8\" / not UTF-8 text, nor surely of any other encoding: save it as \"CSV UTF-8\"")
	errLostLetters = errors.New("chữ có dấu đã mất, thành dấu hỏi: hãy lưu lại từ tệp gốc thành \"CSV UTF-8\" / letters with accents were lost to question marks: save it again from the original as \"CSV UTF-8\"")
	errTooLarge    = errors.New("tệp giải nén ra quá lớn: hãy xóa dòng, cột thừa rồi lưu lại / the file unpacks to too much: delete the rows and columns that are not needed and save it again")
)

// signatures are the first bytes of what is no list.
var signatures = []struct {
	first string
	err   error
}{
	{"%PDF", errPDF},
	{"\xff\xd8\xff", errPicture}, {"\x89PNG", errPicture}, {"GIF8", errPicture}, {"II*\x00", errPicture}, {"MM\x00*", errPicture},
	{"Rar!", errArchive}, {"7z\xbc\xaf\x27\x1c", errArchive}, {"BZh", errArchive}, {"\xfd7zXZ\x00", errArchive}, {"\x28\xb5\x2f\xfd", errArchive},
	{"{\\rtf", errRTF}, {"SQLite format 3\x00", errDatabase}, {"\x00\x01\x00\x00Standard ", errDatabase},
	{"\x09\x00\x04\x00", errAncientExcel}, {"\x09\x02\x06\x00", errAncientExcel}, {"\x09\x04\x06\x00", errAncientExcel},
	{"bplist", errShortcut}, {"[InternetShortcut]", errShortcut}, {"ID3", errMedia}, {"\x1aE\xdf\xa3", errMedia},
}

// named gives the error of content that is known by its first bytes to be no list, or nil.
func named(data []byte) error {
	for _, s := range signatures {
		if bytes.HasPrefix(data, []byte(s.first)) {
			return s.err
		}
	}
	switch {
	case bytes.HasPrefix(data, []byte("BM")) && bytes.IndexByte(data[:min(len(data), 32)], 0) > 0:
		return errPicture
	case len(data) >= 12 && string(data[:4]) == "RIFF":
		if string(data[8:12]) == "WEBP" {
			return errPicture
		}
		return errMedia
	case len(data) >= 12 && string(data[4:8]) == "ftyp":
		switch string(data[8:11]) {
		case "hei", "hev", "mif", "msf", "avi":
			return errPicture
		}
		return errMedia
	}
	return nil
}

// namedText gives the error of text that is known to be no list, or nil. The extension is in small letters.
func namedText(text, extension string) error {
	start := strings.TrimSpace(text[:min(len(text), 512)])
	switch {
	case start == "" && strings.TrimSpace(text) == "":
		return errEmptyFile
	case strings.HasPrefix(start, "[InternetShortcut]"), strings.HasPrefix(start, "[{000214A0-"):
		return errShortcut
	case strings.HasPrefix(start, "ID;P") && strings.Contains(start, "\nB;") && strings.Contains(text, "\nC;"):
		return errSYLK
	case start[0] == '{' && strings.Contains(start, `"doc_id"`), extension == ".gsheet":
		return errShortcut
	case (start[0] == '{' || start[0] == '[') && json.Valid([]byte(text)):
		return errJSON
	}
	return nil
}
