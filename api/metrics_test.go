package api

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/go-chi/chi/v5"

	"gonha/api/jobs"
)

// scraped is what the metrics say.
func scraped(t *testing.T, m *Metrics) string {
	t.Helper()
	w := httptest.NewRecorder()
	m.handler().ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/metrics", nil))
	if w.Code != 200 || !strings.HasPrefix(w.Header().Get("Content-Type"), "text/plain") {
		t.Fatalf("%d %v", w.Code, w.Header())
	}
	return w.Body.String()
}

// wantLines checks that each line stands in the metrics.
func wantLines(t *testing.T, text string, lines ...string) {
	t.Helper()
	for _, line := range lines {
		if !strings.Contains("\n"+text, "\n"+line+"\n") {
			t.Errorf("nothing of %q", line)
		}
	}
}

// Requests are counted by their route's pattern: neither ids nor what clients make up become labels.
func TestMeasure(t *testing.T) {
	m := NewMetrics()
	router := chi.NewRouter()
	router.Use(m.measure)
	router.NotFound(noSuchPage)
	router.MethodNotAllowed(noSuchMethod)
	router.Group(func(r chi.Router) {
		r.Get("/v1/solves/{id}", func(w http.ResponseWriter, r *http.Request) {
			switch chi.URLParam(r, "id") {
			case "silent":
			case "cut":
				panic(http.ErrAbortHandler)
			case "flushed":
				fmt.Fprint(w, "a")
				if err := http.NewResponseController(w).Flush(); err != nil {
					t.Error(err)
				}
			default:
				w.WriteHeader(http.StatusNotModified)
			}
		})
	})
	for _, ask := range []string{
		"GET /v1/solves/K7XQ2M5R", "GET /v1/solves/silent", "GET /v1/solves/flushed", "GET /v1/solves/cut",
		"GET /nowhere/Nguyen", "POST /v1/solves/K7XQ2M5R", "NGUYEN /v1/solves/K7XQ2M5R",
	} {
		method, path, _ := strings.Cut(ask, " ")
		func() {
			defer func() { _ = recover() }() // of the answer that is cut off
			router.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(method, path, nil))
		}()
	}
	text := scraped(t, m)
	const name = "gonha_http_request_seconds_count"
	wantLines(t, text,
		name+`{method="GET",route="/v1/solves/{id}",status="3xx"} 1`,
		name+`{method="GET",route="/v1/solves/{id}",status="2xx"} 2`,
		name+`{method="GET",route="/v1/solves/{id}",status="cut"} 1`,
		name+`{method="GET",route="none",status="4xx"} 1`,
		name+`{method="other",route="none",status="4xx"} 1`,
	)
	for _, raw := range []string{"K7XQ2M5R", "Nguyen", "NGUYEN"} {
		if strings.Contains(text, raw) {
			t.Errorf("%s is a label", raw)
		}
	}
}

func TestMetricsSolved(t *testing.T) {
	m := NewMetrics()
	for _, state := range []string{"done", "cancelled", "failed"} {
		wantLines(t, scraped(t, m), `gonha_solves_total{state="`+state+`"} 0`)
	}
	began := time.Now()
	for _, s := range []*jobs.Solve{
		{State: jobs.Done, Started: began, Progress: jobs.Progress{Persons: 500, ElapsedS: 10}},
		{State: jobs.Done, Started: began, Progress: jobs.Progress{Persons: 90, ElapsedS: 2}},
		{State: jobs.Cancelled, Started: began, Progress: jobs.Progress{Persons: 70, ElapsedS: 3}},
		{State: jobs.Cancelled}, // while it waited
		{State: jobs.Failed, Started: began, Progress: jobs.Progress{ElapsedS: 0.5}},
	} {
		m.Solved(s)
	}
	wantLines(t, scraped(t, m),
		`gonha_solves_total{state="done"} 2`, `gonha_solves_total{state="cancelled"} 2`, `gonha_solves_total{state="failed"} 1`,
		`gonha_solve_seconds_count 4`, `gonha_solve_seconds_sum 15.5`, `gonha_people_planned_total 590`, `gonha_people_per_second 45`,
	)
}

func TestMetricsWatch(t *testing.T) {
	m := NewMetrics()
	stats := jobs.Stats{Waiting: 3, Running: 2, Workers: 2, Capacity: 100, Solves: map[jobs.State]int{jobs.Queued: 3, jobs.Running: 2, jobs.Done: 7}}
	if err := m.watch(func() jobs.Stats { return stats }); err != nil {
		t.Fatal(err)
	}
	wantLines(t, scraped(t, m),
		`gonha_queue_length 3`, `gonha_queue_capacity 100`, `gonha_workers_busy 2`, `gonha_workers 2`,
		`gonha_solves{state="queued"} 3`, `gonha_solves{state="running"} 2`, `gonha_solves{state="done"} 7`, `gonha_solves{state="failed"} 0`,
	)
	stats.Waiting = 4
	text := scraped(t, m)
	wantLines(t, text, `gonha_queue_length 4`)
	for _, of := range []string{"go_goroutines ", "process_open_fds "} {
		if !strings.Contains(text, "\n"+of) {
			t.Errorf("nothing of %q", of)
		}
	}
	if err := m.watch(func() jobs.Stats { return stats }); err == nil {
		t.Error("a second queue is watched")
	}
}

func BenchmarkMeasure(b *testing.B) {
	h := NewMetrics().measure(answering("ok"))
	r := httptest.NewRequest(http.MethodGet, "/", nil)
	b.ReportAllocs()
	for b.Loop() {
		h.ServeHTTP(discarded{}, r)
	}
}

// discarded is an answer that nobody reads.
type discarded struct{}

func (discarded) Header() http.Header         { return http.Header{} }
func (discarded) WriteHeader(int)             {}
func (discarded) Write(p []byte) (int, error) { return io.Discard.Write(p) }
