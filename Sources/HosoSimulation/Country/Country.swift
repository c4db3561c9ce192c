import HosoDomain

/// Who a dossier belongs to: what its codes and attributes are drawn from.
struct Traits {
  /// Places in the country's tables.
  var province: Int
  var service: Int
  /// Counted over the whole country.
  var agency: Int
  /// Six digits: the office of the citizen, and the one beside the agency.
  var office: UInt32
  var agencyOffice: UInt32
  /// 0 to 1,023; compared with the channels' shares of the day of entry.
  var channelDraw: Int
}

/// Provinces, services, agencies and post offices, laid out for drawing from.
struct Country: Sendable {
  let provinces = Province.all
  let services = Service.all
  /// Codes such as `H26.12` and `H26.12.03`, province by province.
  let agencies: [[UInt8]]

  private let agencyStart: [Int]
  /// A slot for each 12-bit draw, shared out by weight.
  private let provinceSlots: [UInt8]
  /// The same where some provinces take in little by post and send out much: for `return`
  /// dossiers, and for the others.
  private let unevenSlots: (returns: [UInt8], intakes: [UInt8])
  private let serviceSlots: [UInt8]

  private static let slotCount = 4_096
  /// Agencies below this place are departments of the province, the rest units of districts.
  private static let departments = 10

  init() {
    var agencies: [[UInt8]] = []
    var agencyStart: [Int] = []
    for province in provinces {
      agencyStart.append(agencies.count)
      for index in 0..<Country.agencyCount(province) {
        agencies.append(Country.agencyCode(province, index))
      }
    }
    agencyStart.append(agencies.count)
    self.agencies = agencies
    self.agencyStart = agencyStart
    provinceSlots = Country.slots(provinces.map(\.weight))
    unevenSlots = (
      returns: Country.slots(provinces.map { $0.isReturnHeavy ? $0.weight * 10 / 3 : $0.weight }),
      intakes: Country.slots(provinces.map { $0.isReturnHeavy ? $0.weight / 4 : $0.weight })
    )
    serviceSlots = Country.slots(services.map(\.weight))
  }

  /// What a dossier is, out of one draw.
  @inline(__always)
  func traits(_ bits: UInt64) -> Traits {
    traits(bits, slots: provinceSlots)
  }

  /// What a dossier is where some provinces send out far more than they take in.
  @inline(__always)
  func unevenTraits(_ bits: UInt64, mode: ServiceMode) -> Traits {
    traits(bits, slots: mode == .return ? unevenSlots.returns : unevenSlots.intakes)
  }

  @inline(__always)
  private func traits(_ bits: UInt64, slots: [UInt8]) -> Traits {
    var draws = Draws(bits)
    let province = Int(slots[draws.next(12)])
    let service = Int(serviceSlots[draws.next(12)])
    let start = agencyStart[province]
    let count = agencyStart[province &+ 1] &- start
    let agency = (draws.next(10) &* count) >> 10
    let districts = Country.districtCount(provinces[province])
    // The product of two draws leans towards the first: the offices of the centre are busier.
    let district = (draws.next(7) &* draws.next(7) &* districts) >> 14
    // Eight post offices a district; the first, number 0, stands beside the agencies.
    let office = draws.next(3)
    let prefix = UInt32(truncatingIfNeeded: provinces[province].postalPrefix &* 10_000)
    return Traits(
      province: province, service: service, agency: start &+ agency,
      office: prefix &+ UInt32(truncatingIfNeeded: district &* 100 &+ office &* 10),
      agencyOffice: prefix &+ UInt32(truncatingIfNeeded: agency % districts &* 100),
      channelDraw: draws.next(10))
  }

  /// Bigger provinces have more districts, 8 to 40, and more agencies, 14 to 78.
  private static func districtCount(_ province: Province) -> Int {
    min(40, 6 + province.weight / 18)
  }

  private static func agencyCount(_ province: Province) -> Int {
    departments + min(68, 3 + province.weight / 25)
  }

  private static func agencyCode(_ province: Province, _ index: Int) -> [UInt8] {
    func twoDigits(_ number: Int) -> [UInt8] {
      [0x30 + UInt8(number / 10 % 10), 0x30 + UInt8(number % 10)]
    }
    var code = [UInt8(ascii: "H")] + twoDigits(province.agencyNumber) + [UInt8(ascii: ".")]
    if index < departments {
      code += twoDigits(index + 1)
    } else {
      let unit = index - departments
      code += twoDigits(20 + unit / 4) + [UInt8(ascii: ".")] + twoDigits(unit % 4 + 1)
    }
    return code
  }

  private static func slots(_ weights: [Int]) -> [UInt8] {
    let shares = Apportionment.shares(of: slotCount, weights: weights)
    return shares.enumerated().flatMap { index, share in
      [UInt8](repeating: UInt8(truncatingIfNeeded: index), count: share)
    }
  }
}
