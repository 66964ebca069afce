package web_test

import (
	"fmt"
	"io/fs"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"gonha/api/web"
)

// audit is what a person who hears the page, or uses keys alone, would stumble over: unnamed fields and
// buttons, headings out of order, ids that are there twice, references to nothing.
const audit = `(() => {
	const faults = [], seen = new Set();
	const shown = (e) => e.getClientRects().length > 0;
	const name = (e) => (e.getAttribute('aria-label') || [...(e.labels ?? [])].map((l) => l.textContent).join(' ') || e.textContent || e.getAttribute('title') || '').trim();
	for (const e of document.querySelectorAll('[id]')) {
		if (seen.has(e.id)) faults.push('twice: #' + e.id);
		seen.add(e.id);
	}
	for (const e of document.querySelectorAll('input, select, textarea, button, a[href], summary')) if (!name(e)) faults.push('without a name: ' + e.outerHTML);
	for (const attribute of ['for', 'aria-describedby', 'aria-labelledby']) {
		for (const e of document.querySelectorAll('[' + attribute + ']')) {
			for (const id of e.getAttribute(attribute).split(' ')) if (!document.getElementById(id)) faults.push(attribute + ' names nothing: ' + id);
		}
	}
	for (const e of document.querySelectorAll('img:not([alt]), svg[role=img]:not([aria-label]), th:not([scope])')) faults.push('not described: ' + e.outerHTML.slice(0, 80));
	for (const e of document.querySelectorAll('[tabindex]')) if (e.tabIndex > 0) faults.push('out of order: ' + e.id);
	const levels = [...document.querySelectorAll('h1, h2, h3, h4')].filter(shown).map((e) => Number(e.tagName[1]));
	if (levels.filter((level) => level === 1).length !== 1) faults.push('headings of the first level: ' + levels);
	levels.forEach((level, i) => { if (level > (levels[i - 1] ?? 0) + 1) faults.push('headings jump: ' + levels); });
	if (!document.documentElement.lang || !document.title || !document.querySelector('main')) faults.push('no language, title or main part');
	return faults;
})()`

// audited fails the test for what the audit finds.
func (p *tab) audited(when string) {
	p.t.Helper()
	for _, fault := range value[[]string](p, audit) {
		p.t.Errorf("%s: %s", when, fault)
	}
}

func testLanguages(t *testing.T, b *browser) {
	p := chosen(t, b, setup{})
	p.audited("the form")
	p.do(chromedp.Click(chromedp.CSS("[data-lang=en]"), chromedp.NodeVisible))
	p.wait(`document.documentElement.lang === 'en' && document.getElementById('go').textContent === 'Read the lists'`)
	p.shot("18-english")
	p.short()
	p.begin(2)
	p.wait(`document.querySelectorAll('#map g.team').length > 0`)
	p.audited("a solve that runs")
	p.ended("done")
	p.audited("a plan")
	p.shot("19-english-done")
	if foreign := regexp.MustCompile(`[ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹđ]`).FindAllString(strings.NewReplacer("Tiếng Việt", "", "Đội", "").Replace(p.text("main")), -1); len(foreign) > 0 {
		t.Errorf("in English there is Vietnamese: %v\n%s", foreign, p.text("main"))
	}
	p.do(chromedp.Reload())
	p.ended("done")
	if lang := value[string](p, `document.documentElement.lang`); lang != "en" {
		t.Errorf("after a reload it is %q", lang)
	}
	p.visit("/?lang=vi")
	p.wait(`document.documentElement.lang === 'vi'`)

	// Both languages have the same words, of the same kind, and none is empty.
	faults := value[[]string](p, `import('/static/words.js').then((m) => {
		m.keepLanguage('en');
		const en = m.w;
		m.keepLanguage('vi');
		const faults = [];
		const compare = (a, b, at) => {
			for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
				if (typeof a[key] !== typeof b[key] || a[key] === '') faults.push(at + key);
				else if (typeof a[key] === 'object') compare(a[key], b[key], at + key + '.');
			}
		};
		compare(m.w, en, '');
		for (const e of document.querySelectorAll('[data-w], [data-w-label], [data-w-like]')) {
			const word = e.dataset.w ?? e.dataset.wLabel ?? e.dataset.wLike;
			if (typeof m.w[word] !== 'string') faults.push('unknown: ' + word);
		}
		return faults;
	})`)
	if len(faults) > 0 {
		t.Errorf("words that differ: %v", faults)
	}
}

// testMap moves and asks the map with a mouse.
func testMap(t *testing.T, b *browser) {
	p := chosen(t, b, setup{})
	p.begin(1)
	p.ended("done")
	at := value[[]float64](p, `(() => {
		const frame = document.querySelector('#map svg').getBoundingClientRect();
		const tag = [...document.querySelectorAll('#map .tag')].find((e) => e.dataset.team === 'T001').getBoundingClientRect();
		return [tag.left + tag.width / 2, tag.top + tag.height / 2, frame.left + 20, frame.top + 20];
	})()`)
	p.do(chromedp.MouseEvent("mouseMoved", at[0], at[1]))
	p.wait(`document.querySelector('#map g.team.on')?.dataset.team === 'T001' && document.querySelector('#map figcaption').textContent.startsWith('T001')`)
	p.shot("20-map-team")
	p.do(chromedp.MouseClickXY(at[0], at[1]))
	p.wait(`document.querySelector('#teamtable tr.on button').getAttribute('aria-pressed') === 'true'`)
	p.do(chromedp.MouseClickXY(at[2], at[3]))
	p.do(chromedp.MouseEvent("mouseMoved", at[2]+5, at[3]))
	p.wait(`!document.querySelector('#teamtable tr.on') && !document.querySelector('#map g.team.on')`)

	scale := `Number(document.querySelector('#map svg > g').getAttribute('transform').match(/scale\((.*)\)/)[1])`
	before := value[float64](p, scale)
	p.do(chromedp.Click(chromedp.CSS("#map .zoom button:nth-child(1)"), chromedp.NodeVisible), chromedp.Click(chromedp.CSS("#map .zoom button:nth-child(1)"), chromedp.NodeVisible))
	p.wait(fmt.Sprintf(`%s > 2 * %g && document.querySelectorAll('#map .number').length > 3`, scale, before))
	p.shot("21-map-near")
	shift := `document.querySelector('#map svg > g').getAttribute('transform').match(/translate\((\S+) (\S+)\)/).slice(1).map(Number)`
	from := value[[]float64](p, shift)
	p.do(
		chromedp.MouseEvent("mousePressed", at[2], at[3], chromedp.ButtonLeft), chromedp.MouseEvent("mouseMoved", at[2]+40, at[3]+30, chromedp.ButtonLeft),
		chromedp.MouseEvent("mouseMoved", at[2]+80, at[3]+60, chromedp.ButtonLeft), chromedp.MouseEvent("mouseReleased", at[2]+80, at[3]+60, chromedp.ButtonLeft),
	)
	p.wait(fmt.Sprintf(`%s[0] > %g && %s[1] > %g`, shift, from[0]+30, shift, from[1]+20))
	p.do(chromedp.Click(chromedp.CSS("#map .zoom button:nth-child(3)"), chromedp.NodeVisible))
	p.wait(fmt.Sprintf(`%s === %g`, scale, before))
}

// testContrast: the colours of texts on their grounds keep to WCAG 2.2, 1.4.3 (AA), light and dark.
func testContrast(t *testing.T, b *browser) {
	server, _ := serve(t, setup{})
	p := b.open(t, server.URL, 1366, 768)
	p.visit("/")
	for _, scheme := range []string{"light", "dark"} {
		p.scheme(scheme, "screen")
		for _, pair := range []string{
			"ink ground", "ink paper", "ink faint", "quiet ground", "quiet paper", "quiet faint", "link ground", "link paper", "on-accent accent", "on-accent accent-over",
			"bad paper", "bad bad-ground", "ink bad-ground", "ink busy-ground", "ink good-ground", "link busy-ground", "good paper", "busy paper", "paper good", "paper bad",
		} {
			text, ground, _ := strings.Cut(pair, " ")
			ratio := value[float64](p, fmt.Sprintf(`(() => {
				const light = (name) => {
					const probe = document.body.appendChild(document.createElement('i'));
					probe.style.color = 'var(--' + name + ')';
					const parts = getComputedStyle(probe).color.match(/\d+/g).slice(0, 3).map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
					probe.remove();
					return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
				};
				const [a, b] = [light(%q), light(%q)];
				return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
			})()`, text, ground))
			if ratio < 4.5 {
				t.Errorf("%s: %s has a contrast of %.2f", scheme, pair, ratio)
			}
		}
	}
}

// TestFiles: the files keep to the policy that the server sends with them, wherever they are read.
func TestFiles(t *testing.T) {
	forbidden := map[string]*regexp.Regexp{
		"markup made of text": regexp.MustCompile(`innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|createContextualFragment`),
		"code made of text":   regexp.MustCompile(`\beval\(|new Function|setTimeout\(['"]`),
		"a style in markup":   regexp.MustCompile(`<style|\sstyle=|setAttribute\('style'|[{,] '?style'?: `),
		"a script in markup":  regexp.MustCompile(`\son\w+="|javascript:`),
		"another host":        regexp.MustCompile(`https?://`),
	}
	found := 0
	err := fs.WalkDir(web.Files(), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasPrefix(name, "vendor/") {
			return err
		}
		found++
		data, err := fs.ReadFile(web.Files(), name)
		text := strings.ReplaceAll(string(data), "http://www.w3.org/2000/svg", "")
		for what, pattern := range forbidden {
			if at := pattern.FindString(text); at != "" {
				t.Errorf("%s holds %s: %q", name, what, at)
			}
		}
		if lines := strings.Count(text, "\n"); lines > 250 {
			t.Errorf("%s has %d lines", name, lines)
		}
		return err
	})
	if err != nil || found < 10 {
		t.Errorf("%d files, %v", found, err)
	}
}
