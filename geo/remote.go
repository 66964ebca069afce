package geo

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// Remote asks a routing server questions over HTTP and has patience with it. [DefaultRemote] gives every
// field its value.
type Remote struct {
	Client   *http.Client
	Timeout  time.Duration // of each try
	Tries    int           // 1 or more, until an answer comes
	Pause    time.Duration // before the second try; doubled before each further one
	Patience time.Duration // for a server that says when to ask again (Retry-After), in all for a question; 0 is none
	AtOnce   int           // questions under way at the same time, 1 or more
	MaxBytes int64         // of an answer; a larger one is an error
}

// DefaultRemote waits 20 s for an answer, tries four times, comes back when it is told to within two minutes, and
// asks four questions at once. It follows no redirection: what is asked holds the places of homes, and they go to nobody
// else.
func DefaultRemote() Remote {
	here := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	return Remote{Client: here, Timeout: 20 * time.Second, Tries: 4, Pause: 500 * time.Millisecond, Patience: 2 * time.Minute, AtOnce: 4, MaxBytes: 16 << 20}
}

// Validate reports every fault at once.
func (r Remote) Validate() error {
	if r.Client == nil || r.Timeout <= 0 || r.Tries < 1 || r.Pause < 0 || r.Patience < 0 || r.AtOnce < 1 || r.MaxBytes < 1 {
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

	After time.Duration // when it is to be asked again, from now; 0 where it does not say
}

// Error implements error.
func (r *Refusal) Error() string {
	return fmt.Sprintf("%v: %s: %d %s", ErrRemote, r.Host, r.Status, r.Text)
}

// Unwrap gives ErrRemote.
func (r *Refusal) Unwrap() error { return ErrRemote }

// Busy says whether the server has too much to do, or is broken: it may do better another time.
func (r *Refusal) Busy() bool {
	return r.Status == http.StatusTooManyRequests || r.Status == http.StatusRequestTimeout || r.Status >= 500
}

// Ask sends a question and decodes the JSON answer into answer. Where the server cannot be reached or says
// that it is busy or broken it tries again, and where it says when, then. complaint reads what is wrong from the body of
// a refusal.
func (r Remote) Ask(ctx context.Context, question func(context.Context) (*http.Request, error), answer any, complaint func([]byte) string) error {
	pause, patience := r.Pause, r.Patience
	for try := 1; ; {
		again, err := r.try(ctx, question, answer, complaint)
		var refusal *Refusal
		switch {
		case err == nil:
			return nil
		case ctx.Err() != nil:
			return ctx.Err()
		case !again:
			return err
		}
		wait := pause
		if errors.As(err, &refusal) && refusal.After > 0 { // to do as one is told costs no try
			if wait = refusal.After; wait > patience {
				return err
			}
			patience -= wait
		} else {
			if try == r.Tries {
				return err
			}
			try, pause = try+1, 2*pause
		}
		if err := sleep(ctx, wait); err != nil {
			return err
		}
	}
}

// sleep waits, unless ctx ends before.
func sleep(ctx context.Context, d time.Duration) error {
	wait := time.NewTimer(d)
	defer wait.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-wait.C:
		return nil
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
	case status >= 300 && status < 400:
		return false, &Refusal{Host: request.URL.Host, Status: status, Text: "nó ở địa chỉ khác / it has another address"}
	case status != http.StatusOK:
		refusal := &Refusal{Host: request.URL.Host, Status: status, Text: short(complaint(body)), After: after(response.Header, time.Now())}
		return refusal.Busy(), refusal
	}
	if err := json.Unmarshal(body, answer); err != nil {
		return false, fmt.Errorf("%w: %s: not the JSON that was expected", ErrRemote, request.URL.Host)
	}
	return false, nil
}

// after reads when a server is to be asked again, in seconds or as a date (RFC 9110, 10.2.3).
func after(h http.Header, now time.Time) time.Duration {
	given := h.Get("Retry-After")
	if seconds, err := strconv.ParseUint(given, 10, 31); err == nil {
		return time.Duration(seconds) * time.Second
	}
	date, err := http.ParseTime(given)
	if err != nil {
		return 0
	}
	return max(0, date.Sub(now))
}

// short keeps a server's complaint to one line.
func short(text string) string {
	text = strings.Join(strings.Fields(strings.ToValidUTF8(text, "")), " ")
	if r := []rune(text); len(r) > 200 {
		text = string(r[:200]) + "…"
	}
	return text
}
