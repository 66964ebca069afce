package api

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"gonha/api/jobs"
	"gonha/geo"
	"gonha/geo/road"
	"gonha/solver/campaign"
)

// Solve is a solve as clients see it.
type Solve struct {
	ID         string              `json:"id" doc:"Names the solve. It cannot be guessed." example:"K7XQ2M5RZPAJ3TQWN6YDVH4LCE"`
	State      jobs.State          `json:"state" enum:"queued,running,done,cancelled,failed" doc:"The last three are final. A cancelled solve keeps its best plan."`
	CreatedAt  time.Time           `json:"created_at"`
	StartedAt  *time.Time          `json:"started_at,omitempty"`
	FinishedAt *time.Time          `json:"finished_at,omitempty"`
	ExpiresAt  *time.Time          `json:"expires_at,omitempty" doc:"When an ended solve is forgotten, at the latest."`
	Position   int                 `json:"position,omitempty" doc:"Place in the queue, from 1."`
	Households int                 `json:"households" doc:"Households to visit."`
	Teams      int                 `json:"teams"`
	Persons    int                 `json:"persons" doc:"People to reach there."`
	LeftOut    int                 `json:"left_out" doc:"People of the lists who are in no household of the plan: their rows are set aside, or nobody knows for sure where they live."`
	Progress   jobs.Progress       `json:"progress"`
	Rejected   []campaign.Rejected `json:"rejected" doc:"Rows that were set aside; the others are planned."`
	Error      *Problem            `json:"error,omitempty" doc:"Why it failed."`
	Links      Links               `json:"links"`
	Plan       *campaign.Plan      `json:"plan" doc:"The best plan so far, as in plan.json; null before the first and in lists."`
}

// Links are the addresses of what there is of a solve.
type Links struct {
	Self   string `json:"self"`
	Events string `json:"events"`
	Plan   string `json:"plan"`
	Visits string `json:"visits"`
	Lists  string `json:"lists"`
	Routes string `json:"routes"`
}

// solvesPath is where the solves are.
const solvesPath = "/v1/solves"

// bodyOf is what clients see of a solve, without its plan.
func bodyOf(s *jobs.Solve) *Solve {
	self := solvesPath + "/" + s.ID
	b := &Solve{
		ID: s.ID, State: s.State, CreatedAt: s.Created.UTC(), StartedAt: instant(s.Started), FinishedAt: instant(s.Finished), ExpiresAt: instant(s.Expires),
		Position: s.Position, Households: s.Households, Teams: s.Teams, Persons: s.Persons, LeftOut: s.Left, Progress: s.Progress,
		Rejected: append([]campaign.Rejected{}, s.Night.Rejected...),
		Links: Links{
			Self: self, Events: self + "/events", Plan: self + "/plan.json", Visits: self + "/visits.csv",
			Lists: self + "/lists.html", Routes: self + "/routes.geojson",
		},
	}
	switch {
	case s.State != jobs.Failed:
	case errors.Is(s.Err, campaign.ErrInput):
		b.Error = newProblem(http.StatusUnprocessableEntity, "danh sách hoặc tùy chọn không dùng được / the lists or options are of no use", faultsOf("", s.Err)...)
	case errors.Is(s.Err, road.ErrNoRoads):
		b.Error = newProblem(http.StatusUnprocessableEntity, "bản đồ của máy chủ không có đường nào quanh các hộ: kiểm tra tọa độ, hoặc báo người quản trị thêm bản đồ / the server's map has no roads around the households: check the coordinates, or ask whoever runs the server for a map of the place")
	case errors.Is(s.Err, geo.ErrTooMany):
		b.Error = newProblem(http.StatusUnprocessableEntity, geo.ErrTooMany.Error())
	case errors.Is(s.Err, campaign.ErrTravel):
		b.Error = newProblem(http.StatusServiceUnavailable, "không tính được đường đi: máy chủ chỉ đường không trả lời, hoặc bản đồ không đọc được; hãy thử lại sau / the travel cannot be known: the routing server gives no answer, or the map cannot be read; try again later")
	default:
		b.Error = newProblem(http.StatusInternalServerError, "lỗi của chương trình / a bug of this program")
	}
	return b
}

// instant is a moment that may not have come.
func instant(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	t = t.UTC()
	return &t
}

// SolveID is the id in a path. It is exported because huma looks into no other embedded types.
type SolveID struct {
	ID string `path:"id" maxLength:"64" doc:"The solve's id." example:"K7XQ2M5RZPAJ3TQWN6YDVH4LCE"`
}

// registerSolves adds the operations on solves but for their files and events.
func (s *server) registerSolves(a huma.API) {
	s.registerSubmit(a)
	orNull(a, "Solve", "plan")
	huma.Register(a, huma.Operation{
		OperationID: "get-solve", Method: http.MethodGet, Path: solvesPath + "/{id}", Tags: []string{"solves"},
		Summary:     "Trạng thái và kế hoạch tốt nhất đến lúc này / The state and the best plan so far",
		Description: "Answers `If-None-Match` with 304 while nothing has changed. While a solve runs and somebody asks for it, its best plan is renewed about every second.",
		Responses:   jsonResponse[Solve](a, http.StatusOK, "The solve with its best plan so far."),
		Errors:      []int{http.StatusNotFound},
	}, s.get)
	huma.Register(a, huma.Operation{
		OperationID: "list-solves", Method: http.MethodGet, Path: solvesPath, Tags: []string{"solves"},
		Summary: "Các kế hoạch, mới nhất trước / The solves, the newest first",
	}, s.list)
	huma.Register(a, huma.Operation{
		OperationID: "cancel-solve", Method: http.MethodPost, Path: solvesPath + "/{id}/cancel", Tags: []string{"solves"},
		Summary:     "Dừng và giữ kế hoạch tốt nhất / Stop and keep the best plan",
		Description: "Answers when the solve has ended, or after two seconds. A solve that has ended stays as it is.",
		Responses:   jsonResponse[Solve](a, http.StatusOK, "The solve with its best plan."),
		Errors:      []int{http.StatusNotFound},
	}, s.cancel)
	huma.Register(a, huma.Operation{
		OperationID: "delete-solve", Method: http.MethodDelete, Path: solvesPath + "/{id}", Tags: []string{"solves"},
		Summary: "Xóa một kế hoạch đã xong / Forget an ended solve", DefaultStatus: http.StatusNoContent,
		Errors: []int{http.StatusNotFound, http.StatusConflict},
	}, s.forget)
}

// orNull says that a member of a schema may be null, for which huma has no words where it is an object.
func orNull(a huma.API, schema, member string) {
	members := a.OpenAPI().Components.Schemas.Map()[schema].Properties
	object := members[member]
	members[member] = &huma.Schema{Description: object.Description, AnyOf: []*huma.Schema{{Ref: object.Ref}, {Type: "null"}}}
}

// getInput is a request for a solve or a file of it.
type getInput struct {
	exchange
	SolveID
}

func (s *server) get(ctx context.Context, in *getInput) (*huma.StreamResponse, error) {
	solve, err := s.jobs.Solve(ownerOf(ctx), in.ID)
	if err != nil {
		return nil, refusal(err)
	}
	return s.cached(in.exchange, solve)
}

// listInput is a request for a page of solves.
type listInput struct {
	Limit  int    `query:"limit" minimum:"1" maximum:"100" default:"20" doc:"Most solves in the answer."`
	Cursor string `query:"cursor" maxLength:"32" doc:"Where to go on: the last answer's next."`
}

// listOutput is a page of solves.
type listOutput struct {
	Body struct {
		Solves []*Solve `json:"solves" doc:"Without their plans."`
		Next   *string  `json:"next" doc:"The cursor of the next page, or null."`
	}
}

func (s *server) list(ctx context.Context, in *listInput) (*listOutput, error) {
	var before uint64
	if in.Cursor != "" {
		var err error
		if before, err = strconv.ParseUint(in.Cursor, 36, 64); err != nil || before == 0 {
			return nil, newProblem(http.StatusUnprocessableEntity, "", Fault{"query.cursor", "không phải là con trỏ của trang trước / not a cursor of an earlier page"})
		}
	}
	solves, next := s.jobs.List(ownerOf(ctx), before, in.Limit)
	out := &listOutput{}
	out.Body.Solves = []*Solve{}
	for _, one := range solves {
		out.Body.Solves = append(out.Body.Solves, bodyOf(one))
	}
	if next > 0 {
		cursor := strconv.FormatUint(next, 36)
		out.Body.Next = &cursor
	}
	return out, nil
}

// cancelWait is how long a cancel waits for the solve's end.
const cancelWait = 2 * time.Second

func (s *server) cancel(ctx context.Context, in *getInput) (*huma.StreamResponse, error) {
	wait, stop := context.WithTimeout(ctx, cancelWait)
	defer stop()
	solve, err := s.jobs.Cancel(wait, ownerOf(ctx), in.ID)
	if err != nil {
		return nil, refusal(err)
	}
	return s.cached(in.exchange, solve)
}

func (s *server) forget(ctx context.Context, in *struct{ SolveID }) (*struct{}, error) {
	if err := s.jobs.Forget(ownerOf(ctx), in.ID); err != nil {
		return nil, refusal(err)
	}
	return nil, nil
}

// refusal is the problem that a queue's error comes to.
func refusal(err error) error {
	switch {
	case errors.Is(err, jobs.ErrUnknown):
		return newProblem(http.StatusNotFound, "không có kế hoạch này, hoặc đã hết hạn lưu / there is no such solve, or it is no longer kept")
	case errors.Is(err, jobs.ErrFull):
		return newProblem(http.StatusTooManyRequests, "hàng chờ đã đầy, hãy thử lại sau / the queue is full, try again later").retry(queueRetry)
	case errors.Is(err, jobs.ErrClosed):
		return newProblem(http.StatusServiceUnavailable, "máy chủ đang dừng / the server is stopping").retry(queueRetry)
	case errors.Is(err, jobs.ErrReused):
		return newProblem(http.StatusUnprocessableEntity, "", Fault{"header.Idempotency-Key", "khóa này đã dùng cho yêu cầu khác / this key was used for another request"})
	case errors.Is(err, jobs.ErrUnending):
		return newProblem(http.StatusConflict, "kế hoạch đang tính: hãy dừng trước / the solve is under way: cancel it first")
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return newProblem(http.StatusServiceUnavailable, "hết thời gian chờ / the request waited too long").retry(queueRetry)
	}
	return fmt.Errorf("unexpected: %w", err)
}

// queueRetry is what a client that finds the queue full is told to wait.
const queueRetry = 10 * time.Second
