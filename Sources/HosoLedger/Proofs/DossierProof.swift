public import HosoCrypto
internal import HosoDomain

/// A proof that the events of a dossier are in a ledger, to be checked by anybody without it.
public struct DossierProof: Hashable, Sendable {
  /// Raised with every change of what is in a proof.
  static let format: Int64 = 1

  struct ProvenEvent: Hashable, Sendable {
    let position: LedgerPosition
    let recordedAt: RecordedAt
    /// Canonical.
    let bytes: [UInt8]
    let proof: InclusionProof
  }

  public let ledgerID: String
  /// The code by which the dossier was asked for.
  public let code: String
  /// How many events the ledger held.
  public let size: LedgerPosition
  public let root: Digest
  let events: [ProvenEvent]
}

/// Why a proof proves nothing.
public enum ProofFault: Error, Hashable, Sendable {
  /// The text is no proof, or was changed since it was written.
  case notAProof
  /// Made by a newer hoso.
  case newerFormat(found: Int64, known: Int64)
  /// The event that it puts at this position is not there under the root.
  case notIncluded(position: LedgerPosition)
  /// What stands at this position is no event.
  case notAnEvent(position: LedgerPosition)
  /// No event names the code that the proof is said to be of.
  case otherCode
}

extension DossierProof {
  /// One line of JSON.
  public var json: [UInt8] {
    get throws(CryptoFault) {
      SummedJSON.bytes(hasher: try Hasher256()) { json in
        json.field("format", DossierProof.format)
        json.field("ledger", ledgerID)
        json.field("code", code)
        json.field("size", size.number)
        json.field("root", root.hex)
        json.list("events") { json in
          for event in events {
            json.object { json in
              json.field("position", event.position.number)
              json.field("recorded_at", event.recordedAt.microseconds)
              json.field("bytes", Base64.encode(event.bytes))
              json.list("path") { json in
                for hash in event.proof.path { json.item(hash.hex) }
              }
            }
          }
        }
      }
    }
  }

  /// Reads a proof; whether it holds is for `checked` to say.
  public init(reading bytes: [UInt8]) throws {
    guard let json = SummedJSON.read(bytes, hasher: try Hasher256()),
      let format = json["format"]?.wholeNumber
    else { throw ProofFault.notAProof }
    guard format <= DossierProof.format else {
      throw ProofFault.newerFormat(found: format, known: DossierProof.format)
    }
    guard let ledgerID = json["ledger"]?.text, let code = json["code"]?.text,
      let size = json["size"]?.wholeNumber,
      let root = json["root"]?.text.flatMap({ Digest(hex: $0) }),
      let items = json["events"]?.items, !items.isEmpty
    else { throw ProofFault.notAProof }
    self.init(
      ledgerID: ledgerID, code: code, size: LedgerPosition(size), root: root,
      events: try items.map { item in
        guard let event = ProvenEvent(item) else { throw ProofFault.notAProof }
        return event
      })
  }

  /// The events, if each of them is in the ledger under the root.
  public func checked() throws -> [RecordedEvent] {
    let hasher = try Hasher256()
    let found = try events.map { event -> RecordedEvent in
      let leaf = event.bytes.withUnsafeBytes {
        MerkleTree.leaf($0, recordedAt: event.recordedAt, hasher: hasher)
      }
      let index = event.position.number &- 1
      guard event.proof.holds(for: leaf, at: index, of: size.number, root: root, hasher: hasher)
      else { throw ProofFault.notIncluded(position: event.position) }
      guard let known = event.bytes.withUnsafeBytes(EventCodec.decode)?.event else {
        throw ProofFault.notAnEvent(position: event.position)
      }
      return RecordedEvent(position: event.position, recordedAt: event.recordedAt, event: known)
    }
    guard found.contains(where: { $0.event.codes.contains { $0.text == code } }) else {
      throw ProofFault.otherCode
    }
    return found
  }
}

extension DossierProof.ProvenEvent {
  fileprivate init?(_ json: JSONValue) {
    guard let position = json["position"]?.wholeNumber,
      let recordedAt = json["recorded_at"]?.wholeNumber,
      let bytes = json["bytes"]?.text.flatMap({ Base64.decode($0) }),
      let items = json["path"]?.items,
      case let path = items.compactMap({ $0.text.flatMap { Digest(hex: $0) } }),
      path.count == items.count
    else { return nil }
    self.init(
      position: LedgerPosition(position), recordedAt: RecordedAt(microseconds: recordedAt),
      bytes: bytes, proof: InclusionProof(path: path))
  }
}
