package intake

import (
	"errors"
	"fmt"
)

// reason says why a row is set aside: the rule in Vietnamese, a stroke, the rule in English. It never
// holds what a cell said.
type reason string

// Every reason there is; the empty one is none.
const (
	missingID        reason = "thiếu mã / the id is missing"
	longID           reason = "mã dài quá 100 ký tự / the id is longer than 100 characters"
	missingHousehold reason = "thiếu mã hộ / the household is missing"
	missingAddress   reason = "thiếu địa chỉ để gộp hộ / no address to tell the household by"
	missingPoint     reason = "thiếu tọa độ / the coordinates are missing"
	notNumber        reason = "tọa độ không phải là số / the coordinates are not numbers"
	linkWithoutPoint reason = "liên kết bản đồ không có tọa độ / the map link holds no coordinates"
	shortCode        reason = "mã plus rút gọn chưa đủ chỗ: chép tọa độ hoặc mã đầy đủ có dấu + ở giữa, 8 ký tự trước / a short plus code: copy the coordinates, or the whole code with 8 characters before the +"
	swappedPoint     reason = "vĩ độ và kinh độ bị đảo / latitude and longitude are swapped"
	zeroPoint        reason = "tọa độ là 0,0 / the coordinates are 0,0"
	metricPoint      reason = "tọa độ tính bằng mét (VN-2000): cần vĩ độ, kinh độ WGS84 / coordinates in metres (VN-2000): latitude and longitude in degrees are wanted"
	errorCell        reason = "ô báo lỗi như #N/A: sửa trong Excel / the cell shows an error such as #N/A: correct it in the spreadsheet"
	bareFormula      reason = "công thức chưa có kết quả: mở bằng Excel rồi lưu lại / a formula without a result: open the file in the spreadsheet program and save it again"
	hiddenRow        reason = "dòng bị ẩn trong Excel: bỏ lọc hoặc bỏ ẩn nếu cần đi / hidden in the spreadsheet: clear the filter or unhide it to have it visited"
	wrongAddress     reason = "sai địa chỉ, không thấy nhà: sửa địa chỉ rồi xóa trạng thái này / the address was not found: correct it and clear this status"
	outsideVietNam   reason = "tọa độ ngoài Việt Nam / outside Viet Nam"
	badPersons       reason = "số người phải là số nguyên từ 1 đến 1000 / persons must be a whole number 1..1000"
	badPriority      reason = "ưu tiên phải là số nguyên từ 1 đến 100 / priority must be a whole number 1..100"
	badMandatory     reason = "bắt buộc phải là có hoặc không / mandatory must be true or false"
	badWindows       reason = "khung giờ phải như 19:30-20:15;21:00-21:30 / windows must be like 19:30-20:15;21:00-21:30"
	tooManyWindows   reason = "nhiều hơn 24 khung giờ / more than 24 windows"
	badMinutes       reason = "số phút phải lớn hơn 0 và không quá 240 / minutes must be above 0 and at most 240"
	missingStart     reason = "thiếu nơi xuất phát: ghi tọa độ vào danh sách đội, hoặc cho một nơi chung / no place to set out from: give coordinates in the list of teams, or one start for all"
	badMembers       reason = "số người của đội phải từ 1 đến 12 / members must be a whole number 1..12"
	badShift         reason = "ca phải như 19:30-21:30 / the shift must be like 19:30-21:30"
	badMode          reason = "phương tiện phải là đi bộ hoặc xe máy / the mode must be walk or motorbike"
	badMaxPersons    reason = "số người nhiều nhất phải là số nguyên từ 1 / max_persons must be a whole number, 1 or more"
	missingTeam      reason = "thiếu đội / the team is missing"
	badStop          reason = "điểm dừng phải là số nguyên từ 1 / the stop must be a whole number, 1 or more"
	badTime          reason = "giờ phải như 19:45 / the time must be like 19:45"
	badConfidence    reason = "độ tin phải là số từ 0 đến 100 / the confidence must be a number 0..100"
	tooManyCells     reason = "nhiều ô hơn dòng tiêu đề / more cells than the header row"
	notPoint         reason = "không phải là điểm / not a point"
	notObject        reason = "không phải là đối tượng JSON / not a JSON object"
	notCell          reason = "phải là chữ, số hoặc danh sách của chúng / must be text, a number or a list of them"
	largeObject      reason = "đối tượng lớn quá 1 MiB / the object is larger than 1 MiB"
	longCell         reason = "chữ dài quá / the text is too long"
	notFeature       reason = "không phải là đối tượng GeoJSON hợp lệ / not a sound GeoJSON feature"
)

// ErrSwapped is the error, wrapped behind the file's name, of a list of teams given as one of households or the reverse.
var ErrSwapped = errors.New("giống danh sách kia: đổi chỗ hai tệp (hộ và đội) rồi thử lại / looks like the other list: swap the two files, households and teams, and try again")

// Why a file is of no use as a whole, in both languages as well.
var (
	errEmpty      = errors.New("tệp trống / the file is empty")
	errNoSheet    = errors.New("tệp XLSX không có trang tính đầu tiên / the XLSX workbook has no sheet of cells as its first")
	errNotGeoJSON = errors.New("không phải GeoJSON FeatureCollection / not a GeoJSON FeatureCollection")
	errNotArray   = errors.New("không phải mảng JSON / not a JSON array")
	errNotJSON    = errors.New("JSON sai / not sound JSON in UTF-8")
	errLarge      = errors.New(string(largeObject))
	errProperties = errors.New("properties không phải là đối tượng / the properties are not an object")
	errNoHeader   = fmt.Errorf("không thấy dòng tiêu đề trong %d dòng đầu / no header row found in the first %d rows", headerRows, headerRows)
)
