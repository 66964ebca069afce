package api

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/google/go-cmp/cmp"
)

// newKeys makes keys of these names, in a file of their own.
func newKeys(t *testing.T, names ...string) (keys *Keys, made []string) {
	t.Helper()
	keys, err := LoadKeys(filepath.Join(t.TempDir(), "keys.json"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		key, err := keys.Add(name)
		if err != nil {
			t.Fatal(err)
		}
		made = append(made, key)
	}
	return keys, made
}

// look makes the keys look at their file at the next question.
func (k *Keys) look() {
	k.mutex.Lock()
	defer k.mutex.Unlock()
	k.read = time.Time{}
}

func TestKeysAddAndOwner(t *testing.T) {
	keys, made := newKeys(t, "đội 1", "đội 2")
	list := keys.List()
	for i, key := range made {
		if !strings.HasPrefix(key, keyPrefix) || len(key) != len(keyPrefix)+52 {
			t.Errorf("key %d has %d letters", i, len(key))
		}
		if owner, known := keys.Owner(key); !known || owner != list[i].ID {
			t.Errorf("key %d is of %q, %v", i, owner, known)
		}
		if created, err := time.Parse(time.RFC3339, list[i].Created); err != nil || time.Since(created) > time.Minute {
			t.Errorf("created %q", list[i].Created)
		}
	}
	if made[0] == made[1] || list[0].ID == list[1].ID {
		t.Error("two keys are the same")
	}
	for _, none := range []string{"", made[0] + "A", made[0][:len(made[0])-1], strings.ToLower(made[0]), list[0].ID, list[0].Hash} {
		if owner, known := keys.Owner(none); known || owner != "" {
			t.Errorf("%q is of %q", none, owner)
		}
	}
}

// The file holds no key, is its owner's alone, and is read again as it was written.
func TestKeysFile(t *testing.T) {
	keys, made := newKeys(t, "a", "b")
	content, err := os.ReadFile(keys.path)
	if err != nil {
		t.Fatal(err)
	}
	for _, key := range made {
		if strings.Contains(string(content), strings.TrimPrefix(key, keyPrefix)) {
			t.Error("the file holds a key")
		}
	}
	if info, err := os.Stat(keys.path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
	again, err := LoadKeys(keys.path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(keys.List(), again.List()); diff != "" {
		t.Errorf("read again (-written +read):\n%s", diff)
	}
	if left, err := filepath.Glob(filepath.Join(filepath.Dir(keys.path), ".keys-*")); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

func TestKeysBroken(t *testing.T) {
	path := filepath.Join(t.TempDir(), "keys.json")
	if err := os.WriteFile(path, []byte(`{"name": "Nguyễn Văn A"`), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := LoadKeys(path); err == nil || strings.Contains(err.Error(), "Nguyễn") {
		t.Errorf("error %v", err)
	}
	if keys, err := LoadKeys(filepath.Join(t.TempDir(), "none.json")); err != nil || !keys.Empty() {
		t.Errorf("without a file: %v", err)
	}
}

// What another process does with the file counts in the running server.
func TestKeysReload(t *testing.T) {
	server, made := newKeys(t, "a", "b")
	other, err := LoadKeys(server.path)
	if err != nil {
		t.Fatal(err)
	}
	if err := other.Revoke(other.List()[0].ID); err != nil {
		t.Fatal(err)
	}
	third, err := other.Add("c")
	if err != nil {
		t.Fatal(err)
	}
	server.look()
	for key, want := range map[string]bool{made[0]: false, made[1]: true, third: true} {
		if _, known := server.Owner(key); known != want {
			t.Errorf("known is %v, want %v", known, want)
		}
	}

	if err := os.WriteFile(server.path, []byte("["), 0o600); err != nil {
		t.Fatal(err)
	}
	server.look()
	for range 2 { // not only while the file is looked at
		if _, known := server.Owner(made[1]); known {
			t.Error("a broken file lets somebody in")
		}
	}
	if _, err := server.Add("d"); err == nil {
		t.Error("a broken file was written over")
	}
	if err := os.Remove(server.path); err != nil {
		t.Fatal(err)
	}
	server.look()
	if _, known := server.Owner(made[1]); known || !server.Empty() {
		t.Error("a file that is gone lets somebody in")
	}
}

// A key that is revoked stops working within two seconds.
func TestKeysReloadInTime(t *testing.T) {
	if testing.Short() {
		t.Skip("takes a second")
	}
	server, made := newKeys(t, "a")
	server.Owner(made[0])
	other, err := LoadKeys(server.path)
	if err != nil {
		t.Fatal(err)
	}
	if err := other.Revoke(other.List()[0].ID); err != nil {
		t.Fatal(err)
	}
	for end := time.Now().Add(2 * time.Second); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		if _, known := server.Owner(made[0]); !known {
			return
		}
	}
	t.Error("the revoked key still works")
}

func TestKeysRevoke(t *testing.T) {
	keys, made := newKeys(t, "a", "b")
	if err := keys.Revoke("nobody"); !errors.Is(err, ErrNoKey) {
		t.Errorf("error %v", err)
	}
	if err := keys.Revoke(keys.List()[0].ID); err != nil {
		t.Fatal(err)
	}
	if _, known := keys.Owner(made[0]); known {
		t.Error("the revoked key works")
	}
	if _, known := keys.Owner(made[1]); !known {
		t.Error("the other key does not work")
	}
}

func TestAuthenticate(t *testing.T) {
	keys, made := newKeys(t, "a", "b")
	ids := keys.List()
	h := authenticate(keys)(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { _, _ = io.WriteString(w, ownerOf(r.Context())) }))
	for _, c := range []struct {
		name, header, cookie string
		status               int
		owner                string
	}{
		{"bearer", "Bearer " + made[0], "", 200, ids[0].ID},
		{"bearer in small letters", "bearer  " + made[1] + " ", "", 200, ids[1].ID},
		{"cookie", "", made[1], 200, ids[1].ID},
		{"bearer before cookie", "Bearer " + made[0], made[1], 200, ids[0].ID},
		{"nothing", "", "", 401, ""},
		{"another key", "Bearer gonha_AAAA", "", 401, ""},
		{"another key with a cookie that works", "Bearer gonha_AAAA", made[0], 401, ""},
		{"another scheme", "Basic " + made[0], "", 401, ""},
		{"no scheme", made[0], "", 401, ""},
		{"another cookie", "", "x", 401, ""},
	} {
		r := httptest.NewRequest(http.MethodGet, "/v1/solves", nil)
		if c.header != "" {
			r.Header.Set("Authorization", c.header)
		}
		if c.cookie != "" {
			r.AddCookie(&http.Cookie{Name: cookieName, Value: c.cookie})
		}
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if w.Code != c.status || c.owner != "" && w.Body.String() != c.owner {
			t.Errorf("%s: %d %s", c.name, w.Code, w.Body)
		}
		if challenge := w.Header().Get("WWW-Authenticate"); (w.Code == 401) != strings.HasPrefix(challenge, "Bearer ") {
			t.Errorf("%s: WWW-Authenticate %q", c.name, challenge)
		}
		if w.Code == 401 && (w.Header().Get("Content-Type") != "application/problem+json" || strings.Contains(w.Body.String(), "gonha_")) {
			t.Errorf("%s: %s", c.name, w.Body)
		}
	}
}

// Without keys everything is one owner's.
func TestAuthenticateOff(t *testing.T) {
	h := authenticate(nil)(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { _, _ = io.WriteString(w, ownerOf(r.Context())) }))
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/v1/solves", nil))
	if w.Code != 200 || w.Body.String() != localOwner {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}

func TestSession(t *testing.T) {
	keys, made := newKeys(t, "a")
	router := chi.NewRouter()
	routeSession(router, keys)
	ask := func(method, key, target string) *httptest.ResponseRecorder {
		r := httptest.NewRequest(method, target, nil)
		if key != "" {
			r.Header.Set("Authorization", "Bearer "+key)
		}
		w := httptest.NewRecorder()
		router.ServeHTTP(w, r)
		return w
	}
	for _, c := range []struct {
		name, method, key, target string
		status                    int
		cookie                    string
	}{
		{"open", "POST", made[0], "http://localhost/v1/session", 204, "gonha=" + made[0] + "; Path=/; HttpOnly; SameSite=Strict"},
		{"open over TLS", "POST", made[0], "https://localhost/v1/session", 204, "gonha=" + made[0] + "; Path=/; HttpOnly; Secure; SameSite=Strict"},
		{"open without a key", "POST", "", "/v1/session", 401, ""},
		{"open with another", "POST", "gonha_A", "/v1/session", 401, ""},
		{"close", "DELETE", made[0], "/v1/session", 204, "gonha=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict"},
		{"close without a key", "DELETE", "", "/v1/session", 204, "gonha=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict"},
	} {
		w := ask(c.method, c.key, c.target)
		if got := w.Header().Get("Set-Cookie"); w.Code != c.status || got != c.cookie {
			t.Errorf("%s: %d, cookie %q", c.name, w.Code, got)
		}
	}

	open := chi.NewRouter()
	routeSession(open, nil)
	w := httptest.NewRecorder()
	open.ServeHTTP(w, httptest.NewRequest(http.MethodPost, "/v1/session", nil))
	if w.Code != 204 || w.Header().Get("Set-Cookie") != "" {
		t.Errorf("without keys: %d, cookie %q", w.Code, w.Header().Get("Set-Cookie"))
	}
}

func BenchmarkOwner(b *testing.B) {
	keys, err := LoadKeys(filepath.Join(b.TempDir(), "keys.json"))
	if err != nil {
		b.Fatal(err)
	}
	var last string
	for range 20 {
		if last, err = keys.Add("a"); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		keys.Owner(last)
	}
}
