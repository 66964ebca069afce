package api

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/go-chi/chi/v5"
)

// vroomPath is where VROOM's clients ask by its documentation. The other paths are those of clients with no more than an
// address to set: vroom-express answers at the root of its own, with a slash or not, and openrouteservice's
// clients ask for optimization below theirs.
const vroomPath = "/vroom"

var vroomPaths = []string{vroomPath, "/vroom/", "/vroom/optimization", "/optimization", "/"}

// fromVROOM says whether a request is for VROOM.
func fromVROOM(r *http.Request) bool {
	return r.Method == http.MethodPost && slices.Contains(vroomPaths, r.URL.Path) || r.URL.Path == vroomPath
}

// routeVROOMHealth adds what vroom-express tells those who watch over it: 200 while it is well, without a text.
func (s *server) routeVROOMHealth(r chi.Router) {
	for _, path := range []string{"/health", vroomPath + "/health"} {
		r.Get(path, func(w http.ResponseWriter, r *http.Request) {
			if s.stopping.Load() {
				writeProblem(w, r, newProblem(http.StatusServiceUnavailable, "đang dừng / stopping").retry(queueRetry))
				return
			}
			w.WriteHeader(http.StatusOK)
		})
	}
}

// unpacked is a body whose gzip, where it is packed, is taken off. Others are not known.
func unpacked(r *http.Request) (io.ReadCloser, error) {
	switch coding := strings.ToLower(strings.TrimSpace(r.Header.Get("Content-Encoding"))); coding {
	case "", "identity":
		return r.Body, nil
	case "gzip", "x-gzip":
		unpacking, err := gzip.NewReader(r.Body)
		if err != nil {
			return nil, errNotPacked
		}
		return unpacking, nil
	}
	return nil, newProblem(http.StatusUnsupportedMediaType, "chỉ nhận nén gzip / only gzip is unpacked")
}

var errNotPacked = newProblem(http.StatusBadRequest, "không phải gzip / not gzip")

// The most bytes of a body that are looked at for a key, and how long that may take: whoever sends it is not known yet.
const (
	keyedBody = 1 << 20
	keyedTime = 5 * time.Second
)

// bodyKeyed takes the key of a request for VROOM from where openrouteservice's clients put it: in Authorization without a scheme,
// or else the member api_key of the body.
func bodyKeyed(keys *Keys) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		if keys == nil {
			return next
		}
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if fromVROOM(r) && keyOf(r) == "" {
				key := r.Header.Get("Authorization")
				if key == "" && r.ContentLength <= keyedBody {
					key = keyInBody(w, r)
				}
				if key != "" && !strings.Contains(key, " ") {
					r.Header.Set("Authorization", "Bearer "+key)
				}
			}
			next.ServeHTTP(w, r)
		})
	}
}

// keyInBody reads a body for its key, and puts back what it has read.
func keyInBody(w http.ResponseWriter, r *http.Request) string {
	control := http.NewResponseController(w)
	if control.SetReadDeadline(time.Now().Add(keyedTime)) == nil {
		defer func() { _ = control.SetReadDeadline(time.Time{}) }() // as it was set, so it is taken back
	}
	head, err := io.ReadAll(io.LimitReader(r.Body, keyedBody+1))
	r.Body = struct {
		io.Reader
		io.Closer
	}{io.MultiReader(bytes.NewReader(head), r.Body), r.Body}
	if err != nil || len(head) > keyedBody {
		return ""
	}
	again := &http.Request{Header: r.Header, Body: io.NopCloser(bytes.NewReader(head))}
	plain, err := unpacked(again)
	if err != nil {
		return ""
	}
	var body struct {
		Key string `json:"api_key"`
	}
	data, err := io.ReadAll(io.LimitReader(plain, vroomBody))
	if err := errors.Join(err, json.Unmarshal(data, &body)); err != nil {
		return ""
	}
	return body.Key
}
