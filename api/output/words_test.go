package output

import (
	"reflect"
	"testing"

	"gonha/solver/campaign"
)

func TestEveryTextIsInBothLanguages(t *testing.T) {
	for _, w := range []words{vietnamese, english} {
		v := reflect.ValueOf(w)
		for i := range v.NumField() {
			if f := v.Field(i); f.Kind() == reflect.String && f.Len() == 0 {
				t.Errorf("%s has no %s", w.Lang, v.Type().Field(i).Name)
			}
		}
		for _, reason := range reasonOrder {
			if w.reasons[reason] == "" {
				t.Errorf("%s has no text for %s", w.Lang, reason)
			}
		}
	}
}

func TestWordsOf(t *testing.T) {
	for lang, want := range map[string]*words{"": &vietnamese, "vi": &vietnamese, "en": &english} {
		if got, err := wordsOf(lang); got != want || err != nil {
			t.Errorf("wordsOf(%q) = %v, %v", lang, got.Lang, err)
		}
	}
	if _, err := wordsOf("fr"); err == nil {
		t.Error("French was taken")
	}
}

func TestWritingForPeople(t *testing.T) {
	tests := []struct{ name, got, want string }{
		{"date", vietnamese.date("2023-06-06"), "Thứ Ba 06/06/2023"},
		{"Sunday", english.date("2023-06-11"), "Sunday 11/06/2023"},
		{"no date", english.date("tonight"), "tonight"},
		{"small count", vietnamese.count(999), "999"},
		{"count", vietnamese.count(1234567), "1.234.567"},
		{"negative count", english.count(-123456), "-123,456"},
		{"metres", vietnamese.length(999), "999 m"},
		{"kilometres", vietnamese.length(1250), "1,2 km"},
		{"in English", english.length(99_940), "99.9 km"},
		{"very far", english.length(1_343_200), "1,343 km"},
		{"minutes rounded up", vietnamese.minutes(61), "2 phút"},
		{"clock", clock(70260), "19:31"},
		{"clock after midnight", clock(86400 + 600), "00:10"},
		{"windows", vietnamese.windows([]campaign.Window{{Open: 70200, Close: 72900}, {Open: 79200, Close: 90000}}), "19:30–20:15, 22:00–01:00"},
		{"no windows", vietnamese.windows(nil), ""},
		{"without an end", vietnamese.windows([]campaign.Window{{Open: 72000, Close: 172800}}), "sau 20:00"},
		{"without a start", english.windows([]campaign.Window{{Open: 0, Close: 70200}, {Open: 75600, Close: 172800}}), "before 19:30, after 21:00"},
		{"until midnight", vietnamese.windows([]campaign.Window{{Open: 0, Close: 86400}}), "trước 24:00"},
		{"after midnight", vietnamese.windows([]campaign.Window{{Open: 0, Close: 3600}}), "00:00–01:00"},
		{"no limit", vietnamese.windows([]campaign.Window{{Open: 0, Close: 172800}}), ""},
		{"mode", vietnamese.mode(campaign.Walk), "đi bộ"},
		{"default mode", english.mode(""), "motorbike"},
		{"reason", english.reason("no_time"), "Not enough time"},
		{"unknown reason", english.reason("rain"), "rain"},
	}
	for _, tt := range tests {
		if tt.got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, tt.got, tt.want)
		}
	}
}
