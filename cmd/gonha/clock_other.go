//go:build !unix

package main

import "time"

// cpuClock is the processor time of this process so far, as a moment; nil where the system does not say.
func cpuClock() func() time.Time { return nil }
