package api

import (
	"context"
	"errors"
	"io"
	"net/http"
	"os"
	"strings"
	"time"

	"github.com/go-chi/chi/v5"
)

// place is a request's share of what the program works on at once. It is given up while the request
// waits for the network, so that any number of slow clients keep nobody else out. A nil place is no share.
type place struct {
	all  chan struct{}
	held bool
}

// leave gives up the place.
func (p *place) leave() {
	if p != nil && p.held {
		<-p.all
		p.held = false
	}
}

// enter takes the place again, as soon as there is one.
func (p *place) enter(ctx context.Context) error {
	if p == nil || p.held {
		return nil
	}
	select {
	case p.all <- struct{}{}:
		p.held = true
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// placeKey is the context's key for the place of a request.
type placeKey struct{}

// busyRetry is when a client that finds no place may come again.
const busyRetry = time.Second

// atOnce refuses requests beyond those that the program works on at once. Event streams, which take no
// work, are counted by themselves.
func atOnce(l Limits) func(http.Handler) http.Handler {
	requests, streams := make(chan struct{}, l.Requests), make(chan struct{}, l.Streams)
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			all, stream := requests, isStream(r)
			if stream {
				all = streams
			}
			select {
			case all <- struct{}{}:
			default:
				writeProblem(w, r, newProblem(http.StatusServiceUnavailable, "máy chủ đang bận, hãy thử lại / the server is busy, try again").retry(busyRetry))
				return
			}
			p := &place{all: all, held: true}
			defer p.leave()
			if !stream {
				r = r.WithContext(context.WithValue(r.Context(), placeKey{}, p))
			}
			next.ServeHTTP(w, r)
		})
	}
}

// isStream says whether a request is for events.
func isStream(r *http.Request) bool {
	route := chi.RouteContext(r.Context())
	return route != nil && strings.HasSuffix(route.RoutePattern(), "/events")
}

// patience is how long a client may yet keep the program waiting. It is what a client that sends or
// takes in too little a second runs out of.
type patience struct {
	most, left time.Duration
	pace       int64 // bytes that give a second back
}

// deadline is when patience ends if the wait begins now.
func (p *patience) deadline() time.Time { return time.Now().Add(p.left) }

// spend takes off the wait since a moment, in which so many bytes were moved.
func (p *patience) spend(since time.Time, bytes int) {
	p.left = min(p.most, p.left-time.Since(since)+time.Duration(bytes)*time.Second/time.Duration(p.pace))
}

// paced refuses bodies that are too large and cuts off clients that send or read too slowly.
func paced(l Limits) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			p, _ := r.Context().Value(placeKey{}).(*place)
			control := http.NewResponseController(w)
			if r.ContentLength > l.Body {
				w.Header().Set("Connection", "close") // rather than reading what is refused
				refusal, _ := unreadable(&http.MaxBytesError{Limit: l.Body}).(*Problem)
				writeProblem(w, r, refusal)
				return
			}
			out := &pacedWriter{
				ResponseWriter: w, control: control, request: r, place: p,
				patience: patience{l.SlowWrite, l.SlowWrite, l.Pace},
			}
			if r.Body == nil || r.Body == http.NoBody {
				// Nothing is to come, however long the answer takes. Where deadlines are not supported, in
				// tests, there is nobody slow either.
				_ = control.SetReadDeadline(time.Time{})
			} else {
				r.Body = http.MaxBytesReader(w, &pacedBody{
					ReadCloser: r.Body, out: out, patience: patience{l.SlowRead, l.SlowRead, l.Pace},
				}, l.Body)
			}
			next.ServeHTTP(out, r)
			_ = control.SetWriteDeadline(out.deadline()) // for what is still buffered
		})
	}
}

// pacedBody is the body of a request.
type pacedBody struct {
	io.ReadCloser
	patience
	out *pacedWriter // the answer to the request
}

// Read implements io.Reader. The error of a client that is too slow is a problem.
func (b *pacedBody) Read(p []byte) (int, error) {
	b.out.place.leave()
	begin := time.Now()
	_ = b.out.control.SetReadDeadline(b.deadline())
	n, err := b.ReadCloser.Read(p)
	b.spend(begin, n)
	switch {
	case errors.Is(err, os.ErrDeadlineExceeded):
		b.out.Header().Set("Connection", "close")
		return n, newProblem(http.StatusRequestTimeout, "yêu cầu đến quá chậm / the request came too slowly")
	case err == nil || errors.Is(err, io.EOF):
		if gone := b.out.place.enter(b.out.request.Context()); gone != nil {
			return n, gone
		}
	}
	if err != nil {
		_ = b.out.control.SetReadDeadline(time.Time{}) // the server waits for the client's next request, or its end
	}
	return n, err
}

// pacedWriter is the answer to a request.
type pacedWriter struct {
	http.ResponseWriter
	patience
	control *http.ResponseController
	request *http.Request
	place   *place
}

// writeStep is how much is written at once. A client has to take in each step in its time.
const writeStep = 64 << 10

// Write implements io.Writer.
func (w *pacedWriter) Write(p []byte) (written int, err error) {
	w.place.leave()
	for len(p) > 0 && err == nil {
		step := p[:min(len(p), writeStep)]
		var n int
		n, err = w.wait(func() (int, error) { return w.ResponseWriter.Write(step) })
		written, p = written+n, p[n:]
	}
	if err != nil {
		return written, err
	}
	return written, w.place.enter(w.request.Context())
}

// FlushError implements what [http.ResponseController] asks for.
func (w *pacedWriter) FlushError() error {
	w.place.leave()
	if _, err := w.wait(func() (int, error) { return 0, w.control.Flush() }); err != nil {
		return err
	}
	return w.place.enter(w.request.Context())
}

// Flush implements http.Flusher.
func (w *pacedWriter) Flush() { _ = w.FlushError() } // the next write fails as well

// wait writes while the client's patience lasts.
func (w *pacedWriter) wait(write func() (int, error)) (int, error) {
	begin := time.Now()
	_ = w.control.SetWriteDeadline(w.deadline())
	n, err := write()
	w.spend(begin, n)
	return n, err
}

// Unwrap lets [http.ResponseController] reach the connection.
func (w *pacedWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }
