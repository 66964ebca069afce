package api

import (
	"archive/zip"
	"encoding/json"
	"encoding/xml"
	"mime"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gonha/api/jobs"
	"gonha/solver/campaign"
)

// Every file of a plan can be fetched, is of its kind, and is named for people.
func TestFiles(t *testing.T) {
	s := start(t, nil)
	path := s.begin(t, 40, brief)
	solve := s.await(t, path, ended)
	want := map[string]string{"teams/T1.gpx": "application/gpx+xml"}
	for _, f := range files {
		want[f.name] = f.kind
	}
	for name, kind := range want {
		r := s.get(t, path+"/"+name)
		got, _, err := mime.ParseMediaType(r.header.Get("Content-Type"))
		if r.status != http.StatusOK || got != kind || err != nil || len(r.body) < 20 {
			t.Errorf("%s: %d, %s, %d bytes", name, r.status, r.header.Get("Content-Type"), len(r.body))
		}
		saved := r.header.Get("Content-Disposition")
		if name == "lists.html" != (saved == "") || saved != "" && !strings.Contains(saved, "gonha-2026-11-20-"+name[strings.LastIndex(name, "/")+1:]) {
			t.Errorf("%s: Content-Disposition %q", name, saved)
		}
	}
	plan := decode[campaign.Plan](t, s.get(t, path+"/plan.json"))
	if diff := cmp.Diff(solve.Plan, &plan); diff != "" {
		t.Errorf("plan.json (-solve +file):\n%s", diff)
	}
	geo := s.get(t, path+"/routes.geojson").body
	if !json.Valid([]byte(geo)) || !strings.Contains(geo, "FeatureCollection") {
		t.Errorf("routes.geojson: %.100s", geo)
	}
	var track struct{ Trk []struct{ Name string } }
	if err := xml.Unmarshal([]byte(s.get(t, path+"/teams/T2.gpx").body), &track); err != nil {
		t.Errorf("teams/T2.gpx: %v", err)
	}
	book := s.get(t, path+"/visits.xlsx").body
	if _, err := zip.NewReader(strings.NewReader(book), int64(len(book))); err != nil {
		t.Errorf("visits.xlsx: %v", err)
	}
	for _, name := range []string{"lists.html", "visits.csv"} { // what the team needs is there
		if body := s.get(t, path+"/"+name).body; !strings.Contains(body, "Nguyễn Văn Bí Mật") || !strings.Contains(strings.ReplaceAll(body, " ", ""), "0000123456") {
			t.Errorf("%s: nobody's name", name)
		}
	}
	for _, name := range []string{"plan.json", "routes.geojson", "teams/T1.gpx", "rejected.csv", ""} { // and not where others look
		if body := s.get(t, path+"/"+name).body; strings.Contains(body, "Bí Mật") || strings.Contains(body, "0000123456") {
			t.Errorf("%q: personal data", name)
		}
	}
}

func TestFilesRefused(t *testing.T) {
	s := start(t, func(_ *Config, q *jobs.Config) { q.Workers = 1 })
	s.begin(t, 3, endless)
	waiting := s.begin(t, 3, endless)
	problemOf(t, s.get(t, waiting+"/plan.json"), http.StatusConflict)
	done := s.begin(t, 3, brief)
	problemOf(t, s.get(t, done+"/teams/T9.gpx"), http.StatusConflict)
	problemOf(t, s.get(t, done+"/secret.txt"), http.StatusNotFound)
	problemOf(t, s.get(t, done+"/lists.html?lang=fr"), 422)
	for _, team := range []string{"..%2F..%2Fetc%2Fpasswd", "%00", "T9"} {
		if r := s.get(t, done+"/teams/"+team+".gpx"); r.status < 400 || r.status >= 500 {
			t.Errorf("team %s: %d", team, r.status)
		}
	}
}

// A team's id may hold what paths and headers do not.
func TestTrackOfOddTeam(t *testing.T) {
	s := start(t, nil)
	odd := strings.Replace(evening(4, brief), `"id": "T1"`, `"id": "Đội 1/2 \"A\""`, 1)
	path := s.post(t, solvesPath, odd).header.Get("Location")
	s.await(t, path, ended)
	dotted := s.post(t, solvesPath, strings.Replace(evening(4, brief), `"id": "T1"`, `"id": "P.14.gpx"`, 1)).header.Get("Location")
	s.await(t, dotted, ended)
	if r := s.get(t, dotted+"/teams/P.14.gpx.gpx"); r.status != http.StatusOK || !strings.Contains(r.body, "<trk>") {
		t.Errorf("a team with a dot: %d %.200s", r.status, r.body)
	}
	for _, name := range []string{"P.14.gpx", "P", "P.14.gpx.gpx.gpx", "T2"} {
		problemOf(t, s.get(t, dotted+"/teams/"+name), http.StatusNotFound)
	}
	r := s.get(t, path+"/teams/%C4%90%E1%BB%99i%201%2F2%20%22A%22.gpx")
	if r.status != http.StatusOK || !strings.HasPrefix(r.body, "<?xml") {
		t.Errorf("%d %.200s", r.status, r.body)
	}
	if _, parameters, err := mime.ParseMediaType(r.header.Get("Content-Disposition")); err != nil || parameters["filename"] == "" {
		t.Errorf("Content-Disposition %q: %v", r.header.Get("Content-Disposition"), err)
	}
}
