package solver

// nature is what a problem is about, which the search is tuned by.
type nature struct {
	travels bool // travel decides: all clients are required, or prize has an exchange
	stops   bool // doors are shared
}

func (p *Problem) nature() nature {
	n := nature{travels: true, stops: p.StopRadius > 0}
	for i := range p.Clients {
		n.travels = n.travels && (p.Clients[i].Required || p.Exchange > 0)
	}
	return n
}
