package main

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"sync"
	"time"

	"gonha/api"
	"gonha/api/intake/placing"
	"gonha/api/jobs"
	"gonha/benchmarks"
	"gonha/geo/road"
)

// serve answers over HTTP until ctx ends, and then until running solves have ended with their best plans
// or the grace is over. It returns the exit code.
func serve(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	request, err := parseServe(args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		fmt.Fprint(stdout, serveUsage)
		return exitDone
	case err != nil:
		return complain(stderr, exitUsage, err)
	}
	s, err := request.server(slog.New(slog.NewTextHandler(stderr, nil)))
	if err != nil {
		return complain(stderr, exitUsage, err)
	}
	secure, err := request.secure()
	if err != nil {
		return complain(stderr, exitUsage, fmt.Errorf("chứng thư TLS không dùng được / the TLS certificate is of no use: %w", err))
	}
	listener, err := net.Listen("tcp", request.addr)
	if err != nil {
		return complain(stderr, exitFailed, fmt.Errorf("không nhận được kết nối / cannot listen: %w", err))
	}
	defer roomForAnswers(request.api.Cores)()
	defer s.readAddresses(ctx)()
	fmt.Fprintf(stdout, "Mở trong trình duyệt / open in a browser: %s\nCtrl-C để dừng / to stop\n", request.url(listener.Addr()))
	if err := api.Serve(ctx, listener, s.handler, s.options(ctx, request.grace, secure, stderr)); err != nil {
		return complain(stderr, exitFailed, err)
	}
	return exitDone
}

// readAddresses reads the addresses of the map while the server answers already; who needs them meanwhile waits. What
// it gives waits for the reading to end, which ends with ctx.
func (s *server) readAddresses(ctx context.Context) (wait func()) {
	ctx, stop := context.WithCancel(ctx)
	var reading sync.WaitGroup
	reading.Go(func() {
		if err := s.config.Addresses.Load(ctx); err != nil && ctx.Err() == nil {
			s.config.Log.Warn("the map's addresses cannot be read, they are tried again when they are asked for", "error", err)
		}
	})
	return func() {
		stop()
		reading.Wait()
	}
}

// roomForAnswers lets requests be answered while solves have all the cores, and keeps down the memory of
// results; what it gives undoes that.
//
// Go's scheduler takes a core away from a solve only every 10 ms, for each step of an answer anew: on two
// cores with two solves it gave 100 answers a second. With more threads than cores the system's own
// scheduler does that, at once. And a solve allocates hardly anything, so collecting garbage more often
// costs nothing, while the plans that are kept fill the memory that a collector leaves.
func roomForAnswers(cores int) (undo func()) {
	threads := runtime.GOMAXPROCS(cores + max(2, cores))
	percent := debug.SetGCPercent(gcPercent)
	return func() {
		runtime.GOMAXPROCS(threads)
		debug.SetGCPercent(percent)
	}
}

// gcPercent is how much garbage there may be, in per cent of what is kept; Go's own is 100.
const gcPercent = 40

// serveUsage is the help of gonha serve.
const serveUsage = `Lập kế hoạch qua HTTP, kèm trang web / plans over HTTP, with a page

    gonha serve [--addr 127.0.0.1:8080] [--data DIR] [...]

  --addr HOST:PORT     địa chỉ; 127.0.0.1:8080            where to listen; 127.0.0.1:8080
  --data DIR           thư mục khóa truy cập               folder of the access keys
  --tls-cert FILE      chứng thư và khóa TLS               certificate and key of TLS,
  --tls-key FILE       (PEM), để dùng https                PEM, for https
  --origin URL         cho trang của nơi khác dùng;        lets another site's pages in;
                       dùng được nhiều lần                 may be given several times
  --roads FILE         đi theo đường trong tệp .osm.pbf    travel by the roads of an .osm.pbf
  --extra-roads FILE   đường, ngõ bản đồ thiếu: GeoJSON    ways that it lacks: GeoJSON lines
  --osrm URL           đi theo máy chủ OSRM                travel by an OSRM server
  --valhalla URL       đi theo máy chủ Valhalla            travel by a Valhalla server
  --options FILE       tùy chọn sẵn cho mọi kế hoạch       options of solves that give none
  --workers N          số kế hoạch tính cùng lúc           solves at once
  --waiting N          số kế hoạch chờ; 100                solves that wait; 100
  --keep D             giữ kết quả; 24h                    how long results are kept; 24h
  --kept N             số kết quả giữ; 200                 results kept; 200
  --grace D            chờ khi dừng; 10s                   time to stop in; 10s
  --max-households N   hộ mỗi yêu cầu; 100000              households of a request; 100000
  --max-teams N        đội mỗi yêu cầu; 1000               teams of a request; 1000
  --max-time D         thời gian tính mỗi kế hoạch; 10m    time of a solve; 10m
  --max-mb N           MB mỗi yêu cầu; 64                  MB of a request; 64

Chỉ máy này vào được, trừ khi có khóa: tạo bằng gonha keys. Kết quả chỉ ở trong bộ nhớ, mất khi dừng.
Only this machine gets in, unless there are keys: see gonha keys. Results are in memory, and gone when it stops.
`

// serveRequest is what a command line of gonha serve asks for.
type serveRequest struct {
	addr, data      string
	options         string
	travel          roadFlags
	tlsCert, tlsKey string
	grace           time.Duration
	queue           jobs.Config
	api             api.Config
}

// parseServe reads the command line of gonha serve; flag.ErrHelp is that help is asked for.
func parseServe(args []string) (serveRequest, error) {
	cores := runtime.GOMAXPROCS(0)
	r := serveRequest{addr: "127.0.0.1:8080", grace: 10 * time.Second, queue: jobs.DefaultConfig(cores), api: api.DefaultConfig(cores)}
	megabytes := int(r.api.Limits.Body >> 20)
	fs := flag.NewFlagSet("serve", flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	fs.StringVar(&r.addr, "addr", r.addr, "")
	fs.StringVar(&r.data, "data", "", "")
	fs.StringVar(&r.tlsCert, "tls-cert", "", "")
	fs.StringVar(&r.tlsKey, "tls-key", "", "")
	fs.Func("origin", "", func(origin string) error { r.api.Origins = append(r.api.Origins, origin); return nil })
	fs.StringVar(&r.options, "options", "", "")
	r.travel.define(fs)
	fs.IntVar(&r.queue.Workers, "workers", r.queue.Workers, "")
	fs.IntVar(&r.queue.Waiting, "waiting", r.queue.Waiting, "")
	fs.DurationVar(&r.queue.Keep, "keep", r.queue.Keep, "")
	fs.IntVar(&r.queue.Kept, "kept", r.queue.Kept, "")
	fs.DurationVar(&r.grace, "grace", r.grace, "")
	fs.IntVar(&r.api.Bounds.Households, "max-households", r.api.Bounds.Households, "")
	fs.IntVar(&r.api.Bounds.Teams, "max-teams", r.api.Bounds.Teams, "")
	fs.DurationVar(&r.api.Bounds.TimeLimit, "max-time", r.api.Bounds.TimeLimit, "")
	fs.IntVar(&megabytes, "max-mb", megabytes, "")
	err := fs.Parse(args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		return r, err
	case err != nil:
		err = inVietnameseToo(err)
	case fs.NArg() > 0:
		err = fmt.Errorf("thừa / unexpected argument: %q", fs.Arg(0))
	case (r.tlsCert == "") != (r.tlsKey == ""):
		err = errors.New("--tls-cert và --tls-key phải đi cùng nhau / must be given together")
	case r.grace <= 0:
		err = errors.New("--grace phải lớn hơn 0 / must be above 0")
	case megabytes < 1 || megabytes > maxMegabytes:
		err = fmt.Errorf("--max-mb phải từ 1 đến / must be in 1..%d", maxMegabytes)
	}
	if err != nil {
		return r, fmt.Errorf("%w (xem / see gonha serve -h)", err)
	}
	r.api.Limits.Body = int64(megabytes) << 20
	r.api.Limits.Uploads = max(r.api.Limits.Uploads, r.api.Limits.Body)
	r.queue.Longest = r.api.Bounds.TimeLimit
	return r, nil
}

// maxMegabytes bounds what a request may be allowed to have.
const maxMegabytes = 4096

// server is what answers.
type server struct {
	handler http.Handler
	stop    func()
	queue   *jobs.Queue
	config  api.Config
}

// server makes what answers. Its errors are those of the command line.
func (r *serveRequest) server(log *slog.Logger) (*server, error) {
	keys, err := r.keys()
	if err != nil {
		return nil, err
	}
	if r.options != "" {
		if r.api.Options, err = readSettings(r.options); err != nil {
			return nil, fmt.Errorf("không đọc được / cannot read --options: %w", err)
		}
		if _, err := options(r.api.Options, settings{}, r.api.Cores, time.Now()); err != nil {
			return nil, fmt.Errorf("tùy chọn sai / bad options: %w", err)
		}
	}
	if r.api.Travel, err = r.travel.travel(); err != nil {
		return nil, err
	}
	if r.api.Map, err = r.ground(log); err != nil {
		return nil, err
	}
	if r.travel.roads != "" {
		r.api.Addresses = placing.NewMap(r.travel.roads)
	}
	if r.api.Memory, err = r.memory(); err != nil {
		return nil, err
	}
	metrics := api.NewMetrics()
	r.queue.Log, r.queue.Ended = log, metrics.Solved
	queue, err := jobs.New(r.queue)
	if err != nil {
		return nil, err
	}
	c := r.api
	c.Jobs, c.Metrics, c.Keys, c.Log = queue, metrics, keys, log
	build, _ := debug.ReadBuildInfo()
	c.Version = buildVersion(build)
	c.Sample = onceSample()
	handler, stop, err := api.New(c)
	if err != nil {
		return nil, err
	}
	return &server{handler, stop, queue, c}, nil
}

// ground is the whole of the map whose roads are travelled, to draw; nil where there is none, or where it is too
// large to hold.
func (r *serveRequest) ground(log *slog.Logger) (*road.Map, error) {
	if r.api.Travel.Map == nil {
		return nil, nil
	}
	m, err := r.api.Travel.Map(context.Background(), road.World)
	if errors.Is(err, road.ErrMapTooLarge) {
		log.Warn("the map is too large to be drawn, there are no tiles of it; plans go by its roads all the same")
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("không đọc được / cannot read --roads: %w", err)
	}
	return m, nil
}

// placesFile is where places that people have settled are kept, in the data directory.
const placesFile = "places.csv"

// memory remembers places that people settle, in the data directory where there is one.
func (r *serveRequest) memory() (*placing.Memory, error) {
	if r.data == "" {
		return placing.OpenMemory("")
	}
	memory, err := placing.OpenMemory(filepath.Join(r.data, placesFile))
	if err != nil {
		return nil, fmt.Errorf("không đọc được vị trí đã chốt / cannot read the settled places: %w", err)
	}
	return memory, nil
}

// keys are the access keys of the data directory, nil where it has none and none are needed.
func (r *serveRequest) keys() (*api.Keys, error) {
	var keys *api.Keys
	if r.data != "" {
		var err error
		if keys, err = api.LoadKeys(filepath.Join(r.data, keysFile)); err != nil {
			return nil, err
		}
		if keys.Empty() {
			keys = nil
		}
	}
	return keys, api.CheckAddress(r.addr, keys)
}

// secure is how connections are encrypted; nil is not at all.
func (r *serveRequest) secure() (*tls.Config, error) {
	if r.tlsCert == "" {
		return nil, nil
	}
	certificate, err := tls.LoadX509KeyPair(r.tlsCert, r.tlsKey)
	if err != nil {
		return nil, err
	}
	return &tls.Config{Certificates: []tls.Certificate{certificate}, MinVersion: tls.VersionTLS12}, nil
}

// url is what a browser opens.
func (r *serveRequest) url(at net.Addr) string {
	if r.tlsCert != "" {
		return "https://" + at.String() + "/"
	}
	return "http://" + at.String() + "/"
}

// options are how the server ends: no new work, running solves keep their best plans.
func (s *server) options(ctx context.Context, grace time.Duration, secure *tls.Config, stderr io.Writer) api.ServeOptions {
	context.AfterFunc(ctx, func() {
		fmt.Fprintf(stderr, "Đang dừng, tối đa %v; Ctrl-C lần nữa để thoát ngay / stopping, in %v at most; Ctrl-C again quits at once\n", grace, grace)
	})
	return api.ServeOptions{
		Limits: s.config.Limits, Grace: grace, TLS: secure, Log: s.config.Log,
		Stop: func(ctx context.Context) error {
			s.stop()
			return s.queue.Close(ctx)
		},
	}
}

// onceSample gives the invented ward that the page offers to try, made when it is first asked for.
func onceSample() func() (households, teams []byte, err error) {
	var h, t bytes.Buffer
	made := sync.OnceValue(func() error {
		scenario, _ := benchmarks.FindScenario("small")
		households, teams := benchmarks.Ward(scenario.Options)
		return errors.Join(benchmarks.WriteHouseholds(&h, households), benchmarks.WriteTeams(&t, teams))
	})
	return func() (households, teams []byte, err error) {
		err = made()
		return h.Bytes(), t.Bytes(), err
	}
}
