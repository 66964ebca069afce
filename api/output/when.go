package output

import (
	"time"

	"gonha/solver/campaign"
)

// moments turns a plan's clock times to points in time. Where the plan's night or time zone is none of those known,
// the times are local ones, without an offset, or the clock's alone.
type moments struct {
	midnight time.Time // that the night's times are counted from
	layout   string    // empty where the night is no date
}

func momentsOf(plan *campaign.Plan) moments {
	day, err := time.Parse(time.DateOnly, plan.Night)
	if err != nil {
		return moments{}
	}
	zone, err := time.LoadLocation(plan.Timezone)
	if err != nil || plan.Timezone == "" {
		return moments{day, "2006-01-02T15:04:05"}
	}
	return moments{time.Date(day.Year(), day.Month(), day.Day(), 0, 0, 0, 0, zone), time.RFC3339}
}

// iso is a clock time in ISO 8601, "2026-11-20T19:31:10+07:00"; past midnight it is the next day's.
func (m *moments) iso(c campaign.Clock) string {
	if m.layout == "" {
		return c.String()
	}
	return m.midnight.Add(time.Duration(c) * time.Second).Format(m.layout)
}

// textSpan is a span of time as people read it, "19:31 - 19:37". A program that looks for times in texts finds none
// in it: GDAL, which QGIS reads by, makes a Time of "19:31:10", and a Shapefile then has no such column.
func textSpan(from, to campaign.Clock) string { return clock(from) + " - " + clock(to) }
