package api

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"mime"
	"net/http"
	"path"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"gonha/api/output"
	"gonha/solver/campaign"
)

// file is a form of a plan that can be fetched.
type file struct{ name, id, kind, summary string }

// schema is what a client may expect of the content.
func (f file) schema(known huma.Registry) *huma.Schema {
	switch {
	case f.name == "plan.json":
		return known.Schema(typeOf[campaign.Plan](), true, "")
	case strings.HasSuffix(f.kind, "json"):
		return &huma.Schema{Type: huma.TypeObject}
	case strings.HasSuffix(f.kind, "sheet"):
		return &huma.Schema{Type: huma.TypeString, Format: "binary"}
	}
	return &huma.Schema{Type: huma.TypeString}
}

// files are the forms of a plan but for the teams' tracks.
var files = []file{
	{"plan.json", "plan", "application/json", "Kế hoạch cho chương trình / The plan for programs"},
	{"visits.csv", "visits-csv", "text/csv", "Mỗi lượt đến một dòng / A row a visit"},
	{"visits.xlsx", "visits-xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Bảng tính Excel / A workbook"},
	{"unvisited.csv", "unvisited-csv", "text/csv", "Hộ chưa xếp được, kèm lý do / Households left out, with reasons"},
	{"rejected.csv", "rejected-csv", "text/csv", "Dòng bị bỏ qua / Rows set aside"},
	{"routes.geojson", "routes", "application/geo+json", "Khu vực và tuyến của các đội / The teams' areas and ways"},
	{"routes.kml", "routes-kml", "application/vnd.google-earth.kml+xml", "Bản đồ cho Google Earth, My Maps / The map for Google Earth and My Maps"},
	{"lists.html", "lists", "text/html", "Phiếu đi từng nhà, để in / The teams' sheets, to print"},
}

// registerFiles adds the operations that fetch a plan in its forms.
func (s *server) registerFiles(a huma.API) {
	for _, f := range files {
		huma.Register(a, f.operation(a, f.name), func(ctx context.Context, in *FileInput) (*huma.StreamResponse, error) {
			return s.file(ctx, in, f.name)
		})
	}
	track := file{"", "team-gpx", "application/gpx+xml", "Đường đi của một đội / A team's track"}
	// A whole segment of the path: the router would end a name before its first dot, and a team's id may have one.
	huma.Register(a, track.operation(a, "teams/{track}"), func(ctx context.Context, in *trackInput) (*huma.StreamResponse, error) {
		return s.file(ctx, &in.FileInput, "teams/"+in.Track)
	})
}

// operation describes how the file is fetched from a path below that of its solve.
func (f file) operation(a huma.API, path string) huma.Operation {
	return huma.Operation{
		OperationID: "get-" + f.id, Method: http.MethodGet, Path: solvesPath + "/{id}/" + path, Tags: []string{"files"},
		Summary:     f.summary,
		Description: "Of the best plan so far; 409 before the first.",
		Responses: map[string]*huma.Response{"200": {
			Description: f.summary,
			Content:     map[string]*huma.MediaType{f.kind: {Schema: f.schema(a.OpenAPI().Components.Schemas)}},
		}},
		Errors: []int{http.StatusNotFound, http.StatusConflict},
	}
}

// FileInput is a request for a form of a plan. It is exported as [SolveID] is.
type FileInput struct {
	exchange
	SolveID
	Lang string `query:"lang" enum:"vi,en" doc:"Language of the lists; the night's where it is not given."`
}

// trackInput is a request for the track of a team.
type trackInput struct {
	FileInput
	Track string `path:"track" maxLength:"304" doc:"The team's id, then \".gpx\"." example:"T1.gpx"`
}

// file answers with a form of the best plan so far.
func (s *server) file(ctx context.Context, in *FileInput, name string) (*huma.StreamResponse, error) {
	solve, err := s.jobs.Solve(ownerOf(ctx), in.ID)
	if err != nil {
		return nil, refusal(err)
	}
	if solve.Plan == nil {
		return nil, newProblem(http.StatusConflict, "chưa có kế hoạch / there is no plan yet")
	}
	write, kind, err := output.Form(solve.Night, solve.Plan, name, in.Lang)
	if errors.Is(err, output.ErrNoForm) {
		return nil, newProblem(http.StatusNotFound, "không có đội này trong kế hoạch / there is no such team in the plan")
	}
	if err != nil {
		return nil, fmt.Errorf("writing %s: %w", name, err)
	}
	return &huma.StreamResponse{Body: func(huma.Context) {
		if unchanged(in.exchange, solve.ID, solve.Version, name+in.Lang) {
			return
		}
		var content bytes.Buffer
		if err := write(&content); err != nil {
			s.log.Error("a file could not be written", "solve", solve.ID, "error", err)
			writeProblem(in.w, in.r, newProblem(http.StatusInternalServerError, "lỗi của chương trình / a bug of this program"))
			return
		}
		h := in.w.Header()
		h.Set("Content-Type", kind)
		if name != "lists.html" {
			h.Set("Content-Disposition", disposition(solve.Night.Options.Date, name))
		}
		in.w.WriteHeader(http.StatusOK)
		_, _ = in.w.Write(content.Bytes()) // a client that is gone is nobody to tell
	}}, nil
}

// disposition names the file that a browser saves: gonha-2026-11-20-visits.csv.
func disposition(night, name string) string {
	name = "gonha-" + night + "-" + path.Base(name)
	return mime.FormatMediaType("attachment", map[string]string{"filename": name})
}
