import HosoDomain

/// What a vintage of the figures holds of one dossier.
struct Known: Equatable {
  /// Local days since 1970; nil while it is not known or did not happen.
  var entered: Int?
  var isPickedUp = false
  var delivered: Int?
  var closed: Int?
  var closing: Tallied = .returns
  var ready: Int?
  var timeliness: Tallied = .noDue
  var province = 0
  /// Groups of codes that are known but belong to no entry.
  var orphans = 0

  static let nothing = Known()

  /// What the claims that hold in a vintage come to.
  ///
  /// - Parameter verdict: How the result stands to the due date, for whoever knows that date.
  init(_ claims: [Claim], in vintage: Int, mode: ServiceMode, verdict: Verdict) {
    var groups = CodeGroups()
    for claim in claims where claim.holds(in: vintage) { groups.join(claim) }
    let home = groups[mode == .return ? .number : .item]
    var first = Earliest()
    for claim in claims where claim.holds(in: vintage) && groups[claim.code] == home {
      first.take(claim, mode: mode)
    }
    guard let entry = first.entry else {
      orphans = groups.count
      return
    }
    orphans = groups.count - 1
    province = entry.province
    entered = Known.day(entry.at)
    isPickedUp = mode != .return
    delivered = first.delivery.map(Known.day)
    if let end = first.closing {
      closed = Known.day(max(end.at, entry.at))
      closing = end.tallied
    }
    ready = first.ready.map(Known.day)
    timeliness = first.isDueKnown ? Tallied(verdict) : .noDue
  }

  private init() {}

  private static func day(_ at: Int) -> Int { at / 86_400 }
}

extension Claim {
  @inline(__always)
  func holds(in vintage: Int) -> Bool { from <= vintage && vintage < until }

}

/// Which of a dossier's three codes are known to belong together.
private struct CodeGroups {
  private var isNumberJoined = false
  private var isResultJoined = false
  private var seen: [3 of Bool] = [false, false, false]

  mutating func join(_ claim: Claim) {
    seen[Int(claim.code.rawValue)] = true
    switch claim.alias {
    case .number:
      isNumberJoined = true
      seen[1] = true
    case .resultItem:
      isResultJoined = true
      seen[2] = true
    case .item, nil:
      break
    }
  }

  subscript(code: PrintedCode) -> Int {
    switch code {
    case .item: 0
    case .number: isNumberJoined ? 0 : 1
    case .resultItem: isResultJoined ? self[.number] : 2
    }
  }

  var count: Int {
    var found: [3 of Bool] = [false, false, false]
    for code in [PrintedCode.item, .number, .resultItem] where seen[Int(code.rawValue)] {
      found[self[code]] = true
    }
    return (found[0] ? 1 : 0) + (found[1] ? 1 : 0) + (found[2] ? 1 : 0)
  }
}

/// The first of each thing that is known.
private struct Earliest {
  struct End {
    var at: Int
    var tallied: Tallied
  }

  private(set) var entry: Claim?
  private(set) var delivery: Int?
  private(set) var ready: Int?
  private(set) var closing: End?
  private(set) var isDueKnown = false

  mutating func take(_ claim: Claim, mode: ServiceMode) {
    if claim.carriesDue { isDueKnown = true }
    switch claim.subject {
    case .pickup:
      if mode != .return { enter(claim) }
    case .collected:
      if mode == .return { enter(claim) }
    case .delivery:
      delivery = min(delivery ?? claim.at, claim.at)
      if mode == .send { close(claim.at, .closedDelivered) }
    case .ready:
      ready = min(ready ?? claim.at, claim.at)
    case .closing(.returned):
      close(claim.at, .returns)
    case .closing(.sentBack):
      close(claim.at, .sentBack)
    case .closing(.withdrawn):
      close(claim.at, .withdrawn)
    case .closing(.lost):
      close(claim.at, .lost)
    case .trace:
      break
    }
  }

  private mutating func enter(_ claim: Claim) {
    if let entry, entry.at <= claim.at { return }
    entry = claim
  }

  private mutating func close(_ at: Int, _ tallied: Tallied) {
    if let closing, closing.at <= at { return }
    closing = End(at: at, tallied: tallied)
  }
}
