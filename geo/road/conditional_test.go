package road

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// evening is one of a day, "2026-11-20", a Friday, from one time to another.
func evening(t testing.TB, day, from, to string) Evening {
	t.Helper()
	seconds := func(text string) int {
		at, err := time.Parse("15:04", text)
		if err != nil {
			t.Fatal(err)
		}
		return at.Hour()*3600 + at.Minute()*60
	}
	e := Evening{From: seconds(from), To: seconds(to)}
	if e.To <= e.From {
		e.To += 86400
	}
	if day != "" {
		var err error
		if e.Date, err = time.Parse(time.DateOnly, day); err != nil {
			t.Fatal(err)
		}
	}
	if err := e.Validate(); err != nil {
		t.Fatal(err)
	}
	return e
}

// TestValues: what holds of a value under conditions in an evening; "-" is none.
func TestValues(t *testing.T) {
	usual := evening(t, "2026-11-20", "19:30", "21:30") // a Friday
	thursday := evening(t, "2026-11-19", "19:30", "21:30")
	late := evening(t, "2026-11-20", "22:00", "01:00")
	holiday := evening(t, "2026-09-02", "19:30", "21:30") // a Wednesday
	tests := []struct {
		text string
		e    Evening
		want string
	}{
		{"no @ (19:00-24:00)", usual, "no"},
		{"no @ (06:00-09:00,16:30-19:30)", usual, "-"},
		{"no @ (06:00-09:00,16:30-19:31)", usual, "-,no"},
		{"no @ (21:29-05:00)", usual, "-,no"},
		{"no @ (21:30-05:00)", usual, "-"},
		{"no @ (19:00-05:00)", late, "no"},
		{"no @ (00:00-05:00)", late, "-,no"},
		{"no @ 19:00-22:00", usual, "no"},
		{"no @ (18:00 - 20:00)", usual, "-,no"},
		{"no @ (6:30-8:00;16:30-20:30)", usual, "-,no"},
		{"no @ (16:30-20:30;6:30-8:00)", usual, "-,no"},
		{"no @ (19h-22h30)", usual, "no"},
		{"no @ (19:00+)", usual, "no"},
		{"no @ (24/7)", usual, "no"},
		{"no @ (sunset-sunrise)", usual, "no"},
		{"no @ ((sunset+02:00)-06:00)", usual, "-,no"},
		{"no @ (sunrise-sunset)", usual, "-"},
		{"no @ (Fr-Su 18:00-23:59)", usual, "no"},
		{"no @ (Fr-Su 18:00-23:59)", thursday, "-"},
		{"no @ (Sa-Tu 18:00-23:59)", usual, "-"},
		{"no @ (Fr 19:00-23:59; Sa-Su 00:00-23:59)", usual, "no"},
		{"no @ (Th 19:00-26:00)", evening(t, "2026-11-20", "00:30", "01:30"), "no"},
		{"no @ (Th 22:00-02:00)", evening(t, "2026-11-20", "00:30", "01:30"), "no"},
		{"no @ (Mo-Fr 18:00-22:00; Fr off)", usual, "-"},
		{"no @ (Mo-Fr 18:00-22:00; Fr 18:00-19:00)", usual, "-"},
		{"no @ (Mo-Fr 18:00-20:00, Fr 20:00-22:00)", usual, "no"},
		{"no @ (Fr[3] 18:00-22:00)", usual, "no"},
		{"no @ (Fr[1],Fr[-1] 18:00-22:00)", usual, "-"},
		{"no @ (Nov 18:00-22:00)", usual, "no"},
		{"no @ (Dec-Feb 18:00-22:00)", usual, "-"},
		{"no @ (Nov 27-Dec 27 18:00-22:00)", usual, "-"},
		{"no @ (Nov 15-Dec 27 18:00-22:00)", usual, "no"},
		{"no @ (2026 Nov 20)", usual, "no"},
		{"no @ (2025 Nov 15-2026 Jan 10 18:00-22:00)", usual, "-"},
		{"no @ (2025-2027 18:00-22:00)", usual, "no"},
		{"no @ (2027+ 18:00-22:00)", usual, "-"},
		{"no @ (Apr 29 23:00-23:59; Apr 30 00:00-14:00)", usual, "-"},
		{"no @ (PH)", usual, "-"},
		{"no @ (PH)", holiday, "no"},
		{"no @ (Sa,Su,PH 18:00-22:00)", holiday, "no"},
		{"no @ (Mo-Fr 18:00-22:00; PH off)", holiday, "-"},
		{"no @ (SH)", usual, "-"},
		{`no @ (Nov 18:00-22:00 "road works (long)")`, usual, "no"},
		{"no @ (06:00-22:00); destination @ (18:00-23:00)", usual, "destination"},
		{"no @ Mo-Th 18:00-22:00; Fr 18:00-22:00", usual, "no"},
		{"no @ (weight>3.5)", usual, "-"},
		{"no @ (weight<=3.5)", usual, "no"},
		{"no @ (18:00-22:00 AND weight>5)", usual, "-"},
		{"no @ (18:00-22:00 AND weight<5)", usual, "no"},
		{"no @ (wet)", usual, "-"},
		{"yes @ (residents)", usual, "-"},
		{"no @ (stay > 2 hours)", usual, "-"},
		{"no @ @ (Fr-Su 18:00-23:59)", usual, "no"},
		{"@ (Fr-Su 18:00-23:59)", usual, "-"},
		{"no", usual, "-"},
		{"no @ (25:61-99:99)", usual, "-"},
		{"no @ (Fr-)", usual, "-"},
		{"no @ ()", usual, "-"},
		{"", usual, "-"},
		{"no @ (Fr-Su 18:00-23:59)", DefaultEvening(), "-"}, // a Wednesday
		{"no @ (19:00-22:00)", DefaultEvening(), "no"},
	}
	for _, test := range tests {
		values := slices.Clone(valuesOf(test.text, test.e))
		for i, v := range values {
			if v == "" {
				values[i] = "-"
			}
		}
		if got := strings.Join(values, ","); got != test.want {
			t.Errorf("%s: %s, not %s", test.text, got, test.want)
		}
	}
}

func TestEveningValidate(t *testing.T) {
	for _, e := range []Evening{{}, {From: -1, To: 5}, {From: 9, To: 9}, {From: 0, To: 73 * 3600}} {
		if e.Validate() == nil {
			t.Errorf("%v is an evening", e)
		}
	}
}

// TestMetres: widths as they are written.
func TestMetres(t *testing.T) {
	for text, want := range map[string]float64{"0.4": 0.4, "0,4": 0.4, "80 cm": 0.8, "1.2 m": 1.2, "2'6\"": 0.762, "2'": 0.6096} {
		if got, ok := metres([]byte(text)); !ok || got < want-1e-9 || got > want+1e-9 {
			t.Errorf("%s is %v, %v", text, got, ok)
		}
	}
	for _, text := range []string{"narrow", "", "'"} {
		if _, ok := metres([]byte(text)); ok {
			t.Errorf("%q is a width", text)
		}
	}
}

// TestDuration: how long a ferry takes.
func TestDuration(t *testing.T) {
	for text, want := range map[string]float64{"00:06": 360, "6": 360, "01:00:30": 3630, "PT6M": 360, "PT1H6M30S": 3990} {
		if got, ok := durationOf(text); !ok || got != want {
			t.Errorf("%s is %v s, %v", text, got, ok)
		}
	}
	for _, text := range []string{"", "six", "00:06:00:00", "PT6", "PTM", "-6", "P1D"} {
		if got, ok := durationOf(text); ok {
			t.Errorf("%q is %v s", text, got)
		}
	}
}

// TestEveningOfRoads: roads are prepared anew for an evening that they would be different on, in memory and on
// disk, and for no other.
func TestEveningOfRoads(t *testing.T) {
	m := shortcutMap([]string{"highway", "residential", "motor_vehicle:conditional", "no @ (Fr-Su 18:00-23:59)"}, nil)
	path := write(t, "map.osm.pbf", m.pbf(true, true, false))
	o := DefaultOptions()
	o.Cache = t.TempDir()
	open := func() *Source {
		s, err := Open(path, o)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	on := func(s *Source, day string) (*Roads, string) {
		p := Motorbike()
		p.Evening = evening(t, day, "19:30", "21:30")
		roads, err := s.Roads(t.Context(), p, startAndEnd)
		if err != nil {
			t.Fatal(err)
		}
		return roads, strings.Join(roads.Engine(startAndEnd).Streets(0, 1), ", ")
	}
	s := open()
	thursday, streets := on(s, "2026-11-19")
	if streets != direct {
		t.Errorf("on a Thursday it goes by %s", streets)
	}
	if wednesday, _ := on(s, "2026-11-18"); wednesday != thursday {
		t.Error("a Wednesday is no other evening")
	}
	for range 2 {
		if _, streets := on(s, "2026-11-20"); streets != long {
			t.Errorf("on a Friday it goes by %s", streets)
		}
		s = open() // which takes it from disk
		if _, streets := on(s, "2026-11-21"); streets != long {
			t.Errorf("on a Saturday it goes by %s", streets)
		}
		if _, streets := on(s, "2026-11-24"); streets != direct {
			t.Errorf("on a Tuesday it goes by %s", streets)
		}
	}
}

// FuzzConditional: whatever is written, something holds or nothing does, and the same again.
func FuzzConditional(f *testing.F) {
	for _, text := range []string{
		"no @ (Fr-Su 18:00-23:59)", "no @ (Nov 27-Dec 27 22:30-04:30 closed \"x\")", "yes @ (weight<3.5 AND Mo-Fr,PH 06:00+)", "a@(sunset-01:00)-sunrise;Th[-1]",
		"no @ (2024 Apr 22-2025 May 1,Jun 16:30-48:00 off, We)",
	} {
		f.Add(text, 19*3600, 7200)
	}
	f.Fuzz(func(t *testing.T, text string, from, seconds int) {
		e := Evening{From: from, To: from + seconds}
		if e.Validate() != nil || len(text) > 300 {
			return
		}
		values := valuesOf(text, e)
		if len(values) == 0 || !slices.IsSorted(values) || !slices.Equal(values, valuesOf(text, e)) {
			t.Errorf("%q", values)
		}
	})
}
