package api

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/go-chi/chi/v5"
)

// pacedRouter answers below the limits: POST /take reads a body, GET /give writes, GET /{id}/events
// says something every 50 ms until the client is gone.
func pacedRouter(l Limits) http.Handler {
	r, large := chi.NewRouter(), make([]byte, 16<<20)
	r.Use(NewMetrics().measure, secureHeaders, rated(l))
	r.Get("/quick", answering("quick").ServeHTTP)
	r.Group(func(r chi.Router) {
		r.Use(atOnce(l), paced(l), compressed)
		r.Post("/take", func(w http.ResponseWriter, r *http.Request) {
			if _, err := io.Copy(io.Discard, r.Body); err != nil {
				var problem *Problem
				errors.As(unreadable(err), &problem)
				writeProblem(w, r, problem)
			}
		})
		r.Get("/give", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(large) })
		r.Get("/work", func(http.ResponseWriter, *http.Request) { time.Sleep(100 * time.Millisecond) })
		r.Get("/{id}/events", func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "text/event-stream")
			for r.Context().Err() == nil {
				if _, err := io.WriteString(w, ": \n\n"); err != nil {
					return
				}
				w.(http.Flusher).Flush()
				time.Sleep(50 * time.Millisecond)
			}
		})
	})
	return r
}

func TestPlace(t *testing.T) {
	all := make(chan struct{}, 1)
	all <- struct{}{}
	p := &place{all: all, held: true}
	p.leave()
	p.leave()
	if len(all) != 0 {
		t.Error("a place that was left is taken")
	}
	all <- struct{}{} // by another
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := p.enter(ctx); !errors.Is(err, context.Canceled) || p.held {
		t.Errorf("entered: %v", err)
	}
	p.leave() // takes nothing from the other
	if len(all) != 1 {
		t.Error("the other's place is gone")
	}
	<-all
	if err := p.enter(t.Context()); err != nil || !p.held || p.enter(t.Context()) != nil || len(all) != 1 {
		t.Errorf("not entered: %v", err)
	}
	var none *place
	none.leave()
	if err := none.enter(t.Context()); err != nil {
		t.Error(err)
	}
}

// Requests and streams are bounded, each by itself, and what is refused says when to come again.
func TestAtOnce(t *testing.T) {
	l := DefaultLimits()
	l.Requests, l.Streams = 2, 3
	release, begun := make(chan struct{}), make(chan struct{}, 10)
	r := chi.NewRouter()
	r.Group(func(r chi.Router) {
		r.Use(atOnce(l))
		wait := func(http.ResponseWriter, *http.Request) { begun <- struct{}{}; <-release }
		r.Get("/v1/solves/{id}", wait)
		r.Get("/v1/solves/{id}/events", wait)
	})
	ask := func(path string) *httptest.ResponseRecorder {
		w := httptest.NewRecorder()
		r.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
		return w
	}
	ended := make(chan struct{})
	for _, path := range []string{"/v1/solves/A", "/v1/solves/B", "/v1/solves/A/events", "/v1/solves/B/events", "/v1/solves/C/events"} {
		go func() { ask(path); ended <- struct{}{} }()
		<-begun
	}
	for _, path := range []string{"/v1/solves/C", "/v1/solves/events", "/v1/solves/A/events"} {
		w := ask(path)
		if checkProblem(t, w); w.Code != http.StatusServiceUnavailable || w.Header().Get("Retry-After") != "1" {
			t.Errorf("%s: %d %v", path, w.Code, w.Header())
		}
	}
	close(release)
	for range 5 {
		<-ended
	}
	for _, path := range []string{"/v1/solves/A", "/v1/solves/A/events"} {
		if w := ask(path); w.Code != 200 {
			t.Errorf("afterwards, %s: %d", path, w.Code)
		}
	}
}

// A place is given up when a handler panics.
func TestAtOncePanic(t *testing.T) {
	l := DefaultLimits()
	l.Requests = 1
	h := atOnce(l)(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }))
	for range 3 {
		func() {
			defer func() {
				if recover() == nil {
					t.Error("refused")
				}
			}()
			h.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(http.MethodGet, "/", nil))
		}()
	}
}

func TestPatience(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := patience{most: 10 * time.Second, left: 10 * time.Second, pace: 1000}
		for _, c := range []struct {
			wait  time.Duration
			bytes int
			left  time.Duration
		}{
			{4 * time.Second, 0, 6 * time.Second},
			{time.Second, 2000, 7 * time.Second},
			{0, 1 << 30, 10 * time.Second}, // no more than at the beginning, however fast it was
			{12 * time.Second, 500, -1500 * time.Millisecond},
		} {
			begin := time.Now()
			time.Sleep(c.wait)
			p.spend(begin, c.bytes)
			if p.left != c.left || !p.deadline().Equal(time.Now().Add(c.left)) {
				t.Errorf("after %v and %d bytes: %v, want %v", c.wait, c.bytes, p.left, c.left)
			}
		}
	})
}

// slowBody is a body that comes too slowly, as a connection would tell.
type slowBody struct{}

func (slowBody) Read([]byte) (int, error) { return 0, os.ErrDeadlineExceeded }
func (slowBody) Close() error             { return nil }

func TestPacedBodies(t *testing.T) {
	l := DefaultLimits()
	l.Body = 3 << 20
	h := pacedRouter(l)
	for _, c := range []struct {
		name   string
		body   io.Reader
		length int64 // -1 is unknown
		status int
		closes bool
		detail string
	}{
		{"none", nil, 0, 200, false, ""},
		{"small", strings.NewReader("abc"), 3, 200, false, ""},
		{"just small enough", strings.NewReader(strings.Repeat("a", 3<<20)), -1, 200, false, ""},
		{"said to be large", strings.NewReader("abc"), 3<<20 + 1, 413, true, "3 MB"},
		{"large", strings.NewReader(strings.Repeat("a", 3<<20+1)), -1, 413, false, "3 MB"},
		{"slow", slowBody{}, 100, 408, true, "too slowly"},
		{"broken", io.MultiReader(strings.NewReader("abc"), brokenBody{}), -1, 400, false, "to its end"},
	} {
		r := httptest.NewRequest(http.MethodPost, "/take", c.body)
		r.ContentLength = c.length
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if closes := w.Header().Get("Connection") == "close"; w.Code != c.status || closes != c.closes {
			t.Errorf("%s: %d, closes is %v", c.name, w.Code, closes)
		}
		if w.Code != 200 && !strings.Contains(problemIn(t, w).Detail, c.detail) {
			t.Errorf("%s: %s", c.name, w.Body)
		}
	}
}

type brokenBody struct{}

func (brokenBody) Read([]byte) (int, error) { return 0, errors.New("gone") }

// An answer goes out as it is, in steps, and reaches the connection's own controls.
func TestPacedWriter(t *testing.T) {
	l := DefaultLimits()
	content := strings.Repeat("0123456789", 50_000)
	h := atOnce(l)(paced(l)(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		if n, err := io.WriteString(w, content); n != len(content) || err != nil {
			t.Errorf("wrote %d, %v", n, err)
		}
		control := http.NewResponseController(w)
		if err := errors.Join(control.Flush(), control.SetWriteDeadline(time.Now().Add(time.Minute))); err != nil {
			t.Error(err)
		}
		if n, err := w.Write(nil); n != 0 || err != nil {
			t.Errorf("of nothing: %d, %v", n, err)
		}
	})))
	server := httptest.NewServer(h)
	defer server.Close()
	answer, err := http.Get(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if got, err := io.ReadAll(answer.Body); err != nil || string(got) != content {
		t.Errorf("%d bytes, %v", len(got), err)
	}
}
