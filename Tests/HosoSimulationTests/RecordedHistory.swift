import HosoDomain
import HosoLedger
import HosoProjections
import HosoTesting

/// A history taken into a ledger of its own, gone with the value.
struct RecordedHistory {
  private let ledger: ScratchLedger
  let views: Views
  /// Lines that were new to the ledger: all of them, if each has an identity of its own.
  let recorded: Int

  init(_ bytes: [UInt8]) throws {
    let ledger = try ScratchLedger()
    var reader = InterchangeReader(defaultSource: try SourceName("elsewhere"))
    recorded = try ledger.writer.commit(isBulk: true) { transaction in
      var recorded = 0
      for line in bytes.split(separator: UInt8(ascii: "\n")) {
        let read = try line.withUnsafeBufferPointer { try reader.read($0) }
        let outcome = try transaction.append(read.event, backfilledAt: read.recordedAt)
        if case .recorded = outcome { recorded += 1 }
      }
      return recorded
    }
    try ledger.writer.finishBulk()
    views = try Views.inMemory(ledger.reader())
    self.ledger = ledger
  }
}
