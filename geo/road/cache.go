package road

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
)

// The cache holds prepared roads, a file for each file, area and profile, named by the hash of all
// that they depend on. A file there is used only if it begins with that hash, ends with the hash
// of its own content and makes sense; any other is made anew. It is written beside its place and
// renamed, so that two programs at once do no harm.

// cacheVersion changes with anything that changes what is prepared or how it is written.
const cacheVersion = 1

// key is the hash of everything that prepared roads depend on.
type key [sha256.Size]byte

func newKey(stamp string, p Profile, b Box) key {
	h := sha256.New()
	fmt.Fprintf(h, "%d\n%s\n%v\n", cacheVersion, stamp, b)
	fmt.Fprintf(h, "%q %v %v %v %v %v\n", p.Name, p.Rides, p.Oneway, p.Parking, p.Last, p.Snap)
	for _, class := range p.classes() {
		fmt.Fprintf(h, "%q %v\n", class, p.Speeds[class])
	}
	return key(h.Sum(nil))
}

func cachePath(dir string, k key, p Profile) string {
	return filepath.Join(dir, fmt.Sprintf("%s-%x.roads", p.Name, k[:12]))
}

// readCache gives the roads of a key, or nil where there are none that can be used.
func readCache(dir string, k key, p Profile) *Roads {
	if dir == "" {
		return nil
	}
	data, err := os.ReadFile(cachePath(dir, k, p))
	if err != nil || len(data) < 2*len(k) {
		return nil
	}
	body, sum := data[:len(data)-len(k)], key(data[len(data)-len(k):])
	if !bytes.HasPrefix(body, k[:]) || sha256.Sum256(body) != sum {
		return nil
	}
	g, h, ok := unpackRoads(body[len(k):])
	if !ok {
		return nil
	}
	roads, err := assemble(p, g, h)
	if err != nil {
		return nil
	}
	return roads
}

// writeCache puts roads into the cache if it can.
func writeCache(dir string, k key, r *Roads) {
	if dir == "" || os.MkdirAll(dir, 0o700) != nil {
		return
	}
	body := packRoads(append([]byte{}, k[:]...), r)
	sum := sha256.Sum256(body)
	f, err := os.CreateTemp(dir, ".unfinished-*")
	if err != nil {
		return
	}
	_, err = f.Write(append(body, sum[:]...))
	if closed := f.Close(); err != nil || closed != nil || os.Rename(f.Name(), cachePath(dir, k, r.profile)) != nil {
		os.Remove(f.Name())
	}
}
