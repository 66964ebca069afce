package main

import (
	"golang.org/x/text/language"
	"golang.org/x/text/message"
)

// words are the texts for people of gonha plan, in one language. Formats take the numbers in the order
// of the Vietnamese text.
type words struct {
	print *message.Printer // writes numbers as the language does

	progress, left, iteration string // of the progress line
	interrupted               string
	reached, leftOut, reason  string
	mandatory, rejected, more string
	where, offRoad, misfit    string
	placed, unplaced, nowhere string
	likelyStart               string
	straight, noLengths       string            // of a routing server
	date                      string            // as time.Format has it
	reasons                   map[string]string // by campaign.Unvisited.Reason
}

// wordsOf gives the texts of a language, "vi" or "en".
func wordsOf(lang string) *words {
	if lang == "en" {
		return english()
	}
	return vietnamese()
}

func vietnamese() *words {
	return &words{
		straight:    "Máy chủ chỉ đường không cho đường của %d chặng: các chặng này vẽ thẳng, giờ giấc vẫn đúng.\n",
		noLengths:   "Máy chủ chỉ đường không cho độ dài đường: lập kế hoạch theo thời gian, bỏ trống độ dài.\n",
		print:       message.NewPrinter(language.Vietnamese),
		progress:    "tốt nhất: %d nhà, %d/%d người",
		left:        "; còn %d giây",
		iteration:   "; vòng %d/%d",
		interrupted: "Đã dừng theo yêu cầu; ghi kế hoạch tốt nhất đến lúc này.",
		reached:     "Tối %s, %s: gặp được %d/%d người, ở %d/%d nhà, với %d/%d đội; tính trong %.1f giây.\n",
		leftOut:     "Chưa xếp được %d nhà, ghi trong %s:\n",
		reason:      "%6d  %s\n",
		mandatory:   "Nhà bắt buộc chưa xếp được: %s: %s\n",
		rejected:    "Bỏ qua %d dòng lỗi, ghi trong %s:\n",
		more:        "    và %d dòng nữa\n",
		placed:      "Đặt %d nhà thiếu tọa độ theo địa chỉ, trên phiếu có ghi vị trí đoán; cần soát trong %s.\n",
		unplaced:    "Bỏ ngoài kế hoạch %d nhà vì chưa rõ ở đâu: điền tọa độ vào %s, rồi chạy lại với --places.\n",
		nowhere:     "chưa rõ ở đâu",
		likelyStart: "%s xuất phát từ vị trí ước chừng (±%d m): xem lại trên phiếu, hoặc ghi tọa độ.\n",
		misfit:      "BẢN ĐỒ VÀ DANH SÁCH KHÔNG KHỚP: bản đồ không có đường quanh %d trong %d hộ. Kiểm tra tọa độ; nếu đúng, tải bản đồ của tỉnh này.\n",
		offRoad:     "%d nhà cách xa mọi đường trên bản đồ, đoạn cuối tính theo đường thẳng; ghi ở off_road trong %s:\n",
		date:        "02/01/2006",
		where:       "Mở %s bằng trình duyệt rồi in, mỗi đội một phiếu. Phiếu có thông tin cá nhân: thu lại sau buổi.\n",
		reasons: map[string]string{
			"group": "không đội nào phụ trách tổ dân phố này", "turf": "đội phụ trách khu vực đã hết giờ",
			"too_far": "quá xa hoặc quá đông người, không kịp về", "window": "không đội nào đến kịp lúc có người ở nhà",
			"max_persons": "các đội đã đủ số người", "no_time": "không đủ thời gian",
			"not_planned": "không có trong kế hoạch",
		},
	}
}

func english() *words {
	return &words{
		straight:    "The routing server gave no way for %d legs: they are drawn straight, their times hold.\n",
		noLengths:   "The routing server gives no lengths: planned by times, and lengths are left out.\n",
		print:       message.NewPrinter(language.English),
		progress:    "best so far: %d doors, %d of %d people",
		left:        "; %d s left",
		iteration:   "; iteration %d of %d",
		interrupted: "Stopped as asked; writing the best plan so far.",
		reached:     "Night of %s, %s: reaches %d of %d people, at %d of %d doors, with %d of %d teams; planned in %.1f s.\n",
		leftOut:     "Left out, %d doors, listed in %s:\n",
		reason:      "%6d  %s\n",
		mandatory:   "Mandatory door left out: %s: %s\n",
		rejected:    "%d faulty rows set aside, listed in %s:\n",
		more:        "    and %d more\n",
		placed:      "Placed %d doors without coordinates by their address, and the lists say so; to be checked in %s.\n",
		unplaced:    "%d doors are left out because nobody knows where they are: fill them in in %s and run again with --places.\n",
		nowhere:     "nobody knows where it is",
		likelyStart: "%s sets out from an approximate place (±%d m): check it on the sheet, or give coordinates.\n",
		misfit:      "MAP AND LIST DO NOT FIT TOGETHER: the map has no road around %d of %d households. Check the coordinates, or get this province's map.\n",
		offRoad:     "%d doors lie off all roads of the map, their last leg is a straight line; listed under off_road in %s:\n",
		date:        "2006-01-02",
		where:       "Open %s in a browser and print it, a sheet a team. It holds personal data: collect the sheets afterwards.\n",
		reasons: map[string]string{
			"group": "no team may visit this group", "turf": "the area's team has no time left",
			"too_far": "too far or too many people to be back in time", "window": "no team can come while somebody is home",
			"max_persons": "teams have reached their most people", "no_time": "not enough time",
			"not_planned": "not in the plan",
		},
	}
}
