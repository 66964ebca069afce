package intake

import (
	"slices"
	"strings"

	"gonha/api/intake/sheet"
)

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
	colSerial    // the running number of a person or a household
	colPermanent // the permanent residence, where there is a column of the current one too
	colHouse     // the house number alone
	colStreet    // the street or alley without it
	colX         // of a map's plane, east or north: which is seen from the values
	colY
	colNames       // members of a team by name, or their number
	colHead        // the head of the household, where another column names the person
	colDoorNumber  // the running number of the household, beside that of the person
	colRelation    // to the head of the household
	colActivated   // the day of activation
	colTick        // an outcome of its own, with a tick or a number of people
	colOtherStatus // a second status, where there are two
	colOuterGroup  // the larger group, where the group is part of one
	colSurname     // the family name alone
	colHem         // the parts of an address that stand in columns of their own, from the smallest: hẻm
	colNgach       // ngách
	colNgo         // ngõ, kiệt
	colBuilding    // tòa, block
	colMember      // another person of the household, in a column of their own
	colRole        // how many of a kind are in a team, such as policemen
	numColumns
)

// String is the name the column has in the formats' contract.
func (c column) String() string {
	return [numColumns]string{
		"", "id", "name", "household", "lat", "lon", "coordinates", "persons", "group", "priority",
		"mandatory", "windows", "minutes", "address", "phone", "note", "status", "identity", "members",
		"start_lat", "start_lon", "start", "end_lat", "end_lon", "end", "shift", "mode", "groups", "max_persons",
		"ward", "team", "stop", "time", "confidence",
		"serial", "permanent", "house", "street", "x", "y", "names",
		"head", "door_number", "relation", "activated", "tick", "other_status", "outer_group", "surname", "hem", "ngach", "ngo", "building", "member", "role",
	}[c]
}

// vocabulary is what a kind of file calls its columns and which it cannot do without.
type vocabulary struct {
	column  func(folded string) column
	alike   func(folded string) column         // the column of a title that is no exact one, by parts of it
	settle  func(*header)                      // brings order into several columns that mean alike
	missing func(has func(column) bool) string // what is needed and not there, or empty
	tells   func(*row) bool                    // whether a row without a place says whom it is of
	lat     column                             // the columns that a GeoJSON point fills
	lon     column
	alone   func(*header) bool // whether a header has a column that only this kind of file has
	other   *vocabulary        // of the kind that it is taken for by mistake, or nil
	teams   bool               // headings name teams
}

// swapped says whether a table's first rows are those of the other kind of file: its header has columns that only the other
// kind has, and none that only this one has.
func (v *vocabulary) swapped(head *header, rows []sheet.Row, by *titled) bool {
	if v.other == nil || len(by.columns) > 0 || v.alone(head) && (v.teams || head.any(colID, colName, colHousehold, colIdentity, colPhone)) {
		return false
	}
	other, _ := findHeader(rows, *v.other, by)
	return other.fault() == nil && v.other.alone(other)
}

var householdColumns = vocabulary{
	column: householdColumn, alike: alikeHousehold, settle: settleHousehold, missing: householdMissing, tells: tellsHousehold, lat: colLat, lon: colLon,
	alone: func(h *header) bool {
		return h.any(colAddress, colPermanent, colStreet, colHouse, colPhone, colStatus, colIdentity, colHousehold, colMinutes, colPriority, colMandatory)
	},
	other: &vocabulary{column: teamColumn, alike: alikeTeam, missing: teamMissing, alone: teamAlone},
}

// householdColumn is the column of a folded header, or unknown.
func householdColumn(folded string) column {
	switch folded {
	case "id", "ma", "maso", "macongdan", "code", "key", "uuid", "instanceid", "metainstanceid", "maphieu":
		return colID
	case "household", "householdid", "maho", "mahogiadinh", "mahodan", "masoho", "mahokhau", "sohokhau", "sosohokhau", "hogiadinhso", "masohogiadinh", "sohsho", "madinhdanhho":
		return colHousehold
	case "tthho", "ttho", "sttho", "sottho", "soho", "hoso", "hothu", "sothutuho", "thutuho":
		return colDoorNumber
	case "stt", "tt", "sott", "sothutu", "thutu", "no", "serial":
		return colSerial
	case "lat", "latitude", "vido":
		return colLat
	case "lon", "lng", "long", "longitude", "kinhdo":
		return colLon
	case "x", "pointx", "xcoord", "toadox", "xcoordinate":
		return colX
	case "y", "pointy", "ycoord", "toadoy", "ycoordinate":
		return colY
	case "coordinates", "coordinate", "coords", "latlon", "latlng", "location", "geopoint", "toado", "toadogps", "gps", "vitri", "vitrigps", "bando", "map", "googlemaps", "googlemap", "linkbando", "linkgooglemaps", "wkt", "geometry", "geom", "wktgeom", "shape", "toadovitri", "toadonha", "dinhvi", "xembando":
		return colCoordinates
	case "persons", "people", "songuoi", "songuoichuakichhoat", "sonhankhauchuakichhoat", "socongdan", "socongdanchuakichhoat", "sonhankhau", "sokhau", "songuoicankichhoat", "soluongnguoi", "songuoiconlai":
		return colPersons
	case "group", "to", "todanpho", "todanphoso", "tdp", "todp", "khupho", "khudancu", "ap", "thon", "xom", "tothon", "totdp", "thontodanpho", "todanphothon",
		"thonto", "thonap", "apthon", "thonxom", "thonban", "ban", "thonbanto", "khuphoap", "apkhupho", "tdpthon", "thontdp", "buon", "tokhupho", "sotodanpho", "diabanto", "toso", "todancu", "kp", "kdc", "khu", "khoi", "khoipho", "khom":
		return colGroup
	case "ward", "phuong", "xa", "phuongxa", "xaphuong", "commune", "xaphuongdackhu", "phuongxadackhu", "xaphuongthitran":
		return colWard
	case "priority", "uutien", "mucuutien", "douutien":
		return colPriority
	case "mandatory", "required", "batbuoc", "phaiden":
		return colMandatory
	case "windows", "window", "timewindows", "timewindow", "khunggio", "giohen", "giocomat", "gioonha", "thoigian", "thoigiancomat", "thoigianonha", "giohengap", "thoigianhen":
		return colWindows
	case "minutes", "phut", "sophut", "phutmoinguoi", "sophutmoinguoi", "phutnguoi":
		return colMinutes
	case "name", "fullname", "hoten", "hovaten", "ten", "hotencongdan", "hovatencongdan", "hochudemtenkhaisinh", "hovatennguoidan", "hotennguoidan", "hochudemvaten":
		return colName
	case "ho", "hodem", "hovadem", "hovatendem", "hotendem", "hochulot", "hovachulot", "hovachudem", "lastname", "surname", "familyname":
		return colSurname
	case "tengoi", "firstname", "givenname":
		return colName
	case "chuho", "tenchuho", "hotenchuho", "hovatenchuho":
		return colHead
	case "quanhe", "quanhevoichuho", "quanhechuho", "qhvoichuho", "qhchuho", "quanhevoich", "qhvch", "moiquanhe":
		return colRelation
	case "ngaykichhoat", "thoigiankichhoat", "ngaykh", "ngaygiokichhoat", "kichhoatngay":
		return colActivated
	case "address", "diachi", "diachinha", "noiohientai", "choohientai", "noiohiennay", "choohiennay", "noicutru", "diachicutru", "noio", "choo", "noicutruhientai", "diachihientai", "diachihiennay",
		"tamtru", "noitamtru", "diachitamtru", "noidangkytamtru", "diachicuthe", "noiohientaicuthe", "diachilienhe", "noiothucte", "diachithucte", "noiodangsinhsong":
		return colAddress
	case "diachithuongtru", "noithuongtru", "thuongtru", "hokhauthuongtru", "hktt", "noidangkythuongtru", "noidangkyhktt", "dkhktt", "permanent", "noidkhktt", "permanentaddress":
		return colPermanent
	case "sonha", "sn", "sonhasophong", "sonhaphong", "housenumber", "canho", "socanho", "phong", "sophong", "phongso", "canhoso", "canso", "socan":
		return colHouse
	case "duong", "pho", "tenduong", "duongpho", "phoduong", "ngongach", "duongngo", "street", "ngohem", "tenduongpho", "duongphongo", "hemngo", "chungcu", "tenchungcu", "khuchungcu", "tenpho", "photen", "tuyenduong", "tuyenpho":
		return colStreet
	case "ngo", "songo", "kiet", "sokiet":
		return colNgo
	case "ngach", "songach":
		return colNgach
	case "hem", "sohem":
		return colHem
	case "toa", "toanha", "block", "sotoa", "tentoa", "dannha":
		return colBuilding
	case "phone", "phonenumber", "telephone", "mobile", "dienthoai", "sodienthoai", "sdt", "sodt", "dt", "dtdd", "didong", "sodidong", "sdtlienhe", "dienthoailienhe", "sodienthoailienhe":
		return colPhone
	case "note", "notes", "remark", "remarks", "ghichu", "luuy", "description", "ghichuthem":
		return colNote
	case "confidence", "dotin", "dotincay":
		return colConfidence
	case "status", "trangthai", "tinhtrang", "ketqua", "tinhtrangkichhoat", "trangthaikichhoat", "outcome", "ketquakichhoat", "ketquathuchien":
		return colStatus
	}
	if isIdentity(folded) {
		return colIdentity
	}
	return surveyColumn(folded)
}

// surveyColumn is the column of a field of a survey tool's export: ODK Central writes household-Latitude, Kobo
// _gps_latitude. Their altitude and accuracy are left alone.
func surveyColumn(folded string) column {
	switch {
	case len(folded) > 60:
	case strings.HasSuffix(folded, "latitude"):
		return colLat
	case strings.HasSuffix(folded, "longitude"):
		return colLon
	}
	return colUnknown
}

// isIdentity says whether a header is of an identity number or a date of birth. Their cells would not
// be kept anyway; that the column is there tells that the rows are people.
func isIdentity(folded string) bool {
	switch folded {
	case "cccd", "socccd", "cmnd", "socmnd", "cmt", "socmt", "cccdcmnd", "socccdcmnd", "cmndcccd", "socmndcccd",
		"cancuoc", "socancuoc", "cancuoccongdan", "socancuoccongdan", "dinhdanh", "sodinhdanh", "sodinhdanhcanhan", "madinhdanh", "sddcn", "ddcn", "sodinhdanhcccd", "socccddinhdanh", "socc", "sothecancuoc",
		"identity", "identitynumber", "idnumber", "nationalid", "personalid", "hochieu", "sohochieu", "passport",
		"namsinh", "ngaysinh", "ngaythangnamsinh", "ntns", "sinhnam", "birthyear", "yearofbirth", "birthdate", "birthday", "dateofbirth", "dob", "ngaythangnam":
		return true
	}
	return false
}

// householdMissing says what a list of households lacks: something to tell them by, or a place.
func householdMissing(has func(column) bool) string {
	known := func(list ...column) bool { return slices.ContainsFunc(list, has) }
	switch {
	case known(colCoordinates) || has(colLat) && has(colLon) || has(colX) && has(colY) || known(colAddress, colPermanent, colStreet):
	case has(colLat):
		return "thiếu cột kinh độ / no longitude column (lon or kinh độ)"
	case has(colLon):
		return "thiếu cột vĩ độ / no latitude column (lat or vĩ độ)"
	default:
		return "thiếu cột tọa độ hoặc địa chỉ / neither a coordinates column (lat and lon, vĩ độ and kinh độ, or tọa độ) nor an address column (địa chỉ)"
	}
	if !known(colID, colHousehold, colName, colIdentity, colPersons, colAddress, colPermanent, colStreet, colPhone) {
		return "thiếu cột mã / no id column (id, mã or mã hộ)"
	}
	return ""
}

// teamAlone says whether a header has a column that only a list of teams has. Coordinates, names and a number of people both
// kinds have, unless their titles say more.
func teamAlone(h *header) bool {
	says := func(c column, words ...string) bool {
		title := fold(h.titles[c])
		return slices.ContainsFunc(words, func(word string) bool { return strings.Contains(title, word) })
	}
	return h.any(colMode, colMaxPersons, colEnd, colEndLat) || says(colShift, "ca", "shift") ||
		says(colMembers, "member", "thanhvien", "quanso") || says(colNames, "member", "thanhvien", "canbo") ||
		says(colStart, "start", "xuatphat", "tapket") || says(colStartLat, "start", "xuatphat", "batdau")
}

var teamColumns = vocabulary{
	column: teamColumn, alike: alikeTeam, missing: teamMissing, tells: tellsTeam, lat: colStartLat, lon: colStartLon, alone: teamAlone, teams: true,
	other: &vocabulary{column: householdColumn, alike: alikeHousehold, settle: settleHousehold, missing: householdMissing, alone: func(h *header) bool {
		return h.any(colAddress, colPermanent, colStreet, colIdentity, colHousehold)
	}},
}

// teamColumn is the column of a folded header in a file of teams, or unknown.
func teamColumn(folded string) column {
	switch folded {
	case "id", "ma", "mato", "madoi", "manhom", "code":
		return colID
	case "stt", "tt", "sott", "sothutu", "no":
		return colSerial
	case "name", "ten", "tento", "tendoi", "tennhom", "to", "doi", "nhom", "team", "tocongtac", "toso", "doiso":
		return colName
	case "members", "songuoi", "sothanhvien", "quanso", "soluong", "soluongnguoi", "socanbo", "soluongthanhvien", "tongso", "tong", "tongquanso", "tongcong", "tongsonguoi", "sodongchi":
		return colMembers
	case "thanhvien", "danhsachthanhvien", "hotenthanhvien", "hoten", "hovaten", "canbo", "thanhphan", "names", "cacthanhvien", "luclung", "lucluong",
		"totruong", "doitruong", "nhomtruong", "truongnhom", "canbophutrach", "nguoiphutrach", "tovien", "phototruong", "topho", "lanhdaophutrach", "hotencanbo", "hovatencanbo":
		return colNames
	case "congan", "doanvien", "doanthanhnien", "thanhnien", "ancs", "anninhcoso", "antt", "danquan", "bvdp", "baovedanpho", "canbophuong", "dvtn", "tocnscd", "phunu", "cskv", "luclungcongan", "canbocongan", "lucluongcongan", "tinhnguyenvien":
		return colRole
	case "startlat", "startlatitude", "lat", "latitude", "vido", "vidoxuatphat", "vidobatdau":
		return colStartLat
	case "startlon", "startlng", "startlongitude", "lon", "lng", "longitude", "kinhdo", "kinhdoxuatphat", "kinhdobatdau":
		return colStartLon
	case "start", "startcoordinates", "coordinates", "toado", "toadoxuatphat", "toadobatdau", "diemxuatphat", "noixuatphat", "xuatphat", "diemtapket", "noitapket", "tapket", "tapkettai", "diemtaptrung", "noitaptrung":
		return colStart
	case "endlat", "endlatitude", "vidoketthuc", "vidove":
		return colEndLat
	case "endlon", "endlng", "endlongitude", "kinhdoketthuc", "kinhdove":
		return colEndLon
	case "end", "endcoordinates", "toadoketthuc", "diemketthuc", "noiketthuc", "diemve":
		return colEnd
	case "shift", "ca", "catruc", "khunggio", "calamviec", "thoigian":
		return colShift
	case "mode", "phuongtien", "phuongtiendilai", "dibangphuongtien":
		return colMode
	case "groups", "group", "todanpho", "tdp", "khupho", "ap", "thon", "phutrach", "diaban", "diabanphutrach", "phutrachdiaban", "todanphophutrach", "khuvucphutrach", "khuvuc", "phancongdiaban", "phutrachtdp", "phutrachto", "thonto", "tothon", "thontodanpho":
		return colGroups
	case "maxpersons", "maxpeople", "songuoitoida", "toidasonguoi", "songuoinhieunhat":
		return colMaxPersons
	case "note", "notes", "ghichu":
		return colNote
	}
	return colUnknown
}

// teamMissing says what a file of teams lacks: whatever tells one from the next will do.
func teamMissing(has func(column) bool) string {
	if slices.ContainsFunc([]column{colID, colName, colMembers, colNames, colSerial}, has) {
		return ""
	}
	return "thiếu cột tên hoặc mã đội / no column that names the teams (id, name, mã or tên đội)"
}

// tellsHousehold says whether a row of a list of households says whom it is of.
func tellsHousehold(r *row) bool {
	return r.identified || slices.ContainsFunc([]column{colID, colHousehold, colName, colAddress, colPermanent, colStreet, colPhone}, r.has)
}

// tellsTeam says whether a row of a list of teams names one.
func tellsTeam(r *row) bool {
	return slices.ContainsFunc([]column{colID, colName, colMembers, colNames}, r.has)
}
