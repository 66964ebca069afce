// Package instance reads and writes the public formats of vehicle routing and team orienteering:
// Solomon's text (also Gehring and Homberger's), the team orienteering formats of KU Leuven with and
// without time windows, and VRPLIB with its prizes, windows and several depots. It turns what it read
// into a solver.Problem, a solver.Solution back into the routes of the format, and says what routes
// are worth.
//
// Start with [ReadFile], [Instance.Problem] and [Instance.Evaluate]. Evaluation shares nothing with
// the solver: it computes every value and every violation from the routes and the file alone, in the
// unit and by the rounding that the field uses for the set. No public file is part of this repository.
package instance
