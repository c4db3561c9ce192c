internal import HosoDomain

/// The journey of a bag that ends where it is opened, among all that it made.
struct BagJourney {
  /// Its last departure to here; nil if nobody scanned one.
  let departure: EventFact?
  /// By what was in it then what is expected is judged: the departure, else the last arrival here.
  let scan: EventFact?
  /// What was put in before is of an earlier journey; nil where nothing tells.
  ///
  /// The bag was here since, or was opened elsewhere and compared.
  let begin: OccurredAt?

  /// - Parameters:
  ///   - scans: Of the bag, until it was opened, in the total order.
  ///   - office: Where it was opened.
  init(_ scans: [EventFact], to office: PostOfficeCode?) {
    let departures = scans.filter { $0.type == .itemDeparted }
    let leaving =
      departures.last { scan in
        scan.destination.map { $0 == office } ?? (scan.attributes.office != office)
      } ?? departures.last
    departure = leaving
    scan =
      leaving ?? scans.last { $0.type == .itemArrived && $0.attributes.office == office }
    let earlier = scans.prefix { $0.number != leaving?.number }.last { scan in
      scan.type == .handoverDisputed
        || (scan.attributes.office == office && leaving?.attributes.office != office)
    }
    begin = leaving == nil ? nil : earlier?.occurredAt
  }
}
