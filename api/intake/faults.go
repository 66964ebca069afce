package intake

import (
	"errors"

	"gonha/solver/campaign"
)

// Fault is one thing wrong with one field of what was given. Reason is the rule in both languages and
// never holds the value. Field is empty where the fault is of the whole.
type Fault struct{ Field, Reason string }

// Faults is an error that lists all there are.
type Faults []Fault

// Error implements error, a line a fault.
func (f Faults) Error() string {
	return errors.Join(f.Unwrap()...).Error()
}

// Unwrap gives each as a [campaign.OptionFault], so that campaign.OptionFaults finds them as it does those
// of a night.
func (f Faults) Unwrap() []error {
	list := make([]error, len(f))
	for i := range f {
		list[i] = campaign.OptionFault{Option: f[i].Field, Reason: f[i].Reason}
	}
	return list
}

// orNil is no error where there is no fault.
func (f Faults) orNil() error {
	if len(f) == 0 {
		return nil
	}
	return f
}
