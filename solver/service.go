package solver

import "slices"

// StopService is the time in seconds that a team of so many members needs to serve clients at one
// stop: the largest of their setups, and the makespan of the longest-first assignment of their people
// to the members (Graham, Bounds on Multiprocessing Timing Anomalies, SIAM J. Appl. Math. 17, 1969).
// Where every person takes equally long that is PerPerson x ceil(persons / members).
func StopService(clients []Client, members int32) int32 {
	var l lpt
	l.reset()
	for i := range clients {
		l.add(&clients[i])
	}
	return l.service(members)
}

// lpt collects the people of a stop's clients and finds the stop's service time.
type lpt struct {
	setup int32
	jobs  []job
	loads []int32 // seconds of work given to each member
}

// job is so many people who take so many seconds each.
type job struct{ seconds, persons int32 }

func (l *lpt) reset() { l.setup, l.jobs = 0, l.jobs[:0] }

func (l *lpt) add(c *Client) {
	l.setup = max(l.setup, c.Setup)
	for i := range l.jobs {
		if l.jobs[i].seconds == c.PerPerson {
			l.jobs[i].persons += c.Persons
			return
		}
	}
	l.jobs = append(l.jobs, job{c.PerPerson, c.Persons})
}

// service is the stop's service time for so many members.
func (l *lpt) service(members int32) int32 {
	if len(l.jobs) == 1 {
		return l.setup + l.jobs[0].seconds*ceilDiv(l.jobs[0].persons, members)
	}
	slices.SortFunc(l.jobs, func(a, b job) int { return int(b.seconds - a.seconds) })
	l.loads = append(l.loads[:0], make([]int32, members)...)
	for _, j := range l.jobs {
		for range j.persons {
			least := 0
			for m := range l.loads {
				if l.loads[m] < l.loads[least] {
					least = m
				}
			}
			l.loads[least] += j.seconds
		}
	}
	if len(l.loads) == 0 {
		return l.setup
	}
	return l.setup + slices.Max(l.loads)
}

func ceilDiv(a, b int32) int32 { return (a + b - 1) / b }
