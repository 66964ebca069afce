package jobs

import (
	"cmp"
	"slices"
	"time"
)

// keep keeps an ended solve for as long as it is to be kept. Where there are too many, the one that ended
// first, of the owner who has most of them, goes, so that nobody crowds out anybody else.
func (q *Queue) keep(s *solve) {
	id := s.id // and not s: the runtime may hold a stopped timer, and what it calls, for its whole time
	s.expiry = time.AfterFunc(q.config.Keep, func() {
		q.mutex.Lock()
		defer q.mutex.Unlock()
		if old := q.solves[id]; old != nil {
			q.remove(old)
		}
	})
	q.ended = append(q.ended, s)
	if len(q.ended) <= q.config.Kept {
		return
	}
	count := make(map[string]int)
	for _, old := range q.ended {
		count[old.owner]++
	}
	q.remove(slices.MaxFunc(q.ended, func(a, b *solve) int { return cmp.Compare(count[a.owner], count[b.owner]) }))
}

// remove forgets an ended solve.
func (q *Queue) remove(s *solve) {
	s.expiry.Stop()
	delete(q.solves, s.id)
	if q.keys[s.key] == s {
		delete(q.keys, s.key)
	}
	is := func(other *solve) bool { return other == s }
	q.order, q.ended = slices.DeleteFunc(q.order, is), slices.DeleteFunc(q.ended, is)
}
