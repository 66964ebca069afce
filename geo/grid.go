package geo

import (
	"math"
	"math/bits"
	"slices"
	"sync"
	"sync/atomic"
)

// Grid finds the points nearest to a place, or within some metres of it, among up to millions.
//
// The points lie in a grid of latitudes and longitudes with about three points a cell. Rows and
// columns are drawn at quantiles of a sample rather than at equal steps, so that neither one wrong
// coordinate nor two towns far apart leave everything in one cell. The answers are right anywhere on
// the earth, the poles and the date line too; the layout of the points only costs time.
//
// A Grid never changes once made and may be shared; each goroutine asks by a [Searcher] of its own.
// It holds 28 bytes a point beside the points themselves, and 1.3 bytes for the cells.
type Grid struct {
	points   []Point
	latEdges []float64    // ascending; row r holds latEdges[r-1] <= lat < latEdges[r]
	lonEdges []float64    // the same for columns
	minLon   float64      // of all points
	maxLon   float64      //
	start    []int32      // by cell, row by row: where its points start in order
	order    []int32      // the points' indices by cell, ascending within a cell
	vec      [][3]float64 // their unit vectors, in the same order
}

const (
	perCell    = 3       // points a cell, by design
	sampleSize = 1 << 13 // coordinates that the quantiles are taken from
)

// NewGrid makes the grid of points. It keeps points, which must be valid and must not change.
func NewGrid(points []Point) *Grid {
	n := len(points)
	g := &Grid{points: points, minLon: math.Inf(1), maxLon: math.Inf(-1)}
	g.drawEdges()
	rows, cols := len(g.latEdges)+1, len(g.lonEdges)+1
	cell := make([]int32, n)
	g.start = make([]int32, rows*cols+1)
	for i, p := range points {
		c := int32(slot(g.latEdges, p.Lat)*cols + slot(g.lonEdges, p.Lon))
		cell[i] = c
		g.start[c]++
		g.minLon, g.maxLon = math.Min(g.minLon, p.Lon), math.Max(g.maxLon, p.Lon)
	}
	end := int32(0)
	for c, size := range g.start {
		end += size
		g.start[c] = end
	}
	g.order = make([]int32, n)
	g.vec = make([][3]float64, n)
	for i := n - 1; i >= 0; i-- { // downwards, so that the counts end as starts
		c := cell[i]
		g.start[c]--
		g.order[g.start[c]] = int32(i)
		g.vec[g.start[c]] = unit(points[i])
	}
	return g
}

// drawEdges chooses the borders of rows and columns for cells that are about square in metres.
func (g *Grid) drawEdges() {
	n := len(g.points)
	if n <= perCell {
		return
	}
	m := min(n, sampleSize)
	lat, lon := make([]float64, m), make([]float64, m)
	for i := range m { // Weyl's sequence: even, and in step with no pattern of the input
		at, _ := bits.Mul64(uint64(i)*0x9e3779b97f4a7c15, uint64(n))
		lat[i], lon[i] = g.points[at].Lat, g.points[at].Lon
	}
	slices.Sort(lat)
	slices.Sort(lon)
	const oneMetre = 1e-5 // degrees; keeps the ratio finite for a line or a single spot
	high := lat[m-1-m/20] - lat[m/20] + oneMetre
	wide := (lon[m-1-m/20]-lon[m/20])*math.Cos(lat[m/2]*math.Pi/180) + oneMetre
	cells := n/perCell + 1
	rows := min(max(int(math.Sqrt(float64(cells)*high/wide)), 1), min(cells, m))
	cols := min(cells/rows, m)
	g.latEdges, g.lonEdges = quantiles(lat, rows), quantiles(lon, cols)
}

// quantiles gives the distinct values that cut sorted into parts of equal size.
func quantiles(sorted []float64, parts int) []float64 {
	edges := make([]float64, 0, parts-1)
	last := sorted[0]
	for i := 1; i < parts; i++ {
		if e := sorted[i*len(sorted)/parts]; e > last {
			edges = append(edges, e)
			last = e
		}
	}
	return edges
}

// slot is the number of edges not above x.
func slot(edges []float64, x float64) int {
	lo, hi := 0, len(edges)
	for lo < hi {
		mid := int(uint(lo+hi) / 2)
		if edges[mid] <= x {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}

// Neighbours gives the graph of nearest neighbours: the points nearest to point i, itself left out,
// ascending by (distance, index), are flat[i*per:(i+1)*per], where per is k or, with fewer points,
// one less than their number. It runs on threads goroutines; the result does not depend on threads.
func (g *Grid) Neighbours(k, threads int) (flat []int32, per int) {
	const chunk = 1024
	n := len(g.points)
	per = max(0, min(k, n-1))
	flat = make([]int32, n*per)
	var next atomic.Int64
	var workers sync.WaitGroup
	for range max(1, min(threads, n/chunk+1)) {
		workers.Go(func() {
			s := g.Searcher()
			for {
				from := int(next.Add(chunk)) - chunk
				if from >= n {
					return
				}
				for at := from; at < min(from+chunk, n); at++ { // by cell: what is asked next is in the cache
					i := g.order[at]
					s.nearest(g.points[i], g.vec[at], per, i, flat[int(i)*per:int(i)*per])
				}
			}
		})
	}
	workers.Wait()
	return flat, per
}
