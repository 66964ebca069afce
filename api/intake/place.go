package intake

import (
	"cmp"
	"math"
	"strconv"
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
// is a place too, and so is the map that a click on a cell opens. A row without any has noPoint and the reason missingPoint.
func pointOf(r *row, in placeColumns) (geo.Point, column, reason) {
	if in != householdPlace {
		return statedPoint(r, in)
	}
	if !r.place.known { // it is asked for several times
		p, at, why := statedPoint(r, in)
		if r.link != "" && (why == missingPoint || why == notNumber || why == linkWithoutPoint) {
			if linked, bad := parsePoint(r.link); bad == "" {
				p, why = linked, ""
			}
		}
		r.place = rowPlace{true, p, at, why}
	}
	return r.place.point, r.place.at, r.place.why
}

// rowPlace is where a row is, once that was looked for.
type rowPlace struct {
	known bool
	point geo.Point
	at    column
	why   reason
}

// statedPoint is pointOf by what the cells of the place's columns say.
func statedPoint(r *row, in placeColumns) (geo.Point, column, reason) {
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
		return statedIn(r, in.both)
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

// statedIn reads a place from one cell, or from what a click on it opens.
func statedIn(r *row, c column) (geo.Point, column, reason) {
	if why := r.unread(c); why != "" {
		return noPoint(), c, why
	}
	cell := &r.cells[c]
	p, why := parsePoint(cell.String())
	if why != "" && cell.Link != "" {
		if linked, bad := parsePoint(cell.Link); bad == "" {
			return linked, c, ""
		}
	}
	return p, c, why
}

// pairOf reads latitude and longitude from two cells.
func pairOf(r *row, latitude, longitude column) (p geo.Point, at column, why reason) {
	var one, two bool
	p.Lat, one = r.degrees(latitude)
	p.Lon, two = r.degrees(longitude)
	if one && two {
		why = checkPoint(p)
	}
	if !one || !two || why == outsideVietNam {
		if restored, lost := restoredPoint(&r.cells[latitude], &r.cells[longitude]); lost {
			r.restored = true
			return restored, latitude, ""
		}
	}
	switch {
	case !one:
		return noPoint(), latitude, cmp.Or(r.unread(latitude), notNumber)
	case !two:
		return noPoint(), longitude, cmp.Or(r.unread(longitude), notNumber)
	}
	return p, latitude, why
}

// restoredPoint reads coordinates that have lost their decimal point, as a spreadsheet of another language does with
// 21.028511 and 105.854167: of 21028511 and 105854167, or 21.028.511, only one reading lies in Viet Nam.
func restoredPoint(latitude, longitude *sheet.Cell) (geo.Point, bool) {
	lat, lon := bareDigits(latitude), bareDigits(longitude)
	if len(lat) < 6 || len(lon) < 7 {
		return noPoint(), false
	}
	whole := 1 // digits before the point
	if lat[0] == '1' || lat[0] == '2' {
		whole = 2
	}
	var p geo.Point
	var one, two bool
	p.Lat, one = number(lat[:whole] + "." + lat[whole:])
	p.Lon, two = number(lon[:3] + "." + lon[3:])
	return p, one && two && inVietNam(p)
}

// bareDigits are the digits of a whole number, or of a text of digits with points between groups of them; else nothing.
func bareDigits(cell *sheet.Cell) string {
	text := ""
	switch {
	case cell.Kind == sheet.Number && cell.Value == math.Trunc(cell.Value) && cell.Value > 0:
		text = strconv.FormatFloat(cell.Value, 'f', -1, 64)
	case cell.Kind == sheet.Text && (strings.Count(cell.Text, ".") > 1 || strings.Count(cell.Text, ",") > 1 || !strings.ContainsAny(cell.Text, ".,")):
		text = strings.NewReplacer(".", "", ",", "").Replace(cell.Text)
	}
	if len(text) > 20 || strings.Trim(text, "0123456789") != "" {
		return ""
	}
	return text
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
