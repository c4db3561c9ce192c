internal import HosoDomain

/// A filter as one column of text: a line for each field that asks something.
///
/// No value can hold a space or a line feed, and a condition no line feed, so the text reads back
/// as what it was made from.
extension EventFilter {
  private enum Key: String {
    case agencies
    case types
    case provinces
    case offices
    case services
    case channels
    case modes
    case condition = "where"
  }

  /// The stored text; the same for equal filters.
  var storedText: String {
    var lines: [String] = []
    func add(_ key: Key, _ values: [String]) {
      lines.append(([key.rawValue] + values).joined(separator: " "))
    }
    if let agencies { add(.agencies, agencies.map(\.text)) }
    if !types.isEmpty { add(.types, types.map(\.text)) }
    if !provinces.isEmpty { add(.provinces, provinces.map(\.text).sorted()) }
    if !offices.isEmpty { add(.offices, offices.map(\.text).sorted()) }
    if !services.isEmpty { add(.services, services.map(\.text).sorted()) }
    if !channels.isEmpty { add(.channels, channels.map(\.name).sorted()) }
    if !modes.isEmpty { add(.modes, modes.map(\.name).sorted()) }
    if let condition { add(.condition, [condition.text]) }
    return lines.joined(separator: "\n")
  }

  /// Reads what `storedText` wrote; nil if it is something else, which would widen the filter.
  init?(storedText: String) {
    self.init()
    for line in storedText.split(separator: "\n") {
      let words = line.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
      guard let first = words.first, let key = Key(rawValue: first),
        take(key, Array(words.dropFirst()))
      else { return nil }
    }
  }

  private mutating func take(_ key: Key, _ values: [String]) -> Bool {
    func read<Value>(_ make: (String) throws -> Value) -> [Value]? {
      let read = values.compactMap { try? make($0) }
      return read.count == values.count ? read : nil
    }
    func named<Value>(_ make: (String) -> Value?) -> [Value]? {
      let read = values.compactMap(make)
      return read.count == values.count ? read : nil
    }
    switch key {
    case .agencies:
      agencies = read(AgencyCode.init)
      return agencies != nil
    case .types: return set(&types, read(TypeGlob.init))
    case .provinces: return set(&provinces, read { try ProvinceCode($0) }.map(Set.init))
    case .offices: return set(&offices, read { try PostOfficeCode($0) }.map(Set.init))
    case .services: return set(&services, read(ProcedureCode.init).map(Set.init))
    case .channels: return set(&channels, named(Channel.init).map(Set.init))
    case .modes: return set(&modes, named(ServiceMode.init).map(Set.init))
    case .condition:
      condition = try? FilterExpression(values.joined(separator: " "))
      return condition != nil
    }
  }

  private func set<Value>(_ field: inout Value, _ value: Value?) -> Bool {
    guard let value else { return false }
    field = value
    return true
  }

  /// Whether no field names more values than it may, and an agency filter names one.
  var isWithinLimits: Bool {
    let counts = [
      agencies?.count ?? 0, types.count, provinces.count, offices.count, services.count,
      channels.count, modes.count,
    ]
    return agencies?.isEmpty != true && counts.allSatisfy { $0 <= EventFilter.valuesMax }
  }
}
