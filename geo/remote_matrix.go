package geo

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"sync"
	"sync/atomic"
)

// Matrix is the travel between all pairs of points, known beforehand. It has the methods of [Engine] but
// for the path.
type Matrix struct {
	points          []Point
	seconds, metres []int32
	lengths         bool // whether the server gives lengths

	mutex sync.Mutex // of what is below, while the matrix is filled in
	ends  []pointEnds
	ways  int // pairs with a way between
	moves int // those of them that take any time by the server
}

// pointEnds is how the ways from and to a point end.
type pointEnds struct {
	ways, off int     // so many there are, so many of them end off the roads
	metres    float64 // from the roads, in all
}

// MatrixMost is the most points of a matrix, 128 MB of them.
const MatrixMost = 4000

// Survey says what travel a server is asked for.
type Survey struct {
	Points  []Point
	Side    int // points on each side of a question, 1 or more
	AtOnce  int // questions under way at the same time, 1 or more
	Parking int // seconds at the end of each leg

	// Ask asks for the travel from some points to others. Its errors may wrap [ErrNoRoadNear] or [ErrTooLarge].
	Ask func(ctx context.Context, from, to []int32) (Block, error)
}

// Block is what a server answers: the travel from some points to others, row by row. What is no time, any below 0 or
// of months, is no way between the two.
type Block struct {
	Seconds []float64
	Metres  []float64 // nil where the server gives no lengths
	Gaps    []float64 // metres between the ends of a way and the points, where the server says; nil where it does not
}

// NoWay is the time of a pair without a way between in a [Block].
const NoWay = -1.0

// Errors of a matrix. ErrTooMany is for more points than a matrix has, ErrNoRoadNear for a block of which some point is
// too far from every road for the server, ErrTooLarge for a block of more pairs than the server answers at a time.
// ErrNoWays wraps [ErrRemote]: the server's map is that of another place.
var (
	ErrTooMany    = fmt.Errorf("quá nhiều nơi cho một máy chủ chỉ đường, nhiều nhất %d; hãy dùng --roads / too many places for a routing server, at most %d: use --roads", MatrixMost, MatrixMost)
	ErrNoRoadNear = errors.New("a point lies near no road of the server's map")
	ErrTooLarge   = errors.New("the server takes fewer places at a time")
	ErrNoWays     = fmt.Errorf("%w: nó không biết đường nào giữa các nơi này; kiểm tra bản đồ của nó / it knows no way between any of the places: check what map it has", ErrRemote)
)

// OffRoad is how many metres from the nearest road a point lies off all roads: nearer ones are taken to be beside it.
const OffRoad = 50.0

// NewMatrix asks for the travel between all points in blocks, some at once. A block that the server calls too large is
// asked for in parts, and so are all after it; one whose error wraps [ErrNoRoadNear] too, until the pairs that cannot be
// travelled are left: they are [Unreachable]. Any other error ends it. Between one and the same place there is no
// time and no length; where a way ends off the roads, or is shorter than the straight line and so cannot be all of
// it, what is missing is walked. The points must not change.
func NewMatrix(ctx context.Context, s Survey) (*Matrix, error) {
	n := len(s.Points)
	if n > MatrixMost {
		return nil, ErrTooMany
	}
	m := &Matrix{points: s.Points, seconds: make([]int32, n*n), metres: make([]int32, n*n), lengths: true, ends: make([]pointEnds, n)}
	q := inquiry{Survey: s, m: m}
	q.most.Store(int64(s.Side))
	across := (n + s.Side - 1) / s.Side
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var next atomic.Int64
	var workers sync.WaitGroup
	for range min(s.AtOnce, across*across) {
		workers.Go(func() {
			for b := int(next.Add(1)) - 1; b < across*across && ctx.Err() == nil; b = int(next.Add(1)) - 1 {
				if err := q.ask(ctx, span(b/across*s.Side, s.Side, n), span(b%across*s.Side, s.Side, n)); err != nil {
					cancel(err)
					return
				}
			}
		})
	}
	workers.Wait()
	if err := context.Cause(ctx); err != nil {
		return nil, err
	}
	return m, m.sound()
}

// inquiry is a survey under way.
type inquiry struct {
	Survey
	m    *Matrix
	most atomic.Int64 // points on each side that the server is known to take, or was not yet asked for
}

// ask fills in a block, in parts where it is too large or some of it is near no road.
func (q *inquiry) ask(ctx context.Context, from, to []int32) error {
	if most := int(q.most.Load()); len(from) > most || len(to) > most {
		return q.halves(ctx, from, to)
	}
	block, err := q.Ask(ctx, from, to)
	pairs := len(from) * len(to)
	switch {
	case errors.Is(err, ErrTooLarge) && pairs > 1:
		half := int64(max(len(from), len(to))+1) / 2
		for was := q.most.Load(); half < was && !q.most.CompareAndSwap(was, half); was = q.most.Load() {
		}
		return q.halves(ctx, from, to)
	case errors.Is(err, ErrNoRoadNear) && pairs > 1:
		return q.halves(ctx, from, to)
	case errors.Is(err, ErrNoRoadNear):
		block = Block{Seconds: []float64{NoWay}, Metres: []float64{0}}
	case err != nil:
		return err
	}
	if len(block.Seconds) != pairs || block.Metres != nil && len(block.Metres) != pairs || block.Gaps != nil && len(block.Gaps) != pairs {
		return fmt.Errorf("%w: a table of another size", ErrRemote)
	}
	q.m.put(from, to, block, q.Parking)
	return nil
}

// halves asks for the halves of a block, the longer side cut.
func (q *inquiry) halves(ctx context.Context, from, to []int32) error {
	if len(from) >= len(to) {
		half := len(from) / 2
		if err := q.ask(ctx, from[:half], to); err != nil {
			return err
		}
		return q.ask(ctx, from[half:], to)
	}
	half := len(to) / 2
	if err := q.ask(ctx, from, to[:half]); err != nil {
		return err
	}
	return q.ask(ctx, from, to[half:])
}

// span is the numbers from first on, size of them, below n.
func span(first, size, n int) []int32 {
	var all []int32
	for i := first; i < min(first+size, n); i++ {
		all = append(all, int32(i))
	}
	return all
}

// longest is the longest time of a way, in seconds, and farthest its length in metres: servers write larger numbers where
// there is none.
const (
	longest  = 1e7
	farthest = 1e9
)

// put fills in what a server answers.
func (m *Matrix) put(from, to []int32, b Block, parking int) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	m.lengths = m.lengths && b.Metres != nil
	for i, f := range from {
		for j, t := range to {
			if m.points[f] != m.points[t] { // else it takes no time
				m.leg(f, t, &b, i*len(to)+j, parking)
			}
		}
	}
}

// leg fills in the leg between two places that is a pair of a block.
func (m *Matrix) leg(f, t int32, b *Block, pair, parking int) {
	at := int(f)*len(m.points) + int(t)
	straight := Distance(m.points[f], m.points[t])
	seconds, metres, rest := b.Seconds[pair], straight, 0.0 // rest is what the server's way leaves to be walked
	if b.Metres != nil {
		metres = b.Metres[pair]
		rest = straight - metres
	}
	if !(seconds >= 0 && seconds < longest && metres >= 0 && metres < farthest) {
		m.seconds[at] = Unreachable
		return
	}
	if m.ways++; seconds > 0 {
		m.moves++
	}
	if b.Gaps != nil {
		rest = max(rest, b.Gaps[pair])
	}
	if rest <= OffRoad {
		rest = 0
	}
	m.seconds[at] = int32(math.Ceil(seconds+rest/WalkSpeed)) + int32(parking)
	if b.Metres != nil {
		m.metres[at] = int32(math.Round(metres + rest))
	}
	m.ends[f].add(rest)
	m.ends[t].add(rest)
}

func (e *pointEnds) add(rest float64) {
	e.ways++
	if rest > 0 {
		e.off, e.metres = e.off+1, e.metres+rest
	}
}

// sound says of a matrix that is filled in whether it can be travelled by.
func (m *Matrix) sound() error {
	apart := slices.ContainsFunc(m.points, func(p Point) bool { return p != m.points[0] })
	switch {
	case apart && m.ways == 0:
		return ErrNoWays
	case apart && m.moves == 0:
		return fmt.Errorf("%w: mọi đường đi mất 0 giây / every way takes 0 s", ErrRemote)
	}
	return nil
}

// Lengths says whether the server gives the lengths of ways; where it does not they are 0.
func (m *Matrix) Lengths() bool { return m.lengths }

// Off is how many metres a point lies off all roads, as far as the server's answers tell, or 0 where it does not:
// where more than half of its ways end that far from it.
func (m *Matrix) Off(point int32) float64 {
	if e := &m.ends[point]; 2*e.off > e.ways {
		return e.metres / float64(e.off)
	}
	return 0
}

// Table is as in [Engine].
func (m *Matrix) Table(ctx context.Context, from, to []int32, seconds []int32) error {
	for i, f := range from {
		row := m.seconds[int(f)*len(m.points) : (int(f)+1)*len(m.points)]
		for j, t := range to {
			seconds[i*len(to)+j] = row[t]
		}
	}
	return ctx.Err()
}

// Leg is as in [Engine].
func (m *Matrix) Leg(from, to int32) (seconds, metres int32) {
	at := int(from)*len(m.points) + int(to)
	return m.seconds[at], m.metres[at]
}
