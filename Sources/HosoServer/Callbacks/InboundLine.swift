internal import HosoDomain

/// A line of the interchange format made from what was sent, which remembers where each value
/// came from.
struct InboundLine {
  private var fields: [JSONMember] = []
  private var places: [String: InboundPlace] = [:]

  /// Adds a field.
  ///
  /// - Parameter place: Where its value stands; nil if the value was not sent.
  mutating func add(_ name: String, _ value: JSONValue, at place: InboundPlace?) {
    fields.append(JSONMember(name, value))
    places[name] = place
  }

  /// The event; a fault leads to where the value was sent.
  func read(
    _ reader: inout InterchangeReader, at whole: InboundPlace
  ) throws(InboundFault) -> Event {
    do throws(LineFault) {
      do throws(LineFault) {
        return try reader.read(fields).event
      } catch {
        // Agencies tell of what the ledger holds, which is not judged by what is taken today.
        guard case .code(let fault) = error.reason, fault.isOfItsTime else { throw error }
        var held = reader.forRecorded
        return try held.read(fields).event
      }
    } catch {
      throw InboundFault(place(of: error.field, orAt: whole), .field(error.reason))
    }
  }

  /// Where a field such as `aliases[2]` was sent.
  private func place(of field: String?, orAt whole: InboundPlace) -> InboundPlace {
    guard let field else { return whole }
    let parts = field.split { $0 == "[" || $0 == "]" || $0 == "." }.map(String.init)
    guard let name = parts.first, let place = places[name] else { return whole }
    return parts.dropFirst().reduce(place) { $0.appending($1) }
  }
}
