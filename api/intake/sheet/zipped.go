package sheet

import (
	"archive/zip"
	"bytes"
	"context"
	"maps"
	"slices"
	"strings"
)

// openZip opens what is packed as a zip file, by the names of its parts.
func openZip(ctx context.Context, data []byte, rows int) (Book, error) {
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, errDamaged
	}
	parts := make(map[string]*zip.File, len(archive.File))
	for _, part := range archive.File {
		parts[strings.ToLower(strings.ReplaceAll(part.Name, `\`, "/"))] = part
	}
	has := func(start, end string) bool {
		for name := range parts {
			if strings.HasPrefix(name, start) && strings.HasSuffix(name, end) {
				return true
			}
		}
		return false
	}
	switch {
	case has("encrypted-package", ""):
		return nil, errPassword
	case has("mimetype", ""):
		return openOpenDocument(ctx, parts["mimetype"], data, rows)
	case has("content.xml", "") && has("meta-inf/manifest.xml", ""):
		return openODS(ctx, data, rows)
	case has("xl/workbook.bin", ""):
		return nil, errXLSB
	case has("word/", ".xml"):
		return nil, errWord
	case has("ppt/", ".xml"):
		return nil, errSlides
	case has("xl/", ".xml"), has("[content_types].xml", "") && !has("visio/", ""):
		return openXLSX(ctx, data, rows)
	case has("", ".kml"):
		return openKMZ(ctx, data, rows, parts)
	case has("index/", ".iwa"), has("index.zip", ""):
		return nil, errNumbers
	}
	return nil, errArchive
}

// openOpenDocument opens a document of OpenDocument by its type.
func openOpenDocument(ctx context.Context, mimetype *zip.File, data []byte, rows int) (Book, error) {
	from, err := mimetype.Open()
	if err != nil {
		return nil, errDamaged
	}
	defer from.Close()
	kind, err := unpack(ctx, from, 256)
	switch {
	case err != nil:
		return nil, err
	case bytes.Contains(kind, []byte("spreadsheet")):
		return openODS(ctx, data, rows)
	case bytes.Contains(kind, []byte("presentation")):
		return nil, errSlides
	case bytes.Contains(kind, []byte("opendocument")):
		return nil, errOpenText
	}
	return nil, errArchive
}

// openKMZ opens a map that is packed with its pictures: doc.kml, or else the first there is.
func openKMZ(ctx context.Context, data []byte, rows int, names map[string]*zip.File) (Book, error) {
	parts, err := openArchive(data, rows, "KMZ")
	if err != nil {
		return nil, err
	}
	name := "doc.kml"
	for _, other := range slices.Sorted(maps.Keys(names)) {
		if !parts.has(name) && strings.HasSuffix(other, ".kml") {
			name = other
		}
	}
	part, err := parts.open(ctx, name)
	if err != nil {
		return nil, parts.fault(ctx, err)
	}
	defer part.Close()
	return openKML(ctx, part)
}
