package road

import "strings"

// times reads "19:00-22:00", "22:00-05:00", "18:00+", "sunset-sunrise", and several behind commas.
func (p *hourParser) times(r *hourRule) bool {
	for p.atTime(0) {
		from, ok := p.time()
		if !ok {
			return false
		}
		span := [2]int{from, from + 1}
		switch {
		case p.take("-"):
			if span[1], ok = p.time(); !ok {
				return false
			}
			p.take("+") // or longer
			if span[1] <= span[0] {
				span[1] += 1440
			}
		case p.take("+"):
			span[1] = max(1440, from+1)
		}
		r.times = append(r.times, span)
		if p.peek(0) != "," || !p.atTime(1) {
			return true
		}
		p.next()
	}
	return true
}

// atTime says whether a time of day stands some tokens ahead.
func (p *hourParser) atTime(ahead int) bool {
	if t := p.peek(ahead); t == "(" || sun(t) >= 0 {
		return true
	}
	_, ok := p.number(ahead)
	separator := p.peek(ahead + 1)
	return ok && (separator == ":" || strings.EqualFold(separator, "h"))
}

// sun is the minute of dawn, sunrise, sunset or dusk, or -1: those of Viet Nam to within 45 minutes the year round.
func sun(name string) int {
	switch strings.ToLower(name) {
	case "dawn":
		return 5*60 + 20
	case "sunrise":
		return 5*60 + 45
	case "sunset":
		return 18 * 60
	case "dusk":
		return 18*60 + 25
	}
	return -1
}

// time reads "19:00", "19h00", "sunset" or "(sunset+01:00)" as a minute, up to 48 hours.
func (p *hourParser) time() (int, bool) {
	if at := sun(p.peek(0)); at >= 0 {
		p.next()
		return at, true
	}
	if p.take("(") {
		at := sun(p.next())
		sign := 1
		switch p.next() {
		case "+":
		case "-":
			sign = -1
		default:
			return 0, false
		}
		offset, ok := p.time()
		return max(0, at+sign*offset), ok && at >= 0 && p.take(")")
	}
	hour, ok := p.number(0)
	if !ok || hour > 48 {
		return 0, false
	}
	p.next()
	switch separator := p.next(); {
	case separator == ":":
	case strings.EqualFold(separator, "h"):
		if _, ok := p.number(0); !ok {
			return hour * 60, true
		}
	default:
		return 0, false
	}
	minute, ok := p.number(0)
	p.next()
	return hour*60 + minute, ok && minute < 60 && hour*60+minute <= 2880
}
