package output

import (
	"bufio"
	"embed"
	"html/template"
	"io"

	"gonha/solver/campaign"
)

//go:embed lists.tmpl lists.css
var listsFiles embed.FS

// listsTemplate escapes everything put into it; no part of a plan is ever taken for markup.
var listsTemplate = template.Must(template.New("lists").ParseFS(listsFiles, "lists.tmpl", "lists.css"))

// page is what the template prints: an overview and a sheet a team that goes out.
type page struct {
	T        *words
	Date     string
	Window   string
	Overview overview
	Sheets   []sheet
}

// Lists writes lists.html in Vietnamese ("vi" or "") or English ("en"): one page on the whole evening
// and a sheet a team that goes out, for A4 paper and phone screens. The file stands alone: it loads
// nothing and runs no script. It holds personal data.
func Lists(w io.Writer, night *campaign.Night, plan *campaign.Plan, lang string) error {
	words, err := wordsOf(lang)
	if err != nil {
		return err
	}
	e, err := lookUp(night, plan)
	if err != nil {
		return err
	}
	return e.lists(w, words)
}

func (e *evening) lists(w io.Writer, words *words) error {
	places := e.places()
	p := page{T: words, Date: words.date(e.plan.Night), Window: e.window(), Overview: e.overview(places, words)}
	for i := range e.routes {
		if !e.routes[i].stays() {
			p.Sheets = append(p.Sheets, e.sheet(i, places, words))
		}
	}
	buffered := bufio.NewWriter(w) // the template writes in very small pieces
	if err := listsTemplate.ExecuteTemplate(buffered, "lists", p); err != nil {
		return err
	}
	return buffered.Flush()
}
