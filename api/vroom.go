package api

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"gonha/api/clock"
	"gonha/api/jobs"
	"gonha/geo"
	"gonha/solver/campaign"
	"gonha/solver/instance"
)

// vroomBody is the most bytes of a problem in VROOM's format: a matrix of the largest size takes half.
const vroomBody = 32 << 20

// The budget of an answer is processor time. It may take so many times that, and so long more.
const (
	vroomPatience = 6
	vroomGrace    = 5 * time.Second
)

// VROOMTravel is the travel of evenings for problems in VROOM's format: nil, which is straight lines, where that has no engine.
func VROOMTravel(travel campaign.Travel) instance.VROOMTravel {
	if travel.Engine == nil {
		return nil
	}
	return func(ctx context.Context, foot bool, points []geo.Point) (geo.Engine, error) {
		mode := campaign.Motorbike
		if foot {
			mode = campaign.Walk
		}
		return travel.Engine(ctx, mode, points)
	}
}

// registerVROOM adds the operation that answers VROOM's clients, wherever they ask for it.
func (s *server) registerVROOM(a huma.API) {
	operation := huma.Operation{
		OperationID: "vroom", Method: http.MethodPost, Path: vroomPath, Tags: []string{"vroom"},
		Summary: "Bài toán dạng VROOM, trả lời ngay / A problem in VROOM's format, answered at once",
		Description: "Takes what VROOM's own server takes and answers in its format, in its order of plans: the largest sum of priorities, then the most jobs, then the least cost. " +
			"Without `matrices` travel is that of the server's evenings: by roads or a routing server where it has one, else in straight lines: the distance times 1.5, at 4.2 m/s, or 1.25 m/s where the profile is one on foot. " +
			"The answer takes about 10 ms of processor time a job and thread, 10 s at most; `options.x` from 0 to 5 and `options.l`, in seconds, shorten it. " +
			"With `options.c` it gives the best times of the routes in `steps`, and what they do not keep to. " +
			"`shipments` are not supported and refused. Members that VROOM does not know are ignored, and named once in the header `Warning`; what looks like one of VROOM's misspelt or in the wrong place is refused. " +
			"The body may be packed with gzip, and hold an access key as `api_key`. The same is answered at `/`, `/vroom/`, `/optimization` and `/vroom/optimization`, and `GET /vroom/health` and `/health` say whether it is well. " +
			"Errors have VROOM's `code` and `error` beside what other errors have here.",
		Errors: []int{
			http.StatusBadRequest, http.StatusRequestEntityTooLarge, http.StatusUnsupportedMediaType, http.StatusTooManyRequests, http.StatusServiceUnavailable,
		},
	}
	for _, path := range vroomPaths {
		one := operation
		one.Path, one.Hidden = path, path != vroomPath
		huma.Register(a, one, func(ctx context.Context, in *vroomInput) (*vroomOutput, error) {
			out, err := s.vroom(ctx, in)
			if err != nil {
				return nil, s.vroomProblem(err)
			}
			return out, nil
		})
	}
	document(a, vroomPath, vroomRequest(a))
}

// vroomInput is a problem. Its body is read by package instance.
type vroomInput struct{ exchange }

// vroomOutput is the answer to it.
type vroomOutput struct {
	Warning string `header:"Warning" doc:"Members of the request that VROOM does not know and that were ignored."`
	Body    *instance.VROOMSolution
}

func (s *server) vroom(ctx context.Context, in *vroomInput) (*vroomOutput, error) {
	begun := time.Now()
	held, err := s.uploads.hold(in.r)
	if err != nil {
		return nil, err
	}
	defer held.release() // not before the end: what is made of the body is about as large
	body, err := unpacked(in.r)
	if err != nil {
		return nil, unreadable(err)
	}
	data, err := io.ReadAll(http.MaxBytesReader(in.w, body, vroomBody))
	if err != nil {
		return nil, unreadable(err)
	}
	if s.jobs.Full() { // before the work of reading the problem
		return nil, jobs.ErrFull
	}
	reading, stop := context.WithTimeout(ctx, s.limits.Parse)
	defer stop()
	if err := held.parse(reading); err != nil {
		return nil, err
	}
	problem, err := instance.ReadVROOM(data, s.bounds.VROOM)
	held.parsed()
	if err != nil {
		return nil, err
	}
	loading := time.Since(begun)
	solution, err := s.solveVROOM(ctx, problem)
	if err != nil {
		return nil, err
	}
	solution.Summary.Computing.Loading = loading.Milliseconds()
	return &vroomOutput{s.ignored(problem), solution}, nil
}

// ignored is the warning of members that were ignored, or nothing, and is noted in the log.
func (s *server) ignored(problem *instance.VROOM) string {
	list := problem.Ignored()
	if len(list) == 0 {
		return ""
	}
	names := strings.ReplaceAll(strings.Join(list, ", "), "…", "?") // headers are of ASCII
	s.log.Warn("members that VROOM does not know were ignored", "members", names)
	return `299 gonha "VROOM knows no such members, ignored: ` + names + `"`
}

// solveVROOM waits for a worker and solves. In the meantime the queue's bounds count, and not that of the
// requests that are worked on.
func (s *server) solveVROOM(ctx context.Context, problem *instance.VROOM) (solution *instance.VROOMSolution, err error) {
	at, _ := ctx.Value(placeKey{}).(*place)
	at.leave()
	err = s.jobs.Do(ctx, ownerOf(ctx), func(ctx context.Context, share func() int) (err error) {
		run := instance.DefaultVROOMRun()
		run.TimeLimit, run.Threads, run.Share = min(problem.TimeLimit(), s.bounds.TimeLimit), s.cores, share
		run.Clock, run.Travel = clock.Thread, VROOMTravel(s.travel)
		if t := problem.Options.Threads; t > 0 {
			run.Threads = min(run.Threads, t)
		}
		run.Now = clock.Shared(func() int { return min(run.Threads, share()) * s.jobs.Stats().Running })
		// A processor that others share is waited for, but not for ever.
		ctx, stop := context.WithTimeout(ctx, vroomGrace+vroomPatience*run.TimeLimit)
		defer stop()
		solution, err = problem.Solve(ctx, run)
		return err
	})
	if err != nil {
		return nil, err
	}
	return solution, at.enter(ctx)
}

// vroomProblem is the problem of an error, as VROOM's clients understand it.
func (s *server) vroomProblem(err error) error {
	var faults instance.VROOMFaults
	var known *Problem
	switch {
	case errors.As(err, &known):
	case errors.As(err, &faults):
		status := http.StatusBadRequest
		if errors.Is(err, instance.ErrVROOMLarge) {
			status = http.StatusRequestEntityTooLarge
		}
		var list []Fault
		for _, f := range faults {
			list = append(list, Fault{strings.TrimSuffix("body."+f.Path, "."), f.Reason})
		}
		known = newProblem(status, "", list...)
	case errors.Is(err, instance.ErrVROOMTravel):
		known = newProblem(http.StatusServiceUnavailable, err.Error()).forVROOM()
		known.Code = vroomRouting
		return known
	case errors.Is(err, instance.ErrVROOM):
		known = newProblem(http.StatusBadRequest, instance.ErrVROOM.Error())
	case errors.As(refusal(err), &known):
	default:
		s.log.Error("a problem of VROOM's format could not be solved", "error", err) // of indices only
		known = newProblem(http.StatusInternalServerError, "lỗi của chương trình / a bug of this program")
	}
	return known.forVROOM()
}
