import HosoLedger
import HosoProjections

extension LedgerOptions {
  /// The ledger's figures, brought up to date; the first time may take a while, and says so.
  func views() throws -> Views {
    let views = try Views.open(reader())
    let progress = ProgressLine(say("Đang tính số liệu", "Working out figures"))
    defer { progress.clear() }
    let unit = say("sự kiện", "events")
    try views.catchUp { progress.show($0, of: $1, unit: unit) }
    return views
  }
}
