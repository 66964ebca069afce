package instance

import (
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
)

// vroomReader reads a document from its beginning to its end, a job, vehicle or row of a matrix at a
// time, and notes what is wrong with it. The document is sound JSON, so that a token that is asked for
// is there.
type vroomReader struct {
	dec    *json.Decoder
	limits VROOMLimits
	faults VROOMFaults

	ignored []string // members that VROOM does not know
}

// mostFaults is how many faults are listed.
const mostFaults = 50

func (r *vroomReader) fault(path, reason string) {
	if len(r.faults) < mostFaults {
		r.faults = append(r.faults, VROOMFault{Path: path, Reason: reason})
	}
}

const notSupported = "không hỗ trợ / not supported"

// full says whether reading on is of no use: there are too many faults, or too much of something.
func (r *vroomReader) full() bool { return len(r.faults) >= mostFaults || r.tooLarge() }

func (r *vroomReader) tooLarge() bool {
	return len(r.faults) > 0 && r.faults[len(r.faults)-1].large
}

// large is the fault of too much of something. Nothing after it is read.
func (r *vroomReader) large(path string, most int) {
	r.faults = append(r.faults, VROOMFault{path, fmt.Sprintf("nhiều nhất %d / at most %d", most, most), true})
}

// members calls do for each member of the object that comes next; do must read its value.
func (r *vroomReader) members(path string, do func(name string)) {
	t, err := r.dec.Token()
	if err != nil || t != json.Delim('{') {
		r.fault(path, "phải là đối tượng / must be an object")
		r.skipRest(t)
		return
	}
	seen := map[string]bool{}
	for r.dec.More() && !r.full() {
		name, _ := r.dec.Token() // a member's name, for the document is sound
		text, _ := name.(string)
		if seen[text] {
			r.fault(strings.TrimPrefix(path+"."+shownName(text), "."), "có hai lần / is there twice")
			r.skip()
			continue
		}
		seen[text] = true
		do(text)
	}
	r.leave()
}

// elements calls do for each element of the array that comes next; do must read it.
func (r *vroomReader) elements(path string, most int, do func(path string)) {
	t, err := r.dec.Token()
	if err != nil || t != json.Delim('[') {
		r.fault(path, "phải là mảng / must be an array")
		r.skipRest(t)
		return
	}
	for i := 0; r.dec.More() && !r.full(); i++ {
		if i == most {
			r.large(path, most)
			break
		}
		do(fmt.Sprintf("%s[%d]", path, i))
	}
	r.leave()
}

// leave reads the end of an object or array, unless reading has been given up in the middle of it.
func (r *vroomReader) leave() {
	if !r.full() {
		_, _ = r.dec.Token() // there is one, for the document is sound
	}
}

// skip reads a value and forgets it.
func (r *vroomReader) skip() {
	t, _ := r.dec.Token()
	r.skipRest(t)
}

// skipRest reads the rest of a value that begins with a token.
func (r *vroomReader) skipRest(t json.Token) {
	depth := 0
	for {
		switch t {
		case json.Delim('{'), json.Delim('['):
			depth++
		case json.Delim('}'), json.Delim(']'):
			depth--
		}
		if depth <= 0 {
			return
		}
		var err error
		if t, err = r.dec.Token(); err != nil {
			return
		}
	}
}

// raw reads a value as it stands.
func (r *vroomReader) raw() json.RawMessage {
	var raw json.RawMessage
	_ = r.dec.Decode(&raw) // succeeds, for the document is sound
	return raw
}

// unsupported reads a value that is a fault unless there is nothing in it.
func (r *vroomReader) unsupported(path string) {
	if !empty(r.raw()) {
		r.fault(path, notSupported)
	}
}

// empty says whether a value holds nothing.
func empty(raw json.RawMessage) bool {
	switch strings.Join(strings.Fields(string(raw[:min(len(raw), 64)])), "") {
	case "[]", "{}", "null":
		return true
	}
	return false
}

// object reads an object whose members are looked at by name; it is nil where there is none.
func (r *vroomReader) object(path string) *vroomObject {
	var members map[string]json.RawMessage
	if err := r.dec.Decode(&members); err != nil || members == nil {
		r.fault(path, "phải là đối tượng / must be an object")
		return nil
	}
	return &vroomObject{r, path, members}
}

// vroomObject is an object whose members are taken out one after the other.
type vroomObject struct {
	r       *vroomReader
	path    string
	members map[string]json.RawMessage
}

// at is the path of a member.
func (o *vroomObject) at(name string) string { return o.path + "." + name }

// take takes out a member.
func (o *vroomObject) take(name string) (json.RawMessage, bool) {
	raw, given := o.members[name]
	delete(o.members, name)
	return raw, given
}

// objects takes an array of objects, most at most, and calls do for each of them.
func (o *vroomObject) objects(name string, most int, do func(o *vroomObject)) {
	raw, given := o.take(name)
	if !given || empty(raw) {
		return
	}
	var list []json.RawMessage
	switch err := json.Unmarshal(raw, &list); {
	case err != nil:
		o.r.fault(o.at(name), "phải là mảng / must be an array")
		return
	case len(list) > most:
		o.r.fault(o.at(name), fmt.Sprintf("nhiều nhất %d / at most %d", most, most))
		return
	}
	for i, one := range list {
		each := &vroomObject{r: o.r, path: fmt.Sprintf("%s[%d]", o.at(name), i)}
		if json.Unmarshal(one, &each.members) != nil || each.members == nil {
			o.r.fault(each.path, "phải là đối tượng / must be an object")
			continue
		}
		do(each)
	}
}

// end takes note of each member that nobody took.
func (o *vroomObject) end(known []string) {
	for _, name := range slices.Sorted(maps.Keys(o.members)) {
		o.r.stranger(o.path, name, known)
	}
}

// optional takes a whole number that need not be there; it is -1 where it is not.
func (o *vroomObject) optional(name string) int64 {
	if _, given := o.members[name]; !given {
		return -1
	}
	return int64(o.whole(name, math.MaxUint32, 0))
}

// whole takes a whole number up to most; it is other where it is not given.
func (o *vroomObject) whole(name string, most, other uint64) uint64 {
	raw, given := o.take(name)
	if !given {
		return other
	}
	n, err := strconv.ParseUint(string(raw), 10, 64)
	if err != nil || n > most {
		o.r.fault(o.at(name), fmt.Sprintf("phải là số nguyên từ 0 đến %d / must be a whole number from 0 to %d", most, most))
		return other
	}
	return n
}

// id takes the id, which must be there.
func (o *vroomObject) id() uint64 {
	if _, given := o.members["id"]; !given {
		o.r.fault(o.at("id"), "thiếu / missing")
	}
	return o.whole("id", math.MaxUint64, 0)
}

// text takes a text.
func (o *vroomObject) text(name string) string {
	raw, given := o.take(name)
	var text *string
	if given && (json.Unmarshal(raw, &text) != nil || text == nil) {
		o.r.fault(o.at(name), "phải là chữ / must be a text")
	}
	if text == nil {
		return ""
	}
	return *text
}

// wholes takes a list of whole numbers, most at most.
func (o *vroomObject) wholes(name string, most int) []uint32 {
	raw, given := o.take(name)
	if !given {
		return nil
	}
	list, ok := parseWholes(raw, nil, most)
	if !ok {
		o.r.fault(o.at(name), fmt.Sprintf("phải là mảng số nguyên từ 0 đến %d, nhiều nhất %d số / must be an array of whole numbers from 0 to %d, at most %d of them", uint32(math.MaxUint32), most, uint32(math.MaxUint32), most))
	}
	return list
}

// parseWholes appends the numbers of a JSON array of whole numbers that fit 32 bits, most at most, and
// says whether it is one.
func parseWholes(raw []byte, list []uint32, most int) ([]uint32, bool) {
	if len(raw) == 0 || raw[0] != '[' {
		return list, false
	}
	number, digits := uint64(0), false
	for _, b := range raw[1:] {
		switch {
		case b >= '0' && b <= '9':
			number, digits = number*10+uint64(b-'0'), true
			if number > math.MaxUint32 {
				return list, false
			}
		case b == ',' || b == ']':
			if digits && len(list) == most {
				return list, false
			}
			if digits {
				list = append(list, uint32(number))
			}
			number, digits = 0, false
		case b != ' ' && b != '\t' && b != '\n' && b != '\r':
			return list, false
		}
	}
	return list, true
}

// shownName is a member's name in a path. A name that VROOM has not is the client's own and is shown
// only where it is a plain word: a number may be somebody's.
func shownName(name string) string {
	plain := func(r rune) bool {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r == '_' || r == '-'
	}
	if name == "" || len(name) > 30 || strings.ContainsFunc(name, func(r rune) bool { return !plain(r) }) {
		return "…"
	}
	return name
}
