package campaign

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

const (
	hour = 3600
	half = 1800
)

func TestWithin(t *testing.T) {
	short := Window{19*hour + half, 21*hour + half} // 19:30-21:30
	late := Window{19*hour + half, 25*hour + half}  // 19:30-01:30
	tests := []struct {
		name          string
		span, evening Window
		want          Window
	}{
		{"in the evening", Window{20 * hour, 21 * hour}, short, Window{20 * hour, 21 * hour}},
		{"before an evening that ends before midnight", Window{6 * hour, 7 * hour}, short, Window{6 * hour, 7 * hour}},
		{"after midnight, but the evening ends before", Window{900, hour}, short, Window{900, hour}},
		{"after the evening's midnight", Window{900, hour}, late, Window{day + 900, day + hour}},
		{"only its beginning in the evening", Window{hour, 3 * hour}, late, Window{day + hour, day + 3*hour}},
		{"opens as the evening closes", Window{hour + half, 2 * hour}, late, Window{day + hour + half, day + 2*hour}},
		{"opens after the evening closes", Window{hour + half + 1, 2 * hour}, late, Window{hour + half + 1, 2 * hour}},
		{"past midnight as written", Window{22 * hour, 25 * hour}, late, Window{22 * hour, 25 * hour}},
		{"all day", Window{0, day}, late, Window{0, day}},
		{"touches the opening", Window{18 * hour, 19*hour + half}, late, Window{18 * hour, 19*hour + half}},
		{"in the afternoon before", Window{14 * hour, 15 * hour}, late, Window{14 * hour, 15 * hour}},
		{"ends before an evening that opens after midnight", Window{0, hour}, Window{25 * hour, 27 * hour}, Window{day, day + hour}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, test.span.within(test.evening)); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

func TestHouseholdWindows(t *testing.T) {
	evening := Window{19*hour + half, 25*hour + half}
	tests := []struct {
		name          string
		windows, want []Window
	}{
		{"none is always", nil, nil},
		{"sorted", []Window{{21 * hour, 22 * hour}, {20 * hour, 20*hour + 60}}, []Window{{20 * hour, 20*hour + 60}, {21 * hour, 22 * hour}}},
		{"overlapping", []Window{{20 * hour, 21 * hour}, {20*hour + 60, 20*hour + 120}}, []Window{{20 * hour, 21 * hour}}},
		{"touching", []Window{{20 * hour, 21 * hour}, {21 * hour, 22 * hour}}, []Window{{20 * hour, 22 * hour}}},
		{"the next second", []Window{{20 * hour, 21*hour - 1}, {21 * hour, 22 * hour}}, []Window{{20 * hour, 22 * hour}}},
		{"two seconds apart", []Window{{20 * hour, 21*hour - 2}, {21 * hour, 22 * hour}}, []Window{{20 * hour, 21*hour - 2}, {21 * hour, 22 * hour}}},
		{"after midnight joins before", []Window{{0, hour}, {22 * hour, day}}, []Window{{22 * hour, 25 * hour}}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			h := Household{Windows: test.windows}
			if diff := cmp.Diff(test.want, h.windows(evening)); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

// TestEvening: a team that is out longer than the night's window stretches the evening, and a shift
// after midnight is that of the night.
func TestEvening(t *testing.T) {
	n := tinyNight()
	n.Options.Window = Window{20 * hour, 25 * hour}
	n.Teams[0].Shift = &Window{18 * hour, 20 * hour}
	n.Teams[1].Shift = &Window{half, 2 * hour} // 00:30-02:00
	if diff := cmp.Diff(Window{day + half, day + 2*hour}, n.shift(&n.Teams[1])); diff != "" {
		t.Errorf("shift (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(Window{18 * hour, 26 * hour}, n.evening()); diff != "" {
		t.Errorf("evening (-want +got):\n%s", diff)
	}
}
