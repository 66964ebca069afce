package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gonha/api"
)

func keysRun(t *testing.T, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, errs strings.Builder
	code = keys(t.Context(), args, &out, &errs)
	return code, out.String(), errs.String()
}

// A key's whole life: made, shown once, listed without itself, taken back.
func TestKeys(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "data")
	code, stdout, stderr := keysRun(t, "add", "máy của đội 1", "--data", dir)
	key := strings.TrimSuffix(stdout, "\n")
	if code != exitDone || !strings.HasPrefix(key, "gonha_") || strings.ContainsAny(key, " \n") || !strings.Contains(stderr, "shown this once") {
		t.Fatalf("exit %d, %q, %q", code, stdout, stderr)
	}
	for path, want := range map[string]os.FileMode{dir: 0o700, filepath.Join(dir, keysFile): 0o600} {
		info, err := os.Stat(path)
		if err != nil || info.Mode().Perm() != want {
			t.Errorf("%s: mode %v, %v, want %v", path, info.Mode(), err, want)
		}
	}
	known, err := api.LoadKeys(filepath.Join(dir, keysFile))
	if err != nil {
		t.Fatal(err)
	}
	id, ok := known.Owner(key)
	if !ok {
		t.Fatal("the key that was shown is not known")
	}

	if code, _, stderr := keysRun(t, "--data", dir, "add", "second"); code != exitDone {
		t.Fatalf("with the flag in front: exit %d, %q", code, stderr)
	}
	code, stdout, _ = keysRun(t, "list", "--data="+dir)
	if code != exitDone || strings.Count(stdout, "\n") != 3 || !strings.Contains(stdout, id) || !strings.Contains(stdout, "máy của đội 1") {
		t.Errorf("list: exit %d, %q", code, stdout)
	}
	if strings.Contains(stdout, key) || strings.Contains(read(t, dir, keysFile), key) {
		t.Error("the key is shown or kept")
	}

	if code, stdout, stderr := keysRun(t, "revoke", id, "--data", dir); code != exitDone || stdout+stderr != "" {
		t.Errorf("revoke: exit %d, %q, %q", code, stdout, stderr)
	}
	if code, stdout, _ := keysRun(t, "list", "--data", dir); code != exitDone || strings.Contains(stdout, id) || !strings.Contains(stdout, "second") {
		t.Errorf("list after revoke: exit %d, %q", code, stdout)
	}
	if code, _, stderr := keysRun(t, "revoke", id, "--data", dir); code != exitUsage || !strings.Contains(stderr, "no such key") {
		t.Errorf("revoke again: exit %d, %q", code, stderr)
	}
}

func TestKeysListEmpty(t *testing.T) {
	code, stdout, stderr := keysRun(t, "list", "--data", filepath.Join(t.TempDir(), "nowhere"))
	if code != exitDone || !strings.Contains(stdout, "no keys") || stderr != "" {
		t.Errorf("exit %d, %q, %q", code, stdout, stderr)
	}
}

func TestKeysBadUsage(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, keysFile), []byte("[{"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name string
		args []string
		want string // in the one line on standard error
	}{
		{"nothing", nil, "usage: gonha keys add NAME --data DIR | gonha keys list"},
		{"no name", []string{"add", "--data", dir}, "usage"},
		{"no id", []string{"revoke", "--data", dir}, "usage"},
		{"two names", []string{"add", "a", "b", "--data", dir}, "usage"},
		{"another action", []string{"show", "a", "--data", dir}, "usage"},
		{"list with more", []string{"list", "a", "--data", dir}, "usage"},
		{"no directory", []string{"list"}, "--data is missing"},
		{"unknown flag", []string{"list", "--date", dir}, "not understood"},
		{"an empty name", []string{"add", " ", "--data", dir}, "1 to 100 letters"},
		{"a name of two lines", []string{"add", "a\nb", "--data", dir}, "on one line"},
		{"a long name", []string{"add", strings.Repeat("ô", 101), "--data", dir}, "1 to 100 letters"},
		{"a broken file", []string{"list", "--data", dir}, "keys.json: không phải danh sách khóa / not a list of keys"},
	} {
		code, stdout, stderr := keysRun(t, c.args...)
		if code != exitUsage || stdout != "" || strings.Count(stderr, "\n") != 1 || !strings.Contains(stderr, c.want) {
			t.Errorf("%s: exit %d, %q, %q", c.name, code, stdout, stderr)
		}
	}
}

// A directory that cannot be written to is no fault of the command line.
func TestKeysCannotWrite(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if code, stdout, stderr := keysRun(t, "add", "a", "--data", filepath.Join(file, "below")); code == exitDone || stdout != "" || stderr == "" {
		t.Errorf("exit %d, %q, %q", code, stdout, stderr)
	}
}

func TestKeysHelp(t *testing.T) {
	code, stdout, stderr := keysRun(t, "-h")
	if code != exitDone || stdout != keysUsage || stderr != "" {
		t.Errorf("exit %d, %q, %q", code, stdout, stderr)
	}
}
