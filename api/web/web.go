// Package web holds the dispatcher's page: plain files without a build step, embedded in the program.
// They speak to the server over HTTP and to nobody else, under the content security policy of package api:
// no script or style in the markup, and data never become markup.
//
// Start with files/index.html, which holds all that does not change, and files/static/page.js, the state of the
// page and what is done with it. Then, all in static:
//
//   - form.js, send.js, problem.js: the files and settings, sending them, and what is said when that fails;
//   - follow.js, api.js, key.js: a solve from its first event to its plan, and every request there is;
//   - plan.js, chart.js, teams.js, leftover.js, earlier.js: what is shown of a solve, and of earlier ones;
//   - map.js, world.js, pan.js: the map, what it draws, and how it is moved;
//   - words.js, dom.js: all texts in both languages, and making elements.
package web

import (
	"embed"
	"io/fs"
)

//go:embed files
var embedded embed.FS

// Files are the page's files as they are served: index.html at the root, all others under static/.
func Files() fs.FS {
	files, err := fs.Sub(embedded, "files")
	if err != nil {
		panic(err) // only for a name that is no path
	}
	return files
}
