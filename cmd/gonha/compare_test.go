package main

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"

	"gonha/solver/campaign"
)

// Two plans by folder or by file, as text, as JSON and as a page.
func TestCompare(t *testing.T) {
	_, a := planned(t)
	_, b := planned(t, "--seed", "2", "--window", "19:30-21:00")
	o := gonha(t, "compare", a, filepath.Join(b, "plan.json"), "--lang", "en")
	if o.code != exitDone || o.stderr != "" || !strings.Contains(o.stdout, "What changes for the households:") || !strings.Contains(o.stdout, "B against A") {
		t.Fatalf("%+v", o)
	}
	out := filepath.Join(t.TempDir(), "new", "folder")
	o = gonha(t, "compare", "--json", a, "--out", out, b)
	if o.code != exitDone || o.stderr != "" || o.stdout != read(t, out, "compare.json") {
		t.Fatalf("code %d, %q, or another compare.json", o.code, o.stderr)
	}
	var c campaign.Comparison
	if err := json.Unmarshal([]byte(o.stdout), &c); err != nil {
		t.Fatal(err)
	}
	visits := readPlan(t, a).Summary.Visits
	if c.A.Summary.Visits != visits || c.Churn.Both+len(c.Churn.Dropped) != visits || len(c.Teams) != 2 || c.B.Window != "19:30-21:00" {
		t.Errorf("%+v", c)
	}
	if page := read(t, out, "compare.html"); !strings.Contains(page, "So sánh hai kế hoạch") {
		t.Error("the page is not in Vietnamese")
	}
}

func TestCompareRefuses(t *testing.T) {
	_, a := planned(t)
	for name, c := range map[string]struct {
		args []string
		want string
	}{
		"one plan":         {[]string{a}, "exactly two plans"},
		"three plans":      {[]string{a, a, a}, "exactly two plans"},
		"no such plan":     {[]string{a, "nowhere"}, "cannot read the plan nowhere"},
		"a folder of none": {[]string{a, t.TempDir()}, "cannot read the plan"},
		"a language":       {[]string{a, a, "--lang", "fr"}, "must be vi or en"},
		"an unknown flag":  {[]string{a, a, "--jsn"}, "không có tùy chọn này"},
	} {
		t.Run(name, func(t *testing.T) { refused(t, gonha(t, append([]string{"compare"}, c.args...)...), c.want) })
	}
	if o := gonha(t, "compare", a, a, "--out", file(t, "file", "")); o.code != exitFailed || o.stdout != "" {
		t.Errorf("nowhere to write: %+v", o)
	}
}
