package output

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"gonha/solver/campaign"
)

// rowWriter writes the rows of a sheet as they come, byte for byte as the library's StreamWriter would, which holds
// all of a sheet in memory and takes three times as long: against it this is tested.
type rowWriter struct {
	to      io.Writer
	sheet   *sheetOf
	columns []columnXML
	clock   string // the attribute of a time of day, and late that of one past midnight
	late    string
	line    int
	row     []byte
	err     error // the first met
}

// columnXML is what the cells of a column have in their XML.
type columnXML struct {
	name  string // A
	style string // the attribute
}

// newRowWriter begins the rows of a sheet.
func newRowWriter(to io.Writer, sheet *sheetOf, styles sheetStyles) (*rowWriter, error) {
	w := &rowWriter{to: to, sheet: sheet, columns: make([]columnXML, len(sheet.columns)), clock: styleAttribute(styles.clock), late: styleAttribute(styles.late)}
	for i, c := range sheet.columns {
		name, err := excelize.ColumnNumberToName(i + 1)
		if err != nil {
			return nil, err
		}
		w.columns[i] = columnXML{name, styles.attribute(c)}
	}
	return w, nil
}

// attribute is that of the cells of a column.
func (s sheetStyles) attribute(c sheetColumn) string {
	if c.text {
		return styleAttribute(s.text)
	}
	return styleAttribute(s.number)
}

func styleAttribute(id int) string { return ` s="` + strconv.Itoa(id) + `"` }

// write writes the header and the rows below it.
func (w *rowWriter) write(styles sheetStyles) error {
	header := make([]any, len(w.sheet.columns))
	for i := range header {
		header[i] = w.sheet.texts.titles[i]
	}
	own := slices.Clone(w.columns)
	for i := range w.columns {
		w.columns[i].style = styleAttribute(styles.header)
	}
	w.add(header...)
	w.columns = own
	w.sheet.rows(w.add)
	if w.err == nil && w.line != w.sheet.lines() {
		return fmt.Errorf("%d rows of %d", w.line, w.sheet.lines())
	}
	return w.err
}

// add writes a row. An empty text is no cell, so that the text before it may run over its place. Rows beyond the last
// that a sheet may have are left out, and its last says so.
func (w *rowWriter) add(cells ...any) {
	if w.err != nil || w.line == sheetRows {
		return
	}
	if w.line++; w.line == sheetRows {
		cells = []any{"…"} // the CSV file has the others
	}
	w.row = append(w.row[:0], `<row r="`...)
	w.row = strconv.AppendInt(w.row, int64(w.line), 10)
	if height := w.sheet.height(cells); height > 0 {
		w.row = append(w.row, `" ht="`...)
		w.row = strconv.AppendFloat(w.row, height, 'f', -1, 64)
		w.row = append(w.row, `" customHeight="1`...)
	}
	w.row = append(w.row, `">`...)
	for i, cell := range cells {
		w.cell(&w.columns[i], cell)
	}
	w.row = append(w.row, `</row>`...)
	if _, err := w.to.Write(w.row); err != nil {
		w.err = err
	}
}

// cell adds a cell to the row.
func (w *rowWriter) cell(column *columnXML, value any) {
	if value == "" {
		return
	}
	w.row = append(w.row, `<c r="`...)
	w.row = append(w.row, column.name...)
	w.row = strconv.AppendInt(w.row, int64(w.line), 10)
	w.row = append(w.row, '"')
	if at, isClock := value.(campaign.Clock); isClock {
		w.time(at)
		return
	}
	w.row = append(w.row, column.style...)
	switch v := value.(type) {
	case int:
		w.row = append(w.row, `><v>`...)
		w.row = strconv.AppendInt(w.row, int64(v), 10)
		w.row = append(w.row, `</v></c>`...)
	case float64:
		if math.IsNaN(v) || math.IsInf(v, 0) {
			w.text(fmt.Sprint(v))
			return
		}
		w.row = append(w.row, `><v>`...)
		w.row = strconv.AppendFloat(w.row, v, 'f', -1, 64)
		w.row = append(w.row, `</v></c>`...)
	case string:
		w.text(v)
	default:
		w.err = fmt.Errorf("a cell of %T", value)
	}
}

// time adds a clock time, in days as spreadsheets count, and the end of its cell.
func (w *rowWriter) time(at campaign.Clock) {
	const day = 24 * 60 * 60
	style := w.clock
	if at >= day {
		style = w.late
	}
	w.row = append(append(w.row, style...), `><v>`...)
	w.row = strconv.AppendFloat(w.row, float64(at)/day, 'f', -1, 64)
	w.row = append(w.row, `</v></c>`...)
}

// text adds a text and the end of its cell.
func (w *rowWriter) text(text string) {
	w.row = append(w.row, ` t="inlineStr"><is><t`...)
	text = cut(text)
	if isBlank(text[0]) || isBlank(text[len(text)-1]) {
		w.row = append(w.row, ` xml:space="preserve"`...)
	}
	w.row = append(w.row, '>')
	w.row = appendEscaped(w.row, text)
	w.row = append(w.row, `</t></is></c>`...)
}

// cut is the text of a cell, as far as Excel reads: 32,767 units of UTF-16.
func cut(text string) string {
	if len(text) <= excelize.TotalCellChars {
		return text
	}
	units := 0
	for i, r := range text {
		if units += utf16.RuneLen(r); units > excelize.TotalCellChars {
			return text[:i]
		}
	}
	return text
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

// appendEscaped appends text as XML has it. What looks like a character that XML cannot hold, written _x000D_, is
// kept from being read as one.
func appendEscaped(to []byte, text string) []byte {
	if !needsEscape(text) {
		return append(to, text...)
	}
	var escaped bytes.Buffer
	_ = xml.EscapeText(&escaped, []byte(text)) // a buffer has nothing to fail
	for i, plain := 0, bytes.ReplaceAll(escaped.Bytes(), []byte("&#xA;"), []byte("\n")); i < len(plain); i++ {
		if looksEscaped(plain[i:]) {
			to = append(to, `_x005F`...)
		}
		to = append(to, plain[i])
	}
	return to
}

// needsEscape says whether a text may hold anything that is not written as it is.
func needsEscape(text string) bool {
	for i := range len(text) {
		switch c := text[i]; c {
		case '<', '>', '&', '\'', '"', '_', 0xef: // U+FFFD to U+FFFF begin with the last
			return true
		default:
			if c < ' ' {
				return true
			}
		}
	}
	return !utf8.ValidString(text)
}

// looksEscaped says whether a text begins like _x000D_.
func looksEscaped(text []byte) bool {
	if len(text) < 7 || text[0] != '_' || text[1] != 'x' || text[6] != '_' {
		return false
	}
	_, err := strconv.ParseUint(string(text[2:6]), 16, 16)
	return err == nil
}
