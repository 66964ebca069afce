package api

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A client in another language, generated from the OpenAPI document, submits, follows and fetches a plan.
// Node and npm do the work; npm takes the generator from its registry.
func TestGeneratedClient(t *testing.T) {
	if testing.Short() {
		t.Skip("takes half a minute")
	}
	for _, tool := range []string{"node", "npm"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("needs %s: %v", tool, err)
		}
	}
	s := start(t, nil)
	dir := t.TempDir()
	for _, name := range []string{"package.json", "package-lock.json", "tsconfig.json", "follow.ts"} {
		content, err := os.ReadFile(filepath.Join("testdata", "client", name))
		if err != nil {
			t.Fatal(err)
		}
		write(t, filepath.Join(dir, name), content)
	}
	write(t, filepath.Join(dir, "openapi.json"), []byte(s.get(t, "/openapi.json").body))

	inFolder := func(name string, args ...string) string {
		t.Helper()
		command := exec.CommandContext(t.Context(), name, args...)
		command.Dir = dir
		out, err := command.CombinedOutput()
		if err != nil {
			t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, out)
		}
		return string(out)
	}
	inFolder("npm", "ci", "--no-audit", "--no-fund", "--silent")
	inFolder("npm", "run", "-s", "generate")
	inFolder("npm", "run", "-s", "types") // what the document promises is what the script makes of it
	inFolder("npm", "run", "-s", "bundle")
	var saw struct {
		Location, End, State, Stays string
		Events, Most, Reached       int
		Visits, Refused             []string
		Listed                      []bool
	}
	if err := json.Unmarshal([]byte(inFolder("node", "follow.mjs", s.URL)), &saw); err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(saw.Location, solvesPath+"/") || saw.Events < 10 {
		t.Errorf("Location %q, %d events", saw.Location, saw.Events)
	}
	saw.Location, saw.Events = "", 0
	want := saw
	want.End, want.State, want.Stays, want.Most, want.Reached = "done", "done", "done", 4, 4
	want.Visits, want.Refused, want.Listed = []string{"H1", "H2"}, []string{"body.teams"}, []bool{true}
	if diff := cmp.Diff(want, saw); diff != "" {
		t.Errorf("the client saw (-want +got):\n%s", diff)
	}
}

func write(t *testing.T, path string, content []byte) {
	t.Helper()
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
}
