package api

import (
	"bytes"
	"mime"
	"net/http"

	"github.com/go-chi/chi/v5"

	"gonha/api/output"
)

// template answers with a workbook to be filled in; it holds nobody's data.
func (s *server) template(w http.ResponseWriter, r *http.Request) {
	write, file := output.HouseholdsTemplate, "danh-sach-ho.xlsx"
	switch chi.URLParam(r, "list") {
	case "households":
	case "teams":
		write, file = output.TeamsTemplate, "danh-sach-doi.xlsx"
	default:
		noSuchPage(w, r)
		return
	}
	var content bytes.Buffer
	if err := write(&content); err != nil {
		s.log.Error("a template could not be written", "error", err)
		writeProblem(w, r, newProblem(http.StatusInternalServerError, "lỗi của chương trình / a bug of this program"))
		return
	}
	w.Header().Set("Content-Type", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
	w.Header().Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": file}))
	_, _ = w.Write(content.Bytes()) // a client that is gone is nobody to tell
}
