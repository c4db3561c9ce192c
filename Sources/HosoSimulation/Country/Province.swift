/// A province as a history needs it.
struct Province: Sendable {
  /// GSO code of the time before 2025-07-01.
  var code: Int
  /// Number of the province in agency codes, `H26`.
  var agencyNumber: Int
  /// First two digits of its post office codes.
  var postalPrefix: Int
  /// Share of the volume: the population of 2019 in ten thousands, with Hà Nội and TP Hồ Chí Minh
  /// raised to about double, as their published volumes are.
  var weight: Int

  private init(_ code: Int, _ agencyNumber: Int, _ postalPrefix: Int, _ weight: Int) {
    self.code = code
    self.agencyNumber = agencyNumber
    self.postalPrefix = postalPrefix
    self.weight = weight
  }

  /// Whether results sent out outnumber dossiers taken in about five to one.
  ///
  /// Source: Bình Dương (74), 2019: some 70,000 taken in, more than 350,000 returned. Invented:
  /// that Quảng Ninh (22) and Bắc Ninh (27) were like it.
  var isReturnHeavy: Bool { code == 74 || code == 22 || code == 27 }

  /// The 63 provinces of 2008 to 2025-06-30, by GSO code.
  ///
  /// Source: QĐ 20/2020/QĐ-TTg (agency codes); QĐ 2475/QĐ-BTTTT of 2017 (postal codes).
  /// Unverified: most agency numbers, most postal prefixes, the weights.
  static let all: [Province] = [
    Province(1, 26, 10, 1_400), Province(2, 22, 20, 85), Province(4, 14, 21, 53),
    Province(6, 3, 23, 31), Province(8, 60, 22, 78), Province(10, 38, 31, 73),
    Province(11, 18, 32, 60), Province(12, 35, 30, 46), Province(14, 52, 34, 125),
    Province(15, 63, 33, 82), Province(17, 28, 36, 85), Province(19, 55, 24, 129),
    Province(20, 37, 25, 78), Province(22, 49, 1, 132), Province(24, 2, 26, 180),
    Province(25, 44, 35, 146), Province(26, 62, 15, 115), Province(27, 5, 16, 137),
    Province(30, 23, 3, 189), Province(31, 24, 4, 203), Province(33, 31, 17, 125),
    Province(34, 54, 6, 186), Province(35, 25, 18, 85), Province(36, 40, 7, 178),
    Province(37, 42, 8, 98), Province(38, 56, 40, 364), Province(40, 41, 43, 333),
    Province(42, 27, 45, 129), Province(44, 46, 47, 90), Province(45, 50, 48, 63),
    Province(46, 57, 49, 113), Province(48, 17, 50, 113), Province(49, 47, 51, 150),
    Province(51, 48, 53, 123), Province(52, 8, 55, 149), Province(54, 45, 56, 87),
    Province(56, 32, 57, 123), Province(58, 43, 59, 59), Province(60, 11, 77, 123),
    Province(62, 34, 60, 54), Province(64, 21, 61, 151), Province(66, 15, 63, 187),
    Province(67, 16, 65, 62), Province(68, 36, 66, 130), Province(70, 10, 67, 99),
    Province(72, 53, 80, 117), Province(74, 9, 75, 243), Province(75, 19, 76, 310),
    Province(77, 6, 78, 115), Province(79, 29, 70, 2_000), Province(80, 39, 82, 169),
    Province(82, 58, 84, 176), Province(83, 7, 86, 129), Province(84, 59, 87, 101),
    Province(86, 61, 85, 102), Province(87, 20, 81, 160), Province(89, 1, 90, 191),
    Province(91, 33, 91, 172), Province(92, 13, 94, 124), Province(93, 30, 95, 73),
    Province(94, 51, 96, 120), Province(95, 4, 97, 91), Province(96, 12, 98, 119),
  ]
}

/// An administrative procedure that people have done by post.
struct Service: Sendable {
  /// Stem of the procedure code: `1.001612` is kind 1, number 1612.
  var kind: Int
  var number: Int
  /// Usual time at the agency in working days.
  var workingDays: Int
  var weight: Int

  private init(_ kind: Int, _ number: Int, workingDays: Int, weight: Int) {
    self.kind = kind
    self.number = number
    self.workingDays = workingDays
    self.weight = weight
  }

  /// Stems seen in public data first, the last eight invented; times and weights are invented.
  static let all: [Service] = [
    Service(1, 1_612, workingDays: 3, weight: 130),
    Service(2, 815, workingDays: 2, weight: 120),
    Service(2, 806, workingDays: 10, weight: 45),
    Service(1, 10_708, workingDays: 5, weight: 60),
    Service(3, 181, workingDays: 7, weight: 30),
    Service(1, 11_442, workingDays: 10, weight: 70),
    Service(2, 884, workingDays: 2, weight: 60),
    Service(1, 12_790, workingDays: 15, weight: 35),
    Service(2, 622, workingDays: 5, weight: 30),
    Service(1, 656, workingDays: 3, weight: 50),
    Service(1, 12_766, workingDays: 15, weight: 25),
    Service(2, 2_492, workingDays: 5, weight: 25),
    Service(1, 990_011, workingDays: 5, weight: 110),
    Service(1, 990_012, workingDays: 8, weight: 70),
    Service(1, 990_013, workingDays: 10, weight: 40),
    Service(1, 990_014, workingDays: 12, weight: 20),
    Service(2, 990_021, workingDays: 3, weight: 40),
    Service(2, 990_022, workingDays: 7, weight: 20),
    Service(3, 990_031, workingDays: 4, weight: 12),
    Service(3, 990_032, workingDays: 6, weight: 8),
  ]
}
