package solver

import (
	"strings"
	"testing"
)

func TestOptionsValidate(t *testing.T) {
	tests := []struct {
		name   string
		change func(o *Options)
		faults int
	}{
		{"the default", func(*Options) {}, 0},
		{"iterations alone", func(o *Options) { o.TimeLimit, o.Iterations = 0, 1 }, 0},
		{"no limit", func(o *Options) { o.TimeLimit = 0 }, 1},
		{"negative time", func(o *Options) { o.TimeLimit, o.Iterations = -1, 5 }, 1},
		{"negative iterations", func(o *Options) { o.Iterations = -5 }, 1},
		{"no threads", func(o *Options) { o.Threads = 0 }, 1},
		{"no clock", func(o *Options) { o.Now = nil }, 1},
		{"nothing", func(o *Options) { *o = Options{} }, 3},
	}
	for _, test := range tests {
		o := DefaultOptions()
		test.change(&o)
		faults := 0
		if err := o.Validate(); err != nil {
			faults = 1 + strings.Count(err.Error(), "\n")
		}
		if faults != test.faults {
			t.Errorf("%s: %d faults, want %d", test.name, faults, test.faults)
		}
	}
}
