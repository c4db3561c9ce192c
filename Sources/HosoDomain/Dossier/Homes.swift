/// Where events belong that no dossier has among its own: those that were voided.
///
/// Such an event is with the dossier whose code it names: of the dossiers that used this code the
/// one that did when it happened, or first if it happened before. When a dossier began decides
/// nothing: it may have begun long before it had the code. A voided link names codes of two, and
/// stays in the story of both, so whoever was told of a scan is told of its end; where it can be
/// in one only, that is the dossier of the first of its codes that is in use.
public struct Homes: Sendable {
  /// The places of their dossiers by the events' numbers, in the order of the codes they name; at
  /// least one each.
  public fileprivate(set) var dossiers: [Int64: [Int]] = [:]
  /// Those whose codes no dossier has, by the first code they name, each list in the total order.
  ///
  /// Scans of bags are among them: they stand for dossiers, and belong to none.
  public fileprivate(set) var strays: [[EventFact]] = []
}

extension History {
  /// Where events belong that none of its dossiers has among its own.
  ///
  /// - Parameter dossiers: As `dossiers(names:)` gives them.
  public func homes(in dossiers: [[EventFact]], names: NameTable) -> Homes {
    homes(in: dossiers, linked: linksByEvent, names: names)
  }

  /// The same for dossiers as they are seen: what joins nothing there gives no dossier a code.
  public func homes(in holdings: Holdings, names: NameTable) -> Homes {
    var linked = linksByEvent
    for doubt in holdings.doubts where doubt.kind == .link { linked[doubt.event] = nil }
    return homes(in: holdings.dossiers.map(\.facts), linked: linked, names: names)
  }

  private func homes(
    in dossiers: [[EventFact]], linked: [Int64: [CodeIndex]], names: NameTable
  ) -> Homes {
    let settled = Set(dossiers.joined().lazy.filter { !$0.isOfContainer }.map(\.number))
    let homeless = facts.filter {
      $0.type.subjectKind == .dossier && !settled.contains($0.number)
    }
    var homes = Homes()
    guard !homeless.isEmpty else { return homes }
    func codes(of fact: EventFact) -> [CodeIndex] {
      (fact.code.map { [$0] } ?? []) + (linked[fact.number] ?? [])
    }
    let uses = CodeUses(dossiers, codes: codes, names: names)
    var strays: [CodeIndex: [EventFact]] = [:]
    var order: [CodeIndex] = []
    for fact in homeless {
      let named = codes(of: fact)
      var seen: Set<Int> = []
      let found = named.compactMap { uses.dossier(using: $0, at: fact) }
        .filter { seen.insert($0).inserted }
      if !found.isEmpty {
        homes.dossiers[fact.number] = found
      } else if let code = named.first {
        if strays[code] == nil { order.append(code) }
        strays[code, default: []].append(fact)
      }
    }
    homes.strays = order.compactMap { strays[$0] }.map { facts in
      facts.sorted { EventOrder.precedes($0, $1, names: names) }
    }
    return homes
  }
}

/// Which dossiers used a code, and when.
private struct CodeUses {
  private var uses: [CodeIndex: [(fact: EventFact, dossier: Int)]] = [:]
  private let names: NameTable

  init(_ dossiers: [[EventFact]], codes: (EventFact) -> [CodeIndex], names: NameTable) {
    self.names = names
    for (place, dossier) in dossiers.enumerated() {
      for fact in dossier where !fact.isOfContainer {
        for code in codes(fact) { uses[code, default: []].append((fact, place)) }
      }
    }
    for code in uses.keys {
      // Dossiers come in the order of their first events, whatever code those were of.
      uses[code]?.sort { EventOrder.precedes($0.fact, $1.fact, names: names) }
    }
  }

  /// The dossier that used a code at the time of an event, else the first that did.
  func dossier(using code: CodeIndex, at event: EventFact) -> Int? {
    guard let found = uses[code] else { return nil }
    let before = found.last { EventOrder.precedes($0.fact, event, names: names) }
    return (before ?? found.first)?.dossier
  }
}
