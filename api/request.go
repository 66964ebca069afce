package api

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"strings"
	"time"

	"gonha/api/intake"
	"gonha/solver/campaign"
	"gonha/solver/instance"
)

// Bounds are the most that one request may ask for.
type Bounds struct {
	Households int           // rows of the list
	Teams      int           // rows of the list
	TimeLimit  time.Duration // of planning
	VROOM      instance.VROOMLimits
}

// DefaultBounds are a district's night.
func DefaultBounds() Bounds {
	return Bounds{Households: 100_000, Teams: 1000, TimeLimit: 10 * time.Minute, VROOM: instance.DefaultVROOMLimits()}
}

// submission is a request for a solve before its lists are read.
type submission struct {
	households, teams list
	options           []byte // JSON, or empty
	corrections       []byte // JSON, or empty
	fix               Corrections
	whole             bool // the lists are JSON arrays of one document, not files
}

// list is one of the two lists: a file's content, or a JSON array.
type list struct {
	name string
	data []byte
}

// fingerprint tells two requests apart.
func (s *submission) fingerprint() string {
	sum := sha256.New()
	for _, part := range [][]byte{[]byte(s.households.name), s.households.data, []byte(s.teams.name), s.teams.data, s.options} {
		fmt.Fprintf(sum, "%d:", len(part))
		sum.Write(part)
	}
	return hex.EncodeToString(sum.Sum(nil))
}

// readSubmission reads the body of a request, of JSON or of multipart/form-data.
func readSubmission(r *http.Request) (*submission, error) {
	kind, parameters, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	switch {
	case err == nil && kind == "application/json":
		return readWhole(r.Body)
	case err == nil && kind == "multipart/form-data" && parameters["boundary"] != "":
		return readParts(multipart.NewReader(r.Body, parameters["boundary"]))
	}
	return nil, newProblem(http.StatusUnsupportedMediaType, "phải là application/json hoặc multipart/form-data / must be application/json or multipart/form-data")
}

// readWhole reads a JSON document with both lists.
func readWhole(body io.Reader) (*submission, error) {
	data, err := io.ReadAll(body)
	if err != nil {
		return nil, unreadable(err)
	}
	members, err := membersOf(data)
	if err != nil {
		return nil, newProblem(http.StatusBadRequest, "không phải đối tượng JSON / not a JSON object")
	}
	s := &submission{whole: true, households: list{name: "households"}, teams: list{name: "teams"}}
	var faults []Fault
	for name, value := range members {
		switch name {
		case "households":
			s.households.data = value
		case "teams":
			s.teams.data = value
		case "options":
			s.options = value
		case "corrections":
			s.corrections = value
		default:
			faults = append(faults, Fault{"body", "chỉ có households, teams, options và corrections / only households, teams, options and corrections belong here"})
		}
	}
	return s, refused(faults)
}

// membersOf are the members of a JSON object, as they stand.
func membersOf(data []byte) (map[string]json.RawMessage, error) {
	var members map[string]json.RawMessage
	if err := json.Unmarshal(data, &members); err != nil {
		return nil, err
	}
	if members == nil {
		return nil, errors.New("null")
	}
	return members, nil
}

// readParts reads the parts of a form.
func readParts(form *multipart.Reader) (*submission, error) {
	s := &submission{}
	var faults []Fault
	for {
		part, err := form.NextPart()
		if errors.Is(err, io.EOF) {
			return s, refused(faults)
		}
		if err != nil {
			return nil, unreadable(err)
		}
		data, err := io.ReadAll(part)
		if err != nil {
			return nil, unreadable(err)
		}
		switch name := part.FormName(); {
		case name == "households" && s.households.data == nil:
			s.households = list{part.FileName(), data}
		case name == "teams" && s.teams.data == nil:
			s.teams = list{part.FileName(), data}
		case name == "options" && s.options == nil:
			s.options = data
		case name == "corrections" && s.corrections == nil:
			s.corrections = data
		default:
			faults = append(faults, Fault{"body", "chỉ có households, teams, options và corrections, mỗi phần một lần / only households, teams, options and corrections belong here, each once"})
		}
	}
}

// refused is the problem of faults, or nil.
func refused(faults []Fault) error {
	if len(faults) > 0 {
		return newProblem(http.StatusUnprocessableEntity, "", faults...)
	}
	return nil
}

// correct reads the corrections, and says what of the submission is missing: the teams only where they are needed and are
// not typed.
func (s *submission) correct(most Bounds, teams bool) error {
	fix, faults := readCorrections(s.corrections, most)
	s.fix = fix
	if s.households.data == nil {
		faults = append(faults, Fault{"body.households", "thiếu danh sách hộ / the households are missing"})
	}
	if teams && s.teams.data == nil && len(fix.TeamsTable) == 0 && strings.TrimSpace(fix.TeamsText) == "" {
		faults = append(faults, Fault{"body.teams", "thiếu danh sách đội / the teams are missing"})
	}
	return refused(faults)
}

// unreadable is the problem of a body that could not be read to its end.
func unreadable(err error) error {
	var large *http.MaxBytesError
	var problem *Problem
	switch {
	case errors.As(err, &problem):
		return problem
	case errors.As(err, &large):
		return newProblem(http.StatusRequestEntityTooLarge, fmt.Sprintf("yêu cầu lớn quá %d MB / the request is larger than %d MB", large.Limit>>20, large.Limit>>20))
	}
	return newProblem(http.StatusBadRequest, "không đọc được hết yêu cầu / the request could not be read to its end")
}

// night reads the lists and options, and counts the people of the lists who are not in the night that it gives. What
// cannot be planned is a problem that names each fault.
func (s *server) night(ctx context.Context, from *submission) (n *campaign.Night, left int, err error) {
	n = &campaign.Night{Travel: s.travel}
	options, err := s.options(from.options)
	faults := faultsOf("body.options.", err)
	n.Options = options
	r, err := s.read(ctx, from)
	if err != nil {
		return nil, 0, err
	}
	faults = append(append(faults, r.faults...), r.empty...)
	if len(r.faults)+len(r.empty) == 0 {
		faults = append(faults, r.unplannable()...)
	}
	if err := refused(faults); err != nil {
		return nil, 0, err
	}
	var rows []campaign.Rejected
	n.Households, n.Unplaced, rows = r.planned()
	n.Teams = r.Teams
	n.Rejected = append(r.rejected(), rows...)
	if err := n.Validate(); err != nil {
		return nil, 0, newProblem(http.StatusUnprocessableEntity, "", faultsOf("body", err)...)
	}
	for i := range n.Unplaced {
		left += n.Unplaced[i].Persons
	}
	return n, left + r.aside(), nil
}

// options are the defaults with what the request gives.
func (s *server) options(data []byte) (campaign.Options, error) {
	base := campaign.DefaultOptions()
	base.Threads = s.cores
	var given intake.Settings
	var unread error
	if len(bytes.TrimSpace(data)) > 0 {
		given, unread = intake.ReadSettings(data)
	}
	o, err := intake.Options(base, time.Now(), s.defaults, given)
	err = errors.Join(unread, err)
	if o.TimeLimit > s.bounds.TimeLimit {
		seconds := int(s.bounds.TimeLimit.Seconds())
		err = errors.Join(err, intake.Faults{{Field: "time_limit_s", Reason: fmt.Sprintf("nhiều nhất %d giây / at most %d seconds", seconds, seconds)}})
	}
	o.Threads = min(o.Threads, s.cores)
	return o, err
}

// visits says whether there is a household to visit.
func visits(list []campaign.Household) bool {
	for i := range list {
		if list[i].Status.Routed() {
			return true
		}
	}
	return false
}

// shownFaults is how many faulty rows a problem lists.
const shownFaults = 20

// nothing lists why a list gave nothing to plan with.
func (s *submission) nothing(location, what string, rejected []intake.SetAside) []Fault {
	faults := []Fault{{location, what}}
	for _, r := range rejected[:min(shownFaults, len(rejected))] {
		at := fmt.Sprintf("%s: %d", location, r.Row)
		if s.whole {
			at = fmt.Sprintf("%s[%d]", location, r.Row-1)
		}
		if r.Column != "" {
			at += "." + r.Column
		}
		faults = append(faults, Fault{at, r.Reason})
	}
	return faults
}
