import HosoDomain

/// A step on its day, with all that a line says about it.
struct PlannedEvent {
  var step: Step
  /// Place in the row of working days.
  var day: Int
  var clock: Clock
  /// Local microseconds since midnight; later than any line before.
  var recorded: Int
  var sequence: UInt32
  var mode: ServiceMode
  var traits: Traits
  /// The appointment, as a place in the row of working days.
  var due: Int?
}

/// Writes events as lines of the interchange format, the same bytes as its own writer.
///
/// Apart from that writer because a national history has 100 million lines. A class because its
/// tables would otherwise be retained and released with every line.
final class LineComposer: Sendable {
  let country: Country
  let chance: Chance
  /// `2020-03-05`, ten bytes for each working day.
  let dates: [[UInt8]]
  /// `-200305-`, as it stands in dossier numbers.
  private let numberDates: [[UInt8]]
  private let opening: [UInt8]
  private let source: [UInt8]
  /// The same without what surrounds it.
  let sourceName: [UInt8]
  private let channels: Channels
  /// So that two seeds give different item numbers, as far as 100 million of them go.
  private let firstSerial: UInt64

  init(plan: SimulationPlan) {
    country = plan.country
    chance = plan.chance
    dates = plan.days.dates.map { Array($0.iso.utf8) }
    numberDates = dates.map { date in
      let hyphen = UInt8(ascii: "-")
      return [hyphen, date[2], date[3], date[5], date[6], date[8], date[9], hyphen]
    }
    opening = Array("{\"id\":\"\(plan.sourceName)-".utf8)
    source = Array("\",\"source\":\"\(plan.sourceName)\",\"type\":\"".utf8)
    sourceName = Array(plan.sourceName.utf8)
    channels = Channels(days: plan.days)
    firstSerial = plan.chance.bits(.item, .max) % LineComposer.serials
  }

  /// Writes one event and its line feed.
  func write(_ event: PlannedEvent, at cursor: inout ByteCursor) {
    putHead(event, &cursor)
    switch event.step.kind {
    case .pickedUp:
      putHand(event, office: event.traits.office, &cursor)
      putAttributes(event, &cursor)
    case .delivered:
      putHand(event, office: event.traits.agencyOffice, &cursor)
      putDue(event, &cursor)
      cursor.put(",\"aliases\":[\"")
      putDossierNumber(event, &cursor)
      cursor.put("\"]")
    case .accepted:
      putDue(event, &cursor)
    case .ready:
      break
    case .collected:
      putHand(event, office: event.traits.agencyOffice, &cursor)
      if event.mode == .return { putAttributes(event, &cursor) }
      if hasResultItem(event) {
        cursor.put(",\"aliases\":[\"")
        putItem(event, ofResult: true, &cursor)
        cursor.put("\"]")
      }
    case .returned:
      putHand(event, office: event.traits.office, &cursor)
    }
    putTail(event, &cursor)
  }

  @inline(__always)
  func putHead(_ event: PlannedEvent, _ cursor: inout ByteCursor) {
    cursor.put(opening)
    cursor.put(event.sequence, atLeast: 1)
    cursor.put(source)
    switch event.step.kind {
    case .pickedUp: cursor.put("dossier.picked_up\",\"dossier\":\"")
    case .delivered: cursor.put("dossier.delivered\",\"dossier\":\"")
    case .accepted: cursor.put("dossier.accepted\",\"dossier\":\"")
    case .ready: cursor.put("result.ready\",\"dossier\":\"")
    case .collected: cursor.put("result.collected\",\"dossier\":\"")
    case .returned: cursor.put("result.returned\",\"dossier\":\"")
    }
    putScannedCode(event, &cursor)
    cursor.put("\",\"occurred_at\":\"")
    putTime(event.clock.second, day: event.day, &cursor)
    cursor.put("+07:00\"")
  }

  @inline(__always)
  func putTail(_ event: PlannedEvent, _ cursor: inout ByteCursor) {
    cursor.put(",\"sequence\":")
    cursor.put(event.sequence, atLeast: 1)
    cursor.put(",\"recorded_at\":\"")
    putTime(event.recorded / 1_000_000, day: event.day, &cursor)
    cursor.put(UInt8(ascii: "."))
    cursor.put(UInt32(truncatingIfNeeded: event.recorded % 1_000_000), width: 6)
    cursor.put("+07:00\"}\n")
  }

  /// The code that is on the papers at that moment.
  @inline(__always)
  func putScannedCode(_ event: PlannedEvent, _ cursor: inout ByteCursor) {
    switch event.step.kind {
    case .pickedUp, .delivered:
      putItem(event, ofResult: false, &cursor)
    case .accepted, .ready, .collected:
      putDossierNumber(event, &cursor)
    case .returned:
      if hasResultItem(event) {
        putItem(event, ofResult: true, &cursor)
      } else {
        putDossierNumber(event, &cursor)
      }
    }
  }

  @inline(__always)
  func putTime(_ second: Int, day: Int, _ cursor: inout ByteCursor) {
    cursor.put(dates[day])
    cursor.put(UInt8(ascii: "T"))
    cursor.putTwoDigits(second / 3_600)
    cursor.put(UInt8(ascii: ":"))
    cursor.putTwoDigits(second / 60 % 60)
    cursor.put(UInt8(ascii: ":"))
    cursor.putTwoDigits(second % 60)
  }

  /// Office and staff number; an office has up to eight hands.
  @inline(__always)
  func putHand(_ event: PlannedEvent, office: UInt32, _ cursor: inout ByteCursor) {
    cursor.put(",\"office\":\"")
    cursor.put(office, width: 6)
    cursor.put("\",\"actor\":\"nv")
    let hand = office / 10 * 8 + UInt32(truncatingIfNeeded: event.clock.hand)
    cursor.put(hand % 999 + 1, width: 3)
    cursor.put(UInt8(ascii: "\""))
  }

  /// What the event of entry says about the dossier.
  @inline(__always)
  func putAttributes(_ event: PlannedEvent, _ cursor: inout ByteCursor) {
    cursor.put(",\"province\":\"")
    cursor.putTwoDigits(country.provinces[event.traits.province].code)
    cursor.put("\",\"service\":\"")
    let service = country.services[event.traits.service]
    cursor.put(UInt8(truncatingIfNeeded: 0x30 + service.kind))
    cursor.put(UInt8(ascii: "."))
    cursor.put(UInt32(truncatingIfNeeded: service.number), width: 6)
    cursor.put("\",\"agency\":\"")
    cursor.put(country.agencies[event.traits.agency])
    switch channels.channel(draw: event.traits.channelDraw, day: event.day) {
    case .counter: cursor.put("\",\"channel\":\"counter\"")
    case .home: cursor.put("\",\"channel\":\"home\"")
    case .online: cursor.put("\",\"channel\":\"online\"")
    }
    switch event.mode {
    case .send: cursor.put(",\"mode\":\"send\"")
    case .return: cursor.put(",\"mode\":\"return\"")
    case .both: cursor.put(",\"mode\":\"both\"")
    }
  }

  @inline(__always)
  func putDue(_ event: PlannedEvent, _ cursor: inout ByteCursor) {
    guard let due = event.due else { return }
    cursor.put(",\"due_date\":\"")
    cursor.put(dates[due])
    cursor.put(UInt8(ascii: "\""))
  }
}

extension LineComposer {
  private static let serials: UInt64 = 100_000_000

  /// Mã hồ sơ, such as `H26.12.19-200305-0001`.
  ///
  /// Source: TT 01/2018/TT-VPCP Art. 19. The agency part has its form of QĐ 20/2020/QĐ-TTg from
  /// the start, though the older form was the rule until 2020-09-15.
  @inline(__always)
  func putDossierNumber(_ event: PlannedEvent, _ cursor: inout ByteCursor) {
    cursor.put(country.agencies[event.traits.agency])
    cursor.put(numberDates[Int(event.step.accepted)])
    cursor.put(event.step.running, atLeast: 4)
  }

  @inline(__always)
  func hasResultItem(_ event: PlannedEvent) -> Bool {
    chance.hasResultItem(event.step.dossier, mode: event.mode)
  }

  /// Số hiệu bưu gửi, EA–EZ for express and RA–RZ for registered items.
  ///
  /// Serials are a permutation of the dossiers' numbers, so none occurs twice under any letters.
  ///
  /// Source: UPU S10; VNPost's services HCC001–HCC004 use E and R.
  @inline(__always)
  func putItem(
    _ event: PlannedEvent, ofResult: Bool, _ cursor: inout ByteCursor
  ) {
    let number = UInt64(event.step.dossier) &* 2 &+ (ofResult ? 1 : 0)
    var draws = Draws(chance.bits(.item, UInt64(event.step.dossier)) >> (ofResult ? 34 : 4))
    cursor.put(draws.next(4) < 10 ? UInt8(ascii: "E") : UInt8(ascii: "R"))
    cursor.put(UInt8(ascii: "A") &+ UInt8(truncatingIfNeeded: draws.below(26)))
    // The factor has no divisor in common with 100 million, and spreads neighbours.
    let serial = UInt32(
      truncatingIfNeeded: (number &* 61_803_399 &+ firstSerial) % LineComposer.serials)
    cursor.put(serial, width: 8)
    var (rest, sum) = (serial, UInt32(0))
    // The weights 8, 6, 4, 2, 3, 5, 9, 7, one in each hexadecimal digit.
    for shift: UInt32 in stride(from: 0, to: 32, by: 4) {
      sum &+= rest % 10 &* (0x8642_3597 >> shift & 0xF)
      rest /= 10
    }
    let check = 11 - sum % 11
    cursor.put(UInt8(truncatingIfNeeded: 0x30 + (check == 10 ? 0 : check == 11 ? 5 : check)))
    cursor.put("VN")
  }
}

extension Chance {
  /// Whether the result travels as an item of its own; else its dossier number is scanned.
  @inline(__always)
  func hasResultItem(_ dossier: UInt32, mode: ServiceMode) -> Bool {
    let share: UInt64 = mode == .return ? 14 : 8
    return bits(.item, UInt64(dossier)) & 15 < share
  }
}
