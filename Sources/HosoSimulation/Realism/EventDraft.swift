import HosoDomain

/// A code as it is printed on the papers at hand.
enum PrintedCode: UInt8 {
  /// The S10 number of the dossier on its way to the agency.
  case item
  /// Mã hồ sơ, given at acceptance.
  case number
  /// The S10 number of the result on its way home.
  case resultItem
}

/// Why a result could not be handed over.
///
/// Source: Luật Bưu chính 49/2010/QH12 Art. 17.1.
enum FailureReason: Int {
  case wrongAddress
  case moved
  case notFound
  case invitedTwice
  case refused

  var text: StaticString {
    switch self {
    case .wrongAddress: "Địa chỉ không đúng hoặc không đầy đủ"
    case .moved: "Người nhận đã chuyển chỗ ở, không có địa chỉ mới"
    case .notFound: "Không tìm được người nhận"
    case .invitedTwice: "Đã mời hai lần, người nhận không đến"
    case .refused: "Người nhận từ chối nhận"
    }
  }
}

/// Why something recorded earlier is put right.
enum CorrectionReason {
  case wrongScan
  case scannedTwice
  case voidedByMistake
  case found
  case wrongClock
  case wrongDay
  case wrongOffice
  case wrongAmendment

  var text: StaticString {
    switch self {
    case .wrongScan: "Quét nhầm bưu gửi"
    case .scannedTwice: "Quét trùng"
    case .voidedByMistake: "Huỷ nhầm"
    case .found: "Đã tìm thấy"
    case .wrongClock: "Đồng hồ máy quét sai"
    case .wrongDay: "Ghi nhầm ngày"
    case .wrongOffice: "Ghi nhầm bưu cục"
    case .wrongAmendment: "Đính chính nhầm"
    }
  }
}

/// When something was recorded, and by whose device.
struct Recording {
  /// Place in the row of working days.
  var day: Int
  /// Local microseconds since midnight.
  var microsecond: Int
  /// Whether it waited in an office without a line: such an upload is a source of its own.
  var isUpload = false
}

/// One event of a realistic history before it is a line.
struct EventDraft {
  /// What a correction says instead.
  struct Change {
    /// Local seconds since 1970.
    var at: Int?
    var office: UInt32?
    var province: Int?
  }

  var type: EventType
  var code: PrintedCode = .item
  /// Another code of the dossier that the event names.
  var alias: PrintedCode?
  /// Local seconds since 1970 as the event has it, right or wrong.
  var at: Int
  var recording: Recording
  /// 0 for events of agencies.
  var office: UInt32 = 0
  var hand = 0
  /// Place of the province as the event has it; only the event of entry names one.
  var province: Int?
  var isEntry = false
  var carriesDue = false
  var reason: FailureReason?
  var correctionReason: CorrectionReason?
  /// What is corrected: a place in the script.
  var target: Int?
  var change = Change()
  var destination: UInt32 = 0
  /// Whether it can be written only when the agency has given the dossier its number.
  var isAfterAcceptance = false
}
