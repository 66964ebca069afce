package api

import (
	"context"
	"io"
	"net/http"
	"sync/atomic"
)

// uploads bounds what all request bodies together hold of memory, and how many large ones are read at
// once. A body counts for what has come of it, so clients who send slowly hold little.
type uploads struct {
	held    atomic.Int64
	most    int64
	parsing chan struct{} // a place for each large body that may be read at once
}

// largeBody is the size from which a body has to wait for a place: reading it takes a core for a while.
const largeBody = 1 << 20

func newUploads(most int64, cores int) *uploads {
	return &uploads{most: most, parsing: make(chan struct{}, cores)}
}

// heldBody is one request's share.
type heldBody struct {
	all     *uploads
	bytes   int64
	parsing bool
}

// hold makes the request's body count. What is returned must be released.
func (u *uploads) hold(r *http.Request) (*heldBody, error) {
	h := &heldBody{all: u}
	if r.ContentLength > 0 && u.held.Load()+r.ContentLength > u.most {
		return nil, busy()
	}
	r.Body = &countedBody{r.Body, h}
	return h, nil
}

func busy() error {
	return newProblem(http.StatusServiceUnavailable, "máy chủ đang nhận nhiều tệp, hãy thử lại / the server is taking in many files, try again").retry(queueRetry)
}

// release gives back what the request held.
func (h *heldBody) release() {
	h.all.held.Add(-h.bytes)
	h.parsed()
}

// parsed gives back the place, for another body to be read.
func (h *heldBody) parsed() {
	if h.parsing {
		<-h.all.parsing
		h.parsing = false
	}
}

// parse waits for a place to read a large body.
func (h *heldBody) parse(ctx context.Context) error {
	if h.bytes < largeBody {
		return nil
	}
	select {
	case h.all.parsing <- struct{}{}:
		h.parsing = true
		return nil
	case <-ctx.Done():
		return busy()
	}
}

// countedBody counts what is read of a body.
type countedBody struct {
	io.ReadCloser
	held *heldBody
}

func (b *countedBody) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	b.held.bytes += int64(n)
	if b.held.all.held.Add(int64(n)) > b.held.all.most && n > 0 {
		return 0, busy()
	}
	return n, err
}
