package api

import (
	"fmt"
	"maps"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strings"
)

// The content security policies: the page's, whose scripts and styles are files of this server, and
// that of the lists, which stand alone, with a style and no script. They are not in a sandbox, in which
// their telephone numbers could not be called.
const (
	pagePolicy  = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; worker-src 'self' blob:; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
	listsPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
)

// secureHeaders puts what browsers are to heed on every answer. What the interface answers is personal
// data, and is kept by nobody on the way. The headers are made once: they are on refusals as well, which
// must be cheap.
func secureHeaders(next http.Handler) http.Handler {
	page := http.Header{}
	for name, value := range map[string]string{
		"Content-Security-Policy": pagePolicy, "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer",
		"Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin",
		"Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=()", "Cache-Control": "no-cache",
	} {
		page.Set(name, value)
	}
	private := page.Clone()
	private.Set("Cache-Control", "no-store")
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		if strings.HasPrefix(r.URL.Path, "/v1/") || fromVROOM(r) {
			maps.Copy(h, private)
		} else {
			maps.Copy(h, page)
		}
		if strings.HasSuffix(r.URL.Path, "/lists.html") {
			h.Set("Content-Security-Policy", listsPolicy)
		}
		next.ServeHTTP(w, r)
	})
}

// knownHost refuses, where no keys are in use, requests for any other name than the machine's own: the
// page of a site whose name is made to point to this machine must not reach the server.
func knownHost(keys *Keys) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		if keys != nil {
			return next
		}
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if !loopbackName(r.Host) {
				writeProblem(w, r, newProblem(http.StatusMisdirectedRequest, "máy chủ này chỉ trả lời trên chính máy này / this server answers on its own machine only"))
				return
			}
			next.ServeHTTP(w, r)
		})
	}
}

// loopbackName says whether a host, with a port or without, is this machine's own.
func loopbackName(host string) bool {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	host = strings.TrimSuffix(strings.ToLower(strings.Trim(host, "[]")), ".")
	if host == "localhost" {
		return true
	}
	at, err := netip.ParseAddr(host)
	return err == nil && at.Unmap().IsLoopback()
}

// checkOrigins says which of the origins are none. What was given is not repeated.
func checkOrigins(origins []string) error {
	for i, origin := range origins {
		u, err := url.Parse(origin)
		if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.Scheme+"://"+u.Host != origin {
			return fmt.Errorf("origins: số %d phải như https://example.org / number %d must be like https://example.org", i+1, i+1)
		}
	}
	return nil
}

// What other sites' pages may send and see, where they are allowed at all.
const (
	corsMethods = "GET, POST, DELETE"
	corsHeaders = "Authorization, Content-Type, Idempotency-Key, If-None-Match, Last-Event-ID"
	corsExposed = "ETag, Idempotency-Replayed, Location, Retry-After"
)

// cors lets the pages of the origins use the server (the Fetch standard's protocol); without origins it
// is off.
func cors(origins []string) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		if len(origins) == 0 {
			return next
		}
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			h := w.Header()
			h.Add("Vary", "Origin")
			origin := r.Header.Get("Origin")
			if !slices.Contains(origins, origin) {
				next.ServeHTTP(w, r)
				return
			}
			h.Set("Access-Control-Allow-Origin", origin)
			h.Set("Cross-Origin-Resource-Policy", "cross-origin")
			if r.Method == http.MethodOptions && r.Header.Get("Access-Control-Request-Method") != "" {
				h.Set("Access-Control-Allow-Methods", corsMethods)
				h.Set("Access-Control-Allow-Headers", corsHeaders)
				h.Set("Access-Control-Max-Age", "600")
				w.WriteHeader(http.StatusNoContent)
				return
			}
			h.Set("Access-Control-Expose-Headers", corsExposed)
			next.ServeHTTP(w, r)
		})
	}
}

// sameOrigin refuses what changes something and comes from the page of another site, but for the
// origins.
func sameOrigin(origins []string) func(http.Handler) http.Handler {
	protection := http.NewCrossOriginProtection()
	for _, origin := range origins {
		if err := protection.AddTrustedOrigin(origin); err != nil {
			panic(err) // they were checked
		}
	}
	protection.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		writeProblem(w, r, newProblem(http.StatusForbidden, "trang của nơi khác không được gửi yêu cầu này / pages of other sites may not send this"))
	}))
	return protection.Handler
}
