//go:build !linux

package clock

import "time"

// Thread makes a clock of the time that goes by: this system tells no thread's processor time.
func Thread() func() time.Duration {
	begun := time.Now()
	return func() time.Duration { return time.Since(begun) }
}
