package web_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

func testMissing(t *testing.T, b *browser) {
	server, _ := serve(t, setup{})
	p := b.open(t, server.URL, 1366, 768)
	p.visit("/")
	p.click("go")
	p.wait(`document.getElementById('form-notice').innerText.includes('Chưa chọn danh sách hộ') && document.activeElement.id === 'households'`)
	p.shot("15-missing")
	if p.asked("/v1/reads") > 0 {
		t.Error("something was sent")
	}
}

func testWrongFiles(t *testing.T, b *browser) {
	server, _ := serve(t, setup{})
	p := b.open(t, server.URL, 1366, 768, "422")
	for _, test := range []struct {
		name, households, teams string
		field, vietnamese       string
		english                 string
	}{
		{"a picture", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", content(t, "teams.csv"), "households", "Danh sách hộ: đây là ảnh", "Household list: this is a picture"},
		{"no header", "1,2\n3,4\n", content(t, "teams.csv"), "households", "Danh sách hộ: không thấy dòng tiêu đề", "Household list: no header row"},
		{"an empty file", "", content(t, "teams.csv"), "households", "Danh sách hộ: Tệp danh-sach.csv trống", "Household list: The file danh-sach.csv is empty"},
	} {
		p.visit("/?lang=vi") // anew
		p.choose(written(t, "danh-sach.csv", test.households), written(t, "doi.csv", test.teams))
		for lang, want := range map[string]string{"vi": test.vietnamese, "en": test.english} {
			p.do(chromedp.Click(chromedp.CSS("[data-lang="+lang+"]"), chromedp.NodeVisible))
			p.click("go")
			p.wait(`document.getElementById('form-notice').textContent !== '' && document.getElementById('go').getAttribute('aria-disabled') === 'false'`)
			text := p.text("form-notice")
			if !strings.Contains(text, want) || strings.Contains(text, " / ") {
				t.Errorf("%s, %s: %q, want %q in it", test.name, lang, text, want)
			}
		}
		if !value[bool](p, fmt.Sprintf(`document.getElementById(%q).getAttribute('aria-invalid') === 'true'`, test.field)) {
			t.Errorf("%s: the file is not marked", test.name)
		}
		p.shot("16-" + strings.ReplaceAll(test.name, " ", "-"))
	}
}

func testWrongSettings(t *testing.T, b *browser) {
	p := chosen(t, b, setup{}, "422")
	p.do(chromedp.SetValue(chromedp.ID("per-person"), "900"), chromedp.SetValue(chromedp.ID("radius"), "-5"))
	p.click("go")
	p.wait(`document.querySelectorAll('#form-notice li').length === 2`)
	text := p.text("form-notice")
	for _, want := range []string{"Thời gian cho mỗi người (phút): phải từ 1 giây đến 4 giờ", "phải từ 0 đến 1000 mét"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in %q", want, text)
		}
	}
	if marked := value[string](p, `[...document.querySelectorAll('#form [aria-invalid]')].map((e) => e.id).join() + document.getElementById('more').open`); marked != "per-person,radiustrue" {
		t.Errorf("marked: %s", marked)
	}
	p.shot("17-settings")
}

// testDrop drops files on the page: which list is which is seen from what they hold.
func testDrop(t *testing.T, b *browser) {
	server, _ := serve(t, setup{})
	p := b.open(t, server.URL, 1366, 768)
	for _, test := range []struct {
		name, on string
		files    []string // name=first line
		want     string   // households and teams
	}{
		{"both", "body", []string{"a.csv=id,lat,lon,persons", "b.csv=id,members,start_lat,start_lon"}, "a.csv b.csv"},
		{"both, the teams first", "body", []string{"b.csv=id,members,start_lat,start_lon", "a.csv=id,lat,lon,persons"}, "a.csv b.csv"},
		{"workbooks by their names", "body", []string{"Danh sách đội.xlsx=PK", "Danh sách hộ.xlsx=PK"}, "Danh sách hộ.xlsx Danh sách đội.xlsx"},
		{"workbooks by their sizes", "body", []string{"1.xlsx=PK", "2.xlsx=PK and much more of it"}, "2.xlsx 1.xlsx"},
		{"teams alone", "body", []string{"b.csv=id,members,start_lat,start_lon"}, " b.csv"},
		{"households alone", "body", []string{"a.csv=id,lat,lon,persons"}, "a.csv "},
		{"on a card", "[data-list=teams]", []string{"a.csv=id,lat,lon,persons"}, " a.csv"},
	} {
		p.visit("/") // anew
		var add strings.Builder
		for _, file := range test.files {
			name, line, _ := strings.Cut(file, "=")
			fmt.Fprintf(&add, "carried.items.add(new File([%q], %q));", line, name)
		}
		value[bool](p, `(() => {
			const carried = new DataTransfer();
			`+add.String()+`
			const event = (type) => new DragEvent(type, { dataTransfer: carried, bubbles: true, cancelable: true });
			const target = document.querySelector('`+test.on+`');
			target.dispatchEvent(event('dragenter'));
			const seen = document.body.classList.contains('dropping');
			return seen && !target.dispatchEvent(event('dragover')) && !target.dispatchEvent(event('drop')) && !document.body.classList.contains('dropping');
		})() || (() => { throw new Error('not taken') })()`)
		p.wait(fmt.Sprintf(`['households', 'teams'].map((id) => document.getElementById(id + '-file').textContent.split(' · ')[0]).join(' ') === %q`, test.want))
	}
}
