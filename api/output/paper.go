package output

import "unicode/utf8"

// What the parts of a sheet take on A4 paper in lists.css, measured in the widest of its typefaces, and
// the characters that a line beside the boxes holds.
const (
	pageHeight   mm = 277 // between the margins
	topHeight    mm = 86  // the team, the map and what lies around them
	headHeight   mm = 6   // of the list, once more on each page
	doorHeight   mm = 11
	personHeight mm = 6
	lineHeight   mm = 4.3 // each further line of a door or a person
	resultHeight mm = 31
	rowHeight    mm = 5.6 // of the overview's table of teams, where it has pages of its own
	lineRunes       = 54
)

// sides estimates on how many pages a sheet is printed and rounds up to an even number, 12 at most:
// the template fills up to it with an empty page, so that in a pile printed on both sides each team's
// sheet begins on a front. Where the estimate fails, the sheets behind begin on a back.
func (s *sheet) sides() int {
	pages, y := 1, topHeight+headHeight
	place := func(height mm) {
		if y += height; y > pageHeight {
			pages, y = pages+1, headHeight+height
		}
	}
	for i := range s.Steps {
		step := &s.Steps[i]
		var whole mm
		for k := range step.Doors {
			height := step.Doors[k].height()
			if step.Long {
				place(height)
			} else {
				whole += height
			}
		}
		place(whole)
	}
	place(resultHeight)
	return even(pages)
}

// height estimates what a door takes with its people.
func (d *sheetDoor) height() mm {
	more := 0
	for _, text := range []string{d.Name, d.Phone.Text} {
		more += printed(text, 3)
	}
	more += printed(d.Place, 3)
	for _, text := range []string{d.Windows, d.Asks, d.Before, d.Note, d.Streets} {
		more += printed(text, utf8.RuneCountInString(" · Lần trước: "))
	}
	address := utf8.RuneCountInString(d.Title) + utf8.RuneCountInString(d.Group) + utf8.RuneCountInString(d.ID) + printed(d.Permanent, 1)
	height := doorHeight + lineHeight*mm(address/lineRunes+max(0, more-1)/lineRunes)
	for _, p := range d.People {
		height += personHeight + lineHeight*mm((utf8.RuneCountInString(p.Name)+utf8.RuneCountInString(p.Phone.Text)+utf8.RuneCountInString(p.Note))/lineRunes)
	}
	if len(d.People) > 0 && more == 0 {
		height -= lineHeight
	}
	return height
}

// printed counts the characters of a text with those around it, none where there is no text.
func printed(text string, around int) int {
	if text == "" {
		return 0
	}
	return utf8.RuneCountInString(text) + around
}

// sides is the same of the overview.
func (o *overview) sides() int {
	pages := 1
	if o.Flows {
		pages += 1 + int(rowHeight*mm(len(o.Rows))/(pageHeight-headHeight))
	}
	return even(pages)
}

func even(pages int) int { return min(12, (pages+1)/2*2) }
