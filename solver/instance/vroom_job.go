package instance

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"

	"gonha/geo"
)

// vroomJob is a job of a document.
type vroomJob struct {
	id               uint64
	path             string
	description      string
	at               vroomPlace
	setup, service   vroomSeconds
	delivery, pickup []uint32 // by kind of amount; nil is none of any
	skills           []uint32 // ascending, each once
	priority         int32
	windows          []vroomWindow // ascending and disjoint; nil is always
}

// mostPriority is the highest priority of a job.
const mostPriority = 100

// vroomWindow is a span of time in the document's seconds, both ends included.
type vroomWindow struct{ open, close int64 }

// anyTime is the window of who has none.
var anyTime = vroomWindow{0, math.MaxUint32}

// vroomPlace is where something is: a row of the matrices, coordinates, or both. That of a vehicle
// without a start or an end is nowhere.
type vroomPlace struct {
	index int32 // -1 is none
	point *geo.Point
	given []float64 // the coordinates as they stand, to be given back
	bad   bool      // coordinates beside an index are no place on the earth: they must not be needed
}

var nowhere = vroomPlace{index: -1}

func (p vroomPlace) there() bool { return p.index >= 0 || p.point != nil }

// vroomSeconds is a duration that may differ by the type of the vehicle.
type vroomSeconds struct {
	usual  int64
	byType map[string]int64
}

func (s vroomSeconds) of(kind string) int64 {
	if own, given := s.byType[kind]; given {
		return own
	}
	return s.usual
}

// job reads a job.
func (r *vroomReader) job(path string) vroomJob {
	j := vroomJob{path: path}
	o := r.object(path)
	if o == nil {
		return j
	}
	j.id = o.id()
	j.description = o.text("description")
	j.at = o.place("location", "location_index")
	if !j.at.there() {
		r.fault(o.at("location"), "thiếu / missing")
	}
	j.setup, j.service = o.seconds("setup"), o.seconds("service")
	_, delivers := o.members["delivery"]
	_, picksUp := o.members["pickup"]
	old := o.wholes("amount", r.limits.Amounts)
	j.delivery, j.pickup = o.wholes("delivery", r.limits.Amounts), o.wholes("pickup", r.limits.Amounts)
	if !delivers && !picksUp {
		j.delivery = old
	}
	j.skills = o.skills()
	j.priority = int32(o.whole("priority", mostPriority, 0))
	j.windows = o.windows("time_windows")
	o.end(jobNames)
	return j
}

// place takes a place, from the members of its coordinates and of its index.
func (o *vroomObject) place(location, index string) vroomPlace {
	p := nowhere
	if _, given := o.members[index]; given {
		p.index = int32(o.whole(index, math.MaxInt32, 0))
	}
	raw, given := o.take(location)
	if !given {
		return p
	}
	var numbers []*float64
	err := json.Unmarshal(raw, &numbers)
	pair := err == nil && len(numbers) >= 2 && numbers[0] != nil && numbers[1] != nil
	if pair {
		p.given = []float64{*numbers[0], *numbers[1]}
	}
	switch {
	case pair && (geo.Point{Lat: *numbers[1], Lon: *numbers[0]}).Valid():
		p.point = &geo.Point{Lat: *numbers[1], Lon: *numbers[0]}
	case p.index >= 0:
		p.bad = true
	default:
		o.r.fault(o.at(location), notAPlace)
		p.index = 0 // which is no further fault
	}
	return p
}

const notAPlace = "phải là [kinh độ, vĩ độ] / must be [longitude, latitude]"

// seconds takes a duration, and what it is for the types of vehicles.
func (o *vroomObject) seconds(name string) vroomSeconds {
	s := vroomSeconds{usual: int64(o.whole(name, longest, 0))}
	own := name + "_per_type"
	raw, given := o.take(own)
	if !given {
		return s
	}
	var byType map[string]json.RawMessage
	if json.Unmarshal(raw, &byType) != nil || byType == nil {
		o.r.fault(o.at(own), "phải là đối tượng / must be an object")
		return s
	}
	s.byType = make(map[string]int64, len(byType))
	types := &vroomObject{o.r, o.at(own), byType}
	for kind, value := range byType {
		one := vroomObject{o.r, types.path, map[string]json.RawMessage{shownName(kind): value}}
		s.byType[kind] = int64(one.whole(shownName(kind), longest, 0))
	}
	return s
}

// skills takes the skills.
func (o *vroomObject) skills() []uint32 {
	list := o.wholes("skills", o.r.limits.List)
	slices.Sort(list)
	return slices.Compact(list)
}

// windows takes time windows, which may come in any order.
func (o *vroomObject) windows(name string) []vroomWindow {
	raw, given := o.take(name)
	if !given {
		return nil
	}
	var spans []json.RawMessage
	switch err := json.Unmarshal(raw, &spans); {
	case err != nil || len(spans) == 0:
		o.r.fault(o.at(name), "phải là mảng khung giờ, ít nhất một / must be an array of time windows, one or more")
		return nil
	case len(spans) > o.r.limits.List:
		o.r.fault(o.at(name), fmt.Sprintf("nhiều nhất %d / at most %d", o.r.limits.List, o.r.limits.List))
		return nil
	}
	list := make([]vroomWindow, len(spans))
	for i, span := range spans {
		list[i] = o.r.window(fmt.Sprintf("%s[%d]", o.at(name), i), span)
	}
	slices.SortFunc(list, func(a, b vroomWindow) int { return int(a.open - b.open) })
	for i := range list[1:] {
		if list[i+1].open <= list[i].close {
			o.r.fault(o.at(name), "khung giờ chồng nhau / the time windows overlap")
			break
		}
	}
	return list
}

// window is one time window.
func (r *vroomReader) window(path string, raw json.RawMessage) vroomWindow {
	ends, ok := parseWholes(raw, nil, 2)
	if !ok || len(ends) != 2 || ends[0] > ends[1] {
		r.fault(path, "phải là [từ, đến], giây nguyên / must be [start, end], whole seconds")
		return anyTime
	}
	return vroomWindow{int64(ends[0]), int64(ends[1])}
}
