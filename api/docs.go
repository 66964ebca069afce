package api

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	_ "embed" // of the page's template and style
	"encoding/base64"
	"html/template"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"
)

//go:embed docs.tmpl
var docsTemplate string

//go:embed docs.css
var docsStyle string

// docsPage is what the page about the interface shows. It is made of the OpenAPI document, so it tells
// of every operation there is.
type docsPage struct {
	Title, Version, Description string
	Style                       template.CSS
	Problem                     string // an example of one
	Groups                      []docsGroup
	Schemas                     []docsSchema
}

// docsGroup is the operations of a tag.
type docsGroup struct {
	Name       string
	Operations []docsOperation
}

// docsOperation is one operation.
type docsOperation struct {
	ID, Method, Path, Summary, Description string
	Commands                               []docsCommand
	Parameters                             []docsField
	Bodies                                 []docsBody
	Answers                                []docsAnswer
}

// docsBody is what is sent, in one content type.
type docsBody struct {
	Kind, Schema string // Schema names one of the page's, or is empty
	Type         string // where it names none
	Examples     []docsExample
}

// docsExample is a body as it may be sent.
type docsExample struct{ Summary, Text string }

// docsAnswer is what is answered with a status.
type docsAnswer struct {
	Status, Description string
	Problem             bool // in the one form of all problems
	Headers             []docsField
	Bodies              []docsBody
}

// docsHandler answers with the page about the interface. It needs no script and no other host.
func docsHandler(doc *huma.OpenAPI) http.HandlerFunc {
	page := docsOf(doc)
	form := template.Must(template.New("docs").Funcs(template.FuncMap{"text": codeMarks}).Parse(docsTemplate))
	var content bytes.Buffer
	if err := form.Execute(&content, page); err != nil {
		panic(err) // the template is a part of the program
	}
	// The style is in the page; its hash lets it, and nothing else, through.
	hash := sha256.Sum256([]byte(docsStyle))
	policy := strings.Replace(pagePolicy, "script-src 'self'; style-src 'self'", "style-src 'sha256-"+base64.StdEncoding.EncodeToString(hash[:])+"'", 1)
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Security-Policy", policy)
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = w.Write(content.Bytes()) // a client that is gone is nobody to tell
	}
}

// codeMarks is a text whose `quoted` words are code.
func codeMarks(text string) template.HTML {
	var b strings.Builder
	for i, part := range strings.Split(text, "`") {
		part = template.HTMLEscapeString(part)
		if i%2 == 1 {
			part = "<code>" + part + "</code>"
		}
		b.WriteString(part)
	}
	return template.HTML(b.String())
}

// docsOf is the page of a document.
func docsOf(doc *huma.OpenAPI) docsPage {
	problem := newProblem(http.StatusUnprocessableEntity, "", Fault{"body.options.window", "phải như 19:30-21:30 / must be like 19:30-21:30"})
	page := docsPage{
		Title: doc.Info.Title, Version: doc.Info.Version, Description: doc.Info.Description,
		Style: template.CSS(docsStyle), Problem: indented(problem), Schemas: schemasOf(doc),
	}
	groups := map[string]*docsGroup{}
	for _, path := range slices.Sorted(maps.Keys(doc.Paths)) {
		for _, op := range operationsOf(doc.Paths[path]) {
			name := "…"
			if len(op.Tags) > 0 {
				name = op.Tags[0]
			}
			if groups[name] == nil {
				groups[name] = &docsGroup{Name: name}
			}
			groups[name].Operations = append(groups[name].Operations, docsOperationOf(doc, op))
		}
	}
	for _, group := range groups {
		page.Groups = append(page.Groups, *group)
	}
	slices.SortFunc(page.Groups, func(a, b docsGroup) int { // the shortest path first: what all begins with
		return cmp.Or(cmp.Compare(len(a.Operations[0].Path), len(b.Operations[0].Path)), cmp.Compare(a.Name, b.Name))
	})
	return page
}

// operationsOf are the operations of a path that are shown.
func operationsOf(item *huma.PathItem) []*huma.Operation {
	var list []*huma.Operation
	for _, op := range []*huma.Operation{item.Post, item.Get, item.Put, item.Patch, item.Delete} {
		if op != nil && !op.Hidden {
			list = append(list, op)
		}
	}
	return list
}

func docsOperationOf(doc *huma.OpenAPI, op *huma.Operation) docsOperation {
	d := docsOperation{ID: op.OperationID, Method: op.Method, Path: op.Path, Summary: op.Summary, Description: op.Description}
	for _, p := range op.Parameters {
		f := fieldOf(p.Name, p.Schema, p.Required)
		f.In, f.Text = p.In, cmp.Or(p.Description, f.Text)
		if p.Example != nil {
			f.Example = plain(p.Example)
		}
		d.Parameters = append(d.Parameters, f)
	}
	if op.RequestBody != nil {
		d.Bodies = bodiesOf(doc, op.RequestBody.Content)
	}
	for _, status := range slices.Sorted(maps.Keys(op.Responses)) {
		d.Answers = append(d.Answers, answerOf(doc, status, op.Responses[status]))
	}
	d.Commands = commandsOf(doc, d, op)
	return d
}

func answerOf(doc *huma.OpenAPI, status string, r *huma.Response) docsAnswer {
	a := docsAnswer{Status: status, Description: r.Description}
	if code, err := strconv.Atoi(status); err == nil && a.Description == http.StatusText(code) {
		a.Description = titleOf(code)
	}
	for _, name := range slices.Sorted(maps.Keys(r.Headers)) {
		f := fieldOf(name, r.Headers[name].Schema, false)
		f.Text = cmp.Or(r.Headers[name].Description, f.Text)
		a.Headers = append(a.Headers, f)
	}
	if _, a.Problem = r.Content["application/problem+json"]; !a.Problem {
		a.Bodies = bodiesOf(doc, r.Content)
	}
	return a
}

func bodiesOf(doc *huma.OpenAPI, content map[string]*huma.MediaType) []docsBody {
	var list []docsBody
	for _, kind := range slices.Sorted(maps.Keys(content)) {
		media := content[kind]
		b := docsBody{Kind: kind}
		if media.Schema != nil {
			b.Schema = schemaName(media.Schema.Ref)
			b.Type = typeText(media.Schema)
		}
		if media.Example != nil {
			b.Examples = append(b.Examples, docsExample{"", indented(media.Example)})
		}
		for _, name := range slices.Sorted(maps.Keys(media.Examples)) {
			e := media.Examples[name]
			b.Examples = append(b.Examples, docsExample{cmp.Or(e.Summary, name), indented(e.Value)})
		}
		if b.Examples == nil && strings.HasSuffix(kind, "json") && media.Schema != nil {
			if example := exampleOf(doc.Components.Schemas, media.Schema, 0); example != nil {
				b.Examples = []docsExample{{"", indented(example)}}
			}
		}
		list = append(list, b)
	}
	return list
}
