package solver

// tuning is what the search is tuned by. Each value was chosen by runs on wards of several sizes and
// seeds, with and without stops; benchmarks/RESULTS.md has what they are worth.
type tuning struct {
	neighbours int // nearest clients looked at around each

	removed   float64 // clients removed an iteration, about, in the mean
	longest   int     // stops of a string
	split     float64 // chance that a string spares a few stops within
	offered   int     // unvisited clients offered for each one removed
	offeredAt int     // the same where nothing was removed, around the seed
	transfer  float64 // chance that an iteration moves a whole team elsewhere
	scatter   float64 // chance that single doors are removed in place of strings

	prizeWorth float64 // a unit of prize, in the seconds that it costs at the margin
	hot, cold  float64 // temperatures from and to which a cycle cools, in units of prize
	cycle      float64 // iterations a client that a cooling cycle takes; there is always one cycle
}

// defaultTuning is the tuning for problems with and without shared stops: where doors are shared,
// fewer neighbours do, since many of them stand at one stop.
func defaultTuning(stops bool) tuning {
	t := tuning{
		neighbours: 40, removed: 8, longest: 10, split: 0.5, offered: 16, offeredAt: 8, transfer: 0.02,
		prizeWorth: 4, hot: 1, cold: 0.05, cycle: 400,
	}
	if stops {
		t.neighbours, t.offered, t.scatter = 24, 8, 0.3
	}
	return t
}
