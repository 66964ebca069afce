package phrase

// Kind is a kind of residential group.
type Kind string

// Group is a residential group, the smallest area people know.
type Group struct {
	Kind  Kind   // as "tổ dân phố"; empty where the text gives only a number or a name
	Name  string // "1", "3a", "Đông"
	Outer *Group // the larger one that it is part of ("tổ 3, khu phố 5"), or nil
	Ward  string // ward or commune without the word itself, where the text says so
}
