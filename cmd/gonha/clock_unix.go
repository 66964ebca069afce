//go:build unix

package main

import (
	"syscall"
	"time"
)

// cpuClock is the processor time of this process so far, as a moment; nil where the system does not say.
func cpuClock() func() time.Time {
	return func() time.Time {
		var u syscall.Rusage
		if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
			panic(err) // it fails for bad arguments only
		}
		return time.Unix(0, u.Utime.Nano()+u.Stime.Nano())
	}
}
