package api

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"gonha/api/jobs"
	"gonha/solver/instance"
)

// vroomServer is a server for VROOM's clients, changed as the test likes, with what it logs.
func vroomServer(t testing.TB, change func(*Config, *jobs.Config)) (http.Handler, *jobs.Queue, *bytes.Buffer) {
	t.Helper()
	var log bytes.Buffer
	queue, c := jobs.DefaultConfig(2), DefaultConfig(2)
	c.Metrics = NewMetrics()
	c.Log = slog.New(slog.NewTextHandler(&log, nil))
	queue.Ended = c.Metrics.Solved
	if change != nil {
		change(&c, &queue)
	}
	q, err := jobs.New(queue)
	if err != nil {
		t.Fatal(err)
	}
	c.Jobs = q
	h, _, err := New(c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		ctx, stop := context.WithTimeout(context.Background(), 10*time.Second)
		defer stop()
		if err := q.Close(ctx); err != nil {
			t.Error(err)
		}
	})
	return h, q, &log
}

// postVROOM sends a problem.
func postVROOM(h http.Handler, ctx context.Context, body string) *httptest.ResponseRecorder {
	r := httptest.NewRequestWithContext(ctx, http.MethodPost, "http://localhost/vroom", strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

// vroomJobs is a problem of so many jobs along a street, with more members of the document.
func vroomJobs(n int, more string) string {
	var list []string
	for i := range n {
		list = append(list, fmt.Sprintf(`{"id": %d, "location": [105.8, %.4f], "service": 60}`, i, 21+float64(i)/1000))
	}
	return `{"vehicles": [{"id": 1, "start": [105.8, 21], "end": [105.8, 21]}], "jobs": [` + strings.Join(list, ",") + `]` + more + `}`
}

// The examples of the documentation are answered as VROOM does.
func TestVROOMExamples(t *testing.T) {
	h, _, _ := vroomServer(t, nil)
	for name, example := range map[string]any{"coordinates": exampleVROOM, "matrices": exampleVROOMMatrices} {
		body, err := json.Marshal(example)
		if err != nil {
			t.Fatal(err)
		}
		w := postVROOM(h, t.Context(), string(body))
		var s instance.VROOMSolution
		if err := json.Unmarshal(w.Body.Bytes(), &s); err != nil || w.Code != 200 || w.Header().Get("Content-Type") != "application/json" {
			t.Fatalf("%s: %d %v %s", name, w.Code, w.Header(), w.Body)
		}
		if s.Code != 0 || len(s.Unassigned) != 0 || len(s.Routes) != 1 || w.Header().Get("Cache-Control") != "no-store" {
			t.Errorf("%s: %s", name, w.Body)
		}
		if name == "matrices" && (s.Summary.Cost != 390 || len(s.Routes[0].Steps) != 4) {
			t.Errorf("%s: %s", name, w.Body)
		}
		if name == "coordinates" && (s.Routes[0].Geometry == "" || s.Routes[0].Distance == nil) {
			t.Errorf("%s: %s", name, w.Body)
		}
	}
}

// vroomRefusal is what VROOM's clients read of a refusal, and nothing more.
type vroomRefusal struct {
	Code  int
	Error string
}

// Refusals have VROOM's code and text, and keep to the form of all others.
func TestVROOMRefusals(t *testing.T) {
	h, _, log := vroomServer(t, func(c *Config, _ *jobs.Config) { c.Bounds.VROOM.Jobs = 3 })
	for _, c := range []struct {
		name, body string
		status     int
		code       int
		want       []string
	}{
		{"no JSON", `{"jobs": `, 400, 2, []string{"not a JSON object"}},
		{"nothing", ``, 400, 2, []string{"not a JSON object"}},
		{"what is not supported", `{"jobs": [{"id": 1, "location": [1, 2], "shipments": 1}], "vehicles": [{"id": 1, "start": [1, 2], "breaks": [{"id": 1}]}]}`, 400, 2,
			[]string{"jobs[0].shipments: ", "vehicles[0].breaks: không hỗ trợ / not supported"}},
		{"too many jobs", vroomJobs(4, ""), 413, 4, []string{"jobs: nhiều nhất 3 / at most 3"}},
		{"too large", `{"jobs": "` + strings.Repeat("x", vroomBody) + `"}`, 413, 4, []string{"larger than 32 MB"}},
		{"personal data", `{"jobs": [{"id": "Nguyễn Văn An", "description": 912345678, "Nguyễn": 1}], "0912345678": 2}`, 400, 2, []string{"jobs[0].id: "}},
	} {
		w := postVROOM(h, t.Context(), c.body)
		checkProblem(t, w)
		var refusal vroomRefusal
		if err := json.Unmarshal(w.Body.Bytes(), &refusal); err != nil {
			t.Fatal(err)
		}
		if w.Code != c.status || refusal.Code != c.code {
			t.Errorf("%s: %d, code %d", c.name, w.Code, refusal.Code)
		}
		for _, want := range c.want {
			if !strings.Contains(refusal.Error, want) {
				t.Errorf("%s: %q says nothing of %q", c.name, refusal.Error, want)
			}
		}
		for _, private := range []string{"Nguy", "912345678"} {
			if strings.Contains(w.Body.String()+log.String(), private) {
				t.Errorf("%s: repeats what was sent: %s%s", c.name, w.Body, log)
			}
		}
	}
	r := httptest.NewRequest(http.MethodGet, "http://localhost/vroom", nil)
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	if checkProblem(t, w); w.Code != 405 || w.Header().Get("Allow") != "POST" {
		t.Errorf("GET: %d %v", w.Code, w.Header())
	}
}

// A queue that is full, or that is being closed, is an error of the server in VROOM's words.
func TestVROOMBusy(t *testing.T) {
	h, q, _ := vroomServer(t, func(_ *Config, c *jobs.Config) { c.Workers, c.Waiting = 1, 0 })
	hold, held := make(chan struct{}), make(chan struct{})
	ended := make(chan error)
	go func() {
		ended <- q.Do(context.Background(), "another", func(context.Context, func() int) error {
			close(held)
			<-hold
			return nil
		})
	}()
	<-held
	w := postVROOM(h, t.Context(), vroomJobs(3, ""))
	if p := problemIn(t, w); w.Code != 429 || p.Code != 1 || p.Text == "" || w.Header().Get("Retry-After") == "" {
		t.Errorf("full: %d %v %s", w.Code, w.Header(), w.Body)
	}
	close(hold)
	if err := <-ended; err != nil {
		t.Fatal(err)
	}
	if err := q.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	w = postVROOM(h, t.Context(), vroomJobs(3, ""))
	if p := problemIn(t, w); w.Code != 429 && w.Code != 503 || p.Code != 1 {
		t.Errorf("closed: %d %s", w.Code, w.Body)
	}
}

// The work ends when nobody waits for it any more.
func TestVROOMClientGoesAway(t *testing.T) {
	h, q, _ := vroomServer(t, nil)
	ctx, leave := context.WithCancel(t.Context())
	answered := make(chan struct{})
	go func() {
		defer close(answered)
		postVROOM(h, ctx, vroomJobs(1000, "")) // for ten seconds
	}()
	for q.Stats().Running == 0 {
		time.Sleep(time.Millisecond)
	}
	leave()
	select {
	case <-answered:
	case <-time.After(8 * time.Second):
		t.Error("it goes on")
	}
	if running := q.Stats().Running; running != 0 {
		t.Errorf("%d are running", running)
	}
}

// The options of VROOM's server shorten the solve, and a solve leaves room for other requests.
func TestVROOMOptions(t *testing.T) {
	h, _, _ := vroomServer(t, func(c *Config, _ *jobs.Config) { c.Limits.Requests = 1 })
	both := make(chan int, 2)
	for range 2 {
		go func() {
			both <- postVROOM(h, t.Context(), vroomJobs(100, `, "options": {"x": 0, "t": 1, "l": 1, "g": false, "c": false}`)).Code
		}()
	}
	for range 2 {
		if status := <-both; status != 200 && status != 503 {
			t.Errorf("status %d", status)
		}
	}
}

// FuzzVROOMRequest sends whatever comes: it is answered, or refused as the request's fault.
func FuzzVROOMRequest(f *testing.F) {
	h, _, log := vroomServer(f, func(c *Config, _ *jobs.Config) {
		c.Bounds.VROOM = instance.VROOMLimits{Jobs: 20, Vehicles: 5, Places: 20, List: 5, Amounts: 3}
		c.Bounds.TimeLimit = time.Second
	})
	for _, example := range []any{exampleVROOM, exampleVROOMMatrices} {
		body, err := json.Marshal(example)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(body))
	}
	for _, body := range []string{"", "{", "[]", "null", `{"jobs": 1}`, vroomJobs(3, `, "options": {"x": 9}`), vroomJobs(21, ""), "\xff\xfe", strings.Repeat(`{"jobs":`, 5000)} {
		f.Add(body)
	}
	f.Fuzz(func(t *testing.T, body string) {
		w := postVROOM(h, t.Context(), body)
		var answer vroomRefusal
		if err := json.Unmarshal(w.Body.Bytes(), &answer); err != nil {
			t.Fatalf("%d %s: %v", w.Code, w.Body, err)
		}
		switch {
		case w.Code == 200 && answer.Code == 0:
		case (w.Code == 400 || w.Code == 413) && answer.Code != 0 && answer.Error != "":
		default:
			t.Errorf("%d %s\n%s", w.Code, w.Body, log)
		}
	})
}
