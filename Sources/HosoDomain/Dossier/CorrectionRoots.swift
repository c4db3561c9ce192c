/// What corrections are about in the end: a void of a void of a scan is about the scan.
public struct CorrectionRoots: Sendable {
  /// By correction what it takes effect on; nil while that is not known.
  private let targets: [Int64: Int64?]

  /// - Parameter targets: Of every correction that may come up, by number.
  public init(_ targets: [Int64: Int64?]) {
    self.targets = targets
  }

  /// The number of the event that a correction is about in the end; an event that corrects nothing
  /// is its own.
  ///
  /// Nil for a correction of what is not known, or of itself in a circle.
  ///
  /// - Parameter last: What came later is not known.
  public func root(of number: Int64, through last: Int64 = .max) -> Int64? {
    var current = number
    for _ in 0...targets.count {  // A chain passes each correction once; a circle ends here.
      guard let target = targets[current] else { return current }
      guard let target, target <= last else { return nil }
      current = target
    }
    return nil
  }
}

extension History {
  /// What its corrections are about in the end.
  public var correctionRoots: CorrectionRoots {
    let corrections = facts.lazy.filter { $0.type.subjectKind == .event }
    return CorrectionRoots(
      Dictionary(corrections.map { ($0.number, $0.target) }, uniquingKeysWith: { $1 }))
  }
}
