package main

import (
	"os"
	"strconv"
	"strings"
)

// peakMemory is the most megabytes (10^6 bytes) that this process has had resident, where the system says
// so as Linux does; else 0.
func peakMemory() float64 {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(status)) {
		if fields := strings.Fields(line); len(fields) == 3 && fields[0] == "VmHWM:" && fields[2] == "kB" {
			kilobytes, err := strconv.ParseFloat(fields[1], 64)
			if err == nil {
				return kilobytes * 1024 / 1e6
			}
		}
	}
	return 0
}
