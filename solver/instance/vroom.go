package instance

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"gonha/solver"
	"gonha/solver/vrp"
)

// VROOM is a problem in the JSON format of VROOM (https://github.com/VROOM-Project/vroom, docs/API.md
// as of January 2026): jobs to be done by vehicles at the least travel time. It holds what was given
// and the solver's problem made of it. Its fields do not change once it is read, so it may be solved
// by several goroutines.
type VROOM struct {
	Options VROOMOptions

	ignored  []string // paths of members that VROOM does not know
	jobs     []vroomJob
	vehicles []vroomVehicle
	matrices map[string]*vroomMatrix // by profile
	amounts  int                     // kinds of amounts
	indexed  bool                    // places are rows of the matrices

	places   vroomPlaces
	skeleton *vrp.Problem // without its tables; nil where it is too large for them
	ways     []vroomWay   // by travel of skeleton
	begin    *vrp.Plan    // of the vehicles' steps; nil is none
	timed    bool         // there are time windows or breaks

	// Of a problem that is too large for tables, or needs nothing that only package vrp knows; else nil:
	problem *solver.Problem
	modes   []vroomMode // by its travel
	base    int64       // what its time 0 is in the document's
}

// VROOMOptions are what VROOM's HTTP server, vroom-express, takes under "options", as the options of
// its command line.
type VROOMOptions struct {
	Geometry bool   // g: the routes' lines are wanted
	Plan     bool   // c: the routes are given as steps, and only their times are wanted
	Threads  int    // t: at most so many; 0 is not given
	Explore  int    // x: how thoroughly to search, 0 to 5
	Limit    uint32 // l: at most so many seconds; 0 is not given
}

// mostExplore is the largest exploration level, which is also the default.
const mostExplore = 5

// VROOMLimits are the most that a document may hold. DefaultVROOMLimits gives every field its value.
type VROOMLimits struct {
	Jobs     int
	Vehicles int
	Places   int // rows of a matrix
	List     int // numbers of a list of skills, or time windows of a job
	Amounts  int // kinds of amounts

	// Dense is up to how many places travel is put into tables, for package vrp. Larger problems are solved by package solver,
	// without what only that package knows.
	Dense int
}

// DefaultVROOMLimits are somewhat above what vroom-express allows: 1000 jobs and 200 vehicles.
func DefaultVROOMLimits() VROOMLimits {
	return VROOMLimits{Jobs: 5000, Vehicles: 500, Places: 2500, List: 50, Amounts: 16, Dense: 3000}
}

// Errors of a document as a whole. ErrVROOMLarge is wrapped by the fault that says what there is too
// much of.
var (
	ErrVROOM      = errors.New("không phải đối tượng JSON / not a JSON object")
	ErrVROOMLarge = errors.New("quá lớn / too large")
)

// VROOMFault is one thing wrong with a document: where, and the rule, in both languages. It repeats no
// value.
type VROOMFault struct {
	Path   string // like jobs[3].setup; empty is the whole
	Reason string
	large  bool
}

// Error implements error.
func (f VROOMFault) Error() string {
	if f.Path == "" {
		return f.Reason
	}
	return f.Path + ": " + f.Reason
}

// Unwrap gives [ErrVROOMLarge] where there is too much of something.
func (f VROOMFault) Unwrap() error {
	if f.large {
		return ErrVROOMLarge
	}
	return nil
}

// VROOMFaults are all faults of a document, or the first of them where there are very many.
type VROOMFaults []VROOMFault

// Error implements error, a line a fault.
func (f VROOMFaults) Error() string {
	lines := make([]string, len(f))
	for i := range f {
		lines[i] = f[i].Error()
	}
	return strings.Join(lines, "\n")
}

// Unwrap gives each fault.
func (f VROOMFaults) Unwrap() []error {
	list := make([]error, len(f))
	for i := range f {
		list[i] = f[i]
	}
	return list
}

// ReadVROOM reads a document within the limits. Errors are [ErrVROOM] for what is no JSON object, or
// [VROOMFaults]: every member that is wrong, or that is not supported and would change the plan.
func ReadVROOM(data []byte, limits VROOMLimits) (*VROOM, error) {
	// What follows need not look for faults of JSON itself.
	if !json.Valid(data) || !bytes.HasPrefix(bytes.TrimLeft(data, " \t\r\n"), []byte("{")) {
		return nil, ErrVROOM
	}
	v := &VROOM{Options: VROOMOptions{Explore: mostExplore}, matrices: map[string]*vroomMatrix{}}
	r := &vroomReader{dec: json.NewDecoder(bytes.NewReader(data)), limits: limits}
	var single *vroomMatrix
	r.members("", func(name string) {
		switch name {
		case "jobs":
			r.elements(name, limits.Jobs, func(path string) { v.jobs = append(v.jobs, r.job(path)) })
		case "vehicles":
			r.elements(name, limits.Vehicles, func(path string) { v.vehicles = append(v.vehicles, r.vehicle(path)) })
		case "matrices":
			r.members(name, func(profile string) { v.matrices[profile] = r.matrix("matrices." + shownName(profile)) })
		case "matrix": // of old: the travel times of the usual profile
			single = &vroomMatrix{durations: r.square(name)}
		case "options":
			v.Options = r.options(name)
		case "shipments":
			r.unsupported(name)
		case "api_key": // which is not of the problem
			r.skip()
		default:
			r.stranger("", name, documentNames)
			r.skip()
		}
	})
	if single != nil && len(v.matrices) == 0 {
		v.matrices[usualProfile] = single
	}
	v.ignored = r.ignored
	if len(r.faults) == 0 {
		v.build(r)
	}
	if len(r.faults) > 0 {
		return nil, r.faults
	}
	if v.problem != nil {
		if err := v.problem.Validate(); err != nil {
			return nil, fmt.Errorf("the problem made of VROOM's: %w", err)
		}
	}
	return v, nil
}

// build makes the problem of package vrp, or of package solver where it is large.
func (v *VROOM) build(r *vroomReader) {
	if len(v.vehicles) == 0 {
		r.fault("vehicles", "cần ít nhất một xe / at least one vehicle is needed")
	}
	if len(v.jobs) == 0 {
		r.fault("jobs", "cần ít nhất một việc / at least one job is needed")
	}
	if len(r.faults) > 0 {
		return
	}
	v.checkIDs(r)
	v.checkCosts(r)
	v.collectPlaces(r)
	v.checkAmounts(r)
	if len(r.faults) > 0 {
		return
	}
	v.begin = v.given(r)
	if v.Options.Plan && v.begin == nil {
		r.fault("vehicles[0].steps", "options.c cần steps / options.c needs them")
	}
	v.checkTravel(r)
	if len(v.places.points) > r.limits.Dense {
		v.buildLarge(r)
		return
	}
	if v.skeleton = v.tours(r); len(r.faults) == 0 {
		v.plain(r)
	}
	v.timed = slices.ContainsFunc(v.jobs, func(j vroomJob) bool { return j.windows != nil }) ||
		slices.ContainsFunc(v.vehicles, func(x vroomVehicle) bool { return x.window != anyTime || len(x.breaks) > 0 })
}

// checkIDs refuses jobs of one id.
func (v *VROOM) checkIDs(r *vroomReader) {
	seen := make(map[uint64]bool, len(v.jobs))
	for i := range v.jobs {
		if seen[v.jobs[i].id] {
			r.fault(v.jobs[i].path+".id", "trùng với một việc khác / is that of another job as well")
		}
		seen[v.jobs[i].id] = true
	}
}

// Ignored are the members that VROOM does not know and that were ignored, as paths without numbers: "jobs[].address".
// They are some of them where there are very many.
func (v *VROOM) Ignored() []string { return v.ignored }

// Size is how many jobs and vehicles there are.
func (v *VROOM) Size() (jobs, vehicles int) { return len(v.jobs), len(v.vehicles) }
