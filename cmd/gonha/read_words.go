package main

import (
	"golang.org/x/text/language"
	"golang.org/x/text/message"
)

// columnOrder are the columns that gonha read names, in the order in which people think of them.
var columnOrder = []string{
	"household", "id", "name", "address", "permanent", "house", "street", "group", "ward", "coordinates", "lat", "lon", "x", "y",
	"persons", "phone", "windows", "minutes", "priority", "mandatory", "status", "note", "confidence",
}

// readTexts are the texts of gonha read in one language.
type readTexts struct {
	print                                                   *message.Printer
	total, teams, used, unused, column, placed, aside, more string
	columns, classes                                        map[string]string
}

// readWords gives the texts of a language, "vi" or "en".
func readWords(lang string) *readTexts {
	if lang == "en" {
		return &readTexts{
			print: message.NewPrinter(language.English),
			total: "People to visit: %d, in households: %d; people who need no visit: %d, set aside: %d\n", teams: "Teams: %d, without a start: %d\n",
			used: "  read: %s, rows: %d\n", unused: "  left out: %s: %s\n", column: "  %s = column “%s”\n",
			placed: "  %s: households %d, people %d\n", aside: "Set aside: rows %d, people %d\n", more: "    and %d more\n",
			columns: map[string]string{
				"household": "household id", "id": "id", "name": "name", "address": "address", "permanent": "permanent residence", "house": "house number", "street": "street",
				"group": "neighbourhood", "ward": "commune or ward", "coordinates": "coordinates", "lat": "latitude", "lon": "longitude", "x": "X", "y": "Y", "persons": "people",
				"phone": "telephone", "windows": "home hours", "minutes": "minutes a person", "priority": "priority", "mandatory": "must visit", "status": "status", "note": "note", "confidence": "confidence",
			},
			classes: map[string]string{"given": "location given", "sure": "found by address, sure", "likely": "found by address, likely", "unknown": "location unknown"},
		}
	}
	return &readTexts{
		print: message.NewPrinter(language.Vietnamese),
		total: "%d người cần gặp ở %d hộ; %d người không cần đến nữa, %d người để riêng\n", teams: "%d đội, %d đội chưa rõ nơi xuất phát\n",
		used: "  đã đọc: %s, %d dòng\n", unused: "  không đọc: %s: %s\n", column: "  %s = cột “%s”\n",
		placed: "  %s: %d hộ, %d người\n", aside: "Để riêng %d dòng, %d người:\n", more: "    và %d dòng nữa\n",
		columns: map[string]string{
			"household": "mã hộ", "id": "mã", "name": "họ tên", "address": "địa chỉ", "permanent": "thường trú", "house": "số nhà", "street": "đường",
			"group": "thôn, tổ dân phố", "ward": "xã, phường", "coordinates": "tọa độ", "lat": "vĩ độ", "lon": "kinh độ", "x": "X", "y": "Y", "persons": "số người",
			"phone": "điện thoại", "windows": "giờ ở nhà", "minutes": "phút mỗi người", "priority": "ưu tiên", "mandatory": "phải đến", "status": "trạng thái", "note": "ghi chú", "confidence": "độ tin cậy",
		},
		classes: map[string]string{"given": "có tọa độ", "sure": "tìm theo địa chỉ, chắc", "likely": "tìm theo địa chỉ, ước chừng", "unknown": "chưa rõ ở đâu"},
	}
}
