internal import CAPIDescription
internal import HosoDomain

/// A document of the API's description, written by hand as JSON: a tag's operations and what they
/// are made of, or what all tags share.
///
/// What the table of operations knows is not written again: the composer adds the operation's id,
/// who may, the errors everybody can get, and the headers of every answer. The documents are in
/// `Sources/CAPIDescription/documents`.
struct OpenAPIPart: Sendable {
  /// What other documents call it in references: `scans` in `scans.json#/components/…`.
  let name: String
  /// An OpenAPI document with `paths` and `components`.
  let json: [UInt8]

  /// Every document, what they share first, in the order in which the reference page shows them.
  static let all: [OpenAPIPart] = (0..<hoso_api_document_count()).map { place in
    let document = hoso_api_document(place)
    let bytes = UnsafeRawBufferPointer(start: document.bytes, count: document.count)
    return OpenAPIPart(name: String(cString: document.name), json: Array(bytes))
  }
}

extension JSONValue {
  /// The value with references into other documents turned into ones within the document that
  /// all of them make.
  func composed() -> JSONValue {
    if let members {
      return .object(
        members.map { member in
          guard member.key == "$ref", let target = member.value.text,
            let place = target.firstIndex(of: "#")
          else { return JSONMember(member.key, member.value.composed()) }
          return JSONMember(member.key, .text(String(target[place...])))
        })
    }
    if let items { return .list(items.map { $0.composed() }) }
    return self
  }
}

/// Why the parts make no document: a mistake in this program, found by a test.
enum OpenAPIFault: Error, Hashable, Sendable {
  /// A part is no JSON object.
  case part(String)
  /// Two parts define the same thing.
  case defined(String)
  /// An operation of the table has no description.
  case undescribed(String)
  /// A described method and path that the table does not have.
  case unknown(String)
}
