package output

import (
	"encoding/json"
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
	if p.Unvisited == nil {
		p.Unvisited = []campaign.Unvisited{}
	}
	if p.Rejected == nil {
		p.Rejected = []campaign.Rejected{}
	}
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false) // an id "Q&A" stays readable; the file is not for embedding in a page
	return enc.Encode(&p)
}
