import HosoDomain

/// What a clerk can tell the desk, by a function key or by a printed barcode.
enum DeskOrder: Hashable, CaseIterable, Sendable {
  case verb(ScanVerb)
  case undo
  /// The next code is a bag's; what follows goes into it, until it is closed.
  case openBag
  case closeBag
  /// Codes are asked for in pairs, or no longer.
  case pairs
  /// The next code is a staff number.
  case changeStaff
  case leave

  /// What a barcode can say alone: not void and amend, which need an id, nor link and fee, which
  /// need more than one code.
  static let allCases: [DeskOrder] =
    verbs.map { .verb($0) } + [.undo, .openBag, .closeBag, .changeStaff, .pairs, .leave]

  static let verbs: [ScanVerb] = [
    .pickup, .delivery, .collection, .return, .attempt, .depart, .arrive, .sendBack, .invite,
    .recover, .lost, .damaged,
  ]

  /// Its number on the sheet of barcodes; never changed, since sheets hang on walls for years.
  var number: Int {
    switch self {
    case .verb(let verb): (DeskOrder.verbs.firstIndex(of: verb) ?? 0) + 1
    case .undo: 90
    case .openBag: 91
    case .closeBag: 92
    case .changeStaff: 93
    case .pairs: 94
    case .leave: 99
    }
  }

  /// What its barcode says: `--07--`.
  ///
  /// No code of a dossier or a bag begins with a hyphen, and digits between hyphens are the same
  /// under every keyboard layout and Vietnamese input method.
  var barcode: String { "--\(number < 10 ? "0" : "")\(number)--" }

  init?(barcode text: String) {
    let plain = ScannerText.normalise(text)
    guard let order = DeskOrder.allCases.first(where: { $0.barcode == plain }) else { return nil }
    self = order
  }

  /// Its function key; nil for what only a barcode says.
  var key: Int? {
    switch self {
    case .verb(.pickup): 1
    case .verb(.delivery): 2
    case .verb(.collection): 3
    case .verb(.return): 4
    case .verb(.attempt): 5
    case .verb(.depart): 6
    case .verb(.arrive): 7
    // A delivery's or a collection's own key, pressed once more.
    case .verb, .pairs: nil
    case .undo: 8
    case .openBag: 9
    case .leave: 10
    case .changeStaff: 11
    case .closeBag: 12
    }
  }

  init?(key: Int) {
    guard let order = DeskOrder.allCases.first(where: { $0.key == key }) else { return nil }
    self = order
  }
}
