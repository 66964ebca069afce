package api

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"time"

	"golang.org/x/net/netutil"
)

// ServeOptions are how a server listens and ends. There is no default: the caller states all of it.
type ServeOptions struct {
	Limits Limits
	Grace  time.Duration                   // from the end of the context to that of the server, at most
	TLS    *tls.Config                     // nil is without
	Stop   func(ctx context.Context) error // lets work under way end within its context; nil is none
	Log    *slog.Logger
}

// Validate reports every fault at once.
func (o ServeOptions) Validate() error {
	var faults []error
	if o.Grace <= 0 {
		faults = append(faults, errors.New("grace: must be above 0"))
	}
	if o.Log == nil {
		faults = append(faults, errors.New("log: must be given"))
	}
	return errors.Join(append(faults, o.Limits.Validate())...)
}

// lastWords is the part of the grace, a second at most, that is kept for answers under way when all else
// has taken its time.
const lastWords = 4

// Serve answers at a listener until ctx ends. Then Stop is called, and requests are still answered; when
// it returns, no more are taken, those under way have what is left of the grace, and the rest is cut
// off. It closes the listener. The error is that of the listener or of Stop.
func Serve(ctx context.Context, l net.Listener, h http.Handler, o ServeOptions) error {
	if err := o.Validate(); err != nil {
		return errors.Join(fmt.Errorf("serve: %w", err), l.Close())
	}
	server := &http.Server{
		Handler:           h,
		ReadHeaderTimeout: o.Limits.SlowHeader, ReadTimeout: o.Limits.SlowRead, WriteTimeout: o.Limits.SlowWrite,
		IdleTimeout: o.Limits.Idle, MaxHeaderBytes: o.Limits.Header,
		ErrorLog: slog.NewLogLogger(o.Log.Handler(), slog.LevelDebug), // of what clients do wrong
	}
	ended := make(chan error, 1)
	limited := netutil.LimitListener(frugal{l}, o.Limits.Connections)
	if o.TLS != nil {
		limited = tls.NewListener(limited, o.TLS)
	}
	go func() { ended <- server.Serve(limited) }()
	select {
	case err := <-ended:
		return fmt.Errorf("không nhận được kết nối / connections cannot be accepted: %w", errors.Join(err, server.Close()))
	case <-ctx.Done():
	}
	return o.end(context.WithoutCancel(ctx), server)
}

// sendBuffer is how many bytes of an answer the kernel keeps for a client that has not taken them in. By
// itself it keeps megabytes: 2 GB for 700 clients who asked for plans and did not read them (measured
// on Linux 6), even after they were cut off.
const sendBuffer = 128 << 10

// frugal is a listener whose connections have a bounded buffer.
type frugal struct{ net.Listener }

// Accept implements net.Listener.
func (l frugal) Accept() (net.Conn, error) {
	c, err := l.Listener.Accept()
	if buffered, has := c.(interface{ SetWriteBuffer(bytes int) error }); err == nil && has {
		_ = buffered.SetWriteBuffer(sendBuffer) // else the kernel's own
	}
	return c, err
}

// end ends the server within the grace.
func (o ServeOptions) end(ctx context.Context, server *http.Server) error {
	deadline := time.Now().Add(o.Grace)
	var stopped error
	if o.Stop != nil {
		stop, cancel := context.WithDeadline(ctx, deadline.Add(-min(time.Second, o.Grace/lastWords)))
		defer cancel()
		if err := o.Stop(stop); err != nil {
			stopped = fmt.Errorf("không dừng kịp / not stopped in time: %w", err)
		}
	}
	leave, cancel := context.WithDeadline(ctx, deadline)
	defer cancel()
	if err := server.Shutdown(leave); err != nil {
		o.Log.Info("clients were cut off")
		return errors.Join(stopped, server.Close())
	}
	return stopped
}

// CheckAddress refuses to listen where other machines can reach the server and no key keeps them out.
// Keys may be nil.
func CheckAddress(addr string, keys *Keys) error {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return fmt.Errorf("địa chỉ phải như 127.0.0.1:8080 / the address must be like 127.0.0.1:8080: %q", addr)
	}
	if keys != nil && !keys.Empty() {
		return nil
	}
	own, err := ownMachine(host)
	if err != nil {
		return fmt.Errorf("không tìm được địa chỉ / no such address: %q", host)
	}
	if !own {
		return fmt.Errorf("máy khác vào được %q nên cần khóa: tạo bằng gonha keys add TÊN --data DIR / "+
			"other machines can reach %q, which needs a key: make one with gonha keys add NAME --data DIR", addr, addr)
	}
	return nil
}

// ownMachine says whether a host is this machine, to itself, whatever its name resolves to.
func ownMachine(host string) (bool, error) {
	if host == "" { // every address of the machine
		return false, nil
	}
	if at, err := netip.ParseAddr(host); err == nil {
		return at.Unmap().IsLoopback(), nil
	}
	found, err := net.LookupIP(host)
	if err != nil {
		return false, err
	}
	for _, at := range found {
		if !at.IsLoopback() {
			return false, nil
		}
	}
	return len(found) > 0, nil
}
