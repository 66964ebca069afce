package api

import (
	"context"
	"errors"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"gonha/api/jobs"
)

// registerSubmit adds the operation that begins a solve.
func (s *server) registerSubmit(a huma.API) {
	responses := jsonResponse[Solve](a, http.StatusAccepted, "The solve waits or runs. Its address is in `Location`.")
	responses["202"].Headers = map[string]*huma.Param{
		"Location":             {Description: "The address of the solve.", Schema: &huma.Schema{Type: "string"}},
		"Idempotency-Replayed": {Description: "`true` where the solve is that of an earlier request of the same key.", Schema: &huma.Schema{Type: "string"}},
	}
	huma.Register(a, huma.Operation{
		OperationID: "submit-solve", Method: http.MethodPost, Path: solvesPath, Tags: []string{"solves"},
		Summary: "Lập kế hoạch cho một buổi tối / Plan an evening",
		Description: "Takes the households, the teams and options as one JSON document, or as the files that the command line takes (CSV, XLSX, GeoJSON). " +
			"A row that cannot be used is set aside, listed in `rejected`, and the others are planned; only a list with nothing to plan is refused.",
		DefaultStatus: http.StatusAccepted, Responses: responses,
		Errors: []int{
			http.StatusBadRequest, http.StatusRequestEntityTooLarge, http.StatusUnsupportedMediaType,
			http.StatusUnprocessableEntity, http.StatusTooManyRequests, http.StatusServiceUnavailable,
		},
	}, s.submit)
	document(a, solvesPath, submissionBody(a))
}

// document says what the body of a POST is. It is said after the operation is registered, for else huma
// would read the body itself.
func document(a huma.API, path string, body *huma.RequestBody) {
	a.OpenAPI().Paths[path].Post.RequestBody = body
}

// submitInput is a request for a solve. Its body is read by [readSubmission].
type submitInput struct {
	exchange
	IdempotencyKey string `header:"Idempotency-Key" maxLength:"200" doc:"Names the request: one that is sent again with the same key begins no second solve."`
}

// submitOutput says where the solve is.
type submitOutput struct {
	Location string `header:"Location"`
	Replayed string `header:"Idempotency-Replayed"`
	Body     *Solve
}

func (s *server) submit(ctx context.Context, in *submitInput) (*submitOutput, error) {
	owner := ownerOf(ctx)
	held, err := s.uploads.hold(in.r)
	if err != nil {
		return nil, err
	}
	defer held.release()
	from, err := readSubmission(in.r)
	if err != nil {
		return nil, err
	}
	if err := from.correct(s.bounds, true); err != nil {
		return nil, err
	}
	print := from.fingerprint()
	switch earlier, err := s.jobs.Repeated(owner, in.IdempotencyKey, print); {
	case err == nil:
		return accepted(earlier, true), nil
	case errors.Is(err, jobs.ErrReused):
		return nil, refusal(err)
	}
	switch { // before the work of reading the lists
	case s.stopping.Load():
		return nil, refusal(jobs.ErrClosed)
	case s.jobs.Full():
		return nil, refusal(jobs.ErrFull)
	}
	reading, stop := context.WithTimeout(ctx, s.limits.Parse)
	defer stop()
	if err := held.parse(reading); err != nil {
		return nil, err
	}
	night, left, err := s.night(reading, from)
	if err != nil {
		return nil, err
	}
	solve, repeated, err := s.jobs.Submit(jobs.Request{Owner: owner, Night: night, Left: left, Key: in.IdempotencyKey, Fingerprint: print})
	if err != nil {
		return nil, refusal(err)
	}
	return accepted(solve, repeated), nil
}

// accepted is the answer to a request for a solve.
func accepted(s *jobs.Solve, repeated bool) *submitOutput {
	out := &submitOutput{Body: bodyOf(s)}
	out.Location = out.Body.Links.Self
	if repeated {
		out.Replayed = "true"
	}
	return out
}
