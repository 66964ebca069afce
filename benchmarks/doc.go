// Package benchmarks makes the wards that the planner is tried on: invented households and teams
// from a seed, the same bytes on every machine. Its tests are the suite that measures plans of them.
//
// Start with [Scenarios] for the wards with a name, [Ward] for one of your own, [WriteHouseholds]
// and [WriteTeams] for the files. README.md the figures come from and how to measure.
package benchmarks
