package sheet

import (
	"bytes"
	"context"
	"encoding/base64"
	"io"
	"mime"
	"mime/multipart"
	"net/mail"
	"strings"
)

// isMHTML says whether text is a web page with its parts in one file (RFC 2557), as Excel's "Single File Web Page".
func isMHTML(data []byte) bool {
	start := strings.ToLower(string(data[:min(len(data), 4096)]))
	return (strings.HasPrefix(start, "mime-version:") || strings.HasPrefix(start, "from:") || strings.HasPrefix(start, "content-type:")) &&
		strings.Contains(start, "multipart/related")
}

// openMHTML opens the tables of its pages: Excel puts each sheet into a part of its own.
func openMHTML(ctx context.Context, data []byte) (Book, error) {
	message, err := mail.ReadMessage(stream{ctx, bytes.NewReader(data)})
	if err != nil {
		return nil, errDamaged
	}
	_, params, err := mime.ParseMediaType(message.Header.Get("Content-Type"))
	if err != nil || params["boundary"] == "" {
		return nil, errDamaged
	}
	p := &page{styles: make(map[string]cssStyle)}
	for parts := multipart.NewReader(message.Body, params["boundary"]); ; {
		part, err := parts.NextPart()
		switch {
		case ctx.Err() != nil:
			return nil, halted(ctx)
		case err == io.EOF:
			return p.book(nil)
		case err != nil:
			return nil, errDamaged
		}
		if kind, _, _ := mime.ParseMediaType(part.Header.Get("Content-Type")); kind != "text/html" && kind != "text/css" {
			continue
		}
		text, err := partText(ctx, part)
		if err != nil {
			return nil, err
		}
		if err := p.read(ctx, text); err != nil {
			return nil, err
		}
	}
}

// partText gives the text of a part; quoted-printable is decoded already.
func partText(ctx context.Context, part *multipart.Part) (string, error) {
	var from io.Reader = part
	if strings.EqualFold(part.Header.Get("Content-Transfer-Encoding"), "base64") {
		from = base64.NewDecoder(base64.StdEncoding, part)
	}
	data, err := io.ReadAll(from)
	switch {
	case ctx.Err() != nil:
		return "", halted(ctx)
	case err != nil:
		return "", errDamaged
	}
	text, _, err := decodeMarked(ctx, data)
	return text, err
}
