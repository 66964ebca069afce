package intake

import (
	"math"
	"strings"
	"unicode"

	"gonha/geo"
)

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
	if p, why, isCode := plusCode(cell); isCode {
		return p, why
	}
	p, why := plainPoint(cell)
	if why == notNumber || why == linkWithoutPoint && !strings.Contains(cell, "://") {
		if labelled, found := labelledPoint(cell); found {
			return labelled, checkPoint(labelled)
		}
	}
	return p, why
}

// plainPoint reads two numbers with nothing but signs and letters of degrees around, or those of a link.
func plainPoint(cell string) (geo.Point, reason) {
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

// sexagesimal reads degrees with minutes and, where there are, seconds, as map pages show them: 21°01'42.6"N 105°51'15.1"E,
// or without the signs where the letters of north and east are there: 21 01 42.6 N, 105 51 15.1 E.
func sexagesimal(cell string) (geo.Point, bool) {
	signs := strings.ContainsAny(cell, "°º") && strings.ContainsAny(cell, "'′’")
	if !signs && !hasCompass(cell) {
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

// hasCompass says whether the only letters of a cell are those of north and east, in this order.
func hasCompass(cell string) bool {
	letters := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return unicode.ToUpper(r)
		}
		return -1
	}, cell)
	return letters == "NE" || letters == "BĐ" || letters == "BD"
}

// labelledPoint reads two decimal numbers among words and signs: "Lat: 21.0285, Long: 105.8542", "21.0285° N, 105.8542° E",
// "21.0285 | 105.8542". Each has three decimals at least, so that it is no number of a house. Longitude comes first where
// the cell begins with its name, or is a point of GeoJSON.
func labelledPoint(cell string) (geo.Point, bool) {
	if len(cell) > maxTitleBytes {
		return noPoint(), false
	}
	comma := !strings.Contains(cell, ".") // is decimal
	fields := strings.FieldsFunc(cell, func(r rune) bool { return (r < '0' || r > '9') && r != '.' && (r != ',' || !comma) })
	var numbers []float64
	for _, field := range fields {
		if field = strings.Trim(field, ",."); field == "" {
			continue
		}
		at := strings.IndexAny(field, ".,")
		n, sound := number(field)
		if !sound || at < 0 || len(field)-at <= 3 {
			return noPoint(), false
		}
		numbers = append(numbers, n)
	}
	if len(numbers) != 2 {
		return noPoint(), false
	}
	p := geo.Point{Lat: numbers[0], Lon: numbers[1]}
	folded := fold(cell)
	for _, first := range [...]string{"lon", "lng", "kinhdo", "x", "typepoint", "coordinates"} {
		if strings.HasPrefix(folded, first) {
			p.Lat, p.Lon = p.Lon, p.Lat
			break
		}
	}
	return p, true
}

// plusCode reads an open location code (Google, "Open Location Code specification", 2014): "7PH72VH3+CM", the middle of its
// area. One without its first four letters, as maps show it before the name of a town, is no place of its own.
func plusCode(cell string) (p geo.Point, why reason, isCode bool) {
	const alphabet = "23456789CFGHJMPQRVWX"
	code, rest, _ := strings.Cut(strings.ToUpper(strings.TrimSpace(cell)), " ")
	area, within, found := strings.Cut(strings.TrimSuffix(code, ","), "+")
	digits := area + within
	if !found || len(within) < 2 || len(within) > 3 || len(area) != 8 && len(area) != 4 && len(area) != 6 || strings.Trim(digits, alphabet) != "" {
		return noPoint(), "", false
	}
	if len(area) != 8 {
		return noPoint(), shortCode, true
	}
	if rest != "" && strings.ContainsAny(rest, "0123456789") {
		return noPoint(), "", false
	}
	size := 20.0
	p = geo.Point{Lat: -90, Lon: -180}
	for i := 0; i+1 < 10; i += 2 {
		p.Lat += size * float64(strings.IndexByte(alphabet, digits[i]))
		p.Lon += size * float64(strings.IndexByte(alphabet, digits[i+1]))
		size /= 20
	}
	p.Lat, p.Lon = p.Lat+size*10, p.Lon+size*10 // size is that of a twentieth
	return p, checkPoint(p), true
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
