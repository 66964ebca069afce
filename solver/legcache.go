package solver

import "gonha/geo"

// legCache keeps legs that were asked for, each in the only place where it may be, so that an engine of roads is asked
// seldom where the same few are needed again and again.
type legCache struct {
	keys []uint64 // of the leg kept there, plus one; 0 is none
	legs []int32
}

// legCacheBits is the size of a cache, as a power of two: 3 MB.
const legCacheBits = 18

func newLegCache() *legCache {
	return &legCache{make([]uint64, 1<<legCacheBits), make([]int32, 1<<legCacheBits)}
}

// leg is the engine's, which is that of the mode. There are fewer than 2^28 points, and fewer than 2^8 modes are kept apart.
func (c *legCache) leg(engine geo.Engine, mode, from, to int32) int32 {
	key := uint64(mode)<<56 | uint64(from)<<28 | uint64(to) + 1
	at := key * 0x9e3779b97f4a7c15 >> (64 - legCacheBits) // Fibonacci hashing (Knuth, The Art of Computer Programming 3, 6.4)
	if c.keys[at] != key {
		c.keys[at] = key
		c.legs[at], _ = engine.Leg(from, to)
	}
	return c.legs[at]
}
