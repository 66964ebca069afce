package instance

import "gonha/solver/vrp"

func (v *VROOM) schedule(*vrp.Problem) ([]vroomTour, error) { return nil, nil }
