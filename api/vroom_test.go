package api

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"gonha/api/jobs"
	"gonha/solver/instance"
)

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
	server := start(t, nil)
	for name, example := range map[string]any{"coordinates": exampleVROOM, "matrices": exampleVROOMMatrices} {
		body, err := json.Marshal(example)
		if err != nil {
			t.Fatal(err)
		}
		r := server.post(t, vroomPath, string(body))
		if r.status != http.StatusOK || r.header.Get("Content-Type") != "application/json" || r.header.Get("Cache-Control") != "no-store" {
			t.Fatalf("%s: %d %v %s", name, r.status, r.header, r.body)
		}
		s := decode[instance.VROOMSolution](t, r)
		if s.Code != 0 || len(s.Unassigned) != 0 || len(s.Routes) != 1 {
			t.Errorf("%s: %s", name, r.body)
		}
		if name == "matrices" && (s.Summary.Cost != 390 || len(s.Routes[0].Steps) != 4) {
			t.Errorf("%s: %s", name, r.body)
		}
		if name == "coordinates" && (s.Routes[0].Geometry == "" || s.Routes[0].Distance == nil) {
			t.Errorf("%s: %s", name, r.body)
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
	server := start(t, func(c *Config, _ *jobs.Config) { c.Bounds.VROOM.Jobs = 3 })
	for _, c := range []struct {
		name, body string
		status     int
		code       int
		want       []string
	}{
		{"no JSON", `{"jobs": `, 400, 2, []string{"not a JSON object"}},
		{"nothing", ``, 400, 2, []string{"not a JSON object"}},
		{"what is not supported", `{"jobs": [{"id": 1, "location": [1, 2], "shipments": 1}], "vehicles": [{"id": 1, "start": [1, 2]}], "shipments": [{"amount": [1]}]}`, 400, 2,
			[]string{"jobs[0].shipments: ", "shipments: không hỗ trợ / not supported"}},
		{"too many jobs", vroomJobs(4, ""), 413, 4, []string{"jobs: nhiều nhất 3 / at most 3"}},
		{"too large", `{"jobs": "` + strings.Repeat("x", vroomBody) + `"}`, 413, 4, []string{"larger than 32 MB"}},
		{"personal data", `{"jobs": [{"id": "Nguyễn Văn An", "description": 912345678, "Nguyễn": 1}], "0912345678": 2}`, 400, 2, []string{"jobs[0].id: "}},
	} {
		r := server.post(t, vroomPath, c.body)
		problemOf(t, r, c.status)
		refusal := decode[vroomRefusal](t, r)
		if refusal.Code != c.code {
			t.Errorf("%s: code %d", c.name, refusal.Code)
		}
		for _, want := range c.want {
			if !strings.Contains(refusal.Error, want) {
				t.Errorf("%s: %q says nothing of %q", c.name, refusal.Error, want)
			}
		}
		for _, private := range []string{"Nguy", "912345678"} {
			if strings.Contains(r.body+server.log.String(), private) {
				t.Errorf("%s: repeats what was sent: %s%s", c.name, r.body, server.log)
			}
		}
	}
	r := server.get(t, vroomPath)
	if problemOf(t, r, http.StatusMethodNotAllowed); r.header.Get("Allow") != "POST" {
		t.Errorf("GET: %v", r.header)
	}
}

// A queue that is full, or that is being closed, is an error of the server in VROOM's words.
func TestVROOMBusy(t *testing.T) {
	server := start(t, func(_ *Config, c *jobs.Config) { c.Workers, c.Waiting = 1, 0 })
	q := server.queue
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
	r := server.post(t, vroomPath, vroomJobs(3, ""))
	if p := problemOf(t, r, http.StatusTooManyRequests); p.Code != 1 || p.Text == "" || r.header.Get("Retry-After") == "" {
		t.Errorf("full: %v %s", r.header, r.body)
	}
	close(hold)
	if err := <-ended; err != nil {
		t.Fatal(err)
	}
	if err := q.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	r = server.post(t, vroomPath, vroomJobs(3, ""))
	if p := problemOf(t, r, http.StatusTooManyRequests); p.Code != 1 {
		t.Errorf("closed: %s", r.body)
	}
}

// The work ends when nobody waits for it any more.
func TestVROOMClientGoesAway(t *testing.T) {
	server := start(t, nil)
	ctx, leave := context.WithCancel(t.Context())
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, server.URL+vroomPath, strings.NewReader(vroomJobs(1000, ""))) // for ten seconds
	if err != nil {
		t.Fatal(err)
	}
	answered := make(chan error)
	go func() {
		_, err := http.DefaultTransport.RoundTrip(r)
		answered <- err
	}()
	running := func(want int) bool {
		for range 500 {
			if server.queue.Stats().Running == want {
				return true
			}
			time.Sleep(10 * time.Millisecond)
		}
		return false
	}
	if !running(1) {
		t.Fatal("it does not run")
	}
	leave()
	if err := <-answered; err == nil {
		t.Error("it was answered at once")
	}
	if !running(0) {
		t.Error("it goes on")
	}
}

// A problem that is worked on keeps no other request waiting: the queue bounds its work.
func TestVROOMLeavesRoom(t *testing.T) {
	server := start(t, func(c *Config, _ *jobs.Config) { c.Limits.Requests = 1 })
	answered := make(chan reply)
	go func() {
		answered <- server.post(t, vroomPath, vroomJobs(60, `, "options": {"x": 5, "t": 1, "g": false, "c": false}`))
	}()
	for server.queue.Stats().Running == 0 {
		time.Sleep(time.Millisecond)
	}
	if r := server.get(t, solvesPath); r.status != http.StatusOK {
		t.Errorf("%d %s", r.status, r.body)
	}
	if r := <-answered; r.status != http.StatusOK {
		t.Errorf("%d %s", r.status, r.body)
	}
}

// Any problem whatever is answered or refused, never a fault of the server.
func FuzzVROOMRequest(f *testing.F) {
	ask := refuses(f)
	for _, example := range []any{exampleVROOM, exampleVROOMMatrices} {
		body, err := json.Marshal(example)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(body))
	}
	for _, body := range []string{"", "{", "[]", "null", `{"jobs": 1}`, vroomJobs(3, `, "options": {"x": 9}`), vroomJobs(3, `, "shipments": {}`), "\xff\xfe", strings.Repeat(`{"jobs":`, 5000)} {
		f.Add(body)
	}
	f.Fuzz(func(t *testing.T, body string) {
		ask(t, http.MethodPost, vroomPath, body, "Content-Type", "application/json")
	})
}
