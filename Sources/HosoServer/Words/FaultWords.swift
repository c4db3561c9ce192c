internal import HosoDomain
internal import HosoWords

/// What is said when the machinery behind a request could not do its part; never its internals.
extension Problem {
  static func unexpected() -> Problem {
    Problem(
      .unexpected,
      Said(
        "Lỗi đã được ghi lại dưới mã yêu cầu này; báo mã cho người quản trị.",
        "It was logged under this request's id; tell the administrator that id."))
  }

  static func busy() -> Problem {
    Problem(
      .busy,
      Said(
        "Tiến trình khác đang ghi sổ. Chưa ghi gì; gửi lại.",
        "Another process is writing. Nothing was recorded; send it again.")
    ).retry(afterSeconds: 2)
  }

  static func crowded() -> Problem {
    Problem(
      .unavailable,
      Said(
        "Nhiều lô lớn đang đến cùng lúc. Gửi lại sau.",
        "Many large bodies arrive at once. Send it again later.")
    ).retry(afterSeconds: 5)
  }

  static func storageFull() -> Problem {
    Problem(
      .storageFull,
      Said(
        "Đĩa đầy. Chưa ghi gì; gửi lại sau khi người quản trị dọn chỗ.",
        "The disk is full. Nothing was recorded; send it again when there is room.")
    ).retry(afterSeconds: 60)
  }

  private static let untilItIsSet = Said(
    " Chưa ghi gì; gửi lại sau khi người quản trị chỉnh giờ.",
    " Nothing was recorded; send it again when the administrator has set it.")

  static func clockInDoubt(_ doubt: ClockDoubt) -> Problem {
    Problem(.clockInDoubt, ClockWords.said(doubt) + untilItIsSet).retry(afterSeconds: 60)
  }

  static func unavailable() -> Problem {
    Problem(
      .unavailable,
      Said("Máy chủ đang dừng. Gửi lại sau.", "The server is stopping. Send it again later.")
    ).retry(afterSeconds: 5)
  }
}
