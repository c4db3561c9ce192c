import HosoDomain
import HosoLedger

/// What became of bags, and what a check of one found.
enum BagWords {
  // MARK: - Taking out

  static func line(_ outcome: TakeOutOutcome, of code: String, _ bag: ContainerCode) -> String {
    switch outcome {
    case .takenOut(let putIn, let correction):
      "✓ \(code)  " + say("đã lấy ra khỏi \(bag.text): ", "taken out of \(bag.text): ")
        + DossierWords.name(correction.event.type) + " " + DossierWords.name(putIn.event.type)
        + " " + putIn.event.occurredAt.vietnameseClock
        + "  [\(correction.event.identity.id.text)]\n"
    case .notInside:
      "✗ \(code)  "
        + say(
          "không ở trong túi \(bag.text), theo sổ\n", "not in bag \(bag.text), by the ledger\n")
    case .othersPutIn(let putIn):
      "✗ \(code)  "
        + say("bưu cục khác đã cho vào túi: ", "another office put it in: ")
        + DossierWords.whenAndWho(putIn.event) + "\n"
    case .hasLeft(let departure):
      "✗ \(code)  "
        + say(
          "túi đã đi, kiểm túi ở nơi đến sẽ thấy thiếu: ",
          "the bag has left; what is short is found when it is checked in: ")
        + DossierWords.whenAndWho(departure.event) + "\n"
    }
  }

  static func write(
    _ outcome: TakeOutOutcome, of code: String, _ bag: ContainerCode,
    to builder: inout JSONBuilder
  ) {
    builder.object { object in
      object.field("code", code)
      object.field("container", bag.text)
      switch outcome {
      case .takenOut(let putIn, let correction):
        object.field("outcome", "recorded")
        object.field("put_in_by", putIn.event.identity.id.text)
        object.field("id", correction.event.identity.id.text)
        object.field("type", correction.event.type.name)
      case .notInside: object.field("outcome", "not_inside")
      case .othersPutIn(let putIn):
        object.field("outcome", "unknown")
        object.field("put_in_by", putIn.event.identity.id.text)
      case .hasLeft(let departure):
        object.field("outcome", "has_left")
        object.field("departed_by", departure.event.identity.id.text)
      }
    }
    builder.endLine()
  }

  // MARK: - Checking in

  /// A difference as it is written down: the same in every language, as records are in Vietnamese.
  static func reason(_ difference: BagDifference) -> String {
    var parts = ["sổ \(difference.expected.count)"]
    if let departed = difference.otherDeparted { parts.append("lúc đi \(departed)") }
    if let stated = difference.stated { parts.append("nhãn \(stated)") }
    parts.append("quét \(difference.scannedCount)")
    var text = parts.joined(separator: ", ")
    let short = difference.short.compactMap { $0.codes.first?.text }
    for (word, codes) in [("thiếu", short), ("thừa", difference.over.map(\.text))] {
      guard !codes.isEmpty else { continue }
      text += "; \(word) \(codes.count):"
      for code in codes {
        guard text.utf8.count + code.utf8.count < InterchangeLimits.reasonBytes - 64 else {
          text += " …"
          break
        }
        text += " " + code
      }
    }
    return text
  }

  static func text(_ outcome: BagCheckOutcome, of bag: ContainerCode) -> String {
    let difference = outcome.difference
    let known = outcome.scans.count { $0.outcome == nil }
    var text = say("Túi \(bag.text): ", "Bag \(bag.text): ") + counts(difference)
    if known > 0 { text += say(", \(known) đã kiểm trước", ", \(known) checked in before") }
    text += "\n"
    for item in difference.short {
      text +=
        "✗ " + say("thiếu  ", "short  ") + item.codes.map(\.text).joined(separator: " · ")
        + say("  (cho vào lúc ", "  (put in ") + DossierWords.whenAndWho(item.putIn.event) + ")\n"
    }
    for code in difference.over { text += "! " + say("thừa  ", "over  ") + code.text + "\n" }
    guard !difference.isNone else { return text + say("✓ Đủ.\n", "✓ Complete.\n") }
    if let dispute = outcome.dispute {
      text +=
        (outcome.isDisputeNew
          ? say("Đã ghi chênh lệch", "The difference was recorded")
          : say("Chênh lệch đã ghi trước", "The difference is on record"))
        + "  [\(dispute.event.identity.id.text)]\n"
    }
    return text
  }

  /// `theo sổ 5, nhãn ghi 5, quét 4`.
  private static func counts(_ difference: BagDifference) -> String {
    let expected =
      difference.expected.isEmpty
      ? say("sổ chưa biết trong túi có gì", "the ledger knows nothing of what is in it")
      : say(
        "theo sổ \(difference.expected.count)", "\(difference.expected.count) by the ledger")
    let departed =
      difference.otherDeparted.map { say(", lúc đi ghi \($0)", ", \($0) as it left") } ?? ""
    let stated = difference.stated.map { say(", nhãn ghi \($0)", ", \($0) by its label") } ?? ""
    return expected + departed + stated
      + say(", quét \(difference.scannedCount)", ", \(difference.scannedCount) scanned")
  }

  static func json(_ outcome: BagCheckOutcome, of bag: ContainerCode) -> [UInt8] {
    let difference = outcome.difference
    var json = JSONBuilder()
    json.object { json in
      json.field("container", bag.text)
      json.field("expected", difference.expected.count)
      json.field("stated", difference.stated)
      json.field("departed_with", difference.departed)
      json.field("scanned", difference.scannedCount)
      json.field("complete", difference.isNone)
      json.list("short") { list in
        for item in difference.short {
          list.object { object in
            object.list("codes") { codes in for code in item.codes { codes.item(code.text) } }
            object.field("put_in_by", item.putIn.event.identity.id.text)
          }
        }
      }
      json.list("over") { list in for code in difference.over { list.item(code.text) } }
      json.field("recorded", outcome.scans.count(where: isRecorded))
      json.field("dispute", outcome.dispute?.event.identity.id.text)
      json.field("dispute_is_new", outcome.isDisputeNew)
    }
    json.endLine()
    return json.bytes
  }

  private static func isRecorded(_ scan: (code: Alias, outcome: ScanOutcome?)) -> Bool {
    if case .recorded? = scan.outcome { true } else { false }
  }
}

extension BagDifference {
  /// How many it left with, where that is not what the ledger knows.
  fileprivate var otherDeparted: Int64? { departed == Int64(expected.count) ? nil : departed }
}
