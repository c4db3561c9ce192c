internal import HosoCrypto
internal import HosoDomain
internal import HosoPages
internal import HosoWebhooks
internal import Synchronization

/// The OpenAPI document and the pages made from it, each made once.
final class ReferencePages: Sendable {
  /// Something that is sent as it is, with the tag that names this version of it.
  struct Paper: Sendable {
    let bytes: [UInt8]
    let tag: String

    init(_ bytes: [UInt8]) {
      self.bytes = bytes
      tag = "\"" + Base64URL.encode(Array(HashFunction.sha256.hash(bytes).prefix(16))) + "\""
    }
  }

  private struct Shelf {
    var document: OpenAPIDocument?
    var paper: Paper?
    var pages: [Language: Paper] = [:]
  }

  private let shelf = Mutex(Shelf())

  func document(of operations: [Operation]) throws -> Paper {
    if let paper = shelf.withLock({ $0.paper }) { return paper }
    let paper = Paper(try openAPI(operations).bytes)
    shelf.withLock { $0.paper = paper }
    return paper
  }

  func page(of operations: [Operation], _ language: Language) throws -> Paper {
    if let page = shelf.withLock({ $0.pages[language] }) { return page }
    let html = ReferencePage(language: language).page(try openAPI(operations).value)
    let page = Paper(Array(html.text.utf8))
    shelf.withLock { $0.pages[language] = page }
    return page
  }

  private func openAPI(_ operations: [Operation]) throws -> OpenAPIDocument {
    if let document = shelf.withLock({ $0.document }) { return document }
    let document = try OpenAPIDocument(operations: operations)
    shelf.withLock { $0.document = document }
    return document
  }
}
