package intake

import "strings"

// linkPoint finds the coordinates in a map link. The pin (!3d, !4d) stands before the place searched for (q=, /place/) and
// the end of a way (/dir/), and those before the middle of the map (@), which may be streets away.
func linkPoint(link string) (first, second string, found bool) {
	if at := strings.LastIndex(link, "!3d"); at >= 0 {
		first, rest := leadingNumber(link[at+len("!3d"):])
		if rest, east := strings.CutPrefix(rest, "!4d"); east {
			second, _ := leadingNumber(rest)
			return first, second, first != "" && second != ""
		}
	}
	for _, mark := range [...]string{"?q=", "&q=", "query=", "destination=", "daddr=", "/place/", "/search/"} {
		if first, second, found = pairBehind(link, mark); found {
			return first, second, true
		}
	}
	if first, second, found = wayEnd(link); found {
		return first, second, true
	}
	for _, marks := range [...][2]string{{"mlat=", "mlon="}, {"lat=", "lng="}, {"lat=", "lon="}, {"latitude=", "longitude="}} {
		_, rest, one := strings.Cut(link, marks[0])
		_, other, two := strings.Cut(link, marks[1])
		if one && two {
			first, _ = leadingNumber(rest)
			second, _ = leadingNumber(other)
			return first, second, first != "" && second != ""
		}
	}
	for _, mark := range [...]string{"?ll=", "&ll=", "center=", "@", "geo:"} {
		if first, second, found = pairBehind(link, mark); found {
			return first, second, true
		}
	}
	return "", "", false
}

// pairBehind reads a pair of numbers behind a mark of a link.
func pairBehind(link, mark string) (first, second string, found bool) {
	_, rest, marked := strings.Cut(link, mark)
	if !marked {
		return "", "", false
	}
	first, rest = leadingNumber(strings.TrimPrefix(rest, "loc:"))
	for _, comma := range [...]string{",", "%2C", "%2c"} {
		after, parted := strings.CutPrefix(rest, comma)
		if !parted {
			continue
		}
		second, _ = leadingNumber(strings.TrimLeft(after, " +"))
		return first, second, first != "" && second != ""
	}
	return "", "", false
}

// wayEnd reads the last pair of numbers of a way: /dir/21.02,105.83/21.03,105.84/@…
func wayEnd(link string) (first, second string, found bool) {
	_, way, marked := strings.Cut(link, "/dir/")
	if !marked {
		return "", "", false
	}
	for stop := range strings.SplitSeq(way, "/") {
		if strings.HasPrefix(stop, "@") || strings.HasPrefix(stop, "data=") {
			break
		}
		if one, two, pair := pairBehind("/"+stop, "/"); pair {
			first, second, found = one, two, true
		}
	}
	return first, second, found
}

// leadingNumber parts a decimal number from what follows it.
func leadingNumber(s string) (num, rest string) {
	n := 0
	for n < len(s) && (s[n] >= '0' && s[n] <= '9' || s[n] == '.' || n == 0 && s[n] == '-') {
		n++
	}
	return s[:n], s[n:]
}
