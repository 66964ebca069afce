package api

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// serving is a server for a test.
type serving struct {
	address string
	open    atomic.Int64 // connections
	stop    context.CancelFunc
	ended   chan error // gets what Serve gives
}

// serve begins to serve; the test's end stops it.
func serve(t *testing.T, h http.Handler, o ServeOptions) *serving {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	if o.Grace == 0 {
		o.Grace = 5 * time.Second
	}
	o.Log = slog.New(slog.DiscardHandler)
	ctx, stop := context.WithCancel(context.Background())
	s := &serving{address: l.Addr().String(), stop: stop, ended: make(chan error, 1)}
	go func() { s.ended <- Serve(ctx, counting{l, &s.open}, h, o) }()
	t.Cleanup(stop)
	return s
}

// wait is what Serve gave.
func (s *serving) wait(t *testing.T) error {
	t.Helper()
	select {
	case err := <-s.ended:
		return err
	case <-time.After(20 * time.Second):
		t.Fatal("the server does not end")
		return nil
	}
}

// get asks for a path over a connection of its own.
func (s *serving) get(path string) (int, string, error) {
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}, Timeout: 10 * time.Second}
	answer, err := client.Get("http://" + s.address + path)
	if err != nil {
		return 0, "", err
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	return answer.StatusCode, string(body), err
}

// counting counts the connections that are open at the server.
type counting struct {
	net.Listener
	open *atomic.Int64
}

func (l counting) Accept() (net.Conn, error) {
	c, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	l.open.Add(1)
	return &counted{TCPConn: c.(*net.TCPConn), open: l.open}, nil
}

type counted struct {
	*net.TCPConn
	open   *atomic.Int64
	closed atomic.Bool
}

func (c *counted) Close() error {
	if !c.closed.Swap(true) {
		c.open.Add(-1)
	}
	return c.TCPConn.Close()
}

// noneLeft fails the test where goroutines are left over.
func noneLeft(t *testing.T, before int) {
	t.Helper()
	for end := time.Now().Add(3 * time.Second); runtime.NumGoroutine() > before; time.Sleep(10 * time.Millisecond) {
		if time.Now().After(end) {
			stacks := make([]byte, 1<<20)
			t.Fatalf("%d goroutines, %d before\n%s", runtime.NumGoroutine(), before, stacks[:runtime.Stack(stacks, true)])
		}
	}
}

// While work under way ends, the server answers; then it is gone, and nothing of it is left.
func TestServeStops(t *testing.T) {
	before := runtime.NumGoroutine()
	stopping, finish := make(chan struct{}), make(chan struct{})
	s := serve(t, answering("ok"), ServeOptions{Limits: DefaultLimits(), Stop: func(ctx context.Context) error {
		if deadline, given := ctx.Deadline(); !given || ctx.Err() != nil || time.Until(deadline) > 4100*time.Millisecond {
			t.Errorf("deadline in %v, %v", time.Until(deadline), ctx.Err())
		}
		close(stopping)
		<-finish
		return nil
	}})
	s.stop()
	<-stopping
	if status, body, err := s.get("/"); status != 200 || body != "ok" || err != nil {
		t.Errorf("while it stops: %d %q %v", status, body, err)
	}
	close(finish)
	if err := s.wait(t); err != nil {
		t.Error(err)
	}
	if _, err := net.Dial("tcp", s.address); err == nil {
		t.Error("it still listens")
	}
	noneLeft(t, before)
}

// An answer under way is finished when there is time, and cut off when there is none.
func TestServeUnderWay(t *testing.T) {
	for _, c := range []struct {
		name        string
		grace, work time.Duration
		whole       bool
	}{
		{"in time", 3 * time.Second, 300 * time.Millisecond, true},
		{"too long", 300 * time.Millisecond, time.Minute, false},
	} {
		begun := make(chan struct{})
		s := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			close(begun)
			select {
			case <-time.After(c.work):
				_, _ = io.WriteString(w, "whole")
			case <-r.Context().Done():
			}
		}), ServeOptions{Limits: DefaultLimits(), Grace: c.grace})
		got := make(chan string, 1)
		go func() {
			_, body, _ := s.get("/")
			got <- body
		}()
		<-begun
		s.stop()
		began := time.Now()
		if err := s.wait(t); err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
		if body := <-got; (body == "whole") != c.whole {
			t.Errorf("%s: %q", c.name, body)
		}
		if took := time.Since(began); took > c.grace+2*time.Second {
			t.Errorf("%s: stopped after %v", c.name, took)
		}
	}
}

func TestServeErrors(t *testing.T) {
	late := errors.New("still running")
	s := serve(t, answering("ok"), ServeOptions{Limits: DefaultLimits(), Stop: func(context.Context) error { return late }})
	s.stop()
	if err := s.wait(t); !errors.Is(err, late) {
		t.Errorf("of Stop: %v", err)
	}

	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	if err := Serve(t.Context(), l, answering("ok"), ServeOptions{Limits: DefaultLimits(), Grace: time.Second, Log: slog.New(slog.DiscardHandler)}); !errors.Is(err, net.ErrClosed) {
		t.Errorf("of a listener that is closed: %v", err)
	}

	if l, err = net.Listen("tcp", "127.0.0.1:0"); err != nil {
		t.Fatal(err)
	}
	err = Serve(t.Context(), l, answering("ok"), ServeOptions{})
	for _, want := range []string{"grace: must be above 0", "log: must be given", "limits: rate must be above 0"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("nothing of %q in %v", want, err)
		}
	}
	if l.Close() == nil {
		t.Error("the listener was left open")
	}
}

func TestCheckAddress(t *testing.T) {
	keys, _ := newKeys(t, "a")
	empty, _ := newKeys(t)
	for _, c := range []struct {
		address string
		own     bool
		none    string // why it is no address at all
	}{
		{"127.0.0.1:8080", true, ""}, {"127.3.2.1:0", true, ""}, {"[::1]:8080", true, ""}, {"[::ffff:127.0.0.1]:80", true, ""}, {"localhost:8080", true, ""},
		{":8080", false, ""}, {"0.0.0.0:8080", false, ""}, {"[::]:8080", false, ""}, {"192.168.1.2:8080", false, ""}, {"[fe80::1%eth0]:80", false, ""},
		{"127.0.0.1", false, "must be like"}, {"8080", false, "must be like"}, {"", false, "must be like"}, {"host.invalid:80", false, "no such address"},
	} {
		for _, without := range []*Keys{nil, empty} {
			err := CheckAddress(c.address, without)
			switch {
			case c.own && err != nil, !c.own && err == nil:
				t.Errorf("%q: %v", c.address, err)
			case c.none != "" && !strings.Contains(err.Error(), c.none):
				t.Errorf("%q: %v, want %q", c.address, err, c.none)
			case !c.own && c.none == "" && !(strings.Contains(err.Error(), "gonha keys add TÊN") && strings.Contains(err.Error(), "gonha keys add NAME")):
				t.Errorf("%q: %v tells nobody how to make a key", c.address, err)
			}
		}
		if err := CheckAddress(c.address, keys); (err != nil) != (c.none == "must be like") {
			t.Errorf("%q with a key: %v", c.address, err)
		}
	}
}
