/// Where provinces lie on a map of equal tiles, as dated data.
///
/// Every province is as large as any other, since figures are of people and not of land.
public struct ProvinceTiles: Sendable {
  /// A place on the map, from its upper left corner.
  public struct Place: Hashable, Sendable {
    public let column: Int
    public let row: Int
  }

  /// Columns or rows of a map that a page still shows.
  private static let cellsMax = 40

  private let places: [ProvinceCode: [(valid: ClosedRange<LocalDate>, place: Place)]]

  init(csv: [UInt8]) throws(TableFault) {
    let table = try Table(
      csv: csv, columns: ["gso_code", "column", "row", "valid_from", "valid_to"])
    var places: [ProvinceCode: [(valid: ClosedRange<LocalDate>, place: Place)]] = [:]
    for row in table.rows {
      let code = try row.code("gso_code", ProvinceCode.init)
      let place = Place(
        column: try row.number("column", in: 0...ProvinceTiles.cellsMax),
        row: try row.number("row", in: 0...ProvinceTiles.cellsMax))
      let valid = try row.validity()
      let isTaken = places.contains { other, eras in
        eras.contains { $0.valid.overlaps(valid) && (other == code || $0.place == place) }
      }
      guard !isTaken else { throw row.fault("gso_code", .duplicate(code.text)) }
      places[code, default: []].append((valid, place))
    }
    self.places = places
  }

  /// The map this product comes with.
  public static func bundled() throws(TableFault) -> ProvinceTiles {
    try ProvinceTiles(csv: PackageResources.tiles_csv)
  }

  /// Where a province lies on a day; nil where nobody drew it.
  public func place(_ code: ProvinceCode, on date: LocalDate) -> Place? {
    places[code]?.first { $0.valid.contains(date) }?.place
  }
}
