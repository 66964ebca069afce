package road

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/zlib"
	"google.golang.org/protobuf/encoding/protowire"
)

// Reading .osm.pbf, https://wiki.openstreetmap.org/wiki/PBF_Format: a file is a row of blobs, each
// behind a header that gives its type and length. The reader holds one blob at a time, refuses what is
// longer than the format allows before it is read or inflated, and never trusts an index or a count.

const (
	maxBlobHeader = 64 << 10 // bytes, by the format
	maxBlob       = 32 << 20 // bytes, packed or not, by the format
)

// errFormat is wrapped by the errors of files that are not what their names say.
var errFormat = errors.New("not a readable OpenStreetMap file")

// errBlob is a faulty blob, errBlock a faulty message in one.
var (
	errBlob  = fmt.Errorf("%w: a damaged blob", errFormat)
	errBlock = fmt.Errorf("%w: a damaged block", errFormat)
)

// scanPBF hands the elements of a .osm.pbf to s, in the order of the file.
func scanPBF(ctx context.Context, r io.Reader, s sink) error {
	p := pbfReader{r: r}
	d := blockDecoder{sink: s}
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		kind, blob, err := p.next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if kind != "OSMData" {
			continue // the header, and what later versions may add
		}
		block, err := p.inflate(blob)
		if err != nil {
			return err
		}
		if err := d.decode(block); err != nil {
			return err
		}
	}
}

// pbfReader reads blobs into buffers that it uses again.
type pbfReader struct {
	r      io.Reader
	packed bytes.Buffer
	raw    bytes.Buffer
	zlib   io.ReadCloser
}

// next reads the next blob; it is valid until the next call. io.EOF is the end of the file.
func (p *pbfReader) next() (kind string, blob []byte, err error) {
	var size [4]byte
	switch _, err := io.ReadFull(p.r, size[:]); {
	case err == io.EOF:
		return "", nil, io.EOF
	case err != nil:
		return "", nil, fmt.Errorf("%w: %w", errBlob, err)
	}
	header, err := p.read(int64(binary.BigEndian.Uint32(size[:])), maxBlobHeader)
	if err != nil {
		return "", nil, err
	}
	length := int64(-1)
	for f := (fields{data: header}); f.next(); {
		switch f.number {
		case 1:
			kind = string(f.bytes)
		case 3:
			length = int64(f.value)
		}
	}
	if blob, err = p.read(length, maxBlob); err != nil {
		return "", nil, err
	}
	return kind, blob, nil
}

// read reads n bytes, and no more memory than arrives is taken.
func (p *pbfReader) read(n, most int64) ([]byte, error) {
	if n < 0 || n > most {
		return nil, errBlob
	}
	p.packed.Reset()
	if _, err := io.CopyN(&p.packed, p.r, n); err != nil {
		return nil, fmt.Errorf("%w: %w", errBlob, err)
	}
	return p.packed.Bytes(), nil
}

// inflate gives a blob's block; it is valid until the next call.
func (p *pbfReader) inflate(blob []byte) ([]byte, error) {
	var raw, packed []byte
	f := fields{data: blob}
	for f.next() {
		switch f.number {
		case 1:
			raw = f.bytes
		case 3:
			packed = f.bytes
		}
	}
	switch {
	case f.bad:
		return nil, errBlob
	case raw != nil:
		return raw, nil
	case packed == nil:
		return nil, fmt.Errorf("%w: packed other than by zlib", errBlob)
	}
	in := bytes.NewReader(packed)
	if p.zlib == nil {
		z, err := zlib.NewReader(in)
		if err != nil {
			return nil, fmt.Errorf("%w: %w", errBlob, err)
		}
		p.zlib = z
	} else if err := p.zlib.(zlib.Resetter).Reset(in, nil); err != nil {
		return nil, fmt.Errorf("%w: %w", errBlob, err)
	}
	p.raw.Reset()
	if _, err := p.raw.ReadFrom(io.LimitReader(p.zlib, maxBlob+1)); err != nil {
		return nil, fmt.Errorf("%w: %w", errBlob, err)
	}
	if p.raw.Len() > maxBlob {
		return nil, errBlob
	}
	return p.raw.Bytes(), nil
}

// fields walks over the fields of a protobuf message: varints in value, the rest in bytes.
type fields struct {
	data   []byte
	number protowire.Number
	value  uint64
	bytes  []byte
	bad    bool // the message is damaged from here on
}

// next goes to the next field and is false at the end.
func (f *fields) next() bool {
	if len(f.data) == 0 || f.bad {
		return false
	}
	number, kind, n := protowire.ConsumeTag(f.data)
	if n < 0 {
		f.bad = true
		return false
	}
	f.number, f.value, f.bytes, f.data = number, 0, nil, f.data[n:]
	switch kind {
	case protowire.VarintType:
		f.value, n = protowire.ConsumeVarint(f.data)
	case protowire.BytesType:
		f.bytes, n = protowire.ConsumeBytes(f.data)
	default:
		n = protowire.ConsumeFieldValue(number, kind, f.data)
	}
	if n < 0 {
		f.bad = true
		return false
	}
	f.data = f.data[n:]
	return true
}

// varints walks over a packed list.
type varints struct {
	data []byte
	bad  bool
}

// next gives the next number; at the end and in damaged data it is 0 and false.
func (v *varints) next() (uint64, bool) {
	if len(v.data) == 0 {
		return 0, false
	}
	if b := v.data[0]; b < 0x80 {
		v.data = v.data[1:]
		return uint64(b), true
	}
	x, n := binary.Uvarint(v.data)
	if n <= 0 {
		v.bad, v.data = true, nil
		return 0, false
	}
	v.data = v.data[n:]
	return x, true
}

// delta gives the next number of a list of zigzag differences.
func (v *varints) delta(sum *int64) bool {
	x, ok := v.next()
	*sum += protowire.DecodeZigZag(x)
	return ok
}
