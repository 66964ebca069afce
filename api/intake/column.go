package intake

// column is a column that a file of households or of teams may have.
type column int

// The columns; identity stands for identity numbers and birth dates, whose cells are never read.
const (
	colUnknown column = iota
	colID
	colName
	colHousehold
	colLat
	colLon
	colCoordinates
	colPersons
	colGroup
	colPriority
	colMandatory
	colWindows
	colMinutes
	colAddress
	colPhone
	colNote
	colStatus
	colIdentity
	colMembers
	colStartLat
	colStartLon
	colStart
	colEndLat
	colEndLon
	colEnd
	colShift
	colMode
	colGroups
	colMaxPersons
	colWard
	colTeam
	colStop
	colTime
	colConfidence
	numColumns
)

// String is the name the column has in the formats' contract.
func (c column) String() string {
	return [numColumns]string{
		"", "id", "name", "household", "lat", "lon", "coordinates", "persons", "group", "priority",
		"mandatory", "windows", "minutes", "address", "phone", "note", "status", "identity", "members",
		"start_lat", "start_lon", "start", "end_lat", "end_lon", "end", "shift", "mode", "groups", "max_persons",
		"ward", "team", "stop", "time", "confidence",
	}[c]
}

// vocabulary is what a kind of file calls its columns and which it cannot do without.
type vocabulary struct {
	column  func(folded string) column
	missing func(has func(column) bool) string // what is needed and not there, or empty
	lat     column                             // the columns that a GeoJSON point fills
	lon     column
}

var householdColumns = vocabulary{column: householdColumn, missing: householdMissing, lat: colLat, lon: colLon}

// addressedColumns are those of a list whose households may have addresses in place of coordinates.
var addressedColumns = vocabulary{column: householdColumn, missing: addressedMissing, lat: colLat, lon: colLon}

// addressedMissing says what such a list lacks.
func addressedMissing(has func(column) bool) string {
	return householdMissing(func(c column) bool {
		return has(c) || c == colCoordinates && has(colAddress) && !has(colLat) && !has(colLon)
	})
}

// householdColumn is the column of a folded header, or unknown. STT, the running number, is unknown
// by intent: it changes whenever the list is sorted.
func householdColumn(folded string) column {
	switch folded {
	case "id", "ma", "maso", "macongdan", "code":
		return colID
	case "household", "householdid", "maho", "mahogiadinh", "mahodan", "masoho", "mahokhau", "sohokhau", "sosohokhau":
		return colHousehold
	case "lat", "latitude", "vido":
		return colLat
	case "lon", "lng", "long", "longitude", "kinhdo":
		return colLon
	case "coordinates", "coordinate", "coords", "latlon", "latlng", "location", "toado", "toadogps", "gps", "vitri", "bando", "map", "googlemaps", "linkbando":
		return colCoordinates
	case "persons", "people", "songuoi", "songuoichuakichhoat", "sonhankhauchuakichhoat", "socongdan", "socongdanchuakichhoat":
		return colPersons
	case "group", "to", "todanpho", "todanphoso", "tdp", "todp", "khupho", "khudancu", "ap", "thon", "xom", "tothon", "totdp", "thontodanpho", "todanphothon":
		return colGroup
	case "ward", "phuong", "xa", "phuongxa", "xaphuong", "commune":
		return colWard
	case "priority", "uutien", "mucuutien", "douutien":
		return colPriority
	case "mandatory", "required", "batbuoc":
		return colMandatory
	case "windows", "window", "timewindows", "timewindow", "khunggio", "giohen", "giocomat", "gioonha", "thoigian", "thoigiancomat", "thoigianonha":
		return colWindows
	case "minutes", "phut", "sophut", "phutmoinguoi", "sophutmoinguoi":
		return colMinutes
	case "name", "fullname", "hoten", "hovaten", "ten", "hotencongdan", "hovatencongdan", "chuho", "tenchuho", "hotenchuho", "hovatenchuho":
		return colName
	case "address", "diachi", "diachinha", "diachithuongtru", "noithuongtru", "thuongtru", "noiohientai", "choohientai", "noiohiennay", "choohiennay", "noicutru", "diachicutru", "noio", "choo":
		return colAddress
	case "phone", "phonenumber", "telephone", "mobile", "dienthoai", "sodienthoai", "sdt", "sodt", "dt", "dtdd", "didong", "sodidong", "sdtlienhe", "dienthoailienhe", "sodienthoailienhe":
		return colPhone
	case "note", "notes", "remark", "remarks", "ghichu", "luuy":
		return colNote
	case "confidence", "dotin", "dotincay":
		return colConfidence
	case "status", "trangthai", "tinhtrang", "ketqua", "tinhtrangkichhoat", "trangthaikichhoat":
		return colStatus
	}
	if isIdentity(folded) {
		return colIdentity
	}
	return colUnknown
}

// isIdentity says whether a header is of an identity number or a date of birth. Their cells would not
// be kept anyway; that the column is there tells that the rows are people.
func isIdentity(folded string) bool {
	switch folded {
	case "cccd", "socccd", "cmnd", "socmnd", "cmt", "socmt", "cccdcmnd", "socccdcmnd", "cmndcccd", "socmndcccd",
		"cancuoc", "socancuoc", "cancuoccongdan", "socancuoccongdan", "dinhdanh", "sodinhdanh", "sodinhdanhcanhan", "madinhdanh", "sddcn", "ddcn",
		"identity", "identitynumber", "idnumber", "nationalid", "personalid", "hochieu", "sohochieu", "passport",
		"namsinh", "ngaysinh", "ngaythangnamsinh", "ntns", "sinhnam", "birthyear", "yearofbirth", "birthdate", "birthday", "dateofbirth", "dob":
		return true
	}
	return false
}

// householdMissing says what a list of households lacks. One without ids will do if it has a row a
// person with an address, for then it is folded by address and group.
func householdMissing(has func(column) bool) string {
	byAddress := has(colAddress) && !has(colPersons) && (has(colName) || has(colIdentity))
	switch {
	case !has(colID) && !has(colHousehold) && !byAddress:
		return "thiếu cột mã / no id column (id, mã or mã hộ)"
	case has(colCoordinates) || has(colLat) && has(colLon):
		return ""
	case has(colLat):
		return "thiếu cột kinh độ / no longitude column (lon or kinh độ)"
	case has(colLon):
		return "thiếu cột vĩ độ / no latitude column (lat or vĩ độ)"
	}
	return "thiếu cột tọa độ / no coordinates column (lat and lon, vĩ độ and kinh độ, or tọa độ)"
}

var teamColumns = vocabulary{column: teamColumn, missing: teamMissing, lat: colStartLat, lon: colStartLon}

// teamColumn is the column of a folded header in a file of teams, or unknown.
func teamColumn(folded string) column {
	switch folded {
	case "id", "ma", "mato", "madoi", "manhom", "code":
		return colID
	case "name", "ten", "tento", "tendoi", "tennhom":
		return colName
	case "members", "songuoi", "sothanhvien", "thanhvien", "quanso":
		return colMembers
	case "startlat", "startlatitude", "lat", "latitude", "vido", "vidoxuatphat", "vidobatdau":
		return colStartLat
	case "startlon", "startlng", "startlongitude", "lon", "lng", "longitude", "kinhdo", "kinhdoxuatphat", "kinhdobatdau":
		return colStartLon
	case "start", "startcoordinates", "coordinates", "toado", "toadoxuatphat", "toadobatdau", "diemxuatphat", "noixuatphat", "xuatphat":
		return colStart
	case "endlat", "endlatitude", "vidoketthuc", "vidove":
		return colEndLat
	case "endlon", "endlng", "endlongitude", "kinhdoketthuc", "kinhdove":
		return colEndLon
	case "end", "endcoordinates", "toadoketthuc", "diemketthuc", "noiketthuc", "diemve":
		return colEnd
	case "shift", "ca", "catruc", "khunggio", "calamviec":
		return colShift
	case "mode", "phuongtien":
		return colMode
	case "groups", "group", "todanpho", "tdp", "khupho", "ap", "thon":
		return colGroups
	case "maxpersons", "maxpeople", "songuoitoida", "toidasonguoi", "songuoinhieunhat":
		return colMaxPersons
	}
	return colUnknown
}

// teamMissing says what a file of teams lacks.
func teamMissing(has func(column) bool) string {
	switch {
	case !has(colID):
		return "thiếu cột mã / no id column (id or mã)"
	case !has(colStart) && !(has(colStartLat) && has(colStartLon)):
		return "thiếu cột nơi xuất phát / no start columns (start_lat and start_lon, or tọa độ)"
	}
	return ""
}
