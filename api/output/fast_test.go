package output

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"gonha/solver/campaign"
)

// What is written of every household has a short way for the texts that nearly all are. Here is the long way.

func longPlain(s string) string {
	s = strings.ToValidUTF8(s, "\ufffd")
	if strings.ContainsFunc(s, unicode.IsControl) {
		s = strings.Join(strings.FieldsFunc(s, unicode.IsControl), " ")
	}
	return strings.TrimSpace(s)
}

func longCell(s string) string {
	parts := strings.Split(longPlain(s), ";")
	for i, part := range parts {
		seen := strings.TrimLeftFunc(part, func(r rune) bool { return unicode.IsSpace(r) || !unicode.IsGraphic(r) })
		if first, _ := utf8.DecodeRuneInString(seen); seen != "" && strings.ContainsRune("=+-@＝＋－＠", first) {
			parts[i] = part[:len(part)-len(seen)] + "'" + seen
			if i == 0 {
				parts[i] = "'" + seen
			}
		}
	}
	return strings.Join(parts, ";")
}

func longUnvisited(t *testing.T, u *campaign.Unvisited) string {
	t.Helper()
	var b bytes.Buffer
	b.WriteString("\n    ")
	if err := encode(&b, u, "    "); err != nil {
		t.Fatal(err)
	}
	return strings.TrimSuffix(b.String(), "\n")
}

func FuzzShortWays(f *testing.F) {
	for _, text := range []string{"", "Nguyễn Văn A", " =1+1; -2", "a;\u00a0＝b", "\x00\t\n\r\x7f\u0085 x ", "\xff", "“quê” – 19:30–21:30", "\"\\/<>&'\u2028\u2029\ufeff", "\u200b@x", "  ", "½ ² °"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if got, want := plain(text), longPlain(text); got != want {
			t.Errorf("plain of %q: %q, want %q", text, got, want)
		}
		if got, want := cell(text), longCell(text); got != want {
			t.Errorf("cell of %q: %q, want %q", text, got, want)
		}
		u := campaign.Unvisited{Household: text, Reason: "no_time", Detail: text + " "}
		got, err := appendUnvisited(nil, &u)
		if want := longUnvisited(t, &u); string(got) != want || err != nil {
			t.Errorf("unvisited %q: %s, %v, want %s", text, got, err, want)
		}
	})
}

// TestUnvisitedHasItsFields: a field that is added to the plan is added to what is written by hand.
func TestUnvisitedHasItsFields(t *testing.T) {
	u := campaign.Unvisited{Household: "H1", Reason: "no_time", Detail: "x"}
	written, err := appendUnvisited(nil, &u)
	if err != nil {
		t.Fatal(err)
	}
	var got, want map[string]any
	plainly, err := json.Marshal(u)
	if err != nil {
		t.Fatal(err)
	}
	for data, to := range map[string]*map[string]any{string(written): &got, string(plainly): &want} {
		if err := json.Unmarshal([]byte(data), to); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestTableErrors: a file that cannot be written is told, from its first byte to its last.
func TestTableErrors(t *testing.T) {
	night, plan := sample(2, 3)
	plan.Rejected = []campaign.Rejected{{File: "a"}}
	for name, err := range map[string]error{"visits": VisitsCSV(fullWriter{}, night, plan), "unvisited": UnvisitedCSV(fullWriter{}, night, plan), "rejected": RejectedCSV(fullWriter{}, plan)} {
		if err == nil || err.Error() != "full" {
			t.Errorf("%s: %v", name, err)
		}
	}
	out := newTable(&afterMark{})
	out.end("a")
	if err := out.close(); err == nil {
		t.Error("a row that was not written is not told")
	}
	var b bytes.Buffer
	out = newTable(&b)
	out.row("a")
	out.end("b\"", "c,d")
	out.end("e", "", "")
	if err := out.close(); err != nil {
		t.Fatal(err)
	}
	r := csv.NewReader(strings.NewReader(strings.TrimPrefix(b.String(), "\ufeff")))
	rows, err := r.ReadAll()
	if diff := cmp.Diff([][]string{{"a", "b\"", "c,d"}, {"e", "", ""}}, rows); diff != "" || err != nil || !strings.Contains(b.String(), "\r\n") {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
}

// afterMark takes one write.
type afterMark struct{ taken bool }

func (w *afterMark) Write(p []byte) (int, error) {
	if w.taken {
		return fullWriter{}.Write(p)
	}
	w.taken = true
	return len(p), nil
}
