import HosoDomain
import HosoLedger
import HosoTesting

@testable import HosoWebhooks

extension Scene {
  static let agencies = ["H26", "H26.12", "H27"]
  static let offices = ["100000", "530000", "700000"]

  /// Scans, links, corrections, and bags, as they may come.
  func tell(anything chance: inout Chance) throws {
    let code = "BN-2020-\(chance.number(1...5))"
    let other = "BN-2020-\(chance.number(1...5))"
    let office = try PostOfficeCode(chance.element(of: Scene.offices) ?? "100000")
    let bound = try PostOfficeCode(chance.element(of: Scene.offices) ?? "100000")
    // A receipt's number may be a bag's as well.
    let bag = try ContainerCode(chance.pick("TUI-1", "TUI-2", "BN-2020-5"))
    switch chance.number(0...9) {
    case 0 where count > 0:
      try void(sequence: chance.number(1...(count + 2)))
    case 1: try declare()
    case 9 where chance.percent(40) && count > 0:
      try amend(LedgerPosition(Int64(chance.number(1...count)))) { amendment in
        if chance.percent(50) { amendment.parent = bag } else { amendment.office = office }
      }
    case 2:
      try tell(.itemDeparted, code) { event in
        event.subject = .container(bag)
        event.office = office
        event.destination = bound
      }
    case 3:
      let goes = chance.percent(50)
      try tell(.dossierPickedUp, code) { event in
        event.office = office
        event.parent = bag
        if goes { event.destination = bound }
      }
    default:
      let agency = chance.percent(40) ? chance.element(of: Scene.agencies) : nil
      let also = chance.percent(15) && other != code ? [other] : []
      let isOfProvince = chance.percent(30)
      try tell(
        chance.pick(.dossierPickedUp, .dossierDelivered, .resultReady, .itemDeparted), code,
        agency: agency, also: also, occurred: chance.percent(20) ? chance.number(0...100) : 0
      ) { event in
        event.office = office
        if isOfProvince { event.province = try? ProvinceCode("01") }
      }
    }
  }
}
