package api

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"

	"gonha/api/jobs"
	"gonha/geo"
	"gonha/solver/campaign"
	"gonha/solver/instance"
)

// packedText is a text packed with gzip.
func packedText(t *testing.T, text string) string {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, err := w.Write([]byte(text))
	if err := errors.Join(err, w.Close()); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestVROOMPaths: clients that have only an address to set are answered wherever they ask, and whoever watches too.
func TestVROOMPaths(t *testing.T) {
	server := start(t, nil)
	for _, path := range vroomPaths {
		r := server.post(t, path, vroomJobs(2, ""))
		if s := decode[instance.VROOMSolution](t, r); r.status != http.StatusOK || s.Summary.Routes != 1 || r.header.Get("Warning") != "" || r.header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s: %d %v %s", path, r.status, r.header, r.body)
		}
		if refused := decode[vroomRefusal](t, server.post(t, path, `{`)); refused.Code != 2 || refused.Error == "" {
			t.Errorf("%s: %+v", path, refused)
		}
	}
	for _, path := range []string{"/health", "/vroom/health"} {
		if r := server.get(t, path); r.status != http.StatusOK || r.body != "" {
			t.Errorf("%s: %d %q", path, r.status, r.body)
		}
	}
	if r := server.get(t, "/"); r.status != http.StatusOK || !strings.Contains(r.body, "<html") {
		t.Errorf("the page: %d", r.status)
	}
	server.stop()
	problemOf(t, server.get(t, "/health"), http.StatusServiceUnavailable)
}

// TestVROOMPacked: bodies may be packed, and unpack to no more than others may have.
func TestVROOMPacked(t *testing.T) {
	server := start(t, nil)
	for name, c := range map[string]struct {
		body, coding string
		status       int
	}{
		"gzip":              {packedText(t, vroomJobs(2, "")), "gzip", http.StatusOK},
		"the name of old":   {packedText(t, vroomJobs(2, "")), "X-GZIP", http.StatusOK},
		"not packed":        {vroomJobs(2, ""), "identity", http.StatusOK},
		"not gzip":          {vroomJobs(2, ""), "gzip", http.StatusBadRequest},
		"cut off":           {packedText(t, vroomJobs(2, ""))[:60], "gzip", http.StatusBadRequest},
		"of another kind":   {vroomJobs(2, ""), "br", http.StatusUnsupportedMediaType},
		"unpacks for ever":  {packedText(t, strings.Repeat(" ", vroomBody+1)), "gzip", http.StatusRequestEntityTooLarge},
		"is nothing packed": {packedText(t, ""), "gzip", http.StatusBadRequest},
	} {
		if r := server.post(t, vroomPath, c.body, "Content-Encoding", c.coding); r.status != c.status {
			t.Errorf("%s: %d %s", name, r.status, r.body)
		}
	}
}

// TestVROOMIgnores: members that VROOM ignores are ignored, and named once; what they hold is in no header and no log.
func TestVROOMIgnores(t *testing.T) {
	server := start(t, nil)
	r := server.post(t, vroomPath, `{"meta": {"by": "Nguyễn"}, "vehicles": [{"id": 1, "start": [105.80, 21.02], "driver": "An"}],
		"jobs": [{"id": 1, "location": [105.81, 21.02], "address": "Ngo 12"}, {"id": 2, "location": [105.81, 21.02], "address": 5, "0912345678": 1}], "options": {"g": true, "geometry": true, "format": "json"}}`)
	if r.status != http.StatusOK {
		t.Fatalf("%d %s", r.status, r.body)
	}
	warning := r.header.Get("Warning")
	for _, name := range []string{"meta", "vehicles[].driver", "jobs[].address", "options.geometry", "options.format", "jobs[].?"} {
		if strings.Count(warning, name) != 1 || strings.Count(server.log.String(), name) != 1 {
			t.Errorf("%s is not named once: %q, %s", name, warning, server.log)
		}
	}
	for _, private := range []string{"Nguy", "Ngo 12", "0912345678"} {
		if strings.Contains(warning+server.log.String(), private) {
			t.Errorf("%q is told", private)
		}
	}
}

// TestVROOMKeys: a key may come as openrouteservice's clients send it.
func TestVROOMKeys(t *testing.T) {
	keys, first, _ := twoKeys(t)
	key := strings.TrimPrefix(first, "Bearer ")
	server := start(t, func(c *Config, _ *jobs.Config) { c.Keys = keys })
	with := vroomJobs(2, `, "api_key": "`+key+`"`)
	for name, c := range map[string]struct {
		body   string
		header []string
		status int
	}{
		"none":                       {vroomJobs(2, ""), nil, http.StatusUnauthorized},
		"in the body":                {with, nil, http.StatusOK},
		"in a packed body":           {packedText(t, with), []string{"Content-Encoding", "gzip"}, http.StatusOK},
		"as a header without scheme": {vroomJobs(2, ""), []string{"Authorization", key}, http.StatusOK},
		"as usual":                   {vroomJobs(2, ""), []string{"Authorization", first}, http.StatusOK},
		"wrong in the body":          {strings.ReplaceAll(with, key, key+"x"), nil, http.StatusUnauthorized},
		"wrong in the header":        {with, []string{"Authorization", "x"}, http.StatusUnauthorized},
		"in a body that is too long": {with + strings.Repeat(" ", keyedBody), nil, http.StatusUnauthorized},
		"in no JSON":                 {with[1:], nil, http.StatusUnauthorized},
	} {
		r := server.post(t, "/optimization", c.body, c.header...)
		if r.status != c.status {
			t.Errorf("%s: %d %s", name, r.status, r.body)
		}
		if strings.Contains(r.body+r.header.Get("Warning")+server.log.String(), key) {
			t.Errorf("%s: the key is told", name)
		}
	}
	if r := server.get(t, solvesPath, "Authorization", key); r.status != http.StatusUnauthorized {
		t.Errorf("elsewhere: %d", r.status)
	}
}

// TestVROOMTravels: problems without matrices travel as the server's evenings do, and their lines are those ways.
func TestVROOMTravels(t *testing.T) {
	server := start(t, func(c *Config, _ *jobs.Config) { c.Travel = byRoad(streetMap(t, 60)) })
	problem := `{"vehicles": [{"id": 1, "profile": "foot", "start": [105.8023, 20.999]}], "jobs": [{"id": 1, "location": [105.8023, 21.0041]}], "options": {"g": true}}`
	s := decode[instance.VROOMSolution](t, server.post(t, vroomPath, problem))
	// Out of one alley, along the street and into another, at 4.5 km/h.
	if d := *s.Summary.Distance; d < 900 || d > 1050 || s.Summary.Duration < d*8/10-30 || len(s.Routes[0].Geometry) < 20 {
		t.Errorf("%d m in %d s: %s", d, s.Summary.Duration, s.Routes[0].Geometry)
	}
	broken := start(t, func(c *Config, _ *jobs.Config) {
		c.Travel = campaign.Travel{Name: "osrm", Engine: func(context.Context, campaign.Mode, []geo.Point) (geo.Engine, error) { return nil, geo.ErrRemote }}
	})
	r := broken.post(t, vroomPath, problem)
	if refused := decode[vroomRefusal](t, r); r.status != http.StatusServiceUnavailable || refused.Code != 3 || !strings.Contains(refused.Error, "no usable answer") {
		t.Errorf("%d %s", r.status, r.body)
	}
}
