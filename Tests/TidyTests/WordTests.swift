import Testing

@Suite("Words that clerks stumbled over")
struct WordTests {
  /// What was said once, and reads wrongly at a counter.
  private static let unwanted = [
    "đã mất\"", "máy quét lặp", "có dấu hỏi", "Số kiểm tra là",
    "không đúng chỗ. Quét", "không có sự kiện ấy", "sổ biết",
    "chưa biết có gì trong túi", "để riêng vì trùng", "chưa có nhận gửi:",
    "Độ dài của", "vỏ lệnh", "Động từ", "thôi giải quyết",
    "Không chờ ", "đừng gõ tay", "đúng ra phải là", "dấu hỏi", "để riêng", "bàn này", "Bàn này",
    "Vỏ lệnh", "chỉ nhận một lần",
  ]

  @Test func `they stand in no sentence any more`() {
    let findings = SourceTree.texts.filter { $0.path.hasPrefix("Sources/") }.flatMap { file in
      file.findings { line in
        guard !line.contains("///") else { return nil }
        return WordTests.unwanted.first(where: line.contains).map { "says \($0)" }
      }
    }
    #expect(findings == [])
  }
}
