package solver

// warped is a part of a route in which a client may be late at a penalty: the time that would have to be
// turned back for everybody to be in time is its time warp (Nagata, Bräysy and Dullaert, A penalty-based
// edge assembly memetic algorithm for the vehicle routing problem with time windows, Comput. Oper. Res.
// 37, 2010). Its duration is the least, waiting included and time warp not taken off; early and late are
// the first and last moment at which it may begin to have the least of both.
type warped struct{ duration, warp, early, late int32 }

// join is the segment over two that follow each other after the leg (Vidal, Crainic, Gendreau and
// Prins, A hybrid genetic algorithm with adaptive diversity management for a large class of vehicle
// routing problems with time-windows, Comput. Oper. Res. 40, 2013, equations 4 to 7).
func (a warped) join(leg int32, b warped) warped {
	at := a.duration - a.warp + leg
	wait := max(0, b.early-at-a.late)
	warp := max(0, a.early+at-b.late)
	return warped{
		a.duration + b.duration + leg + wait, a.warp + b.warp + warp,
		max(a.early, b.early-at) - wait, min(a.late, b.late-at) + warp,
	}
}

// excess is the time warp, and, where the team may be out for only so long, by how much it is out longer.
func (a warped) excess(longest int32) int32 {
	if longest == 0 {
		return a.warp
	}
	return a.warp + max(0, a.duration-a.warp-longest)
}
