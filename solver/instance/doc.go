// Package instance reads and writes the public formats of vehicle routing and team orienteering, makes
// solver problems of them, and says the solver's plans in their words. It knows no households.
//
// Instances of the field's sets are Solomon's text (also Gehring and Homberger's), KU Leuven's formats of
// team orienteering with and without time windows, and VRPLIB with prizes, windows and several depots.
// Start with [ReadFile], [Instance.Problem] and [Instance.Evaluate]. Evaluation shares nothing with the
// solver: it computes every value and every violation from the routes and the file alone, in the unit and
// by the rounding that the field uses for the set. No public file is part of this repository.
//
// [ReadVROOM] reads a problem in the JSON of VROOM, and [VROOM.Solve] answers it in VROOM's:
//
//   - vroom.go, vroom_json.go: the document, member by member; whatever is not supported is a fault with its path;
//   - vroom_job.go, vroom_vehicle.go, vroom_matrix.go: its parts;
//   - vroom_problem.go, vroom_place.go, vroom_amount.go: the solver's problem made of them;
//   - vroom_solve.go: VROOM's order of plans, by several solves;
//   - vroom_solution.go, vroom_polyline.go: the answer.
package instance
