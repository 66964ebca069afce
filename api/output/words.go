package output

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"gonha/solver/campaign"
)

// words are all texts of the forms for people, in one language.
type words struct {
	Lang     string // as in HTML's lang attribute
	decimal  string // sign between whole and fraction
	thousand string // sign between groups of three digits
	weekdays [7]string

	Title, Overview, Sheet, Night                        string
	Team, Teams, Name, Members, Walk, Motorbike          string
	Shift, Depart, Return, Start, End, Leader            string
	Doors, People, Reached, Of, First, Last, Helpers     string
	Stays, North, Map, Step, HowToMark, ToActivate       string
	Mandatory, Only, Note, LastTime, Wait                string
	Result, Total, ReturnedAt, Planned, Signed, Together string
	LeftOut, Households, NotRouted, Rejected, Missed     string
	NoLeftOut, OtherTeams, Private                       string
	Minutes, StopsMade, Persons                          string
	Via, Into, Straight, ByRoad, StraightLegs            string
	Guessed, GuessedDoors, Unplaced, UnplacedDoors, yes  string

	Outcomes [6]outcome        // of a visit, in the order of the boxes
	reasons  map[string]string // by campaign.Unvisited.Reason
	by       map[string]string // by campaign.Guess.By
	workbook *workbookWords
}

// outcome is what may come of a visit: the letters above its box, and what they stand for.
type outcome struct{ Short, Text string }

// Places in words.Outcomes.
const (
	absent       = 1
	noSmartphone = 5
)

var vietnamese = words{
	Lang: "vi", decimal: ",", thousand: ".",
	weekdays: [7]string{"Chủ nhật", "Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy"},

	Title: "Danh sách gõ nhà", Overview: "Toàn cảnh buổi tối", Sheet: "Phiếu đi gõ nhà", Night: "Tối",
	Team: "Đội", Teams: "đội đi", Name: "Tên đội", Members: "Thành viên", Walk: "đi bộ", Motorbike: "xe máy",
	Shift: "Ca", Depart: "Xuất phát", Return: "Về", Start: "Xuất phát", End: "Về", Leader: "Đội trưởng",
	Doors: "nhà", People: "người", Reached: "người sẽ gặp", Of: "trên", First: "Nhà đầu", Last: "Xong lúc", Helpers: "thành viên",
	Stays: "không xếp được nhà nào, ở lại", North: "B", Map: "Bản đồ", Step: "Điểm, giờ",
	HowToMark:  "Đánh dấu vào ô; nhà nhiều người thì ghi số người. Số trên bản đồ là số điểm dừng.",
	ToActivate: "người cần kích hoạt",
	Mandatory:  "BẮT BUỘC", Only: "Chỉ có nhà", Note: "Ghi chú", LastTime: "Lần trước", Wait: "chờ",
	Result: "Kết quả cuối buổi", Total: "Tổng cộng", ReturnedAt: "Giờ về thực tế", Planned: "dự kiến", Signed: "Ký tên", Together: "chia nhau làm",
	LeftOut: "Chưa xếp được", Households: "Số nhà", NotRouted: "Không cần đến: đã xong, từ chối, chuyển đi, hẹn trụ sở", Rejected: "Dòng dữ liệu lỗi, cần sửa (rejected.csv)", Missed: "Nhà bắt buộc chưa xếp được",
	NoLeftOut: "Mọi nhà cần đến đều có trong kế hoạch.", OtherTeams: "nhà của đội khác", Private: "Có thông tin cá nhân: chỉ dùng tối nay, nộp lại sau buổi.",
	Minutes: "phút", StopsMade: "điểm dừng", Persons: "Số người",
	Via: "qua", Into: "vào", Straight: "đường đi: ước theo đường thẳng", ByRoad: "đường đi: theo đường phố", StraightLegs: "máy chủ chỉ đường không cho đường của %d chặng, vẽ thẳng",
	Guessed: "vị trí đoán theo địa chỉ", GuessedDoors: "%d nhà có vị trí đoán theo địa chỉ", Unplaced: "chưa xếp",
	UnplacedDoors: "%d nhà chưa rõ ở đâu, chưa xếp: điền tọa độ vào places.xlsx", yes: "có",

	Outcomes: [...]outcome{
		{"KH", "đã kích hoạt"}, {"V", "vắng nhà"}, {"TC", "từ chối"}, {"CĐ", "chuyển đi"},
		{"TS", "hẹn ra trụ sở"}, {"KĐT", "không có điện thoại thông minh"},
	},
	reasons: map[string]string{
		"group": "Không đội nào phụ trách tổ dân phố này", "turf": "Đội phụ trách khu vực đã hết giờ", "too_far": "Quá xa hoặc quá đông người, không kịp về",
		"window": "Không đội nào đến kịp lúc có người ở nhà", "max_persons": "Các đội đã đủ số người", "no_time": "Không đủ thời gian",
		"not_planned": "Không có trong kế hoạch",
	},
	by: map[string]string{
		"house": "trùng số nhà trên bản đồ", "next": "cùng số, khác chữ, trên bản đồ", "between": "giữa hai số nhà đã biết", "beside": "cạnh số nhà gần nhất đã biết",
		"alley": "giữa ngõ, không rõ số nhà", "mouth": "gần đầu ngõ, theo số ngõ trên phố", "street": "chỉ biết tên đường", "group": "chỉ biết tổ dân phố", "several": "nhiều nơi cùng địa chỉ, xa nhau",
		"building": "tòa nhà có tên này trên bản đồ", "site": "nơi có tên này trên bản đồ",
		"list": "theo độ tin ghi trong danh sách", "hand": "do người điền", "": "không có địa chỉ này trên bản đồ",
	},
	workbook: &vietnameseWorkbook,
}

var english = words{
	Lang: "en", decimal: ".", thousand: ",",
	weekdays: [7]string{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"},

	Title: "Visit lists", Overview: "The evening at a glance", Sheet: "Visit list", Night: "Night of",
	Team: "Team", Teams: "teams out", Name: "Name", Members: "Members", Walk: "on foot", Motorbike: "motorbike",
	Shift: "Shift", Depart: "Leave", Return: "Back", Start: "Start", End: "End", Leader: "Team leader",
	Doors: "doors", People: "people", Reached: "people reached", Of: "of", First: "First door", Last: "Done at", Helpers: "members",
	Stays: "no door could be given, stays", North: "N", Map: "Map", Step: "Stop, time",
	HowToMark:  "Mark a box; at a door with several people write how many. Numbers on the map are the stops.",
	ToActivate: "people to activate",
	Mandatory:  "MANDATORY", Only: "Home only", Note: "Note", LastTime: "Last time", Wait: "wait",
	Result: "Result of the evening", Total: "Total", ReturnedAt: "Actual time of return", Planned: "planned", Signed: "Signature", Together: "served together",
	LeftOut: "Left out", Households: "Doors", NotRouted: "No visit needed: done, refused, moved, office", Rejected: "Faulty rows of the lists, to be put right (rejected.csv)", Missed: "Mandatory doors left out",
	NoLeftOut: "Every door that needs a visit is in the plan.", OtherTeams: "other teams' doors", Private: "Holds personal data: for tonight only, hand back afterwards.",
	Minutes: "min", StopsMade: "stops", Persons: "People",
	Via: "via", Into: "into", Straight: "ways: straight lines, estimated", ByRoad: "ways: by road", StraightLegs: "%d legs are drawn straight, the routing server gave no way for them",
	Guessed: "place guessed by address", GuessedDoors: "%d doors with places guessed by address", Unplaced: "left out",
	UnplacedDoors: "%d doors left out, nobody knows where: fill them in in places.xlsx", yes: "yes",

	Outcomes: [...]outcome{
		{"Act", "activated"}, {"Abs", "absent"}, {"Ref", "refused"}, {"Mov", "moved away"},
		{"Off", "comes to the office"}, {"NoS", "no smartphone"},
	},
	reasons: map[string]string{
		"group": "No team may visit this group", "turf": "The area's team has no time left", "too_far": "Too far or too many people to be back in time",
		"window": "No team can come while somebody is home", "max_persons": "Teams have reached their most people", "no_time": "Not enough time",
		"not_planned": "Not in the plan",
	},
	by: map[string]string{
		"house": "the map has this number", "next": "the map has this number with another letter", "between": "between two known numbers", "beside": "beside the nearest known number",
		"alley": "middle of the alley, number not known", "mouth": "near the alley's mouth, by its number in the street", "street": "only the street is known", "group": "only the group is known", "several": "several places of this address, far apart",
		"building": "the map has a building of this name", "site": "the map has a place of this name",
		"list": "as sure as the list says", "hand": "filled in by hand", "": "the map has no such address",
	},
	workbook: &englishWorkbook,
}

// wordsOf gives the texts of a language, "vi" (also for "") or "en"; any other is an error.
func wordsOf(lang string) (*words, error) {
	switch lang {
	case "", "vi":
		return &vietnamese, nil
	case "en":
		return &english, nil
	}
	return nil, fmt.Errorf("language %q is not vi or en", lang)
}

// mode names a way of travelling.
func (w *words) mode(m campaign.Mode) string {
	if m == campaign.Walk {
		return w.Walk
	}
	return w.Motorbike
}

// reason explains why a household was left out; a reason it does not know is given as it is.
func (w *words) reason(r string) string {
	if text := w.reasons[r]; text != "" {
		return text
	}
	return r
}

// date writes the night "2023-06-06" as "Thứ Ba 06/06/2023"; what is no date is given as it is.
func (w *words) date(night string) string {
	day, err := time.Parse(time.DateOnly, night)
	if err != nil {
		return night
	}
	return w.weekdays[day.Weekday()] + " " + day.Format("02/01/2006")
}

// count writes a whole number with its digits in threes.
func (w *words) count(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + w.thousand + s[i:]
	}
	return s
}

// length writes metres as people say them: "210 m", "1,3 km".
func (w *words) length(metres int64) string {
	if metres < 1000 {
		return strconv.FormatInt(metres, 10) + " m"
	}
	if metres >= 100_000 {
		return w.count(int(metres/1000)) + " km"
	}
	return strings.Replace(strconv.FormatFloat(float64(metres)/1000, 'f', 1, 64), ".", w.decimal, 1) + " km"
}

// clock writes a time as a watch shows it: "19:30", and "00:10" ten minutes after midnight.
func clock(c campaign.Clock) string { return (c % 86400).HM() }

// span writes a time from and to.
func span(from, to campaign.Clock) string { return clock(from) + "–" + clock(to) }
