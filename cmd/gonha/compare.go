package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"gonha/api/intake"
	"gonha/api/output"
	"gonha/solver/campaign"
)

// compare puts two plans side by side.
func compare(_ context.Context, args []string, stdout, stderr io.Writer) int {
	r, err := parseCompare(args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		fmt.Fprint(stdout, compareUsage)
		return exitDone
	case err != nil:
		return complain(stderr, exitUsage, err)
	}
	var plans [2]*campaign.Plan
	for i, path := range r.paths {
		if plans[i], err = intake.PlanFile(planPath(path)); err != nil {
			return complain(stderr, exitUsage, fmt.Errorf("không đọc được kế hoạch / cannot read the plan %s: %w", path, err))
		}
	}
	c := campaign.Compare(plans[0], plans[1])
	if r.out != "" {
		if err := output.WriteComparison(r.out, &c, r.lang); err != nil {
			return complain(stderr, exitFailed, fmt.Errorf("không ghi được / could not write: %w", err))
		}
	}
	if r.json {
		err = output.IndentedJSON(stdout, &c)
	} else {
		err = output.ComparisonText(stdout, &c, r.lang)
	}
	if err != nil {
		return complain(stderr, exitFailed, err)
	}
	return exitDone
}

// compareUsage is the help of gonha compare.
const compareUsage = `So sánh hai kế hoạch: số người, đi đường, chờ, chồng lấn, hộ nào đổi đội hay đổi giờ
Puts two plans side by side: people, travel, waiting, overlap, and which households change team or hour

    gonha compare A B [...]

  A, B         hai tệp plan.json, hoặc thư mục của chúng   two plan.json files, or their folders
  --json       in ra JSON                                  prints JSON
  --out DIR    ghi compare.html và compare.json            writes compare.html and compare.json
  --lang LANG  vi, en; vi                                  vi, en; vi
`

// compareRequest is what a command line of gonha compare asks for.
type compareRequest struct {
	paths     [2]string
	json      bool
	out, lang string
}

// parseCompare reads the command line of gonha compare, whose flags may stand anywhere.
func parseCompare(args []string) (compareRequest, error) {
	r := compareRequest{lang: "vi"}
	fs := flag.NewFlagSet("compare", flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	fs.BoolVar(&r.json, "json", false, "")
	fs.StringVar(&r.out, "out", "", "")
	fs.StringVar(&r.lang, "lang", r.lang, "")
	var plain []string
	for rest := args; ; {
		err := fs.Parse(rest)
		if errors.Is(err, flag.ErrHelp) {
			return r, err
		}
		if err != nil {
			return r, fmt.Errorf("%w (xem / see gonha compare -h)", inVietnameseToo(err))
		}
		if rest = fs.Args(); len(rest) == 0 {
			break
		}
		plain, rest = append(plain, rest[0]), rest[1:]
	}
	switch {
	case len(plain) != 2:
		return r, errors.New("cần đúng hai kế hoạch / exactly two plans are needed (xem / see gonha compare -h)")
	case r.lang != "vi" && r.lang != "en":
		return r, errors.New("lang: phải là vi hoặc en / must be vi or en")
	}
	r.paths = [2]string(plain)
	return r, nil
}

// planPath is a plan's file: path itself, or plan.json in the folder that it is.
func planPath(path string) string {
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return filepath.Join(path, "plan.json")
	}
	return path
}
