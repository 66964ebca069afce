package sheet

import (
	"context"
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

// What is worked out at most, so that neither memory nor time depends on what a workbook asks for.
const (
	mostGridCells = 600_000   // of a sheet that formulas refer to, as a rectangle
	mostReferred  = 1_000_000 // cells looked up for all formulas
	mostDepth     = 200       // formulas each of which needs the next one's result
	mostResult    = 32_767    // characters of a text, as in Excel
	mostGrowth    = 1e8       // bytes that a formula's texts could become
	mostArrays    = 1000
)

// formulas works out formulas that have no stored value, as programs write them that do not calculate. Excelize
// calculates them one by one in a workbook of its own, which holds nothing but values that they refer to: it never
// sees the file, and a formula never another one. Only functions whose cost and result are bounded by what they
// are given are let through, see [safeFunctions].
type formulas struct {
	scratch  *excelize.File
	grids    map[int]*formulaSheet // by the sheet's index; nil is one that cannot be held
	referred int
	counts   map[int]*formulaCounts // by the sheet's index, of its last reading
}

// formulaCounts are what became of a sheet's formulas.
type formulaCounts struct{ worked, left int }

// formulaSheet is a sheet whose cells formulas refer to, line by line. A formula without a value is a [Formula] whose
// text it is. Numbers are as they are stored.
type formulaSheet struct {
	lines  [][]formulaCell
	widest int
}

// formulaCell is a cell and what was done with it.
type formulaCell struct {
	Cell
	met    bool // its formula was worked out, is being worked out or cannot be
	placed bool // it is in the scratch workbook
}

// at is the cell at a place, or nil.
func (g *formulaSheet) at(column, line int) *formulaCell {
	if line > len(g.lines) || column >= len(g.lines[line-1]) {
		return nil
	}
	return &g.lines[line-1][column]
}

// workOut gives the value of a cell with a formula that has none stored.
func (r *rowReader) workOut(c *cellElement) Cell {
	if c.array.top > 0 && (c.array.top < c.array.bottom || c.array.left < c.array.right) && len(r.arrays) < mostArrays {
		r.arrays = append(r.arrays, c.array)
	}
	if r.gridding {
		return Cell{Kind: Formula, Text: r.formula}
	}
	counts := r.formulas.counts[r.index]
	if c.array.top > 0 { // of an array or a table of data, which are not known to come out right
		counts.left++
		return Cell{Kind: Formula}
	}
	value := r.formulas.value(r.ctx, r.xlsx, cellPlace{r.index, c.column, r.row.Line}, 0)
	if value.Kind == Formula {
		counts.left++
		return Cell{Kind: Formula}
	}
	counts.worked++
	switch value.Kind {
	case Number:
		return r.numberCell(c, value.Value)
	case Text:
		return r.text(c, []byte(value.Text))
	}
	return value
}

// cellPlace is a cell of a workbook.
type cellPlace struct{ sheet, column, line int }

// value is what a cell holds, a formula worked out. It is a [Formula] where that cannot be.
func (f *formulas) value(ctx context.Context, x *xlsx, at cellPlace, depth int) Cell {
	g := f.grid(ctx, x, at.sheet)
	if g == nil || depth > mostDepth {
		return Cell{Kind: Formula}
	}
	c := g.at(at.column, at.line)
	switch {
	case c == nil:
		return Cell{}
	case c.Kind != Formula || c.met:
		return c.Cell
	}
	c.met = true
	f.referred++
	if value, ok := f.calculate(ctx, x, at, c.Text, depth); ok {
		c.Cell, c.placed = value, false
	}
	return c.Cell
}

// grid gives a sheet's cells, reading them where they are not held yet. It is nil where they are too many or broken.
func (f *formulas) grid(ctx context.Context, x *xlsx, index int) *formulaSheet {
	if g, known := f.grids[index]; known {
		return g
	}
	if f.grids == nil {
		f.grids = make(map[int]*formulaSheet)
	}
	g := &formulaSheet{}
	if x.readGrid(ctx, index, g) != nil {
		g = nil
	}
	f.grids[index] = g
	return g
}

// readGrid reads a sheet's cells.
func (x *xlsx) readGrid(ctx context.Context, index int, g *formulaSheet) error {
	if !x.sheets[index].cells {
		return errXML
	}
	r := rowReader{xlsx: x, ctx: ctx, index: index, gridding: true}
	r.each = func(row *Row) error {
		g.widest = max(g.widest, len(row.Cells))
		if row.Line*g.widest > mostGridCells {
			return x.tooMany()
		}
		for len(g.lines) < row.Line {
			g.lines = append(g.lines, nil)
		}
		cells := make([]formulaCell, len(row.Cells))
		for i := range row.Cells {
			cells[i].Cell = row.Cells[i]
		}
		g.lines[row.Line-1] = cells
		return nil
	}
	return r.readPart(x.sheets[index].part)
}

// calculate works out a formula of a cell.
func (f *formulas) calculate(ctx context.Context, x *xlsx, at cellPlace, text string, depth int) (Cell, bool) {
	e, ok := parseFormula(text, at.sheet, x.sheetNamed)
	if !ok || ctx.Err() != nil || f.open(x) != nil {
		return Cell{}, false
	}
	if e.dates && x.date1904 {
		return Cell{}, false
	}
	given := operands{size: len(text)}
	for i := range e.references {
		if !f.supply(ctx, x, &e.references[i], depth, &given) {
			return Cell{}, false
		}
	}
	if math.Pow(float64(given.size), float64(1+e.substitutions)) > mostGrowth || e.totals && given.mixed {
		return Cell{}, false
	}
	value, ok := f.excelize(at, e.String())
	if value.Kind == Empty && given.empty && !strings.Contains(text, `"`) {
		value = Cell{Kind: Number} // of an empty cell Excel shows 0
	}
	return value, ok
}

// operands are what is known of the cells that a formula refers to.
type operands struct {
	size  int  // bytes of their texts and of the formula
	empty bool // some are empty
	mixed bool // some are yes or no, or texts that read like numbers
}

// supply puts the cells of a reference into the scratch workbook, those with formulas worked out. It cuts the
// reference down to the cells that the sheet has. An error among them is not passed on by all functions as it should.
func (f *formulas) supply(ctx context.Context, x *xlsx, ref *reference, depth int, given *operands) bool {
	g := f.grid(ctx, x, ref.sheet)
	if g == nil {
		return false
	}
	ref.bottom = max(ref.top, min(ref.bottom, int32(len(g.lines))))
	ref.right = max(ref.left, min(ref.right, uint16(max(g.widest-1, 0))))
	if f.referred += (int(ref.bottom-ref.top) + 1) * (int(ref.right-ref.left) + 1); f.referred > mostReferred {
		return false
	}
	for line := int(ref.top); line <= int(ref.bottom); line++ {
		for column := int(ref.left); column <= int(ref.right); column++ {
			at := cellPlace{ref.sheet, column, line}
			value := f.value(ctx, x, at, depth+1)
			if value.Kind == Formula || value.Kind == Error {
				return false
			}
			given.add(&value)
			if c := g.at(column, line); c != nil && !c.placed && value.Kind != Empty {
				if f.put(at, &value) != nil {
					return false
				}
				c.placed = true
			}
		}
	}
	return true
}

// add adds a cell.
func (o *operands) add(c *Cell) {
	o.size += len(c.Text)
	switch c.Kind {
	case Empty:
		o.empty = true
	case Bool:
		o.mixed = true
	case Text:
		if _, number := parseNumber([]byte(strings.TrimSpace(c.Text))); number {
			o.mixed = true
		}
	}
}

// open makes the scratch workbook, whose sheets go by their indices.
func (f *formulas) open(x *xlsx) (err error) {
	if f.scratch != nil {
		return nil
	}
	defer catch(&err)
	f.scratch = excelize.NewFile()
	for i := range x.sheets {
		if _, err := f.scratch.NewSheet(scratchName(i)); err != nil {
			return err
		}
	}
	return f.scratch.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &x.date1904})
}

// scratchName is what a sheet is called in the scratch workbook.
func scratchName(index int) string { return "S_" + strconv.Itoa(index) }

// put puts a value into the scratch workbook.
func (f *formulas) put(at cellPlace, value *Cell) (err error) {
	defer catch(&err)
	sheet, cell := scratchName(at.sheet), at.name()
	switch value.Kind {
	case Number, Date, Clock:
		return f.scratch.SetCellFloat(sheet, cell, value.Value, -1, 64)
	case Bool:
		return f.scratch.SetCellBool(sheet, cell, value.Value != 0)
	default:
		return f.scratch.SetCellStr(sheet, cell, value.Text)
	}
}

// name is the cell's address: B7.
func (p cellPlace) name() string {
	name, err := excelize.CoordinatesToCellName(p.column+1, p.line)
	if err != nil {
		return ""
	}
	return name
}

// excelize works out a formula in its cell of the scratch workbook, which is empty again thereafter.
func (f *formulas) excelize(at cellPlace, formula string) (value Cell, ok bool) {
	var err error
	defer func() { ok = ok && err == nil }()
	defer catch(&err)
	sheet, cell := scratchName(at.sheet), at.name()
	if err = f.scratch.SetCellFormula(sheet, cell, formula); err != nil {
		return Cell{}, false
	}
	result, failure := f.scratch.CalcCellValue(sheet, cell, excelize.Options{RawCellValue: true})
	if err = f.scratch.SetCellValue(sheet, cell, nil); err != nil {
		return Cell{}, false
	}
	if failure != nil {
		result = failure.Error()
		return Cell{Kind: Error, Text: result}, errorValues[result]
	}
	return resultCell(result)
}

// errorValues are the errors that are results of formulas and not failures to work them out.
var errorValues = map[string]bool{"#N/A": true, "#DIV/0!": true, "#VALUE!": true, "#REF!": true, "#NUM!": true, "#NULL!": true}

// resultCell is the cell of a result, which excelize gives as text: a number is what is written as one would be.
func resultCell(result string) (Cell, bool) {
	number, err := strconv.ParseFloat(result, 64)
	plain := err == nil && (strconv.FormatFloat(number, 'f', -1, 64) == result || strings.ToUpper(strconv.FormatFloat(number, 'G', 15, 64)) == result)
	switch {
	case utf8.RuneCountInString(result) > mostResult:
		return Cell{}, false
	case errorValues[result]:
		return Cell{Kind: Error, Text: result}, true
	case result == "":
		return Cell{}, true
	case plain:
		return Cell{Kind: Number, Value: number}, true
	case result == "TRUE":
		return Cell{Kind: Bool, Value: 1}, true
	case result == "FALSE":
		return Cell{Kind: Bool}, true
	}
	return Cell{Kind: Text, Text: result}, true
}

// catch makes a panic of excelize an error. It is deferred around calls of excelize and nothing else.
func catch(err *error) {
	if recover() != nil {
		*err = errXML
	}
}

// sheetNamed gives the index of a sheet by its name, -1 where there is none.
func (x *xlsx) sheetNamed(name string) int {
	for i := range x.sheets {
		if strings.EqualFold(x.sheets[i].Name, name) {
			return i
		}
	}
	return -1
}

// begin begins to count the formulas of a sheet.
func (f *formulas) begin(index int) {
	if f.counts == nil {
		f.counts = make(map[int]*formulaCounts)
	}
	f.counts[index] = &formulaCounts{}
}

// remarks say how many formulas were worked out and how many could not be.
func (f *formulas) remarks() []string {
	var all formulaCounts
	for _, c := range f.counts {
		all.worked += c.worked
		all.left += c.left
	}
	var list []string
	if all.worked > 0 {
		list = append(list, fmt.Sprintf("đã tính %d công thức chưa có kết quả trong tệp / %d formulas worked out, whose results the file lacks", all.worked, all.worked))
	}
	if all.left > 0 {
		list = append(list, fmt.Sprintf("%d công thức chưa có kết quả: hãy mở tệp bằng Excel rồi lưu lại / %d formulas without a result: open the file in Excel and save it again", all.left, all.left))
	}
	return list
}

// close frees what was needed.
func (f *formulas) close() error {
	f.grids = nil
	if f.scratch == nil {
		return nil
	}
	scratch := f.scratch
	f.scratch = nil
	return scratch.Close()
}
