package api

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os/exec"
	"regexp"
	"strings"
	"testing"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humachi"
	"github.com/go-chi/chi/v5"
	"github.com/google/go-cmp/cmp"
)

// shownInput is the input of an operation that the docs are tried with.
type shownInput struct {
	ID    string `path:"id" example:"K7XQ" doc:"Names <it>."`
	Limit int    `query:"limit" minimum:"1" maximum:"100" default:"20"`
}

// shownOutput is its output.
type shownOutput struct {
	Body struct {
		State string      `json:"state" enum:"queued,done" doc:"Says how far it is."`
		When  string      `json:"when" format:"date-time"`
		Parts []shownPart `json:"parts"`
		More  *string     `json:"more,omitempty"`
	}
}

type shownPart struct {
	Name string     `json:"name" example:"nhà bà A"`
	Sub  *shownPart `json:"sub,omitempty"`
}

// shownDoc is a document with one operation of each kind.
func shownDoc() *huma.OpenAPI {
	humaProblems()
	config := huma.DefaultConfig("gonha", "1.2.3")
	config.CreateHooks = nil // as in the server: no $schema in answers
	a := humachi.New(chi.NewRouter(), config)
	none := func(context.Context, *struct{}) (*struct{}, error) { return nil, nil }
	shown := func(context.Context, *shownInput) (*shownOutput, error) { return nil, nil }
	huma.Register(a, huma.Operation{
		OperationID: "get-it", Method: http.MethodGet, Path: "/v1/its/{id}", Tags: []string{"its"},
		Summary: "Xem / Look", Description: "Gives `it` & more.", Errors: []int{404},
	}, shown)
	huma.Register(a, huma.Operation{OperationID: "drop-it", Method: http.MethodDelete, Path: "/v1/its/{id}", Tags: []string{"its"}}, shown)
	huma.Register(a, huma.Operation{OperationID: "hidden", Method: http.MethodGet, Path: "/v1/hidden", Hidden: true}, none)
	huma.Register(a, huma.Operation{
		OperationID: "send-it", Method: http.MethodPost, Path: "/v1/its", Tags: []string{"its"},
		RequestBody: &huma.RequestBody{Content: map[string]*huma.MediaType{
			"application/json": {Examples: map[string]*huma.Example{"one": {Summary: "Một / One", Value: map[string]any{"name": "nhà 'A'"}}}},
			"multipart/form-data": {Schema: &huma.Schema{Type: "object", Properties: map[string]*huma.Schema{
				"teams": {Type: "string", Format: "binary"}, "options": {Type: "string", Examples: []any{`{"a": 1}`}}, "note": {Type: "string"},
			}}},
		}},
		Responses: map[string]*huma.Response{"202": {Description: "Begun.", Headers: map[string]*huma.Param{"Location": {Description: "Where.", Schema: &huma.Schema{Type: "string"}}}}},
	}, none)
	huma.Register(a, huma.Operation{
		OperationID: "follow-it", Method: http.MethodGet, Path: "/v1/its/{id}/events", Tags: []string{"events"},
		Responses: map[string]*huma.Response{"200": {Content: map[string]*huma.MediaType{"text/event-stream": {Example: "id: 1\nevent: progress\n\n"}}}},
	}, shown)
	return a.OpenAPI()
}

func docsAnswerOf(t *testing.T, doc *huma.OpenAPI) *httptest.ResponseRecorder {
	t.Helper()
	w := httptest.NewRecorder()
	secureHeaders(docsHandler(doc)).ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/docs", nil))
	if w.Code != 200 || w.Header().Get("Content-Type") != "text/html; charset=utf-8" {
		t.Fatalf("%d %v", w.Code, w.Header())
	}
	return w
}

func TestDocs(t *testing.T) {
	page := docsAnswerOf(t, shownDoc()).Body.String()
	for _, want := range []string{
		`<html lang="vi">`, `name="viewport"`, "gonha <small>1.2.3</small>", "Khi bị từ chối / Refusals", "body.options.window", "Trả lời / Answers",
		`href="#get-it"`, `id="get-it"`, "Gives <code>it</code> &amp; more.", "Names &lt;it&gt;.", "integer 1–100 = 20", "bắt buộc / required",
		"Không tìm thấy / Not Found", `id="schema-ShownPart"`, "queued | done", "nhà bà A", "Says how far it is.", "event: progress",
		"<code>Location</code>", "Where.", "curl &#34;$GONHA/v1/its/K7XQ&#34;", "curl -N &#34;$GONHA/v1/its/K7XQ/events&#34;", "curl -X DELETE &#34;$GONHA/v1/its/K7XQ&#34;",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("nothing of %q", want)
		}
	}
	for _, not := range []string{"hidden", "<script", "http://", "https://", "onclick", " style=", "<no value>", "ZgotmplZ"} {
		if strings.Contains(strings.ReplaceAll(page, "GONHA=http://127.0.0.1:8080", ""), not) {
			t.Errorf("%q stands in it", not)
		}
	}
}

// Every link within the page leads somewhere.
func TestDocsLinks(t *testing.T) {
	page := docsAnswerOf(t, shownDoc()).Body.String()
	links := regexp.MustCompile(`href="#([^"]*)"`).FindAllStringSubmatch(page, -1)
	if len(links) < 8 {
		t.Errorf("%d links", len(links))
	}
	for _, link := range links {
		if strings.Count(page, `id="`+link[1]+`"`) != 1 {
			t.Errorf("#%s is there %d times", link[1], strings.Count(page, `id="`+link[1]+`"`))
		}
	}
}

// The policy lets the page's own style through, and no script.
func TestDocsPolicy(t *testing.T) {
	w := docsAnswerOf(t, shownDoc())
	_, rest, _ := strings.Cut(w.Body.String(), "<style>")
	style, _, _ := strings.Cut(rest, "</style>")
	hash := sha256.Sum256([]byte(style))
	policy := w.Header().Get("Content-Security-Policy")
	if want := "style-src 'sha256-" + base64.StdEncoding.EncodeToString(hash[:]) + "'"; !strings.Contains(policy, want) || strings.Contains(policy, "script-src") {
		t.Errorf("policy %q, want %s", policy, want)
	}
}

func TestDocsOrder(t *testing.T) {
	var order []string
	for _, group := range docsOf(shownDoc()).Groups {
		for _, op := range group.Operations {
			order = append(order, group.Name+" "+op.ID)
		}
	}
	if diff := cmp.Diff([]string{"its send-it", "its get-it", "its drop-it", "events follow-it"}, order); diff != "" {
		t.Errorf("order (-want +got):\n%s", diff)
	}
}

// The commands are what a shell takes: each argument arrives as it was meant.
func TestDocsCommands(t *testing.T) {
	var lines []string
	for _, op := range docsOf(shownDoc()).Groups[0].Operations {
		for _, c := range op.Commands {
			lines = append(lines, c.Line)
		}
	}
	want := []string{
		`curl --json '{"name":"nhà '\''A'\''"}' "$GONHA/v1/its"`,
		`curl -F 'options={"a": 1}' -F teams=@teams.csv "$GONHA/v1/its"`,
		`curl "$GONHA/v1/its/K7XQ"`,
		`curl -X DELETE "$GONHA/v1/its/K7XQ"`,
	}
	if diff := cmp.Diff(want, lines); diff != "" {
		t.Errorf("commands (-want +got):\n%s", diff)
	}
	out, err := exec.CommandContext(t.Context(), "sh", "-c", `GONHA=X; curl() { printf '%s\n' "$@"; }; `+want[0]).Output()
	if err != nil {
		t.Skip("no shell:", err)
	}
	if diff := cmp.Diff("--json\n{\"name\":\"nhà 'A'\"}\nX/v1/its\n", string(out)); diff != "" {
		t.Errorf("arguments (-want +got):\n%s", diff)
	}
}

func TestDocsExamples(t *testing.T) {
	doc := shownDoc()
	body := doc.Paths["/v1/its/{id}"].Get.Responses["200"].Content["application/json"]
	got := indented(exampleOf(doc.Components.Schemas, body.Schema, 0))
	var example struct {
		State string
		When  string
		Parts []shownPart
	}
	if err := json.Unmarshal([]byte(got), &example); err != nil {
		t.Fatalf("%v in %s", err, got)
	}
	if example.State != "queued" || example.When == "" || len(example.Parts) != 1 || example.Parts[0].Name != "nhà bà A" || strings.Count(got, "nhà") > deepest {
		t.Errorf("example %s", got)
	}
}
