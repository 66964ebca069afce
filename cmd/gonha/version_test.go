package main

import (
	"runtime"
	"runtime/debug"
	"strings"
	"testing"
)

func TestVersion(t *testing.T) {
	o := gonha(t, "version")
	if o.code != exitDone || !strings.HasPrefix(o.stdout, "gonha ") || !strings.Contains(o.stdout, runtime.Version()) || o.stderr != "" {
		t.Errorf("gonha version: %+v", o)
	}
	if o := gonha(t, "version", "--help"); o.code != exitDone || !strings.HasPrefix(o.stdout, "gonha version: ") {
		t.Errorf("gonha version --help: %+v", o)
	}
	refused(t, gonha(t, "version", "please"), "takes no arguments")
}

func TestBuildVersion(t *testing.T) {
	setting := func(key, value string) debug.BuildSetting { return debug.BuildSetting{Key: key, Value: value} }
	for _, c := range []struct {
		name  string
		build *debug.BuildInfo
		want  string
	}{
		{"no build information", nil, "devel"},
		{"a test or go run", &debug.BuildInfo{}, "devel"},
		{"a released module", &debug.BuildInfo{Main: debug.Module{Version: "v1.2.3"}}, "v1.2.3"},
		{"a commit", &debug.BuildInfo{Main: debug.Module{Version: "(devel)"}, Settings: []debug.BuildSetting{
			setting("vcs.revision", "0123456789abcdef"), setting("vcs.modified", "false")}}, "0123456789ab"},
		{"a commit with changes", &debug.BuildInfo{Settings: []debug.BuildSetting{
			setting("vcs.revision", "0123456789abcdef"), setting("vcs.modified", "true")}}, "0123456789ab+"},
		{"a short revision", &debug.BuildInfo{Settings: []debug.BuildSetting{setting("vcs.revision", "42")}}, "42"},
	} {
		if got := buildVersion(c.build); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}
