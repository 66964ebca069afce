package solver

import "math/rand/v2"

// What the tests outside the package use of those within.

// RandomProblems are problems of every kind that the model knows, one of each.
func RandomProblems(clients, teams int, seed uint64) []*Problem {
	var list []*Problem
	for i, f := range drafts(clients, teams) {
		list = append(list, f.problem(rand.New(rand.NewPCG(seed, uint64(i)))))
	}
	return list
}

// Ward is a problem like an evening's in a dense ward.
func Ward(n int, radius float64, seed uint64) *Problem { return ward(n, radius, seed) }

// Optimum is the most required clients and then the most prize of any plan of a tiny problem.
func Optimum(p *Problem) (required int, prize int64) { return optimum(p) }

// TinyProblems are problems for [Optimum].
func TinyProblems(seed uint64) []*Problem {
	var list []*Problem
	for i, f := range drafts(6, 2) {
		f.length, f.limits = 1800, false
		list = append(list, f.problem(rand.New(rand.NewPCG(seed, uint64(i)))))
	}
	return list
}

// Crowd is a problem of all kinds of clients and teams, on which all rules hold.
func Crowd(clients, teams int, turfs TurfMode) *Problem { return crowd(clients, teams, turfs) }
