// Package benchmarks makes the lists that the planner is tried on: invented households and teams from a
// seed, the same bytes on every machine, in wards of our own or in real places at their real size. Its
// tests are the suite that measures plans of them.
//
// Start with [Scenarios] for all that have a name, [Ward] and [District] for one of your own,
// [StreamHouseholds], [WriteTeams] and [WriteOptions] for the files. README.md says where the
// figures come from and how to measure.
package benchmarks
