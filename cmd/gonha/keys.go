package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"text/tabwriter"
	"unicode"

	"gonha/api"
)

const keysUsage = `gonha keys add NAME --data DIR     tạo khóa truy cập / makes an access key
gonha keys list --data DIR         liệt kê khóa / lists the keys
gonha keys revoke ID --data DIR    thu hồi khóa / takes a key back
`

// keysFile is the file of the keys in the data directory of a server.
const keysFile = "keys.json"

// maxKeyName is how many letters the name of a key may have.
const maxKeyName = 100

// keys makes, lists and takes back the access keys of a server, which takes the change in while it
// runs. It returns the exit code.
func keys(_ context.Context, args []string, stdout, stderr io.Writer) int {
	action, argument, dir, err := keysArguments(args)
	if errors.Is(err, flag.ErrHelp) {
		fmt.Fprint(stdout, keysUsage)
		return exitDone
	}
	if err != nil {
		return complain(stderr, exitUsage, err)
	}
	known, err := api.LoadKeys(filepath.Join(dir, keysFile))
	if err != nil {
		return complain(stderr, exitUsage, err)
	}
	switch action {
	case "add":
		err = addKey(known, argument, dir, stdout, stderr)
	case "revoke":
		err = known.Revoke(argument)
		if errors.Is(err, api.ErrNoKey) {
			return complain(stderr, exitUsage, fmt.Errorf("%w: %q", err, argument))
		}
	default:
		err = listKeys(known.List(), stdout)
	}
	if err != nil {
		return complain(stderr, exitFailed, err)
	}
	return exitDone
}

// keysArguments reads the command line: what to do, with which name or id, and the data directory. The
// flag may stand anywhere.
func keysArguments(args []string) (action, argument, dir string, err error) {
	flags := flag.NewFlagSet("keys", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.StringVar(&dir, "data", "", "")
	var plain []string
	for rest := args; ; {
		if err := flags.Parse(rest); err != nil {
			return "", "", "", fmt.Errorf("không hiểu / not understood: %w (%s)", err, oneLine(keysUsage))
		}
		if rest = flags.Args(); len(rest) == 0 {
			break
		}
		plain, rest = append(plain, rest[0]), rest[1:]
	}
	wanted := 2
	if len(plain) > 0 && plain[0] == "list" {
		wanted = 1
	}
	switch {
	case len(plain) != wanted || wanted == 2 && plain[0] != "add" && plain[0] != "revoke":
		return "", "", "", fmt.Errorf("cách dùng / usage: %s", oneLine(keysUsage))
	case dir == "":
		return "", "", "", errors.New("thiếu --data, thư mục dữ liệu của máy chủ / --data is missing, the server's data directory")
	case wanted == 2:
		argument = strings.TrimSpace(plain[1])
	}
	if plain[0] == "add" && (argument == "" || len([]rune(argument)) > maxKeyName || strings.ContainsFunc(argument, unicode.IsControl)) {
		return "", "", "", fmt.Errorf("tên khóa phải có từ 1 đến %d chữ, trên một dòng / a key's name must have 1 to %d letters, on one line", maxKeyName, maxKeyName)
	}
	return plain[0], argument, dir, nil
}

// oneLine is a text of several lines on one.
func oneLine(text string) string {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	for i, line := range lines {
		lines[i], _, _ = strings.Cut(line, "  ")
	}
	return strings.Join(lines, " | ")
}

// addKey makes a key and shows it this one time, alone on standard output. The directory is made if need
// be, for its owner only.
func addKey(known *api.Keys, name, dir string, stdout, stderr io.Writer) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fmt.Errorf("không tạo được thư mục / could not make the directory: %w", err)
	}
	key, err := known.Add(name)
	if err != nil {
		return fmt.Errorf("không ghi được khóa / could not write the key: %w", err)
	}
	fmt.Fprintln(stdout, key)
	fmt.Fprintln(stderr, "Khóa chỉ hiện một lần này: hãy cất ở nơi an toàn. / The key is shown this once: keep it in a safe place.")
	return nil
}

// listKeys shows what is known of the keys, one a line. The keys themselves are not known.
func listKeys(list []api.Key, stdout io.Writer) error {
	if len(list) == 0 {
		fmt.Fprintln(stdout, "Chưa có khóa nào. / There are no keys.")
		return nil
	}
	table := tabwriter.NewWriter(stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "ID\tTạo lúc / Created\tTên / Name")
	for _, k := range list {
		fmt.Fprintf(table, "%s\t%s\t%s\n", k.ID, k.Created, k.Name)
	}
	return table.Flush()
}
