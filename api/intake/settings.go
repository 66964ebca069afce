package intake

import (
	"bytes"
	"encoding/json"
	"io"
	"math"
	"reflect"
	"strings"
	"time"

	"gonha/api/intake/phrase"
	"gonha/solver"
	"gonha/solver/campaign"
)

// Settings are options that somebody gave, on a command line, in a file or in a request; nil is not
// given.
type Settings struct {
	Night      *string            `json:"night,omitempty" doc:"The date of the night, 2026-11-20 or 20/11/2026; today where it is not given." example:"2026-11-20"`
	Window     *string            `json:"window,omitempty" doc:"The evening, of at most six hours; one that closes earlier than it opens runs past midnight." example:"19:30-21:30"`
	Timezone   *string            `json:"timezone,omitempty" doc:"IANA name." example:"Asia/Ho_Chi_Minh"`
	TimeLimit  *float64           `json:"time_limit_s,omitempty" doc:"Seconds to plan; 10, or none when only iterations are given." example:"10"`
	Iterations *int64             `json:"iterations,omitempty" doc:"Iterations of the search; no limit where it is not given."`
	Epochs     *[]solver.Epoch    `json:"epochs,omitempty" doc:"The epochs of a plan's parameters, to make the plan again exactly; then the search has no other limit."`
	Seed       *uint64            `json:"seed,omitempty" doc:"Seed of the random numbers." example:"1"`
	Threads    *int               `json:"threads,omitempty" doc:"Threads; as many as the machine has at most."`
	Setup      *int               `json:"setup_s,omitempty" doc:"Seconds to begin at each stop." example:"120"`
	PerPerson  *int               `json:"per_person_s,omitempty" doc:"Seconds that one helper needs for one person." example:"240"`
	StopRadius *float64           `json:"stop_radius_m,omitempty" doc:"Metres from a stop's first door to its others; 0 is one door a stop." example:"30"`
	Turfs      *string            `json:"turfs,omitempty" enum:"soft,strict,off" doc:"Each team's own area: soft leaves it at a small cost, strict never, off knows none." example:"soft"`
	Detour     *float64           `json:"detour,omitempty" doc:"Length of a way over the straight line." example:"1.5"`
	Tuning     map[string]float64 `json:"tuning,omitempty" doc:"Parameters of the search in place of its own, by name; gonha tune finds and lists them."`
	Lang       *string            `json:"lang,omitempty" enum:"vi,en" doc:"Language of lists and reasons." example:"vi"`
}

// ReadSettings reads a JSON object of settings. The error is [Faults]: a name that is none of them, each
// value of the wrong kind.
func ReadSettings(data []byte) (Settings, error) {
	var s Settings
	if len(bytes.TrimSpace(data)) == 0 {
		return s, Faults{{"", "trống, không phải đối tượng JSON / empty, not a JSON object"}}
	}
	var members map[string]json.RawMessage
	d := json.NewDecoder(bytes.NewReader(data))
	if err := d.Decode(&members); err != nil || members == nil {
		return s, Faults{{"", "không phải đối tượng JSON / not a JSON object"}}
	}
	if _, err := d.Token(); err != io.EOF {
		return s, Faults{{"", "có chữ thừa sau đối tượng JSON / text after the JSON object"}}
	}
	var faults Faults
	fields := reflect.ValueOf(&s).Elem()
	for i := range fields.NumField() {
		name, _, _ := strings.Cut(fields.Type().Field(i).Tag.Get("json"), ",")
		value, given := members[name]
		if !given {
			continue
		}
		delete(members, name)
		if json.Unmarshal(value, fields.Field(i).Addr().Interface()) != nil {
			fields.Field(i).SetZero()
			faults = append(faults, Fault{name, "giá trị sai kiểu / the value is of the wrong kind"})
		}
	}
	if len(members) > 0 { // their names could be anything, so they are not repeated
		faults = append(faults, Fault{"", "có tên lạ; chỉ nhận / an unknown name; known are: " + strings.Join(settingNames(), ", ")})
	}
	return s, faults.orNil()
}

// settingNames are the names of all settings.
func settingNames() []string {
	var names []string
	for field := range reflect.TypeFor[Settings]().Fields() {
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		names = append(names, name)
	}
	return names
}

// Options are those of base with what is given, later settings over earlier ones. The night is now's in
// its time zone where none is given; iterations alone mean that there is no time limit. The error is
// [Faults], all of them at once.
func Options(base campaign.Options, now time.Time, given ...Settings) (campaign.Options, error) {
	o := base
	var faults Faults
	limited := false
	for _, s := range given {
		faults = append(faults, s.apply(&o)...)
		limited = limited || s.TimeLimit != nil
	}
	if !limited && o.Iterations > 0 {
		o.TimeLimit = 0
	}
	if zone, unknown := time.LoadLocation(o.Timezone); o.Date == "" && unknown == nil {
		o.Date = now.In(zone).Format(time.DateOnly)
	}
	for _, f := range campaign.OptionFaults(o.Validate()) {
		faults = append(faults, Fault{f.Option, f.Reason})
	}
	return o, faults.orNil()
}

// apply writes the settings that were given over those of o.
func (s Settings) apply(o *campaign.Options) Faults {
	if s.Night != nil {
		o.Date = *s.Night
		if date, ok := phrase.Date(*s.Night); ok {
			o.Date = date
		}
	}
	set(&o.Timezone, s.Timezone)
	set(&o.Iterations, s.Iterations)
	set(&o.Epochs, s.Epochs)
	set(&o.Seed, s.Seed)
	set(&o.Threads, s.Threads)
	set(&o.Setup, s.Setup)
	set(&o.PerPerson, s.PerPerson)
	set(&o.StopRadius, s.StopRadius)
	set(&o.Turfs, s.Turfs)
	set(&o.Detour, s.Detour)
	set(&o.Lang, s.Lang)
	if s.Tuning != nil {
		o.Tuning = s.Tuning
	}
	if s.TimeLimit != nil {
		// Far beyond what is allowed, so that Validate refuses it rather than the number overflowing.
		seconds := min(max(*s.TimeLimit, -1), 1e6)
		o.TimeLimit = time.Duration(math.Round(seconds * float64(time.Second)))
	}
	if s.Window != nil {
		w, err := phrase.Window(*s.Window)
		if err != nil {
			return Faults{{"window", "khung giờ chưa đúng, ghi theo dạng 19:30-21:30 / must be like 19:30-21:30"}}
		}
		o.Window = w
	}
	return nil
}

func set[T any](to, from *T) {
	if from != nil {
		*to = *from
	}
}
