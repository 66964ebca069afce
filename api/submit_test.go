package api

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gonha/api/jobs"
)

// A night as JSON, from the request to its plan.
func TestSubmitJSON(t *testing.T) {
	s := start(t, nil)
	r := s.post(t, solvesPath, evening(12, brief))
	first := decode[Solve](t, r)
	if r.status != http.StatusAccepted || r.header.Get("Location") != solvesPath+"/"+first.ID || first.Links.Self != r.header.Get("Location") {
		t.Fatalf("%d, Location %q, %+v", r.status, r.header.Get("Location"), first.Links)
	}
	if first.State.Ended() || first.Plan != nil || first.Households != 12 || first.Teams != 2 || first.Persons != 24 {
		t.Errorf("at first: %+v", first)
	}
	solve := s.await(t, first.Links.Self, ended)
	if solve.State != jobs.Done || solve.Plan.Summary.Visits != 12 || solve.Plan.Summary.Persons != 24 || solve.Plan.Night != "2026-11-20" {
		t.Errorf("in the end: %+v", solve.Plan.Summary)
	}
	if solve.ExpiresAt == nil || solve.ExpiresAt.Sub(*solve.FinishedAt) != jobs.DefaultConfig(2).Keep || first.ExpiresAt != nil {
		t.Errorf("expires at %v, at first %v", solve.ExpiresAt, first.ExpiresAt)
	}
	if solve.Progress.Persons != 24 || solve.FinishedAt == nil || solve.StartedAt == nil || solve.Position != 0 {
		t.Errorf("in the end: %+v", solve)
	}
}

const (
	householdsCSV = "mã,vĩ độ,kinh độ,số người,họ tên\nH1,21.001,105.8,2,Nguyễn Văn Bí Mật\nH2,21.002,105.8,1,Trần Thị Kín\n"
	teamsCSV      = "id,members,start_lat,start_lon\nT1,3,21,105.8\n"
)

// A night as files is the same night as JSON.
func TestSubmitFiles(t *testing.T) {
	s := start(t, nil)
	r := s.upload(t, []part{{"households", "danh sách.csv", householdsCSV}, {"teams", "đội.csv", teamsCSV}, {"options", "", brief}})
	if r.status != http.StatusAccepted {
		t.Fatalf("%d %s", r.status, r.body)
	}
	files := s.await(t, r.header.Get("Location"), ended)
	whole := s.post(t, solvesPath, `{"households": [{"id":"H1","lat":21.001,"lon":105.8,"persons":2},{"id":"H2","lat":"21.002","lon":105.8}],
		"teams": [{"id":"T1","members":3,"start_lat":21,"start_lon":105.8}], "options": `+brief+`}`)
	other := s.await(t, whole.header.Get("Location"), ended)
	other.Plan.Summary.RuntimeS = files.Plan.Summary.RuntimeS
	if diff := cmp.Diff(files.Plan, other.Plan); diff != "" {
		t.Errorf("plans (-files +JSON):\n%s", diff)
	}
}

// Rows that cannot be used are set aside, and the others planned.
func TestSubmitBadRows(t *testing.T) {
	s := start(t, nil)
	bad := householdsCSV + "H3,abc,105.8,1,Lê Thị Riêng\n"
	r := s.upload(t, []part{{"households", "list.csv", bad}, {"teams", "teams.csv", teamsCSV}, {"options", "", brief}})
	solve := decode[Solve](t, r)
	if len(solve.Rejected) != 1 || solve.Rejected[0].File != "list.csv" || solve.Rejected[0].Row != 4 || solve.Rejected[0].Column != "vĩ độ" {
		t.Errorf("rejected: %+v", solve.Rejected)
	}
	if done := s.await(t, solve.Links.Self, ended); done.Plan.Summary.Visits != 2 {
		t.Errorf("%+v", done.Plan.Summary)
	}
}

// What cannot be planned is refused with a problem that names each bad field and repeats nothing.
func TestSubmitRefused(t *testing.T) {
	s := start(t, func(c *Config, _ *jobs.Config) { c.Bounds.Households, c.Bounds.Teams, c.Limits.Body = 30, 3, 8<<10 })
	one := `{"id":"H1","lat":21,"lon":105.8,"name":"Nguyễn Văn Bí Mật"}`
	tests := []struct {
		name, body string
		status     int
		want       []string // locations
	}{
		{"not JSON", `{`, 400, nil},
		{"an array", `[]`, 400, nil},
		{"null", `null`, 400, nil},
		{"nothing", `{}`, 422, []string{"body.households", "body.teams"}},
		{"a stranger", `{"households":[` + one + `],"teams":` + crews + `,"Bí Mật":1}`, 422, []string{"body"}},
		{"options", evening(2, `{"window":"Bí Mật","seed":-1,"time_limit_s":9999}`), 422, []string{"body.options.seed", "body.options.window", "body.options.time_limit_s"}},
		{"options of an unknown name", evening(2, `{"Bí Mật":1}`), 422, []string{"body.options"}},
		{"options that are none", evening(2, `"Bí Mật"`), 422, []string{"body.options"}},
		{"no usable row", `{"households":[{"id":"H1","lat":"Bí Mật","lon":105.8}],"teams":` + crews + `}`, 422, []string{"body.households", "body.households[0].lat"}},
		{"no column", `{"households":[{"Bí Mật":"H1"}],"teams":` + crews + `}`, 422, []string{"body.households"}},
		{"a list that is none", `{"households":"Bí Mật","teams":` + crews + `}`, 422, []string{"body.households"}},
		{"too many households", evening(31, brief), 422, []string{"body.households"}},
		{"too many teams", `{"households":[` + one + `],"teams":[` + strings.Repeat(`{"id":"a","start_lat":21,"start_lon":105.8},`, 3) + `{"id":"b","start_lat":21,"start_lon":105.8}]}`, 422, []string{"body.teams"}},
		{"too large", evening(2, `{"night":"`+strings.Repeat("Bí Mật", 2000)+`"}`), 413, nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := s.post(t, solvesPath, test.body)
			p := problemOf(t, r, test.status)
			var got []string
			for _, f := range p.Errors {
				got = append(got, f.Location)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("locations (-want +got):\n%s", diff)
			}
			if strings.Contains(r.body, "Bí Mật") {
				t.Errorf("repeats what was sent: %s", r.body)
			}
		})
	}
	if r := s.send(t, http.MethodPost, solvesPath, "a", "Content-Type", "text/plain"); r.status != http.StatusUnsupportedMediaType {
		t.Errorf("text: %d", r.status)
	}
	form := []part{{"households", "a.csv", householdsCSV}, {"teams", "b.csv", teamsCSV}, {"teams", "c.csv", teamsCSV}}
	if p := problemOf(t, s.upload(t, form), 422); p.Errors[0].Location != "body" {
		t.Errorf("a part twice: %+v", p)
	}
	if strings.Contains(s.log.String(), "Bí Mật") {
		t.Error("logged what was sent")
	}
	if n := len(decode[struct{ Solves []Solve }](t, s.get(t, solvesPath)).Solves); n != 0 {
		t.Errorf("%d solves of refused requests", n)
	}
}

// A request that is sent again with its key begins no second solve, also where the queue is full.
func TestIdempotency(t *testing.T) {
	s := start(t, func(_ *Config, q *jobs.Config) { q.Workers, q.Waiting = 1, 0 })
	first := s.post(t, solvesPath, evening(3, endless), "Idempotency-Key", "tối nay")
	again := s.post(t, solvesPath, evening(3, endless), "Idempotency-Key", "tối nay")
	if again.status != http.StatusAccepted || again.header.Get("Location") != first.header.Get("Location") {
		t.Errorf("again: %d, %q, want %q", again.status, again.header.Get("Location"), first.header.Get("Location"))
	}
	if first.header.Get("Idempotency-Replayed") != "" || again.header.Get("Idempotency-Replayed") != "true" {
		t.Error("it is not said which is which")
	}
	p := problemOf(t, s.post(t, solvesPath, evening(4, endless), "Idempotency-Key", "tối nay"), 422)
	if p.Errors[0].Location != "header.Idempotency-Key" {
		t.Errorf("another request of the same key: %+v", p)
	}
}

// A full queue answers 429 with the time to wait, and takes work again when there is room.
func TestFullQueue(t *testing.T) {
	s := start(t, func(_ *Config, q *jobs.Config) { q.Workers, q.Waiting = 1, 2 })
	var paths []string
	for range 3 {
		paths = append(paths, s.begin(t, 3, endless))
	}
	r := s.post(t, solvesPath, evening(3, endless))
	problemOf(t, r, http.StatusTooManyRequests)
	if r.header.Get("Retry-After") == "" {
		t.Error("no Retry-After")
	}
	problemOf(t, s.get(t, "/readyz"), http.StatusServiceUnavailable)
	if last := decode[Solve](t, s.get(t, paths[2])); last.State != jobs.Queued || last.Position != 2 {
		t.Errorf("the last: %s, place %d", last.State, last.Position)
	}
	if c := decode[Solve](t, s.post(t, paths[1]+"/cancel", "")); c.State != jobs.Cancelled || c.Plan != nil {
		t.Errorf("one that waited: %+v", c)
	}
	s.begin(t, 3, endless)
	if r := s.get(t, "/readyz"); r.status != http.StatusServiceUnavailable {
		t.Errorf("full again: %d", r.status)
	}
}

// A request of 2,000 households and 40 teams.
func BenchmarkSubmit2000(b *testing.B) {
	s := start(b, func(_ *Config, q *jobs.Config) { q.Workers, q.Waiting = 1, 1<<20 })
	body := fmt.Sprintf(`{"households": %s, "teams": %s, "options": %s}`, street(2000), crews, endless)
	client := &http.Client{Timeout: time.Minute}
	b.ReportAllocs()
	for b.Loop() {
		answer, err := client.Post(s.URL+solvesPath, "application/json", strings.NewReader(body))
		if err != nil || answer.StatusCode != http.StatusAccepted {
			b.Fatal(answer, err)
		}
		if err := answer.Body.Close(); err != nil {
			b.Fatal(err)
		}
	}
}
