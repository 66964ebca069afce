package address

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestDbg(t *testing.T) {
	for _, s := range []string{
		"12/34 ngõ 68 Cầu Giấy", "số 5 ngách 12/3 ngõ 68 Cầu Giấy", "Số nhà 25 hẻm 3/12/4 Lê Lợi", "SN 12, tổ 5, phường Cống Vị",
		"12/3A/5 Lê Văn Sỹ, P.14, Q.3", "Số 84 Ngõ 205, TDP-1", "So 5 ngach 12/3 ngo 68 Cau Giay", "12 P. Hàng Bông, Q. Hoàn Kiếm", "5 Ngô Tất Tố", "5 ngo tat to, dong da",
		"số 7 ngõ Thông Phong, Tôn Đức Thắng", "Căn hộ 1205 CT2 KĐT Mỹ Đình", "P302 toà B2 chung cư X, đường Lê Lợi", "120 bis Nguyễn Đình Chiểu phường 6 quận 3 TP.HCM",
		"12 đường 3 tháng 2", "45 CMT8", "9 Cách Mạng Tháng Tám, P.10", "Đối diện 40 Tôn Đức Thắng", "24 ngách 30 Ngõ Thông Phong", "nhà ông Tư, xóm 3, thôn Đoài, xã Đông Ngạc", "215 215 Điện Biên Phủ, Ward 6, District 3", "Hẻm 121 Ngách 220 Ngõ 193 Phố Phú Diễn", "12 Xã Đàn 2, Đống Đa", "12 xa dan, p. nam dong, q. dong da", "số 3, đ. Lê Lợi", "3 dg Duong Quang Ham", "Đường Lê Lợi số 12", "12 - 14 Lê Lợi", "Ngách 27 Ngõ 176", "ngõ68, phố Hàng-Bông", "12 Đường số 7, KP3, P. Linh Trung",
	} {
		t.Logf("%-40s %+v", s, Parse(s))
		_ = cmp.Diff
	}
}
