package sheet

import (
	"context"
	"io"
	"path"
	"strings"
)

// xlsx is an open workbook of Excel 2007 and later (ECMA-376): a zip file of XML parts, of which a sheet's rows
// are read one by one and nothing of them is kept.
//
//   - xlsx.go finds the parts; zip.go bounds what they unpack to, xlsx_xml.go reads their XML;
//   - xlsx_text.go and xlsx_styles.go read what cells share: texts, number formats, fonts;
//   - xlsx_rows.go and xlsx_cell.go read a sheet, xlsx_merge.go repeats what merged cells hold;
//   - xlsx_formula.go works out the formulas that have no stored value.
type xlsx struct {
	*archive
	data     []byte // of the file, for excelize
	sheets   []xlsxSheet
	date1904 bool
	held     int64 // elements in memory
	texts    []string
	legacy   map[int]Legacy // of texts whose letters have fonts of their own
	styles   []cellStyle
	formulas formulas
}

// xlsxSheet is a sheet of a workbook.
type xlsxSheet struct {
	Info
	part  string // empty where the workbook does not say
	cells bool   // it has cells: it is no chart and no dialogue
}

// Errors of a workbook as a whole.
const (
	errNotXLSX = told("tệp zip nhưng không phải XLSX: hãy mở bằng Excel rồi lưu lại / a zip file but not a sound XLSX workbook: save it again from the spreadsheet program")
	errNoSheet = told("tệp XLSX không có trang tính nào / the XLSX workbook has no sheet")
)

// openXLSX opens the content of a workbook of Excel 2007 and later.
func openXLSX(ctx context.Context, data []byte, rows int) (Book, error) {
	parts, err := openArchive(data, rows, "XLSX")
	if err != nil {
		return nil, err
	}
	x := &xlsx{archive: parts, data: data}
	if err := x.read(ctx); err != nil {
		return nil, x.fault(ctx, err)
	}
	return x, nil
}

// read reads the parts that all sheets share.
func (x *xlsx) read(ctx context.Context) error {
	book, err := x.bookPart(ctx)
	if err != nil {
		return err
	}
	links, err := x.links(ctx, book)
	if err != nil {
		return err
	}
	if err := x.readWorkbook(ctx, book, links); err != nil {
		return err
	}
	for _, link := range links {
		switch link.kind {
		case "sharedStrings":
			err = x.readTexts(ctx, link.part)
		case "styles":
			err = x.readStyles(ctx, link.part)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// bookPart is the part that lists the sheets.
func (x *xlsx) bookPart(ctx context.Context) (string, error) {
	links, err := x.links(ctx, "")
	if err != nil {
		return "", err
	}
	for _, link := range links {
		if link.kind == "officeDocument" && x.has(link.part) {
			return link.part, nil
		}
	}
	if x.has("xl/workbook.xml") {
		return "xl/workbook.xml", nil
	}
	return "", errNotXLSX
}

// link is a relationship of one part with another.
type link struct {
	id   string
	kind string // the last word of its type: worksheet
	part string
}

// links reads the relationships of a part, of which there may be none.
func (x *xlsx) links(ctx context.Context, of string) ([]link, error) {
	folder, name := path.Split(of)
	rels := folder + "_rels/" + name + ".rels"
	if !x.has(rels) {
		return nil, nil
	}
	var list []link
	err := x.elements(ctx, rels, func(s *xmlScanner) error {
		if string(s.name) != "Relationship" || string(s.attr("TargetMode")) == "External" { // see partLinks
			return nil
		}
		v, err := s.values("Id", "Type", "Target")
		if err != nil {
			return err
		}
		target := v[2]
		if !strings.HasPrefix(target, "/") {
			target = path.Join(folder, target)
		}
		list = append(list, link{v[0], path.Base(v[1]), partKey(target)})
		return x.hold(1)
	})
	return list, err
}

// elements gives each element of a part to each as it begins, which may read on as far as its end.
func (x *xlsx) elements(ctx context.Context, part string, each func(*xmlScanner) error) error {
	content, err := x.open(ctx, part)
	if err != nil {
		return err
	}
	defer content.Close()
	for s := newXMLScanner(content); ; {
		token, err := s.next()
		switch {
		case err == io.EOF:
			return nil
		case err != nil:
			return err
		case token != xmlStart:
		default:
			if err := each(s); err != nil {
				return unexpected(err)
			}
		}
	}
}

// hold counts things that are held in memory.
func (x *xlsx) hold(count int64) error {
	if x.held += count; x.held > x.bounds.elements {
		return x.tooMany()
	}
	return nil
}

// readWorkbook reads the list of sheets and the date system.
func (x *xlsx) readWorkbook(ctx context.Context, part string, links []link) error {
	byID := make(map[string]link, len(links))
	for _, link := range links {
		byID[link.id] = link
	}
	root := true
	err := x.elements(ctx, part, func(s *xmlScanner) error {
		name := string(s.name)
		if root && name != "workbook" {
			return errNotXLSX // a document of Word, by the same rules of packing
		}
		root = false
		switch name {
		case "workbookPr":
			x.date1904 = isTrue(s.attr("date1904"))
		case "sheet":
			return x.addSheet(s, byID)
		}
		return nil
	})
	if err == nil && len(x.sheets) == 0 {
		return errNoSheet
	}
	return err
}

// addSheet adds the sheet of an element.
func (x *xlsx) addSheet(s *xmlScanner, links map[string]link) error {
	v, err := s.values("name", "id", "state")
	if err != nil {
		return err
	}
	link := links[v[1]]
	sheet := xlsxSheet{
		Info: Info{Name: v[0], Hidden: v[2] == "hidden" || v[2] == "veryHidden"},
		part: link.part, cells: link.kind != "chartsheet" && link.kind != "dialogsheet",
	}
	x.sheets = append(x.sheets, sheet)
	return x.hold(1)
}

// isTrue reads a yes or no of an attribute.
func isTrue(value []byte) bool {
	switch string(value) {
	case "1", "true", "on":
		return true
	}
	return false
}

// Sheets implements [Book]. A sheet that is a chart has no rows.
func (x *xlsx) Sheets() []Info {
	list := make([]Info, len(x.sheets))
	for i := range x.sheets {
		list[i] = x.sheets[i].Info
	}
	return list
}

// Remarks implements [Book].
func (x *xlsx) Remarks() []string { return x.formulas.remarks() }

// Close implements [Book].
func (x *xlsx) Close() error { return x.formulas.close() }
