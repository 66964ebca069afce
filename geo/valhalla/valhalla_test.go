package valhalla

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
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

// shape is the line over 21.0001, 105.00005 and 21.001, 105 as Valhalla encodes it, a JSON text.
const shape = "\"gyv`g@cfuggEgw@bB\""

// answer is a server as Valhalla's documentation describes it: a kilometre takes 200 s here.
func answer(t *testing.T) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var q struct {
			Sources, Targets, Locations []location
			Costing                     string
			Options                     map[string]map[string]any `json:"costing_options"`
		}
		if err := json.NewDecoder(r.Body).Decode(&q); err != nil || q.Options["motor_scooter"]["top_speed"] != 25.0 || q.Costing != "motor_scooter" {
			t.Errorf("the question is %+v, %v", q, err)
		}
		for _, l := range append(q.Sources, q.Targets...) {
			if l.Lat == 60 {
				w.WriteHeader(http.StatusBadRequest)
				fmt.Fprint(w, `{"error_code":171,"error":"No suitable edges near location","status_code":400,"status":"Bad Request"}`)
				return
			}
		}
		if r.URL.Path == "/route" {
			fmt.Fprint(w, `{"trip":{"legs":[{"shape":`+shape+`,"maneuvers":[{"street_names":["Cầu Giấy"]},{},{"street_names":["Ngõ 68","x"]},{"street_names":["Ngõ 68"]}]}]}}`)
			return
		}
		var rows []string
		for _, a := range q.Sources {
			var cells []string
			for _, b := range q.Targets {
				km := geo.Distance(geo.Point(a), geo.Point(b)) / 1000
				if km > 500 {
					cells = append(cells, `{"time":null,"distance":null}`)
				} else {
					cells = append(cells, fmt.Sprintf(`{"time":%v,"distance":%v}`, km*200, km))
				}
			}
			rows = append(rows, "["+strings.Join(cells, ",")+"]")
		}
		fmt.Fprintf(w, `{"sources_to_targets":[%s],"units":"kilometers"}`, strings.Join(rows, ","))
	})
}

func optionsFor(url string) Options {
	o := Motorbike(url)
	o.Side, o.Remote.Pause, o.Remote.Tries = 2, time.Microsecond, 2
	return o
}

func TestEngine(t *testing.T) {
	server := httptest.NewServer(answer(t))
	defer server.Close()
	e, err := New(t.Context(), points, optionsFor(server.URL+"/"))
	if err != nil {
		t.Fatal(err)
	}
	var _ geo.Engine = e
	got := make([]int32, 4)
	if err := e.Table(t.Context(), []int32{0, 3}, []int32{2, 4}, got); err != nil || !slices.Equal(got, []int32{65, geo.Unreachable, geo.Unreachable, geo.Unreachable}) {
		t.Errorf("the table is %v, %v", got, err)
	}
	if s, m := e.Leg(0, 1); s != 43 || m != 111 {
		t.Errorf("the leg is %d s, %d m", s, m)
	}
	if s, m := e.Leg(0, 5); s != 0 || m != 0 {
		t.Errorf("to the same place it is %d s, %d m", s, m)
	}
	e.Draw(t.Context(), []geo.Leg{{From: 0, To: 1}, {From: 0, To: 1}, {From: 0, To: 5}})
	if path := e.Path(0, 1); !slices.Equal(path, []geo.Point{points[0], {Lat: 21.0001, Lon: 105.00005}, {Lat: 21.001, Lon: 105}, points[1]}) {
		t.Errorf("the path is %v", path)
	}
	if names := e.Streets(0, 1); !slices.Equal(names, []string{"Cầu Giấy", "Ngõ 68"}) {
		t.Errorf("the streets are %v", names)
	}
	if path := e.Path(0, 3); len(path) != 2 || e.Streets(0, 5) != nil {
		t.Errorf("a path without a way is %v", path)
	}
}

// TestServerEnds: a server that ends after the tables costs a plan its lines only.
func TestServerEnds(t *testing.T) {
	server := httptest.NewServer(answer(t))
	e, err := New(t.Context(), points, optionsFor(server.URL))
	if err != nil {
		t.Fatal(err)
	}
	server.Close()
	e.Draw(t.Context(), []geo.Leg{{From: 0, To: 1}})
	if path := e.Path(0, 1); !slices.Equal(path, points[:2]) || e.Drawn(0, 1) {
		t.Errorf("the path is %v", path)
	}
}

func TestErrors(t *testing.T) {
	refusing := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusBadRequest)
		fmt.Fprint(w, `{"error_code":125,"error":"No costing method found"}`)
	}))
	defer refusing.Close()
	if _, err := New(t.Context(), points, optionsFor(refusing.URL)); !errors.Is(err, geo.ErrRemote) || !strings.Contains(err.Error(), "No costing method found (125)") {
		t.Errorf("a refusal: %v", err)
	}
	short := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, `{"sources_to_targets":[[]]}`) }))
	defer short.Close()
	if _, err := New(t.Context(), points, optionsFor(short.URL)); !errors.Is(err, geo.ErrRemote) {
		t.Errorf("a short table: %v", err)
	}
	if _, err := New(t.Context(), points, Options{}); err == nil {
		t.Error("zero options are no error")
	}
	done, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := New(done, points, optionsFor(short.URL)); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

// TestMatrixAnswers: what is made of matrices of all shapes, of three places a hundred metres apart.
func TestMatrixAnswers(t *testing.T) {
	pairs := func(cells ...string) string { // three rows of them
		return `{"sources_to_targets":[[` + strings.Join(cells[:3], ",") + `],[` + strings.Join(cells[3:6], ",") + `],[` + strings.Join(cells[6:], ",") + `]]`
	}
	pair := func(time, distance string) string { return `{"time":` + time + `,"distance":` + distance + `}` }
	zero, one, two, none := pair("0", "0"), pair("80", "0.12"), pair("160", "0.24"), pair("null", "null")
	hamlet := `{"time":80,"distance":0.9,"begin_lat":21,"begin_lon":105.0001,"end_lat":21.006,"end_lon":105}` // whose road leads elsewhere
	for _, test := range []struct {
		name, body      string
		seconds, metres int32 // from the first place to the second, and parking
		wrong           string
	}{
		{"whole", pairs(zero, one, two, one, zero, one, two, one, zero) + `,"units":"kilometers"}`, 100, 120, ""},
		{"in miles", pairs(zero, one, two, one, zero, one, two, one, zero) + `,"units":"miles"}`, 100, 193, ""},
		{"terse", `{"sources_to_targets":{"durations":[[0,80,160],[80,0,null],[160,80,0]],"distances":[[0,0.12,0.24],[0.12,0,null],[0.24,0.12,0]]},"units":"kilometers"}`, 100, 120, ""},
		{"some null", pairs(zero, none, two, one, zero, one, two, one, zero) + "}", geo.Unreachable, 0, ""},
		{"as large as numbers are", pairs(zero, pair("4294967295", "4294967.295"), two, one, zero, one, two, one, zero) + "}", geo.Unreachable, 0, ""},
		{"shorter than the straight line", pairs(zero, pair("20", "0.011"), two, one, zero, one, two, one, zero) + "}", 121, 111, ""},
		{"the way ends elsewhere", pairs(zero, hamlet, two, one, zero, one, two, one, zero) + "}", 545, 1456, ""},
		{"all null", pairs(zero, none, none, none, zero, none, none, none, zero) + "}", 0, 0, "knows no way"},
		{"all zero", pairs(zero, zero, zero, zero, zero, zero, zero, zero, zero) + "}", 0, 0, "takes 0 s"},
		{"a row short", `{"sources_to_targets":[[` + zero + "," + one + "," + two + `]]}`, 0, 0, "another size"},
		{"rows of other lengths", `{"sources_to_targets":[[` + zero + `],[` + zero + "," + one + "," + two + "," + one + `],[` + zero + "," + one + "," + two + `]]}`, 0, 0, "another size"},
		{"terse and uneven", `{"sources_to_targets":{"durations":[[0,80,160],[80,0,7],[160,80,0]],"distances":[[0,0.12,0.24]]}}`, 0, 0, "another size"},
		{"no matrix", `{"status":"ok"}`, 0, 0, "another size"},
		{"a list of numbers", `{"sources_to_targets":[1,2,3]}`, 0, 0, "another size"},
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
			if s, m := e.Leg(0, 1); s != test.seconds || m != test.metres {
				t.Errorf("%d s, %d m, want %d, %d", s, m, test.seconds, test.metres)
			}
		})
	}
}

// TestSmallMatrices: a server whose limits are smaller than usual is asked for small matrices.
func TestSmallMatrices(t *testing.T) {
	many := make([]geo.Point, 60)
	for i := range many {
		many[i] = geo.Point{Lat: 21 + float64(i)/1000, Lon: 105}
	}
	refused := 0
	whole := answer(t)
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var q struct{ Sources, Targets []location }
		body, _ := io.ReadAll(r.Body)
		if err := json.Unmarshal(body, &q); err != nil {
			t.Error(err)
		}
		if len(q.Sources)*len(q.Targets) > 100 {
			refused++
			w.WriteHeader(http.StatusBadRequest)
			fmt.Fprint(w, `{"error_code":150,"error":"Exceeded max locations: 100","status_code":400,"status":"Bad Request"}`)
			return
		}
		r.Body = io.NopCloser(bytes.NewReader(body))
		whole.ServeHTTP(w, r)
	}))
	defer s.Close()
	o := optionsFor(s.URL)
	o.Side, o.Remote.AtOnce = 50, 1
	e, err := New(t.Context(), many, o)
	if err != nil || refused != 3 {
		t.Fatalf("%d refusals, %v", refused, err)
	}
	if s, _ := e.Leg(59, 0); s != 1313+20 {
		t.Errorf("the longest leg takes %d s", s)
	}
}

// FuzzAnswer: whatever a server says gives an error or a table of the right size.
func FuzzAnswer(f *testing.F) {
	f.Add([]byte(`{"sources_to_targets":[[{"time":1,"distance":2},{"time":null}],[{},{"time":-1e300,"distance":1}]],"trip":{"legs":[{"shape":"_p~iF"}]}}`))
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
