package intake

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gonha/solver/campaign"
)

// reckoning is what became of everybody on a list.
type reckoning struct {
	Visited, Ended, Aside int
}

func reckon(into *Reading) reckoning {
	r := reckoning{Ended: into.Ended}
	for i := range into.Households {
		if h := &into.Households[i]; h.Status.Routed() {
			r.Visited += h.Persons
		}
	}
	for i := range into.Unplaced {
		r.Visited += into.Unplaced[i].Household.Persons
	}
	for i := range into.SetAside {
		r.Aside += into.SetAside[i].Persons
	}
	return r
}

// doorsOf are the people still to visit at each address, and where there are no addresses by id.
func doorsOf(into *Reading) map[string]int {
	doors := map[string]int{}
	add := func(h *campaign.Household) {
		if h.Status.Routed() {
			doors[strings.Split(h.Address, ", TDP")[0]] += h.Persons
		}
	}
	for i := range into.Households {
		add(&into.Households[i])
	}
	for i := range into.Unplaced {
		add(&into.Unplaced[i].Household)
	}
	return doors
}

// want are the same of the ward itself.
func (l *layout) want(homes []home) map[string]int {
	doors := map[string]int{}
	for i := range homes {
		address := homes[i].address()
		if homes[i].current != "" {
			address = homes[i].current
		}
		if homes[i].unmet > 0 {
			doors[address] += homes[i].unmet
		}
	}
	return doors
}

// TestWardLists: in every layout, by every writer, everybody is planned, ended or set aside with a word, and at each
// address as many people are visited as live there.
func TestWardLists(t *testing.T) {
	const homes = 40
	layouts := slices.Concat(layouts, officeLayouts)
	all := map[string][]page{}
	wards := map[string][]home{}
	for i := range layouts {
		l := &layouts[i]
		for seed := range uint64(2) {
			r := rand.New(rand.NewPCG(seed, uint64(i)))
			name := fmt.Sprintf("%02d-%d", i, seed)
			list := ward(r, homes, l.done)
			all[name] = l.write(r, list)
			wards[name] = list
		}
	}
	others := map[string][]byte{}
	if dir := npm(); dir != "" {
		others = byNode(t, dir, all)
	} else {
		t.Log("SheetJS and exceljs are not there: their files are not read")
	}
	for i := range layouts {
		for seed := range uint64(2) {
			name := fmt.Sprintf("%02d-%d", i, seed)
			files := map[string][]byte{"excelize.xlsx": byExcelize(t, all[name]), "java.xlsx": asJava(t, all[name])}
			for file, content := range others {
				if rest, found := strings.CutPrefix(file, name+"."); found {
					files[rest] = content
				}
			}
			for file, content := range files {
				t.Run(layouts[i].name+"/"+name+"."+file, func(t *testing.T) {
					layouts[i].check(t, wards[name], file, content)
				})
			}
		}
	}
}

// unsaid is why a writer cannot write a layout down, or empty.
func (l *layout) unsaid(file string) string {
	hidden, formats := strings.Contains(l.name, "hidden"), strings.Contains(l.name, "dates") || strings.Contains(l.name, "formats")
	switch {
	case strings.HasSuffix(file, ".html") && (formats || hidden || strings.Contains(l.name, "sheets")):
		return "a web page has one sheet, and no formats"
	case (strings.HasSuffix(file, ".xls") || strings.HasSuffix(file, ".ods")) && hidden:
		return "SheetJS hides no rows in these"
	case strings.HasSuffix(file, ".ods") && formats:
		return "SheetJS writes no formats in these"
	}
	return ""
}

// check reads a file and reckons with the ward.
func (l *layout) check(t *testing.T, homes []home, file string, content []byte) {
	t.Helper()
	if why := l.unsaid(file); why != "" {
		t.Skip(why)
	}
	var into Reading
	if err := (Reader{MaxRows: AnyRows}).Households(t.Context(), Source{Name: file, Data: content}, &into); err != nil {
		t.Fatal(err)
	}
	people, unmet := count(homes)
	got := reckon(&into)
	if all := got.Visited + got.Ended + got.Aside; all != people {
		t.Errorf("%d people of %d: %+v\n%s", all, people, got, strings.Join(into.Remarks, "\n"))
	}
	if got.Aside == 0 {
		if got.Visited != unmet {
			t.Errorf("%d to visit, want %d", got.Visited, unmet)
		}
		if diff := cmp.Diff(l.want(homes), doorsOf(&into)); diff != "" {
			t.Errorf("people by address (-want +got):\n%s", diff)
		}
	}
	if wantAside := strings.Contains(l.name, "hidden") || strings.Contains(l.name, "cannot"); (got.Aside > 0) != wantAside {
		t.Errorf("%d set aside: %+v", got.Aside, into.SetAside[:min(3, len(into.SetAside))])
	}
}
