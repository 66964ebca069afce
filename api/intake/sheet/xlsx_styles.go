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
}

// readStyles reads the number formats and fonts that cells refer to.
func (x *xlsx) readStyles(ctx context.Context, part string) error {
	var fonts []Legacy
	formats := make(map[int]*Format)
	var list string // the element within which we are
	err := x.elements(ctx, part, func(s *xmlScanner) error {
		if len(s.starts) == 2 {
			list = string(s.name)
			return nil
		}
		switch {
		case list == "numFmts" && string(s.name) == "numFmt":
			v, err := s.values("numFmtId", "formatCode")
			if err != nil {
				return err
			}
			formats[attrInt([]byte(v[0]))] = parseFormat(v[1])
		case list == "fonts" && string(s.name) == "font":
			fonts = append(fonts, Modern)
		case list == "fonts" && string(s.name) == "name" && len(fonts) > 0:
			fonts[len(fonts)-1] = legacyOf(string(s.attr("val")))
			return nil
		case list == "cellXfs" && string(s.name) == "xf":
			style := cellStyle{format: x.numberFormat(formats, attrInt(s.attr("numFmtId")))}
			style.kind = style.format.kind()
			if font := attrInt(s.attr("fontId")); font >= 0 && font < len(fonts) {
				style.legacy = fonts[font]
			}
			x.styles = append(x.styles, style)
		default:
			return nil
		}
		return x.hold(1)
	})
	return err
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
