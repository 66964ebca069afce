package output

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gonha/solver/campaign"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// files reads every file under dir by its slash-separated name.
func files(t *testing.T, dir string) map[string]string {
	t.Helper()
	found := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		name, _ := filepath.Rel(dir, path)
		found[filepath.ToSlash(name)] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func TestWriteGolden(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "made", "on the way")
	night, plan := sample(2, 4)
	if err := Write(t.Context(), dir, night, plan); err != nil {
		t.Fatal(err)
	}
	// The workbook's bytes depend on the version of the compressor; its own test reads it.
	if err := os.Remove(filepath.Join(dir, "visits.xlsx")); err != nil {
		t.Fatal(err)
	}
	golden := filepath.Join("testdata", "evening")
	if *update {
		if err := os.RemoveAll(golden); err != nil {
			t.Fatal(err)
		}
		if err := os.CopyFS(golden, os.DirFS(dir)); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(files(t, golden), files(t, dir)); diff != "" {
		t.Errorf("files differ from testdata (-want +got), rewrite with -update if meant:\n%s", diff)
	}
}

func TestWriteTwiceGivesTheSameBytes(t *testing.T) {
	dir := t.TempDir()
	night, plan := sample(3, 6)
	if err := Write(t.Context(), dir, night, plan); err != nil {
		t.Fatal(err)
	}
	first := files(t, dir)
	night, plan = sample(3, 6)
	if err := Write(t.Context(), dir, night, plan); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(first, files(t, dir)); diff != "" {
		t.Errorf("the second time (-first +second):\n%s", diff)
	}
}

// Tracks of an earlier plan's teams go, files that no plan accounts for stay.
func TestWriteRemovesEarlierTracks(t *testing.T) {
	dir := t.TempDir()
	night, plan := sample(3, 2)
	if err := Write(t.Context(), dir, night, plan); err != nil {
		t.Fatal(err)
	}
	own := filepath.Join(dir, "teams", "mine.gpx")
	if err := os.WriteFile(own, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	night, plan = sample(1, 2)
	if err := Write(t.Context(), dir, night, plan); err != nil {
		t.Fatal(err)
	}
	tracks := files(t, filepath.Join(dir, "teams"))
	want := []string{"T01.gpx", "T02.gpx", "mine.gpx"}
	if diff := cmp.Diff(want, slices.Sorted(maps.Keys(tracks))); diff != "" {
		t.Errorf("tracks (-want +got):\n%s", diff)
	}
}

func TestWriteIsReadableByItsOwnerOnly(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no such modes")
	}
	dir := filepath.Join(t.TempDir(), "out")
	night, plan := sample(1, 2)
	if err := Write(t.Context(), dir, night, plan); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]fs.FileMode{".": 0o700, "teams": 0o700, "visits.csv": 0o600, "lists.html": 0o600} {
		info, err := os.Stat(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		if got := info.Mode().Perm(); got != want {
			t.Errorf("%s has mode %o, want %o", name, got, want)
		}
	}
}

func TestWriteRefuses(t *testing.T) {
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	tests := []struct {
		name   string
		ctx    context.Context
		change func(*campaign.Night, *campaign.Plan)
		want   string
	}{
		{"cancelled", cancelled, func(*campaign.Night, *campaign.Plan) {}, "context canceled"},
		{"unknown household", t.Context(), func(_ *campaign.Night, p *campaign.Plan) { p.Routes[0].Visits[1].Household = "H?" }, `household "H?" of team "T01" is not in the night`},
		{"unknown team", t.Context(), func(_ *campaign.Night, p *campaign.Plan) { p.Routes[0].Team = "T?" }, `team "T?" is not in the night`},
		{"unknown unvisited", t.Context(), func(_ *campaign.Night, p *campaign.Plan) { p.Unvisited[0].Household = "H?" }, `unvisited household "H?"`},
		{"unknown language", t.Context(), func(n *campaign.Night, _ *campaign.Plan) { n.Options.Lang = "fr" }, `language "fr"`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			night, plan := sample(1, 3)
			tt.change(night, plan)
			err := Write(tt.ctx, dir, night, plan)
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %v, want one with %q", err, tt.want)
			}
			if found := files(t, dir); len(found) > 0 {
				t.Errorf("wrote %d files", len(found))
			}
		})
	}
}

func TestWriteWholeLeavesTheOldFile(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "visits.csv")
	if err := os.WriteFile(path, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	broken := errors.New("disk full")
	err := writeWhole(path, func(w io.Writer) error {
		if _, err := w.Write(bytes.Repeat([]byte("x"), 1<<20)); err != nil {
			return err
		}
		return broken
	})
	if !errors.Is(err, broken) {
		t.Errorf("error %v, want %v", err, broken)
	}
	if diff := cmp.Diff(map[string]string{"visits.csv": "old"}, files(t, dir)); diff != "" {
		t.Errorf("folder (-want +got):\n%s", diff)
	}
}

func TestWriteStaysInItsFolder(t *testing.T) {
	outer := t.TempDir()
	dir := filepath.Join(outer, "out")
	night, plan := sample(4, 2)
	ids := []string{"../../x", "Tổ 1/2", `..\..\x`, "to\x001", "to/1"}
	for i, id := range ids {
		night.Teams[i].ID, plan.Routes[i].Team = id, id
	}
	if err := Write(t.Context(), dir, night, plan); err != nil {
		t.Fatal(err)
	}
	var tracks []string
	for name := range files(t, outer) {
		rest, inside := strings.CutPrefix(name, "out/")
		if !inside {
			t.Errorf("%q lies outside", name)
		}
		if strings.HasPrefix(rest, "teams/") {
			tracks = append(tracks, rest)
		}
	}
	if len(tracks) != len(ids) {
		t.Errorf("%d tracks %q for %d teams", len(tracks), tracks, len(ids))
	}
}

func TestPlanJSON(t *testing.T) {
	var b bytes.Buffer
	plan := &campaign.Plan{Version: 1, Night: "2023-06-06", Routes: []campaign.Route{{Team: "Q&A", Depart: 90610}}}
	if err := PlanJSON(&b, plan); err != nil {
		t.Fatal(err)
	}
	if plan.Routes[0].Visits != nil || plan.Unvisited != nil {
		t.Error("the plan itself was changed")
	}
	got := b.String()
	for _, want := range []string{`"visits": []`, `"unvisited": []`, `"rejected": []`, `"team": "Q&A"`, `"depart": "25:10:10"`, "{\n  \"version\": 1,\n  \"night\""} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s in\n%s", want, got)
		}
	}
	if strings.Contains(got, "null") {
		t.Errorf("a null in\n%s", got)
	}
	b.Reset()
	if err := PlanJSON(&b, &campaign.Plan{}); err != nil || !strings.Contains(b.String(), `"routes": []`) {
		t.Errorf("empty plan: %v\n%s", err, b.String())
	}
}
