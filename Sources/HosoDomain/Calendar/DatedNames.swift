/// What codes are called, as dated data: a code may get another name from some day on.
struct DatedNames<Key: Hashable & Sendable>: Sendable {
  struct Era: Sendable {
    let name: String
    let valid: ClosedRange<LocalDate>
  }

  private(set) var eras: [Key: [Era]] = [:]

  /// Adds a row's code with the name and the days it has there.
  mutating func add(_ key: Key, _ row: Table.Row) throws(TableFault) {
    let era = Era(name: row["name_vi"], valid: try row.validity())
    guard !era.name.isEmpty else { throw row.fault("name_vi", .badValue("")) }
    let known = eras[key] ?? []
    guard !known.contains(where: { $0.valid.overlaps(era.valid) }) else {
      throw row.fault("code", .duplicate(row["code"]))
    }
    eras[key] = known + [era]
  }

  func name(_ key: Key, on date: LocalDate) -> String? {
    eras[key]?.first { $0.valid.contains(date) }?.name
  }

  /// The days around one on which a code has the name that it has on it.
  func validity(_ key: Key, on date: LocalDate) -> ClosedRange<LocalDate>? {
    eras[key]?.first { $0.valid.contains(date) }?.valid
  }
}

extension Table.Row {
  /// The code in a cell.
  func code<Code>(
    _ column: String, _ make: (String) throws(CodeFault) -> Code
  ) throws(TableFault) -> Code {
    do throws(CodeFault) {
      return try make(self[column])
    } catch {
      throw fault(column, .badValue(self[column]))
    }
  }
}
