internal import HosoDomain
internal import HosoEgress
internal import HosoSigning
internal import HosoState
internal import HosoWebhooks
internal import HosoWords

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
    let said = AccessWords.said(fault)
    switch fault {
    case .unknown: self.init(.unknown, said)
    case .changed: self = .changedMeanwhile()
    case .ended, .tooMany: self.init(.conflict, said)
    case .field(let field): self = .member("/" + field.member, said)
    }
  }

  /// Keys that sign deliveries and cannot be replaced as asked.
  init(_ fault: KeyRingFault) {
    let overlap = AccessFault.Field.overlap.member
    let said = KeyRingWords.said(fault, overlap: overlap)
    switch fault {
    case .overlapOutOfRange: self = .member("/" + overlap, said)
    case .tooManyKeys, .knownKey, .noSuchKey, .currentKey, .beforeCurrent:
      self.init(.conflict, said)
    case .incoherent: self = .unexpected()
    }
  }

  init(_ fault: EndpointFault) {
    let said = EndpointWords.said(fault, portal: "dstcode, madonvi")
    switch fault {
    case .unknown: self = .unknownEndpoint()
    case .changed: self = .changedMeanwhile()
    case .notConsented: self.init(.conflict, said + Problem.askFirst)
    case .coolingDown, .archived, .getsNoEvents, .tooMany: self.init(.conflict, said)
    case .field(let field): self = .member("/" + field.member, said)
    }
  }

  private static let askFirst = Said(
    " Bật điểm nhận để hỏi, rồi gửi thử sau.", " Enable the endpoint to ask it, then send a test.")

  /// An address, header or certificate that cannot be used.
  static func said(_ fault: EgressFault) -> Said {
    let said = EgressWords.said(fault, isInside: false)
    return fault.canBeAllowed ? said + askAdministrator : said
  }

  private static let askAdministrator = Said(
    " Hoặc xin người quản trị cho phép.", " Or ask an administrator to allow it.")

  static let endpointIsFixed = Said(
    "Không sửa được sau khi tạo.", "This cannot be changed once the endpoint is made.")
  static let beyondReach = Said(
    "agencies phải có, và chỉ gồm cơ quan của khoá này và các đơn vị bên dưới.",
    "agencies has to be there, with nothing but the key's agency and those below it.")
}

extension AccessFault.Field {
  /// Its name in a request.
  var member: String {
    switch self {
    case .name: "name"
    case .reach: "kind"
    case .sources: "sources"
    case .scopes: "scopes"
    case .expiresAt: "expires_at"
    case .overlap: "overlap_seconds"
    }
  }
}

extension EndpointFault.Field {
  /// Its name in a request.
  var member: String {
    switch self {
    case .rate: "rate_per_second"
    case .name, .filter, .headers, .keys, .portal, .cursor, .owner: rawValue
    }
  }
}
