internal import HosoCrypto
internal import RawStructuredFieldValues

/// What the library leaves open in a field that its grammar takes: how many parts it may have, and
/// whether bytes are base 64.
///
/// Values are brought into the one form that each has: a signature is over its parameters as they
/// are written anew, and the library keeps base 64 and the zeros of decimals as they came.
struct StructuredFieldCheck {
  let text: String
  let limits: StructuredFieldLimits

  func settle(_ list: inout [ItemOrInnerList]) throws(StructuredFieldFault) {
    try require(list.count, atMost: limits.membersMax)
    for place in list.indices { try settle(&list[place]) }
  }

  func settle(_ dictionary: inout StructuredDictionary) throws(StructuredFieldFault) {
    try require(dictionary.count, atMost: limits.membersMax)
    for place in dictionary.indices { try settle(&dictionary[place].1) }
  }

  func settle(_ item: inout Item) throws(StructuredFieldFault) {
    try settle(&item.rfc9651BareItem)
    try settle(&item.rfc9651Parameters)
  }

  private func settle(_ member: inout ItemOrInnerList) throws(StructuredFieldFault) {
    switch member {
    case .item(var item):
      try settle(&item)
      member = .item(item)
    case .innerList(var list):
      try require(list.bareInnerList.count, atMost: limits.innerItemsMax)
      for place in list.bareInnerList.indices { try settle(&list.bareInnerList[place]) }
      try settle(&list.rfc9651Parameters)
      member = .innerList(list)
    }
  }

  private func settle(
    _ parameters: inout OrderedMap<String, RFC9651BareItem>
  ) throws(StructuredFieldFault) {
    try require(parameters.count, atMost: limits.parametersMax)
    for place in parameters.indices { try settle(&parameters[place].1) }
  }

  private func settle(_ value: inout RFC9651BareItem) throws(StructuredFieldFault) {
    switch value {
    case .undecodedByteSequence(let letters):
      guard let bytes = Base64.decode(letters, .lenient) else {
        let place = Array(text.utf8).firstRange(of: Array(":\(letters):".utf8))?.lowerBound ?? 0
        throw StructuredFieldFault(offset: place + 1, reason: .notBase64)
      }
      value = RFC9651BareItem(bytes: bytes)
    case .decimal(let decimal):
      // Fits: a decimal has at most twelve digits before its point, and three after it.
      let scale = [1_000, 100, 10, 1][-Int(decimal.exponent)]
      value = .decimal(PseudoDecimal(mantissa: Int(decimal.mantissa) * scale, exponent: -3))
    case .bool, .integer, .string, .token, .date, .displayString: break
    }
  }

  private func require(_ count: Int, atMost max: Int) throws(StructuredFieldFault) {
    guard count <= max else {
      throw StructuredFieldFault(offset: text.utf8.count, reason: .tooMany(max: max))
    }
  }
}

extension RFC9651BareItem {
  /// Bytes as a value.
  init(bytes: [UInt8]) { self = .undecodedByteSequence(Base64.encode(bytes)) }

  /// The bytes of a value that is some.
  var bytes: [UInt8]? {
    guard case .undecodedByteSequence(let letters) = self else { return nil }
    return Base64.decode(letters)
  }
}
