package solver

import "testing"

// payers is a problem of optional clients with prizes that have the exchange, whose first plan is given: teams that go
// out bring a prize each for the travel.
func payers(t *testing.T, clients int, exchange, prize, travel int64) *run {
	t.Helper()
	p := required(1, clients, 20, 1000)
	for i := range p.Clients {
		p.Clients[i].Required, p.Clients[i].Prize = false, 10
	}
	p.Exchange = exchange
	o := DefaultOptions()
	o.TimeLimit, o.Iterations = 0, 1
	r := newRun(graphOf(t, p), o, o.Now())
	r.tally = []tally{{prize: prize, travel: travel}, {prize: prize, travel: travel}}
	return r
}

// TestShortfall: what the first routes lack to pay as much as is wanted, but no more than the prizes once again, and
// nothing where prize has no exchange.
func TestShortfall(t *testing.T) {
	for _, c := range []struct {
		exchange, prize, travel int64
		want                    float64
	}{
		{10, 100, 1000, 0.5},
		{10, 120, 1000, 0.3},
		{10, 150, 1000, 0},
		{10, 300, 1000, 0},
		{10, 20, 1000, 1},
		{0, 20, 1000, 0},
	} {
		r := payers(t, 300, c.exchange, c.prize, c.travel)
		r.g.tune.paying = 1.5
		if got := r.shortfall(); got < c.want-1e-9 || got > c.want+1e-9 {
			t.Errorf("%+v: shortfall %v", c, got)
		}
	}
}

// TestInflate: prizes with an exchange count for more while the search is young, less and less, and from some time on for
// what they are; where one search goes on through all epochs, always for that.
func TestInflate(t *testing.T) {
	for clients, regions := range map[int]bool{300: true, 100: false} {
		r := payers(t, clients, 40, 1, 1)
		for tenth, last := int32(0), int64(200); tenth < 10; tenth++ {
			r.schedule.from = tenth * cooled / 10
			r.inflate(Epoch{To: r.schedule.from + cooled/10}, 0.5)
			extra := r.g.extra(&r.g.p.Clients[0])
			switch inflates := regions && tenth < 6; {
			case inflates && (extra <= 0 || extra >= last), inflates && tenth == 0 && extra < 160, !inflates && extra != 0:
				t.Errorf("%d clients, after %d tenths: a prize of 10 is worth %d more, before %d", clients, tenth, extra, last)
			}
			last = extra
		}
	}
}
