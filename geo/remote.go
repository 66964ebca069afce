package geo

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// Remote asks a routing server questions over HTTP and has patience with it. [DefaultRemote] gives every
// field its value.
type Remote struct {
	Client   *http.Client
	Timeout  time.Duration // of each try
	Tries    int           // 1 or more, until an answer comes
	Pause    time.Duration // before the second try; doubled before each further one
	AtOnce   int           // questions under way at the same time, 1 or more
	MaxBytes int64         // of an answer; a larger one is an error
}

// DefaultRemote waits 20 s for an answer, tries four times and asks four questions at once.
func DefaultRemote() Remote {
	return Remote{Client: http.DefaultClient, Timeout: 20 * time.Second, Tries: 4, Pause: 500 * time.Millisecond, AtOnce: 4, MaxBytes: 16 << 20}
}

// Validate reports every fault at once.
func (r Remote) Validate() error {
	if r.Client == nil || r.Timeout <= 0 || r.Tries < 1 || r.Pause < 0 || r.AtOnce < 1 || r.MaxBytes < 1 {
		return errors.New("a routing server needs a client, a timeout, one try or more, questions at once and bytes of an answer")
	}
	return nil
}

// ServerURL checks the address of a routing server, "http://127.0.0.1:8002", and gives it without a slash
// at its end.
func ServerURL(address string) (string, error) {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" || u.RawQuery != "" || u.User != nil {
		return "", errors.New("địa chỉ máy chủ phải như / the server's address must be like http://127.0.0.1:8002")
	}
	return strings.TrimRight(address, "/"), nil
}

// ErrRemote is wrapped by the errors of routing servers: no answer in time, or one that is of no use.
// They tell the server's host and what it said, and no place that was asked about.
var ErrRemote = errors.New("máy chủ chỉ đường không trả lời được / the routing server gives no usable answer")

// Refusal is the error of a server that understands a question and will not answer it. It wraps
// [ErrRemote].
type Refusal struct {
	Host   string
	Status int    // of HTTP
	Text   string // what it said, as the complaint read it
}

// Error implements error.
func (r *Refusal) Error() string {
	return fmt.Sprintf("%v: %s: %d %s", ErrRemote, r.Host, r.Status, r.Text)
}

// Unwrap gives ErrRemote.
func (r *Refusal) Unwrap() error { return ErrRemote }

// Ask sends a question and decodes the JSON answer into answer. Where the server cannot be reached or says
// that it is busy or broken it tries again. complaint reads what is wrong from the body of a refusal.
func (r Remote) Ask(ctx context.Context, question func(context.Context) (*http.Request, error), answer any, complaint func([]byte) string) error {
	pause := r.Pause
	for try := 1; ; try++ {
		again, err := r.try(ctx, question, answer, complaint)
		switch {
		case err == nil:
			return nil
		case ctx.Err() != nil:
			return ctx.Err()
		case !again || try == r.Tries:
			return err
		}
		wait := time.NewTimer(pause)
		select {
		case <-ctx.Done():
			wait.Stop()
			return ctx.Err()
		case <-wait.C:
		}
		pause *= 2
	}
}

// try asks once. again says whether another try may do better.
func (r Remote) try(ctx context.Context, question func(context.Context) (*http.Request, error), answer any, complaint func([]byte) string) (again bool, err error) {
	ctx, cancel := context.WithTimeout(ctx, r.Timeout)
	defer cancel()
	request, err := question(ctx)
	if err != nil {
		return false, err
	}
	response, err := r.Client.Do(request)
	if err != nil {
		var of *url.Error // its text holds the whole address, places and all
		if errors.As(err, &of) {
			err = of.Err
		}
		return true, fmt.Errorf("%w: %s: %w", ErrRemote, request.URL.Host, err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(io.LimitReader(response.Body, r.MaxBytes+1))
	switch status := response.StatusCode; {
	case err != nil:
		return true, fmt.Errorf("%w: %s: %w", ErrRemote, request.URL.Host, err)
	case int64(len(body)) > r.MaxBytes:
		return false, fmt.Errorf("%w: %s: more than %d bytes", ErrRemote, request.URL.Host, r.MaxBytes)
	case status != http.StatusOK:
		busy := status == http.StatusTooManyRequests || status == http.StatusRequestTimeout || status >= 500
		return busy, &Refusal{request.URL.Host, status, short(complaint(body))}
	}
	if err := json.Unmarshal(body, answer); err != nil {
		return false, fmt.Errorf("%w: %s: not the JSON that was expected", ErrRemote, request.URL.Host)
	}
	return false, nil
}

// short keeps a server's complaint to one line.
func short(text string) string {
	text = strings.Join(strings.Fields(strings.ToValidUTF8(text, "")), " ")
	if r := []rune(text); len(r) > 200 {
		text = string(r[:200]) + "…"
	}
	return text
}

// Matrix is the travel between all pairs of points, known beforehand. It has the methods of [Engine] but
// for the path.
type Matrix struct {
	points          int
	seconds, metres []int32
}

// MatrixMost is the most points of a matrix, 128 MB of them.
const MatrixMost = 4000

// Block is travel from some points to others, row by row.
type Block struct{ Seconds, Metres []int32 }

// Add appends a pair: a server's seconds and metres, rounded up and to the nearest, and the seconds of
// parking. What is no time or length, as any below 0, is [Unreachable].
func (b *Block) Add(seconds, metres float64, parking int) {
	s, m := Unreachable, int32(0)
	if seconds >= 0 && seconds < float64(Unreachable)/2 && metres >= 0 && metres < 1e9 {
		s, m = int32(math.Ceil(seconds))+int32(parking), int32(math.Round(metres))
	}
	b.Seconds, b.Metres = append(b.Seconds, s), append(b.Metres, m)
}

// ErrTooMany is for more points than a matrix has.
var ErrTooMany = fmt.Errorf("quá nhiều nơi cho một máy chủ chỉ đường, nhiều nhất %d; hãy dùng --roads / too many places for a routing server, at most %d: use --roads", MatrixMost, MatrixMost)

// ErrNoRoadNear is for a block of which some point is too far from every road for the server.
var ErrNoRoadNear = errors.New("a point lies near no road of the server's map")

// NewMatrix asks for the travel between n points in blocks of side by side points, some at once. A block
// whose error wraps [ErrNoRoadNear] is asked for in parts, until the pairs that cannot be travelled are left:
// they are [Unreachable]. Any other error ends it.
func NewMatrix(ctx context.Context, n, side, atOnce int, ask func(ctx context.Context, from, to []int32) (Block, error)) (*Matrix, error) {
	if n > MatrixMost {
		return nil, ErrTooMany
	}
	m := &Matrix{points: n, seconds: make([]int32, n*n), metres: make([]int32, n*n)}
	across := (n + side - 1) / side
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var next atomic.Int64
	var workers sync.WaitGroup
	for range min(atOnce, across*across) {
		workers.Go(func() {
			for b := int(next.Add(1)) - 1; b < across*across && ctx.Err() == nil; b = int(next.Add(1)) - 1 {
				from, to := span(b/across*side, side, n), span(b%across*side, side, n)
				if err := m.ask(ctx, from, to, ask); err != nil {
					cancel(err)
					return
				}
			}
		})
	}
	workers.Wait()
	return m, context.Cause(ctx)
}

// ask fills in a block, in parts where some of it is near no road.
func (m *Matrix) ask(ctx context.Context, from, to []int32, ask func(ctx context.Context, from, to []int32) (Block, error)) error {
	block, err := ask(ctx, from, to)
	switch pairs := len(from) * len(to); {
	case errors.Is(err, ErrNoRoadNear) && pairs == 1:
		block = Block{Seconds: []int32{Unreachable}, Metres: []int32{0}}
	case errors.Is(err, ErrNoRoadNear) && len(from) >= len(to):
		half := len(from) / 2
		if err := m.ask(ctx, from[:half], to, ask); err != nil {
			return err
		}
		return m.ask(ctx, from[half:], to, ask)
	case errors.Is(err, ErrNoRoadNear):
		half := len(to) / 2
		if err := m.ask(ctx, from, to[:half], ask); err != nil {
			return err
		}
		return m.ask(ctx, from, to[half:], ask)
	case err != nil:
		return err
	case len(block.Seconds) != pairs || len(block.Metres) != pairs:
		return fmt.Errorf("%w: a table of another size", ErrRemote)
	}
	m.put(from, to, block)
	return nil
}

// span is the numbers from first on, size of them, below n.
func span(first, size, n int) []int32 {
	var all []int32
	for i := first; i < min(first+size, n); i++ {
		all = append(all, int32(i))
	}
	return all
}

func (m *Matrix) put(from, to []int32, b Block) {
	for i, f := range from {
		row := int(f)*m.points + int(to[0])
		copy(m.seconds[row:], b.Seconds[i*len(to):(i+1)*len(to)])
		copy(m.metres[row:], b.Metres[i*len(to):(i+1)*len(to)])
	}
}

// Table is as in [Engine].
func (m *Matrix) Table(ctx context.Context, from, to []int32, seconds []int32) error {
	for i, f := range from {
		row := m.seconds[int(f)*m.points : (int(f)+1)*m.points]
		for j, t := range to {
			seconds[i*len(to)+j] = row[t]
		}
	}
	return ctx.Err()
}

// Leg is as in [Engine].
func (m *Matrix) Leg(from, to int32) (seconds, metres int32) {
	at := int(from)*m.points + int(to)
	return m.seconds[at], m.metres[at]
}
