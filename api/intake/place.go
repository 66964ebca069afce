package intake

import (
	"cmp"
	"math"
	"strings"

	"gonha/api/intake/sheet"
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

// placeColumns are the columns that a place may stand in.
type placeColumns struct{ lat, lon, both, x, y column }

var (
	householdPlace = placeColumns{colLat, colLon, colCoordinates, colX, colY}
	startPlace     = placeColumns{colStartLat, colStartLon, colStart, colX, colY}
	endPlace       = placeColumns{colEndLat, colEndLon, colEnd, colUnknown, colUnknown}
)

// pointOf reads a row's place from two columns or, where both are empty, from one. A pair pasted into either of the two
// is a place too. A row without any has noPoint and the reason missingPoint.
func pointOf(r *row, in placeColumns) (geo.Point, column, reason) {
	hasLat, hasLon := r.cells[in.lat].Kind != sheet.Empty, r.cells[in.lon].Kind != sheet.Empty
	switch {
	case hasLat && hasLon:
		p, at, why := pairOf(r, in.lat, in.lon)
		if why == notNumber { // the pair in one of them, and something else in the other
			if pasted, bad := r.pasted(in.lat); bad == "" {
				return pasted, in.lat, ""
			}
		}
		return p, at, why
	case hasLat || hasLon:
		at, other := in.lat, in.lon
		if hasLon {
			at, other = in.lon, in.lat
		}
		if p, why := r.pasted(at); why == "" || why != notNumber && why != missingPoint {
			return p, at, why
		}
		if r.unread(at) != "" {
			return noPoint(), at, r.unread(at)
		}
		return noPoint(), other, missingPoint
	case r.cells[in.both].Kind != sheet.Empty && in.both != colUnknown:
		if why := r.unread(in.both); why != "" {
			return noPoint(), in.both, why
		}
		p, why := parsePoint(r.cells[in.both].String())
		return p, in.both, why
	case r.cells[in.x].Kind != sheet.Empty && r.cells[in.y].Kind != sheet.Empty && in.x != colUnknown:
		// X is east on a map and north for surveyors of Viet Nam: which, the values say.
		p, at, why := pairOf(r, in.y, in.x)
		if why == swappedPoint {
			return geo.Point{Lat: p.Lon, Lon: p.Lat}, at, ""
		}
		return p, at, why
	}
	return noPoint(), in.lat, missingPoint
}

// pairOf reads latitude and longitude from two cells.
func pairOf(r *row, latitude, longitude column) (p geo.Point, at column, why reason) {
	var sound bool
	if p.Lat, sound = r.degrees(latitude); !sound {
		return noPoint(), latitude, cmp.Or(r.unread(latitude), notNumber)
	}
	if p.Lon, sound = r.degrees(longitude); !sound {
		return noPoint(), longitude, cmp.Or(r.unread(longitude), notNumber)
	}
	return p, latitude, checkPoint(p)
}

// degrees is a cell's number of degrees.
func (r *row) degrees(c column) (float64, bool) {
	if cell := &r.cells[c]; cell.Kind == sheet.Text {
		return degrees(cell.Text)
	}
	return r.number(c)
}

// pasted reads a pair or a map link that stands in the cell of one coordinate.
func (r *row) pasted(c column) (geo.Point, reason) {
	cell := &r.cells[c]
	if cell.Kind != sheet.Text {
		return noPoint(), missingPoint
	}
	return parsePoint(cell.Text)
}

// placed says whether a row has a place, sound or not: it is then no heading, no header and no total.
func (r *row) placed() bool {
	for _, in := range [...]placeColumns{householdPlace, startPlace} {
		switch _, _, why := pointOf(r, in); why {
		case "", swappedPoint, zeroPoint, outsideVietNam, metricPoint, linkWithoutPoint:
			return true
		}
	}
	return false
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
	case isMetric(p.Lat) && isMetric(p.Lon):
		return metricPoint
	}
	return outsideVietNam
}

// isMetric says whether a coordinate is one of VN-2000 in metres, as survey maps have them.
func isMetric(n float64) bool { return n > 100_000 && n < 3_000_000 }

// parsePoint reads latitude and longitude from one cell: "21.0285, 105.8542", with a space or a semicolon between, with
// decimal commas, degrees with minutes and seconds, the four numbers of a survey tool (altitude and accuracy are left
// alone), WKT as map programs export it, or a map link.
func parsePoint(cell string) (geo.Point, reason) {
	if p, isWKT := wktPoint(cell); isWKT {
		return p, checkOrNumber(p)
	}
	if p, isDMS := sexagesimal(cell); isDMS {
		return p, checkPoint(p)
	}
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

func checkOrNumber(p geo.Point) reason {
	if math.IsNaN(p.Lat) {
		return notNumber
	}
	return checkPoint(p)
}

// wktPoint reads a point in well-known text (OGC 06-103r4), longitude first: "POINT (105.8542 21.0285)", also of three or
// four dimensions, with an SRID, or a MULTIPOINT of one. It says whether the cell is such a text at all.
func wktPoint(cell string) (geo.Point, bool) {
	text := strings.ToUpper(strings.TrimSpace(cell))
	if rest, found := strings.CutPrefix(text, "SRID="); found {
		_, text, _ = strings.Cut(rest, ";")
		text = strings.TrimSpace(text)
	}
	text, found := strings.CutPrefix(strings.TrimPrefix(text, "MULTI"), "POINT")
	if !found {
		return noPoint(), false
	}
	fields := strings.Fields(strings.Trim(strings.TrimLeft(text, " ZM"), "() "))
	if len(fields) < 2 || len(fields) > 4 {
		return noPoint(), true
	}
	lon, one := number(fields[0])
	lat, two := number(fields[1])
	if !one || !two || strings.Contains(text, ",") {
		return noPoint(), true
	}
	return geo.Point{Lat: lat, Lon: lon}, true
}

// sexagesimal reads degrees with minutes and, where there are, seconds, as map pages show them: 21°01'42.6"N 105°51'15.1"E.
func sexagesimal(cell string) (geo.Point, bool) {
	if !strings.ContainsAny(cell, "°º") || !strings.ContainsAny(cell, "'′’") {
		return noPoint(), false
	}
	fields := strings.FieldsFunc(cell, func(r rune) bool { return (r < '0' || r > '9') && r != '.' && r != ',' })
	var numbers []float64
	for _, field := range fields {
		if field = strings.Trim(field, ",."); field == "" {
			continue
		}
		n, sound := number(field)
		if !sound {
			return noPoint(), false
		}
		numbers = append(numbers, n)
	}
	if len(numbers) != 4 && len(numbers) != 6 {
		return noPoint(), false
	}
	each := len(numbers) / 2
	angle := func(parts []float64) float64 {
		sum := parts[0] + parts[1]/60
		if len(parts) > 2 {
			sum += parts[2] / 3600
		}
		return sum
	}
	return geo.Point{Lat: angle(numbers[:each]), Lon: angle(numbers[each:])}, true
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
	switch {
	case len(numbers) == 2, len(numbers) == 4 && !strings.ContainsAny(cell, ",;"):
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
