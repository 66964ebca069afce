package main

import (
	"errors"
	"fmt"
	"io"
	"math"
	"path/filepath"
	"strings"
	"text/tabwriter"

	"gonha/solver/campaign"
)

// reportWords are the texts for people of gonha report, in one language. Formats take the numbers in the
// order of the Vietnamese text.
type reportWords struct {
	*words

	interrupted, measuring   string
	total, against, faulty   string
	measured, clear, unclear string
	unclearLoss, once, rough string
	page                     string
	ways                     map[string]string // by campaign.Baseline.Name
	kinds                    map[string]string // by campaign.Change.Kind; one %s is the team
}

func reportWordsOf(lang string) *reportWords {
	if lang == "en" {
		return &reportWords{
			words:       wordsOf(lang),
			interrupted: "Stopped as asked; reporting what has been measured.", measuring: "planning again: %d of %d",
			total:    "The plan reaches %d of %d people, at %d doors.\n",
			against:  "Against the ways people know, it reaches more by:",
			faulty:   "The typed plan has %d rows to look at.\n",
			measured: "What more or less would bring, measured by planning again %d times each:\n",
			clear:    "%s people, from %s to %s", unclear: "no clear gain, from %s to %s", unclearLoss: "no clear loss, from %s to %s",
			once:  "%s people in the only trial, perhaps by chance: --seeds 3 tells more",
			rough: "The effort is too small, or some change came out against all reason: report again with a longer --time.",
			page:  "Open %s in a browser; it holds no personal data.\n",
			ways: map[string]string{
				"doors": "to the nearest, door by door", "nearest": "to the nearest, neighbouring doors together",
				"groups": "each group its own teams, none lent", "sweep": "sectors around where the teams set out", "typed": "the plan typed by hand",
			},
			kinds: map[string]string{
				"team": "one more team, like %s", "minutes": "ten more minutes in every shift", "lend": "team %s may help all groups", "away": "team %s lent elsewhere",
			},
		}
	}
	return &reportWords{
		words:       wordsOf(lang),
		interrupted: "Đã dừng theo yêu cầu; báo cáo những gì đã đo xong.", measuring: "đang lập lại kế hoạch: %d/%d",
		total:    "Kế hoạch gặp được %d/%d người, ở %d nhà.\n",
		against:  "So với các cách làm quen thuộc, gặp được hơn:",
		faulty:   "Kế hoạch tự nhập có %d dòng cần xem lại.\n",
		measured: "Thêm hay bớt thì được gì, đo bằng cách lập lại kế hoạch, mỗi thay đổi %d lần:\n",
		clear:    "%s người, từ %s đến %s", unclear: "chưa rõ được hơn, từ %s đến %s", unclearLoss: "chưa rõ mất gì, từ %s đến %s",
		once:  "%s người trong lần thử duy nhất, có thể do ngẫu nhiên: --seeds 3 cho biết rõ hơn",
		rough: "Công sức tính còn ít, hoặc có thay đổi cho kết quả ngược lẽ thường: hãy báo cáo lại với --time lớn hơn.",
		page:  "Mở %s bằng trình duyệt; trang không có thông tin cá nhân.\n",
		ways: map[string]string{
			"doors": "đi nhà gần nhất, từng nhà một", "nearest": "đi nhà gần nhất, làm chung các nhà sát nhau",
			"groups": "mỗi tổ dân phố đội riêng, không cho mượn", "sweep": "chia hình quạt quanh nơi xuất phát", "typed": "kế hoạch tự nhập",
		},
		kinds: map[string]string{
			"team": "thêm một đội, như đội %s", "minutes": "thêm mười phút cho mọi ca", "lend": "đội %s được giúp mọi tổ dân phố", "away": "cho nơi khác mượn đội %s",
		},
	}
}

// sum says in a few lines what a report says, and where the page is.
func (w *reportWords) sum(to io.Writer, r *campaign.Report, page string) {
	w.print.Fprintf(to, w.total, r.Summary.Persons, r.ToVisit.Persons, r.Summary.Visits)
	fmt.Fprintln(to, w.against)
	table := tabwriter.NewWriter(to, 0, 0, 2, ' ', 0)
	faulty := 0
	for i := range r.Baselines {
		b := &r.Baselines[i]
		faulty += len(b.Faults)
		fmt.Fprintf(table, "    %s\t%s\t%s\n", w.ways[b.Name], w.signed(r.Summary.Persons-b.Summary.Persons), percentMore(r.Summary.Persons, b.Summary.Persons))
	}
	flush(table)
	if faulty > 0 {
		w.print.Fprintf(to, w.faulty, faulty)
	}
	if r.WhatIf != nil {
		w.print.Fprintf(to, w.measured, len(r.WhatIf.Seeds))
		for i := range r.WhatIf.Changes {
			c := &r.WhatIf.Changes[i]
			fmt.Fprintf(table, "    %s\t%s\n", about(w.kinds[c.Kind], c.Team), w.gain(c))
		}
		flush(table)
		if r.WhatIf.Rough {
			fmt.Fprintln(to, w.rough)
		}
	}
	w.print.Fprintf(to, w.page, page)
}

// gain says what a change brings.
func (w *reportWords) gain(c *campaign.Change) string {
	low, high := w.signed(c.Low), w.signed(c.High)
	switch {
	case c.Clear:
		return fmt.Sprintf(w.clear, w.signed(int(math.Round(c.Gain))), low, high)
	case len(c.Outcomes) == 1:
		return fmt.Sprintf(w.once, low)
	case c.Kind == "away":
		return fmt.Sprintf(w.unclearLoss, low, high)
	}
	return fmt.Sprintf(w.unclear, low, high)
}

// about puts a team into a text that has a place for one.
func about(text, team string) string { return strings.Replace(text, "%s", team, 1) }

// signed writes a difference with its sign.
func (w *words) signed(n int) string {
	if n > 0 {
		return "+" + w.print.Sprintf("%d", n)
	}
	return w.print.Sprintf("%d", n)
}

// percentMore is how much more n is than of, in percent.
func percentMore(n, of int) string {
	if of == 0 {
		return ""
	}
	return fmt.Sprintf("%+.0f %%", 100*float64(n-of)/float64(of))
}

// flush writes a table; nobody is there to hear that a terminal fails.
func flush(table *tabwriter.Writer) { _ = table.Flush() }

// absolute is a path to be found from any folder.
func absolute(path string) string {
	if whole, err := filepath.Abs(path); err == nil {
		return whole
	}
	return path
}

// firstOf is the first of the faults that an error joins, and how many more there are.
func firstOf(err error) error {
	lines := strings.Split(strings.TrimSpace(err.Error()), "\n")
	if len(lines) == 1 {
		return errors.New(lines[0])
	}
	return fmt.Errorf("%s (+%d)", lines[0], len(lines)-1)
}
