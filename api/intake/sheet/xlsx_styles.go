package sheet

import (
	"context"
	"strconv"
	"strings"
)

// cellStyle is what the style of a cell says of its content.
type cellStyle struct {
	format *Format
	kind   Kind   // of a number with the format
	legacy Legacy // the encoding of its font
	marked bool   // struck through or on a ground of colour
}

// styleReader reads the part of styles.
type styleReader struct {
	*xlsx
	list    string // the element within which we are
	formats map[int]*Format
	fonts   []cellStyle // of fonts: their encoding, and whether they strike through
	fills   []bool      // whether they are of a colour
}

// readStyles reads the number formats, fonts and grounds that cells refer to.
func (x *xlsx) readStyles(ctx context.Context, part string) error {
	r := styleReader{xlsx: x, formats: make(map[int]*Format)}
	return x.elements(ctx, part, r.element)
}

func (r *styleReader) element(s *xmlScanner) error {
	if len(s.starts) == 2 {
		r.list = string(s.name)
		return nil
	}
	switch name := string(s.name); {
	case r.list == "numFmts" && name == "numFmt":
		v, err := s.values("numFmtId", "formatCode")
		if err != nil {
			return err
		}
		r.formats[attrInt([]byte(v[0]))] = parseFormat(v[1])
	case r.list == "fonts" && name == "font":
		r.fonts = append(r.fonts, cellStyle{})
	case r.list == "fonts" && name == "name" && len(r.fonts) > 0:
		r.fonts[len(r.fonts)-1].legacy = legacyOf(string(s.attr("val")))
		return nil
	case r.list == "fonts" && name == "strike" && len(r.fonts) > 0:
		value := s.attr("val")
		r.fonts[len(r.fonts)-1].marked = value == nil || isTrue(value)
		return nil
	case r.list == "fills" && name == "fill":
		r.fills = append(r.fills, false)
	case r.list == "fills" && name == "fgColor" && len(r.fills) > 2: // the first two are Excel's own
		r.fills[len(r.fills)-1] = !isWhite(s)
		return nil
	case r.list == "cellXfs" && name == "xf":
		r.styles = append(r.styles, r.style(s))
	default:
		return nil
	}
	return r.hold(1)
}

// style is the style of a cell.
func (r *styleReader) style(s *xmlScanner) cellStyle {
	style := cellStyle{format: r.numberFormat(r.formats, attrInt(s.attr("numFmtId")))}
	style.kind = style.format.kind()
	if font := attrInt(s.attr("fontId")); font >= 0 && font < len(r.fonts) {
		style.legacy, style.marked = r.fonts[font].legacy, r.fonts[font].marked
	}
	if fill := attrInt(s.attr("fillId")); fill >= 0 && fill < len(r.fills) {
		style.marked = style.marked || r.fills[fill]
	}
	return style
}

// isWhite says whether a colour is the paper's.
func isWhite(s *xmlScanner) bool {
	rgb := strings.ToUpper(string(s.attr("rgb")))
	return strings.HasSuffix(rgb, "FFFFFF") || string(s.attr("theme")) == "0" && s.attr("tint") == nil || string(s.attr("indexed")) == "9" || string(s.attr("indexed")) == "65"
}

// numberFormat is the format of a number, the workbook's own or one that all know.
func (x *xlsx) numberFormat(own map[int]*Format, id int) *Format {
	format, ok := own[id]
	if !ok {
		format = builtinFormat(id)
		own[id] = format
	}
	return format
}

// attrInt is the whole number of an attribute, or -1.
func attrInt(value []byte) int {
	n, err := strconv.Atoi(string(value))
	if err != nil || n < 0 {
		return -1
	}
	return n
}

// legacyOf is the encoding that a font of this name is made for.
func legacyOf(font string) Legacy {
	font = strings.ToLower(strings.TrimSpace(font))
	switch {
	case strings.HasPrefix(font, ".vn"):
		return TCVN3
	case strings.HasPrefix(font, "vni-"), strings.HasPrefix(font, "vni "):
		return VNI
	}
	return Modern
}
