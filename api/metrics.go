package api

import (
	"net/http"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"gonha/api/jobs"
)

// Metrics are what a server tells Prometheus of itself: counts and times, nothing of any household. Make
// them with [NewMetrics] and give their Solved to [jobs.Config] as Ended.
type Metrics struct {
	registry *prometheus.Registry
	requests *prometheus.HistogramVec
	solves   *prometheus.CounterVec
	seconds  prometheus.Histogram
	people   prometheus.Counter
	speed    prometheus.Gauge
}

// NewMetrics makes the metrics of one server.
func NewMetrics() *Metrics {
	m := &Metrics{
		registry: prometheus.NewRegistry(),
		requests: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "gonha_http_request_seconds", Help: "Requests answered, and the time that took; event streams last as long as their solves.",
			Buckets: []float64{.001, .005, .025, .1, .5, 2.5, 10, 60},
		}, []string{"route", "method", "status"}),
		solves: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "gonha_solves_total", Help: "Solves that have ended, by their last state.",
		}, []string{"state"}),
		seconds: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name: "gonha_solve_seconds", Help: "Time that a solve ran, without its time in the queue.",
			Buckets: []float64{.1, .5, 1, 2, 5, 10, 20, 60, 300, 600},
		}),
		people: prometheus.NewCounter(prometheus.CounterOpts{
			Name: "gonha_people_planned_total", Help: "People in the plans of solves that were done.",
		}),
		speed: prometheus.NewGauge(prometheus.GaugeOpts{
			Name: "gonha_people_per_second", Help: "People planned for each second of the solve that was done last.",
		}),
	}
	for _, state := range jobs.States {
		if state.Ended() {
			m.solves.WithLabelValues(string(state)) // there from the beginning, at 0
		}
	}
	m.registry.MustRegister(
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
		m.requests, m.solves, m.seconds, m.people, m.speed,
	)
	return m
}

// Solved counts a solve that has ended.
func (m *Metrics) Solved(s *jobs.Solve) {
	m.solves.WithLabelValues(string(s.State)).Inc()
	if s.Started.IsZero() { // cancelled while it waited
		return
	}
	m.seconds.Observe(s.Progress.ElapsedS)
	if s.State != jobs.Done {
		return
	}
	m.people.Add(float64(s.Progress.Persons))
	if s.Progress.ElapsedS > 0 {
		m.speed.Set(float64(s.Progress.Persons) / s.Progress.ElapsedS)
	}
}

// watch adds what the queue tells of itself whenever it is asked. The metrics of one server watch one
// queue: a second is an error.
func (m *Metrics) watch(stats func() jobs.Stats) error {
	describe := func(name, help string, labels ...string) *prometheus.Desc {
		return prometheus.NewDesc("gonha_"+name, help, labels, nil)
	}
	return m.registry.Register(&queueCollector{
		stats:    stats,
		length:   describe("queue_length", "Solves that wait."),
		capacity: describe("queue_capacity", "Solves that may wait."),
		busy:     describe("workers_busy", "Workers that have a solve."),
		workers:  describe("workers", "Solves that may run at once."),
		solves:   describe("solves", "Solves that are known, by state.", "state"),
	})
}

// queueCollector implements prometheus.Collector.
type queueCollector struct {
	stats                                   func() jobs.Stats
	length, capacity, busy, workers, solves *prometheus.Desc
}

// Describe implements prometheus.Collector.
func (c *queueCollector) Describe(ch chan<- *prometheus.Desc) {
	for _, d := range []*prometheus.Desc{c.length, c.capacity, c.busy, c.workers, c.solves} {
		ch <- d
	}
}

// Collect implements prometheus.Collector.
func (c *queueCollector) Collect(ch chan<- prometheus.Metric) {
	s := c.stats()
	gauge := func(d *prometheus.Desc, value int, labels ...string) {
		ch <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, float64(value), labels...)
	}
	gauge(c.length, s.Waiting)
	gauge(c.capacity, s.Capacity)
	gauge(c.busy, s.Running)
	gauge(c.workers, s.Workers)
	for _, state := range jobs.States {
		gauge(c.solves, s.Solves[state], string(state))
	}
}

// handler answers with all metrics.
func (m *Metrics) handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{})
}

// measure counts and times requests by the route's pattern: paths hold ids.
func (m *Metrics) measure(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		begin := time.Now()
		answer := middleware.NewWrapResponseWriter(w, r.ProtoMajor)
		finished := false
		defer func() {
			status := statusClass(answer.Status(), finished)
			m.requests.WithLabelValues(routeOf(r), methodOf(r), status).Observe(time.Since(begin).Seconds())
		}()
		next.ServeHTTP(answer, r)
		finished = true
	})
}

// statusClass is 2xx for 204, and so on, or "cut" for an answer that was cut off.
func statusClass(status int, finished bool) string {
	switch {
	case !finished:
		return "cut"
	case status >= 500:
		return "5xx"
	case status >= 400:
		return "4xx"
	case status >= 300:
		return "3xx"
	}
	return "2xx" // 0 as well: an answer without a word is 200
}

// routeOf is the pattern of a request's route, "none" where nothing is there.
func routeOf(r *http.Request) string {
	if route := chi.RouteContext(r.Context()); route != nil && route.RoutePattern() != "" {
		return route.RoutePattern()
	}
	return "none"
}

// methodOf is a request's method, "other" for one that clients made up.
func methodOf(r *http.Request) string {
	switch r.Method {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodDelete, http.MethodOptions:
		return r.Method
	}
	return "other"
}
