package sheet

import (
	"context"
	"strings"
)

// openMarkup opens text that has tags: XML of several kinds or a web page. What only looks so is delimited text.
func openMarkup(ctx context.Context, text string, remarks []string) (Book, error) {
	root, content := rootOf(text)
	start := content[:min(len(content), 4096)]
	switch {
	case root == "document" && strings.Contains(start, "urn:oasis:names:tc:opendocument"):
		return openFlatODS(ctx, content)
	case root == "workbook" && strings.Contains(start, "urn:schemas-microsoft-com:office:spreadsheet"):
		return openXML2003(ctx, content)
	case root == "kml":
		return openKML(ctx, strings.NewReader(content))
	case root == "gpx":
		return nil, errGPX
	case root == "worddocument", root == "package":
		return nil, errWord
	case hasTable(content):
		return openHTML(ctx, content, remarks)
	}
	switch root {
	case "html", "head", "body", "meta", "title", "style", "script", "div", "p", "frameset":
		return nil, errNoTable
	}
	if content != text || strings.Contains(start, "xmlns") || strings.HasPrefix(start, "<!DOCTYPE") {
		return nil, errOtherXML
	}
	return openText(text, remarks), nil
}

// hasTable says whether a text has a table of HTML.
func hasTable(text string) bool {
	for rest := text; ; {
		at := strings.IndexByte(rest, '<')
		if at < 0 || len(rest)-at < len("<table") {
			return false
		}
		if strings.EqualFold(rest[at:at+len("<table")], "<table") {
			return true
		}
		rest = rest[at+1:]
	}
}

// rootOf gives the name of the first element of a text, in small letters and without a prefix, and the text without the
// declaration of an encoding, of which it no longer is.
func rootOf(text string) (root, rest string) {
	text = strings.TrimLeft(text, " \t\r\n\ufeff")
	if strings.HasPrefix(text, "<?xml") {
		if end := strings.Index(text, "?>"); end >= 0 {
			text = strings.TrimLeft(text[end+2:], " \t\r\n")
		}
	}
	rest = text
	for strings.HasPrefix(text, "<!") || strings.HasPrefix(text, "<?") {
		closing := ">"
		if strings.HasPrefix(text, "<!--") {
			closing = "-->"
		}
		end := strings.Index(text, closing)
		if end < 0 {
			return "", rest
		}
		text = strings.TrimLeft(text[end+len(closing):], " \t\r\n")
	}
	name := strings.TrimPrefix(text, "<")
	if end := strings.IndexAny(name, " \t\r\n/>"); end >= 0 {
		name = name[:end]
	}
	if colon := strings.IndexByte(name, ':'); colon >= 0 {
		name = name[colon+1:]
	}
	return strings.ToLower(name), rest
}
