package api

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"gonha/api/intake/placing"
	"gonha/api/jobs"
)

// refuses makes a server whose queue takes nothing, so that a body costs no more than its reading, and
// gives what asserts that an answer is no fault of ours.
func refuses(f *testing.F) func(t *testing.T, method, path, body string, headers ...string) {
	c, q := DefaultConfig(2), jobs.DefaultConfig(2)
	q.Workers, q.Waiting = 1, 64
	c.Bounds.Households, c.Bounds.Teams, c.Limits.Body, c.Limits.Rate, c.Limits.Burst = 200, 20, 1<<16, 1e9, 1<<30
	queue, err := jobs.New(q)
	if err != nil {
		f.Fatal(err)
	}
	c.Jobs, c.Metrics, c.Memory = queue, NewMetrics(), placing.NewMemory()
	handler, _, err := New(c)
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { _ = queue.Close(f.Context()) })
	return func(t *testing.T, method, path, body string, headers ...string) {
		t.Helper()
		r := httptest.NewRequestWithContext(t.Context(), method, "http://localhost"+path, strings.NewReader(body))
		for i := 0; i < len(headers); i += 2 {
			r.Header.Set(headers[i], headers[i+1])
		}
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, r)
		if w.Code >= 500 {
			t.Fatalf("%d %s", w.Code, w.Body)
		}
		if w.Code >= 400 && w.Header().Get("Content-Type") != "application/problem+json" {
			t.Fatalf("%d without a problem: %s", w.Code, w.Body)
		}
		if w.Code == http.StatusAccepted { // it need not be planned
			r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "http://localhost"+w.Header().Get("Location")+"/cancel", nil)
			handler.ServeHTTP(httptest.NewRecorder(), r)
		}
	}
}

// Any body whatever is taken or refused, never a fault of the server.
func FuzzSubmit(f *testing.F) {
	const limited = `{"iterations": 1}`
	ask := refuses(f)
	for _, body := range []string{
		evening(3, limited), evening(0, limited), `{"households":null,"teams":[null],"options":[]}`, `{"households":[{"id":1e999}],"teams":[[]]}`,
		`{"households":[{"id":"a","lat":21,"lon":105,"windows":["19:30-20:00",{}]}],"teams":` + crews + `}`, "{\"a\":\"\xff\"}", "[[[[", "",
	} {
		f.Add(body, "application/json")
	}
	body, kind := form(f, part{"households", "a.csv", householdsCSV}, part{"teams", "b.csv", teamsCSV}, part{"options", "", limited})
	f.Add(body, kind)
	f.Add(strings.ReplaceAll(body, "a.csv", "a.xlsx"), kind)
	f.Add(strings.ReplaceAll(body, "mã,", "PK\x03\x04"), kind)
	f.Add(body[:len(body)/2], kind)
	f.Fuzz(func(t *testing.T, body, kind string) {
		ask(t, http.MethodPost, solvesPath, body, "Content-Type", kind)
	})
}

// Any corrections whatever of a list without coordinates, with a place to find, to keep, and the teams' message.
func FuzzCorrections(f *testing.F) {
	ask := refuses(f)
	for _, fix := range []string{
		`{}`, `null`, `{"start": "21.001, 105.8", "geocode": "all", "teams_table": [{"members": 3, "mode": "walk", "groups": ["TDP 1"]}]}`,
		`{"teams_text": "Tổ 1: An, Bình - xe máy\nTổ 2: 3 người", "start": "https://maps.google.com/?q=21,105.8"}`,
		`{"places": [{"household": "row-2", "address": "12 Phố Bưởi", "group": "TDP 1", "lat": 21, "lon": 105.8}, {"household": "row-4", "skip": true}]}`,
		`{"households": {"sheets": ["x"], "columns": {"address": "địa chỉ", "name": "", "\u0000": "a"}}, "teams": {"columns": null}}`,
		`{"places": [{"lat": 1e308, "lon": -1e308, "address": " "}], "teams_table": [{"members": -1}]}`, `{"start": 1}`,
	} {
		f.Add(fix)
	}
	f.Fuzz(func(t *testing.T, fix string) {
		body, kind := form(t, part{"households", "a.csv", plainCSV}, part{"options", "", `{"iterations": 1}`}, part{"corrections", "", fix})
		for _, path := range []string{readsPath, solvesPath} {
			ask(t, http.MethodPost, path, body, "Content-Type", kind)
		}
		for _, path := range []string{placesPath, findPath} {
			ask(t, http.MethodPost, path, fix, "Content-Type", "application/json")
		}
	})
}

// Any path, query and header whatever.
func FuzzRequest(f *testing.F) {
	ask := refuses(f)
	for _, path := range []string{"/v1/solves/x", "/v1/solves?limit=9&cursor=z", "/v1/solves/x/teams/%2e%2e.gpx", "/v1/solves/x/lists.html?lang=en", "/v1/solves/x/events", "/docs", "/openapi.yaml", "/static/../index.html"} {
		f.Add(path, "Last-Event-ID", "7")
		f.Add(path, "If-None-Match", `W/"a"`)
		f.Add(path, "Origin", "https://example.org")
		f.Add(path, "Accept", "application/cbor")
	}
	f.Add("/#\x7f", "Accept", "")
	f.Fuzz(func(t *testing.T, path, name, value string) {
		if !strings.HasPrefix(path, "/") || strings.ContainsAny(path, " \r\n\x00") || name == "" {
			t.Skip("not what a request line can be")
		}
		if _, err := url.ParseRequestURI("http://localhost" + path); err != nil { // as a request line is read, where nothing is a fragment
			t.Skip("no path")
		}
		ask(t, http.MethodGet, path, "", name, value)
	})
}
