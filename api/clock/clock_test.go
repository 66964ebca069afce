package clock

import (
	"runtime"
	"testing"
	"time"
)

// work keeps a thread busy.
func work(d time.Duration) {
	for begun := time.Now(); time.Since(begun) < d; {
	}
}

// TestThread: a thread's clock goes on as it works, and not as it sleeps.
func TestThread(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("the clock is the wall's")
	}
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	elapsed := Thread()
	time.Sleep(30 * time.Millisecond)
	slept := elapsed()
	for elapsed() < 20*time.Millisecond {
		work(time.Millisecond)
	}
	if slept > 10*time.Millisecond {
		t.Errorf("%v went by asleep", slept)
	}
}

// TestShared: the clock of a work on two threads goes half as fast as the process's.
func TestShared(t *testing.T) {
	first, told := Process()
	if !told {
		t.Skip("this system does not tell it")
	}
	now := Shared(func() int { return 2 })
	begun := now()
	work(50 * time.Millisecond)
	part := now().Sub(begun)
	last, _ := Process()
	if whole := last.Sub(first); part <= 0 || part > whole/2+time.Millisecond {
		t.Errorf("%v of %v", part, whole)
	}
}
