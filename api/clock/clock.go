// Package clock measures processor time, which other programs do not disturb, where the system tells it: of this process,
// and of a thread. Elsewhere it is the time that goes by.
package clock

import (
	"sync"
	"time"
)

// Shared makes a clock that goes on as the threads of a piece of work do, each of them: it goes on by the processor time of the process,
// shared among the threads that parts gives now. It may be called by several goroutines.
func Shared(parts func() int) func() time.Time {
	last, told := Process()
	if !told {
		return time.Now
	}
	var mutex sync.Mutex
	now := last
	return func() time.Time {
		mutex.Lock()
		defer mutex.Unlock()
		used, _ := Process()
		now = now.Add(used.Sub(last) / time.Duration(max(1, parts())))
		last = used
		return now
	}
}
