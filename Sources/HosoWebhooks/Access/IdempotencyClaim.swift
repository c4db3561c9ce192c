public import HosoDomain
public import HosoLedger

/// What was promised under an `Idempotency-Key`: to do a request once.
public struct IdempotencyClaim: Hashable, Sendable {
  /// When the request that made the claim was taken to have happened; the same however often it
  /// is sent again, so that a scan recorded before a crash is recognised.
  public let occurredAt: OccurredAt
  /// The ledger's head when the claim was made: what the request recorded lies behind it.
  public let head: LedgerPosition
  /// Whether an earlier attempt may have recorded something before it was cut off.
  public let isResumed: Bool

  public init(occurredAt: OccurredAt, head: LedgerPosition, isResumed: Bool) {
    self.occurredAt = occurredAt
    self.head = head
    self.isResumed = isResumed
  }
}
