import HosoDomain
import HosoWords
import Testing

@testable import HosoServer

@Suite("What is kept of a failed delivery, in words")
struct AttemptWordsTests {
  @Test(arguments: [
    ("connection errno=111", "không kết nối được: bên kia từ chối kết nối"),
    ("timeout answer", "hết giờ chờ trả lời"),
    ("lookup motcua.example.vn", "không tìm được địa chỉ của motcua.example.vn"),
    ("certificate expired", "chứng thư đã hết hạn"),
    ("connection-lost", "mất kết nối trước khi có trả lời"),
  ])
  func `a name and its values are a sentence`(detail: String, words: String) {
    #expect(DeliveryWords.said(ofAttempt: detail).vietnamese == words)
  }

  @Test func `what nobody here wrote stays as it is`() {
    #expect(DeliveryWords.said(ofAttempt: "429 slow down").english == "429 slow down")
  }

  @Test func `the system's reason is known in both languages, and a rare one by its number`() {
    let missing = Said("không có tệp hoặc thư mục này", "No such file or directory")
    #expect(SystemWords.said(2) == missing)
    #expect(SystemWords.said(95).vietnamese.hasSuffix("(errno 95)"))
  }
}
