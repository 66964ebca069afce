package api

import (
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestLimitsValidate(t *testing.T) {
	if err := DefaultLimits().Validate(); err != nil {
		t.Errorf("the default: %v", err)
	}
	err := Limits{}.Validate()
	if err == nil {
		t.Fatal("no limits are sound")
	}
	want := []string{
		"rate must be above 0", "burst must be 1 or more", "callers must be 1 or more", "requests must be 1 or more", "streams must be 1 or more",
		"body must be 1 byte or more", "parse must be above 0", "slow read and slow write must be above 0", "pace must be 1 byte a second or more",
		"connections must be 1 or more", "slow header must be above 0", "idle must be above 0", "header must be 1024 bytes or more",
	}
	var got []string
	for line := range strings.SplitSeq(err.Error(), "\n") {
		got = append(got, strings.TrimPrefix(line, "limits: "))
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("faults (-want +got):\n%s", diff)
	}
	l := DefaultLimits()
	l.Uploads = l.Body - 1
	if err := l.Validate(); err == nil || err.Error() != "limits: uploads must be at least body" {
		t.Errorf("error %v", err)
	}
}

func TestCallerOf(t *testing.T) {
	keys, made := newKeys(t, "a")
	for _, c := range []struct {
		remote, key string
		want        caller
	}{
		{"192.0.2.7:1234", "", caller{address: netip.MustParsePrefix("192.0.2.7/32")}},
		{"[::ffff:192.0.2.7]:99", "", caller{address: netip.MustParsePrefix("192.0.2.7/32")}},
		{"[2001:db8:1:2:3:4:5:6]:1", "", caller{address: netip.MustParsePrefix("2001:db8:1:2::/64")}},
		{"@", "", caller{}},
		{"192.0.2.7:1234", made[0], caller{owner: keys.List()[0].ID}},
	} {
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.RemoteAddr = c.remote
		r.Header.Set("Authorization", "Bearer "+c.key)
		var got caller
		h := http.Handler(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { got = callerOf(r) }))
		if c.key != "" {
			h = authenticate(keys)(h)
		}
		h.ServeHTTP(httptest.NewRecorder(), r)
		if got != c.want {
			t.Errorf("%s: %v, want %v", c.remote, got, c.want)
		}
	}
}

// One caller's haste is its own: the burst, then the refusal, and others are served.
func TestRated(t *testing.T) {
	l := DefaultLimits()
	l.Rate, l.Burst = 0.001, 3
	h := rated(l)(answering("ok"))
	ask := func(remote, path string) *httptest.ResponseRecorder {
		r := httptest.NewRequest(http.MethodGet, path, nil)
		r.RemoteAddr = remote
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		return w
	}
	for i := range 5 {
		w := ask("192.0.2.7:1", "/v1/solves")
		want := http.StatusOK
		if i >= 3 {
			want = http.StatusTooManyRequests
			if checkProblem(t, w); w.Header().Get("Retry-After") != "1" || w.Header().Get("Cache-Control") != "no-store" {
				t.Errorf("headers %v", w.Header())
			}
		}
		if w.Code != want {
			t.Errorf("request %d: %d, want %d", i, w.Code, want)
		}
	}
	if w := ask("192.0.2.7:2", "/vroom"); problemIn(t, w).Code != 1 {
		t.Errorf("/vroom: %d %s", w.Code, w.Body)
	}
	if w := ask("192.0.2.8:1", "/v1/solves"); w.Code != 200 {
		t.Errorf("another caller: %d", w.Code)
	}
}

// The buckets are bounded: idle ones are dropped, and callers beyond the bound share one.
func TestRatesBounded(t *testing.T) {
	l := DefaultLimits()
	l.Rate, l.Burst, l.Callers = 10, 20, 3 // a bucket is full after 2 s, and dropped after 3
	s := newRates(l)
	now := time.Now()
	of := func(i int, after time.Duration) any {
		return s.of(caller{owner: fmt.Sprint(i)}, now.Add(after))
	}
	first := of(0, 0)
	for i := range 10 {
		limiter := of(i, time.Second)
		if shared := limiter == any(s.rest); shared != (i >= 3) {
			t.Errorf("caller %d: shared is %v", i, shared)
		}
	}
	if of(0, 2*time.Second) != first {
		t.Error("a caller that comes again gets a new bucket")
	}
	if of(8, 4500*time.Millisecond) == any(s.rest) || len(s.buckets) != 2 { // its own, and that of caller 0
		t.Errorf("after a while: %d buckets", len(s.buckets))
	}
	if of(0, 4500*time.Millisecond) != first {
		t.Error("a bucket in use was dropped")
	}
}

func TestCompressed(t *testing.T) {
	text := strings.Repeat("Phường Hòa Bình ", 1000)
	for _, c := range []struct {
		name, accept, kind, body string
		packed                   bool
	}{
		{"text", "gzip, zstd", "application/json", text, true},
		{"events", "gzip", "text/event-stream; charset=utf-8", text, false},
		{"a workbook", "gzip", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", text, false},
		{"a short text", "gzip", "application/json", "{}", false},
		{"not taken", "", "application/json", text, false},
	} {
		h := compressed(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", c.kind)
			_, _ = io.WriteString(w, c.body)
		}))
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.Header.Set("Accept-Encoding", c.accept)
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if packed := w.Header().Get("Content-Encoding") == "gzip"; packed != c.packed || packed != (w.Body.Len() < len(c.body)) {
			t.Errorf("%s: packed is %v, %d of %d bytes", c.name, packed, w.Body.Len(), len(c.body))
		}
	}
}

// What a refusal costs with all that stands before it.
func BenchmarkRated(b *testing.B) {
	l := DefaultLimits()
	l.Rate, l.Burst = 1e-9, 1
	h := NewMetrics().measure(secureHeaders(knownHost(nil)(cors(nil)(sameOrigin(nil)(rated(l)(answering("ok")))))))
	r := httptest.NewRequest(http.MethodGet, "http://localhost/v1/solves", nil)
	b.ReportAllocs()
	for b.Loop() {
		h.ServeHTTP(discarded{}, r)
	}
}

// The bucket of a caller among many.
func BenchmarkRates(b *testing.B) {
	s := newRates(DefaultLimits())
	random := rand.New(rand.NewPCG(1, 1))
	var callers []caller
	for range 20_000 { // half of whom there is no room for
		callers = append(callers, caller{address: netip.PrefixFrom(netip.AddrFrom4([4]byte{10, byte(random.Uint32()), byte(random.Uint32()), byte(random.Uint32())}), 32)})
	}
	now := time.Now()
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		s.of(callers[i%len(callers)], now)
	}
}
