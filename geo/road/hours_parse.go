package road

import (
	"slices"
	"strconv"
	"strings"
)

// parseHours reads rules of hours and days and is false for what it does not understand.
func parseHours(text string) (hours, bool) {
	p := hourParser{tokens: hourTokens(text)}
	var all hours
	for added := false; ; {
		r, ok := p.rule()
		if !ok {
			return nil, false
		}
		r.added = added
		all = append(all, r)
		if p.done() {
			return all, true
		}
		separator := p.next()
		if separator != ";" && separator != "," {
			return nil, false
		}
		if added = separator == ","; p.done() {
			return all, true // a separator at the end
		}
	}
}

// hourTokens cuts a text into words, numbers and signs; comments in quotes are left out.
func hourTokens(text string) []string {
	var tokens []string
	kindOf := func(r byte) int {
		switch {
		case r >= '0' && r <= '9':
			return 1
		case r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= 0x80:
			return 2
		}
		return 0
	}
	text = strings.NewReplacer("–", "-", "—", "-").Replace(text)
	for i := 0; i < len(text); {
		k, start := kindOf(text[i]), i
		switch {
		case text[i] == '"':
			end := strings.IndexByte(text[i+1:], '"')
			if end < 0 {
				return tokens
			}
			i += end + 2
			continue
		case text[i] <= ' ':
			i++
			continue
		}
		for i++; k > 0 && i < len(text) && kindOf(text[i]) == k; i++ {
		}
		tokens = append(tokens, text[start:i])
	}
	return tokens
}

type hourParser struct{ tokens []string }

func (p *hourParser) done() bool { return len(p.tokens) == 0 }

// peek is a token ahead, or empty.
func (p *hourParser) peek(ahead int) string {
	if ahead < len(p.tokens) {
		return p.tokens[ahead]
	}
	return ""
}

func (p *hourParser) next() string {
	t := p.peek(0)
	p.tokens = p.tokens[min(1, len(p.tokens)):]
	return t
}

// take takes the next token if it is the one given.
func (p *hourParser) take(token string) bool {
	if p.peek(0) == token && !p.done() {
		p.next()
		return true
	}
	return false
}

// number reads a token ahead as a number.
func (p *hourParser) number(ahead int) (int, bool) {
	n, err := strconv.Atoi(p.peek(ahead))
	return n, err == nil && n >= 0
}

var (
	monthNames   = []string{"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"}
	weekdayNames = []string{"mo", "tu", "we", "th", "fr", "sa", "su"}
)

// month is the number of a month's name, or 0.
func month(name string) int { return slices.Index(monthNames, strings.ToLower(name)) + 1 }

// weekday is the number of a weekday's name, 0 for Monday, or -1.
func weekday(name string) int { return slices.Index(weekdayNames, strings.ToLower(name)) }

// rule reads one rule: years, months or dates, weekdays, times, and how it is meant.
func (p *hourParser) rule() (r hourRule, ok bool) {
	before := len(p.tokens)
	if p.peek(0) == "24" && p.peek(1) == "/" && p.peek(2) == "7" {
		p.tokens = p.tokens[3:]
	}
	if !p.years(&r) || !p.dates(&r) {
		return r, false
	}
	p.take(":")
	if !p.weekdays(&r) || !p.times(&r) {
		return r, false
	}
	switch strings.ToLower(p.peek(0)) {
	case "off", "closed":
		r.off = true
		p.next()
	case "open", "unknown":
		p.next()
	}
	return r, len(p.tokens) < before
}

// years reads "2024", "2024-2026", "2024+" before months and dates.
func (p *hourParser) years(r *hourRule) bool {
	for {
		from, ok := p.number(0)
		if !ok || len(p.peek(0)) != 4 {
			return true
		}
		p.next()
		to := from
		if end, ok := p.number(1); ok && p.peek(0) == "-" && len(p.peek(1)) == 4 {
			to = end
			p.tokens = p.tokens[2:]
		} else if p.take("+") {
			to = 9999
		}
		r.years = append(r.years, [2]int{from, to})
		if p.peek(0) != "," || len(p.peek(1)) != 4 {
			return true
		}
		p.next()
	}
}

// dates reads "Mar-Oct", "Apr 30", "Dec 24-26", "May 12-Jul 1", and several behind commas.
func (p *hourParser) dates(r *hourRule) bool {
	for month(p.peek(0)) > 0 {
		from := month(p.next())
		span := [2]int{from * 100, from*100 + 31}
		if day, ok := p.dayOfMonth(); ok {
			span = [2]int{from*100 + day, from*100 + day}
		}
		if p.peek(0) == "-" {
			p.next()
			p.year()
			if to := month(p.peek(0)); to > 0 {
				p.next()
				span[1] = to*100 + 31
				if day, ok := p.dayOfMonth(); ok {
					span[1] = to*100 + day
				}
			} else if day, ok := p.dayOfMonth(); ok {
				span[1] = from*100 + day
			} else {
				return false
			}
		}
		r.dates = append(r.dates, span)
		if p.peek(0) != "," || month(p.peek(1)) == 0 {
			break
		}
		p.next()
	}
	return true
}

// year passes over the year of the end of a span, which is that of its beginning or the next.
func (p *hourParser) year() {
	if _, ok := p.number(0); ok && len(p.peek(0)) == 4 {
		p.next()
	}
}

// dayOfMonth reads a day, which is no hour.
func (p *hourParser) dayOfMonth() (int, bool) {
	day, ok := p.number(0)
	if !ok || day < 1 || day > 31 || p.peek(1) == ":" {
		return 0, false
	}
	p.next()
	return day, true
}

// weekdays reads "Mo-Fr", "Sa,Su", "Th[2]", "PH", and several behind commas. School holidays are on no day.
func (p *hourParser) weekdays(r *hourRule) bool {
	for {
		name := p.peek(0)
		from := weekday(name)
		switch {
		case strings.EqualFold(name, "PH"):
			p.next()
			r.holidays = true
		case strings.EqualFold(name, "SH"):
			p.next()
			r.weekdays = append(r.weekdays, weekdays{-1, -1, 0})
		case from < 0:
			return true
		default:
			p.next()
			w := weekdays{from, from, 0}
			if p.peek(0) == "-" {
				p.next()
				if w.to = weekday(p.next()); w.to < 0 {
					return false
				}
			}
			if p.peek(0) == "[" && !p.nth(&w) {
				return false
			}
			r.weekdays = append(r.weekdays, w)
		}
		if next := p.peek(1); p.peek(0) != "," || weekday(next) < 0 && !strings.EqualFold(next, "PH") && !strings.EqualFold(next, "SH") {
			return true
		}
		p.next()
	}
}

// nth reads the "[2]" or "[-1]" of a weekday.
func (p *hourParser) nth(w *weekdays) bool {
	p.next()
	sign := 1
	if p.take("-") {
		sign = -1
	}
	n, ok := p.number(0)
	p.next()
	w.nth = sign * n
	return ok && n >= 1 && n <= 5 && p.take("]")
}
