package intake

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"
)

// readArray gives a row for each element of a JSON array.
func (s *rowSet) readArray(ctx context.Context, data []byte, known vocabulary, to lister) error {
	if !utf8.Valid(data) { // which the decoder would mend in silence
		return errNotJSON
	}
	f := s.features(known, to)
	decoder := json.NewDecoder(pieces{ctx, bytes.NewReader(data)})
	err := f.array(decoder)
	switch {
	case err != nil && ctx.Err() != nil:
		return stopped(ctx)
	case err != nil:
		return err
	}
	return f.end()
}

// array reads an array of objects, with nothing behind it.
func (f *features) array(decoder *json.Decoder) error {
	if token, err := decoder.Token(); err != nil || token != json.Delim('[') {
		return errNotArray
	}
	for decoder.More() {
		var members properties
		err := decoder.Decode(&members)
		if isLast(err) {
			return errNotJSON
		}
		if err := f.set.next(); err != nil {
			return err
		}
		switch {
		case errors.Is(err, errLarge):
			f.setAside(largeObject)
		case err != nil || members == nil:
			f.setAside(notObject)
		default:
			f.sound++
			r := row{line: f.set.count}
			f.fill(&r, members)
			f.to.add(&r)
		}
	}
	if _, err := decoder.Token(); err != nil {
		return errNotJSON
	}
	if _, err := decoder.Token(); err != io.EOF {
		return errNotJSON
	}
	return nil
}

// pieces gives a text bit by bit, so that whoever reads it stops soon after ctx has ended, in the middle
// of a long value too.
type pieces struct {
	ctx  context.Context
	text io.Reader
}

// Read implements io.Reader.
func (p pieces) Read(to []byte) (int, error) {
	const most = 1 << 16
	if p.ctx.Err() != nil {
		return 0, stopped(p.ctx)
	}
	return p.text.Read(to[:min(len(to), most)])
}

// stopped is the error of a context that has ended.
func stopped(ctx context.Context) error { return fmt.Errorf("reading stopped: %w", ctx.Err()) }
