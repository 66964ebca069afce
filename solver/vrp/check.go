package vrp

import (
	"errors"
	"fmt"
)

// Check works out what a plan is worth from the problem alone, without the search's view of it, and says what is wrong with
// it if anything is.
func Check(p *Problem, plan *Plan) (Value, error) {
	if len(plan.Routes) != len(p.Vehicles) {
		return Value{}, fmt.Errorf("%d routes for %d vehicles", len(plan.Routes), len(p.Vehicles))
	}
	seen := make([]bool, len(p.Jobs))
	value := Value{}
	see := func(job int32) error {
		if job < 0 || int(job) >= len(p.Jobs) || seen[job] {
			return fmt.Errorf("job %d is not there or there twice", job)
		}
		seen[job] = true
		return nil
	}
	for v, jobs := range plan.Routes {
		for _, job := range jobs {
			if err := see(job); err != nil {
				return Value{}, err
			}
		}
		cost, err := checkRoute(p, v, jobs)
		if err != nil {
			return Value{}, fmt.Errorf("route %d: %w", v, err)
		}
		value.Cost += cost
	}
	for _, job := range plan.Left {
		if err := see(job); err != nil {
			return Value{}, err
		}
		value.Lost += p.Jobs[job].Worth
	}
	for job, is := range seen {
		if !is {
			return Value{}, fmt.Errorf("job %d is neither done nor left out", job)
		}
	}
	return value, nil
}

// checkRoute is what a route costs.
func checkRoute(p *Problem, vehicle int, jobs []int32) (cost int64, err error) {
	if len(jobs) == 0 {
		return 0, nil
	}
	v := &p.Vehicles[vehicle]
	t := &p.Travels[v.Travel]
	if len(jobs) > v.MaxTasks {
		return 0, fmt.Errorf("%d tasks of at most %d", len(jobs), v.MaxTasks)
	}
	if err := checkLoads(p, v, jobs); err != nil {
		return 0, err
	}
	for _, job := range jobs {
		if may := p.Jobs[job].Vehicles; may != nil && !may[vehicle] {
			return 0, fmt.Errorf("job %d is not for it", job)
		}
	}
	if cost, err = checkWays(p, v, t, jobs); err != nil {
		return 0, err
	}
	if _, ok := Times(p, vehicle, jobs); !ok {
		return 0, errors.New("it is not in time")
	}
	return cost, nil
}

// checkWays is what a route costs, by its ways and its work.
func checkWays(p *Problem, v *Vehicle, t *Travel, jobs []int32) (cost int64, err error) {
	cost = v.Fixed
	travel, metres, at := int64(0), int64(0), v.Start
	for i := range len(jobs) + 1 {
		to := v.End
		if i < len(jobs) {
			j := &p.Jobs[jobs[i]]
			to = j.Place
			cost += v.PerTask * j.Service[v.Kind]
			if at != to {
				cost += v.PerTask * j.Setup[v.Kind]
			}
		}
		if at >= 0 && to >= 0 {
			cell := int(at)*int(p.Places) + int(to)
			duration, length := int64(t.Durations[cell]), int64(0)
			if duration >= noWay {
				return 0, fmt.Errorf("there is no way to stop %d", i+1)
			}
			if t.Distances != nil {
				length = int64(t.Distances[cell])
			}
			travel, metres = travel+duration*t.Time, metres+length
			if t.Costs != nil {
				cost += int64(t.Costs[cell]) * t.PerTime
			} else {
				cost += duration*t.PerTime + length*t.PerDist
			}
		}
		at = to
	}
	if travel > v.MaxTravel || metres > v.MaxDistance {
		return 0, fmt.Errorf("%d of travel of at most %d, %d m of at most %d", travel, v.MaxTravel, metres, v.MaxDistance)
	}
	return cost, nil
}

// checkLoads follows the load of each kind along a route.
func checkLoads(p *Problem, v *Vehicle, jobs []int32) error {
	for d, most := range v.Capacity {
		load := int64(0)
		for _, job := range jobs {
			load += p.Jobs[job].Delivery[d]
		}
		for i := 0; ; i++ {
			if load > most {
				return fmt.Errorf("%d of load %d after %d jobs, of at most %d", load, d, i, most)
			}
			if i == len(jobs) {
				break
			}
			load += p.Jobs[jobs[i]].Pickup[d] - p.Jobs[jobs[i]].Delivery[d]
		}
	}
	return nil
}
