public import HosoDomain
public import HosoSigning

/// Why keys that sign deliveries cannot be replaced as asked.
public enum KeyRingWords {
  /// - Parameter overlap: What they who ask call the time for which both keys are good.
  public static func said(_ fault: KeyRingFault, overlap: String) -> Said {
    switch fault {
    case .overlapOutOfRange: AccessWords.overlap
    case .tooManyKeys(let max):
      Said(
        "Đã có \(max) khoá cùng hiệu lực. Chờ một khoá hết hạn, hoặc dùng \(overlap) 0.",
        "\(max) keys are good at once already. Wait for one to end, or use \(overlap) 0.")
    case .knownKey: Said("Khoá này đã có.", "This key is there already.")
    case .noSuchKey(let fingerprint):
      Said("Không có khoá \(fingerprint).", "There is no key \(fingerprint).")
    case .currentKey:
      Said(
        "Đây là khoá hiện hành. Thay bằng khoá mới với \(overlap) 0.",
        "This is the current key. Replace it with \(overlap) 0.")
    case .beforeCurrent:
      Said(
        "Đồng hồ máy chậm hơn lúc tạo khoá hiện hành. Xem lại đồng hồ.",
        "The clock is behind the current key's beginning. Check it.")
    case .incoherent:
      Said(
        "Các khoá đã lưu mâu thuẫn với nhau. Khôi phục deliveries.db từ bản sao.",
        "The stored keys contradict each other. Restore deliveries.db.")
    }
  }
}
