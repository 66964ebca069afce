package output

// workbookWords are the texts of a workbook's sheets in one language.
type workbookWords struct{ visits, unvisited, rejected, places sheetTexts }

// sheetTexts are a sheet's name and the titles of its columns.
type sheetTexts struct {
	name   string
	titles []string
}

var vietnameseWorkbook = workbookWords{
	visits: sheetTexts{"Lịch", []string{
		"Đội", "Tên đội", "Thứ tự", "Điểm dừng", "Mã hộ", "Đến", "Bắt đầu", "Xong", "Số người",
		"Họ tên", "Địa chỉ", "Điện thoại", "Ghi chú", "Tổ", "Vĩ độ", "Kinh độ", "Đi (giây)", "Đường (m)", "Chờ (giây)",
	}},
	unvisited: sheetTexts{"Chưa xếp được", []string{
		"Mã hộ", "Lý do", "Chi tiết", "Số người", "Bắt buộc",
		"Họ tên", "Địa chỉ", "Điện thoại", "Ghi chú", "Tổ", "Vĩ độ", "Kinh độ",
	}},
	rejected: sheetTexts{"Dòng lỗi", []string{"Tệp", "Dòng", "Cột", "Lý do"}},
	places: sheetTexts{"Chưa có tọa độ", []string{
		"Mã hộ", "Địa chỉ", "Tổ", "Phường", "Vĩ độ", "Kinh độ", "Độ tin (%)", "Căn cứ", "Số người", "Ưu tiên", "Bắt buộc", "Khung giờ", "Phút",
		"Trạng thái", "Họ tên", "Điện thoại", "Ghi chú",
	}},
}

var englishWorkbook = workbookWords{
	visits: sheetTexts{"Visits", []string{
		"Team", "Team's name", "No.", "Stop", "Household", "Arrive", "Begin", "Leave", "People",
		"Name", "Address", "Phone", "Note", "Group", "Latitude", "Longitude", "Travel (s)", "Way (m)", "Wait (s)",
	}},
	unvisited: sheetTexts{"Left out", []string{
		"Household", "Reason", "Detail", "People", "Mandatory",
		"Name", "Address", "Phone", "Note", "Group", "Latitude", "Longitude",
	}},
	rejected: sheetTexts{"Faulty rows", []string{"File", "Row", "Column", "Reason"}},
	places: sheetTexts{"Without coordinates", []string{
		"id", "address", "group", "ward", "lat", "lon", "confidence (%)", "place", "persons", "priority", "mandatory", "windows", "minutes",
		"status", "name", "phone", "note",
	}},
}
