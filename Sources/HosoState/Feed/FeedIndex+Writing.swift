internal import HosoCrypto
public import HosoLedger
internal import HosoSQLite

extension FeedIndex {
  /// Adds what comes right behind the stretch, or right before it; what does not touch it, or is of
  /// another history, is left out.
  ///
  /// - Parameters:
  ///   - arrivals: One for each position, ascending.
  ///   - reader: Whose events they are.
  public func add(_ arrivals: [FeedArrival], of reader: LedgerReader) throws {
    guard let first = arrivals.first?.position, let last = arrivals.last?.position else { return }
    try guarding {
      try lock.hold {
        try connection.execute("BEGIN IMMEDIATE")
        defer { connection.rollback() }
        guard var stretch = try readStretch(reader) else { return }
        var leaf: [UInt8]?
        if first.number <= stretch.last.number + 1, stretch.last < last {
          stretch.last = last
          leaf = try reader.leaf(at: last)?.bytes
        } else if first <= stretch.first, stretch.first <= last {
          stretch.first = LedgerPosition(first.number - 1)
        } else {
          return
        }
        do {
          for arrival in arrivals { try store(arrival) }
          try move(to: stretch, leaf: leaf)
          try connection.execute("COMMIT")
        } catch {
          // What was numbered here and not stored, another process may number otherwise.
          numbers = [:]
          throw error
        }
        log.shorten()
      }
    }
  }

  /// - Parameter leaf: Of the event at the end of the stretch, where that is another one.
  private func move(to stretch: Stretch, leaf: [UInt8]?) throws {
    try statements.move.bind(stretch.first.number, at: 1)
    try statements.move.bind(stretch.last.number, at: 2)
    if let leaf {
      try statements.move.bind(leaf, at: 3)
    } else {
      try statements.move.bindNull(at: 3)
    }
    try statements.move.run()
  }

  private func store(_ arrival: FeedArrival) throws {
    for audience in arrival.audiences {
      try statements.addArrival.bind(try numberToStore(audience), at: 1)
      try statements.addArrival.bind(arrival.position.number, at: 2)
      try statements.addArrival.run()
    }
    guard let name = arrival.name else { return }
    try statements.addName.bind(name, at: 1)
    try statements.addName.bind(arrival.position.number, at: 2)
    try statements.addName.run()
  }

  private func numberToStore(_ audience: Audience) throws -> Int64 {
    if let known = try number(of: audience) { return known }
    let statement = statements.addNumber
    defer { statement.reset() }
    try statement.bind(audience.text, at: 1)
    guard try statement.step() else {
      throw LedgerFault.corrupt(position: nil, damage: .index)
    }
    let number = statement.integer(0)
    numbers[audience] = number
    return number
  }
}
