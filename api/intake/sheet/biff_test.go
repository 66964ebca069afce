package sheet

import (
	"bytes"
	"encoding/binary"
	"errors"
	"math"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// biffWriter writes the records of a workbook.
type biffWriter struct{ bytes.Buffer }

// record writes a record of values: integers of their size, floats, texts as their bytes.
func (w *biffWriter) record(id int, values ...any) {
	var data bytes.Buffer
	for _, value := range values {
		if s, isText := value.(string); isText {
			data.WriteString(s)
		} else if err := binary.Write(&data, binary.LittleEndian, value); err != nil {
			panic(err)
		}
	}
	w.Write(binary.LittleEndian.AppendUint16(binary.LittleEndian.AppendUint16(nil, uint16(id)), uint16(data.Len())))
	w.Write(data.Bytes())
}

// wide is a text of two bytes a character, without its length and flags.
func wide(s string) string {
	var b strings.Builder
	for _, unit := range utf16.Encode([]rune(s)) {
		b.WriteByte(byte(unit))
		b.WriteByte(byte(unit >> 8))
	}
	return b.String()
}

// latin is a text of one byte a character.
func latin(s string) string {
	var b strings.Builder
	for _, r := range s {
		b.WriteByte(byte(r))
	}
	return b.String()
}

// biffBook is a workbook of one sheet; globals and cells write their records.
func biffBook(version uint16, globals, cells func(w *biffWriter)) []byte {
	name := "\x04\x00S\x001"
	if version == 0x0600 {
		name = "\x02\x01" + wide("Tổ")
	}
	var head, sheet biffWriter
	write := func(at uint32) {
		head.Reset()
		head.record(recBOF, version, uint16(5))
		head.record(recBoundSheet, at, uint8(1), uint8(0), name)
		if globals != nil {
			globals(&head)
		}
		head.record(recEOF)
	}
	write(0)
	write(uint32(head.Len()))
	sheet.record(recBOF, version, uint16(0x10))
	cells(&sheet)
	sheet.record(recEOF)
	return append(head.Bytes(), sheet.Bytes()...)
}

// compound puts streams into a compound file with sectors of 512 bytes: those of FAT first, then the directory, then the
// streams, which are made long enough to need no small ones.
func compound(streams map[string][]byte) []byte {
	const sector, end = 512, 0xFFFFFFFE
	pad := func(data []byte, to int) []byte { return append(data, make([]byte, (to-len(data)%to)%to)...) }
	var directory, content []byte
	var chain []uint32
	const fats = 1 // enough for 64 KiB
	entry := func(name string, kind byte, child, right, start uint32, size int) {
		units := utf16.Encode([]rune(name + "\x00"))
		e := make([]byte, 128)
		for i, unit := range units {
			binary.LittleEndian.PutUint16(e[2*i:], unit)
		}
		binary.LittleEndian.PutUint16(e[64:], uint16(2*len(units)))
		e[66], e[67] = kind, 1
		for i, v := range []uint32{0xFFFFFFFF, right, child} {
			binary.LittleEndian.PutUint32(e[68+4*i:], v)
		}
		binary.LittleEndian.PutUint32(e[116:], start)
		binary.LittleEndian.PutUint32(e[120:], uint32(size))
		directory = append(directory, e...)
	}
	entry("Root Entry", 5, 1, 0xFFFFFFFF, end, 0)
	first := fats + (len(streams)+1+3)/4
	n := uint32(0)
	for name, data := range streams {
		size := max(len(data), 4096)
		start := first + len(content)/sector
		content = append(content, pad(append(data, make([]byte, size-len(data))...), sector)...)
		for at := start; at < first+len(content)/sector-1; at++ {
			chain = append(chain, uint32(at+1))
		}
		chain = append(chain, end)
		n++
		right := n + 1
		if int(n) == len(streams) {
			right = 0xFFFFFFFF
		}
		entry(name, 2, 0xFFFFFFFF, right, uint32(start), size)
	}
	directory = pad(directory, sector)
	fat := bytes.Repeat([]byte("\xfd\xff\xff\xff"), fats)
	for at := fats; at < first; at++ {
		next := uint32(at + 1)
		if at == first-1 {
			next = end
		}
		fat = binary.LittleEndian.AppendUint32(fat, next)
	}
	for _, next := range chain {
		fat = binary.LittleEndian.AppendUint32(fat, next)
	}
	fat = append(fat, bytes.Repeat([]byte("\xff\xff\xff\xff"), fats*sector/4-len(fat)/4)...)
	header := make([]byte, sector)
	copy(header, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
	for at, v := range map[int]uint16{24: 0x3E, 26: 3, 28: 0xFFFE, 30: 9, 32: 6} {
		binary.LittleEndian.PutUint16(header[at:], v)
	}
	for at, v := range map[int]uint32{44: fats, 48: fats, 56: 4096, 60: end, 68: end} {
		binary.LittleEndian.PutUint32(header[at:], v)
	}
	for i := range 109 {
		v := uint32(0xFFFFFFFF)
		if i < fats {
			v = uint32(i)
		}
		binary.LittleEndian.PutUint32(header[76+4*i:], v)
	}
	return bytes.Join([][]byte{header, fat, directory, content}, nil)
}

func TestBIFFCells(t *testing.T) {
	at := func(line, column, style int) []uint16 {
		return []uint16{uint16(line - 1), uint16(column), uint16(style)}
	}
	book := biffBook(0x0600, func(w *biffWriter) {
		w.record(recFont, [14]byte{}, "\x05\x00Arial")
		w.record(recFont, [14]byte{}, "\x07\x01"+wide(".VnTime"))
		w.record(recXF, uint16(0), uint16(0))
		w.record(recXF, uint16(1), uint16(0))
		w.record(recSST, uint32(9), uint32(4), "\x03\x00\x00Mot"+"\x02\x00\x01"+wide("Tổ")+
			"\x03\x00\x0c\x01\x00\x04\x00\x00\x00abc\x00\x00\x01\x00phon"+"\x04\x00\x01"+wide("một")[:4])
		w.record(recContinue, "\x00\xe1n") // the last two characters are of one byte
	}, func(w *biffWriter) {
		w.record(recRow, uint16(1), uint16(0), uint16(9), uint16(255), uint32(0), uint16(0x20))
		w.record(recRow, uint16(2), uint16(0), uint16(9), uint16(0), uint32(0), uint16(0))
		w.record(recLabelSST, at(1, 0, 0), uint32(0))
		w.record(recLabelSST, at(1, 1, 0), uint32(1))
		w.record(recLabelSST, at(1, 2, 0), uint32(2))
		w.record(recLabelSST, at(1, 3, 1), uint32(3))
		w.record(recLabel, at(2, 0, 0), uint16(2), "\x00ab")
		w.record(recRString, at(2, 1, 0), uint16(2), "\x01"+wide("đỏ"), uint16(1), uint32(0))
		w.record(recNumber, at(3, 0, 0), 1.5)
		w.record(recRK, at(3, 1, 0), uint32(12345<<2|3))
		w.record(recMulRK, uint16(2), uint16(2), uint16(0), uint32(7<<2|2), uint16(0), uint32(math.Float64bits(2.5)>>32), uint16(3))
		w.record(recBoolErr, at(3, 4, 0), uint8(1), uint8(0))
		w.record(recBoolErr, at(3, 5, 0), uint8(0x2A), uint8(1))
		w.record(recNumber, at(3, 6, 0), math.NaN())
		w.record(recFormula, at(4, 0, 0), 2.0, uint16(0), uint32(0))
		w.record(recFormula, at(4, 1, 1), uint8(0), [5]byte{}, uint16(0xFFFF), uint16(0), uint32(0))
		w.record(0x04BC, uint16(0)) // the formula is shared
		w.record(recString, uint16(4), "\x00da")
		w.record(recContinue, "\x01"+wide("đỏ"))
		w.record(recFormula, at(4, 2, 0), uint8(1), uint8(0), uint8(1), [3]byte{}, uint16(0xFFFF), uint16(0), uint32(0))
		w.record(recFormula, at(4, 3, 0), uint8(2), uint8(0), uint8(7), [3]byte{}, uint16(0xFFFF), uint16(0), uint32(0))
		w.record(recFormula, at(4, 4, 0), 0.0, uint16(2), uint32(0)) // left to be worked out
		w.record(recBOF, uint16(0x0600), uint16(0x20))               // a chart
		w.record(recNumber, at(1, 0, 0), 9.0)
		w.record(recEOF)
		w.record(recMergeCells, uint16(1), uint16(0), uint16(1), uint16(3), uint16(4))
	})
	mot, old := text("Mot"), text("mộán")
	old.Text, old.Legacy = "mộ"+"án", TCVN3
	left, above, both := old, old, old
	left.Left, above.Above, both.Above, both.Left = true, true, true, true
	font, run := text("dađỏ"), text("abc")
	font.Legacy, run.Legacy = TCVN3, TCVN3
	want := []rowSeen{
		{1, false, []Cell{mot, text("Tổ"), run, old, left}},
		{2, true, []Cell{text("ab"), text("đỏ"), {}, above, both}},
		{3, true, []Cell{{Kind: Number, Value: 1.5}, {Kind: Number, Value: 123.45}, {Kind: Number, Value: 7}, {Kind: Number, Value: 2.5}, {Kind: Bool, Value: 1}, {Kind: Error, Text: "#N/A"}, {Kind: Error, Text: "#NUM!"}}},
		{4, false, []Cell{{Kind: Number, Value: 2}, font, {Kind: Bool, Value: 1}, {Kind: Error, Text: "#DIV/0!"}, {Kind: Formula}}},
	}
	opened, sheets := readBook(t, "a.xls", compound(map[string][]byte{"Workbook": book}))
	if diff := cmp.Diff([]Info{{Name: "Tổ", Hidden: true}}, opened.Sheets()); diff != "" {
		t.Errorf("sheets (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(want, sheets[0], cmpopts.EquateNaNs()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestBIFFCuts cuts a table of texts at every byte, as writers may, and reads the same texts.
func TestBIFFCuts(t *testing.T) {
	texts := []string{"Mot hai", "Tổ dân phố", "", "é à", "Đắk Lắk 😀"}
	want := []rowSeen{{Line: 1}}
	var plain []byte
	type span struct{ from, to int } // of characters, and whether they are wide
	var wides, latins []span
	for _, s := range texts {
		units := utf16.Encode([]rune(s))
		flags, body := byte(0), latin(s)
		if strings.ContainsFunc(s, func(r rune) bool { return r > 0xFF }) {
			flags, body = 1, wide(s)
		}
		plain = append(plain, byte(len(units)), 0, flags)
		spans := &latins
		if flags == 1 {
			spans = &wides
		}
		*spans = append(*spans, span{len(plain), len(plain) + len(body)})
		plain = append(plain, body...)
		want[0].Cells = append(want[0].Cells, textCell(s, Modern))
	}
	for cut := range plain {
		continued := string(plain[cut:])
		odd := false
		for _, s := range wides {
			if cut >= s.from && cut < s.to {
				continued = "\x01" + continued
				odd = (cut-s.from)%2 == 1
			}
		}
		for _, s := range latins {
			if cut >= s.from && cut < s.to {
				continued = "\x00" + continued
			}
		}
		if odd {
			continue // no writer cuts a character
		}
		book := biffBook(0x0600, func(w *biffWriter) {
			w.record(recSST, uint32(5), uint32(len(texts)), string(plain[:cut]))
			w.record(recContinue, continued)
		}, func(w *biffWriter) {
			for i := range texts {
				w.record(recLabelSST, [3]uint16{0, uint16(i), 0}, uint32(i))
			}
		})
		_, sheets := readBook(t, "a.xls", compound(map[string][]byte{"Workbook": book}))
		if diff := cmp.Diff(want, sheets[0]); diff != "" {
			t.Fatalf("cut at %d (-want +got):\n%s", cut, diff)
		}
	}
}

// TestBIFF5 reads a workbook of Excel 95, in its code page.
func TestBIFF5(t *testing.T) {
	book := biffBook(0x0500, func(w *biffWriter) {
		w.record(recCodePage, uint16(1258))
		w.record(recFormat, uint16(164), "\x041904")
	}, func(w *biffWriter) {
		w.record(recLabel, [3]uint16{0, 0, 0}, uint16(7), "Nguy\xea\xden"[:7])
		w.record(recLabel, [3]uint16{0, 1, 0}, uint16(3), "s\xf4\xec")
		w.record(recNumber, [3]uint16{1, 0, 0}, 2.0)
	})
	opened, sheets := readBook(t, "a.xls", compound(map[string][]byte{"Book": book}))
	want := []rowSeen{{1, false, []Cell{text("Nguyễn"), text("số")}}, {2, false, []Cell{{Kind: Number, Value: 2}}}}
	if diff := cmp.Diff(want, sheets[0]); diff != "" || opened.Sheets()[0].Name != "\x00S\x001" && opened.Sheets()[0].Name == "" {
		t.Errorf("%v (-want +got):\n%s", opened.Sheets(), diff)
	}
}

func TestBIFFBroken(t *testing.T) {
	cell := func(w *biffWriter) { w.record(recNumber, [3]uint16{4, 0, 0}, 1.0) }
	sound := biffBook(0x0600, nil, cell)
	for _, test := range []struct {
		name string
		data []byte
		want error
		say  string
	}{
		{"a password", biffBook(0x0600, func(w *biffWriter) { w.record(recFilePass, uint16(1)) }, cell), errPassword, ""},
		{"before Excel 5", []byte("\x09\x04\x06\x00\x00\x00\x10\x00\x00\x00"), errAncientExcel, ""},
		{"cut within the globals", sound[:20], errDamaged, ""},
		{"cut within the sheet", sound[:len(sound)-4], errDamaged, ""},
		{"a text that is not there", biffBook(0x0600, nil, func(w *biffWriter) { w.record(recLabelSST, [3]uint16{6, 0, 0}, uint32(0)) }), errDamaged, "dòng / row 7"},
		{"a short cell", biffBook(0x0600, nil, func(w *biffWriter) { w.record(recNumber, [3]uint16{6, 0, 0}) }), errDamaged, "dòng / row 7"},
	} {
		book, err := openBIFF(t.Context(), test.data)
		if err == nil {
			err = book.Rows(t.Context(), 0, func(*Row) error { return nil })
		}
		if !errors.Is(err, test.want) || !strings.Contains(err.Error(), test.say) {
			t.Errorf("%s: %v, want %v", test.name, err, test.want)
		}
	}
	if err := func() error {
		book, err := openBIFF(t.Context(), sound)
		if err != nil {
			return err
		}
		return book.Rows(stoppedContext(t), 0, func(*Row) error { return nil })
	}(); err == nil || !strings.Contains(err.Error(), "stopped") {
		t.Errorf("a stopped context: %v", err)
	}
}

func TestRKNumber(t *testing.T) {
	for _, test := range []struct {
		rk   uint32
		want float64
	}{{0x3FF00000, 1}, {0x3FF00001, 0.01}, {0x004B5646, 1234321}, {0x004B5647, 12343.21}, {0xFFFFFFFE, -1}} {
		if got := rkNumber(test.rk); got != test.want {
			t.Errorf("%x: %v, want %v", test.rk, got, test.want)
		}
	}
}

func FuzzBIFF(f *testing.F) {
	f.Add(biffBook(0x0600, func(w *biffWriter) {
		w.record(recFont, [14]byte{}, "\x05\x00Arial")
		w.record(recXF, uint16(0), uint16(14))
		w.record(recSST, uint32(1), uint32(1), "\x04\x00\x0d\x01\x00\x01\x00\x00\x00"+wide("một")[:4])
		w.record(recContinue, "\x00\xe1n....x")
	}, func(w *biffWriter) {
		w.record(recLabelSST, [3]uint16{0, 0, 0}, uint32(0))
		w.record(recFormula, [3]uint16{1, 1, 1}, uint8(0), [5]byte{}, uint16(0xFFFF), uint16(0), uint32(0))
		w.record(recString, uint16(2), "\x00da")
		w.record(recMulRK, uint16(2), uint16(2), uint16(0), uint32(7<<2|2), uint16(3))
		w.record(recMergeCells, uint16(1), uint16(0), uint16(9), uint16(0), uint16(4))
	}))
	f.Add(biffBook(0x0500, nil, func(w *biffWriter) { w.record(recLabel, [3]uint16{0, 0, 0}, uint16(2), "ab") }))
	f.Fuzz(func(t *testing.T, data []byte) {
		book, err := openBIFF(t.Context(), data)
		if err != nil {
			checkOneLine(t, err.Error())
			return
		}
		for i := range book.Sheets() {
			if err := book.Rows(t.Context(), i, func(*Row) error { return nil }); err != nil {
				checkOneLine(t, err.Error())
			}
		}
	})
}

func FuzzOLE(f *testing.F) {
	f.Add(compound(map[string][]byte{"Workbook": biffBook(0x0600, nil, func(*biffWriter) {})}))
	f.Fuzz(func(t *testing.T, data []byte) { checkOpened(t, "a.xls", data) })
}
