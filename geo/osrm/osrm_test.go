package osrm

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"gonha/geo"
)

// points are three in a row, one that no way leads to, one off the map, and the first once more.
var points = []geo.Point{{Lat: 21, Lon: 105}, {Lat: 21.001, Lon: 105}, {Lat: 21.002, Lon: 105}, {Lat: 30, Lon: 105}, {Lat: 60, Lon: 105}, {Lat: 21, Lon: 105}}

// shape is the line over 21.0001, 105.00005 and 21.001, 105 as OSRM encodes it, a JSON text.
const shape = "\"gyv`g@cfuggEgw@bB\""

// replies are those of a small server, as OSRM's documentation describes them: two places in each table,
// asked for by their longitudes and latitudes.
var replies = map[string]string{
	"/table/v1/foot/105.000000,21.000000;105.000000,21.001000;105.000000,21.002000;105.000000,30.000000?annotations=duration,distance&sources=0;1&destinations=2;3": `{"code":"Ok","durations":[[160,null],[80.2,null]],"distances":[[222.4,null],[111.2,null]]}`,
	"/route/v1/foot/105.000000,21.000000;105.000000,21.002000?overview=full&geometries=polyline6&steps=true":                                                        `{"code":"Ok","routes":[{"geometry":` + shape + `,"legs":[{"steps":[{"name":"Cầu Giấy"},{"name":""},{"name":"Ngõ 68"},{"name":"Ngõ 68"}]}]}]}`,
}

// server gives the replies, for tables that it has none for zeros, and for the place off the map OSRM's
// refusal.
func server(t *testing.T) *httptest.Server {
	t.Helper()
	return httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		reply, known := replies[r.URL.Path+"?"+r.URL.RawQuery]
		switch {
		case strings.Contains(r.URL.Path, "60.0"):
			w.WriteHeader(http.StatusBadRequest)
			reply = `{"code":"NoSegment","message":"Could not find a matching segment for coordinate 1"}`
		case !known:
			sources, destinations, _ := strings.Cut(r.URL.RawQuery, "&destinations=") // in which ; is no separator
			from, to := strings.Count(sources, ";")+1, strings.Count(destinations, ";")+1
			row := "[" + strings.TrimSuffix(strings.Repeat("7,", to), ",") + "]"
			table := "[" + strings.TrimSuffix(strings.Repeat(row+",", from), ",") + "]"
			reply = fmt.Sprintf(`{"code":"Ok","durations":%s,"distances":%s}`, table, table)
		}
		fmt.Fprint(w, reply)
	}))
}

func optionsFor(url string) Options {
	o := DefaultOptions(url, "foot")
	o.Side, o.Remote.Pause, o.Remote.Tries = 2, time.Microsecond, 2
	return o
}

func TestEngine(t *testing.T) {
	s := server(t)
	defer s.Close()
	o := optionsFor(s.URL + "/")
	o.Parking = 5
	e, err := New(t.Context(), points, o)
	if err != nil {
		t.Fatal(err)
	}
	var _ geo.Engine = e
	got := make([]int32, 6)
	if err := e.Table(t.Context(), []int32{0, 1}, []int32{2, 3, 4}, got); err != nil || !slices.Equal(got, []int32{165, geo.Unreachable, geo.Unreachable, 86, geo.Unreachable, geo.Unreachable}) {
		t.Errorf("the table is %v, %v", got, err)
	}
	if s, m := e.Leg(1, 2); s != 86 || m != 111 {
		t.Errorf("the leg is %d s, %d m", s, m)
	}
	if s, m := e.Leg(0, 5); s != 0 || m != 0 {
		t.Errorf("to the same place it is %d s, %d m", s, m)
	}
	e.Draw(t.Context(), []geo.Leg{{From: 0, To: 2}, {From: 0, To: 2}, {From: 0, To: 5}})
	if path := e.Path(0, 2); !slices.Equal(path, []geo.Point{points[0], {Lat: 21.0001, Lon: 105.00005}, {Lat: 21.001, Lon: 105}, points[2]}) {
		t.Errorf("the path is %v", path)
	}
	if names := e.Streets(0, 2); !slices.Equal(names, []string{"Cầu Giấy", "Ngõ 68"}) {
		t.Errorf("the streets are %v", names)
	}
	if path := e.Path(0, 3); len(path) != 2 || e.Streets(0, 5) != nil {
		t.Errorf("a path without a way is %v", path)
	}
}

// TestServerEnds: a server that ends after the tables costs a plan its lines only.
func TestServerEnds(t *testing.T) {
	s := server(t)
	e, err := New(t.Context(), points, optionsFor(s.URL))
	if err != nil {
		t.Fatal(err)
	}
	s.Close()
	e.Draw(t.Context(), []geo.Leg{{From: 0, To: 1}})
	if path := e.Path(0, 1); !slices.Equal(path, points[:2]) || e.Drawn(0, 1) {
		t.Errorf("the path is %v", path)
	}
}

func TestErrors(t *testing.T) {
	refusing := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusBadRequest)
		fmt.Fprint(w, `{"code":"InvalidOptions","message":"Options are invalid"}`)
	}))
	defer refusing.Close()
	if _, err := New(t.Context(), points, optionsFor(refusing.URL)); !errors.Is(err, geo.ErrRemote) || !strings.Contains(err.Error(), "400 InvalidOptions Options are invalid") {
		t.Errorf("a refusal: %v", err)
	}
	if _, err := New(t.Context(), points, Options{Profile: "a/b"}); err == nil || !strings.Contains(err.Error(), "small letters") {
		t.Errorf("options of no use: %v", err)
	}
	done, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := New(done, points, optionsFor(refusing.URL)); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

// TestTableAnswers: what is made of tables of all shapes, of three places a hundred metres apart.
func TestTableAnswers(t *testing.T) {
	for _, test := range []struct {
		name, body      string
		seconds, metres int32 // of the second pair
		off             float64
		wrong           string
	}{
		{"whole", `{"durations":[[0,90,180],[90,0,90],[180,90,0]],"distances":[[0,111,222],[111,0,111],[222,111,0]]}`, 90, 111, 0, ""},
		{"without distances", `{"durations":[[0,90,180],[90,0,90],[180,90,0]]}`, 90, 0, 0, ""},
		{"distances of null", `{"durations":[[0,90,180],[90,0,90],[180,90,0]],"distances":null}`, 90, 0, 0, ""},
		{"places off the roads", `{"durations":[[0,90,180],[90,0,90],[180,90,0]],"distances":[[0,111,222],[111,0,111],[222,111,0]],
			"sources":[{"distance":3},{"distance":250},{}],"destinations":[{"distance":3},{"distance":250},{}]}`, 290, 361, 250, ""},
		{"a row short", `{"durations":[[0,90,180],[90,0,90]],"distances":[[0,111,222],[111,0,111]]}`, 0, 0, 0, "another size"},
		{"a cell short", `{"durations":[[0,90],[90,0,90],[180,90,0,1]],"distances":[[0,111,222],[111,0,111],[222,111,0]]}`, 0, 0, 0, "another size"},
		{"distances short", `{"durations":[[0,90,180],[90,0,90],[180,90,0]],"distances":[[0,111,222]]}`, 0, 0, 0, "another size"},
		{"no table", `{"code":"Ok"}`, 0, 0, 0, "another size"},
		{"all null", `{"durations":[[0,null,null],[null,0,null],[null,null,0]],"distances":[[0,null,null],[null,0,null],[null,null,0]]}`, 0, 0, 0, "knows no way"},
		{"all zero", `{"durations":[[0,0,0],[0,0,0],[0,0,0]],"distances":[[0,0,0],[0,0,0],[0,0,0]]}`, 0, 0, 0, "takes 0 s"},
		{"a page", `<html>log in</html>`, 0, 0, 0, "not the JSON"},
	} {
		t.Run(test.name, func(t *testing.T) {
			o := optionsFor("http://nobody")
			o.Side, o.Remote.Client = 50, &http.Client{Transport: said(test.body)}
			e, err := New(t.Context(), points[:3], o)
			if test.wrong != "" {
				if !errors.Is(err, geo.ErrRemote) || !strings.Contains(err.Error(), test.wrong) {
					t.Errorf("the error is %v", err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if s, m := e.Leg(0, 1); s != test.seconds || m != test.metres || e.Off(1) != test.off {
				t.Errorf("%d s, %d m, %g m off the roads", s, m, e.Off(1))
			}
		})
	}
}

// TestSmallTables: a server that takes few places at a time is asked for small tables, however it says so.
func TestSmallTables(t *testing.T) {
	many := make([]geo.Point, 60)
	for i := range many {
		many[i] = geo.Point{Lat: 21 + float64(i)/1000, Lon: 105}
	}
	for name, refuse := range map[string]func(w http.ResponseWriter){
		"TooBig": func(w http.ResponseWriter) {
			w.WriteHeader(http.StatusBadRequest)
			fmt.Fprint(w, `{"code":"TooBig","message":"Too many table coordinates"}`)
		},
		"a proxy": func(w http.ResponseWriter) { w.WriteHeader(http.StatusRequestURITooLong) },
	} {
		refused := 0
		s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			sources, destinations, _ := strings.Cut(r.URL.RawQuery, "&destinations=")
			from, to := strings.Count(sources, ";")+1, strings.Count(destinations, ";")+1
			if from+to > 20 {
				refused++
				refuse(w)
				return
			}
			row := "[" + strings.TrimSuffix(strings.Repeat("7000,", to), ",") + "]"
			table := "[" + strings.TrimSuffix(strings.Repeat(row+",", from), ",") + "]"
			fmt.Fprintf(w, `{"code":"Ok","durations":%s,"distances":%s}`, table, table)
		}))
		o := optionsFor(s.URL)
		o.Side, o.Remote.AtOnce = 50, 1
		e, err := New(t.Context(), many, o)
		s.Close()
		if err != nil || refused != 3 {
			t.Errorf("%s: %d refusals, %v", name, refused, err)
			continue
		}
		if s, m := e.Leg(59, 0); s != 7000 || m != 7000 {
			t.Errorf("%s: %d s, %d m", name, s, m)
		}
	}
}

// FuzzAnswer: whatever a server says gives an error or a table of the right size.
func FuzzAnswer(f *testing.F) {
	f.Add([]byte(`{"durations":[[1,2],[3,null]],"distances":[[1],[]],"routes":[{"geometry":"_p~iF","legs":[{}]}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		o := optionsFor("http://nobody")
		o.Remote.Client, o.Remote.Tries = &http.Client{Transport: said(data)}, 1
		e, err := New(t.Context(), points[:2], o)
		if err != nil {
			return
		}
		e.Draw(t.Context(), []geo.Leg{{From: 0, To: 1}, {From: 1, To: 0}})
		e.Path(0, 1)
		e.Streets(1, 0)
	})
}

// said answers every request with the same bytes.
type said []byte

func (s said) RoundTrip(*http.Request) (*http.Response, error) {
	w := httptest.NewRecorder()
	_, err := w.Write(s)
	return w.Result(), err
}
