package address

import (
	"testing"

	"golang.org/x/text/unicode/norm"
)

func TestIdentity(t *testing.T) {
	type row struct{ text, group, ward string }
	for _, c := range []struct {
		a, b   row
		agrees bool
	}{
		{row{"SN 12 Cầu Mới, TDP số 1, P. Hoa Sen, TP Hà Thành", "", ""}, row{"số nhà 12 phố Cầu Mới", "Tổ dân phố số 01", "Hoa Sen"}, true},
		{row{"12 Cầu Mới", "TDP 1", ""}, row{"SO 012, CAU MOI", "", ""}, true},
		{row{"12 Cầu Mới", "TDP 1", ""}, row{"12 Cầu Mới", "TDP 2", ""}, false},
		{row{"12 Cầu Mới", "", "P. 6"}, row{"12 Cầu Mới", "", "Phường 7"}, false},
		{row{"12 Cầu Mới, P. 6 (nay là phường Hoa Sen)", "", ""}, row{"12 Cầu Mới", "", "Hoa Sen"}, true},
		{row{"12 Cầu Mới, P. Hoa Sen - An Lạc", "", ""}, row{"12 Cầu Mới, phường An Lạc", "", ""}, true},
		{row{"12 Cầu Mới", "", ""}, row{"12A Cầu Mới", "", ""}, false},
		{row{"12 Cầu Mới", "", ""}, row{"12 Cầu Mối", "", ""}, false},
		{row{"12 cau moi", "", ""}, row{"12 Cầu Mối", "", ""}, true},
		{row{"12 Cầu Mới", "", ""}, row{"12 Ngõ Cầu Mới", "", ""}, false},
		{row{"12 Cầu Mới", "", ""}, row{"đối diện 12 Cầu Mới", "", ""}, false},
		{row{"5 ngách 12 ngõ 68 Cầu Mới", "", ""}, row{"ngõ 68, ngách 12, số 5, đường Cầu Mới", "", ""}, true},
		{row{"68/12/5 Cầu Mới", "", ""}, row{"Số 5 ngách 68/12 Cầu Mới", "", ""}, true},
		{row{"Số 5 ngõ 12", "TDP 1", "Hoa Sen"}, row{"SN 5, ngõ 12, tổ 1", "", "P. Hoa Sen"}, true},
		{row{"Số 5 ngõ 12", "TDP 1", "Hoa Sen"}, row{"Số 5 ngõ 12", "", ""}, false},
		{row{"Số 5 ngõ 12", "TDP 1", ""}, row{"Số 5 ngõ 12", "TDP 1", "Hoa Sen"}, false},
		{row{"Phòng 101, số 35 Cầu Mới", "", ""}, row{"35 Cầu Mới", "", ""}, true},
		{row{"P.502 CT3A, KĐT Hoa Sen", "", ""}, row{"Căn hộ 1203 tòa CT3A, khu đô thị Hoa Sen", "", ""}, true},
		{row{"P.502 CT3A, KĐT Hoa Sen", "", ""}, row{"P.502 CT3A, KĐT An Lạc", "", ""}, false},
		{row{"thôn Đông", "", ""}, row{"Thôn  ĐÔNG", "", ""}, true},
		{row{"nhà ông Tư, thôn Đông", "", ""}, row{"nhà ông Năm, thôn Đông", "", ""}, false},
		{row{"", "TDP 1", ""}, row{"", "TDP 1", ""}, false},
	} {
		a, b := IdentityOf(c.a.text, c.a.group, c.a.ward), IdentityOf(norm.NFD.String(c.b.text), c.b.group, c.b.ward)
		if a.Agrees(b) != c.agrees || b.Agrees(a) != c.agrees {
			t.Errorf("%v and %v: %+v, %+v", c.a, c.b, a, b)
		}
		if again := IdentityOf(c.a.text, c.a.group, c.a.ward); !again.Equal(a) || a.Key != "" && !a.Agrees(a) {
			t.Errorf("%v is not itself: %+v, %+v", c.a, a, again)
		}
	}
	for text, named := range map[string]bool{"12 Cầu Mới": true, "P.502 CT3A": true, "thôn Đông": false, "ngõ 12": false, "Số 12": false, "Số 12, TDP 1": true, "": false} {
		if id := IdentityOf(text, "", ""); id.Named != named {
			t.Errorf("%q: %+v", text, id)
		}
	}
}
