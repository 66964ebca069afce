package web_test

import (
	"strings"
	"testing"
	"time"

	cdptarget "github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
	"github.com/google/go-cmp/cmp"
)

// TestPage acts on the page as people do, in a real browser. Each test has a server and a tab of its own.
func TestPage(t *testing.T) {
	b := startBrowser(t)
	for _, test := range []struct {
		name string
		run  func(*testing.T, *browser)
	}{
		{"an evening", testEvening},
		{"read and settled", testReadPlaces},
		{"a map", testGround},
		{"the police's workbook", testPoliceWorkbook},
		{"columns put right", testColumns},
		{"read with the keyboard", testReadKeyboard},
		{"no map", testNoGround},
		{"what to do next", testReadNext},
		{"faulty rows", testFaultyRows},
		{"a stop keeps the best", testStop},
		{"a reload keeps the solve", testReload},
		{"keyboard", testKeyboard},
		{"phone", testPhone},
		{"languages", testLanguages},
		{"the map", testMap},
		{"by road", testRoads},
		{"no roads", testNoRoads},
		{"files dropped", testDrop},
		{"files missing", testMissing},
		{"wrong files", testWrongFiles},
		{"wrong settings", testWrongSettings},
		{"keys", testKeys},
		{"waiting", testWaiting},
		{"a full queue", testFull},
		{"a server that restarts", testRestart},
		{"a server that is away", testAway},
		{"earlier plans", testEarlier},
		{"contrast", testContrast},
		{"print", testPrint},
	} {
		// One after the other: a tab behind another may get no frames to draw in.
		t.Run(test.name, func(t *testing.T) { test.run(t, b) })
	}
}

// chosen is a tab on a desk with the files of the sample ward.
func chosen(t *testing.T, b *browser, s setup, statuses ...string) *tab {
	t.Helper()
	server, _ := serve(t, s)
	p := b.open(t, server.URL, 1366, 768, statuses...)
	p.visit("/")
	p.choose(path(t, ward+"households.csv"), path(t, ward+"teams.csv"))
	return p
}

// short makes the evening so short that not everybody can be reached.
func (p *tab) short() {
	p.t.Helper()
	p.do(chromedp.SetValue(chromedp.ID("to"), "20:15"))
}

func testEvening(t *testing.T, b *browser) {
	server, _ := serve(t, setup{})
	p := b.open(t, server.URL, 1366, 768)
	p.visit("/")
	p.shot("1-start")
	p.choose(path(t, ward+"households.csv"), path(t, ward+"teams.csv"))
	p.shot("2-chosen")
	p.short()
	seconds := 2
	if *shots != "" {
		seconds = 8
	}
	p.begin(seconds)
	p.wait(`document.querySelectorAll('#map g.team').length === 4 && document.querySelector('#chart path.line')`)
	p.shot("3-running")
	p.wait(`(window.line = document.querySelector('#chart path.line')?.getAttribute('d')) && window.line.split(' ').length >= 3`)
	p.ended("done")
	p.shot("4-done")

	// What was drawn goes on in time, and lies between the axis and the line of all there are to reach.
	if sound := value[bool](p, `window.line.match(/[\d.]+,[\d.]+/g).map((at) => at.split(',').map(Number)).every(([x, y], i, all) => (i < 2 || x > all[i - 1][0]) && y >= 15 && y <= 127)`); !sound {
		t.Errorf("the chart: %s", value[string](p, `window.line`))
	}
	// The numbers above are the sums of the table below, and those of the solve.
	sums := value[[]int](p, `[2, 3].map((column) => [...document.querySelectorAll('#teamtable tbody tr')].reduce((sum, row) => sum + Number(row.children[column - 1].textContent), 0))`)
	heads := value[[]int](p, `[...document.querySelectorAll('#totals b')].map((b) => Number(b.textContent))`)
	if len(heads) != 4 || heads[0] != sums[0] || heads[1] != sums[1] || heads[2] != 4 || heads[1]+heads[3] != 120 || heads[3] == 0 {
		t.Errorf("headline %v, sums of the table %v", heads, sums)
	}
	left := value[int](p, `[...document.querySelectorAll('#leftout .ids li')].length`)
	if left != heads[3] {
		t.Errorf("%d households are listed as left out, not %d", left, heads[3])
	}
	if !strings.Contains(p.text("leftout-rows"), "Không đủ thời gian") {
		t.Errorf("left out: %s", p.text("leftout-rows"))
	}
	for _, link := range value[[]string](p, `[...document.querySelectorAll('#plan a[href*="/v1/"]')].map((a) => a.getAttribute('href'))`) {
		if status := value[int](p, `fetch("`+link+`").then((answer) => answer.status)`); status != 200 {
			t.Errorf("%s: %d", link, status)
		}
	}
	testLists(t, p)
}

// testLists opens the lists in a tab of their own.
func testLists(t *testing.T, p *tab) {
	opened := chromedp.WaitNewTarget(p.ctx, func(info *cdptarget.Info) bool { return strings.HasSuffix(info.URL, "lists.html?lang=vi") })
	p.do(chromedp.Click(chromedp.CSS("#actions a.primary"), chromedp.NodeVisible))
	select {
	case id := <-opened:
		ctx, stop := chromedp.NewContext(p.ctx, chromedp.WithTargetID(id))
		defer stop()
		if _, err := chromedp.Run(ctx, chromedp.Poll[bool](`document.title.includes('gõ nhà') && document.querySelectorAll('section').length > 2`)); err != nil {
			t.Errorf("the lists: %v", err)
		}
	case <-time.After(patience):
		t.Error("no lists were opened")
	}
}

func testFaultyRows(t *testing.T, b *browser) {
	server, _ := serve(t, setup{})
	p := b.open(t, server.URL, 1366, 768)
	p.visit("/")
	p.choose(written(t, "danh-sach.csv", spoilt(t)), path(t, ward+"teams.csv"))
	p.begin(1)
	p.ended("done")
	p.shot("5-faulty-rows")
	rows := value[[][]string](p, `[...document.querySelectorAll('#bad tbody tr')].map((row) => [...row.children].map((cell) => cell.textContent))`)
	want := [][]string{{"danh-sach.csv", "3", "lat", "tọa độ ngoài Việt Nam"}, {"danh-sach.csv", "5", "persons", "số người phải là số nguyên từ 1 đến 1000"}}
	if diff := cmp.Diff(want, rows); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
	p.allow("clipboard-read", "clipboard-write")
	p.do(chromedp.Click(chromedp.CSS("#bad-rows button"), chromedp.NodeVisible))
	p.wait(`document.querySelector('#bad-rows [role=status]').textContent !== ''`)
	text := value[string](p, `navigator.clipboard.readText()`)
	if want := "Tệp\tDòng\tCột\tVì sao, cách sửa\r\ndanh-sach.csv\t3\tlat\ttọa độ ngoài Việt Nam\r\ndanh-sach.csv\t5\tpersons\tsố người phải là số nguyên từ 1 đến 1000"; strings.ReplaceAll(text, "\r\n", "\n") != strings.ReplaceAll(want, "\r\n", "\n") {
		t.Errorf("on the clipboard: %q", text)
	}
}

func testStop(t *testing.T, b *browser) {
	p := chosen(t, b, setup{})
	p.short()
	p.begin(60)
	p.wait(`document.querySelectorAll('#map g.team').length > 0`)
	p.click("stop")
	p.ended("cancelled")
	p.shot("6-stopped")
	if people := value[int](p, `Number(document.querySelector('#totals b').textContent)`); people == 0 {
		t.Error("the plan that was kept reaches nobody")
	}
	if text := p.text("plan-text"); !strings.Contains(text, "tốt nhất") {
		t.Errorf("it says %q", text)
	}
}

func testReload(t *testing.T, b *browser) {
	p := chosen(t, b, setup{})
	p.begin(60)
	p.wait(`document.querySelectorAll('#map g.team').length > 0`)
	before := value[string](p, `location.hash`)
	p.do(chromedp.Reload())
	p.wait(`document.querySelectorAll('#map g.team').length > 0 && document.querySelector('#chart path.line')`)
	if after := value[string](p, `location.hash`); after != before || !strings.HasPrefix(after, "#p=") {
		t.Errorf("the address was %q and is %q", before, after)
	}
	p.click("stop")
	p.ended("cancelled")
	p.do(chromedp.Reload())
	p.ended("cancelled")
	p.click("another")
	p.wait(`!document.getElementById('start').hidden && location.hash === ''`)
	value[bool](p, `(history.back(), true)`)
	p.ended("cancelled")
}

// press presses a key so many times.
func (p *tab) press(key string, times int) {
	p.t.Helper()
	for range times {
		p.do(chromedp.KeyEvent(key))
	}
}

// tabTo goes forward with the tab key to an element, and says whether its focus is seen.
func (p *tab) tabTo(selector string) {
	p.t.Helper()
	for range 60 {
		p.press("\t", 1)
		if value[bool](p, `document.activeElement.matches(`+"`"+selector+"`"+`)`) {
			if !value[bool](p, `document.activeElement.matches(':focus-visible') && getComputedStyle(document.activeElement).outlineStyle !== 'none'`) {
				p.t.Errorf("the focus on %s is not seen", selector)
			}
			return
		}
	}
	p.t.Fatalf("%s is not reached with the tab key", selector)
}

func testKeyboard(t *testing.T, b *browser) {
	server, _ := serve(t, setup{})
	p := b.open(t, server.URL, 1366, 768)
	p.visit("/")
	p.press("\t", 1)
	if first := value[string](p, `document.activeElement.id`); first != "skip" {
		t.Errorf("the first stop is %q", first)
	}
	p.press("\r", 1)
	p.wait(`document.activeElement.id === 'main' && location.hash === ''`)
	p.tabTo("#sample")
	p.press("\r", 1)
	p.wait(`document.querySelectorAll('.file.has').length === 2 && document.activeElement.id === 'go'`)
	value[bool](p, `(document.getElementById('seconds').selectedOptions[0].value = '60') !== ''`)
	p.press("\r", 1)
	p.wait(`document.activeElement.id === 'read-title' && !document.getElementById('plan-go').disabled`)
	p.tabTo("#plan-go")
	p.press("\r", 1)
	p.wait(`document.activeElement.id === 'plan-title' && document.querySelectorAll('#map g.team').length > 0`)
	p.tabTo("#stop")
	p.press("\r", 1)
	p.ended("cancelled")
	p.tabTo("#map svg")
	p.press("+", 3)
	p.wait(`document.querySelectorAll('#map .number').length > 0`)
	p.press("0", 1)
	p.wait(`document.querySelectorAll('#map .number').length === 0`)
	p.tabTo("button.team")
	p.press(" ", 1)
	p.wait(`document.activeElement.getAttribute('aria-pressed') === 'true' && document.querySelectorAll('#map g.team.on').length === 1`)
	p.press("\r", 1)
	p.wait(`document.querySelectorAll('#map g.team.on').length === 0`)
}

func testPhone(t *testing.T, b *browser) {
	server, _ := serve(t, setup{})
	p := b.open(t, server.URL, 390, 844)
	p.do(chromedp.EmulateViewport(390, 844, chromedp.EmulateScale(2), chromedp.EmulateMobile, chromedp.EmulateTouch))
	fits := func(when string) {
		t.Helper()
		if wide := value[[]string](p, `[...document.querySelectorAll('body *')].filter((e) => !e.closest('.unseen, .skip, svg, .scroll, thead, dialog') && e.getBoundingClientRect().right > innerWidth + 1).map((e) => e.tagName + '#' + e.id + '.' + e.className)`); len(wide) > 0 {
			t.Errorf("%s: too wide: %v", when, wide)
		}
		if value[int](p, `document.documentElement.scrollWidth`) > 390 {
			t.Errorf("%s: the page scrolls sideways", when)
		}
		if small := value[[]string](p, `[...document.querySelectorAll('button, a.button, input, select')].filter((e) => e.offsetParent && !e.matches('.unseen, .link, .team') && e.getBoundingClientRect().height < 43).map((e) => e.tagName + '#' + e.id)`); len(small) > 0 {
			t.Errorf("%s: too small for a finger: %v", when, small)
		}
	}
	p.visit("/")
	p.do(chromedp.Click(chromedp.CSS("#more summary"), chromedp.NodeVisible))
	fits("at the start")
	p.choose(written(t, "danh-sach-ho-con-nguoi-chua-kich-hoat-phuong-an-dong-thang-11.csv", spoilt(t)), path(t, ward+"teams.csv"))
	fits("with files")
	p.short()
	p.begin(2)
	p.wait(`document.querySelectorAll('#map g.team').length > 0`)
	fits("while it runs")
	p.ended("done")
	p.do(chromedp.Click(chromedp.CSS("#actions summary"), chromedp.NodeVisible))
	fits("at the end")
	p.do(chromedp.Tap(chromedp.CSS("#teamtable tbody tr:nth-child(2) td"), chromedp.NodeVisible))
	p.wait(`document.querySelector('#map g.team.on')?.dataset.team === 'T002'`)
	p.wait(`document.querySelector('#map figcaption').textContent.startsWith('T002')`)
	p.do(chromedp.Tap(chromedp.CSS("#map figcaption button"), chromedp.NodeVisible))
	p.wait(`!document.querySelector('#map g.team.on')`)
	fits("with a team chosen and left")
}

func testKeys(t *testing.T, b *browser) {
	server, key := serve(t, setup{keys: true})
	p := b.open(t, server.URL, 1366, 768, "401")
	p.visit("/")
	p.wait(`document.getElementById('key-dialog').open && document.activeElement.id === 'key'`)
	p.shot("9-key")
	enter := func(key string) {
		p.do(chromedp.SetValue(chromedp.ID("key"), key), chromedp.SendKeys(chromedp.ID("key"), "\r"))
	}
	for _, wrong := range []string{"gonha_SAI", "khóa"} {
		enter(wrong)
		p.wait(`document.getElementById('key-wrong').textContent !== ''`)
	}
	enter(key)
	p.wait(`!document.getElementById('key-dialog').open`)
	p.choose(path(t, ward+"households.csv"), path(t, ward+"teams.csv"))
	p.begin(1)
	p.ended("done")
	p.do(chromedp.Reload())
	p.ended("done") // without asking again
	if value[bool](p, `document.getElementById('key-dialog').open || document.cookie !== '' || JSON.stringify(localStorage).includes('gonha_')`) {
		t.Error("the key is asked for again, or scripts can read it")
	}
	p.click("key-forget")
	p.wait(`document.getElementById('key-dialog').open`)
	p.click("key-cancel")
	p.choose(path(t, ward+"households.csv"), path(t, ward+"teams.csv"))
	p.click("go")
	p.wait(`document.getElementById('key-dialog').open`)
	p.click("key-cancel")
	p.wait(`document.getElementById('form-notice').textContent.includes('Cần mã')`)
}

func testEarlier(t *testing.T, b *browser) {
	p := chosen(t, b, setup{})
	p.begin(1)
	p.ended("done")
	p.click("another")
	p.wait(`document.querySelectorAll('#earlier-list li').length === 1`)
	p.shot("13-earlier")
	p.do(chromedp.Click(chromedp.CSS("#earlier-list a"), chromedp.NodeVisible))
	p.ended("done")
	p.click("another")
	p.do(chromedp.Click(chromedp.CSS("#earlier-list button"), chromedp.NodeVisible))
	p.wait(`document.querySelector('#earlier-list button').textContent.includes('lần nữa')`)
	p.do(chromedp.Click(chromedp.CSS("#earlier-list button"), chromedp.NodeVisible))
	p.wait(`document.getElementById('earlier').hidden`)
	if left := value[int](p, `fetch('/v1/solves').then((answer) => answer.json()).then((page) => page.solves.length)`); left != 0 {
		t.Errorf("%d solves are left on the server", left)
	}
}

func testPrint(t *testing.T, b *browser) {
	p := chosen(t, b, setup{})
	p.short()
	p.begin(1)
	p.ended("done")
	p.scheme("dark", "print")
	value[bool](p, `window.dispatchEvent(new Event('beforeprint'))`)
	if ground := value[string](p, `getComputedStyle(document.body).backgroundColor`); ground != "rgb(255, 255, 255)" {
		t.Errorf("printed on %s", ground)
	}
	if shown := value[[]string](p, `[...document.querySelectorAll('header, footer, #actions, .zoom')].filter((e) => e.getClientRects().length > 0).map((e) => e.tagName)`); len(shown) > 0 {
		t.Errorf("printed too: %v", shown)
	}
	if closed := value[int](p, `document.querySelectorAll('#leftout details:not([open])').length`); closed > 0 {
		t.Errorf("%d lists of households are closed on paper", closed)
	}
	if *shots != "" {
		p.do(chromedp.EmulateViewport(794, 1123, chromedp.EmulateScale(1)))
		p.keep("14-print")
	}
}
