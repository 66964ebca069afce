package api

import (
	"bufio"
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"gonha/api/jobs"
)

// message is an event as a client reads it.
type message struct {
	id         int
	name, data string
}

// follow reads the events of a solve, beginning behind one, until enough says so or the stream ends. It
// also gives how many comments came.
func (s *service) follow(t *testing.T, path, last string, enough func(message) bool) (list []message, comments int) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, s.URL+path+"/events", nil)
	if err != nil {
		t.Fatal(err)
	}
	if last != "" {
		r.Header.Set("Last-Event-ID", last)
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK || answer.Header.Get("Content-Type") != "text/event-stream; charset=utf-8" || answer.Header.Get("Cache-Control") != "no-store" {
		t.Fatalf("%d %v", answer.StatusCode, answer.Header)
	}
	var m message
	for lines := bufio.NewScanner(answer.Body); lines.Scan(); {
		field, value, _ := strings.Cut(lines.Text(), ": ")
		switch field {
		case "id":
			m.id, err = strconv.Atoi(value)
			if err != nil {
				t.Fatal(err)
			}
		case "event":
			m.name = value
		case "data":
			m.data = value
		default:
			if strings.HasPrefix(lines.Text(), ":") {
				comments++
			} else if m.name != "" {
				list = append(list, m)
				if enough(m) {
					return list, comments
				}
				m = message{}
			}
		}
	}
	return list, comments
}

func never(message) bool { return false }

// Progress comes as the solve runs, numbered, then its end, and the stream ends.
func TestEvents(t *testing.T) {
	s := start(t, nil)
	path := s.begin(t, 60, `{"night": "2026-11-20", "time_limit_s": 1}`)
	list, _ := s.follow(t, path, "", never)
	if len(list) < 10 {
		t.Fatalf("%d events in a second, want one each 20 ms", len(list))
	}
	persons := int64(0)
	for i, m := range list {
		if m.id != i+1 {
			t.Errorf("event %d has number %d", i+1, m.id)
		}
		if i == len(list)-1 {
			break
		}
		var p jobs.Progress
		if err := json.Unmarshal([]byte(m.data), &p); err != nil || m.name != "progress" {
			t.Fatalf("event %+v: %v", m, err)
		}
		persons = max(persons, p.Persons)
		if p.TimeLimitS != 1 || p.ElapsedS <= 0 || p.ElapsedS > 5 {
			t.Errorf("event %+v", m)
		}
	}
	last := list[len(list)-1]
	var solve Solve
	if err := json.Unmarshal([]byte(last.data), &solve); err != nil || last.name != "done" || solve.State != jobs.Done || solve.Plan != nil {
		t.Errorf("the last: %+v, %v", last, err)
	}
	if persons == 0 || solve.Progress.Persons == 0 {
		t.Error("nobody was reached")
	}
	if strings.Contains(last.data, "Bí Mật") {
		t.Error("personal data in an event")
	}
}

// A client that comes back gets what it has missed, and nothing twice.
func TestLastEventID(t *testing.T) {
	s := start(t, nil)
	path := s.begin(t, 30, endless)
	first, _ := s.follow(t, path, "", func(m message) bool { return m.id == 5 })
	time.Sleep(100 * time.Millisecond) // some are missed
	second, _ := s.follow(t, path, "5", func(m message) bool { return m.id == 12 })
	s.post(t, path+"/cancel", "")
	third, _ := s.follow(t, path, "12", never)
	whole := append(append(first, second...), third...)
	for i, m := range whole {
		if m.id != i+1 {
			t.Fatalf("event %d has number %d", i+1, m.id)
		}
	}
	if last := whole[len(whole)-1]; last.name != "cancelled" {
		t.Errorf("the last is %+v", last)
	}
	if r := s.get(t, path+"/events", "Last-Event-ID", strconv.Itoa(len(whole))); r.status != http.StatusNoContent || r.body != "" {
		t.Errorf("who has seen the end gets %d %s", r.status, r.body)
	}
	if all, _ := s.follow(t, path, "not a number", never); len(all) != len(whole) {
		t.Errorf("who has no number gets %d of %d", len(all), len(whole))
	}
}

// A stream in which nothing happens shows that it lives.
func TestHeartbeat(t *testing.T) {
	s := start(t, func(c *Config, q *jobs.Config) { c.Beat, q.Workers = 10*time.Millisecond, 1 })
	s.begin(t, 3, endless)
	waiting := s.begin(t, 3, endless)
	time.AfterFunc(300*time.Millisecond, func() { http.Post(s.URL+waiting+"/cancel", "", nil) }) //nolint:errcheck,bodyclose,noctx // the stream's end says whether it worked
	list, comments := s.follow(t, waiting, "", never)
	if comments < 5 || len(list) != 1 || list[0].name != "cancelled" {
		t.Errorf("%d comments, %+v", comments, list)
	}
}

// A stream ends with its solve when the server stops.
func TestEventsEndWithServer(t *testing.T) {
	s := start(t, nil)
	path := s.begin(t, 30, endless)
	time.AfterFunc(100*time.Millisecond, func() {
		s.stop()
		_ = s.queue.Close(t.Context()) // what runs is interrupted when the test's time is over, and by the cancel below
	})
	time.AfterFunc(200*time.Millisecond, func() { http.Post(s.URL+path+"/cancel", "", nil) }) //nolint:errcheck,bodyclose,noctx // the stream's end says whether it worked
	if list, _ := s.follow(t, path, "", never); list[len(list)-1].name != "cancelled" {
		t.Errorf("the last: %+v", list[len(list)-1])
	}
}
