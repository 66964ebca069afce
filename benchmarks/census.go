package benchmarks

import "slices"

// Figures are what the census of 2019 says of a ward, town or commune as it was before July 2025.
type Figures struct {
	District, Ward string
	Households     int // all of them
	People         int
	Hectares       int
}

// The rows below are facts of the Population and Housing Census 2019 (General Statistics Office of Viet
// Nam), by way of the project hgscarlette/vn-demographic; areas are rounded to whole hectares.

// bacTuLiem are the 13 wards of Bắc Từ Liêm, Hà Nội.
func bacTuLiem() []Figures {
	return []Figures{
		{"Bắc Từ Liêm", "Cổ Nhuế 1", 14727, 46104, 232},
		{"Bắc Từ Liêm", "Cổ Nhuế 2", 14574, 42510, 422},
		{"Bắc Từ Liêm", "Liên Mạc", 2882, 10529, 485},
		{"Bắc Từ Liêm", "Minh Khai", 11297, 29760, 495},
		{"Bắc Từ Liêm", "Phú Diễn", 12985, 39512, 252},
		{"Bắc Từ Liêm", "Phúc Diễn", 9728, 22719, 222},
		{"Bắc Từ Liêm", "Thượng Cát", 2367, 8074, 360},
		{"Bắc Từ Liêm", "Thụy Phương", 4039, 13367, 276},
		{"Bắc Từ Liêm", "Tây Tựu", 5857, 20221, 566},
		{"Bắc Từ Liêm", "Xuân Tảo", 5715, 18368, 227},
		{"Bắc Từ Liêm", "Xuân Đỉnh", 12140, 40345, 343},
		{"Bắc Từ Liêm", "Đông Ngạc", 7285, 24206, 242},
		{"Bắc Từ Liêm", "Đức Thắng", 7488, 19395, 127},
	}
}

// bacSon is a commune of Trảng Bom, Đồng Nai.
func bacSon() []Figures {
	return []Figures{
		{"Trảng Bom", "Bắc Sơn", 21850, 73295, 2267},
	}
}

// cocLeu is a ward of the town of Lào Cai.
func cocLeu() []Figures {
	return []Figures{
		{"Lào Cai", "Cốc Lếu", 2786, 9802, 100},
	}
}

// anXuan is a mountain commune of Tuy An, Phú Yên.
func anXuan() []Figures {
	return []Figures{
		{"Tuy An", "An Xuân", 698, 2311, 3481},
	}
}

// binhDuong are the 91 wards, towns and communes of the province.
func binhDuong() []Figures { return slices.Concat(northOfBinhDuong(), thuDauMot(), southOfBinhDuong()) }

// northOfBinhDuong is farmland and rubber: four districts.
func northOfBinhDuong() []Figures {
	return []Figures{
		{"Dầu Tiếng", "An Lập", 2326, 7610, 6657},
		{"Dầu Tiếng", "Dầu Tiếng", 5831, 19300, 2649},
		{"Dầu Tiếng", "Long Hòa", 2921, 10025, 6510},
		{"Dầu Tiếng", "Long Tân", 1887, 6276, 5818},
		{"Dầu Tiếng", "Minh Hòa", 2514, 8686, 9552},
		{"Dầu Tiếng", "Minh Thạnh", 2570, 9317, 6395},
		{"Dầu Tiếng", "Minh Tân", 1979, 6717, 4331},
		{"Dầu Tiếng", "Thanh An", 3470, 11233, 5860},
		{"Dầu Tiếng", "Thanh Tuyền", 4535, 15192, 6197},
		{"Dầu Tiếng", "Định An", 2036, 6752, 6866},
		{"Dầu Tiếng", "Định Hiệp", 2275, 7897, 5575},
		{"Dầu Tiếng", "Định Thành", 945, 3467, 5661},
		{"Bàu Bàng", "Cây Trường II", 1494, 5065, 4505},
		{"Bàu Bàng", "Hưng Hòa", 2180, 7296, 2298},
		{"Bàu Bàng", "Lai Hưng", 4566, 15016, 4799},
		{"Bàu Bàng", "Lai Uyên", 10315, 29347, 8628},
		{"Bàu Bàng", "Long Nguyên", 4579, 15884, 7587},
		{"Bàu Bàng", "Trừ Văn Thố", 3930, 12324, 2755},
		{"Bàu Bàng", "Tân Hưng", 2155, 7747, 3139},
		{"Phú Giáo", "An Bình", 4373, 15709, 6357},
		{"Phú Giáo", "An Linh", 1318, 4617, 2516},
		{"Phú Giáo", "An Long", 713, 2536, 2567},
		{"Phú Giáo", "An Thái", 1328, 5561, 6469},
		{"Phú Giáo", "Phước Hòa", 3793, 12933, 6196},
		{"Phú Giáo", "Phước Sang", 1056, 3593, 2564},
		{"Phú Giáo", "Phước Vĩnh", 4148, 14888, 3275},
		{"Phú Giáo", "Tam Lập", 910, 3999, 11973},
		{"Phú Giáo", "Tân Hiệp", 1311, 4416, 3013},
		{"Phú Giáo", "Tân Long", 2027, 7420, 5244},
		{"Phú Giáo", "Vĩnh Hòa", 4109, 14069, 4411},
		{"Bắc Tân Uyên", "Bình Mỹ", 2509, 9210, 5568},
		{"Bắc Tân Uyên", "Hiếu Liêm", 880, 2843, 4578},
		{"Bắc Tân Uyên", "Lạc An", 2086, 8587, 3641},
		{"Bắc Tân Uyên", "Thường Tân", 1525, 5870, 2212},
		{"Bắc Tân Uyên", "Tân Bình", 1921, 7061, 2900},
		{"Bắc Tân Uyên", "Tân Lập", 787, 2964, 2712},
		{"Bắc Tân Uyên", "Tân Mỹ", 2193, 7095, 3957},
		{"Bắc Tân Uyên", "Tân Thành", 1637, 6129, 3049},
		{"Bắc Tân Uyên", "Tân Định", 1995, 8101, 8515},
		{"Bắc Tân Uyên", "Đất Cuốc", 2720, 8000, 2842},
	}
}

// thuDauMot are the 14 wards of the town of Thủ Dầu Một.
func thuDauMot() []Figures {
	return []Figures{
		{"Thủ Dầu Một", "Chánh Mỹ", 3813, 13251, 683},
		{"Thủ Dầu Một", "Chánh Nghĩa", 7698, 27514, 471},
		{"Thủ Dầu Một", "Hiệp An", 5977, 19542, 668},
		{"Thủ Dầu Một", "Hiệp Thành", 13175, 35660, 585},
		{"Thủ Dầu Một", "Hòa Phú", 14495, 35086, 2830},
		{"Thủ Dầu Một", "Phú Cường", 5082, 18264, 254},
		{"Thủ Dầu Một", "Phú Hòa", 12168, 34511, 641},
		{"Thủ Dầu Một", "Phú Lợi", 10181, 31059, 714},
		{"Thủ Dầu Một", "Phú Mỹ", 7580, 25128, 549},
		{"Thủ Dầu Một", "Phú Thọ", 6535, 21349, 492},
		{"Thủ Dầu Một", "Phú Tân", 4691, 12447, 1642},
		{"Thủ Dầu Một", "Tân An", 4273, 15622, 991},
		{"Thủ Dầu Một", "Tương Bình Hiệp", 3697, 13657, 551},
		{"Thủ Dầu Một", "Định Hòa", 5757, 18517, 775},
	}
}

// southOfBinhDuong is industry: four towns.
func southOfBinhDuong() []Figures {
	return []Figures{
		{"Bến Cát", "An Tây", 13171, 34068, 4445},
		{"Bến Cát", "An Điền", 5942, 18058, 3078},
		{"Bến Cát", "Chánh Phú Hòa", 7600, 22630, 4555},
		{"Bến Cát", "Hòa Lợi", 15724, 37751, 1775},
		{"Bến Cát", "Mỹ Phước", 29485, 73048, 2168},
		{"Bến Cát", "Phú An", 6331, 18804, 1973},
		{"Bến Cát", "Thới Hòa", 24262, 62180, 3782},
		{"Bến Cát", "Tân Định", 12640, 36243, 1631},
		{"Tân Uyên", "Bạch Đằng", 1799, 6789, 1068},
		{"Tân Uyên", "Hội Nghĩa", 15088, 40317, 1759},
		{"Tân Uyên", "Khánh Bình", 22794, 60573, 2102},
		{"Tân Uyên", "Phú Chánh", 4993, 13990, 769},
		{"Tân Uyên", "Thái Hòa", 15614, 46075, 1122},
		{"Tân Uyên", "Thạnh Hội", 967, 3612, 425},
		{"Tân Uyên", "Thạnh Phước", 3119, 10523, 809},
		{"Tân Uyên", "Tân Hiệp", 21509, 56035, 2584},
		{"Tân Uyên", "Tân Phước Khánh", 14129, 44186, 983},
		{"Tân Uyên", "Tân Vĩnh Hiệp", 10237, 32358, 952},
		{"Tân Uyên", "Uyên Hưng", 12264, 34302, 3366},
		{"Tân Uyên", "Vĩnh Tân", 7818, 21752, 3241},
		{"Thuận An", "An Phú", 42974, 104550, 1111},
		{"Thuận An", "An Sơn", 2163, 7611, 571},
		{"Thuận An", "An Thạnh", 9927, 32513, 746},
		{"Thuận An", "Bình Chuẩn", 32615, 92931, 1142},
		{"Thuận An", "Bình Hòa", 52354, 127588, 1404},
		{"Thuận An", "Bình Nhâm", 5993, 20685, 530},
		{"Thuận An", "Hưng Định", 4722, 14259, 288},
		{"Thuận An", "Lái Thiêu", 19889, 57837, 800},
		{"Thuận An", "Thuận Giao", 45593, 112611, 1135},
		{"Thuận An", "Vĩnh Phú", 8391, 25642, 627},
		{"Dĩ An", "An Bình", 28851, 77203, 359},
		{"Dĩ An", "Bình An", 9319, 30337, 575},
		{"Dĩ An", "Bình Thắng", 4550, 15362, 561},
		{"Dĩ An", "Dĩ An", 37057, 106856, 951},
		{"Dĩ An", "Tân Bình", 16895, 58019, 1004},
		{"Dĩ An", "Tân Đông Hiệp", 32456, 92301, 1479},
		{"Dĩ An", "Đông Hòa", 21883, 94603, 1056},
	}
}

// wardCalled are the figures of one of the wards.
func wardCalled(all []Figures, ward string) []Figures {
	return slices.DeleteFunc(all, func(f Figures) bool { return f.Ward != ward })
}
