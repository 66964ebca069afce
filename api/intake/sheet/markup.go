package sheet

import (
	"context"
	"strings"
)

// openMarkup opens text that begins with a tag: XML of several kinds or a web page.
func openMarkup(ctx context.Context, text string, remarks []string) (Book, error) {
	root, text := rootOf(text)
	switch {
	case root == "document" && strings.Contains(text, "urn:oasis:names:tc:opendocument"):
		return openFlatODS(ctx, text)
	}
	return openText(text, remarks), nil
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
