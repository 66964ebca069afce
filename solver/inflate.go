package solver

// Where prize has an exchange, a team is worth sending out only for a whole route of visits, which together pay a little more
// than their way. While the search is hot its routes are too poor for that and are given up one after the other; once it is
// cool no single step makes a new one that is good enough at once. So where routes pay badly prizes count for more at
// first, for them to stay and become good ones: a route that does not pay any more is given up in a single step.

// inflatedUntil is the share of the search after which prizes count for what they are.
const inflatedUntil = 0.6

// shortfall is by how much more prizes would have to count for the routes of the first plan to pay as many times their way as
// is wanted, as a share of themselves, at most 1. Where routes pay well by themselves, more would keep too many of them.
func (r *run) shortfall() float64 {
	if !r.g.nature.traded {
		return 0
	}
	var sum tally
	for i := range r.tally {
		sum.add(&r.tally[i])
	}
	pays := float64(r.g.p.Exchange) * float64(sum.prize) / float64(max(1, sum.travel))
	return max(0, min(1, r.g.tune.paying-pays))
}

// inflate sets by how much more prizes count in the epoch e, of the shortfall at the start. Where there are no regions one
// search goes on through all epochs, with prizes that stay.
func (r *run) inflate(e Epoch, shortfall float64) {
	r.g.inflation = 0
	if r.divided() {
		middle := float64(r.schedule.from+e.To) / 2 / cooled
		r.g.inflation = shortfall * max(0, 1-middle/inflatedUntil)
	}
}

// extra is what a visit of the client is worth now beyond its value, in seconds.
func (g *graph) extra(c *Client) int64 {
	if g.inflation == 0 {
		return 0
	}
	return int64(g.inflation * float64(g.p.Exchange*int64(c.Prize)))
}
