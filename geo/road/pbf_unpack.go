package road

import (
	"bytes"
	"fmt"
	"io"

	"github.com/klauspost/compress/zlib"
	"github.com/klauspost/compress/zstd"
	"github.com/pierrec/lz4/v4"
)

// blobUnpacker unpacks blobs into buffers that it uses again.
type blobUnpacker struct {
	raw  bytes.Buffer
	zlib io.ReadCloser
	zstd *zstd.Decoder
	flat []byte // of what is not unpacked as a stream
}

// unpack gives a blob's block; it is valid until the next call.
func (u *blobUnpacker) unpack(blob []byte) ([]byte, error) {
	size := uint64(0)
	var data []byte
	packing := 0
	f := fields{data: blob}
	for f.next() {
		switch f.number {
		case 2:
			size = f.value
		case 1, 3, 4, 5, 6, 7:
			packing, data = int(f.number), f.bytes
		}
	}
	if f.bad || size > maxBlob || len(data) > maxBlob {
		return nil, errBlob
	}
	switch packing {
	case 1:
		return data, nil
	case 3:
		return u.inflate(data)
	case 6:
		return u.unpackLZ4(data, int(size))
	case 7:
		return u.unpackZstd(data)
	case 4, 5:
		return nil, fmt.Errorf("%w: nén bằng / packed by %s (đổi / convert: osmium cat -o NEW.osm.pbf)", errFormat, [...]string{4: "LZMA", 5: "bzip2"}[packing])
	}
	return nil, fmt.Errorf("%w: kiểu nén lạ / packed in an unknown way", errBlob)
}

func (u *blobUnpacker) inflate(packed []byte) ([]byte, error) {
	in := bytes.NewReader(packed)
	if u.zlib == nil {
		z, err := zlib.NewReader(in)
		if err != nil {
			return nil, fmt.Errorf("%w: %w", errBlob, err)
		}
		u.zlib = z
	} else if err := u.zlib.(zlib.Resetter).Reset(in, nil); err != nil {
		return nil, fmt.Errorf("%w: %w", errBlob, err)
	}
	u.raw.Reset()
	if _, err := u.raw.ReadFrom(io.LimitReader(u.zlib, maxBlob+1)); err != nil {
		return nil, fmt.Errorf("%w: %w", errBlob, err)
	}
	if u.raw.Len() > maxBlob {
		return nil, errBlob
	}
	return u.raw.Bytes(), nil
}

// unpackLZ4 unpacks what is said to have so many bytes; of none the library would make a panic.
func (u *blobUnpacker) unpackLZ4(packed []byte, size int) ([]byte, error) {
	if size == 0 {
		return nil, errBlob
	}
	if cap(u.flat) < size {
		u.flat = make([]byte, size)
	}
	n, err := lz4.UncompressBlock(packed, u.flat[:size])
	if err != nil || n != size {
		return nil, errBlob
	}
	return u.flat[:n], nil
}

func (u *blobUnpacker) unpackZstd(packed []byte) ([]byte, error) {
	if u.zstd == nil {
		z, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(maxBlob))
		if err != nil {
			return nil, fmt.Errorf("%w: %w", errBlob, err)
		}
		u.zstd = z
	}
	out, err := u.zstd.DecodeAll(packed, u.flat[:0])
	if err != nil || len(out) > maxBlob {
		return nil, errBlob
	}
	u.flat = out
	return out, nil
}
