//go:build linux

package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"mime/multipart"
	"net"
	"net/http"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"gonha/benchmarks"
)

var (
	load     = flag.String("load", "", "measures the server under load; the path of hey (github.com/rakyll/hey)")
	loadTime = flag.Duration("load-time", 20*time.Second, "of each load")
)

// TestLoad measures the server, as a process of its own on this machine's loopback, and prints a table for
// benchmarks/RESULTS.md. It asserts nothing about time.
func TestLoad(t *testing.T) {
	if *load == "" {
		t.Skip("a measurement of some minutes; see make load")
	}
	households := loadWard(t)
	t.Log("| what | asked | measured |\n|---|---|---|")
	for _, part := range []struct {
		name string
		run  func(*measurement)
	}{
		{"submitting", (*measurement).submitting}, {"cancelling", (*measurement).cancelling}, {"following", (*measurement).followed},
		{"asking", (*measurement).loaded}, {"slow", (*measurement).slow}, {"memory", (*measurement).memory},
	} {
		t.Run(part.name, func(t *testing.T) {
			m := &measurement{T: t, households: households}
			m.start()
			part.run(m)
		})
	}
}

// measurement is a server under load.
type measurement struct {
	*testing.T
	households []byte // and teams: the body of a request
	address    string
	process    *exec.Cmd
}

func (m *measurement) row(what, asked, format string, args ...any) {
	m.Logf("| %s | %s | %s |", what, asked, fmt.Sprintf(format, args...))
}

// loadWard is 2,000 households and 40 teams as JSON members.
func loadWard(t *testing.T) []byte {
	t.Helper()
	scenario, _ := benchmarks.FindScenario("s2000")
	households, teams := benchmarks.Ward(scenario.Options)
	var h, c bytes.Buffer
	if err := benchmarks.WriteHouseholds(&h, households); err != nil {
		t.Fatal(err)
	}
	if err := benchmarks.WriteTeams(&c, teams); err != nil {
		t.Fatal(err)
	}
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	if err := w.SetBoundary(loadBoundary); err != nil {
		t.Fatal(err)
	}
	for _, p := range []struct {
		name, file string
		data       []byte
	}{{"households", "households.csv", h.Bytes()}, {"teams", "teams.csv", c.Bytes()}} {
		field, err := w.CreateFormFile(p.name, p.file)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := field.Write(p.data); err != nil {
			t.Fatal(err)
		}
	}
	return body.Bytes() // without its end: the options follow
}

const loadBoundary = "gonha-load"

// start starts the server.
func (m *measurement) start() {
	m.Helper()
	m.process = exec.CommandContext(m.Context(), os.Args[0], "serve", "--addr", "127.0.0.1:0", "--grace", "1s", "--waiting", "200")
	m.process.Env = append(os.Environ(), "GONHA_TEST_AS_PROGRAM=1")
	out, err := m.process.StdoutPipe()
	if err != nil {
		m.Fatal(err)
	}
	if err := m.process.Start(); err != nil {
		m.Fatal(err)
	}
	m.Cleanup(m.end)
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		m.Fatal(err)
	}
	m.address = strings.Trim(line[strings.Index(line, "127."):], "/\n")
}

func (m *measurement) end() {
	_ = m.process.Process.Kill() // it may have ended
	_ = m.process.Wait()
}

// submit sends the ward, and gives where the solve is and how long the answer took.
func (m *measurement) submit(options string) (path string, took time.Duration) {
	m.Helper()
	body := slices.Concat(m.households, fmt.Appendf(nil, "\r\n--%s\r\nContent-Disposition: form-data; name=\"options\"\r\n\r\n%s\r\n--%s--\r\n", loadBoundary, options, loadBoundary))
	began := time.Now()
	r, err := http.Post("http://"+m.address+"/v1/solves", "multipart/form-data; boundary="+loadBoundary, bytes.NewReader(body))
	if err != nil {
		m.Fatal(err)
	}
	took = time.Since(began)
	defer r.Body.Close()
	if r.StatusCode != http.StatusAccepted {
		m.Fatal(r.Status)
	}
	return r.Header.Get("Location"), took
}

// post posts nothing and gives how long the answer took.
func (m *measurement) post(path string) time.Duration {
	m.Helper()
	began := time.Now()
	r, err := http.Post("http://"+m.address+path, "", nil)
	if err != nil {
		m.Fatal(err)
	}
	defer r.Body.Close()
	if _, err := io.Copy(io.Discard, r.Body); err != nil || r.StatusCode != http.StatusOK {
		m.Fatal(r.Status, err)
	}
	return time.Since(began)
}

const long = `{"time_limit_s": 600, "threads": 2}`

func (m *measurement) submitting() {
	var idle, busy []time.Duration
	for i := range 12 {
		path, took := m.submit(long)
		if i < 6 {
			idle = append(idle, took)
			m.post(path + "/cancel")
		} else {
			busy = append(busy, took)
		}
	}
	m.row("POST of 2,000 households answered 202, idle, most of 6", "100 ms", "%v", slices.Max(idle).Round(time.Millisecond))
	m.row("the same while two solves run, most of 6", "100 ms", "%v", slices.Max(busy).Round(time.Millisecond))
}

func (m *measurement) cancelling() {
	var took []time.Duration
	for range 10 {
		path, _ := m.submit(long)
		time.Sleep(time.Second)
		took = append(took, m.post(path+"/cancel"))
	}
	m.row("cancel gives the best plan, most of 10", "200 ms", "%v", slices.Max(took).Round(time.Millisecond))
}

// followed measures the longest time between two events of each of two solves at once.
func (m *measurement) followed() {
	first, _ := m.submit(long)
	second, _ := m.submit(long)
	r, err := http.Get("http://" + m.address + first + "/events")
	if err != nil {
		m.Fatal(err)
	}
	defer r.Body.Close()
	var gap time.Duration
	last, count := time.Now(), 0
	for lines := bufio.NewScanner(r.Body); count < 30 && lines.Scan(); {
		if !strings.HasPrefix(lines.Text(), "data:") {
			continue
		}
		if count++; count > 1 {
			gap = max(gap, time.Since(last))
		}
		last = time.Now()
	}
	m.row("longest time between two of 30 progress events, two solves", "1 s", "%v", gap.Round(time.Millisecond))
	m.post(first + "/cancel")
	m.post(second + "/cancel")
}

// heyFigures are what is read of what hey prints.
var heyFigures = regexp.MustCompile(`Requests/sec:\s+(\S+)|(99%) in (\S+) secs|\[(\d+)\]\s+(\d+) responses`)

// hey asks for a path at a rate.
func (m *measurement) hey(path string, clients, each int) string {
	m.Helper()
	// It takes packed answers as they come: unpacking them would be most of the work.
	out, err := exec.CommandContext(m.Context(), *load, "-z", loadTime.String(), "-c", fmt.Sprint(clients), "-q", fmt.Sprint(each),
		"-disable-compression", "-H", "Accept-Encoding: gzip", "http://"+m.address+path).CombinedOutput()
	if err != nil {
		m.Fatalf("%v\n%s", err, out)
	}
	var parts []string
	for _, found := range heyFigures.FindAllStringSubmatch(string(out), -1) {
		switch {
		case found[1] != "":
			parts = append(parts, found[1]+"/s")
		case found[2] != "":
			parts = append(parts, "p99 "+found[3]+" s")
		default:
			parts = append(parts, found[5]+" x "+found[4])
		}
	}
	return strings.Join(parts, ", ")
}

func (m *measurement) loaded() {
	first, _ := m.submit(long)
	second, _ := m.submit(long)
	time.Sleep(2 * time.Second)
	m.row("GET of a running solve, 1,000/s, two solves run", "p99 50 ms", "%s", m.hey(first, 50, 20))
	m.row("the same at 10,000/s", "429 or 503", "%s", m.hey(first, 500, 20))
	began := time.Now()
	calm := 0
	for calm < 50 {
		r, err := http.Get("http://" + m.address + first)
		if calm++; err != nil || r.StatusCode != http.StatusOK {
			calm = 0
		}
		if err == nil {
			_, _ = io.Copy(io.Discard, r.Body)
			_ = r.Body.Close()
		}
	}
	m.row("until 50 requests in a row are answered again", "30 s", "%v", time.Since(began).Round(time.Millisecond))
	m.post(first + "/cancel")
	m.post(second + "/cancel")
}

// finished waits until a solve is done.
func (m *measurement) finished(path string) {
	m.Helper()
	for {
		r, err := http.Get("http://" + m.address + path)
		if err != nil {
			m.Fatal(err)
		}
		var solve struct{ State string }
		err = json.NewDecoder(r.Body).Decode(&solve)
		_, _ = io.Copy(io.Discard, r.Body) // so that the connection is kept
		_ = r.Body.Close()
		switch {
		case err != nil || solve.State == "failed":
			m.Fatal(solve, err)
		case solve.State == "done":
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// slow connects a thousand slow clients, and measures how long they stay and what others notice.
func (m *measurement) slow() {
	path, _ := m.submit(`{"iterations": 100}`)
	m.finished(path)   // it has a plan, which is much to read
	before := m.open() // with the connection of those who ask now and then
	var slow []net.Conn
	for i := range 1000 {
		c, err := net.Dial("tcp", m.address)
		if err != nil {
			m.Fatal(err)
		}
		m.Cleanup(func() { _ = c.Close() })
		switch i % 3 {
		case 0:
			_, err = fmt.Fprint(c, "GET / HTTP/1.1\r\nHost: localhost\r\nX-")
		case 1:
			_, err = fmt.Fprint(c, "POST /v1/solves HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1000000\r\n\r\n{")
		case 2: // asks for much and reads nothing
			_ = c.(*net.TCPConn).SetReadBuffer(4096)
			_, err = fmt.Fprint(c, strings.Repeat("GET "+path+" HTTP/1.1\r\nHost: localhost\r\n\r\n", 40))
		}
		if err != nil {
			m.Fatal(err)
		}
		slow = append(slow, c)
	}
	go trickle(slow)
	began := time.Now()
	var took []time.Duration
	for m.open() > before && time.Since(began) < time.Minute {
		asked := time.Now()
		r, err := http.Get("http://" + m.address + path)
		if err != nil {
			m.Fatal(err)
		}
		_, _ = io.Copy(io.Discard, r.Body)
		_ = r.Body.Close()
		took = append(took, time.Since(asked))
		time.Sleep(5 * time.Millisecond)
	}
	slices.Sort(took)
	m.row("until 1,000 slow clients are cut off", "15 s", "%v, %d left", time.Since(began).Round(time.Millisecond), max(0, m.open()-before))
	m.row("meanwhile others: GET of a solve, p99 and most", "not noticed", "%v and %v of %d", took[len(took)*99/100].Round(time.Millisecond), took[len(took)-1].Round(time.Millisecond), len(took))
}

// trickle sends a byte now and then to each, until it is cut off.
func trickle(slow []net.Conn) {
	for len(slow) > 0 {
		slow = slices.DeleteFunc(slow, func(c net.Conn) bool { _, err := c.Write([]byte("a")); return err != nil })
		time.Sleep(200 * time.Millisecond)
	}
}

// open is how many files and connections the server has open. A connection that it has cut off may live on
// in the kernel, with what the client has not read.
func (m *measurement) open() int {
	m.Helper()
	list, err := os.ReadDir(fmt.Sprintf("/proc/%d/fd", m.process.Process.Pid))
	if err != nil {
		m.Fatal(err)
	}
	return len(list)
}

// memory keeps a hundred finished solves.
func (m *measurement) memory() {
	for i := range 100 {
		path, _ := m.submit(fmt.Sprintf(`{"iterations": 300, "threads": 1, "seed": %d}`, i+1))
		m.finished(path)
	}
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", m.process.Process.Pid))
	if err != nil {
		m.Fatal(err)
	}
	figures := regexp.MustCompile(`Vm(HWM|RSS):\s+(\d+) kB`).FindAllStringSubmatch(string(status), -1)
	var parts []string
	for _, f := range figures {
		parts = append(parts, fmt.Sprintf("%s %s kB", f[1], f[2]))
	}
	m.row("memory with 100 finished solves of 2,000 households", "300 MB", "%s", strings.Join(parts, ", "))
}
