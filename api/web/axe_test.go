package web_test

import (
	"flag"
	"os"
	"testing"

	"github.com/chromedp/chromedp"
)

// axeFile is axe-core's axe.min.js, which finds what people who hear the page or need contrast would stumble over:
//
//	npm pack axe-core && tar xzf axe-core-*.tgz && go test ./api/web -run TestAxe -axe $PWD/package/axe.min.js
var axeFile = flag.String("axe", "", "axe-core's axe.min.js")

// TestAxe: axe-core finds nothing at any step, light and dark.
func TestAxe(t *testing.T) {
	if *axeFile == "" {
		t.Skip("axe-core is not given, see -axe")
	}
	axe, err := os.ReadFile(*axeFile)
	if err != nil {
		t.Fatal(err)
	}
	b := startBrowser(t)
	server, _ := serve(t, mapped(t))
	p := b.open(t, server.URL, 1280, 900)
	p.visit("/")
	run := func(when string) {
		t.Helper()
		for _, scheme := range []string{"light", "dark"} {
			p.scheme(scheme, "screen")
			value[bool](p, `new Promise((done) => setTimeout(() => done(true), 500))`) // colours change slowly
			value[bool](p, string(axe)+`;true`)
			for _, v := range value[[]string](p, `axe.run(document, {resultTypes: ['violations']}).then((r) => r.violations.map((v) => v.impact + ' ' + v.id + ': ' + v.help + ' ' + v.nodes.map((n) => n.html.slice(0, 120)).slice(0, 3).join(' | ')))`) {
				t.Errorf("%s %s: %s", when, scheme, v)
			}
		}
	}
	run("start")
	p.do(chromedp.SetUploadFiles(chromedp.ID("households"), []string{written(t, "dân.csv", townList)}))
	p.do(chromedp.Click(chromedp.CSS("[name=teams-by][value=table]")), chromedp.SendKeys(chromedp.ID("start-all"), "21.0305, 105.8320"))
	p.do(chromedp.Click(chromedp.CSS("#teams-each summary")))
	run("table")
	p.read()
	run("read")
	p.do(chromedp.Click(chromedp.CSS("#placing-each summary")))
	p.click("placing-open")
	p.wait(`document.querySelector('#placing-map canvas')`)
	value[bool](p, `([...document.querySelectorAll('#placing-doors .door')].find((b) => b.textContent.includes('14 Phố Bười')).click(), true)`)
	p.do(chromedp.Click(chromedp.CSS("#columns summary")))
	run("map")
	p.click("plan-go")
	p.wait(`document.querySelectorAll('#map g.team').length > 0`)
	run("running")
	p.click("stop")
	p.ended("cancelled")
	run("plan")
}
