package intake

import (
	"math"
	"strings"

	"gonha/geo"
)

// box is a span of latitudes and longitudes, in degrees.
type box struct{ south, north, west, east float64 }

func (b box) holds(p geo.Point) bool {
	return p.Lat >= b.south && p.Lat <= b.north && p.Lon >= b.west && p.Lon <= b.east
}

// Viet Nam in two boxes, with some room. The mainland's extremes are the capes and passes of the
// statistical yearbook (General Statistics Office, 2022): 8°34' N at Ca Mau, 23°23' N at Ha Giang,
// 102°09' E at Dien Bien, 109°24' E at Khanh Hoa; Tho Chu, Hon Khoai and Con Dao lie within. The
// second box holds Hoang Sa (15°45' to 17°15' N, 111° to 113° E) and Truong Sa (6°30' to 12° N,
// 111°30' to 117°20' E). Neighbouring land in the boxes passes: the check is for mistakes, not
// for borders.
var (
	mainland = box{south: 8.0, north: 23.5, west: 102.0, east: 110.0}
	islands  = box{south: 6.5, north: 17.5, west: 109.0, east: 118.0}
)

func inVietNam(p geo.Point) bool { return mainland.holds(p) || islands.holds(p) }

// noPoint is the place of a row that gives none; it is not valid.
func noPoint() geo.Point { return geo.Point{Lat: math.NaN(), Lon: math.NaN()} }

// pointOf reads a row's place from two columns or, where both are empty, from one. A row without any
// has noPoint and the reason missingPoint.
func pointOf(r *row, latitude, longitude, both column) (geo.Point, column, reason) {
	first, second := r.cells[latitude], r.cells[longitude]
	switch {
	case first == "" && second == "" && r.cells[both] == "":
		return noPoint(), latitude, missingPoint
	case first == "" && second == "":
		p, why := parsePoint(r.cells[both])
		return p, both, why
	case first == "":
		return noPoint(), latitude, missingPoint
	case second == "":
		return noPoint(), longitude, missingPoint
	}
	p, sound := geo.Point{}, false
	if p.Lat, sound = degrees(first); !sound {
		return noPoint(), latitude, notNumber
	}
	if p.Lon, sound = degrees(second); !sound {
		return noPoint(), longitude, notNumber
	}
	return p, latitude, checkPoint(p)
}

// checkPoint says what is wrong with a place, if anything.
func checkPoint(p geo.Point) reason {
	switch {
	case inVietNam(p):
		return ""
	case inVietNam(geo.Point{Lat: p.Lon, Lon: p.Lat}):
		return swappedPoint
	case p == geo.Point{}:
		return zeroPoint
	}
	return outsideVietNam
}

// parsePoint reads latitude and longitude from one cell: "21.0285, 105.8542", with a space or a
// semicolon between, with decimal commas, or a map link.
func parsePoint(cell string) (geo.Point, reason) {
	first, second, found := "", "", false
	if strings.Contains(cell, "/") || strings.HasPrefix(cell, "geo:") {
		if first, second, found = linkPoint(cell); !found {
			return noPoint(), linkWithoutPoint
		}
	} else if first, second, found = splitPoint(cell); !found {
		return noPoint(), notNumber
	}
	p, sound := geo.Point{}, false
	if p.Lat, sound = degrees(first); !sound {
		return noPoint(), notNumber
	}
	if p.Lon, sound = degrees(second); !sound {
		return noPoint(), notNumber
	}
	return p, checkPoint(p)
}

// degrees reads decimal degrees, with or without the sign and the letter of the north and east:
// N and E, in Vietnamese B and Đ.
func degrees(s string) (float64, bool) {
	return number(strings.Trim(s, "°NnEeBbĐđ \t\u00a0"))
}

// splitPoint parts a cell of two numbers. A comma among them parts or is decimal: it parts where
// nothing else does.
func splitPoint(cell string) (first, second string, found bool) {
	cell = strings.Trim(strings.TrimSpace(cell), "()[]")
	fields := strings.FieldsFunc(cell, func(r rune) bool { return r == ' ' || r == ';' || r == '\t' || r == '\u00a0' || r == '\n' || r == '\r' })
	numbers := fields[:0]
	for _, field := range fields {
		if field = strings.Trim(field, ","); field != "" {
			numbers = append(numbers, field)
		}
	}
	if len(numbers) == 2 {
		return numbers[0], numbers[1], true
	}
	if len(numbers) != 1 {
		return "", "", false
	}
	parts := strings.Split(numbers[0], ",")
	switch len(parts) {
	case 2:
		return parts[0], parts[1], true
	case 4: // decimal commas too: 21,0285,105,8542
		return parts[0] + "," + parts[1], parts[2] + "," + parts[3], true
	}
	return "", "", false
}

// linkPoint finds the coordinates in a map link. The pin (!3d, !4d) stands before the place searched
// for (q=), and that before the middle of the map (@), which may be streets away.
func linkPoint(link string) (first, second string, found bool) {
	if at := strings.LastIndex(link, "!3d"); at >= 0 {
		first, rest := leadingNumber(link[at+len("!3d"):])
		if rest, east := strings.CutPrefix(rest, "!4d"); east {
			second, _ := leadingNumber(rest)
			return first, second, first != "" && second != ""
		}
	}
	for _, mark := range [...]string{"?q=", "&q=", "query=", "destination=", "daddr=", "?ll=", "&ll=", "center=", "@", "/place/", "/search/", "geo:"} {
		_, rest, marked := strings.Cut(link, mark)
		if !marked {
			continue
		}
		first, rest := leadingNumber(strings.TrimPrefix(rest, "loc:"))
		for _, comma := range [...]string{",", "%2C", "%2c"} {
			after, parted := strings.CutPrefix(rest, comma)
			if !parted {
				continue
			}
			second, _ := leadingNumber(strings.TrimLeft(after, " +"))
			if first != "" && second != "" {
				return first, second, true
			}
		}
	}
	return "", "", false
}

// leadingNumber parts a decimal number from what follows it.
func leadingNumber(s string) (num, rest string) {
	n := 0
	for n < len(s) && (s[n] >= '0' && s[n] <= '9' || s[n] == '.' || n == 0 && s[n] == '-') {
		n++
	}
	return s[:n], s[n:]
}
