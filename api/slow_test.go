package api

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"
)

// quickLimits cut slow clients off in a second, so that a test need not wait.
func quickLimits() Limits {
	l := DefaultLimits()
	l.SlowHeader, l.SlowRead, l.SlowWrite = time.Second, time.Second, time.Second
	return l
}

// dial connects to the server; the test's end closes what is left.
func (s *serving) dial(t *testing.T) *net.TCPConn {
	t.Helper()
	c, err := net.Dial("tcp", s.address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() })
	return c.(*net.TCPConn)
}

// A thousand slow clients are cut off soon, and meanwhile others notice nothing.
func TestSlowClients(t *testing.T) {
	if testing.Short() {
		t.Skip("takes some seconds")
	}
	before := runtime.NumGoroutine()
	l := quickLimits()
	l.Requests = 32 // far fewer than the slow clients
	s := serve(t, pacedRouter(l), ServeOptions{Limits: l})

	const headers, bodies, trickles, readers = 350, 300, 150, 200
	trickling := make(chan struct{})
	var slow []*net.TCPConn
	for i := range headers + bodies + trickles + readers {
		c := s.dial(t)
		switch {
		case i < headers:
			fmt.Fprint(c, "GET /quick HTTP/1.1\r\nHost: localhost\r\nX-")
		case i < headers+bodies:
			fmt.Fprint(c, "POST /take HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\nsome")
		case i < headers+bodies+trickles:
			fmt.Fprint(c, "POST /take HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n")
			go trickle(c, trickling)
		default:
			_ = c.SetReadBuffer(4096)
			fmt.Fprint(c, "GET /give HTTP/1.1\r\nHost: localhost\r\n\r\n")
		}
		slow = append(slow, c)
	}
	connected := time.Now()
	var worst time.Duration
	served := 0
	for s.open.Load() > 0 && time.Since(connected) < 15*time.Second {
		for _, path := range []string{"/quick", "/work"} {
			begin := time.Now()
			if status, _, err := s.get(path); status != 200 || err != nil {
				t.Fatalf("somebody else, after %v: %s is %d, %v", time.Since(connected), path, status, err)
			}
			worst = max(worst, time.Since(begin))
			served++
		}
	}
	took := time.Since(connected)
	t.Logf("%d slow clients are gone after %v; %d others were served, the slowest in %v", len(slow), took, served, worst)
	if n := s.open.Load(); n > 0 {
		t.Errorf("%d connections are still open", n)
	}
	if worst > 2*time.Second {
		t.Errorf("somebody else waited for %v", worst)
	}
	close(trickling)
	for i, c := range slow[headers : headers+bodies] { // they are told, in a problem
		_ = c.SetReadDeadline(time.Now().Add(time.Second))
		answer, err := http.ReadResponse(bufio.NewReader(c), nil)
		if err != nil || answer.StatusCode != http.StatusRequestTimeout || answer.Header.Get("Content-Type") != "application/problem+json" {
			t.Fatalf("slow body %d: %v, %v", i, answer, err)
		}
	}
	s.stop()
	if err := s.wait(t); err != nil {
		t.Error(err)
	}
	noneLeft(t, before)
}

// trickle sends a body a byte at a time.
func trickle(c net.Conn, stop <-chan struct{}) {
	for {
		if _, err := io.WriteString(c, "1\r\na\r\n"); err != nil {
			return
		}
		select {
		case <-stop:
			return
		case <-time.After(200 * time.Millisecond):
		}
	}
}

// A client that keeps the pace may take longer than SlowRead or SlowWrite in all.
func TestSteadyClients(t *testing.T) {
	if testing.Short() {
		t.Skip("takes some seconds")
	}
	l := quickLimits()
	l.SlowRead, l.SlowWrite, l.Pace = 500*time.Millisecond, 500*time.Millisecond, 100_000
	s := serve(t, pacedRouter(l), ServeOptions{Limits: l})
	var clients sync.WaitGroup
	clients.Go(func() { // sends 400 kB at 200 kB/s
		c := s.dial(t)
		fmt.Fprint(c, "POST /take HTTP/1.1\r\nHost: localhost\r\nContent-Length: 400000\r\n\r\n")
		for range 20 {
			time.Sleep(100 * time.Millisecond)
			if _, err := io.WriteString(c, strings.Repeat("a", 20_000)); err != nil {
				t.Errorf("sending: %v", err)
				return
			}
		}
		if answer, err := http.ReadResponse(bufio.NewReader(c), nil); err != nil || answer.StatusCode != 200 {
			t.Errorf("sent: %v, %v", answer, err)
		}
	})
	clients.Go(func() { // waits for its answer for longer than it may be slow
		c := s.dial(t)
		fmt.Fprint(c, "GET /A/events HTTP/1.1\r\nHost: localhost\r\n\r\n")
		read := bufio.NewReader(c)
		begin, lines := time.Now(), 0
		for time.Since(begin) < 2*time.Second {
			_ = c.SetReadDeadline(time.Now().Add(time.Second))
			if _, err := read.ReadString('\n'); err != nil {
				t.Errorf("after %v: %v", time.Since(begin), err)
				return
			}
			lines++
		}
		if lines < 20 {
			t.Errorf("%d lines of events", lines)
		}
	})
	clients.Go(func() { // asks again over the same connection, after a pause longer than it may be slow
		c := s.dial(t)
		read := bufio.NewReader(c)
		for i, path := range []string{"/work", "/quick", "/give", "/quick"} {
			fmt.Fprintf(c, "GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n", path)
			answer, err := http.ReadResponse(read, nil)
			if err != nil || answer.StatusCode != 200 {
				t.Errorf("%s: %v, %v", path, answer, err)
				return
			}
			if n, err := io.Copy(io.Discard, answer.Body); err != nil {
				t.Errorf("request %d, %s: %d bytes, %v", i, path, n, err)
			}
			time.Sleep(700 * time.Millisecond)
		}
	})
	clients.Wait()
}

// A client that does not read its events is cut off, and nothing of it is left; so is one that goes.
func TestStreamsEnd(t *testing.T) {
	if testing.Short() {
		t.Skip("takes some seconds")
	}
	l := quickLimits()
	s := serve(t, pacedRouter(l), ServeOptions{Limits: l})
	if _, _, err := s.get("/quick"); err != nil {
		t.Fatal(err)
	}
	before := runtime.NumGoroutine()
	for range 20 {
		c := s.dial(t)
		fmt.Fprint(c, "GET /A/events HTTP/1.1\r\nHost: localhost\r\n\r\n")
		if _, err := bufio.NewReader(c).ReadString('\n'); err != nil {
			t.Fatal(err)
		}
		if err := c.Close(); err != nil {
			t.Fatal(err)
		}
	}
	noneLeft(t, before)
}
