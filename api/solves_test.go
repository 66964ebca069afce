package api

import (
	"compress/gzip"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"gonha/api/jobs"
)

// While a solve runs there is already a plan, which gets better; cancelling keeps the best.
func TestCancelKeepsTheBest(t *testing.T) {
	s := start(t, nil)
	path := s.begin(t, 300, endless)
	running := s.await(t, path, planned)
	if running.State != jobs.Running || running.Plan.Summary.Persons == 0 || running.Plan.Summary.Stopped != "interrupted" {
		t.Errorf("while it runs: %s, %+v", running.State, running.Plan.Summary)
	}
	cancelled := decode[Solve](t, s.post(t, path+"/cancel", ""))
	if cancelled.State != jobs.Cancelled || cancelled.Plan == nil || cancelled.Plan.Summary.Persons < running.Plan.Summary.Persons {
		t.Errorf("cancelled: %s, %+v", cancelled.State, cancelled.Plan)
	}
	if again := decode[Solve](t, s.post(t, path+"/cancel", "")); again.State != jobs.Cancelled {
		t.Errorf("cancelled again: %s", again.State)
	}
}

// A client that has the newest is told so; every change gives another ETag.
func TestETag(t *testing.T) {
	s := start(t, nil)
	path := s.begin(t, 5, brief)
	s.await(t, path, ended)
	for _, name := range []string{"", "/plan.json", "/visits.xlsx", "/lists.html?lang=vi"} {
		first := s.get(t, path+name)
		tag := first.header.Get("ETag")
		if first.status != http.StatusOK || tag == "" {
			t.Fatalf("%q: %d, ETag %q", name, first.status, tag)
		}
		for _, given := range []string{tag, `"x", ` + tag, "*"} {
			again := s.get(t, path+name, "If-None-Match", given)
			if again.status != http.StatusNotModified || again.body != "" || again.header.Get("ETag") != tag {
				t.Errorf("%q: %d with If-None-Match %s", name, again.status, given)
			}
		}
		if other := s.get(t, path+name, "If-None-Match", `"x"`); other.status != http.StatusOK || other.body != first.body {
			t.Errorf("%q: %d with another tag", name, other.status)
		}
	}
	english, vietnamese := s.get(t, path+"/lists.html?lang=en"), s.get(t, path+"/lists.html?lang=vi")
	if english.header.Get("ETag") == vietnamese.header.Get("ETag") || english.body == vietnamese.body {
		t.Error("both languages are the same")
	}
	running := s.begin(t, 100, endless)
	before := s.get(t, running).header.Get("ETag")
	for begin := time.Now(); s.get(t, running).header.Get("ETag") == before; time.Sleep(10 * time.Millisecond) {
		if time.Since(begin) > 30*time.Second {
			t.Fatal("a solve that goes on keeps its ETag")
		}
	}
}

// Answers are packed for those who take it, and say the same.
func TestGzip(t *testing.T) {
	s := start(t, nil)
	path := s.begin(t, 60, brief)
	s.await(t, path, ended)
	for _, name := range []string{"", "/plan.json", "/visits.csv", "/routes.geojson", "/lists.html"} {
		plain := s.get(t, path+name, "Accept-Encoding", "identity")
		packed := s.get(t, path+name, "Accept-Encoding", "br, gzip")
		if packed.header.Get("Content-Encoding") != "gzip" || len(packed.body)*2 > len(plain.body) || !strings.Contains(packed.header.Get("Vary"), "Accept-Encoding") {
			t.Errorf("%q: %v, %d bytes for %d", name, packed.header, len(packed.body), len(plain.body))
			continue
		}
		r, err := gzip.NewReader(strings.NewReader(packed.body))
		if err != nil {
			t.Fatal(err)
		}
		unpacked, err := io.ReadAll(r)
		if err != nil || string(unpacked) != plain.body {
			t.Errorf("%q: another content, %v", name, err)
		}
		if none := s.get(t, path+name, "Accept-Encoding", "gzip;q=0"); none.header.Get("Content-Encoding") != "" || none.body != plain.body {
			t.Errorf("%q: packed for who does not take it", name)
		}
	}
	if r := s.get(t, path+"/visits.xlsx", "Accept-Encoding", "gzip"); r.header.Get("Content-Encoding") != "" {
		t.Error("a workbook is packed twice")
	}
}

type page struct {
	Solves []Solve
	Next   *string
}

// Solves are paged through, the newest first, each once, also while new ones come.
func TestList(t *testing.T) {
	s := start(t, nil)
	var made []string
	for range 7 {
		path := s.begin(t, 2, brief)
		s.await(t, path, ended)
		made = append(made, path)
	}
	var seen []string
	for next := ""; ; {
		p := decode[page](t, s.get(t, solvesPath+"?limit=3"+next))
		for _, solve := range p.Solves {
			seen = append(seen, solve.Links.Self)
			if solve.Plan != nil {
				t.Error("a list with plans")
			}
		}
		if p.Next == nil {
			break
		}
		next = "&cursor=" + *p.Next
		s.begin(t, 2, brief)
	}
	for i := range seen {
		if len(seen) != 7 || seen[i] != made[6-i] {
			t.Fatalf("%d solves, number %d is %s", len(seen), i, seen[i])
		}
	}
	for query, place := range map[string]string{"limit=0": "query.limit", "limit=101": "query.limit", "limit=x": "query.limit", "cursor=?": "query.cursor", "cursor=0": "query.cursor"} {
		if p := problemOf(t, s.get(t, solvesPath+"?"+query), 422); p.Errors[0].Location != place {
			t.Errorf("%s: %+v", query, p)
		}
	}
}

// Nobody reads, lists, follows, cancels or deletes what belongs to another key, nor learns that it exists.
func TestOwners(t *testing.T) {
	keys, first, second := twoKeys(t)
	s := start(t, func(c *Config, _ *jobs.Config) { c.Keys = keys })
	path := s.begin(t, 3, brief, "Authorization", first)
	s.await(t, path, ended, "Authorization", first)
	asks := []struct{ method, path string }{
		{"GET", path}, {"GET", path + "/events"}, {"POST", path + "/cancel"}, {"DELETE", path}, {"GET", path + "/teams/T1.gpx"},
	}
	for _, f := range files {
		asks = append(asks, struct{ method, path string }{"GET", path + "/" + f.name})
	}
	for _, ask := range asks {
		theirs := s.send(t, ask.method, ask.path, "", "Authorization", second)
		none := s.send(t, ask.method, strings.Replace(ask.path, path, solvesPath+"/NOSUCHSOLVE", 1), "", "Authorization", second)
		if theirs.status != http.StatusNotFound || theirs.body != none.body {
			t.Errorf("%s %s: %d %s", ask.method, ask.path, theirs.status, theirs.body)
		}
		if r := s.send(t, ask.method, ask.path, ""); r.status != http.StatusUnauthorized {
			t.Errorf("%s %s without a key: %d", ask.method, ask.path, r.status)
		}
	}
	if list := decode[page](t, s.get(t, solvesPath, "Authorization", second)); len(list.Solves) != 0 {
		t.Error("lists another's solves")
	}
	// The same idempotency key of another owner is another request.
	mine := s.post(t, solvesPath, evening(3, brief), "Authorization", first, "Idempotency-Key", "k").header.Get("Location")
	if yours := s.post(t, solvesPath, evening(4, brief), "Authorization", second, "Idempotency-Key", "k"); yours.status != http.StatusAccepted || yours.header.Get("Location") == mine {
		t.Errorf("another owner's key: %d", yours.status)
	}
	if err := keys.Revoke(keys.List()[0].ID); err != nil {
		t.Fatal(err)
	}
	if r := s.get(t, path, "Authorization", first); r.status != http.StatusUnauthorized {
		t.Errorf("with a revoked key: %d", r.status)
	}
}

// An ended solve can be forgotten with all that is kept of it, a running one cannot.
func TestForget(t *testing.T) {
	s := start(t, nil)
	path := s.begin(t, 3, endless)
	problemOf(t, s.send(t, http.MethodDelete, path, ""), http.StatusConflict)
	s.post(t, path+"/cancel", "")
	if r := s.send(t, http.MethodDelete, path, ""); r.status != http.StatusNoContent || r.body != "" {
		t.Errorf("%d %s", r.status, r.body)
	}
	for _, name := range []string{"", "/events", "/plan.json"} {
		problemOf(t, s.get(t, path+name), http.StatusNotFound)
	}
}

// A server that stops is not ready and takes nothing new, but still answers.
func TestStopping(t *testing.T) {
	s := start(t, nil)
	path := s.begin(t, 3, brief)
	s.await(t, path, ended)
	if r := s.get(t, "/readyz"); r.status != http.StatusOK {
		t.Errorf("before: %d", r.status)
	}
	s.stop()
	if err := s.queue.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	for want, r := range map[int]reply{http.StatusOK: s.get(t, path), http.StatusServiceUnavailable: s.get(t, "/readyz")} {
		if r.status != want {
			t.Errorf("%d %s, want %d", r.status, r.body, want)
		}
	}
	r := s.post(t, solvesPath, evening(3, brief))
	problemOf(t, r, http.StatusServiceUnavailable)
	if r.header.Get("Retry-After") == "" {
		t.Error("no Retry-After")
	}
	if r := s.get(t, "/healthz"); r.status != http.StatusOK {
		t.Errorf("health: %d", r.status)
	}
}

// Many who ask for a solve at once cost little more than one: its answer is made once.
func BenchmarkGetSolve(b *testing.B) {
	s := start(b, nil)
	answer, err := http.Post(s.URL+solvesPath, "application/json", strings.NewReader(evening(300, brief)))
	if err != nil {
		b.Fatal(err)
	}
	path := answer.Header.Get("Location")
	for !strings.Contains(body(b, s.URL+path), `"state":"done"`) {
		time.Sleep(20 * time.Millisecond)
	}
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 64, DisableCompression: true}}
	b.ReportAllocs()
	b.ResetTimer()
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			r, err := client.Get(s.URL + path)
			if err != nil {
				b.Error(err)
				return
			}
			if _, err := io.Copy(io.Discard, r.Body); err != nil || r.StatusCode != http.StatusOK {
				b.Error(fmt.Sprint(r.StatusCode, err))
			}
			_ = r.Body.Close()
		}
	})
}

func body(b *testing.B, url string) string {
	b.Helper()
	r, err := http.Get(url)
	if err != nil {
		b.Fatal(err)
	}
	defer r.Body.Close()
	text, err := io.ReadAll(r.Body)
	if err != nil {
		b.Fatal(err)
	}
	return string(text)
}
