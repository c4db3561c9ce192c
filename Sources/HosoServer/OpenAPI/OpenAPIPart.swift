/// A piece of the OpenAPI document, written by hand as JSON.
///
/// What the table of operations knows is not written again: the composer adds the operation's id,
/// who may, the errors everybody can get, and the headers of every answer.
struct OpenAPIPart: Sendable {
  /// An object with some of `paths`, `schemas`, `parameters`, `responses`, `headers`, `examples`,
  /// `requestBodies`.
  let json: String

  /// Every part, in the order in which the reference page shows them.
  static let all: [OpenAPIPart] = [
    .common, .problems, .scansPaths, .scansSchemas, .correctionSchemas, .dossiersPaths,
    .dossiersSchemas, .callbacksPaths, .callbacksSchemas, .eventsPaths, .eventsSchemas,
    .endpointsPaths, .endpointActions,
    .endpointsSchemas, .filters, .replay,
    .figuresPaths, .figuresSchemas, .releases, .accessPaths, .accessSchemas,
    .tracking, .console, .service,
  ]
}

/// Why the parts make no document: a mistake in this program, found by a test.
enum OpenAPIFault: Error, Hashable, Sendable {
  /// A part is no JSON object, by its place in the list.
  case part(Int)
  /// Two parts define the same thing.
  case defined(String)
  /// An operation of the table has no description.
  case undescribed(String)
  /// A described method and path that the table does not have.
  case unknown(String)
}
