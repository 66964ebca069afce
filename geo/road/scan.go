package road

import (
	"bufio"
	"compress/bzip2"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// sink takes the elements of a file. Slices are valid during the call only; places are in 1e-7
// degrees and may lie anywhere, also off the earth. An error ends the scan.
type sink interface {
	node(id, lat, lon int64, t tags) error
	// way is given places, one for each of refs, where the file has them in the way; else nil.
	way(id int64, refs []int64, places []location, t tags) error
	relation(id int64, members []member, t tags) error
}

// location is a place in 1e-7 degrees.
type location struct{ lat, lon int64 }

// member is an element that a relation names, and the part that it plays there.
type member struct {
	kind kind
	ref  int64
	role string
}

// kind is that of an element.
type kind uint8

const (
	nodeKind kind = iota
	wayKind
	relationKind
)

// tag is a property of an element.
type tag struct{ key, value []byte }

type tags []tag

// find gives the value of a key, or nil.
func (t tags) find(key string) []byte {
	for i := range t {
		if string(t[i].key) == key {
			return t[i].value
		}
	}
	return nil
}

// scanFile hands the elements of a map to s: a .osm.pbf, or an .osm, either also packed by gzip, bzip2 or
// Zstandard. Whatever the name says, the content decides. The relations of a .osm.pbf come first where they
// are the end of the file, as they nearly always are.
func scanFile(ctx context.Context, path string, s sink) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	name := filepath.Base(path)
	start := make([]byte, sniffed)
	n, err := f.ReadAt(start, 0)
	if err != nil && err != io.EOF {
		return err
	}
	if contentOf(start[:n]) == pbfContent {
		err = scanPBFFile(ctx, f, name, s)
	} else {
		err = scan(ctx, f, name, s)
	}
	return again(name, err)
}

// again tells the next step for a .osm.pbf that is damaged.
func again(name string, err error) error {
	if errors.Is(err, errBlob) || errors.Is(err, errBlock) {
		return fmt.Errorf("%w: %s: tải lại / download it again", err, shown(name))
	}
	return err
}

// while says what was being done, unless an error tells of the file itself.
func while(doing string, err error) error {
	if err == nil || errors.Is(err, errFormat) {
		return err
	}
	return fmt.Errorf("%s: %w", doing, err)
}

// scan hands the elements of a map to s in the order in which they come. The name is the file's, for messages.
func scan(ctx context.Context, r io.Reader, name string, s sink) error {
	for layer := range maxPacked {
		in := bufio.NewReaderSize(r, 1<<18)
		start, err := in.Peek(sniffed)
		switch {
		case err == nil || err == io.EOF:
		case layer == 0:
			return err
		default:
			return refuse(name, damaged)
		}
		switch c := contentOf(start); c {
		case pbfContent:
			return scanPBF(ctx, in, name, s)
		case xmlContent:
			return scanXML(ctx, in, name, s)
		case gzipContent:
			if r, err = gzip.NewReader(in); err != nil {
				return refuse(name, damaged)
			}
		case bzip2Content:
			r = bzip2.NewReader(in)
		case zstdContent:
			z, err := zstd.NewReader(in, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(maxWindow))
			if err != nil {
				return refuse(name, damaged)
			}
			defer z.Close()
			r = z
		default:
			return refuse(name, c)
		}
	}
	return refuse(name, packedContent)
}

// maxPacked is how many times a file may be packed: once more than anybody does.
const maxPacked = 3

// maxWindow is how many bytes back a file packed by Zstandard may refer: what its program does without being asked to
// do more.
const maxWindow = 128 << 20
