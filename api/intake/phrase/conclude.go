package phrase

import (
	"math/bits"

	"gonha/solver/campaign"
)

// conclude makes of the words of a clause when to come. It is false where they do not go together.
func (r *clauseReader) conclude() bool {
	c := &r.c
	c.absent = c.absent || r.gone()
	negated := r.count[not]+r.count[except] > 0
	if r.count[not]+r.count[except] > 1 || r.count[ring] > 0 || negated && (c.only || c.status != "" || r.count[must] > 0) {
		return false
	}
	goes := r.count[leaves] + r.count[away]
	stays := r.count[home] + r.count[visit]
	switch {
	case r.count[unmet] > 0:
		if negated || goes+stays+r.count[returns] > 0 || !r.unmet() {
			return false
		}
	case r.count[returns] > 0:
		if negated || r.count[away] > 0 || stays > 0 || !r.returning() {
			return false
		}
	case goes > 0 && stays > 0:
		return false
	case negated && goes > 0: // không đi làm thứ 7: what else there is, is not said
		return false
	case goes > 0:
		if !r.going() {
			return false
		}
	case negated:
		if !r.negated() {
			return false
		}
	default:
		if !r.positive(stays > 0) {
			return false
		}
	}
	c.bare = len(r.forms) > 0 && stays+goes+r.count[returns]+r.count[unmet] == 0 && !c.only && !negated && r.spansOnly()
	return c.timed() || c.days|c.notDays != 0 || len(c.marks) > 0 || c.status != ""
}

func (r *clauseReader) spansOnly() bool {
	for _, f := range r.forms {
		if f.window == (campaign.Window{}) {
			return false
		}
	}
	return true
}

func afterwards(at int) campaign.Window { return campaign.Window{Open: at, Close: never} }
func beforehand(at int) campaign.Window { return campaign.Window{Open: 0, Close: at} }

// literal is the window of a form by its words alone; false for a time alone, and for one that is empty.
func (f form) literal() (campaign.Window, bool) {
	w := f.window
	if w == (campaign.Window{}) {
		switch f.class {
		case after, starting:
			w = afterwards(f.from.at)
		case before, until, come:
			w = beforehand(f.from.at)
		default:
			return w, false
		}
	}
	return w, 0 <= w.Open && w.Open < w.Close && w.Close <= never
}

// positive: sau 20h, chỉ tối thứ 7, có nhà đến 20h, khoảng 20h, hẹn 20h.
func (r *clauseReader) positive(met bool) bool {
	const half = 30 * minute
	for k, f := range r.forms {
		w, ok := f.literal()
		switch {
		case ok && (f.class != until && f.class != come || f.verb || k > 0):
		case f.class == around, f.class == other && r.count[home] > 0:
			w = campaign.Window{Open: max(0, f.from.at-half), Close: f.from.at + half}
		case f.class == other && (met || r.in.cell || r.in.hold), f.class == come && (r.in.hold || r.count[visit] > 0):
			if r.count[onward] > 0 {
				return false
			}
			w = campaign.Window{Open: f.from.at, Close: f.from.at + half}
		case f.class == other && r.count[onward] > 0:
			w = afterwards(f.from.at)
		default:
			return false
		}
		if w.Close > never {
			return false
		}
		r.c.home = append(r.c.home, w)
	}
	if r.count[onward] > 0 && !r.openEnded() {
		return false
	}
	return true
}

// openEnded says whether "trở đi" goes with what stands before it.
func (r *clauseReader) openEnded() bool {
	for _, w := range r.c.home {
		if w.Close == never {
			return true
		}
	}
	return false
}

// negated: không sau 20h, trừ 19h-20h, không đến chủ nhật.
func (r *clauseReader) negated() bool {
	if r.count[onward] > 0 || r.count[home] > 0 && len(r.forms) == 0 && r.c.days == 0 {
		return false
	}
	for _, f := range r.forms {
		w, ok := f.literal()
		if !ok || f.class == until || f.class == come {
			return false
		}
		r.c.away = append(r.c.away, w)
	}
	return r.absentDays()
}

// absentDays turns the days of a clause into those not to come on. Together with times they cannot be said.
func (r *clauseReader) absentDays() bool {
	if r.c.days == 0 {
		return true
	}
	if len(r.forms) > 0 || r.c.days == campaign.EveryDay {
		return false
	}
	r.c.notDays, r.c.days = r.c.days, 0
	return true
}

// going: đi làm từ 19h đến 22h, sau 20h đi vắng, bận đến 20h, 21h đi ngủ.
func (r *clauseReader) going() bool {
	if len(r.forms) == 0 && r.c.days == 0 {
		return len(r.c.marks) > 0 // đi làm alone says nothing of when
	}
	if r.c.only || r.dark && len(r.forms) == 0 && r.c.days == 0 {
		return false
	}
	for _, f := range r.forms {
		w, ok := f.literal()
		switch {
		case ok && f.class == before && f.verb && r.count[away] == 0: // đi làm trước 20h: and back?
			return false
		case ok:
		case f.class == other && r.count[leaves] > 0 && !f.verb: // 21h đi ngủ
			w = afterwards(f.from.at)
		default:
			return false
		}
		r.c.away = append(r.c.away, w)
	}
	if len(r.c.marks) > 0 && r.c.days != 0 {
		return false
	}
	return r.absentDays()
}

// returning: sau 20h mới về, 20h về, đi làm đến 20h mới về.
func (r *clauseReader) returning() bool {
	if len(r.forms) == 0 {
		// "về T7" may be July.
		return r.c.days != 0 && (bits.OnesCount8(uint8(r.c.days)) > 1 || !r.month())
	}
	for _, f := range r.forms {
		if f.window != (campaign.Window{}) || f.class == before {
			return false
		}
		r.c.home = append(r.c.home, afterwards(f.from.at))
	}
	return len(r.forms) == 1 && r.c.home[0].Open < never
}

// month says whether the clause has a day that may as well be a month: T7.
func (r *clauseReader) month() bool {
	for i := r.from; i < r.to; i++ {
		if r.t.at(i).full == "t" && r.t.at(i+1).kind == number {
			return true
		}
	}
	return false
}

// unmet: trước 20h chưa về.
func (r *clauseReader) unmet() bool {
	if len(r.forms) != 1 || r.c.days != 0 || r.forms[0].class != before {
		return false
	}
	w, ok := r.forms[0].literal()
	r.c.away = append(r.c.away, w)
	return ok
}
