package api

import "github.com/danielgtaylor/huma/v2"

// The types here document a problem in VROOM's format; package instance reads it.

// vroomJobRow is a job in VROOM's format.
type vroomJobRow struct {
	ID          uint64    `json:"id" doc:"Unique."`
	Description string    `json:"description,omitempty" doc:"Given back in the answer, and used for nothing."`
	Location    []float64 `json:"location,omitempty" minItems:"2" doc:"Longitude, latitude."`
	Index       uint32    `json:"location_index,omitempty" doc:"Row of the matrices; needed where there are some."`
	Setup       uint32    `json:"setup,omitempty" doc:"Seconds, before the service; not due where the vehicle is at the place already."`
	Service     uint32    `json:"service,omitempty" doc:"Seconds."`
	Delivery    []uint32  `json:"delivery,omitempty" doc:"Amounts that the vehicle brings."`
	Pickup      []uint32  `json:"pickup,omitempty" doc:"Amounts that the vehicle takes along."`
	Amount      []uint32  `json:"amount,omitempty" doc:"As delivery; VROOM's older name."`
	Skills      []uint32  `json:"skills,omitempty" doc:"The vehicle must have all of them."`
	Priority    uint32    `json:"priority,omitempty" maximum:"100"`

	SetupPerType   map[string]uint32 `json:"setup_per_type,omitempty" doc:"In place of setup, by type of vehicle."`
	ServicePerType map[string]uint32 `json:"service_per_type,omitempty" doc:"In place of service, by type of vehicle."`

	Windows [][]uint32 `json:"time_windows,omitempty" doc:"When it may begin: from, to, in seconds, both included."`
}

// vroomVehicleRow is a vehicle in VROOM's format.
type vroomVehicleRow struct {
	ID          uint64    `json:"id"`
	Description string    `json:"description,omitempty" doc:"Given back in the answer, and used for nothing."`
	Profile     string    `json:"profile,omitempty" default:"car" doc:"Names its matrices."`
	Start       []float64 `json:"start,omitempty" minItems:"2" doc:"Longitude, latitude. Without a start, or without an end, it may begin or end anywhere."`
	StartIndex  uint32    `json:"start_index,omitempty"`
	End         []float64 `json:"end,omitempty" minItems:"2"`
	EndIndex    uint32    `json:"end_index,omitempty"`
	Capacity    []uint32  `json:"capacity,omitempty" doc:"The most of each amount."`
	Skills      []uint32  `json:"skills,omitempty"`
	Window      []uint32  `json:"time_window,omitempty" doc:"Sets out no earlier, is back no later."`
	SpeedFactor float64   `json:"speed_factor,omitempty" default:"1" maximum:"5" doc:"Divides travel times, which are counted in hundredths of a second then."`
	MaxTasks    uint32    `json:"max_tasks,omitempty"`
	MaxTravel   uint32    `json:"max_travel_time,omitempty" doc:"Seconds of travel at most."`
	MaxDistance uint32    `json:"max_distance,omitempty" doc:"Metres at most."`
	Type        string    `json:"type,omitempty" doc:"That jobs have times of their own for."`

	Breaks []vroomBreakRow `json:"breaks,omitempty" maxItems:"8" doc:"To be taken by a vehicle that does anything, on the way or between jobs."`
	Costs  *vroomCostsRow  `json:"costs,omitempty"`
	Steps  []vroomStepRow  `json:"steps,omitempty" doc:"The route to begin with, or, with the option c, that is made."`
}

// vroomBreakRow is a break in VROOM's format.
type vroomBreakRow struct {
	ID          uint64     `json:"id"`
	Description string     `json:"description,omitempty"`
	Service     uint32     `json:"service,omitempty" doc:"Seconds."`
	Windows     [][]uint32 `json:"time_windows,omitempty" doc:"When it may begin."`
	MaxLoad     []uint32   `json:"max_load,omitempty" doc:"The most on board of each amount."`
}

// vroomCostsRow are the costs of a vehicle in VROOM's format.
type vroomCostsRow struct {
	Fixed       uint32 `json:"fixed,omitempty" doc:"If it does anything."`
	PerHour     uint32 `json:"per_hour,omitempty" default:"3600" doc:"Of travel."`
	PerKM       uint32 `json:"per_km,omitempty"`
	PerTaskHour uint32 `json:"per_task_hour,omitempty" doc:"Of setup and service."`
}

// vroomStepRow is a step of a route that is given, in VROOM's format.
type vroomStepRow struct {
	Type   string `json:"type" enum:"start,job,break,end"`
	ID     uint64 `json:"id,omitempty" doc:"Of the job or the break."`
	At     uint32 `json:"service_at,omitempty" doc:"With the option c: when it is to begin."`
	After  uint32 `json:"service_after,omitempty"`
	Before uint32 `json:"service_before,omitempty"`
}

// vroomMatrices are the matrices of a profile.
type vroomMatrices struct {
	Durations [][]uint32 `json:"durations" doc:"Seconds, from each row to each column. From 67108864 on there is no way."`
	Distances [][]uint32 `json:"distances,omitempty" doc:"Metres, for the answer, per_km and max_distance."`
	Costs     [][]uint32 `json:"costs,omitempty" doc:"In place of those of durations and distances."`
}

// vroomOptionsRow are the options of VROOM's server.
type vroomOptionsRow struct {
	Geometry bool   `json:"g,omitempty" doc:"Answer with the routes' lines and lengths."`
	Plan     bool   `json:"c,omitempty" doc:"Plan mode: only the times of the steps are wanted, and what they do not keep to."`
	Threads  uint32 `json:"t,omitempty"`
	Explore  uint32 `json:"x,omitempty" maximum:"5" default:"5"`
	Limit    uint32 `json:"l,omitempty" doc:"Seconds at most."`
}

// vroomProblemJSON is a problem in VROOM's format.
type vroomProblemJSON struct {
	Jobs     []vroomJobRow            `json:"jobs" minItems:"1"`
	Vehicles []vroomVehicleRow        `json:"vehicles" minItems:"1"`
	Matrices map[string]vroomMatrices `json:"matrices,omitempty" doc:"By profile."`
	Options  *vroomOptionsRow         `json:"options,omitempty"`
}

// vroomRequest documents a problem in VROOM's format.
func vroomRequest(a huma.API) *huma.RequestBody {
	schemas := a.OpenAPI().Components.Schemas
	return &huma.RequestBody{Required: true, Content: map[string]*huma.MediaType{
		"application/json": {
			Schema: schemas.Schema(typeOf[vroomProblemJSON](), true, "VROOMProblem"),
			Examples: map[string]*huma.Example{
				"coordinates": {Summary: "Tọa độ / Coordinates", Value: exampleVROOM},
				"matrices":    {Summary: "Ma trận / Matrices", Value: exampleVROOMMatrices},
			},
		},
	}}
}

// The examples are invented; a test sends them as they stand.
var (
	exampleVROOM = map[string]any{
		"vehicles": []any{
			map[string]any{"id": 1, "profile": "foot", "start": []any{105.7851, 21.0440}, "end": []any{105.7851, 21.0440}, "capacity": []any{4}, "skills": []any{1}, "time_window": []any{0, 7200}},
		},
		"jobs": []any{
			map[string]any{"id": 10, "location": []any{105.7862, 21.0431}, "service": 300, "delivery": []any{1}},
			map[string]any{"id": 11, "location": []any{105.7862, 21.0433}, "service": 600, "delivery": []any{2}, "skills": []any{1}, "time_windows": []any{[]any{1800, 5400}}},
			map[string]any{"id": 12, "location": []any{105.7840, 21.0452}, "service": 300, "delivery": []any{1}, "priority": 10},
		},
		"options": map[string]any{"g": true},
	}
	exampleVROOMMatrices = map[string]any{
		"vehicles": []any{map[string]any{"id": 1, "start_index": 0}},
		"jobs":     []any{map[string]any{"id": 10, "location_index": 1}, map[string]any{"id": 11, "location_index": 2}},
		"matrices": map[string]any{"car": map[string]any{"durations": []any{[]any{0, 300, 420}, []any{310, 0, 90}, []any{400, 80, 0}}}},
	}
)
