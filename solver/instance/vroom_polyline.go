package instance

import (
	"math"

	"gonha/geo"
)

// polyline encodes a line as VROOM's routers do: differences of degrees to five decimals, latitude first,
// five bits a letter (Google, Encoded Polyline Algorithm Format).
func polyline(line []geo.Point) string {
	var text []byte
	var lat, lon int64
	for _, p := range line {
		y, x := int64(math.Round(p.Lat*1e5)), int64(math.Round(p.Lon*1e5))
		text = encode(encode(text, y-lat), x-lon)
		lat, lon = y, x
	}
	return string(text)
}

// encode appends a number: its sign last, the lowest bits first.
func encode(text []byte, n int64) []byte {
	u := uint64(n) << 1
	if n < 0 {
		u = ^u
	}
	for u >= 0x20 {
		text = append(text, byte(0x20|u&0x1f)+63)
		u >>= 5
	}
	return append(text, byte(u)+63)
}
