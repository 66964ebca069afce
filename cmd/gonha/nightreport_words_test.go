package main

import (
	"testing"

	"gonha/solver/campaign"
)

// What a change brings is said by how well it is known.
func TestGain(t *testing.T) {
	one, two := make([]campaign.Outcome, 1), make([]campaign.Outcome, 2)
	for _, c := range []struct {
		lang, want string
		change     campaign.Change
	}{
		{"en", "+8 people, from +5 to +11", campaign.Change{Kind: "team", Outcomes: two, Gain: 8, Low: 5, High: 11, Clear: true}},
		{"en", "no clear gain, from -1 to +3", campaign.Change{Kind: "team", Outcomes: two, Gain: 1, Low: -1, High: 3}},
		{"en", "no clear loss, from -3 to +1", campaign.Change{Kind: "away", Outcomes: two, Gain: -1, Low: -3, High: 1}},
		{"en", "+82 people in the only trial, perhaps by chance: --seeds 3 tells more", campaign.Change{Kind: "team", Outcomes: one, Gain: 82, Low: 82, High: 82}},
		{"vi", "-9 người trong lần thử duy nhất, có thể do ngẫu nhiên: --seeds 3 cho biết rõ hơn", campaign.Change{Kind: "away", Outcomes: one, Gain: -9, Low: -9, High: -9}},
	} {
		if got := reportWordsOf(c.lang).gain(&c.change); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}
