internal import HosoDomain

/// Statements about things, written so that programs read them.
///
/// Source: W3C, RDF 1.1 Turtle.
struct TurtleBuilder {
  indirect enum Term {
    /// Relative to the file, or absolute; without characters that an IRI must not have.
    case iri(String)
    /// Abbreviated by a prefix.
    case name(String)
    case text(String, Language)
    case typed(String, type: String)
    /// Something that has no name of its own.
    case nameless([Property])
  }

  struct Property {
    let name: String
    let terms: [Term]

    init(_ name: String, _ terms: Term...) {
      self.name = name
      self.terms = terms
    }

    /// A text in both languages.
    init(_ name: String, _ said: Said) {
      self.name = name
      terms = Language.allCases.map { .text(said($0), $0) }
    }

    init(_ name: String, each terms: [Term]) {
      self.name = name
      self.terms = terms
    }
  }

  private var text = ""

  var bytes: [UInt8] { Array(text.utf8) }

  mutating func prefix(_ name: String, _ iri: String) {
    text += "@prefix \(name): <\(iri)> .\n"
  }

  /// What is said of one thing; a property without a value is not said.
  mutating func add(_ subject: Term, _ properties: [Property]) {
    text += "\n" + TurtleBuilder.text(of: subject) + "\n"
    let said = properties.filter { !$0.terms.isEmpty }.map { "  " + TurtleBuilder.text(of: $0) }
    text += said.joined(separator: " ;\n") + " .\n"
  }

  private static func text(of property: Property) -> String {
    property.name + " " + property.terms.map(text(of:)).joined(separator: ", ")
  }

  private static func text(of term: Term) -> String {
    switch term {
    case .iri(let iri): "<\(iri)>"
    case .name(let name): name
    case .text(let text, let language): quoted(text) + "@" + language.rawValue
    case .typed(let text, let type): quoted(text) + "^^" + type
    case .nameless(let properties):
      "[ " + properties.map(text(of:)).joined(separator: " ; ") + " ]"
    }
  }

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\t"
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
