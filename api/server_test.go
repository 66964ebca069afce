package api

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"gonha/api/jobs"
)

// service is the whole server with a client.
type service struct {
	*httptest.Server
	queue *jobs.Queue
	keys  *Keys
	stop  func() // begins to stop
	log   *bytes.Buffer
}

// start makes a server, changed as the test likes, and ends it with the test.
func start(t testing.TB, change func(*Config, *jobs.Config)) *service {
	t.Helper()
	s := &service{log: &bytes.Buffer{}}
	log := slog.New(slog.NewTextHandler(s.log, nil)) // which locks
	c, q := DefaultConfig(2), jobs.DefaultConfig(2)
	q.Tick, q.Log = 20*time.Millisecond, log
	c.Metrics, c.Log = NewMetrics(), log
	q.Ended = c.Metrics.Solved
	if change != nil {
		change(&c, &q)
	}
	s.keys = c.Keys
	var err error
	if s.queue, err = jobs.New(q); err != nil {
		t.Fatal(err)
	}
	c.Jobs = s.queue
	handler, stop, err := New(c)
	if err != nil {
		t.Fatal(err)
	}
	s.stop = stop
	s.Server = httptest.NewServer(handler)
	t.Cleanup(func() {
		s.Server.CloseClientConnections()
		s.Server.Close()
		ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
		defer cancel()
		_ = s.queue.Close(ctx) // what still runs is interrupted
	})
	return s
}

// reply is what was answered.
type reply struct {
	status int
	header http.Header
	body   string
}

// json reads the body into a T.
func decode[T any](t *testing.T, r reply) T {
	t.Helper()
	var v T
	if err := json.Unmarshal([]byte(r.body), &v); err != nil {
		t.Fatalf("%d, %v in %.300s", r.status, err, r.body)
	}
	return v
}

// send asks for something; headers are name, value, name, value.
func (s *service) send(t *testing.T, method, path, body string, headers ...string) reply {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, s.URL+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	answer, err := http.DefaultTransport.RoundTrip(r) // follows nothing
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	got, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return reply{answer.StatusCode, answer.Header, string(got)}
}

func (s *service) get(t *testing.T, path string, headers ...string) reply {
	t.Helper()
	return s.send(t, http.MethodGet, path, "", headers...)
}

// post sends JSON.
func (s *service) post(t *testing.T, path, body string, headers ...string) reply {
	t.Helper()
	return s.send(t, http.MethodPost, path, body, append(headers, "Content-Type", "application/json")...)
}

// part is a part of a form.
type part struct{ name, file, text string }

// form makes the body of an upload and its content type.
func form(t testing.TB, parts ...part) (body, kind string) {
	t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for _, p := range parts {
		field, err := w.CreateFormFile(p.name, p.file)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprint(field, p.text)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String(), w.FormDataContentType()
}

// upload sends files.
func (s *service) upload(t *testing.T, parts []part, headers ...string) reply {
	t.Helper()
	body, kind := form(t, parts...)
	return s.send(t, http.MethodPost, solvesPath, body, append(headers, "Content-Type", kind)...)
}

// street is a JSON list of so many households along a street, each with a person who has a name, and
// settled the two teams that go there.
func street(households int) string {
	var list []string
	for i := range households {
		list = append(list, fmt.Sprintf(`{"id": "H%03d", "lat": %.5f, "lon": 105.8, "persons": %d, "name": "Nguyễn Văn Bí Mật", "phone": "0000123456"}`, i, 21+float64(i)/3000, 1+i%3))
	}
	return "[" + strings.Join(list, ",") + "]"
}

const crews = `[{"id": "T1", "members": 3, "start_lat": 21, "start_lon": 105.8}, {"id": "T2", "members": 3, "start_lat": 21.01, "start_lon": 105.8}]`

// evening is a request for a night on that street.
func evening(households int, options string) string {
	return fmt.Sprintf(`{"households": %s, "teams": %s, "options": %s}`, street(households), crews, options)
}

// The options of a solve that ends by itself at once, and of one that does not.
const (
	brief   = `{"night": "2026-11-20", "iterations": 200, "threads": 1, "lang": "en"}`
	endless = `{"night": "2026-11-20", "time_limit_s": 600, "lang": "en"}`
)

// begin submits a night and gives its path.
func (s *service) begin(t *testing.T, households int, options string, headers ...string) string {
	t.Helper()
	r := s.post(t, solvesPath, evening(households, options), headers...)
	if r.status != http.StatusAccepted {
		t.Fatalf("%d %s", r.status, r.body)
	}
	return r.header.Get("Location")
}

// await waits until the solve is as wanted.
func (s *service) await(t *testing.T, path string, is func(Solve) bool, headers ...string) Solve {
	t.Helper()
	for begin := time.Now(); time.Since(begin) < 30*time.Second; time.Sleep(10 * time.Millisecond) {
		r := s.get(t, path, headers...)
		if r.status != http.StatusOK {
			t.Fatalf("%s: %d %s", path, r.status, r.body)
		}
		if solve := decode[Solve](t, r); is(solve) {
			return solve
		}
	}
	t.Fatalf("%s does not come to what was waited for", path)
	return Solve{}
}

func ended(s Solve) bool   { return s.State.Ended() }
func planned(s Solve) bool { return s.Plan != nil }

// problemOf is a refusal that must be of a status.
func problemOf(t *testing.T, r reply, status int) Problem {
	t.Helper()
	if r.status != status || r.header.Get("Content-Type") != "application/problem+json" {
		t.Fatalf("%d %s %.300s, want a problem of %d", r.status, r.header.Get("Content-Type"), r.body, status)
	}
	p := decode[Problem](t, r)
	if p.Status != status || p.Title == "" || p.Detail == "" {
		t.Errorf("problem %+v", p)
	}
	return p
}

// twoKeys makes a file of two keys and gives the headers that bring each.
func twoKeys(t *testing.T) (keys *Keys, first, second string) {
	t.Helper()
	keys, err := LoadKeys(filepath.Join(t.TempDir(), "keys.json"))
	if err != nil {
		t.Fatal(err)
	}
	for i, to := range []*string{&first, &second} {
		key, err := keys.Add(fmt.Sprint("key ", i))
		if err != nil {
			t.Fatal(err)
		}
		*to = "Bearer " + key
	}
	return keys, first, second
}
