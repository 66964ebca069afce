package solver

import (
	"math/rand/v2"
	"testing"
)

func TestStopService(t *testing.T) {
	tests := []struct {
		name    string
		clients []Client
		members int32
		want    int32
	}{
		{"nobody", nil, 3, 0},
		{"one person", []Client{{Persons: 1, PerPerson: 240, Setup: 120}}, 4, 360},
		{"as many as members", []Client{{Persons: 4, PerPerson: 240, Setup: 120}}, 4, 360},
		{"one more than members", []Client{{Persons: 5, PerPerson: 240, Setup: 120}}, 4, 600},
		{"two doors share the members", []Client{{Persons: 3, PerPerson: 240, Setup: 120}, {Persons: 2, PerPerson: 240, Setup: 60}}, 4, 600},
		{"two doors at once", []Client{{Persons: 2, PerPerson: 240, Setup: 60}, {Persons: 2, PerPerson: 240, Setup: 120}}, 4, 360},
		{"no persons", []Client{{PerPerson: 240, Setup: 120}}, 4, 120},
		{"no persons, two paces", []Client{{PerPerson: 240, Setup: 120}, {PerPerson: 60}}, 4, 120},
		{"no persons next to some", []Client{{PerPerson: 900, Setup: 90}, {Persons: 3, PerPerson: 60, Setup: 30}}, 2, 90 + 120},
		{"no time a person", []Client{{Persons: 9, Setup: 30}}, 2, 30},
		{"the long one first", []Client{{Persons: 2, PerPerson: 60}, {Persons: 1, PerPerson: 120}}, 2, 120},
		{"longest first is not the least", []Client{{Persons: 2, PerPerson: 3}, {Persons: 3, PerPerson: 2}}, 2, 7},
		{"more members than people", []Client{{Persons: 1, PerPerson: 100}, {Persons: 1, PerPerson: 300}}, 50, 300},
		{"alone", []Client{{Persons: 2, PerPerson: 100}, {Persons: 3, PerPerson: 50}}, 1, 350},
	}
	for _, test := range tests {
		if got := StopService(test.clients, test.members); got != test.want {
			t.Errorf("%s: %d, want %d", test.name, got, test.want)
		}
	}
}

// examineService compares with dealing the people out one by one, and with what no assignment beats.
func examineService(t *testing.T, clients []Client, members int32) {
	t.Helper()
	m := plain{p: &Problem{Clients: clients, Teams: []Team{{Members: members}}}}
	stop := make([]int32, len(clients))
	var setup, longest, work, persons int64
	pace := true
	for i := range clients {
		c := &clients[i]
		stop[i] = int32(i)
		setup = max(setup, int64(c.Setup))
		if c.Persons > 0 {
			longest = max(longest, int64(c.PerPerson))
		}
		work += int64(c.Persons) * int64(c.PerPerson)
		persons += int64(c.Persons)
		pace = pace && c.PerPerson == clients[0].PerPerson
	}
	got := int64(StopService(clients, members))
	if want := m.service(0, stop); got != want {
		t.Fatalf("%v by %d: %d, dealt out one by one %d", clients, members, got, want)
	}
	n := int64(members)
	least := setup + max(longest, (work+n-1)/n)
	if most := setup + work/n + longest; got < least || got > most { // Graham 1966: list scheduling
		t.Fatalf("%v by %d: %d is not in %d..%d", clients, members, got, least, most)
	}
	if want := setup + (persons+n-1)/n*longest; pace && got != want {
		t.Fatalf("%v by %d: %d, by the formula %d", clients, members, got, want)
	}
}

func TestStopServiceRandom(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for range 3000 {
		clients := make([]Client, r.IntN(6))
		paces := 1 + r.Int32N(4)
		for i := range clients {
			clients[i] = Client{Persons: r.Int32N(7), PerPerson: 30 * r.Int32N(paces), Setup: r.Int32N(200)}
		}
		examineService(t, clients, 1+r.Int32N(8))
	}
}

func FuzzStopService(f *testing.F) {
	f.Add(uint8(4), []byte{3, 24, 12, 2, 24, 6})
	f.Add(uint8(1), []byte{0, 0, 0})
	f.Fuzz(func(t *testing.T, members uint8, data []byte) {
		var clients []Client
		for ; len(data) >= 3 && len(clients) < 12; data = data[3:] {
			clients = append(clients, Client{Persons: int32(data[0]), PerPerson: int32(data[1]), Setup: int32(data[2])})
		}
		examineService(t, clients, 1+int32(members))
	})
}

// A collector is used again without a trace of what it held, and without allocating.
func TestCollectorIsUsedAgain(t *testing.T) {
	var l lpt
	clients := []Client{{Persons: 5, PerPerson: 100, Setup: 200}, {Persons: 5, PerPerson: 70}}
	serve := func() int32 {
		l.reset()
		for i := range clients {
			l.add(&clients[i])
		}
		return l.service(3)
	}
	first := serve()
	l.reset()
	l.add(&clients[1])
	if got := l.service(3); got != 140 {
		t.Errorf("after reset %d, want 140", got)
	}
	if got := serve(); got != first {
		t.Errorf("the second time %d, the first %d", got, first)
	}
	if n := testing.AllocsPerRun(100, func() { serve() }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func BenchmarkStopService(b *testing.B) {
	for name, clients := range map[string][]Client{
		"pace/n=4":  {{Persons: 3, PerPerson: 240}, {Persons: 2, PerPerson: 240}, {Persons: 4, PerPerson: 240}, {Persons: 1, PerPerson: 240}},
		"mixed/n=4": {{Persons: 3, PerPerson: 240}, {Persons: 2, PerPerson: 300}, {Persons: 4, PerPerson: 240}, {Persons: 1, PerPerson: 420}},
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			var l lpt
			for b.Loop() {
				l.reset()
				for i := range clients {
					l.add(&clients[i])
				}
				l.service(4)
			}
		})
	}
}
