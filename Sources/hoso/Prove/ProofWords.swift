internal import HosoCrypto
import HosoDomain
import HosoLedger
internal import HosoWords

/// What is said of proofs that were checked, and of what is none.
enum ProofWords {
  static var usage: String {
    say(
      "Cần đúng một trong hai: MÃ hoặc --check TỆP; --root chỉ đi với --check.",
      "Give either CODE or --check FILE; --root goes with --check only.")
  }

  static func nothing(_ code: String) -> String {
    say("Sổ cái không có hồ sơ '\(code)'.", "The ledger has no dossier '\(code)'.")
  }

  static func otherRoot(_ root: String) -> String {
    say(
      "Chứng minh đúng, nhưng dưới gốc khác: \(root).",
      "The proof holds, but under another root: \(root).")
  }

  static func text(_ proof: DossierProof, _ events: [RecordedEvent]) -> String {
    let (count, size) = (events.count, Numbers.grouped(proof.size.number))
    let code = CodeWords.shown(proof.code)
    var text = say(
      "Chứng minh đúng: \(count) sự kiện của \(code) có trong sổ \(proof.ledgerID).\n",
      "The proof holds: \(count) events of \(code) are in the ledger \(proof.ledgerID).\n")
    for recorded in events {
      let event = recorded.event
      text +=
        "  \(recorded.position.number)  \(event.occurredAt.vietnameseClock)  "
        + "\(DossierWords.name(event.type))  \(event.identity.id.text)\n"
    }
    return text
      + say("Gốc Merkle khi sổ có \(size) sự kiện:", "Merkle root of the first \(size) events:")
      + "\n  \(proof.root.hex)\n"
      + say(
        "Hãy so gốc này với gốc mà bạn tin.\n", "Compare that root with one that you trust.\n")
  }

  static func json(_ proof: DossierProof, _ events: [RecordedEvent]) -> String {
    var builder = JSONBuilder()
    builder.object { json in
      json.field("holds", true)
      json.field("ledger", proof.ledgerID)
      json.field("code", proof.code)
      json.field("size", proof.size.number)
      json.field("merkle_root", proof.root.hex)
      json.list("events") { list in
        for recorded in events {
          list.object { json in
            json.field("position", recorded.position.number)
            json.field("recorded_at", recorded.recordedAt.rfc3339)
            json.field("occurred_at", recorded.event.occurredAt.rfc3339)
            json.field("type", recorded.event.type.name)
            json.field("id", recorded.event.identity.id.text)
          }
        }
      }
    }
    builder.endLine()
    return builder.text
  }

  static func failure(_ fault: ProofFault) -> Failure {
    switch fault {
    case .newerFormat(let found, let known):
      Failure(
        .unavailable,
        say(
          "Chứng minh của hoso mới hơn (dạng \(found), bản này biết \(known)). Hãy cập nhật.",
          "A newer hoso made this proof (format \(found), this one knows \(known)). Update it."))
    case .notAProof:
      Failure(
        .badData,
        say(
          "Không phải chứng minh, hoặc đã bị sửa từ khi ghi ra.",
          "This is no proof, or it was changed since it was written."))
    case .notIncluded(let position):
      Failure(
        .badData,
        say(
          "Không đúng: sự kiện ở vị trí \(position.number) không có dưới gốc ấy.",
          "It does not hold: the event at position \(position.number) is not under that root."))
    case .notAnEvent(let position):
      Failure(
        .badData,
        say(
          "Không đúng: ở vị trí \(position.number) không phải một sự kiện.",
          "It does not hold: what stands at position \(position.number) is no event."))
    case .otherCode:
      Failure(
        .badData,
        say(
          "Không đúng: không sự kiện nào trong đó có mã này.",
          "It does not hold: none of its events names the code."))
    }
  }
}
