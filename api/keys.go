package api

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/go-chi/chi/v5"
)

// Keys are the access keys of a server, in a file that holds their hashes only. A key is 260 random bits:
// nobody finds it by trying, as one finds a password, so a plain hash is enough. A server takes in what
// changes in the file within a second, so a key that is revoked stops working without a restart. Its
// methods may be called by any goroutine.
type Keys struct {
	path string

	mutex sync.Mutex // guards all below
	list  []Key
	read  time.Time   // when the file was last looked at
	file  fs.FileInfo // what it was when the list was read; nil is none
}

// Key is what is kept of an access key.
type Key struct {
	ID      string `json:"id"`      // names the key, and the owner of what is done with it
	Name    string `json:"name"`    // what it is for
	Hash    string `json:"sha256"`  // of the key, in hexadecimal
	Created string `json:"created"` // RFC 3339, UTC
}

// keyPrefix makes a key known for what it is, to people and to programs that look for leaked ones.
const keyPrefix = "gonha_"

// lookEvery is how often the file is looked at.
const lookEvery = time.Second

// LoadKeys reads the keys of a file. One that does not exist holds none.
func LoadKeys(path string) (*Keys, error) {
	k := &Keys{path: path}
	if err := k.load(); err != nil {
		return nil, fmt.Errorf("không đọc được khóa / reading the keys: %w", err)
	}
	return k, nil
}

// load reads the file where it has changed. One that cannot be read holds no keys: better nobody gets in
// than somebody whose key was revoked.
func (k *Keys) load() error {
	k.read = time.Now()
	info, err := os.Stat(k.path)
	if err == nil && k.file != nil && os.SameFile(info, k.file) && info.ModTime().Equal(k.file.ModTime()) && info.Size() == k.file.Size() {
		return nil
	}
	k.list, k.file = nil, nil
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	data, err := os.ReadFile(k.path)
	if err != nil {
		return err
	}
	var list []Key
	if err := json.Unmarshal(data, &list); err != nil {
		return fmt.Errorf("%s: không phải danh sách khóa / not a list of keys", filepath.Base(k.path))
	}
	k.list, k.file = list, info
	return nil
}

// save writes the file whole, readable by its owner only.
func (k *Keys) save(list []Key) error {
	data, err := json.MarshalIndent(list, "", "  ")
	if err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(k.path), ".keys-*") // of mode 0600
	if err != nil {
		return err
	}
	_, err = f.Write(append(data, '\n'))
	err = errors.Join(err, f.Sync(), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), k.path)
	}
	if err != nil {
		os.Remove(f.Name())
		return err
	}
	return k.load()
}

// List gives the keys as they were last read, the oldest first.
func (k *Keys) List() []Key {
	k.mutex.Lock()
	defer k.mutex.Unlock()
	return slices.Clone(k.list)
}

// Empty says whether there are no keys.
func (k *Keys) Empty() bool { return len(k.List()) == 0 }

// Add makes a key with a name that says what it is for, and gives it: it cannot be had again.
func (k *Keys) Add(name string) (key string, err error) {
	k.mutex.Lock()
	defer k.mutex.Unlock()
	if err := k.load(); err != nil {
		return "", err
	}
	key = keyPrefix + rand.Text() + rand.Text()
	made := Key{ID: strings.ToLower(rand.Text()[:8]), Name: name, Hash: hashOf(key), Created: time.Now().UTC().Format(time.RFC3339)}
	if err := k.save(append(slices.Clone(k.list), made)); err != nil {
		return "", err
	}
	return key, nil
}

// ErrNoKey is the error of a key that is not there.
var ErrNoKey = errors.New("không có khóa này / there is no such key")

// Revoke removes the key with the id, or says [ErrNoKey].
func (k *Keys) Revoke(id string) error {
	k.mutex.Lock()
	defer k.mutex.Unlock()
	if err := k.load(); err != nil {
		return err
	}
	left := slices.DeleteFunc(slices.Clone(k.list), func(key Key) bool { return key.ID == id })
	if len(left) == len(k.list) {
		return ErrNoKey
	}
	return k.save(left)
}

// Owner is whose key it is. All hashes are compared, each in constant time.
func (k *Keys) Owner(key string) (id string, known bool) {
	hash := []byte(hashOf(key))
	k.mutex.Lock()
	defer k.mutex.Unlock()
	if time.Since(k.read) >= lookEvery {
		_ = k.load() // one that cannot be read holds no keys
	}
	for _, other := range k.list {
		if subtle.ConstantTimeCompare(hash, []byte(other.Hash)) == 1 {
			id, known = other.ID, true
		}
	}
	return id, known
}

func hashOf(key string) string {
	sum := sha256.Sum256([]byte(key))
	return hex.EncodeToString(sum[:])
}

// cookieName is the cookie in which the page keeps a key, out of reach of scripts.
const cookieName = "gonha"

// keyOf is the key that a request comes with, or empty.
func keyOf(r *http.Request) string {
	scheme, key, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if strings.EqualFold(scheme, "Bearer") {
		return strings.TrimSpace(key)
	}
	if cookie, err := r.Cookie(cookieName); err == nil {
		return cookie.Value
	}
	return ""
}

// ownerKey is the context's key for the owner of a request.
type ownerKey struct{}

// localOwner owns everything where no keys are in use.
const localOwner = "local"

// ownerOf is who makes a request.
func ownerOf(ctx context.Context) string {
	if owner, given := ctx.Value(ownerKey{}).(string); given {
		return owner
	}
	return localOwner
}

// authenticate lets through who has a key, or everybody where keys is nil.
func authenticate(keys *Keys) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		if keys == nil {
			return next
		}
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			owner, known := keys.Owner(keyOf(r))
			if !known {
				w.Header().Set("WWW-Authenticate", `Bearer realm="gonha"`)
				writeProblem(w, r, newProblem(http.StatusUnauthorized, "cần mã truy cập / an access key is needed"))
				return
			}
			next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), ownerKey{}, owner)))
		})
	}
}

// routeSession adds the two requests with which the page keeps a key in its cookie and drops it.
func routeSession(r chi.Router, keys *Keys) {
	const path = "/v1/session"
	r.With(authenticate(keys)).Post(path, func(w http.ResponseWriter, r *http.Request) {
		if key := keyOf(r); key != "" {
			http.SetCookie(w, session(r, key, 0))
		}
		w.WriteHeader(http.StatusNoContent)
	})
	r.Delete(path, func(w http.ResponseWriter, r *http.Request) { // who has a key that was revoked, too
		http.SetCookie(w, session(r, "", -1))
		w.WriteHeader(http.StatusNoContent)
	})
}

// session is the cookie of a key: for the time the browser is open, or, of a negative age, gone.
func session(r *http.Request, key string, age int) *http.Cookie {
	return &http.Cookie{Name: cookieName, Value: key, Path: "/", MaxAge: age, HttpOnly: true, Secure: r.TLS != nil, SameSite: http.SameSiteStrictMode}
}
