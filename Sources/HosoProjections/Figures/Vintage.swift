internal import HosoCrypto
public import HosoLedger

extension Figures {
  /// How many events of the ledger count.
  public var eventCount: Int64 { position.number }
}

extension Views {
  /// The Merkle root over the events through a position: 64 lower-case hexadecimal digits.
  ///
  /// Names what some figures were made from, so that anyone with the ledger can check it.
  public func root(at position: LedgerPosition) throws -> String {
    try reader.root(at: position).hex
  }
}
