import HosoLedger
import HosoProjections

extension LedgerOptions {
  /// The ledger's figures, brought up to date when they are first asked for; the first time may
  /// take a while, and says so.
  ///
  /// - Parameter reader: The ledger, if it is open already.
  func views(of reader: LedgerReader? = nil) -> Once<Views> {
    Once {
      let views = try Views.open(reader ?? self.reader())
      let progress = ProgressLine(say("Đang tính số liệu", "Working out figures"))
      defer { progress.clear() }
      let unit = say("sự kiện", "events")
      try views.settle { progress.show($0, of: $1, unit: unit) }
      return views
    }
  }
}

/// Something that is opened when it is first asked for, and once.
final class Once<Value> {
  private let open: () throws -> Value
  private var opened: Value?

  init(_ open: @escaping () throws -> Value) {
    self.open = open
  }

  func callAsFunction() throws -> Value {
    if let opened { return opened }
    let value = try open()
    opened = value
    return value
  }
}
