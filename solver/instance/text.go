package instance

import (
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
)

// The most that is read of one file, far more than any public instance has.
const (
	maxBytes    = 64 << 20
	maxSites    = 1 << 20
	maxVehicles = 1 << 16
	maxNumber   = 1e9 // of any number in a file
)

// ErrFormat is wrapped by every error about what a file holds, ErrUnknown by that of a file of no format
// that is known, which need not be meant as an instance at all.
var (
	ErrFormat  = errors.New("không phải tệp bài toán dùng được / not an instance that can be used")
	ErrUnknown = errors.New("không nhận ra định dạng / the format is none of those known")
)

// ReadFile reads an instance from a file; see [Read].
func ReadFile(path string) (*Instance, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return Read(filepath.Base(path), f)
}

// Read reads an instance of any of the formats, told apart by looking. The instance is called like the
// file without its ending. Errors wrap [ErrFormat] and name file and line, or are those of r.
func Read(file string, r io.Reader) (*Instance, error) {
	l, err := readLines(file, r)
	if err != nil {
		return nil, err
	}
	parse := l.format()
	if parse == nil {
		return nil, fmt.Errorf("%s: %w: %w", file, ErrUnknown, ErrFormat)
	}
	in, err := parse(l)
	if err != nil {
		return nil, err
	}
	in.Name = Stem(file)
	return in, in.validate(file)
}

// Stem is the name of an instance's file without folder and ending: "p4.2.a" for "set4/p4.2.a.txt".
func Stem(path string) string {
	base := filepath.Base(path)
	switch ext := filepath.Ext(base); strings.ToLower(ext) {
	case ".txt", ".vrp", ".sol":
		return strings.TrimSuffix(base, ext)
	}
	return base
}

// lines are the lines of a file, read one after the other.
type lines struct {
	file   string
	rest   string
	line   int // number of the present one, from 1
	text   string
	fields []string
}

func readLines(file string, r io.Reader) (*lines, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxBytes+1))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	l := &lines{file: file, rest: strings.TrimPrefix(string(data), "\ufeff")}
	if len(data) > maxBytes {
		return nil, l.fault("tệp quá lớn", "the file is too large")
	}
	return l, nil
}

// next goes to the next line that is not blank, and says whether there is one.
func (l *lines) next() bool {
	for l.rest != "" {
		var line string
		line, l.rest, _ = strings.Cut(l.rest, "\n")
		l.line++
		if l.text = strings.TrimSpace(line); l.text != "" {
			l.fields = strings.Fields(l.text)
			return true
		}
	}
	l.text, l.fields = "", nil
	return false
}

// fault is an error at the present line, said in both languages.
func (l *lines) fault(vietnamese, english string) error {
	return fmt.Errorf("%s:%d: %s / %s: %w", l.file, l.line, vietnamese, english, ErrFormat)
}

// number reads a number of at most [maxNumber].
func (l *lines) number(field string) (float64, error) {
	x, err := strconv.ParseFloat(field, 64)
	if err != nil || math.IsNaN(x) || math.Abs(x) > maxNumber {
		return 0, l.fault("không phải số dùng được", fmt.Sprintf("not a number that can be used: %.20q", field))
	}
	return x, nil
}

// whole reads a whole number from least to most; it may be written "30.00".
func (l *lines) whole(field string, least, most float64) (int32, error) {
	x, err := l.number(field)
	if err == nil && (x != math.Trunc(x) || x < least || x > most) {
		err = l.fault("không phải số nguyên dùng được", fmt.Sprintf("not a whole number from %.0f to %.0f: %.20q", least, most, field))
	}
	return int32(x), err
}

// numbers reads all fields of the present line as numbers.
func (l *lines) numbers(into []float64) ([]float64, error) {
	into = into[:0]
	for _, field := range l.fields {
		x, err := l.number(field)
		if err != nil {
			return nil, err
		}
		into = append(into, x)
	}
	return into, nil
}

// quantity is x as a demand, prize or count: whole, 0 or more.
func (l *lines) quantity(x float64) (int32, error) {
	if x != math.Trunc(x) || x < 0 || x > maxQuantity {
		return 0, l.fault("lượng cầu hoặc điểm sai", fmt.Sprintf("a demand or prize must be a whole number from 0 to %d: %v", maxQuantity, x))
	}
	return int32(x), nil
}

const maxQuantity = 1 << 24

// vrplibStart is a line that a VRPLIB file may begin with: a header or a section.
var vrplibStart = regexp.MustCompile(`^[A-Z_]+(\s*:|_SECTION\s*$)`)

// format is the reader for what the file holds, or nil.
func (l *lines) format() func(*lines) (*Instance, error) {
	peek := *l
	if !peek.next() {
		return nil
	}
	first := peek.fields
	switch {
	case vrplibStart.MatchString(peek.text):
		return readVRPLIB
	case len(first) == 2 && strings.EqualFold(first[0], "n"):
		return readTOP
	case len(first) == 4 && allNumbers(first):
		return readTOPTW
	case peek.next() && strings.EqualFold(peek.text, "VEHICLE"):
		return readSolomon
	}
	return nil
}

func allNumbers(fields []string) bool {
	for _, f := range fields {
		if _, err := strconv.ParseFloat(f, 64); err != nil {
			return false
		}
	}
	return true
}
