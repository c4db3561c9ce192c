internal import HosoDomain
internal import HosoEgress
internal import HosoLedger
internal import HosoState

/// A delivery to the national public-service portal: the first event of a dossier registers it
/// (`DongBoHoSoMC`), later ones move it on (`CapNhatTienDoHoSoMC`).
///
/// Fields about persons are left out: the ledger has none.
///
/// Source: the DVCQG adapter of OpenCPS (VietOpenCPS/opencps-v2); the portal's own specification
/// is not public. Unverified against the portal itself.
enum PortalEnvelope {
  static let contentType = "application/json; charset=utf-8"

  /// Bưu chính công ích, of the ways a dossier is dealt with (`KenhThucHien`).
  private static let postalChannel = "3"
  /// By post, of the ways a dossier comes in and a result goes out (`HinhThuc`, `HinhThucTra`).
  private static let byPost = "1"
  private static let citizen = "1"

  /// What the portal is told of a dossier at one of its events.
  struct Account {
    let state: DossierState
    let dueDate: LocalDate?
    let receivedAt: OccurredAt?
    let readyAt: OccurredAt?
    let returnedAt: OccurredAt?
    let procedure: ProcedureCode?
    let receipt: String?
    let itemNumber: String?
  }

  static func body(of item: FeedItem, profile: PortalProfile, account: Account) -> [UInt8] {
    let isFirst = item.previous == nil
    var json = JSONBuilder()
    json.object { json in
      json.field("session", profile.session)
      json.field("madonvi", profile.unitCode)
      json.field("service", isFirst ? "DongBoHoSoMC" : "CapNhatTienDoHoSoMC")
      json.field("isUpdating", isFirst ? "False" : "True")
      json.list("data") { json in
        json.object { json in
          json.field("MaHoSo", item.dossierNumber ?? "")
          if isFirst {
            addRegistration(of: item, account: account, to: &json)
          } else {
            addStep(of: item, account: account, to: &json)
          }
        }
      }
    }
    return json.bytes
  }

  private static func addRegistration(
    of item: FeedItem, account: Account, to json: inout JSONBuilder
  ) {
    json.field("MaTTHC", account.procedure?.text ?? "")
    json.field("SoBienNhan", account.receipt ?? "")
    json.field("LoaiDoiTuong", citizen)
    json.field(
      "NgayTiepNhan", PortalTime.text(account.receivedAt ?? item.event.event.occurredAt))
    json.field("NgayHenTra", account.dueDate.map { PortalTime.text($0.startOfDay) } ?? "")
    json.field("TrangThaiHoSo", PortalState.number(account.state, at: item.event.event.type))
    json.field("NgayTra", account.returnedAt.map(PortalTime.text) ?? "")
    json.field("NgayKetThucXuLy", account.readyAt.map(PortalTime.text) ?? "")
    json.field("KenhThucHien", postalChannel)
    json.field("HinhThuc", byPost)
    json.field("HinhThucTra", byPost)
    json.field("MaVanDonBuuDien", account.itemNumber ?? "")
  }

  private static func addStep(
    of item: FeedItem, account: Account, to json: inout JSONBuilder
  ) {
    let event = item.event.event
    json.field("ThoiDiemXuLy", PortalTime.text(event.occurredAt))
    json.field("NoiDungXuLy", PortalWords.step(event.type))
    json.field("TrangThai", PortalState.number(account.state, at: event.type))
    if let dueDate = account.dueDate {
      json.field("NgayKetThucTheoQuyDinh", PortalTime.text(dueDate.startOfDay))
    }
  }
}

extension PortalEnvelope.Account {
  /// What is known of a dossier through one of its events.
  ///
  /// - Parameter events: Everything connected with the event through its own position.
  init(of event: RecordedEvent, among events: [RecordedEvent]) {
    let decoder = FactDecoder()
    let dossiers = decoder.history(of: events).dossiers(names: decoder.names)
    let number = event.position.number
    let facts =
      dossiers.first { $0.contains { $0.number == number } } ?? dossiers.first ?? []
    let milestones = Milestones(facts)
    state = DossierState(facts)
    dueDate = milestones.dueDate
    receivedAt = milestones.first(.dossierAccepted) ?? milestones.first(.dossierDelivered)
    readyAt = milestones.first(.resultReady)
    returnedAt = milestones.first(.resultReturned)
    let numbers = Set(facts.map(\.number))
    let own = events.filter { numbers.contains($0.position.number) }.map(\.event)
    procedure = own.lazy.compactMap(\.service).first
    let codes = own.flatMap(\.codes)
    receipt = codes.first { $0.kind == .receipt }?.text
    itemNumber = codes.first { $0.kind == .item }?.text
  }
}

/// The portal's numbers of states, 1 to 10, as text.
///
/// Source: the DVCQG list of states as code of local portals carries it: 1 Mới đăng ký, 2 Được
/// tiếp nhận, 3 Không được tiếp nhận, 4 Đang xử lý, 5 Yêu cầu bổ sung giấy tờ, 7 Công dân yêu cầu
/// rút hồ sơ, 8 Dừng xử lý, 9 Đã xử lý xong, 10 Đã trả kết quả.
enum PortalState {
  static func number(_ state: DossierState, at type: EventType) -> String {
    switch state {
    case .unknownEntry, .onTheWayToAgency: "1"
    case .withAgency: type == .dueChanged ? "4" : "2"
    case .delivered: "2"
    case .refused: "3"
    case .supplementRequested: "5"
    case .withdrawn: "7"
    case .lost: "8"
    case .resultReady, .resultOnTheWay, .returnFailed, .sentBack: "9"
    case .returned: "10"
    }
  }
}

/// Times as the portal writes them: `yyyyMMddHHmmss`, local, without an offset.
enum PortalTime {
  static func text(_ instant: OccurredAt) -> String {
    // The local time of RFC 3339, without its separators.
    String(
      decoding: instant.rfc3339.utf8.prefix(19).filter { 0x30...0x39 ~= $0 }, as: UTF8.self)
  }
}

/// What the portal's users read of a step.
enum PortalWords {
  static func step(_ type: EventType) -> String {
    switch type {
    case .dossierPickedUp: "Bưu điện nhận gửi hồ sơ"
    case .dossierDelivered: "Bưu điện giao hồ sơ cho cơ quan"
    case .dossierAccepted: "Cơ quan tiếp nhận hồ sơ và hẹn trả kết quả"
    case .dossierRefused: "Cơ quan từ chối tiếp nhận hồ sơ"
    case .supplementRequested: "Cơ quan yêu cầu bổ sung hồ sơ"
    case .dueChanged: "Cơ quan hẹn lại ngày trả kết quả"
    case .resultReady: "Cơ quan đã xử lý xong hồ sơ"
    case .resultCollected: "Bưu điện nhận kết quả từ cơ quan"
    case .resultReturnFailed: "Bưu điện phát kết quả không thành công"
    case .resultReturned: "Bưu điện đã trả kết quả"
    case .resultSentBack: "Bưu điện chuyển hoàn kết quả về cơ quan"
    case .dossierWithdrawn: "Công dân rút hồ sơ"
    case .itemDeparted: "Bưu gửi chuyển đi"
    case .itemArrived: "Bưu gửi đến bưu cục"
    case .itemLost: "Bưu gửi bị mất"
    case .itemDamaged: "Bưu gửi bị hư hỏng"
    case .feeCollected: "Bưu điện thu hộ phí, lệ phí"
    case .feeRemitted: "Bưu điện nộp phí, lệ phí cho cơ quan"
    case .handoverDisputed: "Giao nhận hồ sơ có chênh lệch"
    case .recipientInvited: "Bưu điện mời người nhận đến nhận kết quả"
    case .papersRecovered: "Bưu điện thu hồi giấy tờ cho cơ quan"
    case .aliasLinked: "Gắn thêm mã cho hồ sơ"
    case .eventVoided: "Huỷ một lần ghi nhận trước đó"
    case .eventAmended: "Đính chính một lần ghi nhận trước đó"
    case .periodDeclared: "Chốt kỳ số liệu"
    case .figuresReleased: "Công bố số liệu"
    case .recordPrinted: "In biên bản giao nhận"
    case .shiftClosed: "Chốt ca"
    }
  }
}

/// The portal's verdict, which it gives in the body whatever the status is.
enum PortalAnswer {
  /// `error_code` is `0` as a number or a text, or `"00"`.
  static func isSuccess(_ answer: HTTPAnswer) -> Bool {
    guard answer.status == 200, let body = try? JSONValue(reading: answer.body),
      let code = body["error_code"]
    else { return false }
    return code.wholeNumber == 0 || code.text == "0" || code.text == "00"
  }
}
