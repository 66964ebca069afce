package web_test

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"gonha/api/jobs"
)

func testWaiting(t *testing.T, b *browser) {
	p := chosen(t, b, setup{queue: func(c *jobs.Config) { c.Workers = 1 }})
	p.begin(60)
	p.wait(`document.querySelectorAll('#map g.team').length > 0`)
	first := value[string](p, `location.hash`)
	for range 2 {
		p.click("another")
		p.wait(`!document.getElementById('start').hidden && document.querySelectorAll('.file.has').length === 2`)
		p.do(chromedp.SetValue(chromedp.ID("seed"), value[string](p, `String(Math.random()).slice(2, 8)`)))
		p.begin(60)
		p.wait(`document.getElementById('plan').dataset.state === 'queued'`)
	}
	p.wait(`document.getElementById('plan-text').textContent.includes('Còn 1 kế hoạch')`)
	p.shot("7-waiting")
	p.click("stop")
	p.wait(`document.getElementById('plan').dataset.state === 'cancelled' && document.getElementById('plan-text').textContent.includes('trước khi có kế hoạch')`)
	p.visit("/" + first)
	p.do(chromedp.Reload())
	p.click("stop")
	p.ended("cancelled")
}

func testFull(t *testing.T, b *browser) {
	p := chosen(t, b, setup{queue: func(c *jobs.Config) { c.Workers, c.Waiting = 1, 0 }}, "429")
	p.begin(60)
	p.wait(`document.querySelectorAll('#map g.team').length > 0`)
	running := value[string](p, `location.hash.slice(3)`)
	p.click("another")
	p.wait(`!document.getElementById('start').hidden`)
	p.begin(1)
	p.wait(`document.getElementById('plan-go-notice').textContent.includes('Tự thử lại')`)
	p.shot("8-full")
	p.do(chromedp.Click(chromedp.CSS("#plan-go-notice button"), chromedp.NodeVisible))
	p.wait(`document.getElementById('plan-go-notice').textContent === '' && document.getElementById('plan-go').textContent === 'Lập kế hoạch'`)
	p.click("plan-go")
	p.wait(`document.getElementById('plan-go-notice').textContent.includes('Tự thử lại')`)
	value[int](p, `fetch('/v1/solves/`+running+`/cancel', { method: 'POST' }).then((answer) => answer.status)`)
	p.ended("done") // once it has been tried again by itself
}

func testRestart(t *testing.T, b *browser) {
	server, _ := serve(t, setup{})
	p := b.open(t, server.URL, 1366, 768, "404", "net::ERR")
	p.visit("/")
	p.choose(path(t, ward+"households.csv"), path(t, ward+"teams.csv"))
	p.begin(60)
	p.wait(`document.querySelectorAll('#map g.team').length > 0`)
	server.CloseClientConnections()
	if err := server.Listener.Close(); err != nil {
		t.Fatal(err)
	}
	p.wait(`document.getElementById('plan-notice').textContent.includes('Mất kết nối')`)
	p.shot("10-lost")
	go server.Close()
	serve(t, setup{address: strings.TrimPrefix(server.URL, "http://")})
	p.wait(`!document.getElementById('start').hidden && document.getElementById('start-notice').textContent.includes('khởi động lại')`)
	p.shot("11-restarted")
	p.begin(1)
	p.ended("done")
}

func testAway(t *testing.T, b *browser) {
	p := chosen(t, b, setup{}, "net::ERR")
	value[bool](p, `(window.real = window.fetch, window.fetch = () => Promise.reject(new TypeError('away'))) !== null`)
	p.click("go")
	p.wait(`document.getElementById('form-notice').textContent.includes('Không nối được')`)
	p.shot("12-away")
	value[bool](p, `(window.fetch = window.real) !== null`)
	value[bool](p, `(document.getElementById('seconds').selectedOptions[0].value = '1') !== ''`)
	p.do(chromedp.Click(chromedp.CSS("#form-notice button"), chromedp.NodeVisible))
	p.wait(`!document.getElementById('read').hidden`)
	value[bool](p, `(window.fetch = () => Promise.reject(new TypeError('away'))) !== null`)
	p.click("plan-go")
	p.wait(`document.getElementById('plan-go-notice').textContent.includes('Không nối được')`)
	value[bool](p, `(window.fetch = window.real) !== null`)
	p.do(chromedp.Click(chromedp.CSS("#plan-go-notice button"), chromedp.NodeVisible))
	p.ended("done")
}
