package address

import "strings"

// role is what a keyword says of the words behind it.
type role int

const (
	roleNone     role = iota
	roleHouse         // a house number
	roleAlley         // an alley's number or name
	roleStreet        // a street's name
	roleEither        // a street's or a ward's: "P. Hàng Bông", or "xa dan" without signs
	roleGroup         // a residential group's number or name
	roleWard          // a ward's
	roleDistrict      // a district's
	roleCity          // a city's or province's, which says nothing here
	roleBuilding      // a block's or tower's number
	roleFlat          // a flat's or a room's
	roleFloor         // a floor's, which says nothing here
	roleEstate        // an estate's or a building's name
	roleOwner         // whose house it is, which says nothing here
	roleVague         // nothing of its own: what follows is only near
	roleAlso          // another name of the ward or district before it
)

// what a keyword must be followed by to be one.
type follow int

const (
	anything follow = iota
	aNumber         // a number, or "số" and a number
	aCode           // a number, or a single letter
	aName           // a word that is no number
	aBlock          // a letter and digits, as buildings are numbered: A5
	aRoman          // a Roman numeral
)

// keyword is one or more words with a role. Among words with signs it needs its own, for Ngô Quyền is no ngõ.
type keyword struct {
	words []word
	role  role
	rank  int // of an alley, or of a group: the larger, the higher
	next  follow
}

// keywords are all there are by their first plain word, the longest first.
var keywords = arrange([]phrase{
	{"nhà", roleBuilding, 0, aBlock}, {"số nhà|nhà số|số|sn|no", roleHouse, 0, aNumber}, {"nhà", roleHouse, 0, aNumber},
	{"nhà ông|nhà bà|nhà anh|nhà chị|nhà cô|nhà chú", roleOwner, 0, aName},
	{"đối diện|gần|cạnh|phía sau|đằng sau|sát", roleVague, 0, anything},
	{"ngõ|kiệt", roleAlley, 1, anything}, {"ngách", roleAlley, 2, anything}, {"hẻm", roleAlley, 3, anything},
	{"đường|phố|đại lộ|đ|đg|dg|đường phố", roleStreet, 0, anything}, {"quốc lộ|ql|tỉnh lộ|tl|hương lộ", roleStreet, 0, aNumber},
	{"tổ dân phố|tổ dân cư|tổ nhân dân|tổ|tdp", roleGroup, 1, aNumber}, {"tổ dân phố|tổ|tdp", roleGroup, 1, aRoman}, {"xóm|cụm|đội", roleGroup, 2, aNumber}, {"ấp|thôn|khóm|khối phố|khối", roleGroup, 3, aNumber},
	{"khu phố|kp|khu dân cư|kdc|khu vực|khu", roleGroup, 4, aNumber}, {"tổ dân phố", roleGroup, 1, aName}, {"xóm", roleGroup, 2, aName},
	{"thôn|ấp|bản|buôn|khóm|khối phố", roleGroup, 3, aName}, {"khu phố|khu dân cư", roleGroup, 4, aName},
	{"phường|thị trấn|ward", roleWard, 0, anything}, {"p|f|xã", roleWard, 0, aNumber}, {"p|xã|tt", roleEither, 0, aName},
	{"quận|huyện|thị xã|tx|district", roleDistrict, 0, anything}, {"q", roleDistrict, 0, anything}, {"h", roleDistrict, 0, aName},
	{"thành phố|tp|tỉnh", roleCity, 0, anything},
	{"tòa nhà|tòa|block|blk|lô|nhà|ct|đơn nguyên|tháp|tower", roleBuilding, 0, aCode},
	{"căn hộ số|căn hộ|căn số|căn|ch|phòng số|phòng|ph", roleFlat, 0, aCode}, {"tầng|lầu", roleFloor, 0, aCode},
	{"tòa nhà|tòa|cao ốc|chung cư|cc|khu tập thể|ktt|tập thể|khu đô thị|kđt|kdt|khu chung cư|khu nhà ở", roleEstate, 0, aName},
	{"nay là|nay thuộc|trước là|trước đây là|trước đây|trước kia|cũ là|tên cũ", roleAlso, 0, anything},
})

// phrase is keywords of a role, parted by strokes.
type phrase struct {
	texts string
	role  role
	rank  int
	next  follow
}

func arrange(phrases []phrase) map[string][]keyword {
	all := map[string][]keyword{}
	for longest := 3; longest > 0; longest-- {
		for _, p := range phrases {
			for text := range strings.SplitSeq(p.texts, "|") {
				if k := (keyword{splitWords(text), p.role, p.rank, p.next}); len(k.words) == longest {
					all[k.words[0].plain] = append(all[k.words[0].plain], k)
				}
			}
		}
	}
	return all
}

// keywordAt finds the keyword that begins a text's rest, and how many of its words it has. In a text that is
// signed, a word without signs is a keyword that has some only before a number.
func keywordAt(rest []word, signed bool) (keyword, bool) {
	for _, k := range keywords[rest[0].plain] {
		if k.matches(rest, signed) {
			return k, true
		}
	}
	return keyword{}, false
}

func (k *keyword) matches(rest []word, signed bool) bool {
	n := len(k.words)
	if len(rest) < n {
		return false
	}
	var next word
	if len(rest) > n && !rest[n].cut {
		next = rest[n]
	}
	numbered := next.plain != "" && next.number()
	for i, w := range k.words {
		switch {
		case rest[i].plain != w.plain || i > 0 && rest[i].cut:
			return false
		case rest[i].signed() && rest[i].full != w.full && !lone(w.plain):
			return false
		case !rest[i].signed() && w.signed() && signed && !numbered && !lone(w.plain):
			return false
		}
	}
	switch k.next {
	case aNumber:
		return numbered || next.plain == "so" && len(rest) > n+1 && rest[n+1].number()
	case aCode:
		return numbered || len(next.plain) == 1
	case aName:
		return next.plain != "" && !numbered
	case aRoman:
		return !next.signed() && next.plain != roman(Name{Plain: next.plain})
	case aBlock:
		return numbered && (next.plain[0] < '0' || next.plain[0] > '9')
	}
	return k.role == roleVague || next.plain != ""
}

// lone says whether a keyword is a letter or two, which are written with and without their signs.
func lone(plain string) bool {
	return len(plain) <= 2 && plain != "to" && plain != "so" && plain != "ap" && plain != "xa" && plain != "lo"
}
