package web_test

import (
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"gonha/api"
	"gonha/api/intake/placing"
	"gonha/api/jobs"
	"gonha/geo/road"
	"gonha/solver/campaign"
)

// ward is the sample ward.
const ward = "../../testdata/ward/"

// path is a file's absolute name, as a browser wants it.
func path(t *testing.T, name string) string {
	t.Helper()
	whole, err := filepath.Abs(name)
	if err != nil {
		t.Fatal(err)
	}
	return whole
}

// written is a file with this content.
func written(t *testing.T, name, content string) string {
	t.Helper()
	whole := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(whole, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return whole
}

// content is what a file of the sample ward holds.
func content(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(ward + name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// spoilt is the sample ward's households with a faulty row at line 3 and one at line 5.
func spoilt(t *testing.T) string {
	t.Helper()
	lines := strings.Split(content(t, "households.csv"), "\n")
	lines[2] = strings.Replace(lines[2], "21.0", "2.0", 1)
	lines[4] = regexp.MustCompile(`,TDP-1,\d+,`).ReplaceAllString(lines[4], ",TDP-1,nhiều,") // people
	return strings.Join(lines, "\n")
}

// setup is how a server differs from the default.
type setup struct {
	keys      bool
	queue     func(*jobs.Config)
	limits    func(*api.Limits)
	travel    campaign.Travel
	addresses *placing.Map
	memory    *placing.Memory
	ground    *road.Map
	lacks     string // a path that is answered with 404
	address   string // to listen at; any where it is empty
}

// serve serves the page with the sample ward, and gives its address and, where it has keys, a key.
func serve(t *testing.T, s setup) (server *httptest.Server, key string) {
	t.Helper()
	metrics := api.NewMetrics()
	queue := jobs.DefaultConfig(1) // the other core is the browser's
	queue.Ended = metrics.Solved
	if s.queue != nil {
		s.queue(&queue)
	}
	q, err := jobs.New(queue)
	if err != nil {
		t.Fatal(err)
	}
	c := api.DefaultConfig(1)
	c.Jobs, c.Metrics, c.Travel = q, metrics, s.travel
	c.Addresses, c.Memory, c.Map = s.addresses, s.memory, s.ground
	c.Sample = func() (households, teams []byte, err error) {
		return []byte(content(t, "households.csv")), []byte(content(t, "teams.csv")), nil
	}
	if s.limits != nil {
		s.limits(&c.Limits)
	}
	if s.keys {
		if c.Keys, err = api.LoadKeys(filepath.Join(t.TempDir(), "keys.json")); err != nil {
			t.Fatal(err)
		}
		if key, err = c.Keys.Add("thử"); err != nil {
			t.Fatal(err)
		}
	}
	handler, _, err := api.New(c)
	if err != nil {
		t.Fatal(err)
	}
	whole := handler
	if s.lacks != "" {
		handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == s.lacks {
				http.NotFound(w, r)
				return
			}
			whole.ServeHTTP(w, r)
		})
	}
	server = httptest.NewUnstartedServer(handler)
	if s.address != "" {
		if err := server.Listener.Close(); err != nil {
			t.Fatal(err)
		}
		if server.Listener, err = net.Listen("tcp", s.address); err != nil {
			t.Fatal(err)
		}
	}
	server.Start()
	t.Cleanup(server.Close)
	return server, key
}
