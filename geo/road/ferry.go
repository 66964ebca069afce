package road

import (
	"strconv"
	"strings"
)

// fastestFerry is the most km/h that the duration of a ferry may mean; beyond it is an error of the map.
const fastestFerry = 60

// ferrySpeed is the km/h of a ferry of some metres that takes as long as a duration says; 0 where that is not known, or
// cannot be. What it takes to wait for one is in no map.
func ferrySpeed(metres float64, duration string) float32 {
	seconds, ok := durationOf(duration)
	if !ok || seconds <= 0 {
		return 0
	}
	speed := metres / seconds * 3.6
	if speed < 0.05 || speed > fastestFerry {
		return 0
	}
	return float32(speed)
}

// durationOf reads "00:06", "00:06:30", "6" minutes or "PT1H6M" as seconds,
// https://wiki.openstreetmap.org/wiki/Key:duration.
func durationOf(text string) (float64, bool) {
	text = strings.TrimSpace(text)
	if iso, found := strings.CutPrefix(text, "PT"); found {
		return isoDuration(iso)
	}
	parts := strings.Split(text, ":")
	if len(parts) > 3 {
		return 0, false
	}
	units := [...]float64{3600, 60, 1}
	if len(parts) == 1 {
		units[0] = 60
	}
	sum := 0.0
	for i, part := range parts {
		n, err := strconv.ParseUint(part, 10, 16)
		if err != nil {
			return 0, false
		}
		sum += float64(n) * units[i]
	}
	return sum, true
}

// isoDuration reads the time of an ISO 8601 duration, "1H6M".
func isoDuration(text string) (float64, bool) {
	sum := 0.0
	for text != "" {
		end := strings.IndexAny(text, "HMS")
		if end < 0 {
			return 0, false
		}
		n, err := strconv.ParseUint(text[:end], 10, 16)
		if err != nil {
			return 0, false
		}
		sum += float64(n) * map[byte]float64{'H': 3600, 'M': 60, 'S': 1}[text[end]]
		text = text[end+1:]
	}
	return sum, true
}
