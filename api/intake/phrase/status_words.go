package phrase

import "gonha/solver/campaign"

// verdict is what a phrase of a status says.
type verdict struct {
	status   campaign.Status
	back     bool // the visit is put off
	notFound bool
	far      bool // a place may follow: chuyển đi Hà Nội
}

var (
	saidPending  = verdict{status: campaign.Pending}
	saidDone     = verdict{status: campaign.Activated}
	saidAbsent   = verdict{status: campaign.Absent}
	saidRefused  = verdict{status: campaign.Refused}
	saidMoved    = verdict{status: campaign.Moved, far: true}
	saidGone     = verdict{status: campaign.Moved}
	saidOffice   = verdict{status: campaign.NeedsOffice}
	saidNoPhone  = verdict{status: campaign.NoSmartphone}
	saidBack     = verdict{status: campaign.Pending, back: true}
	saidNotFound = verdict{status: campaign.Pending, notFound: true}
)

// office is every way to say that somebody is to come to the ward's office.
var office = joinEach(joinEach("hẹn|cần|phải|sẽ|tự|mời|xin|sẽ tự|hẹn tự", "ra|lên|đến|tới|qua")+"|ra|lên|đến|tới|qua|hẹn",
	"trụ sở|trụ sở công an|trụ sở ca|trụ sở công an phường|trụ sở ca phường|trụ sở công an xã|phường|xã|công an|ca|công an phường|ca phường|cap|công an xã|ca xã|"+
		"ubnd|ubnd phường|ubnd xã|ủy ban|ủy ban phường|ủy ban xã|cơ quan|cơ quan công an")

// statusWords hold the words and codes of our own sheets, of now and of before, and what people type.
var statusWords = lexiconOf(
	meaning[verdict]{"pending|chưa kích hoạt|chưa|chưa làm|chưa thực hiện|cần kích hoạt|chờ|chờ kích hoạt|chưa xong|chưa đến|chưa cài|chưa cài đặt|chưa đi|phải đến|" +
		"chưa xếp được lịch|chưa xếp|chưa hoàn thành|chưa kích hoạt được|không kích hoạt được|không làm được|chưa làm được|chưa kh|chưa được kích hoạt|mức 1|mức độ 1|tài khoản mức 1|mới mức 1|chưa mức 2|chưa có mức 2|chưa đạt mức 2|chưa đạt|tạm vắng|chưa có tài khoản|chưa có tk|" +
		"skipped|todo|to do|not done|not yet|not scheduled|must visit", saidPending},
	meaning[verdict]{"activated|đã kích hoạt|kích hoạt|xong|đã xong|hoàn thành|đã hoàn thành|done|ok|oke|okay|đã làm|đã làm xong|làm rồi|làm xong|đã cài|đã cài đặt|cài xong|" +
		"cài rồi|đã cài xong|rồi|đạt|đã đạt|kh|đã kh|act|x|xx|xong rồi|đã xong rồi|kích hoạt xong|đã kích hoạt xong|kích hoạt rồi|đã kích hoạt rồi|kích hoạt thành công|" +
		"đã kích hoạt thành công|thành công|đã thành công|đã được kích hoạt|đã có tài khoản|đã có tk|xong hết|đã xong hết|đã làm hết|làm hết rồi|cả nhà đã kích hoạt|cả hộ đã kích hoạt|cả nhà đã xong|cả nhà xong|✓|✔|☑|✅|√", saidDone},
	meaning[verdict]{"done_elsewhere|done elsewhere|prev|đx|đã xong từ trước|xong từ trước|xong trước|đã xong trước|đã kích hoạt từ trước|kích hoạt từ trước|đã kích hoạt trước|" +
		"đã làm từ trước|đã làm trước|đã làm nơi khác|đã làm ở nơi khác|đã kích hoạt nơi khác|đã kích hoạt ở nơi khác|tự kích hoạt|đã tự kích hoạt|tự làm|đã tự làm", saidDone},
	meaning[verdict]{"absent|v|abs|vắng|vắng mặt|vắng nhà|đi vắng|đang đi vắng|không có nhà|không có ở nhà|không có ai ở nhà|không có ai|không ai ở nhà|không ai có nhà|không có người ở nhà|" +
		"không có người|ko có nhà|k có nhà|không ở nhà|ko ở nhà|khóa cửa|đóng cửa|cửa khóa|cửa đóng|nhà khóa cửa|nhà khóa|nhà đóng cửa|không gặp|không gặp ai|không gặp được|chưa gặp|" +
		"chưa gặp được|không mở cửa|không liên lạc được|không nghe máy|chưa về|đi làm|đi làm chưa về|đi học|đi công tác|đi làm ăn xa|làm ăn xa|đi xa|đi chơi|đi du lịch|đi viện|" +
		"nằm viện|về quê|not home|not at home|nobody home|nobody at home|no answer", saidAbsent},
	meaning[verdict]{"refused|tc|ref|từ chối|đã từ chối|không đồng ý|không hợp tác|không chịu|không chịu làm|không muốn|không muốn làm|không làm|không có nhu cầu|không kích hoạt|" +
		"phản đối|chống đối|từ chối kích hoạt|từ chối làm|từ chối hợp tác|không đồng ý làm|không đồng ý kích hoạt|kiên quyết từ chối|không muốn cài|không muốn cài đặt|không chịu cài|không chịu kích hoạt|không muốn kích hoạt", saidRefused},
	meaning[verdict]{"moved|moved away|mov|cđ|chuyển đi|đã chuyển đi|chuyển nhà|đã chuyển nhà|chuyển chỗ|chuyển chỗ ở|đã chuyển chỗ ở|chuyển nơi ở|đã chuyển nơi ở|chuyển|đã chuyển|" +
		"chuyển khẩu|đã chuyển khẩu|chuyển hộ khẩu|đã chuyển hộ khẩu|cắt khẩu|đã cắt khẩu|chuyển nơi khác|đã chuyển nơi khác|chuyển đi nơi khác|đã chuyển đi nơi khác|" +
		"không còn ở đây|không còn ở|không ở đây|không còn ở đây nữa|không ở đây nữa|không còn cư trú|không cư trú|không ở địa phương|không có mặt tại địa phương|chuyển về|bán nhà|đã bán nhà|nhà đã bán|bán nhà chuyển đi|trả phòng|đã trả phòng", saidMoved},
	meaning[verdict]{"mất|đã mất|chết|đã chết|qua đời|đã qua đời|tử vong|đã tử vong|từ trần|đã từ trần|deceased|dead|died", saidGone},
	meaning[verdict]{"đi nước ngoài|đã đi nước ngoài|ở nước ngoài|đang ở nước ngoài|xklđ|đi xklđ|đang xklđ|xuất khẩu lao động|đi xuất khẩu lao động|đi lao động nước ngoài|xuất cảnh|đã xuất cảnh|" +
		"du học|đi du học|đang du học|định cư nước ngoài|đã định cư nước ngoài|abroad", verdict{status: campaign.Moved, far: true}},
	meaning[verdict]{"đi tù|đang đi tù|ở tù|đang ở tù|trong tù|trại giam|ở trại giam|thi hành án|đang thi hành án|chấp hành án|đang chấp hành án|tạm giam|đang tạm giam|đang bị tạm giam|" +
		"đi trại|đi cai|cai nghiện|đi cai nghiện|đang cai nghiện|nghĩa vụ quân sự|đi nghĩa vụ quân sự|đi nghĩa vụ|nvqs|đi nvqs|đi bộ đội|bộ đội|đang đi bộ đội|in prison", verdict{status: campaign.Moved, far: true}},
	meaning[verdict]{"needs_office|needs office|ts|ofc|off|comes to the office|needs to come to the office|hẹn trụ sở|cần đến trụ sở công an|lên làm tại phường|" + office, saidOffice},
	meaning[verdict]{"no_smartphone|no smartphone|no smart phone|km|kđt|nop|nos|không có điện thoại|không điện thoại|không có đt|không có máy|không smartphone|không có smart|không điện thoại thông minh|" + phonelessWords, saidNoPhone},
	meaning[verdict]{"come_back|come back|hl|back|hẹn|hẹn lại|hẹn lại sau|đã hẹn|đã hẹn lại|xin hẹn|xin hẹn lại|hẹn gặp|hẹn gặp lại|hẹn sau|hẹn làm sau|hẹn hôm khác|hẹn ngày khác|" +
		"hẹn tối khác|hẹn lúc khác|để sau|lần sau|hôm khác|bận|đang bận|bận hẹn lại|hẹn ghi giờ|hẹn lại ghi giờ|come back later", saidBack},
	meaning[verdict]{"not_found|not found|nf|sđ|sai địa chỉ|địa chỉ sai|sai số nhà|sai địa chỉ không thấy nhà|không thấy nhà|không thấy địa chỉ|không tìm thấy|không tìm thấy nhà|không tìm thấy địa chỉ|không tìm được nhà|" +
		"không tìm ra nhà|không có địa chỉ này|không có địa chỉ|không đúng địa chỉ|không rõ địa chỉ|không biết nhà|không xác định được địa chỉ|không xác định được nhà|" +
		"không có người này|không có ai tên này|wrong address|no such address", saidNotFound},
)

// harmless may stand behind a status without changing it.
var harmless = lexiconOf(meaning[bool]{"mức 2|mức độ 2|mđ2|vneid|tài khoản|tk|định danh|định danh điện tử|điện tử|đddt|rồi|xong|thành công|ngày|tối|tối qua|hôm qua|hôm nay|tối nay|" +
	"người|ng|hộ|nhà|cả nhà|cả hộ|lúc|nhé|ạ|của|công an|ghi giờ|năm|báo tử|tại nhà|tại hộ|nữa", true})
