/// One line of a history, read without any of the code that wrote it.
struct Line: Sendable {
  /// Every field as text; `aliases` as its single element, the fields of `set` as `set_office`.
  var fields: [String: String] = [:]

  /// Reads a object of strings without escapes, integers, one-element arrays and one flat object.
  init(_ bytes: ArraySlice<UInt8>) {
    var key: String?
    var start = bytes.startIndex
    var isInside = false
    var prefix = ""
    for index in bytes.indices where bytes[index] == UInt8(ascii: "\"") {
      let text = String(decoding: bytes[start..<index], as: UTF8.self)
      start = index + 1
      isInside.toggle()
      if isInside {
        if text.contains("}") { prefix = "" }
        if text == ":{" {
          prefix = "\(key ?? "")_"
          key = nil
        }
        // Between strings stand only punctuation and integers.
        if let name = key, let number = Int(text.filter { $0 != ":" && $0 != "," }) {
          fields[name] = String(number)
          key = nil
        }
      } else if let name = key {
        fields[name] = text
        key = nil
      } else {
        key = prefix + text
      }
    }
  }

  subscript(name: String) -> String { fields[name] ?? "" }

  var day: String { String(self["occurred_at"].prefix(10)) }

  /// `2020-Q1` of an instant written with +07:00.
  var quarter: String {
    let month = Int(self["occurred_at"].dropFirst(5).prefix(2)) ?? 0
    return "\(self["occurred_at"].prefix(4))-Q\((month + 2) / 3)"
  }
}

/// The milestones of a dossier as the rules of the figures see them.
struct Milestones: Sendable {
  var first: [String: Line] = [:]
  var steps: [Line] = []
  var mode: String { steps.lazy.map { $0["mode"] }.first { !$0.isEmpty } ?? "both" }
  var entry: Line? { mode == "return" ? first["result.collected"] : first["dossier.picked_up"] }
  var dueDate: String? {
    steps.lazy.map { $0["due_date"] }.first { !$0.isEmpty }
  }
}

/// A quarter's figures, counted from lines.
struct CountedQuarter: Equatable, Sendable {
  var entered = 0
  var pickups = 0
  var deliveries = 0
  var returns = 0
  var closedDelivered = 0
  var early = 0
  var onTime = 0
  var late = 0
  var noDue = 0
  var legsByProvince: [String: Int] = [:]
  var handled: Int { pickups + returns }
}

/// The whole history, counted by the rules of the figures.
struct Recount: Sendable {
  var dossiers: [Milestones] = []
  var quarters: [String: CountedQuarter] = [:]
  var orphans = 0

  init(_ lines: [Line]) {
    var dossierByCode: [String: Int] = [:]
    for line in lines {
      let codes = [line["dossier"], line["aliases"]].filter { !$0.isEmpty }
      let known = codes.lazy.compactMap { dossierByCode[$0] }.first
      let place = known ?? dossiers.count
      if known == nil { dossiers.append(Milestones()) }
      for code in codes {
        dossierByCode[code] = place
      }
      dossiers[place].steps.append(line)
      if dossiers[place].first[line["type"]] == nil {
        dossiers[place].first[line["type"]] = line
      }
    }
    for dossier in dossiers {
      count(dossier)
    }
  }

  private mutating func count(_ dossier: Milestones) {
    guard let entry = dossier.entry else {
      orphans += 1
      return
    }
    quarters[entry.quarter, default: .init()].entered += 1
    if let pickup = dossier.first["dossier.picked_up"] {
      quarters[pickup.quarter, default: .init()].pickups += 1
      quarters[pickup.quarter, default: .init()].legsByProvince[entry["province"], default: 0] += 1
    }
    if let delivery = dossier.first["dossier.delivered"] {
      quarters[delivery.quarter, default: .init()].deliveries += 1
      if dossier.mode == "send" {
        quarters[delivery.quarter, default: .init()].closedDelivered += 1
      }
    }
    if let back = dossier.first["result.returned"] {
      quarters[back.quarter, default: .init()].returns += 1
      quarters[back.quarter, default: .init()].legsByProvince[entry["province"], default: 0] += 1
    }
    guard let ready = dossier.first["result.ready"] else { return }
    guard let due = dossier.dueDate else {
      quarters[ready.quarter, default: .init()].noDue += 1
      return
    }
    if ready.day < due {
      quarters[ready.quarter, default: .init()].early += 1
    } else if ready.day == due {
      quarters[ready.quarter, default: .init()].onTime += 1
    } else {
      quarters[ready.quarter, default: .init()].late += 1
    }
  }
}
