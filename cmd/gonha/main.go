// Command gonha plans evening home visits: from a list of households with people to activate, a list
// of teams and an evening window it makes an ordered, timed, printable visit list for each team.
//
// There is one file a subcommand. Exit codes: 0 done; 1 the plan could not be made; 2 bad usage or
// unusable input, said in one clear line on standard error. That line holds no personal data.
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"strings"
	"syscall"
	_ "time/tzdata" // Windows and bare containers have no time zones of their own
)

// The exit codes of every subcommand.
const (
	exitDone   = 0
	exitFailed = 1 // the plan could not be made
	exitUsage  = 2 // bad usage or unusable input
)

// command is a subcommand: what it is called, what it does and what runs it with its own arguments.
type command struct {
	name                string
	vietnamese, english string
	run                 func(ctx context.Context, args []string, stdout, stderr io.Writer) int
}

var commands = []command{
	{"plan", "lập kế hoạch cho một buổi tối", "plans one evening", plan},
	{"read", "đọc danh sách, nói hiểu được gì", "reads the lists and says what was understood", understand},
	{"report", "báo cáo một kế hoạch, so với cách làm quen thuộc", "reports on a plan, against the ways people know", nightReport},
	{"compare", "so sánh hai kế hoạch", "puts two plans side by side", compare},
	{"serve", "lập kế hoạch qua HTTP, kèm trang web", "plans over HTTP, with a page", serve},
	{"keys", "khóa truy cập của máy chủ", "access keys of a server", keys},
	{"generate", "tạo một phường giả định để thử", "makes an invented ward to try with", generate},
	{"bench", "đo bộ giải trên các bài toán công khai", "measures the solver on public instances", bench},
	{"tune", "tìm tham số tốt cho bộ giải", "finds parameters that suit the solver", tune},
	{"version", "in phiên bản", "prints the version", version},
}

func main() {
	collectOften()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	// The first signal ends the context; from then on signals have their usual effect, so that the
	// second one quits at once.
	context.AfterFunc(ctx, stop)
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

// collectOften has the garbage collector run when the heap has grown by 60 % in place of 100, unless GOGC says otherwise:
// a list of 100,000 households then takes 165 MB at most in place of 200, in the same time. The search itself makes no
// garbage.
func collectOften() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(60)
	}
}

// run is the program without its process: it runs the subcommand that args names and gives the exit
// code. When ctx ends the subcommand finishes early with what it has.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	if len(args) == 0 {
		fmt.Fprint(stderr, usage())
		return exitUsage
	}
	if args[0] == "help" && len(args) == 2 {
		args = []string{args[1], "-h"} // gonha help plan
	}
	if args[0] == "help" || asksHelp(args[0]) {
		fmt.Fprint(stdout, usage())
		return exitDone
	}
	for _, c := range commands {
		if c.name == args[0] {
			return c.run(ctx, args[1:], stdout, stderr)
		}
	}
	return complain(stderr, exitUsage, fmt.Errorf("không có lệnh này / no such command: %q (xem / see gonha help)", args[0]))
}

// asksHelp says whether an argument asks what there is.
func asksHelp(arg string) bool { return arg == "-h" || arg == "-help" || arg == "--help" }

// usage lists the subcommands.
func usage() string {
	var b strings.Builder
	b.WriteString("gonha lập kế hoạch gõ nhà buổi tối / plans evening home visits\n\n")
	b.WriteString("Cách dùng / Usage:\n\n")
	for _, c := range commands {
		fmt.Fprintf(&b, "    gonha %-10s %s / %s\n", c.name, c.vietnamese, c.english)
	}
	b.WriteString("\nTừng lệnh / Each command: gonha LỆNH -h\n")
	return b.String()
}

// complain says in one line what is wrong and returns the code to exit with.
func complain(stderr io.Writer, code int, err error) int {
	fmt.Fprintln(stderr, "gonha:", faultsOnLine(err))
	return code
}

// faultsOnLine is the text of an error on one line: those that list several faults, a line each, are
// joined.
func faultsOnLine(err error) string {
	return strings.ReplaceAll(strings.TrimSpace(err.Error()), "\n", "; ")
}
