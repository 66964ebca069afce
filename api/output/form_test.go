package output

import (
	"bytes"
	"errors"
	"strings"
	"testing"
)

// TestForm: every file that Write makes can be had by its name, with the same bytes.
func TestForm(t *testing.T) {
	night, plan := sample(3, 8)
	e, err := lookUp(night, plan)
	if err != nil {
		t.Fatal(err)
	}
	forms, err := e.forms()
	if err != nil {
		t.Fatal(err)
	}
	tracks := 0
	for _, f := range forms {
		name := f.name
		if strings.HasPrefix(name, gpxFolder) {
			name = gpxFolder + "/" + plan.Routes[tracks].Team + ".gpx"
			tracks++
		}
		write, media, err := Form(night, plan, name, "")
		if err != nil || media == "" {
			t.Errorf("%s: media type %q, error %v", name, media, err)
			continue
		}
		var want, got bytes.Buffer
		if err := errors.Join(f.write(&want), write(&got)); err != nil || !bytes.Equal(want.Bytes(), got.Bytes()) {
			t.Errorf("%s differs from the file written, error %v", name, err)
		}
	}
	for _, name := range []string{"", "plan", "../plan.json", "teams/", "teams/nobody.gpx", "teams/" + plan.Routes[0].Team} {
		if _, _, err := Form(night, plan, name, "vi"); !errors.Is(err, ErrNoForm) {
			t.Errorf("%q: error %v", name, err)
		}
	}
	if _, _, err := Form(night, plan, "lists.html", "fr"); err == nil {
		t.Error("French was taken")
	}
}

// TestFormLanguage: the lists, the workbook and the tracks come in the language asked for, the night's
// where none is.
func TestFormLanguage(t *testing.T) {
	night, plan := sample(2, 4)
	night.Options.Lang = "en"
	for name, texts := range map[string][2]string{"lists.html": {"Danh sách gõ nhà", "Visit lists"}, "teams/" + plan.Routes[0].Team + ".gpx": {"Xuất phát", "<name>Start</name>"}} {
		for lang, want := range map[string]string{"": texts[1], "en": texts[1], "vi": texts[0]} {
			write, _, err := Form(night, plan, name, lang)
			if err != nil {
				t.Fatal(err)
			}
			var out bytes.Buffer
			if err := write(&out); err != nil || !strings.Contains(out.String(), want) {
				t.Errorf("%s in %q lacks %q, error %v", name, lang, want, err)
			}
		}
	}
}

// TestFormOfAnotherNight: a plan that names what the night does not hold is refused, but for the forms
// that name nobody.
func TestFormOfAnotherNight(t *testing.T) {
	night, plan := sample(2, 4)
	night.Households = night.Households[:1]
	for name, sound := range map[string]bool{"plan.json": true, "rejected.csv": true, "visits.csv": false, "visits.xlsx": false, "lists.html": false} {
		if _, _, err := Form(night, plan, name, "vi"); (err == nil) != sound || errors.Is(err, ErrNoForm) {
			t.Errorf("%s: error %v", name, err)
		}
	}
}
