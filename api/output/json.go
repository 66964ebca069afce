package output

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"

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

// writeAround writes a plan without its unvisited households, and these in their place one by one: of a
// province they are hundreds of megabytes, which the encoder would hold twice.
func writeAround(w io.Writer, frame []byte, unvisited []campaign.Unvisited) error {
	before, after, ok := bytes.Cut(frame, []byte("\n  \"unvisited\": [],\n"))
	if !ok {
		return errors.New("plan.json has no place for the unvisited")
	}
	var b bytes.Buffer
	b.Write(before)
	b.WriteString("\n  \"unvisited\": [")
	for i := range unvisited {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString("\n    ")
		if err := encode(&b, &unvisited[i], "    "); err != nil {
			return err
		}
		b.Truncate(b.Len() - 1) // the encoder ends with a line break
		if _, err := b.WriteTo(w); err != nil {
			return err
		}
	}
	b.WriteString("\n  ],\n")
	b.Write(after)
	_, err := b.WriteTo(w)
	return err
}

func encode(w io.Writer, v any, prefix string) error {
	enc := json.NewEncoder(w)
	enc.SetIndent(prefix, "  ")
	enc.SetEscapeHTML(false) // an id "Q&A" stays readable; the file is not for embedding in a page
	return enc.Encode(v)
}
