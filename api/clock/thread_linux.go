package clock

import (
	"syscall"
	"time"
)

// Thread makes a clock of the processor time of the thread that calls it, which must go on to be the one that calls it.
func Thread() func() time.Duration {
	begun := thread()
	return func() time.Duration { return thread() - begun }
}

// thread is the processor time of the calling thread so far.
func thread() time.Duration {
	const thisThread = 1 // RUSAGE_THREAD of getrusage(2), which package syscall has no name for
	var used syscall.Rusage
	if syscall.Getrusage(thisThread, &used) != nil {
		return 0 // which no Linux since 2.6.26 gives
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}
