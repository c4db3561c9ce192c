public import HosoLedger

extension Views {
  /// On how many days of recording the live figures differ from a rebuild; 0 is as it must be.
  public static func daysThatDifferFromRebuild(
    _ reader: LedgerReader, progress: (Int64, Int64) -> Void = { _, _ in }
  ) throws -> Int {
    let live = try Views.open(reader)
    try live.catchUp(progress: progress)
    let (old, position) = try live.snapshot { (try live.content(), live.position) }
    let rebuilt = try Views.inMemory(reader)
    try rebuilt.catchUp(through: position, progress: progress)
    let new = try rebuilt.content()
    return Set(old.keys).union(new.keys).count { old[$0] != new[$0] }
  }
}
