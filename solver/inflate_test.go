package solver

import "testing"

// TestInflate: prizes with an exchange count for more while the search is young, at first for nearly twice as much, then
// less and less, and from some time on for what they are; without an exchange, or where one search goes on through all epochs, always for that.
func TestInflate(t *testing.T) {
	o := DefaultOptions()
	o.TimeLimit, o.Iterations = 0, 1
	for name, c := range map[string]struct {
		clients  int
		exchange int64
		inflates bool
	}{
		"an exchange and regions": {300, 40, true},
		"an exchange":             {100, 40, false},
		"none":                    {300, 0, false},
	} {
		p := required(1, c.clients, 20, 1000)
		for i := range p.Clients {
			p.Clients[i].Required, p.Clients[i].Prize = false, 10
		}
		p.Exchange = c.exchange
		r := newRun(graphOf(t, p), o, o.Now())
		for tenth, last := int32(0), int64(400); tenth < 10; tenth++ {
			r.schedule.from = tenth * cooled / 10
			r.inflate(Epoch{To: r.schedule.from + cooled/10})
			extra := r.g.extra(&p.Clients[0])
			switch inflates := c.inflates && tenth < 6; {
			case inflates && (extra <= 0 || extra >= last), inflates && tenth == 0 && extra < 320, !inflates && extra != 0:
				t.Errorf("%s: after %d tenths a prize of 10 is worth %d more, before %d", name, tenth, extra, last)
			}
			last = extra
		}
	}
}
