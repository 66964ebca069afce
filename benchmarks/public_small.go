package benchmarks

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"math"
	"math/rand/v2"

	"gonha/solver/instance"
)

// SmallOptions describe an invented instance in the format of a public set.
type SmallOptions struct {
	Kind      instance.Kind
	Clients   int  // 1 to 1000
	Clustered bool // in a few heaps rather than anywhere
	Seed      uint64
}

// Validate reports every fault at once.
func (o SmallOptions) Validate() error {
	var faults []error
	if o.Kind < instance.VRPTW || o.Kind > instance.TOP {
		faults = append(faults, fmt.Errorf("no kind %v", o.Kind))
	}
	if o.Clients < 1 || o.Clients > 1000 {
		faults = append(faults, errors.New("clients must be 1 to 1000"))
	}
	return errors.Join(faults...)
}

// small is an invented instance: site 0 is the depot, in the middle of a square of 100.
type small struct {
	o     SmallOptions
	rng   *rand.Rand
	sites []instance.Site
	out   *bufio.Writer
}

// horizon is when vehicles must be back at the latest, smallService how long each client takes.
const (
	horizon      = 300
	smallService = 10
)

// WriteSmall writes an invented instance in the format that its kind's public set has: the same bytes
// for the same options. Every client can be served alone, and there are vehicles enough for all.
func WriteSmall(w io.Writer, o SmallOptions) error {
	if err := o.Validate(); err != nil {
		return err
	}
	s := &small{o: o, rng: rand.New(rand.NewPCG(o.Seed, uint64(o.Kind))), out: bufio.NewWriter(w)}
	s.place()
	switch o.Kind {
	case instance.VRPTW:
		s.solomon()
	case instance.TOPTW:
		s.toptw()
	case instance.TOP:
		s.top()
	default:
		s.vrplib()
	}
	return s.out.Flush()
}

// place invents the sites, on whole coordinates.
func (s *small) place() {
	s.sites = []instance.Site{{X: 50, Y: 50, Close: horizon}}
	var middles [][2]float64
	for range 3 {
		middles = append(middles, [2]float64{s.between(15, 85), s.between(15, 85)})
	}
	for range s.o.Clients {
		c := instance.Site{X: s.between(0, 100), Y: s.between(0, 100), Service: smallService, Demand: int32(s.between(1, 20)), Prize: int32(s.between(5, 40))}
		if s.o.Clustered {
			m := middles[s.rng.IntN(len(middles))]
			c.X, c.Y = m[0]+s.between(-8, 8), m[1]+s.between(-8, 8)
		}
		way := math.Ceil(math.Hypot(c.X-50, c.Y-50))
		width := s.between(20, 120)
		c.Open = s.between(0, int(horizon-2*way-smallService))
		c.Close = math.Min(math.Max(c.Open, way)+width, horizon-way-smallService)
		s.sites = append(s.sites, c)
	}
}

// between is a random whole number from low to high, or low where there is none.
func (s *small) between(low, high int) float64 {
	return float64(low + s.rng.IntN(max(high-low+1, 1)))
}

func (s *small) print(format string, args ...any) { fmt.Fprintf(s.out, format, args...) }

func (s *small) solomon() {
	s.print("SMALL%d\n\nVEHICLE\nNUMBER     CAPACITY\n  %d         100\n\nCUSTOMER\n", s.o.Seed, s.o.Clients)
	s.print("CUST NO.  XCOORD.   YCOORD.    DEMAND   READY TIME  DUE DATE   SERVICE   TIME\n\n")
	for i, c := range s.sites {
		s.print("%5d %7.0f %7.0f %7d %9.0f %9.0f %9.0f\n", i, c.X, c.Y, c.Demand, c.Open, c.Close, c.Service)
	}
}

func (s *small) toptw() {
	s.print("1 %d %d 1\n0 0\n", s.o.Clients, s.o.Clients)
	s.print("0 %.2f %.2f 0 0 0 0 0 %d\n", s.sites[0].X, s.sites[0].Y, horizon)
	for i, c := range s.sites[1:] {
		s.print("%d %.2f %.2f %.0f %d 1 1 1 %.0f %.0f\n", i+1, c.X, c.Y, c.Service, c.Prize, c.Open, c.Close)
	}
}

// top has two teams on paths from the middle to a corner.
func (s *small) top() {
	s.print("n %d\nm 2\ntmax %d\n", len(s.sites)+1, horizon/2)
	for _, c := range append(s.sites, instance.Site{X: 90, Y: 90}) {
		s.print("%.1f\t%.1f\t%d\n", c.X, c.Y, c.Prize)
	}
}

// vrplib has the depot, for [instance.MDVRPTW] two, before the clients.
func (s *small) vrplib() {
	depots, vehicles := 1, s.o.Clients
	if s.o.Kind == instance.MDVRPTW {
		depots, vehicles = 2, 2*s.o.Clients
		s.sites = append([]instance.Site{{X: 20, Y: 20, Close: 2 * horizon}, {X: 80, Y: 70, Close: 2 * horizon}}, s.sites[1:]...)
	}
	s.print("NAME : SMALL%d\nTYPE : %v\nDIMENSION : %d\nEDGE_WEIGHT_TYPE : EUC_2D\nCAPACITY : 100\n", s.o.Seed, s.o.Kind, len(s.sites))
	if s.o.Kind != instance.CVRP {
		s.print("VEHICLES : %d\n", vehicles)
	}
	if depots > 1 {
		s.print("VEHICLES_MAX_DURATION : %d\n", horizon)
	}
	s.section("NODE_COORD", func(c *instance.Site) string { return fmt.Sprintf("%.0f\t%.0f", c.X, c.Y) })
	s.section("DEMAND", func(c *instance.Site) string { return fmt.Sprint(c.Demand) })
	if s.o.Kind != instance.CVRP {
		s.section("SERVICE_TIME", func(c *instance.Site) string { return fmt.Sprint(c.Service) })
		s.section("TIME_WINDOW", func(c *instance.Site) string { return fmt.Sprintf("%.0f\t%.0f", c.Open, c.Close) })
	}
	if s.o.Kind == instance.PCVRPTW {
		s.section("PRIZE", func(c *instance.Site) string { return fmt.Sprint(c.Prize) })
	}
	if depots > 1 {
		s.print("VEHICLES_DEPOT_SECTION\n")
		for v := range vehicles {
			s.print("%d\t%d\n", v+1, 1+v%depots)
		}
	}
	s.print("DEPOT_SECTION\n")
	for d := range depots {
		s.print("%d\n", d+1)
	}
	s.print("-1\nEOF\n")
}

func (s *small) section(name string, of func(*instance.Site) string) {
	s.print("%s_SECTION\n", name)
	for i := range s.sites {
		s.print("%d\t%s\n", i+1, of(&s.sites[i]))
	}
}
