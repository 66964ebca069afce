// Package web holds the dispatcher's page: plain files without a build step, embedded in the program.
// They speak to the server over HTTP and to nobody else, under the content security policy of package api:
// no script or style in the markup, and data never become markup.
//
// Start with files/index.html, which holds all that does not change, and files/static/page.js, the state of the
// page and what is done with it. Then, all in static:
//
//   - form.js, crew.js, pick.js: the first step: the files, the teams, where they set out, and the settings;
//   - read.js, aside.js, parts.js: the second: what was read, and fix.js: what was put right about it;
//   - placing.js, places.js, ground.js, groundstyle.js: where households are that have no coordinates, and the map with streets;
//   - send.js, problem.js: sending the lists, and what is said when that fails;
//   - follow.js, api.js, key.js: a solve from its first event to its plan, and every request there is;
//   - plan.js, chart.js, teams.js, leftover.js, earlier.js: the third: what is shown of a solve, and of earlier ones;
//   - map.js, world.js, pan.js: the drawing of the teams' areas, what it holds, and how it is moved;
//   - words.js, vietnamese.js, english.js, numbers.js, dom.js: all texts in both languages, and making elements.
//
// In files/vendor is the library that draws the map with streets, see its README there; it is fetched once somebody asks
// for a map.
package web

import (
	"embed"
	"io/fs"
)

//go:embed files
var embedded embed.FS

// Files are the page's files as they are served: index.html at the root, all others under static/ and vendor/.
func Files() fs.FS {
	files, err := fs.Sub(embedded, "files")
	if err != nil {
		panic(err) // only for a name that is no path
	}
	return files
}
