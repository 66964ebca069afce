// Package api is the planner behind HTTP: solves, their progress and files, VROOM's own interface, the
// dispatcher's page, and what a server needs around them. It decides nothing about plans.
//
// Start with [New], which makes the handler of everything, and [Serve], which serves it. Then:
//
//   - solves.go, submit.go, request.go: requests, from JSON or files to a night, and what is known of a solve;
//   - reads.go, corrections.go, understand.go, lists.go, places.go: what is understood of two lists before anything is
//     planned, what people put right about it, and where households are that the list does not say it of;
//   - events.go, cache.go, files.go: what clients follow and fetch;
//   - vroom.go, vroom_route.go, vroom_schema.go: problems in VROOM's format, answered at once;
//   - tiles.go, tilejson.go: the map under a plan;
//   - keys.go, secure.go, limits.go, upload.go: who may ask, from where, and how much;
//   - problem.go: every refusal is a problem (RFC 9457) in both languages that holds no personal data;
//   - metrics.go, docs.go, listen.go: what is seen of it, read about it, and its beginning and end.
package api

import (
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net/http"
	"strings"
	"sync/atomic"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humachi"
	"github.com/go-chi/chi/v5"

	"gonha/api/intake"
	"gonha/api/intake/placing"
	"gonha/api/jobs"
	"gonha/api/web"
	"gonha/geo/road"
	"gonha/solver/campaign"
)

// Config is what a server is made of. DefaultConfig gives a value to all but Jobs and Metrics.
type Config struct {
	Jobs      *jobs.Queue
	Metrics   *Metrics        // of this server alone; the queue's Ended is its Solved
	Keys      *Keys           // nil where everybody who can reach the server may use it
	Origins   []string        // of other sites whose pages may use the server; none is none
	Limits    Limits          // of connections and requests
	Bounds    Bounds          // of what a request may ask for
	Cores     int             // threads of a solve at most
	Options   intake.Settings // of a solve, where a request gives none of its own
	Travel    campaign.Travel // of every solve; the zero value is straight lines
	Map       *road.Map       // that tiles are made of; nil is none
	Addresses *placing.Map    // that households without coordinates are looked up in; nil is none
	Memory    *placing.Memory // of places that people have settled; nil remembers none
	Beat      time.Duration   // between two signs of life of an event stream in which nothing happens
	Version   string          // of the program
	Sample    func() (households, teams []byte, err error)
	Log       *slog.Logger
}

// DefaultConfig is for a machine with so many cores, without a queue, keys or sample.
func DefaultConfig(cores int) Config {
	return Config{
		Limits: DefaultLimits(), Bounds: DefaultBounds(), Cores: cores, Beat: 5 * time.Second,
		Version: "dev", Log: slog.New(slog.DiscardHandler),
	}
}

// Validate reports every fault at once.
func (c Config) Validate() error {
	var faults []error
	check := func(ok bool, what string) {
		if !ok {
			faults = append(faults, errors.New(what))
		}
	}
	check(c.Jobs != nil, "jobs: must be given")
	check(c.Metrics != nil, "metrics: must be given")
	check(c.Log != nil, "log: must be given")
	check(c.Beat > 0, "beat: must be above 0")
	check(c.Cores >= 1, "cores: must be 1 or more")
	check(c.Bounds.Households >= 1 && c.Bounds.Teams >= 1, "bounds: households and teams must be 1 or more")
	check(c.Bounds.TimeLimit >= time.Second, "bounds: the time limit must be a second or more")
	return errors.Join(append(faults, c.Limits.Validate(), checkOrigins(c.Origins))...)
}

// server is what the handlers share.
type server struct {
	jobs      *jobs.Queue
	limits    Limits
	bounds    Bounds
	cores     int
	defaults  intake.Settings
	travel    campaign.Travel
	tiles     tiles
	addresses *placing.Map
	memory    *placing.Memory
	beat      time.Duration
	log       *slog.Logger
	uploads   *uploads
	answers   answers
	stopping  atomic.Bool
}

// New makes the handler of everything. stop is called as the server begins to stop: from then on it is
// not ready and takes no new work, but still answers.
func New(c Config) (handler http.Handler, stop func(), err error) {
	if err := c.Validate(); err != nil {
		return nil, nil, fmt.Errorf("api: %w", err)
	}
	s := &server{
		jobs: c.Jobs, limits: c.Limits, bounds: c.Bounds, cores: c.Cores, defaults: c.Options, travel: c.Travel, tiles: newTiles(c.Map, c.Cores), addresses: c.Addresses, memory: c.Memory, beat: c.Beat, log: c.Log,
		uploads: newUploads(c.Limits.Uploads, c.Cores),
	}
	if err := c.Metrics.watch(c.Jobs.Stats); err != nil {
		return nil, nil, fmt.Errorf("api: metrics: %w", err)
	}
	humaProblems()
	r := chi.NewRouter()
	r.Use(c.Metrics.measure, recovered(c.Log), secureHeaders, knownHost(c.Keys), cors(c.Origins), sameOrigin(c.Origins))
	r.NotFound(noSuchPage)
	r.MethodNotAllowed(noSuchMethod)
	s.routeHealth(r)
	s.routeVROOMHealth(r)
	s.routePage(r, c.Sample)
	routeSession(r, c.Keys)
	r.Group(func(r chi.Router) {
		r.Use(authenticate(c.Keys), rated(c.Limits))
		r.Handle("/metrics", c.Metrics.handler())
	})
	r.Group(func(r chi.Router) {
		r.Use(bodyKeyed(c.Keys), authenticate(c.Keys), rated(c.Limits), atOnce(c.Limits), paced(c.Limits), compressed)
		s.routeAPI(r, c)
	})
	return r, func() { s.stopping.Store(true) }, nil
}

// routeAPI adds the documented operations.
func (s *server) routeAPI(r chi.Router, c Config) {
	config := huma.DefaultConfig("gonha", c.Version)
	config.Info.Description = "Lập kế hoạch đi từng nhà buổi tối / plans evening home visits."
	config.DocsPath, config.SchemasPath = "", ""
	config.CreateHooks = nil // answers carry no $schema
	a := humachi.New(r, config)
	s.registerReads(a)
	s.registerPlaces(a)
	s.registerSolves(a)
	s.registerEvents(a)
	s.registerFiles(a)
	s.registerVROOM(a)
	s.registerTiles(a)
	s.registerTileJSON(a)
	r.Get("/docs", docsHandler(a.OpenAPI()))
}

// routeHealth adds what those who watch over the server ask.
func (s *server) routeHealth(r chi.Router) {
	r.Get("/healthz", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "ok") })
	r.Get("/readyz", func(w http.ResponseWriter, r *http.Request) {
		if s.stopping.Load() || s.jobs.Full() {
			writeProblem(w, r, newProblem(http.StatusServiceUnavailable, "bận hoặc đang dừng / busy or stopping").retry(queueRetry))
			return
		}
		fmt.Fprintln(w, "ready")
	})
}

// routePage adds the page and the sample that it offers.
func (s *server) routePage(r chi.Router, sample func() (households, teams []byte, err error)) {
	files := http.FileServerFS(web.Files())
	r.Get("/", files.ServeHTTP)
	r.Get("/vendor/*", vendored(files))
	r.Get("/static/*", func(w http.ResponseWriter, r *http.Request) {
		if file, err := fs.Stat(web.Files(), strings.TrimPrefix(r.URL.Path, "/")); err != nil || file.IsDir() {
			noSuchPage(w, r)
			return
		}
		files.ServeHTTP(w, r)
	})
	r.Get("/templates/{list}.xlsx", s.template)
	if sample == nil {
		return
	}
	r.Get("/sample/{list}", func(w http.ResponseWriter, r *http.Request) {
		households, teams, err := sample()
		list, known := map[string][]byte{"households.csv": households, "teams.csv": teams}[chi.URLParam(r, "list")]
		switch {
		case err != nil:
			s.log.Error("no sample", "error", err)
			writeProblem(w, r, newProblem(http.StatusInternalServerError, "lỗi của chương trình / a bug of this program"))
		case !known:
			noSuchPage(w, r)
		default:
			w.Header().Set("Content-Type", "text/csv; charset=utf-8")
			_, _ = w.Write(list) // a client that is gone is nobody to tell
		}
	})
}
