package geo

import (
	"errors"
	"math"
	"strconv"
	"strings"
)

// Why a text is no point.
var (
	ErrNoPoint = errors.New("no pair of coordinates and no map link")
	ErrNoPair  = errors.New("a map link without coordinates in it") // short links hide theirs behind a server
)

// ParsePoint reads latitude and longitude from what people copy: "21.0285, 105.8542", with a blank, a semicolon or a
// tab between, with decimal commas, with letters of the compass, or a map link that holds them. It gives what the text
// says, wherever on the earth that is; errors are [ErrNoPoint] and [ErrNoPair], and hold nothing of the text.
func ParsePoint(text string) (Point, error) {
	text = strings.TrimSpace(text)
	missing := ErrNoPoint
	lat, lon, found := "", "", false
	if strings.Contains(text, "://") || strings.HasPrefix(text, "geo:") || strings.Contains(text, "google.") || strings.Contains(text, "goo.gl") {
		missing = ErrNoPair
		lat, lon, found = linkPair(text)
	} else {
		lat, lon, found = pair(text)
	}
	if !found {
		return Point{}, missing
	}
	p := Point{}
	var sound [2]bool
	p.Lat, sound[0] = degrees(lat)
	p.Lon, sound[1] = degrees(lon)
	if !sound[0] || !sound[1] || !p.Valid() {
		return Point{}, missing
	}
	return p, nil
}

// degrees reads decimal degrees with or without a sign and the letter of the north and east: N and E, in Vietnamese B and Đ.
func degrees(s string) (float64, bool) {
	s = strings.Trim(s, "°NnEeBbĐđ \t\u00a0")
	if strings.Count(s, ",") == 1 && !strings.Contains(s, ".") {
		s = strings.Replace(s, ",", ".", 1)
	}
	if strings.ContainsFunc(s, func(r rune) bool { return (r < '0' || r > '9') && !strings.ContainsRune("+-.", r) }) {
		return 0, false
	}
	x, err := strconv.ParseFloat(s, 64)
	return x, err == nil && !math.IsInf(x, 0)
}

// pair parts a text of two numbers. A comma among them parts or is decimal: it parts where nothing else does.
func pair(text string) (first, second string, found bool) {
	text = strings.Trim(text, "()[]")
	var numbers []string
	for field := range strings.FieldsFuncSeq(text, func(r rune) bool { return strings.ContainsRune(" ;\t\u00a0\n\r", r) }) {
		if field = strings.Trim(field, ","); field != "" && strings.Trim(field, "°NnEeBbĐđ") != "" {
			numbers = append(numbers, field)
		}
	}
	if len(numbers) == 2 {
		return numbers[0], numbers[1], true
	}
	if len(numbers) != 1 {
		return "", "", false
	}
	switch parts := strings.Split(numbers[0], ","); len(parts) {
	case 2:
		return parts[0], parts[1], true
	case 4: // decimal commas too: 21,0285,105,8542
		return parts[0] + "," + parts[1], parts[2] + "," + parts[3], true
	}
	return "", "", false
}

// linkPair finds the coordinates in a map link. The pin (!3d, !4d) stands before the place searched for (q=), and that
// before the middle of the map (@), which may be streets away.
func linkPair(link string) (first, second string, found bool) {
	if at := strings.LastIndex(link, "!3d"); at >= 0 {
		first, rest := leadingNumber(link[at+len("!3d"):])
		if rest, east := strings.CutPrefix(rest, "!4d"); east {
			second, _ := leadingNumber(rest)
			return first, second, first != "" && second != ""
		}
	}
	for _, mark := range [...]string{"?q=", "&q=", "query=", "destination=", "daddr=", "?ll=", "&ll=", "center=", "@", "/place/", "/search/", "/dir/", "geo:"} {
		_, rest, marked := strings.Cut(link, mark)
		if !marked {
			continue
		}
		first, rest := leadingNumber(strings.TrimPrefix(rest, "loc:"))
		for _, comma := range [...]string{",", "%2C", "%2c"} {
			if after, parted := strings.CutPrefix(rest, comma); parted && first != "" {
				if second, _ := leadingNumber(strings.TrimLeft(after, " +")); second != "" {
					return first, second, true
				}
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
