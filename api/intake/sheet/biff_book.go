package sheet

import (
	"context"

	"gonha/api/intake/legacy"
)

// readGlobals reads what all sheets share, up to the end of the first substream.
func (b *biff) readGlobals(ctx context.Context) error {
	first, whole := b.recordAt(0)
	if !whole || first.id != recBOF || len(first.data) < 4 {
		return errAncientExcel // of before Excel 5: no container of streams, and one sheet
	}
	b.old = (&biffReader{parts: [][]byte{first.data}}).u16() != 0x0600
	for n, at := 0, first.next; ; n++ {
		if n%checkEvery == 0 && ctx.Err() != nil {
			return halted(ctx)
		}
		r, whole := b.recordAt(at)
		switch {
		case !whole:
			return errDamaged
		case r.id == recEOF:
			if len(b.sheets) == 0 {
				return errDamaged
			}
			return nil
		case r.id == recFilePass:
			return errPassword
		case r.id == recSST:
			if err := b.readTexts(ctx, r); err != nil {
				return err
			}
		default:
			b.readGlobal(r)
		}
		at = r.next
	}
}

// readGlobal reads a record that all sheets share.
func (b *biff) readGlobal(r record) {
	from := b.continued(r)
	switch r.id {
	case recCodePage:
		b.page = pageOf(from.u16())
	case recDate1904:
		b.date1904 = from.u16() != 0
	case recBoundSheet:
		at := from.u32()
		state, kind := from.u8(), from.u8()
		name := b.shortText(from)
		if kind == 0 && !from.spent { // neither a chart nor macros
			b.sheets = append(b.sheets, biffSheet{Info{Name: name, Hidden: state&3 != 0}, at})
		}
	case recFormat:
		id := from.u16()
		code := ""
		if b.old {
			code = b.pageText(from.bytes(from.u8()))
		} else {
			code = from.text(from.u16())
		}
		if !from.spent {
			b.formats[id] = parseFormat(code)
		}
	case recFont:
		from.skip(14)
		b.fonts = append(b.fonts, legacy.OfName(b.shortText(from)))
	case recXF:
		font, id := from.u16(), from.u16()
		b.styles = append(b.styles, b.styleOf(font, id))
	}
}

// shortText is a text whose length is one byte: a name.
func (b *biff) shortText(from *biffReader) string {
	n := from.u8()
	if b.old {
		return b.pageText(from.bytes(n))
	}
	return from.text(n)
}

// font is the encoding of the font with a number. There is none with number 4.
func (b *biff) font(number int) Legacy {
	if number > 4 {
		number--
	}
	if number < len(b.fonts) {
		return b.fonts[number]
	}
	return Modern
}

// runFont is the encoding of the first old font among those of a text's runs.
func (b *biff) runFont(fonts []int) Legacy {
	for _, number := range fonts {
		if font := b.font(number); font != Modern {
			return font
		}
	}
	return Modern
}

// styleOf is what a font and a number format say of a cell.
func (b *biff) styleOf(font, id int) cellStyle {
	format, own := b.formats[id]
	if !own {
		format = builtinFormat(id)
		b.formats[id] = format
	}
	return cellStyle{format: format, kind: format.kind(), legacy: b.font(font)}
}

// readTexts reads the texts that cells share. How many there are is not believed: a text is at least three bytes.
func (b *biff) readTexts(ctx context.Context, r record) error {
	from := b.continued(r)
	from.skip(4)
	count, size := from.u32(), 0
	for _, part := range from.parts {
		size += len(part)
	}
	b.texts, b.runs = make([]string, 0, min(count, size/3)), make(map[int]Legacy)
	for n := range count {
		if n%checkEvery == 0 && ctx.Err() != nil {
			return halted(ctx)
		}
		text := from.text(from.u16())
		if from.spent {
			break // a cell without its text is told where it is met
		}
		if font := b.runFont(from.fonts); font != Modern {
			b.runs[len(b.texts)] = font
		}
		b.texts = append(b.texts, text)
	}
	return nil
}
