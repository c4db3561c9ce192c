public import HosoDomain

/// Keys as programs read them, on the command line and over HTTP alike.
extension JSONBuilder {
  /// The members of an object that tells a key; never its text or hash.
  public mutating func accessKey(_ key: AccessKey, at moment: Moment) {
    field("id", key.id)
    field("kind", key.kind.rawValue)
    field("name", key.name)
    reach(key.reach)
    list("further_offices") { json in
      for office in key.grant.offices { json.item(office.text) }
    }
    list("sources") { json in
      for source in key.grant.sources { json.item(source.text) }
    }
    list("scopes") { json in
      for scope in key.scopes.map(\.rawValue).sorted() { json.item(scope) }
    }
    field("is_valid", key.isValid(at: moment))
    field("created_at", key.createdAt.rfc3339)
    field("created_by", key.createdBy)
    field("expires_at", key.expiresAt?.rfc3339)
    field("revoked_at", key.revokedAt?.rfc3339)
    field("replaced_by", key.replacedBy)
    field("last_used_at", key.lastUsedAt?.rfc3339)
    field("revision", key.revision)
  }

  private mutating func reach(_ reach: Reach) {
    var (agency, office, province): (String?, String?, String?)
    switch reach {
    case .everything: break
    case .agency(let code): agency = code.text
    case .office(let code): office = code.text
    case .province(let code): province = code.text
    }
    field("agency", agency)
    field("office", office)
    field("province", province)
  }
}
