package road

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"os"
	"strings"
)

// Reading .osm.pbf, https://wiki.openstreetmap.org/wiki/PBF_Format: a file is a row of blobs, each
// behind a header that gives its type and length. The reader holds one blob at a time, refuses what is
// longer than the format allows before it is read or inflated, and never trusts an index or a count.

const (
	maxBlobHeader = 64 << 10 // bytes, by the format
	maxBlob       = 32 << 20 // bytes, packed or not, by the format
)

// errBlob is a faulty blob, errBlock a faulty message in one.
var (
	errBlob  = fmt.Errorf("%w: tệp bị hỏng hoặc bị cắt / a damaged blob", errFormat)
	errBlock = fmt.Errorf("%w: tệp bị hỏng / a damaged block", errFormat)
)

// pbfScan is the reading of one file.
type pbfScan struct {
	name string
	blobUnpacker
	decoder blockDecoder
	packed  bytes.Buffer
}

func newPBFScan(name string, s sink) *pbfScan {
	return &pbfScan{name: name, decoder: blockDecoder{sink: s, history: newest{to: s}}}
}

// scanPBF hands the elements of a .osm.pbf to s, in the order of the file.
func scanPBF(ctx context.Context, r io.Reader, name string, s sink) error {
	p := newPBFScan(name, s)
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		kind, size, _, err := p.header(r)
		if err == io.EOF {
			return p.decoder.flush()
		}
		if err != nil {
			return err
		}
		blob, err := p.read(r, size)
		if err != nil {
			return err
		}
		if err := p.blob(kind, blob, everything); err != nil {
			return err
		}
	}
}

// scanPBFFile is scanPBF for a file that can be read in any order: the blobs at its end that hold relations are read
// first, so that it is known which ways they name. Where relations stand elsewhere, they come in the order of the file.
func scanPBFFile(ctx context.Context, f *os.File, name string, s sink) error {
	p := newPBFScan(name, s)
	blobs, err := p.list(ctx, f)
	if err != nil {
		return err
	}
	data := 0 // the first blob that is not a header
	for ; data < len(blobs) && blobs[data].kind != dataBlob; data++ {
		if err := p.at(f, blobs[data], everything); err != nil {
			return err
		}
	}
	relations, mixed := len(blobs), len(blobs) // from there on all blobs hold relations, from mixed on nothing else
	for relations > data {
		held, err := p.holds(f, blobs[relations-1])
		if err != nil {
			return err
		}
		if held&relationGroups == 0 {
			break
		}
		relations--
		if held == relationGroups && mixed == relations+1 {
			mixed = relations
		}
	}
	pass := func(from, to int, wanted groups) error {
		for _, b := range blobs[from:to] {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			if err := p.at(f, b, wanted); err != nil {
				return err
			}
		}
		return p.decoder.flush()
	}
	if err := pass(relations, len(blobs), relationGroups); err != nil {
		return err
	}
	if err := pass(data, relations, everything); err != nil {
		return err
	}
	return pass(relations, mixed, everything&^relationGroups)
}

// blobAt is where a blob stands in a file.
type blobAt struct {
	kind   string
	offset int64
	size   int64
}

// dataBlob and headerBlob are the types of blobs that the format has.
const (
	dataBlob   = "OSMData"
	headerBlob = "OSMHeader"
)

// list finds the blobs of a file by their headers.
func (p *pbfScan) list(ctx context.Context, f *os.File) ([]blobAt, error) {
	var blobs []blobAt
	for offset := int64(0); ; {
		if len(blobs)%1024 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		kind, size, read, err := p.header(io.NewSectionReader(f, offset, 4+maxBlobHeader))
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, err
		}
		blobs = append(blobs, blobAt{kind, offset + read, size})
		offset += read + size
	}
	if n := len(blobs); n > 0 {
		last := blobs[n-1]
		if info, err := f.Stat(); err != nil || info.Size() < last.offset+last.size {
			return nil, refuseAs(p.name, "tệp bị cắt, thiếu phần cuối: tải lại", "the file is cut off, its end is missing: download again")
		}
	}
	return blobs, nil
}

// at reads and decodes a blob of a file.
func (p *pbfScan) at(f *os.File, b blobAt, wanted groups) error {
	blob, err := p.read(io.NewSectionReader(f, b.offset, b.size), b.size)
	if err != nil {
		return err
	}
	return p.blob(b.kind, blob, wanted)
}

// holds tells what kinds of elements a blob of a file has.
func (p *pbfScan) holds(f *os.File, b blobAt) (groups, error) {
	if b.kind != dataBlob {
		return 0, nil
	}
	blob, err := p.read(io.NewSectionReader(f, b.offset, b.size), b.size)
	if err != nil {
		return 0, err
	}
	block, err := p.unpack(blob)
	if err != nil {
		return 0, err
	}
	return groupsOf(block)
}

// blob decodes the content of a blob.
func (p *pbfScan) blob(kind string, blob []byte, wanted groups) error {
	if kind != dataBlob && kind != headerBlob {
		return nil // what later versions may add
	}
	block, err := p.unpack(blob)
	if err != nil {
		return err
	}
	if kind == dataBlob {
		return p.decoder.decode(block, wanted)
	}
	return p.features(block)
}

// header reads the header of the next blob: its type, the bytes of the blob, and how many were read. io.EOF is the
// end of the file.
func (p *pbfScan) header(r io.Reader) (kind string, size, read int64, err error) {
	var length [4]byte
	switch _, err := io.ReadFull(r, length[:]); {
	case err == io.EOF:
		return "", 0, 0, io.EOF
	case err != nil:
		return "", 0, 0, fmt.Errorf("%w (%w)", errBlob, err)
	}
	n := int64(binary.BigEndian.Uint32(length[:]))
	if n > maxBlobHeader {
		return "", 0, 0, errBlob
	}
	header, err := p.read(r, n)
	if err != nil {
		return "", 0, 0, err
	}
	size = -1
	f := fields{data: header}
	for f.next() {
		switch f.number {
		case 1:
			kind = string(f.bytes)
		case 3:
			size = int64(f.value)
		}
	}
	if f.bad || size < 0 || size > maxBlob {
		return "", 0, 0, errBlob
	}
	return kind, size, 4 + n, nil
}

// read reads n bytes, which are valid until the next call, and no more memory than arrives is taken.
func (p *pbfScan) read(r io.Reader, n int64) ([]byte, error) {
	p.packed.Reset()
	if _, err := io.CopyN(&p.packed, r, n); err != nil {
		return nil, fmt.Errorf("%w (%w)", errBlob, err)
	}
	return p.packed.Bytes(), nil
}

// features refuses a file that asks for more than this reader knows, and minds that it is one of history.
func (p *pbfScan) features(block []byte) error {
	f := fields{data: block}
	for f.next() {
		if f.number != 4 {
			continue
		}
		switch feature := string(f.bytes); feature {
		case "OsmSchema-V0.6", "DenseNodes", "LocationsOnWays":
		case "HistoricalInformation":
			if strings.Contains(strings.ToLower(p.name), ".osc") {
				return refuse(p.name, changeContent)
			}
			p.decoder.historical = true
		default:
			feature = fmt.Sprintf("%.60q", feature)
			return refuseAs(p.name, "cần tính năng "+feature+" mà chương trình không biết", "it requires the feature "+feature+", which this program does not know")
		}
	}
	if f.bad {
		return errBlock
	}
	return nil
}
