package instance

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// Solution is what a VRPLIB .sol file holds: the sites that each route visits in order, without the
// depots, and what the file says it is worth.
type Solution struct {
	Routes [][]int32
	Cost   float64
	Stated bool // whether the file says a cost
}

// ReadSolutionFile reads a .sol file; see [ReadSolution].
func ReadSolutionFile(path string) (*Solution, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return ReadSolution(filepath.Base(path), f)
}

// ReadSolution reads lines like "Route #1: 5 3 8", which may be empty after the colon, and "Cost 42",
// "Cost: 42" or "Score 42". Routes are numbered from 1 in order. Errors wrap [ErrFormat] and name file
// and line, or are those of r.
func ReadSolution(file string, r io.Reader) (*Solution, error) {
	l, err := readLines(file, r)
	if err != nil {
		return nil, err
	}
	s := &Solution{}
	for l.next() {
		switch word := strings.ToLower(strings.TrimSuffix(l.fields[0], ":")); word {
		case "route":
			route, err := l.route(len(s.Routes) + 1)
			if err != nil {
				return nil, err
			}
			s.Routes = append(s.Routes, route)
		case "cost", "score":
			if len(l.fields) != 2 || s.Stated {
				return nil, l.fault("phải có đúng một giá trị", "exactly one value is expected")
			}
			if s.Cost, err = l.number(l.fields[1]); err != nil {
				return nil, err
			}
			s.Stated = true
		default:
			return nil, l.fault("phải là Route hoặc Cost", "expected Route or Cost")
		}
	}
	return s, nil
}

// route reads the rest of a line "Route #n: ...".
func (l *lines) route(n int) ([]int32, error) {
	head, visits, colon := strings.Cut(l.text, ":")
	number := strings.TrimPrefix(strings.TrimSpace(head[len("route"):]), "#")
	if got, err := strconv.Atoi(number); !colon || err != nil || got != n {
		return nil, l.fault("các tuyến phải đánh số từ 1", fmt.Sprintf("expected Route #%d: ...", n))
	}
	fields := strings.Fields(visits)
	route := make([]int32, len(fields))
	for i, field := range fields {
		var err error
		if route[i], err = l.whole(field, 0, maxSites); err != nil {
			return nil, err
		}
	}
	return route, nil
}

// WriteSolution writes routes and their worth as a VRPLIB .sol file. Routes without visits are written
// only where vehicles differ, for there the number says which it is.
func (in *Instance) WriteSolution(w io.Writer, routes [][]int32, value float64) error {
	b := bufio.NewWriter(w)
	n := 0
	for _, route := range routes {
		if len(route) == 0 && !in.Ordered {
			continue
		}
		n++
		fmt.Fprintf(b, "Route #%d:", n)
		for _, site := range route {
			fmt.Fprintf(b, " %d", site)
		}
		fmt.Fprintln(b)
	}
	fmt.Fprintf(b, "Cost %s\n", in.Format(value))
	return b.Flush()
}

// Format writes a value of the instance's objective with the decimals that its convention has: as
// many as make a whole number of its unit, two for double precision.
func (in *Instance) Format(value float64) string {
	decimals := 2
	if in.Objective == Score {
		decimals = 0
	} else if in.Measure.Rounding != None {
		decimals = 0
		for scale := in.Measure.Scale; scale > 1; scale /= 10 {
			decimals++
		}
	}
	return strconv.FormatFloat(value, 'f', decimals, 64)
}
