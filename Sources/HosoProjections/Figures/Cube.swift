public import HosoDomain

/// One cell of the cube of differences: how much a count changed on the day it became known.
///
/// The key packs the local date a thing is counted on (24 bits, from year 1), the measure
/// (8 bits) and the group (32 bits), so cells sort by date and a fold is a scan over numbers.
struct CubeCell: Hashable, Sendable {
  static let byteCount = 12
  /// Puts every date of the years 1 to 9999 above zero.
  private static let dayOffset: Int64 = 719_163

  let key: UInt64
  var count: Int32

  init(key: UInt64, count: Int32) {
    self.key = key
    self.count = count
  }

  init(measure: Measure, on date: LocalDate, group: UInt32, count: Int32) {
    let day = UInt64(Int64(date.dayNumber) + CubeCell.dayOffset)
    key = day << 40 | UInt64(measure.rawValue) << 32 | UInt64(group)
    self.count = count
  }

  var group: UInt32 { UInt32(truncatingIfNeeded: key) }
  var measureNumber: Int { Int(UInt8(truncatingIfNeeded: key >> 32)) }
  var dayNumber: Int32 { Int32(Int64(key >> 40) - CubeCell.dayOffset) }
}

/// The cells of one day of knowledge, as stored: sorted by key, each key once, none of them 0.
enum CubeCells {
  /// Sums cells of the same key and drops what cancels out.
  static func merged(_ cells: [CubeCell]) -> [CubeCell] {
    var result: [CubeCell] = []
    result.reserveCapacity(cells.count)
    for cell in cells.sorted(by: { $0.key < $1.key }) {
      if let last = result.last, last.key == cell.key {
        result[result.count - 1].count = last.count + cell.count
      } else {
        if let last = result.last, last.count == 0 { result.removeLast() }
        result.append(cell)
      }
    }
    if let last = result.last, last.count == 0 { result.removeLast() }
    return result
  }

  /// Twelve bytes a cell, least significant first.
  static func encode(_ cells: [CubeCell]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(cells.count * CubeCell.byteCount)
    for cell in cells {
      withUnsafeBytes(of: cell.key.littleEndian) { bytes.append(contentsOf: $0) }
      withUnsafeBytes(of: cell.count.littleEndian) { bytes.append(contentsOf: $0) }
    }
    return bytes
  }

  static func decode(_ bytes: UnsafeRawBufferPointer) -> [CubeCell] {
    var cells: [CubeCell] = []
    cells.reserveCapacity(bytes.count / CubeCell.byteCount)
    forEach(in: bytes) { cells.append($0) }
    return cells
  }

  @inline(__always)
  static func forEach(in bytes: UnsafeRawBufferPointer, _ body: (CubeCell) -> Void) {
    var offset = 0
    while offset + CubeCell.byteCount <= bytes.count {  // Bounded by the bytes.
      let key = UInt64(
        littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      let count = Int32(
        littleEndian: bytes.loadUnaligned(fromByteOffset: offset + 8, as: Int32.self))
      body(CubeCell(key: key, count: count))
      offset += CubeCell.byteCount
    }
  }
}

/// What a dossier is counted under, as texts and numbers that mean the same everywhere.
public struct CubeGroup: Hashable, Sendable {
  public var province: ProvinceCode?
  /// The procedure's stem.
  public var service: String?
  public var channel: Channel?
  /// The agency's canonical code.
  public var agency: String?
  public var office: PostOfficeCode?

  init(
    province: ProvinceCode?, service: String?, channel: Channel?, agency: String?,
    office: PostOfficeCode?
  ) {
    self.province = province
    self.service = service
    self.channel = channel
    self.agency = agency
    self.office = office
  }

  init(_ attributes: DossierAttributes, names: NameTable) {
    self.init(
      province: attributes.province, service: attributes.service.map { names[$0] },
      channel: attributes.channel, agency: attributes.agency.map { names[$0] },
      office: attributes.office)
  }

  /// What a group is called whose attribute nobody recorded.
  public static let unknown = "unknown"

  /// The text that a row of the figures has for a grouping.
  public func text(of grouping: Grouping) -> String {
    let text =
      switch grouping {
      case .province: province?.text
      case .service: service
      case .channel: channel?.name
      case .agency: agency
      case .office: office?.text
      }
    return text ?? CubeGroup.unknown
  }
}

/// Groups by number and numbers by group.
struct GroupTable {
  private(set) var groups: [CubeGroup] = []
  /// Built when the first group is looked for: answering figures needs groups by number only.
  private var numbers: [CubeGroup: UInt32] = [:]

  init() {}

  /// Adds a group known to be new, under the next number.
  mutating func append(_ group: CubeGroup) {
    if !numbers.isEmpty { numbers[group] = UInt32(groups.count) }
    groups.append(group)
  }

  mutating func number(of group: CubeGroup) -> UInt32 {
    if numbers.isEmpty {
      for (number, group) in groups.enumerated() { numbers[group] = UInt32(number) }
    }
    if let number = numbers[group] { return number }
    let number = UInt32(groups.count)
    numbers[group] = number
    groups.append(group)
    return number
  }
}
