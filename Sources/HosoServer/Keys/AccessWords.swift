internal import HosoDomain
internal import HosoSigning
internal import HosoState
internal import HosoWebhooks

/// What is said when keys, endpoints or consumers are not there, or not as asked.
extension Problem {
  static let cursorWords = Said(
    "Dùng đúng con trỏ đã nhận, không quá cuối sổ.",
    "Give a cursor as it was given, not beyond the end of the ledger.")

  /// A cursor of a history that this ledger does not have, and where to go on.
  static func parted(goOn place: FeedPlace) -> Problem {
    var problem = Problem(
      .cursorGone,
      Said(
        "Vị trí này không thuộc lịch sử hiện nay của sổ cái (sổ đã được khôi phục từ bản sao). "
          + "Đọc tiếp sau vị trí trong go_on_after; việc đã biết thì bỏ qua theo id.",
        "This cursor is not of the ledger's history as it now is: it was restored from a copy. "
          + "Go on after the cursor in go_on_after; leave out what you know by its id."))
    problem.members = [("go_on_after", place.text)]
    return problem
  }

  static func badCursor(_ name: String) -> Problem { badParameter(name, cursorWords) }

  static func unknownConsumer() -> Problem {
    Problem(.unknown, Said("Khoá này không có con trỏ tên ấy.", "This key has no such consumer."))
  }

  static func badConsumerName() -> Problem {
    Problem(
      .unprocessable,
      Said(
        "Tên gồm 1 đến 64 chữ, số, - và _.", "A name has 1 to 64 letters, digits, - and _."))
  }

  static func unknownEndpoint() -> Problem {
    Problem(
      .unknown,
      Said(
        "Không có điểm nhận này trong phạm vi khoá của bạn.",
        "No such endpoint within your key's reach."))
  }

  init(_ fault: AccessFault) {
    switch fault {
    case .unknown:
      self.init(.unknown, Said("Không có khoá này.", "There is no such key."))
    case .changed: self = .changedMeanwhile()
    case .ended:
      self.init(
        .conflict,
        Said(
          "Khoá đã hết hạn, bị thu hồi hoặc đã được thay.",
          "The key has ended, was revoked, or was replaced already."))
    case .tooMany(let max):
      self.init(
        .conflict,
        Said("Đã có \(max) cái; bỏ bớt trước.", "There are \(max) already; end one first."))
    case .field(let field): self = .member("/" + Problem.member(of: field), Problem.said(field))
    }
  }

  /// Keys that sign deliveries and cannot be replaced as asked.
  init(_ fault: KeyRingFault) {
    switch fault {
    case .overlapOutOfRange: self = .member("/overlap_seconds", Problem.said(.overlap))
    case .tooManyKeys(let max):
      self.init(
        .conflict,
        Said(
          "Đã có \(max) khoá cùng hiệu lực. Chờ một khoá hết hạn, hoặc dùng overlap_seconds 0.",
          "\(max) keys are good at once. Wait for one to end, or use overlap_seconds 0."))
    case .knownKey, .noSuchKey, .currentKey:
      self.init(
        .conflict, Said("Khoá không thay được như yêu cầu.", "The keys do not allow that."))
    case .beforeCurrent:
      self.init(
        .conflict,
        Said(
          "Đồng hồ máy chủ chậm hơn lúc tạo khoá hiện hành.",
          "The server's clock is behind the current key's beginning."))
    case .incoherent: self = .unexpected()
    }
  }

  private static func member(of field: AccessFault.Field) -> String {
    switch field {
    case .name: "name"
    case .reach: "kind"
    case .sources: "sources"
    case .scopes: "scopes"
    case .expiresAt: "expires_at"
    case .overlap: "overlap_seconds"
    }
  }

  private static func said(_ field: AccessFault.Field) -> Said {
    switch field {
    case .name:
      Said(
        "Tên dài 1 đến \(AccessKey.nameLengthMax) ký tự.",
        "A name has 1 to \(AccessKey.nameLengthMax) characters.")
    case .reach:
      Said(
        "agency cần một cơ quan, office một bưu cục; planner có thể có một tỉnh; administrator "
          + "không có gì.",
        "agency needs an agency, office an office; planner may have a province; administrator none."
      )
    case .sources:
      Said(
        "Chỉ khoá office có thêm bưu cục và nguồn, mỗi thứ nhiều nhất "
          + "\(WritingGrant.valuesMax); không cấp được hub-…, agency/… và key_….",
        "Only keys of offices have further offices and sources, at most "
          + "\(WritingGrant.valuesMax) of each; hub-…, agency/… and key_… are not to be given.")
    case .scopes:
      Said("Loại khoá này không có quyền ấy.", "Keys of this kind have no such scope.")
    case .expiresAt: Said("Phải sau lúc này.", "Has to be later than now.")
    case .overlap: Said("Từ 0 đến 7 ngày.", "From 0 to 7 days.")
    }
  }

  init(_ fault: EndpointFault) {
    switch fault {
    case .unknown: self = .unknownEndpoint()
    case .changed: self = .changedMeanwhile()
    case .coolingDown(let until):
      self.init(
        .conflict,
        Said(
          "Vừa tự ngừng; bật lại được từ \(until.rfc3339).",
          "It was stopped by itself; it can be enabled from \(until.rfc3339)."))
    case .archived:
      self.init(.conflict, Said("Điểm nhận đã bị gỡ.", "The endpoint was removed."))
    case .notConsented: self.init(.conflict, EndpointWords.noConsent)
    case .getsNoEvents:
      self.init(
        .conflict,
        Said(
          "Điểm nhận của người vận hành chỉ nhận cảnh báo, mỗi cái một lần.",
          "An operator's endpoint gets notices, each once, and no events."))
    case .tooMany(let max):
      self.init(
        .conflict,
        Said("Đã có \(max) cái; bỏ bớt trước.", "There are \(max) already; remove one first."))
    case .field(let field):
      self = .member("/" + field.member, EndpointWords.said(field))
    }
  }
}
