package sheet

import (
	"context"
	"encoding/binary"
	"math"
	"strconv"
	"unicode/utf16"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/unicode/norm"
)

// biff is an open workbook of Excel 97 to 2003 (BIFF8) or of Excel 5 and 95 (BIFF5): a stream of records of up to 8 KiB,
// [MS-XLS] 2.1. Its globals are read when it is opened, and a sheet's records each time its rows are asked for.
//
//   - biff.go cuts the stream into records, and records into numbers and texts;
//   - biff_book.go reads the globals: sheets, shared texts, formats and fonts;
//   - biff_sheet.go reads the cells of a sheet.
type biff struct {
	data     []byte
	old      bool              // BIFF5: texts are bytes of a code page
	page     encoding.Encoding // of those
	date1904 bool
	sheets   []biffSheet
	texts    []string       // that cells share
	runs     map[int]Legacy // of those of them whose letters have old fonts
	formats  map[int]*Format
	fonts    []Legacy
	styles   []cellStyle
	remarks  []string
}

// biffSheet is where a sheet begins.
type biffSheet struct {
	Info
	at int
}

// The records that are read; [MS-XLS] 2.3 and, for BIFF5, the same numbers.
const (
	recFormula      = 0x0006
	recEOF          = 0x000A
	recDate1904     = 0x0022
	recFilePass     = 0x002F
	recFont         = 0x0031
	recContinue     = 0x003C
	recCodePage     = 0x0042
	recBoundSheet   = 0x0085
	recMulRK        = 0x00BD
	recRString      = 0x00D6
	recXF           = 0x00E0
	recMergeCells   = 0x00E5
	recSST          = 0x00FC
	recLabelSST     = 0x00FD
	recNumber       = 0x0203
	recLabel        = 0x0204
	recBoolErr      = 0x0205
	recString       = 0x0207
	recRow          = 0x0208
	recHLink        = 0x01B8
	recDefRowHeight = 0x0225
	recRK           = 0x027E
	recFormat       = 0x041E
	recBOF          = 0x0809
)

// openBIFF opens the stream of a workbook.
func openBIFF(ctx context.Context, data []byte) (Book, error) {
	b := &biff{data: data, page: pageOf(1252), formats: make(map[int]*Format)}
	if err := b.readGlobals(ctx); err != nil {
		return nil, err
	}
	return b, nil
}

// Sheets implements [Book].
func (b *biff) Sheets() []Info {
	infos := make([]Info, len(b.sheets))
	for i, s := range b.sheets {
		infos[i] = s.Info
	}
	return infos
}

// Remarks implements [Book].
func (b *biff) Remarks() []string { return b.remarks }

// Close implements [Book].
func (b *biff) Close() error { return nil }

// record is a record: its number, its content and where the next begins.
type record struct {
	id   int
	data []byte
	next int
}

// recordAt gives the record at a place of the stream, where there is a whole one.
func (b *biff) recordAt(at int) (r record, whole bool) {
	if at < 0 || at+4 > len(b.data) {
		return record{}, false
	}
	size := int(binary.LittleEndian.Uint16(b.data[at+2:]))
	if at+4+size > len(b.data) {
		return record{}, false
	}
	return record{int(binary.LittleEndian.Uint16(b.data[at:])), b.data[at+4 : at+4+size], at + 4 + size}, true
}

// continued gives the content of a record with those that continue it.
func (b *biff) continued(r record) *biffReader {
	reader := &biffReader{parts: [][]byte{r.data}}
	for at := r.next; ; {
		more, whole := b.recordAt(at)
		if !whole || more.id != recContinue {
			return reader
		}
		reader.parts = append(reader.parts, more.data)
		at = more.next
	}
}

// biffReader reads numbers and texts of a record and those that continue it. Once it has read beyond the end it is
// spent, and gives zeros.
type biffReader struct {
	parts [][]byte // what is still to be read
	spent bool
	fonts []int // of the runs of the text read last
}

// bytes gives the next n bytes, whichever records they are in.
func (r *biffReader) bytes(n int) []byte {
	r.advance()
	if len(r.parts) > 0 && len(r.parts[0]) >= n {
		part := r.parts[0][:n]
		r.parts[0] = r.parts[0][n:]
		return part
	}
	rest := 0
	for _, part := range r.parts {
		rest += len(part)
	}
	if n > rest {
		r.spent, r.parts = true, nil
		return make([]byte, min(n, 8))
	}
	joined := make([]byte, 0, n)
	for len(joined) < n {
		r.advance()
		part := r.parts[0][:min(n-len(joined), len(r.parts[0]))]
		joined = append(joined, part...)
		r.parts[0] = r.parts[0][len(part):]
	}
	return joined
}

// advance goes on to the next record where one is read to its end.
func (r *biffReader) advance() {
	for len(r.parts) > 0 && len(r.parts[0]) == 0 {
		r.parts = r.parts[1:]
	}
}

func (r *biffReader) u8() int  { return int(r.bytes(1)[0]) }
func (r *biffReader) u16() int { return int(binary.LittleEndian.Uint16(r.bytes(2))) }
func (r *biffReader) u32() int { return int(binary.LittleEndian.Uint32(r.bytes(4))) }
func (r *biffReader) f64() float64 {
	return math.Float64frombits(binary.LittleEndian.Uint64(r.bytes(8)))
}

// The flags of a text of BIFF8.
const (
	flagWide     = 0x01 // two bytes a character
	flagPhonetic = 0x04
	flagRich     = 0x08
)

// text reads a text of BIFF8 of so many characters, flags first, with the numbers of the fonts of its runs. Phonetic text
// behind it is passed over.
func (r *biffReader) text(characters int) string {
	flags := r.u8()
	runs, phonetic := 0, 0
	if flags&flagRich != 0 {
		runs = r.u16()
	}
	if flags&flagPhonetic != 0 {
		phonetic = r.u32()
	}
	text := r.characters(characters, flags&flagWide != 0)
	r.fonts = r.fonts[:0]
	for range runs {
		if r.skip(2); r.spent {
			break
		}
		r.fonts = append(r.fonts, r.u16())
	}
	r.skip(phonetic)
	return text
}

// characters reads so many characters of one byte or two. Each record that continues them begins with flags of its own,
// so that the width may change on the way.
func (r *biffReader) characters(n int, wide bool) string {
	units := make([]uint16, 0, min(n, 1<<15))
	for n > 0 {
		if len(r.parts) > 0 && len(r.parts[0]) == 0 {
			r.parts = r.parts[1:]
			if len(r.parts) > 0 && len(r.parts[0]) > 0 {
				wide = r.parts[0][0]&flagWide != 0
				r.parts[0] = r.parts[0][1:]
			}
			continue
		}
		if len(r.parts) == 0 {
			r.spent = true
			break
		}
		part, size := r.parts[0], 1
		if wide {
			size = 2
		}
		count := min(n, len(part)/size)
		for i := range count {
			if wide {
				units = append(units, binary.LittleEndian.Uint16(part[2*i:]))
			} else {
				units = append(units, uint16(part[i]))
			}
		}
		n, r.parts[0] = n-count, part[size*count:]
		if count == 0 { // half a character
			r.parts[0] = nil
		}
	}
	return string(utf16.Decode(units))
}

// skip passes over bytes.
func (r *biffReader) skip(n int) {
	for n > 0 {
		r.advance()
		if len(r.parts) == 0 {
			r.spent = true
			return
		}
		part := min(n, len(r.parts[0]))
		r.parts[0] = r.parts[0][part:]
		n -= part
	}
}

// pageText is a text of BIFF5, bytes of the workbook's code page.
func (b *biff) pageText(data []byte) string {
	text, err := b.page.NewDecoder().Bytes(data)
	if err != nil {
		return string([]rune(string(data)))
	}
	return norm.NFC.String(string(text))
}

// pageOf is a code page of Windows by its number, 1252 where it is none that is known.
func pageOf(number int) encoding.Encoding {
	if page, err := htmlindex.Get("windows-" + strconv.Itoa(number)); err == nil {
		return page
	}
	page, _ := htmlindex.Get("windows-1252")
	return page
}
