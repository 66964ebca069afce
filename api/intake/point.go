package intake

import (
	"errors"

	"gonha/geo"
)

// Point reads a place from one text as a cell of coordinates is read: "21.0285, 105.8542" in any of the ways that people
// write it, or a map link. The error is one line in both languages and holds nothing of the text.
func Point(text string) (geo.Point, error) {
	p, why := parsePoint(clean(text))
	if why != "" {
		return noPoint(), errors.New(string(why))
	}
	return p, nil
}
