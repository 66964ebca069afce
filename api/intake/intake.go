// Package intake reads households and teams from the files that reach a dispatcher, in any format that package sheet
// opens, from GeoJSON points, and from JSON arrays of a request. It takes lists as they come and says of everybody in them
// what became of them, see [Reading]: to be visited, in need of no visit, or set aside with the row, the column and
// the reason, so that a bad row never spoils the rest and nobody is lost without a word. It reads the options of a
// night too, see [ReadSettings], a plan that people have typed, see [Routes], and a plan.json, see [Plan].
//
// Start with [Reader.Households] and [Reader.Teams], which fill one [Reading]; [Households] and [Teams] are the same for
// who needs but the lists. From a file to a list the way is:
//
//   - reader.go opens the file, rows.go reads sheet by sheet;
//   - header.go and title.go find the header, and column.go knows every name that a column goes by;
//   - table.go makes rows of named columns, and rowkind.go, heading.go, foot.go and block.go tell those of households and
//     people from headings, totals and signatures;
//   - cell.go, cells.go, value.go, place.go, pointtext.go and maplink.go read single cells, package phrase what people write into them;
//   - household.go and standing.go make a household or a person of a row, team.go and team_line.go a team;
//   - list.go and fold.go decide whether a table has a row a household or a row a person, and fold the latter;
//   - group.go brings the groups of both lists to one spelling, warning.go tells what was seen in rows that are used all the same.
//
// Every household it gives is sound: ids are unique and not empty, the point lies in Viet Nam,
// persons and priority are in range, windows ascend and do not overlap. Text is in Unicode's
// composed form (NFC) and holds no line breaks.
//
// It does not geocode, does not follow short map links, does not know the evening, and writes nothing, neither to disk
// nor to a log. Columns it does not know are never kept; identity numbers and birth dates are dropped on reading.
// Neither an error nor a row set aside holds what a cell said: they name the row, the column and the rule.
package intake

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"unicode"

	"gonha/solver/campaign"
)

// MaxFileBytes is the largest file that [HouseholdsFile] and [TeamsFile] read, 512 MiB: several
// million rows.
const MaxFileBytes = 512 << 20

// File reads the file at path, of [MaxFileBytes] at most, as a list still to be understood.
func File(path string) (Source, error) {
	data, err := readFile(path, MaxFileBytes)
	return Source{Name: path, Data: data}, err
}

// HouseholdsFile reads the households of the file at path that have coordinates, as [Households] does.
func HouseholdsFile(ctx context.Context, path string) ([]campaign.Household, []campaign.Rejected, error) {
	data, err := readFile(path, MaxFileBytes)
	if err != nil {
		return nil, nil, err
	}
	return Households(ctx, path, data)
}

// TeamsFile reads the teams of the file at path that have a start, as [Teams] does.
func TeamsFile(ctx context.Context, path string) ([]campaign.Team, []campaign.Rejected, error) {
	data, err := readFile(path, MaxFileBytes)
	if err != nil {
		return nil, nil, err
	}
	return Teams(ctx, path, data)
}

// readFile reads a file of at most limit bytes. It counts what it reads and does not trust the size
// the system reports, which is 0 for a pipe.
func readFile(path string, limit int64) ([]byte, error) {
	base := baseName(path)
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", base, cause("không mở được / opening the file", err))
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", base, cause("không đọc được / looking at the file", err))
	}
	if info.IsDir() {
		return nil, fmt.Errorf("%s: là thư mục, không phải tệp / is a folder, not a file", base)
	}
	if info.Size() > limit {
		return nil, fmt.Errorf("%s: tệp lớn quá / the file is larger than %d MiB", base, limit>>20)
	}
	data, err := io.ReadAll(io.LimitReader(f, limit+1))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", base, cause("không đọc được / reading the file", err))
	}
	if int64(len(data)) > limit {
		return nil, fmt.Errorf("%s: tệp lớn quá / the file is larger than %d MiB", base, limit>>20)
	}
	return data, nil
}

// cause is the system's reason without the path, which the base name already stands for. The two that
// people meet are said in Vietnamese too.
func cause(doing string, err error) error {
	if pathErr, ok := err.(*os.PathError); ok {
		err = pathErr.Err
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		doing = "không có tệp này / opening the file"
	case errors.Is(err, fs.ErrPermission):
		doing = "không có quyền đọc / opening the file"
	}
	return fmt.Errorf("%s: %w", doing, err)
}

// baseName is the last part of a path of any system, fit for a line of text.
func baseName(name string) string {
	name = filepath.Base(strings.ReplaceAll(name, `\`, "/"))
	name = strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) || r == unicode.ReplacementChar {
			return '_'
		}
		return r
	}, name)
	if name == "." || name == "/" {
		return "file"
	}
	return name
}
