// Package web holds the dispatcher's page: plain files without a build step, embedded in the program.
// They speak to the server over HTTP and to nobody else.
//
// Start with files/index.html and files/static/page.js.
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
