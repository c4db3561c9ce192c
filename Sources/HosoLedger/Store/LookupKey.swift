internal import HosoCrypto
internal import HosoDomain

/// What the look-up table finds events by: 64 bits of a hash, compared in full on reading.
///
/// The table holds numbers instead of texts because they are a third of the size; two texts
/// that share a key only cost a comparison.
struct LookupKey: Hashable, Sendable {
  let number: Int64

  private init(_ digest: Digest) {
    number = Int64(bitPattern: digest.prefix)
  }

  /// Every key an event is to be found by; for one that is only kept, its id.
  ///
  /// An id that its sequence gives away needs none.
  ///
  /// - Parameter withContainers: False for what a ledger of schema version 1 held.
  static func all(
    of stored: StoredEvent, withContainers: Bool = true, hasher: Hasher256
  ) -> [LookupKey] {
    let identity = stored.identity
    var keys: [LookupKey] = []
    if let event = stored.event {
      keys += event.codes.map { code($0.text, hasher: hasher) }
      if withContainers { keys += ofContainer(event, hasher: hasher) }
      if case .event(let corrected) = event.subject {
        let source = corrected.source(for: identity.source)
        keys.append(target(corrected.id, source: source, hasher: hasher))
      }
    }
    let isDerivable =
      identity.sequence.map { isDerived(identity.id, source: identity.source, sequence: $0) }
      ?? false
    if !isDerivable { keys.append(id(identity.id, source: identity.source, hasher: hasher)) }
    return keys
  }

  /// Events that name a code, as the dossier or as an alias.
  static func code(_ text: String, hasher: Hasher256) -> LookupKey {
    single(0x63, text, hasher: hasher)
  }

  private static func single(_ prefix: UInt8, _ text: String, hasher: Hasher256) -> LookupKey {
    var text = text
    return LookupKey(text.withUTF8 { hasher.digest(prefix: prefix, UnsafeRawBufferPointer($0)) })
  }

  /// The keys of the bag or manifest that an event is about, or puts an item into, by itself or
  /// as an amendment.
  static func ofContainer(_ event: Event, hasher: Hasher256) -> [LookupKey] {
    switch event.subject {
    case .container(let code): [scans(of: code, hasher: hasher)]
    case .dossier:
      event.parent.map { event.type.putsIntoContainer ? [contents(of: $0, hasher: hasher)] : [] }
        ?? []
    case .event: event.amendment?.parent.map { [contents(of: $0, hasher: hasher)] } ?? []
    case .period, .desk: []
    }
  }

  /// Events about a bag or manifest as a whole.
  static func scans(of container: ContainerCode, hasher: Hasher256) -> LookupKey {
    single(0x62, container.key, hasher: hasher)
  }

  /// Events that put an item into a bag or manifest.
  static func contents(of container: ContainerCode, hasher: Hasher256) -> LookupKey {
    single(0x70, container.key, hasher: hasher)
  }

  /// The event a source calls by an id.
  static func id(_ id: EventID, source: SourceName, hasher: Hasher256) -> LookupKey {
    pair(0x69, source.text, id.text, hasher: hasher)
  }

  /// Corrections of the event a source calls by an id.
  static func target(_ id: EventID, source: SourceName, hasher: Hasher256) -> LookupKey {
    pair(0x74, source.text, id.text, hasher: hasher)
  }

  private static func pair(
    _ prefix: UInt8, _ source: String, _ id: String, hasher: Hasher256
  ) -> LookupKey {
    // Neither text can hold a line feed, so the joined text cannot be read in two ways.
    var joined = source + "\n" + id
    return LookupKey(
      joined.withUTF8 { hasher.digest(prefix: prefix, UnsafeRawBufferPointer($0)) })
  }
}
