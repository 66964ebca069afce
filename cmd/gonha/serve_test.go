package main

import (
	"bufio"
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"io"
	"log/slog"
	"math/big"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"gonha/api/intake/placing"
	"gonha/geo"
	"gonha/solver/campaign"
)

// served is a running gonha serve.
type served struct {
	url    string
	stop   context.CancelFunc
	code   chan int
	stderr *lockedBuffer
}

// lockedBuffer is written by the server while the test reads it.
type lockedBuffer struct {
	mutex sync.Mutex
	bytes.Buffer
}

func (b *lockedBuffer) Write(p []byte) (int, error) {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	return b.Buffer.Write(p)
}

func (b *lockedBuffer) String() string {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	return b.Buffer.String()
}

// serving runs gonha serve on a free port until the test ends.
func serving(t *testing.T, args ...string) *served {
	t.Helper()
	out, in := io.Pipe()
	ctx, stop := context.WithCancel(context.Background())
	s := &served{stop: stop, code: make(chan int, 1), stderr: &lockedBuffer{}}
	go func() {
		s.code <- serve(ctx, append([]string{"--addr", "127.0.0.1:0"}, args...), in, s.stderr)
		_ = in.Close()
	}()
	t.Cleanup(stop)
	lines := bufio.NewReader(out)
	line, err := lines.ReadString('\n')
	if err != nil {
		t.Fatalf("%v, %s", err, s.stderr)
	}
	go func() { _, _ = io.Copy(io.Discard, lines) }() // of a pipe that is closed with the server
	s.url = strings.TrimSpace(line[strings.Index(line, "http"):])
	return s
}

// submit sends a street of doors and gives where its solve is.
func (s *served) submit(t *testing.T, options string) string {
	t.Helper()
	body := `{"households":[{"id":"H1","lat":21.0301,"lon":105.85,"persons":3}],"teams":[{"id":"T1","start_lat":21.03,"start_lon":105.85}],"options":` + options + `}`
	r, err := http.Post(s.url+"v1/solves", "application/json", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	if r.StatusCode != http.StatusAccepted {
		t.Fatal(r.Status)
	}
	return s.url + strings.TrimPrefix(r.Header.Get("Location"), "/")
}

// state is the state of a solve.
func state(t *testing.T, at string) string {
	t.Helper()
	r, err := http.Get(at)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	var solve struct{ State string }
	if err := json.NewDecoder(r.Body).Decode(&solve); err != nil {
		t.Fatal(err)
	}
	return solve.State
}

// From the first request to the end: a solve that runs as the server is stopped is finished, followed to
// its end, and the program is done.
func TestServe(t *testing.T) {
	s := serving(t, "--data", t.TempDir())
	for _, path := range []string{"", "healthz", "readyz", "docs", "openapi.yaml", "sample/households.csv", "sample/teams.csv", "metrics"} {
		r, err := http.Get(s.url + path)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(io.Discard, r.Body); err != nil || r.StatusCode != http.StatusOK {
			t.Errorf("/%s: %s, %v", path, r.Status, err)
		}
		_ = r.Body.Close()
	}
	solve := s.submit(t, `{"time_limit_s":1}`)
	events, err := http.Get(solve + "/events")
	if err != nil {
		t.Fatal(err)
	}
	defer events.Body.Close()
	for state(t, solve) == "queued" {
		time.Sleep(10 * time.Millisecond)
	}
	s.stop()
	all, err := io.ReadAll(events.Body)
	if err != nil || !strings.Contains(string(all), "event: done\n") {
		t.Errorf("%v, %.300s", err, all)
	}
	select {
	case code := <-s.code:
		if code != exitDone || !strings.Contains(s.stderr.String(), "Đang dừng") {
			t.Errorf("exit %d, %s", code, s.stderr)
		}
	case <-time.After(20 * time.Second):
		t.Fatal("it does not stop")
	}
}

// A solve of an hour is interrupted within the grace.
func TestServeGrace(t *testing.T) {
	s := serving(t, "--grace", "1s", "--max-time", "1h")
	solve := s.submit(t, `{"time_limit_s":3600}`)
	for state(t, solve) == "queued" {
		time.Sleep(10 * time.Millisecond)
	}
	s.stop()
	if code := <-s.code; code != exitDone || !strings.Contains(s.stderr.String(), "state=cancelled") {
		t.Errorf("exit %d, %s", code, s.stderr)
	}
}

// With a key in the data directory nobody gets in without.
func TestServeKeys(t *testing.T) {
	dir := t.TempDir()
	_, key, _ := keysRun(t, "add", "thử", "--data", dir)
	s := serving(t, "--data", dir)
	for header, want := range map[string]int{"": 401, "Bearer x": 401, "Bearer " + strings.TrimSpace(key): 200} {
		r, err := http.NewRequest(http.MethodGet, s.url+"v1/solves", nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Authorization", header)
		answer, err := http.DefaultClient.Do(r)
		if err != nil || answer.StatusCode != want {
			t.Errorf("with %.10q: %v, %v, want %d", header, answer, err, want)
		}
	}
	if strings.Contains(s.stderr.String(), strings.TrimSpace(key)) {
		t.Error("the key is logged")
	}
}

// selfSigned writes a certificate for 127.0.0.1 and its key.
func selfSigned(t *testing.T) (cert, key string, roots *x509.CertPool) {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	form := &x509.Certificate{
		SerialNumber: big.NewInt(1), NotAfter: time.Now().Add(time.Hour), IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
		IsCA: true, BasicConstraintsValid: true,
	}
	der, err := x509.CreateCertificate(rand.Reader, form, form, &private.PublicKey, private)
	if err != nil {
		t.Fatal(err)
	}
	pkcs8, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	certificate := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})
	roots = x509.NewCertPool()
	roots.AppendCertsFromPEM(certificate)
	return file(t, "cert.pem", string(certificate)), file(t, "key.pem", string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: pkcs8}))), roots
}

func TestServeTLS(t *testing.T) {
	cert, key, roots := selfSigned(t)
	s := serving(t, "--tls-cert", cert, "--tls-key", key)
	client := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: roots}}}
	r, err := client.Get(s.url + "healthz")
	if err != nil || r.StatusCode != http.StatusOK || !strings.HasPrefix(s.url, "https://") {
		t.Fatalf("%v, %v at %s", r, err, s.url)
	}
	_ = r.Body.Close()
}

func TestServeRefuses(t *testing.T) {
	cert, key, _ := selfSigned(t)
	busy, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer busy.Close()
	for _, c := range []struct {
		name string
		args []string
		code int
		want string
	}{
		{"no such flag", []string{"--port", "80"}, exitUsage, "không có tùy chọn này / flag provided but not defined"},
		{"an argument", []string{"8080"}, exitUsage, `unexpected argument: "8080"`},
		{"no port", []string{"--addr", "localhost"}, exitUsage, "must be like 127.0.0.1:8080"},
		{"all addresses without keys", []string{"--addr", ":8080"}, exitUsage, "needs a key"},
		{"another address without keys", []string{"--addr", "192.0.2.1:8080", "--data", t.TempDir()}, exitUsage, "needs a key"},
		{"a port in use", []string{"--addr", busy.Addr().String()}, exitFailed, "cannot listen"},
		{"half of TLS", []string{"--tls-cert", cert}, exitUsage, "must be given together"},
		{"TLS the wrong way round", []string{"--tls-cert", key, "--tls-key", cert}, exitUsage, "certificate is of no use"},
		{"keys that are none", []string{"--data", filepath.Dir(file(t, keysFile, "no JSON"))}, exitUsage, "not a list of keys"},
		{"no workers", []string{"--workers", "0"}, exitUsage, "workers"},
		{"no grace", []string{"--grace", "0s"}, exitUsage, "--grace"},
		{"a site that is none", []string{"--origin", "example.org"}, exitUsage, "must be like https://example.org"},
		{"no bytes", []string{"--max-mb", "0"}, exitUsage, "--max-mb"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var stdout, stderr bytes.Buffer
			code := serve(t.Context(), c.args, &stdout, &stderr)
			if code != c.code || !strings.Contains(stderr.String(), c.want) || strings.Count(stderr.String(), "\n") != 1 || stdout.Len() > 0 {
				t.Errorf("exit %d, %q, %q", code, stdout.String(), stderr.String())
			}
		})
	}
}

func TestGoldenServeHelp(t *testing.T) {
	o := gonha(t, "serve", "-h")
	if o.code != exitDone {
		t.Errorf("exit %d, %s", o.code, o.stderr)
	}
	golden(t, "help-serve.txt", o.stdout)
}

// TestServeAddresses: the map's addresses are read while the server answers already, and a map that is none ends nothing.
func TestServeAddresses(t *testing.T) {
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	roads := file(t, "map.osm", addressOSM())
	request, err := parseServe([]string{"--roads", roads, "--data", filepath.Join(t.TempDir(), "data")})
	if err != nil {
		t.Fatal(err)
	}
	var logged bytes.Buffer
	s, err := request.server(slog.New(slog.NewTextHandler(&logged, nil)))
	if err != nil {
		t.Fatal(err)
	}
	defer s.stop()
	wait := s.readAddresses(t.Context())
	near := campaign.Team{Start: geo.Point{Lat: 21.03, Lon: 105.85}}
	finder, err := s.config.Addresses.Finder(t.Context(), nil, []campaign.Team{near})
	if err != nil {
		t.Fatal(err)
	}
	h := campaign.Household{Address: "11 Phố Thử"}
	if class := finder.Household(&h); class != placing.Sure {
		t.Errorf("%s: %+v", class, h.Guess)
	}
	wait()
	if err := s.config.Memory.Settle(placing.Settlement{Household: &campaign.Household{Address: "11 Phố Thử"}, Settled: placing.Nowhere()}); err != nil {
		t.Error(err)
	}
	if err := os.WriteFile(roads, []byte("\x89PNG"), 0o600); err != nil {
		t.Fatal(err)
	}
	reading, stop := context.WithCancel(t.Context())
	wait = s.readAddresses(reading)
	if _, err := s.config.Addresses.Finder(t.Context(), nil, nil); err == nil {
		t.Error("a picture has addresses")
	}
	stop()
	wait()
	if strings.Contains(logged.String(), "Phố") {
		t.Errorf("logged %q", logged.String())
	}
}
