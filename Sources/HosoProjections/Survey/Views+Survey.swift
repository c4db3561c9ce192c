public import HosoDomain
public import HosoLedger

extension Views {
  /// Judges every dossier once, for all that the cube does not hold: ages, durations, money,
  /// communes; of each period.
  ///
  /// Goes through the ledger up to the position, once for all periods. A part that touches dossiers
  /// again takes back what they added before, so memory is bounded by a part and the answers.
  ///
  /// - Parameters:
  ///   - last: Where the figures were read; nothing behind it counts.
  ///   - partLength: How many events are judged at once; changes no answer.
  public func surveys(
    of periods: [Period], through last: LedgerPosition, provinces: Provinces,
    calendar: WorkingCalendar, zones: TransitZones, partLength: Int64? = nil
  ) throws -> [Survey] {
    surveyWalks += 1
    var surveyor = Surveyor(periods: periods, calendar: calendar, zones: zones)
    var walk = ClusterWalk(
      reader: reader, first: .start, last: last,
      partLength: max(1, partLength ?? ClusterWalk.usualPartLength))
    try walk.run { reading, part in
      if !part.isFirst {
        reading.forEachDossier(through: part.start.number) { surveyor.add($0, sign: -1) }
      }
      reading.forEachDossier(through: part.end.number) { surveyor.add($0, sign: 1) }
    }
    return surveyor.parts.map { Survey($0.found, of: $0.period, provinces: provinces) }
  }
}
