import HosoDomain

/// How many dossiers of one mode have their leg on each day, and their numbers.
///
/// Dossiers are numbered through in the order of days; a number is all that a dossier's draws
/// depend on. The day of a `both` or `send` dossier is that of its pickup, of a `return` dossier
/// that of its return.
struct Cohort: Sendable {
  /// The first number of each day, and one past the last day's.
  private let starts: [Int]

  init(first: Int, counts: [Int]) {
    var starts = [first]
    starts.reserveCapacity(counts.count + 1)
    var next = first
    for count in counts {
      next += count
      starts.append(next)
    }
    self.starts = starts
  }

  var end: Int { starts[starts.count - 1] }
  var count: Int { end - starts[0] }

  func dossiers(on day: Int) -> Range<Int> { starts[day]..<starts[day + 1] }

  /// The day of a dossier of this cohort.
  func day(of dossier: Int) -> Int {
    var (low, high) = (0, starts.count - 1)
    while high - low > 1 {  // Bounded: each round halves the rest.
      let middle = (low + high) / 2
      if starts[middle] <= dossier { low = middle } else { high = middle }
    }
    return low
  }
}

/// The dossiers of a history: both legs, only the first, only the second.
struct Cohorts: Sendable {
  var both: Cohort
  var send: Cohort
  var `return`: Cohort

  @inline(__always)
  func mode(of dossier: Int) -> ServiceMode {
    if dossier < both.end { return .both }
    return dossier < send.end ? .send : .return
  }
}
