package phrase

import "gonha/solver/campaign"

// class is what a word of a note does.
type class uint8

const (
	other    class = iota
	filler         // says nothing of its own
	after          // sau 20h
	starting       // từ 20h
	before         // trước 20h
	until          // đến 20h, where somebody is home or away until then
	around         // khoảng 20h
	onward         // 20h trở đi
	only           // chỉ
	not            // không
	except         // trừ
	home           // có nhà
	returns        // mới về
	leaves         // đi làm
	away           // vắng, bận
	unmet          // chưa về: away until
	visit          // hẹn
	come           // đến, which is also "until"
	tonight        // tối
	must           // phải
	ring           // gọi, whose times are those of a call
)

var noteWords = lexiconOf(
	meaning[class]{"thì|là|nhé|nha|ạ|vào|lúc|các|mỗi|mọi|nhà|cả nhà|gia đình|chủ nhà|thường|hay|luôn|được|xin|vui lòng|đề nghị|cần|nên|hãy|cứ|" +
		"có thể|hàng tuần|hằng tuần|nhớ|thường xuyên|thường chỉ|lại|gặp|nhà chỉ|giờ|vào lúc|please|at|home|on|evenings", filler},
	meaning[class]{"tối|buổi tối|các tối|mỗi tối|các buổi tối|ban tối|vào buổi tối|mọi tối|evening", tonight},
	meaning[class]{"sau|sau lúc|từ sau|after", after},
	meaning[class]{"từ|bắt đầu từ|kể từ|từ lúc|from", starting},
	meaning[class]{"trước|trước lúc|before", before},
	meaning[class]{"cho đến|cho tới|tới khi|đến khi|until|đến tận|tới", until},
	meaning[class]{"khoảng|tầm|cỡ|độ|chừng|quãng|vào khoảng|khoảng tầm|vào tầm|around|about", around},
	meaning[class]{"trở đi|trở lên|trở về sau|về sau|onwards", onward},
	meaning[class]{"chỉ|chỉ có|chỉ ở|duy nhất|only", only},
	meaning[class]{"không|ko|hông|đừng|chớ|tránh|không được|không nên|đừng có|not", not},
	meaning[class]{"trừ|ngoại trừ|trừ ra|except", except},
	meaning[class]{"có nhà|ở nhà|có ở nhà|mới có nhà|mới ở nhà|có mặt|rảnh|mới rảnh|mới có người|có người|có người ở nhà|mới có ai|chỉ có nhà|chỉ ở nhà|chỉ rảnh|" +
		"mới có mặt|mới được|có nhà được", home},
	meaning[class]{"về|mới về|mới về nhà|về nhà|mới về đến nhà|về đến nhà|về tới nhà|mới về tới nhà|đi làm về|mới đi làm về|đi làm mới về|đi học về|" +
		"mới đi học về|tan làm|tan ca|tan học|mới tan ca|mới tan làm|làm về|mới làm về|chỉ về|xong việc", returns},
	meaning[class]{"đi làm|đi học|đi ngủ|ngủ|mới đi làm|đi chợ|đi tập|đi bán hàng|đi trực|ra khỏi nhà|đi dạy|đi lễ|về quê|đi học thêm", leaves},
	meaning[class]{"vắng|vắng nhà|đi vắng|bận|không có nhà|ko có nhà|không ở nhà|ko ở nhà|không rảnh|không có ai|không có ai ở nhà|không ai ở nhà|không có mặt|" +
		"không có người|không có người ở nhà|không tiếp|không gặp được|bận việc|không mở cửa|đóng cửa|làm việc|học thêm|không đến được", away},
	meaning[class]{"chưa về|chưa có nhà|chưa có ai|chưa về nhà|vẫn chưa về|chưa có ai ở nhà|chưa đi làm về", unmet},
	meaning[class]{"hẹn|hẹn gặp|hẹn lại|hẹn đến|ghé|qua|mời đến|nên đến|hẹn làm|gặp được|xin hẹn|lịch hẹn|giờ hẹn", visit},
	meaning[class]{"phải", must},
	meaning[class]{"đến", come},
	meaning[class]{"gọi|gọi điện|gọi điện thoại|gọi đt|điện|alo|liên hệ|liên lạc|call", ring},
)

// markWords are what a note asks for beside times.
var markWords = lexiconOf(
	meaning[campaign.Mark]{"gọi trước|gọi điện trước|gọi đt trước|gọi điện thoại trước|báo trước|hẹn trước|alo trước|a lô trước|đt trước|điện trước|" +
		"điện thoại trước|liên hệ trước|liên lạc trước|nhắn trước|nhắn tin trước|phone trước|call trước|" +
		"gọi trước khi đến|gọi điện trước khi đến|gọi đt trước khi đến|gọi điện thoại trước khi đến|báo trước khi đến|hẹn trước khi đến|alo trước khi đến|" +
		"đt trước khi đến|điện trước khi đến|điện thoại trước khi đến|liên hệ trước khi đến|liên lạc trước khi đến|nhắn tin trước khi đến|" +
		"gọi trước khi qua|gọi trước khi sang|gọi trước khi tới|gọi điện trước khi qua|gọi điện trước khi sang|gọi điện trước khi tới|call first|call before|call ahead|call before coming", campaign.CallFirst},
	meaning[campaign.Mark]{"ca đêm|làm ca đêm|đi làm ca đêm|đi ca đêm|trực đêm|làm đêm|đi làm đêm|làm ban đêm|làm việc ban đêm|đi trực đêm|trực ca đêm|ca 3|làm ca 3|" +
		"đi làm ca 3|night shift|works nights|works at night", campaign.NightShift},
	meaning[campaign.Mark]{"làm ca|đi làm ca|đi ca|làm theo ca|đi làm theo ca|làm việc theo ca|ca kíp|làm ca kíp|đi làm ca kíp|làm việc ca kíp|làm 3 ca|trực ca|" +
		"ca 1|ca 2|làm ca 1|làm ca 2|đi làm ca 1|đi làm ca 2|shift work|works shifts|works in shifts", campaign.ShiftWork},
)

// beforeComing stands behind a number to call.
var beforeComing = lexiconOf(meaning[bool]{"trước|trước khi đến|trước khi qua|trước khi sang|trước khi tới", true})

// phoneless says that somebody has no smartphone.
var phoneless = lexiconOf(meaning[bool]{phonelessWords, true})

var phonelessWords = joinEach("không có|không|ko có|k có|chưa có|không dùng|không sử dụng|không sd|ko dùng",
	"điện thoại thông minh|đt thông minh|đtdđ thông minh|đttm|smartphone|smart phone|máy thông minh|điện thoại smartphone|máy điện thoại thông minh") +
	"|dùng điện thoại cục gạch|điện thoại cục gạch|đt cục gạch|chỉ có điện thoại cục gạch|dùng đt cục gạch|máy cục gạch|điện thoại đen trắng|đt đen trắng|" +
	"dùng điện thoại đen trắng|điện thoại phím|đt phím|dùng điện thoại phím|điện thoại bàn phím|no smartphone|no smart phone"

// weekdays are the days by name; those by number are read apart.
var weekdays = lexiconOf(
	meaning[campaign.Days]{"chủ nhật|cn|chúa nhật|sunday", sunday},
	meaning[campaign.Days]{"thứ hai", sunday << 1}, meaning[campaign.Days]{"thứ ba", sunday << 2}, meaning[campaign.Days]{"thứ tư", sunday << 3},
	meaning[campaign.Days]{"thứ năm", sunday << 4}, meaning[campaign.Days]{"thứ sáu", sunday << 5}, meaning[campaign.Days]{"thứ bảy|thứ bẩy|saturday", saturday},
	meaning[campaign.Days]{"cuối tuần|ngày cuối tuần|weekend|weekends", saturday | sunday},
	meaning[campaign.Days]{"ngày thường|ngày trong tuần|các ngày trong tuần|trong tuần|weekdays", campaign.EveryDay &^ (saturday | sunday)},
	meaning[campaign.Days]{"hàng ngày|hằng ngày|tất cả các ngày|các ngày|ngày nào cũng|tất cả các tối|tối nào cũng|every day", campaign.EveryDay},
)

const (
	sunday   campaign.Days = 1
	saturday campaign.Days = 1 << 6
)

// joinEach joins each of the first phrases to each of the last.
func joinEach(firsts, lasts string) string {
	var all []byte
	for _, first := range split(firsts) {
		for _, last := range split(lasts) {
			if len(all) > 0 {
				all = append(all, '|')
			}
			all = append(append(append(all, first...), ' '), last...)
		}
	}
	return string(all)
}
