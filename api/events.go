package api

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"gonha/api/jobs"
)

// registerEvents adds the event stream of a solve.
func (s *server) registerEvents(a huma.API) {
	huma.Register(a, huma.Operation{
		OperationID: "solve-events", Method: http.MethodGet, Path: solvesPath + "/{id}/events", Tags: []string{"solves"},
		Summary: "Theo dõi tiến độ / Follow the progress",
		Description: "Server-sent events: `progress` at least every second while the solve runs, with the members of `progress`; then one of `done`, `cancelled` and `failed` " +
			"with the solve without its plan, and the stream ends. Events are numbered; a client that comes back with `Last-Event-ID` gets what it has missed. Comments keep the connection alive.",
		Responses: map[string]*huma.Response{"204": {Description: "The client has seen the last event."}, "200": {
			Description: "The stream.",
			Content: map[string]*huma.MediaType{"text/event-stream": {
				Schema:  &huma.Schema{Type: "string"},
				Example: "id: 1\nevent: progress\ndata: {\"visits\":40,\"persons\":96,\"prize\":110,\"iterations\":5200,\"elapsed_s\":0.5,\"time_limit_s\":10}\n\n",
			}},
		}},
		Errors: []int{http.StatusNotFound},
	}, s.events)
}

// eventsInput is a request for the events of a solve.
type eventsInput struct {
	exchange
	SolveID
	LastEventID string `header:"Last-Event-ID" maxLength:"20" doc:"The last event that the client has: the stream goes on after it."`
}

func (s *server) events(ctx context.Context, in *eventsInput) (*huma.StreamResponse, error) {
	last, err := strconv.Atoi(in.LastEventID)
	if err != nil || last < 0 {
		last = 0 // all that there is
	}
	owner := ownerOf(ctx)
	solve, err := s.jobs.Solve(owner, in.ID)
	if err != nil {
		return nil, refusal(err)
	}
	left, _, err := s.jobs.Events(owner, in.ID, last)
	switch {
	case err != nil:
		return nil, refusal(err)
	case solve.State.Ended() && len(left) == 0: // the client has seen the end; this keeps a browser from coming again
		return &huma.StreamResponse{Body: func(huma.Context) { in.w.WriteHeader(http.StatusNoContent) }}, nil
	}
	return &huma.StreamResponse{Body: func(huma.Context) {
		in.w.Header().Set("Content-Type", "text/event-stream; charset=utf-8")
		in.w.Header().Set("X-Accel-Buffering", "no") // a proxy is not to gather events
		in.w.WriteHeader(http.StatusOK)
		e := eventStream{server: s, w: in.w, control: http.NewResponseController(in.w), owner: owner, id: in.ID, last: last}
		e.send(ctx)
	}}, nil
}

// eventStream is one client that follows a solve.
type eventStream struct {
	server    *server
	w         http.ResponseWriter
	control   *http.ResponseController
	owner, id string
	last      int
}

// send sends events until the solve has ended, is forgotten, or the client is gone.
func (e *eventStream) send(ctx context.Context) {
	beat := time.NewTicker(e.server.beat)
	defer beat.Stop()
	if !e.write(": gonha\n\n") { // so that the client knows it is connected
		return
	}
	for {
		events, more, err := e.server.jobs.Events(e.owner, e.id, e.last)
		if err != nil {
			return
		}
		for _, event := range events {
			if !e.event(event) || event.State.Ended() {
				return
			}
		}
		select {
		case <-more:
		case <-beat.C:
			if !e.write(": \n\n") {
				return
			}
		case <-ctx.Done():
			return
		}
	}
}

// event sends one event.
func (e *eventStream) event(event jobs.Event) bool {
	name, data := "progress", any(event.Progress)
	if event.State.Ended() {
		solve, err := e.server.jobs.Solve(e.owner, e.id)
		if err != nil {
			return false
		}
		name, data = string(event.State), bodyOf(solve)
	}
	e.last = event.ID
	text, err := json.Marshal(data)
	return err == nil && e.write(fmt.Sprintf("id: %d\nevent: %s\ndata: %s\n\n", event.ID, name, text))
}

// write writes to a client, who has slowWrite to take it in.
func (e *eventStream) write(text string) bool {
	if err := e.control.SetWriteDeadline(time.Now().Add(e.server.limits.SlowWrite)); err != nil {
		return false
	}
	if _, err := e.w.Write([]byte(text)); err != nil {
		return false
	}
	return e.control.Flush() == nil
}
