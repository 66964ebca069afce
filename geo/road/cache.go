package road

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// The cache holds prepared roads, a file for each file, area and profile, and maps to draw, named by the hash of
// all that they depend on. A file there is used only if it begins with that hash, ends with the hash
// of its own content and makes sense; any other is made anew. It is written beside its place and
// renamed, so that two programs at once do no harm. Those used last are kept, the others removed.

// cacheVersion changes with anything that changes what is prepared or how it is written.
const cacheVersion = 3

// What is kept at most: a ward of a city has 1 or 2 MB a profile, a province some 50 MB.
const (
	keptFiles = 64
	keptBytes = 1 << 30
)

// key is the hash of everything that prepared roads depend on.
type key [sha256.Size]byte

func newKey(stamp string, p Profile, b Box) key {
	h := sha256.New()
	fmt.Fprintf(h, "%d\n%s\n%v\n", cacheVersion, stamp, b)
	fmt.Fprintf(h, "%q %v %v %v %v\n", p.Name, p.Rides, p.Parking, p.Last, p.Snap)
	for _, speeds := range [...]map[string]float64{p.Speeds, p.Walked} {
		for _, class := range classes(speeds) {
			fmt.Fprintf(h, "%q %v\n", class, speeds[class])
		}
		fmt.Fprintln(h)
	}
	return key(h.Sum(nil))
}

// newMapKey is that of a map to draw.
func newMapKey(stamp string, b Box) key {
	return sha256.Sum256(fmt.Appendf(nil, "map %d\n%s\n%v\n", cacheVersion, stamp, b))
}

// ending is that of the files of the cache.
const ending = ".roads"

func cachePath(dir, kind string, k key) string {
	return filepath.Join(dir, fmt.Sprintf("%s-%x%s", kind, k[:12], ending))
}

// readCache gives what was kept of a kind under a key, or nil where there is nothing that can be used.
func readCache(dir, kind string, k key) []byte {
	if dir == "" {
		return nil
	}
	path := cachePath(dir, kind, k)
	data, err := os.ReadFile(path)
	if err != nil || len(data) < 2*len(k) {
		return nil
	}
	body, sum := data[:len(data)-len(k)], key(data[len(data)-len(k):])
	if !bytes.HasPrefix(body, k[:]) || sha256.Sum256(body) != sum {
		return nil
	}
	now := time.Now()
	_ = os.Chtimes(path, now, now) // it was used now; where that cannot be noted it is removed the sooner
	return body[len(k):]
}

// writeCache keeps something if it can.
func writeCache(dir, kind string, k key, body []byte) {
	if dir == "" || os.MkdirAll(dir, 0o700) != nil {
		return
	}
	h := sha256.New()
	h.Write(k[:])
	h.Write(body)
	f, err := os.CreateTemp(dir, unfinished+"*")
	if err != nil {
		return
	}
	for _, part := range [...][]byte{k[:], body, h.Sum(nil)} {
		if err == nil {
			_, err = f.Write(part)
		}
	}
	if closed := f.Close(); err != nil || closed != nil || os.Rename(f.Name(), cachePath(dir, kind, k)) != nil {
		os.Remove(f.Name())
	}
	prune(dir, keptFiles, keptBytes)
}

// unfinished begins the names of files that are being written; one of yesterday was given up.
const unfinished = ".unfinished-"

// prune removes the files of the cache that were not used for longest, until so many and so many bytes are left.
func prune(dir string, files int, bytes int64) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return
	}
	var kept []os.FileInfo
	for _, entry := range entries {
		info, err := entry.Info()
		switch {
		case err != nil || !info.Mode().IsRegular():
		case strings.HasPrefix(info.Name(), unfinished) && time.Since(info.ModTime()) > 24*time.Hour:
			os.Remove(filepath.Join(dir, info.Name()))
		case filepath.Ext(info.Name()) == ending:
			kept = append(kept, info)
		}
	}
	slices.SortFunc(kept, func(a, b os.FileInfo) int {
		return cmp.Or(b.ModTime().Compare(a.ModTime()), cmp.Compare(a.Name(), b.Name()))
	})
	for i, info := range kept {
		if bytes -= info.Size(); i > 0 && (i >= files || bytes < 0) { // the last one stays, however large
			os.Remove(filepath.Join(dir, info.Name()))
		}
	}
}
