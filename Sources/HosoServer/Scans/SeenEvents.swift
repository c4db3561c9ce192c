internal import HosoDomain
internal import HosoLedger
internal import HosoProjections
internal import HosoState

extension Call {
  /// Of the events that an answer's flags may name, those that the key sees: of a dossier that only
  /// passed through an office no more than its own.
  func seen(
    _ related: [RecordedEvent], beside recorded: RecordedEvent
  ) async throws -> [RecordedEvent] {
    guard let reach = caller?.reach, case .office = reach, recorded.event.container == nil,
      related.contains(where: { !reach.isOwn($0.event.office) }),
      let code = recorded.event.codes.first ?? related.lazy.compactMap(\.event.codes.first).first
    else { return related }
    let seesAll = try await services.desks.read { reader in
      let dossiers = try reader.timeline(of: code, for: reach).dossiers
      return !dossiers.isEmpty && dossiers.allSatisfy { $0.sight == .all }
    }
    return seesAll ? related : related.filter { reach.isOwn($0.event.office) }
  }
}
