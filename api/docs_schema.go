package api

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"
)

// docsSchema is a named form of JSON.
type docsSchema struct {
	Name, Description string
	Fields            []docsField
}

// docsField is a parameter, a header or a member of an object.
type docsField struct {
	Name, In, Type, Schema string // Schema names one of the page's, or is empty
	Required               bool
	Text, Example          string
}

// schemasOf are the named forms of a document.
func schemasOf(doc *huma.OpenAPI) []docsSchema {
	if doc.Components == nil || doc.Components.Schemas == nil {
		return nil
	}
	known := doc.Components.Schemas.Map()
	var list []docsSchema
	for _, name := range slices.Sorted(maps.Keys(known)) {
		s := known[name]
		d := docsSchema{Name: name, Description: s.Description}
		for _, member := range slices.Sorted(maps.Keys(s.Properties)) {
			d.Fields = append(d.Fields, fieldOf(member, s.Properties[member], slices.Contains(s.Required, member)))
		}
		slices.SortStableFunc(d.Fields, func(a, b docsField) int { // what must be there first
			switch {
			case a.Required == b.Required:
				return 0
			case a.Required:
				return -1
			}
			return 1
		})
		list = append(list, d)
	}
	return list
}

func fieldOf(name string, s *huma.Schema, required bool) docsField {
	f := docsField{Name: name, Required: required}
	if s == nil {
		return f
	}
	f.Type, f.Text = typeText(s), s.Description
	switch {
	case len(s.AnyOf) > 0: // see orNull
		f.Schema = schemaName(s.AnyOf[0].Ref)
	case s.Items != nil:
		f.Schema = schemaName(s.Items.Ref)
	default:
		f.Schema = schemaName(s.Ref)
	}
	if len(s.Examples) > 0 {
		f.Example = plain(s.Examples[0])
	}
	return f
}

// schemaName is the name in a reference such as #/components/schemas/Solve.
func schemaName(ref string) string { return ref[strings.LastIndex(ref, "/")+1:] }

// typeText is what a value must be, in few words: integer 1–100, default 20.
func typeText(s *huma.Schema) string {
	text := s.Type
	switch {
	case s.Ref != "":
		return schemaName(s.Ref)
	case len(s.AnyOf) > 0:
		return typeText(s.AnyOf[0]) + " | null"
	case s.Items != nil:
		text = "[" + typeText(s.Items) + "]"
	case len(s.Enum) > 0:
		var values []string
		for _, value := range s.Enum {
			values = append(values, plain(value))
		}
		text = strings.Join(values, " | ")
	case s.Format != "" && s.Type == "string":
		text = s.Format
	}
	switch {
	case s.Minimum != nil && s.Maximum != nil:
		text += fmt.Sprintf(" %v–%v", *s.Minimum, *s.Maximum)
	case s.Minimum != nil:
		text += fmt.Sprintf(" ≥ %v", *s.Minimum)
	case s.Maximum != nil:
		text += fmt.Sprintf(" ≤ %v", *s.Maximum)
	}
	if s.Nullable {
		text += " | null"
	}
	if s.Default != nil {
		text += " = " + plain(s.Default)
	}
	return text
}

// plain is a value as it is written where JSON's quotes are in the way.
func plain(value any) string {
	if text, is := value.(string); is {
		return text
	}
	data, err := json.Marshal(value)
	if err != nil {
		return ""
	}
	return string(data)
}

// indented is a value as it is read best: JSON, or a text as it stands.
func indented(value any) string {
	if text, is := value.(string); is {
		return text
	}
	data, err := json.MarshalIndent(value, "", "  ")
	if err != nil {
		return ""
	}
	return string(data)
}

// deepest is how far examples are made into what a schema holds; some hold themselves.
const deepest = 6

// exampleOf makes an example of a schema from those of its parts. It is nil where nothing is known.
func exampleOf(known huma.Registry, s *huma.Schema, depth int) any {
	if len(s.AnyOf) > 0 {
		s = s.AnyOf[0]
	}
	if s.Ref != "" {
		s = known.SchemaFromRef(s.Ref)
	}
	switch {
	case s == nil || depth > deepest:
		return nil
	case len(s.Examples) > 0:
		return s.Examples[0]
	case s.Default != nil:
		return s.Default
	case len(s.Enum) > 0:
		return s.Enum[0]
	case len(s.Properties) > 0:
		members := map[string]any{}
		for name, member := range s.Properties {
			if example := exampleOf(known, member, depth+1); example != nil || slices.Contains(s.Required, name) {
				members[name] = example
			}
		}
		return members
	case s.Items != nil:
		if example := exampleOf(known, s.Items, depth+1); example != nil {
			return []any{example}
		}
		return []any{}
	}
	return exampleOfType(s)
}

// exampleOfType is an example where nothing but the type is known.
func exampleOfType(s *huma.Schema) any {
	switch {
	case s.Format == "date-time":
		return "2026-11-20T12:30:00Z"
	case s.Type == "string" && s.Format == "":
		return "…"
	case s.Type == "integer" || s.Type == "number":
		if s.Minimum != nil {
			return *s.Minimum
		}
		return 0
	case s.Type == "boolean":
		return false
	}
	return nil
}
