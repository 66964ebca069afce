package benchmarks

import (
	"fmt"
	"math"
	"math/rand/v2"

	"gonha/solver/campaign"
)

// Each kind of draw has a stream of its own, so that another share of windows, say, leaves doors,
// names and teams where they were.
const (
	streamStreets uint64 = iota + 1
	streamPersons
	streamWindows
	streamPriority
	streamMandatory
	streamMinutes
	streamStatus
	streamNames
	streamNotes
	streamTeams
	streamLayout
)

// Ward generates a ward. The same options give the same households and teams on every machine.
// Households come group by group and along each alley. o must be valid, see [WardOptions.Validate];
// Ward panics where it is not.
func Ward(o WardOptions) (households []campaign.Household, teams []campaign.Team) {
	if err := o.Validate(); err != nil {
		panic("benchmarks: ward of invalid options: " + err.Error())
	}
	doors, middles := layOut(o)
	place := newProjection(o.Centre)
	households = make([]campaign.Household, len(doors))
	for i, d := range doors {
		households[i] = campaign.Household{
			ID: fmt.Sprintf("H%06d", i+1), Point: place.point(d.at), Address: d.address,
			Priority: 1, Status: campaign.Pending,
		}
		if o.Groups {
			households[i].Group = groupName(d.group)
		}
	}
	drawPersons(o, households)
	drawWindows(o, households)
	drawWishes(o, households)
	drawNames(o, households)
	return households, drawTeams(o, middles, place)
}

func groupName(group int) string { return fmt.Sprintf("TDP-%d", group+1) }

func (o WardOptions) stream(number uint64) *rand.Rand { return stream(o.Seed, number) }

func stream(seed, number uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, number)) }

func drawPersons(o WardOptions, households []campaign.Household) {
	random := o.stream(streamPersons)
	for i := range households {
		households[i].Persons = personsDrawn(random, o.Persons)
	}
}

// personsDrawn draws 1, 2, 3... with the given weights.
func personsDrawn(random *rand.Rand, weights []int) int {
	sum := 0
	for _, w := range weights {
		sum += w
	}
	n, persons := random.IntN(sum), 0
	for _, w := range weights {
		persons++
		if n -= w; n < 0 {
			break
		}
	}
	return persons
}

func drawWindows(o WardOptions, households []campaign.Household) {
	random := o.stream(streamWindows)
	for i := range households {
		households[i].Windows = windowsDrawn(random, o.Windows)
	}
}

// windowsDrawn draws when somebody of a household is home; nil is all evening.
func windowsDrawn(random *rand.Rand, shares []WindowShare) []campaign.Window {
	x := random.Float64()
	for _, w := range shares {
		if x < w.Share {
			return append([]campaign.Window(nil), w.Windows...)
		}
		x -= w.Share
	}
	return nil
}

// drawWishes draws priorities, who is mandatory, own minutes and statuses.
func drawWishes(o WardOptions, households []campaign.Household) {
	n := len(households)
	random := o.stream(streamPriority)
	for _, i := range chosen(random, n, o.PriorityShare) {
		households[i].Priority = 2 + random.IntN(o.PriorityMax-1)
	}
	for _, i := range chosen(o.stream(streamMandatory), n, o.MandatoryShare) {
		households[i].Mandatory = true
	}
	random = o.stream(streamMinutes)
	for _, i := range chosen(random, n, o.MinutesShare) {
		households[i].PerPerson = (5 + random.IntN(4)) * minute
	}
	met := chosen(o.stream(streamStatus), n, min(1, o.AbsentShare+o.NoSmartphoneShare))
	absent := min(len(met), nearestCount(n, o.AbsentShare))
	for k, i := range met {
		households[i].Status = campaign.NoSmartphone
		if k < absent {
			households[i].Status = campaign.Absent
		}
	}
}

// chosen draws a share of n indices, to the nearest whole number of them, in random order.
func chosen(random *rand.Rand, n int, share float64) []int {
	if count := nearestCount(n, share); count > 0 {
		return random.Perm(n)[:count]
	}
	return nil
}

func nearestCount(n int, share float64) int { return int(math.Round(float64(n) * share)) }
