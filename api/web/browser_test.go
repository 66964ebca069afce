package web_test

import (
	"context"
	"flag"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	cdpbrowser "github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	cdplog "github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// shots is where screenshots are kept for people to look at; none are taken without it:
//
//	go test ./api/web -run TestPage -shots /tmp/shots
var shots = flag.String("shots", "", "folder to keep screenshots in")

// patience is how long a test waits for the page at most.
const patience = 30 * time.Second

// browser is one Chromium for all tests; each has a tab, cookies and storage of its own.
type browser struct{ ctx context.Context }

// startBrowser starts Chromium, or skips the test on a machine without it.
func startBrowser(t *testing.T) *browser {
	t.Helper()
	if testing.Short() {
		t.Skip("starts a browser")
	}
	program, err := exec.LookPath("chromium")
	if err != nil {
		t.Skip("chromium is not installed (apt-get install chromium); ./.ci/test installs it")
	}
	options := append(slices.Clone(chromedp.DefaultExecAllocatorOptions[:]),
		chromedp.ExecPath(program), chromedp.Headless, chromedp.NoSandbox, chromedp.DisableGPU, chromedp.UserDataDir(t.TempDir()),
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-sync", true), chromedp.Flag("disable-quic", true), chromedp.Flag("disable-dev-shm-usage", true),
		chromedp.Flag("hide-scrollbars", true), chromedp.Flag("lang", "vi"),
	)
	ctx, stop := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(stop)
	ctx, stop = chromedp.NewContext(ctx)
	t.Cleanup(stop)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("starting %s: %v", program, err)
	}
	return &browser{ctx}
}

// tab is a page in the browser. What goes wrong in it fails its test.
type tab struct {
	t             *testing.T
	ctx           context.Context
	base          string // the server's address, without a stroke at its end
	width, height int64

	mutex    sync.Mutex // guards all below: the browser tells of what happens in its own time
	requests []string   // addresses
	wrong    []string   // console errors, exceptions, violations of the policy
	statuses []string   // of answers that the browser itself complains of and the test expects
}

// open opens a tab for a server, of so many pixels. At the end of the test nothing may have been asked of
// another host, and nothing may stand in the console but failures of the statuses that are expected.
func (b *browser) open(t *testing.T, base string, width, height int64, statuses ...string) *tab {
	t.Helper()
	p := &tab{t: t, base: base, width: width, height: height, statuses: statuses}
	ctx, stop := chromedp.NewContext(b.ctx, chromedp.WithNewBrowserContext(), chromedp.WithListener(p.listen))
	p.ctx = ctx
	t.Cleanup(func() {
		p.check()
		stop()
	})
	p.do(chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, network.Enable, network.EnableParams{})
		return err
	}), chromedp.EmulateViewport(width, height, chromedp.EmulateScale(1)))
	return p
}

// listen notes what the browser tells.
func (p *tab) listen(event any) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		p.requests = append(p.requests, e.Request.URL)
	case *runtime.EventExceptionThrown:
		p.wrong = append(p.wrong, "exception: "+e.ExceptionDetails.Text+fmt.Sprint(e.ExceptionDetails.Exception))
	case *runtime.EventConsoleAPICalled:
		if e.Type == "error" || e.Type == "warning" || e.Type == "assert" {
			p.wrong = append(p.wrong, "console: "+said(e.Args))
		}
	case *cdplog.EventEntryAdded:
		expected := e.Entry.Source == "network" && slices.ContainsFunc(p.statuses, func(s string) bool { return strings.Contains(e.Entry.Text, s) })
		expected = expected || e.Entry.Source == "rendering" && strings.Contains(e.Entry.Text, "ReadPixels") // of pictures of a map without a graphics card
		if (e.Entry.Level == "error" || e.Entry.Level == "warning") && !expected {
			p.wrong = append(p.wrong, fmt.Sprintf("%s: %s (%s)", e.Entry.Source, e.Entry.Text, e.Entry.URL))
		}
	}
}

// said is what was written to the console.
func said(args []*runtime.RemoteObject) string {
	var b strings.Builder
	for _, a := range args {
		fmt.Fprint(&b, string(a.Value), a.Description, " ")
	}
	return b.String()
}

// check fails the test for what went wrong in the tab, and shows the tab where the test failed.
func (p *tab) check() {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	for _, what := range p.wrong {
		p.t.Errorf("in the browser: %s", what)
	}
	if len(p.requests) == 0 {
		p.t.Error("the browser told of no request, so nothing was checked")
	}
	for _, address := range p.requests {
		u, err := url.Parse(address)
		if err != nil || u.Scheme != "blob" && u.Scheme != "data" && u.Scheme+"://"+u.Host != p.base {
			p.t.Errorf("a request left the server: %s", address)
		}
	}
}

// asked counts the requests for addresses that end so.
func (p *tab) asked(end string) int {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	n := 0
	for _, address := range p.requests {
		if strings.HasSuffix(address, end) {
			n++
		}
	}
	return n
}

// do acts as a person would.
func (p *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	ctx, stop := p.ctx, context.CancelFunc(func() {})
	if chromedp.FromContext(p.ctx).Target != nil { // a tab lives no longer than the context that it begins with
		ctx, stop = context.WithTimeout(p.ctx, patience)
	}
	defer stop()
	if err := chromedp.Do(ctx, steps...); err != nil {
		p.t.Fatalf("%v\nthe page says:\n%s", err, p.says())
	}
}

// visit goes to an address of the server.
func (p *tab) visit(path string) {
	p.t.Helper()
	p.do(chromedp.Navigate(p.base + path))
	p.wait(`document.readyState === 'complete' && document.querySelector('[data-lang][aria-pressed=true]') !== null`)
}

// wait waits until the expression is true in the page.
func (p *tab) wait(expression string) {
	p.t.Helper()
	ctx, stop := context.WithTimeout(p.ctx, patience)
	defer stop()
	for {
		is, err := chromedp.Run(ctx, chromedp.Evaluate[bool](`Boolean(`+expression+`)`))
		if is {
			return
		}
		if ctx.Err() != nil {
			p.t.Fatalf("never true (%v): %s\nthe page says:\n%s", err, expression, p.says())
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// value is what an expression comes to in the page.
func value[T any](p *tab, expression string) T {
	p.t.Helper()
	ctx, stop := context.WithTimeout(p.ctx, patience)
	defer stop()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		p.t.Fatalf("%s: %v", expression, err)
	}
	return v
}

// text is what an element says, as it is seen.
func (p *tab) text(id string) string {
	p.t.Helper()
	return value[string](p, fmt.Sprintf(`document.getElementById(%q).innerText`, id))
}

// says is all the text that is seen, for failures.
func (p *tab) says() string {
	ctx, stop := context.WithTimeout(p.ctx, 2*time.Second)
	defer stop()
	text, _ := chromedp.Run(ctx, chromedp.Evaluate[string](`document.body.innerText`)) // a tab that is gone says nothing
	return text
}

// click presses an element.
func (p *tab) click(id string) {
	p.t.Helper()
	p.do(chromedp.Click(chromedp.ID(id), chromedp.NodeVisible))
}

// choose chooses the files of both lists.
func (p *tab) choose(households, teams string) {
	p.t.Helper()
	p.do(chromedp.SetUploadFiles(chromedp.ID("households"), []string{households}), chromedp.SetUploadFiles(chromedp.ID("teams"), []string{teams}))
	p.wait(`document.querySelectorAll('.file.has').length === 2`)
}

// scheme sets what the person prefers, "light" or "dark", and the medium, "screen" or "print".
func (p *tab) scheme(scheme, medium string) {
	p.t.Helper()
	p.do(chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Media: medium, Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}},
		})
		return err
	}))
}

// allow lets the page do what browsers ask people about.
func (p *tab) allow(permissions ...string) {
	p.t.Helper()
	for _, name := range permissions {
		_, err := chromedp.CallBrowser(p.ctx, cdpbrowser.SetPermission, cdpbrowser.SetPermissionParams{
			Permission: &cdpbrowser.PermissionDescriptor{Name: name}, Setting: cdpbrowser.PermissionSettingGranted,
			Origin: p.base, BrowserContextID: chromedp.FromContext(p.ctx).BrowserContextID,
		})
		if err != nil {
			p.t.Fatal(err)
		}
	}
}

// begin reads the lists of the form and plans them, with so many seconds to plan, which are fewer than the page offers.
func (p *tab) begin(seconds int) {
	p.t.Helper()
	value[bool](p, fmt.Sprintf(`(document.getElementById('seconds').selectedOptions[0].value = '%d') !== ''`, seconds))
	p.read()
	p.click("plan-go")
}

// read reads the lists of the form and waits until what was read is shown.
func (p *tab) read() {
	p.t.Helper()
	p.click("go")
	p.wait(`!document.getElementById('read').hidden && document.getElementById('read-totals').children.length > 0`)
}

// ended waits until the solve has come to an end in this state and all of it is shown.
func (p *tab) ended(state string) {
	p.t.Helper()
	p.wait(fmt.Sprintf(`document.getElementById('plan').dataset.state === %q && document.querySelectorAll('#map g.team').length > 0`, state))
	p.wait(`document.querySelectorAll('#teamtable tbody tr').length > 0`)
}

// shot keeps pictures of the whole page, on a desk and on a phone, light and dark, where pictures are wanted.
func (p *tab) shot(name string) {
	p.t.Helper()
	if *shots == "" {
		return
	}
	for _, look := range []struct {
		name, scheme  string
		width, height int64
	}{{"desk", "light", 1366, 768}, {"desk", "dark", 1366, 768}, {"phone", "light", 390, 844}, {"phone", "dark", 390, 844}} {
		p.scheme(look.scheme, "screen")
		p.do(chromedp.EmulateViewport(look.width, look.height, chromedp.EmulateScale(1)))
		p.keep(name + "-" + look.name + "-" + look.scheme)
	}
	p.scheme("light", "screen")
	p.do(chromedp.EmulateViewport(p.width, p.height, chromedp.EmulateScale(1)))
}

// keep keeps a picture of the whole page as it is.
func (p *tab) keep(name string) {
	p.t.Helper()
	value[bool](p, `new Promise((done) => setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(() => done(true))), 150))`)
	picture, err := chromedp.Run(p.ctx, chromedp.FullScreenshot(100))
	if err == nil {
		err = os.WriteFile(filepath.Join(*shots, name+".png"), picture, 0o600)
	}
	if err != nil {
		p.t.Fatal(err)
	}
}
