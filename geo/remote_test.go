package geo

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// patient is a Remote for tests: three tries without pauses to speak of.
func patient() Remote {
	r := DefaultRemote()
	r.Tries, r.Pause, r.Timeout, r.MaxBytes = 3, time.Microsecond, 10*time.Second, 1000
	return r
}

func ask(t *testing.T, r Remote, address string) (answer struct{ X int }, err error) {
	t.Helper()
	question := func(ctx context.Context) (*http.Request, error) {
		return http.NewRequestWithContext(ctx, http.MethodGet, address+"/21.05,105.78", nil)
	}
	err = r.Ask(t.Context(), question, &answer, func(b []byte) string { return string(b) })
	return answer, err
}

func TestRemoteAsk(t *testing.T) {
	tests := []struct {
		name    string
		answers []string // "200 body", one a try
		tries   int32
		wrong   string // part of the error
	}{
		{"at once", []string{`200 {"x": 7}`}, 1, ""},
		{"busy, then there", []string{"503 ", "429 ", `200 {"x": 7}`}, 3, ""},
		{"broken for good", []string{"500 no\n\tdisk"}, 3, "500 no disk"},
		{"refused", []string{"400 bad question"}, 1, "400 bad question"},
		{"not JSON", []string{"200 <html>"}, 1, "not the JSON"},
		{"too long", []string{"200 " + strings.Repeat(" ", 1001)}, 1, "more than 1000 bytes"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var asked atomic.Int32
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				answer := test.answers[min(int(asked.Add(1)), len(test.answers))-1]
				var status int
				_, _ = fmt.Sscan(answer, &status)
				w.WriteHeader(status)
				_, _ = w.Write([]byte(answer[4:]))
			}))
			defer server.Close()
			got, err := ask(t, patient(), server.URL)
			switch {
			case test.wrong == "" && (err != nil || got.X != 7):
				t.Errorf("%+v, %v", got, err)
			case test.wrong != "" && (!errors.Is(err, ErrRemote) || !strings.Contains(err.Error(), test.wrong)):
				t.Errorf("the error is %v", err)
			case err != nil && strings.Contains(err.Error(), "21.05"):
				t.Errorf("the error tells a place: %v", err)
			}
			if n := asked.Load(); n != test.tries {
				t.Errorf("%d tries, want %d", n, test.tries)
			}
		})
	}
}

// TestRemoteUnreachable: nobody listens, and nobody answers.
func TestRemoteUnreachable(t *testing.T) {
	server := httptest.NewServer(http.NotFoundHandler())
	server.Close()
	if _, err := ask(t, patient(), server.URL); !errors.Is(err, ErrRemote) || strings.Contains(err.Error(), "21.05") {
		t.Errorf("nobody listens: %v", err)
	}
	release := make(chan struct{})
	silent := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { <-release }))
	defer silent.Close()
	defer close(release)
	r := patient()
	r.Timeout, r.Tries = time.Millisecond, 2
	if _, err := ask(t, r, silent.URL); !errors.Is(err, ErrRemote) || !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("nobody answers: %v", err)
	}
}

func TestServerURL(t *testing.T) {
	for address, want := range map[string]string{
		"http://127.0.0.1:8002": "http://127.0.0.1:8002", "https://a.b/valhalla/": "https://a.b/valhalla",
		"": "", "127.0.0.1:8002": "", "ftp://a": "", "http://": "", "http://a?x=1": "", "http://user:word@a": "",
	} {
		if got, err := ServerURL(address); got != want || (err != nil) != (want == "") {
			t.Errorf("%q: %q, %v", address, got, err)
		}
	}
}

// TestMatrix: blocks of any side give the same table, and one point off the map spoils its own pairs only.
func TestMatrix(t *testing.T) {
	const n, off = 11, 4
	seconds := func(f, to int32) int32 { return f*100 + to }
	for side := 1; side <= n+1; side++ {
		var largest atomic.Int32
		m, err := NewMatrix(t.Context(), n, side, 3, func(_ context.Context, from, to []int32) (Block, error) {
			largest.Store(max(largest.Load(), int32(max(len(from), len(to)))))
			var b Block
			for _, f := range from {
				for _, to := range to {
					if f == off || to == off {
						return Block{}, fmt.Errorf("asked: %w", ErrNoRoadNear)
					}
					b.Add(float64(seconds(f, to)), 3, 0)
				}
			}
			return b, nil
		})
		if err != nil {
			t.Fatal(err)
		}
		if largest.Load() > int32(side) {
			t.Errorf("a block of %d points for a side of %d", largest.Load(), side)
		}
		from, to := []int32{3, off, 10}, []int32{0, 10, off, 3}
		got := make([]int32, 12)
		if err := m.Table(t.Context(), from, to, got); err != nil {
			t.Fatal(err)
		}
		var want []int32
		for _, f := range from {
			for _, to := range to {
				if f == off || to == off {
					want = append(want, Unreachable)
				} else {
					want = append(want, seconds(f, to))
				}
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("side %d: %s", side, diff)
		}
		if s, metres := m.Leg(10, 3); s != 1003 || metres != 3 {
			t.Errorf("the leg is %d s, %d m", s, metres)
		}
	}
}

func TestMatrixErrors(t *testing.T) {
	broken := errors.New("broken")
	if _, err := NewMatrix(t.Context(), 9, 2, 2, func(context.Context, []int32, []int32) (Block, error) { return Block{}, broken }); !errors.Is(err, broken) {
		t.Errorf("the error is %v", err)
	}
	if _, err := NewMatrix(t.Context(), 2, 2, 2, func(context.Context, []int32, []int32) (Block, error) { return Block{}, nil }); !errors.Is(err, ErrRemote) {
		t.Errorf("of an empty block it is %v", err)
	}
	if _, err := NewMatrix(t.Context(), MatrixMost+1, 2, 2, nil); !errors.Is(err, ErrTooMany) {
		t.Errorf("of too many points it is %v", err)
	}
}

func TestBlockAdd(t *testing.T) {
	var b Block
	b.Add(1.2, 3.5, 20)
	b.Add(-1, 3, 20)
	b.Add(1e12, 3, 20)
	b.Add(1, -3, 20)
	want := Block{[]int32{22, Unreachable, Unreachable, Unreachable}, []int32{4, 0, 0, 0}}
	if diff := cmp.Diff(want, b); diff != "" {
		t.Error(diff)
	}
}

func TestDecodePolyline(t *testing.T) {
	// The example of the format's description.
	got, ok := DecodePolyline("_p~iF~ps|U_ulLnnqC_mqNvxq`@", 5)
	want := []Point{{38.5, -120.2}, {40.7, -120.95}, {43.252, -126.453}}
	if diff := cmp.Diff(want, got); diff != "" || !ok {
		t.Error(diff)
	}
	for _, bad := range []string{"_", "_p~iF", "\x01\x01", strings.Repeat("~", 30), "_p~iF~ps|U_"} {
		if _, ok := DecodePolyline(bad, 5); ok {
			t.Errorf("%q is no polyline", bad)
		}
	}
}

func FuzzDecodePolyline(f *testing.F) {
	f.Add("_p~iF~ps|U_ulLnnqC_mqNvxq`@")
	f.Fuzz(func(t *testing.T, text string) {
		line, _ := DecodePolyline(text, 6)
		for _, p := range line {
			if !p.Valid() {
				t.Fatalf("a point at %v", p)
			}
		}
	})
}
