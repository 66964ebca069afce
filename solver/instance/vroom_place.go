package instance

import (
	"slices"

	"gonha/geo"
)

// vroomPlaces are the places of a problem, those of jobs and vehicles, each once. They are the solver's
// points, in order.
type vroomPlaces struct {
	known  map[vroomKey]int32
	points []geo.Point
	rows   []int32 // by place: of the matrices, -1 where they are known by coordinates
	placed []bool  // by place: whether its coordinates are known
	open   int32   // the place of who may begin or end anywhere: no way from all others; -1 where nobody may
}

// vroomKey tells places apart as VROOM does: by their rows, or by their coordinates.
type vroomKey struct {
	row   int32
	point geo.Point
}

// of is the place's number.
func (p *vroomPlaces) of(at vroomPlace) int32 {
	key := vroomKey{row: at.index}
	if at.index < 0 {
		key.point = *at.point
	}
	i, known := p.known[key]
	if !known {
		i = int32(len(p.points))
		p.known[key] = i
		p.points = append(p.points, geo.Point{})
		p.rows = append(p.rows, at.index)
		p.placed = append(p.placed, false)
	}
	if at.point != nil && !p.placed[i] {
		p.points[i], p.placed[i] = *at.point, true
	}
	return i
}

// located says whether the coordinates of all places are known.
func (p *vroomPlaces) located() bool { return !slices.Contains(p.placed, false) }

// collectPlaces finds all places and checks that they are given as the matrices demand.
func (v *VROOM) collectPlaces(r *vroomReader) {
	v.places = vroomPlaces{known: map[vroomKey]int32{}, open: -1}
	first := v.vehicles[0].start
	if !first.given() {
		first = v.vehicles[0].end
	}
	v.indexed = first.index >= 0
	rows := v.rows()
	add := func(at vroomPlace, path, index string) {
		switch {
		case !at.given():
		case at.index < 0 && (v.indexed || rows > 0):
			r.fault(path+"."+index, "thiếu: phải có khi có ma trận, ở mọi nơi hoặc không nơi nào / missing: needed where there are matrices, everywhere or nowhere")
		case at.index >= 0 && !v.indexed:
			r.fault(path+"."+index, "phải có ở mọi nơi hoặc không nơi nào / must be given everywhere or nowhere")
		case rows > 0 && int(at.index) >= rows:
			r.fault(path+"."+index, "ngoài ma trận / outside the matrix")
		default:
			v.places.of(at)
		}
	}
	for i := range v.vehicles {
		add(v.vehicles[i].start, v.vehicles[i].path, "start_index")
		add(v.vehicles[i].end, v.vehicles[i].path, "end_index")
	}
	for i := range v.jobs {
		add(v.jobs[i].at, v.jobs[i].path, "location_index")
	}
	if v.Options.Geometry && !v.places.located() {
		r.fault("options.g", "cần tọa độ của mọi nơi / needs the coordinates of all places")
	}
}

// rows is how many rows the smallest of the matrices has that are used; 0 where none is.
func (v *VROOM) rows() int {
	rows := 0
	for i := range v.vehicles {
		m := v.matrices[v.vehicles[i].profile]
		if m == nil {
			continue
		}
		for _, s := range []*vroomSquare{m.durations, m.distances} {
			if s != nil && (rows == 0 || s.rows < rows) {
				rows = s.rows
			}
		}
	}
	return rows
}

// lineSpeeds are the speeds in metres a second of the profiles that need no matrix, in straight lines.
func lineSpeeds(profile string) (speed float64, known bool) {
	switch profile {
	case "foot", "walk", "pedestrian", "foot-walking":
		return geo.WalkSpeed, true
	case usualProfile, "motorbike", "motorcycle", "motor_scooter", "bike", "bicycle", "auto", "driving-car", "cycling-regular":
		return geo.MotorbikeSpeed, true
	}
	return 0, false
}

// engines makes an engine for each profile at each speed, and gives the one of each vehicle.
func (v *VROOM) engines(r *vroomReader) (engines []geo.Engine, modes []int32) {
	type key struct {
		profile string
		factor  int64
	}
	known := map[key]int32{}
	for i := range v.vehicles {
		x := &v.vehicles[i]
		k := key{x.profile, x.factor}
		mode, made := known[k]
		if !made {
			mode = int32(len(engines))
			known[k] = mode
			engines = append(engines, v.engine(r, x))
		}
		modes = append(modes, mode)
	}
	return engines, modes
}

// engine makes the engine of a vehicle.
func (v *VROOM) engine(r *vroomReader, x *vroomVehicle) *vroomTravel {
	p := &v.places
	t := &vroomTravel{rows: p.rows, factor: x.factor, anywhere: p.open}
	if m := v.matrices[x.profile]; m != nil && m.durations != nil {
		t.matrix = m
	}
	speed, known := lineSpeeds(x.profile)
	switch {
	case t.matrix == nil && !p.located():
		r.fault(x.path+".profile", "không có ma trận durations cho profile này, mà có nơi thiếu tọa độ / there is no durations matrix for this profile, and there are places without coordinates")
	case t.matrix == nil && !known:
		r.fault(x.path+".profile", "không có ma trận, và đi đường thẳng chỉ có car, bike, foot / there is no matrix for it, and only car, bike and foot go in straight lines")
	case p.located():
		t.line = geo.NewStraight(p.points, geo.Detour, max(speed, geo.WalkSpeed))
	}
	return t
}

// settle gives places without coordinates points for the solver, and adds the open place if it is needed.
func (v *VROOM) settle() {
	p := &v.places
	if !p.located() {
		for i := range v.vehicles { // in their order, so that the plan does not change from run to run
			if m := v.matrices[v.vehicles[i].profile]; m != nil && m.durations != nil {
				p.points = embed(int32(len(p.points)), m.durations, p.rows)
				break
			}
		}
	}
	for i := range v.vehicles {
		if !v.vehicles[i].start.given() || !v.vehicles[i].end.given() {
			p.open = int32(len(p.points))
			break
		}
	}
	if p.open >= 0 { // amid the others, though nothing depends on it
		p.points = append(p.points, p.points[0])
	}
}
