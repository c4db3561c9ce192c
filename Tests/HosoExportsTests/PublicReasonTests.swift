import Testing

@testable import HosoExports

@Suite("What everybody is told of why figures were published")
struct PublicReasonTests {
  @Test(arguments: [
    ("sửa phiếu RR473124829VN gửi muộn", "sửa phiếu […] gửi muộn"),
    ("phiếu rr473124829vn.", "phiếu […]."),
    ("hồ sơ (000.00.11.H29-200105-0001) ghi hai lần", "hồ sơ ([…]) ghi hai lần"),
    ("ông A, CCCD 001085012345, gọi 0912 345 678", "ông A, CCCD […], gọi […]"),
    ("gọi 0912.345.678", "gọi […]"), ("gọi 0912-345-678 ngay", "gọi […] ngay"),
    ("số RR 473 124 829 VN", "số RR […] VN"),
  ])
  func `numbers of items, dossiers and citizens are not told`(reason: String, told: String) {
    #expect(PublicReason.told(reason) == told)
  }

  @Test(arguments: [
    "", " ", "Bưu cục 100000 gửi muộn", "đã rà soát đến 2020-04-10 09:00, 31/12/2020",
    "từ 2020-01-01 – 2020-03-31",
    "bổ sung 12.345 lượt của 63 tỉnh", "TT 17/2017/TT-BTTTT, Đ.13", "thủ tục 1.012790",
    "2020Q1.r2", "dòng một\ndòng hai 5.",
  ])
  func `what names nobody is told as it was written`(reason: String) {
    #expect(PublicReason.told(reason) == reason)
  }
}
