package api

import (
	"bytes"
	"encoding/json"
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"
)

// docsCommand is a line for a shell that tries an operation.
type docsCommand struct{ Summary, Line string }

// commandsOf are lines that try an operation, one for each example of what it takes.
func commandsOf(doc *huma.OpenAPI, d docsOperation, op *huma.Operation) []docsCommand {
	curl := "curl"
	if streams(op) {
		curl += " -N"
	}
	if d.Method != http.MethodGet && (d.Method != http.MethodPost || len(d.Bodies) == 0) {
		curl += " -X " + d.Method
	}
	path := d.Path
	for _, p := range d.Parameters {
		if p.In == "path" && p.Example != "" {
			path = strings.ReplaceAll(path, "{"+p.Name+"}", p.Example)
		}
	}
	address := ` "$GONHA` + path + `"`
	var list []docsCommand
	for _, b := range d.Bodies {
		if strings.HasPrefix(b.Kind, "multipart/") {
			list = append(list, docsCommand{b.Kind, curl + partsOf(doc, op.RequestBody.Content[b.Kind].Schema) + address})
			continue
		}
		for _, e := range b.Examples {
			list = append(list, docsCommand{e.Summary, curl + " --json " + quoted(compact(e.Text)) + address})
		}
	}
	if list == nil {
		list = []docsCommand{{"", curl + address}}
	}
	return list
}

// streams says whether an operation answers with events.
func streams(op *huma.Operation) bool {
	ok := op.Responses["200"]
	return ok != nil && ok.Content["text/event-stream"] != nil
}

// partsOf are curl's options for the parts of a form: files, and texts of which there is an example.
func partsOf(doc *huma.OpenAPI, s *huma.Schema) string {
	if s != nil && s.Ref != "" {
		s = doc.Components.Schemas.SchemaFromRef(s.Ref)
	}
	if s == nil {
		return ""
	}
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(s.Properties)) {
		switch part := s.Properties[name]; {
		case part.Format == "binary" || part.ContentEncoding != "":
			b.WriteString(" -F " + name + "=@" + name + ".csv")
		case len(part.Examples) > 0:
			b.WriteString(" -F " + quoted(name+"="+plain(part.Examples[0])))
		}
	}
	return b.String()
}

// quoted is a text as a shell takes it.
func quoted(text string) string { return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'" }

// compact is JSON on one line; what is none stays as it is.
func compact(text string) string {
	var line bytes.Buffer
	if err := json.Compact(&line, []byte(text)); err != nil {
		return text
	}
	return line.String()
}
