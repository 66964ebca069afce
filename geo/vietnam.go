package geo

// Viet Nam in two boxes, with some room. The mainland's extremes are the capes and passes of the statistical yearbook
// (General Statistics Office, 2022): 8°34' N at Ca Mau, 23°23' N at Ha Giang, 102°09' E at Dien Bien, 109°24' E at
// Khanh Hoa; Tho Chu, Hon Khoai and Con Dao lie within. The second box holds Hoang Sa (15°45' to 17°15' N, 111° to
// 113° E) and Truong Sa (6°30' to 12° N, 111°30' to 117°20' E).
const (
	mainlandSouth, mainlandNorth, mainlandWest, mainlandEast = 8.0, 23.5, 102.0, 110.0
	islandsSouth, islandsNorth, islandsWest, islandsEast     = 6.5, 17.5, 109.0, 118.0
)

// InVietNam says whether a point may lie in Viet Nam. Neighbouring land in the boxes passes: the check is for
// mistakes, not for borders.
func InVietNam(p Point) bool {
	in := func(south, north, west, east float64) bool {
		return p.Lat >= south && p.Lat <= north && p.Lon >= west && p.Lon <= east
	}
	return in(mainlandSouth, mainlandNorth, mainlandWest, mainlandEast) || in(islandsSouth, islandsNorth, islandsWest, islandsEast)
}
