package api

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"sync"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humachi"

	"gonha/api/jobs"
)

// exchange is the request and the answer themselves, for operations that read or write more than huma
// does.
type exchange struct {
	r *http.Request
	w http.ResponseWriter
}

// Resolve implements huma.Resolver.
func (e *exchange) Resolve(ctx huma.Context) []error {
	e.r, e.w = humachi.Unwrap(ctx)
	return nil
}

// answer is a solve as it is sent, plain and compressed.
type answer struct {
	id      string
	version uint64
	once    sync.Once
	plain   []byte
	packed  []byte
	err     error
}

// answers keeps the last answer of each of the solves asked for most recently, so that a thousand
// clients who look at the same solve cost little more than one.
type answers struct {
	mutex  sync.Mutex
	recent []*answer // the most recent last
}

// maxAnswers is how many answers are kept.
const maxAnswers = 16

// of is the place for the answer of a solve at its version.
func (a *answers) of(s *jobs.Solve) *answer {
	a.mutex.Lock()
	defer a.mutex.Unlock()
	for i, known := range a.recent {
		if known.id != s.ID {
			continue
		}
		if known.version >= s.Version {
			return known
		}
		a.recent = append(a.recent[:i], a.recent[i+1:]...)
		break
	}
	if len(a.recent) == maxAnswers {
		a.recent = append(a.recent[:0], a.recent[1:]...)
	}
	made := &answer{id: s.ID, version: s.Version}
	a.recent = append(a.recent, made)
	return made
}

// make renders the answer, once.
func (a *answer) make(s *jobs.Solve) {
	a.once.Do(func() {
		body := bodyOf(s)
		body.Plan = s.Plan
		if a.plain, a.err = json.Marshal(body); a.err != nil {
			return
		}
		var packed bytes.Buffer
		w, _ := gzip.NewWriterLevel(&packed, gzip.BestSpeed) // the level is a sound one
		if _, a.err = w.Write(a.plain); a.err != nil {
			return
		}
		a.err = w.Close()
		a.packed = packed.Bytes()
	})
}

// cached answers with a solve and its plan.
func (s *server) cached(e exchange, solve *jobs.Solve) (*huma.StreamResponse, error) {
	a := s.answers.of(solve)
	a.make(solve)
	if a.err != nil {
		return nil, fmt.Errorf("writing the solve: %w", a.err)
	}
	return &huma.StreamResponse{Body: func(huma.Context) {
		h := e.w.Header()
		if unchanged(e, solve.ID, a.version, "json") {
			return
		}
		h.Set("Content-Type", "application/json")
		h.Add("Vary", "Accept-Encoding")
		body := a.plain
		if acceptsGzip(e.r) {
			h.Set("Content-Encoding", "gzip")
			body = a.packed
		}
		h.Set("Content-Length", strconv.Itoa(len(body)))
		e.w.WriteHeader(http.StatusOK)
		_, _ = e.w.Write(body) // a client that is gone is nobody to tell
	}}, nil
}

// unchanged writes the ETag of a form of a solve at its version, and 304 where the client has just that.
// It is a weak one (RFC 9110, 8.8.1): the bytes differ with the encoding.
func unchanged(e exchange, id string, version uint64, form string) bool {
	tag := fmt.Sprintf(`W/"%s-%d-%s"`, id, version, form)
	e.w.Header().Set("ETag", tag)
	if e.r.Method != http.MethodGet && e.r.Method != http.MethodHead {
		return false
	}
	for given := range strings.SplitSeq(e.r.Header.Get("If-None-Match"), ",") {
		if given = strings.TrimSpace(given); given == tag || given == "*" {
			e.w.WriteHeader(http.StatusNotModified)
			return true
		}
	}
	return false
}

// acceptsGzip says whether the client takes gzip, in the words that clients use.
func acceptsGzip(r *http.Request) bool {
	for part := range strings.SplitSeq(r.Header.Get("Accept-Encoding"), ",") {
		coding, weight, _ := strings.Cut(part, ";")
		if coding = strings.TrimSpace(coding); coding == "gzip" || coding == "*" {
			return strings.ReplaceAll(weight, " ", "") != "q=0"
		}
	}
	return false
}

// jsonResponse documents an answer that an operation writes itself.
func jsonResponse[T any](a huma.API, status int, description string) map[string]*huma.Response {
	schema := a.OpenAPI().Components.Schemas.Schema(typeOf[T](), true, "")
	return map[string]*huma.Response{strconv.Itoa(status): {
		Description: description,
		Content:     map[string]*huma.MediaType{"application/json": {Schema: schema}},
	}}
}
