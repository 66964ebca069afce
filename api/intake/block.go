package intake

import (
	"slices"

	"gonha/api/intake/sheet"
)

// block is where the tables of a sheet stand that has several side by side with the same titles, as people write long
// lists to save paper: from a column on, each so many columns wide. The zero value is one table.
type block struct{ from, width, count int }

// mostBlocks is the most tables side by side that are read; the rows are gone through for each.
const mostBlocks = 40

// findBlock looks for the titles once more to the right of the first ones.
func (h *header) findBlock() {
	var at []int // columns with titles
	for i := range h.own {
		if len(h.own[i].texts) > 0 {
			at = append(at, i)
		}
	}
	for j := 2; j < len(at); j++ {
		if !h.sameTitle(at[0], at[j]) {
			continue
		}
		if h.titlesRepeat(at, j) {
			width := at[j] - at[0]
			h.block = block{from: at[0], width: width, count: (at[len(at)-1]-at[0])/width + 1}
			h.beyond = max(0, h.block.count-mostBlocks)
			h.block.count -= h.beyond
			h.cut(at[0] + width)
			return
		}
	}
	h.cutAside(at)
}

func (h *header) sameTitle(i, j int) bool { return slices.Equal(h.own[i].texts, h.own[j].texts) }

// titlesRepeat says whether all titles from the j-th on are those of the first j ones, over and over, and name people or
// where they live.
func (h *header) titlesRepeat(at []int, j int) bool {
	said := false
	for k := j; k < len(at); k++ {
		if !h.sameTitle(at[k-j], at[k]) || at[k]-at[k-j] != at[j]-at[0] {
			return false
		}
		switch h.columns[at[k]] {
		case colName, colAddress, colPermanent, colStreet, colNames:
			said = true
		}
	}
	return said && len(at) >= 2*j-1
}

// cutAside leaves out another table that stands to the right of the first, behind an empty column: it begins with a running
// number of its own.
func (h *header) cutAside(at []int) {
	for k := 1; k < len(at); k++ {
		if i := at[k]; h.columns[i] == colSerial && at[k-1] < i-1 && slices.Contains(h.columns[:i], colSerial) {
			h.cut(i)
			return
		}
	}
}

// cut leaves out the columns from one on.
func (h *header) cut(from int) {
	for c := range h.titles {
		if first := slices.Index(h.columns, column(c)); first >= from {
			h.titles[c] = ""
		}
	}
	h.columns, h.joins, h.own, h.all = h.columns[:from], h.joins[:from], h.own[:from], h.all[:from]
	if h.words != nil {
		h.words = h.words[:from]
	}
}

// slice is the part of a row that the n-th block takes.
func (b block) slice(r *sheet.Row, n int) sheet.Row {
	part := *r
	from, to := 0, min(len(r.Cells), b.from+b.width)
	if n > 0 {
		from = min(len(r.Cells), b.from+n*b.width)
		to = min(len(r.Cells), from+b.width)
	}
	part.Cells = r.Cells[from:to]
	return part
}
