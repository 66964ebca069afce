// Package benchmarks makes the wards that the planner is tried on: invented households and teams
// from a seed, the same bytes on every machine. It plans nothing itself.
//
// Start with [Scenarios] for the wards with a name, [Ward] for one of your own, and
// [WriteHouseholds] and [WriteTeams] for the files. README.md says where the figures come from.
package benchmarks
