package api

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humachi"
	"github.com/go-chi/chi/v5"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// problemIn is the problem that an answer holds, which must be a sound one.
func problemIn(t *testing.T, w *httptest.ResponseRecorder) *Problem {
	t.Helper()
	var p Problem
	if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil {
		t.Fatalf("%d %s: %v", w.Code, w.Body, err)
	}
	if kind := w.Header().Get("Content-Type"); kind != "application/problem+json" {
		t.Errorf("content type %q", kind)
	}
	if p.Status != w.Code || p.Type != "about:blank" || !strings.HasSuffix(p.Title, " / "+http.StatusText(w.Code)) || strings.HasPrefix(p.Title, "Lỗi /") {
		t.Errorf("status %d with %+v", w.Code, p)
	}
	return &p
}

func checkProblem(t *testing.T, w *httptest.ResponseRecorder) {
	t.Helper()
	_ = problemIn(t, w)
}

func TestWriteProblem(t *testing.T) {
	for _, c := range []struct {
		name, path string
		problem    *Problem
		retry      string
		want       Problem
	}{
		{"detail", "/v1/solves", newProblem(404, "không có / none"), "", Problem{Detail: "không có / none"}},
		{"faults", "/v1/solves", newProblem(422, "", Fault{"body.teams", "thiếu / missing"}), "", Problem{
			Detail: "yêu cầu có chỗ sai, xem errors / the request has faults, see errors", Errors: []Fault{{"body.teams", "thiếu / missing"}},
		}},
		{"retry", "/v1/solves", newProblem(429, "đầy / full").retry(10 * time.Second), "10", Problem{Detail: "đầy / full"}},
		{"retry in part of a second", "/v1/solves", newProblem(503, "bận / busy").retry(1200 * time.Millisecond), "2", Problem{Detail: "bận / busy"}},
		{"retry at once", "/v1/solves", newProblem(503, "bận / busy").retry(time.Millisecond), "1", Problem{Detail: "bận / busy"}},
		{"of VROOM's client", "/vroom", newProblem(400, "sai / wrong"), "", Problem{Detail: "sai / wrong", Code: 2, Text: "sai / wrong"}},
		{"of VROOM's server", "/vroom", newProblem(503, "bận / busy"), "", Problem{Detail: "bận / busy", Code: 1, Text: "bận / busy"}},
	} {
		w := httptest.NewRecorder()
		writeProblem(w, httptest.NewRequest(http.MethodPost, c.path, nil), c.problem)
		got := problemIn(t, w)
		ignored := cmpopts.IgnoreFields(Problem{}, "Type", "Title", "Status")
		if diff := cmp.Diff(&c.want, got, ignored, cmpopts.IgnoreUnexported(Problem{})); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
		if retry := w.Header().Get("Retry-After"); retry != c.retry {
			t.Errorf("%s: Retry-After %q, want %q", c.name, retry, c.retry)
		}
		if w.Header().Get("Cache-Control") != "no-store" {
			t.Errorf("%s: may be kept", c.name)
		}
	}
}

// echoInput is what huma checks in the test of its problems.
type echoInput struct {
	Limit int    `query:"limit" minimum:"1" maximum:"9"`
	Kind  string `header:"X-Kind" enum:"a,b"`
	Body  struct {
		Name  string `json:"name" maxLength:"5"`
		Count int    `json:"count,omitempty"`
	}
}

// Whatever huma finds wrong, its answer tells the place and repeats nothing that was sent.
func TestHumaProblems(t *testing.T) {
	humaProblems()
	router := chi.NewRouter()
	a := humachi.New(router, huma.DefaultConfig("test", "1"))
	failure := error(nil)
	huma.Register(a, huma.Operation{OperationID: "echo", Method: http.MethodPost, Path: "/echo"}, func(context.Context, *echoInput) (*struct{}, error) {
		return nil, failure
	})
	for _, c := range []struct {
		name, query, kind, contentType, body string
		failure                              error
		status                               int
		locations                            []string
	}{
		{"a number that is none", "?limit=Nguyen", "a", "application/json", `{"name":"x"}`, nil, 422, []string{"query.limit"}},
		{"a number too large", "?limit=12345", "a", "application/json", `{"name":"x"}`, nil, 422, []string{"query.limit"}},
		{"an enum", "", "Nguyen", "application/json", `{"name":"x"}`, nil, 422, []string{"header.X-Kind"}},
		{"a long text", "", "a", "application/json", `{"name":"Nguyen 0912345678"}`, nil, 422, []string{"body.name"}},
		{"another type", "", "a", "application/json", `{"name":"x","count":"Nguyen"}`, nil, 422, []string{"body.count"}},
		{"an unknown member", "", "a", "application/json", `{"name":"x","Nguyen Van 12345":1}`, nil, 422, []string{"body"}},
		{"no JSON", "", "a", "application/json", `{"name": Nguyen}`, nil, 400, nil},
		{"another media type", "", "a", "text/Nguyen", `{"name":"x"}`, nil, 415, nil},
		{"a problem of the handler", "", "a", "application/json", `{"name":"x"}`, fmt.Errorf("so: %w", newProblem(409, "không / no")), 409, nil},
		{"an error of the handler", "", "a", "application/json", `{"name":"x"}`, errors.New("Nguyen"), 500, nil},
	} {
		failure = c.failure
		r := httptest.NewRequest(http.MethodPost, "/echo"+c.query, strings.NewReader(c.body))
		r.Header.Set("Content-Type", c.contentType)
		r.Header.Set("X-Kind", c.kind)
		w := httptest.NewRecorder()
		router.ServeHTTP(w, r)
		p := problemIn(t, w)
		var locations []string
		for _, f := range p.Errors {
			locations = append(locations, f.Location)
			if !strings.Contains(f.Message, " / ") {
				t.Errorf("%s: %q is in one language", c.name, f.Message)
			}
		}
		if w.Code != c.status || c.locations != nil && !cmp.Equal(locations, c.locations) {
			t.Errorf("%s: %d, %q", c.name, w.Code, locations)
		}
		for _, given := range []string{"Nguyen", "12345"} {
			if strings.Contains(w.Body.String(), given) {
				t.Errorf("%s: repeats what was sent: %s", c.name, w.Body)
			}
		}
	}
}

func TestPlaceOf(t *testing.T) {
	for location, want := range map[string]string{
		"query.limit": "query.limit", "body.households[3].lat": "body.households[3].lat", "header.Last-Event-ID": "header.Last-Event-ID", "": "",
		"body.Nguyễn": "body", "body.a b": "body", "body.<b>": "body", "query." + strings.Repeat("a", 100): "query",
	} {
		if got := placeOf(location); got != want {
			t.Errorf("%q: %q, want %q", location, got, want)
		}
	}
}

func TestNoSuch(t *testing.T) {
	router := chi.NewRouter()
	router.NotFound(noSuchPage)
	router.MethodNotAllowed(noSuchMethod)
	nothing := func(http.ResponseWriter, *http.Request) {}
	router.Get("/a/{id}", nothing)
	router.Delete("/a/{id}", nothing)
	router.Group(func(r chi.Router) { r.Post("/b", nothing) })
	for _, c := range []struct {
		method, path string
		status       int
		allow        string
	}{
		{"GET", "/nowhere/Nguyen", 404, ""},
		{"POST", "/a/Nguyen", 405, "GET, DELETE"},
		{"GET", "/b", 405, "POST"},
	} {
		w := httptest.NewRecorder()
		router.ServeHTTP(w, httptest.NewRequest(c.method, c.path, nil))
		checkProblem(t, w)
		if w.Code != c.status || w.Header().Get("Allow") != c.allow || strings.Contains(w.Body.String(), "Nguyen") {
			t.Errorf("%s %s: %d, Allow %q, %s", c.method, c.path, w.Code, w.Header().Get("Allow"), w.Body)
		}
	}
}

// A panic is logged without what it says, which may be of a household, and answered where it still can be.
func TestRecovered(t *testing.T) {
	for _, c := range []struct {
		name   string
		answer func(w http.ResponseWriter)
		abort  bool
	}{
		{"before the answer", func(http.ResponseWriter) { panic("Nguyễn Văn A") }, false},
		{"an error", func(http.ResponseWriter) { panic(errors.New("Nguyễn Văn A")) }, false},
		{"in the answer", func(w http.ResponseWriter) { fmt.Fprint(w, "half"); panic("Nguyễn Văn A") }, true},
		{"on purpose", func(http.ResponseWriter) { panic(http.ErrAbortHandler) }, true},
	} {
		var log bytes.Buffer
		m := NewMetrics()
		h := m.measure(recovered(slog.New(slog.NewTextHandler(&log, nil)))(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { c.answer(w) })))
		w := httptest.NewRecorder()
		aborted := func() (aborted bool) {
			defer func() { aborted = recover() == http.ErrAbortHandler }()
			h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/v1/solves?name=Nguyễn", nil))
			return false
		}()
		if aborted != c.abort {
			t.Errorf("%s: aborted is %v", c.name, aborted)
		}
		if !c.abort {
			if problemIn(t, w).Status != 500 {
				t.Errorf("%s: %d", c.name, w.Code)
			}
		}
		if strings.Contains(log.String()+w.Body.String(), "Nguy") {
			t.Errorf("%s: tells what it was working on: %s%s", c.name, &log, w.Body)
		}
		if logged := strings.Contains(log.String(), "a handler panicked"); logged == (c.name == "on purpose") {
			t.Errorf("%s: logged is %v", c.name, logged)
		}
	}
}
