package instance

import (
	"errors"
	"fmt"
	"math"
)

// validate says what makes an instance unusable though each of its lines can be read.
func (in *Instance) validate(file string) error {
	fault := func(vietnamese, english string) error {
		return fmt.Errorf("%s: %s / %s: %w", file, vietnamese, english, ErrFormat)
	}
	if len(in.Sites) == 0 || len(in.Vehicles) == 0 {
		return fault("không có điểm hoặc không có xe", "there are no points or no vehicles")
	}
	if len(in.Vehicles) > maxVehicles {
		return fault("quá nhiều xe", "there are too many vehicles")
	}
	var faults []error
	for i := range in.Sites {
		s := &in.Sites[i]
		if s.Open < 0 || s.Close < s.Open || s.Service < 0 {
			faults = append(faults, fault("khung giờ hoặc thời gian phục vụ sai", fmt.Sprintf("point %d: window %v to %v, service %v", i, s.Open, s.Close, s.Service)))
		}
		if len(faults) == maxFaults {
			break
		}
	}
	for i := range in.Vehicles {
		if in.Vehicles[i].MaxDuration < 0 {
			return fault("thời gian tối đa của xe sai", "the longest duration is negative")
		}
	}
	if in.unit() <= 0 {
		faults = append(faults, fault("khoảng cách hoặc thời gian quá lớn", "lengths or times are too large"))
	}
	return errors.Join(faults...)
}

// maxFaults is how many faults of a kind are listed.
const maxFaults = 5

// latestUnit bounds all times and lengths of a problem in the solver's whole units, so that sums of a few
// of them stay far from its own limit of 2^26.
const latestUnit = 1 << 25

// unit is how many of the solver's whole units one unit of the file is: the scale of the measure where
// it rounds; for double precision the largest power of ten, up to a million, with which all times and
// lengths fit. It is 0 where nothing fits.
func (in *Instance) unit() float64 {
	span := in.span()
	if in.Measure.Rounding != None {
		if span*in.Measure.Scale > latestUnit {
			return 0
		}
		return in.Measure.Scale
	}
	for unit := 1e6; unit >= 1; unit /= 10 {
		if span*unit <= latestUnit {
			return unit
		}
	}
	return 0
}

// span is the longest time or length that a single leg, window, service or limit of the instance has.
func (in *Instance) span() float64 {
	low := [2]float64{math.Inf(1), math.Inf(1)}
	high := [2]float64{math.Inf(-1), math.Inf(-1)}
	longest := 0.0
	for i := range in.Sites {
		s := &in.Sites[i]
		low[0], high[0] = min(low[0], s.X), max(high[0], s.X)
		low[1], high[1] = min(low[1], s.Y), max(high[1], s.Y)
		longest = max(longest, s.Service)
		if !math.IsInf(s.Close, 1) {
			longest = max(longest, s.Close)
		}
	}
	return max(longest, math.Hypot(high[0]-low[0], high[1]-low[1]))
}
