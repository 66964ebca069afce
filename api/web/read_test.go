package web_test

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/google/go-cmp/cmp"
)

// headline are the numbers above what was read: people in the file, to visit, set aside, and teams.
func (p *tab) headline() []int {
	p.t.Helper()
	return value[[]int](p, `[...document.querySelectorAll('#read-totals b')].map((b) => Number(b.textContent.replace(/\D/g, '')))`)
}

// classes are households by how sure their places are, as they are shown.
func (p *tab) classes() map[string]int {
	p.t.Helper()
	return value[map[string]int](p, `Object.fromEntries([...document.querySelectorAll('#placing-classes li')].map((li) => [li.className, Number(li.querySelector('b').textContent)]))`)
}

// sentenceOfGo is what would be planned, as it is said.
func (p *tab) sentenceOfGo() string {
	p.t.Helper()
	return p.text("gobar-text")
}

// testReadPlaces goes all the way from a list without coordinates and teams typed in the page to open sheets, settling
// places in each way that needs no map.
func testReadPlaces(t *testing.T, b *browser) {
	server, _ := serve(t, mapped(t))
	p := b.open(t, server.URL, 1280, 900, "422")
	p.visit("/")
	p.do(chromedp.SetUploadFiles(chromedp.ID("households"), []string{written(t, "dân.csv", townList)}))
	p.do(chromedp.Click(chromedp.CSS("[name=teams-by][value=table]")))
	p.do(chromedp.SetValue(chromedp.ID("teams-count"), "2"), chromedp.SendKeys(chromedp.ID("start-all"), "21.0305, 105.8320"))
	p.shot("30-typed-teams")
	p.read()
	p.shot("31-read")
	if diff := cmp.Diff([]int{9, 8, 1, 2}, p.headline()); diff != "" {
		t.Errorf("headline (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(map[string]int{"sure": 2, "likely": 1, "unknown": 3}, p.classes()); diff != "" {
		t.Errorf("classes (-want +got):\n%s", diff)
	}
	if got, want := p.sentenceOfGo(), "Lập cho 3 người, 2 hộ, 2 đội. Còn 5 người chưa có vị trí đủ chắc."; got != want {
		t.Errorf("it says %q, want %q", got, want)
	}
	p.audited("what was read")

	p.do(chromedp.Click(chromedp.CSS("#placing-each summary")))
	press := func(text string) {
		t.Helper()
		value[bool](p, `([...document.querySelectorAll('#placing-doors .panel button')].find((b) => b.textContent === '`+text+`').click(), true)`)
	}
	openDoor := func(address string) {
		t.Helper()
		value[bool](p, `([...document.querySelectorAll('#placing-doors .door')].find((b) => b.textContent.includes('`+address+`')).click(), true)`)
		p.wait(`document.querySelector('#placing-doors [aria-expanded=true]')?.textContent.includes('` + address + `')`)
	}
	openDoor("Phố Khế Ngọt")
	p.shot("32-a-door")
	p.audited("an open household")
	press("Nhận vị trí này")
	p.wait(`document.querySelector('#placing-classes .settled b')?.textContent === '1'`)
	openDoor("9 Phố Dâu Da")
	p.do(chromedp.SendKeys(chromedp.ID("placing-paste"), "đâu đó\r"))
	p.wait(`document.getElementById('placing-told').textContent.includes('không thấy địa chỉ này')`)
	value[bool](p, `(document.getElementById("placing-paste").value = "") === ""`)
	p.do(chromedp.SendKeys(chromedp.ID("placing-paste"), "https://www.google.com/maps/@21.0312,105.8331,18z\r"))
	p.wait(`document.querySelector('#placing-classes .settled b').textContent === '2'`)
	openDoor("Đường Mít Mật")
	press("Bỏ qua tối nay")
	p.wait(`document.querySelector('#placing-classes .skip b')?.textContent === '1'`)
	if got, want := p.sentenceOfGo(), "Lập cho 5 người, 4 hộ, 2 đội. Còn 3 người chưa có vị trí đủ chắc."; got != want {
		t.Errorf("it says %q, want %q", got, want)
	}
	p.click("placing-take")
	p.wait(`document.getElementById('gobar-text').textContent.startsWith('Lập cho 7 người, 5 hộ')`)
	p.shot("33-settled")
	value[bool](p, `(document.getElementById('seconds').selectedOptions[0].value = '1') !== ''`)
	p.click("plan-go")
	p.ended("done")
	solve := value[map[string]int](p, "fetch(`/v1/solves/${location.hash.slice(3)}`).then((a) => a.json()).then((s) => ({ households: s.households, persons: s.persons, teams: s.teams, rejected: s.rejected.length }))")
	if diff := cmp.Diff(map[string]int{"households": 5, "persons": 7, "teams": 2, "rejected": 2}, solve); diff != "" {
		t.Errorf("the plan is of (-want +got):\n%s", diff)
	}
	p.shot("34-planned")
	value[bool](p, `(history.back(), true)`) // what was settled is still there
	p.wait(`!document.getElementById('read').hidden && document.getElementById('gobar-text').textContent.startsWith('Lập cho 7 người')`)
}

// testReadRefused: lists that cannot be planned say what to do, and exchanged files are recognised.
func testReadNext(t *testing.T, b *browser) {
	server, _ := serve(t, setup{})
	p := b.open(t, server.URL, 1280, 900)
	p.visit("/")
	p.do(chromedp.SetUploadFiles(chromedp.ID("households"), []string{written(t, "dân.csv", townList)}))
	p.read()
	p.shot("35-without-teams")
	if text := p.text("read-notice"); !strings.Contains(text, "Chưa có đội nào") {
		t.Errorf("without teams: %q", text)
	}
	if !value[bool](p, `document.getElementById('plan-go').disabled`) {
		t.Error("a plan without teams can be asked for")
	}
	p.click("read-back")
	p.do(chromedp.Click(chromedp.CSS("[name=teams-by][value=table]")))
	p.read()
	if text := p.text("read-notice"); !strings.Contains(text, "Chưa biết các đội xuất phát từ đâu") {
		t.Errorf("without a start: %q", text)
	}
	p.click("read-back")
	p.do(chromedp.SendKeys(chromedp.ID("start-all"), "21.0305, 105.8320"))
	p.read()
	if text := p.text("read-notice"); !strings.Contains(text, "--roads") {
		t.Errorf("without a map: %q", text)
	}
	p.shot("36-without-map")

	p.visit("/?rows")
	p.choose(written(t, "dân.csv", "id,lat,lon\nH1,200,105.8\nH2,21,300\n"), path(t, ward+"teams.csv"))
	p.read()
	if diff := cmp.Diff([]int{2, 0, 2, 4}, p.headline()); diff != "" || !strings.Contains(p.text("read-notice"), "Mọi dòng") || !strings.Contains(p.text("asides-rows"), "ngoài Việt Nam") {
		t.Errorf("every row faulty: %q, %q\n%s", p.text("read-notice"), p.text("asides-rows"), diff)
	}
	p.visit("/?anew")
	p.choose(path(t, ward+"teams.csv"), path(t, ward+"households.csv"))
	p.read()
	p.wait(`document.getElementById('read-notice').textContent.includes('Hai tệp đổi chỗ')`)
	p.shot("37-swapped")
	p.do(chromedp.Click(chromedp.CSS("#read-notice button"), chromedp.NodeVisible))
	p.wait(`!document.getElementById('plan-go').disabled`)
	if diff := cmp.Diff([]int{310, 310, 0, 4}, p.headline()); diff != "" {
		t.Errorf("headline (-want +got):\n%s", diff)
	}
}

// testGround settles places with a real map: its tiles and labels are drawn, a click settles the open household, and what
// was not asked for was not fetched.
func testGround(t *testing.T, b *browser) {
	server, _ := serve(t, mapped(t))
	p := b.open(t, server.URL, 1280, 900)
	p.visit("/")
	p.do(chromedp.SetUploadFiles(chromedp.ID("households"), []string{written(t, "dân.csv", townList)}))
	p.do(chromedp.Click(chromedp.CSS("[name=teams-by][value=table]")))
	p.click("start-pick")
	p.wait(`document.getElementById('pick-map').dataset.drawn && !document.getElementById('pick-take').disabled`)
	p.shot("40-pick")
	p.clickMap("pick-map", 0.5, 0.5)
	p.click("pick-take")
	p.wait(`document.getElementById('start-all').value.startsWith('21.03')`)
	p.read()
	p.do(chromedp.Click(chromedp.CSS("#placing-each summary")))
	p.click("placing-open")
	p.wait(`document.getElementById('placing-map').dataset.drawn`)
	p.wait(`document.querySelector('#placing-map .maplibregl-ctrl-attrib')?.textContent.includes('OpenStreetMap')`)
	p.shot("41-map")
	value[bool](p, `([...document.querySelectorAll('#placing-doors .door')].find((b) => b.textContent.includes('14 Phố Bười')).click(), true)`)
	p.wait(`document.querySelector('#placing-doors .panel')`)
	p.shot("42-map-door")
	p.audited("a map with an open household")
	p.clickMap("placing-map", 0.5, 0.5)
	p.wait(`document.querySelector('#placing-classes .settled b')?.textContent === '1'`)
	p.wait(`document.getElementById('gobar-text').textContent.startsWith('Lập cho 5 người, 3 hộ')`)
	p.shot("43-map-settled")
}

// clickMap clicks at a share of a map's width and height, once it has come to rest.
func (p *tab) clickMap(id string, x, y float64) {
	p.t.Helper()
	time.Sleep(800 * time.Millisecond) // the map moves to what it is to show
	at := value[[]float64](p, `(() => { const box = document.querySelector('#`+id+` canvas').getBoundingClientRect(); return [box.left, box.top, box.width, box.height]; })()`)
	p.do(chromedp.MouseClickXY(at[0]+x*at[2], at[1]+y*at[3]))
}

// counter counts what a person does.
type counter struct {
	*tab
	n    int
	done []string
}

func (c *counter) does(what string, act func()) {
	c.t.Helper()
	c.n++
	c.done = append(c.done, what)
	act()
}

// testPoliceWorkbook goes from the police's workbook without coordinates and the teams' message to open sheets, every
// doubtful place accepted as guessed, and counts what a person has to do. The files are examples beside the repository.
func testPoliceWorkbook(t *testing.T, b *browser) {
	const shared = "../../../shared/"
	households, teams, ground := shared+"cases/intake/ward-lists/B_police_plain.xlsx", shared+"cases/intake/ward-lists/T1_zalo.xlsx", shared+"places/hanoi_qtg_full.osm.pbf"
	for _, file := range []string{households, teams, ground} {
		if _, err := os.Stat(file); err != nil {
			t.Skipf("the examples are not there: %v", err)
		}
	}
	server, _ := serve(t, mappedBy(t, path(t, ground)))
	p := &counter{tab: b.open(t, server.URL, 1280, 900)}
	p.visit("/")
	p.does("press to choose the household list", func() {}) // the browser's dialog opens, in which a file is picked
	p.does("pick it", func() { p.do(chromedp.SetUploadFiles(chromedp.ID("households"), []string{path(t, households)})) })
	p.does("press to choose the teams", func() {})
	p.does("pick them", func() { p.do(chromedp.SetUploadFiles(chromedp.ID("teams"), []string{path(t, teams)})) })
	p.does("go to the start's field", func() { p.click("start-all") })
	p.does("paste the start", func() { p.do(chromedp.SendKeys(chromedp.ID("start-all"), "21.0270, 105.8350")) })
	p.shot("50-police-files")
	p.does("read", p.read)
	p.shot("51-police-read")
	before := p.headline()
	if before[0] != 227 || before[1]+before[2] != 227 || before[3] != 3 {
		t.Errorf("of 227 people and 3 teams the page says %v", before)
	}
	p.does("accept all guesses", func() { p.click("placing-take") })
	p.shot("52-police-accepted")
	said := p.sentenceOfGo()
	value[bool](p.tab, `(document.getElementById('seconds').selectedOptions[0].value = '2') !== ''`)
	p.does("plan", func() { p.click("plan-go") })
	p.ended("done")
	p.shot("53-police-planned")
	counts := value[[]int](p.tab, "fetch(`/v1/solves/${location.hash.slice(3)}`).then((a) => a.json()).then((s) => [s.persons, s.households, s.left_out])")
	if want := fmt.Sprintf("Lập cho %d người, %d hộ, 3 đội.", counts[0], counts[1]); !strings.HasPrefix(said, want) || counts[0]+counts[2] != 227 {
		t.Errorf("the page said %q, and the plan is for %v", said, counts)
	}
	p.does("open the sheets", func() { testLists(t, p.tab) })
	t.Logf("%d clicks or pastes: %s", p.n, strings.Join(p.done, ", "))
	if p.n > 12 {
		t.Errorf("it takes %d clicks or pastes: %v", p.n, p.done)
	}
	if *shots != "" { // the same with a look at single places
		value[bool](p.tab, `(history.back(), true)`)
		p.wait(`!document.getElementById('read').hidden`)
		p.click("placing-take")
		p.do(chromedp.Click(chromedp.CSS("#placing-each summary")))
		p.click("placing-open")
		p.wait(`document.getElementById('placing-map').dataset.drawn`)
		p.shot("54-police-map")
		value[bool](p.tab, `(document.querySelector('#placing-doors .door').click(), true)`)
		time.Sleep(1500 * time.Millisecond) // the map comes to rest
		p.shot("55-police-door")
	}
}

// testColumns: a column that was misunderstood and a sheet that was not meant are put right in the page.
func testColumns(t *testing.T, b *browser) {
	server, _ := serve(t, mapped(t))
	p := b.open(t, server.URL, 1280, 900)
	p.visit("/")
	list := "Họ và tên,Nơi ở hiện tại,Chỗ gặp,Tổ dân phố\nNguyễn Thị Giả,9 Phố Dâu Da,12 Phố Bưởi,TDP 1\nTrần Văn Vờ,7 Phố Dâu Da,6 Phố Bưởi,TDP 1\n"
	p.do(chromedp.SetUploadFiles(chromedp.ID("households"), []string{written(t, "dân.csv", list)}))
	p.do(chromedp.Click(chromedp.CSS("[name=teams-by][value=text]")), chromedp.SendKeys(chromedp.ID("teams-text"), "Tổ 1: đ/c An (CA), Bình, Chi - xe máy\nTổ 2: Dung, Em - đi bộ"))
	p.do(chromedp.SendKeys(chromedp.ID("start-all"), "2 Phố Bưởi"))
	p.read()
	if diff := cmp.Diff([]int{2, 2, 0, 2}, p.headline()); diff != "" {
		t.Errorf("headline (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(map[string]int{"sure": 0, "likely": 0, "unknown": 2}, p.classes()); diff != "" {
		t.Errorf("classes (-want +got):\n%s", diff)
	}
	if crew := value[[]string](p, `[...document.querySelectorAll('#crew tbody tr')].map((row) => [...row.children].slice(1, 3).map((cell) => cell.textContent).join(' '))`); !cmp.Equal(crew, []string{"3 xe máy", "2 đi bộ"}) {
		t.Errorf("teams: %q", crew)
	}
	p.do(chromedp.Click(chromedp.CSS("#columns summary")))
	p.shot("60-columns")
	p.audited("the columns")
	value[bool](p, `(() => { const select = document.getElementById('column-address'); select.focus(); select.value = 'Chỗ gặp'; return select.dispatchEvent(new Event('change')); })()`)
	p.wait(`document.querySelector('#placing-classes .sure b').textContent === '2' && document.getElementById('read').getAttribute('aria-busy') === 'false'`)
	if !value[bool](p, `document.querySelector('#columns details').open && document.activeElement.id === 'column-address'`) {
		t.Error("what was open is closed, or the focus is lost")
	}
}

// testReadKeyboard settles a household with keys alone.
func testReadKeyboard(t *testing.T, b *browser) {
	server, _ := serve(t, mapped(t))
	p := b.open(t, server.URL, 1280, 900)
	p.visit("/")
	p.do(chromedp.SetUploadFiles(chromedp.ID("households"), []string{written(t, "dân.csv", townList)}))
	p.do(chromedp.Click(chromedp.CSS("[name=teams-by][value=table]")), chromedp.SendKeys(chromedp.ID("start-all"), "21.0305, 105.8320"))
	p.read()
	p.tabTo("#placing-each summary")
	p.press("\r", 1)
	p.tabTo("#placing-doors .door")
	p.press("\r", 1)
	p.wait(`document.activeElement.matches('.door[aria-expanded=true]')`)
	first := value[string](p, `document.activeElement.textContent`)
	p.tabTo("#placing-doors .panel button")
	p.press("\r", 1)
	p.wait(`document.querySelector('#placing-classes .settled b')?.textContent === '1' && document.activeElement.matches('.door[aria-expanded=true]')`)
	if next := value[string](p, `document.activeElement.textContent`); next == first {
		t.Errorf("the focus stays on %q", next)
	}
	if said := p.text("live"); !strings.HasPrefix(said, "Lập cho 4 người, 3 hộ") {
		t.Errorf("those who hear the page are told %q", said)
	}
	p.tabTo("#placing-paste")
	p.do(chromedp.SendKeys(chromedp.ID("placing-paste"), "21.0311, 105.8315\r"))
	p.wait(`document.querySelector('#placing-classes .settled b').textContent === '2'`)
	p.tabTo("#placing-open")
	p.press("\r", 1)
	p.wait(`document.getElementById('placing-map').dataset.drawn`)
	p.tabTo("#plan-go")
}

// testNoGround: where the map cannot be drawn, because a file of it does not come, the page says so in time and goes on.
func testNoGround(t *testing.T, b *browser) {
	s := mapped(t)
	s.lacks = "/vendor/maplibre/maplibre-gl-worker.mjs"
	server, _ := serve(t, s)
	p := b.open(t, server.URL, 1280, 900, "404")
	p.visit("/")
	p.click("start-pick")
	p.wait(`document.querySelector('#pick-map .wait')?.textContent.includes('không mở được bản đồ')`)
	p.click("pick-cancel")

	server, _ = serve(t, setup{})
	p = b.open(t, server.URL, 1280, 900, "404")
	p.visit("/")
	p.click("start-pick")
	p.wait(`document.querySelector('#pick-map .wait')?.textContent.includes('--roads')`)
	if p.asked("maplibre-gl.mjs?v=6.20.0") > 0 {
		t.Error("the library was fetched for a map that there is not")
	}
}
