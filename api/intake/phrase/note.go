package phrase

import (
	"slices"
	"strings"

	"gonha/solver/campaign"
)

// Noted is what was understood of a note.
type Noted struct {
	Windows []campaign.Window // when to come, ascending and disjoint; Open 0 is no start, Close 48 h no end; nil is nothing said
	Days    campaign.Days     // on which evenings; 0 is nothing said
	Marks   []campaign.Mark   // each once
	Status  campaign.Status   // NoSmartphone where the note says so, or empty
	Rest    string            // what was not understood, in its own words
}

// Any says whether anything was understood.
func (n *Noted) Any() bool {
	return len(n.Windows) > 0 || n.Days != 0 || len(n.Marks) > 0 || n.Status != ""
}

// Note reads a note clause by clause: "sau 20h", "trước 19h30", "chỉ tối thứ 7", "trừ chủ nhật", "làm ca đêm", "gọi
// trước". A clause is understood only if all its words are: "sinh 20h", "đã gọi lúc 20h", "đón con 17h" and dates stay
// notes. Where the clauses together are not to be told as windows of every evening, as "sau 20h hoặc chủ nhật", none of
// their times is.
//
// "khoảng 20h" is half an hour to either side, "hẹn 20h" the half hour from then.
func Note(s string) Noted { return read(s).note(saidIn{}) }

// note reads the text as a note.
func (t *text) note(in saidIn) Noted {
	var n Noted
	var known []said
	var origins []clause
	var rest []string
	for _, one := range t.noteClauses(in) {
		c, said := one.clause, one.said
		doubtful := said.bare && len(known) > 0 && known[len(known)-1].absent && !known[len(known)-1].timed() && c.sign == ","
		if !said.ok || doubtful {
			rest = append(rest, t.between(c.from, c.to))
			said = emptied(said)
		}
		known, origins = append(known, said), append(origins, c)
	}
	windows, days, ok := together(known, origins)
	if ok {
		n.Windows, n.Days = windows, days
	}
	for k, c := range known {
		for _, m := range c.marks {
			if !slices.Contains(n.Marks, m) {
				n.Marks = append(n.Marks, m)
			}
		}
		if c.status != "" {
			n.Status = c.status
		}
		if !ok && (c.timed() || c.days|c.notDays != 0) {
			rest = append(rest, t.between(origins[k].from, origins[k].to))
		}
	}
	n.Rest = strings.Join(rest, "; ")
	return n
}

// emptied keeps of a clause that is not understood what makes others doubtful.
func emptied(c said) said { return said{absent: c.absent, dated: c.dated || c.days|c.notDays != 0} }

// saidClause is a clause with what it says.
type saidClause struct {
	clause
	said said
}

// noteClauses are the clauses of the text; one that is not understood is parted at dashes between blanks.
func (t *text) noteClauses(in saidIn) []saidClause {
	var all []saidClause
	for _, c := range t.clauses(noteBreaks) {
		said := t.said(c.from, c.to, in)
		if said.ok {
			all = append(all, saidClause{c, said})
			continue
		}
		parts := t.dashed([]clause{c})
		if len(parts) == 1 {
			all = append(all, saidClause{c, said})
			continue
		}
		for _, part := range parts {
			all = append(all, saidClause{part, t.said(part.from, part.to, in)})
		}
	}
	return all
}

// dashed parts clauses at the dashes between blanks.
func (t *text) dashed(clauses []clause) []clause {
	var all []clause
	for _, c := range clauses {
		from, sign := c.from, c.sign
		for i := c.from; i < c.to; i++ {
			if t.isSign(i, "-–—") && t.at(i).space && t.at(i+1).space {
				if from < i {
					all = append(all, clause{from, i, sign})
				}
				from, sign = i+1, ","
			}
		}
		if from < c.to {
			all = append(all, clause{from, c.to, sign})
		}
	}
	return all
}

// together makes windows and days of what the clauses say; ok is false where no windows of every evening could.
func together(all []said, origins []clause) (windows []campaign.Window, days campaign.Days, ok bool) {
	if contradictory(all, origins) {
		return nil, 0, false
	}
	var home, away []campaign.Window
	var notDays campaign.Days
	for k := range all {
		home, away = append(home, all[k].home...), append(away, all[k].away...)
		days |= all[k].days
		notDays |= all[k].notDays
	}
	if len(home)+len(away) > 0 {
		windows = without(narrow(home), away)
		if len(windows) == 0 || len(windows) > maxWindows {
			return nil, 0, false
		}
		if windows[0] == (campaign.Window{Open: 0, Close: never}) {
			windows = nil
		}
	}
	if notDays != 0 {
		if days == 0 {
			days = campaign.EveryDay
		}
		if days &^= notDays; days == 0 {
			return nil, 0, false
		}
	}
	if days == campaign.EveryDay {
		days = 0
	}
	return windows, days, true
}

// contradictory says whether the times of clauses cannot be told as windows of every evening.
func contradictory(all []said, origins []clause) bool {
	both, dated, limited, dayClauses, timedClauses := false, false, false, 0, 0
	for k := range all {
		c := &all[k]
		onDays, timed := c.days != 0, c.timed()
		if onDays && !timed && timedClauses > 0 && !c.only {
			return true // "sau 20h, chủ nhật" may mean all of Sunday
		}
		if origins[k].sign == "or" && k > 0 && (timed && all[k-1].days != 0 || onDays && all[k-1].timed()) {
			return true
		}
		if onDays {
			dayClauses++
		}
		if timed {
			timedClauses++
		}
		both = both || onDays && timed
		dated = dated || c.dated
		limited = limited || onDays || c.notDays != 0
	}
	// "T2-T6 sau 20h, T7 cả ngày"; "T2-T6 sau 20h, T7 sau 18h"
	return dated && limited || both && (dayClauses > 1 || timedClauses > 1)
}
