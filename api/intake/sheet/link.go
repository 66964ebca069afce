package sheet

import (
	"bytes"
	"context"
	"path"
	"strings"
)

// cellLinks are the addresses that cells lead to, by their places.
type cellLinks map[linkPlace]string

// linkPlace is the place of a cell: its line, 1-based, and column, 0-based.
type linkPlace struct{ line, column int }

// The most cells of one area that a link is noted for, and the longest address that is kept, in bytes.
const (
	maxLinked = 4096
	maxLink   = 2048
)

// add notes the link of an area of cells.
func (l cellLinks) add(a area, to string) {
	left := maxLinked
	for line := a.top; line <= a.bottom; line++ {
		for column := int(a.left); column <= int(a.right); column++ {
			if left--; left < 0 {
				return
			}
			l[linkPlace{int(line), column}] = to
		}
	}
}

// put gives the cells of a row their links.
func (l cellLinks) put(r *Row) {
	if len(l) == 0 {
		return
	}
	for column := range r.Cells {
		if c := &r.Cells[column]; c.Kind != Empty && c.Link == "" {
			c.Link = l[linkPlace{r.Line, column}]
		}
	}
}

// linkOf is an address that may lead out of the workbook, or empty.
func linkOf(target string) string {
	if len(target) > maxLink || !strings.Contains(target, ":") {
		return ""
	}
	return target
}

// partLinks reads the links of a sheet's part.
type partLinks struct {
	*xlsx
	part    string
	targets map[string]string // addresses by the ids of the part's relationships; nil until one is asked for
	cells   cellLinks
}

// read notes the link of a hyperlink element. One without an id leads to a place of the workbook.
func (p *partLinks) read(ctx context.Context, s *xmlScanner) error {
	a, ok := parseArea(s.attr("ref"))
	id := string(s.attr("id"))
	if !ok || id == "" {
		return nil
	}
	if p.targets == nil {
		var err error
		if p.targets, err = p.externals(ctx, p.part); err != nil {
			return err
		}
		p.cells = make(cellLinks)
	}
	if target := p.targets[id]; target != "" {
		p.cells.add(a, target)
		return p.hold(1)
	}
	return nil
}

// externals are the addresses outside of the workbook that a part has relationships with, by their ids.
func (x *xlsx) externals(ctx context.Context, of string) (map[string]string, error) {
	targets := make(map[string]string)
	folder, name := path.Split(of)
	rels := folder + "_rels/" + name + ".rels"
	if !x.has(rels) {
		return targets, nil
	}
	err := x.elements(ctx, rels, func(s *xmlScanner) error {
		if string(s.name) != "Relationship" || string(s.attr("TargetMode")) != "External" {
			return nil
		}
		v, err := s.values("Id", "Target")
		if err != nil {
			return err
		}
		targets[v[0]] = linkOf(v[1])
		return x.hold(1)
	})
	return targets, err
}

// formulaLink is the address that a formula such as HYPERLINK("https://…","Xem") leads to, where it is a text of its own.
func formulaLink(formula []byte) string {
	const name = `HYPERLINK("`
	formula = bytes.TrimLeft(formula, "= ")
	if len(formula) < len(name) || !strings.EqualFold(string(formula[:len(name)]), name) {
		return ""
	}
	address, rest, closed := bytes.Cut(formula[len(name):], []byte(`"`))
	if rest = bytes.TrimLeft(rest, " "); !closed || len(rest) == 0 || rest[0] != ',' && rest[0] != ';' && rest[0] != ')' {
		return ""
	}
	return linkOf(string(address))
}
