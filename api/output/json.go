package output

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"gonha/solver/campaign"
)

// PlanJSON writes plan.json: the plan's fields in the order of its structs, indented by two spaces.
// A list without entries is [], never null.
func PlanJSON(w io.Writer, plan *campaign.Plan) error {
	p := *plan
	p.Routes = append([]campaign.Route{}, plan.Routes...)
	for i := range p.Routes {
		if p.Routes[i].Visits == nil {
			p.Routes[i].Visits = []campaign.Visit{}
		}
	}
	p.Unvisited = []campaign.Unvisited{}
	if p.Rejected == nil {
		p.Rejected = []campaign.Rejected{}
	}
	if len(plan.Unvisited) == 0 {
		return encode(w, &p, "")
	}
	var frame bytes.Buffer
	if err := encode(&frame, &p, ""); err != nil {
		return err
	}
	return writeAround(w, frame.Bytes(), plan.Unvisited)
}

// writeAround writes a plan without its unvisited households, and these in their place one by one: of a province they
// are hundreds of megabytes, which the encoder would hold twice.
func writeAround(w io.Writer, frame []byte, unvisited []campaign.Unvisited) error {
	before, after, ok := bytes.Cut(frame, []byte("\n  \"unvisited\": [],\n"))
	if !ok {
		return errors.New("plan.json has no place for the unvisited")
	}
	if _, err := w.Write(before); err != nil {
		return err
	}
	b := []byte("\n  \"unvisited\": [")
	for i := range unvisited {
		if i > 0 {
			b = append(b, ',')
		}
		var err error
		if b, err = appendUnvisited(b, &unvisited[i]); err != nil {
			return err
		}
		if _, err := w.Write(b); err != nil {
			return err
		}
		b = b[:0]
	}
	if _, err := w.Write(append(b, "\n  ],\n"...)); err != nil {
		return err
	}
	_, err := w.Write(after)
	return err
}

// appendUnvisited adds an unvisited household as the encoder would write it, in an eighth of the time.
func appendUnvisited(to []byte, u *campaign.Unvisited) ([]byte, error) {
	for i, field := range [...]struct{ name, value string }{{"household", u.Household}, {"reason", u.Reason}, {"detail", u.Detail}} {
		to = append(to, [...]string{"\n    {", ",", ","}[i]...)
		to = append(to, "\n      \""...)
		to = append(to, field.name...)
		to = append(to, "\": "...)
		var err error
		if to, err = appendJSON(to, field.value); err != nil {
			return to, err
		}
	}
	return append(to, "\n    }"...), nil
}

// appendJSON adds a text as JSON.
func appendJSON(to []byte, text string) ([]byte, error) {
	if needsEncoder(text) {
		var b bytes.Buffer
		err := encode(&b, text, "")
		return append(to, bytes.TrimSuffix(b.Bytes(), []byte("\n"))...), err
	}
	to = append(to, '"')
	to = append(to, text...)
	return append(to, '"'), nil
}

// needsEncoder says whether a text may hold anything that JSON writes otherwise than it is.
func needsEncoder(text string) bool {
	for i := range len(text) {
		switch c := text[i]; {
		case c < ' ', c == '"', c == '\\', c == 0x7f, c == 0xe2 && (strings.HasPrefix(text[i:], "\u2028") || strings.HasPrefix(text[i:], "\u2029")):
			return true
		}
	}
	return !utf8.ValidString(text)
}

func encode(w io.Writer, v any, prefix string) error {
	enc := json.NewEncoder(w)
	enc.SetIndent(prefix, "  ")
	enc.SetEscapeHTML(false) // an id "Q&A" stays readable; the file is not for embedding in a page
	return enc.Encode(v)
}
