package solver

// Where a prize has an exchange, a team is worth sending out only for a whole route of visits, one for which all of them
// together pay a little more than the way. While the search is hot its routes are too poor for that, so they are given up one after the
// other, and once it is cool no single step makes a new one that is good enough at once. To give a route up is a
// single step at any time. So prizes count for more at first, for the routes to stay and to become good ones, and
// each is given up when it does not pay any more.

// inflatedUntil is the share of the search after which prizes count for what they are.
const inflatedUntil = 0.6

// inflate sets by how much more prizes count in the epoch e. Where there are no regions one search goes on through all epochs,
// with prizes that stay.
func (r *run) inflate(e Epoch) {
	r.g.inflation = 0
	if r.g.nature.traded && r.divided() {
		middle := float64(r.schedule.from+e.To) / 2 / cooled
		r.g.inflation = r.g.tune.inflated * max(0, 1-middle/inflatedUntil)
	}
}

// extra is what a visit of the client is worth now beyond its value, in seconds.
func (g *graph) extra(c *Client) int64 {
	if g.inflation == 0 {
		return 0
	}
	return int64(g.inflation * float64(g.p.Exchange*int64(c.Prize)))
}
