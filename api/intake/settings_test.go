package intake

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gonha/solver"
	"gonha/solver/campaign"
)

func TestReadSettings(t *testing.T) {
	s, err := ReadSettings([]byte(` {"night": "2026-11-20", "time_limit_s": 2.5, "seed": 18446744073709551615, "stop_radius_m": 0, "lang": null} `))
	if err != nil {
		t.Fatal(err)
	}
	o, err := Options(campaign.DefaultOptions(), time.Now(), s)
	want := campaign.DefaultOptions()
	want.Date, want.TimeLimit, want.Seed, want.StopRadius = "2026-11-20", 2500*time.Millisecond, 18446744073709551615, 0
	if diff := cmp.Diff(want, o); err != nil || diff != "" {
		t.Errorf("error %v, (-want +got):\n%s", err, diff)
	}
}

// TestSettingsFaults: all are told at once, by name, and none repeats what was given.
func TestSettingsFaults(t *testing.T) {
	s, err := ReadSettings([]byte(`{"night": "Nguyễn Văn A", "seed": "0912345678", "threads": [1], "chủ hộ": "Trần Thị B", "turfs": "hard"}`))
	o, more := Options(campaign.DefaultOptions(), time.Now(), s)
	var names []string
	for _, f := range append(campaign.OptionFaults(err), campaign.OptionFaults(more)...) {
		names = append(names, f.Option)
	}
	if diff := cmp.Diff([]string{"seed", "threads", "", "night", "turfs"}, names); diff != "" {
		t.Errorf("options %+v, faults (-want +got):\n%s", o, diff)
	}
	for _, personal := range []string{"Nguyễn", "0912", "Trần", "chủ hộ", "hard"} {
		if strings.Contains(err.Error()+more.Error(), personal) {
			t.Errorf("%q is repeated in %q, %q", personal, err, more)
		}
	}
}

// TestFaultsAreErrors: a list of faults can be told from other errors, and its parts are option faults.
func TestFaultsAreErrors(t *testing.T) {
	_, err := ReadSettings([]byte(`{"seed": "x", "other": 1}`))
	var faults Faults
	if !errors.As(err, &faults) || len(faults) != 2 || faults[0].Field != "seed" || faults[1].Field != "" {
		t.Fatalf("%#v", err)
	}
	for i, f := range campaign.OptionFaults(fmt.Errorf("options.json: %w", err)) {
		if f.Option != faults[i].Field || f.Reason != faults[i].Reason {
			t.Errorf("%+v is not %+v", f, faults[i])
		}
	}
	if lines := strings.Split(err.Error(), "\n"); len(lines) != 2 || !strings.HasPrefix(lines[0], "seed: ") {
		t.Errorf("%q", err)
	}
}

func TestOptionsNight(t *testing.T) {
	for text, want := range map[string]string{"20/11/2026": "2026-11-20", "20.11.26": "2026-11-20", "2026-11-20": "2026-11-20", "31/11/2026": "", "tomorrow": ""} {
		o, err := Options(campaign.DefaultOptions(), time.Now(), Settings{Night: &text})
		if want != "" && (err != nil || o.Date != want) || want == "" && err == nil {
			t.Errorf("%q: %q, error %v", text, o.Date, err)
		}
	}
}

func TestOptionsWindow(t *testing.T) {
	for text, want := range map[string]campaign.Window{
		"19:30-21:30": {Open: 70200, Close: 77400}, "19h30-21h30": {Open: 70200, Close: 77400}, "22:00-01:00": {Open: 79200, Close: 90000},
		"18:00-24:00": {Open: 64800, Close: 86400}, "7h30-9h30 tối": {Open: 70200, Close: 77400}, "": {}, "evening": {}, "19:30-19:30": {}, "25-26": {},
	} {
		o, err := Options(campaign.DefaultOptions(), time.Now(), Settings{Window: &text})
		if want != (campaign.Window{}) && (err != nil || o.Window != want) || want == (campaign.Window{}) && (err == nil || o.Window != campaign.DefaultOptions().Window) {
			t.Errorf("%q: %+v, error %v", text, o.Window, err)
		}
	}
}

// TestSettingsTuning: values of the search come by name, and those that none has are refused without
// being repeated.
func TestSettingsTuning(t *testing.T) {
	s, err := ReadSettings([]byte(`{"tuning": {"neighbours": 30, "split": 0}}`))
	if err != nil {
		t.Fatal(err)
	}
	o, err := Options(campaign.DefaultOptions(), time.Now(), s)
	if diff := cmp.Diff(solver.Tuning{"neighbours": 30, "split": 0}, o.Tuning); diff != "" || err != nil {
		t.Errorf("error %v, (-want +got):\n%s", err, diff)
	}
	for _, text := range []string{`{"tuning": {"Nguyễn": 1}}`, `{"tuning": {"neighbours": 1e9}}`, `{"tuning": {"neighbours": "30"}}`, `{"tuning": 30}`} {
		s, unread := ReadSettings([]byte(text))
		_, err := Options(campaign.DefaultOptions(), time.Now(), s)
		faults := campaign.OptionFaults(errors.Join(unread, err))
		if len(faults) != 1 || faults[0].Option != "tuning" || strings.Contains(faults[0].Reason, "Nguyễn") {
			t.Errorf("%s: %v", text, faults)
		}
	}
}

func TestLaterSettingsWin(t *testing.T) {
	one, two, night := uint64(1), uint64(2), "2026-01-02"
	o, err := Options(campaign.DefaultOptions(), time.Now(), Settings{Seed: &one, Night: &night}, Settings{Seed: &two})
	if err != nil || o.Seed != 2 || o.Date != night {
		t.Errorf("seed %d, night %s, error %v", o.Seed, o.Date, err)
	}
}

// FuzzReadSettings: whatever is read, the options are sound or a fault says why not, and no fault is
// without words.
func FuzzReadSettings(f *testing.F) {
	f.Add([]byte(`{"night": "2026-11-20", "window": "22:00-01:00", "iterations": 5}`))
	f.Add([]byte(`{"time_limit_s": -1e300, "detour": 1e999}`))
	f.Add([]byte(`{"tuning": {"hot": 1e999, "cold": 1}}`))
	f.Add([]byte(`{"sead": null, "threads": 1.5}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		s, err := ReadSettings(data)
		o, more := Options(campaign.DefaultOptions(), time.Unix(1e9, 0), s)
		if more == nil {
			if fault := o.Validate(); fault != nil {
				t.Errorf("options that are not sound: %v", fault)
			}
		}
		for _, fault := range append(campaign.OptionFaults(err), campaign.OptionFaults(more)...) {
			if !strings.Contains(fault.Reason, " / ") {
				t.Errorf("%q is not in both languages", fault.Reason)
			}
		}
	})
}
