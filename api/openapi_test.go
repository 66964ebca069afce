package api

import (
	"encoding/json"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"gonha/api/jobs"
)

// openAPI is what the tests read of the OpenAPI document.
type openAPI struct {
	OpenAPI string `json:"openapi"`
	Paths   map[string]map[string]struct {
		OperationID string `json:"operationId"`
		Summary     string
		RequestBody struct {
			Content map[string]struct {
				Examples map[string]struct{ Value json.RawMessage }
			}
		} `json:"requestBody"`
		Responses map[string]struct {
			Content map[string]json.RawMessage
		}
	}
}

// The document is there in both forms, is of OpenAPI 3.1, and has every route that the server has.
func TestOpenAPI(t *testing.T) {
	s := start(t, nil)
	doc := decode[openAPI](t, s.get(t, "/openapi.json"))
	if !strings.HasPrefix(doc.OpenAPI, "3.1") {
		t.Errorf("OpenAPI %s", doc.OpenAPI)
	}
	if yaml := s.get(t, "/openapi.yaml"); yaml.status != http.StatusOK || !strings.Contains(yaml.body, "openapi: 3.1") || !strings.Contains(yaml.header.Get("Content-Type"), "yaml") {
		t.Errorf("openapi.yaml: %d %v", yaml.status, yaml.header)
	}
	for _, path := range []string{"/v1/solves", "/v1/solves/{id}", "/v1/solves/{id}/events", "/v1/solves/{id}/cancel", "/v1/solves/{id}/plan.json", "/v1/solves/{id}/teams/{track}", "/v1/tiles.json", "/vroom"} {
		if doc.Paths[path] == nil {
			t.Errorf("nothing of %s", path)
		}
	}
	ids := map[string]bool{}
	for path, item := range doc.Paths {
		for method, op := range item {
			if op.OperationID == "" || ids[op.OperationID] || !strings.Contains(op.Summary, " / ") {
				t.Errorf("%s %s: operation %q, %q in one language", method, path, op.OperationID, op.Summary)
			}
			ids[op.OperationID] = true
			for status, answer := range op.Responses {
				if _, is := answer.Content["application/problem+json"]; status >= "4" && !is {
					t.Errorf("%s %s: %s is no problem", method, path, status)
				}
			}
		}
	}
}

// The examples of the document run as they stand.
func TestExamplesRun(t *testing.T) {
	s := start(t, nil)
	doc := decode[openAPI](t, s.get(t, "/openapi.json"))
	ran := 0
	for path, item := range doc.Paths {
		for _, example := range item["post"].RequestBody.Content["application/json"].Examples {
			r := s.post(t, path, string(example.Value))
			if r.status != http.StatusAccepted && r.status != http.StatusOK {
				t.Errorf("%s: %d %s", path, r.status, r.body)
			}
			if r.status == http.StatusAccepted {
				if solve := s.await(t, r.header.Get("Location"), ended); solve.State != jobs.Done || solve.Plan.Summary.Visits == 0 || len(solve.Rejected) > 0 {
					t.Errorf("%s: %s, %+v", path, solve.State, solve.Rejected)
				}
			}
			ran++
		}
	}
	if ran == 0 {
		t.Error("there are no examples")
	}
}

// The page of the documentation names every operation, and needs nothing from elsewhere.
func TestDocsOfServer(t *testing.T) {
	s := start(t, nil)
	doc := decode[openAPI](t, s.get(t, "/openapi.json"))
	page := s.get(t, "/docs").body
	for path, item := range doc.Paths {
		for _, op := range item {
			if !strings.Contains(page, `id="`+op.OperationID+`"`) || !strings.Contains(page, path) {
				t.Errorf("nothing of %s", op.OperationID)
			}
		}
	}
	var outside []string
	for _, url := range regexp.MustCompile(`https?://[^\s"<]+`).FindAllString(page, -1) {
		if url != "http://127.0.0.1:8080" && !strings.Contains(url, "localhost") {
			outside = append(outside, url)
		}
	}
	if len(outside) > 0 || strings.Contains(page, "<script") {
		t.Errorf("reaches out: %v", slices.Compact(outside))
	}
}

// The metrics tell of the queue, the solves and the requests, and hold nothing of any household.
func TestMetricsOfServer(t *testing.T) {
	s := start(t, nil)
	s.await(t, s.begin(t, 6, brief), ended)
	r := s.get(t, "/metrics")
	for _, want := range []string{
		`gonha_solves_total{state="done"} 1`, "gonha_people_planned_total 12", "gonha_queue_length 0", "gonha_queue_capacity 100", "gonha_solve_seconds_count 1",
		`gonha_http_request_seconds_count{method="POST",route="/v1/solves",status="2xx"} 1`, "gonha_people_per_second", "go_memstats_heap_inuse_bytes",
	} {
		if !strings.Contains(r.body, want) {
			t.Errorf("nothing of %s", want)
		}
	}
	if strings.Contains(r.body, "Bí Mật") || strings.Contains(r.body, "H000") {
		t.Error("personal data")
	}
}
