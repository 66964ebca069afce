package geo

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"time"
)

// Leg is the way from one of an engine's points to another.
type Leg struct{ From, To int32 }

// Line is what a routing server knows of a leg.
type Line struct {
	Points  []Point  // between the leg's own, which may lie beside the road; empty where the server knows none
	Streets []string // the names of its streets in order
}

// Lines are the lines of legs that a routing server was asked for. Legs that it was not asked for, or gave no line
// for, are straight. They are safe for use by several goroutines.
type Lines struct {
	points []Point
	atOnce int
	ask    func(ctx context.Context, leg Leg) (Line, error)
	mutex  sync.RWMutex
	kept   map[Leg]Line
}

// NewLines are the lines between points, which must not change, none of them known yet. ask asks for one; it is
// called by atOnce goroutines at a time, 1 or more.
func NewLines(points []Point, atOnce int, ask func(ctx context.Context, leg Leg) (Line, error)) *Lines {
	return &Lines{points: points, atOnce: atOnce, ask: ask, kept: map[Leg]Line{}}
}

// ForLines is the server with less patience: without lines there is a plan all the same.
func (r Remote) ForLines() Remote {
	r.Tries, r.Timeout, r.Patience = min(r.Tries, 2), min(r.Timeout, 5*time.Second), min(r.Patience, 20*time.Second)
	return r
}

// mostDrawing is how long a plan waits for its lines.
const mostDrawing = time.Minute

// Draw asks for the lines of legs that are not known, each once, some at a time. It ends when ctx does, when a minute is
// over, and at the first sign that the server is busy, broken or gone; the rest stays straight.
func (l *Lines) Draw(ctx context.Context, legs []Leg) {
	var missing []Leg
	seen := map[Leg]bool{}
	for _, leg := range legs {
		if !seen[leg] && !l.Drawn(leg.From, leg.To) {
			seen[leg], missing = true, append(missing, leg)
		}
	}
	ctx, stop := context.WithTimeout(ctx, mostDrawing)
	defer stop()
	var next atomic.Int64
	var workers sync.WaitGroup
	for range min(l.atOnce, len(missing)) {
		workers.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(missing) && ctx.Err() == nil; i = int(next.Add(1)) - 1 {
				line, err := l.ask(ctx, missing[i])
				var refusal *Refusal
				if err != nil && (!errors.As(err, &refusal) || refusal.Busy()) {
					stop()
					return
				}
				if err == nil && len(line.Points) > 0 {
					l.keep(missing[i], line)
				}
			}
		})
	}
	workers.Wait()
}

func (l *Lines) keep(leg Leg, line Line) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	l.kept[leg] = line
}

func (l *Lines) line(from, to int32) (Line, bool) {
	l.mutex.RLock()
	defer l.mutex.RUnlock()
	line, known := l.kept[Leg{from, to}]
	return line, known
}

// Drawn says whether the line of a leg is the server's, or none is needed within one place.
func (l *Lines) Drawn(from, to int32) bool {
	_, known := l.line(from, to)
	return known || l.points[from] == l.points[to]
}

// Path implements [Engine]: the server's line between the two points, or the straight one.
func (l *Lines) Path(from, to int32) []Point {
	line, _ := l.line(from, to)
	path := make([]Point, 0, len(line.Points)+2)
	return append(append(append(path, l.points[from]), line.Points...), l.points[to])
}

// Streets are the names of the streets of a leg in order, where its line is known.
func (l *Lines) Streets(from, to int32) []string {
	line, _ := l.line(from, to)
	return line.Streets
}
