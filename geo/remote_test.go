package geo

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
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
		{"elsewhere", []string{"302 x"}, 1, "it has another address"},
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
				w.Header().Set("Location", "/elsewhere")
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

// replies is a server that gives one answer after the other: the status, and what Retry-After says.
type replies []string

func (r *replies) RoundTrip(*http.Request) (*http.Response, error) {
	status, again, _ := strings.Cut((*r)[0], " ")
	*r = (*r)[1:]
	w := httptest.NewRecorder()
	if again != "" {
		w.Header().Set("Retry-After", again)
	}
	code, _ := strconv.Atoi(status)
	w.WriteHeader(code)
	_, err := w.WriteString(`{"x": 7}`)
	return w.Result(), err
}

// TestRetryAfter: a server that says when to ask again is asked then, however often, within what patience there is.
func TestRetryAfter(t *testing.T) {
	for _, test := range []struct {
		name    string
		answers replies
		left    int // answers not asked for
		slept   time.Duration
		ok      bool
	}{
		{"seconds", replies{"429 5", "429 5", "503 7", "429 5", "429 1", "200"}, 0, 23 * time.Second, true},
		{"a date", replies{"429 Sat, 01 Jan 2000 00:00:30 GMT", "200"}, 0, 30 * time.Second, true}, // the clock of synctest begins that day
		{"a date that is over", replies{"429 Fri, 31 Dec 1999 00:00:30 GMT", "200"}, 0, time.Microsecond, true},
		{"no time at all", replies{"429 soon", "200"}, 0, time.Microsecond, true},
		{"later than anybody waits", replies{"429 121", "200"}, 1, 0, false},
		{"late once too often", replies{"429 60", "429 60", "429 1", "200"}, 1, 2 * time.Minute, false},
		{"where nobody asked", replies{"400 1", "200"}, 1, 0, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				r := patient()
				r.Client = &http.Client{Transport: &test.answers}
				begun := time.Now()
				_, err := ask(t, r, "http://somewhere")
				if (err == nil) != test.ok || len(test.answers) != test.left || time.Since(begun) != test.slept {
					t.Errorf("%v after %v, %d answers left", err, time.Since(begun), len(test.answers))
				}
			})
		})
	}
}

// TestWaitEnds: whoever no longer wants an answer does not wait for the server either.
func TestWaitEnds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := patient()
		r.Client = &http.Client{Transport: &replies{"429 60"}}
		ctx, stop := context.WithTimeout(t.Context(), time.Second)
		defer stop()
		begun := time.Now()
		question := func(ctx context.Context) (*http.Request, error) {
			return http.NewRequestWithContext(ctx, http.MethodGet, "http://somewhere", nil)
		}
		if err := r.Ask(ctx, question, new(any), func([]byte) string { return "" }); !errors.Is(err, context.DeadlineExceeded) || time.Since(begun) != time.Second {
			t.Errorf("%v after %v", err, time.Since(begun))
		}
	})
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
