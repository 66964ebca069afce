package geo

// DecodePolyline reads an encoded polyline
// (https://developers.google.com/maps/documentation/utilities/polylinealgorithm) with the given number of
// decimals. It is false for a text that is none, or that leaves the earth.
func DecodePolyline(text string, decimals int) ([]Point, bool) {
	scale := 1.0
	for range decimals {
		scale *= 10
	}
	var line []Point
	var at [2]int64 // latitude, longitude
	for i := 0; i < len(text); {
		for axis := range at {
			var value int64
			for shift, more := 0, true; more; shift += 5 {
				if i == len(text) || shift > 40 || text[i] < 63 || text[i] > 126 {
					return nil, false
				}
				chunk := int64(text[i]) - 63
				value |= (chunk & 31) << shift
				more = chunk >= 32
				i++
			}
			at[axis] += value>>1 ^ -(value & 1)
		}
		p := Point{Lat: float64(at[0]) / scale, Lon: float64(at[1]) / scale}
		if !p.Valid() {
			return nil, false
		}
		line = append(line, p)
	}
	return line, true
}
