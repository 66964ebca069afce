package output

import (
	"math"
	"unicode/utf8"
)

// box is a taken rectangle of a map.
type box struct{ left, top, right, bottom mm }

func around(s spot, halfW, halfH mm) box {
	return box{s.X - halfW, s.Y - halfH, s.X + halfW, s.Y + halfH}
}

func (b box) meets(o box) bool {
	return b.left < o.right && o.left < b.right && b.top < o.bottom && o.top < b.bottom
}

// placer finds room for the labels of a map, one after the other.
type placer struct {
	frame *frame
	dots  []box // of the stops, which no other stop's label may cover
	taken []box // of what was placed before
}

// dotHalf is half the width that a stop's dot keeps free of labels.
const dotHalf = 0.9

// place finds room for a label of the given half width and height near a place: on it, then in rings
// around it out to reach, beginning with the side that faces away from the map's middle. own is the
// index of the label's own dot, or -1. Without room it gives the place itself and false.
func (p *placer) place(at spot, halfW, halfH mm, own int, nearest, reach mm) (spot, bool) {
	if nearest == 0 && p.free(around(at, halfW, halfH), own) {
		p.taken = append(p.taken, around(at, halfW, halfH))
		return at, true
	}
	outward := math.Atan2(float64(at.Y-p.frame.h/2), float64(at.X-p.frame.w/2))
	const turns = 16
	for gap := max(nearest, 0.6); gap <= reach; gap += 1.2 {
		for k := range turns {
			// Alternately to both sides of outward: 0, +1, -1, +2, -2, ...
			turn := float64((k+1)/2) * (1 - 2*float64(k%2))
			sin, cos := math.Sincos(outward + turn*2*math.Pi/turns)
			s := spot{at.X + mm(cos)*(halfW+gap+dotHalf), at.Y + mm(sin)*(halfH+gap+dotHalf)}
			if b := around(s, halfW, halfH); p.free(b, own) {
				p.taken = append(p.taken, b)
				return s, true
			}
		}
	}
	return at, false
}

// free says whether a label may cover b.
func (p *placer) free(b box, own int) bool {
	if b.left < 0.5 || b.top < 0.5 || b.right > p.frame.w-0.5 || b.bottom > p.frame.h-0.5 {
		return false
	}
	for i, dot := range p.dots {
		if i != own && b.meets(dot) {
			return false
		}
	}
	for _, t := range p.taken {
		if b.meets(t) {
			return false
		}
	}
	return true
}

// textHalf is about half the width of a bold text in the given size.
func textHalf(text string, size mm) mm {
	return mm(utf8.RuneCountInString(text)) * size * 0.31
}

// shorten cuts a text to most letters with an ellipsis.
func shorten(text string, most int) string {
	if utf8.RuneCountInString(text) <= most {
		return text
	}
	return string([]rune(text)[:most-1]) + "…"
}
