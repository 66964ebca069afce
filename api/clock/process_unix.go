//go:build unix

package clock

import (
	"syscall"
	"time"
)

// Process is the processor time of this process so far, of all its threads together, as a moment; false where the system does
// not say.
func Process() (time.Time, bool) {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return time.Time{}, false
	}
	return time.Unix(0, u.Utime.Nano()+u.Stime.Nano()), true
}
