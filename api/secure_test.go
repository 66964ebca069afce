package api

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func answering(text string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, text) })
}

func TestSecureHeaders(t *testing.T) {
	h := secureHeaders(answering("ok"))
	for _, c := range []struct{ path, policy, cache string }{
		{"/", pagePolicy, "no-cache"},
		{"/static/page.js", pagePolicy, "no-cache"},
		{"/healthz", pagePolicy, "no-cache"},
		{"/v1/solves", pagePolicy, "no-store"},
		{"/v1/solves/X/visits.csv", pagePolicy, "no-store"},
		{"/v1/solves/X/lists.html", listsPolicy, "no-store"},
		{"/vroom", pagePolicy, "no-store"},
	} {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, c.path, nil))
		for name, want := range map[string]string{
			"Content-Security-Policy": c.policy, "Cache-Control": c.cache, "X-Content-Type-Options": "nosniff",
			"Referrer-Policy": "no-referrer", "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin",
		} {
			if got := w.Header().Values(name); len(got) != 1 || got[0] != want {
				t.Errorf("%s: %s is %q, want %q", c.path, name, got, want)
			}
		}
		if !strings.Contains(w.Header().Get("Permissions-Policy"), "geolocation=()") {
			t.Errorf("%s: Permissions-Policy %q", c.path, w.Header().Get("Permissions-Policy"))
		}
	}
	for _, policy := range []string{pagePolicy, listsPolicy} {
		for _, want := range []string{"default-src 'none'", "form-action 'none'", "base-uri 'none'", "frame-ancestors 'none'"} {
			if !strings.Contains(policy, want) {
				t.Errorf("nothing of %q in %q", want, policy)
			}
		}
	}
	if strings.Contains(listsPolicy, "script-src") {
		t.Error("the lists may run scripts")
	}
}

// The headers that all answers share are not changed by what one answer adds to its own.
func TestSecureHeadersShared(t *testing.T) {
	h := secureHeaders(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/first" {
			w.Header().Add("Cache-Control", "private")
			w.Header().Set("Referrer-Policy", "origin")
		}
	}))
	for _, path := range []string{"/first", "/second"} {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
		if path == "/second" && (len(w.Header()["Cache-Control"]) != 1 || w.Header().Get("Referrer-Policy") != "no-referrer") {
			t.Errorf("headers %v", w.Header())
		}
	}
}

func TestKnownHost(t *testing.T) {
	keys, _ := newKeys(t, "a")
	for _, c := range []struct {
		host  string
		known bool
	}{
		{"localhost", true}, {"localhost:8080", true}, {"LOCALHOST:8080", true}, {"localhost.:8080", true},
		{"127.0.0.1", true}, {"127.0.0.1:8080", true}, {"127.8.9.10:80", true}, {"[::1]", true}, {"[::1]:8080", true}, {"[::ffff:127.0.0.1]:80", true},
		{"", false}, {"example.org", false}, {"example.org:8080", false}, {"localhost.example.org", false}, {"127.0.0.1.example.org:80", false},
		{"192.168.1.2:8080", false}, {"0.0.0.0:8080", false}, {"[::]:8080", false}, {"[fe80::1]:80", false}, {"2130706433", false}, {"127.1", false},
	} {
		for _, with := range []*Keys{nil, keys} {
			r := httptest.NewRequest(http.MethodGet, "/", nil)
			r.Host = c.host
			w := httptest.NewRecorder()
			knownHost(with)(answering("ok")).ServeHTTP(w, r)
			want := http.StatusOK
			if !c.known && with == nil {
				want = http.StatusMisdirectedRequest
				checkProblem(t, w)
			}
			if w.Code != want {
				t.Errorf("%q, keys %v: %d, want %d", c.host, with != nil, w.Code, want)
			}
		}
	}
}

func TestCheckOrigins(t *testing.T) {
	if err := checkOrigins([]string{"https://example.org", "http://localhost:3000", "https://[::1]:8443"}); err != nil {
		t.Error(err)
	}
	for _, none := range []string{"", "*", "null", "example.org", "https://", "https://example.org/", "https://example.org/a", "ftp://example.org", "https://a@example.org", "https://example.org?x", "HTTPS://example.org"} {
		if err := checkOrigins([]string{"https://example.org", none}); err == nil || !strings.Contains(err.Error(), "number 2") {
			t.Errorf("%q: %v", none, err)
		}
	}
}

func TestCORS(t *testing.T) {
	const origin = "https://example.org"
	for _, c := range []struct {
		name, method, origin, asks string
		origins                    []string
		status                     int
		allowed                    bool
	}{
		{"off", "GET", origin, "", nil, 200, false},
		{"off, preflight", "OPTIONS", origin, "POST", nil, 200, false},
		{"an origin", "GET", origin, "", []string{origin}, 200, true},
		{"an origin's preflight", "OPTIONS", origin, "POST", []string{origin}, 204, true},
		{"an origin's OPTIONS", "OPTIONS", origin, "", []string{origin}, 200, true},
		{"another origin", "GET", "https://example.com", "", []string{origin}, 200, false},
		{"another origin's preflight", "OPTIONS", "https://example.com", "POST", []string{origin}, 200, false},
		{"another port", "GET", origin + ":8443", "", []string{origin}, 200, false},
		{"a longer name", "GET", origin + ".evil", "", []string{origin}, 200, false},
		{"null", "GET", "null", "", []string{origin}, 200, false},
		{"no origin", "GET", "", "", []string{origin}, 200, false},
	} {
		r := httptest.NewRequest(c.method, "/v1/solves", nil)
		if c.origin != "" {
			r.Header.Set("Origin", c.origin)
		}
		if c.asks != "" {
			r.Header.Set("Access-Control-Request-Method", c.asks)
		}
		w := httptest.NewRecorder()
		secureHeaders(cors(c.origins)(answering("ok"))).ServeHTTP(w, r)
		h := w.Header()
		allowed := ""
		if c.allowed {
			allowed = c.origin
		}
		if w.Code != c.status || h.Get("Access-Control-Allow-Origin") != allowed || h.Get("Access-Control-Allow-Credentials") != "" {
			t.Errorf("%s: %d, %v", c.name, w.Code, h)
		}
		if varies := h.Get("Vary") == "Origin"; varies != (c.origins != nil) {
			t.Errorf("%s: Vary %q", c.name, h.Get("Vary"))
		}
		if resource := h.Get("Cross-Origin-Resource-Policy"); (resource == "cross-origin") != c.allowed {
			t.Errorf("%s: Cross-Origin-Resource-Policy %q", c.name, resource)
		}
		if c.allowed && c.asks == "" && h.Get("Access-Control-Expose-Headers") != corsExposed {
			t.Errorf("%s: exposes %q", c.name, h.Get("Access-Control-Expose-Headers"))
		}
		if c.allowed && c.asks != "" && (h.Get("Access-Control-Allow-Headers") != corsHeaders || h.Get("Access-Control-Allow-Methods") != corsMethods || w.Body.Len() > 0) {
			t.Errorf("%s: %v", c.name, h)
		}
	}
}

func TestSameOrigin(t *testing.T) {
	h := sameOrigin([]string{"https://example.org"})(answering("ok"))
	for _, c := range []struct {
		name, method, site, origin string
		status                     int
	}{
		{"a program", "POST", "", "", 200},
		{"the page", "POST", "same-origin", "http://localhost:8080", 200},
		{"the page in an old browser", "POST", "", "http://localhost:8080", 200},
		{"reading from another site", "GET", "cross-site", "https://example.com", 200},
		{"another site", "POST", "cross-site", "https://example.com", 403},
		{"another site deletes", "DELETE", "cross-site", "https://example.com", 403},
		{"another port of this machine", "POST", "same-site", "http://localhost:9090", 403},
		{"another site in an old browser", "POST", "", "https://example.com", 403},
		{"a page without an origin", "POST", "cross-site", "null", 403},
		{"an origin that is allowed", "POST", "cross-site", "https://example.org", 200},
	} {
		r := httptest.NewRequest(c.method, "http://localhost:8080/v1/solves", nil)
		for name, value := range map[string]string{"Sec-Fetch-Site": c.site, "Origin": c.origin} {
			if value != "" {
				r.Header.Set(name, value)
			}
		}
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if w.Code != c.status {
			t.Errorf("%s: %d, want %d", c.name, w.Code, c.status)
		}
		if w.Code == 403 {
			checkProblem(t, w)
		}
	}
}
