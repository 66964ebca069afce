package api

import (
	"io/fs"
	"net/http"
	"strings"

	"gonha/api/web"
)

// vendored serves the libraries that the page carries. A browser may keep one for a week: the page asks for another
// version by another address.
func vendored(files http.Handler) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		file, err := fs.Stat(web.Files(), strings.TrimPrefix(r.URL.Path, "/"))
		if err != nil || file.IsDir() {
			noSuchPage(w, r)
			return
		}
		w.Header().Set("Cache-Control", "public, max-age=604800")
		if strings.HasSuffix(r.URL.Path, ".mjs") { // which not every system's table of types knows
			w.Header().Set("Content-Type", "text/javascript; charset=utf-8")
		}
		files.ServeHTTP(w, r)
	}
}
