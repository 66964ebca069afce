package output

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"gonha/geo"
)

// mm is a length on paper in millimetres.
type mm float64

// String gives at most two decimals, which is finer than any printer.
func (v mm) String() string {
	s := strings.TrimRight(strconv.FormatFloat(float64(v), 'f', 2, 64), "0")
	if s = strings.TrimSuffix(s, "."); s == "-0" {
		return "0"
	}
	return s
}

// spot is a place on paper, from the left and from the top.
type spot struct{ X, Y mm }

// frame maps the earth to a map's paper: north up and one scale in both directions, by the
// equirectangular projection whose true parallel is the map's middle.
type frame struct {
	w, h   mm
	mid    geo.Point
	perLat float64 // mm a degree of latitude
	perLon float64 // mm a degree of longitude, smaller by the cosine of the latitude
}

// metresPerDegree is the length of a degree of latitude on the mean sphere.
const metresPerDegree = geo.EarthRadius * math.Pi / 180

// newFrame fits points into a map of w by h with a margin. A single place is shown with about 100 m
// around it.
func newFrame(points []geo.Point, w, h, margin mm) frame {
	f := frame{w: w, h: h}
	if len(points) == 0 {
		f.perLat, f.perLon = 1, 1
		return f
	}
	low, high := points[0], points[0]
	for _, p := range points {
		low = geo.Point{Lat: min(low.Lat, p.Lat), Lon: min(low.Lon, p.Lon)}
		high = geo.Point{Lat: max(high.Lat, p.Lat), Lon: max(high.Lon, p.Lon)}
	}
	f.mid = geo.Point{Lat: (low.Lat + high.Lat) / 2, Lon: (low.Lon + high.Lon) / 2}
	cos := math.Max(0.01, math.Cos(f.mid.Lat*math.Pi/180))
	perMetre := float64(min(w, h)) / 200
	if tall := (high.Lat - low.Lat) * metresPerDegree; tall > 0 {
		perMetre = min(perMetre, float64(h-2*margin)/tall)
	}
	if wide := (high.Lon - low.Lon) * metresPerDegree * cos; wide > 0 {
		perMetre = min(perMetre, float64(w-2*margin)/wide)
	}
	f.perLat, f.perLon = perMetre*metresPerDegree, perMetre*metresPerDegree*cos
	return f
}

// at is where p lies on the map, perhaps outside.
func (f *frame) at(p geo.Point) spot {
	return spot{f.w/2 + mm((p.Lon-f.mid.Lon)*f.perLon), f.h/2 - mm((p.Lat-f.mid.Lat)*f.perLat)}
}

// holds says whether a place lies on the map, at least margin from its edge.
func (f *frame) holds(s spot, margin mm) bool {
	return s.X >= margin && s.Y >= margin && s.X <= f.w-margin && s.Y <= f.h-margin
}

// bar is the scale bar: the longest of 1, 2 or 5 times a power of ten metres that fits into most.
func (f *frame) bar(most mm) (length mm, metres int64) {
	perMetre := f.perLat / metresPerDegree
	for power := int64(1_000_000); power >= 1; power /= 10 {
		for _, digit := range [...]int64{5, 2, 1} {
			if length := mm(float64(digit*power) * perMetre); length <= most {
				return length, digit * power
			}
		}
	}
	return mm(perMetre), 1
}

// trace writes points as the data of an SVG path. Points less than 0.25 mm from the last one drawn
// are left out: roads have more bends than paper shows.
func (f *frame) trace(points []geo.Point) string {
	var b strings.Builder
	var last spot
	for i, p := range points {
		s := f.at(p)
		if i > 0 && i < len(points)-1 && math.Hypot(float64(s.X-last.X), float64(s.Y-last.Y)) < 0.25 {
			continue
		}
		letter := byte('L')
		if i == 0 {
			letter = 'M'
		}
		fmt.Fprintf(&b, "%c%v %v", letter, s.X, s.Y)
		last = s
	}
	return b.String()
}

// dots writes places as the data of an SVG path of zero-length lines, which round caps make dots.
func dots(spots []spot) string {
	var b strings.Builder
	for _, s := range spots {
		fmt.Fprintf(&b, "M%v %vh0", s.X, s.Y)
	}
	return b.String()
}
