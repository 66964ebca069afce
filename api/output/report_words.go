package output

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// reportWords are the texts of the night's report and of a comparison of two plans, in one language, over
// those of the lists. Formats take their arguments in the order of the Vietnamese text.
type reportWords struct {
	*words

	Report, Comparison, NoNames                            string
	OfAll, LeftPersons, AtDoors, MandatoryLeft, NoneMissed string

	WhatIf, Unclear, UnclearLoss, Same, Once, FromTo, MorePeople string
	WhatIfMethod, Effort, EffortFound, Rough                     string
	BarsAsItIs                                                   string
	changes                                                      map[string]string // by campaign.Change.Kind; one %s is the team

	Baselines, Way, ThisPlan, PlanGains, BaselineMethod string
	ways                                                map[string]string // by campaign.Baseline.Name

	TeamsWork, Travel, Service, Waiting, Idle, InMinutes string
	PersonsSpread, MinutesSpread, OverlapLine, BoundLine string

	WhyLeft, ByGroup, ByWard, Group, Ward, NoName, ReachedOf, DoorsLeft string

	columns map[string]string // by campaign.TypedFault.Column

	Faults, Row, Column, Household, Fault, Kept, SetAside, MoreFaults string

	PlanA, PlanB, Difference, Measure                   string
	TeamsOut, StopsMade, Overlap, Distance, Unvisited   string
	Churn, ChurnSame, ChurnHour, ChurnTeam              string
	ChurnNew, ChurnDropped, ChurnMethod, MoreHouseholds string
	OtherNights, OtherTravel                            string
}

// reportWordsOf gives the texts of a language as wordsOf does.
func reportWordsOf(lang string) (*reportWords, error) {
	words, err := wordsOf(lang)
	if err != nil {
		return nil, err
	}
	if words.Lang == "en" {
		return &reportEnglish, nil
	}
	return &reportVietnamese, nil
}

// signed writes a difference with its sign: "+12", "−3", "0".
func (w *words) signed(n int) string {
	switch {
	case n > 0:
		return "+" + w.count(n)
	case n < 0:
		return "−" + w.count(-n)
	}
	return "0"
}

// tenths writes a number with one decimal.
func (w *words) tenths(x float64) string {
	return strings.Replace(strconv.FormatFloat(x, 'f', 1, 64), ".", w.decimal, 1)
}

// share writes a part of a whole in percent.
func (w *words) share(part, whole int) string {
	if whole == 0 {
		return "–"
	}
	return strconv.Itoa(int(math.Round(100*float64(part)/float64(whole)))) + " %"
}

// wholeMinutes writes seconds as the nearest whole minutes.
func (w *words) wholeMinutes(seconds int64) string { return w.count(int((seconds + 30) / 60)) }

// half is the part of a text in both languages, "tiếng Việt / English", that is in this one.
func (w *words) half(text string) string {
	vietnamese, english, both := strings.Cut(text, " / ")
	if both && w.Lang == "en" {
		return english
	}
	return vietnamese
}

// change names a change of the night.
func (w *reportWords) change(kind, team string) string {
	text := w.changes[kind]
	switch {
	case text == "":
		return kind
	case strings.Contains(text, "%s"):
		return fmt.Sprintf(text, plain(team))
	}
	return text
}

// way names a baseline; one it does not know is given as it is.
func (w *reportWords) way(name string) string {
	if text := w.ways[name]; text != "" {
		return text
	}
	return name
}

var reportVietnamese = reportWords{
	words: &vietnamese,

	Report: "Báo cáo kế hoạch buổi tối", Comparison: "So sánh hai kế hoạch", NoNames: "Trang này không có tên, địa chỉ hay điện thoại của ai.",
	OfAll: "trên %s người cần kích hoạt (%s)", LeftPersons: "người chưa xếp", AtDoors: "ở %s nhà", MandatoryLeft: "%s nhà bắt buộc chưa xếp được", NoneMissed: "không sót nhà bắt buộc nào",

	WhatIf: "Thêm hay bớt thì được gì", Unclear: "chưa rõ được hơn", UnclearLoss: "chưa rõ mất gì", Same: "không đổi", Once: "thử một lần, có thể do ngẫu nhiên", FromTo: "từ %s đến %s", MorePeople: "người",
	WhatIfMethod: "Đo bằng cách lập lại kế hoạch, không phải ước đoán: giữ nguyên và với từng thay đổi, mỗi trường hợp %d lần (số gieo %s), mỗi lần %s. Giữ nguyên thì gặp được từ %s đến %s người. Số lớn là trung bình, vạch đen từ lần ít nhất đến lần nhiều nhất. “Chưa rõ” nghĩa là khác biệt không vượt khỏi mức chênh giữa các lần chạy.",
	Rough:        "Có thay đổi cho kết quả ngược lẽ thường, hoặc công sức tính còn ít: hãy lập lại báo cáo với --time lớn hơn.",
	Effort:       "%s vòng tính", EffortFound: "%s vòng tính (số vòng chạy được trong %s giây)",
	changes: map[string]string{
		"team": "Thêm một đội, như đội %s", "minutes": "Thêm mười phút cho mọi ca", "lend": "Đội %s được giúp mọi tổ dân phố", "away": "Cho nơi khác mượn đội %s",
	},

	Baselines: "So với các cách làm quen thuộc", Way: "Cách làm", ThisPlan: "Kế hoạch này", PlanGains: "Kế hoạch hơn",
	BaselineMethod: "Các cách khác cùng danh sách, cùng ca và cùng cách tính giờ; không ai tính trước.",
	ways: map[string]string{
		"doors": "Đi nhà gần nhất, từng nhà một", "nearest": "Đi nhà gần nhất, làm chung các nhà sát nhau",
		"groups": "Mỗi tổ dân phố đội riêng, không cho mượn", "sweep": "Chia hình quạt quanh nơi xuất phát", "typed": "Kế hoạch tự nhập",
	},

	TeamsWork: "Từng đội làm gì", Travel: "Đi đường", Service: "Phục vụ", Waiting: "Chờ", Idle: "Còn trống", InMinutes: "phút",
	PersonsSpread: "Số người mỗi đội: từ %s đến %s, đội ở giữa %s; bình quân %s, các đội lệch trung bình %s người.",
	MinutesSpread: "Số phút ở ngoài: từ %s đến %s, đội ở giữa %s; bình quân %s, các đội lệch trung bình %s phút.",
	OverlapLine:   "Chồng lấn: %s số nhà nằm trong khu vực của đội khác.",
	BoundLine:     "Không kế hoạch nào có thể đạt quá %s điểm (người × ưu tiên); kế hoạch này đạt %s.",

	WhyLeft: "Chưa xếp được, vì sao", ByGroup: "Theo tổ dân phố", ByWard: "Theo phường, xã", Group: "Tổ dân phố", Ward: "Phường, xã", NoName: "không ghi",
	ReachedOf: "Người gặp / cần", DoorsLeft: "Nhà chưa xếp",

	columns: map[string]string{"team": "đội", "household": "hộ", "stop": "điểm dừng", "time": "giờ"},
	Faults:  "Kế hoạch tự nhập: %s dòng cần xem lại", Row: "Dòng", Column: "Cột", Household: "Hộ", Fault: "Vì sao", Kept: "vẫn tính, muộn hơn", SetAside: "không tính", MoreFaults: "và %s dòng nữa, trong report.json",

	PlanA: "Kế hoạch A", PlanB: "Kế hoạch B", Difference: "B so với A", Measure: "",
	TeamsOut: "Đội đi", StopsMade: "Điểm dừng", Overlap: "Chồng lấn", Distance: "Quãng đường", Unvisited: "Nhà chưa xếp được",
	Churn: "Đổi gì cho các hộ", ChurnSame: "giữ nguyên đội và giờ", ChurnHour: "cùng đội, đổi giờ", ChurnTeam: "đổi đội", ChurnNew: "mới có", ChurnDropped: "bị bỏ ra",
	ChurnMethod: "Đổi giờ là bắt đầu sớm hoặc muộn hơn quá %d phút.", MoreHouseholds: "và %s hộ nữa, trong compare.json",
	OtherNights: "Hai kế hoạch của hai đêm khác nhau.", OtherTravel: "Đường đi của hai kế hoạch tính theo hai cách khác nhau: giờ và số người không so được với nhau.",
}

var reportEnglish = reportWords{
	words: &english,

	Report: "The evening's plan in figures", Comparison: "Two plans side by side", NoNames: "This page holds nobody's name, address or telephone.",
	OfAll: "of %s people to activate (%s)", LeftPersons: "people left out", AtDoors: "at %s doors", MandatoryLeft: "%s mandatory doors left out", NoneMissed: "no mandatory door is missed",

	WhatIf: "What more or less would bring", Unclear: "no clear gain", UnclearLoss: "no clear loss", Same: "no change", Once: "one trial, perhaps by chance", FromTo: "%s to %s", MorePeople: "people",
	WhatIfMethod: "Measured by planning again, not guessed: as it is and with each change, %d times each (seeds %s), %s each time. As it is, the plans reach %s to %s people. The figure is the mean, the black line runs from the least to the most. “No clear” means that the difference is no larger than that between runs.",
	Rough:        "The effort is too small, or some change came out against all reason: report again with a longer --time.",
	Effort:       "%s iterations", EffortFound: "%s iterations (as many as %s s allowed)",
	changes: map[string]string{
		"team": "One more team, like %s", "minutes": "Ten more minutes in every shift", "lend": "Team %s may help all groups", "away": "Team %s lent elsewhere",
	},

	Baselines: "Against the ways people know", Way: "Way", ThisPlan: "This plan", PlanGains: "The plan gains",
	BaselineMethod: "The other ways have the same lists and shifts and are timed alike; nobody looks ahead.",
	ways: map[string]string{
		"doors": "To the nearest, door by door", "nearest": "To the nearest, neighbouring doors together",
		"groups": "Each group its own teams, none lent", "sweep": "Sectors around where the teams set out", "typed": "The plan typed by hand",
	},

	TeamsWork: "What each team does", Travel: "Travel", Service: "Service", Waiting: "Waiting", Idle: "Unused", InMinutes: "minutes",
	PersonsSpread: "People a team: %s to %s, the team in the middle %s; mean %s, teams differ from it by %s on average.",
	MinutesSpread: "Minutes out: %s to %s, the team in the middle %s; mean %s, teams differ from it by %s on average.",
	OverlapLine:   "Overlap: %s of the doors lie inside another team's area.",
	BoundLine:     "No plan whatever can gain more than %s points (people × priority); this one gains %s.",

	WhyLeft: "Left out, and why", ByGroup: "By residential group", ByWard: "By ward", Group: "Group", Ward: "Ward", NoName: "none given",
	ReachedOf: "People reached / to reach", DoorsLeft: "Doors left",

	columns: map[string]string{"team": "team", "household": "household", "stop": "stop", "time": "time"},
	Faults:  "The typed plan: %s rows to look at", Row: "Row", Column: "Column", Household: "Household", Fault: "Why", Kept: "counted, but later", SetAside: "not counted", MoreFaults: "and %s more rows, in report.json",

	PlanA: "Plan A", PlanB: "Plan B", Difference: "B against A", Measure: "",
	TeamsOut: "Teams out", StopsMade: "Stops", Overlap: "Overlap", Distance: "Distance", Unvisited: "Doors left out",
	Churn: "What changes for the households", ChurnSame: "same team and hour", ChurnHour: "same team, another hour", ChurnTeam: "another team", ChurnNew: "newly in", ChurnDropped: "dropped out",
	ChurnMethod: "Another hour is more than %d minutes earlier or later.", MoreHouseholds: "and %s more, in compare.json",
	OtherNights: "The plans are of two different nights.", OtherTravel: "The plans’ travel was reckoned in two different ways: their times and people do not compare.",
}
