package api

import (
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"math"
	"net/http"
	"runtime/debug"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode"

	"github.com/danielgtaylor/huma/v2"
	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"

	"gonha/solver/campaign"
)

// Problem is why a request is refused (RFC 9457). Its texts are in both languages and never repeat what
// the request said, which may be personal data.
type Problem struct {
	Type   string  `json:"type" example:"about:blank"`
	Title  string  `json:"title" example:"Dữ liệu chưa hợp lệ / Unprocessable Entity"`
	Status int     `json:"status" example:"422"`
	Detail string  `json:"detail,omitempty" doc:"What is wrong, tiếng Việt / English."`
	Errors []Fault `json:"errors,omitempty" doc:"Each thing that is wrong."`

	// For VROOM's clients, who look at these two.
	Code int    `json:"code,omitempty" doc:"VROOM's code of the error, of /vroom only: 1 the server's, 2 the request's, 3 of travel, 4 too large."`
	Text string `json:"error,omitempty" doc:"VROOM's text of an error, of /vroom only."`

	after time.Duration // what Retry-After says; 0 is nothing
}

// Fault is one thing wrong with one part of a request.
type Fault struct {
	Location string `json:"location,omitempty" doc:"Where: body.households[3].lat, query.limit." example:"body.options.window"`
	Message  string `json:"message" doc:"What the rule is, tiếng Việt / English." example:"ghi theo dạng 19:30-21:30 / must be like 19:30-21:30"`
}

// newProblem makes a problem. Without a detail of its own it says that fields are wrong.
func newProblem(status int, detail string, faults ...Fault) *Problem {
	if detail == "" && len(faults) > 0 {
		detail = "yêu cầu có chỗ sai, xem errors / the request has faults, see errors"
	}
	return &Problem{Type: "about:blank", Title: titleOf(status), Status: status, Detail: detail, Errors: faults}
}

// titleOf is what a status means, in both languages.
func titleOf(status int) string {
	vietnamese := "Lỗi"
	switch status {
	case http.StatusBadRequest:
		vietnamese = "Yêu cầu sai"
	case http.StatusUnauthorized:
		vietnamese = "Cần mã truy cập"
	case http.StatusForbidden:
		vietnamese = "Không được phép"
	case http.StatusNotFound:
		vietnamese = "Không tìm thấy"
	case http.StatusMethodNotAllowed:
		vietnamese = "Sai phương thức"
	case http.StatusRequestTimeout:
		vietnamese = "Gửi quá chậm"
	case http.StatusConflict:
		vietnamese = "Không hợp trạng thái hiện tại"
	case http.StatusRequestEntityTooLarge:
		vietnamese = "Yêu cầu quá lớn"
	case http.StatusUnsupportedMediaType:
		vietnamese = "Không nhận loại tệp này"
	case http.StatusMisdirectedRequest:
		vietnamese = "Nhầm máy chủ"
	case http.StatusUnprocessableEntity:
		vietnamese = "Dữ liệu chưa hợp lệ"
	case http.StatusTooManyRequests:
		vietnamese = "Quá nhiều yêu cầu"
	case http.StatusInternalServerError:
		vietnamese = "Lỗi của chương trình"
	case http.StatusServiceUnavailable:
		vietnamese = "Tạm thời không phục vụ"
	}
	return vietnamese + " / " + http.StatusText(status)
}

// retry says when to try again.
func (p *Problem) retry(after time.Duration) *Problem {
	p.after = after
	return p
}

// Error implements error.
func (p *Problem) Error() string { return fmt.Sprintf("%d %s: %s", p.Status, p.Title, p.Detail) }

// GetStatus implements huma.StatusError.
func (p *Problem) GetStatus() int { return p.Status }

// GetHeaders implements huma.HeadersError.
func (p *Problem) GetHeaders() http.Header {
	if p.after == 0 {
		return nil
	}
	return http.Header{"Retry-After": {strconv.Itoa(max(1, int(math.Ceil(p.after.Seconds()))))}}
}

// ContentType implements huma.ContentTypeFilter.
func (p *Problem) ContentType(string) string { return "application/problem+json" }

// The codes of VROOM's errors, of which 4 is its server's.
const (
	vroomInternal = 1
	vroomWrong    = 2
	vroomRouting  = 3
	vroomLarge    = 4
)

// forVROOM is the problem as VROOM's clients understand it, who look at the code and one text.
func (p *Problem) forVROOM() *Problem {
	known := *p
	switch known.Code = vroomWrong; {
	case p.Status >= http.StatusInternalServerError || p.Status == http.StatusTooManyRequests:
		known.Code = vroomInternal
	case p.Status == http.StatusRequestEntityTooLarge:
		known.Code = vroomLarge
	}
	known.Text = p.Detail
	if len(p.Errors) > 0 {
		lines := make([]string, len(p.Errors))
		for i, f := range p.Errors {
			lines[i] = strings.TrimPrefix(f.Location, "body.") + ": " + f.Message
		}
		known.Text = strings.Join(lines, "; ")
	}
	return &known
}

// writeProblem answers with a problem.
func writeProblem(w http.ResponseWriter, r *http.Request, p *Problem) {
	if fromVROOM(r) && p.Code == 0 {
		p = p.forVROOM()
	}
	h := w.Header()
	maps.Copy(h, p.GetHeaders())
	h.Set("Content-Type", p.ContentType(""))
	h.Set("Cache-Control", "no-store")
	w.WriteHeader(p.Status)
	_ = json.NewEncoder(w).Encode(p) // a client that is gone is nobody to tell
}

// humaProblems makes huma answer with problems, and describe lists as they are: never null. These are
// globals of its own, so they are set once, before the first API is made.
var humaProblems = sync.OnceFunc(func() {
	huma.NewError = ofHuma
	huma.DefaultArrayNullable = false
})

// ofHuma is the problem of an error that huma finds: in the parameters of a request, or one of a handler
// that is not a problem itself. Huma's own messages may hold what was given, so only the place is kept.
func ofHuma(status int, _ string, errs ...error) huma.StatusError {
	var faults []Fault
	for _, err := range errs {
		var detail *huma.ErrorDetail
		var problem *Problem
		switch {
		case errors.As(err, &problem):
			return problem
		case errors.As(err, &detail):
			faults = append(faults, Fault{placeOf(detail.Location), "không đúng dạng / not of the form described in /docs"})
		}
	}
	if status >= http.StatusInternalServerError {
		return newProblem(status, "lỗi của chương trình / a bug of this program")
	}
	return newProblem(status, "", faults...)
}

// placeOf is the place of a fault, but for names in it that a client made up.
func placeOf(location string) string {
	made := func(r rune) bool {
		return r > unicode.MaxASCII || !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("._-[]", r)
	}
	if len(location) <= 100 && !strings.ContainsFunc(location, made) {
		return location
	}
	place, _, _ := strings.Cut(location, ".")
	return place
}

// faultsOf lists what err joins, each at its place below location.
func faultsOf(location string, err error) []Fault {
	if err == nil {
		return nil
	}
	var faults []Fault
	for _, f := range campaign.OptionFaults(err) {
		faults = append(faults, Fault{strings.TrimSuffix(location+f.Option, "."), f.Reason})
	}
	if faults == nil {
		for line := range strings.SplitSeq(err.Error(), "\n") {
			faults = append(faults, Fault{location, line})
		}
	}
	return faults
}

func noSuchPage(w http.ResponseWriter, r *http.Request) {
	writeProblem(w, r, newProblem(http.StatusNotFound, "không có địa chỉ này / there is no such address"))
}

// noSuchMethod names the methods that there are (RFC 9110, 15.5.6).
func noSuchMethod(w http.ResponseWriter, r *http.Request) {
	routes := chi.RouteContext(r.Context()).Routes
	var allowed []string
	for _, method := range []string{http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete} {
		if routes.Match(chi.NewRouteContext(), method, r.URL.Path) {
			allowed = append(allowed, method)
		}
	}
	w.Header().Set("Allow", strings.Join(allowed, ", "))
	writeProblem(w, r, newProblem(http.StatusMethodNotAllowed, "không dùng được phương thức này ở đây / this method cannot be used here"))
}

// recovered answers for a handler that panics. What it was working on is not logged. It stands inside
// [Metrics.measure], whose writer knows whether an answer has begun: such a one is cut off.
func recovered(log *slog.Logger) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			defer func() {
				fault := recover()
				if fault == nil {
					return
				}
				if fault == http.ErrAbortHandler {
					panic(fault)
				}
				log.Error("a handler panicked", "method", r.Method, "type", fmt.Sprintf("%T", fault), "stack", string(debug.Stack()))
				if begun, known := w.(middleware.WrapResponseWriter); known && begun.Status() != 0 {
					panic(http.ErrAbortHandler)
				}
				writeProblem(w, r, newProblem(http.StatusInternalServerError, "lỗi của chương trình / a bug of this program"))
			}()
			next.ServeHTTP(w, r)
		})
	}
}
