public import HosoDomain
public import HosoLedger

/// A bag or manifest, scan by scan, with what was in it.
///
/// A function of the connected events alone.
public struct ContainerView {
  public let code: ContainerCode
  /// Its scans by time, those that were voided among them.
  public let entries: [ContainerEntry]
  private let contents: ContainerContents

  /// - Parameters:
  ///   - events: As `LedgerReader.contents(of:)` finds them.
  ///   - codes: Of the office whose ledger it is; they decide which codes are flagged as misread.
  public init(of code: ContainerCode, events: [RecordedEvent], codes: CodeRules = .standard) {
    self.code = code
    let contents = ContainerContents(of: code, events: events, codes: codes)
    self.contents = contents
    let effective = Set(contents.scans.map(\.number))
    let own = events.filter { contents.isOfBag($0, code) }
    entries = own.map { recorded in
      ContainerEntry(
        recorded: recorded,
        amended: effective.contains(recorded.position.number)
          ? contents.amended(recorded) : recorded.event,
        isEffective: effective.contains(recorded.position.number),
        flags: contents.flags(of: recorded), items: contents.items(at: recorded.position))
    }
    .sorted { left, right in
      (left.occurredAt.milliseconds, left.recorded.position.number)
        < (right.occurredAt.milliseconds, right.recorded.position.number)
    }
  }

  /// What is still in it on a day, as far as anybody knows.
  public func inside(on day: LocalDate) -> [ContainerItem] {
    contents.items(in: code, on: day)
  }
}

/// A scan of a bag as a whole, with what is known about it by now.
public struct ContainerEntry: Hashable, Sendable {
  public let recorded: RecordedEvent
  /// The event as the amendments that are in force say it was.
  public let amended: Event
  /// Whether it counts: no effective void targets it.
  public let isEffective: Bool
  public let flags: [EventFlag]
  /// What it stands for.
  public let items: [ContainerItem]

  /// When it happened, after amendments.
  public var occurredAt: OccurredAt { amended.occurredAt }
  /// Where it happened, after amendments.
  public var office: PostOfficeCode? { amended.office }
}
