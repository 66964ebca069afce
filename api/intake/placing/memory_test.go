package placing

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"gonha/geo"
	"gonha/solver/campaign"
)

var here, there = geo.Point{Lat: 21.0297381, Lon: 105.83224}, geo.Point{Lat: 21.03, Lon: 105.84}

// home is an invented household.
func home(address, group, ward string) *campaign.Household {
	return &campaign.Household{ID: "H1", Name: "Nguyễn Văn Thử", Address: address, Group: group, Ward: ward, Point: noPoint()}
}

func settled(t *testing.T, m *Memory, all ...Settlement) {
	t.Helper()
	if err := m.Settle(all...); err != nil {
		t.Fatal(err)
	}
}

// TestMemory: what was settled is known however the address is written, and no other address takes it.
func TestMemory(t *testing.T) {
	dir := t.TempDir()
	file, err := OpenMemory(filepath.Join(dir, "data", "places.csv"))
	if err != nil {
		t.Fatal(err)
	}
	lasting, err := OpenMemory("")
	if err != nil {
		t.Fatal(err)
	}
	for name, m := range map[string]*Memory{"of a list": NewMemory(), "in memory": lasting, "in a file": file} {
		t.Run(name, func(t *testing.T) {
			settled(t, m,
				Settlement{Household: home("SN 12 Cầu Mới, TDP số 1, P. Hoa Sen, TP Hà Thành", "", ""), Settled: Hand(here)},
				Settlement{Household: home("7 Cầu Mới", "TDP 1", ""), Settled: Nowhere()},
				Settlement{Household: home("9 Cầu Mới", "TDP 1", ""), Settled: Hand(here)},
				Settlement{Household: home("9 Cầu Mới", "TDP 2", ""), Settled: Hand(there)},
				Settlement{Household: home("thôn Đông", "", "Hoa Sen"), Settled: Hand(there)})
			other, family := home("thôn Đông", "", "Hoa Sen"), home("thôn Đông", "", "")
			other.Name = "Trần Thị Thử"
			family.Name, family.People = "", []campaign.Person{{Name: "Trần Văn Thử"}, {Name: "NGUYỄN VĂN THỬ"}}
			for _, c := range []struct {
				h    *campaign.Household
				want *geo.Point // nil is nothing, not valid nowhere
			}{
				{home("số nhà 12 phố Cầu Mới", "Tổ dân phố số 01", "Hoa Sen"), &here},
				{home("12 CAU MOI", "", ""), &here},
				{home("12 Cầu Mới", "TDP 2", ""), nil},
				{home("7 Cầu Mới, tổ 1", "", ""), &geo.Point{Lat: 99}},
				{home("9 Cầu Mới", "tổ 2", ""), &there},
				{home("9 Cầu Mới", "", ""), nil},
				{home("Thôn ĐÔNG", "", "xã Hoa Sen"), &there},
				{other, nil},
				{family, &there},
				{home("", "TDP 1", ""), nil},
			} {
				s, ok := m.Lookup(c.h)
				switch {
				case ok != (c.want != nil):
					t.Errorf("%q, %q: %+v, %v", c.h.Address, c.h.Group, s, ok)
				case ok && c.want.Valid() && (s.Point != *c.want || s.Guess.Confidence != 1), ok && !c.want.Valid() && s.Point.Valid():
					t.Errorf("%q, %q: %+v", c.h.Address, c.h.Group, s)
				}
			}
			if m.Len() != 5 {
				t.Errorf("%d addresses", m.Len())
			}
			settled(t, m, Settlement{Household: home("12 Cầu Mới", "TDP 1", ""), Forget: true}, Settlement{Household: home("9 Cầu Mới", "TDP 1", ""), Settled: Hand(there)})
			if s, ok := m.Lookup(home("12 Cầu Mới", "", "")); ok {
				t.Errorf("forgotten: %+v", s)
			}
			if s, ok := m.Lookup(home("9 Cầu Mới", "", "")); !ok || s.Point != there || m.Len() != 4 {
				t.Errorf("settled anew: %+v, %v, %d", s, ok, m.Len())
			}
		})
	}
}

// TestMemoryByID: a list of places without addresses is known by its ids, and never kept in a file.
func TestMemoryByID(t *testing.T) {
	m := NewMemory()
	settled(t, m, Settlement{Household: home("", "", ""), Settled: Hand(here)})
	if s, ok := m.Lookup(home("12 Cầu Mới", "", "")); !ok || s.Point != here {
		t.Errorf("%+v, %v", s, ok)
	}
	nameless := func(id string) *campaign.Household {
		return &campaign.Household{ID: id, Address: "thôn Đông", Point: noPoint()}
	}
	settled(t, m, Settlement{Household: nameless("H2"), Settled: Hand(there)})
	if s, ok := m.Lookup(nameless("H2")); !ok || s.Point != there {
		t.Errorf("of two in one thôn: %+v, %v", s, ok)
	}
	if s, ok := m.Lookup(nameless("H3")); ok {
		t.Errorf("the other of two in one thôn: %+v", s)
	}
	if s, ok := m.Lookup(&campaign.Household{ID: "H2", Address: "thôn Tây"}); ok {
		t.Errorf("an id of another list: %+v", s)
	}
	file, err := OpenMemory(filepath.Join(t.TempDir(), "places.csv"))
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range []*campaign.Household{home("", "", ""), nameless("H2")} {
		if err := file.Settle(Settlement{Household: h, Settled: Hand(here)}); err != nil || file.Len() != 0 {
			t.Errorf("%v: the file has %d", err, file.Len())
		}
	}
	var none *Memory
	if _, ok := none.Lookup(home("12 Cầu Mới", "", "")); ok || none.Len() != 0 || none.Settle(Settlement{Household: home("1", "", "")}) != nil {
		t.Error("a nil memory knows something")
	}
}

// TestMemoryFile: only its owner may read the file, another process finds what was written, and rows that are not
// understood stay as they are.
func TestMemoryFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "places.csv")
	open := func() *Memory {
		t.Helper()
		m, err := OpenMemory(path)
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	one, two := open(), open()
	guess := Settled{Point: here, Guess: campaign.Guess{Confidence: 0.7, Metres: 45, By: "house"}}
	settled(t, one, Settlement{Household: home("12, \"ngõ\" 5\nCầu Mới", "1", "=Hoa"), Settled: guess})
	settled(t, two, Settlement{Household: home("14 Cầu Mới", "", ""), Settled: Nowhere()})
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info, err)
	}
	if two.Len() != 2 {
		t.Errorf("the second process has lost what the first has written: %d", two.Len())
	}
	one.read = time.Time{}
	if _, ok := one.Lookup(home("14 Cầu Mới", "", "")); !ok {
		t.Error("the first process does not know what the second has written")
	}
	if s, ok := open().Lookup(home("12, ngõ 5 Cầu Mới", "TDP 1", "Hoa")); !ok || s != guess {
		t.Errorf("read again: %+v, %v", s, ok)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	const strange = "16 Cầu Mới,,,,north,105.8,,,hand\n"
	if err := os.WriteFile(path, append(data, strange...), 0o600); err != nil {
		t.Fatal(err)
	}
	again := open()
	settled(t, again, Settlement{Household: home("18 Cầu Mới", "", ""), Settled: Hand(there)})
	if data, err = os.ReadFile(path); err != nil || !strings.HasSuffix(string(data), strange) || again.Len() != 3 {
		t.Errorf("%v: %d addresses in\n%s", err, again.Len(), data)
	}
	left, _ := filepath.Glob(filepath.Join(filepath.Dir(path), ".places-*"))
	if len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// TestMemoryRefused: what is none of ours is refused without a word of it, and what cannot be written changes nothing.
func TestMemoryRefused(t *testing.T) {
	dir := t.TempDir()
	for name, content := range map[string]string{"other.csv": "name,phone\nNguyễn,09", "photo": "\x89PNG", "broken.csv": strings.Join(columns, ",") + "\n\"Bí Mật\"x,,,,,,,,\n"} {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := OpenMemory(path); !errors.Is(err, ErrStrangeFile) || strings.Contains(err.Error(), "Bí") || strings.Contains(err.Error(), dir) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := OpenMemory(dir); err == nil || strings.Contains(err.Error(), dir) {
		t.Errorf("a folder: %v", err)
	}
	m, err := OpenMemory(filepath.Join(dir, "new", "places.csv"))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "new"), nil, 0o600); err != nil { // where its folder was to be
		t.Fatal(err)
	}
	err = m.Settle(Settlement{Household: home("12 Bí Mật", "", ""), Settled: Hand(here)})
	if err == nil || m.Len() != 0 || strings.Contains(err.Error(), "Bí") || strings.Contains(err.Error(), dir) {
		t.Errorf("%v, %d", err, m.Len())
	}
}

// TestMemoryAtOnce: many settle and look up at once, and nothing is lost.
func TestMemoryAtOnce(t *testing.T) {
	m, err := OpenMemory(filepath.Join(t.TempDir(), "places.csv"))
	if err != nil {
		t.Fatal(err)
	}
	const workers, each = 4, 10
	var all sync.WaitGroup
	for w := range workers {
		all.Go(func() {
			for k := range each {
				h := home(fmt.Sprintf("%d Cầu Mới", 100*w+k+1), "", "")
				if err := m.Settle(Settlement{Household: h, Settled: Hand(here)}); err != nil {
					t.Error(err)
				}
				if _, ok := m.Lookup(h); !ok {
					t.Errorf("%q is not known", h.Address)
				}
			}
		})
	}
	all.Wait()
	if again, err := OpenMemory(m.path); err != nil || again.Len() != workers*each {
		t.Errorf("%v: %d addresses", err, again.Len())
	}
}

// TestPlace: what somebody has settled wins over what is found, a guess that nobody has confirmed only if it is sure
// or better.
func TestPlace(t *testing.T) {
	m := NewMemory()
	for address, s := range map[string]Settled{
		"1 Cầu Mới": Hand(here), "2 Cầu Mới": Nowhere(),
		"3 Cầu Mới": {Point: here, Guess: campaign.Guess{Confidence: 0.7, By: "list"}}, "4 Cầu Mới": {Point: here, Guess: campaign.Guess{Confidence: 0.95, By: "list"}},
	} {
		settled(t, m, Settlement{Household: home(address, "", ""), Settled: s})
	}
	for address, want := range map[string]Class{"1 Cầu Mới": Given, "2 Cầu Mới": Unknown, "3 Cầu Mới": Likely, "4 Cầu Mới": Sure, "5 Cầu Mới": Unknown} {
		h := home(address, "", "")
		if got := Place(h, m, nil); got != want || h.Point.Valid() != (want != Unknown) || (h.Guess == nil) != (address == "5 Cầu Mới") {
			t.Errorf("%s is %s: %+v %+v", address, got, h.Point, h.Guess)
		}
	}
}

// FuzzMemoryFile: any file is read or refused, and what is read is the same when it is written and read again.
func FuzzMemoryFile(f *testing.F) {
	header := strings.Join(columns, ",") + "\n"
	for _, rows := range []string{"", "12 Cầu Mới,TDP 1,,,21.03,105.8,,,hand\n", "thôn Đông,,,Thử,21,105,70,45,house\n\"a\nb\",,,,,,,,\n", "1,2\n", "x,,,,NaN,Inf,1e9,-1,\n", ",,,,1,2,,,\n"} {
		f.Add(header + rows)
	}
	f.Add("address")
	f.Fuzz(func(t *testing.T, content string) {
		places, err := readTable(strings.NewReader(content))
		if err != nil {
			if !errors.Is(err, ErrStrangeFile) {
				t.Fatal(err)
			}
			return
		}
		var b strings.Builder
		if err := writeTable(&b, &places); err != nil {
			t.Fatal(err)
		}
		again, err := readTable(strings.NewReader(b.String()))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(places.records, again.records, cmp.AllowUnexported(record{}), cmpopts.EquateNaNs(), cmpopts.EquateApprox(0, 1e-7), cmpopts.IgnoreFields(record{}, "identity")); diff != "" {
			t.Fatal(diff)
		}
		for i := range places.records {
			if r := &places.records[i]; !r.Point.Valid() && r.Guess.Confidence != 0 || r.identity.Key == "" {
				t.Fatalf("%+v", r)
			}
		}
	})
}
