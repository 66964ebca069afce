// Package benchmarks measures the planner. It makes the lists that it is tried on: invented households and
// teams from a seed, the same bytes on every machine, in wards of our own or in real places at their real
// size; its tests are the suite that measures plans of them. And it runs the solver on the public instances
// of vehicle routing and team orienteering, which are not part of this repository: what `gonha bench` does.
//
// Start with [Scenarios] for all that have a name, [Ward] and [District] for one of your own,
// [StreamHouseholds], [WriteTeams] and [WriteOptions] for the files; with [Cases], [Case.Solve], [WriteSummary] and [Compare] for public instances. README.md
// says where the figures come from and how to measure.
package benchmarks
