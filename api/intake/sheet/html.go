package sheet

import (
	"context"
	"io"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"gonha/api/intake/legacy"
)

// page reads the tables of a web page, each as a sheet: what portals send as .xls, and what Excel and SheetJS save as
// one. A table within a cell of another is a sheet of its own. Tags may be left open, as HTML allows.
//
//   - html.go follows tables, rows and cells;
//   - html_cell.go makes cells of what their tags say;
//   - html_style.go reads the style sheet of Excel's pages.
type page struct {
	tokens *html.Tokenizer
	sheets []*pageTable
	open   []*pageTable // from the outermost
	styles map[string]cssStyle
	names  []string  // of the sheets that Excel saved
	skip   atom.Atom // the element whose text is none of the page's
	cut    bool      // it ends within a table
}

// pageTable is a table that is being read.
type pageTable struct {
	gridSheet
	line    int     // of the row that is open or was last
	row     gridRow // the open one
	inRow   bool
	column  int
	taken   []int // by column, the last line that a cell from above reaches
	cell    pageCell
	inCell  bool
	caption *pageText // while it is open
}

// openHTML opens the tables of a page.
func openHTML(ctx context.Context, text string, remarks []string) (Book, error) {
	p := &page{styles: make(map[string]cssStyle)}
	if err := p.read(ctx, text); err != nil {
		return nil, err
	}
	return p.book(remarks)
}

// book gives the tables that hold something.
func (p *page) book(remarks []string) (Book, error) {
	g := &grid{remarks: append(remarks, "đây là trang web lưu thành bảng tính, đã đọc các bảng trong trang / this is a web page saved as a spreadsheet: its tables were read")}
	if p.cut {
		g.remarks = append(g.remarks, "trang web hết giữa bảng: có thể tải chưa hết, hãy tải lại và so số dòng / the page ends within a table: it may not have been downloaded to its end; download it again and compare the rows")
	}
	for _, t := range p.sheets {
		if len(t.rows) > 0 {
			t.gridSheet.sort()
			g.sheets = append(g.sheets, t.gridSheet)
		}
	}
	if len(g.sheets) == 0 {
		return nil, errNoTable
	}
	for i := range g.sheets {
		s := &g.sheets[i]
		switch {
		case s.Name == "" && len(p.names) == len(g.sheets):
			s.Name = p.names[i]
		case s.Name == "" && len(g.sheets) > 1:
			s.Name = "bảng / table " + strconv.Itoa(i+1)
		}
	}
	return g, nil
}

// read reads a page.
func (p *page) read(ctx context.Context, text string) error {
	p.tokens = html.NewTokenizer(stream{ctx, strings.NewReader(text)})
	p.tokens.SetMaxBuf(xmlLongest * 4)
	for {
		switch p.tokens.Next() {
		case html.ErrorToken:
			if ctx.Err() != nil {
				return halted(ctx)
			}
			if p.tokens.Err() != io.EOF {
				return errDamaged
			}
			p.cut = len(p.open) > 0
			for len(p.open) > 0 {
				p.endTable()
			}
			return nil
		case html.TextToken:
			p.text()
		case html.CommentToken:
			p.island(string(p.tokens.Raw()))
		case html.StartTagToken, html.SelfClosingTagToken:
			p.start()
		case html.EndTagToken:
			name, _ := p.tokens.TagName()
			p.end(atom.Lookup(name))
		}
	}
}

// table is the innermost open table, or nil.
func (p *page) table() *pageTable {
	if len(p.open) == 0 {
		return nil
	}
	return p.open[len(p.open)-1]
}

// text reads text between tags.
func (p *page) text() {
	if p.skip == atom.Style {
		p.readStyles(string(p.tokens.Raw()))
	}
	t := p.table()
	if t == nil || p.skip != 0 {
		return
	}
	switch {
	case t.caption != nil:
		t.caption.add(string(p.tokens.Text()))
	case t.inCell:
		t.cell.text.add(string(p.tokens.Text()))
	}
}

// start reads the beginning of an element.
func (p *page) start() {
	raw, more := p.tokens.TagName()
	name := atom.Lookup(raw)
	var attrs map[string]string
	switch name {
	case atom.Tr, atom.Td, atom.Th, atom.Font, atom.Span, atom.A:
		attrs = p.attributes(more)
	case atom.Script, atom.Style, atom.Title, atom.Textarea:
		p.skip = name
		return
	case atom.Table:
		p.open = append(p.open, &pageTable{})
		p.sheets = append(p.sheets, p.table())
		return
	}
	t := p.table()
	if t == nil {
		return
	}
	switch name {
	case atom.Caption:
		t.caption = &pageText{}
	case atom.Tr:
		t.endRow()
		t.beginRow(p.style(attrs).hidden)
	case atom.Td, atom.Th:
		t.endCell()
		if !t.inRow {
			t.beginRow(false)
		}
		t.inCell, t.cell = true, pageCell{attrs: attrs, style: p.style(attrs)}
	case atom.A:
		if t.cell.link == "" {
			t.cell.link = linkOf(strings.TrimSpace(attrs["href"]))
		}
	case atom.Br:
		t.cell.text.line()
	case atom.P, atom.Div, atom.Li, atom.H1, atom.H2, atom.H3, atom.H4:
		t.cell.text.block()
	case atom.Font, atom.Span:
		if font := max(legacy.OfName(attrs["face"]), p.style(attrs).font); font != legacy.None {
			t.cell.style.font = font
		}
	case atom.Tbody, atom.Thead, atom.Tfoot:
		t.endRow()
	}
}

// attributes reads those of a tag.
func (p *page) attributes(more bool) map[string]string {
	attrs := make(map[string]string)
	for more && len(attrs) < 100 {
		var key, value []byte
		key, value, more = p.tokens.TagAttr()
		if _, found := attrs[string(key)]; !found {
			attrs[string(key)] = string(value)
		}
	}
	return attrs
}

// end reads the end of an element.
func (p *page) end(name atom.Atom) {
	if name == p.skip {
		p.skip = 0
		return
	}
	t := p.table()
	if t == nil {
		return
	}
	switch name {
	case atom.Table:
		p.endTable()
	case atom.Tr, atom.Tbody, atom.Thead, atom.Tfoot:
		t.endRow()
	case atom.Td, atom.Th:
		t.endCell()
	case atom.Caption:
		if t.caption != nil {
			t.Name = strings.TrimSpace(strings.ReplaceAll(t.caption.String(), "\n", " "))
			t.caption = nil
		}
	case atom.P, atom.Div, atom.Li, atom.H1, atom.H2, atom.H3, atom.H4:
		t.cell.text.block()
	}
}

// endTable ends the innermost table.
func (p *page) endTable() {
	p.table().endRow()
	p.open = p.open[:len(p.open)-1]
}

// beginRow begins the next row.
func (t *pageTable) beginRow(hidden bool) {
	t.line++
	t.inRow, t.column = true, 0
	t.row = gridRow{line: t.line, hidden: hidden}
}

// endRow ends the open row, if there is one.
func (t *pageTable) endRow() {
	t.endCell()
	if t.inRow && len(t.row.cells) > 0 {
		t.rows = append(t.rows, t.row)
	}
	t.inRow = false
}

// endCell puts the open cell, if there is one, into the next column that no cell from above reaches into.
func (t *pageTable) endCell() {
	if !t.inCell {
		return
	}
	t.inCell = false
	for t.column < len(t.taken) && t.taken[t.column] >= t.line {
		t.column++
	}
	right, down := t.cell.span("colspan", 1000), t.cell.span("rowspan", 65534) // the bounds of HTML
	right = min(right, max(0, maxColumns-t.column))
	if right == 0 {
		return
	}
	if c := t.cell.cell(); c.Kind != Empty {
		c.Link = t.cell.link
		t.row.cells = append(t.row.cells, gridCell{int32(t.column), 1, c})
		t.merge(t.line, t.column, right, down)
	}
	if down > 1 {
		for len(t.taken) < t.column+right {
			t.taken = append(t.taken, 0)
		}
		for column := t.column; column < t.column+right; column++ {
			t.taken[column] = max(t.taken[column], t.line+down-1)
		}
	}
	t.column += right
}
