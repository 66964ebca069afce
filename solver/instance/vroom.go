package instance

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"gonha/solver"
)

// VROOM is a problem in the JSON format of VROOM (https://github.com/VROOM-Project/vroom, docs/API.md
// as of January 2026): jobs to be done by vehicles at the least travel time. It holds what was given
// and the solver's problem made of it. Its fields do not change once it is read, so it may be solved
// by several goroutines.
type VROOM struct {
	Options VROOMOptions

	jobs     []vroomJob
	vehicles []vroomVehicle
	matrices map[string]*vroomMatrix // by profile
	amounts  int                     // kinds of amounts
	indexed  bool                    // places are rows of the matrices

	problem *solver.Problem
	places  vroomPlaces
	base    int64  // what the solver's time 0 is in the problem's
	perHour int64  // cost of an hour's travel
	hopes   []bool // by job: whether some vehicle could do it and nothing else
	hopeful int    // so many jobs
}

// VROOMOptions are what VROOM's HTTP server, vroom-express, takes under "options", as the options of
// its command line.
type VROOMOptions struct {
	Geometry bool   // g: the routes' lines are wanted
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
}

// DefaultVROOMLimits are somewhat above what vroom-express allows: 1000 jobs and 200 vehicles.
func DefaultVROOMLimits() VROOMLimits {
	return VROOMLimits{Jobs: 5000, Vehicles: 500, Places: 2500, List: 50, Amounts: 16}
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
		default:
			r.unknown(shownName(name))
			r.skip()
		}
	})
	if single != nil && len(v.matrices) == 0 {
		v.matrices[usualProfile] = single
	}
	if len(r.faults) == 0 {
		v.build(r)
	}
	if len(r.faults) > 0 {
		return nil, r.faults
	}
	if err := v.problem.Validate(); err != nil {
		return nil, fmt.Errorf("the problem made of VROOM's: %w", err)
	}
	return v, nil
}

// Size is how many jobs and vehicles there are.
func (v *VROOM) Size() (jobs, vehicles int) { return len(v.jobs), len(v.vehicles) }
