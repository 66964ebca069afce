package api

import (
	"compress/gzip"
	"encoding/json"
	"errors"
	"maps"
	"net/http"
	"net/netip"
	"sync"
	"time"

	"github.com/klauspost/compress/gzhttp"
	"golang.org/x/time/rate"
)

// Limits are what a server bears from its clients. DefaultLimits gives every field its value.
type Limits struct {
	Rate    float64 // requests a second, for each key or, without keys, each address
	Burst   int     // requests of one of them at a moment
	Callers int     // keys or addresses told apart; all beyond share one rate

	Requests int           // that the program works on at once; those that wait for the network do not count
	Streams  int           // event streams at once
	Body     int64         // bytes of a request
	Uploads  int64         // bytes that all requests together hold
	Parse    time.Duration // of reading the lists of a request

	// A client that keeps the program waiting for SlowRead or SlowWrite in all is cut off. Each Pace
	// bytes that it sends or takes in give it a second back.
	SlowRead, SlowWrite time.Duration
	Pace                int64

	Connections int
	SlowHeader  time.Duration // from a request's beginning to the end of its header
	Idle        time.Duration // between two requests of a connection
	Header      int           // bytes of a request's header
}

// DefaultLimits are for a ward's or a district's machine with two cores.
func DefaultLimits() Limits {
	return Limits{
		Rate: 2000, Burst: 2000, Callers: 10_000,
		Requests: 256, Streams: 500, Body: 64 << 20, Uploads: 256 << 20, Parse: 30 * time.Second,
		SlowRead: 10 * time.Second, SlowWrite: 10 * time.Second, Pace: 64 << 10,
		Connections: 4096, SlowHeader: 5 * time.Second, Idle: 30 * time.Second, Header: 32 << 10,
	}
}

// Validate reports every fault at once.
func (l Limits) Validate() error {
	var faults []error
	check := func(ok bool, what string) {
		if !ok {
			faults = append(faults, errors.New("limits: "+what))
		}
	}
	check(l.Rate > 0, "rate must be above 0")
	check(l.Burst >= 1, "burst must be 1 or more")
	check(l.Callers >= 1, "callers must be 1 or more")
	check(l.Requests >= 1, "requests must be 1 or more")
	check(l.Streams >= 1, "streams must be 1 or more")
	check(l.Body >= 1, "body must be 1 byte or more")
	check(l.Uploads >= l.Body, "uploads must be at least body")
	check(l.Parse > 0, "parse must be above 0")
	check(l.SlowRead > 0 && l.SlowWrite > 0, "slow read and slow write must be above 0")
	check(l.Pace >= 1, "pace must be 1 byte a second or more")
	check(l.Connections >= 1, "connections must be 1 or more")
	check(l.SlowHeader > 0, "slow header must be above 0")
	check(l.Idle > 0, "idle must be above 0")
	check(l.Header >= 1<<10, "header must be 1024 bytes or more")
	return errors.Join(faults...)
}

// caller is who asks: the owner of a key, or an address.
type caller struct {
	owner   string
	address netip.Prefix
}

// callerOf is who makes a request. Of an IPv6 address the network counts: a client has all addresses of
// one (RFC 6177).
func callerOf(r *http.Request) caller {
	if owner, given := r.Context().Value(ownerKey{}).(string); given {
		return caller{owner: owner}
	}
	at, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil {
		return caller{} // of a listener without addresses, such as a Unix socket
	}
	address, bits := at.Addr().Unmap(), 32
	if address.Is6() {
		bits = 64
	}
	network, _ := address.Prefix(bits) // fails for other numbers of bits only
	return caller{address: network}
}

// bucket is one caller's tokens.
type bucket struct {
	*rate.Limiter
	used time.Time
}

// rates holds the buckets of all callers.
type rates struct {
	limits Limits

	mutex   sync.Mutex // guards all below
	buckets map[caller]*bucket
	swept   time.Time
	rest    *rate.Limiter // of those there is no room for
}

func newRates(l Limits) *rates {
	return &rates{limits: l, buckets: make(map[caller]*bucket), rest: rate.NewLimiter(rate.Limit(l.Rate), l.Burst)}
}

// of is the bucket of a caller.
func (s *rates) of(c caller, now time.Time) *rate.Limiter {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if b := s.buckets[c]; b != nil {
		b.used = now
		return b.Limiter
	}
	// A bucket that nobody took from for this long is full, as a new one is, and can be dropped.
	idle := time.Second + time.Duration(float64(s.limits.Burst)/s.limits.Rate*float64(time.Second))
	if now.Sub(s.swept) >= idle {
		maps.DeleteFunc(s.buckets, func(_ caller, b *bucket) bool { return now.Sub(b.used) >= idle })
		s.swept = now
	}
	if len(s.buckets) >= s.limits.Callers {
		return s.rest
	}
	b := &bucket{rate.NewLimiter(rate.Limit(s.limits.Rate), s.limits.Burst), now}
	s.buckets[c] = b
	return b.Limiter
}

// rated refuses requests of a caller that come too fast. The refusal is made once: it must stay cheap
// while solves need the cores.
func rated(l Limits) func(http.Handler) http.Handler {
	known := newRates(l)
	refusal := newProblem(http.StatusTooManyRequests, "gửi quá nhanh, hãy chậm lại / too many requests, slow down").retry(time.Second)
	body, err := json.Marshal(refusal)
	if err != nil {
		panic(err) // a struct of texts and numbers
	}
	header := refusal.GetHeaders()
	header.Set("Content-Type", refusal.ContentType(""))
	header.Set("Cache-Control", "no-store")
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			now := time.Now()
			switch {
			case known.of(callerOf(r), now).AllowN(now, 1):
				next.ServeHTTP(w, r)
			case fromVROOM(r):
				writeProblem(w, r, refusal)
			default:
				maps.Copy(w.Header(), header)
				w.WriteHeader(http.StatusTooManyRequests)
				_, _ = w.Write(body) // a client that is gone is nobody to tell
			}
		})
	}
}

// compressed packs what can be packed for clients that take it. Events must not wait in a packer, and
// workbooks are packed already.
func compressed(next http.Handler) http.Handler {
	wrap, err := gzhttp.NewWrapper(
		gzhttp.EnableZstd(false), gzhttp.CompressionLevel(gzip.BestSpeed),
		gzhttp.ExceptContentTypes([]string{"text/event-stream", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}),
	)
	if err != nil {
		panic(err) // the options are sound
	}
	return wrap(next)
}
