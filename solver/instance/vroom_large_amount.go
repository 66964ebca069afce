package instance

// vroomDimension is a limit on what a vehicle takes: the sum of its jobs' loads must not exceed its
// capacity.
type vroomDimension struct {
	path  string   // of what limits
	loads []uint64 // by job
	caps  []uint64 // by vehicle
}

// dimensions finds the limits that there are. VROOM loads deliveries at the start and unloads pickups at
// the end, so a vehicle's load goes up and down; where no job picks up more than it delivers it only
// falls, and the sum of the deliveries decides, and likewise of pickups where it only rises.
func (v *VROOM) dimensions(r *vroomReader) []vroomDimension {
	var list []vroomDimension
	for k := range v.amounts {
		if d, limits := v.dimension(r, k); limits {
			list = append(list, d)
		}
	}
	if d := v.taskDimension(); d.limits() {
		list = append(list, d)
	}
	return list
}

// dimension is the limit on an amount, and whether there is one.
func (v *VROOM) dimension(r *vroomReader, k int) (d vroomDimension, limits bool) {
	d.path = v.vehicles[0].path + ".capacity"
	falls, rises, mixed := true, true, ""
	both := vroomDimension{}
	for i := range v.jobs {
		down, up := amount(v.jobs[i].delivery, k), amount(v.jobs[i].pickup, k)
		falls, rises = falls && up <= down, rises && down <= up
		if mixed == "" && !falls && !rises {
			mixed = v.jobs[i].path + ".pickup"
		}
		d.loads = append(d.loads, max(down, up))
		both.loads = append(both.loads, down+up)
	}
	for i := range v.vehicles {
		d.caps = append(d.caps, uint64(v.vehicles[i].capacity[k]))
	}
	both.caps = d.caps
	if mixed != "" && both.limits() {
		r.fault(mixed, "vừa giao vừa nhận trong một chuyến: không hỗ trợ / deliveries and pickups of one amount together: not supported")
		return d, false
	}
	return d, mixed == "" && d.limits()
}

// amount is the k-th of a job's amounts, which may be left out.
func amount(list []uint32, k int) uint64 {
	if k >= len(list) {
		return 0
	}
	return uint64(list[k])
}

// taskDimension is the limit on the number of jobs.
func (v *VROOM) taskDimension() vroomDimension {
	d := vroomDimension{path: v.vehicles[0].path + ".max_tasks"}
	for range v.jobs {
		d.loads = append(d.loads, 1)
	}
	for i := range v.vehicles {
		most := uint64(min(v.vehicles[i].tasks, int64(len(v.jobs))))
		if most < uint64(len(v.jobs)) {
			d.path = v.vehicles[i].path + ".max_tasks"
		}
		d.caps = append(d.caps, most)
	}
	return d
}

// limits says whether there is a vehicle that could not take all.
func (d *vroomDimension) limits() bool {
	sum := uint64(0)
	for _, x := range d.loads {
		sum += x
	}
	for _, c := range d.caps {
		if c < sum {
			return true
		}
	}
	return false
}

// covers says whether whoever heeds d heeds other as well, whatever the jobs: no job has more of other's
// load for each of d's than every vehicle has of capacity.
func (d *vroomDimension) covers(other *vroomDimension) bool {
	a, b := uint64(0), uint64(1) // the most of other's load for one of d's, as a fraction
	for j := range d.loads {
		switch x, y := other.loads[j], d.loads[j]; {
		case y == 0 && x > 0:
			return false
		case y > 0 && x*b > a*y:
			a, b = x, y
		}
	}
	for i := range d.caps {
		if a*d.caps[i] > b*other.caps[i] {
			return false
		}
	}
	return true
}

// mostLoad is the largest sum of loads that the solver counts in.
const mostLoad = 1 << 30

// capacity finds the one limit that covers all others. It gives the jobs' loads and the vehicles'
// capacities, or nil where nothing limits.
func (v *VROOM) capacity(r *vroomReader) (loads, caps []int32) {
	list := v.dimensions(r)
	if len(list) == 0 {
		return nil, nil
	}
	var one *vroomDimension
	for i := range list {
		all := true
		for k := range list {
			all = all && list[i].covers(&list[k])
		}
		if all {
			one = &list[i]
			break
		}
	}
	if one == nil {
		for i := range list[1:] {
			r.fault(list[i+1].path, "nhiều giới hạn về tải cùng lúc: không hỗ trợ / several limits on the load at a time: not supported")
		}
		return nil, nil
	}
	sum := uint64(0)
	for _, x := range one.loads {
		sum += x
	}
	for _, c := range one.caps {
		if min(c, sum) > mostLoad {
			r.fault(one.path, "tổng tải quá 1073741824 / the loads come to more than 1073741824")
			return nil, nil
		}
		caps = append(caps, int32(min(c, sum)))
	}
	for _, x := range one.loads {
		loads = append(loads, int32(min(x, mostLoad+1))) // what is above fits in no vehicle either
	}
	return loads, caps
}
