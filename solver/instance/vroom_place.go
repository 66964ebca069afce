package instance

import (
	"slices"
	"strings"

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
	if !first.there() {
		first = v.vehicles[0].end
	}
	v.indexed = first.index >= 0
	rows := v.rows()
	add := func(at vroomPlace, path, index string) {
		switch {
		case at.bad && rows == 0:
			r.fault(path+"."+strings.TrimSuffix(index, "_index"), notAPlace)
		case !at.there():
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
		for _, s := range []*vroomSquare{m.durations, m.distances, m.costs} {
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

// checkTravel refuses profiles whose travel nobody knows.
func (v *VROOM) checkTravel(r *vroomReader) {
	located := v.places.located()
	for i := range v.vehicles {
		x := &v.vehicles[i]
		m := v.matrices[x.profile]
		_, usual := lineSpeeds(x.profile)
		switch {
		case m != nil && m.durations != nil:
		case !located:
			r.fault(x.path+".profile", "không có ma trận durations cho profile này, mà có nơi thiếu tọa độ / there is no durations matrix for this profile, and there are places without coordinates")
		case !usual:
			r.fault(x.path+".profile", "không có ma trận, và chỉ có car, bike, foot không cần ma trận / there is no matrix for it, and only car, bike and foot need none")
		}
		if x.way().metres && !located && (m == nil || m.distances == nil) {
			r.fault("matrices."+shownName(x.profile)+".distances", "thiếu, mà per_km hoặc max_distance cần / missing, and per_km or max_distance needs them")
		}
	}
}

// vroomMode is what makes the travel of teams differ for package solver.
type vroomMode struct {
	profile string
	factor  int64
}

// modesOf lists the modes of the vehicles, and gives that of each.
func (v *VROOM) modesOf() (modes []int32) {
	for i := range v.vehicles {
		mode := vroomMode{v.vehicles[i].profile, v.vehicles[i].factor}
		at := slices.Index(v.modes, mode)
		if at < 0 {
			at = len(v.modes)
			v.modes = append(v.modes, mode)
		}
		modes = append(modes, int32(at))
	}
	return modes
}

// settle gives the points of package solver's problem: those of the places, made up where there are none, and the open
// place if it is needed.
func (v *VROOM) settle() []geo.Point {
	p := &v.places
	points := slices.Clone(p.points)
	if !p.located() {
		for i := range v.vehicles { // in their order, so that the plan does not change from run to run
			if m := v.matrices[v.vehicles[i].profile]; m != nil && m.durations != nil {
				points = embed(int32(len(points)), m.durations, p.rows)
				break
			}
		}
	}
	for i := range v.vehicles {
		if !v.vehicles[i].start.there() || !v.vehicles[i].end.there() {
			p.open = int32(len(points))
			break
		}
	}
	if p.open >= 0 { // amid the others, though nothing depends on it
		points = append(points, points[0])
	}
	return points
}
