package benchmarks

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"gonha/solver/instance"
)

// Case is a public instance with a number of teams.
type Case struct {
	*instance.Instance
	Set   string   // the folder that was given, or the one of it that a table of best-known values names
	Paths []string // folders above the file, the nearest first
	Teams int      // part of the case's name where the file does not say it; else 0
}

// Name is the instance's, with its teams where they are free: "c101 m=2".
func (c *Case) Name() string {
	if c.Teams > 0 {
		return fmt.Sprintf("%s m=%d", c.Instance.Name, c.Teams)
	}
	return c.Instance.Name
}

// File is what solution files of the case are called, without the ending: "c101_m2_seed3".
func (c *Case) File(seed uint64) string {
	name := c.Instance.Name
	if c.Teams > 0 {
		name += fmt.Sprintf("_m%d", c.Teams)
	}
	return fmt.Sprintf("%s_seed%d", name, seed)
}

// M is the number of teams where it is part of the problem: chosen, or in the files of team orienteering.
func (c *Case) M() int {
	if c.Kind == instance.TOP {
		return len(c.Vehicles)
	}
	return c.Teams
}

// Class is the group of like instances that a case belongs to, for summaries: of Solomon's naming the
// letters and the first digit, with the size where there are several; of others what their names begin with.
func (c *Case) Class() string {
	class := classOf(c.Instance.Name)
	if c.Teams > 0 {
		class += fmt.Sprintf(" m=%d", c.Teams)
	}
	return class
}

var (
	solomonName = regexp.MustCompile(`^(?i)(rc|r|c)([12])(\d\d|_(\d+)_\d+)$`)
	generated   = regexp.MustCompile(`_(gen\d+_m\d+)$`)
	leadingName = regexp.MustCompile(`^(?i)(p\d|[a-z]+)`)
)

func classOf(name string) string {
	if m := solomonName.FindStringSubmatch(name); m != nil {
		class := strings.ToUpper(m[1]) + m[2]
		if m[4] != "" {
			class += "_" + m[4]
		}
		return class
	}
	if m := generated.FindStringSubmatch(name); m != nil {
		return m[1]
	}
	if m := leadingName.FindString(name); m != "" {
		return m
	}
	return name
}

// Selection says which cases of a folder are meant.
type Selection struct {
	Dir   string // searched with the folders in it
	Globs string // of names without ending, whatever their case, separated by commas; empty is all
	Teams []int  // numbers of teams where they are free; empty is 1 to 4
	Fleet bool   // fewest vehicles before distance, in double precision
}

// ErrNoInstances is wrapped when a selection finds nothing.
var ErrNoInstances = errors.New("không có bài toán nào / there are no instances")

// Cases reads the instances of a selection, in order of folder and name, numbers in names counting as
// such. Files of other formats are passed over; one that is an instance but faulty is an error.
func Cases(s Selection) ([]Case, error) {
	paths, err := instanceFiles(s)
	if err != nil {
		return nil, err
	}
	var cases []Case
	for _, path := range paths {
		in, err := instance.ReadFile(path)
		if errors.Is(err, instance.ErrUnknown) {
			continue
		}
		if err == nil && s.Fleet {
			in, err = in.WithFleet()
		}
		if err != nil {
			return nil, err
		}
		c := Case{Instance: in, Set: setOf(s.Dir), Paths: foldersOf(path)}
		teams, err := s.teams(in)
		if err != nil {
			return nil, err
		}
		for _, m := range teams {
			if m > 0 {
				c.Instance, c.Teams = in.WithTeams(m), m
			}
			cases = append(cases, c)
		}
	}
	if len(cases) == 0 {
		return nil, fmt.Errorf("%s: %w", s.Dir, ErrNoInstances)
	}
	return cases, nil
}

// teams are the numbers of teams that an instance is taken with; a single 0 is as its file says.
func (s *Selection) teams(in *instance.Instance) ([]int, error) {
	switch {
	case in.TeamsFree() && len(s.Teams) == 0:
		return []int{1, 2, 3, 4}, nil
	case in.TeamsFree():
		return s.Teams, nil
	case len(s.Teams) > 0:
		return nil, fmt.Errorf("%s: số đội có trong tệp, không chọn được / the number of teams is in the file and not free", in.Name)
	}
	return []int{0}, nil
}

// instanceFiles are the files that may be meant, in order.
func instanceFiles(s Selection) ([]string, error) {
	var paths []string
	err := filepath.WalkDir(s.Dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		if ext := strings.ToLower(filepath.Ext(path)); ext != ".txt" && ext != ".vrp" {
			return nil
		}
		match, err := s.matches(instance.Stem(path))
		if match {
			paths = append(paths, path)
		}
		return err
	})
	slices.SortFunc(paths, func(a, b string) int {
		return cmp.Or(naturally(filepath.Dir(a), filepath.Dir(b)), naturally(filepath.Base(a), filepath.Base(b)))
	})
	return paths, err
}

// matches says whether a name is one of those selected.
func (s *Selection) matches(name string) (bool, error) {
	if s.Globs == "" {
		return true, nil
	}
	for _, glob := range strings.Split(s.Globs, ",") {
		ok, err := filepath.Match(strings.ToLower(strings.TrimSpace(glob)), strings.ToLower(name))
		if ok || err != nil {
			return ok, err
		}
	}
	return false, nil
}

// setOf is the name of the set in a folder; of a folder called by a size, like "1000", or a part of a
// set, the one above it that the table of best-known values stands beside is taken where there is one.
func setOf(dir string) string {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return filepath.Base(dir)
	}
	for at := abs; ; at = filepath.Dir(at) {
		above := filepath.Dir(at)
		if above == at {
			return filepath.Base(abs)
		}
		if _, err := os.Stat(filepath.Join(above, KnownFile)); err == nil {
			return filepath.Base(at)
		}
	}
}

// foldersOf are the names of the folders that a file lies in, the nearest first, at most three.
func foldersOf(path string) []string {
	abs, err := filepath.Abs(path)
	if err != nil {
		return nil
	}
	var names []string
	for at := filepath.Dir(abs); len(names) < 3 && at != filepath.Dir(at); at = filepath.Dir(at) {
		names = append(names, filepath.Base(at))
	}
	return names
}

// naturally compares names so that numbers in them count as numbers: c1_2_9 before c1_2_10.
func naturally(a, b string) int {
	for a != "" && b != "" {
		x, y := leadingDigits(a), leadingDigits(b)
		if x > 0 && y > 0 {
			m, _ := strconv.Atoi(a[:x])
			n, _ := strconv.Atoi(b[:y])
			if m != n {
				return cmp.Compare(m, n)
			}
			a, b = a[x:], b[y:]
			continue
		}
		if a[0] != b[0] {
			return cmp.Compare(a[0], b[0])
		}
		a, b = a[1:], b[1:]
	}
	return cmp.Compare(len(a), len(b))
}

func leadingDigits(s string) int {
	n := 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	return n
}
