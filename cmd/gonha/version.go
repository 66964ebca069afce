package main

import (
	"context"
	"fmt"
	"io"
	"runtime"
	"runtime/debug"
)

// version prints the version that the binary was built from, with its compiler and platform.
func version(_ context.Context, args []string, stdout, stderr io.Writer) int {
	if len(args) == 1 && asksHelp(args[0]) {
		fmt.Fprint(stdout, "gonha version: in phiên bản / prints the version\n")
		return exitDone
	}
	if len(args) > 0 {
		return complain(stderr, exitUsage, fmt.Errorf("gonha version không nhận thêm gì / takes no arguments: %q", args[0]))
	}
	build, _ := debug.ReadBuildInfo()
	fmt.Fprintf(stdout, "gonha %s %s %s/%s\n", buildVersion(build), runtime.Version(), runtime.GOOS, runtime.GOARCH)
	return exitDone
}

// buildVersion is the module's version where it was built from one, else the commit, with a + when
// there were changes beside it, else "devel".
func buildVersion(build *debug.BuildInfo) string {
	if build == nil {
		return "devel"
	}
	if v := build.Main.Version; v != "" && v != "(devel)" {
		return v
	}
	revision, modified := "", ""
	for _, s := range build.Settings {
		switch {
		case s.Key == "vcs.revision":
			revision = s.Value
		case s.Key == "vcs.modified" && s.Value == "true":
			modified = "+"
		}
	}
	if revision == "" {
		return "devel"
	}
	return revision[:min(12, len(revision))] + modified
}
